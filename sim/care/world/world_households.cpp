#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

using engine::Tie;

bool World::lives_with_parents(Person person) const {
  for (const Tie& tie : ties.ties(person)) {
    if ((tie.kind & tie_together) != 0 && kind_of(tie.kind) == TieKind::parent_child &&
        people.birth_week[tie.other] < people.birth_week[person]) {
      return true;
    }
  }
  return false;
}

Person World::head_of(Row household) const {
  Person head = no_row;
  each_member(household, [&](Person p) {
    if (head == no_row || people.birth_week[p] < people.birth_week[head] ||
        (people.birth_week[p] == people.birth_week[head] &&
         people.identity[p] < people.identity[head])) {
      head = p;
    }
  });
  return head;
}

std::vector<Person> World::dependants_of(Person person) const {
  constexpr int grown_up = 18;
  std::vector<Person> children;
  for (const Tie& tie : ties.ties(person)) {
    if ((tie.kind & tie_together) != 0 && kind_of(tie.kind) == TieKind::parent_child &&
        age(tie.other) < grown_up && people.birth_week[tie.other] > people.birth_week[person]) {
      children.push_back(tie.other);
    }
  }
  return children;
}

void World::move_person(Person person, Row household) {
  leave_household(person);
  // Those left behind must be visited from now on.
  for (std::uint32_t slot = 0; slot < ties.degree(person); ++slot) {
    const Tie tie = ties.ties(person)[slot];
    if ((tie.kind & tie_together) != 0) {
      change_kind(person, slot, static_cast<std::uint8_t>(tie.kind & tie_kind_mask));
    }
  }
  const auto new_housemates_hours = static_cast<float>(parameters.life.new_housemate_hours);
  std::vector<Person> housemates;
  each_member(household, [&](Person p) { housemates.push_back(p); });
  join_household(person, household);
  for (const Person other : housemates) {
    const int slot = ties.find(person, other);
    const TieKind kind = slot < 0 ? TieKind::other_kin
                                  : kind_of(ties.ties(person)[static_cast<std::size_t>(slot)].kind);
    tie_at_home(person, other, kind, new_housemates_hours);
  }
  see_neighbours(person);
}

void World::see_neighbours(Person person) {
  const Row here =
      households.dwelling[people.household[person]] == no_row ? no_row : street_of(person);
  for (std::uint32_t slot = 0; slot < ties.degree(person); ++slot) {
    const Tie tie = ties.ties(person)[slot];
    if (tie.outside() || kind_of(tie.kind) != TieKind::neighbour) continue;
    if (people.household[tie.other] == no_row || here == no_row || street_of(tie.other) != here) {
      change_kind(
          person, slot,
          static_cast<std::uint8_t>((tie.kind & ~tie_kind_mask) | coded(TieKind::acquaintance)));
    }
  }
}

void World::stop_sharing(Person person, Row place, TieKind kind) {
  for (std::uint32_t slot = 0; slot < ties.degree(person); ++slot) {
    const Tie tie = ties.ties(person)[slot];
    if (kind_of(tie.kind) != kind) continue;
    const bool shared = tie.outside()
                            ? place == no_row
                            : place != no_row && (people.daytime[tie.other] == place ||
                                                  people.association[tie.other] == place ||
                                                  people.parish[tie.other] == place);
    if (shared) {
      change_kind(
          person, slot,
          static_cast<std::uint8_t>((tie.kind & ~tie_kind_mask) | coded(TieKind::acquaintance)));
    }
  }
}

}  // namespace buurt::care
