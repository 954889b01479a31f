#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <exception>
#include <new>

#include <fmt/format.h>

#include "cli/calibrate.hpp"
#include "cli/check.hpp"
#include "cli/compare.hpp"
#include "cli/describe.hpp"
#include "cli/example.hpp"
#include "cli/list.hpp"
#include "cli/report.hpp"
#include "cli/run.hpp"
#include "cli/story.hpp"
#include "cli/sweep.hpp"
#include "cli/verify.hpp"
#include "engine/error.hpp"
#include "experiment/build_information.hpp"

namespace buurt::cli {
namespace {

std::string line_called;

/// As a shell would take it.
std::string quoted_if_needed(const std::string& word) {
  if (!word.empty() && word.find_first_of(" \t\n'\"\\$*?[]{}()<>|&;`!#~") == std::string::npos) {
    return word;
  }
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

}  // namespace

std::string command_line() { return line_called; }

int run_command(int argc, char** argv) {
  constexpr int wrong_call = 2;
  line_called = "buurt";
  for (int i = 1; i < argc; ++i) line_called += " " + quoted_if_needed(argv[i]);

  CLI::App app("buurt simulates how care comes about in a community");
  app.name("buurt");
  app.set_version_flag("--version", fmt::format("buurt {} ({}, {})", experiment::version(),
                                                experiment::revision(), experiment::compiler()));
  app.require_subcommand(1);
  app.footer("'buurt COMMAND --help' shows an example of each.");
  int exit_code = 0;
  register_run(app, exit_code);
  register_compare(app, exit_code);
  register_sweep(app, exit_code);
  register_calibrate(app, exit_code);
  register_story(app, exit_code);
  register_verify(app, exit_code);
  register_report(app, exit_code);
  register_check(app, exit_code);
  register_list(app, exit_code);
  register_describe(app, exit_code);
  register_example(app, exit_code);
  try {
    app.parse(argc, argv);
    return exit_code;
  } catch (const CLI::ParseError& error) {
    // Help and version are no mistakes.
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) return app.exit(error);
    fmt::print(stderr, "{}\n'{} --help' shows how to call it.\n", error.what(), "buurt");
    return wrong_call;
  } catch (const engine::UserError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return wrong_call;
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "there is not enough memory for this run\n");
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
  }
  return 1;
}

}  // namespace buurt::cli
