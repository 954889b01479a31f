#include "files/fault_list.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "data_folder.hpp"

using namespace buurt::files;

TEST_CASE("paths are written as people write them", "[files]") {
  CHECK(path_of_key("", "weeks") == "weeks");
  CHECK(path_of_key("output", "every_weeks") == "output.every_weeks");
  CHECK(path_of_key("parameters", "volunteer.leaving_rate") ==
        "parameters[\"volunteer.leaving_rate\"]");
  CHECK(path_of_key("", "a\nb") == "[\"a\\nb\"]");
  CHECK(path_of_item("shocks", 1) == "shocks[1]");
}

TEST_CASE("values are shown short", "[files]") {
  CHECK(shown("many") == "\"many\"");
  CHECK(shown(5200.0) == "5200");
  CHECK(shown(0.25) == "0.25");
  CHECK(shown(1e300) == "1e+300");
  CHECK(shown(true) == "true");
  CHECK(shown(nullptr) == "null");
  CHECK(shown(nlohmann::json::array({1})) == "a list of 1 item");
  CHECK(shown(nlohmann::json::object()) == "an empty object");
  CHECK(shown(std::string(1000, 'a')).size() < 80);
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "é";
  CHECK_NOTHROW(nlohmann::json(shown("x" + accents)).dump());  // never cut inside a character
  CHECK(in_quotes("\xFF").size() > 2);
}

TEST_CASE("all faults are told at once, each at its place", "[files]") {
  FaultList faults("a.json");
  CHECK_NOTHROW(faults.throw_if_any());
  faults.add("weeks", "found 0");
  faults.add("", "found a list");
  faults.name_origin("output.every_weeks", "--set output.every_weeks=x");
  faults.add("output.every_weeks", "found \"x\"");
  faults.add("output.every_weeks_more", "is not known");
  CHECK(faults.touches("output"));
  CHECK_FALSE(faults.touches("week"));
  CHECK(buurt::test::faults_of([&] { faults.throw_if_any(); }) ==
        "a.json: weeks: found 0\na.json: top level: found a list\n--set output.every_weeks=x: "
        "found \"x\"\n"
        "a.json: output.every_weeks_more: is not known");
}

TEST_CASE("after a hundred faults only their number is told", "[files]") {
  FaultList faults("a.json");
  for (int i = 0; i < 250; ++i) faults.add("a", "b");
  CHECK(faults.faults().size() == 101);
  CHECK(faults.faults().back().what == "and 150 more faults");
}
