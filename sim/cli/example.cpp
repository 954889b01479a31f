#include "cli/example.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/whole_number.hpp"
#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "examples/catalogue.hpp"
#include "files/nearest_name.hpp"

namespace buurt::cli {
namespace {

struct Call {
  std::string name;
  bool list = false;
  examples::Choices choices;
  int threads = 0;
};

void print_models() {
  std::size_t width = 0;
  for (const auto& example : examples::catalogue()) width = std::max(width, example.name.size());
  for (const auto& example : examples::catalogue())
    fmt::print("{:<{}}  {}\n", example.name, width, example.description);
}

void print_course(const examples::Course& course) {
  constexpr std::size_t narrowest = 10;
  fmt::print("{:>8}", "step");
  for (const std::string& measure : course.measures)
    fmt::print("  {:>{}}", measure, std::max(narrowest, measure.size()));
  fmt::print("\n");
  for (const auto& line : course.lines) {
    fmt::print("{:>8}", line.step);
    for (std::size_t i = 0; i < line.values.size(); ++i)
      fmt::print("  {:>{}.6g}", line.values[i], std::max(narrowest, course.measures[i].size()));
    fmt::print("\n");
  }
  fmt::print("state hash {:016x}\n", course.hash);
}

void run(const Call& call) {
  if (call.list) {
    print_models();
    return;
  }
  std::vector<std::string> known;
  for (const auto& example : examples::catalogue()) known.emplace_back(example.name);
  if (call.name.empty())
    throw engine::UserError("example",
                            "a model's name is missing; known are " + files::listed(known));
  if (std::find(known.begin(), known.end(), call.name) == known.end())
    throw engine::UserError("example", fmt::format("\"{}\" is not known; {}", call.name,
                                                   files::suggestion(call.name, known)));
  print_course(engine::with_threads(
      call.threads, [&] { return examples::run_example(call.name, call.choices); }));
}

}  // namespace

void register_example(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command = app.add_subcommand("example", "Run a classic model on the engine");
  command->add_option("NAME", call->name, "A model that --list shows");
  command->add_flag("--list", call->list, "List the models");
  command->add_option("--seed", call->choices.seed, "Seed of all random draws")
      ->capture_default_str();
  command->add_option("--steps", call->choices.steps, "Steps to run, else the model's own number");
  command->add_option("--size", call->choices.size,
                      "Agents (cells for the forest), at the model's own density");
  command->add_option("--threads", call->threads, "Threads; 0 takes all processors")
      ->check(whole_number(0, 1024))
      ->capture_default_str();
  command->footer("Example:\n  buurt example schelling --size 2000 --steps 30");
  command->callback([call, &exit_code] {
    run(*call);
    exit_code = 0;
  });
}

}  // namespace buurt::cli
