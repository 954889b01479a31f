#pragma once
// A small data root in a temporary folder: the shipped schemas, two parameters, two municipalities.

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "engine/error.hpp"

namespace buurt::test {

/// A folder that is there as long as this object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    static std::atomic<int> count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("buurt-test-" + std::to_string(getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// Writes a file below the folder and returns its path.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

 private:
  std::filesystem::path path_;
};

inline constexpr std::string_view two_parameters = R"({
  "volunteer.leaving_rate": { "unit": "per year", "default": 0.33, "minimum": 0.05, "maximum": 0.9,
    "source": "M71", "grade": "literature", "description": "volunteers who stop, of those active" },
  "ties.hours_scale": { "unit": "hours", "default": 90, "minimum": 20, "maximum": 400,
    "source": "Hall 2019", "grade": "literature", "description": "shared hours that make a friend" }
})";

inline constexpr std::string_view fine_scenario = R"({
  "$schema": "../schema/scenario.schema.json",
  "name": "herzele-baseline",
  "municipality": "herzele",
  "start": "2024-01-01",
  "weeks": 260,
  "output": { "every_weeks": 2 }
})";

/// A data root with everything a scenario needs.
class DataFolder : public TemporaryFolder {
 public:
  DataFolder() {
    std::filesystem::copy(std::filesystem::path(BUURT_SOURCE_SCENARIOS) / "schema",
                          path() / "schema");
    write("parameters.json", two_parameters);
    write("municipalities/herzele.json", "{}");
    write("municipalities/bruges.json", "{}");
    write("herzele/baseline.json", fine_scenario);
    write("herzele/connector.json", fine_scenario);
    write("bruges/baseline.json", fine_scenario);
  }
};

/// All faults that a call throws, one per line, or "no fault".
template <class Call>
std::string faults_of(Call&& call) {
  try {
    call();
  } catch (const engine::UserError& error) {
    return error.what();
  }
  return "no fault";
}

}  // namespace buurt::test
