#include "examples/catalogue.hpp"

#include <oneapi/tbb/global_control.h>

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "engine/error.hpp"
#include "engine/parallel.hpp"

using namespace buurt;
using examples::Choices;

TEST_CASE("every classic model ends in the same state on 1, 2, 3, 7 and 16 threads") {
  // Else the library starts no more threads than there are processors.
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, 16);
  for (const auto& example : examples::catalogue()) {
    INFO(example.name);
    const auto hash = [&](int threads) {
      return engine::with_threads(threads, [&] {
        return examples::run_example(example.name, {.seed = 7, .steps = 12, .size = 20'000}).hash;
      });
    };
    const std::uint64_t alone = hash(1);
    for (const int threads : {2, 3, 7, 16}) REQUIRE(hash(threads) == alone);
  }
}

TEST_CASE("every classic model ends in the committed state, whatever the compiler and machine") {
  const std::map<std::string, std::uint64_t, std::less<>> golden{
      {"boltzmann-wealth", 0x7211623ca8efea49},
      {"flocking", 0xc5f873f3d0e20e7f},
      {"forest-fire", 0xad34890e6dab0656},
      {"schelling", 0x79f422e38dc5430b},
      {"virus", 0x5df68c298adb57b9},
      {"wolf-sheep", 0x081f1723e88732ea},
  };
  REQUIRE(golden.size() == examples::catalogue().size());
  for (const auto& example : examples::catalogue()) {
    INFO(example.name);
    CHECK(examples::run_example(example.name, {.seed = 1, .steps = 20, .size = 2000}).hash ==
          golden.at(std::string(example.name)));
  }
}

TEST_CASE("another seed is another run, and the same seed the same") {
  for (const auto& example : examples::catalogue()) {
    INFO(example.name);
    const auto hash = [&](std::uint64_t seed) {
      return examples::run_example(example.name, {.seed = seed, .steps = 5, .size = 500}).hash;
    };
    REQUIRE(hash(1) == hash(1));
    REQUIRE(hash(1) != hash(2));
  }
}

TEST_CASE("a course starts at step 0, ends at the last and has a value for each measure") {
  for (const auto& example : examples::catalogue()) {
    for (const int steps : {1, 7, 25}) {
      const auto course = examples::run_example(example.name, {.steps = steps, .size = 200});
      REQUIRE(course.lines.front().step == 0);
      REQUIRE(course.lines.back().step == steps);
      for (const auto& line : course.lines) REQUIRE(line.values.size() == course.measures.size());
    }
  }
}

TEST_CASE("a model that is not there and impossible choices are refused, all at once") {
  REQUIRE_THROWS_WITH(examples::run_example("shelling", {}), Catch::Contains("schelling"));
  try {
    (void)examples::run_example("virus", {.steps = 0, .size = -4});
    FAIL("nothing was thrown");
  } catch (const engine::UserError& error) {
    REQUIRE(error.faults().size() == 2);
  }
}
