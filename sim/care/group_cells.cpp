#include "care/group_cells.hpp"

#include "care/world/shock_rules.hpp"
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

/// The number that `groups_of` comes to, told from what tells the groups.
GroupCell cell_of(const World& world, Person person) {
  const People& people = world.people;
  const auto week = static_cast<std::int32_t>(world.week);
  const std::int32_t born = people.birth_week[person];
  const auto older = [&](int years) { return born <= week - years * weeks_per_year ? 1U : 0U; };
  constexpr int second_age = 18;
  constexpr int third_age = 65;
  constexpr int fourth_age = 80;
  const unsigned age = older(second_age) + older(third_age) + older(fourth_age);
  const unsigned woman = people.sex[person] == Sex::woman ? 1U : 0U;
  const Row household = people.household[person];
  const unsigned alone = household != no_row && world.households.members[household] == 1 ? 1U : 0U;
  const bool in_poverty =
      household == no_row ? people.poverty[person] != 0 : lives_in_poverty(world, person);
  const unsigned poor = in_poverty ? 1U : 0U;
  const unsigned foreign = people.origin[person] == Origin::foreign ? 1U : 0U;
  const unsigned others = alone | poor << 1U | foreign << 2U;
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
      if (world.people.alive(person)) cells[person] = cell_of(world, person);
    }
  });
  return cells;
}

}  // namespace buurt::care
