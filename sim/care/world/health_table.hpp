#pragma once
// How often function changes, dementia begins and people fall ill at every age, how these raise the
// risk of death, and which share of a birth cohort is in which state at every age when all of it
// runs its course. Made once from the parameters and the municipality's life table.

#include <array>
#include <cstddef>

#include "care/world/municipality.hpp"
#include "care/world/parameters.hpp"
#include "care/world/people.hpp"

namespace buurt::care {

/// Function and dementia together: 0–3 without dementia, 4–7 with.
using HealthState = std::size_t;
inline constexpr std::size_t health_states = 2 * function_levels;

constexpr HealthState health_state(Function function, bool dementia) {
  return static_cast<std::size_t>(function) + (dementia ? function_levels : 0);
}
constexpr Function function_in(HealthState state) {
  return static_cast<Function>(state % function_levels);
}
constexpr bool dementia_in(HealthState state) { return state >= function_levels; }

/// Changes of function a year, up and down.
struct FunctionRates {
  double worse = 0;
  double better = 0;
};

class HealthTable {
 public:
  HealthTable() = default;
  /// Of people of this municipality's death rates (per sex and age, a year).
  HealthTable(const Parameters& parameters, const Municipality& municipality);

  [[nodiscard]] FunctionRates function_rates(Sex sex, int age, HealthState state) const {
    return at(sex, age).function[state];
  }
  /// New cases of dementia a year per person without.
  [[nodiscard]] double dementia_rate(int age) const { return at(Sex::man, age).dementia; }
  /// New serious illnesses that will not end in death, a year per person who is not ill.
  [[nodiscard]] double illness_rate(int age) const { return at(Sex::man, age).illness; }
  /// By how much a state multiplies the death rate of this age, such that deaths per person-year are
  /// those of the municipality's life table.
  [[nodiscard]] double death_ratio(Sex sex, int age, HealthState state) const {
    return at(sex, age).death[state];
  }
  /// Shares of people at a birthday who are in each state; add up to 1.
  [[nodiscard]] const std::array<double, health_states>& shares(Sex sex, int age) const {
    return at(sex, age).shares;
  }

 private:
  static constexpr int oldest = 110;
  struct Row {
    std::array<FunctionRates, health_states> function{};
    std::array<double, health_states> death{};
    std::array<double, health_states> shares{};
    double dementia = 0;
    double illness = 0;
  };
  [[nodiscard]] const Row& at(Sex sex, int age) const {
    const int known = age < 0 ? 0 : age > oldest ? oldest : age;
    return rows_[static_cast<std::size_t>(sex)][static_cast<std::size_t>(known)];
  }
  void set_rates(const HealthParameters& parameters, Sex sex);
  void run_course(const Parameters& parameters, const Municipality& municipality, Sex sex);

  std::array<std::array<Row, oldest + 1>, 2> rows_{};
};

}  // namespace buurt::care
