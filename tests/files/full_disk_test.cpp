// What happens to files when the disk fills up: on a small file system in memory, which only root can
// mount. Elsewhere these tests say that they were left out; tests/cli/full_disk_test.py tries other
// ways to get such a disk.

#include <catch2/catch.hpp>

#include <sys/mount.h>

#include <algorithm>
#include <fstream>

#include "file_bytes.hpp"
#include "files/results_reader.hpp"
#include "files/snapshot_file.hpp"
#include "sample_results.hpp"

using namespace buurt;
using namespace buurt::files;
using namespace buurt::test;

namespace fs = std::filesystem;

namespace {

/// A disk of 4 MB.
class SmallDisk {
 public:
  SmallDisk() {
    mounted_ = ::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=4m") == 0;
    if (!mounted_) WARN("no small disk could be mounted here; nothing was tested");
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  [[nodiscard]] bool mounted() const { return mounted_; }
  fs::path operator/(const std::string& name) const { return folder_.path() / name; }
  [[nodiscard]] const fs::path& path() const { return folder_.path(); }

  /// Takes what is left of the disk but for about `left` bytes.
  void fill(std::uint64_t left = 0) const {
    std::ofstream filler(folder_.path() / "filler", std::ios::binary);
    const std::string block(4096, 'x');
    while (free_bytes(folder_.path()) > left && filler.write(block.data(), 4096) &&
           filler.flush()) {
    }
  }

 private:
  TemporaryFolder folder_;
  bool mounted_ = false;
};

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("results that will not fit are refused before the run, and older ones stay", "[files]") {
  const SmallDisk disk;
  if (!disk.mounted()) return;
  write_all(disk / "r.h5", "older results");
  ResultsHeader header = sample_header();
  header.replicates = 600;
  const std::string message =
      message_of<DiskFull>([&] { ResultsWriter(disk / "r.h5", header, Overwrite::allow); });
  CHECK(holds(message, "r.h5: the disk is full: 5."));
  CHECK(holds(message, " MB are needed and "));
  CHECK(read_all(disk / "r.h5") == "older results");
  CHECK(names_in(disk.path()) == std::vector<std::string>{"r.h5"});
}

TEST_CASE("a disk that fills up during the run loses no result", "[files]") {
  const auto left = GENERATE(std::uint64_t{0}, std::uint64_t{4096}, std::uint64_t{40'000},
                             std::uint64_t{100'000});
  const SmallDisk disk;
  if (!disk.mounted()) return;
  write_all(disk / "r.h5", "older results");
  ResultsHeader header = sample_header();
  header.replicates = 100;
  ResultsWriter writer(disk / "r.h5", header, Overwrite::allow);
  write_sample_replicate(writer, header, 0, 0);
  disk.fill(left);
  REQUIRE(free_bytes(disk.path()) <= left);
  for (int replicate = 0; replicate < 100; ++replicate) {
    for (int arm = 0; arm < 2; ++arm) write_sample_replicate(writer, header, arm, replicate);
  }
  const FinishedResults kept = writer.finish({});
  CHECK(kept.path == disk / "r.h5");
  CHECK(holds(kept.note, "no room for a compressed copy"));
  CHECK(names_in(disk.path()) == std::vector<std::string>{"filler", "r.h5"});
  const ResultsReader reader(disk / "r.h5");
  CHECK(reader.complete());
  CHECK(reader.replicates_finished() == 100);
  const std::vector<double> values = reader.values("population");
  const std::size_t each = header.weeks.size() * header.groups.size();
  CHECK(values[(100 + 57) * each + 3] == sample_value(1, 57, 3));
}

TEST_CASE("a snapshot that does not fit says so, and the older one stays whole", "[files]") {
  const SmallDisk disk;
  if (!disk.mounted()) return;
  engine::Snapshot snapshot;
  snapshot.put<double>("people/x", std::vector<double>(1000, 1.0));
  write_snapshot(disk / "s.h5", snapshot, {});
  const std::string before = read_all(disk / "s.h5");
  snapshot.put<double>("people/y", std::vector<double>(1'000'000, 2.0));
  const std::string message =
      message_of<DiskFull>([&] { write_snapshot(disk / "s.h5", snapshot, {}); });
  CHECK(holds(message, "s.h5: the disk is full: 8.1 MB are needed and "));
  const bool whole = read_all(disk / "s.h5") == before;
  CHECK(whole);
  CHECK(names_in(disk.path()) == std::vector<std::string>{"s.h5"});
}

TEST_CASE("a completely full disk is a clear sentence too", "[files]") {
  const SmallDisk disk;
  if (!disk.mounted()) return;
  disk.fill();
  CHECK(holds(message_of<DiskFull>(
                  [&] { ResultsWriter(disk / "r.h5", sample_header(), Overwrite::allow); }),
              "the disk is full"));
  CHECK(holds(message_of<DiskFull>([&] { write_snapshot(disk / "s.h5", engine::Snapshot{}, {}); }),
              "the disk is full"));
  CHECK(names_in(disk.path()) == std::vector<std::string>{"filler"});
}
