#pragma once
// What the replicates of a comparison are lived from.

#include <cstddef>
#include <vector>

#include "experiment/forked_arms.hpp"
#include "files/comparison.hpp"
#include "files/parameter_catalogue.hpp"

namespace buurt::experiment {

/// What one replicate is lived from: the baseline, and the arms beside it.
struct ComparedLives {
  ModelInput baseline;
  std::vector<ForkedArm> arms;

  /// Weeks that one replicate lives in all its arms.
  [[nodiscard]] double weeks() const;
};

/// One for each of the comparison's parameter sets, or a single one when it has none. Replicate k is
/// lived from the k-th, from the first again after the last.
[[nodiscard]] std::vector<ComparedLives> compared_lives(const files::Comparison& comparison,
                                                        const files::ParameterCatalogue& catalogue,
                                                        bool audit = false);

/// The one of a replicate.
[[nodiscard]] inline const ComparedLives& lives_of(const std::vector<ComparedLives>& all,
                                                   int replicate) {
  return all[static_cast<std::size_t>(replicate) % all.size()];
}

}  // namespace buurt::experiment
