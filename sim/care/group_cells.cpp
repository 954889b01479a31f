#include "care/group_cells.hpp"

#include "care/world/shock_rules.hpp"
#include "care/world/world.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

// What tells a set of groups, as one number: which of four ages, whether a woman, and one bit for each of
// the groups behind men.
constexpr unsigned woman_at = 2;
constexpr unsigned others_at = 3;
constexpr unsigned first_age = static_cast<unsigned>(Group::age_0_17);
constexpr unsigned first_other = static_cast<unsigned>(Group::living_alone);
constexpr std::size_t codes = std::size_t{1} << (others_at + group_count - first_other);

constexpr unsigned other(Group group, bool belongs) {
  return (belongs ? 1U : 0U) << (others_at + static_cast<unsigned>(group) - first_other);
}

GroupCell code_of(const World& world, const CareByPerson& care, Person person) {
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
  const bool alone = household != no_row && world.households.members[household] == 1;
  const bool poor =
      household == no_row ? people.poverty[person] != 0 : lives_in_poverty(world, person);
  const bool carer = older(carer_from_age) != 0 &&
                     world.care.minutes_given(person) != care.gives[person].as_volunteer;
  return static_cast<GroupCell>(
      age | woman << woman_at | other(Group::living_alone, alone) | other(Group::poverty, poor) |
      other(Group::migration_background, people.origin[person] == Origin::foreign) |
      other(Group::in_need, world.care.in_need(person)) | other(Group::informal_carers, carer) |
      other(Group::worst_off_5_percent, people.worst_off[person] != 0));
}

GroupBits groups_of_code(std::size_t code) {
  unsigned bits = bit(Group::all);
  bits |= 1U << (first_age + (code & 3U));
  bits |= ((code >> woman_at) & 1U) != 0 ? bit(Group::women) : bit(Group::men);
  bits |= static_cast<unsigned>(code >> others_at) << first_other;
  return static_cast<GroupBits>(bits);
}

}  // namespace

GroupCells cells_of_people(const World& world, const CareByPerson& care) {
  GroupCells cells;
  cells.of_person.assign(world.people.rows(), no_cell);
  engine::for_blocks(cells.of_person.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (auto person = static_cast<Person>(begin); person < end; ++person) {
      if (world.people.alive(person)) cells.of_person[person] = code_of(world, care, person);
    }
  });
  // Of all sets of groups a few dozen have anybody in them.
  std::array<GroupCell, codes> cell_of_code;
  cell_of_code.fill(no_cell);
  for (GroupCell& cell : cells.of_person) {
    if (cell == no_cell) continue;
    GroupCell& known = cell_of_code[cell];
    if (known == no_cell) {
      known = static_cast<GroupCell>(cells.groups.size());
      cells.groups.push_back(groups_of_code(cell));
    }
    cell = known;
  }
  return cells;
}

}  // namespace buurt::care
