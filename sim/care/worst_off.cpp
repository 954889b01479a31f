#include "care/worst_off.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "care/world/loneliness_rules.hpp"
#include "care/world/units.hpp"

namespace buurt::care {
namespace {

constexpr double share = 0.05;
constexpr int from_age = 16;
constexpr double hours_that_weigh_one = 24.0;

double badness(const World& world, Person person) {
  double minutes = 0.0;
  world.care.each_need(person, [&](Row need) { minutes += world.care.unmet(need); });
  return static_cast<double>(loneliness_of(world, person)) +
         minutes / minutes_per_hour / hours_that_weigh_one;
}

}  // namespace

void mark_worst_off(World& world) {
  std::vector<std::pair<double, Person>> asked;
  for (Person person = 0; person < world.people.rows(); ++person) {
    world.people.worst_off[person] = 0;
    if (world.people.alive(person) && world.age(person) >= from_age) {
      asked.emplace_back(-badness(world, person), person);
    }
  }
  // Equals in order of identity, which no row decides.
  std::sort(asked.begin(), asked.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return world.people.identity[a.second] < world.people.identity[b.second];
  });
  const auto worst = static_cast<std::size_t>(std::ceil(share * static_cast<double>(asked.size())));
  for (std::size_t i = 0; i < worst; ++i) world.people.worst_off[asked[i].second] = 1;
}

}  // namespace buurt::care
