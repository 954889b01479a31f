#include "files/late_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "files/fault_list.hpp"

namespace buurt::files {

std::vector<std::string> late_changes(const Scenario& scenario) {
  std::vector<std::string> found;
  const auto consider = [&](const char* kind, const std::string& name, std::int64_t week,
                            const char* begins, const char* so) {
    if (week < scenario.weeks) return;
    found.push_back(fmt::format(
        "{} {} {} in week {}, after the {} of the run, and {}", kind, in_quotes(name), begins, week,
        scenario.weeks == 1 ? "one week" : fmt::format("{} weeks", scenario.weeks), so));
  };
  for (const care::ProgrammePlan& one : scenario.programmes) {
    consider("programme", one.name, one.from_week, "begins", "changes nothing");
  }
  for (const care::ShockPlan& one : scenario.shocks) {
    const auto first =
        std::min_element(one.pulls.begin(), one.pulls.end(),
                         [](const auto& a, const auto& b) { return a.from_week < b.from_week; });
    if (first == one.pulls.end()) continue;
    consider("shock", one.name, first->from_week, "begins", "changes nothing");
  }
  for (const BudgetChange& one : scenario.budget) {
    // From when it is told, people and organisations may do otherwise.
    consider("the change of the budget", one.line, one.from_week - one.notice_weeks, "begins",
             "changes nothing");
  }
  for (const care::PayerPlan& one : scenario.payers) {
    consider("payer", one.name, one.from_week, "begins to pay", "pays nothing");
  }
  return found;
}

std::vector<std::string> late_changes(const Comparison& comparison) {
  std::vector<std::string> found = late_changes(comparison.baseline);
  const std::vector<std::string> of_all = found;
  for (const ComparisonArm& arm : comparison.arms) {
    for (const std::string& one : late_changes(arm.scenario)) {
      if (std::find(of_all.begin(), of_all.end(), one) != of_all.end()) continue;
      found.push_back(fmt::format("arm {}: {}", in_quotes(arm.name), one));
    }
  }
  return found;
}

}  // namespace buurt::files
