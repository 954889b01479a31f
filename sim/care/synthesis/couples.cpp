#include "care/synthesis/couples.hpp"

#include <algorithm>
#include <array>

namespace buurt::care {
namespace {

// Standard deviation in weeks of where somebody is placed about the own age; two such make
// age differences with a standard deviation of about four years (assumed).
constexpr double placing_spread = 2.8 * weeks_per_year;
// Of couples: of two men or two women (assumed).
constexpr double same_sex_couples = 0.015;
constexpr double same_sex_parents = 0.004;

}  // namespace

std::vector<std::uint32_t> residents_in(const Plan& plan, Position position) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < plan.residents.size(); ++i) {
    if (plan.residents[i].position == position) found.push_back(i);
  }
  std::stable_sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
    return plan.residents[a].age_weeks < plan.residents[b].age_weeks;
  });
  return found;
}

std::vector<Couple> pair_couples(const World& world, Plan& plan, Position position) {
  const engine::Stream draws = world.stream(Decision::synthesis_household);
  std::array<std::vector<std::pair<std::int32_t, std::uint32_t>>, 2> placed;
  for (std::uint32_t i = 0; i < plan.residents.size(); ++i) {
    const Resident& resident = plan.residents[i];
    if (resident.position != position) continue;
    const double shift = placing_spread * bell(draws.at(resident.identity, 0, 1));
    placed[static_cast<std::size_t>(resident.sex)].emplace_back(
        resident.age_weeks + static_cast<std::int32_t>(shift), i);
  }
  for (auto& side : placed) std::sort(side.begin(), side.end());
  const std::size_t pairs = std::min(placed[0].size(), placed[1].size());
  for (auto& side : placed) {
    for (std::size_t k = pairs; k < side.size(); ++k) {
      plan.residents[side[k].second].position = Position::single;
    }
  }
  std::vector<Couple> couples(pairs);
  for (std::size_t k = 0; k < pairs; ++k) couples[k] = {placed[0][k].second, placed[1][k].second};
  const double share =
      position == Position::couple_with_child ? same_sex_parents : same_sex_couples;
  for (std::size_t k = 0; k + 1 < pairs; ++k) {
    // Every trade makes two such couples.
    const Identity man = plan.residents[couples[k].first].identity;
    if (!draws.at(man, 0, 2).happens(share / 2)) continue;
    std::swap(couples[k].second, couples[k + 1].first);
    ++k;
  }
  return couples;
}

}  // namespace buurt::care
