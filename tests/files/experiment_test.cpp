#include "files/experiment.hpp"

#include <catch2/catch.hpp>

#include "experiment/toy_experiment.hpp"
#include "files/data_root.hpp"

using namespace buurt::files;
using buurt::test::faults_of;
using buurt::test::toy_document;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

/// Reads the toy experiment with a patch (RFC 7386) on it.
Experiment patched(const json& patch, const ExperimentOptions& options = {}) {
  json document = toy_document();
  document.merge_patch(patch);
  return buurt::test::ToyExperiment(document, options).experiment;
}

std::string fault(const std::string& patch, const ExperimentOptions& options = {}) {
  return faults_of([&] { static_cast<void>(patched(json::parse(patch), options)); });
}

}  // namespace

TEST_CASE("an experiment is read with ranges, windows and intervals filled in") {
  const Experiment experiment = patched(json::object());
  REQUIRE(experiment.vary.size() == 3);
  CHECK(experiment.vary[1].parameter == "ties.choice_rate");
  CHECK(experiment.vary[1].minimum == 0.2);
  CHECK(experiment.vary[1].maximum == 4.0);
  CHECK(experiment.vary[1].logarithmic);
  CHECK(experiment.vary[0].maximum == 2.0);
  CHECK(experiment.outcomes[0].to_week == 10);
  CHECK(experiment.outcomes[1].to_week == 260);
  CHECK(experiment.outcomes[1].group == "all");
  CHECK(experiment.calibration->targets[0].maximum == 3.1);
  CHECK(experiment.calibration->targets[1].value == 1.5);
}

TEST_CASE("nothing is simulated beyond the last week that is looked at") {
  CHECK(patched(json::parse(R"({"outcomes": {"second": {"to_week": 30}}})")).scenario.weeks == 30);
}

TEST_CASE("what an experiment sets, and what a call sets after it, reaches the scenario") {
  const json set = json::parse(R"({"set": {"burn_in_weeks": 7, "ties.outside_factor": 0.5}})");
  const Experiment experiment = patched(set, {{"burn_in_weeks=9"}, 12, 5, 33, 6});
  CHECK(experiment.scenario.burn_in_weeks == 9);
  CHECK(experiment.scenario.parameters.at("ties.outside_factor") == 0.5);
  CHECK(experiment.seed == 12);
  CHECK(experiment.replicates == 5);
  CHECK(experiment.sweep->points == 33);
  CHECK(experiment.calibration->points_per_wave == 33);
  CHECK(experiment.calibration->waves == 6);
}

TEST_CASE("every kind of fault in an experiment is told with its place") {
  CHECK_THAT(
      fault(R"({"vary": {"ties.choice_rat": {}}})"),
      Contains("vary[\"ties.choice_rat\"]") && Contains("did you mean \"ties.choice_rate\"?"));
  CHECK_THAT(fault(R"({"vary": {"ties.choice_rate": {"maximum": 40}}})"),
             Contains("vary[\"ties.choice_rate\"].maximum: found 40; 0.2 to 4"));
  CHECK_THAT(fault(R"({"vary": {"ties.choice_rate": {"minimum": 3, "maximum": 2}}})"),
             Contains("vary[\"ties.choice_rate\"]: the range is 3 to 2"));
  CHECK_THAT(fault(R"({"vary": {"ties.rate_friendship": {"scale": "logarithmic"}}})"),
             Contains("vary[\"ties.rate_friendship\"].scale") && Contains("above 0"));
  CHECK_THAT(fault(R"({"set": {"ties.choice_rate": 1}})"),
             Contains("set[\"ties.choice_rate\"]: this parameter varies"));
  for (const std::string set : {"ties.choice_rate=1", "parameters.ties.choice_rate=1"}) {
    CHECK(fault(R"({})", {{set}, {}, {}, {}, {}}) ==
          "--set " + set + ": this parameter varies, so it cannot be set");
  }
  CHECK_THAT(fault(R"({"set": {"weeks": "many"}})"),
             Contains("toy.json: set.weeks: found \"many\""));
  CHECK_THAT(fault(R"({})", {{"weeks=many"}, {}, {}, {}, {}}), Contains("--set weeks=many: found"));
  CHECK_THAT(fault(R"({"scenario": "herzel"})"),
             Contains("toy.json: scenario: ") && Contains("did you mean \"herzele\"?"));
  CHECK_THAT(fault(R"({"outcomes": {"first": {"outcome": "ties_weakly"}}})"),
             Contains("outcomes.first.outcome") && Contains("did you mean \"ties_weekly\"?"));
  CHECK_THAT(fault(R"({"outcomes": {"a\tb": {"outcome": "ties_weekly"}}})"),
             Contains("outcomes[\"a\\tb\"]: a name without control characters"));
  CHECK_THAT(fault(R"({"name": "  "})"), Contains("name: found \"  \""));
  CHECK_THAT(fault(R"({"outcomes": {"loneliness": {"group": "everyone"}}})"),
             Contains("outcomes.loneliness.group: no group is called \"everyone\""));
  CHECK_THAT(fault(R"({"outcomes": {"first": {"to_week": 261}}})"),
             Contains("outcomes.first: the window is week 0 to week 261"));
  CHECK_THAT(fault(R"({"outcomes": {"first": {"from_week": 9, "to_week": 3}}})"),
             Contains("outcomes.first: the window is week 9 to week 3"));
  CHECK_THAT(
      fault(R"({"set": {"output.every_weeks": 20}, "outcomes": {"first": {"from_week": 1}}})"),
      Contains("outcomes.first: no week from 1 to 10 is recorded"));
  CHECK_THAT(fault(R"({"outcomes": {"second": {"of": null}}})"),
             Contains("outcomes.second: a share needs \"of\""));
  CHECK_THAT(fault(R"({"outcomes": {"first": {"of": "population"}}})"),
             Contains("outcomes.first.of: only the statistic \"share\""));
  CHECK_THAT(fault(R"({"outcomes": {"first": {"statistic": "difference", "to_week": 0}}})"),
             Contains("outcomes.first: a difference needs"));
  CHECK_THAT(
      fault(
          R"({"calibration": {"targets": {"frist": {"value": 1, "tolerance": 1, "source": "a"}}}})"),
      Contains("calibration.targets.frist") && Contains("did you mean \"first\"?"));
  CHECK_THAT(fault(R"({"calibration": {"targets": {"first": {"minimum": 1}}}})"),
             Contains("calibration.targets.first: either \"value\" and \"tolerance\""));
  CHECK_THAT(fault(R"({"calibration": {"targets": {"second": {"minimum": 3}}}})"),
             Contains("calibration.targets.second: the interval is 3 to 1.6"));
  CHECK_THAT(fault(R"({"calibration": {"targets": {"first": {"tolerance": 0}}}})"),
             Contains("calibration.targets.first.tolerance: found 0"));
  CHECK_THAT(fault(R"({"sweep": {"design": "sobel"}})"),
             Contains("sweep.design") && Contains("sobol"));
  CHECK_THAT(fault(R"({"name": "a/b"})"), Contains("name: found \"a/b\""));
  CHECK_THAT(fault(R"({"weeks": 3})"), Contains("weeks"));
}

TEST_CASE("all faults of an experiment are told at once") {
  const std::string faults = fault(R"({"replicates": 0, "vary": {"nothing": {}, "ties.silence_gaps":
    {"minimum": "low"}}, "outcomes": {"first": {"group": "x"}}, "sweep": {"points": 1}})");
  for (const char* place : {"replicates", "vary.nothing", "vary[\"ties.silence_gaps\"].minimum",
                            "outcomes.first.group", "sweep.points"}) {
    CHECK_THAT(faults, Contains(place));
  }
}

TEST_CASE("the shipped experiments are found by name and by path") {
  const std::filesystem::path root = BUURT_SOURCE_SCENARIOS;
  const ExperimentReader reader(root);
  for (const std::string& name : experiment_names(root)) {
    CHECK(reader.read(name).name == name);
  }
  CHECK(
      std::filesystem::equivalent(experiment_file("scenarios/experiments/herzele-ties.json", root),
                                  experiment_file("herzele-ties", root)));
  CHECK_THAT(faults_of([&] { static_cast<void>(experiment_file("herzele-tie", root)); }),
             Contains("did you mean \"herzele-ties\"?"));
}

TEST_CASE("two experiments that differ in anything that matters resolve differently") {
  const json whole = resolved_json(patched(json::object()));
  for (const char* patch :
       {R"({"seed": 4})", R"({"vary": {"ties.silence_gaps": {"maximum": 15}}})",
        R"({"outcomes": {"first": {"group": "women"}}})", R"({"set": {"seed": 2}})",
        R"({"calibration": {"cutoff": 2.5}})", R"({"sweep": {"points": 25}})"}) {
    CHECK(resolved_json(patched(json::parse(patch))) != whole);
  }
}
