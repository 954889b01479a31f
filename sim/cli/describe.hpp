#pragma once
// buurt describe NAME: what a parameter, outcome, group, municipality or scenario is.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. Its callback prints everything of that name, or JSON with `--json`, and sets
/// `exit_code` to 0; it throws engine::UserError for a name that is not known.
void register_describe(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
