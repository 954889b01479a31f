#pragma once
// A 64-bit hash of state. Fast enough to be taken after every week.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "engine/identity.hpp"

namespace buurt::engine {

/// High and low half of a 64 × 64 bit product, folded together (as in wyhash and MUM).
inline std::uint64_t fold_multiply(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Hash of a run of bytes; a changed bit anywhere changes it, but for one chance in 2⁶⁴.
inline std::uint64_t hash_bytes(std::span<const std::byte> bytes, std::uint64_t seed) {
  constexpr std::uint64_t secret[4] = {0xa0761d6478bd642fULL, 0xe7037ed1a0b428dbULL,
                                       0x8ebc6af09c88c6e3ULL, 0x589965cc75374cc3ULL};
  const auto word = [&](std::size_t at) {
    std::uint64_t w = 0;
    std::memcpy(&w, bytes.data() + at, sizeof w);
    return w;
  };
  std::uint64_t lanes[4] = {seed ^ secret[0], seed ^ secret[1], seed ^ secret[2], seed ^ secret[3]};
  std::size_t at = 0;
  for (; at + 64 <= bytes.size(); at += 64) {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      lanes[lane] = fold_multiply(word(at + 16 * lane) ^ secret[lane],
                                  word(at + 16 * lane + 8) ^ lanes[lane]);
    }
  }
  std::uint64_t hash = mix(lanes[0], lanes[1]) ^ mix(lanes[2], lanes[3]);
  for (; at + 8 <= bytes.size(); at += 8) hash = mix(hash, word(at));
  if (at < bytes.size()) {
    std::uint64_t rest = 0;
    std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
    hash = mix(hash, rest);
  }
  return mix(hash, bytes.size());
}

}  // namespace buurt::engine
