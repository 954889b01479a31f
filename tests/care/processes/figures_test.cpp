// What the qualities of connectors, activities and places make of what they do.

#include "care/world/figure_rules.hpp"

#include <catch2/catch.hpp>

#include "care/processes/programme_town.hpp"
#include "care/world/programme_rules.hpp"

using namespace buurt;
using namespace buurt::care;
using nlohmann::json;

namespace {

ConnectorPart part(const json& values) {
  return std::get<ConnectorPart>(test::plans(test::connector(values))[0].parts[0]);
}

double familiarity_in(const World& world) {
  double sum = 0.0;
  const KnownResidents& known = world.programme_book.known;
  for (Row row = 0; row < known.rows(); ++row) {
    if (known.alive(row)) sum += static_cast<double>(known.familiarity[row]);
  }
  return sum;
}

double introductions(const json& values, int weeks) {
  const World world = test::lived(test::connector(values), weeks);
  return world.programme_book.figures.introductions[0];
}

double conversations(const json& values) {
  return test::lived(test::connector(values), 12).programme_book.figures.conversations[0];
}

json activity(const json& values) {
  json one = {{"kind", "activity"}, {"times_year", 52},   {"capacity", 30},
              {"personal", 1},      {"same_people", 0.9}, {"preparation_weeks", 0}};
  one.update(values);
  return json::array({{{"name", "it"}, {"payer", "town"}, {"parts", json::array({one})}}});
}

double guests(const json& values, int weeks) {
  return test::lived(activity(values), weeks).programme_book.works.people[0];
}

}  // namespace

TEST_CASE("isolated people open less to a connector without skill, others as much as ever",
          "[connectors][figures]") {
  const World& world = test::small_town();
  const ConnectorPart skilled = part(json::object());
  const ConnectorPart unskilled = part({{"skill", 0}});
  const ProgrammeParameters& p = world.parameters.programmes;
  int isolated = 0;
  for (const Person person : test::everybody(world)) {
    const bool alone = static_cast<double>(world.people.ties_monthly[person]) < p.lonely_ties;
    isolated += alone ? 1 : 0;
    REQUIRE(chance_to_talk(world, person, skilled, 0.4) == 0.4);
    REQUIRE(chance_to_talk(world, person, unskilled, 0.4) ==
            Approx(alone ? 0.4 * p.unskilled_opens : 0.4));
  }
  CHECK(isolated > 10);
}

TEST_CASE("people come out for who is curious sooner than for who offers help",
          "[connectors][figures]") {
  const World& world = test::small_town();
  CHECK(chance_to_talk(world, test::everybody(world).front(), part({{"curiosity", 1}}), 0.4) ==
        Approx(0.4 + 0.6 * world.parameters.programmes.curiosity_opens));
  const auto met = [](double curiosity) {
    return test::known_in(
               test::lived(test::connector({{"curiosity", curiosity}, {"outreach", 1}}), 4))
        .size();
  };
  CHECK(met(1) > met(0));
}

TEST_CASE("whoever does it unwillingly gets to know nobody well", "[connectors][figures]") {
  const double willing = familiarity_in(test::lived(test::connector(), 10));
  CHECK(familiarity_in(test::lived(test::connector({{"commitment", 0.5}}), 10)) < 0.8 * willing);
  CHECK(familiarity_in(test::lived(test::connector({{"commitment", 0}}), 10)) == 0.0);
}

TEST_CASE("without a mandate a connector facilitates, however much would be organised",
          "[connectors][figures]") {
  World world = test::town_with(test::connector());
  test::live(world, 1);
  CHECK(organise_of(world, 0, part({{"organise", 0.8}})) == 0.8);
  CHECK(organise_of(world, 0, part({{"organise", 0.8}, {"mandate", 0.1}})) == 0.1);
  CHECK(organise_of(world, 0, part({{"organise", 0.05}, {"mandate", 0.1}})) == 0.05);
}

TEST_CASE("who may not act as one of the network introduces nobody", "[connectors][figures]") {
  CHECK(introductions({{"fte", 3}}, 26) > 0.0);
  CHECK(introductions({{"fte", 3}, {"free_to_act", 0}}, 26) == 0.0);
}

TEST_CASE("what a connector does fits the better the longer the area is known",
          "[connectors][figures]") {
  World world = test::town_with(test::connector());
  test::live(world, 1);
  const ConnectorPart must_fit = part({{"fits_area", 1}});
  const double weeks = world.parameters.programmes.area_weeks;
  CHECK(fit_to_area(world, 0, part(json::object())) == 1.0);
  world.week = world.programme_book.figures.since[0];
  CHECK(fit_to_area(world, 0, must_fit) == 0.0);
  world.week += static_cast<std::uint32_t>(weeks);
  CHECK(fit_to_area(world, 0, must_fit) == Approx(0.5));
  world.week += static_cast<std::uint32_t>(weeks);
  CHECK(fit_to_area(world, 0, must_fit) == Approx(0.75));
  CHECK(introductions({{"fte", 3}, {"fits_area", 1}}, 20) < introductions({{"fte", 3}}, 20));
}

TEST_CASE("talking about dreams and talents puts people at ease with asking and helping",
          "[connectors][figures]") {
  const auto ease = [](double talents) {
    const World world = test::lived(test::connector({{"talents", talents}}), 12);
    double sum = 0.0;
    for (const Person person : test::everybody(world)) sum += world.people.at_ease[person];
    return sum;
  };
  CHECK(ease(0.0) == 0.0);
  CHECK(ease(1.0) > 100.0);
}

TEST_CASE("too many goals at once scatter hours, and a coach finds part of that early",
          "[connectors][figures]") {
  World world = test::town_with(test::connector());
  test::live(world, 1);
  const double all = hours_for_people(world, 0, part(json::object()));
  const double scattered = hours_for_people(world, 0, part({{"goals", 8}}));
  const double coached = hours_for_people(world, 0, part({{"goals", 8}, {"coaching_days", 10}}));
  CHECK(all == 1.0);
  CHECK(scattered == Approx(1.0 / (1.0 + 7.0 * world.parameters.programmes.goal_switch)));
  CHECK(coached > scattered);
  CHECK(coached < all);
  CHECK(conversations({{"goals", 12}}) < 0.8 * conversations({{"goals", 1}}));
}

TEST_CASE("a connector who was coached passes on more", "[connectors][figures]") {
  const World& world = test::small_town();
  const double usual = passed_on(world, part(json::object()));
  CHECK(usual == world.parameters.programmes.passed_on);
  CHECK(passed_on(world, part({{"coaching_days", 10}})) > usual);
  CHECK(passed_on(world, part({{"coaching_days", 250}})) < 1.0);
}

TEST_CASE("guests who feel that meeting is but a means come again less", "[activities][figures]") {
  const auto times_of_a_guest = [](double instrumental) {
    const World world = test::lived(activity({{"instrumental", instrumental}}), 16);
    const Regulars& regulars = world.programme_book.regulars;
    double times = 0.0;
    for (Row row = 0; row < regulars.rows(); ++row) {
      if (regulars.alive(row)) times += regulars.times[row];
    }
    return times / static_cast<double>(regulars.size());
  };
  CHECK(times_of_a_guest(1) < 0.8 * times_of_a_guest(0));
}

TEST_CASE("to an example from elsewhere that does not resonate nobody comes",
          "[activities][figures]") {
  CHECK(guests({{"resonance", 1}}, 8) > 0.0);
  CHECK(guests({{"resonance", 0}}, 8) == 0.0);
}

TEST_CASE("a place that changes its location loses visitors, one that stays does not",
          "[meeting places][figures]") {
  const auto visitors = [](int every, double loses) {
    World world = test::town_with(test::meeting_place({{"moves_every", every}}));
    world.parameters.programmes.move_loses = loses;
    test::live(world, 27);
    world.audit();
    return world.programme_book.visitors.size();
  };
  CHECK(visitors(0, 1.0) > 10);
  CHECK(visitors(26, 1.0) < visitors(0, 1.0) / 4);
}

TEST_CASE("a card means most to who gets little else", "[communication][figures]") {
  const auto ease = [](double cards, bool isolated) {
    const World world = test::lived(json::array({{{"name", "it"},
                                                  {"payer", "town"},
                                                  {"parts",
                                                   {{{"kind", "communication"},
                                                     {"messages_year", 52},
                                                     {"asking", 0},
                                                     {"supply", 0},
                                                     {"preparation_weeks", 0},
                                                     {"cards", cards}}}}}}),
                                    6);
    double sum = 0.0;
    for (const Person person : test::everybody(world)) {
      const bool few = static_cast<double>(test::small_town().people.ties_monthly[person]) <
                       world.parameters.programmes.lonely_ties - 1.0;
      if (few == isolated) sum += world.people.at_ease[person];
    }
    return sum;
  };
  CHECK(ease(0.0, true) == 0.0);
  CHECK(ease(1.0, true) > 100.0);
}

TEST_CASE("where much happens in the street for all to see, more people get acquainted",
          "[activities][figures]") {
  World world = test::town_with(activity({{"street", 0.5}}));
  test::live(world, 2);
  REQUIRE_FALSE(world.local.by_neighbourhood.empty());
  CHECK(world.local.by_neighbourhood.front().meeting == Approx(0.5));
  const auto ties = [](double street) {
    json quiet = activity({{"street", street}, {"personal", 0}, {"capacity", 2}});
    World town = test::town_with(quiet);
    town.parameters.programmes.space_meets = 3.0;
    test::live(town, 26);
    std::uint64_t sum = 0;
    for (const Person person : test::everybody(town)) sum += town.ties.degree(person);
    return sum;
  };
  CHECK(ties(1.0) > ties(0.0));
}

TEST_CASE("what is shared at a place makes up for being unlike", "[meeting places][figures]") {
  const auto unlike = [](double mixing) {
    json list = test::meeting_place({{"communication", 50000}, {"capacity", 200}});
    list[0]["mixing"] = mixing;
    const World world = test::lived(list, 40);
    double ties = 0.0;
    for (const Person person : test::everybody(world)) {
      ties += static_cast<double>(world.ties.degree(person));
    }
    return ties;
  };
  CHECK(unlike(1.0) > unlike(0.0));
}
