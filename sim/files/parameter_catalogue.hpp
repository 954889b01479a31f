#pragma once
// Every number of the model: its name, unit, default, range, source and grade of evidence.

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace buurt::files {

/// One parameter as scenarios/parameters.json declares it. Default and range are in `unit`.
struct ParameterEntry {
  std::string name;
  std::string unit;
  double default_value = 0.0;
  double minimum = 0.0;
  double maximum = 0.0;
  std::string source;
  std::string grade;  ///< measured, literature, expert or assumed
  std::string description;
};

/// The parameters by name, sorted.
class ParameterCatalogue {
 public:
  ParameterCatalogue() = default;
  explicit ParameterCatalogue(std::vector<ParameterEntry> entries);

  [[nodiscard]] const std::vector<ParameterEntry>& entries() const { return entries_; }
  /// The entry of that name, or nullptr.
  [[nodiscard]] const ParameterEntry* find(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::vector<ParameterEntry> entries_;
};

/// Reads and checks a catalogue: schema, names of dotted lower-case words, minimum <= default <=
/// maximum. The schema is the one in the folder `schema/` beside the file, or below `data_root()`
/// when there is none. Throws engine::UserError with all faults.
[[nodiscard]] ParameterCatalogue load_parameter_catalogue(const std::filesystem::path& file);

/// The catalogue in `root`: `root/parameters.json`.
[[nodiscard]] std::filesystem::path parameter_file(const std::filesystem::path& root);

/// What may be given for a parameter, as the end of a sentence: `0.05 to 0.9 per year`.
[[nodiscard]] std::string range_in_words(const ParameterEntry& entry);

}  // namespace buurt::files
