#include "care/processes/meeting.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "care/world/difference_rules.hpp"
#include "care/world/image_rules.hpp"
#include "care/world/likeness.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// Where people look for company, and what a tie made there is.
struct Company {
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
float room_for_others(const World& world, Person person) {
  const auto crowding = static_cast<float>(world.parameters.meeting.crowding_ties);
  return engine::exp_single(-static_cast<float>(world.ties.degree(person)) / crowding);
}

std::array<Company, 5> settings_of(const World& world, Person person) {
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
      Company{people.daytime[person], weight(busy_by_day, p.weight_daytime), TieKind::colleague},
      Company{association, weight(association != no_row, p.weight_association),
              TieKind::fellow_member},
      Company{parish, weight(parish != no_row, p.weight_parish), TieKind::fellow_member},
      Company{street, weight(street != no_row, p.weight_street), TieKind::neighbour},
      Company{street, weight(street != no_row, p.weight_neighbourhood), TieKind::acquaintance}};
}

/// The setting in which somebody looks for company this time; weight 0 when there is none.
Company choose(const std::array<Company, 5>& settings, double uniform) {
  float total = 0.0F;
  for (const Company& setting : settings) total += setting.weight;
  float left = static_cast<float>(uniform) * total;
  Company chosen{no_row, 0.0F, TieKind::acquaintance};
  for (const Company& setting : settings) {
    if (setting.weight <= 0.0F) continue;
    chosen = setting;
    left -= setting.weight;
    if (left < 0.0F) break;
  }
  return chosen;
}

/// A draw that a shock makes harder, or easier, to win.
float harder(const World& world, Person person, const Company& setting, double uniform) {
  const Levers& levers = world.levers;
  if (!levers.pulled(Lever::new_contacts)) return static_cast<float>(uniform);
  const Setting where = setting.kind == TieKind::colleague             ? Setting::work
                        : setting.kind != TieKind::fellow_member       ? Setting::street
                        : setting.place == world.people.parish[person] ? Setting::parish
                                                                       : Setting::associations;
  const double factor = levers.of(Lever::new_contacts, world, person, of_bit(where));
  constexpr float never = 2.0F;
  return factor > 0.0 ? static_cast<float>(uniform / factor) : never;
}

std::uint16_t next_meeting(const World& world, Person person, double uniform) {
  const double lingers =
      1.0 + world.parameters.programmes.space_meets * local_change(world, person).meeting;
  const float rate = static_cast<float>(world.parameters.meeting.new_people_rate * lingers) *
                     world.people.sociability[person] * room_for_others(world, person) *
                     static_cast<float>(draws_people_out(world, person));
  const float wait =
      -engine::log_single(1.0F - static_cast<float>(uniform) * 0.99999994F) / std::max(rate, 1e-4F);
  constexpr float latest = 65000.0F;
  return static_cast<std::uint16_t>(
      std::min(static_cast<float>(world.week) + 1.0F + whole(std::min(wait, latest)), latest));
}

/// Whose week it is in a block, where they go and whom they come across there. Households, streets,
/// rosters, seats and people lie far apart in memory: each is asked for a pass before it is read.
class Outings {
 public:
  /// Those of one block. The attempts hold until the next call.
  const std::vector<Attempt>& of_block(World& world, std::size_t begin, std::size_t end) {
    const engine::Stream draws = world.stream(Decision::meets_new);
    find_who_goes(world, begin, end);
    draw(draws, world.week, 0);
    attempts_.clear();
    for (std::size_t i = 0; i < who_.size(); ++i) go_out(world, i);
    for (const Attempt& attempt : attempts_) {
      if (attempt.other != no_row) {
        world.rosters.prefetch_place(world.places.roster[attempt.other]);
      }
    }
    who_.clear();
    for (const Attempt& attempt : attempts_) {
      who_.push_back(world.people.identity[attempt.person].value);
    }
    constexpr std::uint32_t whom = 1;
    draw(draws, world.week, whom);
    for (std::size_t i = 0; i < attempts_.size(); ++i) {
      if (attempts_[i].other == no_row) continue;
      // About half of all seats are empty, so that the second word is often needed.
      const engine::Rosters::Number roster = world.places.roster[attempts_[i].other];
      world.rosters.prefetch_seat(roster, words_[0][i]);
      world.rosters.prefetch_seat(roster, words_[1][i]);
    }
    for (std::size_t i = 0; i < attempts_.size(); ++i) come_across(world, draws, whom, i);
    return attempts_;
  }

 private:
  void find_who_goes(const World& world, std::size_t begin, std::size_t end) {
    const People& people = world.people;
    const auto week = static_cast<std::uint16_t>(world.week);
    person_.clear();
    who_.clear();
    for (auto person = static_cast<Person>(begin); person < end; ++person) {
      if (people.meeting_week[person] == week) person_.push_back(person);
    }
    for (const Person person : person_) {
      who_.push_back(people.identity[person].value);
      __builtin_prefetch(world.households.dwelling.data() + people.household[person]);
      world.ties.prefetch_place(person);
    }
    for (const Person person : person_) {
      const Row dwelling = world.households.dwelling[people.household[person]];
      if (dwelling != no_row) __builtin_prefetch(world.dwellings.street.data() + dwelling);
    }
  }

  /// The words of one draw of everybody in `who_`.
  void draw(const engine::Stream& draws, std::uint32_t week, std::uint32_t index) {
    for (auto& words : words_) words.resize(who_.size());
    draws.bulk(who_, week, index, {words_[0], words_[1], words_[2], words_[3]});
  }
  [[nodiscard]] engine::Draw drawn(std::size_t i) const {
    return {{words_[0][i], words_[1][i], words_[2][i], words_[3][i]}};
  }

  void go_out(World& world, std::size_t i) {
    const Person person = person_[i];
    const engine::Draw draw = drawn(i);
    world.people.meeting_week[person] = next_meeting(world, person, draw.uniform(2));
    const Company setting = choose(settings_of(world, person), draw.uniform(0));
    if (setting.weight <= 0.0F) return;
    Row place = setting.place;
    TieKind kind = setting.kind;
    if (kind == TieKind::acquaintance) {
      place = world.street_near(place, draw.uniform(3));
      if (place == setting.place) kind = TieKind::neighbour;
    }
    if (place != no_row) __builtin_prefetch(world.places.roster.data() + place);
    attempts_.push_back({person, place, kind, harder(world, person, setting, draw.uniform(1))});
  }

  /// Until here `other` was the place.
  void come_across(const World& world, const engine::Stream& draws, std::uint32_t index,
                   std::size_t i) {
    const People& people = world.people;
    Attempt& attempt = attempts_[i];
    if (attempt.other == no_row) return;
    const engine::Rosters::Number roster = world.places.roster[attempt.other];
    attempt.other = world.rosters.pick(roster, drawn(i));
    if (attempt.other == no_row) {
      attempt.other = world.rosters.pick(roster, draws, people.identity[attempt.person], world.week,
                                         index + 1U);
    }
    if (attempt.other == no_row) attempt.other = attempt.person;
    __builtin_prefetch(&people.birth_week[attempt.other]);
    __builtin_prefetch(&people.origin[attempt.other]);
    __builtin_prefetch(&people.education[attempt.other]);
    __builtin_prefetch(&people.function[attempt.other]);
    __builtin_prefetch(&people.dementia[attempt.other]);
    __builtin_prefetch(&people.illness[attempt.other]);
    __builtin_prefetch(&people.openness[attempt.other]);
  }

  std::vector<Person> person_;
  std::vector<std::uint64_t> who_;
  std::array<std::vector<std::uint32_t>, 4> words_;
  std::vector<Attempt> attempts_;
};

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
    thread_local Outings outings;
    for (const Attempt& attempt : outings.of_block(world, begin, end)) {
      if (attempt.other == attempt.person) continue;
      // Of somebody outside nothing is known: as like as anybody.
      const float chance = attempt.other == no_row
                               ? static_cast<float>(world.parameters.meeting.likeness_outside)
                               : likeness(world, attempt.person, attempt.other);
      if (attempt.accepted < chance) {
        found[block].push_back(attempt);
      } else if (attempt.accepted < 1.0F &&
                 (attempt.kind == TieKind::neighbour || attempt.kind == TieKind::acquaintance)) {
        // So that where people may not meet nobody greets either.
        greet(world, attempt.person);
      }
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
  const auto each_end = [&](std::size_t i, const auto& ask) {
    if (i >= all.size()) return;
    ask(all[i].person);
    if (all[i].other != no_row) ask(all[i].other);
  };
  constexpr std::size_t far_ahead = 9;
  constexpr std::size_t ahead = 5;
  for (std::size_t i = 0; i < all.size(); ++i) {
    each_end(i + far_ahead, [&](Person end) { world.prefetch_person_of_tie(end); });
    each_end(i + ahead, [&](Person end) { world.prefetch_end_of_tie(end); });
    if (i + ahead < all.size()) world.ties.prefetch_ties(all[i + ahead].person);
    const Attempt& made = all[i];
    if (made.other == no_row) {
      const Identity somebody = people.identity[made.person].caused(
          static_cast<std::uint64_t>(Decision::meets_new), world.week);
      world.tie_outside(made.person, somebody, made.kind, hours, first_gap_weeks);
    } else {
      world.tie(made.person, made.other, made.kind, hours, first_gap_weeks);
      learn_from_meeting(world, made.person, made.other);
    }
  }
}

}  // namespace buurt::care
