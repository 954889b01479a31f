#pragma once
// What ties are. A kind says where two people meet each other without having to arrange it; when
// that ends (a move, a new job) the kind changes, and the tie must live on by choice or fade.

#include <array>
#include <cstdint>
#include <string_view>

namespace buurt::care {

/// Kinds are the same seen from both ends: of a parent and a child, the elder is the parent.
enum class TieKind : std::uint8_t {
  partner,
  parent_child,
  sibling,
  other_kin,
  friendship,
  neighbour,
  colleague,      ///< of the same school class or workplace
  fellow_member,  ///< of the same association or parish
  acquaintance,
};

inline constexpr std::size_t tie_kinds = 9;

inline constexpr std::array<std::string_view, tie_kinds> tie_kind_names = {
    "partner",   "parent_child", "sibling",       "other_kin",   "friendship",
    "neighbour", "colleague",    "fellow_member", "acquaintance"};

/// Flags beside the kind, in the high bits of `Tie::kind`.
inline constexpr std::uint8_t tie_together = 0x20;  ///< they live in one household
inline constexpr std::uint8_t tie_dormant = 0x40;   ///< will be taken up again at the next contact
inline constexpr std::uint8_t tie_fading = 0x80;    ///< by the next date, silent for too long
inline constexpr std::uint8_t tie_kind_mask = 0x1f;

constexpr TieKind kind_of(std::uint8_t coded) {
  return static_cast<TieKind>(coded & tie_kind_mask);
}
constexpr std::uint8_t coded(TieKind kind) { return static_cast<std::uint8_t>(kind); }
constexpr bool is_kin(TieKind kind) { return kind <= TieKind::other_kin; }

}  // namespace buurt::care
