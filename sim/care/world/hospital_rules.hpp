#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Admissions a year of somebody with some need, by function; more when needs are unmet or with illness.
[[nodiscard]] double usual_admission_rate(const FormalParameters& parameters, Function function);

/// Somebody is admitted to hospital for so many days, after which function may be a level worse. Hidden
/// needs come to light; help at home pauses, and help given to others ends. Nothing happens to those
/// who are in hospital.
void send_to_hospital(World& world, Person person, std::uint16_t days, bool worsens);

}  // namespace buurt::care
