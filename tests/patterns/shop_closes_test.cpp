// Pattern 9, last part: when the last shop closes the way to help gets longer. That shopkeepers see
// nothing any more is put in; that needs stay hidden longer, in spite of all others who may see them,
// is not.

#include <catch2/catch.hpp>

#include "patterns/paired_lives.hpp"

using namespace buurt;
using nlohmann::json;

namespace {

constexpr int weeks = 104;
constexpr int closes = 6;

const test::Lives& open() {
  static const test::Lives lives = test::live({}, test::paired_replicates, weeks, 4000);
  return lives;
}
const test::Lives& shut() {
  static const test::Lives lives = test::live(
      {json::array(), json::array({{{"name", "the shop closes"},
                                    {"from_week", closes},
                                    {"effects", {{{"lever", "shops"}, {"value", 0}}}}}})},
      test::paired_replicates, weeks, 4000);
  return lives;
}

}  // namespace

TEST_CASE("before the last shop closes nothing differs", "[patterns]") {
  CHECK(test::sum_of(open(), "people_with_hidden_need", 0, closes + 1) ==
        test::sum_of(shut(), "people_with_hidden_need", 0, closes + 1));
}

TEST_CASE("when the last shop has closed needs stay hidden longer", "[patterns]") {
  CHECK(test::sum_of(open(), "needs_seen_in_shops", closes + 1, weeks) > 0.0);
  CHECK(test::score(open(), shut(), "people_with_hidden_need", closes + 1, weeks) > test::clearly);
}
