#include "files/parameter_catalogue.hpp"

#include <catch2/catch.hpp>

#include "data_folder.hpp"
#include "files/data_root.hpp"

using namespace buurt::files;
using buurt::test::DataFolder;
using buurt::test::faults_of;
using Catch::Matchers::Contains;

namespace {

std::string fault_in(const std::string& text) {
  const DataFolder data;
  const auto file = data.write("changed.json", text);
  return faults_of([&] { static_cast<void>(load_parameter_catalogue(file)); });
}

/// A parameters file of one parameter.
std::string one(const std::string& name, const std::string& range,
                const std::string& grade = "expert", const std::string& source = "somebody") {
  return "{\"" + name + "\": {\"unit\": \"1\", " + range + ", \"source\": \"" + source +
         "\", \"grade\": \"" + grade + "\", \"description\": \"what it means\"}}";
}

}  // namespace

TEST_CASE("a parameter is found by its name with everything said about it", "[files]") {
  const DataFolder data;
  const ParameterCatalogue catalogue = load_parameter_catalogue(parameter_file(data.path()));
  REQUIRE(catalogue.entries().size() == 2);
  CHECK(catalogue.names() ==
        std::vector<std::string>{"ties.hours_scale", "volunteer.leaving_rate"});
  const ParameterEntry* leaving = catalogue.find("volunteer.leaving_rate");
  REQUIRE(leaving != nullptr);
  CHECK(leaving->default_value == 0.33);
  CHECK(leaving->minimum == 0.05);
  CHECK(leaving->maximum == 0.9);
  CHECK(leaving->unit == "per year");
  CHECK(leaving->source == "M71");
  CHECK(leaving->grade == "literature");
  CHECK(leaving->description == "volunteers who stop, of those active");
  CHECK(range_in_words(*leaving) == "0.05 to 0.9 per year");
  CHECK(catalogue.find("volunteer.leaving") == nullptr);
  CHECK(catalogue.find("") == nullptr);
}

TEST_CASE("a parameter without evidence, unit or sense is refused", "[files]") {
  const std::string range = R"("default": 1, "minimum": 0, "maximum": 2)";
  CHECK(fault_in(one("a.b", range)) == "no fault");
  CHECK_THAT(fault_in(one("a.b", range, "guess")),
             Contains("[\"a.b\"].grade: found \"guess\"; one of \"measured\""));
  CHECK_THAT(fault_in(one("a.b", range, "expert", "")),
             Contains("[\"a.b\"].source: found an empty text"));
  CHECK_THAT(
      fault_in(one("a.b", R"("default": 3, "minimum": 0, "maximum": 2)")),
      Contains("[\"a.b\"].default: found 3; a number within its own range, 0 to 2, is allowed"));
  CHECK_THAT(fault_in(one("a.b", R"("default": 1, "minimum": 2, "maximum": 0)")),
             Contains("[\"a.b\"].minimum: found 2"));
  CHECK_THAT(fault_in(one("a.b", R"("default": 1, "minimum": 0)")),
             Contains("[\"a.b\"].maximum: is missing; a number is needed"));
  CHECK_THAT(fault_in(one("a.b", range + ", \"mean\": 1")),
             Contains("[\"a.b\"].mean: is not known here"));
  CHECK_THAT(fault_in("{}"), Contains("top level: found an empty object"));
}

TEST_CASE("names of parameters are lower-case words joined by dots", "[files]") {
  const std::string range = R"("default": 1, "minimum": 0, "maximum": 2)";
  for (const char* name : {"ab", "a..b", ".a", "a.", "A.b", "a b.c", "a.1b", ""}) {
    INFO(name);
    CHECK_THAT(fault_in(one(name, range)), Contains("lower-case words joined by dots"));
  }
  CHECK(fault_in(one("a.b.c_2", range)) == "no fault");
}
