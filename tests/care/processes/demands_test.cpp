// What payers demand of what they pay for, and what a pilot must show before more begins.

#include <catch2/catch.hpp>

#include "care/processes/programme_town.hpp"
#include "care/world/figure_rules.hpp"
#include "care/world/funding_rules.hpp"
#include "files/data_folder.hpp"
#include "files/scenario.hpp"

using namespace buurt;
using namespace buurt::care;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

World town(const json& programmes, const PayerPlan& payer) {
  World world = test::town_with(programmes);
  world.payers = placed({payer}, world.week);
  return world;
}

PayerPlan payer(const std::string& name) {
  PayerPlan plan;
  plan.name = name;
  return plan;
}

bool is_over(const World& world, Row run) { return world.programme_book.runs.over[run] != 0; }

/// A pilot from the first week, and the same everywhere from week 10 if it was seen enough.
json pilot_and_more(double seen, double will) {
  json pilot = test::connector({{"name", "pilot"}, {"payer", "town"}})[0];
  json more = test::connector({{"name", "more"}, {"payer", "town"}, {"from_week", 10}})[0];
  more["pilot"] = {{"programme", "pilot"}, {"seen", seen}, {"will", will}};
  return json::array({pilot, more});
}

std::string fault(const json& list) {
  return test::faults_of([&] { static_cast<void>(test::plans(list)); });
}

}  // namespace

TEST_CASE("a call that wants novelty does not pay for what was there, but for the same anew",
          "[money][demands]") {
  PayerPlan call = payer("call");
  call.amount = 1000000;
  call.from_week = 10;
  call.new_only = true;
  const json programmes = json::array(
      {test::connector({{"name", "what works"},
                        {"payer", "town"},
                        {"to_week", 10},
                        {"at_end", "takeover"},
                        {"next_payer", "call"}})[0],
       test::connector({{"name", "the same, reframed"}, {"payer", "call"}, {"from_week", 10}})[0]});
  World world = town(programmes, call);
  test::live(world, 9);
  CHECK_FALSE(is_over(world, 0));
  test::live(world, 4);
  CHECK(is_over(world, 0));
  REQUIRE(world.programme_book.runs.size() == 2);
  CHECK_FALSE(is_over(world, 1));
  call.new_only = false;
  World open_minded = town(programmes, call);
  test::live(open_minded, 13);
  CHECK_FALSE(is_over(open_minded, 0));
  world.programme_book.audit();
}

TEST_CASE("who pays for care alone leaves contact with less", "[money][demands]") {
  const auto activity = [](double contact_paid) {
    PayerPlan curative = payer("town");
    curative.amount = 10000000;
    curative.contact_paid = contact_paid;
    World world = town(test::connector({{"payer", "town"}}), curative);
    test::live(world, 6);
    world.programme_book.audit();
    return static_cast<double>(world.programme_book.runs.activity[0]);
  };
  CHECK(activity(1.0) == Approx(1.0));
  CHECK(activity(0.5) == Approx(0.5));
  CHECK(activity(0.0) == 0.0);
}

TEST_CASE("accounting to who pays takes hours from people, and from nobody who is paid by others",
          "[money][demands]") {
  PayerPlan strict = payer("town");
  strict.amount = 10000000;
  strict.accounting = 0.5;
  const auto hours = [&](const std::string& by) {
    World world = town(test::connector({{"payer", by}}), strict);
    test::live(world, 1);
    const ProgrammePlan& plan = *plan_of_run(world, 0);
    return hours_for_people(world, 0, std::get<ConnectorPart>(plan.parts[0]));
  };
  CHECK(hours("town") == Approx(0.5));
  CHECK(hours("friends") == 1.0);
}

TEST_CASE("more begins when a pilot was seen enough and those who decide want it",
          "[programmes][demands]") {
  const auto begun = [](double seen, double will) {
    World world = test::town_with(pilot_and_more(seen, will));
    test::live(world, 20);
    world.audit();
    return world.programme_book.runs.size();
  };
  CHECK(begun(0.1, 1.0) == 2);
  CHECK(begun(0.1, 0.0) == 1);
  CHECK(begun(100000, 1.0) == 1);
}

TEST_CASE("a pilot is another programme that begins before what hangs on it",
          "[programmes][demands]") {
  json unknown = pilot_and_more(1, 1);
  unknown[1]["pilot"]["programme"] = "pilto";
  CHECK_THAT(fault(unknown), Contains("no programme is named \"pilto\"") && Contains("\"pilot\""));
  json itself = pilot_and_more(1, 1);
  itself[1]["pilot"]["programme"] = "more";
  CHECK_THAT(fault(itself), Contains("a pilot that begins before week 10 is allowed"));
  json endless = pilot_and_more(1, 2);
  CHECK_THAT(fault(endless), Contains("pilot.will"));
}

TEST_CASE("a workgroup that stops leaves its part of the money to the others", "[money][demands]") {
  PayerPlan line = payer("town");
  line.yearly = {60000};
  World world = town(
      json::array({test::connector({{"name", "strong"}, {"payer", "town"}})[0],
                   test::connector({{"name", "weak"}, {"payer", "town"}, {"to_week", 20}})[0]}),
      line);
  test::live(world, 19);
  const float together = world.programme_book.runs.activity[0];
  test::live(world, 4);
  CHECK(is_over(world, 1));
  CHECK(world.programme_book.runs.activity[0] > 1.4F * together);
}

TEST_CASE("the paths of both Compassionate Cities are programmes one after another",
          "[scenarios][demands]") {
  const files::ScenarioReader reader(BUURT_SOURCE_SCENARIOS);
  for (const char* path : {"bruges/compassionate-city", "herzele/compassionate-city"}) {
    INFO(path);
    const files::Scenario scenario = reader.read(path);
    std::uint32_t first = 5200;
    std::uint32_t last = 0;
    for (const ProgrammePlan& plan : scenario.programmes) {
      first = std::min(first, plan.from_week);
      last = std::max(last, plan.from_week);
    }
    CHECK(scenario.programmes.size() >= 4);
    CHECK(last >= first + 52);
  }
}

TEST_CASE("a lack that shows in an activity may begin a new space", "[programmes][demands]") {
  const auto begun = [](double seen) {
    const json games = {{"kind", "activity"},
                        {"times_year", 52},
                        {"personal", 1},
                        {"audience", "families"},
                        {"preparation_weeks", 0}};
    const json square = {{"kind", "space"}};
    World world = test::town_with(
        json::array({{{"name", "games"}, {"payer", "town"}, {"parts", json::array({games})}},
                     {{"name", "square"},
                      {"payer", "town"},
                      {"from_week", 12},
                      {"pilot", {{"programme", "games"}, {"seen", seen}}},
                      {"parts", json::array({square})}}}));
    test::live(world, 14);
    return world.programme_book.runs.size();
  };
  CHECK(begun(0.5) == 2);
  CHECK(begun(100000) == 1);
}
