#pragma once
// buurt check FILE…: validates files and says everything that is wrong with them.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. Its callback prints `FILE: fine` for each good file on stdout, every fault of
/// the others on stderr, and sets `exit_code` to 2 when there was any fault.
void register_check(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
