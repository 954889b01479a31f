#pragma once
// A scenario: a municipality, a stretch of time and what is different there.

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "care/world/levers.hpp"
#include "care/world/programmes.hpp"
#include "files/parameter_catalogue.hpp"
#include "files/schema_check.hpp"

namespace buurt::files {

/// What is written of a run.
struct Output {
  int every_weeks = 1;
  std::string groups = "default";
  int traces = 0;  ///< people whose lives are written down

  friend bool operator==(const Output&, const Output&) = default;
};

/// A change of the hours that organisations can pay their staff for.
struct BudgetChange {
  std::string line;                           ///< `formal_care` for all, or a kind of organisation
  double change = 0;                          ///< share by which hours change, from −1
  int from_week = 0;                          ///< first week with the change
  int to_week = 1 << 20;                      ///< first week without it again
  int notice_weeks = 0;                       ///< weeks before `from_week` in which a cut is told
  std::vector<std::string> neighbourhoods{};  ///< none means all

  friend bool operator==(const BudgetChange&, const BudgetChange&) = default;
};

/// A scenario that was found fine.
struct Scenario {
  std::string name;
  std::string municipality;  ///< as given: a name, or the absolute path of a file
  std::string start;         ///< ISO date of the first week
  int weeks = 260;
  int burn_in_weeks = 208;
  std::uint64_t seed = 1;
  int replicates = 1;
  std::map<std::string, double> parameters;  ///< those that differ from their default
  std::vector<BudgetChange> budget;
  std::vector<care::ProgrammePlan> programmes;
  /// The same as JSON, named ones taken in and every default filled in.
  nlohmann::json resolved_programmes = nlohmann::json::array();
  std::vector<care::PayerPlan> payers;
  std::vector<care::ShockPlan> shocks;
  /// The same as JSON, named shocks taken in.
  nlohmann::json resolved_payers = nlohmann::json::array();
  nlohmann::json resolved_shocks = nlohmann::json::array();
  Output output;
  nlohmann::json source;                     ///< as read, with what the call changed
  std::filesystem::path municipality_file;   ///< the file that `municipality` means here
  std::vector<std::filesystem::path> files;  ///< that it was read from
};

/// What the call adds to a scenario file.
struct ScenarioOptions {
  /// `path=value`, later ones win: a path of the scenario (`weeks=52`, `output.every_weeks=4`) or
  /// the name of a parameter, with or without `parameters.` before it.
  std::vector<std::string> set;
  /// Whether parameters may lie outside the range of the catalogue. They still must be numbers.
  bool allow_out_of_range = false;
};

/// Reads scenarios with the schema, the parameters and the municipalities below one data root.
/// Every function throws engine::UserError with all faults of the file and the options at once.
class ScenarioReader {
 public:
  explicit ScenarioReader(std::filesystem::path root);
  /// With a catalogue that was already read.
  ScenarioReader(std::filesystem::path root, ParameterCatalogue parameters);

  /// By path, or by name below the root: `herzele/baseline`, or `herzele` for its baseline.
  [[nodiscard]] Scenario read(const std::string& path_or_name,
                              const ScenarioOptions& options = {}) const;

  /// From text, such as the one that a results file holds. `origin` names it in messages;
  /// municipalities given by relative path are sought from `beside`; `places` are the paths of what
  /// comes from other files, and where it stands there.
  [[nodiscard]] Scenario parse(
      std::string_view text, const std::string& origin, const ScenarioOptions& options = {},
      const std::filesystem::path& beside = {},
      const std::vector<std::pair<std::string, std::string>>& places = {}) const;

  [[nodiscard]] const ParameterCatalogue& parameters() const { return parameters_; }
  [[nodiscard]] const std::filesystem::path& root() const { return root_; }

 private:
  [[nodiscard]] Scenario checked(
      nlohmann::json document, const std::string& origin, const ScenarioOptions& options,
      const std::filesystem::path& beside,
      const std::vector<std::pair<std::string, std::string>>& places) const;

  std::filesystem::path root_;
  ParameterCatalogue parameters_;
  SchemaCheck schema_;
};

/// The whole scenario with every default filled in; ScenarioReader::parse reads it back to the
/// same scenario. It holds no parameters but those of `scenario.parameters`.
[[nodiscard]] nlohmann::json resolved_json(const Scenario& scenario);

/// Every parameter of the catalogue by name, with the values of the scenario where it has some.
[[nodiscard]] std::map<std::string, double> resolved_parameters(
    const Scenario& scenario, const ParameterCatalogue& catalogue);

}  // namespace buurt::files
