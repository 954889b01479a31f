#include "files/shocks.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "files/data_folder.hpp"
#include "files/scenario.hpp"

using namespace buurt;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

const std::filesystem::path shipped = BUURT_SOURCE_SCENARIOS;

files::Scenario scenario_with(const json& shocks) {
  const json document = {
      {"name", "a"}, {"municipality", "herzele"}, {"start", "2024-01-01"}, {"shocks", shocks}};
  return files::ScenarioReader(shipped).parse(document.dump(), "a.json");
}

std::string fault(const json& shocks) {
  return test::faults_of([&] { static_cast<void>(scenario_with(shocks)); });
}

json own(const json& effect, const json& more = json::object()) {
  json shock = {{"name", "mine"}, {"effects", {effect}}};
  shock.update(more);
  return json::array({shock});
}

}  // namespace

TEST_CASE("the sixteen shocks of the source documents are there, each with a grade for each value",
          "[shocks]") {
  const files::ShockReader reader(shipped);
  std::set<std::string> codes;
  for (const std::string& name : files::shock_names(shipped)) {
    const files::NamedShock shock = reader.named(shipped / "shocks" / (name + ".json"));
    codes.insert(shock.code);
    CHECK_FALSE(shock.source.empty());
    CHECK_FALSE(shock.shock.plan.pulls.empty());
    for (const json& effect : shock.document["effects"]) CHECK(effect.contains("grade"));
  }
  CHECK(codes ==
        std::set<std::string>{"SHOCK-COVID", "SHOCK-STAFF", "SHOCK-ENERGY", "SHOCK-REFUGEE",
                              "SHOCK-ELECTION", "SHOCK-FUNDEND", "SHOCK-MOTOR", "SHOCK-TURNOVER",
                              "SHOCK-GENTRI", "SHOCK-POVERTY", "SHOCK-CENTRAL", "SHOCK-TERROR",
                              "SHOCK-SEASON", "SHOCK-AGEING", "SHOCK-DEMAND", "SHOCK-REFORM"});
}

TEST_CASE("a named shock is taken in with the weeks and the strength that the scenario gives it",
          "[shocks]") {
  const auto scenario =
      scenario_with({{{"use", "motor-gone"}, {"from_week", 60}, {"weeks", 20}, {"strength", 0.5}}});
  REQUIRE(scenario.shocks.size() == 1);
  for (const care::LeverPull& pull : scenario.shocks[0].pulls) {
    CHECK(pull.from_week == 60);
    CHECK(pull.weeks == 20);
    CHECK(pull.value == Approx(0.5));
  }
  const auto as_it_is = scenario_with({{{"use", "motor-gone"}, {"from_week", 60}}});
  CHECK(as_it_is.shocks[0].pulls[0].weeks == 39);
  CHECK(scenario_with({{{"use", "season"}}}).shocks[0].pulls[0].every_weeks == 52);
  const auto until = scenario_with({{{"use", "motor-gone"}, {"from_week", 60}, {"to_week", 64}}});
  CHECK(until.shocks[0].pulls[0].weeks == 4);
}

TEST_CASE("the lowest and the highest value of every lever may be used", "[shocks]") {
  for (const care::LeverDeclaration& lever : care::lever_declarations()) {
    for (const double value : {lever.lowest, lever.highest}) {
      INFO(lever.name << " " << value);
      CHECK(fault(own({{"lever", std::string(lever.name)}, {"value", value}})) == "no fault");
    }
  }
}

TEST_CASE("what follows a named shock begins when it is over, however long it lasts", "[shocks]") {
  const auto afterwards = [](const json& entry) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> weeks;
    const files::Scenario scenario = scenario_with(json::array({entry}));
    for (const care::LeverPull& pull : scenario.shocks[0].pulls) {
      if (pull.lever == care::Lever::new_contacts && pull.from_week > 10) {
        weeks.emplace_back(pull.from_week, pull.weeks);
      }
    }
    return weeks;
  };
  using Weeks = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
  CHECK(afterwards({{"use", "pandemic"}, {"from_week", 10}}) == Weeks{{30, 26}});
  CHECK(afterwards({{"use", "pandemic"}, {"from_week", 10}, {"weeks", 40}}) == Weeks{{50, 26}});
  CHECK(afterwards({{"use", "pandemic"}, {"from_week", 10}, {"to_week", 15}}) == Weeks{{15, 26}});
}

TEST_CASE("what belongs to the first weeks of a named shock ends with it at the latest",
          "[shocks]") {
  const auto weeks_of = [](const json& entry, care::Lever lever) {
    const files::Scenario scenario = scenario_with(json::array({entry}));
    for (const care::LeverPull& pull : scenario.shocks[0].pulls) {
      if (pull.lever == lever) return pull.weeks;
    }
    return 0U;
  };
  CHECK(weeks_of({{"use", "pandemic"}}, care::Lever::joining) == 13);
  CHECK(weeks_of({{"use", "pandemic"}, {"weeks", 40}}, care::Lever::joining) == 13);
  CHECK(weeks_of({{"use", "pandemic"}, {"weeks", 5}}, care::Lever::joining) == 5);
  CHECK(weeks_of({{"use", "reform"}, {"weeks", 10}}, care::Lever::referral_loss) == 10);
}

TEST_CASE("a scenario with its shocks written out reads back to the same", "[shocks]") {
  const auto scenario = scenario_with(
      {{{"use", "pandemic"}, {"from_week", 3}}, own({{"lever", "shops"}, {"value", 0}})[0]});
  const json resolved = files::resolved_json(scenario);
  CHECK(resolved["shocks"].dump().find("\"use\"") == std::string::npos);
  const auto again = files::ScenarioReader(shipped).parse(resolved.dump(), "again");
  CHECK(files::resolved_json(again) == resolved);
  REQUIRE(again.shocks.size() == 2);
  CHECK(again.shocks[0].pulls.size() == scenario.shocks[0].pulls.size());
}

TEST_CASE("what is wrong with a shock is told once, with place, value and what is allowed",
          "[shocks]") {
  CHECK_THAT(fault({{{"use", "pandemik"}}}),
             Contains("a.json: shocks[0].use: no shock is called \"pandemik\"; did you mean "
                      "\"pandemic\"?"));
  CHECK_THAT(fault(own({{"lever", "contact"}, {"value", 0}})),
             Contains("shocks[0].effects[0].lever: no lever is called \"contact\"; did you mean "
                      "\"contacts\"?"));
  CHECK_THAT(fault(own({{"lever", "contacts"}, {"value", 3}})),
             Contains("shocks[0].effects[0].value: found 3; from 0 to 1 is allowed for the lever "
                      "\"contacts\""));
  CHECK_THAT(fault(own({{"lever", "contacts"}, {"value", 0}, {"of", "famly"}})),
             Contains("shocks[0].effects[0].of: \"famly\" is not known to the lever"));
  CHECK_THAT(fault(own({{"lever", "places"}, {"value", 0}, {"group", "women"}})),
             Contains("shocks[0].effects[0].group: found \"women\"; the lever \"places\" is for "
                      "everybody"));
  CHECK_THAT(fault(own({{"lever", "shops"}, {"value", 0}, {"group", "old"}})),
             Contains("shocks[0].effects[0].group: \"old\" is no group"));
  CHECK_THAT(fault({{{"use", "pandemic"}, {"from_week", 60}, {"to_week", 60}}}),
             Contains("shocks[0].to_week: found 60; a week after from_week, 60, is allowed"));
  CHECK_THAT(fault({{{"use", "pandemic"}, {"weeks", 4}, {"to_week", 60}}}),
             Contains("shocks[0].to_week: found beside weeks"));
  CHECK_THAT(fault({{{"use", "pandemic"}, {"neighbourhoods", "Nowhere"}}}),
             Contains("shocks[0].neighbourhoods:"));
  CHECK_THAT(fault({{{"use", "motor-gone"}, {"strength", 2}}}),
             Contains("shocks[0].strength: found 2, which takes the lever \"posts\" to -1; from 0 "
                      "to 1 is allowed"));
  const std::string too_strong = fault({{{"use", "pandemic"}, {"strength", 3}}});
  CHECK(too_strong.find("strength") == too_strong.rfind("strength"));
  CHECK_THAT(
      fault({{{"use", "pandemic"}, {"repeat_weeks", 20}}}),
      Contains("shocks[0].repeat_weeks: found 20; more than the weeks that the shock lasts"));
  CHECK_THAT(
      fault({{{"use", "reform"}, {"repeat_weeks", 20}}}),
      Contains("shocks[0].repeat_weeks: found 20; more than the weeks that the shock lasts"));
  json late = own({{"lever", "shops"}, {"value", 0}, {"after_weeks", 8}});
  late[0]["weeks"] = 8;
  CHECK_THAT(fault(late), Contains("shocks[0].effects[0].after_weeks: found 8; less than the 8 "
                                   "weeks that the shock lasts is allowed"));
  CHECK_THAT(fault({{{"from_week", 3}}}), Contains("shocks[0]: a shock takes in a named one"));
  CHECK_THAT(fault({{{"use", "pandemic"}, {"week", 3}}}),
             Contains("shocks[0].week: is not known here"));
}
