#include "care/network_diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <utility>

#include "engine/math.hpp"

namespace buurt::care {
namespace {

using engine::Tie;

constexpr std::size_t inner_ties = 5;
// One person in so many is followed: enough for the shares, cheap for a large town.
constexpr std::uint64_t one_in = 8;

/// Means over residents.
struct Layers {
  double ties = 0;
  double weekly = 0;
  double monthly = 0;
};

Layers layers_of(const World& world) {
  std::int64_t ties = 0;
  std::int64_t weekly = 0;
  std::int64_t monthly = 0;
  for (Person person = 0; person < world.people.rows(); ++person) {
    if (!world.people.alive(person)) continue;
    const Row household = world.people.household[person];
    const bool collective = world.households.collective[household] != 0;
    const int at_home = collective ? 0 : world.households.members[household] - 1;
    ties += world.ties.degree(person);
    weekly += world.people.ties_weekly[person] + at_home;
    monthly += world.people.ties_monthly[person] + at_home;
  }
  const auto people = static_cast<double>(std::max<std::size_t>(world.people.size(), 1));
  return {static_cast<double>(ties) / people, static_cast<double>(weekly) / people,
          static_cast<double>(monthly) / people};
}

double hours_now(const World& world, const Tie& tie) {
  constexpr float daily_company = 1e6F;
  if ((tie.kind & tie_together) != 0) return daily_company;
  const auto silent = static_cast<float>(world.week - tie.last);
  return tie.weight * engine::exp_single(-world.rules.forgetting * silent);
}

}  // namespace

void NetworkDiagnostics::look(const World& world) {
  if (world.week < next_look_) return;
  next_look_ = world.week + weeks_per_year;
  asking_ = asking_pattern(world);
  if (started_) compare_with_year_ago(world);
  ties_a_year_ago_ = ties_now_;
  ties_now_ = layers_of(world).ties;
  started_ = true;
  remember(world);
}

void NetworkDiagnostics::compare_with_year_ago(const World& world) {
  std::int64_t all = 0;
  std::int64_t gone = 0;
  std::int64_t inner = 0;
  std::int64_t inner_gone = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < year_ago_.who.size(); ++i) {
    const Row row = year_ago_.row[i];
    const std::size_t begin = std::exchange(first, first + year_ago_.ties[i]);
    // Of those who left or died themselves nothing is asked; a partner who died is a tie lost.
    if (world.people.identity[row].value != year_ago_.who[i]) continue;
    for (std::size_t tie = begin; tie < first; ++tie) {
      const Row other = year_ago_.other[tie];
      const Identity identity{year_ago_.identity[tie]};
      const bool outside = (other & Tie::outside_bit) != 0;
      const bool stayed = outside || world.people.identity[other] == identity;
      // Somebody close who moved away is still known, as somebody outside.
      const Row known_as = stayed ? other : Tie::outside_bit | World::outside_number(identity);
      const bool close = tie - begin < inner_ties;
      ++all;
      inner += close;
      if (world.ties.find(row, known_as) < 0) {
        ++gone;
        inner_gone += close;
      }
    }
  }
  turnover_.known = all > 0 && inner > 0;
  if (!turnover_.known) return;
  turnover_.all = static_cast<double>(gone) / static_cast<double>(all);
  turnover_.inner = static_cast<double>(inner_gone) / static_cast<double>(inner);
}

void NetworkDiagnostics::remember(const World& world) {
  const auto followed = [](Identity who) {
    return who.value != 0 && engine::mix(who.value) % one_in == 0;
  };
  std::size_t people = 0;
  std::size_t ties_in_all = 0;
  for (Person person = 0; person < world.people.rows(); ++person) {
    if (!followed(world.people.identity[person])) continue;
    ++people;
    ties_in_all += world.ties.degree(person);
  }
  // Those of the year before are given back first: in a large town they are much memory.
  year_ago_ = {};
  year_ago_.who.reserve(people);
  year_ago_.row.reserve(people);
  year_ago_.ties.reserve(people);
  year_ago_.other.reserve(ties_in_all);
  year_ago_.identity.reserve(ties_in_all);
  std::vector<std::pair<double, std::uint32_t>> by_hours;
  for (Person person = 0; person < world.people.rows(); ++person) {
    const Identity me = world.people.identity[person];
    if (!followed(me)) continue;
    const std::span<const Tie> ties = world.ties.ties(person);
    by_hours.clear();
    for (std::uint32_t slot = 0; slot < ties.size(); ++slot) {
      by_hours.emplace_back(-hours_now(world, ties[slot]), slot);
    }
    const std::size_t inner = std::min(inner_ties, by_hours.size());
    std::partial_sort(by_hours.begin(), by_hours.begin() + static_cast<std::ptrdiff_t>(inner),
                      by_hours.end());
    year_ago_.who.push_back(me.value);
    year_ago_.row.push_back(person);
    year_ago_.ties.push_back(static_cast<std::uint32_t>(ties.size()));
    for (const auto& [hours, slot] : by_hours) {
      const Tie& tie = ties[slot];
      year_ago_.other.push_back(tie.other);
      year_ago_.identity.push_back(tie.outside() ? 0 : world.people.identity[tie.other].value);
    }
  }
}

std::vector<std::string> NetworkDiagnostics::complaints(const World& world) const {
  std::vector<std::string> found;
  const auto complain = [&](const char* what, double value, double from, double to) {
    if (value >= from && value <= to) return;
    char text[200];
    std::snprintf(text, sizeof text, "%s is %.3g; in balance it lies between %.3g and %.3g", what,
                  value, from, to);
    found.emplace_back(text);
  };
  const Layers layers = layers_of(world);
  const BalanceParameters& p = world.parameters.balance;
  complain("the number of ties per person", layers.ties, p.ties_from, p.ties_to);
  complain("the number of weekly ties per person", layers.weekly, p.weekly_from, p.weekly_to);
  complain("the number of monthly ties per person", layers.monthly, p.monthly_from, p.monthly_to);
  if (turnover_.known) {
    complain("the share of the five closest ties lost in a year", turnover_.inner, p.inner_from,
             p.inner_to);
    complain("the share of all ties lost in a year", turnover_.all, p.turnover_from, p.turnover_to);
    if (ties_a_year_ago_ > 0.0) {
      complain("the yearly growth of ties per person", layers.ties / ties_a_year_ago_ - 1.0,
               -p.drift, p.drift);
    }
  }
  return found;
}

std::string NetworkDiagnostics::summary(const World& world) const {
  const Layers layers = layers_of(world);
  char text[400];
  std::snprintf(text, sizeof text,
                "ties per person %.2f, weekly %.2f, monthly %.2f; lost in the last year: of the "
                "five closest %.4f, of all %.4f; ties per person a year before %.2f",
                layers.ties, layers.weekly, layers.monthly,
                turnover_.known ? turnover_.inner : std::nan(""),
                turnover_.known ? turnover_.all : std::nan(""), ties_a_year_ago_);
  return text;
}

void NetworkDiagnostics::save(engine::Snapshot& snapshot, const std::string& prefix) const {
  const auto put = [&](const char* name, const auto& values) {
    snapshot.put(prefix + name, std::span(values));
  };
  put("/who", year_ago_.who);
  put("/row", year_ago_.row);
  put("/ties", year_ago_.ties);
  put("/other", year_ago_.other);
  put("/identity", year_ago_.identity);
  const std::array<double, 11> numbers = {turnover_.inner,
                                          turnover_.all,
                                          turnover_.known ? 1. : 0.,
                                          ties_now_,
                                          ties_a_year_ago_,
                                          static_cast<double>(next_look_),
                                          asking_.readily_a_stranger,
                                          asking_.never_a_stranger,
                                          asking_.hesitates_even_so,
                                          asking_.at_ease_with_own,
                                          asking_.known ? 1. : 0.};
  snapshot.put(prefix + "/numbers", std::span<const double>(numbers));
}

void NetworkDiagnostics::restore(const engine::Snapshot& snapshot, const std::string& prefix) {
  year_ago_ = {snapshot.get<std::uint64_t>(prefix + "/who"), snapshot.get<Row>(prefix + "/row"),
               snapshot.get<std::uint32_t>(prefix + "/ties"), snapshot.get<Row>(prefix + "/other"),
               snapshot.get<std::uint64_t>(prefix + "/identity")};
  const auto numbers = snapshot.get<double>(prefix + "/numbers");
  constexpr std::size_t expected_numbers = 11;
  const std::size_t people = year_ago_.who.size();
  const auto ties = std::accumulate(year_ago_.ties.begin(), year_ago_.ties.end(), std::size_t{0});
  if (year_ago_.row.size() != people || year_ago_.ties.size() != people ||
      year_ago_.other.size() != ties || year_ago_.identity.size() != ties ||
      numbers.size() != expected_numbers) {
    throw engine::RunError("the snapshot's diagnostics '" + prefix + "' are of uneven length");
  }
  turnover_ = {numbers[0], numbers[1], numbers[2] != 0.0};
  ties_now_ = numbers[3];
  ties_a_year_ago_ = numbers[4];
  next_look_ = static_cast<std::uint32_t>(numbers[5]);
  asking_ = {numbers[6], numbers[7], numbers[8], numbers[9], numbers[10] != 0.0};
  started_ = !year_ago_.who.empty();
}

}  // namespace buurt::care
