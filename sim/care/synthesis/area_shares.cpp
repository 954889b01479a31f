#include "care/synthesis/area_shares.hpp"

#include <algorithm>

#include "care/synthesis/fitting.hpp"

namespace buurt::care {
namespace {

constexpr double largest_village = 3000;
constexpr std::size_t largest_size = 8;

// How much more a household of a size lives in a kind of area than its share (assumed).
double tilt(std::size_t size, AreaKind kind) {
  if (kind == AreaKind::suburb) return 1;
  const double centre = size == 1 ? 1.5 : size == 2 ? 1.0 : 0.7;
  return kind == AreaKind::centre ? centre : 1 / centre;
}

// The same for kinds of dwelling, in the order of `private_kinds` (assumed).
double tilt(DwellingKind dwelling, AreaKind kind) {
  switch (dwelling) {
    case DwellingKind::apartment:
      return kind == AreaKind::centre ? 2.5 : kind == AreaKind::suburb ? 1.0 : 0.3;
    case DwellingKind::terraced:
      return kind == AreaKind::centre ? 2.5 : kind == AreaKind::suburb ? 1.0 : 0.6;
    case DwellingKind::semi_detached: return kind == AreaKind::centre ? 0.5 : 1.0;
    case DwellingKind::detached:
      return kind == AreaKind::centre ? 0.15 : kind == AreaKind::suburb ? 1.0 : 1.8;
    case DwellingKind::collective: break;
  }
  return 1;
}

std::vector<double> area_populations(const Municipality& m) {
  std::vector<double> persons;
  for (const Area& area : m.areas) persons.push_back(area.population);
  return persons;
}

}  // namespace

AreaKind area_kind(const Municipality& municipality, std::size_t area) {
  if (area == 0) return AreaKind::centre;
  return municipality.areas[area].population < largest_village ? AreaKind::village
                                                               : AreaKind::suburb;
}

std::vector<std::vector<std::uint32_t>> households_by_area(const World& world, const Plan& plan) {
  const Municipality& m = world.municipality;
  const std::size_t areas = m.areas.size();
  std::vector<std::vector<std::uint32_t>> found(areas);
  const engine::Stream draws = world.stream(Decision::synthesis_dwelling);

  // Households by size, each size in the order of a draw of its own.
  std::array<std::vector<std::pair<std::uint32_t, std::uint32_t>>, largest_size + 1> by_size;
  std::vector<std::uint32_t> homes;
  for (std::uint32_t h = 0; h < plan.households.size(); ++h) {
    const PlannedHousehold& household = plan.households[h];
    if (household.kind == Position::collective) {
      homes.push_back(h);
      continue;
    }
    by_size[std::min<std::size_t>(household.size(), largest_size)].emplace_back(
        draws.at(household.identity, 0).words[0], h);
  }
  for (auto& order : by_size) std::sort(order.begin(), order.end());

  const std::vector<double> population = area_populations(m);
  std::vector<double> persons;
  for (const std::uint32_t p : largest_remainder(population, m.population)) persons.push_back(p);
  const auto homes_by_area =
      largest_remainder(population, static_cast<std::uint32_t>(homes.size()));
  std::size_t home = 0;
  for (std::size_t area = 0; area < areas; ++area) {
    for (std::uint32_t k = 0; k < homes_by_area[area]; ++k, ++home) {
      found[area].push_back(homes[home]);
      persons[area] -= plan.households[homes[home]].size();
    }
    persons[area] = std::max(0.0, persons[area]);
  }

  WeightTable table(largest_size, areas);
  std::vector<double> row_totals(largest_size);
  std::vector<std::uint32_t> households(largest_size);
  for (std::size_t row = 0; row < largest_size; ++row) {
    households[row] = static_cast<std::uint32_t>(by_size[row + 1].size());
    row_totals[row] = static_cast<double>(households[row] * (row + 1));
    for (std::size_t area = 0; area < areas; ++area) {
      table.at(row, area) = row_totals[row] * population[area] * tilt(row + 1, area_kind(m, area));
    }
  }
  fit_to_margins(table, row_totals, persons);
  for (std::size_t row = 0; row < largest_size; ++row) {
    for (std::size_t area = 0; area < areas; ++area) {
      table.at(row, area) /= static_cast<double>(row + 1);
    }
  }
  const std::vector<std::uint32_t> counts = rounded_by_row(table, households);
  for (std::size_t row = 0; row < largest_size; ++row) {
    std::size_t at = 0;
    for (std::size_t area = 0; area < areas; ++area) {
      for (std::uint32_t k = 0; k < counts[row * areas + area]; ++k) {
        found[area].push_back(by_size[row + 1][at++].second);
      }
    }
  }
  return found;
}

std::vector<std::array<std::uint32_t, 4>> kinds_by_area(
    const Municipality& m, const std::vector<std::uint32_t>& dwellings) {
  const std::size_t areas = dwellings.size();
  const std::array<double, 4> stock = {m.apartment_buildings * m.apartments_per_building,
                                       m.terraced, m.semi_detached, m.detached};
  double sum = 0;
  for (const double count : stock) sum += count;
  double all = 0;
  for (const std::uint32_t count : dwellings) all += count;
  WeightTable table(areas, stock.size());
  std::vector<double> row_totals(dwellings.begin(), dwellings.end());
  std::vector<double> column_totals;
  for (const double count : stock) column_totals.push_back(count / sum * all);
  for (std::size_t area = 0; area < areas; ++area) {
    for (std::size_t kind = 0; kind < stock.size(); ++kind) {
      table.at(area, kind) =
          row_totals[area] * stock[kind] * tilt(private_kinds[kind], area_kind(m, area));
    }
  }
  fit_to_margins(table, row_totals, column_totals);
  const std::vector<std::uint32_t> counts = rounded_by_row(table, dwellings);
  std::vector<std::array<std::uint32_t, 4>> found(areas);
  for (std::size_t area = 0; area < areas; ++area) {
    for (std::size_t kind = 0; kind < stock.size(); ++kind) {
      found[area][kind] = counts[area * stock.size() + kind];
    }
  }
  return found;
}

}  // namespace buurt::care
