#pragma once
// Who an agent is, apart from where its columns live today.

#include <compare>
#include <cstdint>
#include <limits>

namespace buurt::engine {

/// Where an agent's columns live. Rows are reused; identities never are.
using Row = std::uint32_t;

/// The row of nobody.
inline constexpr Row no_row = std::numeric_limits<Row>::max();

/// A bijection of 64 bits that scatters them well (the finaliser of SplitMix64, Steele et al. 2014).
constexpr std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 30U;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27U;
  x *= 0x94d049bb133111ebULL;
  x ^= x >> 31U;
  return x;
}

/// Two words into one; the order of the two matters.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return mix(a + 0x9e3779b97f4a7c15ULL + mix(b + 0x632be59bd9b4e019ULL));
}

/// FNV-1a of a name. Names of random decisions and columns become numbers by this, so that adding
/// one never changes the number of another.
constexpr std::uint64_t name_hash(const char* name) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (; *name != '\0'; ++name) {
    hash ^= static_cast<unsigned char>(*name);
    hash *= 0x100000001b3ULL;
  }
  return hash;
}

/// A 64-bit identity: the same agent has the same identity in every arm of a comparison, because it
/// comes from what caused the agent to exist and never from the order of allocation.
struct Identity {
  std::uint64_t value = 0;

  friend constexpr auto operator<=>(const Identity&, const Identity&) = default;

  /// The identity of something caused by this agent: its child born in a given week, for instance.
  [[nodiscard]] constexpr Identity caused(std::uint64_t what, std::uint64_t when) const {
    return Identity{mix(mix(value, what), when)};
  }
};

/// The identity of a pair, the same from both sides. Identities are scattered words (see `mix` and
/// `Identity::caused`), so their sum is as good as unique and costs one addition.
constexpr Identity pair_identity(Identity a, Identity b) { return Identity{a.value + b.value}; }

}  // namespace buurt::engine
