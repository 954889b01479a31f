#pragma once
// Opens results of an earlier run, to run them again and compare.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "files/hdf5.hpp"
#include "files/results_layout.hpp"

namespace buurt::files {

/// Whether RESULTS.partial of a run that was cut off is good enough.
enum class Unfinished { refuse, accept };

/// An open results file. Numbers are read when asked for.
class ResultsReader {
 public:
  /// \throws UserError with one sentence when the file is missing, is not HDF5, is cut off or
  ///   damaged, was not made by buurt, is a snapshot, has another format version, or is the
  ///   unfinished file of an interrupted run and that is not accepted.
  explicit ResultsReader(const std::filesystem::path& path,
                         Unfinished unfinished = Unfinished::refuse);

  [[nodiscard]] const ResultsHeader& header() const { return header_; }
  [[nodiscard]] bool complete() const { return complete_; }
  /// Replicates of which every arm is finished.
  [[nodiscard]] int replicates_finished() const;
  [[nodiscard]] bool finished(int arm, int replicate) const;
  /// One hash per recorded week.
  [[nodiscard]] std::vector<std::uint64_t> state_hash(int arm, int replicate) const;
  /// All values of one outcome: [arm][replicate][week][group or neighbourhood].
  /// \throws UserError when there is no such outcome.
  [[nodiscard]] std::vector<double> values(const std::string& outcome) const;
  /// EUR and hours of one replicate of one arm: [EUR, hours][week][row]; none without a ledger.
  [[nodiscard]] std::vector<double> ledger(int arm, int replicate) const;
  [[nodiscard]] std::string burn_in_text(int arm, int replicate) const;

 private:
  void read_header(const hdf5::Group& root);
  void check_shapes(const hdf5::Group& root) const;
  [[nodiscard]] std::size_t run_number(int arm, int replicate) const;

  std::filesystem::path path_;
  hdf5::File file_;
  ResultsHeader header_;
  std::vector<std::int8_t> finished_;
  bool complete_ = false;
};

}  // namespace buurt::files
