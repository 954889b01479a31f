#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/processes/meeting_places.hpp"
#include "care/processes/programme_town.hpp"
#include "care/world/meeting_place_rules.hpp"

using namespace buurt;
using care::Person;
using care::World;
using engine::Row;
using nlohmann::json;

TEST_CASE("people come to a meeting place once it is open, and not before", "[meeting places]") {
  World world = test::town_with(test::meeting_place({{"from_week", 5}, {"to_week", 30}}));
  test::live(world, 5);
  CHECK(world.programme_book.meeting_places.size() == 0);
  test::live(world, 24);
  CHECK(test::visits_to(world) > 20);
}

TEST_CASE("a place far away gets few visitors", "[meeting places]") {
  World near = test::town_with(test::meeting_place());
  World far = test::small_town();
  // Everybody on foot, and the middle of the neighbourhood ten kilometres off.
  far.programmes = care::placed(far, test::plans(test::meeting_place()), far.week);
  const Row middle = far.programmes.front().part_in.front();
  far.places.x[middle] += 10000.0F;
  for (World* world : {&near, &far}) {
    for (const Person person : test::everybody(*world)) world->people.car[person] = 0;
    test::live(*world, 40);
  }
  REQUIRE(test::visits_to(near) > 30);
  CHECK(test::visits_to(far) < test::visits_to(near) / 20);
}

TEST_CASE("who is limited comes less, the more so the farther it is", "[meeting places]") {
  World world = test::town_with(test::meeting_place());
  test::live(world, 1);
  std::size_t looked_at = 0;
  for (const Person person : test::everybody(world)) {
    world.people.car[person] = 0;
    world.people.function[person] = care::Function::independent;
    const float well = care::within_reach(world, 0, person);
    world.people.function[person] = care::Function::moderate;
    const float limited = care::within_reach(world, 0, person);
    CHECK(limited <= well);
    if (world.age(person) < care::adult_age) CHECK(well == 0.0F);
    if (well > limited) ++looked_at;
  }
  CHECK(looked_at > 500);
}

TEST_CASE("visits make ties, and visitors who know each other share hours", "[meeting places]") {
  World with = test::town_with(test::meeting_place({{"communication", 20000}}));
  World without = test::small_town();
  test::live(with, 40);
  test::live(without, 40);
  const auto ties = [](const World& world) {
    std::size_t sum = 0;
    for (const Person person : test::everybody(world)) sum += world.ties.degree(person);
    return sum;
  };
  REQUIRE(test::visits_to(with) > 100);
  CHECK(ties(with) > ties(without));
}

TEST_CASE("hours shared at a place strengthen a tie and no other", "[meeting places]") {
  World world = test::small_town();
  Person owner = 0;
  std::uint32_t slot = 0;
  bool found = false;
  for (const Person person : test::everybody(world)) {
    const auto all = world.ties.ties(person);
    for (slot = 0; !found && slot < all.size(); ++slot) {
      found = !all[slot].outside() && !test::together(all[slot]);
      if (found) break;
    }
    owner = person;
    if (found) break;
  }
  REQUIRE(found);
  const Person other = world.ties.ties(owner)[slot].other;
  const float before = world.ties.ties(owner)[slot].weight;
  CHECK(world.share_time(owner, other, 5.0F) > 0.0F);
  CHECK(test::tie_between(world, owner, other)->weight > before);
  CHECK(test::tie_between(world, other, owner)->weight ==
        test::tie_between(world, owner, other)->weight);
  world.audit();
}

TEST_CASE("when a place is full, people are turned away", "[meeting places]") {
  const json small = {{"capacity", 1}, {"hours_week", 1.5}, {"communication", 50000}};
  World world = test::town_with(test::meeting_place(small));
  for (int week = 0; week < 40; ++week) {
    const std::uint32_t before = week == 0 ? 0 : test::visits_to(world);
    test::live(world, 1);
    REQUIRE(test::visits_to(world) - before <= 1);
  }
  CHECK(world.programme_book.meeting_places.turned_away[0] > 0);
}

TEST_CASE("hosts notice needs that nobody knew of", "[meeting places]") {
  const auto noticed = [](double hosts) {
    World world =
        test::town_with(test::meeting_place({{"host_hours", hosts}, {"communication", 50000}}));
    world.parameters.programmes.host_notices = 1.0;
    world.parameters.formal.gp_notices = 0.0;
    world.parameters.formal.asks_directly = 0.0;
    world.parameters.helping.asking_rate = 0.0;
    world.flows = {};
    test::live(world, 30);
    return test::counted(world, care::Flow::needs_detected);
  };
  CHECK(noticed(12) > noticed(0));
}

TEST_CASE("a place closes with its programme unless residents own it or a partner takes over",
          "[meeting places]") {
  const auto places_left = [](double ownership, double survival) {
    World world = test::town_with(test::meeting_place(
        {{"to_week", 10}, {"ownership", ownership}, {"residents_share", ownership}}));
    world.parameters.programmes.survival = survival;
    test::live(world, 12);
    world.audit();
    return world.programme_book.meeting_places.size();
  };
  CHECK(places_left(0.0, 1.0) == 0);
  CHECK(places_left(1.0, 1.0) == 1);
  CHECK(places_left(1.0, 0.0) == 0);

  json both = test::meeting_place({{"to_week", 20}});
  both.push_back({{"name", "next"},
                  {"payer", "town"},
                  {"from_week", 15},
                  {"parts", {{{"kind", "meeting_place"}, {"takes_over", "meeting-place"}}}}});
  World world = test::town_with(both);
  test::live(world, 18);
  const std::uint32_t visits = test::visits_to(world);
  REQUIRE(world.programme_book.meeting_places.size() == 1);
  // Who waits for a place neither works nor pays for it.
  CHECK(world.programme_book.runs.spent_cents[0] > 0);
  CHECK(world.programme_book.runs.spent_cents[1] == 0);
  test::live(world, 8);
  CHECK(world.programme_book.runs.spent_cents[1] > 0);
  REQUIRE(world.programme_book.meeting_places.size() == 1);
  CHECK(test::visits_to(world) >= visits);
  CHECK(world.programme_book.runs.identity[world.programme_book.meeting_places.run[0]] ==
        world.programmes[1].identity);
}

TEST_CASE("a mobile place is nearer to those who cannot go far", "[meeting places]") {
  const auto reach = [](bool mobile) {
    World world = test::town_with(test::meeting_place({{"mobile", mobile}}));
    // Long enough hours that sharing them among stops does not matter.
    std::get<care::MeetingPlacePart>(world.programmes.front().parts.front()).hours_week = 1e9;
    test::live(world, 1);
    double sum = 0.0;
    for (const Person person : test::everybody(world)) {
      world.people.car[person] = 0;
      world.people.function[person] = care::Function::light;
      sum += static_cast<double>(care::within_reach(world, 0, person));
    }
    return sum;
  };
  CHECK(reach(true) > reach(false));
}
