#pragma once
// Who the first residents are: origin, means and car by household; education, occupation, licence
// and sociability by person.

#include "care/synthesis/plan.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Gives households their origin, poverty and car: as many as the municipality's shares ask for,
/// more likely where the margins or (assumed) weights say so.
void give_household_traits(const World& world, Plan& plan);

/// What a person may do with a car of the household.
enum class CarUse : std::uint8_t { none, with_licence, drives };

/// Gives a person of the world, whose age, sex and origin are set, the traits of his or her own.
void give_personal_traits(World& world, Person person, Position position, CarUse car);

}  // namespace buurt::care
