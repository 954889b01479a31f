// Pattern 5: when money ends, activity stops unless residents own it or somebody takes over.
// Pattern 4: without the paid motor volunteers fade; turned on now and then, it lasts longer.
// Pattern 11, second half: who facilitates builds ownership that outlives the contract.

#include <catch2/catch.hpp>

#include "patterns/paired_lives.hpp"

using namespace buurt;
using nlohmann::json;

namespace {

constexpr int weeks = 156;
constexpr int ends = 78;

json project(const json& values) {
  json one = {{"use", "connector-and-place"},
              {"to_week", ends},
              {"weeks_to_fill", 0},
              {"leaving_rate", 0},
              {"hours_week", 20},
              {"threshold", 0.2},
              {"communication", 4000},
              {"payer", "grant"}};
  one.update(values);
  return json::array({one});
}

test::Lives lived(const json& programmes) {
  return test::live({programmes}, test::paired_replicates, weeks, 1500);
}

const test::Lives& stopped() {
  static const test::Lives lives =
      lived(project({{"ownership", 0}, {"organise", 1}, {"residents_share", 0}}));
  return lives;
}

/// Visits and conversations from half a year after the end on.
double afterwards(const test::Lives& lives) {
  return test::sum_of(lives, "place_visitors", ends + 26, weeks) +
         test::sum_of(lives, "conversations", ends + 26, weeks);
}

}  // namespace

TEST_CASE("what others organised for residents stops with the money", "[patterns]") {
  CHECK(test::sum_of(stopped(), "place_visitors", ends - 26, ends) > 100.0);
  CHECK(afterwards(stopped()) == 0.0);
  CHECK(test::sum_of(stopped(), "cost_programmes", ends + 1, weeks) == 0.0);
}

TEST_CASE("what residents own goes on in part without money, and less than it was", "[patterns]") {
  const test::Lives owned =
      lived(project({{"ownership", 0.8}, {"organise", 0}, {"residents_share", 0.9}}));
  CHECK(afterwards(owned) > 0.0);
  CHECK(test::sum_of(owned, "place_visitors", ends + 26, ends + 52) <
        test::sum_of(owned, "place_visitors", ends - 26, ends));
}

TEST_CASE("a handover leaves more than a stop of the same programme", "[patterns]") {
  const json same = {{"ownership", 0.3}, {"organise", 0.3}};
  json handed_over = same;
  handed_over["at_end"] = "handover";
  handed_over["end_weeks"] = 26;
  CHECK(afterwards(lived(project(handed_over))) > afterwards(lived(project(same))));
}

TEST_CASE("a takeover keeps the place and loses the ownership of residents", "[patterns]") {
  const test::Lives taken_over =
      lived(project({{"at_end", "takeover"}, {"next_payer", "care home"}}));
  const test::Lives went_on = lived(project({{"to_week", 5000}}));
  CHECK(afterwards(taken_over) > 0.0);
  CHECK(test::score(went_on, taken_over, "ownership", ends + 26, weeks) < -test::clearly);
}

TEST_CASE("after a handover by one who facilitated more goes on than by one who organised all",
          "[patterns]") {
  const auto conversations_after = [](double organise) {
    const json contract = {{"use", "connector"},   {"to_week", ends},
                           {"weeks_to_fill", 0},   {"leaving_rate", 0},
                           {"payer", "grant"},     {"organise", organise},
                           {"at_end", "handover"}, {"end_weeks", 26},
                           {"persons", 4},         {"fte", 4}};
    return test::sum_of(lived(json::array({contract})), "conversations", ends + 27, weeks);
  };
  CHECK(conversations_after(0.0) > conversations_after(1.0));
}

TEST_CASE(
    "without their paid coordinators volunteers fade within months, and less when these "
    "come back now and then",
    "[patterns]") {
  const auto motor = [](const json& more) {
    json shock = {{"name", "no coordinators"},
                  {"from_week", 4},
                  {"effects", {{{"lever", "coordinators"}, {"value", 0}}}}};
    shock.update(more);
    return test::live({json::array(), json::array({shock})}, test::paired_replicates, 110, 4000);
  };
  const test::Lives usual = test::live({}, test::paired_replicates, 110, 4000);
  const test::Lives gone = motor({{"weeks", 106}});
  const test::Lives now_and_then = motor({{"weeks", 13}, {"repeat_weeks", 26}});
  CHECK(test::score(usual, gone, "met_hours_volunteers", 30, 56) < -test::clearly);
  CHECK(test::score(gone, now_and_then, "met_hours_volunteers", 56, 110) > test::clearly);
}
