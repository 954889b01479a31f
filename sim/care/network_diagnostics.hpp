#pragma once
// Whether the networks are in balance: how many ties of a year ago are gone. Compares the ties of
// residents then and now; it only looks.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "care/world/asking_rules.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// What a year did to the ties of those who were residents at both its ends.
struct TieTurnover {
  double inner = 0;  ///< share of the five ties with most shared hours that are gone
  double all = 0;    ///< share of all ties that are gone
  bool known = false;
};

class NetworkDiagnostics {
 public:
  /// To be called after every week; does something once a year.
  void look(const World& world);
  [[nodiscard]] const TieTurnover& turnover() const { return turnover_; }
  /// How readily the old would ask, at the last yearly look.
  [[nodiscard]] const AskingPattern& asking() const { return asking_; }

  /// What keeps the networks from being in balance, one sentence each; empty when they are. Means
  /// are per resident; bounds are those of docs/odd.md#balance.
  [[nodiscard]] std::vector<std::string> complaints(const World& world) const;
  /// What is remembered of a year ago, so that a resumed run says the same as one straight through.
  void save(engine::Snapshot& snapshot, const std::string& prefix) const;
  void restore(const engine::Snapshot& snapshot, const std::string& prefix);

  /// The figures behind it, as text for the results file.
  [[nodiscard]] std::string summary(const World& world) const;

 private:
  /// The ties of some people a year ago, side by side: of each person the closest first.
  struct YearAgo {
    std::vector<std::uint64_t> who;       ///< identity of each person followed
    std::vector<Row> row;                 ///< of the same
    std::vector<std::uint32_t> ties;      ///< how many the same had
    std::vector<Row> other;               ///< at the other end of each tie
    std::vector<std::uint64_t> identity;  ///< of the same; 0 outside
  };

  void compare_with_year_ago(const World& world);
  void remember(const World& world);

  YearAgo year_ago_;
  bool started_ = false;
  std::uint32_t next_look_ = 0;
  TieTurnover turnover_;
  AskingPattern asking_;
  double ties_now_ = 0;
  double ties_a_year_ago_ = 0;
};

}  // namespace buurt::care
