#include "care/world/care_book.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "engine/error.hpp"

using namespace buurt;
using namespace buurt::care;
using engine::mix;

namespace {

Identity who(Person person) { return Identity{mix(person + 1)}; }

CareBook book_of(std::size_t people) {
  CareBook book;
  book.resize(people);
  return book;
}

}  // namespace

TEST_CASE("a need that is helped with is met by what is given, and never by more") {
  CareBook book = book_of(4);
  const Row need = book.set_need(0, who(0), NeedKind::household, 180, 5);
  CHECK(book.in_need(0));
  CHECK(book.needs.state[need] == NeedState::hidden);
  CHECK(book.needs.since[need] == 5);
  CHECK(book.give(need, 1, who(1), Source::kin, 120, 6) == 120);
  CHECK(book.give(need, 2, who(2), Source::friends, 120, 6) == 60);
  CHECK(book.give(need, 3, who(3), Source::volunteers, 10, 6) == 0);
  CHECK(book.unmet(need) == 0);
  CHECK(book.minutes_given(1) == 120);
  CHECK(book.minutes_given(2) == 60);
  CHECK_FALSE(book.gives(3));
  book.audit();
}

TEST_CASE("who helps more with the same need does so in one arrangement") {
  CareBook book = book_of(2);
  const Row need = book.set_need(0, who(0), NeedKind::transport, 300, 0);
  book.give(need, 1, who(1), Source::kin, 60, 1);
  book.give(need, 1, who(1), Source::kin, 30, 9);
  CHECK(book.help.size() == 1);
  CHECK(book.minutes_given(1) == 90);
}

TEST_CASE("an organisation gives no more hours than its staff have") {
  CareBook book = book_of(2);
  const Row nurses = book.add_organisation(who(100), OrganisationKind::home_nursing, 100);
  const Row need = book.set_need(0, who(0), NeedKind::nursing, 90, 0);
  const Row other = book.set_need(1, who(1), NeedKind::nursing, 90, 0);
  CHECK(book.provide(need, nurses, 90, 1) == 90);
  CHECK(book.provide(other, nurses, 90, 1) == 10);
  CHECK(book.free_minutes(nurses) == 0);
  book.set_capacity(nurses, 60);
  CHECK(book.overcommitted(nurses) == 40);
  book.set_need(0, who(0), NeedKind::nursing, 0, 2);
  CHECK(book.organisations.given[nurses] == 10);
  CHECK(book.free_minutes(nurses) == 50);
  book.audit();
}

TEST_CASE("when less is needed, professionals go first and the household last") {
  CareBook book = book_of(3);
  const Row carers = book.add_organisation(who(100), OrganisationKind::family_care, 1000);
  const Row need = book.set_need(0, who(0), NeedKind::personal_care, 300, 0);
  book.give(need, 1, who(1), Source::household, 100, 0);
  book.give(need, 2, who(2), Source::kin, 100, 0);
  book.provide(need, carers, 100, 0);
  book.set_need(0, who(0), NeedKind::personal_care, 150, 1);
  CHECK(book.organisations.given[carers] == 0);
  CHECK(book.minutes_given(2) == 50);
  CHECK(book.minutes_given(1) == 100);
  book.audit();
}

TEST_CASE("who is gone needs nothing and gives nothing") {
  CareBook book = book_of(3);
  const Row mine = book.set_need(0, who(0), NeedKind::company, 60, 0);
  const Row yours = book.set_need(1, who(1), NeedKind::company, 60, 0);
  book.give(mine, 1, who(1), Source::friends, 60, 0);
  book.give(yours, 0, who(0), Source::friends, 60, 0);
  book.forget(0);
  CHECK_FALSE(book.in_need(0));
  CHECK_FALSE(book.gives(0));
  CHECK_FALSE(book.gives(1));
  CHECK(book.unmet(yours) == 60);
  book.audit();
}

TEST_CASE("whatever happens in whatever order, the book balances and comes back from a snapshot") {
  CareBook book = book_of(40);
  for (Row i = 0; i < 3; ++i) {
    book.add_organisation(who(1000 + i), static_cast<OrganisationKind>(i), 500);
  }
  std::mt19937 dice(7);
  const auto roll = [&](std::uint32_t sides) { return static_cast<std::uint32_t>(dice() % sides); };
  for (std::uint32_t step = 0; step < 4000; ++step) {
    const Person person = roll(40);
    const auto kind = static_cast<NeedKind>(roll(need_kinds));
    const Row need = book.need_of(person, kind);
    switch (roll(6)) {
      case 0:
        book.set_need(person, who(person), kind, static_cast<std::uint16_t>(roll(600)), step);
        break;
      case 1:
      case 2:
        if (const Person giver = roll(40); need != no_row && giver != person) {
          book.give(need, giver, who(giver), static_cast<Source>(roll(4)),
                    static_cast<std::uint16_t>(roll(200)), step);
        }
        break;
      case 3:
        if (need != no_row)
          book.provide(need, roll(3), static_cast<std::uint16_t>(roll(200)), step);
        break;
      case 4:
        if (roll(10) == 0) book.forget(person);
        break;
      default:
        book.each_given(
            person, [&](Row help) { book.reduce(help, static_cast<std::uint16_t>(roll(120))); });
    }
    if (step % 50 == 0) book.audit();
  }
  book.audit();
  CHECK(book.help.size() > 20);
  engine::Snapshot snapshot;
  book.save(snapshot, "care");
  CareBook again;
  again.restore(snapshot, "care");
  CHECK(again.hash() == book.hash());
  for (Person person = 0; person < 40; ++person) {
    CHECK(again.minutes_given(person) == book.minutes_given(person));
  }
}

TEST_CASE("an audit sees minutes that nobody gives and help that nobody gets") {
  CareBook book = book_of(2);
  const Row need = book.set_need(0, who(0), NeedKind::household, 180, 0);
  book.give(need, 1, who(1), Source::kin, 60, 0);
  CareBook more_met = book;
  more_met.needs.met[need] = 70;
  CHECK_THROWS_AS(more_met.audit(), engine::RunError);
  CareBook more_given = book;
  more_given.help.minutes[0] = 50;
  CHECK_THROWS_AS(more_given.audit(), engine::RunError);
  CareBook less_needed = book;
  less_needed.needs.minutes[need] = 30;
  CHECK_THROWS_AS(less_needed.audit(), engine::RunError);
}
