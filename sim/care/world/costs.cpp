#include "care/world/costs.hpp"

#include <algorithm>

#include "care/world/service_rules.hpp"
#include "care/world/units.hpp"

namespace buurt::care {

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
  double residents = 0.0;
  for (const Row home : world.collective_households) residents += world.households.members[home];
  return residents * days_per_week * world.parameters.formal.cost_home_day;
}

double weekly_cost_of_hospital(const World& world) {
  const HospitalStays& stays = world.hospital;
  double days = 0.0;
  for (Row row = 0; row < stays.rows(); ++row) {
    const bool there =
        stays.alive(row) && world.people.identity[stays.person[row]] == stays.who[row];
    if (there) days += std::min(days_per_week, stays.days_left[row]);
  }
  return days * world.parameters.formal.cost_hospital_day;
}

double weekly_cost_of_programmes(const World& world) {
  std::uint64_t sum = 0;
  for (const std::uint64_t week : world.programme_book.runs.week_cents.span()) sum += week;
  return static_cast<double>(sum) / cents_per_euro;
}

}  // namespace buurt::care
