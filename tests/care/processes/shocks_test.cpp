#include <catch2/catch.hpp>
#include <cmath>

#include "care/outcomes.hpp"
#include "care/processes/shock_town.hpp"
#include "care/world/shock_rules.hpp"
#include "engine/parallel.hpp"
#include "experiment/simulation.hpp"
#include "files/data_root.hpp"

using namespace buurt;
using experiment::ModelInput;
using experiment::Record;
using experiment::Simulation;
using nlohmann::json;

namespace {

constexpr int weeks = 40;

ModelInput input_with(const json& list, std::uint32_t population = 2000) {
  ModelInput input = test::small_input(2, weeks, population);
  input.shocks = test::shocks(list);
  input.programmes = test::plans(json::array({{{"use", "connector-and-place"}}}));
  input.audit = true;
  return input;
}

const json pandemic = json::array({{{"use", "pandemic"}, {"from_week", 5}, {"weeks", 12}}});

void live_until(Simulation& simulation, int week) {
  while (simulation.week() < week) simulation.live();
}

Record lived(const ModelInput& input) {
  Simulation simulation(input, 0);
  live_until(simulation, input.weeks);
  return simulation.take_record();
}

double mean_contact(const care::World& world) {
  double hours = 0.0;
  const auto people = test::everybody(world);
  for (const care::Person person : people) {
    hours += static_cast<double>(world.people.contact[person]);
  }
  return hours / static_cast<double>(people.size());
}

std::size_t ties_between_residents(const care::World& world) {
  std::size_t ties = 0;
  for (const care::Person person : test::everybody(world)) {
    for (const engine::Tie& tie : world.ties.ties(person)) ties += tie.outside() ? 0 : 1;
  }
  return ties;
}

}  // namespace

TEST_CASE("nothing is different before a shock, and something after", "[shocks][determinism]") {
  const Record with = lived(input_with(pandemic));
  const Record without = lived(input_with(json::array()));
  for (std::size_t week = 0; week <= 5; ++week) {
    CHECK(with.state_hash[week] == without.state_hash[week]);
  }
  CHECK(with.state_hash[6] != without.state_hash[6]);
}

TEST_CASE("a shock without strength changes no byte", "[shocks][determinism]") {
  json nothing = pandemic;
  nothing[0]["strength"] = 0;
  CHECK(lived(input_with(nothing)).state_hash == lived(input_with(json::array())).state_hash);
}

TEST_CASE("a town lives through a shock the same way on 1, 2 and 7 threads",
          "[shocks][determinism]") {
  const ModelInput input = input_with(pandemic, 6000);
  const Record one = engine::with_threads(1, [&] { return lived(input); });
  for (const int threads : {2, 7}) {
    CHECK(one.state_hash == engine::with_threads(threads, [&] { return lived(input); }).state_hash);
  }
}

TEST_CASE("a town resumed in the middle of a shock lives as if it had never stopped",
          "[shocks][determinism]") {
  const ModelInput input = input_with(pandemic);
  const Record straight = lived(input);
  for (const int stop : {4, 5, 9, 17, 30}) {
    INFO("stopped in week " << stop);
    Simulation first(input, 0);
    live_until(first, stop);
    Simulation resumed(input, 0, first.snapshot());
    live_until(resumed, weeks);
    CHECK(resumed.record().state_hash == straight.state_hash);
  }
}

TEST_CASE("every named shock runs clean in a small town, books balanced", "[shocks]") {
  for (const std::string& name : files::shock_names(BUURT_SOURCE_SCENARIOS)) {
    INFO(name);
    const ModelInput input = input_with(json::array({{{"use", name}, {"from_week", 2}}}));
    const Record with = lived(input);
    CHECK(with.state_hash.back() != lived(input_with(json::array())).state_hash.back());
  }
}

TEST_CASE("people who may not visit each other have less company, and more again afterwards",
          "[shocks]") {
  care::World usual = test::small_town();
  care::World shut = usual;
  care::World called = usual;
  test::befall(shut, test::pull("contacts", 0.2, {{"weeks", 26}}));
  json with_phone = test::pull("contacts", 0.2, {{"weeks", 26}});
  with_phone.push_back(test::pull("phone", 0.8, {{"weeks", 26}})[0]);
  test::befall(called, with_phone);
  const double before = mean_contact(usual);
  for (care::World* world : {&usual, &shut, &called}) test::live(*world, 26);
  CHECK(mean_contact(shut) < 0.5 * mean_contact(usual));
  CHECK(mean_contact(called) > mean_contact(shut));
  CHECK(mean_contact(called) < mean_contact(usual));
  // Ties that nobody keeps up get lost, fewer of them with a telephone.
  CHECK(ties_between_residents(shut) < ties_between_residents(called));
  CHECK(ties_between_residents(called) < ties_between_residents(usual));
  const double in_lockdown = mean_contact(shut);
  shut.audit();
  test::live(shut, 26);
  CHECK(mean_contact(shut) > in_lockdown + 0.5 * (before - in_lockdown));
}

TEST_CASE("a shop that closes sees nothing any more", "[shocks]") {
  care::World open = test::small_town();
  care::World shut = open;
  test::befall(shut, test::pull("shops", 0));
  for (care::World* world : {&open, &shut}) {
    world->parameters.noticing.shop = 50.0;
    world->flows = {};
    test::live(*world, 20);
  }
  const auto in_shops = [](const care::World& world) {
    return world.flows.counts[static_cast<std::size_t>(care::Flow::seen_in_shops)][0];
  };
  CHECK(in_shops(open) > 0);
  CHECK(in_shops(shut) == 0);
}

TEST_CASE("more of the old die when death comes oftener, and nobody younger", "[shocks]") {
  care::World usual = test::small_town();
  care::World hit = usual;
  test::befall(hit, test::pull("deaths", 10, {{"group", "age_80_plus"}}));
  for (care::World* world : {&usual, &hit}) {
    world->flows = {};
    test::live(*world, 12);
  }
  const auto deaths = [](const care::World& world, care::Group group) {
    return world.flows
        .counts[static_cast<std::size_t>(care::Flow::deaths)][static_cast<std::size_t>(group)];
  };
  CHECK(deaths(hit, care::Group::age_80_plus) > 2 * deaths(usual, care::Group::age_80_plus));
  CHECK(deaths(hit, care::Group::age_18_64) == deaths(usual, care::Group::age_18_64));
}

TEST_CASE("a shock takes staff hours where the organisation serves, and gives them back",
          "[shocks]") {
  ModelInput input = input_with(json::array(
      {{{"name", "fewer nurses"},
        {"from_week", 3},
        {"to_week", 8},
        {"effects", {{{"lever", "formal_hours"}, {"value", 0.5}, {"of", "home_nursing"}}}}}}));
  Simulation simulation(input, 0);
  const auto capacity = [&](care::OrganisationKind kind) {
    const care::Organisations& all = simulation.world().care.organisations;
    double minutes = 0.0;
    for (engine::Row row = 0; row < all.rows(); ++row) {
      if (all.kind[row] == kind) minutes += static_cast<double>(all.minutes[row]);
    }
    return minutes;
  };
  live_until(simulation, 3);
  const double nursing = capacity(care::OrganisationKind::home_nursing);
  const double family_care = capacity(care::OrganisationKind::family_care);
  live_until(simulation, 5);
  CHECK(capacity(care::OrganisationKind::home_nursing) == Approx(nursing / 2).margin(2));
  CHECK(capacity(care::OrganisationKind::family_care) == family_care);
  live_until(simulation, 10);
  CHECK(capacity(care::OrganisationKind::home_nursing) == nursing);
}

TEST_CASE("poverty that a shock brings falls on the same households each week, and goes with it",
          "[shocks]") {
  care::World world = test::small_town();
  const auto poor = [&] {
    std::vector<care::Person> found;
    for (const care::Person person : test::everybody(world)) {
      if (care::lives_in_poverty(world, person)) found.push_back(person);
    }
    return found;
  };
  const auto before = poor();
  test::befall(world, test::pull("poverty", 0.3));
  const auto during = poor();
  CHECK(during.size() > before.size() + 300);
  for (const care::Person person : during) {
    if (world.people.poverty[person] != 0) continue;
    world.each_member(world.people.household[person],
                      [&](care::Person other) { CHECK(care::lives_in_poverty(world, other)); });
  }
  CHECK(poor() == during);
  world.levers.use({}, world.week);
  CHECK(poor() == before);
}

TEST_CASE(
    "whom a shock makes poor counts among the poor while it lasts, and hears less on a screen",
    "[shocks]") {
  const care::World world =
      test::town_with(test::one_part("communication", {{"messages_year", 52}, {"digital", 1}}));
  care::World shaken = world;
  test::befall(shaken, test::pull("poverty", 0.6));
  const auto poor = [](const care::World& town) {
    std::size_t count = 0;
    for (const care::Person person : test::everybody(town)) {
      const bool among = (care::groups_of(town, person) & care::bit(care::Group::poverty)) != 0;
      CHECK(among == care::lives_in_poverty(town, person));
      count += among ? 1 : 0;
    }
    return count;
  };
  CHECK(poor(shaken) > poor(world) + 800);
  const auto heard = [](care::World town) {
    test::live(town, 8);
    return town.programme_book.works.times[0];
  };
  CHECK(heard(shaken) < 0.95 * heard(world));
}

TEST_CASE("a meeting place that is shut is found again when it opens", "[shocks]") {
  care::World world = test::town_with(test::meeting_place());
  test::live(world, 30);
  const care::Visitors& visitors = world.programme_book.visitors;
  const auto visits = test::visits_to(world);
  const auto known = visitors.size();
  REQUIRE(visits > 0);
  test::befall(world, test::pull("places", 0, {{"weeks", 6}}));
  test::live(world, 6);
  CHECK(test::visits_to(world) == visits);
  CHECK(visitors.size() > known / 2);
  test::live(world, 8);
  CHECK(test::visits_to(world) > visits);
}

TEST_CASE("a programme that adapts goes on where people may not meet", "[shocks]") {
  const auto conversations = [](bool adapts) {
    care::World world = test::town_with(test::connector({{"adapts", adapts}}));
    test::live(world, 20);
    const auto before = world.programme_book.figures.conversations[0];
    test::befall(world, test::pull("outings", 0));
    test::live(world, 10);
    return world.programme_book.figures.conversations[0] - before;
  };
  CHECK(conversations(false) == 0);
  CHECK(conversations(true) > 10);
}
