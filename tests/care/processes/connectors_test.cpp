#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "care/processes/care_town.hpp"
#include "care/processes/connectors.hpp"
#include "care/processes/programme_town.hpp"
#include "care/processes/referral.hpp"

using namespace buurt;
using care::Person;
using care::World;
using engine::Row;
using nlohmann::json;

namespace {

World after(const json& list, int weeks) {
  World world = test::town_with(list);
  test::live(world, weeks);
  world.audit();
  return world;
}

std::size_t known_after(const json& values, int weeks) {
  return test::known_in(after(test::connector(values), weeks)).size();
}

}  // namespace

TEST_CASE("a connector gets to know people, and more hours mean more people", "[connectors]") {
  const std::size_t none = known_after({{"fte", 0}}, 20);
  const std::size_t few = known_after({{"fte", 0.1}}, 20);
  const std::size_t some = known_after({{"fte", 0.4}}, 20);
  const std::size_t many = known_after({{"fte", 1.0}}, 20);
  CHECK(none == 0);
  CHECK(few > 0);
  CHECK(few < some);
  CHECK(some < many);
}

TEST_CASE("nobody is known beyond the caseload", "[connectors]") {
  CHECK(known_after({{"fte", 1.0}, {"caseload", 30}}, 40) == 30);
  CHECK(known_after({{"fte", 2.0}, {"caseload", 30}}, 40) == 60);
}

TEST_CASE("a connector meets nobody before the first week and knows nobody after the last",
          "[connectors]") {
  World world = test::town_with(test::connector({{"from_week", 4}, {"to_week", 10}}));
  test::live(world, 4);
  CHECK(world.programme_book.empty());
  test::live(world, 3);
  CHECK_FALSE(test::known_in(world).empty());
  test::live(world, 4);
  CHECK(test::known_in(world).empty());
  CHECK(world.programme_book.figures.size() == 0);
  for (const Person person : test::everybody(world)) {
    REQUIRE(world.people.encouraged[person] == 0);
  }
}

TEST_CASE("a connector knows nobody outside the neighbourhoods of the programme", "[connectors]") {
  World world = test::small_town();
  REQUIRE(world.neighbourhoods.size() > 1);
  const std::string area = world.area_names[world.places.area[world.neighbourhoods.front()]];
  world = after(test::connector({{"neighbourhoods", {area}}}), 30);
  const std::vector<Person> known = test::known_in(world);
  REQUIRE(known.size() > 20);
  for (const Person person : known) {
    CHECK(world.area_names[world.places.area[world.neighbourhood_of(person)]] == area);
  }
}

TEST_CASE("a connector for a group seeks that group", "[connectors]") {
  const World world = after(test::connector({{"target", "age_80_plus"}}), 15);
  const std::vector<Person> known = test::known_in(world);
  REQUIRE(known.size() > 10);
  for (const Person person : known) CHECK(world.age(person) >= 79);
}

TEST_CASE("connectors never spend more hours than they are paid for", "[connectors]") {
  World world = test::town_with(test::connector({{"fte", 1.5}, {"organise", 0.8}}));
  for (int week = 0; week < 30; ++week) {
    test::live(world, 1);
    const care::Figures& figures = world.programme_book.figures;
    for (Row figure = 0; figure < figures.rows(); ++figure) {
      REQUIRE(figures.minutes_spent[figure] <= figures.minutes_paid[figure]);
    }
  }
  const care::Figures& figures = world.programme_book.figures;
  REQUIRE(figures.size() == 2);
  CHECK(figures.minutes_paid[0] == 30U * 1710U);
  CHECK(figures.minutes_spent[0] > figures.minutes_paid[0] / 2);
}

TEST_CASE("while a post is vacant nobody is met and nobody is paid", "[connectors]") {
  World world = test::town_with(test::connector({{"weeks_to_fill", 520}}));
  test::live(world, 1);
  const care::Figures& figures = world.programme_book.figures;
  REQUIRE(figures.size() == 1);
  REQUIRE(figures.working[0] == 0);
  CHECK(figures.minutes_paid[0] == 0);
  CHECK(test::known_in(world).empty());
  // Activities alone: 5,000 EUR a year.
  CHECK(world.programme_book.runs.week_cents[0] == 9615);
}

TEST_CASE("whoever comes after a connector who leaves knows less", "[connectors]") {
  World world = test::town_with(test::connector());
  test::live(world, 20);
  const auto familiarity = [&] {
    double sum = 0.0;
    const care::KnownResidents& known = world.programme_book.known;
    for (Row row = 0; row < known.rows(); ++row) sum += static_cast<double>(known.familiarity[row]);
    return sum;
  };
  const double before = familiarity();
  world.programme_book.figures.until[0] = world.week;
  test::live(world, 1);
  CHECK(world.programme_book.figures.working[0] == 0);
  CHECK(familiarity() < 0.4 * before);
}

TEST_CASE("in the weeks of observation nobody is introduced and nothing is noticed",
          "[connectors]") {
  const World observing = after(test::connector({{"observation_weeks", 520}}), 20);
  CHECK(observing.programme_book.figures.conversations[0] > 100);
  CHECK(observing.programme_book.figures.introductions[0] == 0);
  const World acting = after(test::connector(), 20);
  CHECK(acting.programme_book.figures.introductions[0] > 0);
}

TEST_CASE("doors are opened by people whom the street does not show", "[connectors]") {
  const auto mean_ties = [](const World& world) {
    double sum = 0.0;
    const std::vector<Person> known = test::known_in(world);
    REQUIRE(known.size() > 30);
    for (const Person person : known) sum += world.people.ties_monthly[person];
    return sum / static_cast<double>(known.size());
  };
  CHECK(mean_ties(after(test::connector({{"outreach", 1.0}, {"aim_isolated", 1.0}}), 12)) <
        mean_ties(after(test::connector({{"outreach", 0.0}}), 12)));
}

TEST_CASE("a connector without the language reaches fewer people of foreign origin",
          "[connectors]") {
  const auto of_foreign_origin = [](double languages) {
    const World world =
        after(test::connector({{"languages", languages}, {"target", "migration_background"}}), 8);
    return world.programme_book.figures.known[0];
  };
  CHECK(of_foreign_origin(0.0) < of_foreign_origin(1.0));
}

TEST_CASE("somebody known by a connector is encouraged to ask", "[connectors]") {
  const World world = after(test::connector(), 10);
  const care::KnownResidents& known = world.programme_book.known;
  REQUIRE(known.size() > 20);
  for (Row row = 0; row < known.rows(); ++row) {
    if (!known.alive(row)) continue;
    CHECK(world.people.encouraged[known.person[row]] ==
          static_cast<std::uint8_t>(known.familiarity[row] * 255.0F));
  }
}

TEST_CASE("an accompanied referral is lost less often and arrives sooner", "[connectors]") {
  World world = test::town_without_needs();
  const std::vector<Person> people = test::older_people(world, 150);
  const auto arrived = [&](bool warm) {
    World town = world;
    for (const Person person : people) {
      const Row need = test::open_need(town, person, care::NeedKind::guidance, 60);
      town.care.set_state(need, care::NeedState::referred, town.week,
                          test::organisation_of(town, care::OrganisationKind::welfare));
      town.care.needs.accompanied[need] = warm ? 1 : 0;
    }
    std::int64_t soon = 0;
    for (int week = 0; week < 8; ++week) {
      care::refer(town);
      ++town.week;
      if (week == 1) soon = test::counted(town, care::Flow::referrals_completed);
    }
    return std::pair(soon, test::counted(town, care::Flow::referrals_completed));
  };
  const auto cold = arrived(false);
  const auto warm = arrived(true);
  CHECK(warm.first > cold.first);
  CHECK(warm.second > cold.second);
  CHECK(warm.second < static_cast<std::int64_t>(people.size()));
}

TEST_CASE("coaching makes an organiser a facilitator, and paperwork takes hours from people",
          "[programmes][connectors]") {
  const auto part = [](const json& values) {
    return std::get<care::ConnectorPart>(test::plans(test::connector(values))[0].parts[0]);
  };
  const care::ConnectorPart coached = part({{"organise", 0.8}, {"learns", 0.7}});
  CHECK(organise_after(coached, 0) == Approx(0.8));
  CHECK(organise_after(coached, 52) == Approx(0.8 * 0.4966).epsilon(0.01));
  const auto known = [](double paperwork) {
    return static_cast<double>(
        test::known_in(test::lived(test::connector({{"paperwork", paperwork}}), 15)).size());
  };
  CHECK(known(0.6) < 0.8 * known(0.0));
}
