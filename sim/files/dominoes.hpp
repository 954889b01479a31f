#pragma once
// Acts of help that follow from programmes, in a results file: group `/dominoes`.

#include <cstdint>
#include <string>
#include <vector>

#include "files/hdf5.hpp"

namespace buurt::files {

/// One act of help that follows from a programme.
struct DominoAct {
  std::string arm;
  int week = 0;  ///< after the burn-in
  std::uint64_t helped = 0;
  std::uint64_t giver = 0;  ///< identity of a person or an organisation
  std::string source;
  std::string need;
  int minutes = 0;  ///< a week
  int helped_age = 0;
  std::string helped_sex;  ///< "woman" or "man"
  int giver_age = 0;       ///< 0 of an organisation
  std::string giver_sex;   ///< empty of an organisation
  /// In the baseline: "same", the same two begin it too; "other", somebody else begins to help with it;
  /// "none".
  std::string anyway;
};

/// One step of a programme on the way to an act.
struct DominoLink {
  int act = 0;  ///< place in the list of acts
  int week = 0;
  std::string step;
  std::uint64_t who = 0;
  std::uint64_t other = 0;  ///< 0 where the step is about one person
};

/// Of one replicate, the first.
struct Dominoes {
  std::vector<DominoAct> acts;
  std::vector<DominoLink> links;
  std::string totals;  ///< JSON: counts by arm
};

/// Makes `/dominoes`: acts along `act`, and `/dominoes/steps` along `step`.
void write_dominoes(hdf5::File& file, const Dominoes& dominoes);

}  // namespace buurt::files
