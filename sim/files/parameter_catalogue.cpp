#include "files/parameter_catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "files/data_root.hpp"
#include "files/fault_list.hpp"
#include "files/json_file.hpp"
#include "files/schema_check.hpp"

namespace buurt::files {
namespace {

bool is_dotted_name(std::string_view name) {
  char before = '.';
  for (const char c : name) {
    const bool letter = c >= 'a' && c <= 'z';
    const bool inner = (c >= '0' && c <= '9') || c == '_' || c == '.';
    if (!letter && (!inner || before == '.')) return false;
    before = c;
  }
  return before != '.' && name.find('.') != std::string_view::npos;
}

}  // namespace

ParameterCatalogue::ParameterCatalogue(std::vector<ParameterEntry> entries)
    : entries_(std::move(entries)) {
  std::sort(entries_.begin(), entries_.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
}

const ParameterEntry* ParameterCatalogue::find(std::string_view name) const {
  const auto at = std::lower_bound(
      entries_.begin(), entries_.end(), name,
      [](const ParameterEntry& entry, std::string_view sought) { return entry.name < sought; });
  return at != entries_.end() && at->name == name ? &*at : nullptr;
}

std::vector<std::string> ParameterCatalogue::names() const {
  std::vector<std::string> names;
  names.reserve(entries_.size());
  for (const ParameterEntry& entry : entries_) names.push_back(entry.name);
  return names;
}

ParameterCatalogue load_parameter_catalogue(const std::filesystem::path& file) {
  const nlohmann::json document = read_json_file(file);
  std::filesystem::path schema = schema_file(file.parent_path(), "parameters");
  if (!std::filesystem::exists(schema)) schema = schema_file(data_root(), "parameters");

  FaultList faults(file.string());
  SchemaCheck(schema).check(document, faults);
  faults.throw_if_any();

  std::vector<ParameterEntry> entries;
  for (const auto& [name, declared] : document.items()) {
    if (name == "$schema") continue;
    const std::string path = path_of_key("", name);
    if (!is_dotted_name(name)) {
      faults.add(path,
                 "the name of a parameter is lower-case words joined by dots, like "
                 "\"volunteer.leaving_rate\"");
    }
    const ParameterEntry entry{name,
                               declared["unit"],
                               declared["default"].get<double>(),
                               declared["minimum"].get<double>(),
                               declared["maximum"].get<double>(),
                               declared["source"],
                               declared["grade"],
                               declared["description"]};
    if (entry.minimum > entry.maximum) {
      faults.add(path_of_key(path, "minimum"),
                 fmt::format("found {}; at most the maximum, {}, is allowed",
                             written(entry.minimum), written(entry.maximum)));
    } else if (entry.default_value < entry.minimum || entry.default_value > entry.maximum) {
      faults.add(path_of_key(path, "default"),
                 fmt::format("found {}; a number within its own range, {}, is allowed",
                             written(entry.default_value), range_in_words(entry)));
    }
    entries.push_back(entry);
  }
  faults.throw_if_any();
  return ParameterCatalogue(std::move(entries));
}

std::filesystem::path parameter_file(const std::filesystem::path& root) {
  return root / "parameters.json";
}

std::string range_in_words(const ParameterEntry& entry) {
  const bool bare = entry.unit.empty() || entry.unit == "1";
  return fmt::format("{} to {}{}{}", written(entry.minimum), written(entry.maximum),
                     bare ? "" : " ", bare ? "" : entry.unit);
}

}  // namespace buurt::files
