#include "care/processes/formal_care.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "care/world/service_rules.hpp"
#include "care/world/units.hpp"
#include "engine/allotment.hpp"

namespace buurt::care {
namespace {

/// Hours given beyond what the staff can give go from the least severe on; the last of them keeps
/// what is not needed.
void take_back(World& world, Row organisation) {
  CareBook& care = world.care;
  for (const Row help : least_severe_first(world, organisation, world.week)) {
    const std::uint32_t excess = care.overcommitted(organisation);
    if (excess == 0) return;
    const Row need = care.help.need[help];
    care.reduce(
        help, static_cast<std::uint16_t>(std::min<std::uint32_t>(excess, care.help.minutes[help])));
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

void give_formal_care(World& world) {
  CareBook& care = world.care;
  const FormalParameters& p = world.parameters.formal;
  const double least = p.least_visit * minutes_per_hour;
  const std::size_t organisations = care.organisations.rows();
  std::vector<double> free(organisations);
  bool any = false;
  for (Row row = 0; row < organisations; ++row) {
    if (care.overcommitted(row) > 0) take_back(world, row);
    free[row] = minutes_to_hand_out(world, row);
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

void follow_norm(World& world) {
  const double norm = hours_by_norm(world);
  Organisations& organisations = world.care.organisations;
  for (Row row = 0; row < organisations.rows(); ++row) organisations.norm[row] = norm;
  staff_organisations(world);
}

}  // namespace buurt::care
