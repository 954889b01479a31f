#pragma once
// Scarce capacity given out in rounds of propose and accept: a nurse's hours, the chairs at a table.
//
// Every claimant proposes to the supplier it likes best. A supplier holds on to the best claims that
// its capacity allows (by priority, then by a draw of the claimant, then by identity) and refuses the
// rest, who propose to their next choice. What is held may still be displaced by a better claim, so
// nobody gains by being early and the order of claims does not matter: deferred acceptance (Gale and
// Shapley 1962, doi 10.2307/2312726) and, for parts, stable allocation (Baiou and Balinski 2002,
// doi 10.1287/moor.27.3.485.310). In the result no claimant and supplier would rather have each
// other, and of all such results claimants like none better (when portions are whole: provided that
// their amounts are equal).

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/identity.hpp"
#include "engine/parallel.hpp"
#include "engine/random.hpp"

namespace buurt::engine {

/// What one claimant asks of one supplier. A claimant makes one claim for each supplier it would
/// accept.
struct Claim {
  Identity claimant;
  Row claimant_row = no_row;
  Row supplier = no_row;
  /// Suppliers prefer the higher.
  float priority = 0;
  /// How much is wanted, in the unit of the capacity. Nothing or less is no claim at all.
  double amount = 0;
  /// Rank of this supplier among the claimant's own choices; the lowest is the first choice.
  std::uint32_t choice = 0;
};

/// What one claimant got of one supplier.
struct Award {
  Identity claimant;
  Row claimant_row = no_row;
  Row supplier = no_row;
  double amount = 0;
  std::uint32_t choice = 0;

  friend bool operator==(const Award&, const Award&) = default;
};

/// How capacity may be cut.
enum class Portion : std::uint8_t {
  /// All or nothing, from one supplier: a chair. Claims of a supplier are served strictly in order of
  /// rank: behind a claim that no longer fits nobody is let through, save that a claim larger than
  /// the whole capacity holds up no one.
  whole,
  /// Divisible, from several suppliers: hours. A claimant wants in all the largest of its amounts, and
  /// of each supplier no more than the amount of that claim.
  part,
};

/// What came of it.
struct Allotted {
  /// In order of claimant and then of choice; only what is more than nothing.
  std::vector<Award> awards;
  /// Capacity that is left, by supplier.
  std::vector<double> left;
  /// Rounds of proposals.
  std::size_t rounds = 0;
  /// Whether the rounds came to their end; else the last trifles of divisible claims stay unserved.
  bool settled = true;
};

/// Gives out capacity. Amounts and capacities count in units of 2⁻²⁰, rounded down, so that sums are
/// exact. Whoever gets all that was claimed is awarded just that amount, unrounded, so a supplier may
/// give more than it has by at most 2⁻²⁰ for each award.
///
/// \param claims   in any order; at most one for each claimant and supplier; no priority not-a-number
/// \param capacity by supplier row, at most 2⁴⁰ (as amounts are); a claim for a supplier beyond the end gets nothing
/// \param stream   draws that settle equal priorities: one for each claimant, the same at all suppliers
[[nodiscard]] Allotted allot(std::span<const Claim> claims, std::span<const double> capacity,
                             Portion portion, const Stream& stream, std::uint32_t time);

/// Gathers the claims of a parallel phase. Every block has its own pile, so no lock is needed.
class Allotment {
 public:
  /// Makes room for a phase over this many rows. Keeps the memory of earlier phases.
  void open(std::size_t rows) {
    if (piles_.size() < block_count(rows)) piles_.resize(block_count(rows));
    for (auto& pile : piles_) pile.clear();
  }

  /// Claims from within the given block of a phase.
  void claim(std::size_t block, const Claim& claim) { piles_[block].push_back(claim); }

  /// Gives out capacity over all claims since `open`; see `allot`.
  [[nodiscard]] Allotted settle(std::span<const double> capacity, Portion portion,
                                const Stream& stream, std::uint32_t time) const {
    std::vector<Claim> claims;
    for (const auto& pile : piles_) claims.insert(claims.end(), pile.begin(), pile.end());
    return allot(claims, capacity, portion, stream, time);
  }

 private:
  std::vector<std::vector<Claim>> piles_;
};

}  // namespace buurt::engine
