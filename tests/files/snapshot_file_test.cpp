#include "files/snapshot_file.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "file_bytes.hpp"
#include "files/hdf5.hpp"
#include "files/own_file.hpp"
#include "sample_results.hpp"

using namespace buurt;
using namespace buurt::files;
using namespace buurt::test;
using engine::Snapshot;
using engine::UserError;

namespace {

template <class T>
void put_three(Snapshot& snapshot, const std::string& name) {
  const std::vector<T> values{std::numeric_limits<T>::lowest(), T{7},
                              std::numeric_limits<T>::max()};
  snapshot.put<T>(name, values);
}

Snapshot sample_snapshot() {
  Snapshot snapshot;
  snapshot.hash = 0xdeadbeefcafef00dULL;
  put_three<std::uint16_t>(snapshot, "people/birth_week");
  put_three<std::uint8_t>(snapshot, "people/sex");
  put_three<std::int8_t>(snapshot, "ties/kind");
  put_three<std::int16_t>(snapshot, "people/a");
  put_three<std::uint32_t>(snapshot, "people/household");
  put_three<std::int32_t>(snapshot, "agenda/week");
  put_three<std::uint64_t>(snapshot, "people/identity");
  put_three<std::int64_t>(snapshot, "money");
  put_three<float>(snapshot, "ties/weight");
  put_three<double>(snapshot, "ties/Überraschung");
  snapshot.put<float>("households/none", {});
  return snapshot;
}

SnapshotHeader sample_snapshot_header() {
  return {R"({"name": "herzele"})",
          std::string(70000, ' ') + "{}",
          "0.1.0",
          std::numeric_limits<std::uint64_t>::max(),
          3,
          -104};
}

std::string opening(const std::filesystem::path& path) {
  return message_of<UserError>([&] { static_cast<void>(read_snapshot(path)); });
}

}  // namespace

TEST_CASE("a snapshot comes back as it was written, in its order", "[files]") {
  const TemporaryFolder folder;
  write_snapshot(folder.path() / "s.h5", sample_snapshot(), sample_snapshot_header());
  const SnapshotFile read = read_snapshot(folder.path() / "s.h5");
  CHECK(read.header == sample_snapshot_header());
  CHECK(read.state.hash == sample_snapshot().hash);
  CHECK(read.state.items == sample_snapshot().items);
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a snapshot of a large population comes back", "[files]") {
  const TemporaryFolder folder;
  Snapshot snapshot;
  std::vector<std::uint64_t> identities(700'000);
  for (std::size_t i = 0; i < identities.size(); ++i) identities[i] = i * 0x9e3779b97f4a7c15ULL;
  snapshot.put<std::uint64_t>("people/identity", identities);
  write_snapshot(folder.path() / "s.h5", snapshot, {});
  CHECK(read_snapshot(folder.path() / "s.h5").state.items == snapshot.items);
}

TEST_CASE("several replicates may write their snapshots at the same time", "[files]") {
  const TemporaryFolder folder;
  std::vector<std::thread> threads;
  for (int replicate = 0; replicate < 4; ++replicate) {
    threads.emplace_back([&folder, replicate] {
      for (int week = 0; week < 5; ++week) {
        SnapshotHeader header = sample_snapshot_header();
        header.replicate = replicate;
        header.week = week;
        write_snapshot(folder.path() / (std::to_string(replicate) + ".h5"), sample_snapshot(),
                       header);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int replicate = 0; replicate < 4; ++replicate) {
    const SnapshotFile read = read_snapshot(folder.path() / (std::to_string(replicate) + ".h5"));
    CHECK(read.header.replicate == replicate);
    CHECK(read.header.week == 4);
    CHECK(read.state.items == sample_snapshot().items);
  }
}

TEST_CASE("a snapshot that was cut off anywhere is refused", "[files]") {
  const TemporaryFolder folder;
  write_snapshot(folder.path() / "whole.h5", sample_snapshot(), sample_snapshot_header());
  const std::string whole = read_all(folder.path() / "whole.h5");
  const std::size_t step = whole.size() / 150 + 1;
  for (std::size_t length = 0;
       length<whole.size(); length += length + 40> whole.size() ? 1 : step) {
    write_all(folder.path() / "cut.h5", whole.substr(0, length));
    const std::string message = opening(folder.path() / "cut.h5");
    INFO("cut at " << length << " of " << whole.size() << ": " << message);
    REQUIRE((holds(message, "cut.h5: is cut off or damaged") ||
             holds(message, "cut.h5: was cut off or changed") ||
             holds(message, "cut.h5: is not an HDF5 file")));
  }
}

TEST_CASE("a changed bit anywhere in a snapshot is found", "[files]") {
  const TemporaryFolder folder;
  write_snapshot(folder.path() / "s.h5", sample_snapshot(), sample_snapshot_header());
  const std::uint64_t size = std::filesystem::file_size(folder.path() / "s.h5");
  const std::uint64_t step = size / 400 + 1;
  for (std::uint64_t byte = 0; byte < size; byte += step) {
    const auto bit = static_cast<unsigned>(byte % 8);
    flip_bit(folder.path() / "s.h5", byte, bit);
    INFO("byte " << byte);
    REQUIRE_FALSE(opening(folder.path() / "s.h5").empty());
    flip_bit(folder.path() / "s.h5", byte, bit);
  }
  CHECK(opening(folder.path() / "s.h5").empty());
}

TEST_CASE("a file of another kind is told from a snapshot", "[files]") {
  const TemporaryFolder folder;
  CHECK(holds(opening(folder.path() / "none.h5"), "no such file"));
  write_all(folder.path() / "text.h5", "not a snapshot");
  CHECK(holds(opening(folder.path() / "text.h5"), "is not an HDF5 file"));
  write_sample(folder.path() / "r.h5");
  CHECK(holds(opening(folder.path() / "r.h5"),
              "is a results file of buurt, not a snapshot of buurt"));
  hdf5::File other = hdf5::File::create(folder.path() / "other.h5");
  other.close();
  CHECK(holds(opening(folder.path() / "other.h5"), "is an HDF5 file of another program"));
}

TEST_CASE("a snapshot of another format version is told", "[files]") {
  const TemporaryFolder folder;
  hdf5::File file = hdf5::File::create(folder.path() / "s.h5");
  {
    hdf5::Group root = file.root();
    FileKind kind = snapshot_kind();
    kind.version = 99;
    mark_kind(root, kind);
  }
  file.close();
  CHECK(holds(opening(folder.path() / "s.h5"), "has format version 99"));
}

TEST_CASE("a snapshot that lacks its arrays is refused whole", "[files]") {
  const TemporaryFolder folder;
  hdf5::File file = hdf5::File::create(folder.path() / "s.h5");
  {
    hdf5::Group root = file.root();
    mark_kind(root, snapshot_kind());
    for (const char* name : {"scenario", "parameters", "buurt_version"}) root.set_text(name, "");
    for (const char* name : {"replicate", "week"}) root.set_value(name, 1);
    for (const char* name : {"seed", "state_hash"}) root.set_value(name, std::uint64_t{1});
    root.create_texts("items", {"people/identity"});
    root.create_group("state");
  }
  file.close();
  CHECK(holds(opening(folder.path() / "s.h5"), "is missing or cannot be read"));
}

TEST_CASE("a snapshot that cannot be written leaves the older one whole", "[files]") {
  const TemporaryFolder folder;
  CHECK(holds(message_of<UserError>(
                  [&] { write_snapshot(folder.path() / "none" / "s.h5", sample_snapshot(), {}); }),
              "does not exist"));
  CHECK(holds(message_of<UserError>([&] { write_snapshot("/proc/s.h5", sample_snapshot(), {}); }),
              "cannot be written"));
  write_snapshot(folder.path() / "s.h5", sample_snapshot(), sample_snapshot_header());
  const std::string before = read_all(folder.path() / "s.h5");
  Snapshot twice = sample_snapshot();
  twice.items.push_back(twice.items.front());  // two arrays of one name do not fit in a file
  CHECK_THROWS_AS(write_snapshot(folder.path() / "s.h5", twice, {}), engine::RunError);
  const bool unchanged = read_all(folder.path() / "s.h5") == before;
  CHECK(unchanged);
  CHECK(files_in(folder.path()) == 1);
}
