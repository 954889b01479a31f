#include "care/processes/needs.hpp"

#include <limits>
#include <vector>

#include "care/world/need_rules.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// Whether somebody needs something no more: relief, who cares for nobody any more; what does not last,
/// once it is met.
bool is_over(const World& world, Row need) {
  const Needs& needs = world.care.needs;
  const Person person = needs.person[need];
  const NeedKind kind = needs.kind[need];
  if (kind == NeedKind::relief) return !world.care.gives(person);
  return kind != NeedKind::comfort && needs.met[need] >= needs.minutes[need] &&
         !needs_last(world, person);
}

}  // namespace

void count_unmet_weeks(World& world) {
  Needs& needs = world.care.needs;
  constexpr std::uint16_t most = std::numeric_limits<std::uint16_t>::max();
  std::vector<std::vector<Row>> over(engine::block_count(needs.rows()));
  engine::for_blocks(needs.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (auto need = static_cast<Row>(begin); need < end; ++need) {
      if (!needs.alive(need) || needs.paused[need] != 0) continue;
      if (is_over(world, need)) {
        over[block].push_back(need);
      } else if (needs.met[need] >= needs.minutes[need]) {
        needs.unmet_weeks[need] = 0;
      } else if (needs.unmet_weeks[need] < most) {
        ++needs.unmet_weeks[need];
      }
    }
  });
  for (const auto& of_block : over) {
    for (const Row need : of_block) {
      const Person person = needs.person[need];
      world.care.set_need(person, world.people.identity[person], needs.kind[need], 0, world.week);
    }
  }
}

}  // namespace buurt::care
