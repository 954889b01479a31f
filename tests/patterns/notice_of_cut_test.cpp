// A cut of formal care that is told ahead: nothing before the announcement, then fewer new clients, and
// fewer hours to take back when it comes.

#include <catch2/catch.hpp>

#include "patterns/paired_lives.hpp"

using namespace buurt;

namespace {

constexpr int weeks = 104;
constexpr int cut_from = 78;
constexpr int told = 40;

test::Lives lived(int notice, double change = -0.3, bool organisations_heed = true) {
  test::Lives lives;
  for (int replicate = 0; replicate < test::paired_replicates; ++replicate) {
    experiment::ModelInput input = test::small_input(52, weeks, 3000);
    if (!organisations_heed) {
      input.parameters.formal.notice_heeded = 0.0;
      input.parameters.formal.staff_leaving = 0.0;
    }
    if (change != 0.0) {
      input.budget.push_back({"formal_care", change, cut_from, 1 << 20, notice});
    }
    experiment::Simulation simulation(input, replicate);
    while (!simulation.done()) simulation.live();
    lives.push_back(simulation.take_record());
  }
  return lives;
}

const test::Lives& uncut() {
  static const test::Lives lives = lived(0, 0.0);
  return lives;
}
const test::Lives& at_once() {
  static const test::Lives lives = lived(0);
  return lives;
}
const test::Lives& told_ahead() {
  static const test::Lives lives = lived(cut_from - told);
  return lives;
}

/// Hours that professionals give less in the week of the cut than in the one before.
double drop(const experiment::Record& record) {
  return test::sum_of(record, "met_hours_professionals", cut_from, cut_from + 1) -
         test::sum_of(record, "met_hours_professionals", cut_from + 1, cut_from + 2);
}

}  // namespace

TEST_CASE("before a cut is told nothing differs, to the last bit", "[patterns][budgets]") {
  for (std::size_t k = 0; k < uncut().size(); ++k) {
    for (std::size_t week = 0; week <= told; ++week) {
      REQUIRE(told_ahead()[k].state_hash[week] == uncut()[k].state_hash[week]);
    }
    for (std::size_t week = 0; week <= cut_from; ++week) {
      REQUIRE(at_once()[k].state_hash[week] == uncut()[k].state_hash[week]);
    }
  }
}

TEST_CASE("organisations that were told of a cut give less before it comes and more people wait",
          "[patterns][budgets]") {
  CHECK(test::score(at_once(), told_ahead(), "met_hours_professionals", told + 1, cut_from + 1) <
        -test::clearly);
  CHECK(test::score(at_once(), told_ahead(), "waiting_people", told + 1, cut_from + 1) >
        test::clearly);
}

TEST_CASE("a cut that was told takes fewer hours from clients in its first week",
          "[patterns][budgets]") {
  for (std::size_t k = 0; k < at_once().size(); ++k) {
    CHECK(drop(at_once()[k]) > 0.0);
    CHECK(drop(told_ahead()[k]) < drop(at_once()[k]));
  }
}

TEST_CASE("clients who were told of a cut ask around before it comes, and find some who take over",
          "[patterns][budgets]") {
  // Organisations do nothing here, so that only clients differ.
  const test::Lives told_clients = lived(cut_from - told, -0.3, false);
  CHECK(test::score(at_once(), told_clients, "help_requests", told + 1, cut_from + 1) >
        test::clearly);
  CHECK(test::score(at_once(), told_clients, "met_hours_professionals", told + 1, cut_from + 1) <
        0.0);
}
