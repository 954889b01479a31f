#include "experiment/paired_effects.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "care/outcomes.hpp"

using namespace buurt;
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

TEST_CASE("differences that cancel out are no difference, whatever was rounded") {
  const std::vector<double> baseline{100.1, 200.2, 300.3};
  const std::vector<double> arm{100.1 + 0.1, 200.2 + 0.2, 300.3 - 0.3};
  double sum = 0.0;
  for (std::size_t i = 0; i < arm.size(); ++i) sum += arm[i] - baseline[i];
  REQUIRE(sum != 0.0);
  CHECK(stat(paired_effect(baseline, arm, "lower"), EffectStatistic::mean) == 0.0);
}

TEST_CASE("one pair has a mean and no interval, and none has nothing") {
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

TEST_CASE(
    "a rate is the same however seldom it was recorded, and a record is shared by two years") {
  const auto declarations = care::outcome_declarations();
  const auto number_of = [&](std::string_view name) {
    const auto at = std::find_if(declarations.begin(), declarations.end(),
                                 [&](const auto& one) { return one.name == name; });
    REQUIRE(at != declarations.end());
    return static_cast<std::size_t>(at - declarations.begin());
  };
  const std::size_t deaths = number_of("deaths");
  const std::size_t population = number_of("population");
  const std::vector<Window> windows = {{"year_1", 1, 52}, {"year_2", 53, 64}};
  // Two deaths a week in the first thirty weeks, three in the next thirty, and nothing known of the rest.
  const auto rate_in = [&](int every, std::size_t outcome, std::size_t window) {
    std::vector<int> weeks;
    for (int week = 0; week <= 60; week += every) weeks.push_back(week);
    Record record;
    record.values.assign(declarations.size() * weeks.size() * care::group_count, no_number);
    for (std::size_t w = 0; w < weeks.size(); ++w) {
      const double count = (weeks[w] <= 30 ? 2.0 : 3.0) * every;
      record.values[(deaths * weeks.size() + w) * care::group_count] = count;
      record.values[(population * weeks.size() + w) * care::group_count] = 100.0 + weeks[w];
    }
    return window_values(record, weeks,
                         windows)[(outcome * windows.size() + window) * care::group_count];
  };
  for (const int every : {1, 5, 10, 30}) {
    INFO("recorded every " << every << " weeks");
    CHECK(rate_in(every, deaths, 0) == Approx(30 * 2 + 22 * 3));
    CHECK(rate_in(every, deaths, 1) == Approx(3 * 52));
  }
  CHECK(rate_in(1, population, 0) == Approx(126.5));
  CHECK(rate_in(30, population, 0) == Approx(130.0));
}

TEST_CASE("the median leaves out what is no number") {
  CHECK(median_of({3.0, no_number, 1.0}) == 2.0);
  CHECK(median_of({3.0, std::numeric_limits<double>::infinity(), 1.0}) == 3.0);
  CHECK(std::isnan(median_of({no_number})));
}
