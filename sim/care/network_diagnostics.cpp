#include "care/network_diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

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
  if (started_) {
    std::int64_t all = 0;
    std::int64_t gone = 0;
    std::int64_t inner = 0;
    std::int64_t inner_gone = 0;
    for (const OldTie& old : year_ago_) {
      // Of those who left or died themselves nothing is asked; a partner who died is a tie lost.
      if (world.people.identity[old.owner_row] != old.owner) continue;
      const bool outside = (old.other & Tie::outside_bit) != 0;
      const bool stayed = outside || world.people.identity[old.other] == old.other_identity;
      // Somebody close who moved away is still known, as somebody outside.
      const Row known_as =
          stayed ? old.other : Tie::outside_bit | World::outside_number(old.other_identity);
      const bool there = world.ties.find(old.owner_row, known_as) >= 0;
      ++all;
      inner += old.inner;
      if (!there) {
        ++gone;
        inner_gone += old.inner;
      }
    }
    turnover_.known = all > 0 && inner > 0;
    if (turnover_.known) {
      turnover_.all = static_cast<double>(gone) / static_cast<double>(all);
      turnover_.inner = static_cast<double>(inner_gone) / static_cast<double>(inner);
    }
  }
  ties_a_year_ago_ = ties_now_;
  ties_now_ = layers_of(world).ties;
  started_ = true;
  year_ago_.clear();
  const auto followed = [](Identity who) {
    return who.value != 0 && engine::mix(who.value) % one_in == 0;
  };
  std::size_t count = 0;
  for (Person person = 0; person < world.people.rows(); ++person) {
    count += followed(world.people.identity[person]) ? world.ties.degree(person) : 0U;
  }
  year_ago_.reserve(count);
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
    for (std::size_t rank = 0; rank < by_hours.size(); ++rank) {
      const Tie& tie = ties[by_hours[rank].second];
      year_ago_.push_back({me, person, tie.other,
                           tie.outside() ? Identity{} : world.people.identity[tie.other],
                           rank < inner_ties});
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
  std::vector<std::uint64_t> identities;
  std::vector<Row> rows;
  std::vector<std::uint8_t> inner;
  for (const OldTie& old : year_ago_) {
    identities.push_back(old.owner.value);
    identities.push_back(old.other_identity.value);
    rows.push_back(old.owner_row);
    rows.push_back(old.other);
    inner.push_back(old.inner);
  }
  snapshot.put(prefix + "/identities", std::span<const std::uint64_t>(identities));
  snapshot.put(prefix + "/rows", std::span<const Row>(rows));
  snapshot.put(prefix + "/inner", std::span<const std::uint8_t>(inner));
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
  const auto identities = snapshot.get<std::uint64_t>(prefix + "/identities");
  const auto rows = snapshot.get<Row>(prefix + "/rows");
  const auto inner = snapshot.get<std::uint8_t>(prefix + "/inner");
  const auto numbers = snapshot.get<double>(prefix + "/numbers");
  constexpr std::size_t expected_numbers = 11;
  if (identities.size() != 2 * inner.size() || rows.size() != 2 * inner.size() ||
      numbers.size() != expected_numbers) {
    throw engine::RunError("the snapshot's diagnostics '" + prefix + "' are of uneven length");
  }
  year_ago_.clear();
  for (std::size_t i = 0; i < inner.size(); ++i) {
    year_ago_.push_back({Identity{identities[2 * i]}, rows[2 * i], rows[2 * i + 1],
                         Identity{identities[2 * i + 1]}, inner[i] != 0});
  }
  turnover_ = {numbers[0], numbers[1], numbers[2] != 0.0};
  ties_now_ = numbers[3];
  ties_a_year_ago_ = numbers[4];
  next_look_ = static_cast<std::uint32_t>(numbers[5]);
  asking_ = {numbers[6], numbers[7], numbers[8], numbers[9], numbers[10] != 0.0};
  started_ = !year_ago_.empty();
}

}  // namespace buurt::care
