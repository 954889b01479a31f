#include "cli/compare_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "care/outcomes.hpp"
#include "experiment/paired_effects.hpp"

namespace buurt::cli {
namespace {

using experiment::CompareEnd;
using experiment::Effect;
using experiment::EffectStatistic;
using nlohmann::ordered_json;

constexpr const char* window_shown = "last_year";

/// One main outcome of one arm, ready to be told.
struct Told {
  const care::OutcomeDeclaration* outcome = nullptr;
  std::size_t number = 0;
  bool sums = false;
  double baseline = 0.0;
  Effect effect{};
  int pairs = 0;
  int better = 0;
  int worse = 0;
  int equal = 0;

  [[nodiscard]] double of(EffectStatistic statistic) const {
    return experiment::of(effect, statistic);
  }
  /// Whether the 90 % interval leaves zero out.
  [[nodiscard]] bool is_clear() const {
    return of(EffectStatistic::low_90) > 0.0 || of(EffectStatistic::high_90) < 0.0;
  }
  [[nodiscard]] bool has_interval() const { return !std::isnan(of(EffectStatistic::low_90)); }
};

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  int known = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++known;
  }
  return known > 0 ? sum / known : std::nan("");
}

Told told(const CompareEnd& end, std::size_t arm, std::size_t outcome, std::size_t group) {
  Told one;
  one.number = outcome;
  one.outcome = &care::outcome_declarations()[outcome];
  one.sums = care::counts_happenings(*one.outcome);
  const std::size_t window = end.effects.window(window_shown);
  const std::vector<double> before = end.effects.values(0, outcome, window, group);
  const std::vector<double> after = end.effects.values(arm, outcome, window, group);
  one.baseline = mean_of(before);
  one.effect = end.effects.effect(arm, outcome, window, group, one.outcome->better);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double d = after[i] - before[i];
    if (std::isnan(d)) continue;
    ++one.pairs;
    if (d == 0.0) {
      ++one.equal;
    } else if (one.outcome->better != "neither") {
      ++((d > 0.0) == (one.outcome->better == "higher") ? one.better : one.worse);
    }
  }
  return one;
}

std::vector<Told> main_outcomes(const files::Comparison& comparison, const CompareEnd& end,
                                std::size_t arm) {
  std::vector<Told> all;
  for (const std::string& name : comparison.main_outcomes) {
    all.push_back(told(end, arm, experiment::outcome_number(name, "main_outcomes"), 0));
  }
  return all;
}

std::string number(double value) {
  if (std::isnan(value)) return "-";
  if (std::abs(value) >= 1000.0) return fmt::format("{:.0f}", value);
  return fmt::format("{:.3g}", value);
}

std::string signed_number(double value) {
  if (std::isnan(value)) return "-";
  return (value > 0.0 ? "+" : "") + number(value);
}

std::string verdict(const Told& one) {
  if (one.pairs == 0) return "no value";
  if (one.equal == one.pairs) return "the same in every pair";
  std::string words;
  if (one.has_interval() && !one.is_clear()) words = "no clear difference";
  if (one.outcome->better == "neither") return words;
  const bool more_better = one.better >= one.worse;
  words +=
      (words.empty() ? "" : "; ") + fmt::format("{} in {} of {}", more_better ? "better" : "worse",
                                                more_better ? one.better : one.worse, one.pairs);
  if (one.equal > 0) words += fmt::format(", the same in {}", one.equal);
  return words;
}

std::string unit_of(const Told& one) {
  return std::string(one.outcome->units) + (one.sums ? " per year" : "");
}

/// Rows with columns wide enough: the first to the left, the last as it is, others to the right.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += i == 0                ? fmt::format("{:<{}}", row[i], widths[i])
              : i + 1 == row.size() ? "  " + row[i]
                                    : fmt::format("  {:>{}}", row[i], widths[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

/// A group and what a main outcome changes by in it.
struct Reached {
  std::string group;
  Told told;
  double share = 0.0;  ///< of the group's own level in the baseline
};

/// The main outcome with the clearest difference, in all groups, the most changed first; empty when no
/// difference is clear. Groups that hold next to nothing of it are left out: one person more would be many
/// per cent of them.
std::vector<Reached> reached(const std::vector<Told>& outcomes, const CompareEnd& end,
                             std::size_t arm) {
  const Told* clearest = nullptr;
  // A few pairs that differ by the same whole number say little of how sure that is.
  const auto distance = [](const Told& one) {
    const double se = one.of(EffectStatistic::se);
    return se > 0.0 ? std::abs(one.of(EffectStatistic::mean)) / se : 0.0;
  };
  constexpr std::size_t some_group = 1;
  for (const Told& one : outcomes) {
    if (!one.is_clear() || one.outcome->better == "neither") continue;
    // Costs, for one, are known for the whole municipality only.
    if (told(end, arm, one.number, some_group).pairs == 0) continue;
    if (clearest == nullptr || distance(one) > distance(*clearest)) clearest = &one;
  }
  std::vector<Reached> groups;
  if (clearest == nullptr) return groups;
  constexpr double least_held = 0.02;
  const double least = least_held * std::abs(clearest->baseline);
  const auto declared = care::group_declarations();
  for (std::size_t group = some_group; group < declared.size(); ++group) {
    Reached one{std::string(declared[group].name), told(end, arm, clearest->number, group), 0.0};
    one.share = one.told.of(EffectStatistic::mean) / one.told.baseline;
    if (std::isfinite(one.share) && std::abs(one.told.baseline) >= least) {
      groups.push_back(std::move(one));
    }
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Reached& a, const Reached& b) {
    return std::abs(a.share) > std::abs(b.share);
  });
  return groups;
}

std::string reached_in_words(const std::vector<Reached>& groups) {
  if (groups.empty()) return {};
  const auto as_text = [](const Reached& one) {
    return fmt::format("{} ({:+.1f} %)", one.group, 100.0 * one.share);
  };
  std::string most;
  std::string missed;
  int told_most = 0;
  for (const Reached& one : groups) {
    if (one.told.is_clear() && told_most < 3) {
      most += (most.empty() ? "" : ", ") + as_text(one);
      ++told_most;
    } else if (!one.told.is_clear()) {
      missed += (missed.empty() ? "" : ", ") + one.group;
    }
  }
  std::string text = fmt::format("  {} changes most for {}", groups.front().told.outcome->long_name,
                                 most.empty() ? "no group clearly" : most);
  if (!missed.empty()) text += "\n  and not clearly for " + missed;
  return text + "\n";
}

std::string persons_in_words(const experiment::PersonTotals& persons, int replicates) {
  if (replicates == 0) return {};
  const auto each = [&](std::int64_t sum) {
    return number(std::round(static_cast<double>(sum) / replicates));
  };
  return fmt::format(
      "  Of {} people, {} are better off in the last week, {} worse off, {} both at once (in one "
      "simulated world on average)\n",
      each(persons.people), each(persons.better_off), each(persons.worse_off), each(persons.mixed));
}

/// What pairing gains in one outcome: "12 times", or why there is no such number.
std::string gain_in_words(const experiment::PairingGain& gain) {
  if (std::isfinite(gain.gain)) return number(gain.gain) + " times";
  return gain.paired == 0.0 && std::isinf(gain.gain) ? "every pair differs by the same"
                                                     : "no spread";
}

std::string title_of(const files::ComparisonArm& arm) {
  std::string title;
  for (const files::Intervention& one : arm.with) title += (title.empty() ? "" : " + ") + one.title;
  return title;
}

ordered_json number_or_null(double value) {
  return std::isfinite(value) ? ordered_json(value) : ordered_json();
}

ordered_json as_json(const Told& one) {
  ordered_json effect = {{"outcome", one.outcome->name},
                         {"long_name", one.outcome->long_name},
                         {"units", unit_of(one)},
                         {"better", one.outcome->better},
                         {"baseline", number_or_null(one.baseline)}};
  for (std::size_t i = 0; i < one.effect.size(); ++i) {
    effect[std::string(experiment::effect_statistics[i])] = number_or_null(one.effect[i]);
  }
  effect["better_in"] = one.better;
  effect["worse_in"] = one.worse;
  effect["equal_in"] = one.equal;
  effect["verdict"] = verdict(one);
  return effect;
}

}  // namespace

std::string comparison_in_words(const files::Comparison& comparison, const CompareEnd& end) {
  std::string text = comparison.question + "\n";
  text += fmt::format(
      "{}, {} weeks, {} {} of simulated worlds; synthetic people, not a forecast.\n"
      "Last year: baseline, then the difference with its 90 % interval.\n",
      comparison.baseline.name, comparison.baseline.weeks, end.replicates_finished,
      end.replicates_finished == 1 ? "pair" : "pairs");
  if (!comparison.accepted.empty()) {
    text += fmt::format(
        "The pairs take {} of the {} parameter sets that a calibration accepted in turn.\n",
        std::min<std::size_t>(comparison.accepted.size(),
                              static_cast<std::size_t>(end.replicates_finished)),
        comparison.accepted.size());
  }
  for (std::size_t arm = 1; arm <= comparison.arms.size(); ++arm) {
    const files::ComparisonArm& described = comparison.arms[arm - 1];
    text += fmt::format("\n{}: {}\n", described.name, title_of(described));
    const std::vector<Told> outcomes = main_outcomes(comparison, end, arm);
    std::vector<std::vector<std::string>> rows;
    for (const Told& one : outcomes) {
      const std::string interval =
          one.has_interval()
              ? fmt::format("({} to {})", signed_number(one.of(EffectStatistic::low_90)),
                            signed_number(one.of(EffectStatistic::high_90)))
              : "";
      rows.push_back({fmt::format("  {} [{}]", one.outcome->long_name, unit_of(one)),
                      number(one.baseline), signed_number(one.of(EffectStatistic::mean)), interval,
                      verdict(one)});
    }
    text += table(rows);
    text += reached_in_words(reached(outcomes, end, arm));
    text += persons_in_words(end.persons[arm - 1], end.replicates_finished);
  }
  return text;
}

std::string pairing_in_words(const files::Comparison& comparison, const CompareEnd& end) {
  std::string text =
      "\nWhat pairing gains: variance of the difference, unpaired and paired (last year, all)\n";
  const std::size_t window = end.effects.window(window_shown);
  for (std::size_t arm = 1; arm <= comparison.arms.size(); ++arm) {
    std::vector<std::vector<std::string>> rows{
        {comparison.arms[arm - 1].name, "unpaired", "paired", "gain"}};
    for (const std::string& name : comparison.main_outcomes) {
      const std::size_t outcome = experiment::outcome_number(name, "main_outcomes");
      const experiment::PairingGain gain = experiment::pairing_gain(
          end.effects.values(0, outcome, window, 0), end.effects.values(arm, outcome, window, 0));
      const std::vector<double> before = end.effects.values(0, outcome, window, 0);
      const bool nothing = before == end.effects.values(arm, outcome, window, 0);
      rows.push_back({"  " + name, number(gain.unpaired), number(gain.paired),
                      nothing ? "no difference in any pair" : gain_in_words(gain)});
    }
    const double median = experiment::median_gain(end.effects, arm, comparison.main_outcomes);
    if (std::isfinite(median)) rows.push_back({"  median", "", "", number(median) + " times"});
    text += table(rows);
  }
  return text;
}

ordered_json comparison_as_json(const files::Comparison& comparison, const CompareEnd& end) {
  ordered_json summary = {{"results", end.results.string()},
                          {"question", comparison.question},
                          {"scenario", comparison.baseline.name},
                          {"weeks", comparison.baseline.weeks},
                          {"replicates_finished", end.replicates_finished},
                          {"interrupted", end.interrupted},
                          {"out_of_balance", end.complaints},
                          {"window", window_shown},
                          {"arms", ordered_json::array()}};
  if (end.narrow_enough) summary["narrow_enough"] = *end.narrow_enough;
  if (end.replicates_finished == 0) return summary;
  for (std::size_t arm = 1; arm <= comparison.arms.size(); ++arm) {
    const std::vector<Told> outcomes = main_outcomes(comparison, end, arm);
    ordered_json effects = ordered_json::array();
    for (const Told& one : outcomes) effects.push_back(as_json(one));
    ordered_json groups = ordered_json::array();
    for (const Reached& one : reached(outcomes, end, arm)) {
      ordered_json group = as_json(one.told);
      group["group"] = one.group;
      group["share_of_baseline"] = one.share;
      groups.push_back(std::move(group));
    }
    const experiment::PersonTotals& persons = end.persons[arm - 1];
    summary["arms"].push_back(
        {{"name", comparison.arms[arm - 1].name},
         {"title", title_of(comparison.arms[arm - 1])},
         {"effects", effects},
         {"groups", groups},
         {"persons",
          {{"people", persons.people},
           {"better_off", persons.better_off},
           {"worse_off", persons.worse_off},
           {"mixed", persons.mixed}}},
         {"median_pairing_gain",
          number_or_null(experiment::median_gain(end.effects, arm, comparison.main_outcomes))}});
  }
  return summary;
}

}  // namespace buurt::cli
