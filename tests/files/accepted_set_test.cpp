#include "files/accepted_set.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>

#include "files/data_folder.hpp"
#include "files/experiment.hpp"
#include "files/scenario.hpp"

using namespace buurt::files;
using buurt::test::faults_of;
using Catch::Matchers::Contains;

namespace {

ParameterSets read(const std::string& text, const std::vector<std::string>& settings = {}) {
  const buurt::test::TemporaryFolder folder;
  static const ScenarioReader reader(BUURT_SOURCE_SCENARIOS);
  return read_accepted_sets(folder.write("accepted.json", text), reader.parameters(),
                            {settings, false});
}

std::string fault(const std::string& text, const std::vector<std::string>& settings = {}) {
  return faults_of([&] { static_cast<void>(read(text, settings)); });
}

std::string twenty_sets() {
  std::string sets;
  for (int i = 0; i < 20; ++i) {
    sets += (i > 0 ? "," : "") + std::string(R"({"parameters": {"ties.choice_rate": )") +
            std::to_string(1.0 + 0.1 * i) + "}}";
  }
  return R"({"accepted": [)" + sets + "]}";
}

}  // namespace

TEST_CASE("accepted parameter sets are read, in an order of their own that is always the same") {
  const ParameterSets sets = read(twenty_sets());
  REQUIRE(sets.size() == 20);
  CHECK(sets == read(twenty_sets()));
  CHECK_FALSE(std::is_sorted(sets.begin(), sets.end()));
  for (int i = 0; i < 20; ++i) {
    CHECK(std::count_if(sets.begin(), sets.end(), [&](const ParameterValues& one) {
            return one.at("ties.choice_rate") == Approx(1.0 + 0.1 * i);
          }) == 1);
  }
}

TEST_CASE("every fault of a file of accepted sets is told with its place") {
  CHECK_THAT(fault("[]"), Contains("accepted: a list is needed, as 'buurt calibrate --json'"));
  CHECK_THAT(fault(R"({"accepted": []})"), Contains("accepted: the calibration accepted no point"));
  const std::string many = fault(R"({"accepted": [
    {"parameters": {"ties.choice_rate": 1}}, {"parameters": {"ties.choice_rat": 1}},
    {"parameters": {"ties.choice_rate": 40}}, {"parameters": {"ties.choice_rate": "1"}}, {},
    {"parameters": {"ties.choice_rate": 1, "ties.silence_gaps": 8}}]})");
  CHECK_THAT(many, Contains("accepted[1].parameters[\"ties.choice_rat\"]: no parameter of that "
                            "name is known; did you mean \"ties.choice_rate\"?"));
  CHECK_THAT(many, Contains("accepted[2].parameters[\"ties.choice_rate\"]: found 40; 0.2 to 4"));
  CHECK_THAT(many, Contains("accepted[3].parameters[\"ties.choice_rate\"]: found \"1\""));
  CHECK_THAT(many, Contains("accepted[4].parameters: an object with the value"));
  CHECK_THAT(many, Contains("accepted[5].parameters: holds other parameters than the first"));
}

TEST_CASE("sets beyond the declared ranges are read when they are asked for") {
  const buurt::test::TemporaryFolder folder;
  const ScenarioReader reader(BUURT_SOURCE_SCENARIOS);
  const auto file =
      folder.write("accepted.json", R"({"accepted": [{"parameters": {"ties.choice_rate": 40}}]})");
  const ParameterSets sets = read_accepted_sets(file, reader.parameters(), {{}, true});
  REQUIRE(sets.size() == 1);
  CHECK(sets[0].at("ties.choice_rate") == 40.0);
}

TEST_CASE("what varies from pair to pair cannot be set for all of them") {
  for (const std::string name : {"ties.choice_rate", "parameters.ties.choice_rate"}) {
    CHECK_THAT(fault(twenty_sets(), {"weeks=4", name + "=2"}),
               Contains("--set " + name + "=2: this parameter varies in ") &&
                   Contains("accepted.json, so it cannot be set"));
  }
}

TEST_CASE(
    "the accepted sets that come along hold what their experiment varies, within its ranges") {
  const std::filesystem::path experiments =
      std::filesystem::path(BUURT_SOURCE_SCENARIOS) / "experiments";
  const ExperimentReader reader(BUURT_SOURCE_SCENARIOS);
  int found = 0;
  for (const auto& file : std::filesystem::directory_iterator(experiments / "accepted")) {
    const Experiment experiment = reader.read(file.path().stem().string());
    const ParameterSets sets = read_accepted_sets(file.path(), reader.scenarios().parameters());
    CHECK(sets.size() > 20);
    for (const ParameterValues& set : sets) {
      REQUIRE(set.size() == experiment.vary.size());
      for (const Variation& one : experiment.vary) {
        REQUIRE(set.count(one.parameter) == 1);
        CHECK(set.at(one.parameter) >= one.minimum);
        CHECK(set.at(one.parameter) <= one.maximum);
      }
    }
    ++found;
  }
  CHECK(found > 0);
}
