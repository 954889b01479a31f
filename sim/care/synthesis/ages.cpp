#include "care/synthesis/ages.hpp"

#include <algorithm>
#include <numeric>

#include "care/synthesis/fitting.hpp"
#include "care/world/mortality.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

// From one year to the next beyond the start of the open-ended band (about the Belgian death rate
// at 100 to 104).
constexpr double survival_of_centenarians = 0.6;

// The weight of each year of a band, from the persons a year in this band and those beside it.
std::vector<double> years_of_band(const Municipality& m, const std::vector<double>& persons,
                                  std::size_t band) {
  const std::size_t bands = m.age_from.size();
  const auto width = [&](std::size_t b) { return m.age_from[b + 1] - m.age_from[b]; };
  std::vector<double> weights;
  if (band + 1 == bands) {
    double weight = 1;
    for (int age = m.age_from[band]; age <= oldest_age; ++age, weight *= survival_of_centenarians) {
      weights.push_back(weight);
    }
    return weights;
  }
  const auto per_year = [&](std::size_t b) { return persons[b] / width(b); };
  const auto middle = [&](std::size_t b) { return m.age_from[b] + 0.5 * width(b); };
  const std::size_t before = band == 0 ? band : band - 1;
  const std::size_t after = band + 2 >= bands ? band : band + 1;
  const double slope =
      before == after ? 0 : (per_year(after) - per_year(before)) / (middle(after) - middle(before));
  for (int age = m.age_from[band]; age < m.age_from[band + 1]; ++age) {
    const double weight = per_year(band) + slope * (age + 0.5 - middle(band));
    weights.push_back(std::max(weight, 0.1 * per_year(band)));
  }
  return weights;
}

// Persons by year of age, from persons by band.
std::vector<double> by_year(const Municipality& m, const std::vector<double>& persons) {
  std::vector<double> years(oldest_age + 1);
  for (std::size_t band = 0; band < m.age_from.size(); ++band) {
    const std::vector<double> weights = years_of_band(m, persons, band);
    const double each = persons[band] / std::accumulate(weights.begin(), weights.end(), 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      years[static_cast<std::size_t>(m.age_from[band]) + i] = weights[i] * each;
    }
  }
  return years;
}

double inhabitants(const Municipality& m) {
  return std::accumulate(m.men.begin(), m.men.end(), 0.0) +
         std::accumulate(m.women.begin(), m.women.end(), 0.0);
}

// Persons of one sex by band, so many years before.
std::vector<double> taken_back(const Municipality& m, Sex sex, int years,
                               double death_rate_factor) {
  const std::vector<double> persons = by_year(m, sex == Sex::man ? m.men : m.women);
  std::vector<double> bands(m.age_from.size());
  for (int age = years; age <= oldest_age; ++age) {
    double hazard = 0;
    for (int lived = age - years; lived < age; ++lived) hazard += death_rate_of(m, sex, lived);
    const auto above = std::upper_bound(m.age_from.begin(), m.age_from.end(), age - years);
    bands[static_cast<std::size_t>(above - m.age_from.begin()) - 1] +=
        persons[static_cast<std::size_t>(age)] * engine::exp(hazard * death_rate_factor);
  }
  return bands;
}

}  // namespace

Municipality years_before(const Municipality& municipality, int years, double death_rate_factor) {
  Municipality before = municipality;
  before.men = taken_back(municipality, Sex::man, years, death_rate_factor);
  before.women = taken_back(municipality, Sex::woman, years, death_rate_factor);
  const double scale = inhabitants(municipality) / inhabitants(before);
  for (double& persons : before.men) persons *= scale;
  for (double& persons : before.women) persons *= scale;
  return before;
}

AgeCounts count_by_age(const Municipality& municipality) {
  const std::size_t bands = municipality.age_from.size();
  std::vector<double> persons = municipality.men;
  persons.insert(persons.end(), municipality.women.begin(), municipality.women.end());
  const auto by_band = largest_remainder(persons, municipality.population);
  AgeCounts counts;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    counts[sex].assign(oldest_age + 1, 0);
    const auto& column = sex == 0 ? municipality.men : municipality.women;
    for (std::size_t band = 0; band < bands; ++band) {
      const auto years =
          largest_remainder(years_of_band(municipality, column, band), by_band[sex * bands + band]);
      for (std::size_t year = 0; year < years.size(); ++year) {
        counts[sex][static_cast<std::size_t>(municipality.age_from[band]) + year] = years[year];
      }
    }
  }
  return counts;
}

std::vector<Resident> make_residents(const World& world, const AgeCounts& counts) {
  struct Place {
    std::uint32_t first;
    std::uint16_t age;
    Sex sex;
  };
  std::vector<Place> cells;
  std::uint32_t total = 0;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    for (std::size_t age = 0; age < counts[sex].size(); ++age) {
      cells.push_back({total, static_cast<std::uint16_t>(age), static_cast<Sex>(sex)});
      total += counts[sex][age];
    }
  }
  std::vector<Resident> residents(total);
  const engine::Stream draws = world.stream(Decision::synthesis_person);
  engine::for_blocks(
      cells.size(),
      [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t c = begin; c < end; ++c) {
          const std::uint32_t last = c + 1 < cells.size() ? cells[c + 1].first : total;
          const std::uint64_t cell =
              engine::mix(engine::name_hash("resident"),
                          std::uint64_t{cells[c].age} * 2 + (cells[c].sex == Sex::woman));
          for (std::uint32_t i = cells[c].first; i < last; ++i) {
            Resident& resident = residents[i];
            resident.identity = Identity{engine::mix(cell, i - cells[c].first)};
            resident.sex = cells[c].sex;
            resident.age_weeks =
                cells[c].age * weeks_per_year +
                static_cast<std::int32_t>(draws.at(resident.identity, 0).below(weeks_per_year));
          }
        }
      },
      8);
  return residents;
}

}  // namespace buurt::care
