#include "cli/whole_number.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include <fmt/format.h>

#include "files/fault_list.hpp"

namespace buurt::cli {

CLI::Validator whole_number(std::uint64_t low, std::uint64_t high) {
  const auto fault_of = [low, high](const std::string& text) -> std::string {
    constexpr std::size_t most_digits = 16;
    const bool digits =
        !text.empty() && text.size() <= most_digits &&
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && std::stoull(text) >= low && std::stoull(text) <= high) return {};
    return fmt::format("found {}; a whole number from {} to {} is allowed", files::in_quotes(text),
                       low, high);
  };
  return {fault_of, fmt::format("from {} to {}", low, high)};
}

void add_seed_option(CLI::App& command, std::optional<std::uint64_t>& seed,
                     const std::string& description) {
  // As the schema of scenarios has it: the whole numbers that every JSON reader keeps.
  constexpr std::uint64_t largest_seed = (std::uint64_t{1} << 53U) - 1;
  command.add_option("--seed", seed, description)->check(whole_number(0, largest_seed));
}

}  // namespace buurt::cli
