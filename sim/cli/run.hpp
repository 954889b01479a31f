#pragma once
// buurt run SCENARIO: simulates one scenario.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. Its callback prints a summary on stdout and sets `exit_code` to 130 when the run
/// was interrupted. \throws UserError, RunError
void register_run(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
