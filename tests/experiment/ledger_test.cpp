#include "care/ledger.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "care/outcomes.hpp"
#include "care/processes/programme_town.hpp"
#include "engine/error.hpp"
#include "experiment/ledger_table.hpp"
#include "experiment/run.hpp"
#include "experiment/small_scenario.hpp"
#include "files/results_reader.hpp"

using namespace buurt;
using nlohmann::json;

namespace {

constexpr int weeks = 30;

experiment::ModelInput input_with_money() {
  experiment::ModelInput input = test::small_input(4, weeks, 1500);
  input.audit = true;
  input.programmes = test::plans(
      json::array({{{"use", "connector-and-place"},
                    {"payer", "grant"},
                    {"from_week", 5},
                    {"to_week", 20},
                    {"weeks_to_fill", 0},
                    {"at_end", "takeover"},
                    {"next_payer", "care home"}},
                   {{"use", "volunteers-supported"}, {"payer", "town"}, {"from_week", 8}}}));
  care::PayerPlan grant;
  grant.name = "grant";
  grant.giver = "Flanders";
  grant.amount = 200000;
  grant.match = 0.5;
  grant.matched_by = "town";
  input.payers = {grant};
  return input;
}

/// What a record says of an outcome of everybody in a week.
double outcome(const experiment::Record& record, std::string_view name, std::size_t week) {
  const auto declarations = care::outcome_declarations();
  for (std::size_t o = 0; o < declarations.size(); ++o) {
    if (declarations[o].name == name) {
      return record.values[(o * record.state_hash.size() + week) * care::group_count];
    }
  }
  FAIL("no outcome of that name");
  return 0.0;
}

/// Sum of a table (0 EUR, 1 hours) in a week over the lines that count.
template <class Counts>
double sum(const experiment::Record& record, std::size_t table, std::size_t week,
           const Counts& counts) {
  const std::size_t lines = record.ledger_lines.size();
  double all = 0.0;
  for (std::size_t line = 0; line < lines; ++line) {
    if (!counts(record.ledger_lines[line])) continue;
    all += record.ledger[(table * record.state_hash.size() + week) * lines + line];
  }
  return all;
}

const experiment::Record& lived() {
  static const experiment::Record record = [] {
    const experiment::ModelInput input = input_with_money();
    experiment::Simulation simulation(input, 0);
    while (!simulation.done()) simulation.live();
    return simulation.take_record();
  }();
  return record;
}

}  // namespace

TEST_CASE("the ledger adds up to what everything cost and what everybody gave, week by week",
          "[ledger]") {
  const auto everything = [](const care::LedgerLine&) { return true; };
  const auto organisations = [](const care::LedgerLine& line) {
    return !line.organisation.empty();
  };
  const auto programmes = [](const care::LedgerLine& line) { return line.line == "programmes"; };
  for (std::size_t week = 0; week <= weeks; ++week) {
    CHECK(sum(lived(), 0, week, everything) == Approx(outcome(lived(), "cost_total", week)));
    CHECK(sum(lived(), 0, week, programmes) == Approx(outcome(lived(), "cost_programmes", week)));
    CHECK(sum(lived(), 0, week, organisations) ==
          Approx(outcome(lived(), "cost_formal_care", week)));
    CHECK(sum(lived(), 1, week, organisations) ==
          Approx(outcome(lived(), "met_hours_professionals", week)));
    CHECK(sum(lived(), 1, week, [&](const auto& line) { return !programmes(line); }) ==
          Approx(outcome(lived(), "met_hours", week)));
  }
}

TEST_CASE("the ledger tells who paid for a programme: the grant, who matched it, who took over",
          "[ledger]") {
  const auto paid = [](const char* programme, const char* payer, std::size_t week) {
    return sum(lived(), 0, week, [&](const care::LedgerLine& line) {
      return line.programme == programme && line.payer == payer;
    });
  };
  const char* house = "connector-and-place";
  CHECK(paid(house, "grant", 5) == 0.0);
  CHECK(paid(house, "grant", 10) > 0.0);
  CHECK(paid(house, "town", 10) == Approx(0.5 * paid(house, "grant", 10)).margin(0.02));
  CHECK(paid(house, "care home", 10) == 0.0);
  CHECK(paid(house, "grant", weeks) == 0.0);
  CHECK(paid(house, "care home", weeks) > 0.0);
  CHECK(paid("volunteers-supported", "town", weeks) > 0.0);
  const double hours = sum(lived(), 1, 10, [&](const care::LedgerLine& line) {
    return line.programme == house && line.payer == "grant";
  });
  CHECK(hours > 0.0);
}

TEST_CASE("a ledger that says something else than the books is caught", "[ledger]") {
  const experiment::ModelInput input = input_with_money();
  experiment::Simulation simulation(input, 0);
  while (!simulation.done()) simulation.live();
  const experiment::Record& record = simulation.record();
  const std::size_t lines = record.ledger_lines.size();
  const auto last_week = [&](std::size_t table) {
    const auto from =
        record.ledger.begin() + static_cast<std::ptrdiff_t>((table * (weeks + 1) + weeks) * lines);
    return std::vector<double>(from, from + static_cast<std::ptrdiff_t>(lines));
  };
  const std::vector<double> euro = last_week(0);
  const std::vector<double> hours = last_week(1);
  const auto audit = [&](const std::vector<double>& money, const std::vector<double>& time) {
    care::audit_ledger(simulation.world(), record.ledger_lines, money, time);
  };
  CHECK_NOTHROW(audit(euro, hours));
  for (std::size_t line = 0; line < lines; ++line) {
    std::vector<double> wrong = euro;
    wrong[line] += 1.0;
    CHECK_THROWS_AS(audit(wrong, hours), engine::RunError);
    if (record.ledger_lines[line].line == "programmes") continue;
    wrong = hours;
    wrong[line] += 1.0;
    const bool counted = record.ledger_lines[line].line != "nursing_homes" &&
                         record.ledger_lines[line].line != "hospital";
    if (counted) CHECK_THROWS_AS(audit(euro, wrong), engine::RunError);
  }
}

TEST_CASE("a run that goes on from a snapshot has the ledger of the whole run", "[ledger]") {
  const experiment::ModelInput input = input_with_money();
  experiment::Simulation first(input, 0);
  while (first.week() < 12) first.live();
  experiment::Simulation second(input, 0, first.snapshot());
  while (!second.done()) second.live();
  CHECK(second.record().ledger == lived().ledger);
  experiment::Simulation early(input, 0);
  while (early.week() < -1) early.live();
  experiment::Simulation from_burn_in(input, 0, early.snapshot());
  while (!from_burn_in.done()) from_burn_in.live();
  CHECK(from_burn_in.record().ledger == lived().ledger);
}

TEST_CASE("an arm that leaves the baseline later had nothing to pay before", "[ledger]") {
  experiment::ModelInput baseline = input_with_money();
  baseline.programmes.clear();
  baseline.payers.clear();
  experiment::Simulation first(baseline, 0);
  while (first.week() < 5) first.live();
  const experiment::ModelInput input = input_with_money();
  experiment::Simulation arm(input, 0, first.snapshot());
  while (!arm.done()) arm.live();
  CHECK(arm.record().ledger == lived().ledger);
  const auto rows = experiment::ledger_rows(arm.world(), {&baseline, &input});
  CHECK(rows.size() == arm.record().ledger_lines.size());
  const std::vector<double> none = experiment::ledger_values(first.record(), rows);
  CHECK(none.size() == 2 * (weeks + 1) * rows.size());
  CHECK(none[rows.size() - 1] == 0.0);
}

TEST_CASE("a results file holds the ledger, and verifying compares it", "[ledger]") {
  const test::SmallScenario small(2, 6);
  small.run();
  const files::ResultsReader reader(small.path("results.h5"));
  const std::size_t rows = reader.header().ledger.size();
  REQUIRE(rows > 10);
  const std::vector<double> cost = reader.values("cost_total");
  for (int replicate = 0; replicate < 2; ++replicate) {
    const std::vector<double> ledger = reader.ledger(0, replicate);
    for (std::size_t week = 0; week <= 6; ++week) {
      double all = 0.0;
      for (std::size_t row = 0; row < rows; ++row) all += ledger[week * rows + row];
      const std::size_t at = (static_cast<std::size_t>(replicate) * 7 + week) * care::group_count;
      CHECK(all == Approx(cost[at]));
    }
  }
  const experiment::VerifyEnd end = experiment::verify_results(small.path("results.h5"), {});
  CHECK(end.replicates == 2);
  CHECK(end.differences.empty());
}
