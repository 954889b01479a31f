#pragma once
// Faults of one file, gathered so that all of them can be told at once.

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/error.hpp"

namespace buurt::files {

/// The path of a member: `output` and `every_weeks` give `output.every_weeks`; a key that is not a
/// plain word is quoted, as in `parameters["volunteer.leaving_rate"]`.
[[nodiscard]] std::string path_of_key(std::string_view parent, std::string_view key);

/// The path of an item of a list: `shocks` and 1 give `shocks[1]`.
[[nodiscard]] std::string path_of_item(std::string_view parent, std::size_t index);

/// A value as a message shows it: texts quoted and cut short, lists and objects by their size.
[[nodiscard]] std::string shown(const nlohmann::json& value);

/// A text in quotes, escaped and cut short, as a message shows it.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// A number as people write it: 5200 rather than 5200.0, no digits that say nothing.
[[nodiscard]] std::string written(double number);

/// Gathers what is wrong in one file.
///
/// Each fault stands at a JSON path (empty: the top level of the file). A value given on the command
/// line can be named as the origin of its path, so that its faults do not blame the file.
class FaultList {
 public:
  explicit FaultList(std::string file) : file_(std::move(file)) {}

  void add(std::string path, std::string what);

  /// From now on faults at this path, and below it, stand at `origin` instead of in the file.
  void name_origin(std::string path, std::string origin);

  /// From now on faults at this path stand at `place`, and those below it below `place`: for what was put
  /// together from several files.
  void name_place(std::string path, std::string place);

  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  [[nodiscard]] const std::string& file() const { return file_; }

  /// Whether a fault stands at this path or below it.
  [[nodiscard]] bool touches(std::string_view path) const;

  /// Whether a fault stands at this very path.
  [[nodiscard]] bool has(std::string_view path) const;

  /// Every fault with its place, in the order found. After the first hundred only their number.
  [[nodiscard]] std::vector<engine::Fault> faults() const;

  /// Throws engine::UserError with all faults, if there are any.
  void throw_if_any() const;

 private:
  struct Found {
    std::string path;
    std::string what;
  };

  [[nodiscard]] std::string place_of(const std::string& path) const;

  std::string file_;
  std::vector<Found> found_;
  std::vector<std::pair<std::string, std::string>> origins_;
  std::vector<std::pair<std::string, std::string>> places_;
};

}  // namespace buurt::files
