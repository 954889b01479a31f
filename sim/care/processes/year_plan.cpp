#include "care/processes/year_plan.hpp"

#include <algorithm>
#include <array>

#include "care/processes/couples.hpp"
#include "care/processes/meeting.hpp"
#include "care/world/health_rules.hpp"
#include "care/world/life_events.hpp"
#include "care/world/need_rules.hpp"
#include "care/world/personal_traits.hpp"
#include "care/world/social_hours.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// Which word of the draws of a plan decides on what. A word holds for one kind of event, or for
/// several of which each person can have one only.
enum class Word : std::uint8_t {
  work,
  association,
  parish,
  couple,
  birth,
  home,  ///< leaving the parents' home, or moving with one's own household
  moves_out,
  nursing_home,
};

/// The value of the band that holds this age; 0 below the first.
double band_value(const std::vector<int>& from, const std::vector<double>& values, int age) {
  const auto above = std::upper_bound(from.begin(), from.end(), age);
  if (above == from.begin()) return 0.0;
  return values[static_cast<std::size_t>(above - from.begin()) - 1];
}

/// The plan of one person for a year or what is left of it.
class Plan {
 public:
  Plan(World& world, Person person, int weeks)
      : world_(world),
        person_(person),
        weeks_(weeks),
        years_(static_cast<double>(weeks) / weeks_per_year),
        age_(world.age(person)) {}

  void make() {
    plan_death(world_, person_, weeks_);
    plan_health(world_, person_, weeks_);
    plan_work();
    plan_memberships();
    if (age_ < adult_age) return;
    plan_birth();
    if (world_.in_collective(person_)) return;
    plan_couple();
    plan_home();
    plan_nursing_home();
  }

 private:
  [[nodiscard]] const LifeParameters& parameters() const { return world_.parameters.life; }

  double uniform(Word word) {
    constexpr unsigned words = 4;
    const auto number = static_cast<unsigned>(word);
    const unsigned block = number / words;
    if (!drawn_[block]) {
      draws_[block] = world_.stream(Decision::year_plan)
                          .at(world_.people.identity[person_], world_.week, block);
      drawn_[block] = true;
    }
    return draws_[block].uniform(number % words);
  }

  void put(LifeEvent event, int in_weeks) {
    put_on_agenda(world_, person_, event, world_.week + 1 + static_cast<std::uint32_t>(in_weeks));
  }

  void happens_surely(LifeEvent event, Word word) {
    put(event, week_of_year(1.0, uniform(word), weeks_));
  }

  void happens(LifeEvent event, Word word, double yearly_rate) {
    const double expected = yearly_rate * years_;
    if (!(expected > 0.0)) return;
    const double u = uniform(word);
    // 1 − exp(−x) is at most x, so most need no exponential.
    if (u >= expected) return;
    const int in_weeks = week_of_year(1.0 - engine::exp(-expected), u, weeks_);
    if (in_weeks >= 0) put(event, in_weeks);
  }

  /// The same for a rate that falls exponentially with the years over an age.
  void happens_less(LifeEvent event, Word word, double yearly_rate, double decline,
                    double from_age) {
    if (!(yearly_rate > 0.0) || uniform(word) >= yearly_rate * years_) return;
    const double over = std::max(0.0, age_ - from_age);
    happens(event, word, yearly_rate * engine::exp(-decline * over));
  }

  void plan_work() {
    const Occupation occupation = world_.people.occupation[person_];
    if (occupation == Occupation::worker) {
      if (age_ >= static_cast<int>(parameters().retirement_age)) {
        happens_surely(LifeEvent::changes_daytime, Word::work);
      } else {
        happens(LifeEvent::changes_daytime, Word::work, parameters().job_change_rate);
      }
    } else if (occupation == Occupation::student &&
               age_ >= static_cast<int>(parameters().study_until)) {
      happens_surely(LifeEvent::changes_daytime, Word::work);
    }
  }

  void plan_memberships() {
    const LifeParameters& p = parameters();
    if (world_.people.association[person_] != no_row) {
      happens(LifeEvent::leaves_association, Word::association, p.association_leaving_rate);
    } else if (age_ >= static_cast<int>(p.association_age)) {
      happens(LifeEvent::joins_association, Word::association,
              age_ < adult_age ? p.association_joining_rate_child : p.association_joining_rate);
    }
    if (world_.people.parish[person_] != no_row) {
      happens(LifeEvent::leaves_parish, Word::parish, p.parish_leaving_rate);
    } else if (age_ >= static_cast<int>(p.parish_age)) {
      happens(LifeEvent::joins_parish, Word::parish,
              age_ < static_cast<int>(p.parish_later_age) ? p.parish_joining_rate
                                                          : p.parish_joining_rate_later);
    }
  }

  void plan_birth() {
    const LifeParameters& p = parameters();
    if (world_.people.sex[person_] != Sex::woman || age_ < static_cast<int>(p.birth_age)) return;
    const Municipality& m = world_.municipality;
    const bool couple = world_.people.partner[person_] != no_row;
    happens(LifeEvent::birth, Word::birth,
            band_value(m.fertility_from, m.fertility, age_) * p.birth_rate_factor *
                (couple ? 1.0 : p.birth_rate_factor_single));
  }

  void plan_couple() {
    const LifeParameters& p = parameters();
    const People& people = world_.people;
    if (const Person partner = people.partner[person_]; partner != no_row) {
      // One plan a couple: that of the one with the smaller identity.
      if (people.identity[person_] < people.identity[partner]) {
        happens_less(LifeEvent::parts, Word::couple, p.couple_parting_rate,
                     p.couple_parting_decline, p.couple_forming_age);
      }
      return;
    }
    if (uniform(Word::couple) >= p.couple_forming_rate * years_) return;
    happens(LifeEvent::looks_for_partner, Word::couple,
            p.couple_forming_rate * readiness_for_partner(world_, person_));
  }

  /// Moves are decided for a household by its eldest member.
  void plan_home() {
    const LifeParameters& p = parameters();
    const Municipality& m = world_.municipality;
    if (world_.is_head(person_)) {
      happens_less(LifeEvent::moves_within, Word::home,
                   m.moves_within_share * p.moves_within_factor, p.moving_decline, p.moving_age);
      happens_less(LifeEvent::moves_out, Word::moves_out, m.departures_share * p.departures_factor,
                   p.moving_decline, p.moving_age);
    } else if (age_ >= static_cast<int>(p.leaving_home_age) &&
               uniform(Word::home) < p.leaving_home_rate * years_ &&
               world_.lives_with_parents(person_)) {
      happens(LifeEvent::leaves_home, Word::home, p.leaving_home_rate);
    }
  }

  void plan_nursing_home() {
    if (age_ < static_cast<int>(world_.parameters.formal.home_age)) return;
    if (world_.collective_households.empty()) return;
    // Once a year; in what is left of a year, with the chance that the week falls into it.
    const int in_weeks = week_of_year(years_, uniform(Word::nursing_home), weeks_);
    if (in_weeks >= 0) put(LifeEvent::considers_nursing_home, in_weeks);
  }

  World& world_;
  Person person_;
  int weeks_;
  double years_;
  int age_;
  std::array<engine::Draw, 2> draws_;
  std::array<bool, 2> drawn_{};
};

void plan(World& world, Person person, int weeks) {
  world.people.social_hours[person] = social_hours(world, person);
  constexpr int walks_among_others = 3;
  if (world.people.meeting_week[person] == engine::Network::never &&
      world.age(person) >= walks_among_others) {
    plan_next_meeting(world, person);
  }
  Plan(world, person, weeks).make();
}

/// Who grows up finishes school, and some study on.
void go_to_school(World& world, Person person) {
  const engine::Draw draw =
      world.stream(Decision::schooling).at(world.people.identity[person], world.week);
  Education& education = world.people.education[person];
  education = educated_by(world.parameters.education, world.age(person), education, draw.uniform(0),
                          draw.uniform(1));
}

}  // namespace

int week_of_year(double chance, double uniform, int weeks) {
  if (!(uniform < chance)) return -1;
  return std::min(weeks - 1, static_cast<int>(uniform / chance * weeks));
}

void plan_year(World& world, Person person) {
  put_on_agenda(world, person, LifeEvent::birthday, world.week + weeks_per_year);
  // Sums kept step by step are taken anew now and then, so that rounding cannot pile up.
  constexpr int years_between = 20;
  if (world.age(person) % years_between == 0) world.recount_ties(person);
  go_to_school(world, person);
  plan(world, person, weeks_per_year);
  // Households change: who lives alone now needs more.
  review_needs(world, person);
  if (world.age(person) == adult_age) expect_small_need(world, person);
}

void plan_rest_of_year(World& world, Person person) {
  const auto lived = static_cast<std::int32_t>(world.week) - world.people.birth_week[person];
  plan(world, person, weeks_per_year - lived % weeks_per_year);
}

}  // namespace buurt::care
