#pragma once
// Writes the results of a run so that nothing finished is ever lost and nothing half done is ever
// taken for whole.
//
// While the run goes on, RESULTS.partial holds every array uncompressed at a fixed place, all of it
// set aside and filled with NaN before the run begins. A finished replicate is written into its
// places and then marked as finished; nothing else in the file moves. So whatever moment the run is
// killed at, RESULTS.partial is a file that opens and holds every finished replicate; a full disk
// shows before hours are spent; and writing a replicate costs no more than its own bytes. At the end
// a compressed copy is made in memory, written beside, sealed, brought to the disk and renamed to
// RESULTS in one step, which is also the moment at which an older RESULTS goes.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/comparison_layout.hpp"
#include "files/disk.hpp"
#include "files/dominoes.hpp"
#include "files/results_layout.hpp"
#include "files/traces.hpp"

namespace buurt::files {

/// Where the time of a run went.
struct PhaseTime {
  std::string phase;
  double seconds = 0.0;
};

/// What became of a results file. `note` is empty, or a sentence that the user should see.
struct FinishedResults {
  std::filesystem::path path;
  std::string note;
};

class ResultsWriter {
 public:
  /// Checks all that can be checked before the run and sets the whole file aside.
  /// \throws UserError when the folder is missing or cannot be written, when the file exists and may
  ///   not be replaced, when another run is writing it, or when an interrupted run left finished
  ///   replicates there; DiskFull when there is no room.
  ResultsWriter(const std::filesystem::path& path, ResultsHeader header, Overwrite overwrite);
  ~ResultsWriter();
  ResultsWriter(const ResultsWriter&) = delete;
  ResultsWriter& operator=(const ResultsWriter&) = delete;

  /// Keeps one replicate of one arm. `values` are [outcome][week][group], `neighbourhood_values`
  /// [outcome][week][neighbourhood], `state_hash` one per recorded week, `ledger` [EUR, hours][week][row].
  /// For one thread at a time.
  /// \throws std::logic_error when a number of values is wrong; DiskFull, RunError.
  void write_replicate(int arm, int replicate, std::span<const double> values,
                       std::span<const double> neighbourhood_values,
                       std::span<const std::uint64_t> state_hash, std::string_view burn_in_text,
                       std::span<const double> ledger = {});

  /// Life stories, to stand in the final file. They are not kept of a run that is interrupted.
  void keep_traces(Traces traces) { traces_ = std::move(traces); }

  /// Acts of help that follow from programmes, to stand in the final file.
  void keep_dominoes(Dominoes dominoes) { dominoes_ = std::move(dominoes); }

  /// Makes the final file. When the disk has no room for the compressed copy, the uncompressed file
  /// itself takes its place, and the note says so.
  /// \throws DiskFull, RunError; RESULTS.partial then stays, whole and readable.
  ///
  /// A comparison gives what it adds, and may have been made with fewer replicates than were set aside.
  FinishedResults finish(std::span<const PhaseTime> profile,
                         const ComparisonContent* comparison = nullptr);

  /// Ends without a final file. What was computed stays readable in RESULTS.partial; the note says
  /// where, and how much it is. An older RESULTS stays as it is.
  FinishedResults finish_interrupted();

  /// Called with one sentence when this ends by an error and finished replicates stay in
  /// RESULTS.partial. Without any, the file is removed.
  void when_left(std::function<void(const std::string&)> tell) { tell_left_ = std::move(tell); }

  /// RESULTS.partial
  [[nodiscard]] const std::filesystem::path& partial_path() const { return partial_; }
  /// Replicates of which every arm is finished.
  [[nodiscard]] int replicates_finished() const;

 private:
  enum class State { running, ended };

  void claim_partial(Overwrite overwrite);
  void create_partial();
  void make_final_copy(const std::filesystem::path& copy, std::span<const PhaseTime> profile,
                       const ComparisonContent* comparison) const;
  [[nodiscard]] bool anything_finished() const;

  std::filesystem::path path_;
  std::filesystem::path partial_;
  ResultsHeader header_;
  ResultsAddresses addresses_;
  Descriptor file_;
  std::vector<std::int8_t> finished_;
  std::optional<Traces> traces_;
  std::optional<Dominoes> dominoes_;
  std::function<void(const std::string&)> tell_left_;
  State state_ = State::running;
};

}  // namespace buurt::files
