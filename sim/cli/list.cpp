#include "cli/list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/catalogue_of_names.hpp"

namespace buurt::cli {
namespace {

struct Call {
  std::string kind;
  bool as_json = false;
};

void print_list(const Call& call) {
  const std::vector<NamedThing> things = things_of(call.kind);
  if (call.as_json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const NamedThing& thing : things) {
      nlohmann::ordered_json item{{"name", thing.name}};
      for (const auto& [title, text] : thing.details) item[title] = text;
      list.push_back(std::move(item));
    }
    fmt::print("{}\n", list.dump(2));
    return;
  }
  std::size_t width = 0;
  for (const NamedThing& thing : things) width = std::max(width, thing.name.size());
  for (const NamedThing& thing : things)
    fmt::print("{:<{}}  {}\n", thing.name, width, thing.in_short);
}

}  // namespace

void register_list(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command = app.add_subcommand("list", "List what there is of a kind");
  command->add_option("KIND", call->kind, "One of " + kinds_in_words())->required();
  command->add_flag("--json", call->as_json, "Print JSON");
  command->footer("Example:\n  buurt list parameters");
  command->callback([call, &exit_code] {
    print_list(*call);
    exit_code = 0;
  });
}

}  // namespace buurt::cli
