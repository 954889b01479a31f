#pragma once
// What the files of sweeps and calibrations have in common, and how unfinished ones are kept.

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "experiment/design/evaluation.hpp"
#include "experiment/design/parameter_space.hpp"
#include "files/disk.hpp"
#include "files/experiment.hpp"
#include "files/labelled_file.hpp"

namespace buurt::experiment {

/// Attributes that say what was done and by which program, the parameters (name, unit, range) and the
/// outcomes (name, unit, meaning) of an experiment. The dimension `point` is for the caller.
[[nodiscard]] files::LabelledContent experiment_content(const files::Experiment& experiment,
                                                        const files::ParameterCatalogue& catalogue,
                                                        const std::string& command_line);

/// Adds the dimensions point and replicate and the arrays `design` (point, parameter), `value`
/// (point, outcome, replicate), `mean` (point, outcome) and `finished` (point, replicate).
void add_evaluations(files::LabelledContent& content, const Points& values,
                     const Evaluations& evaluations);

/// Keeps what an unfinished experiment has, in FILE.partial beside the file that it will become.
class Keeper {
 public:
  /// \throws UserError when the target is in the way or another process writes it.
  Keeper(const std::filesystem::path& output, files::FileKind kind, files::Overwrite overwrite);

  [[nodiscard]] const std::filesystem::path& output() const { return output_; }
  [[nodiscard]] const std::filesystem::path& partial() const { return partial_; }
  [[nodiscard]] bool has_partial() const;
  /// Finished replicates of points in the unfinished file; 0 when nothing can be read from it.
  [[nodiscard]] std::size_t runs_in_partial() const;

  /// Whether it is a while since something was kept: a second, or twenty times as long as it took.
  [[nodiscard]] bool due() const;
  /// Puts this in the place of what was kept before.
  void keep(const files::LabelledContent& content);
  /// Writes the finished file and removes the unfinished one.
  void finish(const files::LabelledContent& content);

 private:
  using Clock = std::chrono::steady_clock;

  std::filesystem::path output_;
  std::filesystem::path partial_;
  files::FileKind kind_;
  files::Descriptor lock_;
  Clock::time_point last_ = Clock::now();
  Clock::duration took_{};  ///< by the last keeping
};

/// Whether a model still gives, bit for bit, what it gave at the first finished point.
/// \throws UserError that names the file when it does not: results of two models must not be mixed.
void check_same_model(const PointModel& model, const Points& values, const Evaluations& evaluations,
                      const std::filesystem::path& file);

}  // namespace buurt::experiment
