#pragma once
// What `buurt compare` says on one screen, for people who decide, and the same as JSON.

#include <nlohmann/json.hpp>
#include <string>

#include "experiment/compare.hpp"

namespace buurt::cli {

/// The answer in words: for each arm the main outcomes of the last year, who it reaches most and least,
/// and how many people are better and worse off.
[[nodiscard]] std::string comparison_in_words(const files::Comparison& comparison,
                                              const experiment::CompareEnd& end);

/// What pairing gains for each main outcome, as a table.
[[nodiscard]] std::string pairing_in_words(const files::Comparison& comparison,
                                           const experiment::CompareEnd& end);

/// The same as JSON.
[[nodiscard]] nlohmann::ordered_json comparison_as_json(const files::Comparison& comparison,
                                                        const experiment::CompareEnd& end);

}  // namespace buurt::cli
