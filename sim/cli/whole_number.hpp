#pragma once
// Options that take a whole number.

#include <CLI/App.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace buurt::cli {

/// Refuses a text that is no whole number from `low` to `high`, as it was typed.
CLI::Validator whole_number(std::uint64_t low, std::uint64_t high);

/// Adds `--seed`, which several commands have.
void add_seed_option(CLI::App& command, std::optional<std::uint64_t>& seed,
                     const std::string& description);

}  // namespace buurt::cli
