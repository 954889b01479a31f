#include "experiment/person_watch.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "care/world/loneliness_rules.hpp"
#include "care/world/units.hpp"

namespace buurt::experiment {
namespace {

using care::loneliness_of;
using care::Person;
using care::World;
using engine::Identity;

std::uint16_t unmet_minutes_of(const World& world, Person person) {
  if (!world.care.in_need(person)) return 0;
  unsigned minutes = 0;
  world.care.each_need(person, [&](engine::Row need) { minutes += world.care.unmet(need); });
  return static_cast<std::uint16_t>(std::min(minutes, 0xffffU));
}

PersonState state_of(const World& world, Person person) {
  PersonState state;
  const engine::Row household = world.people.household[person];
  state.presence =
      world.households.beds[household] != 0 ? Presence::in_nursing_home : Presence::at_home;
  state.loneliness_tenths = static_cast<std::uint8_t>(10.0F * loneliness_of(world, person));
  state.carer = world.care.gives(person);
  state.unmet_minutes = unmet_minutes_of(world, person);
  return state;
}

bool lives_here(const PersonState& state) {
  return state.presence == Presence::at_home || state.presence == Presence::in_nursing_home;
}

std::string_view event_of(const PersonState& a, const PersonState& b) {
  if (a.presence != b.presence) {
    if (a.presence == Presence::dead || b.presence == Presence::dead) return "death";
    if (a.presence == Presence::departed || b.presence == Presence::departed) return "departure";
    return "nursing_home";
  }
  if (a.carer != b.carer) return "informal_care";
  if (a.unmet_minutes != b.unmet_minutes) return "unmet_need";
  return "loneliness";
}

/// The changes of one person: a part of a watch's list.
using Life = std::pair<const PersonChanged*, const PersonChanged*>;

Life life_from(const std::vector<PersonChanged>& changes, std::size_t at) {
  std::size_t end = at;
  while (end < changes.size() && changes[end].who == changes[at].who) ++end;
  return {changes.data() + at, changes.data() + end};
}

/// The first week in which two lives differ, and by what.
struct Parting {
  int week = -1;
  std::string_view event = "";
};

Parting parting_of(Life a, Life b) {
  PersonState now_a;
  PersonState now_b;
  while (a.first != a.second || b.first != b.second) {
    const bool a_left = a.first != a.second;
    const bool b_left = b.first != b.second;
    const int week = a_left && b_left ? std::min(a.first->week, b.first->week)
                     : a_left         ? a.first->week
                                      : b.first->week;
    while (a.first != a.second && a.first->week == week) now_a = (a.first++)->state;
    while (b.first != b.second && b.first->week == week) now_b = (b.first++)->state;
    if (now_a != now_b) return {week, event_of(now_a, now_b)};
  }
  return {};
}

float end_loneliness(const std::vector<PersonEnd>& ends, Identity who) {
  const auto at =
      std::lower_bound(ends.begin(), ends.end(), who,
                       [](const PersonEnd& end, Identity identity) { return end.who < identity; });
  return at != ends.end() && at->who == who ? at->loneliness : 0.0F;
}

}  // namespace

void PersonWatch::begin(const World& world) {
  const std::size_t rows = world.people.rows();
  in_row_.assign(rows, Identity{});
  state_in_row_.assign(rows, PersonState{});
  changes_.clear();
  look(world, 0);
}

void PersonWatch::look(const World& world, int week) {
  const std::size_t rows = world.people.rows();
  in_row_.resize(rows);
  state_in_row_.resize(rows);
  const std::unordered_set<std::uint64_t> died = [&] {
    std::unordered_set<std::uint64_t> values;
    for (const Identity who : world.journal.died) values.insert(who.value);
    return values;
  }();
  for (Person person = 0; person < rows; ++person) {
    const Identity who = world.people.identity[person];
    if (in_row_[person] != who) {
      if (in_row_[person].value != 0) {
        PersonState gone;
        gone.presence = died.count(in_row_[person].value) > 0 ? Presence::dead : Presence::departed;
        changes_.push_back({in_row_[person], week, gone});
      }
      in_row_[person] = who;
      state_in_row_[person] = {};
    }
    if (who.value == 0) continue;
    const PersonState state = state_of(world, person);
    if (state != state_in_row_[person]) {
      state_in_row_[person] = state;
      changes_.push_back({who, week, state});
    }
  }
}

void PersonWatch::finish(const World& world) {
  std::stable_sort(changes_.begin(), changes_.end(),
                   [](const PersonChanged& a, const PersonChanged& b) {
                     return a.who != b.who ? a.who < b.who : a.week < b.week;
                   });
  ends_.clear();
  for (Person person = 0; person < world.people.rows(); ++person) {
    if (!world.people.alive(person)) continue;
    ends_.push_back({world.people.identity[person], loneliness_of(world, person)});
  }
  std::sort(ends_.begin(), ends_.end(),
            [](const PersonEnd& a, const PersonEnd& b) { return a.who < b.who; });
}

std::vector<PersonDifference> person_differences(const PersonWatch& baseline,
                                                 const PersonWatch& arm) {
  std::vector<PersonDifference> differences;
  const std::vector<PersonChanged>& a = baseline.changes();
  const std::vector<PersonChanged>& b = arm.changes();
  std::size_t in_b = 0;
  for (std::size_t in_a = 0; in_a < a.size();) {
    const Life before = life_from(a, in_a);
    const Identity who = a[in_a].who;
    in_a = static_cast<std::size_t>(before.second - a.data());
    if (before.first->week != 0) continue;
    while (in_b < b.size() && b[in_b].who < who) ++in_b;
    if (in_b == b.size() || b[in_b].who != who) continue;
    const Life after = life_from(b, in_b);
    const PersonState& x = (before.second - 1)->state;
    const PersonState& y = (after.second - 1)->state;
    const Parting parting = parting_of(before, after);
    const auto tell = [&](ChangeKind kind, double amount, int better) {
      differences.push_back({who, kind, amount, better, parting.week, parting.event});
    };
    const bool both_here = lives_here(x) && lives_here(y);
    if (both_here && x.unmet_minutes != y.unmet_minutes) {
      const double hours =
          (static_cast<double>(y.unmet_minutes) - x.unmet_minutes) / care::minutes_per_hour;
      tell(ChangeKind::unmet_hours, hours, hours < 0.0 ? 1 : -1);
    }
    if (both_here) {
      const double more = static_cast<double>(end_loneliness(arm.ends(), who)) -
                          static_cast<double>(end_loneliness(baseline.ends(), who));
      if (std::abs(more) >= least_loneliness_difference) {
        tell(ChangeKind::loneliness, more, more < 0.0 ? 1 : -1);
      }
    }
    const int alive = static_cast<int>(y.presence != Presence::dead) -
                      static_cast<int>(x.presence != Presence::dead);
    if (alive != 0) tell(ChangeKind::alive, alive, alive);
    if (both_here && x.presence != y.presence) {
      const int home = y.presence == Presence::at_home ? 1 : -1;
      tell(ChangeKind::living_at_home, home, home);
    }
    if (both_here && x.carer != y.carer) tell(ChangeKind::informal_carer, y.carer ? 1 : -1, 0);
    if (alive == 0 && lives_here(x) != lives_here(y)) {
      tell(ChangeKind::resident, lives_here(y) ? 1 : -1, 0);
    }
  }
  return differences;
}

std::size_t people_in_week_0(const PersonWatch& watch) {
  std::size_t people = 0;
  const std::vector<PersonChanged>& changes = watch.changes();
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if ((i == 0 || changes[i].who != changes[i - 1].who) && changes[i].week == 0) ++people;
  }
  return people;
}

}  // namespace buurt::experiment
