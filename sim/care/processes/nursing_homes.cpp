#include "care/processes/nursing_homes.hpp"

#include <algorithm>

#include "care/world/helping_rules.hpp"
#include "care/world/need_rules.hpp"
#include "care/world/nursing_home_rules.hpp"
#include "care/world/occupations.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

bool alone(const World& world, Person person) {
  return world.households.members[world.people.household[person]] == 1;
}

double strain_of_main_carer(const World& world, Person person) {
  const Person carer = main_carer(world, person);
  return carer == no_row ? 0.0 : felt_strain(world, carer);
}

std::uint32_t free_beds(const World& world) {
  std::uint32_t free = 0;
  for (const Row home : world.collective_households) {
    const std::uint32_t beds = beds_today(world, home);
    const std::uint32_t taken = world.households.members[home];
    free += beds > taken ? beds - taken : 0;
  }
  return free;
}

Row home_with_a_bed(const World& world, Identity who) {
  const std::vector<Row>& homes = world.collective_households;
  if (homes.empty()) return no_row;
  const engine::Draw draw = world.stream(Decision::enters_nursing_home).at(who, world.week);
  const std::size_t first = draw.below(static_cast<std::uint32_t>(homes.size()));
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const Row home = homes[(first + i) % homes.size()];
    if (world.households.members[home] < beds_today(world, home)) return home;
  }
  return no_row;
}

}  // namespace

double home_urgency(const World& world, Person person) {
  return static_cast<double>(world.people.function[person]) + world.people.dementia[person] +
         (alone(world, person) ? 1.0 : 0.0) + strain_of_main_carer(world, person) +
         unmet_share(world, person);
}

void admit_to_nursing_homes(World& world) {
  HomeRequests& list = world.home_requests;
  for (Row row = 0; row < list.rows(); ++row) {
    if (!list.alive(row)) continue;
    const Person person = list.person[row];
    if (world.people.identity[person] != list.who[row] || world.in_collective(person))
      list.remove(row);
  }
  const std::uint32_t free = free_beds(world);
  if (free == 0 || list.size() == 0) return;
  struct Waiting {
    double priority;
    double draw;
    Identity who;
    Row request;
  };
  const engine::Stream stream = world.stream(Decision::home_queue);
  std::vector<Waiting> waiting;
  for (Row row = 0; row < list.rows(); ++row) {
    if (!list.alive(row)) continue;
    const double waited = world.week - list.since[row];
    waiting.push_back(
        {home_urgency(world, list.person[row]) * world.parameters.formal.home_urgency_weeks +
             waited,
         stream.at(list.who[row], world.week).uniform(), list.who[row], row});
  }
  std::sort(waiting.begin(), waiting.end(), [](const Waiting& a, const Waiting& b) {
    if (a.priority != b.priority) return a.priority > b.priority;
    return a.draw != b.draw ? a.draw < b.draw : a.who < b.who;
  });
  waiting.resize(std::min<std::size_t>(waiting.size(), free));
  for (const Waiting& first : waiting) {
    const Person person = list.person[first.request];
    list.remove(first.request);
    if (enter_nursing_home(world, person)) world.count(Flow::nursing_home_entries, person);
  }
}

bool enter_nursing_home(World& world, Person person) {
  People& people = world.people;
  const Row old_home = people.household[person];
  if (world.households.collective[old_home] != 0) return false;
  const Row home = home_with_a_bed(world, people.identity[person]);
  if (home == no_row) return false;
  if (people.occupation[person] != Occupation::retired) {
    leave_daytime(world, person);
    people.occupation[person] = Occupation::retired;
  }
  if (const Person partner = people.partner[person]; partner != no_row) {
    people.partner[partner] = no_row;
    people.partner[person] = no_row;
  }
  world.care.forget(person);
  world.move_person(person, home);
  world.house_children(old_home);
  set_needs(world, person);
  set_needs_at_home(world, old_home);
  return true;
}

}  // namespace buurt::care
