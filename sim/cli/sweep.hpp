#pragma once
// buurt sweep EXPERIMENT: sweeps the parameters of an experiment and shows what its outcomes depend on.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. Its callback prints a summary on stdout and sets `exit_code` to 130 when it was
/// interrupted. \throws UserError, RunError
void register_sweep(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
