// What holds when a small town has lived for ten years after its burn-in.

#include <catch2/catch.hpp>
#include <cmath>

#include "care/small_town.hpp"
#include "care/world/service_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

constexpr int weeks_of_ten_years = 520;

/// The small town ten years later; made once.
const World& ten_years_later() {
  static const World town = [] {
    World world = test::small_town();
    test::live(world, weeks_of_ten_years);
    return world;
  }();
  return town;
}

double share_of_low_schooling(const World& world, int from, int to) {
  double people = 0.0;
  double low = 0.0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < from || world.age(person) >= to) continue;
    people += 1.0;
    low += world.people.education[person] == Education::low ? 1.0 : 0.0;
  }
  return low / people;
}

std::uint32_t minutes_of_staff(const World& world) {
  std::uint32_t minutes = 0;
  for (Row row = 0; row < world.care.organisations.rows(); ++row) {
    minutes += world.care.organisations.minutes[row];
  }
  return minutes;
}

}  // namespace

TEST_CASE("ten years on young adults have as much schooling as young adults had") {
  const double before = share_of_low_schooling(test::small_town(), 22, 35);
  CHECK(share_of_low_schooling(ten_years_later(), 22, 35) == Approx(before).margin(0.06));
}

TEST_CASE("staff of organisations grow as the norm for those who live here does") {
  const World& before = test::small_town();
  const World& later = ten_years_later();
  const double growth = growth_of_norm(later, 0) / growth_of_norm(before, 0);
  CHECK(std::abs(growth - 1.0) > 0.005);
  CHECK(minutes_of_staff(later) == Approx(growth * minutes_of_staff(before)).epsilon(0.001));
  // The norm is counted once a year, so that the last year is not yet in it.
  CHECK(later.care.organisations.norm[0] == Approx(hours_by_norm(later)).epsilon(0.03));
  CHECK(minutes_of_staff(later) != minutes_of_staff(before));
}
