#pragma once
// One yes or no for each row, eight rows a byte: small enough to stay in the nearest cache when many
// rows are asked at random.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/identity.hpp"
#include "engine/parallel.hpp"

namespace buurt::examples {

class BitSet {
 public:
  /// Notes `is(row)` for all rows from 0 to rows − 1.
  template <class Is>
  void fill(std::size_t rows, Is&& is) {
    static_assert(engine::rows_per_block % 64 == 0, "two blocks may not share a word");
    words_.resize((rows + 63) / 64);
    engine::for_blocks(rows, [&](std::size_t, std::size_t begin, std::size_t end) {
      for (std::size_t first = begin; first < end; first += 64) {
        std::uint64_t word = 0;
        for (std::size_t row = first; row < std::min(first + 64, end); ++row) {
          word |= std::uint64_t{is(static_cast<engine::Row>(row))} << (row - first);
        }
        words_[first / 64] = word;
      }
    });
  }

  bool operator[](engine::Row row) const { return (words_[row / 64] >> (row % 64) & 1U) != 0; }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace buurt::examples
