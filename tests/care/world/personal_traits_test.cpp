#include "care/world/personal_traits.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

struct Shares {
  double low = 0;
  double high = 0;
};

/// Of those who turn 18 and grow older, each with a stream of their own.
Shares shares_at(const EducationParameters& p, int age, int people) {
  const engine::Stream draws(3, 1);
  Shares shares;
  for (int person = 1; person <= people; ++person) {
    Education education = Education::low;
    for (int year = adult_age; year <= age; ++year) {
      const engine::Draw draw = draws.at(engine::Identity{static_cast<std::uint64_t>(person)},
                                         static_cast<std::uint32_t>(year));
      education = educated_by(p, year, education, draw.uniform(0), draw.uniform(1));
    }
    shares.low += (education == Education::low ? 1.0 : 0.0) / people;
    shares.high += (education == Education::high ? 1.0 : 0.0) / people;
  }
  return shares;
}

}  // namespace

TEST_CASE("who grows up here gets as much schooling as who comes at that age") {
  const EducationParameters p = test::shipped_parameters().education;
  constexpr int people = 20000;
  // Off by five standard errors in one of a million.
  constexpr double margin = 0.018;
  CHECK(shares_at(p, 18, people).low == Approx(p.low_young).margin(margin));
  CHECK(shares_at(p, 22, people).low == Approx(p.low_22).margin(margin));
  CHECK(shares_at(p, 22, people).high == Approx(p.high_22).margin(margin));
  CHECK(shares_at(p, 28, people).high == Approx(p.high_28).margin(margin));
  CHECK(shares_at(p, 45, people).high == Approx(p.high_28).margin(margin));
}

TEST_CASE("schooling ends, and is never lost") {
  const EducationParameters p = test::shipped_parameters().education;
  CHECK(educated_by(p, 17, Education::low, 0.99, 0.0) == Education::low);
  CHECK(educated_by(p, 40, Education::low, 0.99, 0.0) == Education::low);
  CHECK(educated_by(p, 24, Education::high, 0.99, 0.99) == Education::high);
}
