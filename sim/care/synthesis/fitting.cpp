#include "care/synthesis/fitting.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace buurt::care {

std::vector<std::uint32_t> largest_remainder(std::span<const double> weights, std::uint32_t total) {
  std::vector<std::uint32_t> counts(weights.size());
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!(sum > 0)) return counts;
  std::vector<std::pair<double, std::size_t>> remainders;
  std::uint32_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = weights[i] / sum * total;
    counts[i] = static_cast<std::uint32_t>(exact);
    given += counts[i];
    if (weights[i] > 0) remainders.emplace_back(counts[i] - exact, i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t i = 0; given < total; i = (i + 1) % remainders.size(), ++given) {
    ++counts[remainders[i].second];
  }
  return counts;
}

double fit_to_margins(WeightTable& table, std::span<const double> row_totals,
                      std::span<const double> column_totals) {
  constexpr int most_rounds = 500;
  constexpr double near_enough = 1e-9;
  const double sum = std::max(1e-300, std::accumulate(row_totals.begin(), row_totals.end(), 0.0));
  double worst = 0;
  for (int round = 0; round < most_rounds; ++round) {
    worst = 0;
    for (std::size_t row = 0; row < table.rows; ++row) {
      double found = 0;
      for (std::size_t column = 0; column < table.columns; ++column) found += table.at(row, column);
      worst = std::max(worst, std::abs(found - row_totals[row]) / sum);
      if (!(found > 0)) continue;
      const double factor = row_totals[row] / found;
      for (std::size_t column = 0; column < table.columns; ++column)
        table.at(row, column) *= factor;
    }
    if (round > 0 && worst < near_enough) break;
    for (std::size_t column = 0; column < table.columns; ++column) {
      double found = 0;
      for (std::size_t row = 0; row < table.rows; ++row) found += table.at(row, column);
      if (!(found > 0)) continue;
      const double factor = column_totals[column] / found;
      for (std::size_t row = 0; row < table.rows; ++row) table.at(row, column) *= factor;
    }
  }
  return worst;
}

std::vector<std::uint32_t> rounded_by_row(const WeightTable& table,
                                          std::span<const std::uint32_t> row_totals) {
  std::vector<std::uint32_t> counts(table.values.size());
  std::vector<double> carried(table.columns);
  std::vector<double> wanted(table.columns);
  for (std::size_t row = 0; row < table.rows; ++row) {
    std::uint32_t given = 0;
    for (std::size_t column = 0; column < table.columns; ++column) {
      // Nothing is put where the table is zero.
      wanted[column] =
          table.at(row, column) > 0 ? std::max(0.0, table.at(row, column) + carried[column]) : 0.0;
    }
    const std::vector<std::uint32_t> rounded = largest_remainder(wanted, row_totals[row]);
    for (std::size_t column = 0; column < table.columns; ++column) {
      counts[row * table.columns + column] = rounded[column];
      given += rounded[column];
      carried[column] += table.at(row, column) - rounded[column];
    }
    if (given < row_totals[row]) counts[row * table.columns] += row_totals[row] - given;
  }
  return counts;
}

}  // namespace buurt::care
