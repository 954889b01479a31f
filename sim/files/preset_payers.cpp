#include "files/preset_payers.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "engine/error.hpp"
#include "files/data_root.hpp"
#include "files/json_file.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;

std::string text_in(const json& object, const char* key) {
  const bool is_text = object.is_object() && object.contains(key) && object[key].is_string();
  return is_text ? object[key].get<std::string>() : std::string();
}

bool lists(const json& object, const char* key) {
  return object.is_object() && object.contains(key) && object[key].is_array();
}

/// Who pays for the programmes of a preset as an entry uses it.
std::set<std::string> names_of_payers(const json& entry, const json& preset) {
  std::set<std::string> names;
  for (const char* key : {"payer", "next_payer"}) {
    if (entry.contains(key)) {
      names.insert(text_in(entry, key));
    } else if (lists(preset, "programmes")) {
      for (const json& programme : preset["programmes"]) names.insert(text_in(programme, key));
    }
  }
  names.erase("");
  return names;
}

/// Weeks by which an entry moves the programmes of a preset: to its own `from_week`.
int weeks_moved(const json& entry, const json& preset) {
  if (!entry.contains("from_week") || !entry["from_week"].is_number_integer() ||
      !lists(preset, "programmes")) {
    return 0;
  }
  int first = -1;
  for (const json& programme : preset["programmes"]) {
    const bool has = programme.is_object() && programme.contains("from_week") &&
                     programme["from_week"].is_number_integer();
    const int week = has ? programme["from_week"].get<int>() : 0;
    first = first < 0 ? week : std::min(first, week);
  }
  return entry["from_week"].get<int>() - std::max(first, 0);
}

/// A payer whose weeks are moved along with the programmes that it pays.
json moved(json payer, int weeks) {
  const auto move = [&](json& object, const char* key) {
    if (!object.is_object() || !object.contains(key) || !object[key].is_number_integer()) return;
    object[key] = std::max(0, object[key].get<int>() + weeks);
  };
  move(payer, "from_week");
  move(payer, "to_week");
  if (payer.is_object() && payer.contains("election")) move(payer["election"], "week");
  return payer;
}

/// A preset that cannot be read has no payers: what is wrong with it is said where its programmes are
/// taken in.
json preset_of(const std::string& name, const std::filesystem::path& root) {
  try {
    return read_json_file(programme_file(name, root));
  } catch (const engine::UserError&) {
    return {};
  }
}

}  // namespace

void take_in_payers(json& scenario, const std::filesystem::path& root) {
  if (!lists(scenario, "programmes")) return;
  if (scenario.contains("payers") && !scenario["payers"].is_array()) return;
  json known = scenario.value("payers", json::array());
  const std::size_t before = known.size();
  for (const json& entry : scenario["programmes"]) {
    const std::string use = text_in(entry, "use");
    if (use.empty()) continue;
    const json preset = preset_of(use, root);
    if (!lists(preset, "payers")) continue;
    std::set<std::string> names = names_of_payers(entry, preset);
    for (const json& payer : preset["payers"]) {
      if (names.contains(text_in(payer, "name"))) names.insert(text_in(payer, "matched_by"));
    }
    for (const json& payer : preset["payers"]) {
      const std::string name = text_in(payer, "name");
      const bool there = std::any_of(known.begin(), known.end(),
                                     [&](const json& one) { return text_in(one, "name") == name; });
      if (names.contains(name) && !there) {
        known.push_back(moved(payer, weeks_moved(entry, preset)));
      }
    }
  }
  if (known.size() > before) scenario["payers"] = std::move(known);
}

}  // namespace buurt::files
