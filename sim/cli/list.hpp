#pragma once
// buurt list KIND: the names there are of a kind.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. Its callback prints one name per line with a few words about it, or JSON with
/// `--json`, and sets `exit_code` to 0; it throws engine::UserError for a kind that is not known.
void register_list(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
