#include "care/synthesis/households.hpp"

#include <algorithm>

#include "care/synthesis/children.hpp"
#include "care/synthesis/couples.hpp"

namespace buurt::care {
namespace {

// A mother is on average a bit younger than the father.
constexpr std::int32_t father_older_weeks = 120;

std::int32_t mother_weeks(const Plan& plan, std::uint32_t a, std::uint32_t b) {
  const Resident& first = plan.residents[a];
  const Resident& second = plan.residents[b];
  if (first.sex == Sex::woman && second.sex == Sex::woman) {
    return std::min(first.age_weeks, second.age_weeks);
  }
  if (first.sex == Sex::woman) return first.age_weeks;
  if (second.sex == Sex::woman) return second.age_weeks;
  return std::min(first.age_weeks, second.age_weeks) - father_older_weeks;
}

PlannedHousehold& add_household(Plan& plan, Position kind, std::uint32_t reference) {
  PlannedHousehold household;
  household.identity = plan.residents[reference].identity.caused(engine::name_hash("household"), 0);
  household.first = static_cast<std::uint32_t>(plan.members.size());
  household.kind = kind;
  plan.households.push_back(household);
  return plan.households.back();
}

// Others who live with a family: the oldest of them, so that most are a grandparent.
void join_families(const std::vector<Family>& families, std::vector<std::uint32_t>& others,
                   std::vector<std::uint32_t>& joined) {
  joined.assign(families.size(), no_row);
  std::vector<std::uint32_t> hosts;
  for (std::uint32_t f = 0; f < families.size(); ++f) {
    if (families[f].with_other) hosts.push_back(f);
  }
  std::stable_sort(hosts.begin(), hosts.end(), [&](std::uint32_t a, std::uint32_t b) {
    return families[a].mother_weeks > families[b].mother_weeks;
  });
  for (const std::uint32_t host : hosts) {
    if (others.empty()) return;
    joined[host] = others.back();
    others.pop_back();
  }
}

void add_families(Plan& plan, const std::vector<Family>& families,
                  const std::vector<std::uint32_t>& joined) {
  for (std::size_t f = 0; f < families.size(); ++f) {
    const Family& family = families[f];
    PlannedHousehold& household = add_household(
        plan, family.lone() ? Position::lone_parent : Position::couple_with_child, family.parent);
    plan.members.push_back(family.parent);
    household.adults = 1;
    if (!family.lone()) {
      plan.members.push_back(family.partner);
      household.adults = 2;
      household.couple = true;
    }
    plan.members.insert(plan.members.end(), family.children.begin(), family.children.end());
    household.children = static_cast<std::uint8_t>(family.children.size());
    if (joined[f] != no_row) {
      plan.members.push_back(joined[f]);
      household.others = 1;
    }
  }
}

// Several people in one household without a couple or a parent: nursing homes, friends, siblings.
void add_groups(Plan& plan, Position kind, const std::vector<std::uint32_t>& people,
                std::size_t groups) {
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t begin = people.size() * g / groups;
    const std::size_t end = people.size() * (g + 1) / groups;
    if (begin == end) continue;
    PlannedHousehold& household = add_household(plan, kind, people[begin]);
    plan.members.insert(plan.members.end(), people.begin() + static_cast<std::ptrdiff_t>(begin),
                        people.begin() + static_cast<std::ptrdiff_t>(end));
    household.others = static_cast<std::uint8_t>(end - begin);
  }
}

}  // namespace

void form_households(const World& world, const HouseholdCounts& counts, Plan& plan) {
  plan.members.reserve(plan.residents.size());
  std::vector<Family> families;
  for (const auto& [a, b] : pair_couples(world, plan, Position::couple_with_child)) {
    Family family;
    family.parent = a;
    family.partner = b;
    family.mother_weeks = mother_weeks(plan, a, b);
    families.push_back(std::move(family));
  }
  for (const std::uint32_t parent : residents_in(plan, Position::lone_parent)) {
    Family family;
    family.parent = family.partner = parent;
    const Resident& resident = plan.residents[parent];
    family.mother_weeks =
        resident.age_weeks - (resident.sex == Sex::woman ? 0 : father_older_weeks);
    families.push_back(std::move(family));
  }
  count_children(world, plan, counts, families);
  place_children(world, plan, families);

  std::vector<std::uint32_t> others = residents_in(plan, Position::other);
  std::vector<std::uint32_t> joined;
  join_families(families, others, joined);
  add_families(plan, families, joined);
  for (const auto& [a, b] : pair_couples(world, plan, Position::couple_without_child)) {
    PlannedHousehold& household = add_household(plan, Position::couple_without_child, a);
    household.adults = 2;
    household.couple = true;
    plan.members.push_back(a);
    plan.members.push_back(b);
  }
  for (const std::uint32_t person : residents_in(plan, Position::single)) {
    add_household(plan, Position::single, person).adults = 1;
    plan.members.push_back(person);
  }
  add_groups(plan, Position::other, others, (others.size() + 1) / 2);

  // Residents of all ages live in each nursing home.
  std::vector<std::uint32_t> residents = residents_in(plan, Position::collective);
  const engine::Stream draws = world.stream(Decision::synthesis_household);
  std::sort(residents.begin(), residents.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto key = [&](std::uint32_t i) {
      return draws.at(plan.residents[i].identity, 0, 4).words[0];
    };
    const std::uint32_t key_a = key(a);
    const std::uint32_t key_b = key(b);
    return key_a != key_b ? key_a < key_b : a < b;
  });
  add_groups(plan, Position::collective, residents,
             (residents.size() + nursing_home_beds - 1) / nursing_home_beds);
}

}  // namespace buurt::care
