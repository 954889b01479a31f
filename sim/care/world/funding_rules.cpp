#include "care/world/funding_rules.hpp"

#include <algorithm>

#include "care/world/programme_rules.hpp"
#include "care/world/units.hpp"

namespace buurt::care {
namespace {

/// Who pays for a programme now, or nothing for who pays whatever it takes.
const PayerPlan* payer_now(const World& world, const ProgrammePlan& plan, Row run) {
  const std::string& name = payer_of(world, plan, run);
  const auto found = std::find_if(world.payers.begin(), world.payers.end(),
                                  [&](const PayerPlan& one) { return one.name == name; });
  return found == world.payers.end() ? nullptr : &*found;
}

double yearly_cost_of(const PartPlan& part) {
  return std::visit([](const auto& one) { return one.yearly_cost(); }, part);
}

}  // namespace

double seen_of_run(const World& world, Row run) {
  const ProgrammeBook& book = world.programme_book;
  double seen = book.runs.seen_before[run];
  for (Row figure = 0; figure < book.figures.rows(); ++figure) {
    if (book.figures.alive(figure) && book.figures.run[figure] == run) {
      seen += book.figures.conversations[figure];
    }
  }
  for (Row place = 0; place < book.meeting_places.rows(); ++place) {
    if (book.meeting_places.alive(place) && book.meeting_places.run[place] == run) {
      seen += book.meeting_places.visits[place];
    }
  }
  for (Row work = 0; work < book.works.rows(); ++work) {
    if (book.works.alive(work) && book.works.run[work] == run) seen += book.works.people[work];
  }
  return seen;
}

double payable(const World& world, const ProgrammePlan& plan, Row run) {
  const PayerPlan* payer = payer_now(world, plan, run);
  if (payer == nullptr) return 1.0;
  if (payer->new_only && world.programme_book.runs.since[run] < payer->from_week) return 0.0;
  if (payer->contact_paid >= 1.0) return 1.0;
  double all = 0.0;
  double care = 0.0;
  for (const PartPlan& part : plan.parts) {
    const double euro = yearly_cost_of(part);
    all += euro;
    if (std::holds_alternative<ServicesPart>(part)) care += euro;
  }
  return all > 0.0 ? (care + payer->contact_paid * (all - care)) / all : 1.0;
}

double accounting_of(const World& world, Row run) {
  const ProgrammePlan* plan = plan_of_run(world, run);
  const PayerPlan* payer = plan == nullptr ? nullptr : payer_now(world, *plan, run);
  return payer == nullptr ? 0.0 : payer->accounting;
}

bool may_begin(const World& world, const ProgrammePlan& plan) {
  if (plan.pilot.programme.empty()) return true;
  if (world.week != plan.from_week) return false;
  const ProgrammeBook& book = world.programme_book;
  const Row run = book.run_of(identity_of_name("programme", plan.pilot.programme));
  if (run == no_row || book.runs.over[run] != 0) return false;
  constexpr double thousand = 1000.0;
  const double thousands =
      static_cast<double>(book.runs.spent_cents[run]) / cents_per_euro / thousand;
  if (seen_of_run(world, run) < plan.pilot.seen * thousands) return false;
  return world.stream(Decision::scales_up).at(plan.identity, world.week).happens(plan.pilot.will);
}

double saved_by_goods(const World& world, const ProgrammePlan& plan, Row run) {
  const Works& works = world.programme_book.works;
  double goods = 0.0;
  for (Row work = 0; work < works.rows(); ++work) {
    if (!works.alive(work) || works.run[work] != run || works.ended[work] != 0) continue;
    const auto* network = std::get_if<NetworkPart>(&plan.parts[works.part[work]]);
    if (network != nullptr) goods += network->goods * static_cast<double>(works.level[work]);
  }
  if (goods <= 0.0) return 0.0;
  double activities = 0.0;
  for (const PartPlan& part : plan.parts) {
    std::visit(
        [&](const auto& one) {
          if constexpr (requires { one.cost_activities; }) activities += one.cost_activities;
          if constexpr (requires { one.cost_occasion; }) {
            activities += one.times_year * one.cost_occasion;
          }
        },
        part);
  }
  return std::min(goods, activities);
}

}  // namespace buurt::care
