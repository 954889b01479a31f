#pragma once
// All that a calibration knows so far, to and from its file.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "experiment/design/evaluation.hpp"
#include "experiment/design/parameter_space.hpp"
#include "experiment/matching/history_matching.hpp"
#include "files/labelled_file.hpp"

namespace buurt::experiment {

/// The simulated points of one wave, in the unit cube.
struct WaveRuns {
  Points design;
  Evaluations evaluations;
};

/// What is kept of a calibration: the points of every wave, and the lesson of every finished one. The
/// last wave may be unfinished and then has no lesson.
struct CalibrationRecord {
  std::vector<WaveRuns> waves;
  std::vector<WaveLesson> lessons;

  /// All points of all waves.
  [[nodiscard]] Points design() const;
  [[nodiscard]] Evaluations evaluations() const;
};

/// How far a point is from the targets: the largest distance in halves of an interval; infinite when
/// a target has no value there.
[[nodiscard]] double misfit(const std::vector<Target>& targets, const Evaluations& evaluations,
                            std::size_t point);

/// Adds everything to the content of a file. `match` has taken in the finished waves; `implausible`
/// has the implausibility of every point.
void add_calibration(files::LabelledContent& content, const CalibrationRecord& record,
                     const HistoryMatch& match, const std::vector<VariedParameter>& parameters,
                     const std::vector<std::string>& sources,
                     const std::vector<double>& implausible);

/// Reads it back. `parameters`, `outcomes` and `targets` are numbers of them.
/// \throws UserError when the file does not fit them.
[[nodiscard]] CalibrationRecord read_calibration(const files::LabelledReader& file,
                                                 const std::filesystem::path& path,
                                                 std::size_t parameters, std::size_t outcomes,
                                                 std::size_t targets);

}  // namespace buurt::experiment
