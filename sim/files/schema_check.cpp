#include "files/schema_check.hpp"

// Without this valijson ends the program where its documentation says it throws.
#ifndef VALIJSON_USE_EXCEPTIONS
#define VALIJSON_USE_EXCEPTIONS 1
#endif

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "files/json_file.hpp"
#include "files/schema_walk.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;

/// Numbers as valijson needs them: it calls 260.0 no integer, and reads unsigned numbers above
/// 2^63 as negative ones.
json numbers_made_plain(json value) {
  if (value.is_structured()) {
    for (json& part : value) part = numbers_made_plain(std::move(part));
  } else if (value.is_number_float()) {
    const double number = value.get<double>();
    if (std::abs(number) < 9007199254740992.0 && number == std::trunc(number))
      value = static_cast<std::int64_t>(number);
  } else if (value.is_number_unsigned() &&
             value.get<std::uint64_t>() >
                 static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    value = value.get<double>();
  }
  return value;
}

/// Where valijson found something, as our path, with the value and the schema that stand there.
struct Spot {
  std::string path;
  const json* value;
  const json* schema;
};

/// One step down, along `[key]` or `[index]` of valijson's context.
bool step(Spot& spot, const std::string& context) {
  const std::string key = context.substr(1, context.size() - 2);
  if (spot.value->is_object() && spot.value->contains(key)) {
    spot.path = path_of_key(spot.path, key);
    spot.value = &(*spot.value)[key];
    const bool known = spot.schema != nullptr && spot.schema->contains("properties") &&
                       (*spot.schema)["properties"].contains(key);
    spot.schema = known ? &(*spot.schema)["properties"][key] : nullptr;
    return true;
  }
  if (spot.value->is_array() && !key.empty() &&
      key.find_first_not_of("0123456789") == std::string::npos) {
    const std::size_t index = std::stoul(key);
    if (index >= spot.value->size()) return false;
    spot.path = path_of_item(spot.path, index);
    spot.value = &(*spot.value)[index];
    const bool known = spot.schema != nullptr && spot.schema->contains("items") &&
                       (*spot.schema)["items"].is_object();
    spot.schema = known ? &(*spot.schema)["items"] : nullptr;
    return true;
  }
  return false;
}

}  // namespace

struct SchemaCheck::Judge {
  valijson::Schema compiled;
};

SchemaCheck::SchemaCheck(const std::filesystem::path& schema_file)
    : SchemaCheck(read_json_file(schema_file), schema_file.string()) {}

SchemaCheck::SchemaCheck(json schema, const std::string& origin)
    : schema_(std::move(schema)), judge_(std::make_unique<Judge>()) {
  try {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_), judge_->compiled);
  } catch (const std::exception& problem) {
    throw engine::UserError(origin, fmt::format("is not a JSON schema: {}", problem.what()));
  }
}

SchemaCheck::~SchemaCheck() = default;
SchemaCheck::SchemaCheck(SchemaCheck&&) noexcept = default;
SchemaCheck& SchemaCheck::operator=(SchemaCheck&&) noexcept = default;

void SchemaCheck::check(const json& value, FaultList& faults) const {
  const std::size_t before = faults.size();
  SchemaWalk(schema_, faults).walk(value, schema_, "");
  if (faults.size() > before) return;

  valijson::ValidationResults results;
  valijson::Validator validator;
  const json plain = numbers_made_plain(value);
  if (validator.validate(judge_->compiled, valijson::adapters::NlohmannJsonAdapter(plain),
                         &results))
    return;

  // Valijson tells a fault at its own place first and then again at every place above it, so the
  // deepest place is where it is.
  Spot deepest{"", &value, &schema_};
  std::size_t depth = 0;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    if (error.context.size() <= depth) continue;
    Spot spot{"", &value, &schema_};
    bool reached = true;
    for (std::size_t i = 1; i < error.context.size() && reached; ++i)
      reached = step(spot, error.context[i]);
    if (!reached) continue;
    deepest = spot;
    depth = error.context.size();
  }
  const bool described = deepest.schema != nullptr && deepest.schema->contains("description");
  faults.add(deepest.path,
             fmt::format("found {}; needed is {}", shown(*deepest.value),
                         described ? (*deepest.schema)["description"].get<std::string>()
                                   : "what " + schema_.value("title", std::string("the schema")) +
                                         " asks for here"));
}

}  // namespace buurt::files
