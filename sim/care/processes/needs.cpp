#include "care/processes/needs.hpp"

#include <limits>

#include "care/world/need_rules.hpp"

namespace buurt::care {
namespace {

void end_need(World& world, Person person, NeedKind kind) {
  world.care.set_need(person, world.people.identity[person], kind, 0, world.week);
}

}  // namespace

void count_unmet_weeks(World& world) {
  Needs& needs = world.care.needs;
  constexpr std::uint16_t most = std::numeric_limits<std::uint16_t>::max();
  for (Row need = 0; need < needs.rows(); ++need) {
    if (!needs.alive(need) || needs.paused[need] != 0) continue;
    // Who cares for nobody any more needs no relief.
    if (needs.kind[need] == NeedKind::relief && !world.care.gives(needs.person[need])) {
      end_need(world, needs.person[need], NeedKind::relief);
      continue;
    }
    if (needs.met[need] < needs.minutes[need]) {
      if (needs.unmet_weeks[need] < most) ++needs.unmet_weeks[need];
      continue;
    }
    needs.unmet_weeks[need] = 0;
    const NeedKind kind = needs.kind[need];
    if (kind == NeedKind::comfort || kind == NeedKind::relief) continue;
    const Person person = needs.person[need];
    if (!needs_last(world, person)) end_need(world, person, kind);
  }
}

}  // namespace buurt::care
