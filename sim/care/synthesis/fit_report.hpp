#pragma once
// Every margin of a municipality beside what the synthesis made of it.

#include <string>
#include <string_view>
#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

/// One line of the fit report.
struct FitRow {
  std::string id;  ///< of the source table
  std::string indicator;
  double target = 0;
  double result = 0;
  double difference = 0;  ///< result less target; of ages in per cent of the target, else in `unit`
  double tolerance = 0;   ///< in the unit of the difference; infinite when only shown
  std::string unit;
  std::string source;
  bool fitted = true;  ///< false: another year or region, shown beside the result only
  bool within = true;  ///< within the tolerance; true when not fitted
};

/// The names that `Margin::measure` may have.
[[nodiscard]] std::vector<std::string_view> fit_measures();

/// A measure of a world as it is now, in per cent where the margin is a share.
/// \throws engine::UserError for a name that is not among `fit_measures()`.
[[nodiscard]] double fit_measure(const World& world, std::string_view measure);

/// First the ages by band and sex, scaled to the population (to within 1 %, or one person where
/// that is more), then the margins of the municipality.
[[nodiscard]] std::vector<FitRow> fit_report(const World& world);

}  // namespace buurt::care
