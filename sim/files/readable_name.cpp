#include "files/readable_name.hpp"

#include <algorithm>
#include <array>

namespace buurt::files {
namespace {

/// Spaces of Unicode that are more than a byte: no-break, en quad to zero width, narrow, ideographic.
constexpr std::array<std::string_view, 15> wide_blanks{
    "\u00a0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
    "\u2007", "\u2008", "\u2009", "\u200a", "\u200b", "\u202f", "\u3000"};

bool is_control(std::string_view rest) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  // U+0080 to U+009F are control characters too, and two bytes.
  return byte(0) < 0x20 || byte(0) == 0x7f ||
         (byte(0) == 0xc2 && rest.size() > 1 && byte(1) >= 0x80 && byte(1) < 0xa0);
}

/// Bytes of the blank that a text begins with; 0 when it begins with none.
std::size_t blank_bytes(std::string_view rest) {
  if (rest.front() == ' ') return 1;
  const auto found = std::find_if(wide_blanks.begin(), wide_blanks.end(),
                                  [&](std::string_view one) { return rest.starts_with(one); });
  return found == wide_blanks.end() ? 0 : found->size();
}

}  // namespace

bool is_readable_name(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (is_control(name.substr(i))) return false;
  }
  while (!name.empty()) {
    const std::size_t bytes = blank_bytes(name);
    if (bytes == 0) return true;
    name.remove_prefix(bytes);
  }
  return false;
}

}  // namespace buurt::files
