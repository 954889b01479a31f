#pragma once
// Who fares otherwise, over all replicates: numbers of all, and a list of those with most.

#include <string>
#include <vector>

#include "experiment/compare.hpp"
#include "files/comparison_layout.hpp"

namespace buurt::experiment {

class PersonList {
 public:
  explicit PersonList(std::size_t arms) : totals_(arms), listed_(arms) {}

  /// Takes what differs in one arm (without the baseline, from 0) of one replicate.
  void add(std::size_t arm, int replicate, std::size_t people,
           const std::vector<PersonDifference>& differences);
  [[nodiscard]] const std::vector<PersonTotals>& totals() const { return totals_; }
  /// As results keep it.
  [[nodiscard]] files::PersonsContent content(const std::vector<std::string>& arms,
                                              int replicates) const;

 private:
  struct Listed {
    int replicate = 0;
    PersonDifference difference;
  };
  using ByKind = std::array<std::vector<Listed>, change_names.size()>;

  std::vector<PersonTotals> totals_;
  std::vector<ByKind> listed_;
};

}  // namespace buurt::experiment
