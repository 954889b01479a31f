#pragma once
// Where the shipped data lives and what it holds by name.

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace buurt::files {

/// The folder `scenarios/`: the one that the environment variable BUURT_SCENARIOS names, else
/// `../share/buurt/scenarios` or `../../scenarios` seen from the executable, else the one of the
/// sources this program was built from. Throws engine::UserError when there is none.
[[nodiscard]] std::filesystem::path data_root();

/// The schema file of that name (`scenario`, `experiment`, `municipality`, `programme`,
/// `shock`, `parameters`) below a data root.
[[nodiscard]] std::filesystem::path schema_file(const std::filesystem::path& root,
                                                const std::string& name);

/// The names, without `.json`, of the JSON files in a folder, sorted; none when there is no folder.
[[nodiscard]] std::vector<std::string> json_stems(const std::filesystem::path& folder);

/// Names of the municipalities in `root`, sorted: `bruges`, `herzele`.
[[nodiscard]] std::vector<std::string> municipality_names(const std::filesystem::path& root);

/// Names of the scenarios in `root`, sorted: `bruges/baseline`, `herzele/baseline`. A folder with a
/// `baseline.json` in it is a folder of scenarios.
[[nodiscard]] std::vector<std::string> scenario_names(const std::filesystem::path& root);

/// Whether a name is in fact the path of a file: it holds a slash or ends in `.json`.
[[nodiscard]] bool is_path(const std::string& name_or_path);

/// The file of a municipality given by name or by path; a relative path is sought from `beside`
/// first and then from the working folder. Throws engine::UserError (place `municipality`, with the
/// nearest known name) when there is none.
[[nodiscard]] std::filesystem::path municipality_file(const std::string& name_or_path,
                                                      const std::filesystem::path& root,
                                                      const std::filesystem::path& beside = {});

/// The file of a scenario given by path (`scenarios/herzele/baseline.json`) or by name
/// (`herzele/baseline`, or `herzele` for its baseline). Throws engine::UserError with the nearest
/// known name when there is none.
[[nodiscard]] std::filesystem::path scenario_file(const std::string& name_or_path,
                                                  const std::filesystem::path& root);

/// Names of the programmes in `root`, sorted: `connector`, `meeting-place`.
[[nodiscard]] std::vector<std::string> programme_names(const std::filesystem::path& root);

/// The file of a programme given by name or by path. Throws engine::UserError (place `use`, with the
/// nearest known name) when there is none.
[[nodiscard]] std::filesystem::path programme_file(const std::string& name_or_path,
                                                   const std::filesystem::path& root);

/// Makes paths behind "use" in the lists `programmes` and `shocks` of a document absolute, where such a file
/// stands beside the document; others are sought from the working folder.
void name_uses_beside(nlohmann::json& document, const std::filesystem::path& beside);

/// Names of the experiments in `root`, sorted: `herzele-ties`.
[[nodiscard]] std::vector<std::string> experiment_names(const std::filesystem::path& root);

/// The file of an experiment given by path (`scenarios/experiments/herzele-ties.json`) or by name.
/// Throws engine::UserError with the nearest known name when there is none.
[[nodiscard]] std::filesystem::path experiment_file(const std::string& name_or_path,
                                                    const std::filesystem::path& root);

}  // namespace buurt::files
