#pragma once
// Checks JSON against a JSON schema and says what is wrong in sentences of our own.

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "files/fault_list.hpp"

namespace buurt::files {

/// A JSON schema (draft 7, one file, references within the file only), ready to check values.
///
/// The messages are written from the path, the value found and what the schema allows, for the
/// keywords type, enum, const, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf,
/// minLength, maxLength, pattern, required, properties, additionalProperties, minProperties,
/// maxProperties, propertyNames, items, minItems, maxItems, uniqueItems, allOf, anyOf, oneOf and
/// $ref. Valijson judges as well: what it refuses through any other keyword is told at its place
/// with the `description` in the schema. A `description` is therefore written to complete the
/// sentence "needed is …".
class SchemaCheck {
 public:
  /// Reads a schema file. Throws engine::UserError when it is missing or no schema.
  explicit SchemaCheck(const std::filesystem::path& schema_file);
  /// A schema that is already in memory; `origin` names it in errors about the schema itself.
  SchemaCheck(nlohmann::json schema, const std::string& origin);
  ~SchemaCheck();
  SchemaCheck(SchemaCheck&&) noexcept;
  SchemaCheck& operator=(SchemaCheck&&) noexcept;

  /// Adds every fault of `value` to `faults`.
  void check(const nlohmann::json& value, FaultList& faults) const;

  [[nodiscard]] const nlohmann::json& schema() const { return schema_; }

 private:
  struct Judge;

  nlohmann::json schema_;
  std::unique_ptr<Judge> judge_;
};

/// What a schema allows for one value, as the end of a sentence: `a whole number from 1 to 5200`.
[[nodiscard]] std::string allowed_by(const nlohmann::json& schema);

}  // namespace buurt::files
