#pragma once
// Shocks: named ones in scenarios/shocks/, and those that a scenario holds.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "care/world/levers.hpp"
#include "care/world/municipality.hpp"
#include "files/fault_list.hpp"
#include "files/schema_check.hpp"

namespace buurt::files {

/// One shock of a scenario: as the model takes it, and as JSON with the named one taken in, which reads
/// back to the same.
struct Shock {
  care::ShockPlan plan;
  nlohmann::ordered_json resolved;
};

/// A named shock, as its file tells it.
struct NamedShock {
  std::string name;
  std::string title;
  std::string what;
  std::string code;    ///< of docs/coverage.csv, or empty
  std::string source;  ///< of what it does
  nlohmann::json document;
  std::filesystem::path file;
  Shock shock;
};

/// Names of the shocks in `root`, sorted.
[[nodiscard]] std::vector<std::string> shock_names(const std::filesystem::path& root);

/// Reads shocks with the schema and the named ones below one data root.
class ShockReader {
 public:
  /// \throws UserError when the schema is missing or no schema.
  explicit ShockReader(std::filesystem::path root);

  /// The list `shocks` of a scenario. An entry takes in a named shock by `use`, or has a name and effects
  /// of its own. Every fault is added at its path: an unknown name, lever, group or neighbourhood (with
  /// the nearest that is known), an end before the start, a value that the lever cannot have.
  /// \param town for the names of neighbourhoods; without one they are not looked at
  [[nodiscard]] std::vector<Shock> read(const nlohmann::json& list, const care::Municipality* town,
                                        FaultList& faults) const;

  /// The named shock in a file. \throws UserError with all its faults.
  [[nodiscard]] NamedShock named(const std::filesystem::path& file) const;

 private:
  [[nodiscard]] nlohmann::json taken_in(const nlohmann::json& entry, const std::string& path,
                                        FaultList& faults) const;
  [[nodiscard]] Shock filled(const nlohmann::json& entry, const std::string& path,
                             const care::Municipality* town, FaultList& faults) const;

  std::filesystem::path root_;
  SchemaCheck schema_;
};

}  // namespace buurt::files
