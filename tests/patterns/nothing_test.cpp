// Pattern 18, first half: a programme that does nothing changes no byte. The second half, whom one more
// resident touches, stands in tests/care/one_more_resident_test.cpp.

#include <catch2/catch.hpp>

#include "patterns/paired_lives.hpp"

using namespace buurt;
using nlohmann::json;

TEST_CASE("a programme that does nothing changes no byte", "[patterns]") {
  constexpr int weeks = 60;
  const test::Lives without = test::live({}, 2, weeks, 1500);
  const test::Lives with = test::live(
      {json::array({{{"use", "no-op"}, {"from_week", 4}, {"to_week", 40}}})}, 2, weeks, 1500);
  for (std::size_t k = 0; k < without.size(); ++k) {
    CHECK(with[k].state_hash == without[k].state_hash);
    REQUIRE(with[k].values.size() == without[k].values.size());
    std::size_t different = 0;
    for (std::size_t i = 0; i < with[k].values.size(); ++i) {
      const double a = with[k].values[i];
      const double b = without[k].values[i];
      different += a == b || (std::isnan(a) && std::isnan(b)) ? 0 : 1;
    }
    CHECK(different == 0);
  }
}
