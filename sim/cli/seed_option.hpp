#pragma once
// The option --seed, which several commands have.

#include <CLI/App.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace buurt::cli {

/// Adds `--seed` to a command. A text that is no seed is refused as it was typed.
void add_seed_option(CLI::App& command, std::optional<std::uint64_t>& seed,
                     const std::string& description);

}  // namespace buurt::cli
