#include "care/processes/encounters.hpp"

#include <bit>
#include <cmath>
#include <vector>

#include "care/processes/contacts_due.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

using engine::Tie;

/// Bits of `PersonColumns::contact_now`.
constexpr std::uint8_t met_family = 1;
constexpr std::uint8_t met_friend = 2;
constexpr std::uint8_t met_neighbour = 4;

std::uint8_t survey_category(TieKind kind) {
  if (is_kin(kind)) return met_family;
  if (kind == TieKind::friendship || kind == TieKind::acquaintance) return met_friend;
  return kind == TieKind::neighbour ? met_neighbour : std::uint8_t{0};
}

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

/// Everybody in the block who is due this week, with what decides about the contact. In three passes,
/// so that the memory each needs is on its way while the pass before is still busy.
void gather(World& world, std::size_t begin, std::size_t end, ContactsDue& due) {
  People& people = world.people;
  const auto week = static_cast<std::uint16_t>(world.week);
  constexpr Person people_ahead = 12;
  due.clear();
  for (auto person = static_cast<Person>(begin); person < end; ++person) {
    people.met[person] = 0;
    world.ties.prefetch_due(person + people_ahead);
    world.ties.each_due(person, week, [&](std::uint32_t slot) {
      due.add(person, slot);
      world.ties.prefetch(person, slot);
    });
  }
  due.size_up();
  for (std::size_t i = 0; i < due.size(); ++i) {
    const Tie& tie = world.ties.ties(due.owner[i])[due.slot[i]];
    due.tie[i] = tie;
    const Row other = tie.outside() ? due.owner[i] : tie.other;
    __builtin_prefetch(&people.identity[other]);
    __builtin_prefetch(&people.eagerness[other]);
  }
  const float eagerness_outside = world.rules.outside * world.rules.outside;
  for (std::size_t i = 0; i < due.size(); ++i) {
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
}

/// Puts the outcome of every contact into the owner's own columns and end of the tie.
void apply(World& world, const ContactsDue& due, BlockResult& result) {
  People& people = world.people;
  const auto week = static_cast<std::uint16_t>(world.week);
  const float confidant_from = static_cast<float>(world.parameters.loneliness.confidant_strength);
  for (std::size_t i = 0; i < due.size(); ++i) {
    const Person person = due.owner[i];
    Tie tie = due.tie[i];
    const bool was_fading = (tie.kind & tie_fading) != 0;
    if (was_fading) {
      const float revival = world.rules.revival[tie.kind & tie_kind_mask];
      const float chance = revival + (1.0F - revival) * due.strength_before[i];
      if (due.chance_of_revival[i] >= chance) {
        // Both ends see the same; one of them reports it.
        if (tie.outside() || person < tie.other) result.lost.push_back({person, tie});
        continue;
      }
      tie.kind = static_cast<std::uint8_t>((tie.kind & ~tie_fading) | tie_dormant);
      const float wait = 1.0F + std::floor(due.waiting[i] * world.rules.revival_weeks);
      world.ties.rewrite_known(person, due.slot[i], due.tie[i], week, tie, due.date(wait, week),
                               result.hash_change);
      continue;
    }
    const std::uint8_t gap_before = tie.usual_gap;
    tie.weight = due.hours_after[i];
    tie.last = week;
    tie.kind = due.kind_after[i];
    tie.usual_gap = static_cast<std::uint8_t>(due.gap_code_after[i]);
    world.ties.rewrite_known(person, due.slot[i], due.tie[i], week, tie, due.date(due.gap[i], week),
                             result.hash_change);

    people.pull[person] += due.pull_change[i];
    const auto count = [](std::uint8_t& counter, int change) {
      counter = static_cast<std::uint8_t>(counter + change);
    };
    count(people.ties_weekly[person],
          int{tie.usual_gap < weekly_code} - int{gap_before < weekly_code});
    count(people.ties_monthly[person],
          int{tie.usual_gap < monthly_code} - int{gap_before < monthly_code});
    people.week_contact[person] += due.hours_shared[i];
    if (due.strength_after[i] >= confidant_from) {
      people.week_confidant[person] += due.hours_shared[i];
    }
    people.contact_now[person] =
        static_cast<std::uint8_t>(people.contact_now[person] | survey_category(kind_of(tie.kind)));
    ++people.met[person];
  }
}

}  // namespace

void tidy_ties(World& world) { world.ties.compact(); }

void encounter(World& world) {
  std::vector<BlockResult> results(engine::block_count(world.people.rows()));
  const engine::Stream draws = world.stream(Decision::contact);
  engine::for_blocks(world.people.rows(),
                     [&](std::size_t block, std::size_t begin, std::size_t end) {
                       thread_local ContactsDue due;
                       gather(world, begin, end, due);
                       due.decide(world.rules, draws, world.week);
                       apply(world, due, results[block]);
                     });
  for (const BlockResult& result : results) {
    world.ties.add_to_hash(result.hash_change);
    for (const LostTie& lost : result.lost) {
      if (lost.tie.outside()) {
        world.untie_outside(lost.owner, lost.tie.outside_number());
      } else {
        world.untie(lost.owner, lost.tie.other);
      }
      world.count(Flow::ties_lost, lost.owner);
      if (!lost.tie.outside()) world.count(Flow::ties_lost, lost.tie.other);
    }
  }
}

}  // namespace buurt::care
