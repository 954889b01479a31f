#include "care/processes/activities.hpp"

#include <algorithm>
#include <vector>

#include "care/world/company.hpp"
#include "care/world/connector_reach.hpp"
#include "care/world/difference_rules.hpp"
#include "care/world/home_rules.hpp"
#include "care/world/image_rules.hpp"
#include "care/world/levels.hpp"
#include "care/world/respite_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/units.hpp"
#include "care/world/work_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// Rounding of what is due must not make an occasion a week late.
constexpr float nearly_one = 1.0F - 1e-4F;

bool has_children(const World& world, Person person) {
  bool found = false;
  world.each_member(world.people.household[person],
                    [&](Person member) { found |= world.age(member) < adult_age; });
  return found;
}

bool cares_a_lot(const World& world, Person person) {
  const ReliefParameters& p = world.parameters.relief;
  return world.care.gives(person) &&
         (world.care.minutes_given(person) >= p.hours_from * minutes_per_hour ||
          static_cast<double>(world.people.strain[person]) >= p.strain_from);
}

/// One time that an activity takes place.
class Occasion {
 public:
  Occasion(World& world, Row work, const ProgrammePlan& plan, const ActivityPart& part)
      : world_(world),
        book_(world.programme_book),
        p_(world.parameters.programmes),
        work_(work),
        plan_(plan),
        part_(part),
        identity_(world.programme_book.works.identity[work].caused(
            0, world.programme_book.works.times[work])),
        audience_(part.is_for()) {}

  void take_place() {
    ++book_.works.times[work_];
    welcome_regulars();
    invite();
    std::sort(guests_.begin(), guests_.end(),
              [](const Guest& a, const Guest& b) { return a.who < b.who; });
    come_across();
    const bool led_by_residents = book_.works.lives_on[work_] != 0;
    const bool listened =
        !led_by_residents && guests_draws().at(identity_, world_.week).happens(part_.listening);
    for (const Guest& guest : guests_) {
      take_home(guest);
      if (listened) be_noticed(guest);
      come_again(guest);
    }
  }

 private:
  struct Guest {
    Row regular;  ///< row in `Regulars`, or `no_row`
    Person person;
    Identity who;
  };

  [[nodiscard]] engine::Stream guests_draws() const {
    return world_.stream(Decision::activity_guests);
  }
  [[nodiscard]] std::size_t seats() const {
    return static_cast<std::size_t>(std::max(part_.capacity, 1.0));
  }
  [[nodiscard]] Identity both(Identity who) const { return engine::pair_identity(identity_, who); }

  [[nodiscard]] bool is_for(Person person) const {
    const int age = world_.age(person);
    if (age < part_.age_from || age >= part_.age_to || !lives_in_private(world_, person)) {
      return false;
    }
    if (!belongs_to(world_, person, plan_.target)) return false;
    switch (audience_) {
      case Audience::carers: return cares_a_lot(world_, person);
      case Audience::bereaved: return world_.people.grief[person] != 0;
      case Audience::families: return age >= adult_age && has_children(world_, person);
      case Audience::everybody: break;
    }
    return true;
  }

  [[nodiscard]] double able_to_come(Person person) const {
    return 1.0 - static_cast<double>(world_.people.function[person]) /
                     static_cast<double>(function_levels);
  }

  /// Who came before, came again or not: some of those who stay away do so for good.
  void welcome_regulars() {
    Regulars& regulars = book_.regulars;
    const double again = part_.same_people * (1.0 - p_.steered_away * part_.instrumental);
    for (Row row = 0; row < regulars.rows(); ++row) {
      if (!regulars.alive(row) || regulars.work[row] != work_) continue;
      const Person person = regulars.person[row];
      const engine::Draw draw = guests_draws().at(both(regulars.who[row]), world_.week);
      if (draw.happens(again * able_to_come(person), 0)) {
        guests_.push_back({row, person, regulars.who[row]});
      } else if (draw.happens(1.0 - again, 1)) {
        regulars.remove(row);
      }
    }
    std::sort(guests_.begin(), guests_.end(),
              [](const Guest& a, const Guest& b) { return a.who < b.who; });
    if (guests_.size() > seats()) guests_.resize(seats());
  }

  /// Those for whom it is when they are few and known by name, like carers.
  [[nodiscard]] std::vector<Person> by_name() const {
    std::vector<Person> people;
    if (audience_ == Audience::everybody) return people;
    for (const Row place : plan_.where) {
      for (const Row person : world_.rosters.seats(world_.places.roster[place])) {
        if (person != no_row && is_for(person)) people.push_back(person);
      }
    }
    std::sort(people.begin(), people.end(), [&](Person a, Person b) {
      return world_.people.identity[a] < world_.people.identity[b];
    });
    return people;
  }

  [[nodiscard]] Person somebody(const std::vector<Person>& named, std::uint32_t index) const {
    const engine::Draw draw = guests_draws().at(identity_, world_.week, index);
    if (audience_ != Audience::everybody) {
      if (named.empty()) return no_row;
      return named[draw.below(static_cast<std::uint32_t>(named.size()))];
    }
    const Person person =
        resident_of(world_, plan_, identity_, guests_draws(), draw.uniform(), index + 1);
    return person != no_row && is_for(person) ? person : no_row;
  }

  void invite() {
    const std::vector<Person> named = by_name();
    const auto most = static_cast<std::uint32_t>(p_.invitations * part_.capacity);
    const auto looks = static_cast<std::uint32_t>(p_.people_thought_of);
    std::uint32_t index = 1;
    for (std::uint32_t one = 0; one < most && guests_.size() < seats(); ++one) {
      // Those known by name are asked one by one; of others somebody is sought for whom it is.
      const std::uint32_t tries = audience_ == Audience::everybody ? looks : 1;
      Person person = no_row;
      for (std::uint32_t look = 0; look < tries && person == no_row; ++look, index += 3) {
        person = somebody(named, index);
      }
      if (person == no_row) continue;
      const Identity who = world_.people.identity[person];
      const bool there = std::any_of(guests_.begin(), guests_.end(),
                                     [&](const Guest& guest) { return guest.who == who; });
      if (there || knows(who)) continue;
      const engine::Draw draw = guests_draws().at(both(who), world_.week, 1);
      if (draw.happens(chance_to_come(person, draw.uniform(0)), 1)) {
        guests_.push_back({no_row, person, who});
      }
    }
  }

  /// Whether somebody is a regular guest, who came or did not come already.
  [[nodiscard]] bool knows(Identity who) const {
    const Regulars& regulars = book_.regulars;
    for (Row row = 0; row < regulars.rows(); ++row) {
      if (regulars.alive(row) && regulars.work[row] == work_ && regulars.who[row] == who) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] double chance_to_come(Person person, double uniform) const {
    const double inclined =
        despite_label(world_, plan_, person) * draws_people_out(world_, person) * part_.resonance;
    if (uniform < part_.personal) {
      return std::min(p_.invited_comes * able_to_come(person) * inclined, 1.0);
    }
    const double reached =
        world_.people.origin[person] == Origin::foreign ? p_.reach_without_language : 1.0;
    const double chance = p_.poster_comes * (1.0 - p_.threshold_effect * part_.threshold) *
                          static_cast<double>(world_.people.sociability[person]) * reached *
                          out_and_about(world_, person) * inclined;
    return std::min(chance, 1.0);
  }

  /// Everybody talks with some of those present; half of the talks are one's own choice.
  void come_across() {
    if (guests_.size() < 2) return;
    const engine::Stream draws = world_.stream(Decision::activity_company);
    const auto others = static_cast<std::uint32_t>(guests_.size() - 1);
    const double talks = p_.place_companions / 2.0;
    for (std::size_t i = 0; i < guests_.size(); ++i) {
      for (std::uint32_t talk = 0; talk < talks; ++talk) {
        const engine::Draw draw = draws.at(both(guests_[i].who), world_.week, talk);
        const std::size_t at = draw.below(others);
        const Guest& other = guests_[at < i ? at : at + 1];
        const bool met_before =
            world_.journal.open && world_.ties.find(guests_[i].person, other.person) >= 0;
        if (keep_company(world_, guests_[i].person, other.person, draw.uniform(1), part_.mixing) &&
            !met_before) {
          world_.journal.opened({OpeningStep::met_at_activity, plan_.identity, guests_[i].who,
                                 other.who, NeedKind{}});
        }
      }
    }
  }

  void take_home(const Guest& guest) {
    ++book_.works.people[work_];
    be_seen_together(world_, guest.person);
    see_a_face(guest.person);
    world_.count(Flow::activity_visits, guest.person);
    put_at_ease(world_, guest.person, p_.activity_ease * part_.asking);
    inform(world_, guest.person, p_.teaching * part_.teaches);
    if (part_.sitting > 0.0 && world_.care.gives(guest.person) &&
        guests_draws().at(both(guest.who), world_.week, 2).happens(part_.sitting)) {
      rest(world_, guest.person, p_.visit_hours);
    }
  }

  /// Organisations that one only knew by name get a face, as far as it is they who are there.
  void see_a_face(Person person) {
    std::uint8_t& trust = world_.people.trust_in_services[person];
    if (trust == 0 || book_.works.lives_on[work_] != 0 || part_.residents_share >= 1.0) return;
    trust = moved_score(trust, highest_score,
                        world_.parameters.difference.face * (1.0 - part_.residents_share));
  }

  void be_noticed(const Guest& guest) {
    world_.care.each_need(guest.person, [&](Row need) {
      if (world_.care.needs.state[need] != NeedState::hidden || world_.care.unmet(need) == 0) {
        return;
      }
      if (guests_draws()
              .at(engine::pair_identity(identity_, world_.care.needs.identity[need]), world_.week)
              .happens(p_.host_notices)) {
        notice(world_, need);
        world_.journal.opened({OpeningStep::noticed_at_activity, plan_.identity, guest.who,
                               Identity{}, world_.care.needs.kind[need]});
      }
    });
  }

  void come_again(const Guest& guest) {
    Row row = guest.regular;
    if (row == no_row) {
      if (part_.same_people <= 0.0) return;
      row = book_.regulars.add(engine::pair_identity(book_.works.identity[work_], guest.who));
      book_.regulars.work[row] = work_;
      book_.regulars.who[row] = guest.who;
      book_.regulars.person[row] = guest.person;
    }
    if (book_.regulars.times[row] < 0xffffU) ++book_.regulars.times[row];
  }

  World& world_;
  ProgrammeBook& book_;
  const ProgrammeParameters& p_;
  Row work_;
  const ProgrammePlan& plan_;
  const ActivityPart& part_;
  Identity identity_;
  Audience audience_;
  std::vector<Guest> guests_;
};

bool in_season(const ActivityPart& part, std::uint32_t week_of_year) {
  const double week = week_of_year;
  return part.season_from < part.season_to ? week >= part.season_from && week < part.season_to
                                           : week >= part.season_from || week < part.season_to;
}

double weeks_in_season(const ActivityPart& part) {
  const double weeks = part.season_to - part.season_from;
  return weeks > 0.0 ? weeks : weeks + weeks_per_year;
}

void forget_those_gone(World& world) {
  Regulars& regulars = world.programme_book.regulars;
  for (Row row = 0; row < regulars.rows(); ++row) {
    if (!regulars.alive(row)) continue;
    const Person person = regulars.person[row];
    if (world.people.identity[person] != regulars.who[row] || !lives_in_private(world, person)) {
      regulars.remove(row);
    }
  }
}

}  // namespace

void hold_activities(World& world) {
  ProgrammeBook& book = world.programme_book;
  if (book.works.size() == 0) return;
  forget_those_gone(world);
  for (const auto& [work, plan, part] : works_under_way<ActivityPart>(world)) {
    if (!in_season(part, world.week % weeks_per_year)) continue;
    double rate = part.times_year / weeks_in_season(part);
    if (book.works.times[work] == 0 && book.works.due[work] == 0.0F) {
      // The first time is at once.
      book.works.due[work] = static_cast<float>(std::max(0.0, 1.0 - rate));
    }
    rate *= scale_of_work(world, work) * allowed_of_work(world, plan, Lever::places);
    book.works.due[work] += static_cast<float>(rate);
    while (book.works.due[work] >= nearly_one) {
      book.works.due[work] = std::max(0.0F, book.works.due[work] - 1.0F);
      Occasion(world, work, plan, part).take_place();
    }
  }
}

}  // namespace buurt::care
