#pragma once
// Small tools of fitting: whole numbers from shares, tables scaled to margins, curves from points.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace buurt::care {

/// Whole numbers that add up to `total` and lie as near as can be to `weights` scaled to it (the
/// method of the largest remainder; of equal remainders the first goes first). All zero when the
/// weights are.
[[nodiscard]] std::vector<std::uint32_t> largest_remainder(std::span<const double> weights,
                                                           std::uint32_t total);

/// A table of weights, row by row.
struct WeightTable {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values;

  WeightTable(std::size_t row_count, std::size_t column_count)
      : rows(row_count), columns(column_count), values(row_count * column_count) {}
  double& at(std::size_t row, std::size_t column) { return values[row * columns + column]; }
  [[nodiscard]] double at(std::size_t row, std::size_t column) const {
    return values[row * columns + column];
  }
};

/// Scales rows and columns in turn until rows add up to `row_totals` and columns to `column_totals`
/// (iterative proportional fitting; Deming and Stephan 1940). The totals must agree in sum, and
/// what is zero stays zero.
/// \return the largest difference of a row from its total, relative to the sum of all.
double fit_to_margins(WeightTable& table, std::span<const double> row_totals,
                      std::span<const double> column_totals);

/// The rows of a fitted table as whole numbers that keep the row totals, and keep the column totals
/// to within about one: what rounding takes from a column is given back in the next row.
[[nodiscard]] std::vector<std::uint32_t> rounded_by_row(const WeightTable& table,
                                                        std::span<const std::uint32_t> row_totals);

}  // namespace buurt::care
