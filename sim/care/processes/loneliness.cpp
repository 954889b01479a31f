#include "care/processes/loneliness.hpp"

#include <algorithm>
#include <cmath>

#include "engine/parallel.hpp"
#include "engine/vector_clones.hpp"

namespace buurt::care {
namespace {

/// How one week changes feelings, by value so that the loop below holds nothing but arithmetic.
struct Constants {
  float memory;              ///< share of the fading average that a new week replaces
  float adjustment;          ///< share of the gap closed in a week
  float per_wished_hour;     ///< 1 / wished hours among others
  float per_confidant_hour;  ///< 1 / wished hours with confidants
  float least_eagerness;
  float most_eagerness;
};

/// People of one block, by row.
struct Arrays {
  float* __restrict contact;
  float* __restrict confidant;
  float* __restrict week_contact;
  float* __restrict week_confidant;
  float* __restrict social;
  float* __restrict emotional;
  float* __restrict eagerness;
  const float* __restrict pull;
  const float* __restrict social_hours;
  const float* __restrict ease_alone;      ///< 1 / wish of contact, against the usual
  const float* __restrict home_company;    ///< hours among others given by the household
  const float* __restrict home_confidant;  ///< hours with confidants given by the household
};

inline float clamped(float x) {
  x = x > 0.0F ? x : 0.0F;
  return x < 1.0F ? x : 1.0F;
}

/// So that somebody without ties divides by something; eagerness then is at its most.
constexpr float never_zero = 1e-6F;

BUURT_VECTOR_CLONES
void live_week(std::size_t count, const Constants c, const Arrays a) {
  for (std::size_t i = 0; i < count; ++i) {
    const float contact = a.contact[i] + c.memory * (a.week_contact[i] - a.contact[i]);
    const float confidant = a.confidant[i] + c.memory * (a.week_confidant[i] - a.confidant[i]);
    const float social_gap =
        clamped(1.0F - (contact + a.home_company[i]) * (c.per_wished_hour * a.ease_alone[i]));
    const float emotional_gap = clamped(1.0F - (confidant + a.home_confidant[i]) *
                                                   (c.per_confidant_hour * a.ease_alone[i]));
    a.contact[i] = contact;
    a.confidant[i] = confidant;
    a.week_contact[i] = 0.0F;
    a.week_confidant[i] = 0.0F;
    a.social[i] += c.adjustment * (social_gap - a.social[i]);
    a.emotional[i] += c.adjustment * (emotional_gap - a.emotional[i]);
    const float pull = a.pull[i] > never_zero ? a.pull[i] : never_zero;
    float eagerness = a.social_hours[i] / pull;
    eagerness = eagerness > c.least_eagerness ? eagerness : c.least_eagerness;
    a.eagerness[i] = eagerness < c.most_eagerness ? eagerness : c.most_eagerness;
  }
}

}  // namespace

void feel_lonely(World& world) {
  People& people = world.people;
  const LonelinessParameters& p = world.parameters.loneliness;
  const TimeParameters& time = world.parameters.time;
  const Constants constants{static_cast<float>(1.0 / p.contact_memory),
                            static_cast<float>(1.0 / p.adjustment_weeks),
                            static_cast<float>(1.0 / p.wished_hours),
                            static_cast<float>(1.0 / p.wished_confidant_hours),
                            static_cast<float>(time.least_eagerness),
                            static_cast<float>(time.most_eagerness)};
  engine::for_blocks(people.rows(), [&](std::size_t, std::size_t begin, std::size_t end) {
    live_week(
        end - begin, constants,
        Arrays{people.contact.data() + begin, people.confidant.data() + begin,
               people.week_contact.data() + begin, people.week_confidant.data() + begin,
               people.loneliness_social.data() + begin, people.loneliness_emotional.data() + begin,
               people.eagerness.data() + begin, people.pull.data() + begin,
               people.social_hours.data() + begin, people.ease_alone.data() + begin,
               people.home_company.data() + begin, people.home_confidant.data() + begin});
    // Each of four bits holds one week of one kind of contact; the oldest falls out on the left.
    constexpr std::uint16_t keep = 0x0eee;
    for (std::size_t person = begin; person < end; ++person) {
      const std::uint16_t now = people.contact_now[person];
      const auto spread =
          static_cast<std::uint16_t>((now & 1U) | ((now & 2U) << 3U) | ((now & 4U) << 6U));
      people.contact_weeks[person] =
          static_cast<std::uint16_t>(((people.contact_weeks[person] << 1U) & keep) | spread);
      people.contact_now[person] = 0;
    }
  });
}

}  // namespace buurt::care
