#include "care/world/groups.hpp"

#include "care/world/shock_rules.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

bool is_informal_carer(const World& world, std::uint32_t person) {
  if (!world.care.gives(person) || world.age(person) < carer_from_age) return false;
  if (world.volunteers.of(person) == no_row) return true;
  bool gives = false;
  world.care.each_given(person, [&](Row help) {
    gives = gives || world.care.help.source[help] != Source::volunteers;
  });
  return gives;
}

GroupBits groups_of(const World& world, std::uint32_t person) {
  const People& people = world.people;
  const int age = world.age(person);
  const Row household = people.household[person];
  unsigned bits = bit(Group::all);
  // The ages in the names of the groups.
  constexpr int of_65 = 65;
  constexpr int of_80 = 80;
  bits |= age < adult_age ? bit(Group::age_0_17)
          : age < of_65   ? bit(Group::age_18_64)
          : age < of_80   ? bit(Group::age_65_79)
                          : bit(Group::age_80_plus);
  bits |= people.sex[person] == Sex::woman ? bit(Group::women) : bit(Group::men);
  if (household != no_row && world.households.members[household] == 1) {
    bits |= bit(Group::living_alone);
  }
  const bool poor =
      household == no_row ? people.poverty[person] != 0 : lives_in_poverty(world, person);
  if (poor) bits |= bit(Group::poverty);
  if (people.origin[person] == Origin::foreign) bits |= bit(Group::migration_background);
  if (world.care.in_need(person)) bits |= bit(Group::in_need);
  if (is_informal_carer(world, person)) bits |= bit(Group::informal_carers);
  if (people.worst_off[person] != 0) bits |= bit(Group::worst_off_5_percent);
  return static_cast<GroupBits>(bits);
}

bool belongs_to(const World& world, std::uint32_t person, Group group) {
  return group == Group::all || (groups_of(world, person) & bit(group)) != 0;
}

}  // namespace buurt::care
