#include "care/processes/contacts_due.hpp"

#include <bit>

#include "engine/math.hpp"
#include "engine/vector_clones.hpp"

namespace buurt::care {
namespace {

/// What the arithmetic of a contact needs of the rules, by value.
struct Constants {
  float forgetting, per_hour, choice_rate, choice_exponent, silence_gaps;
  float log_gap_kept;  ///< logarithm of the share of the usual gap that one contact leaves
  float conflict_chance, conflict_keeps, confidant_strength;
  float rate_friendship, rate_acquaintance, hours_friendship, hours_acquaintance;
  std::uint32_t week;
};

/// Arrays of equal length, one element a tie.
struct In {
  const float* __restrict hours;
  const float* __restrict span;         ///< weeks from the last contact before to the last one now
  const float* __restrict silence;      ///< weeks since the last contact
  const std::uint32_t* __restrict met;  ///< contacts since the last look, one bit each
  const std::uint32_t* __restrict nature;    ///< `kind`, `usual_gap`, `length` and `plan`
  const std::uint32_t* __restrict category;  ///< upper half of a contact in the sums of its week
  const float* __restrict rate;
  const float* __restrict hours_mean;
  const float* __restrict outside;
  const float* __restrict eagerness;
  const float* __restrict friends_from;
  const float* __restrict acquaintances_below;
  const std::uint32_t* __restrict word_0;
  const std::uint32_t* __restrict word_1;
  const std::uint32_t* __restrict word_2;
  const std::uint32_t* __restrict word_3;
  const std::uint32_t* __restrict word_4;
  const std::uint32_t* __restrict word_5;
  const std::uint32_t* __restrict word_6;
  const std::uint32_t* __restrict word_7;
};

struct Out {
  float* __restrict hours;
  float* __restrict code_after;  ///< of the usual gap
  float* __restrict rate_after;
  float* __restrict hours_mean_after;
  float* __restrict kind_change;  ///< 1 becomes a friendship, −1 an acquaintance, else 0
  float* __restrict strength_before;
  float* __restrict strength_after;
  float* __restrict pull_change;
  float* __restrict wished_rate;
  float* __restrict change;  ///< of wished contacts since the last look, as a share of those then
  float* __restrict date;    ///< weeks to the next contact, or to falling silent: then negative
  std::uint32_t* __restrict bears;  ///< weeks of silence that the tie still bears
  float* __restrict waiting;
  float* __restrict chance_of_revival;
  std::uint32_t* __restrict silent;
  std::uint32_t* __restrict settled;
  std::uint32_t* __restrict agreed;
  std::uint32_t* __restrict nature;
  std::uint32_t* __restrict weeks;
  std::int32_t* __restrict layers_change;
  std::uint32_t* __restrict weeks_met;
  std::uint32_t* __restrict hours_now;
  std::uint32_t* __restrict category_now;
  std::uint32_t* __restrict hours_ahead;
  std::uint32_t* __restrict category_ahead;
};

constexpr std::uint32_t byte = 0xff;

/// How many bits are set. Summed without a multiplication: a compiler that knows the usual form makes one
/// instruction of it, of which there is none for vectors.
inline float number_of_bits(std::uint32_t bits) {
  bits -= bits >> 1U & 0x55555555U;
  bits = (bits & 0x33333333U) + (bits >> 2U & 0x33333333U);
  bits = (bits + (bits >> 4U)) & 0x0f0f0f0fU;
  bits += bits >> 8U;
  bits += bits >> 16U;
  return static_cast<float>(static_cast<std::int32_t>(bits & 0x3fU));
}

inline float as_float(std::uint32_t small) {
  return static_cast<float>(static_cast<std::int32_t>(small));
}
inline std::uint32_t as_integer(float small) {
  return static_cast<std::uint32_t>(static_cast<std::int32_t>(small));
}
/// All bits of 1, no bit of 0.
inline std::uint32_t all_bits(std::uint32_t one) { return 0U - one; }

// Several loops rather than one: each is simple enough for the compiler to make vectors of.

/// By how much the logarithm of a mean gap lies above the mean of the logarithms of so many gaps: Euler's
/// constant for one, if they are exponential (log n less the digamma function of n).
inline float above_mean_of_logs(float gaps) {
  constexpr float half = 0.5F;
  constexpr float twelfth = 1.0F / 12.0F;
  return (half + twelfth / gaps) / gaps;
}

/// What the contacts since the last look have left.
BUURT_VECTOR_CLONES
void remember(std::size_t count, const Constants c, const In in, const Out out) {
  constexpr float conflict_steps = 0x1p-24F;
  for (std::size_t i = 0; i < count; ++i) {
    const float n = number_of_bits(in.met[i]);
    const float hours_each = as_float(in.nature[i] >> 16U & byte) * (1.0F / length_steps);
    // Contacts lie spread over the span, the last at its end: the hours of the others have been
    // forgotten for half of it on average.
    const float kept = engine::exp_single(-0.5F * c.forgetting * in.span[i]);
    const float others = n > 1.0F ? (n - 1.0F) / n : 0.0F;
    const float fresh = n * hours_each * (1.0F - (1.0F - kept) * others);
    const float after = in.hours[i] * kept * kept + fresh;
    // A conflict costs part of what was built up.
    const float u = as_float(in.word_3[i] >> 8U) * conflict_steps;
    out.hours[i] = u < n * c.conflict_chance ? c.conflict_keeps * after : after;
    // The usual gap is a fading geometric mean.
    const float code = as_float(in.nature[i] >> 8U & byte);
    const float gap = n > 0.0F ? in.span[i] / n : 1.0F;
    const float taken = 1.0F - engine::exp_single(n * c.log_gap_kept);
    // A long stretch tells one mean of its gaps, where short ones or dates would have told several.
    constexpr float short_in_long =
        static_cast<float>(weeks_settled_at_first) / static_cast<float>(weeks_settled);
    const float in_short = n * short_in_long > 1.0F ? n * short_in_long : 1.0F;
    const float is_long = as_float(in.nature[i] >> 26U & 1U);
    const float not_met = 1.0F - n * (1.0F / weeks_settled);
    const float above = is_long * not_met *
                        (above_mean_of_logs(in_short) - above_mean_of_logs(n > 1.0F ? n : 1.0F));
    const float gap_now = gap_code(gap > 1.0F ? gap : 1.0F) - above * (gap_steps / ln2);
    const float code_found = code + taken * (gap_now - code) + 0.5F;
    const float code_now = code_found > 0.0F ? code_found : 0.0F;
    out.code_after[i] = whole(code_now < 255.0F ? code_now : 255.0F);
  }
}

/// Friendships come and go with shared hours.
BUURT_VECTOR_CLONES
void change_kinds(std::size_t count, const Constants c, const In in, const Out out) {
  const float rate_friendship = c.rate_friendship;
  const float rate_acquaintance = c.rate_acquaintance;
  const float hours_friendship = c.hours_friendship;
  const float hours_acquaintance = c.hours_acquaintance;
  for (std::size_t i = 0; i < count; ++i) {
    const float promoted = out.hours[i] > in.friends_from[i] ? 1.0F : 0.0F;
    const float demoted = out.hours[i] < in.acquaintances_below[i] ? 1.0F : 0.0F;
    const float same = 1.0F - promoted - demoted;
    out.rate_after[i] =
        same * in.rate[i] + promoted * rate_friendship + demoted * rate_acquaintance;
    out.hours_mean_after[i] =
        same * in.hours_mean[i] + promoted * hours_friendship + demoted * hours_acquaintance;
    out.kind_change[i] = promoted - demoted;
  }
}

/// How much the two would like to meet.
BUURT_VECTOR_CLONES
void wish(std::size_t count, const Constants c, const In in, const Out out) {
  constexpr float tiny = 1e-30F;
  for (std::size_t i = 0; i < count; ++i) {
    const float s_before = 1.0F - engine::exp_single(-in.hours[i] * c.per_hour);
    const float s_after = 1.0F - engine::exp_single(-out.hours[i] * c.per_hour);
    const float chosen_before =
        engine::exp_single(c.choice_exponent * engine::log_single(s_before + tiny));
    const float chosen_after =
        engine::exp_single(c.choice_exponent * engine::log_single(s_after + tiny));
    const float wish_before = in.rate[i] + c.choice_rate * chosen_before;
    const float wish_after = out.rate_after[i] + c.choice_rate * chosen_after;
    out.strength_before[i] = s_before;
    out.strength_after[i] = s_after;
    out.pull_change[i] =
        in.outside[i] * (wish_after * out.hours_mean_after[i] - wish_before * in.hours_mean[i]);
    out.wished_rate[i] = wish_after * __builtin_sqrtf(in.eagerness[i]);
    out.change[i] = (wish_after - wish_before) / (wish_before + tiny);
  }
}

/// When they meet, if they meet seldom.
BUURT_VECTOR_CLONES
void find_date(std::size_t count, const Constants c, const In in, const Out out) {
  constexpr float tiny = 1e-30F;
  constexpr float longest = 60000.0F;
  for (std::size_t i = 0; i < count; ++i) {
    const float wait = -engine::log_single(unit_of(in.word_0[i]));
    float to_contact = wait / (out.wished_rate[i] + tiny);
    to_contact = to_contact < longest ? to_contact : longest;
    const float gap = 1.0F + whole(to_contact);
    float limit = c.silence_gaps * gap_weeks(out.code_after[i]);
    limit = limit < longest ? limit : longest;
    const float left = whole(limit) - in.silence[i];
    const float bears = 1.0F + (left > 0.0F ? left : 0.0F);
    out.date[i] = gap > bears ? -bears : gap;
    out.bears[i] = as_integer(bears);
    out.silent[i] = left < 0.0F ? 1U : 0U;
    out.waiting[i] = wait;
    out.chance_of_revival[i] = unit_of(in.word_1[i]);
  }
}

/// In which weeks they meet, if they meet often.
BUURT_VECTOR_CLONES
void find_weeks(std::size_t count, const Constants c, const In in, const Out out) {
  for (std::size_t i = 0; i < count; ++i) {
    const float chance = chance_in_week(out.wished_rate[i]);
    const std::uint32_t settled = chance < settled_from ? 0U : 1U;
    const auto of_256 = static_cast<std::int32_t>(chance * 256.0F + 0.5F);
    const float change = out.change[i] < 0.0F ? -out.change[i] : out.change[i];
    const std::uint32_t steady = change > steady_within ? 0U : 1U;
    const std::uint32_t agreed =
        (weeks_agreed(in.word_0[i], in.word_1[i], in.word_2[i], of_256) |
         (weeks_agreed_before(in.word_4[i], in.word_5[i], in.word_6[i], in.word_7[i], of_256) &
          all_bits(steady))) &
        all_bits(settled);
    const std::uint32_t stretch =
        weeks_settled_at_first + steady * (weeks_settled - weeks_settled_at_first);
    // Without a contact as long as silence is borne the tie fades then, like one with a date.
    const std::uint32_t bears = out.bears[i];
    const std::uint32_t early = ((1U << (bears < stretch ? bears : 0U)) - 1U) << (32U - stretch);
    const std::uint32_t fades = bears < stretch && (agreed & early) == 0U ? settled : 0U;
    const std::uint32_t stays = settled * (1U - fades);
    out.date[i] = fades == 0U ? out.date[i] : -as_float(bears);
    out.settled[i] = stays * stretch;
    out.agreed[i] = agreed & all_bits(stays);
  }
  // Bit b of `agreed` is week + stretch − 31 + b.
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t turn = (c.week + out.settled[i] + 1U) & 31U;
    out.weeks_met[i] = out.agreed[i] << turn | out.agreed[i] >> ((32U - turn) & 31U);
  }
}

/// What the tie is from now on, in the form in which it is kept.
BUURT_VECTOR_CLONES
void keep(std::size_t count, const Constants c, const In in, const Out out) {
  for (std::size_t i = 0; i < count; ++i) {
    const float date = out.date[i];
    const std::uint32_t settled = out.settled[i] == 0U ? 0U : 1U;
    const std::uint32_t single = settled ^ 1U;
    const std::uint32_t fades = date < 0.0F ? single : 0U;
    const std::uint32_t confidant = out.strength_after[i] < c.confidant_strength ? 0U : 1U;
    const std::uint32_t promoted = out.kind_change[i] > 0.0F ? 1U : 0U;
    const std::uint32_t demoted = out.kind_change[i] < 0.0F ? 1U : 0U;
    const std::uint32_t same = 1U - promoted - demoted;
    const std::uint32_t kind = same * (in.nature[i] & tie_kind_mask) +
                               promoted * coded(TieKind::friendship) +
                               demoted * coded(TieKind::acquaintance) + fades * tie_fading;
    const std::uint32_t code = as_integer(out.code_after[i]);
    const std::uint32_t length = as_integer(drawn_length(
        out.hours_mean_after[i], in.word_3[i], out.settled[i] > weeks_settled_at_first ? 1U : 0U));
    const std::uint32_t is_long = out.settled[i] == weeks_settled ? 1U : 0U;
    const std::uint32_t plan =
        settled * plan_settled + confidant * plan_confidant + is_long * plan_long;
    out.nature[i] = kind | code << 8U | length << 16U | plan << 24U;
    out.weeks[i] = out.settled[i] + single * as_integer(date < 0.0F ? -date : date);
  }
}

/// What changes for the owner besides.
BUURT_VECTOR_CLONES
void note_changes(std::size_t count, const In in, const Out out) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t before = in.nature[i];
    const std::uint32_t code_before = before >> 8U & byte;
    const std::uint32_t code = out.nature[i] >> 8U & byte;
    // A code under the limit minus the limit is negative: its highest bit counts the tie.
    const std::uint32_t weekly =
        ((code - weekly_code) >> 31U) - ((code_before - weekly_code) >> 31U);
    const std::uint32_t monthly =
        ((code - monthly_code) >> 31U) - ((code_before - monthly_code) >> 31U);
    out.layers_change[i] = static_cast<std::int32_t>(weekly + monthly * 256U);
    // A stretch without any contact may have made the silence too long; a fading tie's date has come.
    const std::uint32_t unmet = in.met[i] == 0U ? 1U : 0U;
    out.silent[i] =
        (out.silent[i] & (before >> 24U & plan_settled) & unmet) | (before & tie_fading);
    const std::uint32_t changed = out.kind_change[i] == 0.0F ? 0U : 1U;
    out.category_ahead[i] =
        (1U - changed) * in.category[i] + changed * category_bit(ContactWith::friends);
  }
}

/// One contact as it enters the sums of its week: see ContactsAhead.
BUURT_VECTOR_CLONES
void count_contacts(std::size_t count, const In in, const Out out) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t before = in.nature[i];
    const std::uint32_t after = out.nature[i];
    const std::uint32_t unsettled = all_bits((before >> 24U & plan_settled) ^ 1U);
    out.hours_now[i] = sums_of_contact(before >> 16U & byte, before >> 25U & 1U) & unsettled;
    out.category_now[i] = in.category[i] & unsettled;
    out.hours_ahead[i] = sums_of_contact(after >> 16U & byte, after >> 25U & 1U);
  }
}

}  // namespace

void ContactsDue::decide(const TieRules& rules, const engine::Stream& draws, std::uint32_t week) {
  const std::size_t count = size;
  draws.bulk({pair.data(), count}, week, 0,
             {std::span(words_[0]).first(count), std::span(words_[1]).first(count),
              std::span(words_[2]).first(count), std::span(words_[3]).first(count)});
  // Index 1 is for ties that are settled anew between looks.
  draws.bulk({pair.data(), count}, week, 2,
             {std::span(words_[4]).first(count), std::span(words_[5]).first(count),
              std::span(words_[6]).first(count), std::span(words_[7]).first(count)});
  for (std::size_t i = 0; i < count; ++i) {
    const engine::Tie& t = tie[i];
    const std::size_t kind = t.kind & tie_kind_mask;
    // A date is one contact, at the time it stands for.
    const std::uint32_t planned = (t.plan & plan_settled) != 0 ? t.agreed : only_now;
    const std::uint32_t met = some_stopped ? planned & had[i] : planned;
    // The highest bit is the last contact; without any, the one before the stretch is.
    const std::uint32_t last_met =
        met == 0 ? t.last : week - static_cast<std::uint32_t>(std::countl_zero(met));
    met_[i] = met;
    last[i] = last_met;
    nature_before_[i] = std::uint32_t{t.kind} | std::uint32_t{t.usual_gap} << 8U |
                        std::uint32_t{t.length} << 16U | std::uint32_t{t.plan} << 24U;
    hours_before_[i] = t.weight;
    span_[i] = as_float(last_met - t.last);
    silence_[i] = as_float(week - last_met);
    outside_[i] = t.outside() ? rules.outside : 1.0F;
    rate_[i] = rules.rate[kind];
    hours_mean_[i] = rules.hours[kind];
    friends_from_[i] = rules.friends_from[kind];
    acquaintances_below_[i] = rules.acquaintances_below[kind];
    category_[i] = rules.category[kind];
  }
  const Constants constants{rules.forgetting,
                            rules.per_hour,
                            rules.choice_rate,
                            rules.choice_exponent,
                            rules.silence_gaps,
                            rules.log_gap_kept,
                            rules.conflict_chance,
                            rules.conflict_keeps,
                            rules.confidant_strength,
                            rules.rate[coded(TieKind::friendship)],
                            rules.rate[coded(TieKind::acquaintance)],
                            rules.hours[coded(TieKind::friendship)],
                            rules.hours[coded(TieKind::acquaintance)],
                            week};
  const In in{
      hours_before_.data(),  span_.data(),     silence_.data(),      met_.data(),
      nature_before_.data(), category_.data(), rate_.data(),         hours_mean_.data(),
      outside_.data(),       eagerness.data(), friends_from_.data(), acquaintances_below_.data(),
      words_[0].data(),      words_[1].data(), words_[2].data(),     words_[3].data(),
      words_[4].data(),      words_[5].data(), words_[6].data(),     words_[7].data()};
  const Out out{hours.data(),           code_after_.data(),
                rate_after_.data(),     hours_mean_after_.data(),
                kind_change_.data(),    strength_before.data(),
                strength_after_.data(), pull_change.data(),
                wished_rate_.data(),    change_.data(),
                date_.data(),           bears_.data(),
                waiting.data(),         chance_of_revival.data(),
                silent.data(),          settled_.data(),
                agreed.data(),          nature.data(),
                weeks.data(),           layers_change.data(),
                weeks_met.data(),       hours_now.data(),
                category_now.data(),    hours_ahead.data(),
                category_ahead.data()};
  remember(count, constants, in, out);
  change_kinds(count, constants, in, out);
  wish(count, constants, in, out);
  find_date(count, constants, in, out);
  find_weeks(count, constants, in, out);
  keep(count, constants, in, out);
  note_changes(count, in, out);
  count_contacts(count, in, out);
}

}  // namespace buurt::care
