#include "care/world/kin_rules.hpp"

#include <cstdlib>
#include <optional>
#include <span>
#include <vector>

namespace buurt::care {

using engine::Tie;

namespace {

/// The kind of kin that two people of these ages could be, or none.
std::optional<TieKind> kin_of_ages(const LifeParameters& p, int one, int other) {
  const int years = std::abs(one - other);
  if (years >= p.newcomer_kin_generation_from && years <= p.newcomer_kin_generation_to) {
    return TieKind::parent_child;
  }
  if (years <= p.newcomer_kin_siblings) return TieKind::sibling;
  return {};
}

/// A copy of somebody's ties, to go through while ties are made.
std::vector<Tie> ties_of(const World& world, Person person) {
  const std::span<const Tie> now = world.ties.ties(person);
  return {now.begin(), now.end()};
}

/// What the other end of a resident's tie to close kin is to a newcomer whose parent, child, brother or
/// sister that resident is.
TieKind kin_through(const World& world, Person person, const KinHere& kin, const Tie& tie) {
  const LifeParameters& p = world.parameters.life;
  const TieKind second = kind_of(tie.kind);
  const int mine = world.age(person);
  const int of_kin = world.age(kin.person);
  const int theirs = world.age(tie.other);
  const bool sibling_of_mine = kin.kind == TieKind::sibling;
  const bool parent_of_mine = !sibling_of_mine && of_kin > mine;
  const bool child_of_mine = !sibling_of_mine && !parent_of_mine;
  if (sibling_of_mine && second == TieKind::sibling) return TieKind::sibling;
  if (parent_of_mine && second == TieKind::parent_child && theirs < of_kin) return TieKind::sibling;
  const bool my_other_parent = parent_of_mine && second == TieKind::partner && theirs > mine;
  const bool our_parent = sibling_of_mine && second == TieKind::parent_child && theirs > of_kin;
  const bool my_other_child = child_of_mine && second == TieKind::sibling && theirs < mine;
  const int years = std::abs(mine - theirs);
  const bool a_generation_apart =
      years >= p.newcomer_kin_generation_from && years <= p.newcomer_kin_generation_to;
  return a_generation_apart && (my_other_parent || our_parent || my_other_child)
             ? TieKind::parent_child
             : TieKind::other_kin;
}

/// The partner's parents and children who do not live with the two become kin of a person.
void tie_in_laws(World& world, Person person, Person partner) {
  const auto hours = static_cast<float>(world.parameters.life.child_kin_hours);
  const auto gap_weeks = static_cast<float>(world.parameters.life.child_kin_gap);
  for (const Tie& tie : ties_of(world, partner)) {
    if (kind_of(tie.kind) != TieKind::parent_child) continue;
    if (tie.outside()) {
      const Identity relative = world.people.identity[partner].caused(tie.outside_number(), 0);
      world.tie_outside(person, relative, TieKind::other_kin, hours, gap_weeks);
    } else {
      world.tie(person, tie.other, TieKind::other_kin, hours, gap_weeks);
    }
  }
}

}  // namespace

KinHere find_kin_here(const World& world, Person person) {
  const engine::Stream draws = world.stream(Decision::newcomer_kin);
  const Identity me = world.people.identity[person];
  const auto quarters = static_cast<std::uint32_t>(world.neighbourhoods.size());
  constexpr std::uint32_t attempts = 16;
  for (std::uint32_t index = 1; index <= attempts; ++index) {
    const engine::Draw draw = draws.at(me, world.week, index);
    const Row quarter = world.neighbourhoods[draw.below(quarters)];
    const std::span<const Row> seats = world.rosters.seats(world.places.roster[quarter]);
    if (seats.empty()) continue;
    const Person other = seats[draw.words[1] & (seats.size() - 1)];
    if (other == no_row || world.people.household[other] == world.people.household[person] ||
        world.age(other) < adult_age || world.ties.find(person, other) >= 0) {
      continue;
    }
    const auto kind = kin_of_ages(world.parameters.life, world.age(person), world.age(other));
    if (kind) return {other, *kind};
  }
  return {};
}

int meet_family_here(World& world, Person person, const KinHere& kin) {
  const auto hours = static_cast<float>(world.parameters.life.newcomer_kin_hours);
  const auto gap_weeks = static_cast<float>(world.parameters.life.newcomer_kin_gap);
  int made = world.tie(person, kin.person, kin.kind, hours, gap_weeks) ? 1 : 0;
  for (const Tie& tie : ties_of(world, kin.person)) {
    const TieKind second = kind_of(tie.kind);
    if (tie.outside() || tie.other == person || second > TieKind::sibling) continue;
    if (world.tie(person, tie.other, kin_through(world, person, kin, tie), hours, gap_weeks))
      ++made;
  }
  return made;
}

void meet_kin_of_parent(World& world, Person child, Person parent) {
  const auto hours = static_cast<float>(world.parameters.life.child_kin_hours);
  const auto gap_weeks = static_cast<float>(world.parameters.life.child_kin_gap);
  for (const Tie& tie : ties_of(world, parent)) {
    const TieKind kind = kind_of(tie.kind);
    if (kind != TieKind::parent_child && kind != TieKind::sibling) continue;
    if (tie.outside()) {
      const Identity relative = world.people.identity[parent].caused(tie.outside_number(), 0);
      world.tie_outside(child, relative, TieKind::other_kin, hours, gap_weeks);
    } else if (tie.other != child && (tie.kind & tie_together) == 0 &&
               world.people.birth_week[tie.other] < world.people.birth_week[child]) {
      const bool brother_or_sister =
          kind == TieKind::parent_child &&
          world.people.birth_week[tie.other] > world.people.birth_week[parent];
      world.tie(child, tie.other, brother_or_sister ? TieKind::sibling : TieKind::other_kin, hours,
                gap_weeks);
    }
  }
}

void join_families(World& world, Person one, Person other) {
  tie_in_laws(world, one, other);
  tie_in_laws(world, other, one);
}

}  // namespace buurt::care
