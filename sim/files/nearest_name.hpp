#pragma once
// "Did you mean …?": the known name nearest to one that is not known.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace buurt::files {

/// Letters to insert, drop, change or swap with their neighbour to make one name into the other
/// (optimal string alignment; upper and lower case count as the same).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The known name nearest to `name`, if one is near enough to be meant: at most a third of its
/// letters differ, or `name` is the last part of exactly one dotted name.
[[nodiscard]] std::optional<std::string> nearest_name(std::string_view name,
                                                      const std::vector<std::string>& known);

/// The end of a sentence about an unknown name: `did you mean "weeks"?`, or else what is known,
/// as in `known are "a", "b" and "c"`. At most twelve names are told.
[[nodiscard]] std::string suggestion(std::string_view name, const std::vector<std::string>& known);

/// Names in quotes, as a sentence lists them: `"a", "b" and "c"`. At most twelve, then their number.
[[nodiscard]] std::string listed(const std::vector<std::string>& names,
                                 std::string_view last_word = "and");

}  // namespace buurt::files
