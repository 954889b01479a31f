#include "engine/side_by_side.hpp"

#include <catch2/catch.hpp>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "engine/herd.hpp"
#include "engine/parallel.hpp"

using namespace buurt::engine;
using buurt::tests::on_many_threads;

TEST_CASE("work side by side is all done, each once, when the call returns") {
  const auto done = on_many_threads([] {
    std::vector<int> calls(3, 0);
    side_by_side([&] { ++calls[0]; }, [&] { ++calls[1]; }, [&] { ++calls[2]; });
    return calls;
  });
  for (const auto& calls : done) CHECK(calls == std::vector<int>(3, 1));
}

TEST_CASE("work side by side may itself go through rows in blocks") {
  constexpr std::size_t rows = 100'000;
  const auto sums = on_many_threads([] {
    std::vector<int> row(rows);
    std::iota(row.begin(), row.end(), 0);
    std::vector<long> halves(2);
    const auto sum_from = [&](std::size_t first) {
      return reduce_blocks(
          rows / 2, 0L,
          [&](std::size_t begin, std::size_t end) {
            const auto from = row.begin() + static_cast<std::ptrdiff_t>(first);
            return std::accumulate(from + static_cast<std::ptrdiff_t>(begin),
                                   from + static_cast<std::ptrdiff_t>(end), 0L);
          },
          [](long a, long b) { return a + b; });
    };
    side_by_side([&] { halves[0] = sum_from(0); }, [&] { halves[1] = sum_from(rows / 2); });
    return halves;
  });
  for (const auto& halves : sums) CHECK(halves == std::vector<long>{1'249'975'000, 3'749'975'000});
}

TEST_CASE("an error in work side by side reaches the caller") {
  const auto fail = [] { throw std::runtime_error("no"); };
  for (const int threads : {1, 4}) {
    CHECK_THROWS_WITH(with_threads(threads, [&] { side_by_side([] {}, fail); }), "no");
  }
}
