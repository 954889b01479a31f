#include "care/equity.hpp"

#include <algorithm>
#include <limits>

namespace buurt::care {
namespace {

constexpr std::array declarations = std::to_array<OutcomeDeclaration>({
    {"concentration_index", "Inequality of loneliness", "-1 to 1",
     "Erreygers' concentration index of being always or mostly lonely over socio-economic position "
     "(risk of poverty, then schooling), aged 16 and over; below 0 when those at the bottom are "
     "lonely "
     "more often; whole municipality only",
     "neither"},
    {"concentration_index_unmet_need", "Inequality of unmet need", "-1 to 1",
     "The same of having at least one need of which hours are unmet in this week", "neither"},
});

constexpr int from_age = 16;

}  // namespace

std::size_t socio_economic_position(const World& world, Person person) {
  constexpr std::size_t schooling_levels = 3;
  const std::size_t schooling = static_cast<std::size_t>(world.people.education[person]);
  return (world.people.poverty[person] != 0 ? 0 : schooling_levels) + schooling;
}

double concentration_index(const std::array<std::int64_t, socio_economic_positions>& people,
                           const std::array<std::int64_t, socio_economic_positions>& having) {
  double all = 0.0;
  for (const std::int64_t count : people) all += static_cast<double>(count);
  if (all <= 0.0) return std::numeric_limits<double>::quiet_NaN();
  double below = 0.0;
  double covariance = 0.0;
  for (std::size_t position = 0; position < people.size(); ++position) {
    const auto here = static_cast<double>(people[position]);
    const double rank = (below + here / 2.0) / all;
    covariance += static_cast<double>(having[position]) / all * (rank - 0.5);
    below += here;
  }
  constexpr double erreygers = 8.0;
  return erreygers * covariance;
}

std::span<const OutcomeDeclaration> equity_outcome_declarations() { return declarations; }

void measure_equity(const World& world, const CareByPerson& care, std::span<double> values) {
  std::array<std::int64_t, socio_economic_positions> people{};
  std::array<std::int64_t, socio_economic_positions> lonely{};
  std::array<std::int64_t, socio_economic_positions> unmet{};
  const LonelinessParameters& p = world.parameters.loneliness;
  const auto emotional_weight = static_cast<float>(p.emotional_weight);
  const auto lonely_from = static_cast<float>(p.lonely_from);
  const std::int32_t born_by = static_cast<std::int32_t>(world.week) - from_age * weeks_per_year;
  for (Person person = 0; person < world.people.rows(); ++person) {
    if (!world.people.alive(person) || world.people.birth_week[person] > born_by) continue;
    const std::size_t position = socio_economic_position(world, person);
    const float loneliness = emotional_weight * world.people.loneliness_emotional[person] +
                             (1.0F - emotional_weight) * world.people.loneliness_social[person];
    ++people[position];
    lonely[position] += loneliness >= lonely_from;
    unmet[position] += care.receives[person].unmet;
  }
  std::fill(values.begin(), values.begin() + 2 * group_count,
            std::numeric_limits<double>::quiet_NaN());
  values[0] = concentration_index(people, lonely);
  values[group_count] = concentration_index(people, unmet);
}

}  // namespace buurt::care
