#include "files/fault_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace buurt::files {
namespace {

constexpr std::size_t faults_told = 100;
constexpr std::size_t characters_shown = 60;

bool is_plain_word(std::string_view key) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  };
  return !key.empty() && key.size() <= characters_shown && letter(key.front()) &&
         std::all_of(key.begin(), key.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

/// Cuts a text after so many bytes, but never inside a UTF-8 character.
std::string cut(std::string text) {
  if (text.size() <= characters_shown) return text;
  std::size_t end = characters_shown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "…";
}

/// Whether `path` is `above` or stands below it.
bool stands_under(std::string_view path, std::string_view above) {
  return path.substr(0, above.size()) == above &&
         (path.size() == above.size() || path[above.size()] == '.' || path[above.size()] == '[');
}

}  // namespace

std::string in_quotes(std::string_view text) {
  const auto replace = nlohmann::json::error_handler_t::replace;
  return nlohmann::json(cut(std::string(text))).dump(-1, ' ', false, replace);
}

std::string written(double number) {
  if (std::abs(number) < 1e15 && number == std::trunc(number)) return fmt::format("{:.0f}", number);
  return fmt::format("{}", number);
}

std::string path_of_key(std::string_view parent, std::string_view key) {
  if (!is_plain_word(key)) return fmt::format("{}[{}]", parent, in_quotes(key));
  return parent.empty() ? std::string(key) : fmt::format("{}.{}", parent, key);
}

std::string path_of_item(std::string_view parent, std::size_t index) {
  return fmt::format("{}[{}]", parent, index);
}

std::string shown(const nlohmann::json& value) {
  switch (value.type()) {
    case nlohmann::json::value_t::null: return "null";
    case nlohmann::json::value_t::string: return in_quotes(value.get_ref<const std::string&>());
    case nlohmann::json::value_t::array:
      return value.empty()
                 ? "an empty list"
                 : fmt::format("a list of {} item{}", value.size(), value.size() == 1 ? "" : "s");
    case nlohmann::json::value_t::object:
      return value.empty() ? "an empty object"
                           : fmt::format("an object of {} part{}", value.size(),
                                         value.size() == 1 ? "" : "s");
    case nlohmann::json::value_t::number_float: return written(value.get<double>());
    default: return value.dump();
  }
}

void FaultList::add(std::string path, std::string what) {
  found_.push_back({std::move(path), std::move(what)});
}

void FaultList::name_origin(std::string path, std::string origin) {
  origins_.emplace_back(std::move(path), std::move(origin));
}

void FaultList::name_place(std::string path, std::string place) {
  places_.emplace_back(std::move(path), std::move(place));
}

bool FaultList::touches(std::string_view path) const {
  return std::any_of(found_.begin(), found_.end(),
                     [&](const Found& fault) { return stands_under(fault.path, path); });
}

bool FaultList::has(std::string_view path) const {
  return std::any_of(found_.begin(), found_.end(),
                     [&](const Found& fault) { return fault.path == path; });
}

std::string FaultList::place_of(const std::string& path) const {
  // The last origin wins, as the last --set of a path does.
  for (auto origin = origins_.rbegin(); origin != origins_.rend(); ++origin) {
    if (stands_under(path, origin->first)) return origin->second;
  }
  for (const auto& [above, place] : places_) {
    if (stands_under(path, above)) return place + path.substr(above.size());
  }
  return file_ + ": " + (path.empty() ? "top level" : path);
}

std::vector<engine::Fault> FaultList::faults() const {
  std::vector<engine::Fault> told;
  for (const Found& fault : found_) {
    if (told.size() == faults_told) {
      told.push_back({file_, fmt::format("and {} more faults", found_.size() - faults_told)});
      break;
    }
    told.push_back({place_of(fault.path), fault.what});
  }
  return told;
}

void FaultList::throw_if_any() const {
  if (!found_.empty()) throw engine::UserError(faults());
}

}  // namespace buurt::files
