#include "files/schema_walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <regex>
#include <vector>

#include "files/nearest_name.hpp"
#include "files/readable_name.hpp"
#include "files/schema_check.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;

std::string counted(double number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", written(number), number == 1.0 ? one : many);
}

bool is_whole(const json& value) {
  return value.is_number_integer() ||
         (value.is_number_float() && value.get<double>() == std::trunc(value.get<double>()));
}

bool is_of_type(const json& value, const std::string& type) {
  if (type == "integer") return is_whole(value);
  if (type == "number") return value.is_number();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  return type == "null" && value.is_null();
}

std::vector<std::string> texts_in(const json& list) {
  std::vector<std::string> texts;
  for (const json& item : list) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

/// " from 1 to 5200", " of at least 1", " above 0 and at most 1" or nothing.
std::string bounds(const json& schema) {
  const bool at_least = schema.contains("minimum");
  const bool above = schema.contains("exclusiveMinimum");
  const bool at_most = schema.contains("maximum");
  const bool below = schema.contains("exclusiveMaximum");
  const auto bound = [&](const char* key) { return written(schema[key].get<double>()); };
  if (at_least && at_most && !above && !below) {
    return fmt::format(" from {} to {}", bound("minimum"), bound("maximum"));
  }
  std::string low;
  if (above) {
    low = "above " + bound("exclusiveMinimum");
  } else if (at_least) {
    low = "of at least " + bound("minimum");
  }
  std::string high;
  if (below) {
    high = "below " + bound("exclusiveMaximum");
  } else if (at_most) {
    high = "of at most " + bound("maximum");
  }
  if (low.empty() && high.empty()) return "";
  return " " + low + (low.empty() || high.empty() ? "" : " and ") + high;
}

std::string type_in_words(const std::string& type, const json& schema) {
  if (type == "integer") return "a whole number" + bounds(schema);
  if (type == "number") return "a number" + bounds(schema);
  if (type == "string") return "a text";
  if (type == "boolean") return "true or false";
  if (type == "array") return "a list";
  if (type == "object") return "an object";
  return "null";
}

/// The number of characters, as JSON schema counts the length of a text.
std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string found_but(const json& value, const json& schema) {
  return fmt::format("found {}; {} is allowed", shown(value), allowed_by(schema));
}

/// The description in the schema, in brackets behind a sentence, or nothing.
std::string explained(const json& schema) {
  if (!schema.is_object() || !schema.contains("description")) return "";
  return fmt::format(" ({})", schema["description"].get<std::string>());
}

}  // namespace

bool type_allows(const json& schema, const json& value) {
  if (!schema.contains("type")) return true;
  const json& type = schema["type"];
  if (type.is_string()) return is_of_type(value, type.get<std::string>());
  return std::any_of(type.begin(), type.end(),
                     [&](const json& one) { return is_of_type(value, one.get<std::string>()); });
}

std::string allowed_by(const json& schema) {
  if (!schema.is_object()) return "another value";
  if (schema.contains("const")) return shown(schema["const"]);
  if (schema.contains("enum")) {
    const std::vector<std::string> texts = texts_in(schema["enum"]);
    return texts.size() == 1 ? in_quotes(texts.front()) : "one of " + listed(texts, "or");
  }
  for (const char* choice : {"anyOf", "oneOf"}) {
    if (!schema.contains(choice)) continue;
    std::string words;
    for (const json& one : schema[choice]) words += (words.empty() ? "" : " or ") + allowed_by(one);
    return words;
  }
  if (schema.contains("type")) {
    const json& type = schema["type"];
    if (type.is_string()) return type_in_words(type.get<std::string>(), schema);
    std::string words;
    for (const json& one : type)
      words += (words.empty() ? "" : " or ") + type_in_words(one.get<std::string>(), schema);
    return words;
  }
  if (const std::string range = bounds(schema); !range.empty()) return "a number" + range;
  return schema.contains("description") ? schema["description"].get<std::string>()
                                        : "another value";
}

const json& SchemaWalk::resolved(const json& schema) const {
  const json* at = &schema;
  // References that lead in a circle are our own mistake; a bound keeps them from hanging.
  for (int steps = 0; steps < 16 && at->is_object() && at->contains("$ref"); ++steps) {
    const std::string reference = (*at)["$ref"].get<std::string>();
    at = &root_.at(json::json_pointer(reference.substr(1)));
  }
  return *at;
}

void SchemaWalk::walk(const json& value, const json& unresolved, const std::string& path) {
  const json& schema = resolved(unresolved);
  if (schema.is_boolean()) {
    if (!schema.get<bool>())
      faults_.add(path, fmt::format("found {}; nothing may be given here", shown(value)));
    return;
  }
  if (!type_allows(schema, value)) {
    faults_.add(path, found_but(value, schema) + explained(schema));
    return;
  }
  if (schema.contains("const") && schema["const"] != value) {
    faults_.add(path, found_but(value, schema));
  } else if (schema.contains("enum") && std::find(schema["enum"].begin(), schema["enum"].end(),
                                                  value) == schema["enum"].end()) {
    const auto nearest = value.is_string()
                             ? nearest_name(value.get<std::string>(), texts_in(schema["enum"]))
                             : std::nullopt;
    faults_.add(path, found_but(value, schema) +
                          (nearest ? fmt::format("; did you mean {}?", in_quotes(*nearest)) : ""));
  }
  if (value.is_number()) walk_number(value, schema, path);
  if (value.is_string()) walk_text(value, schema, path);
  if (value.is_array()) walk_list(value, schema, path);
  if (value.is_object()) walk_object(value, schema, path);
  if (schema.contains("allOf")) {
    for (const json& part : schema["allOf"]) walk(value, part, path);
  }
  for (const char* choice : {"anyOf", "oneOf"}) {
    if (schema.contains(choice)) walk_choice(value, schema[choice], path);
  }
}

bool SchemaWalk::meets(const json& value, const json& schema) const {
  FaultList faults("");
  SchemaWalk(root_, faults).walk(value, schema, "");
  return faults.empty();
}

void SchemaWalk::walk_choice(const json& value, const json& choices, const std::string& path) {
  if (std::any_of(choices.begin(), choices.end(),
                  [&](const json& one) { return meets(value, one); }))
    return;
  // Somebody who gave a list meant the choice that is a list: its faults help most.
  std::vector<const json*> meant;
  for (const json& one : choices) {
    if (resolved(one).is_object() && type_allows(resolved(one), value)) meant.push_back(&one);
  }
  if (meant.size() == 1) {
    walk(value, *meant.front(), path);
    return;
  }
  std::string words;
  for (const json& one : choices)
    words += (words.empty() ? "" : " or ") + allowed_by(resolved(one));
  faults_.add(path, fmt::format("found {}; {} is allowed", shown(value), words));
}

void SchemaWalk::walk_number(const json& value, const json& schema, const std::string& path) {
  const double number = value.get<double>();
  const auto bound = [&](const char* key) { return schema[key].get<double>(); };
  const bool outside =
      (schema.contains("minimum") && number < bound("minimum")) ||
      (schema.contains("maximum") && number > bound("maximum")) ||
      (schema.contains("exclusiveMinimum") && number <= bound("exclusiveMinimum")) ||
      (schema.contains("exclusiveMaximum") && number >= bound("exclusiveMaximum"));
  if (outside) {
    faults_.add(path, found_but(value, schema));
  } else if (schema.contains("multipleOf") && std::remainder(number, bound("multipleOf")) != 0.0) {
    faults_.add(path, fmt::format("found {}; a multiple of {} is allowed", shown(value),
                                  written(bound("multipleOf"))));
  }
}

void SchemaWalk::walk_text(const json& value, const json& schema, const std::string& path) {
  const auto& text = value.get_ref<const std::string&>();
  const auto length = static_cast<double>(characters(text));
  if (schema.contains("minLength") && length < schema["minLength"].get<double>()) {
    faults_.add(path, length == 0 ? "found an empty text; it may not be empty" + explained(schema)
                                  : fmt::format("found {}; at least {} are needed", shown(value),
                                                counted(schema["minLength"].get<double>(),
                                                        "character", "characters")));
  }
  if (schema.contains("maxLength") && length > schema["maxLength"].get<double>()) {
    faults_.add(path, fmt::format("found {} of {} characters; at most {} are allowed", shown(value),
                                  written(length), written(schema["maxLength"].get<double>())));
  }
  // Our own format; an empty text has its own fault, or is allowed.
  if (schema.value("format", std::string()) == "name" && !text.empty() && !is_readable_name(text)) {
    faults_.add(path, fmt::format("found {}; {} is allowed", shown(value), readable_name_in_words));
  }
  if (schema.contains("pattern") &&
      !std::regex_search(text, std::regex(schema["pattern"].get<std::string>()))) {
    const std::string rule = schema.contains("description")
                                 ? schema["description"].get<std::string>()
                                 : "a text like " + schema["pattern"].get<std::string>();
    faults_.add(path, fmt::format("found {}; {} is allowed", shown(value), rule));
  }
}

void SchemaWalk::walk_list(const json& value, const json& schema, const std::string& path) {
  const auto size = static_cast<double>(value.size());
  if (schema.contains("minItems") && size < schema["minItems"].get<double>()) {
    faults_.add(path,
                fmt::format("found {}; at least {} needed", shown(value),
                            counted(schema["minItems"].get<double>(), "item is", "items are")));
  }
  if (schema.contains("maxItems") && size > schema["maxItems"].get<double>()) {
    faults_.add(path,
                fmt::format("found {}; at most {} allowed", shown(value),
                            counted(schema["maxItems"].get<double>(), "item is", "items are")));
  }
  if (schema.value("uniqueItems", false)) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const auto end = value.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::find(value.begin(), end, value[i]) != end) {
        faults_.add(path_of_item(path, i),
                    fmt::format("{} stands twice in this list; give it once", shown(value[i])));
      }
    }
  }
  if (!schema.contains("items")) return;
  const json& items = schema["items"];
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!items.is_array()) {
      walk(value[i], items, path_of_item(path, i));
    } else if (i < items.size()) {
      walk(value[i], items[i], path_of_item(path, i));
    }
  }
}

void SchemaWalk::walk_object(const json& value, const json& schema, const std::string& path) {
  if (schema.contains("required")) {
    for (const json& required : schema["required"]) {
      const std::string key = required.get<std::string>();
      if (value.contains(key)) continue;
      const json* member = schema.contains("properties") && schema["properties"].contains(key)
                               ? &resolved(schema["properties"][key])
                               : nullptr;
      faults_.add(path_of_key(path, key),
                  member == nullptr ? "is missing"
                                    : fmt::format("is missing; {} is needed{}", allowed_by(*member),
                                                  explained(*member)));
    }
  }
  const auto size = static_cast<double>(value.size());
  if (schema.contains("minProperties") && size < schema["minProperties"].get<double>()) {
    faults_.add(
        path, fmt::format("found {}; at least {} needed", shown(value),
                          counted(schema["minProperties"].get<double>(), "part is", "parts are")));
  }
  if (schema.contains("maxProperties") && size > schema["maxProperties"].get<double>()) {
    faults_.add(
        path, fmt::format("found {}; at most {} allowed", shown(value),
                          counted(schema["maxProperties"].get<double>(), "part is", "parts are")));
  }
  for (const auto& [key, member] : value.items()) {
    if (schema.contains("propertyNames"))
      walk(key, schema["propertyNames"], path_of_key(path, key));
    walk_member(key, member, schema, path);
  }
}

void SchemaWalk::walk_member(const std::string& key, const json& value, const json& schema,
                             const std::string& path) {
  const std::string member_path = path_of_key(path, key);
  if (schema.contains("properties") && schema["properties"].contains(key)) {
    walk(value, schema["properties"][key], member_path);
    return;
  }
  if (!schema.contains("additionalProperties")) return;
  const json& additional = schema["additionalProperties"];
  if (additional.is_object()) {
    walk(value, additional, member_path);
  } else if (!additional.get<bool>()) {
    std::vector<std::string> known;
    if (schema.contains("properties")) {
      for (const auto& [name, member] : schema["properties"].items()) {
        if (name != "$schema") known.push_back(name);
      }
    }
    faults_.add(member_path, "is not known here; " + suggestion(key, known));
  }
}

}  // namespace buurt::files
