#pragma once
// buurt report RESULTS: one page of HTML for readers who decide.

#include <CLI/App.hpp>

namespace buurt::cli {

/// Adds the command. It calls the Python package in the folder `analysis/` beside `scenarios/`, whose
/// sentences and exit code are passed on.
void register_report(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
