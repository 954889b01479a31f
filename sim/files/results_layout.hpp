#pragma once
// What a results file holds and how it is laid out, following netCDF-4 so that
// xarray.open_dataset(file) just works. docs and readers rely on the names used here.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "files/hdf5.hpp"

namespace buurt::files {

/// Longest text, in bytes, that is kept of one replicate's burn-in diagnostics.
inline constexpr std::size_t burn_in_text_bytes = 4000;

/// One outcome of the model, as people read it.
struct OutcomeVariable {
  std::string name;
  std::string long_name;
  std::string units;
  std::string definition;
  std::string better;  ///< "lower", "higher" or "neither"

  friend bool operator==(const OutcomeVariable&, const OutcomeVariable&) = default;
};

/// What one row of the ledger is about; texts that do not apply are empty. See care/ledger.hpp.
struct LedgerRow {
  std::string line;
  std::string organisation;
  std::string programme;
  std::string payer;

  friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

/// Everything about a run that is known before it starts.
struct ResultsHeader {
  std::string title;
  std::string buurt_version;
  std::string source_revision;
  std::string compiler;
  std::string flags;
  std::string command_line;
  std::string scenario_json;    ///< the whole scenario
  std::string parameters_json;  ///< all resolved parameters
  std::string comparison_json;  ///< the comparison and its question; empty for a single run
  std::string question;         ///< as a sentence; empty for a single run
  std::uint64_t seed = 0;
  std::string created;  ///< ISO 8601
  std::string start;    ///< ISO date of week 0
  std::vector<std::string> arms;
  int replicates = 1;
  std::vector<int> weeks;  ///< the recorded whole weeks after burn-in, rising
  std::vector<std::string> groups;
  std::vector<std::string> neighbourhoods;
  std::vector<double> neighbourhood_x;  ///< metres in the municipality's plane; as many, or none
  std::vector<double> neighbourhood_y;
  std::vector<OutcomeVariable> outcomes;                ///< (arm, replicate, week, group)
  std::vector<OutcomeVariable> neighbourhood_outcomes;  ///< (arm, replicate, week, neighbourhood)

  std::vector<LedgerRow> ledger;  ///< (arm, replicate, week, row)

  friend bool operator==(const ResultsHeader&, const ResultsHeader&) = default;

  /// Numbers that one replicate of one arm gives.
  [[nodiscard]] std::size_t outcome_values() const {
    return outcomes.size() * weeks.size() * groups.size();
  }
  [[nodiscard]] std::size_t neighbourhood_values() const {
    return neighbourhood_outcomes.size() * weeks.size() * neighbourhoods.size();
  }
  [[nodiscard]] std::size_t ledger_values() const { return 2 * weeks.size() * ledger.size(); }
};

/// Bytes that the layout takes when nothing is compressed, with room for names and texts.
std::uint64_t uncompressed_bytes(const ResultsHeader& header);

/// Where each array of an `in_place` layout begins, in bytes from the start of the file.
struct ResultsAddresses {
  std::vector<std::uint64_t> outcomes;
  std::vector<std::uint64_t> neighbourhood_outcomes;
  std::vector<std::uint64_t> ledger;  ///< EUR and hours; none without a ledger
  std::uint64_t state_hash = 0;
  std::uint64_t finished = 0;
  std::uint64_t burn_in = 0;
};

/// Units as results give them. xarray turns numbers in plain "hours" or "days" into durations; the
/// symbols of the same units (UDUNITS) leave them numbers.
std::string units_that_stay_numbers(const std::string& units);

/// Makes all attributes, coordinates and arrays in a new file; numbers are NaN until written.
void create_results_layout(hdf5::File& file, const ResultsHeader& header, hdf5::Storage storage);

/// \throws hdf5::Error
ResultsAddresses results_addresses(const hdf5::File& file, const ResultsHeader& header);

/// Copies numbers and texts of a file into another of the same layout, which may have fewer replicates:
/// then only the first.
void copy_results(const hdf5::File& from, hdf5::File& to, const ResultsHeader& header);

}  // namespace buurt::files
