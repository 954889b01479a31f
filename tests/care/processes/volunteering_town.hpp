#pragma once
// A small town in which nobody volunteers yet, and schemes and volunteers put into it.

#include <catch2/catch.hpp>
#include <vector>

#include "care/processes/care_town.hpp"
#include "care/processes/desks.hpp"
#include "care/processes/volunteering.hpp"
#include "care/world/desk_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/volunteer_rules.hpp"

namespace buurt::test {

/// A town without volunteers, schemes or needs.
inline care::World town_without_volunteers() {
  care::World world = town_without_needs();
  care::VolunteerBook& book = world.volunteers;
  for (engine::Row row = 0; row < book.volunteers.rows(); ++row) {
    if (book.volunteers.alive(row)) book.leave(row);
  }
  for (engine::Row row = 0; row < book.schemes.rows(); ++row) book.schemes.open[row] = 0;
  return world;
}

inline engine::Row scheme_of(care::World& world, care::SchemeKind kind, double coordinator_hours,
                             double known = 1.0, std::uint32_t wanted = 0,
                             std::uint64_t number = 1) {
  return open_scheme(world, engine::Identity{engine::mix(number)}, kind, 0,
                     static_cast<std::uint16_t>(world.neighbourhoods.size()), wanted,
                     coordinator_hours, known);
}

/// So many volunteers who offer minutes a week, and have been there for a year.
inline std::vector<engine::Row> volunteers_for(care::World& world, engine::Row scheme,
                                               std::size_t count, std::uint16_t minutes = 240) {
  std::vector<engine::Row> joined;
  for (const care::Person person : everybody(world)) {
    if (joined.size() == count || !may_volunteer(world, person)) continue;
    if (world.age(person) < 25 || world.age(person) >= 68) continue;
    const engine::Row row = world.volunteers.join(person, world.people.identity[person], scheme,
                                                  care::VolunteerStage::active, minutes,
                                                  static_cast<std::int32_t>(world.week) - 52);
    world.volunteers.volunteers.idle_since[row] = world.week;
    joined.push_back(row);
  }
  REQUIRE(joined.size() == count);
  return joined;
}

inline void volunteer_for(care::World& world, int weeks) {
  for (int week = 0; week < weeks; ++week) {
    volunteer(world);
    run_desks(world);
    ++world.week;
  }
}

inline void change(care::World& world, double care::VolunteeringParameters::*which, double value) {
  care::Parameters parameters = world.parameters;
  parameters.volunteering.*which = value;
  world.use(parameters);
}

/// Arrangements by which volunteers help.
inline std::size_t helping(const care::World& world) {
  const care::Help& help = world.care.help;
  std::size_t count = 0;
  for (engine::Row row = 0; row < help.rows(); ++row) {
    count += help.alive(row) && help.source[row] == care::Source::volunteers;
  }
  return count;
}

/// Needs of old people, known, that stand at a desk.
inline void requests_at(care::World& world, engine::Row scheme, care::NeedKind kind,
                        std::size_t count, std::uint16_t minutes = 120) {
  for (const care::Person person : older_people(world, count)) {
    const engine::Row need = open_need(world, person, kind, minutes);
    notice(world, need);
    bring_to_desk(world, need, scheme, 0);
  }
}

}  // namespace buurt::test
