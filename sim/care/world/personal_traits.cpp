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

constexpr int after_higher_education = 22;
constexpr int after_last_degree = 28;

struct Schooled {
  double low = 1;
  double high = 0;
};

Schooled schooled_at(const EducationParameters& p, int age) {
  if (age < adult_age) return {};
  if (age < after_higher_education) return {p.low_young, 0.0};
  return {
      along({{22, p.low_22}, {40, p.low_40}, {55, p.low_55}, {70, p.low_70}, {85, p.low_85}}, age),
      along({{22, p.high_22},
             {28, p.high_28},
             {42, p.high_42},
             {57, p.high_57},
             {70, p.high_70},
             {85, p.high_85}},
            age)};
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
  const Schooled shares = schooled_at(p, age);
  return uniform < shares.low        ? Education::low
         : uniform < 1 - shares.high ? Education::middle
                                     : Education::high;
}

Education educated_by(const EducationParameters& p, int age, Education before, double finishes,
                      double goes_on) {
  if (age < adult_age || age > after_last_degree) return before;
  const Schooled last_year = schooled_at(p, age - 1);
  const Schooled now = schooled_at(p, age);
  Education reached = before;
  if (reached == Education::low && finishes * last_year.low >= now.low) reached = Education::middle;
  const double rest = 1 - now.low - last_year.high;
  if (reached == Education::middle && goes_on * rest < now.high - last_year.high) {
    reached = Education::high;
  }
  return reached;
}

}  // namespace buurt::care
