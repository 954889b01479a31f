#include "care/world/service_rules.hpp"

#include <algorithm>

#include "care/world/company.hpp"
#include "care/world/difference_rules.hpp"
#include "care/world/grief.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/levels.hpp"
#include "care/world/shock_rules.hpp"
#include "care/world/units.hpp"

namespace buurt::care {

const KindParameters& of_kind(OrganisationKind kind) {
  using P = FormalParameters;
  static constexpr std::array<KindParameters, organisation_kinds> all = {{
      {&P::family_care_hours, &P::family_care_factor, &P::family_care_most, &P::cost_family_care},
      {&P::home_nursing_hours, &P::home_nursing_factor, &P::home_nursing_most,
       &P::cost_home_nursing},
      {&P::local_centre_hours, &P::local_centre_factor, &P::local_centre_most,
       &P::cost_local_centre},
      {&P::welfare_hours, &P::welfare_factor, &P::welfare_most, &P::cost_welfare},
      {&P::day_care_hours, &P::day_care_factor, &P::day_care_most, &P::cost_day_care},
      {&P::palliative_team_hours, &P::palliative_team_factor, &P::palliative_team_most,
       &P::cost_palliative_team},
  }};
  return all[static_cast<std::size_t>(kind)];
}

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

bool serving_kind(const World& world, Row need, OrganisationKind& kind) {
  const Person person = world.care.needs.person[need];
  switch (world.care.needs.kind[need]) {
    case NeedKind::household: kind = OrganisationKind::family_care; return true;
    case NeedKind::personal_care:
      kind = world.stream(Decision::accepts_service)
                     .at(world.care.needs.identity[need], 0)
                     .happens(world.parameters.formal.nurse_share, 1)
                 ? OrganisationKind::home_nursing
                 : OrganisationKind::family_care;
      return true;
    case NeedKind::nursing: kind = OrganisationKind::home_nursing; return true;
    case NeedKind::company: kind = OrganisationKind::local_centre; return true;
    case NeedKind::guidance: kind = OrganisationKind::welfare; return true;
    case NeedKind::relief: kind = OrganisationKind::day_care; return true;
    case NeedKind::comfort:
      if (world.people.illness[person] == Illness::palliative) {
        kind = OrganisationKind::palliative_team;
        return true;
      }
      // A few need more than the own circle can do in grief.
      kind = OrganisationKind::welfare;
      return comfort_in_grief(world, person) > 0.0 && grief_tier(world, person) == GriefTier::high;
    case NeedKind::transport: return false;
  }
  return false;
}

Row organisation_serving(const World& world, std::size_t neighbourhood, OrganisationKind kind) {
  const Organisations& organisations = world.care.organisations;
  // Those of a kind have rows next to each other.
  Row first = 0;
  while (first < organisations.rows() && organisations.kind[first] != kind) ++first;
  std::uint64_t units = 0;
  while (first + units < organisations.rows() && organisations.kind[first + units] == kind) ++units;
  if (units == 0) return no_row;
  const std::uint64_t before = neighbourhood;
  return first +
         static_cast<Row>(std::min(units - 1, before * units / world.neighbourhoods.size()));
}

std::vector<Row> neighbourhoods_served(const World& world, Row organisation) {
  const Organisations& all = world.care.organisations;
  const OrganisationKind kind = all.kind[organisation];
  Row first = organisation;
  while (first > 0 && all.kind[first - 1] == kind) --first;
  Row last = organisation;
  while (last + 1 < all.rows() && all.kind[last + 1] == kind) ++last;
  const std::size_t units = last - first + 1;
  // As `organisation_serving` shares the neighbourhoods out.
  std::vector<Row> served;
  const std::size_t places = world.neighbourhoods.size();
  for (std::size_t n = 0; n < places; ++n) {
    if (first + n * units / places == organisation) served.push_back(world.neighbourhoods[n]);
  }
  return served;
}

double severity(const World& world, Row need) {
  const Needs& needs = world.care.needs;
  const Person person = needs.person[need];
  const double unmet = static_cast<double>(world.care.unmet(need)) / needs.minutes[need];
  if (needs.kind[need] == NeedKind::relief) {
    return felt_strain(world, person) * static_cast<double>(Function::severe) + unmet;
  }
  return static_cast<double>(world.people.function[person]) + world.people.dementia[person] +
         static_cast<double>(world.people.illness[person]) + unmet;
}

std::vector<Row> least_severe_first(const World& world, Row organisation, std::uint32_t week) {
  const CareBook& care = world.care;
  const engine::Stream stream = world.stream(Decision::service_queue);
  struct Client {
    double severity;
    double draw;
    Identity who;
    Row help;
  };
  std::vector<Client> clients;
  for (Row row = 0; row < care.help.rows(); ++row) {
    if (!care.help.alive(row) || care.help.organisation[row] != organisation) continue;
    const Row need = care.help.need[row];
    const Identity who = care.needs.identity[need];
    clients.push_back({severity(world, need), stream.at(who, week).uniform(), who, row});
  }
  std::sort(clients.begin(), clients.end(), [](const Client& a, const Client& b) {
    if (a.severity != b.severity) return a.severity < b.severity;
    return a.draw != b.draw ? a.draw > b.draw : a.who > b.who;
  });
  std::vector<Row> rows;
  rows.reserve(clients.size());
  for (const Client& client : clients) rows.push_back(client.help);
  return rows;
}

Row organisation_for(const World& world, Person person, OrganisationKind kind) {
  std::size_t here = 0;
  if (world.households.dwelling[world.people.household[person]] != no_row) {
    const auto& all = world.neighbourhoods;
    here = static_cast<std::size_t>(
        std::lower_bound(all.begin(), all.end(), world.neighbourhood_of(person)) - all.begin());
  }
  return organisation_serving(world, here, kind);
}

bool is_eligible(const World& world, Person person, OrganisationKind kind) {
  const FormalParameters& p = world.parameters.formal;
  const auto able = static_cast<double>(world.people.function[person]);
  const bool ill =
      world.people.dementia[person] != 0 || world.people.illness[person] != Illness::none;
  if (kind == OrganisationKind::family_care) return ill || able >= p.function_family_care;
  if (kind != OrganisationKind::day_care) return true;
  // The need is the carer's, the condition that of those cared for.
  bool eligible = false;
  world.care.each_given(person, [&](Row help) {
    const Person receiver = world.care.needs.person[world.care.help.need[help]];
    eligible = eligible || world.people.dementia[receiver] != 0 ||
               world.people.illness[receiver] != Illness::none ||
               static_cast<double>(world.people.function[receiver]) >= p.function_day_care;
  });
  return eligible;
}

namespace {

/// Who is poor and knows of lower prices and rights is kept away less.
double uptake_of_the_poor(const World& world, Person person) {
  const double kept = world.parameters.formal.uptake_poverty;
  return kept +
         (1.0 - kept) * world.parameters.programmes.informed_uptake * informed_of(world, person);
}

/// The same for who is of foreign origin, for whom care by organisations is unknown or unfitting.
double uptake_by_origin(const World& world, Person person) {
  if (world.people.origin[person] == Origin::belgian) return 1.0;
  const double kept = world.parameters.difference.uptake_origin;
  return kept +
         (1.0 - kept) * world.parameters.programmes.informed_uptake * informed_of(world, person);
}

/// More for who trusts services more than is usual, less for who trusts them less.
double uptake_by_trust(const World& world, Person person) {
  const std::uint8_t trust = world.people.trust_in_services[person];
  if (trust == 0) return 1.0;
  const double beyond_usual = (score(trust) - world.parameters.trust.services_base) / highest_score;
  return std::max(0.0, 1.0 + world.parameters.difference.uptake_trust * beyond_usual);
}

}  // namespace

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
               (lives_in_poverty(world, person) ? uptake_of_the_poor(world, person) : 1.0) *
               uptake_by_origin(world, person) * uptake_by_trust(world, person) *
               world.levers.of(Lever::uptake, world, person));
}

double most_minutes(const World& world, OrganisationKind kind) {
  return world.parameters.formal.*of_kind(kind).most * minutes_per_hour;
}

std::uint16_t minutes_from(const World& world, Row need, Row organisation) {
  std::uint16_t minutes = 0;
  world.care.each_help(need, [&](Row help) {
    if (world.care.help.organisation[help] == organisation) {
      minutes = world.care.help.minutes[help];
    }
  });
  return minutes;
}

namespace {

/// What shocks leave of the staff hours of an organisation, by the neighbourhoods that it serves.
double hours_after_shocks(const World& world, Row organisation) {
  if (!world.levers.pulled(Lever::formal_hours)) return 1.0;
  const OrganisationKind kind = world.care.organisations.kind[organisation];
  return world.levers.over(Lever::formal_hours, neighbourhoods_served(world, organisation),
                           1U << static_cast<unsigned>(kind));
}

}  // namespace

double norm_at(const FormalParameters& p, int age) {
  // Bands of the decree; their lower ages stand in the names.
  return age < 60   ? p.norm_under_60
         : age < 65 ? p.norm_60
         : age < 75 ? p.norm_65
         : age < 85 ? p.norm_75
                    : p.norm_85;
}

double growth_of_norm(const World& world, Row organisation) {
  const double before = world.care.organisations.norm_at_start[organisation];
  if (!(before > 0.0)) return 1.0;
  const double growth = world.care.organisations.norm[organisation] / before;
  return 1.0 + world.parameters.formal.follows_norm * (growth - 1.0);
}

double growth_of_beds(const World& world) {
  // The norm is one for the whole municipality; every organisation knows it.
  return world.care.organisations.rows() == 0 ? 1.0 : growth_of_norm(world, 0);
}

double hours_by_norm(const World& world) {
  double hours = 0.0;
  for (Person person = 0; person < world.people.rows(); ++person) {
    if (world.people.alive(person)) hours += norm_at(world.parameters.formal, world.age(person));
  }
  return hours;
}

void staff_organisations(World& world) {
  Organisations& organisations = world.care.organisations;
  std::array<std::uint32_t, organisation_kinds> units{};
  for (Row row = 0; row < organisations.rows(); ++row) {
    ++units[static_cast<std::size_t>(organisations.kind[row])];
  }
  for (Row row = 0; row < organisations.rows(); ++row) {
    const OrganisationKind kind = organisations.kind[row];
    const FormalParameters& p = world.parameters.formal;
    const double hours_a_year = p.*of_kind(kind).hours * p.*of_kind(kind).factor *
                                world.budgets.of(row) * world.municipality.population /
                                units[static_cast<std::size_t>(kind)] * growth_of_norm(world, row) *
                                hours_after_shocks(world, row);
    const double extra =
        row < world.local.extra_minutes.size() ? world.local.extra_minutes[row] : 0.0;
    world.care.set_capacity(
        row, static_cast<std::uint32_t>(hours_a_year * minutes_per_hour / weeks_per_year + extra));
  }
}

}  // namespace buurt::care
