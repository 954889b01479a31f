#pragma once
// Names that people give to scenarios, programmes, payers, arms and places, and read again in results.

#include <string_view>

namespace buurt::files {

/// Whether a name (UTF-8) can be read and be told apart: no control characters, such as NUL, tab or a
/// new line, and more than blanks.
[[nodiscard]] bool is_readable_name(std::string_view name);

/// What is allowed, for messages.
inline constexpr std::string_view readable_name_in_words =
    "a name without control characters that is more than blanks";

}  // namespace buurt::files
