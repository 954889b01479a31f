#include "care/dominoes.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// A town in which the first two adults of other households, without a tie, are about to help each other.
struct Pair {
  World world = test::small_town();
  Person helped = no_row;
  Person giver = no_row;
  Row need = no_row;

  Pair() {
    const std::vector<Person> all = test::everybody(world);
    helped = all.front();
    for (const Person person : all) {
      if (world.people.household[person] != world.people.household[helped]) giver = person;
    }
    world.care.resize(world.people.rows());
    world.care.forget(helped);
    constexpr std::uint16_t minutes = 120;
    need = world.care.set_need(helped, who(helped), NeedKind::company, minutes, world.week);
  }
  [[nodiscard]] Identity who(Person person) const { return world.people.identity[person]; }
  void help() {
    constexpr std::uint16_t minutes = 60;
    world.care.give(need, giver, who(giver), Source::friends, minutes, world.week);
  }
};

constexpr Identity programme{7};

}  // namespace

TEST_CASE("help between two who met through a programme follows from it") {
  Pair pair;
  Dominoes dominoes;
  dominoes.begin(pair.world);
  REQUIRE(pair.world.journal.open);
  pair.world.journal.opened({OpeningStep::introduced, programme, pair.who(pair.giver),
                             pair.who(pair.helped), NeedKind{}});
  dominoes.look(pair.world);
  pair.world.journal.turn_page();
  CHECK(dominoes.acts().empty());
  ++pair.world.week;
  pair.help();
  dominoes.look(pair.world);
  REQUIRE(dominoes.acts().size() == 1);
  const HelpAct& act = dominoes.acts().front();
  CHECK(act.helped == pair.who(pair.helped));
  CHECK(act.giver == pair.who(pair.giver));
  REQUIRE(act.steps.size() == 1);
  CHECK(act.steps.front().opening.step == OpeningStep::introduced);
  CHECK(act.steps.front().week + 1 == act.week);
}

TEST_CASE("who told whom of a place is a part of the chain, in order of time") {
  Pair pair;
  Dominoes dominoes;
  dominoes.begin(pair.world);
  const auto week_with = [&](const Journal::Opening& opening) {
    ++pair.world.week;
    pair.world.journal.turn_page();
    pair.world.journal.opened(opening);
    dominoes.look(pair.world);
  };
  const Identity giver = pair.who(pair.giver);
  const Identity helped = pair.who(pair.helped);
  week_with({OpeningStep::brought_along, programme, giver, Identity{}, NeedKind{}});
  week_with({OpeningStep::told_of_place, programme, helped, giver, NeedKind{}});
  week_with({OpeningStep::met_at_place, programme, helped, giver, NeedKind{}});
  week_with({OpeningStep::noticed_by_connector, programme, helped, Identity{}, NeedKind::company});
  pair.help();
  dominoes.look(pair.world);
  REQUIRE(dominoes.acts().size() == 1);
  std::vector<OpeningStep> steps;
  for (const DominoStep& step : dominoes.acts().front().steps) steps.push_back(step.opening.step);
  CHECK(steps == std::vector{OpeningStep::brought_along, OpeningStep::told_of_place,
                             OpeningStep::met_at_place, OpeningStep::noticed_by_connector});
}

TEST_CASE("help that nobody opened is an act without steps, and help that was there is none") {
  Pair pair;
  pair.help();
  Dominoes there_already;
  there_already.begin(pair.world);
  there_already.look(pair.world);
  CHECK(there_already.acts().empty());

  Pair other;
  Dominoes dominoes;
  dominoes.begin(other.world);
  other.world.journal.opened({OpeningStep::noticed_by_host, programme, other.who(other.giver),
                              Identity{}, NeedKind::company});
  other.help();
  dominoes.look(other.world);
  REQUIRE(dominoes.acts().size() == 1);
  CHECK(dominoes.acts().front().steps.empty());
}
