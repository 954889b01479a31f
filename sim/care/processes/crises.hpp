#pragma once
// Admissions to hospital of people who need help, and what they bring to light.

#include "care/world/world.hpp"

namespace buurt::care {

/// Admissions a year of somebody in need.
double admission_rate(const World& world, Person person);

/// The weekly phase: days in hospital pass, people come home, and some of those in need are admitted.
/// An admission reveals hidden needs and makes people think of a nursing home. Only people who need
/// something are visited.
void live_through_crises(World& world);

}  // namespace buurt::care
