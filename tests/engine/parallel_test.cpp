#include "engine/parallel.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/herd.hpp"

using namespace buurt::engine;
using buurt::tests::all_alike;
using buurt::tests::on_many_threads;

TEST_CASE("blocks cover every row once, whatever the number of rows") {
  for (const std::size_t rows : {0U, 1U, 1023U, 1024U, 1025U, 5000U}) {
    const auto visits = on_many_threads([&] {
      std::vector<int> visited(rows);
      for_blocks(rows, [&](std::size_t block, std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) {
          visited[row] += row / rows_per_block == block ? 1 : 100;
        }
      });
      return visited;
    });
    for (const auto& visited : visits) CHECK(visited == std::vector<int>(rows, 1));
  }
}

TEST_CASE("a sum of numbers that round has the same bits on any number of threads") {
  const auto sums = on_many_threads([] {
    return reduce_blocks(
        1'000'000, 0.0,
        [](std::size_t begin, std::size_t end) {
          double sum = 0;
          for (std::size_t i = begin; i < end; ++i) sum += std::sqrt(static_cast<double>(i));
          return sum;
        },
        [](double a, double b) { return a + b; });
  });
  CHECK(all_alike(sums));
  CHECK(sums.front() == Approx(2.0 / 3.0 * 1e9).epsilon(1e-5));
}

TEST_CASE("results of blocks combine from left to right") {
  const auto orders = on_many_threads([] {
    return reduce_blocks(
        95, std::string(),
        [](std::size_t begin, std::size_t) { return std::to_string(begin) + " "; },
        [](const std::string& a, const std::string& b) { return a + b; }, 10);
  });
  for (const auto& order : orders) CHECK(order == "0 10 20 30 40 50 60 70 80 90 ");
}

TEST_CASE("several threads do take part where there are several") {
  const oneapi::tbb::global_control allow(oneapi::tbb::global_control::max_allowed_parallelism, 4);
  // So many that a worker which starts late still finds some left.
  std::vector<std::thread::id> ids(200);
  with_threads(4, [&] {
    for_blocks(
        200,
        [&](std::size_t block, std::size_t, std::size_t) {
          ids[block] = std::this_thread::get_id();
          std::this_thread::sleep_for(std::chrono::milliseconds(5));
        },
        1);
    return 0;
  });
  CHECK(std::set<std::thread::id>(ids.begin(), ids.end()).size() > 1);
}

TEST_CASE("an exception in a block comes out of the loop") {
  const auto thrown = on_many_threads([] {
    try {
      for_blocks(10'000, [](std::size_t block, std::size_t, std::size_t) {
        if (block == 3) throw std::runtime_error("block 3");
      });
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
    return std::string();
  });
  for (const auto& message : thrown) CHECK(message == "block 3");
}
