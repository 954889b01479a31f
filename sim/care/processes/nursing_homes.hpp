#pragma once
// Who gets a place in a nursing home, and moving in.

#include "care/world/world.hpp"

namespace buurt::care {

/// How urgently somebody needs a place, in steps: level of function, dementia, living alone, strain of
/// the main carer, unmet share.
double home_urgency(const World& world, Person person);

/// The weekly phase: free beds go to those on the list, the most urgent first, then those who have
/// waited longest, then by draw and identity.
void admit_to_nursing_homes(World& world);

/// Somebody moves into a nursing home that has a free bed, each as likely to be asked first; without
/// one he or she stays where he or she is. A partner stays behind. The home meets what was needed, so
/// needs and the help for them end; so does the help that the resident gave.
/// \return whether there was a bed.
bool enter_nursing_home(World& world, Person person);

}  // namespace buurt::care
