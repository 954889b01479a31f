// Pattern 15: respite relieves strain for a while, and the wish to institutionalise for longer.

#include <catch2/catch.hpp>
#include <cmath>
#include <string_view>
#include <vector>

#include "care/outcomes.hpp"
#include "care/small_town.hpp"

using namespace buurt;

namespace {

constexpr int replicates = 12;
constexpr int weeks = 156;
constexpr int respite_from = 26;
constexpr int respite_to = 52;

double mean_of(const experiment::Record& record, std::string_view outcome, int from, int to) {
  const auto declarations = care::outcome_declarations();
  for (std::size_t o = 0; o < declarations.size(); ++o) {
    if (declarations[o].name != outcome) continue;
    double sum = 0.0;
    for (int week = from; week < to; ++week) {
      sum += record.values[(o * (weeks + 1) + static_cast<std::size_t>(week)) * care::group_count];
    }
    return sum / (to - from);
  }
  FAIL("no outcome of that name");
  return 0.0;
}

/// The same towns with and without four times as much day care for half a year.
struct Lives {
  std::vector<experiment::Record> without, with;

  /// How much lower an outcome is with respite, by replicate.
  [[nodiscard]] std::vector<double> lower(std::string_view outcome, int from, int to) const {
    std::vector<double> difference;
    for (std::size_t k = 0; k < replicates; ++k) {
      difference.push_back(mean_of(without[k], outcome, from, to) -
                           mean_of(with[k], outcome, from, to));
    }
    return difference;
  }
};

double mean(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value / static_cast<double>(values.size());
  return sum;
}

/// Mean in standard errors.
double score(const std::vector<double>& values) {
  double variance = 0.0;
  for (const double value : values) {
    variance += (value - mean(values)) * (value - mean(values)) / (replicates - 1);
  }
  return mean(values) / std::sqrt(variance / replicates + 1e-18);
}

const Lives& lives() {
  static const Lives both = [] {
    Lives lived;
    for (int replicate = 0; replicate < replicates; ++replicate) {
      for (const bool respite : {false, true}) {
        experiment::ModelInput input = test::small_input(52, weeks, 6000);
        if (respite) input.budget.push_back({"day_care", 3.0, respite_from, respite_to});
        experiment::Simulation simulation(input, replicate);
        while (!simulation.done()) simulation.live();
        (respite ? lived.with : lived.without).push_back(simulation.record());
      }
    }
    return lived;
  }();
  return both;
}

// With twelve replicates and eleven degrees of freedom, 3.1 standard errors are passed by chance once in
// two hundred times, for one side.
constexpr double clearly = 3.1;

}  // namespace

TEST_CASE("more day care relieves carers while it lasts", "[patterns]") {
  for (const double d : lives().lower("carer_strain", 0, respite_from)) CHECK(d == 0.0);
  CHECK(score(lives().lower("relief_hours", respite_from + 8, respite_to)) < -clearly);
  CHECK(score(lives().lower("carer_strain", respite_from + 8, respite_to)) > clearly);
  CHECK(score(lives().lower("wish_for_nursing_home", respite_from + 8, respite_to)) > clearly);
}

TEST_CASE("half a year after respite the wish for a nursing home is still lower, strain hardly",
          "[patterns]") {
  constexpr int later = respite_to + 26;
  const double strain_then = mean(lives().lower("carer_strain", respite_to - 8, respite_to));
  const double wish_then = mean(lives().lower("wish_for_nursing_home", respite_to - 8, respite_to));
  const double strain_later = mean(lives().lower("carer_strain", later, later + 8));
  const double wish_later = mean(lives().lower("wish_for_nursing_home", later, later + 8));
  CHECK(wish_later > 0.0);
  CHECK(score(lives().lower("wish_for_nursing_home", later, later + 8)) > clearly);
  CHECK(strain_later / strain_then < 0.6 * wish_later / wish_then);
}
