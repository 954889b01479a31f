#pragma once
// Admissions to hospital of people who need help, and what they bring to light.

#include "care/world/world.hpp"

namespace buurt::care {

/// Admissions a year of somebody in need.
double admission_rate(const World& world, Person person);

/// Somebody is admitted to hospital for so many days, after which function may be a level worse. Hidden
/// needs come to light; help at home pauses, and help given to others ends. Nothing happens to those
/// who are in hospital.
void send_to_hospital(World& world, Person person, std::uint16_t days, bool worsens);

/// Somebody becomes one level less able, and needs follow; the severest stay so.
void lose_function(World& world, Person person);

/// The weekly phase: days in hospital pass, people come home, and some of those in need are admitted.
/// An admission reveals hidden needs and makes people think of a nursing home. Only people who need
/// something are visited.
void live_through_crises(World& world);

}  // namespace buurt::care
