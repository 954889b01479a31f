#include "care/synthesis/children.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "care/synthesis/couples.hpp"
#include "care/synthesis/households.hpp"

namespace buurt::care {
namespace {

// Ages of mothers at births in weeks: first birth and the time to the next (assumed; mean age of
// mothers at all births about 30 and a half).
constexpr double first_birth = 29.0 * 52;
constexpr double first_birth_spread = 4.3 * 52;
constexpr double shortest_gap = 1.2 * 52;
constexpr double longest_gap = 4.8 * 52;
constexpr std::int32_t full_term = 40;
constexpr std::uint32_t attempts = 8;

struct Place {
  std::int32_t wished_age;
  std::uint32_t family;
};

// How likely somebody of this age lives with parents, from the residents themselves.
std::vector<double> share_at_home(const Plan& plan) {
  std::vector<double> at_home(oldest_age + 2);
  std::vector<double> all(at_home.size());
  for (const Resident& resident : plan.residents) {
    const auto age = static_cast<std::size_t>(resident.age());
    all[age] += 1;
    if (resident.position == Position::child) at_home[age] += 1;
  }
  for (std::size_t age = 0; age < at_home.size(); ++age) {
    at_home[age] = all[age] > 0 ? at_home[age] / all[age] : 0;
  }
  return at_home;
}

// Wished ages of the children of one family, oldest first. Drawn again when a child would not be
// born yet or, by its age, would have left home; after several attempts the likeliest is taken.
std::vector<std::int32_t> wished_ages(const engine::Stream& draws, Identity parent,
                                      const Family& family, const std::vector<double>& at_home) {
  std::vector<std::int32_t> ages(family.wanted);
  std::vector<std::int32_t> likeliest;
  double best_chance = 0;
  for (std::uint32_t attempt = 0; attempt < attempts; ++attempt) {
    const engine::Draw gaps = draws.at(parent, 1, 2 * attempt + 1);
    double birth = first_birth + first_birth_spread * bell(draws.at(parent, 1, 2 * attempt));
    double chance = 1;
    for (std::size_t k = 0; k < ages.size(); ++k) {
      const double bounded =
          std::clamp(birth, double{youngest_mother_weeks}, double{oldest_mother_weeks} - 26);
      ages[k] = family.mother_weeks - static_cast<std::int32_t>(bounded);
      const auto year = static_cast<std::size_t>(std::clamp(ages[k] / 52, 0, oldest_age));
      chance *= ages[k] < 0 ? 0.0 : at_home[year];
      birth += shortest_gap + (longest_gap - shortest_gap) * gaps.uniform(k % 3);
    }
    if (gaps.uniform(3) < chance) return ages;
    if (chance > best_chance) {
      best_chance = chance;
      likeliest = ages;
    }
  }
  if (best_chance > 0) return likeliest;
  // All would not be born yet: the youngest is a year old, or as old as the mother's age allows.
  std::int32_t age = std::max(52, family.mother_weeks - oldest_mother_weeks + 52);
  for (std::size_t k = ages.size(); k-- > 0; age += 2 * 52) ages[k] = age;
  return ages;
}

bool fits(const Family& family, const Resident& child) {
  const std::int32_t at_birth = family.mother_weeks - child.age_weeks;
  return at_birth >= youngest_mother_weeks && at_birth <= oldest_mother_weeks;
}

// Lets a place whose mother is too young or too old trade with another with which both are well: the
// nearest whose child is of an age that suits. `children` are in order of age.
void trade(const Plan& plan, const std::vector<Family>& families, const std::vector<Place>& places,
           const std::vector<std::uint32_t>& children, std::vector<std::uint32_t>& child_of) {
  const auto count = static_cast<std::int64_t>(places.size());
  const auto older_than = [&](std::int32_t weeks) {
    const auto found = std::upper_bound(
        children.begin(), children.end(), weeks,
        [&](std::int32_t w, std::uint32_t c) { return w < plan.residents[c].age_weeks; });
    return static_cast<std::int64_t>(found - children.begin());
  };
  for (std::size_t a = 0; a < places.size(); ++a) {
    const Family& family = families[places[a].family];
    const Resident& child = plan.residents[child_of[a]];
    if (fits(family, child)) continue;
    const bool too_young = family.mother_weeks - child.age_weeks < youngest_mother_weeks;
    const std::int64_t step = too_young ? -1 : 1;
    std::int64_t j = too_young ? older_than(family.mother_weeks - youngest_mother_weeks) - 1
                               : older_than(family.mother_weeks - oldest_mother_weeks - 1);
    for (; j >= 0 && j < count; j += step) {
      const auto b = static_cast<std::size_t>(j);
      if (!fits(family, plan.residents[child_of[b]]) || !fits(families[places[b].family], child)) {
        continue;
      }
      std::swap(child_of[a], child_of[b]);
      break;
    }
  }
}

// Moves births within the year of age so that children of one mother are twins or forty weeks apart.
void space_births(Plan& plan, Family& family) {
  std::stable_sort(family.children.begin(), family.children.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     return plan.residents[a].age_weeks > plan.residents[b].age_weeks;
                   });
  // Of one year of age: twins. Of neighbouring years: the younger is moved towards its birthday.
  constexpr std::int32_t latest = weeks_per_year - full_term;
  for (std::size_t k = 1; k < family.children.size(); ++k) {
    const Resident& older = plan.residents[family.children[k - 1]];
    Resident& younger = plan.residents[family.children[k]];
    const std::int32_t week = older.age_weeks % weeks_per_year;
    const std::int32_t birthday = younger.age() * weeks_per_year;
    if (older.age() == younger.age()) {
      younger.age_weeks = older.age_weeks;
    } else if (older.age() == younger.age() + 1) {
      younger.age_weeks = std::min(younger.age_weeks, birthday + week + latest);
    }
  }
}

}  // namespace

void count_children(const World& world, const Plan& plan, const HouseholdCounts& counts,
                    std::vector<Family>& families) {
  const engine::Stream draws = world.stream(Decision::synthesis_household);
  struct Ranked {
    double rank;
    std::uint32_t family;
  };
  std::array<std::vector<Ranked>, 2> order;
  for (std::uint32_t f = 0; f < families.size(); ++f) {
    const double years = families[f].mother_weeks / 52.0;
    // Three years for each child from 18 on, and fewer again as children leave (assumed shape).
    const double room = std::min(1.0, std::max(0.0, (years - 19) / 18)) *
                        (years < 46 ? 1.0 : std::max(0.08, 1.0 - (years - 46) / 18));
    const double u = draws.at(plan.residents[families[f].parent].identity, 0, 3).uniform();
    order[families[f].lone() ? 1 : 0].push_back({-room * (0.35 + 0.65 * u), f});
  }
  for (std::size_t lone = 0; lone < 2; ++lone) {
    auto& ranked = order[lone];
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
      return a.rank != b.rank ? a.rank < b.rank : a.family < b.family;
    });
    std::size_t at = 0;
    const auto give = [&](std::uint32_t count, std::size_t children, bool with_other) {
      for (std::uint32_t k = 0; k < count && at < ranked.size(); ++k, ++at) {
        families[ranked[at].family].wanted = static_cast<std::uint8_t>(children);
        families[ranked[at].family].with_other = with_other;
      }
    };
    for (std::size_t children = HouseholdCounts::most_children; children > 0; --children) {
      if (lone == 0) give(counts.families_and_other[children], children, true);
      give(lone == 0 ? counts.families[children] : counts.lone_parents[children], children, false);
    }
    for (; at < ranked.size(); ++at) families[ranked[at].family].wanted = 1;
  }
}

void place_children(const World& world, Plan& plan, std::vector<Family>& families) {
  const engine::Stream draws = world.stream(Decision::synthesis_household);
  const std::vector<std::uint32_t> children = residents_in(plan, Position::child);
  const std::vector<double> at_home = share_at_home(plan);
  std::vector<Place> places;
  places.reserve(children.size());
  for (std::uint32_t f = 0; f < families.size(); ++f) {
    const Identity parent = plan.residents[families[f].parent].identity;
    for (const std::int32_t age : wished_ages(draws, parent, families[f], at_home)) {
      places.push_back({age, f});
    }
  }
  // As many places as children: larger families where there are too few, none where too many.
  for (std::uint32_t f = 0; places.size() < children.size() && !families.empty();
       f = (f + 1) % static_cast<std::uint32_t>(families.size())) {
    places.push_back({std::max(0, families[f].mother_weeks - 30 * 52), f});
  }
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return a.wished_age < b.wished_age; });
  places.resize(std::min(places.size(), children.size()));
  std::vector<std::uint32_t> child_of(
      children.begin(), children.begin() + static_cast<std::ptrdiff_t>(places.size()));
  trade(plan, families, places, children, child_of);
  for (std::size_t k = 0; k < places.size(); ++k) {
    families[places[k].family].children.push_back(child_of[k]);
  }
  for (Family& family : families) space_births(plan, family);
}

}  // namespace buurt::care
