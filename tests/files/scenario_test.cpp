#include "files/scenario.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "data_folder.hpp"
#include "files/data_root.hpp"
#include "files/scenario_settings.hpp"

using namespace buurt::files;
using buurt::test::DataFolder;
using buurt::test::faults_of;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

/// Reads the fine scenario with some members changed; a discarded value drops the member.
class Changed {
 public:
  Scenario with(const json& changes, const ScenarioOptions& options = {}) const {
    json document = json::parse(buurt::test::fine_scenario);
    for (const auto& [key, value] : changes.items()) document[key] = value;
    return reader_.parse(document.dump(), "a.json", options);
  }
  std::string fault(const json& changes, const ScenarioOptions& options = {}) const {
    return faults_of([&] { static_cast<void>(with(changes, options)); });
  }
  std::string fault_of_set(const std::vector<std::string>& settings) const {
    return fault(json::object(), {settings, false});
  }
  const ScenarioReader& reader() const { return reader_; }
  const DataFolder& data() const { return data_; }

 private:
  DataFolder data_;
  ScenarioReader reader_{data_.path()};
};

}  // namespace

TEST_CASE("a scenario is what its file says, with defaults for the rest", "[files]") {
  const Changed changed;
  const Scenario scenario =
      changed.reader().read((changed.data().path() / "herzele/baseline.json").string());
  CHECK(scenario.name == "herzele-baseline");
  CHECK(scenario.municipality == "herzele");
  CHECK(scenario.municipality_file == changed.data().path() / "municipalities/herzele.json");
  CHECK(scenario.start == "2024-01-01");
  CHECK(scenario.weeks == 260);
  CHECK(scenario.burn_in_weeks == 208);
  CHECK(scenario.seed == 1);
  CHECK(scenario.replicates == 1);
  CHECK(scenario.parameters.empty());
  CHECK(scenario.output == Output{2, "default", 0});
}

TEST_CASE("a scenario is found by its name from any folder", "[files]") {
  const Changed changed;
  const auto municipality = [&](const std::string& name) {
    return changed.reader().read(name).source["name"];
  };
  CHECK(municipality("herzele") == "herzele-baseline");
  CHECK(municipality("herzele/connector") == "herzele-baseline");
  CHECK(municipality("scenarios/bruges/baseline.json") == "herzele-baseline");
  const auto fault = [&](const std::string& name) {
    return faults_of([&] { static_cast<void>(changed.reader().read(name)); });
  };
  CHECK_THAT(
      fault("herzel"),
      Contains("herzel: no such file and no scenario of that name; did you mean \"herzele\"?"));
  CHECK_THAT(fault("herzele/conector"), Contains("did you mean \"herzele/connector\"?"));
  CHECK_THAT(fault("elsewhere.json"), Contains("elsewhere.json: no such file"));
  CHECK_THAT(fault(changed.data().path().string()), Contains("is a folder"));
}

TEST_CASE("every fault of a scenario is told at once", "[files]") {
  const std::string faults =
      Changed().fault({{"weeks", "many"},
                       {"seed", -1},
                       {"start", "2024-02-30"},
                       {"municipality", "herzle"},
                       {"parameters", {{"volunteer.leaving_rat", 0.2}, {"ties.hours_scale", 1000}}},
                       {"outputs", 1},
                       {"shocks", json::array({json::object()})}});
  CHECK_THAT(faults,
             Contains("a.json: weeks: found \"many\"; a whole number from 1 to 5200 is allowed"));
  CHECK_THAT(
      faults,
      Contains("a.json: seed: found -1; a whole number from 0 to 9007199254740991 is allowed"));
  CHECK_THAT(faults, Contains("a.json: start: found \"2024-02-30\"; a date of the calendar"));
  CHECK_THAT(faults,
             Contains("a.json: municipality: \"herzle\" is not known; did you mean \"herzele\"?"));
  CHECK_THAT(faults, Contains("a.json: parameters[\"volunteer.leaving_rat\"]: no parameter of that "
                              "name is known; did you mean "
                              "\"volunteer.leaving_rate\"?"));
  CHECK_THAT(
      faults,
      Contains("a.json: parameters[\"ties.hours_scale\"]: found 1000; 20 to 400 hours is allowed"));
  CHECK_THAT(faults, Contains("a.json: outputs: is not known here; did you mean \"output\"?"));
  CHECK_THAT(faults,
             Contains("a.json: shocks[0]: a shock takes in a named one by \"use\", or has a name"));
}

TEST_CASE("a start is a date of the calendar between 1900 and 2200", "[files]") {
  const Changed changed;
  for (const char* fine : {"1900-01-01", "2200-12-31", "2024-02-29"})
    CHECK(changed.with({{"start", fine}}).start == fine);
  for (const char* wrong :
       {"1899-12-31", "2201-01-01", "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1",
        "01-01-2024", "2024-01-01T00:00", "2024/01/01", "", "+024-01-01"}) {
    INFO(wrong);
    CHECK_THAT(changed.fault({{"start", wrong}}), Contains("a.json: start: found"));
  }
}

TEST_CASE("the edges of every range are allowed and what lies beyond is not", "[files]") {
  const Changed changed;
  const auto fine = [&](const json& changes) { return changed.fault(changes) == "no fault"; };
  CHECK(fine({{"weeks", 1}, {"output", {{"every_weeks", 1}}}}));
  CHECK(fine({{"weeks", 5200}, {"burn_in_weeks", 0}}));
  CHECK(fine({{"weeks", 2}, {"burn_in_weeks", 5198}}));
  CHECK(fine({{"seed", 0}}));
  CHECK(fine({{"seed", 9007199254740991}}));
  CHECK(fine({{"replicates", 100000}}));
  CHECK(fine({{"weeks", 30}, {"output", {{"every_weeks", 30}}}}));
  CHECK_FALSE(fine({{"weeks", 30}, {"output", {{"every_weeks", 31}}}}));
  CHECK_FALSE(fine({{"weeks", 0}}));
  CHECK_FALSE(fine({{"weeks", 5201}, {"burn_in_weeks", 0}}));
  CHECK_FALSE(fine({{"burn_in_weeks", -1}}));
  CHECK_FALSE(fine({{"seed", 9007199254740992}}));
  CHECK_FALSE(fine({{"seed", 18446744073709551615ULL}}));
  CHECK_FALSE(fine({{"replicates", 0}}));
  CHECK_FALSE(fine({{"replicates", 100001}}));
  CHECK_FALSE(fine({{"output", {{"every_weeks", 0}}}}));
  CHECK_FALSE(fine({{"output", {{"groups", "some"}}}}));
  CHECK_THAT(changed.fault({{"weeks", 5200}}),
             Contains("a.json: weeks: weeks and burn_in_weeks are 5200 and 208, 5408 together"));
  CHECK_THAT(changed.fault({{"burn_in_weeks", 5200}}),
             Contains("5460 together; at most 5200 together are allowed"));
}

TEST_CASE("a seed keeps all its digits", "[files]") {
  CHECK(Changed().with({{"seed", 9007199254740991}}).seed == 9007199254740991ULL);
}

TEST_CASE("programmes and shocks are lists", "[files]") {
  const Changed changed;
  CHECK(changed.fault({{"programmes", json::array()}, {"shocks", json::array()}}) == "no fault");
  CHECK_THAT(changed.fault({{"shocks", 3}}), Contains("shocks: found 3; a list is allowed"));
  CHECK_THAT(changed.fault({{"programmes", 3}}),
             Contains("programmes: found 3; a list is allowed"));
}

TEST_CASE("budgets change by line, from a week and to a week", "[files]") {
  const Changed changed;
  const json cut = {{"formal_care", {{"change", -0.3}, {"from_week", 104}}},
                    {"welfare", {{"change", 0.5}, {"from_week", 10}, {"to_week", 20}}}};
  const auto budget = changed.with({{"budget", cut}}).budget;
  REQUIRE(budget.size() == 2);
  CHECK(budget[0] == BudgetChange{"formal_care", -0.3, 104, BudgetChange{}.to_week});
  CHECK(budget[1] == BudgetChange{"welfare", 0.5, 10, 20});
  CHECK(resolved_json(changed.with({{"budget", cut}}))["budget"] == cut);
  CHECK_THAT(changed.fault({{"budget", {{"formal_care", {{"change", -0.3}}}}}}),
             Contains("from_week"));
  CHECK_THAT(changed.fault({{"budget", {{"formal_car", {{"change", -0.3}, {"from_week", 1}}}}}}),
             Contains("did you mean \"formal_care\"?"));
  const auto fault_of = [&](json line) {
    line.update({{"from_week", 9}});
    return changed.fault({{"budget", {{"welfare", line}}}});
  };
  CHECK(fault_of({{"change", -0.1}, {"notice_weeks", 9}}) == "no fault");
  CHECK_THAT(fault_of({{"change", -0.1}, {"notice_weeks", 10}}),
             Contains("budget.welfare.notice_weeks: found 10; at most from_week, 9, is allowed"));
  CHECK_THAT(fault_of({{"change", 0.1}, {"notice_weeks", 2}}),
             Contains("budget.welfare.notice_weeks: found 2; a notice is for a cut"));
  const auto placed =
      changed
          .with({{"budget",
                  {{"welfare",
                    {{"change", -0.1}, {"from_week", 9}, {"neighbourhoods", {"centre"}}}}}}})
          .budget;
  CHECK(placed.front().neighbourhoods == std::vector<std::string>{"centre"});
  CHECK_THAT(
      changed.fault({{"budget", {{"welfare", {{"change", 1}, {"from_week", 9}, {"to_week", 9}}}}}}),
      Contains("budget.welfare.to_week: found 9; a week after from_week, 9, is allowed"));
  CHECK_THAT(changed.fault({{"budget", {{"welfare", {{"change", -2}, {"from_week", 9}}}}}}),
             Contains("budget.welfare.change: found -2"));
}

TEST_CASE("a name can be part of a file name", "[files]") {
  const Changed changed;
  CHECK(changed.fault({{"name", "Herzele zonder café"}}) == "no fault");
  for (const char* wrong : {"a/b", "..", "a\\b", "a\nb", ""})
    CHECK_THAT(changed.fault({{"name", wrong}}), Contains("a.json: name: found"));
}

TEST_CASE("numbers outside the range of a parameter need the caller's word", "[files]") {
  const Changed changed;
  const json wide{{"parameters", {{"volunteer.leaving_rate", 0.95}}}};
  CHECK_THAT(
      changed.fault(wide),
      Contains("found 0.95; 0.05 to 0.9 per year is allowed (--allow-out-of-range lifts this)"));
  CHECK(changed.with(wide, {{}, true}).parameters.at("volunteer.leaving_rate") == 0.95);
  CHECK_THAT(changed.fault({{"parameters", {{"volunteer.leaving_rate", "high"}}}}, {{}, true}),
             Contains("found \"high\"; a number is allowed"));
  CHECK_THAT(changed.fault({{"parameters", {{"unheard.of", 1}}}}, {{}, true}),
             Contains("no parameter of that name"));
}

TEST_CASE("a setting of the call changes the scenario", "[files]") {
  const Changed changed;
  const auto set = [&](std::vector<std::string> settings) {
    return changed.with(json::object(), {std::move(settings), false});
  };
  CHECK(set({"weeks=52"}).weeks == 52);
  CHECK(set({"weeks=52", "weeks=53"}).weeks == 53);
  CHECK(set({"seed=7"}).source["seed"] == 7);
  CHECK(set({"output.every_weeks=4"}).output.every_weeks == 4);
  CHECK(set({"output.traces=4"}).output == Output{2, "default", 4});
  CHECK(set({"municipality=bruges"}).municipality == "bruges");
  CHECK(set({"start=2030-01-07"}).start == "2030-01-07");
  CHECK(set({"name=a=b"}).name == "a=b");
  CHECK(set({"volunteer.leaving_rate=0.3"}).parameters.at("volunteer.leaving_rate") == 0.3);
  CHECK(set({"parameters.volunteer.leaving_rate=0.4"}).parameters.at("volunteer.leaving_rate") ==
        0.4);
  CHECK(changed.with({{"weeks", "many"}}, {{"weeks=52"}, false}).weeks == 52);
}

TEST_CASE("a setting reaches values that stand deeper", "[files]") {
  const Changed changed;
  const json cut = {{"formal_care", {{"change", -0.3}, {"from_week", 104}}}};
  const auto made = changed.with({{"budget", cut}}, {{"budget.formal_care.change=-0.1"}, false});
  CHECK(made.budget.front().change == -0.1);
  CHECK(made.budget.front().from_week == 104);
}

TEST_CASE("a fault of a setting names the setting and not the file", "[files]") {
  const Changed changed;
  CHECK(changed.fault_of_set({"weeks=many"}) ==
        "--set weeks=many: found \"many\"; a whole number from 1 to 5200 is allowed (weeks "
        "simulated after the burn-in)");
  CHECK_THAT(changed.fault_of_set({"wekes=52"}),
             Contains("--set wekes=52: \"wekes\" is no path of a scenario and no parameter; did "
                      "you mean \"weeks\"?"));
  CHECK_THAT(changed.fault_of_set({"leaving_rate=1"}),
             Contains("did you mean \"volunteer.leaving_rate\"?"));
  CHECK_THAT(changed.fault_of_set({"every_weeks=1"}),
             Contains("did you mean \"output.every_weeks\"?"));
  CHECK_THAT(changed.fault_of_set({"volunteer.leaving_rate=5"}),
             Contains("--set volunteer.leaving_rate=5: found 5; 0.05 to 0.9 per year is allowed"));
  CHECK_THAT(changed.fault_of_set({"weeks"}), Contains("--set weeks: path=value is needed"));
  CHECK_THAT(changed.fault_of_set({"=5"}), Contains("path=value is needed"));
  CHECK_THAT(changed.fault_of_set({"weeks="}), Contains("--set weeks=: found \"\""));
  CHECK_THAT(changed.fault_of_set({"weeks={"}), Contains("--set weeks={: the file ends too early"));
  CHECK_THAT(changed.fault_of_set({"name=\xFF"}), Contains("is not valid UTF-8"));
  CHECK_THAT(changed.fault_of_set({"programmes=[]"}), Contains("no path of a scenario"));
  CHECK_THAT(changed.fault_of_set({"shocks=1"}),
             Contains("\"shocks\" is a list") && Contains("--with NAME"));
  CHECK_THAT(changed.fault_of_set({"budget=1"}),
             Contains("\"budget\" is an object") && Contains("--set budget."));
  CHECK_THAT(changed.fault_of_set({"xyzzyplugh=1"}),
             Contains("paths are ") && Contains("buurt list parameters") && !Contains("more"));
  CHECK_THAT(changed.fault_of_set({"weeks=0", "seed=x", "nme=y"}),
             Contains("--set seed=x") && Contains("--set weeks=0") && Contains("--set nme=y"));
  CHECK_THAT(changed.fault({{"output", 5}}, {{"output.every_weeks=2"}, false}),
             Contains("a.json: output: found 5; an object is allowed"));
}

TEST_CASE("a scenario is read back from its own text", "[files]") {
  const Changed changed;
  const Scenario first = changed.with({{"parameters", {{"ties.hours_scale", 100}}}},
                                      {{"weeks=52", "seed=9007199254740991"}, false});
  for (const std::string& text : {first.source.dump(), resolved_json(first).dump(2)}) {
    const Scenario again = changed.reader().parse(text, "results.h5");
    CHECK(resolved_json(again) == resolved_json(first));
  }
  CHECK(resolved_json(first)["burn_in_weeks"] == 208);
  CHECK(resolved_json(first)["output"]["traces"] == 0);
}

TEST_CASE("any scenario that is fine comes back the same from its resolved text", "[files]") {
  const Changed changed;
  std::mt19937_64 random(1);
  const auto between = [&](int low, int high) {
    return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
  };
  for (int round = 0; round < 200; ++round) {
    Scenario scenario = changed.with(json::object());
    scenario.weeks = between(1, 2600);
    scenario.burn_in_weeks = between(0, 2600);
    scenario.seed = random() >> 11U;
    scenario.replicates = between(1, 100000);
    scenario.output = {between(1, scenario.weeks), "default", between(0, 100000)};
    scenario.parameters["ties.hours_scale"] =
        20.0 + std::ldexp(static_cast<double>(random() >> 11U), -53) * 380.0;
    const json resolved = resolved_json(scenario);
    CHECK(resolved_json(changed.reader().parse(resolved.dump(), "text")) == resolved);
  }
}

TEST_CASE("a municipality given by path is found from beside the scenario and kept as a whole path",
          "[files]") {
  const Changed changed;
  changed.data().write("mine/place.json", "{}");
  const auto file =
      changed.data().write("mine/scenario.json",
                           R"({"name": "a", "municipality": "place.json", "start": "2024-01-01"})");
  const Scenario scenario = changed.reader().read(file.string());
  CHECK(scenario.municipality_file == changed.data().path() / "mine/place.json");
  CHECK(changed.reader().parse(scenario.source.dump(), "results.h5").municipality_file ==
        scenario.municipality_file);
  CHECK_THAT(changed.fault({{"municipality", "nowhere/place.json"}}),
             Contains("a.json: municipality: no such file: \"nowhere/place.json\""));
  CHECK_THAT(changed.fault({{"municipality", std::string("herzele\0", 8)}}),
             Contains("without control characters"));
}

TEST_CASE("every parameter has a value, the scenario's own first", "[files]") {
  const Changed changed;
  const auto values = resolved_parameters(
      changed.with({{"parameters", {{"ties.hours_scale", 100}}}}), changed.reader().parameters());
  CHECK(values ==
        std::map<std::string, double>{{"ties.hours_scale", 100}, {"volunteer.leaving_rate", 0.33}});
}

TEST_CASE("every value of the schema can be set from the command line", "[files]") {
  const DataFolder data;
  auto paths = settable_paths(SchemaCheck(schema_file(data.path(), "scenario")).schema());
  CHECK(std::count(paths.begin(), paths.end(), "budget.family_care.change") == 1);
  std::erase_if(paths, [](const std::string& path) { return path.rfind("budget.", 0) == 0; });
  CHECK(paths == std::vector<std::string>{"burn_in_weeks", "municipality", "name",
                                          "output.every_weeks", "output.groups", "output.traces",
                                          "replicates", "seed", "start", "weeks"});
}
