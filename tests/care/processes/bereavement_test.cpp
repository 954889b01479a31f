#include "care/processes/bereavement.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/processes/deaths.hpp"
#include "care/world/grief.hpp"
#include "care/world/health_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/social_hours.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// People of 60 and over who live with a partner.
std::vector<Person> partners(const World& world) {
  std::vector<Person> found;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 60 || world.people.partner[person] == no_row) continue;
    if (world.people.identity[person] < world.people.identity[world.people.partner[person]]) {
      found.push_back(person);
    }
  }
  return found;
}

/// Death stands in so many weeks.
void foresee(World& world, Person person, int weeks) {
  world.people.life_left[person] = -1.0 - world.week - weeks;
}

}  // namespace

TEST_CASE("who loses a partner grieves, is lonelier, has less time for others and needs comfort") {
  World world = test::town_without_needs();
  const Person widow = partners(world).front();
  const Person dead = world.people.partner[widow];
  const float lonely = world.people.loneliness_emotional[widow];
  const float hours = social_hours(world, widow);
  die(world, dead);
  const GriefParameters& p = world.parameters.grief;
  CHECK(grief_of(world, widow) >= Approx(p.partner).margin(0.01));
  CHECK(world.people.loneliness_emotional[widow] > lonely + 0.1F);
  CHECK(world.people.social_hours[widow] ==
        Approx(hours * (1.0 - p.social_time * grief_of(world, widow))));
  CHECK(world.care.need_of(widow, NeedKind::comfort) != no_row);
  CHECK(test::counted(world, Flow::bereavements) >= 1);
  // A year on most of it is gone, and after years all of it.
  for (int week = 0; week < 52; ++week, ++world.week) grieve(world);
  CHECK(grief_of(world, widow) < 0.8 * p.partner);
  for (int week = 0; week < 1000; ++week, ++world.week) grieve(world);
  CHECK(grief_of(world, widow) == 0.0);
  CHECK(world.care.need_of(widow, NeedKind::comfort) == no_row);
}

TEST_CASE("widowed people are lonelier a year later than those who still have a partner") {
  World world = test::small_town();
  const std::vector<Person> couples = partners(world);
  World without = world;
  std::vector<std::pair<Identity, Person>> widowed;
  for (const Person person : couples) {
    widowed.emplace_back(world.people.identity[person], person);
    die(world, world.people.partner[person]);
  }
  test::live(world, 52);
  test::live(without, 52);
  double lonelier = 0.0;
  int both = 0;
  for (const auto& [who, row] : widowed) {
    if (world.people.identity[row] != who || without.people.identity[row] != who) continue;
    lonelier += static_cast<double>(world.people.loneliness_emotional[row] -
                                    without.people.loneliness_emotional[row]);
    ++both;
  }
  REQUIRE(both > 30);
  CHECK(lonelier / both > 0.1);
}

TEST_CASE(
    "the risk of death is highest in the half year after a partner's death, and higher later") {
  World world = test::town_without_needs();
  const GriefParameters& p = world.parameters.grief;
  const Person person = partners(world).front();
  CHECK(risk_of_loss(world, person, 0, 52) == 1.0);
  world.people.partner_lost[person] = static_cast<std::uint16_t>(world.week + 1);
  CHECK(risk_of_loss(world, person, 0, 26) == Approx(p.death_early));
  CHECK(risk_of_loss(world, person, 26, 52) == Approx(p.death_later));
  CHECK(risk_of_loss(world, person, 0, 52) == Approx(0.5 * (p.death_early + p.death_later)));
  CHECK(risk_of_loss(world, person, 104, 52) == 1.0);
  world.week += 26;
  CHECK(risk_of_loss(world, person, 0, 26) == Approx(p.death_later));
}

TEST_CASE(
    "in the first half year two in five more of the widowed die, and nobody dies later for it") {
  World world = test::town_without_needs();
  const Person person = partners(world).front();
  int without = 0;
  int with = 0;
  for (int weeks = 2; weeks < 120; ++weeks) {
    foresee(world, person, weeks);
    world.people.partner_lost[person] = static_cast<std::uint16_t>(world.week + 1);
    hasten_death(world, person);
    const auto dies = static_cast<int>(week_of_death(world, person) - world.week);
    CHECK(dies <= weeks);
    CHECK(dies >= 1);
    without += weeks <= 26 ? 1 : 0;
    with += dies <= 26 ? 1 : 0;
  }
  CHECK(static_cast<double>(with) / without == Approx(1.41).margin(0.06));
}

TEST_CASE(
    "those whose death is not foreseen have less to live through after the loss of a partner") {
  World world = test::town_without_needs();
  const Person widow = partners(world).front();
  world.people.life_left[widow] = 1.0;
  die(world, world.people.partner[widow]);
  const double left = world.people.life_left[widow];
  CHECK(left < 1.0);
  CHECK(left > 0.9);
}

TEST_CASE("grief asks for professionals in a few, and the circle can meet it in others") {
  const World town = test::town_without_needs();
  int high = 0;
  int all = 0;
  for (const Person person : test::everybody(town)) {
    ++all;
    high += grief_tier(town, person) == GriefTier::high ? 1 : 0;
  }
  // 6.4 %; four standard deviations of 2,000 draws.
  CHECK(static_cast<double>(high) / all == Approx(0.064).margin(0.022));
  World world = town;
  OrganisationKind kind{};
  bool served = false;
  bool left_to_circle = false;
  for (const Person person : test::older_people(world, 200)) {
    world.people.grief[person] = coded_level(0.9);
    const Row need = test::open_need(world, person, NeedKind::comfort, 120);
    const bool professional = serving_kind(world, need, kind);
    CHECK(professional == (grief_tier(world, person) == GriefTier::high));
    if (professional) CHECK(kind == OrganisationKind::welfare);
    served = served || professional;
    left_to_circle = left_to_circle || !professional;
  }
  CHECK(served);
  CHECK(left_to_circle);
}
