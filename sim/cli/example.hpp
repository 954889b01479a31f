#pragma once
// buurt example NAME: runs one of the classic models and prints its course.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. Its callback prints a table of the model's measures, or with `--list` the
/// models, and sets `exit_code` to 0; it throws engine::UserError for a name, size or number of steps
/// that is not allowed.
void register_example(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
