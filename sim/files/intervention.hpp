#pragma once
// An intervention: a fragment of a scenario that is added to make an arm of a comparison.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "files/fault_list.hpp"

namespace buurt::files {

/// An intervention as its file tells it.
struct Intervention {
  std::string name;
  std::string title;
  std::string what;  ///< one line
  std::string source;
  /// What is added to a scenario: any of `programmes`, `shocks`, `payers` (lists) and `budget` (an object).
  nlohmann::json fragment;
  std::filesystem::path file;
};

/// A folder of interventions below the root, and what people call one of them.
struct InterventionFolder {
  std::string_view folder;  ///< `programmes`
  std::string_view one;     ///< `programme`
};

/// The folders in which a name is sought, in this order: programmes, shocks, projects, changes.
[[nodiscard]] const std::vector<InterventionFolder>& intervention_folders();

/// The names of the interventions in one folder, sorted.
[[nodiscard]] std::vector<std::string> intervention_names(const std::filesystem::path& root,
                                                          std::string_view folder);

/// Reads interventions of one data root.
class InterventionReader {
 public:
  explicit InterventionReader(std::filesystem::path root);

  /// By name, in any of the folders, or by path (sought beside `beside` first).
  /// \throws engine::UserError with all faults of the file, or with the nearest known name.
  [[nodiscard]] Intervention read(const std::string& path_or_name,
                                  const std::filesystem::path& beside = {}) const;

 private:
  [[nodiscard]] std::filesystem::path file_of(const std::string& path_or_name,
                                              const std::filesystem::path& beside) const;

  std::filesystem::path root_;
};

/// A scenario's document with interventions added.
struct Merged {
  nlohmann::json document;
  /// Paths of what was added, and where it stands in the file it is from.
  std::vector<std::pair<std::string, std::string>> places;
};

/// Adds interventions to a scenario's document: lists behind its lists, lines of the budget beside its
/// lines. A line that is changed twice is a fault.
/// \param settings   what --set changes in every arm, PATH=VALUE
[[nodiscard]] Merged with_interventions(nlohmann::json scenario,
                                        const std::vector<Intervention>& added,
                                        const std::vector<std::string>& settings,
                                        FaultList& faults);

}  // namespace buurt::files
