#include "care/processes/messages.hpp"

#include <catch2/catch.hpp>

#include "care/processes/programme_town.hpp"
#include "care/world/service_rules.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

double mean_of(const World& world, const Column<std::uint8_t>& column) {
  double sum = 0.0;
  const std::vector<Person> people = test::everybody(world);
  for (const Person person : people) sum += column[person];
  return sum / static_cast<double>(people.size());
}

}  // namespace

TEST_CASE("a campaign puts people at ease and informs them, and both fade",
          "[programmes][communication]") {
  World world = test::town_with(test::one_part(
      "communication", {{"messages_year", 52}, {"asking", 1}, {"supply", 0.5}}, {{"to_week", 12}}));
  test::live(world, 12);
  const double ease = mean_of(world, world.people.at_ease);
  const double informed = mean_of(world, world.people.informed);
  CHECK(ease > 30.0);
  CHECK(informed > 30.0);
  test::live(world, 30);
  CHECK(mean_of(world, world.people.at_ease) < 0.6 * ease);
  CHECK(mean_of(world, world.people.informed) < 0.8 * informed);
  CHECK(mean_of(world, world.people.informed) > 0.3 * informed);
}

TEST_CASE("what comes on a screen reaches older people less than a letter does",
          "[programmes][communication]") {
  const auto old_to_young = [](bool digital) {
    const World world =
        test::lived(test::one_part("communication",
                                   {{"messages_year", 26}, {"asking", 1}, {"digital", digital}}),
                    12);
    double old = 0.0;
    double young = 0.0;
    int olds = 0;
    int youngs = 0;
    for (const Person person : test::everybody(world)) {
      const bool is_old = world.age(person) >= 65;
      (is_old ? old : young) += world.people.at_ease[person];
      ++(is_old ? olds : youngs);
    }
    return old / olds / (young / youngs);
  };
  CHECK(old_to_young(false) == Approx(1.0).margin(0.15));
  CHECK(old_to_young(true) < 0.7);
}

TEST_CASE("the poor who know of lower prices accept more help", "[programmes][communication]") {
  World world = test::small_town();
  int before = 0;
  int after = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.poverty[person] == 0) continue;
    const bool accepted = accepts(world, person, OrganisationKind::family_care);
    before += accepted ? 1 : 0;
    world.people.informed[person] = 255;
    const bool now = accepts(world, person, OrganisationKind::family_care);
    after += now ? 1 : 0;
    REQUIRE((now || !accepted));
  }
  CHECK(after > before);
}
