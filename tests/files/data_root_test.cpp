#include "files/data_root.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <optional>

#include "data_folder.hpp"

using namespace buurt::files;
using buurt::test::DataFolder;
using buurt::test::faults_of;
using Catch::Matchers::Contains;

namespace {

/// BUURT_SCENARIOS with another value as long as this object is there.
class Environment {
 public:
  explicit Environment(const std::string& value) {
    if (const char* before = std::getenv(name)) before_ = before;
    setenv(name, value.c_str(), 1);
  }
  ~Environment() {
    if (before_) {
      setenv(name, before_->c_str(), 1);
    } else {
      unsetenv(name);
    }
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  static constexpr const char* name = "BUURT_SCENARIOS";
  std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("the data is where BUURT_SCENARIOS says", "[files]") {
  const DataFolder data;
  {
    const Environment named(data.path().string());
    CHECK(data_root() == data.path());
  }
  const Environment wrong("/nowhere");
  CHECK_THAT(faults_of([] { static_cast<void>(data_root()); }),
             Contains("BUURT_SCENARIOS: \"/nowhere\" holds no schema/scenario.schema.json"));
}

TEST_CASE("without BUURT_SCENARIOS the shipped data is found", "[files]") {
  const Environment unset("");
  CHECK(std::filesystem::exists(schema_file(data_root(), "scenario")));
}

TEST_CASE("what the data holds is known by name", "[files]") {
  const DataFolder data;
  data.write("municipalities/notes.txt", "no municipality");
  data.write("loose/other.json", "{}");
  CHECK(municipality_names(data.path()) == std::vector<std::string>{"bruges", "herzele"});
  CHECK(scenario_names(data.path()) ==
        std::vector<std::string>{"bruges/baseline", "herzele/baseline", "herzele/connector"});
  CHECK(municipality_names("/nowhere").empty());
}
