#include "cli/story.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/whole_number.hpp"
#include "engine/error.hpp"
#include "files/traces.hpp"

namespace buurt::cli {
namespace {

struct Call {
  std::string results;
  std::string arm;
  std::size_t number = 0;  ///< 0: everybody
  bool json = false;
};

/// The stories of the arm that was asked for. \throws UserError when there is none of that name.
files::Traces stories_of(const Call& call) {
  files::Traces traces = files::read_traces(call.results);
  if (call.arm.empty()) return traces;
  const auto other_arm = [&](const auto& each) { return each.arm != call.arm; };
  std::erase_if(traces.people, other_arm);
  std::erase_if(traces.lines, other_arm);
  if (traces.people.empty()) {
    throw engine::UserError(call.results, fmt::format("tells no stories of an arm '{}'", call.arm));
  }
  return traces;
}

int tell(const Call& call) {
  const files::Traces traces = stories_of(call);
  if (call.number > traces.people.size()) {
    throw engine::UserError(
        "story", fmt::format("--number {}: {} tells {} stories, numbered from 1", call.number,
                             call.results, traces.people.size()));
  }
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < traces.people.size(); ++i) {
    if (call.number != 0 && call.number != i + 1) continue;
    const files::TracedPerson& person = traces.people[i];
    nlohmann::ordered_json story = {{"number", i + 1},
                                    {"arm", person.arm},
                                    {"person", person.person},
                                    {"introduction", person.introduction},
                                    {"lines", nlohmann::ordered_json::array()}};
    if (!call.json) {
      fmt::print("{}. {}{}\n", i + 1, person.introduction,
                 person.arm == "baseline" ? "" : fmt::format(" ({})", person.arm));
    }
    for (const files::TraceLine& line : traces.lines) {
      if (line.person != person.person || line.arm != person.arm) continue;
      if (call.json) {
        story["lines"].push_back(
            {{"week", line.week}, {"event", line.event}, {"sentence", line.sentence}});
      } else {
        fmt::print("   week {:>3}: {}\n", line.week, line.sentence);
      }
    }
    if (call.json) {
      all.push_back(std::move(story));
    } else {
      fmt::print("\n");
    }
  }
  if (call.json) fmt::print("{}\n", all.dump(2));
  return 0;
}

}  // namespace

void register_story(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command =
      app.add_subcommand("story", "tell the lives that a run with --traces N wrote down");
  command->footer(
      "Example:\n  buurt run herzele --traces 20 -o herzele.h5 && buurt story herzele.h5");
  command->add_option("RESULTS", call->results, "results file")->required();
  command->add_option("--arm", call->arm, "only the stories of this arm (default: all)");
  command->add_option("--number", call->number, "only the story of this number")
      ->check(whole_number(1, 1000000));
  command->add_flag("--json", call->json, "as JSON on stdout");
  command->callback([call, &exit_code] { exit_code = tell(*call); });
}

}  // namespace buurt::cli
