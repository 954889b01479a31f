#include "care/world/budgets.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "care/processes/care_town.hpp"

using namespace buurt;
using care::BudgetPlan;
using care::World;
using engine::Row;

namespace {

constexpr unsigned all_kinds = (1U << care::organisation_kinds) - 1U;

/// The small town with a change of budgets, of which weeks are counted from the week it is in.
World town_with(BudgetPlan plan) {
  World world = test::small_town();
  world.budgets.plans = care::placed(world, {std::move(plan)}, world.week);
  return world;
}

BudgetPlan cut(double change, std::uint32_t from, std::uint32_t told) {
  BudgetPlan plan;
  plan.kinds = all_kinds;
  plan.change = change;
  plan.from_week = from;
  plan.told_week = told;
  return plan;
}

}  // namespace

TEST_CASE("a cut holds in its weeks and for its kinds of organisation", "[budgets]") {
  BudgetPlan plan = cut(-0.3, 10, 10);
  plan.kinds = 1U << static_cast<unsigned>(care::OrganisationKind::family_care);
  plan.to_week = 20;
  World world = town_with(plan);
  const Row family = test::organisation_of(world, care::OrganisationKind::family_care);
  const Row nursing = test::organisation_of(world, care::OrganisationKind::home_nursing);
  const std::uint32_t now = world.week;
  CHECK_FALSE(care::work_out_budgets(world, now + 9));
  CHECK(world.budgets.of(family) == 1.0);
  CHECK(care::work_out_budgets(world, now + 10));
  CHECK(world.budgets.of(family) == Approx(0.7));
  CHECK(world.budgets.of(nursing) == 1.0);
  CHECK_FALSE(care::work_out_budgets(world, now + 19));
  CHECK(care::work_out_budgets(world, now + 20));
  CHECK(world.budgets.of(family) == 1.0);
}

TEST_CASE(
    "a cut in one neighbourhood takes as much of an organisation's hours as it is of those served",
    "[budgets]") {
  BudgetPlan plan = cut(-0.4, 0, 0);
  plan.neighbourhoods = {"centre"};
  World world = town_with(plan);
  care::work_out_budgets(world, world.week);
  for (Row row = 0; row < world.care.organisations.rows(); ++row) {
    const std::vector<Row> served = care::neighbourhoods_served(world, row);
    std::size_t centre = 0;
    for (const Row place : care::neighbourhoods_named(world, "centre")) {
      centre += std::count(served.begin(), served.end(), place) > 0 ? 1 : 0;
    }
    REQUIRE_FALSE(served.empty());
    const double share = static_cast<double>(centre) / static_cast<double>(served.size());
    CHECK(world.budgets.of(row) == Approx(1.0 - 0.4 * share));
  }
}

TEST_CASE("a neighbourhood that is not there is told", "[budgets]") {
  BudgetPlan plan = cut(-0.4, 0, 0);
  plan.neighbourhoods = {"Atlantis"};
  CHECK_THROWS_WITH(town_with(plan), Catch::Contains("Atlantis"));
}

TEST_CASE("once a cut was told, staff who leave are not replaced, down to what will be left",
          "[budgets]") {
  World world = town_with(cut(-0.04, 52, 0));
  world.parameters.formal.staff_leaving = 0.1;
  const std::uint32_t now = world.week;
  care::work_out_budgets(world, now);
  CHECK(world.budgets.of(0) == 1.0);
  CHECK(world.budgets.told(0));
  care::work_out_budgets(world, now + 13);
  CHECK(world.budgets.of(0) == Approx(std::exp(-0.025)));
  care::work_out_budgets(world, now + 51);
  CHECK(world.budgets.of(0) == Approx(0.96));
  care::work_out_budgets(world, now + 52);
  CHECK(world.budgets.of(0) == Approx(0.96));
  CHECK_FALSE(world.budgets.told(0));
}

TEST_CASE("hours that a cut which was told will take are given to nobody new", "[budgets]") {
  World world = town_with(cut(-0.5, 26, 0));
  const Row family = test::organisation_of(world, care::OrganisationKind::family_care);
  const auto given = world.care.organisations.given[family];
  world.care.set_capacity(family, given + 600);
  CHECK(care::minutes_to_hand_out(world, family) == 600);
  care::work_out_budgets(world, world.week);
  CHECK(care::minutes_to_hand_out(world, family) == 0);
  world.care.set_capacity(family, 2 * given + 200);
  CHECK(care::minutes_to_hand_out(world, family) == 100);
  world.parameters.formal.notice_heeded = 0.0;
  CHECK(care::minutes_to_hand_out(world, family) == given + 200);
}

TEST_CASE("the clients who would lose hours are those who are told, for as many hours",
          "[budgets]") {
  World world = town_with(cut(-0.5, 26, 0));
  CHECK(care::minutes_told_to_end(world).empty());
  care::work_out_budgets(world, world.week);
  const Row family = test::organisation_of(world, care::OrganisationKind::family_care);
  const auto given = world.care.organisations.given[family];
  REQUIRE(given > 600);
  world.care.set_capacity(family, given);
  const std::vector<std::uint16_t> told = care::minutes_told_to_end(world);
  REQUIRE_FALSE(told.empty());
  double ends = 0.0;
  double least_spared = 1e9;
  double most_told = -1.0;
  for (Row help = 0; help < world.care.help.rows(); ++help) {
    if (!world.care.help.alive(help) || world.care.help.organisation[help] != family) continue;
    const Row need = world.care.help.need[help];
    ends += told[need];
    const double severity = care::severity(world, need);
    if (told[need] > 0) most_told = std::max(most_told, severity);
    if (told[need] == 0) least_spared = std::min(least_spared, severity);
  }
  CHECK(ends == Approx(0.5 * given).margin(1.0));
  CHECK(most_told <= least_spared);
}
