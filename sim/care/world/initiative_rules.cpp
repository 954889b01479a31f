#include "care/world/initiative_rules.hpp"

#include <algorithm>

#include "care/world/helping_rules.hpp"
#include "care/world/home_rules.hpp"
#include "care/world/levels.hpp"
#include "care/world/loneliness_rules.hpp"
#include "care/world/meeting_place_rules.hpp"
#include "care/world/programme_rules.hpp"
#include "care/world/shock_rules.hpp"
#include "care/world/trust_rules.hpp"
#include "care/world/units.hpp"
#include "care/world/volunteer_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

const InitiativeParameters& parameters_of(const World& world) {
  return world.parameters.initiatives;
}

bool lives_in(const World& world, Person person, Row neighbourhood) {
  return lives_in_private(world, person) && world.neighbourhood_of(person) == neighbourhood;
}

bool serves(const ProgrammePlan& plan, Row neighbourhood) {
  return std::binary_search(plan.where.begin(), plan.where.end(), neighbourhood);
}

/// Calls `visit(run, part, full_time)` for each connector at work in a neighbourhood; the last is the
/// share of a full-time week that there is money for and that is not missed.
template <class Visit>
void each_connector(const World& world, Row neighbourhood, Visit&& visit) {
  const Figures& figures = world.programme_book.figures;
  for (Row figure = 0; figure < figures.rows(); ++figure) {
    if (!figures.alive(figure) || figures.working[figure] == 0) continue;
    const ProgrammePlan& plan = *plan_of_run(world, figures.run[figure]);
    if (!serves(plan, neighbourhood)) continue;
    const Row run = figures.run[figure];
    const auto& part = std::get<ConnectorPart>(plan.parts[figures.part[figure]]);
    const auto activity = static_cast<double>(world.programme_book.runs.activity[run]);
    visit(run, part, part.fte / part.posts() * activity * (1.0 - part.absent_share));
  }
}

/// How far there is a meeting place to be in, 0 to 1: fully when one is open for as many hours a week
/// as meeting each other takes.
double place_open_in(const World& world, Row neighbourhood) {
  const MeetingPlaces& places = world.programme_book.meeting_places;
  double most = 0.0;
  for (Row place = 0; place < places.rows(); ++place) {
    if (!places.alive(place)) continue;
    const PlacePlan plan = plan_of_place(world, place);
    const bool comes_here = plan.part.mobile > 0.0 && serves(plan.programme, neighbourhood);
    if (places.neighbourhood[place] != neighbourhood && !comes_here) continue;
    most = std::max(most, hours_open(world, place) / parameters_of(world).hours_meet);
  }
  return std::min(most, 1.0);
}

bool initiative_in(const World& world, Row neighbourhood) {
  const Initiatives& all = world.initiatives.initiatives;
  for (Row row = 0; row < all.rows(); ++row) {
    if (all.alive(row) && all.neighbourhood[row] == neighbourhood) return true;
  }
  return false;
}

struct NearTies {
  double all = 0;
  double lonely = 0;
};

NearTies near_ties(const World& world, Person person, Row neighbourhood) {
  NearTies near;
  for (const engine::Tie& tie : world.ties.ties(person)) {
    if (tie.outside() || (tie.kind & tie_dormant) != 0) continue;
    if (!lives_in(world, tie.other, neighbourhood)) continue;
    near.all += 1.0;
    if (is_lonely(world, tie.other)) near.lonely += 1.0;
  }
  return near;
}

}  // namespace

InitiativeMeasure measure_of(const World& world, InitiativeKind kind) {
  const InitiativeParameters& p = parameters_of(world);
  switch (kind) {
    case InitiativeKind::meet: return {p.gap_meet, p.guests_meet, p.hours_meet};
    case InitiativeKind::help: return {p.gap_help, p.guests_help, p.hours_help};
    case InitiativeKind::feast: break;
  }
  return {p.gap_feast, p.guests_feast, p.hours_feast};
}

bool may_carry(const World& world, Person person, Row neighbourhood) {
  return world.age(person) >= adult_age && lives_in(world, person, neighbourhood) &&
         able_to_help(world, person);
}

bool known_and_near(const World& world, const engine::Tie& tie) {
  return !tie.outside() && (tie.kind & tie_dormant) == 0 && lives_in_private(world, tie.other);
}

double time_for_others(const World& world, Person person) {
  const InitiativeParameters& p = parameters_of(world);
  const double hours =
      minutes_free(world, person, Relation::friend_or_neighbour) / minutes_per_hour;
  return hours / (hours + p.free_hours) * (lives_in_poverty(world, person) ? p.poverty : 1.0);
}

double rounds_of(const World& world, Person person) {
  const auto recent = static_cast<std::uint32_t>(parameters_of(world).recent_weeks);
  const Identity who = world.people.identity[person];
  double rounds = 0.0;
  const Participants& here = world.initiatives.participants;
  for (Row row = 0; row < here.rows(); ++row) {
    if (here.alive(row) && here.who[row] == who && here.last[row] + recent >= world.week) {
      rounds += here.times[row];
    }
  }
  const Visitors& visitors = world.programme_book.visitors;
  for (Row row = 0; row < visitors.rows(); ++row) {
    if (visitors.alive(row) && visitors.who[row] == who &&
        visitors.last[row] + recent >= world.week) {
      rounds += visitors.visits[row];
    }
  }
  const Regulars& regulars = world.programme_book.regulars;
  for (Row row = 0; row < regulars.rows(); ++row) {
    if (regulars.alive(row) && regulars.who[row] == who) rounds += regulars.times[row];
  }
  return rounds;
}

bool moved_by_programme(const World& world, Person person) {
  if (world.people.encouraged[person] != 0) return true;
  const Identity who = world.people.identity[person];
  const Visitors& visitors = world.programme_book.visitors;
  for (Row row = 0; row < visitors.rows(); ++row) {
    if (visitors.alive(row) && visitors.who[row] == who && visitors.visits[row] > 0) return true;
  }
  const Regulars& regulars = world.programme_book.regulars;
  for (Row row = 0; row < regulars.rows(); ++row) {
    if (regulars.alive(row) && regulars.who[row] == who) return true;
  }
  return false;
}

double support_in(const World& world, Row neighbourhood) {
  const double part = parameters_of(world).support_part;
  double alone = 1.0;
  const auto add = [&](double share) { alone *= 1.0 - part * std::clamp(share, 0.0, 1.0); };
  double facilitates = 0.0;
  each_connector(world, neighbourhood,
                 [&](Row run, const ConnectorPart& connector, double full_time) {
                   facilitates += full_time * (1.0 - organise_of(world, run, connector));
                 });
  add(facilitates);
  add(place_open_in(world, neighbourhood));
  const LocalChange& local = local_change_in(world, neighbourhood);
  add(local.crossroads);
  add(local.meeting);
  return 1.0 - alone;
}

double organised_in(const World& world, Row neighbourhood) {
  double organised = 0.0;
  each_connector(world, neighbourhood,
                 [&](Row run, const ConnectorPart& connector, double full_time) {
                   organised += full_time * organise_of(world, run, connector);
                 });
  return std::min(organised, 1.0);
}

Surroundings surroundings_of(const World& world, Row neighbourhood) {
  Surroundings here;
  here.neighbourhood = neighbourhood;
  here.support = support_in(world, neighbourhood);
  here.nowhere =
      initiative_in(world, neighbourhood) ? 0.0 : 1.0 - place_open_in(world, neighbourhood);
  here.closed = 1.0 - std::min({1.0, world.levers.in(Lever::shops, neighbourhood),
                                world.levers.in(Lever::places, neighbourhood)});
  const auto norm = static_cast<double>(world.places.norm_of_helping[neighbourhood]);
  here.habit = norm > 0.0 ? 2.0 * norm - 1.0 : 0.0;
  here.went_well = static_cast<double>(world.places.spirit[neighbourhood]);
  return here;
}

double drive_of(const World& world, Person person, const Surroundings& here) {
  const InitiativeParameters& p = parameters_of(world);
  const double time = time_for_others(world, person);
  if (time <= 0.0) return 0.0;
  constexpr double middle = highest_score / 2.0;
  const std::uint8_t asked = world.people.trust_in_neighbours[person];
  const double trust = asked == 0 ? 0.0 : score(asked) / middle - 1.0;
  const NearTies near = near_ties(world, person, here.neighbourhood);
  if (near.all <= 0.0) return 0.0;
  const double lack = p.lack_isolated * near.lonely / near.all + p.lack_nowhere * here.nowhere +
                      p.lack_lost * here.closed;
  const double part = std::min(1.0, rounds_of(world, person) / p.rounds);
  return time * readiness(world, person) * static_cast<double>(world.people.sociability[person]) *
         engine::exp(p.trust_effect * trust + p.norm_effect * here.habit) * near.all /
         (near.all + p.ties_half) * (1.0 + p.took_part * part) *
         (1.0 + p.encouraged * level(world.people.encouraged[person])) * (1.0 + lack) *
         (1.0 + p.spirit_effect * here.went_well) * (1.0 + p.support_effect * here.support);
}

double joins_in(const World& world, Person asked, double strength, double others) {
  const InitiativeParameters& p = parameters_of(world);
  const double chance = p.says_yes * (1.0 - p.yes_strength + p.yes_strength * strength) *
                        time_for_others(world, asked) * (1.0 + p.together * others);
  return std::min(1.0, chance_by_norm(world, asked, std::min(chance, 1.0)));
}

double welcome_of(const World& world, double ownership) {
  return 1.0 - parameters_of(world).imposed * (1.0 - ownership);
}

double energy_after(const World& world, Row initiative, double fullness, double support) {
  const InitiativeParameters& p = parameters_of(world);
  const Initiatives& all = world.initiatives.initiatives;
  const double each = measure_of(world, all.kind[initiative]).hours /
                      std::max<double>(1.0, all.committee[initiative]);
  const double given_back = p.cheering * std::min(fullness, 1.0) + p.carried * support;
  const double disowned = p.disowned * (1.0 - static_cast<double>(all.ownership[initiative]));
  const double cost = p.tiring * each * (1.0 + disowned) * std::max(0.0, 1.0 - given_back);
  return std::clamp(static_cast<double>(all.energy[initiative]) - cost, 0.0, 1.0);
}

Row begin_initiative(World& world, Person spark, InitiativeKind kind, Row neighbourhood) {
  const InitiativeParameters& p = parameters_of(world);
  const Identity who = world.people.identity[spark];
  InitiativeBook& book = world.initiatives;
  const Row row = book.initiatives.add(
      who.caused(static_cast<std::uint64_t>(Decision::initiative_spark), world.week));
  book.initiatives.kind[row] = kind;
  book.initiatives.neighbourhood[row] = neighbourhood;
  book.initiatives.since[row] = world.week;
  book.initiatives.next[row] = world.week + static_cast<std::uint32_t>(measure_of(world, kind).gap);
  book.initiatives.energy[row] = 1.0F;
  // What was begun where somebody organises everything is not quite residents' own from the start.
  book.initiatives.ownership[row] =
      static_cast<float>(1.0 - p.claims * organised_in(world, neighbourhood));
  book.initiatives.moved[row] = moved_by_programme(world, spark) ? 1 : 0;
  book.enter(row, spark, who, InitiativeRole::carries, world.week);
  world.count(Flow::initiatives_begun, spark);
  return row;
}

void end_initiative(World& world, Row initiative) {
  world.initiatives.end(initiative);
  world.flows.add(Flow::initiatives_ended, bit(Group::all));
}

}  // namespace buurt::care
