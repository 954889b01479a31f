#include "care/world/health_table.hpp"

#include <algorithm>

#include "care/world/mortality.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

using Shares = std::array<double, health_states>;
/// One row for each state now, one column for each state later (or before and now).
using Matrix = std::array<Shares, health_states>;

constexpr double age_of_rates = 65.0;
constexpr double age_of_dementia_rate = 67.0;

Matrix times(const Matrix& a, const Matrix& b) {
  Matrix product{};
  for (std::size_t i = 0; i < health_states; ++i) {
    for (std::size_t k = 0; k < health_states; ++k) {
      for (std::size_t j = 0; j < health_states; ++j) product[i][j] += a[i][k] * b[k][j];
    }
  }
  return product;
}

/// exp(rates) of rates that leave each row's sum at 0: chances of being in each state a year later.
Matrix year_of(Matrix rates) {
  // (1 + rates / 2^10)^(2^10), which is off by the square of the rates over a thousand.
  constexpr int doublings = 10;
  constexpr double part = 1.0 / (1U << static_cast<unsigned>(doublings));
  for (std::size_t i = 0; i < health_states; ++i) {
    for (double& rate : rates[i]) rate *= part;
    rates[i][i] += 1.0;
  }
  for (int i = 0; i < doublings; ++i) rates = times(rates, rates);
  return rates;
}

/// The death rate of somebody at risk 1 that makes deaths per person-year what is published: those at
/// higher risk die earlier in the year, so it is a little more than the published rate over the mean
/// risk.
double rate_at_risk_one(const Matrix& pair, const Shares& risk, double published) {
  if (!(published > 0.0)) return 0.0;
  double rate = published;
  constexpr int rounds = 12;
  for (int round = 0; round < rounds; ++round) {
    double deaths = 0.0;
    double years = 0.0;
    for (std::size_t before = 0; before < health_states; ++before) {
      for (std::size_t now = 0; now < health_states; ++now) {
        const double hazard = rate * std::max(risk[before], risk[now]);
        const double died = 1.0 - engine::exp(-hazard);
        deaths += pair[before][now] * died;
        years += pair[before][now] * (hazard > 0.0 ? died / hazard : 1.0);
      }
    }
    rate *= published * years / deaths;
  }
  return rate;
}

}  // namespace

HealthTable::HealthTable(const Parameters& parameters, const Municipality& municipality) {
  for (const Sex sex : {Sex::man, Sex::woman}) {
    set_rates(parameters.health, sex);
    run_course(parameters, municipality, sex);
  }
}

void HealthTable::set_rates(const HealthParameters& p, Sex sex) {
  for (int age = 0; age <= oldest; ++age) {
    AgeRow& row = rows_[static_cast<std::size_t>(sex)][known(age)];
    const double years = age - age_of_rates;
    row.illness = static_cast<float>(p.illness_rate * engine::exp(p.illness_growth * years));
    if (age >= static_cast<int>(p.dementia_age_from)) {
      const double capped = std::min<double>(age, p.dementia_age_to);
      row.dementia = static_cast<float>(
          p.dementia_rate * engine::exp(p.dementia_growth * (capped - age_of_dementia_rate)));
    }
    if (age < static_cast<int>(p.course_age)) continue;
    const double growth = engine::exp(p.worsening_growth * years);
    const double decline = engine::exp(-p.recovery_decline * years);
    // First limitations come at every age, and more of them with the years.
    const double onset =
        (p.onset_any_age + p.onset_light * growth) * (sex == Sex::woman ? p.onset_women : 1.0);
    const std::array<double, function_levels> worse = {onset, p.onset_moderate * growth,
                                                       p.onset_severe * growth, 0.0};
    const std::array<double, function_levels> better = {0.0, p.recovery_light, p.recovery_moderate,
                                                        p.recovery_severe};
    for (std::size_t state = 0; state < health_states; ++state) {
      const std::size_t level = state % function_levels;
      const bool dementia = dementia_in(state);
      row.in_state[state].worse =
          static_cast<float>(worse[level] * (dementia ? p.dementia_worsening : 1.0));
      row.in_state[state].better =
          static_cast<float>(better[level] * decline * (dementia ? p.dementia_recovery : 1.0));
    }
  }
}

void HealthTable::run_course(const Parameters& parameters, const Municipality& municipality,
                             Sex sex) {
  const HealthParameters& p = parameters.health;
  Shares risk{};
  const std::array<double, function_levels> of_function = {1.0, p.death_light, p.death_moderate,
                                                           p.death_severe};
  for (std::size_t state = 0; state < health_states; ++state) {
    risk[state] =
        of_function[state % function_levels] * (dementia_in(state) ? p.death_dementia : 1.0);
  }
  // Shares by the state at the last birthday and at this one. Both count for the risk of death,
  // because a death is foreseen with the state of the birthday before.
  Matrix pair{};
  pair[1][1] = p.disability_light;
  pair[2][2] = p.disability_moderate;
  pair[3][3] = p.disability_severe;
  pair[0][0] = 1.0 - p.disability_light - p.disability_moderate - p.disability_severe;
  for (int age = 0; age <= oldest; ++age) {
    AgeRow& row = rows_[static_cast<std::size_t>(sex)][known(age)];
    Shares& shares = shares_[static_cast<std::size_t>(sex)][known(age)];
    double living = 0.0;
    for (const Shares& of : pair) {
      for (const double share : of) living += share;
    }
    for (std::size_t before = 0; before < health_states; ++before) {
      for (std::size_t now = 0; now < health_states; ++now) {
        pair[before][now] /= living;
        shares[now] += pair[before][now];
      }
    }
    const double published =
        death_rate_of(municipality, sex, age) * parameters.life.death_rate_factor;
    const double rate = rate_at_risk_one(pair, risk, published);
    Shares survivors{};
    for (std::size_t before = 0; before < health_states; ++before) {
      for (std::size_t now = 0; now < health_states; ++now) {
        survivors[now] +=
            pair[before][now] / living * engine::exp(-rate * std::max(risk[before], risk[now]));
      }
    }
    Matrix change{};
    for (std::size_t state = 0; state < health_states; ++state) {
      row.in_state[state].death = static_cast<float>(rate * risk[state]);
      const auto go = [&](std::size_t to, double a_year) {
        // The first level has no better one and the last no worse one.
        if (to >= health_states) return;
        change[state][to] += a_year;
        change[state][state] -= a_year;
      };
      if (row.in_state[state].worse > 0.0) go(state + 1, row.in_state[state].worse);
      if (row.in_state[state].better > 0.0) go(state - 1, row.in_state[state].better);
      if (!dementia_in(state)) go(state + function_levels, row.dementia);
    }
    pair = year_of(change);
    for (std::size_t state = 0; state < health_states; ++state) {
      for (double& chance : pair[state]) chance *= survivors[state];
    }
  }
}

}  // namespace buurt::care
