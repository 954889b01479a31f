#pragma once
// buurt verify RESULTS: runs again what a results file holds, and compares.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. `exit_code` becomes 0 when every bit is the same, 1 when one differs.
void register_verify(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
