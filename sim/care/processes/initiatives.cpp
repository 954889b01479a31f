#include "care/processes/initiatives.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "care/processes/get_together.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/home_rules.hpp"
#include "care/world/initiative_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

const InitiativeParameters& parameters_of(const World& world) {
  return world.parameters.initiatives;
}

constexpr double looks_per_year = static_cast<double>(weeks_per_year) / weeks_between_looks;

/// Who has died or moved out of reach has no part in anything any more.
void forget_those_gone(World& world) {
  InitiativeBook& book = world.initiatives;
  const Participants& all = book.participants;
  for (Row row = 0; row < all.rows(); ++row) {
    if (!all.alive(row)) continue;
    const Person person = all.person[row];
    const bool there =
        world.people.identity[person] == all.who[row] && lives_in_private(world, person) &&
        (all.role[row] != InitiativeRole::carries ||
         may_carry(world, person, book.initiatives.neighbourhood[all.initiative[row]]));
    if (!there) book.leave(row);
  }
}

/// Some of those who carry it stop, sooner when the energy is gone or when they care for somebody; and
/// ownership follows who has the say.
void look_at_committee(World& world, Row initiative) {
  const InitiativeParameters& p = parameters_of(world);
  InitiativeBook& book = world.initiatives;
  const double energy = static_cast<double>(book.initiatives.energy[initiative]);
  const engine::Stream draws = world.stream(Decision::initiative_goes_on);
  for (Row row = 0; row < book.participants.rows(); ++row) {
    if (!book.participants.alive(row) || book.participants.initiative[row] != initiative ||
        book.participants.role[row] != InitiativeRole::carries) {
      continue;
    }
    const double rate = p.leaving * (2.0 - energy);
    const bool strained =
        felt_strain(world, book.participants.person[row]) >= world.parameters.helping.strained_from;
    if (strained || draws.at(book.participants.identity[row], world.week)
                        .happens(1.0 - engine::exp(-rate / looks_per_year))) {
      book.leave(row);
    }
  }
  const Row neighbourhood = book.initiatives.neighbourhood[initiative];
  const double to = 1.0 - p.claims * organised_in(world, neighbourhood);
  float& ownership = book.initiatives.ownership[initiative];
  const auto share =
      1.0F -
      static_cast<float>(engine::exp(-static_cast<double>(weeks_between_looks) / p.claim_weeks));
  ownership = std::clamp(ownership + share * (static_cast<float>(to) - ownership), 0.0F, 1.0F);
}

std::vector<Row> by_identity(const Initiatives& all) {
  std::vector<Row> rows;
  for (Row row = 0; row < all.rows(); ++row) {
    if (all.alive(row)) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(),
            [&](Row a, Row b) { return all.identity[a] < all.identity[b]; });
  return rows;
}

void keep_going(World& world) {
  const InitiativeParameters& p = parameters_of(world);
  Initiatives& all = world.initiatives.initiatives;
  for (const Row row : by_identity(all)) {
    const Row neighbourhood = all.neighbourhood[row];
    if ((world.week + all.identity[row].value) % weeks_between_looks == 0) {
      look_at_committee(world, row);
    }
    if (all.committee[row] < p.least || all.energy[row] <= 0.0F) {
      end_initiative(world, row);
      continue;
    }
    if (world.week < all.next[row]) continue;
    all.next[row] = world.week + static_cast<std::uint32_t>(measure_of(world, all.kind[row]).gap);
    // Where people may not meet it is put off.
    const double allowed = world.levers.in(Lever::places, neighbourhood);
    if (world.stream(Decision::initiative_guests)
            .at(all.identity[row], world.week)
            .happens(allowed)) {
      get_together(world, row);
    }
  }
}

/// Somebody means to begin something, and asks those nearby, the closest first. Too few come to nothing.
void try_to_begin(World& world, Person spark, Row neighbourhood, const engine::Draw& draw,
                  double energy) {
  const InitiativeParameters& p = parameters_of(world);
  struct Asked {
    double strength;
    Person person;
    Identity who;
  };
  std::vector<Asked> near;
  for (const engine::Tie& tie : world.ties.ties(spark)) {
    if (!known_and_near(world, tie) || !may_carry(world, tie.other, neighbourhood)) continue;
    near.push_back({static_cast<double>(world.rules.strength(tie.weight)), tie.other,
                    world.people.identity[tie.other]});
  }
  std::sort(near.begin(), near.end(), [](const Asked& a, const Asked& b) {
    return a.strength != b.strength ? a.strength > b.strength : a.who < b.who;
  });
  if (static_cast<double>(near.size()) > p.asks) near.resize(static_cast<std::size_t>(p.asks));
  const Identity who = world.people.identity[spark];
  std::vector<Asked> joined;
  for (const Asked& one : near) {
    if (static_cast<double>(joined.size()) + 1.0 >= p.wanted) break;
    const double chance =
        joins_in(world, one.person, one.strength, static_cast<double>(joined.size()));
    if (world.stream(Decision::initiative_asked)
            .at(engine::pair_identity(who, one.who), world.week)
            .happens(chance) &&
        !world.initiatives.carries(one.who)) {
      joined.push_back(one);
    }
  }
  if (static_cast<double>(joined.size()) + 1.0 < p.least) return;
  const double kind = draw.uniform(1);
  const Row row = begin_initiative(world, spark,
                                   kind < p.share_feast                  ? InitiativeKind::feast
                                   : kind < p.share_feast + p.share_help ? InitiativeKind::help
                                                                         : InitiativeKind::meet,
                                   neighbourhood);
  world.initiatives.initiatives.energy[row] = static_cast<float>(energy);
  for (const Asked& one : joined) {
    world.initiatives.enter(row, one.person, one.who, InitiativeRole::carries, world.week);
  }
}

/// In a neighbourhood somebody may mean to begin something. Rather than everybody, some are looked at,
/// `most` times as many as would begin something with every reason of the usual weight; each of them
/// does with the chance that makes up for it.
void look_at_neighbourhood(World& world, Row neighbourhood) {
  const InitiativeParameters& p = parameters_of(world);
  float& spirit = world.places.spirit[neighbourhood];
  spirit *=
      static_cast<float>(engine::exp(-static_cast<double>(weeks_between_looks) / p.spirit_weeks));
  const Identity place = world.places.identity[neighbourhood];
  const std::uint32_t roster = world.places.roster[neighbourhood];
  const engine::Stream draws = world.stream(Decision::initiative_spark);
  const bool first = world.week < weeks_between_looks;
  const double years = 1.0 / looks_per_year + (first ? p.at_start : 0.0);
  const double expected = world.rosters.members(roster) * p.sparks * p.most * years;
  const auto looks = std::min(
      most_picks, static_cast<std::uint32_t>(expected + draws.at(place, world.week).uniform()));
  if (looks == 0) return;
  const Surroundings here = surroundings_of(world, neighbourhood);
  for (std::uint32_t k = 0; k < looks; ++k) {
    const Person person =
        world.rosters.pick(roster, draws, place, world.week, (k + 1) * draws_of_a_pick);
    if (person == no_row || !may_carry(world, person, neighbourhood)) continue;
    const Identity who = world.people.identity[person];
    const engine::Draw draw = draws.at(engine::pair_identity(place, who), world.week);
    if (draw.uniform(0) * p.most >= drive_of(world, person, here)) continue;
    if (world.initiatives.carries(who)) continue;
    // What is there at the start has been going on for a while.
    try_to_begin(world, person, neighbourhood, draw, first ? 1.0 - draw.uniform(2) : 1.0);
  }
}

}  // namespace

void live_initiatives(World& world) {
  forget_those_gone(world);
  keep_going(world);
  if (parameters_of(world).sparks <= 0.0) return;
  for (const Row neighbourhood : world.neighbourhoods) {
    const std::uint64_t place = world.places.identity[neighbourhood].value;
    if ((world.week + place) % weeks_between_looks == 0) {
      look_at_neighbourhood(world, neighbourhood);
    }
  }
}

}  // namespace buurt::care
