#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Somebody moves into a nursing home that has a free bed, each as likely to be asked first; without
/// one he or she stays where he or she is. A partner stays behind.
/// \return whether there was a bed.
bool enter_nursing_home(World& world, Person person);

}  // namespace buurt::care
