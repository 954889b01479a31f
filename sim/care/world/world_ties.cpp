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

/// Settles when two people meet next who meet so often. \return when the tie is looked at next.
std::uint16_t settle(const World& world, Identity pair, float rate, Tie& tie,
                     std::uint32_t stretch) {
  // The index keeps these draws apart from those taken at a contact of the same week.
  const engine::Stream draws = world.stream(Decision::contact);
  const engine::Draw draw = draws.at(pair, world.week, 1);
  engine::Draw later;
  if (stretch > weeks_settled_at_first) later = draws.at(pair, world.week, 3);
  const auto silent = static_cast<float>(world.week - tie.last);
  const float weeks = world.rules.settle(tie, rate, silent, draw.words, later.words, stretch);
  constexpr float latest_date = 65000.0F;
  return static_cast<std::uint16_t>(std::min(static_cast<float>(world.week) + weeks, latest_date));
}

/// What a tie means for the pull and the layers of those who hold it, worked out once for both.
class Share {
 public:
  Share(const TieRules& rules, const Tie& tie)
      : counts_((tie.kind & tie_together) == 0),
        weekly_(tie.usual_gap < weekly_code),
        monthly_(tie.usual_gap < monthly_code),
        hours_(rules.wished_hours(tie)) {}

  /// Adds it (sign 1) or takes it off (−1).
  void account(People& people, Person owner, int sign) const {
    if (!counts_) return;
    people.pull[owner] += static_cast<float>(sign) * hours_;
    const auto count = [sign](std::uint8_t& counter) {
      counter = static_cast<std::uint8_t>(std::clamp(counter + sign, 0, 255));
    };
    if (weekly_) count(people.ties_weekly[owner]);
    if (monthly_) count(people.ties_monthly[owner]);
  }

 private:
  bool counts_;
  bool weekly_;
  bool monthly_;
  float hours_;
};

}  // namespace

void World::account(Person owner, const Tie& tie, int sign) {
  Share(rules, tie).account(people, owner, sign);
}

Identity World::pair_of(Person person, const Tie& tie) const {
  const Identity me = people.identity[person];
  return engine::pair_identity(
      me, tie.outside() ? identity_outside(tie.outside_number()) : people.identity[tie.other]);
}

float World::rate_of(Person person, const Tie& tie) const {
  // Of somebody new it is not known yet.
  const auto least = static_cast<float>(parameters.time.least_eagerness);
  const float mine = std::max(people.eagerness[person], least);
  const float theirs =
      tie.outside() ? rules.outside * rules.outside : std::max(people.eagerness[tie.other], least);
  return rules.wished_rate(tie.kind, tie.weight) * std::sqrt(mine * theirs);
}

std::uint16_t World::settle_contacts(Person person, Tie& tie) const {
  return settle(*this, pair_of(person, tie), rate_of(person, tie), tie, weeks_settled_at_first);
}

std::uint16_t World::first_contact(Person person, Tie& tie) const {
  const float rate = rate_of(person, tie);
  tie.usual_gap = coded_gap(1.0F / std::max(rate, 1e-3F));
  tie.last = week;
  // All ties begin in one week: the first stretch ends for each in a week of its own.
  const Identity pair = pair_of(person, tie);
  const auto stretch = static_cast<std::uint32_t>(1U + engine::mix(pair.value) % weeks_settled);
  return settle(*this, pair, rate, tie, stretch);
}

ContactsAhead World::settled_contacts(Person person) const {
  ContactsAhead ahead;
  const auto next = ties.next(person);
  const auto all = ties.ties(person);
  for (std::size_t slot = 0; slot < all.size(); ++slot) {
    ahead.add_settled(all[slot], next[slot], first_week_ahead());
  }
  return ahead;
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
  like.last = week;
  like.kind = coded(kind);
  like.usual_gap = coded_gap(usual_gap_weeks);
  const std::uint16_t next = settle_contacts(a, like);
  ties.connect(a, b, like, next);
  const Share share(rules, like);
  for (const Person end : {a, b}) {
    share.account(people, end, 1);
    contacts_ahead[end].add_settled(like, next, first_week_ahead());
  }
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
  like.last = week;
  like.kind = kind_at_home;
  ties.connect(a, b, like, engine::Network::never);
}

void World::tie_outside(Person person, Identity who, TieKind kind, float hours,
                        float usual_gap_weeks) {
  Tie like;
  like.other = Tie::outside_bit | outside_number(who);
  if (ties.find(person, like.other) >= 0) return;
  like.weight = hours;
  like.last = week;
  like.kind = coded(kind);
  like.usual_gap = coded_gap(usual_gap_weeks);
  const std::uint16_t next = settle_contacts(person, like);
  ties.connect_outside(person, like.outside_number(), like, next);
  account(person, like, 1);
  contacts_ahead[person].add_settled(like, next, first_week_ahead());
}

float World::share_time(Person a, Person b, float hours) {
  const int found = a == b ? -1 : ties.find(a, b);
  if (found < 0) return 0.0F;
  const auto slot = static_cast<std::uint32_t>(found);
  const Tie before = ties.ties(a)[slot];
  if ((before.kind & tie_together) != 0) return rules.strength(before.weight);
  const std::uint16_t next_before = ties.next(a)[slot];
  const auto weeks = static_cast<float>(week - before.last);
  const float left = engine::exp_single(-weeks * rules.forgetting);
  Tie tie = before;
  std::uint16_t next = next_before;
  if ((before.plan & plan_settled) != 0) {
    // What is settled stays settled: hours are kept as of the last look.
    tie.weight = before.weight + hours / left;
  } else {
    tie.weight = before.weight * left + hours;
    tie.last = week;
    tie.kind = static_cast<std::uint8_t>(before.kind & ~(tie_fading | tie_dormant));
    next = settle_contacts(a, tie);
  }
  ties.rewrite_both(a, slot, tie, next);
  const Share share_before(rules, before);
  const Share share(rules, tie);
  for (const Person end : {a, b}) {
    share_before.account(people, end, -1);
    share.account(people, end, 1);
    contacts_ahead[end].take_off_settled(before, next_before, first_week_ahead());
    contacts_ahead[end].add_settled(tie, next, first_week_ahead());
  }
  return rules.strength(tie.weight * (tie.last == before.last ? left : 1.0F));
}

void World::untie(Person a, Person b) {
  if (const int slot = ties.find(a, b); slot >= 0) untie_slot(a, static_cast<std::uint32_t>(slot));
}

void World::untie_due(Person person, Row other) {
  const int slot = ties.find_due(person, other, static_cast<std::uint16_t>(week));
  if (slot >= 0) untie_slot(person, static_cast<std::uint32_t>(slot));
}

void World::untie_slot(Person person, std::uint32_t slot) {
  const Tie tie = ties.ties(person)[slot];
  const std::uint16_t next = ties.next(person)[slot];
  const Share share(rules, tie);
  if (!tie.outside()) {
    ties.disconnect_at(tie.other, ties.other_end(person, slot));
    share.account(people, tie.other, -1);
    contacts_ahead[tie.other].take_off_settled(tie, next, first_week_ahead());
  }
  ties.disconnect_at(person, slot);
  share.account(people, person, -1);
  contacts_ahead[person].take_off_settled(tie, next, first_week_ahead());
}

void World::untie_outside(Person person, std::uint32_t number) {
  const int slot = ties.find(person, Tie::outside_bit | number);
  if (slot >= 0) untie_slot(person, static_cast<std::uint32_t>(slot));
}

void World::change_kind(Person person, std::uint32_t slot, std::uint8_t coded_kind) {
  const Tie before = ties.ties(person)[slot];
  const std::uint16_t next_before = ties.next(person)[slot];
  Tie tie = before;
  // What is settled anew below is a contact, not falling dormant.
  tie.kind = static_cast<std::uint8_t>(coded_kind & ~tie_fading);
  // People who lived together met daily until now.
  if ((before.kind & tie_together) != 0 && (coded_kind & tie_together) == 0) {
    tie.last = week;
    tie.usual_gap = 0;
  }
  std::uint16_t next = engine::Network::never;
  if ((coded_kind & tie_together) == 0) {
    next = settle_contacts(person, tie);
  } else {
    tie.plan = 0;
    tie.agreed = 0;
  }
  ties.rewrite_both(person, slot, tie, next);
  const Share share_before(rules, before);
  const Share share(rules, tie);
  const auto take_over = [&](Person end) {
    share_before.account(people, end, -1);
    share.account(people, end, 1);
    contacts_ahead[end].take_off_settled(before, next_before, first_week_ahead());
    contacts_ahead[end].add_settled(tie, next, first_week_ahead());
  };
  take_over(person);
  if (!tie.outside()) take_over(tie.other);
}

void World::end_ties(Person person, bool moved) {
  while (ties.degree(person) > 0) {
    const std::uint32_t last = ties.degree(person) - 1U;
    const Tie tie = ties.ties(person)[last];
    untie_slot(person, last);
    if (tie.outside()) continue;
    const TieKind kind = kind_of(tie.kind);
    // Friends stay friends when one of them moves away; how often they meet then decides what is left.
    if (moved &&
        (is_kin(kind) || kind == TieKind::friendship || tie.weight >= rules.friend_hours)) {
      tie_outside(tie.other, people.identity[person], is_kin(kind) ? kind : TieKind::friendship,
                  tie.weight, gap_weeks(static_cast<float>(tie.usual_gap)));
    } else {
      count(Flow::ties_lost, tie.other);
    }
  }
}

void World::prefetch_person_of_tie(Person person) const {
  ties.prefetch_place(person);
  const auto ask = [person](const auto& column) { __builtin_prefetch(column.data() + person); };
  ask(people.identity);
  ask(people.household);
  ask(people.birth_week);
  ask(people.sex);
  ask(people.poverty);
  ask(people.origin);
  ask(people.eagerness);
  ask(people.pull);
  ask(people.ties_weekly);
  ask(people.ties_monthly);
}

void World::prefetch_end_of_tie(Person person) const {
  ties.prefetch_due(person);
  ties.prefetch_last(person);
  const ContactsAhead* ahead = contacts_ahead.data() + person;
  constexpr std::size_t line = 64;
  for (std::size_t byte = 0; byte < sizeof(ContactsAhead); byte += line) {
    __builtin_prefetch(reinterpret_cast<const std::byte*>(ahead) + byte, 1);
  }
  if (const Row household = people.household[person]; household != no_row) {
    __builtin_prefetch(households.members.data() + household);
  }
}

void World::recount_ties(Person person) {
  people.pull[person] = 0.0F;
  people.ties_weekly[person] = 0;
  people.ties_monthly[person] = 0;
  for (const Tie& tie : ties.ties(person)) account(person, tie, 1);
}

}  // namespace buurt::care
