#include "cli/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "cli/catalogue_of_names.hpp"
#include "engine/error.hpp"
#include "files/fault_list.hpp"
#include "files/nearest_name.hpp"

namespace buurt::cli {
namespace {

struct Call {
  std::string name;
  bool as_json = false;
};

using Found = std::pair<std::string, NamedThing>;

/// Everything of that name with its kind: an outcome and a group may share one.
std::vector<Found> everything_named(const std::string& name) {
  std::vector<Found> found;
  std::vector<std::string> known;
  for (const std::string& kind : kinds()) {
    for (NamedThing& thing : things_of(kind)) {
      known.push_back(thing.name);
      if (thing.name == name) found.emplace_back(one_of(kind), std::move(thing));
    }
  }
  if (found.empty()) {
    const auto nearest = files::nearest_name(name, known);
    throw engine::UserError(
        "describe",
        fmt::format("nothing is named {}; {}", files::in_quotes(name),
                    nearest ? fmt::format("did you mean {}?", files::in_quotes(*nearest))
                            : "buurt list KIND shows the names of " + kinds_in_words()));
  }
  return found;
}

std::string in_words(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : files::shown(value);
}

void print_description(const Call& call) {
  const std::vector<Found> found = everything_named(call.name);
  if (call.as_json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const auto& [kind, thing] : found) {
      nlohmann::ordered_json item{{"kind", kind}, {"name", thing.name}};
      for (const auto& [title, value] : thing.details) item[title] = value;
      list.push_back(std::move(item));
    }
    fmt::print("{}\n", list.dump(2));
    return;
  }
  bool first = true;
  for (const auto& [kind, thing] : found) {
    fmt::print("{}{} ({})\n", first ? "" : "\n", thing.name, kind);
    first = false;
    std::size_t width = 0;
    for (const auto& [title, value] : thing.details) width = std::max(width, title.size());
    for (const auto& [title, value] : thing.details)
      fmt::print("  {:<{}}  {}\n", title, width, in_words(value));
  }
}

}  // namespace

void register_describe(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command = app.add_subcommand("describe",
                                         "Tell what a parameter, outcome, group, municipality, "
                                         "scenario, experiment, programme, shock, lever, "
                                         "project, change, question or example is");
  command->add_option("NAME", call->name, "A name that buurt list shows")->required();
  command->add_flag("--json", call->as_json, "Print JSON: a list of everything of that name");
  command->footer("Example:\n  buurt describe loneliness");
  command->callback([call, &exit_code] {
    print_description(*call);
    exit_code = 0;
  });
}

}  // namespace buurt::cli
