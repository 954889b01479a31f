#pragma once
// JSON as people and broken disks deliver it: read whole, or refused with one clear sentence.

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace buurt::files {

/// Files larger than this are not read.
inline constexpr std::size_t largest_json_file = 16U * 1024U * 1024U;
/// Objects and lists inside each other, the outermost counted.
inline constexpr std::size_t deepest_nesting = 64;
/// Bytes of one text or name within the JSON; the matching of patterns is only safe on short texts.
inline constexpr std::size_t longest_text = 8192;

/// The bytes of a file. Throws engine::UserError when it is missing, a folder, unreadable, empty or
/// larger than largest_json_file.
[[nodiscard]] std::string read_text_file(const std::filesystem::path& file);

/// JSON from text. A byte-order mark of UTF-8 is skipped.
///
/// Throws engine::UserError, each fault at `origin:line:column` (both from 1, columns in
/// characters): invalid UTF-8, syntax, text after the end, names given twice (all of them), nesting
/// deeper than deepest_nesting, texts longer than longest_text, NaN, Infinity, and numbers too
/// large for a double.
[[nodiscard]] nlohmann::json parse_json(std::string_view text, const std::string& origin);

/// read_text_file and parse_json; the file is named in messages as it is given here.
[[nodiscard]] nlohmann::json read_json_file(const std::filesystem::path& file);

/// The offset of the first byte that is not valid UTF-8, or npos.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text);

}  // namespace buurt::files
