#pragma once
// Counter-based random numbers: a draw is a pure function of (seed, decision, identity, time, index).
//
// No generator is ever stored, shared or advanced, so a draw does not depend on what was drawn
// before it, on the thread or on the order of rows. Bits come from Random123's Philox4x32-10
// (Salmon et al. 2011, doi 10.1145/2063384.2063405); distributions from Boost.Random.

#include <Random123/philox.h>

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "engine/identity.hpp"

namespace buurt::engine {

/// The words of one Philox block: four independent draws of 32 bits for one decision.
struct Draw {
  std::array<std::uint32_t, 4> words{};

  /// Uniform on [0, 1): word × 2⁻³².
  [[nodiscard]] double uniform(std::size_t which = 0) const {
    return static_cast<double>(words[which]) * 0x1p-32;
  }

  /// True with the given probability, to within 2⁻³².
  [[nodiscard]] bool happens(double probability, std::size_t which = 0) const {
    return uniform(which) < probability;
  }

  /// A whole number from 0 to count − 1; count below 2³². The bias is at most count / 2³².
  [[nodiscard]] std::uint32_t below(std::uint32_t count, std::size_t which = 0) const {
    return static_cast<std::uint32_t>((std::uint64_t{words[which]} * count) >> 32U);
  }
};

/// A uniform random bit generator over one (decision, identity, time, index): as many words as a
/// distribution of Boost.Random asks for, the same ones each time it is made.
class DrawEngine {
 public:
  using result_type = std::uint32_t;

  DrawEngine(std::array<std::uint32_t, 2> key, std::array<std::uint32_t, 4> counter)
      : key_(key), counter_(counter) {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  result_type operator()();

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> words_{};
  std::uint32_t used_ = 0;
};

/// All draws of one named random decision of one run.
class Stream {
 public:
  /// \param seed     the seed of the run (one a replicate)
  /// \param decision the decision's number, made from its name so that adding another shifts nothing
  constexpr Stream(std::uint64_t seed, std::uint64_t decision) : Stream(mix(seed, decision)) {}

  /// The four words of this decision for one agent at one time. `index` tells apart several draws of
  /// the same decision; below 2²⁴.
  [[nodiscard]] Draw at(Identity who, std::uint32_t time, std::uint32_t index = 0) const {
    const philox4x32_ctr_t counter = {{static_cast<std::uint32_t>(who.value),
                                       static_cast<std::uint32_t>(who.value >> 32U), time, index}};
    const philox4x32_key_t key = {{key_[0], key_[1]}};
    const philox4x32_ctr_t block = philox4x32_R(10, counter, key);
    return Draw{{block.v[0], block.v[1], block.v[2], block.v[3]}};
  }

  /// A generator for Boost.Random's distributions, for one agent at one time.
  [[nodiscard]] DrawEngine engine(Identity who, std::uint32_t time, std::uint32_t index = 0) const {
    return DrawEngine(key_, {static_cast<std::uint32_t>(who.value),
                             static_cast<std::uint32_t>(who.value >> 32U), time, index});
  }

  /// The first `Words` words of many identities at one time: `words[w][i]` equals
  /// `at(Identity{who[i]}, time, index).words[w]` bit for bit, several times faster.
  /// All spans have the length of `who`.
  void bulk(std::span<const std::uint64_t> who, std::uint32_t time, std::uint32_t index,
            std::array<std::span<std::uint32_t>, 4> words) const;

  [[nodiscard]] constexpr std::array<std::uint32_t, 2> key() const { return key_; }

 private:
  explicit constexpr Stream(std::uint64_t key)
      : key_{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32U)} {}

  std::array<std::uint32_t, 2> key_;
};

inline DrawEngine::result_type DrawEngine::operator()() {
  assert(used_ < 1024 && "a draw is good for 1,024 words");
  const std::uint32_t which = used_ % 4U;
  if (which == 0) {
    // The block number stands in the top eight bits of the index word, which `index` leaves free.
    std::array<std::uint32_t, 4> counter = counter_;
    counter[3] ^= (used_ / 4U) << 24U;
    const philox4x32_ctr_t at = {{counter[0], counter[1], counter[2], counter[3]}};
    const philox4x32_key_t key = {{key_[0], key_[1]}};
    const philox4x32_ctr_t block = philox4x32_R(10, at, key);
    words_ = {block.v[0], block.v[1], block.v[2], block.v[3]};
  }
  ++used_;
  return words_[which];
}

}  // namespace buurt::engine
