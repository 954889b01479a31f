#include "engine/fixed_sum.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/herd.hpp"
#include "engine/property.hpp"

using namespace buurt::engine;

namespace {

FixedSum<> sum_of(const std::vector<double>& values) {
  FixedSum<> sum;
  for (const double value : values) sum.add(value);
  return sum;
}

}  // namespace

TEST_CASE("a fixed sum has the same bits in any order and in any parts") {
  buurt::tests::for_any([](std::vector<double> values) {
    const FixedSum<> forward = sum_of(values);
    std::sort(values.begin(), values.end());
    RC_ASSERT(sum_of(values) == forward);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 3);
    RC_ASSERT(sum_of({values.begin(), middle}) + sum_of({middle, values.end()}) == forward);
  });
}

TEST_CASE("a fixed sum over blocks has the same bits on any number of threads and for any blocks") {
  const auto sum = [](std::size_t block) {
    return reduce_blocks(
        100'000, FixedSum<>(),
        [](std::size_t begin, std::size_t end) {
          FixedSum<> part;
          for (std::size_t i = begin; i < end; ++i) part.add(std::sqrt(static_cast<double>(i)));
          return part;
        },
        [](FixedSum<> a, const FixedSum<>& b) { return a += b; }, block);
  };
  const auto sums = buurt::tests::on_many_threads([&] { return sum(rows_per_block); });
  CHECK(buurt::tests::all_alike(sums));
  CHECK(sum(17) == sums.front());
}

TEST_CASE("a fixed sum is right to half a unit a value") {
  FixedSum<> sum;
  double exact = 0;
  for (int i = 1; i <= 1000; ++i) {
    sum.add(1.0 / i);
    exact += 1.0 / i;
  }
  CHECK(std::abs(sum.value() - exact) <= 1000 * 0.5 / 720720);
  FixedSum<1> whole;
  for (const double value : {1.4, 1.5, -1.4, -1.5, 2.0}) whole.add(value);
  CHECK(whole.value() == 2.0);
  FixedSum<std::int64_t{1} << 40> fine;
  fine.add(0x1p-40);
  CHECK(fine.value() == 0x1p-40);
}

TEST_CASE("large values that cancel leave what is small") {
  FixedSum<> sum;
  for (int i = 0; i < 1000; ++i) sum.add(4e12);
  sum.add(0.25);
  for (int i = 0; i < 1000; ++i) sum.add(-4e12);
  CHECK(sum.value() == 0.25);
  CHECK_FALSE(sum.broken());
}

TEST_CASE("a value that cannot be held breaks the sum, whatever comes before or after") {
  for (const double bad : {7e12, -7e12, std::numeric_limits<double>::infinity(),
                           std::numeric_limits<double>::quiet_NaN()}) {
    FixedSum<> sum;
    sum.add(bad);
    sum.add(1.0);
    CHECK(sum.broken());
    CHECK(std::isnan(sum.value()));
    CHECK((FixedSum<>() + sum).broken());
  }
  FixedSum<> sum;
  sum.add(6e12);
  CHECK_FALSE(sum.broken());
}

TEST_CASE("n shares of one over n add up to one for every n up to sixteen") {
  FixedSum<> households;
  int count = 0;
  for (int n = 1; n <= 16; ++n) {
    for (int copies = 0; copies < 97; ++copies) {
      for (int member = 0; member < n; ++member) households.add(1.0 / n);
      ++count;
    }
  }
  CHECK(households.value() == count);
}
