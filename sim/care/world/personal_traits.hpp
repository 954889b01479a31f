#pragma once
// Traits that a person gets on coming into the world or the municipality.

#include "care/world/parameters/education.hpp"
#include "care/world/people.hpp"

namespace buurt::care {

class World;

/// Social talent of a new person: a lognormal with mean 1.
[[nodiscard]] float draw_sociability(const World& world, Identity identity);

/// How easily somebody does with little contact: 1 over the hours wished for, against the usual hours.
/// The hours wished for are lognormal with mean 1.
[[nodiscard]] float draw_ease_alone(const World& world, Identity identity);

/// Level of education of somebody of this age, by a uniform number on [0, 1): shares by age, the
/// younger the more schooled; straight between the ages in the names of the parameters.
[[nodiscard]] Education education_at(const EducationParameters& parameters, int age,
                                     double uniform);

/// The level of education that somebody reaches on a birthday, by two uniform numbers: in the years in
/// which people go to school and study, so many go on that the shares stay those of `education_at`.
[[nodiscard]] Education educated_by(const EducationParameters& parameters, int age,
                                    Education before, double finishes, double goes_on);

}  // namespace buurt::care
