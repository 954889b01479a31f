#include "care/processes/meeting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// Where somebody may meet others, and what a tie made there is.
struct Setting {
  Row place;
  double weight;
  TieKind kind;
};

/// Two people who take to each other.
struct NewTie {
  Person a;
  Person b;  ///< `no_row`: somebody at work or school outside the municipality
  TieKind kind;
};

/// 1 for somebody without ties, less for those who have their hands full.
double openness(const World& world, Person person) {
  return engine::exp(-static_cast<double>(world.ties.degree(person)) /
                     world.parameters.meeting.crowding_ties);
}

std::array<Setting, 5> settings_of(const World& world, Person person) {
  const MeetingParameters& p = world.parameters.meeting;
  const People& people = world.people;
  const Row household = people.household[person];
  const Row dwelling = world.households.dwelling[household];
  const Row street = dwelling == no_row ? no_row : world.dwellings.street[dwelling];
  const Row neighbourhood = street == no_row ? no_row : world.places.neighbourhood[street];
  const bool busy_by_day = people.occupation[person] == Occupation::worker ||
                           people.occupation[person] == Occupation::student ||
                           people.daytime[person] != no_row;
  const auto weight = [](Row place, double if_any) { return place == no_row ? 0.0 : if_any; };
  return {
      Setting{people.daytime[person], busy_by_day ? p.weight_daytime : 0.0, TieKind::colleague},
      Setting{people.association[person], weight(people.association[person], p.weight_association),
              TieKind::fellow_member},
      Setting{people.parish[person], weight(people.parish[person], p.weight_parish),
              TieKind::fellow_member},
      Setting{street, weight(street, p.weight_street), TieKind::neighbour},
      Setting{neighbourhood, weight(neighbourhood, p.weight_neighbourhood), TieKind::acquaintance}};
}

double likeness(const World& world, Person a, Person b) {
  const MeetingParameters& p = world.parameters.meeting;
  const People& people = world.people;
  const double years =
      std::abs(people.birth_week[a] - people.birth_week[b]) / static_cast<double>(weeks_per_year);
  return engine::exp(-years / p.age_difference_scale) *
         (people.origin[a] == people.origin[b] ? 1.0 : p.unlike_origin) *
         (people.education[a] == people.education[b] ? 1.0 : p.unlike_education);
}

/// How readily people who live so far apart become acquainted, 1 next door.
double nearness(const World& world, Person a, Person b) {
  const MeetingParameters& p = world.parameters.meeting;
  const Row da = world.households.dwelling[world.people.household[a]];
  const Row db = world.households.dwelling[world.people.household[b]];
  if (da == no_row || db == no_row) return 0.0;
  const double dx = world.dwellings.x[da] - world.dwellings.x[db];
  const double dy = world.dwellings.y[da] - world.dwellings.y[db];
  const double metres = std::sqrt(dx * dx + dy * dy);
  return engine::pow(1.0 + metres / p.distance_near, -p.distance_exponent);
}

/// Whether a person who is due meets somebody, and whom.
NewTie try_to_meet(const World& world, Person person) {
  const NewTie nobody{no_row, no_row, TieKind::acquaintance};
  const engine::Stream draws = world.stream(Decision::meets_new);
  const Identity me = world.people.identity[person];
  const engine::Draw where = draws.at(me, world.week, 0);
  const std::array<Setting, 5> settings = settings_of(world, person);
  double total = 0.0;
  for (const Setting& setting : settings) total += setting.weight;
  double left = where.uniform(0) * total;
  const Setting* chosen = nullptr;
  for (const Setting& setting : settings) {
    if (setting.weight <= 0.0) continue;
    chosen = &setting;
    left -= setting.weight;
    if (left < 0.0) break;
  }
  if (chosen == nullptr) return nobody;
  if (chosen->place == no_row) {
    // At work or school outside the municipality: with whom is not simulated.
    return where.uniform(1) < openness(world, person) ? NewTie{person, no_row, chosen->kind}
                                                      : nobody;
  }
  constexpr std::uint32_t whom = 1000;
  const Person other =
      world.rosters.pick(world.places.roster[chosen->place], draws, me, world.week, whom);
  if (other == no_row || other == person) return nobody;
  double chance = likeness(world, person, other) * openness(world, other);
  if (chosen->kind == TieKind::acquaintance) chance *= nearness(world, person, other);
  if (where.uniform(1) >= chance || world.ties.find(person, other) >= 0) return nobody;
  return {person, other, chosen->kind};
}

std::uint16_t next_meeting(const World& world, Person person) {
  const double rate = world.parameters.meeting.new_people_rate *
                      static_cast<double>(world.people.sociability[person]) *
                      openness(world, person);
  const engine::Draw draw =
      world.stream(Decision::meets_new).at(world.people.identity[person], world.week, 2);
  const double wait = -engine::log(1.0 - draw.uniform()) / std::max(rate, 1e-4);
  const double at = static_cast<double>(world.week) + 1.0 + std::floor(std::min(wait, 6e4));
  return static_cast<std::uint16_t>(std::min(at, 65000.0));
}

}  // namespace

void plan_next_meeting(World& world, Person person) {
  world.people.meeting_week[person] = next_meeting(world, person);
}

void meet_new_people(World& world) {
  People& people = world.people;
  const auto week = static_cast<std::uint16_t>(world.week);
  std::vector<std::vector<NewTie>> found(engine::block_count(people.rows()));
  engine::for_blocks(people.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (auto person = static_cast<Person>(begin); person < end; ++person) {
      if (people.meeting_week[person] != week) continue;
      const NewTie made = try_to_meet(world, person);
      if (made.a != no_row) found[block].push_back(made);
      people.meeting_week[person] = next_meeting(world, person);
    }
  });
  const auto hours = static_cast<float>(world.parameters.meeting.first_hours);
  const auto first_gap_weeks = static_cast<float>(world.parameters.meeting.first_gap_weeks);
  for (const auto& block : found) {
    for (const NewTie& made : block) {
      if (made.b == no_row) {
        const Identity somebody = world.people.identity[made.a].caused(
            static_cast<std::uint64_t>(Decision::meets_new), world.week);
        world.tie_outside(made.a, somebody, made.kind, hours, first_gap_weeks);
      } else {
        world.tie(made.a, made.b, made.kind, hours, first_gap_weeks);
      }
    }
  }
}

}  // namespace buurt::care
