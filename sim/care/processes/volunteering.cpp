#include "care/processes/volunteering.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "care/world/desk_rules.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/units.hpp"
#include "care/world/volunteer_rules.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

constexpr double months_per_look = 12.0 * weeks_between_looks / weeks_per_year;

const VolunteeringParameters& parameters_of(const World& world) {
  return world.parameters.volunteering;
}

/// How hard a scheme looks for people: 1 when it has as many as it would like, more when it is short
/// of them, 0 when it is closed or has too many.
double pull_of(const World& world, Row scheme) {
  const Schemes& schemes = world.volunteers.schemes;
  if (schemes.open[scheme] == 0 || schemes.wanted[scheme] == 0) return 0.0;
  const auto wanted = static_cast<double>(schemes.wanted[scheme]);
  const auto have = static_cast<double>(schemes.volunteers[scheme] + schemes.candidates[scheme]);
  const VolunteeringParameters& p = parameters_of(world);
  return std::clamp(1.0 + p.vacancy_pull * (wanted - have) / wanted, 0.0, p.vacancy_most);
}

/// The part of the support that its volunteers need which the coordinator has time for.
double support_of(const World& world, Row scheme) {
  const VolunteeringParameters& p = parameters_of(world);
  const Schemes& schemes = world.volunteers.schemes;
  const double needed = schemes.volunteers[scheme] * p.support_minutes;
  const double given = schemes.coordinator_minutes[scheme] * p.support_share *
                       world.levers.overall(Lever::coordinators);
  return needed > given ? given / needed : 1.0;
}

/// What one look at a volunteer came to, to be carried out afterwards.
struct Happening {
  enum Kind : std::uint8_t { ends_help, leaves, asks };
  Identity who;
  Kind kind;
  Row volunteer;
  Row what;  ///< the arrangement that ends, or the person who is asked
};

void look_at(World& world, Row volunteer, std::vector<Happening>& out) {
  VolunteerBook& book = world.volunteers;
  const VolunteeringParameters& p = parameters_of(world);
  const Person person = book.volunteers.person[volunteer];
  const Identity who = world.people.identity[person];
  const Row scheme = book.volunteers.scheme[volunteer];
  const engine::Draw draw = world.stream(Decision::volunteer_year).at(who, world.week);
  const bool collective = world.in_collective(person);
  if (collective || !able_to_help(world, person)) {
    out.push_back({who, Happening::leaves, volunteer, no_row});
    return;
  }
  if (!book.active(volunteer)) {
    if (draw.happens(1.0 - engine::exp(-p.candidate_leaves * months_per_look), 0)) {
      out.push_back({who, Happening::leaves, volunteer, no_row});
    }
    return;
  }
  if (book.schemes.kind[scheme] != SchemeKind::elsewhere) {
    const double ends = 1.0 - engine::exp(-p.lapse * weeks_between_looks / weeks_per_year);
    bool helps = false;
    world.care.each_given(person, [&](Row help) {
      if (world.care.help.source[help] != Source::volunteers) return;
      const engine::Draw lapses =
          world.stream(Decision::help_lapses).at(world.care.help.identity[help], world.week);
      if (lapses.happens(ends)) {
        out.push_back({who, Happening::ends_help, volunteer, help});
      } else {
        helps = true;
      }
    });
    std::uint32_t& idle_since = book.volunteers.idle_since[volunteer];
    if (helps) {
      idle_since = not_idle;
    } else if (idle_since == not_idle) {
      idle_since = world.week;
    }
  }
  std::int32_t& thanked = book.volunteers.thanked[volunteer];
  const auto now = static_cast<std::int32_t>(world.week);
  const std::uint16_t every = book.schemes.thanks_every[scheme];
  const std::int32_t last = std::max(thanked, book.volunteers.since[volunteer]);
  if (every > 0 && now - last >= every) thanked = now;
  if (draw.happens(1.0 - engine::exp(-leaving_rate(world, volunteer) * months_per_look), 0)) {
    out.push_back({who, Happening::leaves, volunteer, no_row});
    return;
  }
  const double asks = p.asks_by_volunteer * months_per_look * pull_of(world, scheme);
  if (!draw.happens(1.0 - engine::exp(-asks), 1)) return;
  const auto ties = world.ties.ties(person);
  if (ties.empty()) return;
  const engine::Tie& tie = ties[draw.below(static_cast<std::uint32_t>(ties.size()), 2)];
  if (tie.outside() || (tie.kind & tie_dormant) != 0) return;
  out.push_back({who, Happening::asks, volunteer, tie.other});
}

void look_at_volunteers(World& world) {
  const Volunteers& all = world.volunteers.volunteers;
  std::vector<std::vector<Happening>> found(engine::block_count(all.rows()));
  engine::for_blocks(all.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (auto row = static_cast<Row>(begin); row < end; ++row) {
      const std::uint64_t who = all.identity[row].value;
      if (who == 0 || (world.week + who) % weeks_between_looks != 0) continue;
      look_at(world, row, found[block]);
    }
  });
  std::vector<Happening> happenings;
  for (const auto& block : found) happenings.insert(happenings.end(), block.begin(), block.end());
  // Two who ask one person are answered in order of identity; people leave before others are asked.
  std::sort(happenings.begin(), happenings.end(), [](const Happening& a, const Happening& b) {
    return std::tie(a.kind, a.who, a.what) < std::tie(b.kind, b.who, b.what);
  });
  for (const Happening& happening : happenings) {
    switch (happening.kind) {
      case Happening::ends_help: world.care.end_help(happening.what); break;
      case Happening::leaves: stop_volunteering(world, happening.volunteer); break;
      case Happening::asks:
        ask_to_volunteer(world, happening.what,
                         world.volunteers.volunteers.scheme[happening.volunteer],
                         parameters_of(world).says_yes_to_tie);
        break;
    }
  }
}

/// Calls go out to people at random in the area of a scheme.
void call_for_volunteers(World& world, Row scheme) {
  const Schemes& schemes = world.volunteers.schemes;
  const Identity identity = schemes.identity[scheme];
  const engine::Stream draws = world.stream(Decision::asked_to_volunteer);
  const double expected =
      static_cast<double>(schemes.asks[scheme]) * std::min(pull_of(world, scheme), 1.0);
  const auto asks = static_cast<std::uint32_t>(expected + draws.at(identity, world.week).uniform());
  if (asks == 0) return;
  std::vector<std::uint32_t> up_to;
  std::uint32_t residents = 0;
  for (std::size_t n = schemes.area_from[scheme]; n < schemes.area_to[scheme]; ++n) {
    residents += world.rosters.members(world.places.roster[world.neighbourhoods[n]]);
    up_to.push_back(residents);
  }
  if (residents == 0) return;
  constexpr std::uint32_t apart = 4096;  // of a draw's indices, for one who is asked
  for (std::uint32_t k = 0; k < asks && (k + 2) * apart < (1U << 24U); ++k) {
    const std::uint32_t at = draws.at(identity, world.week, (k + 1) * apart).below(residents);
    const auto n = std::upper_bound(up_to.begin(), up_to.end(), at) - up_to.begin();
    const Row place = world.neighbourhoods[schemes.area_from[scheme] + static_cast<std::size_t>(n)];
    const Person person = world.rosters.pick(world.places.roster[place], draws, identity,
                                             world.week, (k + 1) * apart + 1);
    if (person != no_row) {
      ask_to_volunteer(world, person, scheme, parameters_of(world).says_yes_to_call);
    }
  }
}

}  // namespace

double leaving_rate(const World& world, Row volunteer) {
  const VolunteeringParameters& p = parameters_of(world);
  const VolunteerBook& book = world.volunteers;
  const Volunteers& all = book.volunteers;
  const Person person = all.person[volunteer];
  const auto now = static_cast<std::int32_t>(world.week);
  const auto weeks = static_cast<double>(now - all.since[volunteer]);
  double rate = p.leaving * (p.tenure_old +
                             (p.tenure_new - p.tenure_old) * engine::exp(-weeks / p.tenure_weeks));
  if (all.thanked[volunteer] != never_thanked) {
    const auto since = static_cast<double>(now - all.thanked[volunteer]);
    rate *= 1.0 - (1.0 - p.thanked_factor) * engine::exp(-since / p.thanked_weeks);
  }
  const double strain = static_cast<double>(world.people.strain[person]);
  bool overloaded = strain >= world.parameters.helping.strained_from;
  const Row scheme = all.scheme[volunteer];
  if (book.schemes.kind[scheme] != SchemeKind::elsewhere) {
    if (all.idle_since[volunteer] != not_idle) {
      const auto idle = static_cast<double>(world.week - all.idle_since[volunteer]);
      rate *= 1.0 + (p.idle_factor - 1.0) * (1.0 - engine::exp(-idle / p.idle_weeks));
    }
    rate *= 1.0 + (p.unsupported_factor - 1.0) * (1.0 - support_of(world, scheme));
    rate *= 1.0 - (1.0 - world.parameters.programmes.trained_stays) *
                      static_cast<double>(book.schemes.trained[scheme]);
    rate *= 1.0 - world.parameters.programmes.own_goals_stay *
                      static_cast<double>(book.schemes.own_goals[scheme]);
    int helped = 0;
    world.care.each_given(person, [&](Row help) {
      helped += world.care.help.source[help] == Source::volunteers ? 1 : 0;
    });
    overloaded |= helped >= p.overload_people;
  }
  rate *= world.levers.of(Lever::leaving, world, person);
  return overloaded ? rate * p.overload_factor : rate;
}

void volunteer(World& world) {
  look_at_volunteers(world);
  for (const Row scheme : schemes_by_identity(world)) call_for_volunteers(world, scheme);
}

}  // namespace buurt::care
