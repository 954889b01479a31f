// Pattern 13: a pandemic stops new ties and keeps old ones; phone and doorstep keep networks alive.
// Which visits stop, and that fear makes getting acquainted harder, is put in; what becomes of ties,
// company and hidden needs is not.

#include <catch2/catch.hpp>

#include "patterns/paired_lives.hpp"

using namespace buurt;
using nlohmann::json;

namespace {

constexpr int weeks = 110;
constexpr int begins = 10;
constexpr int ends = 30;

test::Lives lived(const json& shocks, const json& programmes = json::array()) {
  return test::live({programmes, shocks}, test::paired_replicates, weeks, 2000);
}

const json pandemic = {{"use", "pandemic"}, {"from_week", begins}, {"to_week", ends}};
const json calls = {
    {"name", "neighbours telephone"},
    {"from_week", begins},
    {"to_week", ends},
    {"effects",
     {{{"lever", "phone"}, {"value", 0.6}, {"of", {"family", "friends", "neighbours"}}}}}};

const test::Lives& usual() {
  static const test::Lives lives = lived(json::array());
  return lives;
}
const test::Lives& with_pandemic() {
  static const test::Lives lives = lived(json::array({pandemic}));
  return lives;
}
const test::Lives& with_calls() {
  static const test::Lives lives = lived(json::array({pandemic, calls}));
  return lives;
}

double ties_a_person(const test::Lives& lives, int week) {
  return test::sum_of(lives, "ties_per_person", week, week + 1) / test::paired_replicates;
}

}  // namespace

TEST_CASE("before a pandemic nothing differs", "[patterns]") {
  for (const char* outcome : {"ties_per_person", "help_requests", "loneliness", "deaths"}) {
    CHECK(test::sum_of(usual(), outcome, 0, begins) ==
          test::sum_of(with_pandemic(), outcome, 0, begins));
  }
}

TEST_CASE("a pandemic stops most new ties and keeps most old ones", "[patterns]") {
  CHECK(test::sum_of(with_pandemic(), "ties_formed", begins + 1, ends + 1) <
        0.5 * test::sum_of(usual(), "ties_formed", begins + 1, ends + 1));
  CHECK(ties_a_person(with_pandemic(), ends) > 0.75 * ties_a_person(usual(), ends));
  CHECK(test::score(usual(), with_pandemic(), "ties_per_person", ends, ends + 26) < -test::clearly);
}

TEST_CASE("people are lonelier while they may not meet, and no longer so much a year later",
          "[patterns]") {
  CHECK(test::score(usual(), with_pandemic(), "loneliness", begins + 5, ends) > test::clearly);
  const double then = test::sum_of(with_pandemic(), "loneliness", ends - 5, ends) -
                      test::sum_of(usual(), "loneliness", ends - 5, ends);
  const double later = test::sum_of(with_pandemic(), "loneliness", weeks - 5, weeks) -
                       test::sum_of(usual(), "loneliness", weeks - 5, weeks);
  CHECK(later < 0.5 * then);
}

TEST_CASE("telephone keeps networks alive", "[patterns]") {
  CHECK(test::score(with_pandemic(), with_calls(), "ties_per_person", ends, ends + 26) >
        test::clearly);
  CHECK(test::score(with_pandemic(), with_calls(), "loneliness", begins + 5, ends) <
        -test::clearly);
}

TEST_CASE("fewer hidden needs come to light while few people see each other", "[patterns]") {
  CHECK(test::score(usual(), with_pandemic(), "needs_detected", begins + 1, ends) < -test::clearly);
}
