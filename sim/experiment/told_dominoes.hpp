#pragma once
// Acts of help of the arms of one replicate, set beside the baseline's, in the shape in which results
// files hold them.

#include <span>
#include <string>
#include <vector>

#include "care/dominoes.hpp"
#include "files/dominoes.hpp"

namespace buurt::experiment {

/// The acts of one arm, with the first week that can differ from the baseline's.
struct ArmActs {
  std::string arm;
  int first_week = 0;
  std::span<const care::HelpAct> acts;
};

/// Tells of every arm the acts that follow from programmes, and counts all.
/// \param baseline   its acts since week 0
[[nodiscard]] files::Dominoes told_dominoes(std::span<const care::HelpAct> baseline,
                                            const std::vector<ArmActs>& arms, int burn_in_weeks);

}  // namespace buurt::experiment
