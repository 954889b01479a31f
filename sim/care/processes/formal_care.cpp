#include "care/processes/formal_care.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "care/processes/bereavement.hpp"
#include "care/world/helping_rules.hpp"
#include "engine/allotment.hpp"

namespace buurt::care {
namespace {

constexpr double minutes_per_hour = 60.0;

/// What a kind of organisation has of its own among the parameters.
struct KindParameters {
  double FormalParameters::*hours;
  double FormalParameters::*factor;
  double FormalParameters::*most;
  double FormalParameters::*cost;
};

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

/// Hours given beyond what the staff can give go from the least severe on; the last of them keeps
/// what is not needed.
void take_back(World& world, Row organisation) {
  CareBook& care = world.care;
  const engine::Stream stream = world.stream(Decision::service_queue);
  struct Kept {
    double severity;
    double draw;
    Identity who;
    Row help;
  };
  std::vector<Kept> clients;
  for (Row row = 0; row < care.help.rows(); ++row) {
    if (!care.help.alive(row) || care.help.organisation[row] != organisation) continue;
    const Row need = care.help.need[row];
    const Identity who = care.needs.identity[need];
    clients.push_back({severity(world, need), stream.at(who, world.week).uniform(), who, row});
  }
  std::sort(clients.begin(), clients.end(), [](const Kept& a, const Kept& b) {
    if (a.severity != b.severity) return a.severity < b.severity;
    return a.draw != b.draw ? a.draw > b.draw : a.who > b.who;
  });
  for (const Kept& client : clients) {
    const std::uint32_t excess = care.overcommitted(organisation);
    if (excess == 0) return;
    const Row need = care.help.need[client.help];
    care.reduce(client.help, static_cast<std::uint16_t>(
                                 std::min<std::uint32_t>(excess, care.help.minutes[client.help])));
    care.set_state(need, NeedState::waiting, world.week, organisation);
  }
}

/// A need on a list, before it is known how much it asks for.
struct Waiting {
  float priority;
  Row need;
};

/// Claims of those at the head of one organisation's list, until more is asked for than is free: nobody
/// after them can get anything. Who has the same priority as the last of them claims too.
void claim_from_the_first(World& world, Row organisation, std::vector<Waiting>& list, double free,
                          std::vector<engine::Claim>& claims) {
  CareBook& care = world.care;
  const double most = std::floor(most_minutes(world, care.organisations.kind[organisation]));
  const auto after = [](const Waiting& a, const Waiting& b) { return a.priority < b.priority; };
  std::make_heap(list.begin(), list.end(), after);
  double asked = 0.0;
  float last = 0.0F;
  while (!list.empty() && (asked < free || list.front().priority == last)) {
    const Waiting first = list.front();
    std::pop_heap(list.begin(), list.end(), after);
    list.pop_back();
    last = first.priority;
    const double wanted = std::min<double>(care.unmet(first.need),
                                           most - minutes_from(world, first.need, organisation));
    if (wanted < 1.0) {
      // The own circle has filled the gap.
      care.set_state(first.need, NeedState::known, world.week, organisation);
      continue;
    }
    claims.push_back(
        {care.needs.identity[first.need], first.need, organisation, first.priority, wanted, 0});
    asked += wanted;
  }
}

}  // namespace

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
                                world.budget[static_cast<std::size_t>(kind)] *
                                world.municipality.population /
                                units[static_cast<std::size_t>(kind)];
    world.care.set_capacity(
        row, static_cast<std::uint32_t>(hours_a_year * minutes_per_hour / weeks_per_year));
  }
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

void give_formal_care(World& world) {
  CareBook& care = world.care;
  const FormalParameters& p = world.parameters.formal;
  const double least = p.least_visit * minutes_per_hour;
  const std::size_t organisations = care.organisations.rows();
  std::vector<double> free(organisations);
  bool any = false;
  for (Row row = 0; row < organisations; ++row) {
    if (care.overcommitted(row) > 0) take_back(world, row);
    free[row] = care.free_minutes(row);
    if (free[row] < least) free[row] = 0.0;
    any = any || free[row] > 0.0;
  }
  if (!any) return;
  std::vector<std::vector<Waiting>> lists(organisations);
  for (Row need = 0; need < care.needs.rows(); ++need) {
    if (care.needs.state[need] != NeedState::waiting || care.needs.paused[need] != 0) continue;
    const Row organisation = care.needs.organisation[need];
    if (free[organisation] <= 0.0) continue;
    const double waited = world.week - care.needs.since[need];
    lists[organisation].push_back(
        {static_cast<float>(severity(world, need) * p.severity_weeks + waited), need});
  }
  std::vector<engine::Claim> claims;
  for (Row row = 0; row < organisations; ++row) {
    claim_from_the_first(world, row, lists[row], free[row], claims);
  }
  const engine::Allotted served = engine::allot(claims, free, engine::Portion::part,
                                                world.stream(Decision::service_queue), world.week);
  std::vector<double> wanted(care.needs.rows());
  for (const engine::Claim& claim : claims) wanted[claim.claimant_row] = claim.amount;
  for (const engine::Award& award : served.awards) {
    const Row need = award.claimant_row;
    const bool all = award.amount >= wanted[need];
    if (award.amount < least && !all) continue;
    care.provide(need, award.supplier, static_cast<std::uint16_t>(award.amount), world.week);
    if (all) care.set_state(need, NeedState::known, world.week, award.supplier);
  }
}

double weekly_cost(const World& world, OrganisationKind kind) {
  const Organisations& organisations = world.care.organisations;
  double minutes = 0.0;
  for (Row row = 0; row < organisations.rows(); ++row) {
    if (organisations.kind[row] == kind) {
      minutes += organisations.given[row] - organisations.resting[row];
    }
  }
  return minutes / minutes_per_hour * world.parameters.formal.*of_kind(kind).cost;
}

double weekly_cost_of_homes(const World& world) {
  constexpr double days_per_week = 7.0;
  double residents = 0.0;
  for (const Row home : world.collective_households) residents += world.households.members[home];
  return residents * days_per_week * world.parameters.formal.cost_home_day;
}

double weekly_cost_of_hospital(const World& world) {
  constexpr std::uint16_t days_per_week = 7;
  const HospitalStays& stays = world.hospital;
  double days = 0.0;
  for (Row row = 0; row < stays.rows(); ++row) {
    const bool there =
        stays.alive(row) && world.people.identity[stays.person[row]] == stays.who[row];
    if (there) days += std::min(days_per_week, stays.days_left[row]);
  }
  return days * world.parameters.formal.cost_hospital_day;
}

}  // namespace buurt::care
