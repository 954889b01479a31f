#include "experiment/person_list.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <tuple>

namespace buurt::experiment {

void PersonList::add(std::size_t arm, int replicate, std::size_t people,
                     const std::vector<PersonDifference>& differences) {
  PersonTotals& totals = totals_[arm];
  totals.people += static_cast<std::int64_t>(people);
  for (std::size_t i = 0; i < differences.size();) {
    bool better = false;
    bool worse = false;
    const engine::Identity who = differences[i].who;
    for (; i < differences.size() && differences[i].who == who; ++i) {
      const PersonDifference& one = differences[i];
      PersonTotals::Kind& kind = totals.changed[static_cast<std::size_t>(one.kind)];
      ++(one.better > 0 ? kind.better : one.better < 0 ? kind.worse : kind.neither);
      better |= one.better > 0;
      worse |= one.better < 0;
      listed_[arm][static_cast<std::size_t>(one.kind)].push_back({replicate, one});
    }
    if (better && worse) {
      ++totals.mixed;
    } else if (better) {
      ++totals.better_off;
    } else if (worse) {
      ++totals.worse_off;
    }
  }
  for (std::vector<Listed>& list : listed_[arm]) {
    std::sort(list.begin(), list.end(), [](const Listed& a, const Listed& b) {
      return std::tuple(-std::abs(a.difference.amount), a.replicate, a.difference.who) <
             std::tuple(-std::abs(b.difference.amount), b.replicate, b.difference.who);
    });
    if (list.size() > listed_persons) list.resize(listed_persons);
  }
}

files::PersonsContent PersonList::content(const std::vector<std::string>& arms,
                                          int replicates) const {
  files::PersonsContent content;
  content.cap = listed_persons;
  content.replicates = replicates;
  nlohmann::json totals = nlohmann::json::object();
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    const PersonTotals& of_arm = totals_[arm];
    nlohmann::json changed = nlohmann::json::object();
    for (std::size_t kind = 0; kind < change_names.size(); ++kind) {
      const PersonTotals::Kind& counts = of_arm.changed[kind];
      changed[std::string(change_names[kind])] = {
          {"better", counts.better}, {"worse", counts.worse}, {"neither", counts.neither}};
      for (const Listed& one : listed_[arm][kind]) {
        content.arm.push_back(arms[arm]);
        content.replicate.push_back(one.replicate);
        content.identity.push_back(one.difference.who.value);
        content.what.emplace_back(change_names[kind]);
        content.amount.push_back(one.difference.amount);
        content.better.push_back(static_cast<std::int8_t>(one.difference.better));
        content.first_week.push_back(one.difference.first_week);
        content.event.emplace_back(one.difference.event);
      }
    }
    totals[arms[arm]] = {{"people", of_arm.people},
                         {"better_off", of_arm.better_off},
                         {"worse_off", of_arm.worse_off},
                         {"mixed", of_arm.mixed},
                         {"changed", changed}};
  }
  content.totals = totals.dump();
  return content;
}

}  // namespace buurt::experiment
