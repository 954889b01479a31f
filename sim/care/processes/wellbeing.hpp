#pragma once
// Four domains of wellbeing: meaning, satisfaction with life, mastery and inclusion, each 0 to 10.

#include "care/world/world.hpp"

namespace buurt::care {

/// Everybody is asked how it goes every so many weeks, each in weeks that hang on who it is.
inline constexpr std::uint32_t weeks_between_feelings = 16;

/// What people differ in by nature, all life long: numbers about 0 with standard deviation 1.
struct Disposition {
  double wellbeing = 0;
  double trust = 0;
};
Disposition disposition_of(const World& world, Person person);

/// What the circumstances of a person are for wellbeing, each 0 to 1.
struct Circumstances {
  double limited = 0;  ///< function, or dementia if that limits more
  double ill = 0;      ///< seriously
  double unmet = 0;    ///< share of what is needed that nobody gives
  double lonely = 0;   ///< emotional and social together
  double grief = 0;
  double strain = 0;  ///< of a carer, as it is felt
  double poverty = 0;
  double roles = 0;      ///< work or study, helping others, a partner, an association, a parish
  double belonging = 0;  ///< association, parish, neighbours one meets
  double trust = 0;      ///< in neighbours
};
Circumstances circumstances_of(const World& world, Person person);

/// Where the domains go, in the order meaning, life satisfaction, mastery, inclusion.
struct Wellbeing {
  double meaning = 0;
  double life_satisfaction = 0;
  double mastery = 0;
  double inclusion = 0;
};
Wellbeing wellbeing_in(const World& world, const Circumstances& circumstances, double by_nature);

/// The weekly phase: a sixteenth of the adults are looked at; wellbeing and trust go some of the way to
/// where circumstances put them.
void feel_well(World& world);

}  // namespace buurt::care
