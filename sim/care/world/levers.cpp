#include "care/world/levers.hpp"

#include <algorithm>

#include "care/world/care_kinds.hpp"
#include "care/world/world.hpp"

namespace buurt::care {
namespace {

constexpr std::array<std::string_view, 5> contact_kinds = {"family", "friends", "neighbours",
                                                           "colleagues", "members"};
constexpr std::array<std::string_view, 4> settings = {"work", "associations", "parish", "street"};
constexpr std::array<std::string_view, 3> trust_in = {"neighbours", "services", "authority"};

// Name, what it is, neutral, lowest, highest, what it can be narrowed down to, for groups.
constexpr std::array<LeverDeclaration, lever_count> declarations{{
    {"contacts", "visits among people who know each other", 1, 0, 1, contact_kinds, true},
    {"phone", "share of the visits that stop which go on by telephone", 0, 0, 1, contact_kinds,
     true},
    {"new_contacts", "chance that two who come across each other get acquainted", 1, 0, 3, settings,
     true},
    {"places", "hours that meeting places of programmes are open", 1, 0, 2},
    {"visits", "how often people come to meeting places of programmes", 1, 0, 10, {}, true},
    {"outings", "what connectors do face to face", 1, 0, 1},
    {"posts", "share of connectors' posts whose holder is there", 1, 0, 1},
    {"vacancies", "weeks until a connector's post is filled", 1, 0, 20},
    {"coordinators", "time of those who coordinate volunteers", 1, 0, 3},
    {"joining", "chance that somebody asked to volunteer says yes", 1, 0, 10, {}, true},
    {"leaving", "rate at which volunteers leave", 1, 0, 10, {}, true},
    {"formal_hours", "staff hours of organisations of care at home", 1, 0, 3, organisation_names},
    {"uptake", "chance that somebody would have help that is paid for", 1, 0, 3, {}, true},
    {"doctors", "contacts with a general practitioner", 1, 0, 3, {}, true},
    {"shops", "what shopkeepers see of needs", 1, 0, 3, {}, true},
    {"referral_loss", "share of referrals that get lost", 1, 0, 10, {}, true},
    {"referral_weeks", "weeks that a referral takes", 1, 0, 10, {}, true},
    {"asking", "odds that somebody in need asks", 1, 0.05, 20, {}, true},
    {"helping", "odds that somebody asked says yes", 1, 0.05, 20, {}, true},
    {"free_time", "hours that people can give to others", 1, 0, 3, {}, true},
    {"admissions", "rate of hospital admission", 1, 0, 10, {}, true},
    {"illness", "rate of serious illness", 1, 1, 20, {}, true},
    {"worsening", "rate at which function declines", 1, 1, 20, {}, true},
    {"deaths", "rate of death", 1, 1, 20, {}, true},
    {"arrivals", "households that move in", 1, 0, 10},
    {"departures", "households that move out", 1, 0, 10, {}, true},
    {"moves", "households that move within the municipality", 1, 0, 10, {}, true},
    {"poverty", "share of households that come to live in poverty besides", 0, 0, 1},
    {"trust", "where trust moves to", 1, 0, 2, trust_in, true},
    {"programme_costs", "what programmes cost", 1, 0.2, 5},
    {"payers", "what payers can spend", 1, 0, 5},
    {"nuisance", "nuisance that harms the image of a neighbourhood", 0, 0, 1},
}};

/// A value brought back towards neutral: `part` 1 leaves it, 0 makes it neutral.
double towards(double neutral, double value, double part) {
  return neutral + part * (value - neutral);
}

/// What two values of one lever come to together.
double joined(double neutral, double a, double b) {
  return neutral == 0.0 ? 1.0 - (1.0 - a) * (1.0 - b) : a * b;
}

}  // namespace

const std::array<LeverDeclaration, lever_count>& lever_declarations() { return declarations; }

std::size_t lever_named(std::string_view name) {
  const auto at = std::find_if(declarations.begin(), declarations.end(),
                               [&](const LeverDeclaration& one) { return one.name == name; });
  return static_cast<std::size_t>(at - declarations.begin());
}

double LeverPull::in_week(std::uint32_t week) const {
  const double neutral = declarations[static_cast<std::size_t>(lever)].neutral;
  if (week < from_week) return neutral;
  std::uint32_t since = week - from_week;
  if (every_weeks > 0) since %= every_weeks;
  if (since < weeks) return value;
  const std::uint32_t after = since - weeks;
  if (after >= fade_weeks) return neutral;
  return towards(neutral, value, 1.0 - (after + 1.0) / (fade_weeks + 1.0));
}

std::vector<LeverPull> placed_pulls(const World& world, const std::vector<ShockPlan>& shocks,
                                    std::uint32_t burn_in_weeks) {
  std::vector<LeverPull> placed;
  std::vector<engine::Fault> faults;
  for (const ShockPlan& shock : shocks) {
    for (LeverPull pull : shock.pulls) {
      pull.from_week += burn_in_weeks;
      std::size_t reached = 0;
      if (!pull.neighbourhoods.empty()) pull.where.assign(world.places.rows(), 0);
      for (const std::string& name : pull.neighbourhoods) {
        const std::vector<Row> rows = neighbourhoods_named(world, name);
        if (rows.empty()) {
          faults.push_back({"shock \"" + shock.name + "\"",
                            "there is no neighbourhood \"" + name + "\" in this municipality"});
        }
        for (const Row row : rows) pull.where[row] = 1;
      }
      for (const Row row : world.neighbourhoods) {
        reached += pull.where.empty() || pull.where[row] != 0 ? 1 : 0;
      }
      pull.share_of_places =
          static_cast<double>(reached) / static_cast<double>(world.neighbourhoods.size());
      placed.push_back(std::move(pull));
    }
  }
  if (!faults.empty()) throw engine::UserError(std::move(faults));
  return placed;
}

double Levers::neutral(Lever lever) { return declarations[index(lever)].neutral; }

void Levers::use(std::vector<LeverPull> pulls, std::uint32_t week) {
  pulls_ = std::move(pulls);
  static_cast<void>(set(week));
}

bool Levers::set(std::uint32_t week) {
  for (auto& active : active_) active.clear();
  for (auto& active : contacts_in_) active.clear();
  for (auto& active : phone_in_) active.clear();
  pulled_ = 0;
  stopped_weeks_ = 0;
  bool other_hours = false;
  for (std::uint32_t number = 0; number < pulls_.size(); ++number) {
    const LeverPull& pull = pulls_[number];
    const double unmoved = neutral(pull.lever);
    if (const double value = pull.in_week(week); value != unmoved) {
      active_[index(pull.lever)].push_back({value, number});
      pulled_ |= std::uint64_t{1} << index(pull.lever);
    }
    if (pull.lever == Lever::formal_hours && week > 0) {
      other_hours = other_hours || pull.in_week(week) != pull.in_week(week - 1);
    }
    if (pull.lever != Lever::contacts && pull.lever != Lever::phone) continue;
    for (std::uint32_t back = 0; back < remembered_weeks && back <= week; ++back) {
      const double value = pull.in_week(week - back);
      if (value == unmoved) continue;
      const std::uint32_t at = (week - back) % remembered_weeks;
      (pull.lever == Lever::contacts ? contacts_in_ : phone_in_)[at].push_back({value, number});
      if (pull.lever == Lever::contacts) stopped_weeks_ |= 1U << at;
    }
  }
  return other_hours;
}

double Levers::combined(Lever lever, std::span<const Active> active, const World& world, Row person,
                        unsigned kind) const {
  const double unmoved = neutral(lever);
  double value = unmoved;
  GroupBits groups = 0;
  for (const Active& one : active) {
    const LeverPull& pull = pulls_[one.pull];
    if ((pull.of & kind) == 0) continue;
    if (pull.group != Group::all) {
      if (groups == 0) groups = groups_of(world, person);
      if ((groups & bit(pull.group)) == 0) continue;
    }
    if (!pull.where.empty()) {
      if (world.households.dwelling[world.people.household[person]] == no_row) continue;
      if (pull.where[world.neighbourhood_of(person)] == 0) continue;
    }
    value = joined(unmoved, value, one.value);
  }
  return value;
}

double Levers::found(Lever lever, const World& world, Row person, unsigned kind) const {
  return combined(lever, active_[index(lever)], world, person, kind);
}

double Levers::found_in(Lever lever, Row neighbourhood) const {
  const double unmoved = neutral(lever);
  double value = unmoved;
  for (const Active& one : active_[index(lever)]) {
    const LeverPull& pull = pulls_[one.pull];
    if (pull.where.empty() || pull.where[neighbourhood] != 0) {
      value = joined(unmoved, value, one.value);
    }
  }
  return value;
}

double Levers::over(Lever lever, std::span<const Row> neighbourhoods, unsigned kind) const {
  const double unmoved = neutral(lever);
  if (!pulled(lever) || neighbourhoods.empty()) return unmoved;
  double value = unmoved;
  for (const Active& one : active_[index(lever)]) {
    const LeverPull& pull = pulls_[one.pull];
    if ((pull.of & kind) == 0) continue;
    const auto here = std::count_if(neighbourhoods.begin(), neighbourhoods.end(), [&](Row row) {
      return pull.where.empty() || pull.where[row] != 0;
    });
    const double part = static_cast<double>(here) / static_cast<double>(neighbourhoods.size());
    value = joined(unmoved, value, towards(unmoved, one.value, part));
  }
  return value;
}

double Levers::overall(Lever lever, unsigned kind) const {
  const double unmoved = neutral(lever);
  if (!pulled(lever)) return unmoved;
  double value = unmoved;
  for (const Active& one : active_[index(lever)]) {
    const LeverPull& pull = pulls_[one.pull];
    if ((pull.of & kind) == 0) continue;
    value = joined(unmoved, value, towards(unmoved, one.value, pull.share_of_places));
  }
  return value;
}

double Levers::highest(Lever lever) const {
  double value = std::max(1.0, neutral(lever));
  for (const Active& one : active_[index(lever)]) value *= std::max(1.0, one.value);
  return value;
}

double Levers::contacts_kept(const World& world, Row person, ContactKind kind,
                             std::uint32_t week) const {
  const std::uint32_t at = week % remembered_weeks;
  const double kept = combined(Lever::contacts, contacts_in_[at], world, person, of_bit(kind));
  const double called = combined(Lever::phone, phone_in_[at], world, person, of_bit(kind));
  return kept + (1.0 - kept) * called * world.parameters.shocks.call_worth;
}

}  // namespace buurt::care
