#include "care/processes/carer_strain.hpp"

#include <catch2/catch.hpp>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

World town_without_care() {
  World world = test::small_town();
  world.flows = {};
  for (const Person person : test::everybody(world)) {
    world.care.forget(person);
    world.people.strain[person] = 0.0F;
    world.people.dementia[person] = 0;
  }
  return world;
}

/// Two people tied in this way, as (who gives, who gets).
std::pair<Person, Person> pair_of(const World& world, TieKind kind, bool to_the_elder) {
  for (const Person giver : test::everybody(world)) {
    for (const engine::Tie& tie : world.ties.ties(giver)) {
      if (tie.outside() || kind_of(tie.kind) != kind) continue;
      if (world.care.away(giver) || world.care.away(tie.other)) continue;
      const bool elder = world.people.birth_week[tie.other] < world.people.birth_week[giver];
      if (kind == TieKind::partner && world.people.partner[giver] != tie.other) continue;
      if (kind == TieKind::partner || elder == to_the_elder) return {giver, tie.other};
    }
  }
  FAIL("no such pair");
  return {no_row, no_row};
}

/// Strain of the giver after so many weeks of so many hours.
float strain_after(World world, std::pair<Person, Person> pair, int hours, int weeks) {
  const auto [giver, receiver] = pair;
  Parameters parameters = world.parameters;
  parameters.helping.breakdown_rate = 0.0;
  world.use(parameters);
  const auto minutes = static_cast<std::uint16_t>(hours * 60);
  const Row need = world.care.set_need(receiver, world.people.identity[receiver],
                                       NeedKind::household, minutes, world.week);
  world.care.give(need, giver, world.people.identity[giver], Source::household, minutes,
                  world.week);
  for (int week = 0; week < weeks; ++week) {
    bear_strain(world);
    ++world.week;
  }
  return world.people.strain[giver];
}

}  // namespace

TEST_CASE("any hours for a partner strain, for a parent only those beyond five") {
  const World world = town_without_care();
  const auto partners = pair_of(world, TieKind::partner, false);
  const auto parent = pair_of(world, TieKind::parent_child, true);
  const auto child = pair_of(world, TieKind::parent_child, false);
  CHECK(strain_after(world, partners, 3, 26) > 0.0F);
  CHECK(strain_after(world, parent, 3, 26) == 0.0F);
  CHECK(strain_after(world, parent, 12, 26) > 0.0F);
  CHECK(strain_after(world, child, 12, 26) == 0.0F);
}

TEST_CASE("strain grows with hours and with dementia, and never beyond one") {
  World world = town_without_care();
  const auto pair = pair_of(world, TieKind::partner, false);
  const float few = strain_after(world, pair, 10, 52);
  const float many = strain_after(world, pair, 30, 52);
  CHECK(many > few);
  world.people.dementia[pair.second] = 1;
  CHECK(strain_after(world, pair, 10, 52) > few);
  CHECK(strain_after(world, pair, 60, 520) <= 1.0F);
}

TEST_CASE("people around a carer take part of the strain away") {
  World world = town_without_care();
  const auto pair = pair_of(world, TieKind::partner, false);
  world.people.ties_monthly[pair.first] = 0;
  const float alone = strain_after(world, pair, 20, 26);
  world.people.ties_monthly[pair.first] = 20;
  CHECK(strain_after(world, pair, 20, 26) < alone);
}

TEST_CASE("a carer who rests recovers") {
  World world = town_without_care();
  const Person person = test::everybody(world)[3];
  world.people.strain[person] = 0.8F;
  for (int week = 0; week < 52; ++week) {
    bear_strain(world);
    ++world.week;
  }
  const auto kept =
      static_cast<float>(std::pow(1.0 - world.parameters.helping.strain_recovery, 52) * 0.8);
  CHECK(world.people.strain[person] == Approx(kept).epsilon(1e-4));
}

TEST_CASE("a carer who breaks down stops giving and the hours are unmet again") {
  World world = town_without_care();
  Parameters parameters = world.parameters;
  parameters.helping.breakdown_rate = 52.0 * 100.0;
  world.use(parameters);
  const auto [giver, receiver] = pair_of(world, TieKind::partner, false);
  const Row need = world.care.set_need(receiver, world.people.identity[receiver],
                                       NeedKind::household, 600, world.week);
  world.care.give(need, giver, world.people.identity[giver], Source::household, 600, world.week);
  world.people.strain[giver] = 0.95F;
  // Carers are looked at every four weeks.
  for (int week = 0; week < 4; ++week) {
    bear_strain(world);
    test::pass_weeks(world, 1);
  }
  CHECK_FALSE(world.care.gives(giver));
  CHECK(world.care.unmet(need) == 600);
  CHECK(world.flows.counts[static_cast<std::size_t>(Flow::carer_breakdowns)][0] == 1);
  world.audit();
}
