#pragma once
// The draws of one decision for a whole block of agents, made together because that is several times
// faster than one by one.

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/identity.hpp"
#include "engine/parallel.hpp"
#include "engine/random.hpp"

namespace buurt::examples {

/// Equals `stream.at(who[i], time)` for each i; for at most `engine::rows_per_block` agents.
class BlockOfDraws {
 public:
  BlockOfDraws(const engine::Stream& stream, std::span<const engine::Identity> who,
               std::uint32_t time) {
    assert(who.size() <= engine::rows_per_block);
    std::array<std::uint64_t, engine::rows_per_block> identities;
    for (std::size_t i = 0; i < who.size(); ++i) identities[i] = who[i].value;
    const auto part = [&](std::size_t word) { return std::span(words_[word]).first(who.size()); };
    stream.bulk(std::span(identities).first(who.size()), time, 0,
                {part(0), part(1), part(2), part(3)});
  }

  engine::Draw operator[](std::size_t i) const {
    return {{words_[0][i], words_[1][i], words_[2][i], words_[3][i]}};
  }

 private:
  std::array<std::array<std::uint32_t, engine::rows_per_block>, 4> words_;
};

}  // namespace buurt::examples
