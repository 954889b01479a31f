#include "files/json_file.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "data_folder.hpp"

using buurt::files::parse_json;
using buurt::files::read_json_file;
using buurt::test::faults_of;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

std::string fault_in(const std::string& text) {
  return faults_of([&] { static_cast<void>(parse_json(text, "a.json")); });
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("json that is fine is read as it stands", "[files]") {
  const auto value =
      parse_json(R"({"a": [1, -2, 2.5, true, null, "é"], "b": {"c": {}}})", "a.json");
  CHECK(value["a"] == nlohmann::json::array({1, -2, 2.5, true, nullptr, "é"}));
  CHECK(value["b"]["c"].empty());
  CHECK(parse_json("\xEF\xBB\xBF{\"a\": 1}\n", "a.json")["a"] == 1);
  CHECK(parse_json("7", "a.json") == 7);
}

TEST_CASE("a slip in json is told with its line and column", "[files]") {
  CHECK_THAT(fault_in("{\n  \"a\": 1,\n  \"b\": ]\n}"),
             StartsWith("a.json:3:8: this is not valid JSON"));
  CHECK_THAT(fault_in("{\"a\": 1,}"), StartsWith("a.json:1:9: nothing follows the last comma"));
  CHECK_THAT(fault_in("[1, 2,]"), StartsWith("a.json:1:7: nothing follows the last comma"));
  CHECK_THAT(fault_in("{\"a\": 1} x"), StartsWith("a.json:1:10: nothing may follow"));
  CHECK_THAT(fault_in("{\"a\": 1}\n{\"a\": 1}"), StartsWith("a.json:2:1: nothing may follow"));
  CHECK_THAT(fault_in("{\"a\": 1 // one\n}"), StartsWith("a.json:1:9: comments"));
  CHECK_THAT(fault_in("{'a': 1}"), StartsWith("a.json:1:2: texts stand between double quotes"));
  CHECK_THAT(fault_in("{\"a\" 1}"), StartsWith("a.json:1:6: this is not valid JSON"));
}

TEST_CASE("columns count characters, not bytes", "[files]") {
  CHECK_THAT(fault_in("{\"éé\": ]}"), StartsWith("a.json:1:8: "));
}

TEST_CASE("a file that was cut off says that it ends too early", "[files]") {
  CHECK_THAT(fault_in("{\"a\": {\"b\": [1,"),
             Contains("ends too early; 3 objects or lists are still open"));
  CHECK_THAT(fault_in("{\"a"), Contains("a closing quote is missing"));
  CHECK_THAT(fault_in("{"), Contains("1 object or list is still open"));
}

TEST_CASE("a name given twice is refused, and every such name is told", "[files]") {
  const std::string faults = fault_in("{\n \"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 3\n}");
  CHECK_THAT(faults, Contains("a.json:3:16: \"c\" is given twice"));
  CHECK_THAT(faults, Contains("a.json:4:2: \"a\" is given twice"));
  CHECK(fault_in("[{\"a\": 1}, {\"a\": 2}]") == "no fault");
  CHECK_THAT(fault_in(R"({"a\"b": 1, "a\"b": 2})"), StartsWith("a.json:1:13: "));
}

TEST_CASE("numbers that are none are named", "[files]") {
  CHECK(fault_in("{\"a\": NaN}") ==
        "a.json:1:7: \"NaN\" is not a number that JSON knows; write an ordinary number");
  CHECK_THAT(fault_in("[-Infinity]"), StartsWith("a.json:1:2: \"-Infinity\" is not a number"));
  CHECK_THAT(fault_in("[1, 1e999]"), StartsWith("a.json:1:5: the number \"1e999\" is too large"));
  CHECK_THAT(fault_in("[-1e999]"), StartsWith("a.json:1:2: the number \"-1e999\" is too large"));
  CHECK_THAT(fault_in("[01]"), StartsWith("a.json:1:2: this is not valid JSON"));
}

TEST_CASE("bytes that are no utf-8 are refused at their place", "[files]") {
  CHECK_THAT(fault_in("{\"a\":\n \"\xFF\"}"),
             StartsWith("a.json:2:3: the byte 0xFF is not valid UTF-8"));
  CHECK_THAT(fault_in("\"\xC0\xAF\""), StartsWith("a.json:1:2: "));      // overlong
  CHECK_THAT(fault_in("\"\xED\xA0\x80\""), StartsWith("a.json:1:2: "));  // surrogate
  CHECK_THAT(fault_in("\"\xE2\x82"), StartsWith("a.json:1:2: "));        // cut off
  CHECK_THAT(fault_in("\x89HDF\r\n\x1a\n"), Contains("this is an HDF5 file"));
  CHECK_THAT(fault_in(std::string("\xFF\xFE{\0", 4)), Contains("UTF-16"));
  CHECK(parse_json("\"\xF0\x9F\x98\x80\"", "a.json") == "\xF0\x9F\x98\x80");
}

TEST_CASE("escapes for half a character are refused", "[files]") {
  CHECK_THAT(fault_in(R"(["\ud800"])"), StartsWith("a.json:1:"));
  CHECK_THAT(fault_in("[\"a\nb\"]"), StartsWith("a.json:"));
}

TEST_CASE("nesting is read to 64 deep and refused beyond, however deep it is", "[files]") {
  CHECK(fault_in(nested(64)) == "no fault");
  CHECK_THAT(fault_in(nested(65)),
             StartsWith("a.json:1:65: objects and lists stand more than 64 deep"));
  CHECK_THAT(fault_in(nested(4'000'000)), StartsWith("a.json:1:65: "));
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK_THAT(fault_in(objects), Contains("more than 64 deep"));
}

TEST_CASE("texts longer than any of ours are refused", "[files]") {
  CHECK(fault_in("\"" + std::string(8192, 'a') + "\"") == "no fault");
  CHECK_THAT(fault_in("[\"" + std::string(8193, 'a') + "\"]"),
             StartsWith("a.json:1:2: a text of 8193 bytes"));
}

TEST_CASE("a million faults are told as a hundred", "[files]") {
  std::string text = "{\"a\": 1";
  for (int i = 0; i < 200'000; ++i) text += ",\"a\": 1";
  const std::string faults = fault_in(text + "}");
  CHECK(std::count(faults.begin(), faults.end(), '\n') == 99);
}

TEST_CASE("files that cannot be read say why", "[files]") {
  const buurt::test::TemporaryFolder folder;
  const auto fault_of = [](const std::filesystem::path& file) {
    return faults_of([&] { static_cast<void>(read_json_file(file)); });
  };
  const std::string missing = (folder.path() / "none.json").string();
  CHECK(fault_of(missing) == missing + ": no such file");
  CHECK_THAT(fault_of(folder.path()), Contains("is a folder"));
  CHECK_THAT(fault_of(folder.write("empty.json", "")),
             Contains("empty.json:1:1: the file is empty"));
  CHECK_THAT(fault_of(folder.write("blank.json", " \n\t\n")), Contains("the file is empty"));
  CHECK_THAT(fault_of(folder.write("large.json", std::string(16 * 1024 * 1024 + 1, ' '))),
             Contains("is larger than the 16 MiB"));
  CHECK_THAT(fault_of("/dev/zero"), Contains("is larger than the 16 MiB"));
  CHECK_THAT(fault_of(folder.write("file", "1") / "below.json"), Contains("below.json: "));
  CHECK(read_json_file(folder.write("fine.json", "{\"a\": 1}"))["a"] == 1);
}
