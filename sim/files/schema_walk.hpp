#pragma once
// The walk through a value and its schema side by side that writes the messages of SchemaCheck.

#include <nlohmann/json.hpp>
#include <string>

#include "files/fault_list.hpp"

namespace buurt::files {

/// Walks a value along its schema and adds a fault for each keyword it knows that is not met.
class SchemaWalk {
 public:
  SchemaWalk(const nlohmann::json& root, FaultList& faults) : root_(root), faults_(faults) {}

  void walk(const nlohmann::json& value, const nlohmann::json& schema, const std::string& path);

 private:
  using json = nlohmann::json;

  [[nodiscard]] const json& resolved(const json& schema) const;
  void walk_number(const json& value, const json& schema, const std::string& path);
  void walk_text(const json& value, const json& schema, const std::string& path);
  void walk_list(const json& value, const json& schema, const std::string& path);
  void walk_object(const json& value, const json& schema, const std::string& path);
  void walk_member(const std::string& key, const json& value, const json& schema,
                   const std::string& path);
  void walk_choice(const json& value, const json& choices, const std::string& path);
  [[nodiscard]] bool meets(const json& value, const json& schema) const;

  const json& root_;
  FaultList& faults_;
};

/// Whether the type keyword of a schema, if it has one, allows a value. 260.0 is a whole number.
[[nodiscard]] bool type_allows(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace buurt::files
