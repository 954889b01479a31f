#pragma once
// Programmes: named ones in scenarios/programmes/, and those that a scenario holds.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "care/world/municipality.hpp"
#include "care/world/programmes.hpp"
#include "files/fault_list.hpp"
#include "files/schema_check.hpp"

namespace buurt::files {

/// One programme of a scenario: as the model takes it, and as JSON with every default filled in, which
/// reads back to the same.
struct Programme {
  care::ProgrammePlan plan;
  nlohmann::ordered_json resolved;
};

/// A named programme, as its file tells it.
struct NamedProgramme {
  std::string name;
  std::string title;
  std::string what;
  std::string code;                ///< of docs/coverage.csv, or empty
  std::string source;              ///< of its values, or empty
  nlohmann::ordered_json project;  ///< of a project that was: what is documented and what assumed
  std::filesystem::path file;
  std::vector<Programme> programmes;
};

/// Reads programmes with the schema and the named ones below one data root.
class ProgrammeReader {
 public:
  /// \throws UserError when the schema is missing or no schema.
  explicit ProgrammeReader(std::filesystem::path root);

  /// The list `programmes` of a scenario. An entry is a programme of its own, with `name` and `parts`, or
  /// takes in a named one by `use`; what stands beside `use` overrides the values of that one and of
  /// its parts. Every fault is added at its path: an unknown name, kind, field or neighbourhood (with
  /// the nearest that is known), a value out of range, an end before the start, two programmes of one
  /// name, a place opened or taken over twice, a place taken over that no programme has, and a
  /// programme that costs and that nobody pays.
  /// \param town for the names of neighbourhoods; without one they are not looked at
  [[nodiscard]] std::vector<Programme> read(const nlohmann::json& list,
                                            const care::Municipality* town,
                                            FaultList& faults) const;

  /// The named programme in a file. \throws UserError with all its faults.
  [[nodiscard]] NamedProgramme named(const std::filesystem::path& file) const;

  /// What may stand in a part of a kind, as the schema tells it: name, then the schema of the field.
  [[nodiscard]] const nlohmann::json& fields_of(std::string_view kind) const;

 private:
  struct Entry;
  void expand(const nlohmann::json& entry, const std::string& path, int depth, FaultList& faults,
              std::vector<Entry>& found) const;
  void take_in(const nlohmann::json& entry, const std::string& path, int depth, FaultList& faults,
               std::vector<Entry>& found) const;
  void own(const nlohmann::json& entry, const std::string& path, FaultList& faults,
           std::vector<Entry>& found) const;
  [[nodiscard]] Programme filled(const nlohmann::json& entry) const;
  void cross_check(const std::vector<Entry>& entries, const std::vector<Programme>& programmes,
                   const care::Municipality* town, FaultList& faults) const;

  std::filesystem::path root_;
  SchemaCheck schema_;
};

/// Names of neighbourhoods that a programme may give in a municipality: all, centre, areas, and about
/// those numbers in an area that it will have.
[[nodiscard]] std::vector<std::string> neighbourhood_names(const care::Municipality& town);

}  // namespace buurt::files
