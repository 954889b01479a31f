#include "experiment/calibration_record.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>

#include "engine/error.hpp"
#include "experiment/experiment_content.hpp"

namespace buurt::experiment {
namespace {

using files::LabelledContent;

/// Adds an array with one number for each wave and target.
void add_by_target(LabelledContent& content, const std::vector<WaveLesson>& lessons,
                   const std::string& name, const std::string& long_name,
                   const std::function<double(const TargetLesson&)>& of) {
  std::vector<double> values;
  for (const WaveLesson& lesson : lessons) {
    for (const TargetLesson& target : lesson.targets) values.push_back(of(target));
  }
  content.arrays.push_back({name, {"wave", "target"}, std::move(values), long_name, ""});
}

void add_by_parameter(LabelledContent& content, const std::vector<WaveLesson>& lessons,
                      const std::string& name, const std::string& long_name,
                      const std::function<double(const RangeLeft&, std::size_t)>& of) {
  std::vector<double> values;
  for (const WaveLesson& lesson : lessons) {
    for (std::size_t p = 0; p < lesson.ranges.size(); ++p)
      values.push_back(of(lesson.ranges[p], p));
  }
  content.arrays.push_back({name, {"wave", "parameter"}, std::move(values), long_name, ""});
}

void add_targets(LabelledContent& content, const HistoryMatch& match,
                 const std::vector<std::string>& sources) {
  std::vector<std::string> names;
  std::vector<double> values;
  std::vector<double> minima;
  std::vector<double> maxima;
  for (const Target& target : match.targets()) {
    names.push_back(target.name);
    values.push_back(target.value);
    minima.push_back(target.minimum);
    maxima.push_back(target.maximum);
  }
  content.dimensions.push_back({"target", names.size(), names, "what was observed"});
  content.arrays.push_back({"target_value", {"target"}, values, "value observed", ""});
  content.arrays.push_back({"target_minimum", {"target"}, minima, "lower end of 95 %", ""});
  content.arrays.push_back({"target_maximum", {"target"}, maxima, "upper end of 95 %", ""});
  content.arrays.push_back({"target_source", {"target"}, sources, "where it is from", ""});
}

void add_points(LabelledContent& content, const CalibrationRecord& record,
                const HistoryMatch& match, const std::vector<double>& implausible) {
  const Points design = record.design();
  const Evaluations evaluations = record.evaluations();
  std::vector<std::int32_t> waves;
  for (std::size_t w = 0; w < record.waves.size(); ++w) {
    waves.insert(waves.end(), record.waves[w].design.count(), static_cast<std::int32_t>(w));
  }
  std::vector<std::int32_t> accepted;
  std::vector<double> misfits;
  for (std::size_t i = 0; i < design.count(); ++i) {
    misfits.push_back(misfit(match.targets(), evaluations, i));
    accepted.push_back(misfits.back() <= 1.0 ? 1 : 0);
  }
  content.arrays.push_back({"wave_of_point", {"point"}, waves, "wave it belongs to", ""});
  content.arrays.push_back({"coordinate",
                            {"point", "parameter"},
                            design.values(),
                            "place in the range of the parameter, 0 to 1",
                            "1"});
  content.arrays.push_back(
      {"accepted", {"point"}, accepted, "1 where every target is within its interval", ""});
  content.arrays.push_back({"misfit",
                            {"point"},
                            misfits,
                            "largest distance to a target in halves of its interval",
                            "1"});
  content.arrays.push_back(
      {"implausibility", {"point"}, implausible, "by the emulators of all waves", "1"});
}

void add_lessons(LabelledContent& content, const std::vector<WaveLesson>& lessons,
                 const std::vector<VariedParameter>& parameters) {
  content.dimensions.push_back({"wave", lessons.size(), {}, "finished wave"});
  std::vector<double> left;
  std::vector<std::int32_t> matching;
  std::vector<double> lengths;
  for (const WaveLesson& lesson : lessons) {
    left.push_back(lesson.space_left);
    matching.push_back(static_cast<std::int32_t>(lesson.matching_points));
    for (const TargetLesson& target : lesson.targets) {
      lengths.insert(lengths.end(), target.shape.lengths.begin(), target.shape.lengths.end());
    }
  }
  content.arrays.push_back({"space_left", {"wave"}, left, "share of space not ruled out", "1"});
  content.arrays.push_back(
      {"matching_points", {"wave"}, matching, "points of the wave that match all targets", ""});
  content.arrays.push_back({"emulator_length",
                            {"wave", "target", "parameter"},
                            lengths,
                            "correlation length in the range of the parameter",
                            "1"});
  const auto target = [&](const char* name, const char* long_name, auto of) {
    add_by_target(content, lessons, name, long_name, of);
  };
  using Lesson = TargetLesson;
  target("emulator_nugget", "variance of noise over that of the process",
         [](const Lesson& one) { return one.shape.nugget; });
  target("emulator_error", "error of one point predicted from the others (root mean square)",
         [](const Lesson& one) { return one.validation.error; });
  target("emulator_explained", "share of variance so predicted",
         [](const Lesson& one) { return one.validation.explained; });
  target("emulator_within_two", "share of points so predicted within two standard deviations",
         [](const Lesson& one) { return one.validation.within_two; });
  target("chance_variance", "variance between replicates of a point",
         [](const Lesson& one) { return one.chance_variance; });
  target("nearest", "simulated mean nearest to the target",
         [](const Lesson& one) { return one.nearest; });
  target("lowest", "lowest simulated mean", [](const Lesson& one) { return one.lowest; });
  target("highest", "highest simulated mean", [](const Lesson& one) { return one.highest; });
  target("matching", "share of points within the interval",
         [](const Lesson& one) { return one.matching; });
  const auto parameter = [&](const char* name, const char* long_name, auto of) {
    add_by_parameter(content, lessons, name, long_name, of);
  };
  parameter("coordinate_low", "coordinate below which 5 % of what is left lies",
            [](const RangeLeft& range, std::size_t) { return range.low; });
  parameter("coordinate_high", "coordinate below which 95 % of what is left lies",
            [](const RangeLeft& range, std::size_t) { return range.high; });
  parameter("range_low", "value below which 5 % of what is left lies",
            [&](const RangeLeft& range, std::size_t p) { return parameters[p].value(range.low); });
  parameter("range_high", "value below which 95 % of what is left lies",
            [&](const RangeLeft& range, std::size_t p) { return parameters[p].value(range.high); });
  parameter("width_left", "width of that range over the width at the start",
            [](const RangeLeft& range, std::size_t) { return range.width; });
}

}  // namespace

Points CalibrationRecord::design() const {
  Points all;
  for (const WaveRuns& wave : waves) all.append(wave.design);
  return all;
}

Evaluations CalibrationRecord::evaluations() const {
  Evaluations all;
  for (const WaveRuns& wave : waves) all.append(wave.evaluations);
  return all;
}

double misfit(const std::vector<Target>& targets, const Evaluations& evaluations,
              std::size_t point) {
  double largest = 0.0;
  for (const Target& target : targets) {
    const double mean = evaluations.mean(point, target.outcome);
    if (std::isnan(mean)) return std::numeric_limits<double>::infinity();
    largest = std::max(largest, target.misfit(mean));
  }
  return largest;
}

void add_calibration(LabelledContent& content, const CalibrationRecord& record,
                     const HistoryMatch& match, const std::vector<VariedParameter>& parameters,
                     const std::vector<std::string>& sources,
                     const std::vector<double>& implausible) {
  add_evaluations(content, values_at(parameters, record.design()), record.evaluations());
  add_targets(content, match, sources);
  add_points(content, record, match, implausible);
  content.numbers.emplace_back("waves_finished", static_cast<double>(record.lessons.size()));
  if (record.lessons.empty()) return;
  add_lessons(content, record.lessons, parameters);
  if (match.left().count() == 0) return;
  content.dimensions.push_back({"draw", match.left().count(), {}, "point of what is left"});
  content.arrays.push_back({"left",
                            {"draw", "parameter"},
                            values_at(parameters, match.left()).values(),
                            "points spread evenly over what no wave has ruled out",
                            ""});
}

CalibrationRecord read_calibration(const files::LabelledReader& file,
                                   const std::filesystem::path& path, std::size_t parameters,
                                   std::size_t outcomes, std::size_t targets) {
  const std::vector<std::int32_t> wave_of = file.whole_numbers("wave_of_point");
  const std::vector<double> coordinates = file.numbers("coordinate");
  const std::vector<double> values = file.numbers("value");
  const std::vector<std::int32_t> finished = file.whole_numbers("finished");
  const std::size_t points = wave_of.size();
  const std::size_t replicates = points > 0 ? finished.size() / points : 0;
  const auto lessons = static_cast<std::size_t>(file.number("waves_finished"));
  const auto damaged = [&] {
    return engine::UserError(path.string(), "is damaged: its arrays do not fit each other");
  };
  if (points == 0 || replicates == 0 || coordinates.size() != points * parameters ||
      values.size() != points * outcomes * replicates || finished.size() != points * replicates ||
      !std::is_sorted(wave_of.begin(), wave_of.end()) || wave_of.front() != 0) {
    throw damaged();
  }
  CalibrationRecord record;
  for (std::size_t begin = 0; begin < points;) {
    std::size_t end = begin;
    while (end < points && wave_of[end] == wave_of[begin]) ++end;
    const auto part = [&](const auto& all, std::size_t each) {
      return std::remove_cvref_t<decltype(all)>(
          all.begin() + static_cast<std::ptrdiff_t>(begin * each),
          all.begin() + static_cast<std::ptrdiff_t>(end * each));
    };
    WaveRuns wave{Points(end - begin, parameters), Evaluations(end - begin, outcomes, replicates)};
    const std::vector<double> own = part(coordinates, parameters);
    for (std::size_t i = 0; i < end - begin; ++i) {
      std::copy_n(own.begin() + static_cast<std::ptrdiff_t>(i * parameters), parameters,
                  wave.design[i].begin());
    }
    wave.evaluations.restore(part(values, outcomes * replicates), part(finished, replicates));
    record.waves.push_back(std::move(wave));
    begin = end;
  }
  if (lessons > record.waves.size() || record.waves.size() > lessons + 1) throw damaged();
  if (lessons == 0) return record;
  const std::vector<double> left = file.numbers("space_left");
  const std::vector<double> lengths = file.numbers("emulator_length");
  const std::vector<double> nuggets = file.numbers("emulator_nugget");
  const std::vector<double> chance = file.numbers("chance_variance");
  const std::vector<double> low = file.numbers("coordinate_low");
  const std::vector<double> high = file.numbers("coordinate_high");
  const std::vector<double> width = file.numbers("width_left");
  if (left.size() != lessons || lengths.size() != lessons * targets * parameters ||
      nuggets.size() != lessons * targets || chance.size() != lessons * targets ||
      low.size() != lessons * parameters || high.size() != low.size() ||
      width.size() != low.size()) {
    throw damaged();
  }
  for (std::size_t w = 0; w < lessons; ++w) {
    WaveLesson lesson;
    lesson.space_left = left[w];
    for (std::size_t t = 0; t < targets; ++t) {
      const std::size_t at = w * targets + t;
      TargetLesson one;
      const auto first = lengths.begin() + static_cast<std::ptrdiff_t>(at * parameters);
      one.shape.lengths.assign(first, first + static_cast<std::ptrdiff_t>(parameters));
      one.shape.nugget = nuggets[at];
      one.chance_variance = chance[at];
      lesson.targets.push_back(std::move(one));
    }
    for (std::size_t p = 0; p < parameters; ++p) {
      const std::size_t at = w * parameters + p;
      lesson.ranges.push_back({low[at], high[at], width[at]});
    }
    record.lessons.push_back(std::move(lesson));
  }
  return record;
}

}  // namespace buurt::experiment
