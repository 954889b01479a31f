// Pattern 7: cutting formal hours moves load to informal carers first, then to strain and breakdowns.

#include <catch2/catch.hpp>
#include <cmath>
#include <string_view>
#include <vector>

#include "care/outcomes.hpp"
#include "care/small_town.hpp"

using namespace buurt;

namespace {

constexpr int replicates = 6;
constexpr int weeks = 208;
constexpr int cut_from = 52;

std::vector<double> weekly(const experiment::Record& record, std::string_view outcome) {
  const auto declarations = care::outcome_declarations();
  for (std::size_t o = 0; o < declarations.size(); ++o) {
    if (declarations[o].name != outcome) continue;
    std::vector<double> values(weeks + 1);
    for (std::size_t week = 0; week <= weeks; ++week) {
      values[week] = record.values[(o * (weeks + 1) + week) * care::group_count];
    }
    return values;
  }
  FAIL("no outcome of that name");
  return {};
}

/// Sums over the weeks after the cut, with and without it, of one replicate after another.
struct Pair {
  std::vector<double> difference;

  /// Mean difference in standard errors.
  [[nodiscard]] double score() const {
    double mean = 0.0;
    for (const double d : difference) mean += d / replicates;
    double variance = 0.0;
    for (const double d : difference) variance += (d - mean) * (d - mean) / (replicates - 1);
    return mean / std::sqrt(variance / replicates + 1e-9);
  }
};

struct Lives {
  std::vector<experiment::Record> without, with;

  [[nodiscard]] Pair compared(std::string_view outcome, int from = cut_from, int to = weeks) const {
    Pair pair;
    for (std::size_t k = 0; k < replicates; ++k) {
      const auto a = weekly(without[k], outcome);
      const auto b = weekly(with[k], outcome);
      double sum = 0.0;
      for (int week = from; week <= to; ++week) {
        sum += b[static_cast<std::size_t>(week)] - a[static_cast<std::size_t>(week)];
      }
      pair.difference.push_back(sum);
    }
    return pair;
  }
};

const Lives& lives() {
  static const Lives both = [] {
    Lives lived;
    for (int replicate = 0; replicate < replicates; ++replicate) {
      for (const bool cut : {false, true}) {
        experiment::ModelInput input = test::small_input(52, weeks, 4000);
        if (cut) input.budget.push_back({"formal_care", -0.3, cut_from});
        experiment::Simulation simulation(input, replicate);
        while (!simulation.done()) simulation.live();
        (cut ? lived.with : lived.without).push_back(simulation.record());
      }
    }
    return lived;
  }();
  return both;
}

// With six replicates and five degrees of freedom, 4.0 standard errors are passed by chance once in
// two hundred times, for one side.
constexpr double clearly = 4.0;

}  // namespace

TEST_CASE("before a cut of formal care nothing differs", "[patterns]") {
  for (const char* outcome : {"met_hours_professionals", "carer_hours", "carer_strain", "deaths"}) {
    const Pair before = lives().compared(outcome, 0, cut_from);
    CHECK_FALSE(before.difference.empty());
    for (const double d : before.difference) CHECK(d == 0.0);
  }
}

TEST_CASE("a cut of formal care leaves hours unmet, and part of them informal carers take over",
          "[patterns]") {
  CHECK(lives().compared("met_hours_professionals").score() < -clearly);
  CHECK(lives().compared("carer_hours").score() > clearly);
  CHECK(lives().compared("unmet_hours").score() > clearly);
  CHECK(lives().compared("waiting_people").score() > clearly);
}

TEST_CASE("kin take over part of it, and so do friends and neighbours", "[patterns]") {
  CHECK(lives().compared("met_hours_kin").score() > clearly);
  CHECK(lives().compared("met_hours_friends").score() > clearly);
}
