#include "cli/check.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/error.hpp"
#include "files/accepted_set.hpp"
#include "files/comparison.hpp"
#include "files/data_root.hpp"
#include "files/experiment.hpp"
#include "files/fault_list.hpp"
#include "files/json_file.hpp"
#include "files/municipality_reader.hpp"
#include "files/parameter_catalogue.hpp"
#include "files/programmes.hpp"
#include "files/scenario.hpp"

namespace buurt::cli {
namespace {

using engine::UserError;
using nlohmann::json;

enum class FileKind {
  scenario,
  experiment,
  intervention,
  programme,
  question,
  municipality,
  parameters,
  accepted_sets
};

struct Call {
  std::vector<std::string> files;
  files::ScenarioOptions options;
};

/// How many of the members of a document its kind of file knows.
std::size_t members_known(const json& document, const std::filesystem::path& schema_file) {
  const json schema = files::read_json_file(schema_file);
  if (!schema.contains("properties")) return 0;
  std::size_t known = 0;
  for (const auto& [key, member] : document.items()) {
    if (key != "$schema" && schema["properties"].contains(key)) ++known;
  }
  return known;
}

std::size_t parameters_declared(const json& document) {
  std::size_t declared = 0;
  for (const json& member : document) {
    if (member.is_object() && member.contains("default") && member.contains("unit")) ++declared;
  }
  return declared;
}

/// What kind of file this is: by its `$schema`, else by the kind that knows most of its members.
FileKind kind_of(const json& document, const std::string& file, const std::filesystem::path& root) {
  if (!document.is_object()) {
    throw UserError(file + ": top level",
                    fmt::format("found {}; an object is allowed", files::shown(document)));
  }
  const std::vector<std::pair<std::string, FileKind>> kinds{
      {"scenario", FileKind::scenario},         {"experiment", FileKind::experiment},
      {"intervention", FileKind::intervention}, {"question", FileKind::question},
      {"programme", FileKind::programme},       {"municipality", FileKind::municipality},
      {"parameters", FileKind::parameters}};
  if (document.contains("$schema") && document["$schema"].is_string()) {
    const auto named = std::filesystem::path(document["$schema"].get<std::string>()).filename();
    for (const auto& [name, kind] : kinds) {
      if (named == name + ".schema.json") return kind;
    }
  }
  if (document.contains("accepted")) return FileKind::accepted_sets;
  std::optional<FileKind> best;
  std::size_t most = 0;
  for (const auto& [name, kind] : kinds) {
    const std::size_t known = kind == FileKind::parameters
                                  ? parameters_declared(document)
                                  : members_known(document, files::schema_file(root, name));
    if (known > most) {
      best = kind;
      most = known;
    }
  }
  if (!best) {
    throw UserError(file + ": top level",
                    "this is no scenario, experiment, intervention, programme, question, "
                    "municipality, parameters file or set of accepted parameters; "
                    "name its schema in "
                    "\"$schema\", such as \"../schema/scenario.schema.json\"");
  }
  return *best;
}

class Checker {
 public:
  explicit Checker(const files::ScenarioOptions& options)
      : options_(options), root_(files::data_root()) {}

  /// Checks one file and returns it as messages name it. Throws engine::UserError with its faults.
  std::string check(const std::string& path_or_name) {
    const std::filesystem::path file = files::scenario_file(path_or_name, root_);
    switch (kind_of(files::read_json_file(file), file.string(), root_)) {
      case FileKind::scenario:
        if (!scenarios_) scenarios_ = std::make_unique<files::ScenarioReader>(root_);
        static_cast<void>(scenarios_->read(file.string(), options_));
        break;
      case FileKind::experiment:
        static_cast<void>(
            files::ExperimentReader(root_).read(file.string(), {options_.set, {}, {}, {}, {}}));
        break;
      case FileKind::intervention:
        files::ComparisonReader(root_).check_intervention(file.string());
        break;
      case FileKind::question:
        static_cast<void>(
            files::ComparisonReader(root_).read({file.string(), {}, options_, {}, {}}));
        break;
      case FileKind::programme: static_cast<void>(files::ProgrammeReader(root_).named(file)); break;
      case FileKind::municipality: static_cast<void>(files::read_municipality(file)); break;
      case FileKind::parameters: static_cast<void>(files::load_parameter_catalogue(file)); break;
      case FileKind::accepted_sets: {
        const auto catalogue = files::load_parameter_catalogue(files::parameter_file(root_));
        static_cast<void>(files::read_accepted_sets(file, catalogue));
        break;
      }
    }
    return file.string();
  }

 private:
  files::ScenarioOptions options_;
  std::filesystem::path root_;
  std::unique_ptr<files::ScenarioReader> scenarios_;
};

int check_all(const Call& call) {
  Checker checker(call.options);
  int exit_code = 0;
  for (const std::string& file : call.files) {
    try {
      fmt::print("{}: fine\n", checker.check(file));
    } catch (const UserError& faults) {
      fmt::print(stderr, "{}\n", faults.what());
      exit_code = 2;
    }
  }
  return exit_code;
}

}  // namespace

void register_check(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command = app.add_subcommand("check",
                                         "Validate scenario, experiment, intervention, question, "
                                         "municipality and parameter files, and "
                                         "accepted parameter sets");
  command->add_option("FILE", call->files, "Files, or names of scenarios such as herzele")
      ->required();
  command->add_option("--set", call->options.set, "Check with path=value set, such as weeks=52")
      ->type_name("PATH=VALUE")
      ->expected(1)
      ->take_all();
  command->add_flag("--allow-out-of-range", call->options.allow_out_of_range,
                    "Let parameters lie outside their range");
  command->footer(
      "Example:\n  buurt check scenarios/herzele/baseline.json scenarios/parameters.json");
  command->callback([call, &exit_code] { exit_code = check_all(*call); });
}

}  // namespace buurt::cli
