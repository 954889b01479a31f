#include "cli/seed_option.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include <fmt/format.h>

#include "files/fault_list.hpp"

namespace buurt::cli {
namespace {

/// As the schema of scenarios has it: the whole numbers that every JSON reader keeps.
constexpr std::uint64_t largest_seed = (std::uint64_t{1} << 53U) - 1;

/// What is wrong with a seed, or nothing.
std::string fault_of(const std::string& text) {
  constexpr std::size_t most_digits = 16;
  const bool digits =
      !text.empty() && text.size() <= most_digits &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && std::stoull(text) <= largest_seed) return {};
  return fmt::format("found {}; a whole number from 0 to {} is allowed", files::in_quotes(text),
                     largest_seed);
}

}  // namespace

void add_seed_option(CLI::App& command, std::optional<std::uint64_t>& seed,
                     const std::string& description) {
  command.add_option("--seed", seed, description)->check(fault_of);
}

}  // namespace buurt::cli
