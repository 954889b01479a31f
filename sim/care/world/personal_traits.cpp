#include "care/world/personal_traits.hpp"

#include "care/world/curve.hpp"
#include "care/world/world.hpp"
#include "engine/math.hpp"

namespace buurt::care {

namespace {

/// A lognormal variable with mean 1 that somebody keeps for life.
double lognormal(const World& world, Decision decision, Identity identity, double spread) {
  auto draws = world.stream(decision).engine(identity, 0);
  // The sum of twelve uniforms less six is as good as normal here and needs no library logarithm,
  // whose last bit differs between machines.
  double normal = -6.0;
  for (int i = 0; i < 12; ++i) normal += static_cast<double>(draws()) * 0x1p-32;
  return engine::exp(spread * normal - 0.5 * spread * spread);
}

}  // namespace

float draw_sociability(const World& world, Identity identity) {
  return static_cast<float>(
      lognormal(world, Decision::sociability, identity, world.parameters.life.sociability_spread));
}

float draw_ease_alone(const World& world, Identity identity) {
  return static_cast<float>(1.0 / lognormal(world, Decision::wished_contact, identity,
                                            world.parameters.loneliness.wish_spread));
}

Education education_at(const EducationParameters& p, int age, double uniform) {
  constexpr int after_higher_education = 22;
  if (age < adult_age) return Education::low;
  if (age < after_higher_education) {
    return uniform < p.low_young ? Education::low : Education::middle;
  }
  const double low =
      along({{22, p.low_22}, {40, p.low_40}, {55, p.low_55}, {70, p.low_70}, {85, p.low_85}}, age);
  const double high = along({{22, p.high_22},
                             {28, p.high_28},
                             {42, p.high_42},
                             {57, p.high_57},
                             {70, p.high_70},
                             {85, p.high_85}},
                            age);
  return uniform < low ? Education::low : uniform < 1 - high ? Education::middle : Education::high;
}

}  // namespace buurt::care
