#include "experiment/paired_effects.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace buurt::experiment;

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

double stat(const Effect& effect, EffectStatistic statistic) { return of(effect, statistic); }

}  // namespace

TEST_CASE("the interval of a paired difference is Student's t over pairs") {
  const std::vector<double> baseline{10.0, 20.0, 30.0, 40.0};
  const std::vector<double> arm{11.0, 22.0, 33.0, 44.0};
  const Effect effect = paired_effect(baseline, arm, "higher");
  // Differences 1, 2, 3, 4: standard deviation 1.2910, over two; t of 3 degrees is 2.3534 and 0.7649.
  CHECK(stat(effect, EffectStatistic::mean) == Approx(2.5));
  CHECK(stat(effect, EffectStatistic::se) == Approx(0.645497));
  CHECK(stat(effect, EffectStatistic::low_90) == Approx(2.5 - 2.353363 * 0.645497).epsilon(1e-5));
  CHECK(stat(effect, EffectStatistic::high_90) == Approx(2.5 + 2.353363 * 0.645497).epsilon(1e-5));
  CHECK(stat(effect, EffectStatistic::low_50) == Approx(2.5 - 0.764892 * 0.645497).epsilon(1e-5));
  CHECK(stat(effect, EffectStatistic::high_50) == Approx(2.5 + 0.764892 * 0.645497).epsilon(1e-5));
  CHECK(stat(effect, EffectStatistic::share_better) == 1.0);
  CHECK(stat(effect, EffectStatistic::replicates) == 4.0);
}

TEST_CASE("equal pairs count half as better, and what has no better side has no share") {
  const std::vector<double> baseline{5.0, 5.0, 5.0, 5.0};
  const std::vector<double> arm{4.0, 5.0, 6.0, 3.0};
  CHECK(stat(paired_effect(baseline, arm, "lower"), EffectStatistic::share_better) == 0.625);
  CHECK(stat(paired_effect(baseline, arm, "higher"), EffectStatistic::share_better) == 0.375);
  CHECK(std::isnan(stat(paired_effect(baseline, arm, "neither"), EffectStatistic::share_better)));
}

TEST_CASE("one pair has a mean and no interval; none has nothing") {
  const Effect one = paired_effect(std::vector{3.0, no_number}, std::vector{5.0, 1.0}, "lower");
  CHECK(stat(one, EffectStatistic::mean) == 2.0);
  CHECK(stat(one, EffectStatistic::replicates) == 1.0);
  CHECK(std::isnan(stat(one, EffectStatistic::se)));
  CHECK(std::isnan(stat(one, EffectStatistic::low_90)));
  const Effect none = paired_effect(std::vector{no_number}, std::vector{1.0}, "lower");
  CHECK(std::isnan(stat(none, EffectStatistic::mean)));
  CHECK(stat(none, EffectStatistic::replicates) == 0.0);
}

TEST_CASE("pairing gains where the arms of a pair rise and fall together") {
  const std::vector<double> baseline{1.0, 2.0, 3.0};
  const PairingGain gain = pairing_gain(baseline, std::vector{1.1, 2.0, 3.1});
  CHECK(gain.unpaired == Approx(1.0 + 1.003333));
  CHECK(gain.paired == Approx(0.003333).epsilon(1e-3));
  CHECK(gain.gain == Approx(601.0).epsilon(1e-3));
  CHECK(std::isinf(pairing_gain(baseline, std::vector{2.0, 3.0, 4.0}).gain));
  CHECK(std::isnan(pairing_gain(std::vector{1.0, 1.0}, std::vector{1.0, 1.0}).gain));
}

TEST_CASE("years that are not whole count as far as they go") {
  const std::vector<Window> windows = windows_of(120);
  REQUIRE(windows.size() == 5);
  CHECK(windows[1].name == "year_2");
  CHECK(windows[1].from_week == 53);
  CHECK(windows[1].to_week == 104);
  CHECK(windows[2].from_week == 105);
  CHECK(windows[2].to_week == 120);
  CHECK(windows[3].name == "last_year");
  CHECK(windows[3].from_week == 69);
  CHECK(windows[4].name == "whole");
  CHECK(windows[4].from_week == 1);
}

TEST_CASE("the median leaves out what is no number") {
  CHECK(median_of({3.0, no_number, 1.0}) == 2.0);
  CHECK(median_of({3.0, std::numeric_limits<double>::infinity(), 1.0}) == 3.0);
  CHECK(std::isnan(median_of({no_number})));
}
