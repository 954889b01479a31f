#pragma once
// buurt calibrate EXPERIMENT: calibrates the parameters of an experiment in waves.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. Its callback prints a summary on stdout and sets `exit_code` to 130 when it was
/// interrupted. \throws UserError, RunError
void register_calibrate(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
