#include "experiment/design/evaluation.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <limits>

#include "engine/error.hpp"
#include "experiment/design/latin_hypercube.hpp"

using namespace buurt::experiment;

namespace {

std::vector<double> sum_and_replicate(std::span<const double> x, int replicate) {
  return {x[0] + x[1], static_cast<double>(replicate)};
}

}  // namespace

TEST_CASE("a model evaluated on seven threads gives what it gives on one") {
  const Points points = latin_hypercube(40, 2, 1);
  Evaluations one(40, 2, 3);
  Evaluations seven(40, 2, 3);
  CHECK(evaluate(sum_and_replicate, points, one, {1, nullptr, {}, {}}));
  CHECK(evaluate(sum_and_replicate, points, seven, {7, nullptr, {}, {}}));
  CHECK(one.values() == seven.values());
  CHECK(one.complete());
  CHECK(one.mean(5, 0) == Approx(points[5][0] + points[5][1]));
  CHECK(one.mean(5, 1) == 1.0);
  CHECK(one.variance(5, 1) == 1.0);
}

TEST_CASE("what is finished is not evaluated again") {
  const Points points = latin_hypercube(10, 2, 1);
  Evaluations evaluations(10, 2, 2);
  evaluations.set(4, 1, std::vector<double>{7.0, 8.0});
  std::atomic<int> calls = 0;
  const PointModel counting = [&](std::span<const double> x, int replicate) {
    ++calls;
    return sum_and_replicate(x, replicate);
  };
  CHECK(evaluate(counting, points, evaluations, {2, nullptr, {}, {}}));
  CHECK(calls == 19);
  CHECK(evaluations.value(4, 0, 1) == 7.0);
}

TEST_CASE("an interruption leaves what was finished, and an error names its point") {
  const Points points = latin_hypercube(10, 2, 1);
  Evaluations evaluations(10, 2, 1);
  std::atomic<bool> stop = false;
  EvaluationOptions options{1, &stop, {}, {}};
  options.keep = [&] { stop = evaluations.finished() >= 3; };
  CHECK_FALSE(evaluate(sum_and_replicate, points, evaluations, options));
  CHECK(evaluations.finished() >= 3);
  CHECK(evaluations.finished() < 10);

  const PointModel failing = [](std::span<const double>, int) -> std::vector<double> {
    throw buurt::engine::RunError("the town is empty");
  };
  Evaluations none(10, 2, 1);
  CHECK_THROWS_WITH(evaluate(failing, points, none, {1, nullptr, {}, {}}),
                    Catch::Contains("point 0, replicate 0: the town is empty"));
}

TEST_CASE("a replicate without a value is left out of means") {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  Evaluations evaluations(2, 1, 3);
  for (std::size_t replicate = 0; replicate < 3; ++replicate) {
    evaluations.set(0, replicate, std::vector<double>{replicate == 1 ? nan : 4.0});
    evaluations.set(1, replicate, std::vector<double>{nan});
  }
  CHECK(evaluations.mean(0, 0) == 4.0);
  CHECK(std::isnan(evaluations.mean(1, 0)));
  CHECK(std::isnan(evaluations.variance(1, 0)));
}
