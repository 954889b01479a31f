// The fuzz target without a fuzzer: the same input, changed by chance in ways that a seed repeats.

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "data_folder.hpp"
#include "fuzz/scenario_input.hpp"

namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The fine scenario with settings behind it, and every file that was broken by hand.
std::vector<std::string> seeds() {
  const std::string mark(1, buurt::test::setting_mark);
  const std::string fine(buurt::test::fine_scenario);
  std::vector<std::string> texts{fine, fine + mark + "weeks=52" + mark + "ties.hours_scale=100",
                                 fine + mark + "output.every_weeks=4"};
  std::vector<std::filesystem::path> files;
  const auto folder = std::filesystem::path(BUURT_SOURCE_DIRECTORY) / "tests/cli/broken_scenarios";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) texts.push_back(bytes_of(file).substr(0, 4096));
  return texts;
}

class Mutation {
 public:
  explicit Mutation(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t end) {
    return end == 0 ? 0 : static_cast<std::size_t>(random_() % end);
  }

  std::string of(std::string text, const std::vector<std::string>& others) {
    static const std::vector<std::string> tokens{
        "{",          "}",       "[",          "]",
        ",",          ":",       "\"",         "null",
        "-1",         "1e999",   "NaN",        "\\u00",
        "\xFF",       "0",       "5201",       "9007199254740993",
        "\"weeks\"",  "\x1e",    "\x1eweeks=", "\\ud800",
        "parameters", "output.", "\xC3",       "true"};
    const std::size_t rounds = 1 + below(4);
    for (std::size_t round = 0; round < rounds; ++round) {
      const std::size_t at = below(text.size() + 1);
      const std::string& other = others[below(others.size())];
      const std::size_t from = below(other.size());
      switch (below(5)) {
        case 0: text.insert(at, tokens[below(tokens.size())]); break;
        case 1: text.erase(at, below(16)); break;
        case 2: text.insert(at, other.substr(from, below(64))); break;
        case 3: text.resize(at); break;
        default:
          if (at < text.size()) text[at] = static_cast<char>(below(256));
      }
    }
    return text;
  }

 private:
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("whatever bytes a scenario holds, reading ends in a scenario or in a fault with a place",
          "[files]") {
  const buurt::test::DataFolder data;
  const buurt::files::ScenarioReader reader(data.path());
  const std::vector<std::string> texts = seeds();
  REQUIRE(texts.size() > 60);
  CHECK(buurt::test::is_scenario(reader, texts[0]));
  CHECK(buurt::test::is_scenario(reader, texts[1]));
  for (std::size_t i = 3; i < texts.size(); ++i)
    CHECK_FALSE(buurt::test::is_scenario(reader, texts[i]));

  Mutation mutation(20240101);
  int fine = 0;
  constexpr int rounds = 5000;
  for (int round = 0; round < rounds; ++round) {
    const std::string bytes =
        mutation.of(texts[mutation.below(round % 2 == 0 ? 3 : texts.size())], texts);
    try {
      fine += buurt::test::is_scenario(reader, bytes) ? 1 : 0;
    } catch (const std::exception& problem) {
      FAIL_CHECK("input " << round << ": " << problem.what() << "\n" << bytes);
    }
  }
  // Otherwise the changes reach only the parser and never what comes after it.
  CHECK(fine > rounds / 100);
  CHECK(fine < rounds / 2);
}
