#include "engine/allotment.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/herd.hpp"
#include "engine/property.hpp"

using namespace buurt::engine;
using buurt::tests::for_any;

namespace {

constexpr std::uint64_t decision = name_hash("test.allotment");
const Stream stream(31, decision);

Claim claim_of(std::uint64_t claimant, Row supplier, std::uint32_t choice, float priority = 0.0F,
               double amount = 1.0) {
  return Claim{Identity{claimant}, static_cast<Row>(claimant), supplier, priority, amount, choice};
}

struct Market {
  std::vector<Claim> claims;
  std::vector<double> capacity;
};

// A small market from a word: `claimants` people who list some of the suppliers in some order, with
// priorities that often tie. Amounts are quarters, all one when `alike`.
Market market_of(std::uint64_t word, std::size_t claimants, std::size_t suppliers, bool alike) {
  Market market;
  for (std::size_t s = 0; s < suppliers; ++s) {
    market.capacity.push_back(static_cast<double>(mix(word, s) % 4));
  }
  for (std::uint64_t c = 1; c <= claimants; ++c) {
    std::vector<Row> order(suppliers);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](Row a, Row b) { return mix(word, c * 100 + a) < mix(word, c * 100 + b); });
    order.resize(1 + mix(word, c * 7777) % suppliers);
    for (std::uint32_t choice = 0; choice < order.size(); ++choice) {
      const std::uint64_t dice = mix(word, c * 1000 + order[choice]);
      market.claims.push_back(
          claim_of(c, order[choice], choice, static_cast<float>(dice % 3),
                   alike ? 1.0 : 0.25 * static_cast<double>(1 + dice / 3 % 12)));
    }
  }
  return market;
}

std::vector<Claim> reordered(std::vector<Claim> claims, std::uint64_t word) {
  for (std::size_t i = claims.size(); i > 1; --i)
    std::swap(claims[i - 1], claims[mix(word, i) % i]);
  return claims;
}

double got(const Allotted& allotted, const Claim& claim) {
  for (const Award& award : allotted.awards) {
    if (award.claimant == claim.claimant && award.supplier == claim.supplier) return award.amount;
  }
  return 0.0;
}

double got_in_all(const Allotted& allotted, Identity claimant) {
  double amount = 0;
  for (const Award& award : allotted.awards) {
    if (award.claimant == claimant) amount += award.amount;
  }
  return amount;
}

// Whether a supplier would rather serve a than b.
bool better(const Claim& a, const Claim& b) {
  if (a.priority != b.priority) return a.priority > b.priority;
  const auto draw = [](const Claim& claim) {
    const Draw words = stream.at(claim.claimant, 0);
    return std::uint64_t{words.words[0]} << 32U | words.words[1];
  };
  return std::pair(draw(a), a.claimant) < std::pair(draw(b), b.claimant);
}

// What of this claimant's want was served by choices it likes less than this one, or not at all.
double would_rather(const Market& market, const Allotted& allotted, const Claim& claim) {
  double wanted = 0;
  double by_better = 0;
  for (const Claim& other : market.claims) {
    if (other.claimant != claim.claimant) continue;
    wanted = std::max(wanted, other.amount);
    if (other.choice <= claim.choice) by_better += got(allotted, other);
  }
  return std::min(wanted - by_better, claim.amount - got(allotted, claim));
}

// Whether no claimant and supplier would both rather have (more of) each other.
bool stable_in_parts(const Market& market, const Allotted& allotted) {
  for (const Claim& claim : market.claims) {
    if (would_rather(market, allotted, claim) <= 0) continue;
    if (allotted.left[claim.supplier] > 0) return false;
    for (const Claim& held : market.claims) {
      if (held.supplier == claim.supplier && held.claimant != claim.claimant &&
          got(allotted, held) > 0 && better(claim, held)) {
        return false;
      }
    }
  }
  return true;
}

// The same for chairs: nobody prefers a supplier that has a free chair or gave one to a worse claim.
bool stable_in_chairs(const Market& market, const std::vector<const Claim*>& held) {
  for (const Claim& claim : market.claims) {
    const Claim* have = nullptr;
    double taken = 0;
    bool above_another = false;
    for (const Claim* h : held) {
      if (h == nullptr) continue;
      if (h->claimant == claim.claimant) have = h;
      if (h->supplier != claim.supplier) continue;
      taken += 1;
      above_another = above_another || (h->claimant != claim.claimant && better(claim, *h));
    }
    if (taken > market.capacity[claim.supplier]) return false;
    if (have != nullptr && have->choice <= claim.choice) continue;
    if (above_another || taken < market.capacity[claim.supplier]) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("where there is enough everybody gets the first choice, unrounded") {
  const double third = 1.0 / 3.0;
  const std::vector<Claim> claims = {claim_of(1, 0, 0, 0, third), claim_of(2, 0, 0, 0, third),
                                     claim_of(3, 0, 0, 0, third), claim_of(3, 1, 1, 0, third)};
  for (const Portion portion : {Portion::whole, Portion::part}) {
    const Allotted allotted = allot(claims, std::vector<double>{1.0, 5.0}, portion, stream, 0);
    REQUIRE(allotted.awards.size() == 3);
    for (const Award& award : allotted.awards) {
      CHECK(award.supplier == 0);
      CHECK(award.amount == third);
    }
    CHECK(allotted.left[0] == Approx(0.0).margin(1e-5));
    CHECK(allotted.left[1] == 5.0);
    CHECK(allotted.settled);
  }
}

TEST_CASE("the chair goes to the highest priority, and the other sits down at the next table") {
  const std::vector<Claim> claims = {claim_of(1, 0, 0, 1.0F), claim_of(1, 1, 1, 1.0F),
                                     claim_of(2, 0, 0, 2.0F), claim_of(2, 1, 1, 2.0F)};
  const Allotted allotted = allot(claims, std::vector<double>{1.0, 1.0}, Portion::whole, stream, 0);
  REQUIRE(allotted.awards.size() == 2);
  CHECK(allotted.awards[0] == Award{Identity{1}, 1, 1, 1.0, 1});
  CHECK(allotted.awards[1] == Award{Identity{2}, 2, 0, 1.0, 0});
  CHECK(allotted.rounds == 2);
}

TEST_CASE("who was held may still be displaced by somebody refused elsewhere") {
  // 3 is refused at supplier 0 by 1, and then displaces 2 at supplier 1.
  const std::vector<Claim> claims = {claim_of(1, 0, 0, 9.0F), claim_of(2, 1, 0, 1.0F),
                                     claim_of(3, 0, 0, 5.0F), claim_of(3, 1, 1, 5.0F)};
  const Allotted allotted = allot(claims, std::vector<double>{1.0, 1.0}, Portion::whole, stream, 0);
  CHECK(got_in_all(allotted, Identity{1}) == 1.0);
  CHECK(got_in_all(allotted, Identity{2}) == 0.0);
  CHECK(got(allotted, claims[3]) == 1.0);
}

TEST_CASE("equal priorities are settled by a fair draw that comes anew each time") {
  // Binomial over 2,000 times, 5 standard deviations.
  const std::vector<Claim> claims = {claim_of(1, 0, 0), claim_of(2, 0, 0)};
  int first = 0;
  for (std::uint32_t time = 0; time < 2000; ++time) {
    const Allotted allotted = allot(claims, std::vector<double>{1.0}, Portion::whole, stream, time);
    REQUIRE(allotted.awards.size() == 1);
    first += allotted.awards[0].claimant == Identity{1} ? 1 : 0;
  }
  CHECK(std::abs(first - 1000) < 5 * 22.4);
}

TEST_CASE("hours are cut for the last in rank, who gets the rest elsewhere") {
  const std::vector<Claim> claims = {claim_of(1, 0, 0, 2.0F, 3.0), claim_of(2, 0, 0, 1.0F, 3.0),
                                     claim_of(2, 1, 1, 1.0F, 3.0)};
  const Allotted allotted = allot(claims, std::vector<double>{4.0, 10.0}, Portion::part, stream, 0);
  CHECK(got(allotted, claims[0]) == 3.0);
  CHECK(got(allotted, claims[1]) == 1.0);
  CHECK(got(allotted, claims[2]) == 2.0);
  CHECK(allotted.left == std::vector<double>{0.0, 8.0});
}

TEST_CASE("of each supplier no more is taken than was claimed of it") {
  const std::vector<Claim> claims = {claim_of(1, 0, 0, 0, 1.0), claim_of(1, 1, 1, 0, 5.0),
                                     claim_of(1, 2, 2, 0, 2.0)};
  const Allotted allotted =
      allot(claims, std::vector<double>{9.0, 2.5, 9.0}, Portion::part, stream, 0);
  CHECK(got(allotted, claims[0]) == 1.0);
  CHECK(got(allotted, claims[1]) == 2.5);
  CHECK(got(allotted, claims[2]) == 1.5);
}

TEST_CASE("whole portions are served strictly in order, but what can never fit holds up no one") {
  const std::vector<Claim> claims = {claim_of(1, 0, 0, 3.0F, 3.0), claim_of(2, 0, 0, 2.0F, 6.0),
                                     claim_of(3, 0, 0, 1.0F, 5.0)};
  const Allotted queue = allot(claims, std::vector<double>{8.0}, Portion::whole, stream, 0);
  CHECK(got_in_all(queue, Identity{1}) == 3.0);
  CHECK(got_in_all(queue, Identity{2}) == 0.0);
  CHECK(got_in_all(queue, Identity{3}) == 0.0);
  std::vector<Claim> too_large = claims;
  too_large[1].amount = 8.5;
  const Allotted passed = allot(too_large, std::vector<double>{8.0}, Portion::whole, stream, 0);
  CHECK(got_in_all(passed, Identity{2}) == 0.0);
  CHECK(got_in_all(passed, Identity{3}) == 5.0);
}

TEST_CASE("nobody is let through behind a claim that did not fit, also when coming later") {
  // 3 is refused by supplier 1 first, and would fit behind 1 at supplier 0, where 2 was refused.
  const std::vector<Claim> claims = {claim_of(1, 0, 0, 3.0F, 3.0), claim_of(2, 0, 0, 2.0F, 6.0),
                                     claim_of(3, 1, 0, 1.0F, 5.0), claim_of(3, 0, 1, 1.0F, 5.0),
                                     claim_of(4, 1, 0, 2.0F, 5.0)};
  const Allotted allotted = allot(claims, std::vector<double>{8.0, 5.0}, Portion::whole, stream, 0);
  CHECK(got_in_all(allotted, Identity{3}) == 0.0);
  CHECK(allotted.left[0] == 5.0);
  // In any market, whoever would rather have had a supplier was passed by nobody there.
  for_any([](std::uint64_t word) {
    const Market market = market_of(word, 8, 4, false);
    const Allotted whole = allot(market.claims, market.capacity, Portion::whole, stream, 0);
    for (const Claim& claim : market.claims) {
      if (claim.amount > market.capacity[claim.supplier]) continue;
      bool content = false;
      for (const Award& award : whole.awards) {
        content = content || (award.claimant == claim.claimant && award.choice <= claim.choice);
      }
      if (content) continue;
      for (const Claim& other : market.claims) {
        if (other.supplier != claim.supplier || got(whole, other) == 0) continue;
        RC_ASSERT(better(other, claim));
      }
    }
  });
}

TEST_CASE("nothing comes of no claims, no capacity, no amount or no such supplier") {
  CHECK(allot({}, std::vector<double>{1.0}, Portion::part, stream, 0).awards.empty());
  const std::vector<Claim> claims = {claim_of(1, 0, 0, 0, 1.0), claim_of(1, 9, 1, 0, 1.0),
                                     claim_of(2, 1, 0, 0, 0.0), claim_of(3, 1, 0, 0, -2.0)};
  for (const Portion portion : {Portion::whole, Portion::part}) {
    const Allotted allotted = allot(claims, std::vector<double>{-1.0, 7.0}, portion, stream, 0);
    CHECK(allotted.awards.empty());
    CHECK(allotted.left == std::vector<double>{0.0, 7.0});
    CHECK(allotted.settled);
  }
}

TEST_CASE("the order of claims does not matter") {
  for_any([](std::uint64_t word) {
    for (const bool alike : {true, false}) {
      const Market market = market_of(word, 8, 4, alike);
      for (const Portion portion : {Portion::whole, Portion::part}) {
        const Allotted one = allot(market.claims, market.capacity, portion, stream, 0);
        const Allotted other =
            allot(reordered(market.claims, word), market.capacity, portion, stream, 0);
        RC_ASSERT(one.awards == other.awards);
        RC_ASSERT(one.left == other.left);
        RC_ASSERT(one.rounds == other.rounds);
      }
    }
  });
}

TEST_CASE("no supplier gives more than it has and no claimant gets more than it wants") {
  for_any([](std::uint64_t word) {
    const Market market = market_of(word, 10, 4, false);
    for (const Portion portion : {Portion::whole, Portion::part}) {
      const Allotted allotted = allot(market.claims, market.capacity, portion, stream, 0);
      std::vector<double> given(market.capacity.size());
      std::map<Identity, int> suppliers_of;
      for (const Claim& claim : market.claims) {
        const double amount = got(allotted, claim);
        given[claim.supplier] += amount;
        if (amount > 0) ++suppliers_of[claim.claimant];
        RC_ASSERT(amount <= claim.amount);
        if (portion == Portion::whole) RC_ASSERT(amount == 0 || amount == claim.amount);
      }
      for (std::size_t s = 0; s < given.size(); ++s) {
        RC_ASSERT(given[s] + allotted.left[s] == market.capacity[s]);
        RC_ASSERT(allotted.left[s] >= 0);
      }
      for (std::uint64_t c = 1; c <= 10; ++c) {
        double wanted = 0;
        for (const Claim& claim : market.claims) {
          if (claim.claimant == Identity{c}) wanted = std::max(wanted, claim.amount);
        }
        RC_ASSERT(got_in_all(allotted, Identity{c}) <= wanted);
        if (portion == Portion::whole) RC_ASSERT(suppliers_of[Identity{c}] <= 1);
      }
    }
  });
}

TEST_CASE("no claimant and supplier would both rather have more hours of each other") {
  for_any(
      [](std::uint64_t word) {
        const Market market = market_of(word, 8, 4, false);
        const Allotted allotted = allot(market.claims, market.capacity, Portion::part, stream, 0);
        RC_ASSERT(allotted.settled);
        RC_ASSERT(stable_in_parts(market, allotted));
      },
      500);
}

TEST_CASE("of all ways to seat people so that no two would rather swap, claimants get their best") {
  for_any(
      [](std::uint64_t word) {
        const Market market = market_of(word, 5, 3, true);
        const Allotted allotted = allot(market.claims, market.capacity, Portion::whole, stream, 0);
        // Every way to seat everybody: for each claimant one of its claims, or none.
        std::vector<std::vector<const Claim*>> options(5, {nullptr});
        for (const Claim& claim : market.claims) {
          options[claim.claimant.value - 1].push_back(&claim);
        }
        std::vector<const Claim*> held(5);
        int stable = 0;
        bool ours_is_stable = false;
        const auto try_all = [&](const auto& self, std::size_t c) -> void {
          if (c < 5) {
            for (const Claim* option : options[c]) {
              held[c] = option;
              self(self, c + 1);
            }
            return;
          }
          if (!stable_in_chairs(market, held)) return;
          ++stable;
          bool ours = true;
          for (std::size_t i = 0; i < 5; ++i) {
            const std::uint32_t there = held[i] == nullptr ? 99 : held[i]->choice;
            std::uint32_t here = 99;
            for (const Award& award : allotted.awards) {
              if (award.claimant.value == i + 1) here = award.choice;
            }
            RC_ASSERT(here <= there);
            ours = ours && here == there;
          }
          ours_is_stable = ours_is_stable || ours;
        };
        try_all(try_all, 0);
        RC_ASSERT(stable > 0);
        RC_ASSERT(ours_is_stable);
      },
      200);
}

TEST_CASE(
    "one more claimant makes no other better off, and touches nobody without a shared supplier") {
  for_any([](std::uint64_t word) {
    // Two towns: suppliers 0–2 and 3–5.
    Market market = market_of(word, 6, 3, true);
    const Market elsewhere = market_of(word + 1, 6, 3, true);
    market.capacity.insert(market.capacity.end(), elsewhere.capacity.begin(),
                           elsewhere.capacity.end());
    for (Claim claim : elsewhere.claims) {
      claim.claimant.value += 100;
      claim.supplier += 3;
      market.claims.push_back(claim);
    }
    std::vector<Claim> with_one_more = market.claims;
    with_one_more.push_back(claim_of(50, static_cast<Row>(word % 3), 0, 1.5F));
    with_one_more.push_back(claim_of(50, static_cast<Row>((word + 1) % 3), 1, 1.5F));
    for (const Portion portion : {Portion::whole, Portion::part}) {
      const Allotted before = allot(market.claims, market.capacity, portion, stream, 0);
      const Allotted after = allot(with_one_more, market.capacity, portion, stream, 0);
      for (const Claim& claim : market.claims) {
        if (claim.supplier >= 3) RC_ASSERT(got(before, claim) == got(after, claim));
        // As much or less from this choice and those before it.
        double then = 0;
        double now = 0;
        for (const Claim& other : market.claims) {
          if (other.claimant != claim.claimant || other.choice > claim.choice) continue;
          then += got(before, other);
          now += got(after, other);
        }
        RC_ASSERT(now <= then);
      }
    }
  });
}

TEST_CASE("a trifle that goes round in a circle comes to rest") {
  // Each likes best the supplier that likes it least. A newcomer pushes a trifle around the circle
  // until 1 and 2 have changed places.
  const std::vector<Claim> claims = {claim_of(1, 0, 0, 1.0F, 10.0), claim_of(1, 1, 1, 2.0F, 10.0),
                                     claim_of(2, 1, 0, 1.0F, 10.0), claim_of(2, 0, 1, 2.0F, 10.0),
                                     claim_of(3, 0, 0, 9.0F, 0.01)};
  const Market market{claims, {10.0, 10.0}};
  const Allotted allotted = allot(claims, market.capacity, Portion::part, stream, 0);
  CHECK(allotted.settled);
  CHECK(stable_in_parts(market, allotted));
  CHECK(got(allotted, claims[1]) == 10.0);
  CHECK(got(allotted, claims[3]) == Approx(9.99).margin(1e-5));
  // A trifle too small for the rounds there are leaves what is possible, and says so.
  std::vector<Claim> tiny = claims;
  tiny[4].amount = 0x1p-20;
  const Allotted stopped = allot(tiny, market.capacity, Portion::part, stream, 0);
  CHECK_FALSE(stopped.settled);
  CHECK(got_in_all(stopped, Identity{1}) + got_in_all(stopped, Identity{2}) <= 20.0);
  CHECK(got_in_all(stopped, Identity{1}) + got_in_all(stopped, Identity{2}) > 19.9999);
}

TEST_CASE("claims gathered by any number of threads come to the same") {
  const std::size_t people = 5000;
  const auto results = buurt::tests::on_many_threads([&] {
    Allotment allotment;
    allotment.open(people);
    for_blocks(people, [&](std::size_t block, std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        for (std::uint32_t choice = 0; choice < 3; ++choice) {
          const auto supplier = static_cast<Row>(mix(i, choice) % 40);
          allotment.claim(block, Claim{Identity{mix(i)}, static_cast<Row>(i), supplier * 3 + choice,
                                       static_cast<float>(mix(i, 9) % 5), 1.5, choice});
        }
      }
    });
    const std::vector<double> capacity(120, 30.25);
    return allotment.settle(capacity, Portion::part, stream, 3).awards;
  });
  CHECK(results.front().size() > 2000);
  CHECK(buurt::tests::all_alike(results));
}
