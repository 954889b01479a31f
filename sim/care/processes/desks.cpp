#include "care/processes/desks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "care/world/asking_rules.hpp"
#include "care/world/desk_rules.hpp"
#include "care/world/difference_rules.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/local_changes.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/units.hpp"
#include "care/world/volunteer_rules.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// Apart from the weeks in which the same need is looked at for other reasons.
constexpr std::uint32_t look_offset = 2;

const VolunteeringParameters& parameters_of(const World& world) {
  return world.parameters.volunteering;
}

/// Whether a professional comes to the house for some need, or did refer one.
bool has_professional(const World& world, Person person) {
  bool found = false;
  world.care.each_need(person,
                       [&](Row need) { found |= world.care.needs.organisation[need] != no_row; });
  return found;
}

/// The chance between two looks of what happens so often a year.
double between_looks(double yearly) {
  constexpr double looked_at = static_cast<double>(weeks_between_looks) / weeks_per_year;
  return 1.0 - engine::exp(-yearly * looked_at);
}

/// Chances between two looks, worked out once for all.
struct DeskChances {
  double thinks;  ///< somebody thinks of asking a desk
  double told;    ///< somebody is told of one by a professional
  explicit DeskChances(const VolunteeringParameters& p)
      : thinks(between_looks(p.thinks_of_desk)), told(between_looks(p.told_by_professional)) {}
};

/// The desk that a need gets to at this look, or `no_row`.
Row asks_desk(const World& world, const DeskGuide& guide, const DeskChances& chances, Row need) {
  const Needs& needs = world.care.needs;
  const Person person = needs.person[need];
  const VolunteeringParameters& p = parameters_of(world);
  const engine::Draw draw =
      world.stream(Decision::asks_a_desk).at(needs.identity[need], world.week);
  const bool may_ask = draw.happens(chances.thinks, 0);
  const double crossroads = local_change(world, person).crossroads;
  const double told =
      crossroads > 0.0
          ? between_looks(p.told_by_professional *
                          (1.0 + world.parameters.programmes.crossroads_tell * crossroads))
          : chances.told;
  const bool may_be_told = needs.state[need] != NeedState::hidden && draw.happens(told, 1);
  if (!may_ask && !may_be_told) return no_row;
  const Row known = may_ask ? guide.desk_known_to(world, person, person, needs.kind[need]) : no_row;
  if (known != no_row) {
    Asked asked = stranger(world);
    // Who may give something in return is less in debt.
    asked.balance = static_cast<double>(world.volunteers.schemes.reciprocal[known]);
    const double logit = logit_of_asking(world, person, urgency(world, need), asked);
    if (draw.happens(chance_of_logit(logit), 2)) return known;
  }
  const bool tells = may_be_told && has_professional(world, person);
  return tells && draw.happens(p.accepts_when_told, 3)
             ? guide.desk_for(world, person, needs.kind[need])
             : no_row;
}

/// A volunteer with time left.
struct Offer {
  Row volunteer;
  Person person;
  std::uint16_t free;
};

/// Volunteers with time left, by scheme; of schemes that nobody asks none.
std::vector<std::vector<Offer>> offers_by_scheme(const World& world,
                                                 const std::vector<std::vector<Row>>& queues) {
  const VolunteerBook& book = world.volunteers;
  std::vector<std::vector<Offer>> offers(book.schemes.rows());
  const auto least = static_cast<std::uint32_t>(parameters_of(world).least_minutes);
  for (Row row = 0; row < book.volunteers.rows(); ++row) {
    if (!book.volunteers.alive(row) || !book.active(row)) continue;
    const Row scheme = book.volunteers.scheme[row];
    if (book.schemes.kind[scheme] == SchemeKind::elsewhere || queues[scheme].empty()) continue;
    const std::uint32_t given = minutes_as_volunteer(world, row);
    const std::uint32_t offered = book.volunteers.minutes[row];
    if (offered < given + least) continue;
    offers[scheme].push_back(
        {row, book.volunteers.person[row], static_cast<std::uint16_t>(offered - given)});
  }
  return offers;
}

/// Requests that have arrived, by scheme, the most pressing first.
std::vector<std::vector<Row>> queues_by_scheme(World& world) {
  Needs& needs = world.care.needs;
  const auto patience = static_cast<std::uint32_t>(parameters_of(world).patience_weeks);
  std::vector<std::vector<Row>> queues(world.volunteers.schemes.rows());
  for (Row need = 0; need < needs.rows(); ++need) {
    const Row desk = needs.desk[need];
    if (!needs.alive(need) || desk == no_row || needs.desk_since[need] > world.week) continue;
    if (needs.paused[need] != 0) continue;
    if (world.care.unmet(need) == 0 || world.week - needs.desk_since[need] > patience) {
      needs.desk[need] = no_row;
      continue;
    }
    queues[desk].push_back(need);
  }
  for (auto& queue : queues) {
    std::sort(queue.begin(), queue.end(), [&](Row a, Row b) {
      return std::tuple(needs.unmet_weeks[b], needs.identity[a]) <
             std::tuple(needs.unmet_weeks[a], needs.identity[b]);
    });
  }
  return queues;
}

/// How well a volunteer suits somebody: near, of like origin, long without anybody to help.
double suits(const World& world, Row volunteer, Person giver, Person receiver) {
  const VolunteeringParameters& p = parameters_of(world);
  const Row from = world.households.dwelling[world.people.household[giver]];
  const Row to = world.households.dwelling[world.people.household[receiver]];
  if (from == no_row || to == no_row) return 0.0;
  const double dx = static_cast<double>(world.dwellings.x[from] - world.dwellings.x[to]);
  const double dy = static_cast<double>(world.dwellings.y[from] - world.dwellings.y[to]);
  const bool remote =
      world.volunteers.schemes.remote[world.volunteers.volunteers.scheme[volunteer]] != 0;
  const double nearness = remote ? 1.0 : 1.0 / (1.0 + std::sqrt(dx * dx + dy * dy) / p.near_metres);
  const bool alike = world.people.origin[giver] == world.people.origin[receiver];
  const double unlikeness =
      alike ? 1.0
            : static_cast<double>(softened(world, p.unlike_origin, openness_of(world, giver)));
  const std::uint32_t idle_since = world.volunteers.volunteers.idle_since[volunteer];
  const double idle =
      idle_since == not_idle
          ? 0.0
          : 1.0 - engine::exp(-static_cast<double>(world.week - idle_since) / p.idle_weeks);
  return nearness * unlikeness * (1.0 + idle);
}

bool helps_already(const World& world, Row need, Person giver) {
  bool found = false;
  world.care.each_help(need, [&](Row help) { found |= world.care.help.giver[help] == giver; });
  return found;
}

/// Puts one request before the volunteer who suits best. \return whether it was taken on.
bool match(World& world, Row scheme, Row need, std::vector<Offer>& offers) {
  const VolunteeringParameters& p = parameters_of(world);
  const Schemes& schemes = world.volunteers.schemes;
  const Person receiver = world.care.needs.person[need];
  // Those cared for are no relief for who cares for them.
  const bool relief = world.care.needs.kind[need] == NeedKind::relief;
  Offer* best = nullptr;
  double best_fit = -1.0;
  for (Offer& offer : offers) {
    if (offer.free < p.least_minutes) continue;
    if (world.people.household[offer.person] == world.people.household[receiver]) continue;
    const double fit = suits(world, offer.volunteer, offer.person, receiver);
    const bool first = best != nullptr && fit == best_fit &&
                       world.people.identity[offer.person] < world.people.identity[best->person];
    if (fit > best_fit || first) {
      if (helps_already(world, need, offer.person)) continue;
      if (relief && helps(world, receiver, offer.person)) continue;
      best = &offer;
      best_fit = fit;
    }
  }
  if (best == nullptr) return false;
  const Identity giver = world.people.identity[best->person];
  const Identity both = engine::pair_identity(world.care.needs.identity[need], giver);
  if (!world.stream(Decision::volunteer_accepts).at(both, world.week).happens(p.accepts_match)) {
    return false;
  }
  const bool intimate = world.care.needs.kind[need] == NeedKind::personal_care;
  const double visit =
      schemes.visit_minutes[scheme] > 0 ? schemes.visit_minutes[scheme] : p.visit_minutes;
  const double most = intimate ? p.personal_care_minutes : visit;
  const auto minutes = static_cast<std::uint16_t>(std::min(most, static_cast<double>(best->free)));
  const std::uint16_t given =
      world.care.give(need, best->person, giver, Source::volunteers, minutes, world.week);
  if (given == 0) return false;
  best->free = static_cast<std::uint16_t>(best->free - given);
  world.volunteers.volunteers.idle_since[best->volunteer] = not_idle;
  // They will see each other every week.
  world.tie(best->person, receiver, TieKind::acquaintance,
            static_cast<float>(world.parameters.meeting.first_hours), 1.0F);
  learn_from_meeting(world, best->person, receiver);
  world.count(Flow::desk_matches, receiver);
  const auto in_turn = static_cast<double>(schemes.reciprocal[scheme]);
  if (in_turn > 0.0 &&
      world.stream(Decision::asked_in_turn).at(both, world.week).happens(in_turn)) {
    ask_to_volunteer(world, receiver, scheme, p.says_yes_to_tie);
  }
  return true;
}

/// Those who wait to be taken in, by scheme, first come first.
std::vector<std::vector<Row>> candidates_by_scheme(const World& world) {
  const VolunteerBook& book = world.volunteers;
  const Volunteers& all = book.volunteers;
  std::vector<std::vector<Row>> candidates(book.schemes.rows());
  for (Row row = 0; row < all.rows(); ++row) {
    if (all.alive(row) && !book.active(row)) candidates[all.scheme[row]].push_back(row);
  }
  for (auto& waiting : candidates) {
    std::sort(waiting.begin(), waiting.end(), [&](Row a, Row b) {
      return std::tuple(all.since[a], all.identity[a]) < std::tuple(all.since[b], all.identity[b]);
    });
  }
  return candidates;
}

void take_in(World& world, Row candidate) {
  world.volunteers.take_in(candidate, world.week);
  world.volunteers.volunteers.idle_since[candidate] = world.week;
  world.count(Flow::volunteers_joined, world.volunteers.volunteers.person[candidate]);
}

/// A week's work of a coordinator. Whoever has waited longer has the next turn, a request or somebody
/// who would volunteer, so that neither keeps the other waiting for ever; a turn for which no time is
/// left waits for the next week.
void coordinate(World& world, Row scheme, const std::vector<Row>& requests,
                std::vector<Offer>& offers, const std::vector<Row>& candidates) {
  const VolunteeringParameters& p = parameters_of(world);
  const auto for_match = static_cast<std::uint32_t>(p.match_minutes);
  const auto for_intake = static_cast<std::uint32_t>(p.intake_minutes);
  const Needs& needs = world.care.needs;
  std::uint32_t& left = world.volunteers.schemes.minutes_left[scheme];
  auto request = requests.begin();
  auto candidate = candidates.begin();
  while (true) {
    const bool may_match = request != requests.end() && !offers.empty();
    const bool may_take_in = candidate != candidates.end();
    if (!may_match && !may_take_in) return;
    const bool takes_in =
        may_take_in && (!may_match || world.volunteers.volunteers.since[*candidate] <=
                                          static_cast<std::int32_t>(needs.desk_since[*request]));
    const std::uint32_t minutes = takes_in ? for_intake : for_match;
    if (left < minutes) return;
    left -= minutes;
    if (takes_in) {
      take_in(world, *candidate++);
    } else {
      if (match(world, scheme, *request, offers)) world.care.needs.desk[*request] = no_row;
      ++request;
    }
  }
}

/// People with a need ask at a desk they know, though it is a stranger's; professionals tell others
/// of it.
void bring_requests_to_desks(World& world) {
  const Needs& needs = world.care.needs;
  const DeskGuide guide(world);
  const DeskChances chances(parameters_of(world));
  const auto least = static_cast<std::uint16_t>(parameters_of(world).least_minutes);
  struct Request {
    Row need;
    Row desk;
  };
  std::vector<std::vector<Request>> found(engine::block_count(needs.rows()));
  engine::for_blocks(needs.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (auto need = static_cast<Row>(begin); need < end; ++need) {
      const std::uint64_t who = needs.identity[need].value;
      if (who == 0 || (world.week + who) % weeks_between_looks != look_offset) continue;
      if (needs.desk[need] != no_row || world.care.unmet(need) < least) continue;
      if (!takes(SchemeKind::broad, needs.kind[need])) continue;
      if (const Row desk = asks_desk(world, guide, chances, need); desk != no_row) {
        found[block].push_back({need, desk});
      }
    }
  });
  for (const auto& block : found) {
    for (const Request& request : block) {
      notice(world, request.need);
      bring_to_desk(world, request.need, request.desk, 0);
    }
  }
}

}  // namespace

void run_desks(World& world) {
  bring_requests_to_desks(world);
  VolunteerBook& book = world.volunteers;
  Schemes& schemes = book.schemes;
  const VolunteeringParameters& p = parameters_of(world);
  std::vector<std::vector<Row>> queues = queues_by_scheme(world);
  std::vector<std::vector<Offer>> offers = offers_by_scheme(world, queues);
  const std::vector<std::vector<Row>> candidates = candidates_by_scheme(world);
  const auto match_minutes = static_cast<std::uint32_t>(p.match_minutes);
  for (const Row scheme : schemes_by_identity(world)) {
    if (schemes.open[scheme] == 0 || schemes.kind[scheme] == SchemeKind::elsewhere) continue;
    const double paid =
        schemes.coordinator_minutes[scheme] * world.levers.overall(Lever::coordinators);
    const double own = p.self_run_hours * minutes_per_hour;
    const auto weekly = static_cast<std::uint32_t>(paid * (1.0 - p.support_share) + own);
    const std::uint32_t most =
        std::max(static_cast<std::uint32_t>(p.saved_weeks * weekly), match_minutes);
    schemes.minutes_left[scheme] = std::min(schemes.minutes_left[scheme] + weekly, most);
    coordinate(world, scheme, queues[scheme], offers[scheme], candidates[scheme]);
  }
}

}  // namespace buurt::care
