#pragma once
// What the file of a comparison holds beside the results of its runs: the groups /effects and
// /persons. docs/compare.md tells readers of them.

#include <cstdint>
#include <string>
#include <vector>

#include "files/hdf5.hpp"
#include "files/results_layout.hpp"

namespace buurt::files {

/// One outcome's effects: [arm][window][group or neighbourhood][statistic].
struct EffectVariable {
  OutcomeVariable outcome;  ///< units as results have them; `per year` is added where it sums
  bool sums = false;        ///< whether values of several weeks were added up and given for a year
  double pairing_gain = 0.0;
  std::vector<double> values;
};

/// The group /effects.
struct EffectsContent {
  std::vector<std::string> arms;  ///< without the baseline
  std::vector<std::string> windows;
  std::vector<std::string> groups;
  std::vector<std::string> neighbourhoods;
  std::vector<std::string> statistics;
  std::vector<EffectVariable> outcomes;
  std::vector<EffectVariable> neighbourhood_outcomes;
  std::string main_outcomes;  ///< JSON
  std::string pairing;        ///< JSON
};

/// The group /persons; all lists have the same length.
struct PersonsContent {
  std::vector<std::string> arm;
  std::vector<std::int32_t> replicate;
  std::vector<std::uint64_t> identity;
  std::vector<std::string> what;
  std::vector<double> amount;
  std::vector<std::int8_t> better;
  std::vector<std::int32_t> first_week;
  std::vector<std::string> event;
  int cap = 0;
  int replicates = 0;
  std::string totals;  ///< JSON
};

struct ComparisonContent {
  EffectsContent effects;
  PersonsContent persons;
};

/// Makes both groups. \throws hdf5::Error
void write_comparison(hdf5::File& file, const ComparisonContent& content);

/// The effects of one outcome: [arm][window][group][statistic].
/// \throws hdf5::Error when there is no such outcome.
std::vector<double> read_effects(const hdf5::File& file, const std::string& outcome);

}  // namespace buurt::files
