#include "care/processes/programme_places.hpp"

#include "care/world/payer_rules.hpp"
#include "care/world/programme_rules.hpp"
#include "care/world/units.hpp"

namespace buurt::care {
namespace {

/// The name by which a place goes on: that of the one taken over, its own, or the programme's.
const std::string& name_of_place(const ProgrammePlan& plan, const MeetingPlacePart& part) {
  if (!part.takes_over.empty()) return part.takes_over;
  return part.place.empty() ? plan.name : part.place;
}

Row place_named(const World& world, Identity name) {
  const ProgrammeBook& book = world.programme_book;
  for (Row place = 0; place < book.meeting_places.rows(); ++place) {
    if (book.meeting_places.identity[place] == name) return place;
  }
  return no_row;
}

/// Those who came before count for who ran the place then.
void take_on(ProgrammeBook& book, Row place, Row run, std::size_t number) {
  const Row before = book.meeting_places.run[place];
  const double visits = book.meeting_places.visits[place];
  if (visits > 0.0) book.runs.seen_before[before] += visits;
  book.runs.seen_before[run] -= visits;
  book.meeting_places.run[place] = run;
  book.meeting_places.part[place] = static_cast<std::uint8_t>(number);
  book.meeting_places.lives_on[place] = 0;
}

/// Gives a place to the running programme that takes it over, if one does.
bool hand_over(World& world, Row place) {
  ProgrammeBook& book = world.programme_book;
  for (const ProgrammePlan& plan : world.programmes) {
    if (!plan.runs(world.week)) continue;
    const Row run = book.run_of(plan.identity);
    if (run == no_row || run == book.meeting_places.run[place]) continue;
    for (std::size_t number = 0; number < plan.parts.size(); ++number) {
      const auto* part = std::get_if<MeetingPlacePart>(&plan.parts[number]);
      if (part == nullptr || part->takes_over.empty()) continue;
      if (identity_of_name("meeting place", part->takes_over) !=
          book.meeting_places.identity[place]) {
        continue;
      }
      take_on(book, place, run, number);
      return true;
    }
  }
  return false;
}

void close(World& world, Row place) {
  ProgrammeBook& book = world.programme_book;
  book.forget_visitors([&](Row visitor) { return book.visitors.place[visitor] != place; });
  book.runs.seen_before[book.meeting_places.run[place]] += book.meeting_places.visits[place];
  book.meeting_places.remove(place);
}

}  // namespace

void open_place(World& world, const ProgrammePlan& plan, Row run, std::size_t number,
                const MeetingPlacePart& part) {
  ProgrammeBook& book = world.programme_book;
  const Identity name = identity_of_name("meeting place", name_of_place(plan, part));
  Row place = place_named(world, name);
  if (place != no_row && book.meeting_places.lives_on[place] == 0) return;  // waits for its end
  if (place == no_row) {
    place = book.meeting_places.add(name);
    book.meeting_places.neighbourhood[place] = plan.part_in[number];
  }
  take_on(book, place, run, number);
}

void give_up_places(World& world, Row run) {
  ProgrammeBook& book = world.programme_book;
  for (Row place = 0; place < book.meeting_places.rows(); ++place) {
    if (!book.meeting_places.alive(place) || book.meeting_places.run[place] != run) continue;
    if (hand_over(world, place)) continue;
    const double chance =
        world.parameters.programmes.survival * static_cast<double>(book.runs.ownership[run]);
    if (world.stream(Decision::place_lives_on)
            .at(book.meeting_places.identity[place], world.week)
            .happens(chance)) {
      book.meeting_places.lives_on[place] = 1;
    } else {
      close(world, place);
    }
  }
}

void keep_up_places(World& world) {
  ProgrammeBook& book = world.programme_book;
  for (Row place = 0; place < book.meeting_places.rows(); ++place) {
    if (!book.meeting_places.alive(place) || book.meeting_places.lives_on[place] == 0) continue;
    const auto own = static_cast<double>(book.runs.ownership[book.meeting_places.run[place]]);
    if (world.stream(Decision::place_lives_on)
            .at(book.meeting_places.identity[place], world.week, 1)
            .happens((1.0 - own) / weeks_per_year)) {
      close(world, place);
    }
  }
}

void move_places(World& world, const ProgrammePlan& plan, Row run) {
  ProgrammeBook& book = world.programme_book;
  const std::uint32_t lived = world.week - book.runs.since[run];
  for (Row place = 0; place < book.meeting_places.rows(); ++place) {
    if (!book.meeting_places.alive(place) || book.meeting_places.run[place] != run) continue;
    const auto& part = std::get<MeetingPlacePart>(plan.parts[book.meeting_places.part[place]]);
    const auto every = static_cast<std::uint32_t>(part.moves_every);
    if (every == 0 || lived == 0 || lived % every != 0) continue;
    book.meeting_places.neighbourhood[place] = plan.where[lived / every % plan.where.size()];
    const engine::Stream draws = world.stream(Decision::place_moves);
    book.forget_visitors([&](Row visitor) {
      if (book.visitors.place[visitor] != place) return true;
      return !draws.at(book.visitors.identity[visitor], world.week)
                  .happens(world.parameters.programmes.move_loses);
    });
  }
}

void pay_for_place(World& world, Row run, std::size_t number, double euro) {
  ProgrammeBook& book = world.programme_book;
  for (Row place = 0; place < book.meeting_places.rows(); ++place) {
    if (book.meeting_places.alive(place) && book.meeting_places.run[place] == run &&
        book.meeting_places.part[place] == number) {
      book.meeting_places.spent_cents[place] += cents(euro);
    }
  }
}

}  // namespace buurt::care
