#include "care/processes/contacts_due.hpp"

#include <array>
#include <cmath>

#include "engine/math.hpp"
#include "engine/vector_clones.hpp"

namespace buurt::care {
namespace {

/// What the arithmetic of a contact needs of the rules, by value.
struct Constants {
  float forgetting, per_hour, choice_rate, choice_exponent, gap_memory, silence_gaps;
  float conflict_chance;
  float rate_friendship, rate_acquaintance, hours_friendship, hours_acquaintance;
};

/// Arrays of equal length, one element a contact.
struct In {
  const float* __restrict hours;
  const float* __restrict weeks_since;
  const float* __restrict rate;
  const float* __restrict hours_mean;
  const float* __restrict outside;
  const float* __restrict eagerness;
  const float* __restrict code;
  const float* __restrict promote_from;
  const float* __restrict demote_below;
  const std::uint32_t* __restrict word_0;
  const std::uint32_t* __restrict word_1;
  const std::uint32_t* __restrict word_2;
  const std::uint32_t* __restrict word_3;
};

struct Out {
  float* __restrict hours_shared;
  float* __restrict hours_after;
  float* __restrict strength_before;
  float* __restrict strength_after;
  float* __restrict pull_change;
  float* __restrict gap;
  float* __restrict gap_code_after;
  float* __restrict waiting;
  float* __restrict chance_of_revival;
  float* __restrict rate_after;
  float* __restrict hours_mean_after;
  float* __restrict kind_change;  ///< 1 becomes a friendship, −1 an acquaintance, else 0
  float* __restrict fades;        ///< 1 when the next date is that of falling dormant
};

/// Uniform on the open interval (0, 1), exactly in single precision.
inline float unit(std::uint32_t word) {
  return (static_cast<float>(static_cast<std::int32_t>(word >> 9U)) + 0.5F) * 0x1p-23F;
}

/// Whole part of a number from 0 to 2³¹, in a form that every vector width has.
inline float whole(float x) { return static_cast<float>(static_cast<std::int32_t>(x)); }

// Three loops rather than one: each is simple enough for the compiler to make vectors of.
BUURT_VECTOR_CLONES
void meet(std::size_t count, const Constants c, const In in, const Out out) {
  constexpr float tiny = 1e-30F;
  constexpr float longest = 60000.0F;
  for (std::size_t i = 0; i < count; ++i) {
    const float shared = in.hours_mean[i] * (0.5F + unit(in.word_1[i]));
    const float after =
        in.hours[i] * engine::exp_single(-c.forgetting * in.weeks_since[i]) + shared;
    // A conflict costs half of what was built up.
    out.hours_after[i] = unit(in.word_2[i]) < c.conflict_chance ? 0.5F * after : after;
    out.hours_shared[i] = shared;
  }
  const float rate_friendship = c.rate_friendship;
  const float rate_acquaintance = c.rate_acquaintance;
  const float hours_friendship = c.hours_friendship;
  const float hours_acquaintance = c.hours_acquaintance;
  for (std::size_t i = 0; i < count; ++i) {
    const float promoted = out.hours_after[i] > in.promote_from[i] ? 1.0F : 0.0F;
    const float demoted = out.hours_after[i] < in.demote_below[i] ? 1.0F : 0.0F;
    const float same = 1.0F - promoted - demoted;
    out.rate_after[i] =
        same * in.rate[i] + promoted * rate_friendship + demoted * rate_acquaintance;
    out.hours_mean_after[i] =
        same * in.hours_mean[i] + promoted * hours_friendship + demoted * hours_acquaintance;
    out.kind_change[i] = promoted - demoted;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const float s_before = 1.0F - engine::exp_single(-in.hours[i] * c.per_hour);
    const float s_after = 1.0F - engine::exp_single(-out.hours_after[i] * c.per_hour);
    const float chosen_before =
        engine::exp_single(c.choice_exponent * engine::log_single(s_before + tiny));
    const float chosen_after =
        engine::exp_single(c.choice_exponent * engine::log_single(s_after + tiny));
    const float wish_before = in.rate[i] + c.choice_rate * chosen_before;
    const float wish_after = out.rate_after[i] + c.choice_rate * chosen_after;

    const float weekly = wish_after * __builtin_sqrtf(in.eagerness[i]);
    const float wait = -engine::log_single(unit(in.word_0[i]));
    float weeks = wait / (weekly + tiny);
    weeks = weeks < longest ? weeks : longest;
    const float gap = 1.0F + whole(weeks);

    const float code = in.code[i] + c.gap_memory * (gap_code(in.weeks_since[i]) - in.code[i]);
    const float code_after = whole(code + 0.5F);
    float limit = c.silence_gaps * gap_weeks(code_after);
    limit = limit < longest ? limit : longest;
    const float dormant_in = 1.0F + whole(limit);

    out.strength_before[i] = s_before;
    out.strength_after[i] = s_after;
    out.pull_change[i] =
        in.outside[i] * (wish_after * out.hours_mean_after[i] - wish_before * in.hours_mean[i]);
    // Not met again before the silence is too long: the tie fades.
    out.gap[i] = gap < dormant_in ? gap : dormant_in;
    out.fades[i] = gap > dormant_in ? 1.0F : 0.0F;
    out.gap_code_after[i] = code_after;
    out.waiting[i] = wait;
    out.chance_of_revival[i] = unit(in.word_3[i]);
  }
}

bool may_become_friendship(TieKind kind) {
  return kind == TieKind::colleague || kind == TieKind::fellow_member ||
         kind == TieKind::acquaintance;
}

}  // namespace

void ContactsDue::decide(const TieRules& rules, const engine::Stream& draws, std::uint32_t week) {
  constexpr float out_of_reach = 1e30F;
  const std::size_t count = size();
  for (auto& words : words_) words.resize(count);
  for (auto* numbers :
       {&hours_shared,  &hours_after,    &strength_before, &strength_after,    &pull_change,
        &gap,           &gap_code_after, &waiting,         &chance_of_revival, &hours_before_,
        &weeks_since_,  &rate_,          &hours_mean_,     &outside_,          &code_,
        &promote_from_, &demote_below_,  &rate_after_,     &hours_mean_after_, &kind_change_,
        &fades_}) {
    numbers->resize(count);
  }
  kind_after.resize(count);

  draws.bulk(pair, week, 0, {words_[0], words_[1], words_[2], words_[3]});
  for (std::size_t i = 0; i < count; ++i) {
    const engine::Tie& t = tie[i];
    const std::size_t kind = t.kind & tie_kind_mask;
    const std::uint32_t since = week - t.last;
    hours_before_[i] = t.weight;
    weeks_since_[i] = static_cast<float>(since > 0 ? since : 1);
    rate_[i] = rules.rate[kind];
    hours_mean_[i] = rules.hours[kind];
    outside_[i] = t.outside() ? rules.outside : 1.0F;
    code_[i] = static_cast<float>(t.usual_gap);
    promote_from_[i] = may_become_friendship(kind_of(t.kind)) ? rules.friend_hours : out_of_reach;
    demote_below_[i] =
        kind_of(t.kind) == TieKind::friendship ? rules.acquaintance_hours : -out_of_reach;
  }
  const Constants constants{rules.forgetting,
                            rules.per_hour,
                            rules.choice_rate,
                            rules.choice_exponent,
                            rules.gap_memory,
                            rules.silence_gaps,
                            rules.conflict_chance,
                            rules.rate[coded(TieKind::friendship)],
                            rules.rate[coded(TieKind::acquaintance)],
                            rules.hours[coded(TieKind::friendship)],
                            rules.hours[coded(TieKind::acquaintance)]};
  meet(count, constants,
       In{hours_before_.data(), weeks_since_.data(), rate_.data(), hours_mean_.data(),
          outside_.data(), eagerness.data(), code_.data(), promote_from_.data(),
          demote_below_.data(), words_[0].data(), words_[1].data(), words_[2].data(),
          words_[3].data()},
       Out{hours_shared.data(), hours_after.data(), strength_before.data(), strength_after.data(),
           pull_change.data(), gap.data(), gap_code_after.data(), waiting.data(),
           chance_of_revival.data(), rate_after_.data(), hours_mean_after_.data(),
           kind_change_.data(), fades_.data()});
  for (std::size_t i = 0; i < count; ++i) {
    std::uint8_t kind = tie[i].kind & tie_kind_mask;
    if (kind_change_[i] > 0.0F) kind = coded(TieKind::friendship);
    if (kind_change_[i] < 0.0F) kind = coded(TieKind::acquaintance);
    if (fades_[i] > 0.0F) kind |= tie_fading;
    kind_after[i] = kind;
  }
}

}  // namespace buurt::care
