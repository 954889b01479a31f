#include <algorithm>
#include <cmath>
#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

using engine::Tie;

namespace {

std::uint8_t coded_gap(float weeks) {
  return static_cast<std::uint8_t>(std::clamp(gap_code(std::max(weeks, 1.0F)), 0.0F, 255.0F));
}

}  // namespace

void World::account(Person owner, const Tie& tie, int sign) {
  if ((tie.kind & tie_together) != 0) return;
  people.pull[owner] += static_cast<float>(sign) * rules.wished_hours(tie);
  const auto count = [sign](std::uint8_t& counter) {
    counter = static_cast<std::uint8_t>(std::clamp(counter + sign, 0, 255));
  };
  if (tie.usual_gap < weekly_code) count(people.ties_weekly[owner]);
  if (tie.usual_gap < monthly_code) count(people.ties_monthly[owner]);
}

std::uint16_t World::draw_next(Identity pair, float rate) const {
  // The index keeps this draw apart from the one taken at a contact of the same week.
  const engine::Draw draw = stream(Decision::contact).at(pair, week, 1);
  const float unit = (static_cast<float>(draw.words[0] >> 8U) + 0.5F) * 0x1p-24F;
  const float gap = 1.0F + std::floor(-engine::log_single(unit) / std::max(rate, 1e-4F));
  const float at = static_cast<float>(week) + gap;
  return static_cast<std::uint16_t>(std::min(at, 65000.0F));
}

Identity World::pair_of(Person person, const Tie& tie) const {
  const Identity me = people.identity[person];
  return engine::pair_identity(
      me, tie.outside() ? identity_outside(tie.outside_number()) : people.identity[tie.other]);
}

float World::rate_of(Person person, const Tie& tie) const {
  const float mine = std::max(people.eagerness[person], 0.05F);
  const float theirs =
      tie.outside() ? rules.outside * rules.outside : std::max(people.eagerness[tie.other], 0.05F);
  return rules.wished_rate(tie.kind, tie.weight) * std::sqrt(mine * theirs);
}

std::uint16_t World::first_contact(Person person, Tie& tie) const {
  const float rate = rate_of(person, tie);
  tie.usual_gap = coded_gap(1.0F / std::max(rate, 1e-3F));
  tie.last = static_cast<std::uint16_t>(week);
  return draw_next(pair_of(person, tie), rate);
}

bool World::tie(Person a, Person b, TieKind kind, float hours, float usual_gap_weeks) {
  if (a == b || ties.find(a, b) >= 0) return false;
  if (people.household[a] == people.household[b]) {
    tie_at_home(a, b, kind, hours);
    return true;
  }
  Tie like;
  like.other = b;
  like.weight = hours;
  like.last = static_cast<std::uint16_t>(week);
  like.kind = coded(kind);
  like.usual_gap = coded_gap(usual_gap_weeks);
  ties.connect(a, b, like, draw_next(pair_of(a, like), rate_of(a, like)));
  account(a, like, 1);
  account(b, like, 1);
  count(Flow::ties_formed, a);
  count(Flow::ties_formed, b);
  return true;
}

void World::tie_at_home(Person a, Person b, TieKind kind, float hours) {
  const int slot = ties.find(a, b);
  const auto kind_at_home = static_cast<std::uint8_t>(coded(kind) | tie_together);
  if (slot >= 0) {
    change_kind(a, static_cast<std::uint32_t>(slot), kind_at_home);
    return;
  }
  Tie like;
  like.weight = hours;
  like.last = static_cast<std::uint16_t>(week);
  like.kind = kind_at_home;
  ties.connect(a, b, like, engine::Network::never);
}

void World::tie_outside(Person person, Identity who, TieKind kind, float hours,
                        float usual_gap_weeks) {
  Tie like;
  like.other = Tie::outside_bit | outside_number(who);
  if (ties.find(person, like.other) >= 0) return;
  like.weight = hours;
  like.last = static_cast<std::uint16_t>(week);
  like.kind = coded(kind);
  like.usual_gap = coded_gap(usual_gap_weeks);
  ties.connect_outside(person, like.outside_number(), like,
                       draw_next(pair_of(person, like), rate_of(person, like)));
  account(person, like, 1);
}

void World::untie(Person a, Person b) {
  const int slot = ties.find(a, b);
  if (slot < 0) return;
  const Tie tie = ties.ties(a)[static_cast<std::size_t>(slot)];
  account(a, tie, -1);
  account(b, tie, -1);
  ties.disconnect(a, b);
}

void World::untie_outside(Person person, std::uint32_t number) {
  const int slot = ties.find(person, Tie::outside_bit | number);
  if (slot < 0) return;
  account(person, ties.ties(person)[static_cast<std::size_t>(slot)], -1);
  ties.disconnect_outside(person, number);
}

void World::change_kind(Person person, std::uint32_t slot, std::uint8_t coded_kind) {
  Tie tie = ties.ties(person)[slot];
  account(person, tie, -1);
  if (!tie.outside()) account(tie.other, tie, -1);
  const bool parts_household = (tie.kind & tie_together) != 0 && (coded_kind & tie_together) == 0;
  // The date drawn below is that of a contact, not of falling dormant.
  tie.kind = static_cast<std::uint8_t>(coded_kind & ~tie_fading);
  // People who lived together met daily until now.
  if (parts_household) {
    tie.last = static_cast<std::uint16_t>(week);
    tie.usual_gap = 0;
  }
  std::uint16_t next = engine::Network::never;
  if ((coded_kind & tie_together) == 0) {
    next = draw_next(pair_of(person, tie), rate_of(person, tie));
  }
  ties.rewrite_both(person, slot, tie, next);
  account(person, tie, 1);
  if (!tie.outside()) account(tie.other, tie, 1);
}

void World::end_ties(Person person, bool moved) {
  const std::span<const Tie> now = ties.ties(person);
  const std::vector<Tie> all(now.begin(), now.end());
  for (const Tie& tie : all) {
    if (tie.outside()) {
      untie_outside(person, tie.outside_number());
      continue;
    }
    const Person partner = tie.other;
    untie(person, partner);
    const TieKind kind = kind_of(tie.kind);
    if (moved && (is_kin(kind) || tie.weight >= rules.friend_hours)) {
      tie_outside(partner, people.identity[person], is_kin(kind) ? kind : TieKind::friendship,
                  tie.weight, gap_weeks(static_cast<float>(tie.usual_gap)));
    } else {
      count(Flow::ties_lost, partner);
    }
  }
}

void World::recount_ties(Person person) {
  people.pull[person] = 0.0F;
  people.ties_weekly[person] = 0;
  people.ties_monthly[person] = 0;
  for (const Tie& tie : ties.ties(person)) account(person, tie, 1);
}

}  // namespace buurt::care
