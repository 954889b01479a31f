#pragma once
// The parameters of ties in the shape in which the week uses them: tables by kind, rates a week.

#include <algorithm>
#include <array>

#include "care/world/contact_plan.hpp"
#include "care/world/parameters.hpp"
#include "care/world/tie_kinds.hpp"
#include "engine/math.hpp"
#include "engine/network.hpp"

namespace buurt::care {

// The usual gap between contacts is kept in sixteenths of an octave of weeks.
inline constexpr float gap_steps = 16.0F;
inline constexpr float ln2 = 0.693147181F;

/// The code of a gap in weeks (at least 1).
inline float gap_code(float weeks) { return engine::log_single(weeks) * (gap_steps / ln2); }
/// The gap in weeks of a code.
inline float gap_weeks(float code) { return engine::exp_single(code * (ln2 / gap_steps)); }
/// The code under which a tie counts as weekly (a usual gap of two weeks) and as monthly (of four and a
/// half).
inline constexpr std::uint8_t weekly_code = 16;
inline constexpr std::uint8_t monthly_code = 35;

/// How a tie of each kind behaves. Made once from the parameters.
struct TieRules {
  std::array<float, 32> rate{};          ///< contacts a week that come of themselves, by kind
  std::array<float, 32> hours{};         ///< mean hours of one contact, by kind
  std::array<float, 32> revival{};       ///< chance that a dormant tie is taken up again, by kind
  std::array<float, 32> friends_from{};  ///< remembered hours that make it a friendship
  std::array<float, 32> acquaintances_below{};  ///< remembered hours that end a friendship
  std::array<std::uint32_t, 32> category{};     ///< `category_bit` by kind
  float per_hour = 0;                           ///< 1 / hours_scale
  float forgetting = 0;                         ///< a week, of shared hours
  float choice_rate = 0;
  float choice_exponent = 0;
  float outside = 0;
  float silence_gaps = 0;
  float log_gap_kept = 0;  ///< logarithm of the share of the usual gap that one contact leaves
  float friend_hours = 0;
  float acquaintance_hours = 0;
  float conflict_chance = 0;
  float conflict_keeps = 0;  ///< share of the shared hours that a conflict leaves
  float revival_weeks = 0;
  float confidant_strength = 0;

  TieRules() = default;
  /// \param confidants_from the strength from which on somebody is a confidant, 0 to 1
  TieRules(const TieParameters& p, double confidants_from)
      : per_hour(static_cast<float>(1.0 / p.hours_scale)),
        forgetting(static_cast<float>(0.69314718055994531 / p.hours_half_life)),
        choice_rate(static_cast<float>(p.choice_rate)),
        choice_exponent(static_cast<float>(p.choice_exponent)),
        outside(static_cast<float>(p.outside_factor)),
        silence_gaps(static_cast<float>(p.silence_gaps)),
        log_gap_kept(static_cast<float>(engine::log(1.0 - std::min(p.usual_gap_memory, 0.999)))),
        friend_hours(static_cast<float>(p.friend_hours)),
        acquaintance_hours(static_cast<float>(p.acquaintance_hours)),
        conflict_chance(static_cast<float>(p.conflict_chance)),
        conflict_keeps(static_cast<float>(1.0 - p.conflict_cost)),
        revival_weeks(static_cast<float>(p.revival_weeks)),
        confidant_strength(static_cast<float>(confidants_from)) {
    const auto set = [this](TieKind kind, double rate_of, double hours_of, double revival_of) {
      rate[coded(kind)] = static_cast<float>(rate_of);
      hours[coded(kind)] = static_cast<float>(hours_of);
      revival[coded(kind)] = static_cast<float>(revival_of);
      category[coded(kind)] = category_bit(contact_with(kind));
    };
    constexpr float out_of_reach = 1e30F;
    friends_from.fill(out_of_reach);
    acquaintances_below.fill(-out_of_reach);
    for (const TieKind kind : {TieKind::colleague, TieKind::fellow_member, TieKind::acquaintance}) {
      friends_from[coded(kind)] = friend_hours;
    }
    acquaintances_below[coded(TieKind::friendship)] = acquaintance_hours;
    set(TieKind::partner, p.rate_partner, p.hours_partner, p.revival_kin);
    set(TieKind::parent_child, p.rate_parent_child, p.hours_parent_child, p.revival_kin);
    set(TieKind::sibling, p.rate_sibling, p.hours_sibling, p.revival_kin);
    set(TieKind::other_kin, p.rate_other_kin, p.hours_other_kin, p.revival_kin);
    set(TieKind::friendship, p.rate_friendship, p.hours_friendship, p.revival_friend);
    set(TieKind::neighbour, p.rate_neighbour, p.hours_neighbour, p.revival_other);
    set(TieKind::colleague, p.rate_colleague, p.hours_colleague, p.revival_other);
    set(TieKind::fellow_member, p.rate_fellow_member, p.hours_fellow_member, p.revival_other);
    set(TieKind::acquaintance, p.rate_acquaintance, p.hours_acquaintance, p.revival_other);
  }

  /// How strong a tie of so many remembered hours is, 0 to 1: s = 1 − exp(−hours / hours_scale).
  [[nodiscard]] float strength(float hours_shared) const {
    return 1.0F - engine::exp_single(-hours_shared * per_hour);
  }

  /// Contacts a week that a tie would have if both had time enough: what comes of itself by its
  /// kind, and what is chosen by its strength.
  [[nodiscard]] float wished_rate(std::uint8_t kind, float hours_shared) const {
    const float s = strength(hours_shared);
    const float chosen =
        s > 0.0F ? engine::exp_single(choice_exponent * engine::log_single(s)) : 0.0F;
    return rate[kind & tie_kind_mask] + choice_rate * chosen;
  }

  /// Hours a week that a tie would take if both had time enough: its share of its owner's `pull`.
  [[nodiscard]] float wished_hours(const engine::Tie& tie) const {
    if ((tie.kind & tie_together) != 0) return 0.0F;
    return wished_rate(tie.kind, tie.weight) * hours[tie.kind & tie_kind_mask] *
           (tie.outside() ? outside : 1.0F);
  }

  /// Weeks of silence that a tie with this usual gap bears.
  [[nodiscard]] float silence_borne(float code) const {
    constexpr float longest = 60000.0F;
    const float weeks = silence_gaps * gap_weeks(code);
    return whole(weeks < longest ? weeks : longest);
  }

  /// Settles when the two ends of a tie meet next, from eight random words: sets `agreed`, `length`,
  /// `plan` and the flag `tie_fading`. \return in how many weeks the tie is looked at next.
  /// \param rate_now contacts a week
  /// \param silent   weeks since the last contact
  /// \param later    the last four words; not read for a stretch of at most `weeks_settled_at_first`
  /// \param stretch  weeks to settle if the two meet often, 1 to `weeks_settled`
  float settle(engine::Tie& tie, float rate_now, float silent,
               const std::array<std::uint32_t, 4>& words, const std::array<std::uint32_t, 4>& later,
               std::uint32_t stretch) const {
    constexpr float tiny = 1e-30F;
    constexpr float longest = 60000.0F;
    const float chance = chance_in_week(rate_now);
    const bool is_settled = chance >= settled_from;
    const auto of_256 = static_cast<std::int32_t>(chance * 256.0F + 0.5F);
    tie.kind = static_cast<std::uint8_t>(tie.kind & ~tie_fading);
    const std::uint32_t is_long = is_settled && stretch > weeks_settled_at_first ? 1U : 0U;
    tie.length =
        static_cast<std::uint8_t>(drawn_length(hours[tie.kind & tie_kind_mask], words[3], is_long));
    tie.plan = strength(tie.weight) >= confidant_strength ? plan_confidant : std::uint8_t{0};
    if (is_settled) {
      tie.plan = static_cast<std::uint8_t>(tie.plan | plan_settled);
      const std::uint32_t all = weeks_agreed(words[0], words[1], words[2], of_256) |
                                weeks_agreed_before(later[0], later[1], later[2], later[3], of_256);
      tie.agreed = all & (0xffffffffU << (32U - stretch));
      return static_cast<float>(stretch);
    }
    tie.agreed = 0;
    float wait = -engine::log_single(unit_of(words[0])) / (rate_now + tiny);
    wait = wait < longest ? wait : longest;
    const float gap = 1.0F + whole(wait);
    float bears = silence_borne(static_cast<float>(tie.usual_gap)) - silent;
    bears = bears > 0.0F ? bears : 0.0F;
    if (gap <= 1.0F + bears) return gap;
    tie.kind = static_cast<std::uint8_t>(tie.kind | tie_fading);
    return 1.0F + bears;
  }
};

}  // namespace buurt::care
