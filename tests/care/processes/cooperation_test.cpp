// What makes organisations cooperate, or not, and what comes of it.

#include <catch2/catch.hpp>

#include "care/processes/programme_town.hpp"
#include "care/processes/referral_town.hpp"
#include "care/processes/shock_town.hpp"
#include "care/processes/volunteering.hpp"
#include "care/world/work_rules.hpp"

using namespace buurt;
using namespace buurt::care;
using nlohmann::json;

namespace {

json network(const json& values, const json& more = json::array()) {
  json one = {
      {"kind", "network"}, {"members", 0.8}, {"meetings_year", 52}, {"preparation_weeks", 0}};
  one.update(values);
  json parts = json::array({one});
  for (const json& other : more) parts.push_back(other);
  return json::array({{{"name", "it"}, {"payer", "town"}, {"parts", parts}}});
}

/// How well its members know each other after some weeks.
double level_after(const json& values, int weeks) {
  World world = test::town_with(network(values));
  test::live(world, weeks);
  return static_cast<double>(world.programme_book.works.level[0]);
}

NetworkPart part(const json& values) {
  return std::get<NetworkPart>(test::plans(network(values))[0].parts[0]);
}

std::uint32_t staff_minutes(const World& world, OrganisationKind kind) {
  std::uint32_t sum = 0;
  for (Row row = 0; row < world.care.organisations.rows(); ++row) {
    if (world.care.organisations.kind[row] == kind) sum += world.care.organisations.minutes[row];
  }
  return sum;
}

}  // namespace

TEST_CASE(
    "how high partners rank the work decides how active they are, and a dream makes up for it",
    "[network][cooperation]") {
  const double high = level_after({{"priority", 1}}, 12);
  const double low = level_after({{"priority", 0.3}}, 12);
  CHECK(low < 0.6 * high);
  CHECK(level_after({{"priority", 0}}, 12) == 0.0);
  const double dream = level_after({{"priority", 0.3}, {"dream", 0.8}}, 12);
  CHECK(dream > low);
  CHECK(dream < high);
}

TEST_CASE("accounts of each partner apart take from their meetings", "[network][cooperation]") {
  CHECK(attended(part(json::object())) == 1.0);
  CHECK(attended(part({{"paperwork", 0.4}})) == Approx(0.6));
  CHECK(level_after({{"paperwork", 0.4}}, 12) < level_after(json::object(), 12));
}

TEST_CASE("conflicting interests take meetings unless somebody facilitates",
          "[network][cooperation]") {
  const double calm = level_after(json::object(), 12);
  const double torn = level_after({{"conflict", 0.8}}, 12);
  const double facilitated = level_after({{"conflict", 0.8}, {"facilitation", 0.9}}, 12);
  CHECK(torn < 0.5 * calm);
  CHECK(facilitated > 2.0 * torn);
  CHECK(facilitated < calm);
}

TEST_CASE("with one who pulls ties grow sooner, and not all get a part", "[network][cooperation]") {
  CHECK(level_after({{"pulling", 1}}, 5) > level_after(json::object(), 5));
  CHECK(level_after({{"pulling", 1}}, 150) < level_after(json::object(), 150));
}

TEST_CASE("where the leader stands high in the organisation ties grow sooner",
          "[network][cooperation]") {
  CHECK(level_after({{"position", 1}}, 8) > 1.1 * level_after(json::object(), 8));
}

TEST_CASE("who distrusts the city keeps away at first and comes as ties grow",
          "[network][cooperation]") {
  const double early = level_after({{"distrust", 0.6}}, 8) / level_after(json::object(), 8);
  const double late = level_after({{"distrust", 0.6}}, 120) / level_after(json::object(), 120);
  CHECK(early < 0.6);
  CHECK(late > early);
}

TEST_CASE("agreement without urgency is lip service", "[network][cooperation]") {
  const auto linked = [](double urgency) {
    World world = test::town_with(network({{"urgency", urgency}}));
    test::live(world, 20);
    CHECK(world.programme_book.works.level[0] > 0.1F);
    return world.local.by_neighbourhood.front().linked;
  };
  CHECK(linked(0.0) == 0.0);
  CHECK(linked(0.3) == Approx(0.3 * linked(1.0)));
}

TEST_CASE("partners who trust each other put staff hours together, the more the longer they meet",
          "[network][cooperation]") {
  World world = test::town_with(network({{"shared_hours", 100}, {"organisation", "local_centre"}}));
  const std::uint32_t before = staff_minutes(world, OrganisationKind::local_centre);
  test::live(world, 5);
  const std::uint32_t early = staff_minutes(world, OrganisationKind::local_centre);
  test::live(world, 40);
  const std::uint32_t late = staff_minutes(world, OrganisationKind::local_centre);
  CHECK(early > before);
  CHECK(late > early);
  CHECK(late <= before + 100 * 60);
  world.audit();
}

TEST_CASE("a network that shares hours says whose they are", "[network][cooperation]") {
  CHECK_THROWS_WITH(test::plans(network({{"shared_hours", 10}})),
                    Catch::Matchers::Contains("organisation"));
}

TEST_CASE("goods that merchants exchange make activities cheaper, never more than these cost",
          "[network][cooperation]") {
  const auto spent = [](double goods) {
    const json meals = {{"kind", "activity"},
                        {"times_year", 26},
                        {"cost_occasion", 100},
                        {"cost_activities", 0},
                        {"preparation_weeks", 0}};
    World world =
        test::town_with(network({{"goods", goods}, {"cost_year", 0}}, json::array({meals})));
    test::live(world, 26);
    world.programme_book.audit();
    return static_cast<double>(world.programme_book.runs.spent_cents[0]) / 100.0;
  };
  const double without = spent(0);
  CHECK(without == Approx(1300).margin(1));
  CHECK(spent(2000) < 0.9 * without);
  CHECK(spent(1000000) >= 0.0);
  CHECK(spent(1000000) < spent(2000));
}

TEST_CASE(
    "where services feel passed by referrals are lost more, less so when they know each other",
    "[network][cooperation]") {
  const auto irritated = [](const json& list) {
    World world = test::town_with(list);
    test::live(world, 30);
    REQUIRE_FALSE(world.local.by_neighbourhood.empty());
    return world.local.by_neighbourhood.front().irritated;
  };
  json alone = test::connector({{"irritates", 0.8}});
  json together = alone;
  together.push_back(network(json::object())[0]);
  CHECK(irritated(alone) == Approx(0.8));
  CHECK(irritated(together) < 0.7);
  const auto completed = [](double share) {
    World world = test::small_town();
    world.local.by_neighbourhood.resize(world.neighbourhoods.size());
    for (LocalChange& change : world.local.by_neighbourhood) change.irritated = share;
    world.parameters.formal.referral_loss = 0.4;
    world.parameters.programmes.irritated_loss = 1.0;
    return test::share_of_referrals_completed(world);
  };
  CHECK(completed(1.0) < 0.85 * completed(0.0));
}

TEST_CASE("with residents at the table of a network more needs are brought to desks",
          "[network][cooperation]") {
  const auto at_desks = [](double crossroads) {
    World world = test::town_with(
        network({{"members", 1}, {"meetings_year", 104}, {"crossroads", crossroads}}));
    world.parameters.programmes.network_growth = 0.5;
    world.parameters.programmes.crossroads_tell = 5.0;
    double brought = 0.0;
    for (int week = 0; week < 30; ++week) {
      test::live(world, 1);
      for (Row need = 0; need < world.care.needs.rows(); ++need) {
        if (world.care.needs.alive(need) && world.care.needs.desk[need] != no_row) brought += 1.0;
      }
    }
    return brought;
  };
  CHECK(at_desks(1.0) > at_desks(0.0));
}

namespace {

/// A desk with many calls, and how many it has taken in or waits for after half a year.
std::uint32_t joined(const json& values, const json& shock = json::array()) {
  json desk = {
      {"kind", "volunteer_scheme"}, {"wanted", 200},          {"calls", 60}, {"known", 0.5},
      {"preparation_weeks", 0},     {"coordinator_hours", 60}};
  desk.update(values);
  World world = test::town_with(
      json::array({{{"name", "it"}, {"payer", "town"}, {"parts", json::array({desk})}}}));
  if (!shock.empty()) test::befall(world, shock);
  test::live(world, 26);
  world.audit();
  const Row scheme = world.programme_book.works.scheme[0];
  return world.volunteers.schemes.volunteers[scheme] + world.volunteers.schemes.candidates[scheme];
}

}  // namespace

TEST_CASE("when people have time left over more of them join", "[volunteering][cooperation]") {
  CHECK(joined(json::object(), test::pull("joining", 2.0)) > 1.2 * joined(json::object()));
}

TEST_CASE("a light and broad role is taken up more easily", "[volunteering][cooperation]") {
  CHECK(joined({{"light", 1}}) > 1.1 * joined(json::object()));
}

TEST_CASE("a desk that serves what volunteers want for themselves keeps them longer",
          "[volunteering][cooperation]") {
  World world = test::town_with(json::array({{{"name", "it"},
                                              {"payer", "town"},
                                              {"parts",
                                               {{{"kind", "volunteer_scheme"},
                                                 {"preparation_weeks", 0},
                                                 {"calls", 60},
                                                 {"own_goals", 1}}}}}}));
  test::live(world, 20);
  const Row scheme = world.programme_book.works.scheme[0];
  int compared = 0;
  for (Row row = 0; row < world.volunteers.volunteers.rows(); ++row) {
    if (!world.volunteers.volunteers.alive(row) || !world.volunteers.active(row) ||
        world.volunteers.volunteers.scheme[row] != scheme) {
      continue;
    }
    const double stays = leaving_rate(world, row);
    world.volunteers.schemes.own_goals[scheme] = 0.0F;
    const double usual = leaving_rate(world, row);
    world.volunteers.schemes.own_goals[scheme] = 1.0F;
    CHECK(stays == Approx(usual * (1.0 - world.parameters.programmes.own_goals_stay)));
    ++compared;
  }
  CHECK(compared > 0);
}
