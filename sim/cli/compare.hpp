#pragma once
// buurt compare SCENARIO --with NAME: the same lives with and without something, and the difference.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. Its callback prints a summary on stdout and sets `exit_code` to 130 when it was
/// interrupted. \throws UserError, RunError
void register_compare(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
