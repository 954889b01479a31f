// What becomes of the image of a neighbourhood, and what it does.

#include "care/processes/image.hpp"

#include <catch2/catch.hpp>

#include "care/processes/activities.hpp"
#include "care/processes/care_town.hpp"
#include "care/processes/messages.hpp"
#include "care/processes/programme_town.hpp"
#include "care/processes/programmes.hpp"
#include "care/processes/wellbeing.hpp"
#include "care/world/difference_rules.hpp"
#include "care/world/image_rules.hpp"
#include "care/world/levels.hpp"
#include "care/world/trust_rules.hpp"

using namespace buurt;
using namespace buurt::care;
using nlohmann::json;

namespace {

/// The image of the first neighbourhood after so many looks in which so much happened.
double image_after(World world, int looks, std::uint32_t visits, std::uint32_t stories = 0) {
  const Row here = world.neighbourhoods.front();
  for (int look = 0; look < looks; ++look) {
    world.places.gathered[here] = visits;
    world.places.good_news[here] = stories;
    look_at_neighbourhoods(world);
  }
  return static_cast<double>(world.places.image[here]);
}

json one(const std::string& kind, json values) {
  values["kind"] = kind;
  values["preparation_weeks"] = 0;
  return json::array(
      {{{"name", "it"}, {"payer", "town"}, {"parts", json::array({std::move(values)})}}});
}

Person adult_at_home(const World& world) { return test::older_people(world, 1).front(); }

}  // namespace

TEST_CASE("gatherings and stories do the image of a neighbourhood good", "[image]") {
  const World world = test::small_town();
  const double quiet = image_after(world, 13, 0);
  CHECK(image_after(world, 13, 40) > quiet);
  CHECK(image_after(world, 13, 0, 400) > quiet);
  CHECK(image_after(world, 500, 100000, 100000) <= 1.0);
}

TEST_CASE("nuisance harms the image where it is, and no longer than it lasts", "[image]") {
  World world = test::small_town();
  const Row here = world.neighbourhoods.front();
  const double before = image_after(world, 13, 0);
  LeverPull pull;
  pull.lever = Lever::nuisance;
  pull.value = 1.0;
  world.levers.use({pull}, world.week);
  REQUIRE(world.levers.in(Lever::nuisance, here) == 1.0);
  for (int look = 0; look < 13; ++look) look_at_neighbourhoods(world);
  const auto harmed = static_cast<double>(world.places.image[here]);
  CHECK(harmed < before);
  world.levers.use({}, world.week);
  for (int look = 0; look < 130; ++look) look_at_neighbourhoods(world);
  CHECK(static_cast<double>(world.places.image[here]) > harmed);
}

TEST_CASE("dwellings that stand empty harm the image", "[image]") {
  World world = test::small_town();
  const double before = image_after(world, 13, 0);
  Parameters parameters = world.parameters;
  parameters.life.vacancy_kept = -0.1;  // as if a tenth more stood empty than is usual
  world.use(parameters);
  CHECK(image_after(world, 13, 0) < before);
}

TEST_CASE("a good image draws people out and makes neighbours trusted", "[image]") {
  World world = test::small_town();
  const Person person = adult_at_home(world);
  float& image = world.places.image[world.neighbourhood_of(person)];
  const auto trust_at = [&](float value) {
    image = value;
    world.people.trust_in_neighbours[person] = 0;
    trust_others(world, person, 0.0, 1.0);
    return world.people.trust_in_neighbours[person];
  };
  const std::uint8_t bad = trust_at(0.1F);
  const double stays_in = draws_people_out(world, person);
  const std::uint8_t good = trust_at(0.9F);
  CHECK(good > bad);
  CHECK(draws_people_out(world, person) > 1.0);
  CHECK(stays_in < 1.0);
  image = 0.0F;
  CHECK(draws_people_out(world, person) == 1.0);
}

TEST_CASE("an activity is seen in the neighbourhoods of its guests and gives services a face",
          "[image][programmes]") {
  World world =
      test::town_with(one("activity", {{"times_year", 52}, {"capacity", 40}, {"personal", 1.0}}));
  World own = test::town_with(
      one("activity",
          {{"times_year", 52}, {"capacity", 40}, {"personal", 1.0}, {"residents_share", 1.0}}));
  const auto sum_of_trust = [](World& town) {
    for (const Person person : test::everybody(town)) {
      town.people.trust_in_services[person] = coded_score(5.0);
    }
    run_programmes(town);
    hold_activities(town);
    int sum = 0;
    for (const Person person : test::everybody(town)) {
      sum += town.people.trust_in_services[person] - coded_score(5.0);
    }
    return sum;
  };
  CHECK(sum_of_trust(world) > 0);
  std::uint32_t seen = 0;
  for (const Row place : world.neighbourhoods) seen += world.places.gathered[place];
  CHECK(seen > 0);
  CHECK(sum_of_trust(own) == 0);
}

TEST_CASE("stories of the people of the quarter are good news and proof that people help",
          "[image][programmes]") {
  World world = test::town_with(one("communication", {{"messages_year", 52}, {"people", 1.0}}));
  const World before = world;
  run_programmes(world);
  spread_messages(world);
  std::uint32_t heard = 0;
  for (const Row place : world.neighbourhoods) heard += world.places.good_news[place];
  CHECK(heard > 100);
  int more = 0;
  int greeted = 0;
  for (const Person person : test::everybody(world)) {
    CHECK(world.people.faith[person] >= before.people.faith[person]);
    more += world.people.faith[person] > before.people.faith[person] ? 1 : 0;
    greeted += world.people.greetings[person] > before.people.greetings[person] ? 1 : 0;
  }
  // A story takes away 0.002 of what is missing of faith: a quarter of a step or less of the byte.
  CHECK(more > 0.03 * greeted);
  CHECK(more < 0.3 * greeted);
  CHECK(greeted > 100);
}

TEST_CASE("fleeting contacts add to inclusion, and a valued role to mastery", "[image]") {
  World world = test::town_without_needs();
  const Person person = adult_at_home(world);
  world.people.origin[person] = Origin::belgian;
  if (const Row row = world.volunteers.of(person); row != no_row) world.volunteers.leave(row);
  world.people.greetings[person] = 0;
  const Wellbeing unseen = wellbeing_in(world, circumstances_of(world, person), 0.0);
  world.people.greetings[person] = 6;
  const Wellbeing greeted = wellbeing_in(world, circumstances_of(world, person), 0.0);
  CHECK(greeted.inclusion > unseen.inclusion);
  CHECK(greeted.mastery == unseen.mastery);
  world.volunteers.join(person, world.people.identity[person], 0, VolunteerStage::active, 60, 0);
  const Wellbeing usual = wellbeing_in(world, circumstances_of(world, person), 0.0);
  CHECK(usual.mastery == unseen.mastery);
  world.people.origin[person] = Origin::foreign;
  CHECK(wellbeing_in(world, circumstances_of(world, person), 0.0).mastery > usual.mastery);
}
