#include <span>
#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

using engine::Tie;

namespace {

/// Asks for the memory of the other ends of a person's ties of some kinds, which are about to change.
template <class Concerns>
void prefetch_others(const World& world, Person person, const Concerns& concerns) {
  const auto each_other = [&](const auto& ask) {
    for (const Tie& tie : world.ties.ties(person)) {
      if (!tie.outside() && concerns(kind_of(tie.kind))) ask(tie.other);
    }
  };
  each_other([&](Person other) { world.prefetch_person_of_tie(other); });
  each_other([&](Person other) { world.prefetch_end_of_tie(other); });
}

}  // namespace

bool World::lives_with_parents(Person person) const {
  // Going through all ties is dear, and most people have nobody at home who could be a parent.
  const std::int32_t born = people.birth_week[person];
  bool elder_at_home = false;
  for (Person p = households.first_member[people.household[person]]; p != no_row && !elder_at_home;
       p = people.next_in_household[p]) {
    elder_at_home = people.birth_week[p] < born && p != people.partner[person];
  }
  if (!elder_at_home) return false;
  for (const Tie& tie : ties.ties(person)) {
    if ((tie.kind & tie_together) != 0 && kind_of(tie.kind) == TieKind::parent_child &&
        people.birth_week[tie.other] < people.birth_week[person]) {
      return true;
    }
  }
  return false;
}

bool World::is_head(Person person) const {
  const std::int32_t born = people.birth_week[person];
  for (Person p = households.first_member[people.household[person]]; p != no_row;
       p = people.next_in_household[p]) {
    if (people.birth_week[p] < born ||
        (people.birth_week[p] == born && people.identity[p] < people.identity[person])) {
      return false;
    }
  }
  return true;
}

std::vector<Person> World::dependants_of(Person person) const {
  std::vector<Person> children;
  for (const Tie& tie : ties.ties(person)) {
    if ((tie.kind & tie_together) != 0 && kind_of(tie.kind) == TieKind::parent_child &&
        age(tie.other) < adult_age && people.birth_week[tie.other] > people.birth_week[person]) {
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
  // Residents of a nursing home are no family: they meet as neighbours of one street do.
  if (households.collective[household] != 0) housemates.clear();
  for (const Person other : housemates) {
    const int slot = ties.find(person, other);
    const TieKind kind = slot < 0 ? TieKind::other_kin
                                  : kind_of(ties.ties(person)[static_cast<std::size_t>(slot)].kind);
    tie_at_home(person, other, kind, new_housemates_hours);
  }
  see_neighbours(person);
}

void World::house_children(Row household) {
  if (!households.alive(household) || households.collective[household] != 0) return;
  std::vector<Person> members;
  bool adult = false;
  each_member(household, [&](Person p) {
    members.push_back(p);
    adult = adult || age(p) >= adult_age;
  });
  if (adult || members.empty()) return;
  const auto home_of_kin = [&](Person child) {
    for (const Tie& tie : ties.ties(child)) {
      if (tie.outside() || !is_kin(kind_of(tie.kind)) || age(tie.other) < adult_age) continue;
      const Row home = people.household[tie.other];
      if (home != household && households.collective[home] == 0) return home;
    }
    return no_row;
  };
  Row home = no_row;
  for (const Person child : members) {
    if (home == no_row) home = home_of_kin(child);
  }
  for (const Person child : members) {
    if (home != no_row) {
      move_person(child, home);
    } else {
      emigrate(child);
    }
  }
}

void World::emigrate(Person person) {
  prefetch_ties_of(person);
  count(Flow::moved_out, person);
  end_ties(person, true);
  remove_person(person);
}

void World::prefetch_ties_of(Person person) const {
  prefetch_others(*this, person, [](TieKind) { return true; });
}

void World::see_neighbours(Person person) {
  prefetch_others(*this, person, [](TieKind kind) { return kind == TieKind::neighbour; });
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
  prefetch_others(*this, person, [kind](TieKind each) { return each == kind; });
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
