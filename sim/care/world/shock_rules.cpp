#include "care/world/shock_rules.hpp"

#include <algorithm>
#include <bit>

#include "engine/math.hpp"

namespace buurt::care {
namespace {

ContactKind contact_kind(TieKind kind) {
  if (is_kin(kind)) return ContactKind::family;
  switch (kind) {
    case TieKind::neighbour: return ContactKind::neighbours;
    case TieKind::colleague: return ContactKind::colleagues;
    case TieKind::fellow_member: return ContactKind::members;
    default: return ContactKind::friends;
  }
}

}  // namespace

bool lives_in_poverty(const World& world, Person person) {
  if (world.people.poverty[person] != 0) return true;
  const double share = world.levers.of(Lever::poverty, world, person);
  if (share <= 0.0) return false;
  const Identity household = world.households.identity[world.people.household[person]];
  return world.stream(Decision::becomes_poor).at(household, 0).happens(share);
}

double with_odds(double chance, double factor) {
  if (factor == 1.0 || chance <= 0.0 || chance >= 1.0) return chance;
  const double odds = chance / (1.0 - chance) * factor;
  return odds / (1.0 + odds);
}

double goes_on(const World& world, const ProgrammePlan& plan, double allowed) {
  if (!plan.adapts || allowed >= 1.0) return allowed;
  return allowed + (1.0 - allowed) * world.parameters.shocks.adapted_share;
}

std::uint32_t contacts_had(const World& world, Person person, const engine::Tie& tie, Identity pair,
                           std::uint32_t settled, std::uint32_t last_week) {
  const ContactKind kind = contact_kind(kind_of(tie.kind));
  const engine::Stream draws = world.stream(Decision::contact_stops);
  std::uint32_t had = settled;
  for (std::uint32_t left = settled; left != 0; left &= left - 1U) {
    // Bit b is week last_week − 31 + b.
    const auto bit = static_cast<std::uint32_t>(std::countr_zero(left));
    const std::uint32_t back = 31U - bit;
    if (back > last_week || !world.levers.stopped_contacts(last_week - back)) continue;
    const std::uint32_t week = last_week - back;
    double kept = world.levers.contacts_kept(world, person, kind, week);
    if (!tie.outside()) {
      kept = std::min(kept, world.levers.contacts_kept(world, tie.other, kind, week));
    }
    if (!draws.at(pair, week).happens(kept)) had &= ~(1U << bit);
  }
  return had;
}

void stop_contacts(World& world, Person person, std::uint64_t sums) {
  const ContactsAhead::Week now{sums};
  if (now.contacts() == 0) return;
  const auto kept_of = [&](ContactKind kind) {
    return world.levers.contacts_kept(world, person, kind, world.week);
  };
  struct Part {
    ContactWith whom;
    double kept;
  };
  const std::array<Part, 3> parts{{{ContactWith::family, kept_of(ContactKind::family)},
                                   {ContactWith::friends, kept_of(ContactKind::friends)},
                                   {ContactWith::neighbours, kept_of(ContactKind::neighbours)}}};
  People& people = world.people;
  const engine::Draw draw =
      world.stream(Decision::contact_stops).at(people.identity[person], world.week, 1);
  double had = 0.0;
  double counted = 0.0;
  unsigned seen = 0;
  for (const Part& part : parts) {
    const double settled = now.contacts_with(part.whom);
    if (settled <= 0.0) continue;
    counted += settled;
    had += settled * part.kept;
    const double any = 1.0 - engine::pow(1.0 - part.kept, settled);
    const auto whom = static_cast<unsigned>(part.whom);
    if (draw.happens(any, whom)) seen |= 1U << whom;
  }
  // The sums of a week do not tell colleagues from fellow members.
  const double others = std::max(0.0, now.contacts() - counted);
  had += others * 0.5 * (kept_of(ContactKind::colleagues) + kept_of(ContactKind::members));
  const auto share = static_cast<float>(had / now.contacts());
  people.week_contact[person] *= share;
  people.week_confidant[person] *= share;
  constexpr double most = 255.0;
  people.met[person] = static_cast<std::uint8_t>(std::min(had + draw.uniform(3), most));
  people.contact_now[person] = static_cast<std::uint8_t>(people.contact_now[person] & seen);
}

bool move_is_off(const World& world, Person person, Lever lever) {
  const double factor = world.levers.of(lever, world, person);
  if (factor >= 1.0) return false;
  // Apart from the draws that decide whether a shock makes somebody move.
  constexpr std::uint32_t after_blows = 16;
  return !world.stream(Decision::shock_strikes)
              .at(world.people.identity[person], world.week,
                  after_blows + static_cast<std::uint32_t>(lever))
              .happens(factor);
}

}  // namespace buurt::care
