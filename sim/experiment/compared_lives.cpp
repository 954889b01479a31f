#include "experiment/compared_lives.hpp"

#include "experiment/run.hpp"

namespace buurt::experiment {

double ComparedLives::weeks() const {
  double weeks = baseline.burn_in_weeks + baseline.weeks;
  for (const ForkedArm& arm : arms) weeks += baseline.weeks - arm.first_week;
  return weeks;
}

std::vector<ComparedLives> compared_lives(const files::Comparison& comparison,
                                          const files::ParameterCatalogue& catalogue, bool audit) {
  ComparedLives usual;
  usual.baseline = model_input(comparison.baseline, catalogue);
  usual.baseline.audit = audit;
  for (const files::ComparisonArm& arm : comparison.arms) {
    usual.arms.push_back({model_input(arm.scenario, catalogue), arm.first_week});
    usual.arms.back().input.audit = audit;
  }
  std::vector<ComparedLives> all;
  for (const files::ParameterValues& values : comparison.accepted) {
    all.push_back(usual);
    set_parameters(all.back().baseline, values);
    for (ForkedArm& arm : all.back().arms) set_parameters(arm.input, values);
  }
  if (all.empty()) all.push_back(std::move(usual));
  return all;
}

}  // namespace buurt::experiment
