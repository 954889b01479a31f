#include "care/world/respite_rules.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/processes/carer_strain.hpp"
#include "care/processes/formal_care.hpp"
#include "care/processes/informal_care.hpp"
#include "care/processes/needs.hpp"
#include "care/world/costs.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/service_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

struct Pair {
  Person carer;
  Person partner;
};

/// A couple of which one is severely limited and the other, who is strained, gives 40 hours a week.
Pair couple_that_cares(World& world) {
  Parameters parameters = world.parameters;
  parameters.helping.breakdown_rate = 0.0;
  world.use(parameters);
  for (const Person carer : test::older_people(world, 200)) {
    const Person partner = world.people.partner[carer];
    if (partner == no_row) continue;
    world.people.function[partner] = Function::severe;
    const Row need = test::open_need(world, partner, NeedKind::personal_care, 2400);
    world.care.give(need, carer, world.people.identity[carer], Source::household, 2400, world.week);
    world.people.strain[carer] = 0.6F;
    world.people.wish[carer] = coded_level(0.6);
    return {carer, partner};
  }
  FAIL("no couple");
  return {no_row, no_row};
}

/// As long as it takes for every arrangement to be looked at.
void four_weeks_at_home(World& world) {
  for (int week = 0; week < 4; ++week) {
    care_at_home(world);
    ++world.week;
  }
}

void look(World& world, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    bear_strain(world);
    ++world.week;
  }
}

/// So many weeks in which day care takes over 16 hours a week.
void rest(World& world, Person carer, int weeks) {
  Row need = world.care.need_of(carer, NeedKind::relief);
  REQUIRE(need != no_row);
  world.care.set_capacity(test::organisation_of(world, OrganisationKind::day_care), 100000);
  world.care.provide(need, test::organisation_of(world, OrganisationKind::day_care),
                     world.care.needs.minutes[need], world.week);
  look(world, weeks);
  need = world.care.need_of(carer, NeedKind::relief);
  REQUIRE(need != no_row);
  world.care.each_help(need, [&](Row help) { world.care.end_help(help); });
}

}  // namespace

TEST_CASE("a carer who gives many hours or is strained needs relief, and nobody else does") {
  World world = test::town_without_needs();
  const Pair pair = couple_that_cares(world);
  look(world, 4);
  const Row need = world.care.need_of(pair.carer, NeedKind::relief);
  REQUIRE(need != no_row);
  const ReliefParameters& p = world.parameters.relief;
  CHECK(world.care.needs.minutes[need] == 60.0 * std::min(p.share * 40.0, p.most_hours));
  CHECK(world.care.need_of(pair.partner, NeedKind::relief) == no_row);
  CHECK(is_eligible(world, pair.carer, OrganisationKind::day_care));
  world.care.stop_giving(pair.carer);
  count_unmet_weeks(world);
  CHECK(world.care.need_of(pair.carer, NeedKind::relief) == no_row);
  world.care.audit();
}

TEST_CASE("respite relieves strain for a while and the wish for a nursing home for longer") {
  World without = test::town_without_needs();
  const Pair pair = couple_that_cares(without);
  look(without, 4);
  World with = without;
  rest(with, pair.carer, 4);
  look(without, 4);
  const auto wish = [&](const World& world) { return level(world.people.wish[pair.carer]); };
  const auto strain = [&](const World& world) { return felt_strain(world, pair.carer); };
  look(with, 4);
  look(without, 4);
  const double strain_soon = strain(without) - strain(with);
  const double wish_soon = wish(without) - wish(with);
  CHECK(strain_soon > 0.05);
  CHECK(wish_soon > 0.02);
  look(with, 24);
  look(without, 24);
  const double strain_later = strain(without) - strain(with);
  const double wish_later = wish(without) - wish(with);
  // Half a year later less than a quarter of relief is left (Vandepitte et al. 2019).
  CHECK(strain_later < 0.25 * strain_soon);
  CHECK(wish_later > 0.4 * wish_soon);
}

TEST_CASE("those cared for are no relief, and those at home are none either") {
  World world = test::town_without_needs();
  const Pair pair = couple_that_cares(world);
  CHECK(helps(world, pair.carer, pair.partner));
  CHECK_FALSE(helps(world, pair.partner, pair.carer));
  CHECK(willingness(world, NeedKind::relief, Relation::partner, 1.0) == 0.0);
  CHECK(willingness(world, NeedKind::relief, Relation::close_kin, 1.0) > 0.0);
  CHECK(willingness(world, NeedKind::relief, Relation::friend_or_neighbour, 1.0) > 0.0);
}

TEST_CASE("help shrinks when the giver becomes less able, and ends when nothing is left to give") {
  World world = test::town_without_needs();
  const Pair pair = couple_that_cares(world);
  const Row need = world.care.need_of(pair.partner, NeedKind::personal_care);
  world.people.function[pair.carer] = Function::light;
  four_weeks_at_home(world);
  CHECK(world.care.minutes_given(pair.carer) <= most_minutes_given(world, pair.carer));
  CHECK(world.care.minutes_given(pair.carer) > 0);
  CHECK(world.care.unmet(need) > 0);
  world.people.illness[pair.carer] = Illness::palliative;
  four_weeks_at_home(world);
  CHECK(world.care.minutes_given(pair.carer) == 0);
  world.care.audit();
}

TEST_CASE("day care takes over from carers on its list, the most strained first") {
  World world = test::town_without_needs();
  const Pair pair = couple_that_cares(world);
  test::waiting_need(world, pair.carer, NeedKind::relief, 480, 1);
  give_formal_care(world);
  CHECK(respite_hours(world, pair.carer) > 0.0);
  CHECK(weekly_cost(world, OrganisationKind::day_care) > 0.0);
  const Row need = world.care.need_of(pair.carer, NeedKind::relief);
  const double strained = severity(world, need);
  world.people.strain[pair.carer] = 0.1F;
  CHECK(severity(world, need) < strained);
}
