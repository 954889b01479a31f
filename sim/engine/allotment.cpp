#include "engine/allotment.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <tuple>

namespace buurt::engine {
namespace {

using Units = std::int64_t;
__extension__ using WideUnits = __int128;  // the proposals of a round together may be very many
using Number = std::uint32_t;

constexpr double units_per_one = 0x1p20;
constexpr double largest = 0x1p40;
constexpr Number none = std::numeric_limits<Number>::max();

// A cycle of claimants may push a trifle around many times before it comes to rest. What is left
// after this many rounds is not worth waiting for.
constexpr std::size_t most_rounds = 100'000;

// Down for capacities and amounts alike, so that what fits in thirds still fits when rounded.
Units rounded_down(double amount) {
  return amount > 0 ? static_cast<Units>(std::min(amount, largest) * units_per_one) : 0;
}

double in_ones(Units units) { return static_cast<double>(units) / units_per_one; }

struct Claimant {
  Number current = 0;  // the claim it proposes next
  Number end = 0;      // one past its last claim
  Units wanted = 0;
  Units held = 0;
};

struct Supplier {
  std::vector<Number> held;  // a heap with the worst claim on top
  Units capacity = 0;
  WideUnits given = 0;
  Number refused = none;  // best rank that was refused
};

class Rounds {
 public:
  Rounds(std::span<const Claim> claims, std::span<const double> capacity, Portion portion,
         const Stream& stream, std::uint32_t time)
      : portion_(portion) {
    suppliers_.resize(capacity.size());
    for (std::size_t s = 0; s < capacity.size(); ++s) {
      suppliers_[s].capacity = rounded_down(capacity[s]);
    }
    for (const Claim& claim : claims) {
      if (claim.supplier >= capacity.size() || rounded_down(claim.amount) == 0) continue;
      // What can never fit must not hold up those behind it.
      const bool fits = rounded_down(claim.amount) <= suppliers_[claim.supplier].capacity;
      if (fits || portion == Portion::part) claims_.push_back(claim);
    }
    std::sort(claims_.begin(), claims_.end(), [](const Claim& a, const Claim& b) {
      return std::tuple(a.claimant, a.choice, a.supplier) <
             std::tuple(b.claimant, b.choice, b.supplier);
    });
    amount_.resize(claims_.size());
    rank_by_merit(stream, time);
    gather_claimants();
  }

  Allotted run() {
    Allotted result;
    std::vector<Number> proposing(claimants_.size());
    for (Number c = 0; c < proposing.size(); ++c) proposing[c] = c;
    while (!proposing.empty() && result.rounds < most_rounds) {
      ++result.rounds;
      for (const Number claimant : proposing) propose(claimant);
      // Whoever proposed may have more to ask of the next choice, and so may whoever was displaced.
      for (const Row supplier : asked_) decide(supplier, proposing);
      asked_.clear();
      std::sort(proposing.begin(), proposing.end());
      proposing.erase(std::unique(proposing.begin(), proposing.end()), proposing.end());
      std::erase_if(proposing, [&](Number c) { return !has_more_to_ask(c); });
    }
    result.settled = proposing.empty();
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (amount_[i] == 0) continue;
      const Claim& claim = claims_[i];
      const bool in_full = amount_[i] == rounded_down(claim.amount);
      result.awards.push_back(Award{claim.claimant, claim.claimant_row, claim.supplier,
                                    in_full ? claim.amount : in_ones(amount_[i]), claim.choice});
    }
    for (const Supplier& supplier : suppliers_) {
      result.left.push_back(in_ones(supplier.capacity - static_cast<Units>(supplier.given)));
    }
    return result;
  }

 private:
  [[nodiscard]] auto worst_on_top() const {
    return [this](Number a, Number b) { return rank_[a] < rank_[b]; };
  }

  // A rank for every claim; of two claims on one supplier the lower rank is the better.
  void rank_by_merit(const Stream& stream, std::uint32_t time) {
    struct Merit {
      float priority;
      std::uint64_t draw;
      Number claim;
    };
    std::vector<Merit> merits(claims_.size());
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      assert(!std::isnan(claims_[i].priority));
      const Draw draw = stream.at(claims_[i].claimant, time);
      merits[i] = Merit{claims_[i].priority, std::uint64_t{draw.words[0]} << 32U | draw.words[1],
                        static_cast<Number>(i)};
    }
    // Claims stand in order of identity already, so the claim's number settles equal draws.
    std::sort(merits.begin(), merits.end(), [](const Merit& a, const Merit& b) {
      if (a.priority != b.priority) return a.priority > b.priority;
      return std::tuple(a.draw, a.claim) < std::tuple(b.draw, b.claim);
    });
    rank_.resize(claims_.size());
    for (std::size_t rank = 0; rank < merits.size(); ++rank) {
      rank_[merits[rank].claim] = static_cast<Number>(rank);
    }
  }

  void gather_claimants() {
    owner_.resize(claims_.size());
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      if (i == 0 || claims_[i].claimant != claims_[i - 1].claimant) {
        claimants_.push_back(Claimant{static_cast<Number>(i), 0, 0, 0});
      }
      Claimant& claimant = claimants_.back();
      claimant.end = static_cast<Number>(i + 1);
      claimant.wanted = std::max(claimant.wanted, rounded_down(claims_[i].amount));
      owner_[i] = static_cast<Number>(claimants_.size() - 1);
    }
  }

  [[nodiscard]] bool has_more_to_ask(Number number) const {
    const Claimant& claimant = claimants_[number];
    if (claimant.current == claimant.end) return false;
    return portion_ == Portion::whole ? claimant.held == 0 : claimant.held < claimant.wanted;
  }

  void propose(Number number) {
    Claimant& claimant = claimants_[number];
    const Number claim = claimant.current;
    const Units whole = rounded_down(claims_[claim].amount);
    Units asked = whole;
    if (portion_ == Portion::part) {
      asked = std::min(claimant.wanted - claimant.held, whole - amount_[claim]);
    }
    Supplier& supplier = suppliers_[claims_[claim].supplier];
    if (amount_[claim] == 0) {
      supplier.held.push_back(claim);
      std::push_heap(supplier.held.begin(), supplier.held.end(), worst_on_top());
    }
    amount_[claim] += asked;
    claimant.held += asked;
    supplier.given += asked;
    asked_.push_back(claims_[claim].supplier);
    // Of a supplier that gives all it was asked for, there is no more to ask.
    if (amount_[claim] == whole && portion_ == Portion::part) ++claimant.current;
  }

  void decide(Row number, std::vector<Number>& proposing) {
    Supplier& supplier = suppliers_[number];
    while (!supplier.held.empty()) {
      const Number worst = supplier.held.front();
      const bool hopeless = portion_ == Portion::whole && rank_[worst] >= supplier.refused;
      if (supplier.given <= supplier.capacity && !hopeless) break;
      Units refused = amount_[worst];
      if (portion_ == Portion::part) {
        refused =
            static_cast<Units>(std::min<WideUnits>(refused, supplier.given - supplier.capacity));
      }
      take_back(worst, refused, supplier);
      proposing.push_back(owner_[worst]);
    }
  }

  void take_back(Number claim, Units refused, Supplier& supplier) {
    Claimant& claimant = claimants_[owner_[claim]];
    amount_[claim] -= refused;
    claimant.held -= refused;
    supplier.given -= refused;
    if (amount_[claim] == 0) {
      std::pop_heap(supplier.held.begin(), supplier.held.end(), worst_on_top());
      supplier.held.pop_back();
    }
    // Once a supplier has refused it only becomes choosier, so it is not asked again.
    if (claimant.current == claim) ++claimant.current;
    if (portion_ == Portion::whole) supplier.refused = std::min(supplier.refused, rank_[claim]);
  }

  Portion portion_;
  std::vector<Claim> claims_;  // by claimant and choice
  std::vector<Units> amount_;  // what each claim holds at present
  std::vector<Number> rank_;
  std::vector<Number> owner_;
  std::vector<Claimant> claimants_;
  std::vector<Supplier> suppliers_;
  std::vector<Row> asked_;
};

}  // namespace

Allotted allot(std::span<const Claim> claims, std::span<const double> capacity, Portion portion,
               const Stream& stream, std::uint32_t time) {
  assert(claims.size() < none);
  return Rounds(claims, capacity, portion, stream, time).run();
}

}  // namespace buurt::engine
