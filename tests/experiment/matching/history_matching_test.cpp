#include "experiment/matching/history_matching.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "experiment/design/draws.hpp"

using namespace buurt::experiment;

namespace {

const std::vector<double> truth = {0.3, 0.7, 0.55};

/// Two outcomes of three parameters, the last of which does nothing; with a little chance.
std::vector<double> toy(std::span<const double> x, int replicate) {
  const buurt::engine::Draw draw =
      stream(5, DesignDraw::dummy)
          .at({static_cast<std::uint64_t>(x[0] * 1e9)}, static_cast<std::uint32_t>(replicate));
  return {5.0 * x[0] + 4.0 * x[1] * x[1] + 0.05 * (draw.uniform(0) - 0.5),
          std::exp(x[0]) - 3.0 * x[1] + 0.05 * (draw.uniform(1) - 0.5)};
}

std::vector<Target> targets_at(std::span<const double> x) {
  const double first = 5.0 * x[0] + 4.0 * x[1] * x[1];
  const double second = std::exp(x[0]) - 3.0 * x[1];
  return {{"first", 0, first, first - 0.1, first + 0.1, 0.0},
          {"second", 1, second, second - 0.1, second + 0.1, 0.0}};
}

WaveLesson wave(HistoryMatch& match, std::size_t points) {
  const Points design = match.next_design(points);
  Evaluations evaluations(design.count(), 2, 2);
  evaluate(toy, design, evaluations, {1, nullptr, {}, {}});
  return match.learn(design, evaluations);
}

}  // namespace

TEST_CASE("history matching finds parameters back and says which one targets tell nothing of") {
  HistoryMatch match(3, targets_at(truth), {3.0, 1, 1000, 11});
  const double after_one = wave(match, 40).space_left;
  wave(match, 40);
  const WaveLesson lesson = wave(match, 40);
  CHECK(after_one < 0.2);
  CHECK(lesson.space_left <= after_one);
  CHECK(lesson.space_left < 0.02);
  CHECK_FALSE(match.ruled_out(truth));
  for (std::size_t axis = 0; axis < 2; ++axis) {
    CHECK(lesson.ranges[axis].low < truth[axis]);
    CHECK(lesson.ranges[axis].high > truth[axis]);
    CHECK(lesson.ranges[axis].width < 0.15);
    CHECK(match.identified(axis));
  }
  CHECK(lesson.ranges[2].width > 0.9);
  CHECK_FALSE(match.identified(2));
  CHECK(lesson.matching_points > 4);
}

TEST_CASE("a true point is seldom ruled out, wherever it lies") {
  int ruled_out = 0;
  for (int i = 0; i < 10; ++i) {
    const std::vector<double> somewhere = {0.05 + 0.1 * i, 0.95 - 0.07 * i, 0.5};
    HistoryMatch match(3, targets_at(somewhere), {3.0, 1, 500, static_cast<std::uint64_t>(i)});
    wave(match, 30);
    wave(match, 30);
    ruled_out += match.ruled_out(somewhere);
  }
  CHECK(ruled_out <= 1);
}

TEST_CASE("two parameters of which only the sum matters are told to be tied") {
  const auto sum = [](std::span<const double> x, int) { return std::vector<double>{x[0] + x[1]}; };
  HistoryMatch match(2, {{"sum", 0, 1.0, 0.95, 1.05, 0.0}}, {3.0, 1, 1000, 2});
  const Points design = match.next_design(20);
  Evaluations evaluations(20, 1, 1);
  evaluate(sum, design, evaluations, {1, nullptr, {}, {}});
  match.learn(design, evaluations);
  REQUIRE(match.trade_offs().size() == 1);
  CHECK(match.trade_offs()[0].correlation < -0.9);
}

TEST_CASE(
    "targets that contradict each other leave nothing, and the second worst may be allowed to") {
  std::vector<Target> targets = targets_at(truth);
  targets.push_back({"impossible", 1, 40.0, 39.0, 41.0, 0.0});
  HistoryMatch match(3, targets, {3.0, 1, 500, 3});
  CHECK(wave(match, 40).space_left == 0.0);
  CHECK(match.next_design(10).count() == 0);
  CHECK(match.nearest_implausibility() > 3.0);
  HistoryMatch lenient(3, targets, {3.0, 2, 500, 3});
  CHECK(wave(lenient, 40).space_left > 0.0);
  CHECK_FALSE(lenient.ruled_out(truth));
}

TEST_CASE("a model that may be off by more leaves more") {
  std::vector<Target> strict = targets_at(truth);
  std::vector<Target> mild = strict;
  for (Target& target : mild) target.model_deviation = 0.5;
  HistoryMatch a(3, strict, {3.0, 1, 500, 3});
  HistoryMatch b(3, mild, {3.0, 1, 500, 3});
  CHECK(wave(a, 40).space_left < 0.5 * wave(b, 40).space_left);
}

TEST_CASE("waves recalled from what was kept go on as if they had never stopped, on any threads") {
  HistoryMatch straight(3, targets_at(truth), {3.0, 1, 300, 11});
  std::vector<Points> designs;
  std::vector<Evaluations> given;
  for (int w = 0; w < 2; ++w) {
    designs.push_back(straight.next_design(25));
    given.emplace_back(25, 2, 2);
    evaluate(toy, designs.back(), given.back(), {1, nullptr, {}, {}});
    buurt::engine::with_threads(1, [&] { straight.learn(designs.back(), given.back()); });
  }
  HistoryMatch recalled(3, targets_at(truth), {3.0, 1, 300, 11});
  buurt::engine::with_threads(7, [&] {
    for (std::size_t w = 0; w < 2; ++w) {
      recalled.recall(designs[w], given[w], straight.lessons()[w]);
    }
    recalled.sample_left();
  });
  CHECK(recalled.left() == straight.left());
  CHECK(recalled.next_design(25) == straight.next_design(25));
  CHECK(recalled.lessons().back().space_left == straight.lessons().back().space_left);
}

TEST_CASE("a target without values cannot be learnt from") {
  const auto silent = [](std::span<const double>, int) {
    return std::vector<double>{std::nan("")};
  };
  HistoryMatch match(2, {{"silence", 0, 1.0, 0.0, 2.0, 0.0}}, {});
  const Points design = match.next_design(10);
  Evaluations evaluations(10, 1, 1);
  evaluate(silent, design, evaluations, {1, nullptr, {}, {}});
  CHECK_THROWS_WITH(match.learn(design, evaluations),
                    Catch::Contains("'silence' has a value at only 0"));
}
