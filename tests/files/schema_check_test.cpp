#include "files/schema_check.hpp"

#include <catch2/catch.hpp>

#include "data_folder.hpp"
#include "files/json_file.hpp"

using namespace buurt::files;
using Catch::Matchers::Contains;

namespace {

/// The faults that a schema finds in a value, both given as JSON text.
std::string fault(const std::string& schema, const std::string& value) {
  const SchemaCheck check(parse_json(schema, "schema"), "schema");
  return buurt::test::faults_of([&] {
    FaultList faults("a.json");
    check.check(parse_json(value, "value"), faults);
    faults.throw_if_any();
  });
}

const std::string weeks =
    R"({"type": "object", "required": ["weeks"], "additionalProperties": false,
  "properties": {"weeks": {"type": "integer", "minimum": 1, "maximum": 5200, "description": "weeks simulated"},
                 "name": {"type": "string", "minLength": 1}}})";

}  // namespace

TEST_CASE("a wrong type is told with what was found and what is allowed", "[files]") {
  CHECK(
      fault(weeks, R"({"weeks": "many"})") ==
      "a.json: weeks: found \"many\"; a whole number from 1 to 5200 is allowed (weeks simulated)");
  CHECK(fault(weeks, R"([1])") ==
        "a.json: top level: found a list of 1 item; an object is allowed");
  CHECK_THAT(fault(weeks, R"({"weeks": 2.5})"), Contains("found 2.5; a whole number"));
  CHECK_THAT(fault(weeks, R"({"weeks": null})"), Contains("found null"));
  CHECK_THAT(fault(weeks, R"({"weeks": true})"), Contains("found true"));
}

TEST_CASE("a number outside its range is told with the range", "[files]") {
  CHECK(fault(weeks, R"({"weeks": 0})") ==
        "a.json: weeks: found 0; a whole number from 1 to 5200 is allowed");
  CHECK_THAT(fault(weeks, R"({"weeks": 18446744073709551615})"),
             Contains("found 18446744073709551615"));
  CHECK_THAT(fault(weeks, R"({"weeks": -9223372036854775808})"), Contains("is allowed"));
  CHECK_THAT(fault(weeks, R"({"weeks": 1e300})"), Contains("found 1e+300"));
  CHECK_THAT(fault(R"({"exclusiveMinimum": 0, "maximum": 1})", "0"),
             Contains("a number above 0 and of at most 1 is allowed"));
  CHECK_THAT(fault(R"({"minimum": 2})", "1"), Contains("a number of at least 2 is allowed"));
  CHECK_THAT(fault(R"({"exclusiveMaximum": 2})", "2"), Contains("a number below 2"));
  CHECK_THAT(fault(R"({"multipleOf": 4})", "6"), Contains("a multiple of 4"));
}

TEST_CASE("a whole number may be written with a point", "[files]") {
  CHECK(fault(weeks, R"({"weeks": 260.0})") == "no fault");
  CHECK(fault(weeks, R"({"weeks": 2.6e2})") == "no fault");
}

TEST_CASE("what is missing or not known is told by name", "[files]") {
  CHECK(fault(weeks, "{}") ==
        "a.json: weeks: is missing; a whole number from 1 to 5200 is needed (weeks simulated)");
  CHECK_THAT(fault(weeks, R"({"weeks": 1, "wekes": 2})"),
             Contains("a.json: wekes: is not known here; did you mean \"weeks\"?"));
  CHECK_THAT(fault(weeks, R"({"weeks": 1, "zzz": 2})"),
             Contains("known are \"name\" and \"weeks\""));
}

TEST_CASE("all faults of a value are told, not the first", "[files]") {
  const std::string all = fault(weeks, R"({"wekes": 1, "nme": 2, "name": ""})");
  CHECK_THAT(all, Contains("weeks: is missing"));
  CHECK_THAT(all, Contains("wekes: is not known"));
  CHECK_THAT(all, Contains("nme: is not known"));
  CHECK_THAT(all, Contains("name: found an empty text"));
}

TEST_CASE("choices are told with the nearest one", "[files]") {
  const std::string grade = R"({"enum": ["measured", "literature", "expert", "assumed"]})";
  CHECK(fault(grade, "\"expret\"") ==
        "a.json: top level: found \"expret\"; one of \"measured\", \"literature\", \"expert\" or "
        "\"assumed\" is allowed; "
        "did you mean \"expert\"?");
  CHECK_THAT(fault(R"({"const": 3})", "4"), Contains("found 4; 3 is allowed"));
}

TEST_CASE("lists and texts are measured", "[files]") {
  CHECK_THAT(fault(R"({"minItems": 2})", "[1]"),
             Contains("found a list of 1 item; at least 2 items are needed"));
  CHECK_THAT(fault(R"({"maxItems": 1})", "[1, 2]"), Contains("at most 1 item is allowed"));
  CHECK_THAT(fault(R"({"uniqueItems": true})", "[1, 2, 1]"),
             Contains("a.json: [2]: 1 stands twice"));
  CHECK_THAT(fault(R"({"items": {"type": "number"}})", R"([1, "b"])"),
             Contains("a.json: [1]: found \"b\"; a number is allowed"));
  CHECK_THAT(fault(R"({"items": [{"type": "number"}, {"type": "string"}]})", "[1, 2]"),
             Contains("[1]: found 2; a text is allowed"));
  CHECK_THAT(fault(R"({"minLength": 3})", "\"é\""), Contains("at least 3 characters are needed"));
  CHECK_THAT(fault(R"({"maxLength": 1})", "\"éé\""),
             Contains("of 2 characters; at most 1 are allowed"));
  CHECK(fault(R"({"maxLength": 2})", "\"éé\"") == "no fault");
  CHECK_THAT(fault(R"({"pattern": "^[a-z]+$", "description": "a lower-case word"})", "\"A\""),
             Contains("a lower-case word is allowed"));
  CHECK_THAT(fault(R"({"minProperties": 1})", "{}"),
             Contains("found an empty object; at least 1 part is needed"));
  CHECK_THAT(fault(R"({"maxProperties": 1})", R"({"a": 1, "b": 2})"),
             Contains("at most 1 part is allowed"));
  CHECK_THAT(fault(R"({"propertyNames": {"maxLength": 2}})", R"({"abc": 1})"),
             Contains("a.json: abc: found \"abc\""));
}

TEST_CASE("a pattern over the longest text that is read does not run out of stack", "[files]") {
#ifdef BUURT_SANITIZED
  // Sanitizers need several times the stack for each call.
  constexpr std::size_t length = longest_text / 8;
#else
  constexpr std::size_t length = longest_text;
#endif
  CHECK_THAT(
      fault(R"({"pattern": "^([a-z]|[0-9])+$"})", "\"" + std::string(length - 1, 'a') + "!\""),
      Contains("is allowed"));
}

TEST_CASE("one of several forms is judged by the form that was meant", "[files]") {
  const std::string either =
      R"({"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}}]})";
  CHECK(fault(either, "[1, 2]") == "no fault");
  CHECK_THAT(fault(either, R"([1, "b"])"),
             Contains("a.json: [1]: found \"b\"; a number is allowed"));
  CHECK_THAT(fault(either, "true"), Contains("found true; a number or a list is allowed"));
  CHECK_THAT(fault(R"({"oneOf": [{"type": "number"}, {"type": "string"}]})", "[]"),
             Contains("a number or a text"));
  CHECK_THAT(fault(R"({"allOf": [{"minimum": 1}, {"maximum": 2}]})", "3"), Contains("found 3"));
  CHECK_THAT(fault(R"({"type": ["number", "null"]})", "\"a\""),
             Contains("a number or null is allowed"));
}

TEST_CASE("references within the schema are followed", "[files]") {
  const std::string schema = R"({"properties": {"a": {"$ref": "#/definitions/part"}},
    "additionalProperties": {"$ref": "#/definitions/part"},
    "definitions": {"part": {"type": "object", "required": ["b"], "properties": {"b": {"type": "number"}}}}})";
  CHECK(fault(schema, R"({"a": {"b": 1}, "c": {"b": 2}})") == "no fault");
  CHECK_THAT(fault(schema, R"({"a": {"b": "x"}, "c": {}})"), Contains("a.json: a.b: found \"x\""));
  CHECK_THAT(fault(schema, R"({"a": {"b": "x"}, "c": {}})"), Contains("a.json: c.b: is missing"));
}

TEST_CASE("a keyword without words of its own is told at its place with its description",
          "[files]") {
  const std::string schema =
      R"({"properties": {"a": {"properties": {"b": {"description": "a list that holds a zero",
    "contains": {"const": 0}}}}}})";
  CHECK(fault(schema, R"({"a": {"b": [0]}})") == "no fault");
  CHECK(fault(schema, R"({"a": {"b": [1]}})") ==
        "a.json: a.b: found a list of 1 item; needed is a list that holds a zero");
}

TEST_CASE("a file that is no schema is refused when it is read", "[files]") {
  CHECK_THAT(buurt::test::faults_of([] {
               SchemaCheck(nlohmann::json{{"minimum", "low"}}, "a.schema.json");
             }),
             Contains("a.schema.json: is not a JSON schema"));
}
