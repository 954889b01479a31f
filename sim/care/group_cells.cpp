#include "care/group_cells.hpp"

#include <bit>

#include "care/world/world.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

// Which of four ages, whether a woman, and the groups behind men, one bit each.
constexpr unsigned woman_at = 2;
constexpr unsigned others_at = 3;
constexpr unsigned first_age = static_cast<unsigned>(Group::age_0_17);
constexpr unsigned first_other = static_cast<unsigned>(Group::living_alone);
static_assert(group_cells == 1U << (others_at + group_count - first_other));

GroupCell cell_of(GroupBits groups) {
  constexpr unsigned ages = 0xf;
  const auto age = static_cast<unsigned>(std::countr_zero((groups >> first_age) & ages));
  const unsigned woman = (groups & bit(Group::women)) != 0 ? 1U : 0U;
  const unsigned others = static_cast<unsigned>(groups) >> first_other;
  return static_cast<GroupCell>(age | woman << woman_at | others << others_at);
}

}  // namespace

GroupBits groups_of_cell(std::size_t cell) {
  unsigned bits = bit(Group::all);
  bits |= 1U << (first_age + (cell & 3U));
  bits |= ((cell >> woman_at) & 1U) != 0 ? bit(Group::women) : bit(Group::men);
  bits |= static_cast<unsigned>(cell >> others_at) << first_other;
  return static_cast<GroupBits>(bits);
}

std::vector<GroupCell> cells_of_people(const World& world) {
  std::vector<GroupCell> cells(world.people.rows(), no_cell);
  engine::for_blocks(cells.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (auto person = static_cast<Person>(begin); person < end; ++person) {
      if (world.people.alive(person)) cells[person] = cell_of(groups_of(world, person));
    }
  });
  return cells;
}

}  // namespace buurt::care
