#include "care/processes/formal_care.hpp"
#include "care/processes/referral.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "care/processes/care_town.hpp"
#include "care/world/costs.hpp"
#include "care/world/service_rules.hpp"
#include "engine/parallel.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

std::size_t waiting(const World& world) {
  std::size_t count = 0;
  for (Row need = 0; need < world.care.needs.rows(); ++need) {
    count += world.care.needs.state[need] == NeedState::waiting ? 1 : 0;
  }
  return count;
}

/// Clients with growing need: every fourth has no limitations, and so on.
std::vector<Row> clients_of_every_function(World& world, std::size_t count) {
  std::vector<Row> needs;
  for (const Person person : test::older_people(world, count)) {
    world.people.function[person] = static_cast<Function>(needs.size() % function_levels);
    needs.push_back(test::waiting_need(world, person, NeedKind::household, 120, 3));
  }
  return needs;
}

}  // namespace

TEST_CASE("among equals who has waited longest is served first") {
  World world = test::town_without_needs();
  const Row carers = test::organisation_of(world, OrganisationKind::family_care);
  world.care.set_capacity(carers, 300);
  std::vector<Row> needs;
  for (const Person person : test::older_people(world, 12)) {
    world.people.function[person] = Function::moderate;
    needs.push_back(test::waiting_need(world, person, NeedKind::household, 100,
                                       static_cast<std::uint32_t>(needs.size() * 5 % 12)));
  }
  std::vector<Row> by_wait = needs;
  std::sort(by_wait.begin(), by_wait.end(),
            [&](Row a, Row b) { return world.care.needs.since[a] < world.care.needs.since[b]; });
  give_formal_care(world);
  for (std::size_t i = 0; i < by_wait.size(); ++i) {
    CHECK(world.care.needs.met[by_wait[i]] == (i < 3 ? 100 : 0));
    CHECK((world.care.needs.state[by_wait[i]] == NeedState::waiting) == (i >= 3));
  }
  world.care.audit();
}

TEST_CASE("who is worse off is served before who has waited somewhat longer") {
  World world = test::town_without_needs();
  world.care.set_capacity(test::organisation_of(world, OrganisationKind::family_care), 100);
  const std::vector<Person> people = test::older_people(world, 2);
  world.people.function[people[0]] = Function::light;
  world.people.function[people[1]] = Function::severe;
  const auto step = static_cast<std::uint32_t>(world.parameters.formal.severity_weeks);
  const Row light = test::waiting_need(world, people[0], NeedKind::household, 100, step + 2);
  const Row severe = test::waiting_need(world, people[1], NeedKind::household, 100, 2);
  World later = world;
  give_formal_care(world);
  CHECK(world.care.needs.met[light] == 0);
  CHECK(world.care.needs.met[severe] == 100);
  // Two steps of severity weigh as much as waiting twice that long, and no more.
  later.care.needs.since[light] = later.week - 3 * step;
  give_formal_care(later);
  CHECK(later.care.needs.met[light] == 100);
  CHECK(later.care.needs.met[severe] == 0);
}

TEST_CASE("nobody nurses but nurses") {
  World world = test::small_town();
  test::live(world, 60);
  std::set<OrganisationKind> nursing;
  std::set<OrganisationKind> household;
  for (Row row = 0; row < world.care.help.rows(); ++row) {
    if (!world.care.help.alive(row)) continue;
    const Row organisation = world.care.help.organisation[row];
    if (organisation == no_row) continue;
    const NeedKind kind = world.care.needs.kind[world.care.help.need[row]];
    const OrganisationKind by = world.care.organisations.kind[organisation];
    if (kind == NeedKind::nursing) nursing.insert(by);
    if (kind == NeedKind::household) household.insert(by);
  }
  CHECK(nursing == std::set{OrganisationKind::home_nursing});
  CHECK(household == std::set{OrganisationKind::family_care});
}

TEST_CASE("family care gives a package, not all that is needed") {
  World world = test::town_without_needs();
  const Person person = test::older_people(world, 1).front();
  world.people.function[person] = Function::severe;
  const Row need = test::waiting_need(world, person, NeedKind::household, 900, 1);
  give_formal_care(world);
  const auto most = static_cast<int>(most_minutes(world, OrganisationKind::family_care));
  CHECK(most < 900);
  CHECK(world.care.needs.met[need] == most);
  CHECK(world.care.needs.state[need] == NeedState::known);
}

TEST_CASE("the first on a list is not passed over because somebody wants less") {
  World world = test::town_without_needs();
  const Row carers = test::organisation_of(world, OrganisationKind::family_care);
  world.care.set_capacity(carers, 60);
  const std::vector<Person> people = test::older_people(world, 2);
  for (const Person person : people) world.people.function[person] = Function::light;
  const Row first = test::waiting_need(world, people[0], NeedKind::household, 120, 30);
  const Row second = test::waiting_need(world, people[1], NeedKind::household, 40, 1);
  give_formal_care(world);
  CHECK(world.care.needs.met[first] == 60);
  CHECK(world.care.needs.state[first] == NeedState::waiting);
  CHECK(world.care.needs.met[second] == 0);
  // What comes free completes the first package.
  world.care.set_capacity(carers, 130);
  ++world.week;
  give_formal_care(world);
  CHECK(world.care.needs.met[first] == 120);
  CHECK(world.care.needs.met[second] == 0);
}

TEST_CASE("a cut by 30 % takes hours back from the least severe and lengthens the list") {
  World world = test::town_without_needs();
  const std::vector<Row> needs = clients_of_every_function(world, 40);
  const Row carers = test::organisation_of(world, OrganisationKind::family_care);
  world.care.set_capacity(carers, 40 * 120);
  give_formal_care(world);
  CHECK(waiting(world) == 0);
  REQUIRE(world.care.organisations.given[carers] == 40 * 120);
  world.care.set_capacity(carers, 28 * 120);
  ++world.week;
  give_formal_care(world);
  world.care.audit();
  CHECK(world.care.overcommitted(carers) == 0);
  CHECK(world.care.organisations.given[carers] == 28 * 120);
  CHECK(waiting(world) == 12);
  for (const Row need : needs) {
    const Function function = world.people.function[world.care.needs.person[need]];
    if (function == Function::independent) CHECK(world.care.needs.met[need] == 0);
    if (function >= Function::moderate) CHECK(world.care.needs.met[need] == 120);
  }
}

TEST_CASE("organisations have the staff that the parameters give them") {
  World world = test::town_without_needs();
  const Row carers = test::organisation_of(world, OrganisationKind::family_care);
  const Row nurses = test::organisation_of(world, OrganisationKind::home_nursing);
  const std::uint32_t before = world.care.organisations.minutes[carers];
  const std::uint32_t nursing = world.care.organisations.minutes[nurses];
  Parameters cut = world.parameters;
  cut.formal.family_care_factor = 0.7;
  world.use(cut);
  staff_organisations(world);
  CHECK(world.care.organisations.minutes[carers] == Approx(0.7 * before).margin(1));
  CHECK(world.care.organisations.minutes[nurses] == nursing);
}

TEST_CASE("one more on the list changes nothing for those before, and takes from the last") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 21);
  world.care.set_capacity(test::organisation_of(world, OrganisationKind::family_care), 1000);
  std::vector<Row> needs;
  for (std::size_t i = 0; i < 20; ++i) {
    world.people.function[people[i]] = Function::moderate;
    needs.push_back(test::waiting_need(world, people[i], NeedKind::household, 100, 9));
  }
  World more = world;
  more.people.function[people[20]] = Function::severe;
  test::waiting_need(more, people[20], NeedKind::household, 100, 9);
  give_formal_care(world);
  give_formal_care(more);
  int worse = 0;
  for (const Row need : needs) {
    CHECK(more.care.needs.met[need] <= world.care.needs.met[need]);
    worse += more.care.needs.met[need] < world.care.needs.met[need] ? 1 : 0;
  }
  CHECK(worse == 1);
}

TEST_CASE("the ledger balances after each phase of care, whatever the number of threads") {
  const auto lived = [](int threads) {
    World world = test::small_town();
    engine::with_threads(threads, [&] {
      for (int week = 0; week < 30; ++week) {
        refer(world);
        world.care.audit();
        give_formal_care(world);
        world.care.audit();
        test::live(world, 1);
        world.care.audit();
      }
    });
    return world.hash();
  };
  CHECK(lived(1) == lived(7));
}

TEST_CASE("what is given costs money by the hour") {
  World world = test::town_without_needs();
  const Person person = test::older_people(world, 1).front();
  world.people.function[person] = Function::severe;
  CHECK(weekly_cost(world, OrganisationKind::home_nursing) == 0.0);
  test::waiting_need(world, person, NeedKind::nursing, 60, 1);
  give_formal_care(world);
  CHECK(weekly_cost(world, OrganisationKind::home_nursing) ==
        Approx(world.parameters.formal.cost_home_nursing));
  CHECK(weekly_cost(world, OrganisationKind::family_care) == 0.0);
  CHECK(weekly_cost_of_homes(world) > 0.0);
}

TEST_CASE("where more very old people live, organisations get more staff, and a cut still cuts") {
  World world = test::town_without_needs();
  const Row carers = test::organisation_of(world, OrganisationKind::family_care);
  follow_norm(world);
  const double before = world.care.organisations.minutes[carers];
  const double norm = hours_by_norm(world);
  int aged = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 75 || world.age(person) >= 84 || aged == 30) continue;
    world.people.birth_week[person] -= 12 * weeks_per_year;
    ++aged;
  }
  REQUIRE(aged == 30);
  const FormalParameters& p = world.parameters.formal;
  CHECK(hours_by_norm(world) == Approx(norm + 30 * (p.norm_85 - p.norm_75)));
  follow_norm(world);
  const double after = world.care.organisations.minutes[carers];
  CHECK(after > 1.02 * before);
  world.budgets.now.assign(world.care.organisations.rows(), 0.7);
  staff_organisations(world);
  CHECK(world.care.organisations.minutes[carers] == Approx(0.7 * after).margin(1));
  world.budgets.now.clear();
  Parameters fixed = world.parameters;
  fixed.formal.follows_norm = 0.0;
  world.use(fixed);
  follow_norm(world);
  CHECK(world.care.organisations.minutes[carers] < after);
}
