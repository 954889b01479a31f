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
    const Chances& of = at(sex, age).in_state[state];
    return {of.worse, of.better};
  }
  /// New cases of dementia a year per person without.
  [[nodiscard]] double dementia_rate(int age) const { return at(Sex::man, age).dementia; }
  /// New serious illnesses that will not end in death, a year per person who is not ill.
  [[nodiscard]] double illness_rate(int age) const { return at(Sex::man, age).illness; }
  /// Hazard of death a year, such that deaths per person-year are those of the municipality's life
  /// table.
  [[nodiscard]] double death_hazard(Sex sex, int age, HealthState state) const {
    return at(sex, age).in_state[state].death;
  }
  /// Shares of people at a birthday who are in each state; add up to 1.
  [[nodiscard]] const std::array<double, health_states>& shares(Sex sex, int age) const {
    return shares_[static_cast<std::size_t>(sex)][known(age)];
  }

 private:
  static constexpr int oldest = 110;
  /// A year's, of somebody in one state. Single precision, because the table is read for a few
  /// people every week, when other things have pushed it out of the processor's cache.
  struct Chances {
    float worse = 0;
    float better = 0;
    float death = 0;
  };
  struct alignas(64) AgeRow {
    float dementia = 0;
    float illness = 0;
    std::array<Chances, health_states> in_state{};
  };
  static std::size_t known(int age) {
    return static_cast<std::size_t>(age < 0 ? 0 : age > oldest ? oldest : age);
  }
  [[nodiscard]] const AgeRow& at(Sex sex, int age) const {
    return rows_[static_cast<std::size_t>(sex)][known(age)];
  }
  void set_rates(const HealthParameters& parameters, Sex sex);
  void run_course(const Parameters& parameters, const Municipality& municipality, Sex sex);

  std::array<std::array<AgeRow, oldest + 1>, 2> rows_{};
  std::array<std::array<std::array<double, health_states>, oldest + 1>, 2> shares_{};
};

}  // namespace buurt::care
