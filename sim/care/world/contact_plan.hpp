#pragma once
// When two people meet next. Whether they meet is a matter of chance in every week; for people who
// meet often the weeks of a whole stretch are drawn at once and both know them beforehand, for the
// others one date is drawn. So a tie is worked on once a stretch or once a contact, whichever comes
// less often, and what it does in between stands in its owner's `ContactsAhead`.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "care/world/tie_kinds.hpp"
#include "engine/math.hpp"
#include "engine/network.hpp"

namespace buurt::care {

/// Weeks that are settled at once: many for ties that hardly change, few for those that are new or
/// came or went. How fast ties feel a change in the time people have hangs on it, how often they meet
/// does not.
inline constexpr std::uint16_t weeks_settled = 28;
inline constexpr std::uint16_t weeks_settled_at_first = 12;
/// A tie hardly changes while its wished contacts change by no more than this share from look to look.
inline constexpr float steady_within = 0.15F;
/// From this chance of meeting in a week on, a stretch of weeks is settled at once. A matter of speed
/// alone: about where a stretch holds one contact.
inline constexpr float settled_from = 0.05F;
/// `Tie::length` counts in this part of an hour.
inline constexpr float length_steps = 16.0F;

/// Flags in `Tie::plan`.
inline constexpr std::uint8_t plan_settled = 1;    ///< the next date ends a stretch that is settled
inline constexpr std::uint8_t plan_confidant = 2;  ///< the contacts to come are with a confidant

/// Uniform on the open interval (0, 1), exactly in single precision.
inline float unit_of(std::uint32_t word) {
  return (static_cast<float>(static_cast<std::int32_t>(word >> 9U)) + 0.5F) * 0x1p-23F;
}

/// Whole part of a number from 0 to 2³¹, in a form that every vector width has.
inline float whole(float x) { return static_cast<float>(static_cast<std::int32_t>(x)); }

/// Chance to meet in a week of a tie with so many contacts a week.
inline float chance_in_week(float rate) { return 1.0F - engine::exp_single(-rate); }

/// Four weeks of a stretch in which two people meet or not, as four bits: each byte of a word is one
/// draw. `of_256` is the chance in parts of 256, rounded.
inline std::uint32_t weeks_agreed(std::uint32_t word, std::int32_t of_256) {
  // The sign of draw − chance, moved to its week's bit.
  const auto met = [of_256](std::uint32_t draw, std::uint32_t bit) {
    constexpr std::uint32_t byte = 0xff;
    const auto below = static_cast<std::uint32_t>(static_cast<std::int32_t>(draw & byte) - of_256);
    return (below >> 31U) << bit;
  };
  return met(word, 0) | met(word >> 8U, 1) | met(word >> 16U, 2) | met(word >> 24U, 3);
}
/// The last twelve weeks of a stretch, as `Tie::agreed`.
inline std::uint32_t weeks_agreed(std::uint32_t word_0, std::uint32_t word_1, std::uint32_t word_2,
                                  std::int32_t of_256) {
  return weeks_agreed(word_0, of_256) << 20U | weeks_agreed(word_1, of_256) << 24U |
         weeks_agreed(word_2, of_256) << 28U;
}
/// The sixteen weeks before them.
inline std::uint32_t weeks_agreed_before(std::uint32_t word_0, std::uint32_t word_1,
                                         std::uint32_t word_2, std::uint32_t word_3,
                                         std::int32_t of_256) {
  return weeks_agreed(word_0, of_256) << 4U | weeks_agreed(word_1, of_256) << 8U |
         weeks_agreed(word_2, of_256) << 12U | weeks_agreed(word_3, of_256) << 16U;
}

/// The length of contacts of a kind with this mean in hours, as `Tie::length`: from a half to one and
/// a half times the mean, by the lowest byte of a word. For a long stretch (1, else 0) it is the mean
/// of two such draws, so that hours vary no more than over two shorter stretches.
inline float drawn_length(float mean_hours, std::uint32_t word, std::uint32_t is_long) {
  const std::uint32_t first = word & 0xffU;
  const std::uint32_t second = is_long * (word >> 8U & 0xffU) + (1U - is_long) * first;
  const float spread =
      0.5F +
      (static_cast<float>(static_cast<std::int32_t>(first + second)) + 1.0F) * (1.0F / 512.0F);
  const float steps = whole(mean_hours * spread * length_steps + 0.5F);
  const float least = steps > 1.0F ? steps : 1.0F;
  return least < 255.0F ? least : 255.0F;
}

/// With whom a contact counts in surveys of contact.
enum class ContactWith : std::uint8_t { family, friends, neighbours, others };

constexpr ContactWith contact_with(TieKind kind) {
  if (is_kin(kind)) return ContactWith::family;
  if (kind == TieKind::friendship || kind == TieKind::acquaintance) return ContactWith::friends;
  return kind == TieKind::neighbour ? ContactWith::neighbours : ContactWith::others;
}

/// The upper half of what a contact with somebody of a category adds to the sums of its week.
constexpr std::uint32_t category_bit(ContactWith whom) {
  return whom == ContactWith::others ? 0U : 1U << (5U + 9U * static_cast<unsigned>(whom));
}
/// The lower half: hours (14 bits), hours with confidants (14 bits), contacts (9 bits).
constexpr std::uint32_t sums_of_contact(std::uint32_t length, std::uint32_t one_if_confidant) {
  return length | (length * one_if_confidant) << 14U | 1U << 28U;
}

/// What one person has settled for this week and those that follow. Follows from the person's ties,
/// but for contacts of the current week that were not settled beforehand. Each week is one number that
/// holds several sums side by side, so that adding and taking off are one operation and exact.
class ContactsAhead {
 public:
  static constexpr std::size_t weeks = 32;  ///< week w stands at w mod 32

  /// The sums of one week.
  struct Week {
    std::uint64_t sums = 0;
    /// Hours with people outside the household.
    [[nodiscard]] float hours() const { return static_cast<float>(part(0, 14)) / length_steps; }
    /// Of those, hours with confidants.
    [[nodiscard]] float confidant_hours() const {
      return static_cast<float>(part(14, 14)) / length_steps;
    }
    /// Contacts with people outside the household.
    [[nodiscard]] std::uint32_t contacts() const { return part(28, 9); }
    /// Contacts with people of one category of surveys.
    [[nodiscard]] std::uint32_t contacts_with(ContactWith whom) const {
      return part(37U + 9U * static_cast<unsigned>(whom), 9);
    }

   private:
    [[nodiscard]] std::uint32_t part(unsigned from, unsigned bits) const {
      return static_cast<std::uint32_t>(sums >> from) & ((1U << bits) - 1U);
    }
  };

  [[nodiscard]] Week at(std::uint32_t week) const { return {sums_[week % weeks]}; }

  /// Adds one contact of a tie.
  void add(std::uint32_t week, const engine::Tie& tie) { sums_[week % weeks] += one_contact(tie); }

  /// Adds what a tie has settled from week `from` on; `next` is the week that ends the stretch.
  void add_settled(const engine::Tie& tie, std::uint16_t next, std::uint32_t from) {
    add_settled(tie, next, from, one_contact(tie));
  }
  /// Takes it off again.
  void take_off_settled(const engine::Tie& tie, std::uint16_t next, std::uint32_t from) {
    add_settled(tie, next, from, std::uint64_t{0} - one_contact(tie));
  }

  /// All sums, for those who add many contacts at once: week w at w mod 32.
  std::uint64_t* sums() { return sums_.data(); }

  /// Forgets a week that is over.
  void clear(std::uint32_t week) { sums_[week % weeks] = 0; }

  friend bool operator==(const ContactsAhead&, const ContactsAhead&) = default;

 private:
  /// One contact of a tie, as it enters the sums of its week.
  static std::uint64_t one_contact(const engine::Tie& tie) {
    const std::uint32_t confidant = (tie.plan & plan_confidant) != 0 ? 1U : 0U;
    return sums_of_contact(tie.length, confidant) |
           std::uint64_t{category_bit(contact_with(kind_of(tie.kind)))} << 32U;
  }
  void add_settled(const engine::Tie& tie, std::uint16_t next, std::uint32_t from,
                   std::uint64_t contact) {
    if ((tie.plan & plan_settled) == 0 || next < from) return;
    // Bit b of `agreed` is week next − 31 + b.
    const std::uint32_t weeks_left = std::min<std::uint32_t>(next - from, 31U);
    std::uint32_t ahead = tie.agreed & (0xffffffffU << (31U - weeks_left));
    for (; ahead != 0; ahead &= ahead - 1U) {
      sums_[(next + 1U + static_cast<unsigned>(std::countr_zero(ahead))) % weeks] += contact;
    }
  }

  alignas(64) std::array<std::uint64_t, weeks> sums_{};
};

}  // namespace buurt::care
