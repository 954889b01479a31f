#include "care/processes/meeting.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "care/world/likeness.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// Where people look for company, and what a tie made there is.
struct Setting {
  Row place;
  float weight;
  TieKind kind;
};

/// Somebody who is about to meet somebody.
struct Attempt {
  Person person;
  Person other;  ///< `no_row`: somebody at work or school outside the municipality
  TieKind kind;
  float accepted;  ///< uniform: under the likeness of the two a tie is made
};

/// 1 for somebody without ties, less for those who have their hands full.
float openness(const World& world, Person person) {
  const auto crowding = static_cast<float>(world.parameters.meeting.crowding_ties);
  return engine::exp_single(-static_cast<float>(world.ties.degree(person)) / crowding);
}

std::array<Setting, 5> settings_of(const World& world, Person person) {
  const MeetingParameters& p = world.parameters.meeting;
  const People& people = world.people;
  const Row household = people.household[person];
  const Row dwelling = world.households.dwelling[household];
  const Row street = dwelling == no_row ? no_row : world.dwellings.street[dwelling];
  const bool busy_by_day = people.occupation[person] == Occupation::worker ||
                           people.occupation[person] == Occupation::student ||
                           people.daytime[person] != no_row;
  const auto weight = [](bool any, double if_any) {
    return any ? static_cast<float>(if_any) : 0.0F;
  };
  const Row association = people.association[person];
  const Row parish = people.parish[person];
  return {
      Setting{people.daytime[person], weight(busy_by_day, p.weight_daytime), TieKind::colleague},
      Setting{association, weight(association != no_row, p.weight_association),
              TieKind::fellow_member},
      Setting{parish, weight(parish != no_row, p.weight_parish), TieKind::fellow_member},
      Setting{street, weight(street != no_row, p.weight_street), TieKind::neighbour},
      Setting{street, weight(street != no_row, p.weight_neighbourhood), TieKind::acquaintance}};
}

/// The setting in which somebody looks for company this time; weight 0 when there is none.
Setting choose(const std::array<Setting, 5>& settings, double uniform) {
  float total = 0.0F;
  for (const Setting& setting : settings) total += setting.weight;
  float left = static_cast<float>(uniform) * total;
  Setting chosen{no_row, 0.0F, TieKind::acquaintance};
  for (const Setting& setting : settings) {
    if (setting.weight <= 0.0F) continue;
    chosen = setting;
    left -= setting.weight;
    if (left < 0.0F) break;
  }
  return chosen;
}

std::uint16_t next_meeting(const World& world, Person person, double uniform) {
  const double lingers =
      1.0 + world.parameters.programmes.space_meets * local_change(world, person).meeting;
  const float rate = static_cast<float>(world.parameters.meeting.new_people_rate * lingers) *
                     world.people.sociability[person] * openness(world, person);
  const float wait =
      -engine::log_single(1.0F - static_cast<float>(uniform) * 0.99999994F) / std::max(rate, 1e-4F);
  constexpr float latest = 65000.0F;
  return static_cast<std::uint16_t>(
      std::min(static_cast<float>(world.week) + 1.0F + whole(std::min(wait, latest)), latest));
}

/// Those of a block whose week it is, where they go and whom they come across there. Rosters, seats
/// and people lie far apart in memory: each is asked for a pass before it is read.
void come_across(World& world, std::size_t begin, std::size_t end, std::vector<Attempt>& attempts) {
  People& people = world.people;
  const engine::Stream draws = world.stream(Decision::meets_new);
  const auto week = static_cast<std::uint16_t>(world.week);
  attempts.clear();
  for (auto person = static_cast<Person>(begin); person < end; ++person) {
    if (people.meeting_week[person] != week) continue;
    const engine::Draw draw = draws.at(people.identity[person], world.week, 0);
    people.meeting_week[person] = next_meeting(world, person, draw.uniform(2));
    const Setting setting = choose(settings_of(world, person), draw.uniform(0));
    if (setting.weight <= 0.0F) continue;
    Row place = setting.place;
    TieKind kind = setting.kind;
    if (kind == TieKind::acquaintance) {
      place = world.street_near(place, draw.uniform(3));
      if (place == setting.place) kind = TieKind::neighbour;
    }
    attempts.push_back({person, place, kind, static_cast<float>(draw.uniform(1))});
  }
  for (Attempt& attempt : attempts) {
    if (attempt.other == no_row) continue;
    // Until here `other` was the place.
    constexpr std::uint32_t whom = 1;
    attempt.other = world.rosters.pick(world.places.roster[attempt.other], draws,
                                       people.identity[attempt.person], world.week, whom);
    if (attempt.other == no_row) attempt.other = attempt.person;
    __builtin_prefetch(&people.birth_week[attempt.other]);
    __builtin_prefetch(&people.origin[attempt.other]);
    __builtin_prefetch(&people.education[attempt.other]);
  }
}

}  // namespace

void plan_next_meeting(World& world, Person person) {
  const engine::Draw draw =
      world.stream(Decision::meets_new).at(world.people.identity[person], world.week, 0);
  world.people.meeting_week[person] = next_meeting(world, person, draw.uniform(2));
}

void meet_new_people(World& world) {
  const People& people = world.people;
  std::vector<std::vector<Attempt>> found(engine::block_count(people.rows()));
  engine::for_blocks(people.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    thread_local std::vector<Attempt> attempts;
    come_across(world, begin, end, attempts);
    for (const Attempt& attempt : attempts) {
      if (attempt.other == attempt.person) continue;
      // Of somebody outside nothing is known: as like as anybody.
      const float chance = attempt.other == no_row
                               ? static_cast<float>(world.parameters.meeting.likeness_outside)
                               : likeness(world, attempt.person, attempt.other);
      if (attempt.accepted < chance) found[block].push_back(attempt);
    }
  });
  std::vector<Attempt> all;
  for (const auto& block : found) all.insert(all.end(), block.begin(), block.end());
  // Two who come across each other in two places make one tie: not the rows decide which.
  std::sort(all.begin(), all.end(), [&](const Attempt& a, const Attempt& b) {
    return people.identity[a.person] < people.identity[b.person];
  });
  const auto hours = static_cast<float>(world.parameters.meeting.first_hours);
  const auto first_gap_weeks = static_cast<float>(world.parameters.meeting.first_gap_weeks);
  constexpr std::size_t ahead = 3;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i + ahead < all.size()) world.ties.prefetch_ties(all[i + ahead].person);
    const Attempt& made = all[i];
    if (made.other == no_row) {
      const Identity somebody = people.identity[made.person].caused(
          static_cast<std::uint64_t>(Decision::meets_new), world.week);
      world.tie_outside(made.person, somebody, made.kind, hours, first_gap_weeks);
    } else {
      world.tie(made.person, made.other, made.kind, hours, first_gap_weeks);
    }
  }
}

}  // namespace buurt::care
