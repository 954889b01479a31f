#include "care/world/payer_rules.hpp"

#include <algorithm>

#include "care/world/funding_rules.hpp"
#include "care/world/units.hpp"

namespace buurt::care {
namespace {

/// What can be seen of the programmes that somebody pays, or adds to what another pays.
double seen_of(const World& world, const std::string& payer) {
  const ProgrammeRuns& runs = world.programme_book.runs;
  const auto pays = [&](const std::string& for_it) {
    const PayerPlan* plan = payer_plan(world, for_it);
    return for_it == payer || (plan != nullptr && plan->match > 0.0 && plan->matched_by == payer);
  };
  double seen = 0.0;
  for (Row run = 0; run < runs.rows(); ++run) {
    if (!runs.alive(run)) continue;
    const ProgrammePlan& plan = *plan_of_run(world, run);
    // Who pays next is shown what came since.
    const double all = seen_of_run(world, run);
    const bool goes_on = runs.phase[run] == RunPhase::running || plan.next_payer.empty();
    const double first = goes_on ? all : runs.seen_at_end[run];
    if (pays(plan.payer)) seen += first;
    if (pays(plan.next_payer)) seen += all - first;
  }
  return seen;
}

/// What a payer's account says of its patience.
constexpr std::uint8_t not_looked = 0;
constexpr std::uint8_t has_withdrawn = 1;
constexpr std::uint8_t stays_payer = 2;

}  // namespace

std::uint64_t matched_cents(const PayerPlan* plan, std::uint64_t all) {
  if (plan == nullptr || plan->match <= 0.0) return 0;
  return static_cast<std::uint64_t>(
      std::llround(static_cast<double>(all) * plan->match / (1.0 + plan->match)));
}

const PayerPlan* payer_plan(const World& world, const std::string& payer) {
  const Identity identity = identity_of_name("payer", payer);
  const auto plan = std::find_if(world.payers.begin(), world.payers.end(),
                                 [&](const PayerPlan& one) { return one.identity == identity; });
  return plan == world.payers.end() ? nullptr : &*plan;
}

Purses::Purses(World& world) : world_(world) {
  for (std::uint64_t& week : world.programme_book.accounts.week_cents.span()) week = 0;
}

std::size_t Purses::purse_of(const std::string& payer) {
  const Identity identity = identity_of_name("payer", payer);
  Accounts& accounts = world_.programme_book.accounts;
  Row account = world_.programme_book.account_of(identity);
  if (account == no_row) {
    account = accounts.add(identity);
    accounts.since[account] = world_.week;
    accounts.budget_factor[account] = 1.0F;
  }
  for (std::size_t i = 0; i < purses_.size(); ++i) {
    if (purses_[i].account == account) return i;
  }
  Purse purse{account, payer_plan(world_, payer), -1.0};
  if (purse.plan != nullptr) {
    const std::uint32_t year = world_.week < purse.plan->year_begins
                                   ? 0
                                   : (world_.week - purse.plan->year_begins) / weeks_per_year;
    if (accounts.year[account] != year) accounts.year_cents[account] = 0;
    accounts.year[account] = year;
    hold_election(*purse.plan, account);
    test_patience(*purse.plan, account);
    purse.has = week_of(*purse.plan, account);
  }
  purses_.push_back(purse);
  return purses_.size() - 1;
}

void Purses::hold_election(const PayerPlan& plan, Row account) {
  // All elections so far, so that those before the first programme of a payer count as well.
  float factor = 1.0F;
  std::uint32_t week = plan.election_week;
  while (week <= world_.week) {
    const engine::Draw draw = world_.stream(Decision::election).at(plan.identity, week);
    if (draw.happens(plan.election_chance)) factor *= static_cast<float>(plan.election_factor);
    if (plan.election_every == 0) break;
    week += plan.election_every;
  }
  world_.programme_book.accounts.budget_factor[account] = factor;
}

void Purses::test_patience(const PayerPlan& plan, Row account) {
  Accounts& accounts = world_.programme_book.accounts;
  std::uint8_t& looked = accounts.withdrawn[account];
  // The look is at the first request from that week on.
  if (plan.patience_weeks == 0 || looked != not_looked ||
      world_.week < accounts.since[account] + plan.patience_weeks) {
    return;
  }
  constexpr double thousand = 1000.0;
  const double thousands =
      static_cast<double>(accounts.spent_cents[account]) / cents_per_euro / thousand;
  looked = seen_of(world_, plan.name) < plan.expects * thousands ? has_withdrawn : stays_payer;
}

double Purses::week_of(const PayerPlan& plan, Row account) const {
  const Accounts& accounts = world_.programme_book.accounts;
  if (world_.week < plan.from_week || world_.week >= plan.to_week) return 0.0;
  if (accounts.withdrawn[account] == has_withdrawn) return 0.0;
  const double factor =
      static_cast<double>(accounts.budget_factor[account]) * world_.levers.overall(Lever::payers);
  const auto left_of = [](double euro, std::uint64_t spent) {
    return std::max(0.0, euro - static_cast<double>(spent) / cents_per_euro);
  };
  double has = -1.0;
  if (!plan.yearly.empty()) {
    const std::size_t year = std::min<std::size_t>(accounts.year[account], plan.yearly.size() - 1);
    const double budget = plan.yearly[year] * factor;
    const std::uint32_t lived = (world_.week - plan.year_begins) % weeks_per_year;
    // What is left of the year, spread over its weeks; after a cut in the middle of a year the weeks to
    // come have what a smaller year would give them.
    has = std::max(budget / weeks_per_year,
                   left_of(budget, accounts.year_cents[account]) / (weeks_per_year - lived));
  }
  if (plan.amount >= 0.0) {
    const double left = left_of(plan.amount * factor, accounts.spent_cents[account]);
    has = has < 0.0 ? left : std::min(has, left);
  }
  return has;
}

void Purses::ask(const std::string& payer, double euro) {
  const std::size_t own = purse_of(payer);
  const PayerPlan* plan = purses_[own].plan;
  const double match = plan == nullptr ? 0.0 : plan->match;
  purses_[own].asked += euro / (1.0 + match);
  if (match <= 0.0) return;
  const std::size_t other = purse_of(plan->matched_by);
  purses_[other].asked += euro * match / (1.0 + match);
}

const Purses::Purse* Purses::found(const std::string& payer) const {
  const Row account = world_.programme_book.account_of(identity_of_name("payer", payer));
  const auto at = std::find_if(purses_.begin(), purses_.end(),
                               [&](const Purse& one) { return one.account == account; });
  return at == purses_.end() ? nullptr : &*at;
}

double Purses::part(const std::string& payer) const {
  const auto part_of = [&](const Purse& purse) {
    // Who has no budget pays whatever it takes, but not more than a shock leaves.
    if (purse.has < 0.0) return std::min(1.0, world_.levers.overall(Lever::payers));
    if (purse.asked <= purse.has) return 1.0;
    return purse.has / purse.asked;
  };
  const Purse* own = found(payer);
  if (own == nullptr) return 1.0;
  const double part = part_of(*own);
  if (own->plan == nullptr || own->plan->match <= 0.0) return part;
  const Purse* other = found(own->plan->matched_by);
  return std::min(part, part_of(*other));
}

std::uint64_t Purses::pay(const std::string& payer, double euro) {
  Accounts& accounts = world_.programme_book.accounts;
  const std::uint64_t all = cents(euro);
  const auto book = [&](const Purse& purse, std::uint64_t amount) {
    accounts.week_cents[purse.account] += amount;
    accounts.year_cents[purse.account] += amount;
    accounts.spent_cents[purse.account] += amount;
  };
  const Purse own = purses_[purse_of(payer)];
  const std::uint64_t matched = matched_cents(own.plan, all);
  book(own, all - matched);
  if (matched > 0) book(purses_[purse_of(own.plan->matched_by)], matched);
  return all;
}

}  // namespace buurt::care
