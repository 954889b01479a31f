#include "care/processes/referral.hpp"

#include <algorithm>
#include <array>

#include "care/processes/formal_care.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

constexpr double minutes_per_hour = 60.0;
/// Hidden and known needs are looked at every so many weeks, each in weeks of its own.
constexpr std::uint32_t weeks_between_looks = 4;

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
    most_chance_ = (most_contacts * p.gp_notices + p.asks_directly) * looked_at;
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
    const double rate = gp_contacts(world_, needs.person[need]) * parameters().gp_notices +
                        parameters().asks_directly * unmet / needs.minutes[need];
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
    const double mean = parameters().referral_weeks * (warm ? p.warm_delay : 1.0);
    if (weeks_in_state(need) < 2.0 * mean * draw.uniform(0)) return;
    if (draw.happens(parameters().referral_loss * (warm ? p.warm_loss : 1.0), 1)) {
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

bool notice(World& world, Row need) {
  if (world.care.needs.state[need] != NeedState::hidden) return false;
  const Person person = world.care.needs.person[need];
  world.count(Flow::needs_detected, person);
  world.count(Flow::weeks_hidden, person, world.week - world.care.needs.since[need]);
  world.care.set_state(need, NeedState::known, world.week);
  return true;
}

void ask_again(World& world, Row need) {
  const Needs& needs = world.care.needs;
  const Row organisation = needs.organisation[need];
  if (needs.state[need] != NeedState::known || organisation == no_row) return;
  if (minutes_from(world, need, organisation) > 0) return;
  world.care.set_state(need, NeedState::known, world.week);
}

Row organisation_for(const World& world, Person person, OrganisationKind kind) {
  const Organisations& organisations = world.care.organisations;
  // Those of a kind have rows next to each other.
  Row first = 0;
  while (first < organisations.rows() && organisations.kind[first] != kind) ++first;
  std::uint64_t units = 0;
  while (first + units < organisations.rows() && organisations.kind[first + units] == kind) ++units;
  if (units == 0) return no_row;
  if (world.households.dwelling[world.people.household[person]] == no_row) return first;
  const auto& all = world.neighbourhoods;
  const auto here = std::lower_bound(all.begin(), all.end(), world.neighbourhood_of(person));
  const auto before = static_cast<std::uint64_t>(here - all.begin());
  return first + static_cast<Row>(std::min(units - 1, before * units / all.size()));
}

bool accepts(const World& world, Person person, OrganisationKind kind) {
  const bool paid = kind == OrganisationKind::family_care ||
                    kind == OrganisationKind::local_centre || kind == OrganisationKind::day_care;
  if (!paid) return true;
  const FormalParameters& p = world.parameters.formal;
  const double willing =
      p.uptake + p.uptake_function * static_cast<double>(world.people.function[person]);
  // The same draw all life long, so that who refuses today does not accept by being asked often.
  return world.stream(Decision::accepts_service)
      .at(world.people.identity[person], 0)
      .happens(std::min(1.0, willing) *
               (world.people.poverty[person] != 0 ? p.uptake_poverty : 1.0));
}

double gp_contacts(const World& world, Person person) {
  const FormalParameters& p = world.parameters.formal;
  constexpr int old = 65;
  constexpr int very_old = 80;
  const int age = world.age(person);
  const double by_age = age < old        ? p.gp_contacts
                        : age < very_old ? p.gp_contacts_65
                                         : p.gp_contacts_80;
  return by_age + p.gp_contacts_function * static_cast<double>(world.people.function[person]);
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
