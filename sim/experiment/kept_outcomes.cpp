#include "experiment/kept_outcomes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "care/outcomes.hpp"

namespace buurt::experiment {
namespace {

template <class Declarations>
std::size_t number_of(const Declarations& declarations, const std::string& name) {
  const auto at = std::find_if(declarations.begin(), declarations.end(),
                               [&](const auto& declared) { return declared.name == name; });
  return static_cast<std::size_t>(at - declarations.begin());
}

/// The values of one outcome of one group in the recorded weeks of a window.
std::vector<double> in_window(const Record& record, const std::vector<int>& weeks,
                              const std::string& outcome, const files::KeptOutcome& kept) {
  const std::size_t number = number_of(care::outcome_declarations(), outcome);
  const std::size_t group = number_of(care::group_declarations(), kept.group);
  std::vector<double> values;
  for (std::size_t w = 0; w < weeks.size(); ++w) {
    if (weeks[w] < kept.from_week || weeks[w] > kept.to_week) continue;
    values.push_back(record.values[(number * weeks.size() + w) * care::group_count + group]);
  }
  return values;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  int known = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++known;
  }
  return known > 0 ? sum / known : std::numeric_limits<double>::quiet_NaN();
}

const care::OutcomeDeclaration& declared(const std::string& outcome) {
  return care::outcome_declarations()[number_of(care::outcome_declarations(), outcome)];
}

}  // namespace

std::vector<double> kept_values(const std::vector<files::KeptOutcome>& kept, const Record& record,
                                const std::vector<int>& recorded_weeks) {
  std::vector<double> values;
  for (const files::KeptOutcome& one : kept) {
    const std::vector<double> window = in_window(record, recorded_weeks, one.outcome, one);
    switch (one.statistic) {
      case files::Statistic::mean: values.push_back(mean_of(window)); break;
      case files::Statistic::last: values.push_back(window.back()); break;
      case files::Statistic::difference: values.push_back(window.back() - window.front()); break;
      case files::Statistic::share: {
        const double whole = mean_of(in_window(record, recorded_weeks, one.of, one));
        values.push_back(whole != 0.0 ? mean_of(window) / whole
                                      : std::numeric_limits<double>::quiet_NaN());
        break;
      }
    }
  }
  return values;
}

std::string units_of(const files::KeptOutcome& kept) {
  if (kept.statistic == files::Statistic::share) {
    return fmt::format("{} per {}", declared(kept.outcome).units, declared(kept.of).units);
  }
  return std::string(declared(kept.outcome).units);
}

std::string in_words(const files::KeptOutcome& kept) {
  const std::string weeks = fmt::format("weeks {} to {}", kept.from_week, kept.to_week);
  const std::string_view name = declared(kept.outcome).long_name;
  const std::string group = kept.group == "all" ? "" : fmt::format(" ({})", kept.group);
  switch (kept.statistic) {
    case files::Statistic::mean: return fmt::format("{}{}, mean of {}", name, group, weeks);
    case files::Statistic::last: return fmt::format("{}{}, last of {}", name, group, weeks);
    case files::Statistic::difference:
      return fmt::format("{}{}, last less first of {}", name, group, weeks);
    case files::Statistic::share:
      return fmt::format("{} as a share of {}{}, means of {}", name, declared(kept.of).long_name,
                         group, weeks);
  }
  return {};
}

}  // namespace buurt::experiment
