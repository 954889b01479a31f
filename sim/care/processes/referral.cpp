#include "care/processes/referral.hpp"

#include <algorithm>
#include <array>

#include "care/world/company.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/units.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// What happens in a week to one need after the other. A need writes only what is its own, so blocks
/// run side by side; what was counted is added up afterwards.
class Referrals {
 public:
  explicit Referrals(World& world)
      : world_(world),
        noticed_(world.stream(Decision::need_is_noticed)),
        referred_(world.stream(Decision::referral)) {
    const FormalParameters& p = world.parameters.formal;
    least_minutes_ = static_cast<std::uint32_t>(p.least_visit * minutes_per_hour);
    circle_weeks_ = static_cast<std::uint32_t>(p.weeks_before_referral);
    review_weeks_ = static_cast<std::uint32_t>(p.review_weeks);
    const double most_contacts = std::max({p.gp_contacts, p.gp_contacts_65, p.gp_contacts_80}) +
                                 p.gp_contacts_function * static_cast<double>(function_levels - 1);
    const ProgrammeParameters& told = world.parameters.programmes;
    const bool plain = world.programme_book.empty();
    most_chance_ = (most_contacts * world.levers.highest(Lever::doctors) * p.gp_notices *
                        (plain ? 1.0 : 1.0 + told.eyes_see) +
                    p.asks_directly * (plain ? 1.0 : 1.0 + told.informed_ask)) *
                   looked_at;
  }

  struct Counted {
    Flow flow;
    Person person;
    std::int64_t amount = 1;
  };

  /// Whether anything may happen to a need this week. Almost never, so no branches here.
  [[nodiscard]] bool is_due(Row need) const {
    const Needs& needs = world_.care.needs;
    const std::uint64_t who = needs.identity[need].value;
    const NeedState state = needs.state[need];
    const std::uint32_t weeks = world_.week - needs.since[need];
    const bool seen = (world_.week + who) % weeks_between_looks == 0;
    const bool helped = needs.organisation[need] != no_row;
    const bool lacking = needs.minutes[need] >= needs.met[need] + least_minutes_;
    const bool goes_on = helped ? weeks >= review_weeks_ : lacking & (weeks >= circle_weeks_);
    if (needs.paused[need] != 0) return false;
    return (state == NeedState::referred) |
           (seen & (who != 0) &
            ((state == NeedState::hidden) | ((state == NeedState::known) & goes_on)));
  }

  void look_at(Row need, std::vector<Counted>& counted) {
    switch (world_.care.needs.state[need]) {
      case NeedState::hidden: come_out(need, counted); break;
      case NeedState::known: go_on(need, counted); break;
      case NeedState::referred: arrive(need, counted); break;
      case NeedState::waiting: break;
    }
  }

 private:
  [[nodiscard]] const FormalParameters& parameters() const { return world_.parameters.formal; }
  [[nodiscard]] std::uint32_t weeks_in_state(Row need) const {
    return world_.week - world_.care.needs.since[need];
  }
  void set(Row need, NeedState state, Row organisation = no_row) {
    world_.care.set_state(need, state, world_.week, organisation);
  }

  void come_out(Row need, std::vector<Counted>& counted) {
    const Needs& needs = world_.care.needs;
    const double draw = noticed_.at(needs.identity[need], world_.week).uniform();
    if (draw >= most_chance_) return;
    const double unmet = world_.care.unmet(need);
    const Person person = needs.person[need];
    const ProgrammeParameters& told = world_.parameters.programmes;
    const double watched = 1.0 + told.eyes_see * local_change(world_, person).eyes;
    const double informed = 1.0 + told.informed_ask * informed_of(world_, person);
    const double rate = gp_contacts(world_, person) * parameters().gp_notices * watched +
                        parameters().asks_directly * informed * unmet / needs.minutes[need];
    if (draw >= rate * looked_at) return;
    counted.push_back({Flow::needs_detected, needs.person[need]});
    counted.push_back({Flow::weeks_hidden, needs.person[need], weeks_in_state(need)});
    set(need, NeedState::known);
  }

  void go_on(Row need, std::vector<Counted>& counted) {
    CareBook& care = world_.care;
    if (const Row organisation = care.needs.organisation[need]; organisation != no_row) {
      const std::uint16_t given = minutes_from(world_, need, organisation);
      const bool more =
          care.unmet(need) >= least_minutes_ &&
          given < most_minutes(world_, care.organisations.kind[organisation]) - least_minutes_;
      set(need, given > 0 && more ? NeedState::waiting : NeedState::known,
          given > 0 ? organisation : no_row);
      return;
    }
    OrganisationKind kind{};
    if (!serving_kind(world_, need, kind)) return;
    const Person person = care.needs.person[need];
    const Row organisation = organisation_for(world_, person, kind);
    if (organisation == no_row) return;
    if (!is_eligible(world_, person, kind) || !accepts(world_, person, kind)) {
      // Like a client who gets nothing: seen again after some time.
      set(need, NeedState::known, organisation);
      return;
    }
    set(need, NeedState::referred, organisation);
    counted.push_back({Flow::referrals, person});
  }

  void arrive(Row need, std::vector<Counted>& counted) {
    const Needs& needs = world_.care.needs;
    const engine::Draw draw = referred_.at(needs.identity[need], needs.since[need]);
    const ProgrammeParameters& p = world_.parameters.programmes;
    const bool warm = needs.accompanied[need] != 0;
    // Uniform up to twice the mean.
    const Levers& levers = world_.levers;
    const Person person = needs.person[need];
    const LocalChange& local = local_change(world_, person);
    const double linked = local.linked;
    const double irritated = 1.0 + p.irritated_loss * local.irritated;
    const double mean = parameters().referral_weeks * (warm ? p.warm_delay : 1.0) *
                        (1.0 - (1.0 - p.linked_delay) * linked) *
                        levers.of(Lever::referral_weeks, world_, person) * irritated;
    if (weeks_in_state(need) < 2.0 * mean * draw.uniform(0)) return;
    const double loss = parameters().referral_loss * (warm ? p.warm_loss : 1.0) *
                        (1.0 - (1.0 - p.linked_loss) * linked) *
                        levers.of(Lever::referral_loss, world_, person) * irritated;
    if (draw.happens(std::min(1.0, loss), 1)) {
      set(need, NeedState::known);
      return;
    }
    set(need, NeedState::waiting, needs.organisation[need]);
    counted.push_back({Flow::referrals_completed, needs.person[need]});
  }

  /// The part of a year for which one look stands.
  static constexpr double looked_at = static_cast<double>(weeks_between_looks) / weeks_per_year;

  World& world_;
  engine::Stream noticed_;
  engine::Stream referred_;
  std::uint32_t least_minutes_ = 0;
  std::uint32_t circle_weeks_ = 0;
  std::uint32_t review_weeks_ = 0;
  double most_chance_ = 0;
};

}  // namespace

double gp_contacts(const World& world, Person person) {
  const FormalParameters& p = world.parameters.formal;
  constexpr int old = 65;
  constexpr int very_old = 80;
  const int age = world.age(person);
  const double by_age = age < old        ? p.gp_contacts
                        : age < very_old ? p.gp_contacts_65
                                         : p.gp_contacts_80;
  return (by_age + p.gp_contacts_function * static_cast<double>(world.people.function[person])) *
         world.levers.of(Lever::doctors, world, person);
}

void refer(World& world) {
  const std::size_t rows = world.care.needs.rows();
  Referrals referrals(world);
  std::vector<std::vector<Referrals::Counted>> counted(engine::block_count(rows));
  engine::for_blocks(rows, [&](std::size_t block, std::size_t begin, std::size_t end) {
    std::array<Row, engine::rows_per_block> due;
    std::size_t count = 0;
    for (std::size_t need = begin; need < end; ++need) {
      due[count] = static_cast<Row>(need);
      count += referrals.is_due(static_cast<Row>(need)) ? 1 : 0;
    }
    for (std::size_t i = 0; i < count; ++i) {
      referrals.look_at(due[i], counted[block]);
    }
  });
  for (const auto& of_block : counted) {
    for (const Referrals::Counted& happening : of_block) {
      world.count(happening.flow, happening.person, happening.amount);
    }
  }
}

}  // namespace buurt::care
