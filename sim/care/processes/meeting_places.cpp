#include "care/processes/meeting_places.hpp"

#include <algorithm>
#include <vector>

#include "care/world/company.hpp"
#include "care/world/image_rules.hpp"
#include "care/world/meeting_place_rules.hpp"
#include "care/world/service_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// One place's week.
class OpenWeek {
 public:
  OpenWeek(World& world, Row place)
      : world_(world),
        book_(world.programme_book),
        p_(world.parameters.programmes),
        place_(place),
        identity_(world.programme_book.meeting_places.identity[place]),
        plan_(plan_of_place(world, place)) {}

  void live() {
    marked_ = visitors_marked(world_, place_);
    find_guests();
    keep_to_capacity();
    come_across();
    for (Guest& guest : guests_) {
      be_noticed(guest);
      tell(guest);
      come_again(guest);
    }
    communicate();
  }

 private:
  struct Guest {
    Row visitor;
    Person person;
    Identity who;
    bool faces;  ///< saw somebody known, or got to know somebody
  };

  void find_guests() {
    const Visitors& visitors = book_.visitors;
    for (Row visitor = 0; visitor < visitors.rows(); ++visitor) {
      if (visitors.next[visitor] != world_.week || visitors.place[visitor] != place_ ||
          !visitors.alive(visitor)) {
        continue;
      }
      guests_.push_back({visitor, visitors.person[visitor], visitors.who[visitor], false});
    }
    by_identity();
  }

  void by_identity() {
    std::sort(guests_.begin(), guests_.end(),
              [](const Guest& a, const Guest& b) { return a.who < b.who; });
  }

  /// When the house is full, who comes first is a matter of chance; some of the others do not try again.
  void keep_to_capacity() {
    const double seats = plan_.part.capacity * hours_open(world_, place_) / p_.visit_hours;
    const auto most = static_cast<std::size_t>(std::max(seats, 0.0));
    if (guests_.size() <= most) return;
    const engine::Stream draws = world_.stream(Decision::place_visit);
    const auto luck = [&](const Guest& guest) { return draws.at(both(guest), world_.week, 2); };
    std::sort(guests_.begin(), guests_.end(), [&](const Guest& a, const Guest& b) {
      const std::uint32_t first = luck(a).words[0];
      const std::uint32_t second = luck(b).words[0];
      return first != second ? first < second : a.who < b.who;
    });
    for (std::size_t i = most; i < guests_.size(); ++i) {
      Visitors& visitors = book_.visitors;
      const Row visitor = guests_[i].visitor;
      ++book_.meeting_places.turned_away[place_];
      const float rate = visit_rate(world_, place_, guests_[i].person, visitors.visits[visitor],
                                    visitors.accompanied[visitor] != 0, true);
      const std::uint32_t next = next_visit(world_, place_, guests_[i].person, rate);
      if (next == no_visit || luck(guests_[i]).happens(p_.full_house, 1)) {
        visitors.remove(visitor);
      } else {
        visitors.next[visitor] = next;
      }
    }
    guests_.resize(most);
    by_identity();
  }

  [[nodiscard]] Identity both(const Guest& guest) const {
    return engine::pair_identity(identity_, guest.who);
  }

  /// Everybody talks with some of those present; half of the talks are one's own choice.
  void come_across() {
    if (guests_.size() < 2) return;
    const engine::Stream draws = world_.stream(Decision::place_company);
    const auto others = static_cast<std::uint32_t>(guests_.size() - 1);
    const double talks = p_.place_companions / 2.0;
    for (std::size_t i = 0; i < guests_.size(); ++i) {
      for (std::uint32_t talk = 0; talk < talks; ++talk) {
        const engine::Draw draw = draws.at(both(guests_[i]), world_.week, talk);
        const std::size_t at = draw.below(others);
        meet(guests_[i], guests_[at < i ? at : at + 1], draw.uniform(1));
      }
    }
  }

  void meet(Guest& one, Guest& other, double uniform) {
    const bool met_before = world_.journal.open && world_.ties.find(one.person, other.person) >= 0;
    if (!keep_company(world_, one.person, other.person, uniform, plan_.part.mixing)) return;
    if (!met_before) {
      world_.journal.opened(
          {OpeningStep::met_at_place, plan_.programme.identity, one.who, other.who, NeedKind{}});
    }
    one.faces = true;
    other.faces = true;
  }

  void be_noticed(const Guest& guest) {
    const double hosts =
        std::min(1.0, plan_.part.host_hours / std::max(plan_.part.hours_week, 1e-9));
    const engine::Stream draws = world_.stream(Decision::place_visit);
    world_.care.each_need(guest.person, [&](Row need) {
      if (world_.care.needs.state[need] != NeedState::hidden || world_.care.unmet(need) == 0)
        return;
      constexpr std::uint32_t after_others = 16;
      const auto kind = after_others + static_cast<std::uint32_t>(world_.care.needs.kind[need]);
      if (draws.at(both(guest), world_.week, kind).happens(p_.host_notices * hosts)) {
        notice(world_, need);
        world_.journal.opened({OpeningStep::noticed_by_host, plan_.programme.identity, guest.who,
                               Identity{}, world_.care.needs.kind[need]});
      }
    });
  }

  /// Some tell a friend or neighbour, and take them along.
  void tell(const Guest& guest) {
    const engine::Draw draw = world_.stream(Decision::place_visit).at(both(guest), world_.week, 3);
    if (!draw.happens(p_.word_of_mouth, 0)) return;
    const std::uint32_t degree = world_.ties.degree(guest.person);
    if (degree == 0) return;
    const engine::Tie tie = world_.ties.ties(guest.person)[draw.below(degree, 1)];
    if (tie.outside() || marked_[tie.other] != 0) return;
    if (!hear_of_place(world_, place_, tie.other, true)) return;
    marked_[tie.other] = 1;
    world_.journal.opened({OpeningStep::told_of_place, plan_.programme.identity,
                           world_.people.identity[tie.other], guest.who, NeedKind{}});
  }

  void come_again(const Guest& guest) {
    Visitors& visitors = book_.visitors;
    ++book_.meeting_places.visits[place_];
    world_.count(Flow::place_visits, guest.person);
    be_seen_together(world_, guest.person);
    if (visitors.visits[guest.visitor] < 0xffffU) ++visitors.visits[guest.visitor];
    visitors.last[guest.visitor] = world_.week;
    const float rate = visit_rate(world_, place_, guest.person, visitors.visits[guest.visitor],
                                  false, guest.faces);
    const std::uint32_t next = next_visit(world_, place_, guest.person, rate);
    if (next == no_visit) {
      visitors.remove(guest.visitor);
      marked_[guest.person] = 0;
    } else {
      visitors.next[guest.visitor] = next;
    }
  }

  /// So many residents hear of the place this week by what is spent on telling them.
  void communicate() {
    if (book_.meeting_places.lives_on[place_] != 0) return;
    const double expected = plan_.part.communication / weeks_per_year * p_.reached_per_euro;
    const engine::Stream draws = world_.stream(Decision::place_heard_of);
    const double spare = draws.at(identity_, world_.week).uniform();
    const auto reached = static_cast<std::uint32_t>(expected + spare);
    std::uint64_t all = 0;
    const auto roster_of = [&](Row neighbourhood) { return world_.places.roster[neighbourhood]; };
    for (const Row n : plan_.programme.where) all += world_.rosters.members(roster_of(n));
    for (std::uint32_t one = 0; one < reached; ++one) {
      const engine::Draw draw = draws.at(identity_, world_.week, 1 + 2 * one);
      auto seat = static_cast<std::uint64_t>(draw.uniform() * static_cast<double>(all));
      for (const Row n : plan_.programme.where) {
        const std::uint64_t here = world_.rosters.members(roster_of(n));
        if (seat >= here) {
          seat -= here;
          continue;
        }
        const Person person =
            world_.rosters.pick(roster_of(n), draws.at(identity_, world_.week, 2 + 2 * one));
        if (person != no_row && marked_[person] == 0 &&
            hear_of_place(world_, place_, person, false)) {
          marked_[person] = 1;
        }
        break;
      }
    }
  }

  World& world_;
  ProgrammeBook& book_;
  const ProgrammeParameters& p_;
  Row place_;
  Identity identity_;
  PlacePlan plan_;
  std::vector<Guest> guests_;
  std::vector<std::uint8_t> marked_;  ///< visitors, by row of the person
};

}  // namespace

void open_meeting_places(World& world) {
  ProgrammeBook& book = world.programme_book;
  if (book.meeting_places.size() == 0) return;
  // Whoever finds a place shut for a while tries again.
  for (Row visitor = 0; visitor < book.visitors.rows(); ++visitor) {
    if (!book.visitors.alive(visitor) || book.visitors.next[visitor] != world.week) continue;
    if (hours_open(world, book.visitors.place[visitor]) <= 0.0) ++book.visitors.next[visitor];
  }
  book.forget_visitors([&](Row visitor) {
    const Person person = book.visitors.person[visitor];
    const bool same = world.people.identity[person] == book.visitors.who[visitor];
    // Who has moved too far away, or is in a nursing home by now, finds out before the next visit.
    return same && (book.visitors.next[visitor] != world.week ||
                    within_reach(world, book.visitors.place[visitor], person) > 0.0F);
  });
  std::vector<Row> places;
  for (Row place = 0; place < book.meeting_places.rows(); ++place) {
    if (book.meeting_places.alive(place)) places.push_back(place);
  }
  std::sort(places.begin(), places.end(), [&](Row a, Row b) {
    return book.meeting_places.identity[a] < book.meeting_places.identity[b];
  });
  for (const Row place : places) {
    if (hours_open(world, place) > 0.0) OpenWeek(world, place).live();
  }
}

}  // namespace buurt::care
