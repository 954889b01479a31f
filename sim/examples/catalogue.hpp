#pragma once
// The classic models by name, each run with a few choices and reported as a short table.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace buurt::examples {

/// What can be chosen for any classic model.
struct Choices {
  std::uint64_t seed = 1;
  std::optional<int> steps;  ///< else the model's own number
  /// Agents (cells for the forest), else the model's own number. Room grows with them, so that
  /// density stays what it is by default.
  std::optional<int> size;
};

/// The course of one run: measures at the start, now and then, and at the end.
struct Course {
  std::vector<std::string> measures;
  struct Line {
    int step = 0;
    std::vector<double> values;
  };
  std::vector<Line> lines;
  std::uint64_t hash = 0;  ///< of the state at the end
};

/// One classic model.
struct Example {
  std::string_view name;
  std::string_view description;
  int size;
  int steps;
  Course (*run)(const Example& example, const Choices& choices);
};

/// All classic models, by name.
std::span<const Example> catalogue();

/// \throws UserError when there is none of this name, or steps or size are below 1 or above 10⁸
Course run_example(std::string_view name, const Choices& choices);

}  // namespace buurt::examples
