#pragma once
// What payers can spend in a week, and the account of what they spent.

#include <string>
#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

/// The part of some cents that whoever matches a payer bears; none without a match.
[[nodiscard]] std::uint64_t matched_cents(const PayerPlan* plan, std::uint64_t all);
/// The plan of a payer of that name, or nothing when it pays whatever it takes.
[[nodiscard]] const PayerPlan* payer_plan(const World& world, const std::string& payer);

/// The purses of one week: programmes say what they would like, then each takes its part. Where a
/// purse holds less than is asked of it in all, everybody gets the same part.
class Purses {
 public:
  /// Opens the week: accounts begin their year, elections are held, patience is tested.
  explicit Purses(World& world);

  /// A programme would like so many euro of a payer (and of whoever matches it) this week.
  void ask(const std::string& payer, double euro);
  /// The part of what was asked that a payer pays, 0 to 1; call it when all have asked.
  [[nodiscard]] double part(const std::string& payer) const;
  /// Takes what a programme really costs. \return cents paid, all of them.
  std::uint64_t pay(const std::string& payer, double euro);

 private:
  struct Purse {
    Row account;
    const PayerPlan* plan;  ///< or none, who pays whatever it takes
    double has;             ///< EUR this week; negative: no limit
    double asked = 0;
  };
  [[nodiscard]] std::size_t purse_of(const std::string& payer);
  [[nodiscard]] const Purse* found(const std::string& payer) const;
  [[nodiscard]] double week_of(const PayerPlan& plan, Row account) const;
  void hold_election(const PayerPlan& plan, Row account);
  void test_patience(const PayerPlan& plan, Row account);

  World& world_;
  std::vector<Purse> purses_;
};

}  // namespace buurt::care
