#include "care/processes/dying.hpp"

#include <catch2/catch.hpp>

#include "care/processes/care_town.hpp"
#include "care/world/health_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// Older people who will die of something that takes time, in four weeks.
std::vector<Person> dying_people(World& world) {
  std::vector<Person> found;
  for (const Person person : test::older_people(world, 400)) {
    if (dying_of(world, person) == Dying::sudden) continue;
    world.people.life_left[person] = -1.0 - (world.week + 4);
    world.people.illness[person] = Illness::palliative;
    world.people.function[person] = Function::severe;
    found.push_back(person);
  }
  return found;
}

int in_hospital(const World& world, const std::vector<Person>& people) {
  int count = 0;
  for (const Person person : people) count += world.care.away(person) ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("who is dying with carers at home, or with palliative care, dies at home more often") {
  World alone = test::town_without_needs();
  const std::vector<Person> people = dying_people(alone);
  REQUIRE(people.size() > 100);
  World cared = alone;
  for (const Person person : people) {
    const Row need = test::open_need(cared, person, NeedKind::personal_care, 1200);
    const Person giver = test::everybody(cared)[0];
    cared.care.give(need, giver, cared.people.identity[giver], Source::kin, 900, cared.week);
  }
  World nursed = cared;
  const Row nurses = test::organisation_of(nursed, OrganisationKind::home_nursing);
  nursed.care.set_capacity(nurses, 1000000);
  for (const Person person : people) {
    nursed.care.provide(nursed.care.need_of(person, NeedKind::personal_care), nurses, 60,
                        nursed.week);
    CHECK(chance_of_hospital(cared, person) < chance_of_hospital(alone, person));
    CHECK(chance_of_hospital(nursed, person) < chance_of_hospital(cared, person));
  }
  for (const Person person : people) {
    face_death(alone, person);
    face_death(cared, person);
    face_death(nursed, person);
  }
  CHECK(in_hospital(alone, people) > in_hospital(cared, people));
  CHECK(in_hospital(cared, people) > in_hospital(nursed, people));
  nursed.care.audit();
}

TEST_CASE("who goes to hospital to die stays there, and everybody dies somewhere") {
  World world = test::small_town();
  test::live(world, 104);
  const auto deaths = test::counted(world, Flow::deaths);
  const auto home = test::counted(world, Flow::deaths_at_home);
  const auto hospital = test::counted(world, Flow::deaths_in_hospital);
  const auto homes = test::counted(world, Flow::deaths_in_nursing_home);
  CHECK(deaths > 20);
  CHECK(home + hospital + homes == deaths);
  CHECK(5 * hospital > deaths);
  CHECK(10 * home > deaths);
}

TEST_CASE("residents of nursing homes are not sent to hospital by how they die at home") {
  World world = test::small_town();
  int residents = 0;
  for (const Person person : test::everybody(world)) {
    if (test::in_private_household(world, person)) continue;
    world.people.life_left[person] = -1.0 - (world.week + 2);
    const bool before = world.care.away(person);
    face_death(world, person);
    CHECK(world.care.away(person) == before);
    ++residents;
  }
  CHECK(residents > 5);
}
