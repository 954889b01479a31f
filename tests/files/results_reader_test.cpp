#include "files/results_reader.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

#include "file_bytes.hpp"
#include "files/own_file.hpp"
#include "files/snapshot_file.hpp"
#include "sample_results.hpp"

using namespace buurt;
using namespace buurt::files;
using namespace buurt::test;
using engine::UserError;

namespace {

std::string opening(const std::filesystem::path& path) {
  return message_of<UserError>([&] { ResultsReader{path}; });
}

}  // namespace

TEST_CASE("a file that is not there, or no file, is named", "[files]") {
  const TemporaryFolder folder;
  CHECK(opening(folder.path() / "none.h5") ==
        (folder.path() / "none.h5").string() + ": no such file");
  CHECK(holds(opening(folder.path()), "is a folder"));
}

TEST_CASE("a file of another kind is told from results", "[files]") {
  const TemporaryFolder folder;
  write_all(folder.path() / "text.h5", "week,people\n0,18500\n");
  CHECK(holds(opening(folder.path() / "text.h5"), "text.h5: is not an HDF5 file"));
  write_all(folder.path() / "empty.h5", "");
  CHECK(holds(opening(folder.path() / "empty.h5"), "is not an HDF5 file"));

  {
    hdf5::File other = hdf5::File::create(folder.path() / "other.h5");
    hdf5::Group root = other.root();
    root.create<double>("temperature", {3}, hdf5::Storage::in_place);
  }
  CHECK(holds(opening(folder.path() / "other.h5"), "is an HDF5 file of another program"));

  write_snapshot(folder.path() / "snapshot.h5", engine::Snapshot{}, SnapshotHeader{});
  CHECK(holds(opening(folder.path() / "snapshot.h5"),
              "is a snapshot of buurt, not a results file of buurt"));
}

TEST_CASE("another format version is told, with the way out", "[files]") {
  const TemporaryFolder folder;
  for (const int version : {0, 2}) {
    hdf5::File file = hdf5::File::create(folder.path() / "r.h5");
    {
      hdf5::Group root = file.root();
      FileKind kind = results_kind();
      kind.version = version;
      mark_kind(root, kind);
    }
    file.close();
    const std::string message = opening(folder.path() / "r.h5");
    CHECK(holds(message, "has format version " + std::to_string(version) +
                             "; this program reads version 1"));
    CHECK(holds(message, version == 2 ? "a newer buurt" : "an older buurt"));
  }
}

TEST_CASE("an unfinished file is refused unless it is wanted", "[files]") {
  const TemporaryFolder folder;
  const ResultsHeader header = sample_header();
  ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::refuse);
  write_sample_replicate(writer, header, 0, 0);
  write_sample_replicate(writer, header, 1, 0);
  CHECK(holds(opening(writer.partial_path()),
              "is the unfinished file of a run that was interrupted; 1 of 3 replicates"));
  CHECK_NOTHROW(ResultsReader(writer.partial_path(), Unfinished::accept));
}

TEST_CASE("results that were cut off anywhere are refused", "[files]") {
  const TemporaryFolder folder;
  write_sample(folder.path() / "whole.h5");
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

TEST_CASE("a changed bit anywhere in results is found", "[files]") {
  const TemporaryFolder folder;
  write_sample(folder.path() / "r.h5");
  const std::uint64_t size = std::filesystem::file_size(folder.path() / "r.h5");
  const std::uint64_t step = size / 400 + 1;
  for (std::uint64_t byte = 0; byte < size; byte += step) {
    const auto bit = static_cast<unsigned>(byte % 8);
    flip_bit(folder.path() / "r.h5", byte, bit);
    INFO("byte " << byte);
    REQUIRE_FALSE(opening(folder.path() / "r.h5").empty());
    flip_bit(folder.path() / "r.h5", byte, bit);
  }
  CHECK(opening(folder.path() / "r.h5").empty());
}

TEST_CASE("an unknown outcome is named, and an unknown replicate is a mistake of ours", "[files]") {
  const TemporaryFolder folder;
  write_sample(folder.path() / "r.h5");
  const ResultsReader reader(folder.path() / "r.h5");
  CHECK(holds(message_of<UserError>([&] { static_cast<void>(reader.values("happiness")); }),
              "holds no outcome 'happiness'"));
  CHECK_THROWS_AS(reader.state_hash(2, 0), std::logic_error);
  CHECK_THROWS_AS(reader.finished(0, 3), std::logic_error);
}
