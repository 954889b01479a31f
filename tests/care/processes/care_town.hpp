#pragma once
// A small town in which nobody needs or gives anything yet.

#include <vector>

#include "care/small_town.hpp"
#include "care/world/service_rules.hpp"

namespace buurt::test {

inline care::World town_without_needs() {
  care::World world = small_town();
  world.hospital = {};
  for (const care::Person person : everybody(world)) {
    world.care.forget(person);
    world.care.resume(person);
    world.people.function[person] = care::Function::independent;
    world.people.dementia[person] = 0;
    world.people.illness[person] = care::Illness::none;
    world.people.poverty[person] = 0;
    world.people.strain[person] = 0.0F;
  }
  world.flows = {};
  return world;
}

/// So many people of 70 and over at home, in order of row.
inline std::vector<care::Person> older_people(const care::World& world, std::size_t count) {
  std::vector<care::Person> found;
  for (const care::Person person : everybody(world)) {
    if (found.size() < count && world.age(person) >= 70 && in_private_household(world, person)) {
      found.push_back(person);
    }
  }
  return found;
}

inline engine::Row open_need(care::World& world, care::Person person, care::NeedKind kind,
                             std::uint16_t minutes) {
  return world.care.set_need(person, world.people.identity[person], kind, minutes, world.week);
}

inline engine::Row organisation_of(const care::World& world, care::OrganisationKind kind) {
  engine::Row row = 0;
  while (world.care.organisations.kind[row] != kind) ++row;
  return row;
}

/// A need that has been on the list of its organisation for so many weeks.
inline engine::Row waiting_need(care::World& world, care::Person person, care::NeedKind kind,
                                std::uint16_t minutes, std::uint32_t weeks) {
  const engine::Row need = open_need(world, person, kind, minutes);
  care::OrganisationKind serves{};
  care::serving_kind(world, need, serves);
  world.care.set_state(need, care::NeedState::waiting, world.week - weeks,
                       organisation_of(world, serves));
  return need;
}

inline std::int64_t counted(const care::World& world, care::Flow flow) {
  return world.flows.counts[static_cast<std::size_t>(flow)][0];
}

}  // namespace buurt::test
