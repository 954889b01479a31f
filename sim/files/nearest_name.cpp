#include "files/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "files/fault_list.hpp"

namespace buurt::files {
namespace {

constexpr std::size_t names_told = 12;
/// Longer names are typed by machines, not people; comparing them would only cost time.
constexpr std::size_t longest_compared = 120;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

}  // namespace

std::size_t edit_distance(std::string_view first, std::string_view second) {
  const std::string a = lower(first);
  const std::string b = lower(second);
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

std::optional<std::string> nearest_name(std::string_view name,
                                        const std::vector<std::string>& known) {
  if (name.empty() || name.size() > longest_compared) return std::nullopt;

  const std::string* nearest = nullptr;
  std::size_t nearest_distance = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < nearest_distance) {
      nearest = &candidate;
      nearest_distance = distance;
    }
  }
  if (nearest != nullptr) return *nearest;

  const std::string as_last_part = "." + lower(name);
  const auto ends_so = [&](const std::string& candidate) {
    return candidate.size() > as_last_part.size() && lower(candidate).ends_with(as_last_part);
  };
  const auto match = std::find_if(known.begin(), known.end(), ends_so);
  if (match == known.end() || std::find_if(match + 1, known.end(), ends_so) != known.end()) {
    return std::nullopt;
  }
  return *match;
}

std::string listed(const std::vector<std::string>& names, std::string_view last_word) {
  std::string sentence;
  const std::size_t told = std::min(names.size(), names_told);
  for (std::size_t i = 0; i < told; ++i) {
    if (i > 0) sentence += i + 1 == names.size() ? fmt::format(" {} ", last_word) : ", ";
    sentence += in_quotes(names[i]);
  }
  if (names.size() > told) sentence += fmt::format(" and {} more", names.size() - told);
  return sentence;
}

std::string suggestion(std::string_view name, const std::vector<std::string>& known) {
  if (const auto nearest = nearest_name(name, known)) {
    return fmt::format("did you mean {}?", in_quotes(*nearest));
  }
  if (known.empty()) return "none is known";
  return fmt::format("known {} {}", known.size() == 1 ? "is" : "are", listed(known));
}

}  // namespace buurt::files
