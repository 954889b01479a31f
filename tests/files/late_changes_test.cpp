#include "files/late_changes.hpp"

#include <catch2/catch.hpp>

using namespace buurt;
using files::late_changes;
using nlohmann::json;

namespace {

files::Scenario of_ten_weeks(const json& patch) {
  json document = {
      {"name", "a"}, {"municipality", "herzele"}, {"start", "2024-01-01"}, {"weeks", 10}};
  document.update(patch);
  return files::ScenarioReader(BUURT_SOURCE_SCENARIOS).parse(document.dump(), "a.json");
}

json programme(int from_week) {
  return {{"name", "guests"},
          {"payer", "town"},
          {"from_week", from_week},
          {"parts", {{{"kind", "connector"}}}}};
}

}  // namespace

TEST_CASE("what begins when a run is over is told, and what begins in its last week is not") {
  CHECK(late_changes(of_ten_weeks({{"programmes", {programme(9)}}})).empty());
  CHECK(late_changes(of_ten_weeks({{"programmes", {programme(10)}}})) ==
        std::vector<std::string>{
            "programme \"guests\" begins in week 10, after the 10 weeks of the run, and "
            "changes nothing"});
}

TEST_CASE("shocks, budgets and payers that come too late are told as well") {
  const json effect = {{"lever", "contacts"}, {"value", 0.5}};
  json later = effect;
  later["after_weeks"] = 4;
  const auto shock = [](const json& effects) {
    return json{{{"name", "heat"}, {"from_week", 7}, {"effects", effects}}};
  };
  CHECK(late_changes(of_ten_weeks({{"shocks", shock({effect, later})}})).empty());
  CHECK(late_changes(of_ten_weeks({{"shocks", shock(json::array({later}))}})).front() ==
        "shock \"heat\" begins in week 11, after the 10 weeks of the run, and changes nothing");

  const auto cut = [](int notice) {
    return json{{"formal_care", {{"change", -0.3}, {"from_week", 12}, {"notice_weeks", notice}}}};
  };
  CHECK(late_changes(of_ten_weeks({{"budget", cut(3)}})).empty());
  CHECK(late_changes(of_ten_weeks({{"budget", cut(2)}})).size() == 1);

  const json payer = {{"name", "town"}, {"kind", "authority"}, {"yearly", 1000}, {"from_week", 30}};
  CHECK(late_changes(of_ten_weeks({{"programmes", {programme(30)}}, {"payers", {payer}}})).back() ==
        "payer \"town\" begins to pay in week 30, after the 10 weeks of the run, and pays nothing");
}

TEST_CASE("what all arms share is told once, and what an arm adds with its name") {
  files::Comparison comparison;
  comparison.baseline = of_ten_weeks({{"programmes", {programme(20)}}});
  json second = programme(30);
  second["name"] = "more";
  comparison.arms.push_back(
      {"later", {}, of_ten_weeks({{"programmes", {programme(20), second}}}), 0});
  const std::vector<std::string> told = late_changes(comparison);
  REQUIRE(told.size() == 2);
  CHECK(told[0].starts_with("programme \"guests\""));
  CHECK(told[1].starts_with("arm \"later\": programme \"more\" begins in week 30"));
}
