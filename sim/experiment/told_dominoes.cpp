#include "experiment/told_dominoes.hpp"

#include <nlohmann/json.hpp>
#include <unordered_set>

#include "engine/identity.hpp"

namespace buurt::experiment {
namespace {

using care::HelpAct;

/// Who is helped with what, whoever does it.
std::uint64_t need_of(const HelpAct& act) {
  return engine::mix(act.helped.value, static_cast<std::uint64_t>(act.need));
}

std::string sex_in_words(care::Sex sex) { return sex == care::Sex::woman ? "woman" : "man"; }

files::DominoAct told(const HelpAct& act, const std::string& arm, int burn_in_weeks,
                      const std::string& anyway) {
  const bool person = act.source != care::Source::professionals;
  files::DominoAct one;
  one.arm = arm;
  one.week = static_cast<int>(act.week) - burn_in_weeks;
  one.helped = act.helped.value;
  one.giver = act.giver.value;
  one.source = care::source_names[static_cast<std::size_t>(act.source)];
  one.need = care::need_names[static_cast<std::size_t>(act.need)];
  one.minutes = act.minutes;
  one.helped_age = act.helped_age;
  one.helped_sex = sex_in_words(act.helped_sex);
  one.giver_age = act.giver_age;
  one.giver_sex = person ? sex_in_words(act.giver_sex) : "";
  one.anyway = anyway;
  return one;
}

}  // namespace

files::Dominoes told_dominoes(std::span<const HelpAct> baseline, const std::vector<ArmActs>& arms,
                              int burn_in_weeks) {
  files::Dominoes all;
  nlohmann::json totals = nlohmann::json::object();
  for (const ArmActs& arm : arms) {
    // Only what the baseline does from the fork on can be set beside what the arm does.
    std::unordered_set<std::uint64_t> same;
    std::unordered_set<std::uint64_t> needs;
    for (const HelpAct& act : baseline) {
      if (static_cast<int>(act.week) - burn_in_weeks <= arm.first_week) continue;
      same.insert(act.identity.value);
      needs.insert(need_of(act));
    }
    int acts = 0;
    int opened = 0;
    int in_both = 0;
    nlohmann::json anyway = {{"same", 0}, {"other", 0}, {"none", 0}};
    for (const HelpAct& act : arm.acts) {
      if (static_cast<int>(act.week) - burn_in_weeks <= arm.first_week) continue;
      ++acts;
      const bool both = same.contains(act.identity.value);
      in_both += both ? 1 : 0;
      if (act.steps.empty()) continue;
      ++opened;
      const std::string found = both ? "same" : needs.contains(need_of(act)) ? "other" : "none";
      anyway[found] = anyway[found].get<int>() + 1;
      for (const care::DominoStep& step : act.steps) {
        const auto name = care::opening_step_names[static_cast<std::size_t>(step.opening.step)];
        all.links.push_back({static_cast<int>(all.acts.size()),
                             static_cast<int>(step.week) - burn_in_weeks, std::string(name),
                             step.opening.who.value, step.opening.other.value});
      }
      all.acts.push_back(told(act, arm.arm, burn_in_weeks, found));
    }
    totals[arm.arm] = {{"acts", acts},
                       {"opened", opened},
                       {"anyway", anyway},
                       {"in_both", in_both},
                       {"acts_of_baseline", static_cast<int>(same.size())}};
  }
  all.totals = totals.dump();
  return all;
}

}  // namespace buurt::experiment
