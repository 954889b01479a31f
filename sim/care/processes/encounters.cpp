#include "care/processes/encounters.hpp"

#include <algorithm>
#include <vector>

#include "care/processes/contacts_due.hpp"
#include "care/world/shock_rules.hpp"
#include "engine/parallel.hpp"
#include "engine/vector_clones.hpp"

namespace buurt::care {
namespace {

using engine::Tie;

/// Later dates than this are as good as never.
constexpr std::uint32_t latest_date = 65000;

/// A tie that nobody took up again, seen from one of its ends.
struct LostTie {
  Person owner;
  Tie tie;
};

/// What one block of people leaves for after the phase.
struct BlockResult {
  std::vector<LostTie> lost;
  std::uint64_t hash_change = 0;
};

/// Asks for the memory of something that may lie in two lines.
template <class T>
void prefetch_whole(const T* what) {
  const auto* bytes = reinterpret_cast<const std::byte*>(what);
  constexpr std::size_t line = 64;
  for (std::size_t at = 0; at < sizeof(T); at += line) __builtin_prefetch(bytes + at, 1);
  __builtin_prefetch(bytes + sizeof(T) - 1, 1);
}

/// Collects what decides about each tie that is due. The ties and then the people at their other ends
/// are asked for before they are needed.
void look_up(World& world, ContactsDue& due) {
  const People& people = world.people;
  constexpr std::size_t ties_ahead = 64;
  const auto ask = [&](std::size_t i) {
    prefetch_whole(&world.ties.ties(due.owner[i])[due.slot[i]]);
  };
  for (std::size_t i = 0; i < std::min(due.size, ties_ahead); ++i) ask(i);
  for (std::size_t i = 0; i < due.size; ++i) {
    if (const std::size_t next = i + ties_ahead; next < due.size) ask(next);
    const Tie& tie = world.ties.ties(due.owner[i])[due.slot[i]];
    due.tie[i] = tie;
    const Row other = tie.outside() ? due.owner[i] : tie.other;
    __builtin_prefetch(&people.identity[other]);
    __builtin_prefetch(&people.eagerness[other]);
  }
  const float eagerness_outside = world.rules.outside * world.rules.outside;
  for (std::size_t i = 0; i < due.size; ++i) {
    const Person person = due.owner[i];
    const Tie& tie = due.tie[i];
    const bool outside = tie.outside();
    const Row other = outside ? person : tie.other;
    const Identity inside_identity = people.identity[other];
    const Identity outside_identity = World::identity_outside(tie.outside_number());
    due.pair[i] =
        engine::pair_identity(people.identity[person], outside ? outside_identity : inside_identity)
            .value;
    due.eagerness[i] =
        people.eagerness[person] * (outside ? eagerness_outside : people.eagerness[other]);
  }
  due.some_stopped = world.levers.stopped_contacts();
  if (!due.some_stopped) return;
  for (std::size_t i = 0; i < due.size; ++i) {
    const Tie& tie = due.tie[i];
    const std::uint32_t settled = (tie.plan & plan_settled) != 0 ? tie.agreed : only_now;
    due.had[i] = contacts_had(world, due.owner[i], tie, Identity{due.pair[i]}, settled, world.week);
  }
}

/// A tie that has been silent for too long: it is taken up again some day, or lost.
void fade(World& world, const ContactsDue& due, std::size_t i, BlockResult& result) {
  const Person person = due.owner[i];
  Tie tie = due.tie[i];
  const float revival = world.rules.revival[tie.kind & tie_kind_mask];
  const float chance = revival + (1.0F - revival) * due.strength_before[i];
  if (due.chance_of_revival[i] >= chance) {
    // Both ends see the same; one of them reports it.
    if (tie.outside() || person < tie.other) result.lost.push_back({person, tie});
    return;
  }
  const auto week = static_cast<std::uint16_t>(world.week);
  tie.kind = static_cast<std::uint8_t>((tie.kind & ~tie_fading) | tie_dormant);
  tie.plan = 0;
  tie.agreed = 0;
  const float wait = 1.0F + whole(due.waiting[i] * world.rules.revival_weeks);
  const float date = std::min(static_cast<float>(world.week) + wait, float{latest_date});
  world.ties.rewrite_known(person, due.slot[i], due.tie[i], week, tie,
                           static_cast<std::uint16_t>(date), result.hash_change);
}

/// Adds one contact in each of the given weeks. All sums are written at once: the next tie is often of
/// the same person and reads them whole.
BUURT_VECTOR_CLONES
void add_contact(std::uint64_t* sums, std::uint64_t contact, std::uint64_t weeks) {
  for (std::size_t week = 0; week < ContactsAhead::weeks; ++week) {
    sums[week] += contact & (0U - (weeks >> week & 1U));
  }
}
void add_contacts(World& world, const ContactsDue& due) {
  const std::uint32_t this_week = world.week % ContactsAhead::weeks;
  for (std::size_t i = 0; i < due.size; ++i) {
    std::uint64_t* sums = world.contacts_ahead[due.owner[i]].sums();
    sums[this_week] += due.hours_now[i] | std::uint64_t{due.category_now[i]} << 32U;
    if (due.weeks_met[i] == 0) continue;
    add_contact(sums, due.hours_ahead[i] | std::uint64_t{due.category_ahead[i]} << 32U,
                due.weeks_met[i]);
  }
}

/// Puts what was decided into the owner's own columns and end of the tie.
void apply(World& world, ContactsDue& due, BlockResult& result) {
  People& people = world.people;
  constexpr std::size_t people_ahead = 8;
  for (std::size_t i = 0; i < due.size; ++i) {
    if (const std::size_t next = i + people_ahead; next < due.size) {
      prefetch_whole(&world.contacts_ahead[due.owner[next]]);
    }
    if (due.silent[i] != 0) {
      fade(world, due, i, result);
      due.hours_now[i] = 0;
      due.category_now[i] = 0;
      due.weeks_met[i] = 0;
      continue;
    }
    const Person person = due.owner[i];
    const std::uint32_t nature = due.nature[i];
    const Tie tie{due.tie[i].other,
                  due.hours[i],
                  due.last[i],
                  due.agreed[i],
                  static_cast<std::uint8_t>(nature),
                  static_cast<std::uint8_t>(nature >> 8U),
                  static_cast<std::uint8_t>(nature >> 16U),
                  static_cast<std::uint8_t>(nature >> 24U)};
    const std::uint32_t next = std::min(world.week + due.weeks[i], latest_date);
    world.ties.rewrite_known(person, due.slot[i], due.tie[i],
                             static_cast<std::uint16_t>(world.week), tie,
                             static_cast<std::uint16_t>(next), result.hash_change);
    people.pull[person] += due.pull_change[i];
    if (const std::int32_t change = due.layers_change[i]; change != 0) {
      const int weekly = static_cast<std::int8_t>(change);
      people.ties_weekly[person] = static_cast<std::uint8_t>(people.ties_weekly[person] + weekly);
      people.ties_monthly[person] =
          static_cast<std::uint8_t>(people.ties_monthly[person] + (change - weekly) / 256);
    }
  }
  add_contacts(world, due);
}

/// What this week holds for everybody in the block, once all contacts are known.
void live_the_week(World& world, std::size_t begin, std::size_t end) {
  People& people = world.people;
  const bool stopped = world.levers.stopped_contacts(world.week);
  for (auto person = static_cast<Person>(begin); person < end; ++person) {
    ContactsAhead& ahead = world.contacts_ahead[person];
    const ContactsAhead::Week now = ahead.at(world.week);
    people.week_contact[person] = now.hours();
    people.week_confidant[person] = now.confidant_hours();
    people.met[person] = static_cast<std::uint8_t>(std::min(now.contacts(), 255U));
    const auto bit = [&](ContactWith whom) {
      return (now.contacts_with(whom) != 0 ? 1U : 0U) << static_cast<unsigned>(whom);
    };
    people.contact_now[person] = static_cast<std::uint8_t>(
        bit(ContactWith::family) | bit(ContactWith::friends) | bit(ContactWith::neighbours));
    if (stopped) stop_contacts(world, person, now.sums);
    ahead.clear(world.week);
  }
}

void meet(World& world, std::size_t begin, std::size_t end, BlockResult& result) {
  thread_local ContactsDue due;
  const engine::Stream draws = world.stream(Decision::contact);
  const auto week = static_cast<std::uint16_t>(world.week);
  const auto work_off = [&] {
    look_up(world, due);
    due.decide(world.rules, draws, world.week);
    apply(world, due, result);
    due.size = 0;
  };
  constexpr Person people_ahead = 20;
  for (auto person = static_cast<Person>(begin); person < end; ++person) {
    world.ties.prefetch_due(person + people_ahead);
    std::uint32_t begin_slot = 0;
    do {
      due.note(person, begin_slot, world.ties.due(person, week, begin_slot));
      if (due.full()) work_off();
      begin_slot += engine::Network::slots_at_once;
    } while (begin_slot < world.ties.degree(person));
  }
  work_off();
  live_the_week(world, begin, end);
}

}  // namespace

void tidy_ties(World& world) { world.ties.compact(); }

void encounter(World& world) {
  std::vector<BlockResult> results(engine::block_count(world.people.rows()));
  engine::for_blocks(world.people.rows(),
                     [&](std::size_t block, std::size_t begin, std::size_t end) {
                       meet(world, begin, end, results[block]);
                     });
  world.met_until = world.week + 1U;
  std::vector<LostTie> lost;
  for (const BlockResult& result : results) {
    world.ties.add_to_hash(result.hash_change);
    lost.insert(lost.end(), result.lost.begin(), result.lost.end());
  }
  const auto each_end = [&](std::size_t i, const auto& ask) {
    if (i >= lost.size()) return;
    ask(lost[i].owner);
    if (!lost[i].tie.outside()) ask(lost[i].tie.other);
  };
  constexpr std::size_t far_ahead = 12;
  constexpr std::size_t ahead = 6;
  for (std::size_t i = 0; i < lost.size(); ++i) {
    each_end(i + far_ahead, [&](Person end) { world.prefetch_person_of_tie(end); });
    each_end(i + ahead, [&](Person end) { world.prefetch_end_of_tie(end); });
    world.untie_due(lost[i].owner, lost[i].tie.other);
    each_end(i, [&](Person end) { world.count(Flow::ties_lost, end); });
  }
}

}  // namespace buurt::care
