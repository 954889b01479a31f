#include "care/world/budgets.hpp"

#include <algorithm>
#include <cmath>

#include "care/world/service_rules.hpp"
#include "engine/error.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// The part of the neighbourhoods that an organisation serves for which a plan holds.
double share_of(const BudgetPlan& plan, const std::vector<Row>& served) {
  if (plan.neighbourhoods.empty() || served.empty()) return 1.0;
  const auto held = std::count_if(served.begin(), served.end(), [&](Row place) {
    return std::binary_search(plan.where.begin(), plan.where.end(), place);
  });
  return static_cast<double>(held) / static_cast<double>(served.size());
}

}  // namespace

std::vector<BudgetPlan> placed(const World& world, std::vector<BudgetPlan> plans,
                               std::uint32_t burn_in_weeks) {
  std::vector<engine::Fault> faults;
  for (BudgetPlan& plan : plans) {
    plan.from_week += burn_in_weeks;
    plan.told_week += burn_in_weeks;
    if (plan.to_week != BudgetPlan::no_end) plan.to_week += burn_in_weeks;
    plan.where.clear();
    for (const std::string& name : plan.neighbourhoods) {
      const std::vector<Row> rows = neighbourhoods_named(world, name);
      if (rows.empty()) {
        faults.push_back(
            {"budget", "there is no neighbourhood \"" + name + "\" in this municipality"});
      }
      plan.where.insert(plan.where.end(), rows.begin(), rows.end());
    }
    std::sort(plan.where.begin(), plan.where.end());
    plan.where.erase(std::unique(plan.where.begin(), plan.where.end()), plan.where.end());
  }
  if (!faults.empty()) throw engine::UserError(std::move(faults));
  return plans;
}

bool work_out_budgets(World& world, std::uint32_t week) {
  Budgets& budgets = world.budgets;
  if (budgets.plans.empty()) return false;
  const Organisations& organisations = world.care.organisations;
  std::vector<double> now(organisations.rows(), 1.0);
  budgets.coming.assign(organisations.rows(), 1.0);
  budgets.cut_week.assign(organisations.rows(), 0);
  for (Row row = 0; row < organisations.rows(); ++row) {
    const std::vector<Row> served = neighbourhoods_served(world, row);
    const unsigned kind = 1U << static_cast<unsigned>(organisations.kind[row]);
    double announced = 1.0;
    double stayed = 1.0;
    for (const BudgetPlan& plan : budgets.plans) {
      if ((plan.kinds & kind) == 0 || week < plan.told_week || week >= plan.to_week) continue;
      const double factor = 1.0 + plan.change * share_of(plan, served);
      if (week >= plan.from_week) {
        now[row] *= factor;
      } else if (factor < 1.0) {
        announced *= factor;
        // Nobody is hired any more for those who leave.
        const double years = static_cast<double>(week - plan.told_week) / weeks_per_year;
        stayed = std::min(stayed, engine::exp(-world.parameters.formal.staff_leaving * years));
        std::uint32_t& first = budgets.cut_week[row];
        first = first == 0 ? plan.from_week : std::min(first, plan.from_week);
      }
    }
    budgets.coming[row] = now[row] * announced;
    now[row] *= std::max(stayed, announced);
  }
  const bool as_ever =
      budgets.now.empty() && std::all_of(now.begin(), now.end(), [](double f) { return f == 1.0; });
  const bool changed = !as_ever && now != budgets.now;
  budgets.now = std::move(now);
  return changed;
}

std::uint32_t minutes_to_hand_out(const World& world, Row organisation) {
  const std::uint32_t free = world.care.free_minutes(organisation);
  const Budgets& budgets = world.budgets;
  if (!budgets.told(organisation) || budgets.now[organisation] <= 0.0) return free;
  const double all = world.care.organisations.minutes[organisation] * budgets.coming[organisation] /
                     budgets.now[organisation];
  const double later = std::max(0.0, all - world.care.organisations.given[organisation]);
  const double heeded = world.parameters.formal.notice_heeded;
  return static_cast<std::uint32_t>(std::min<double>(free, heeded * later + (1.0 - heeded) * free));
}

std::vector<std::uint16_t> minutes_told_to_end(const World& world) {
  const CareBook& care = world.care;
  std::vector<std::uint16_t> minutes;
  for (Row organisation = 0; organisation < care.organisations.rows(); ++organisation) {
    if (!world.budgets.told(organisation) || world.budgets.now[organisation] <= 0.0) continue;
    const double later = care.organisations.minutes[organisation] *
                         world.budgets.coming[organisation] / world.budgets.now[organisation];
    double excess = std::ceil(care.organisations.given[organisation] - later);
    if (excess <= 0.0) continue;
    minutes.resize(care.needs.rows(), 0);
    // Those whose hours would be taken back in the week of the cut, as things stand.
    for (const Row help :
         least_severe_first(world, organisation, world.budgets.cut_week[organisation])) {
      if (excess <= 0.0) break;
      const double ends = std::min<double>(excess, care.help.minutes[help]);
      minutes[care.help.need[help]] = static_cast<std::uint16_t>(ends);
      excess -= ends;
    }
  }
  return minutes;
}

}  // namespace buurt::care
