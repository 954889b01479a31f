#pragma once
// How many men and women of each age there are, and the residents themselves.

#include <array>
#include <cstdint>
#include <vector>

#include "care/synthesis/plan.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Ages are counted up to this one.
inline constexpr int oldest_age = 109;

/// Persons by sex and year of age.
using AgeCounts = std::array<std::vector<std::uint32_t>, 2>;

/// The bands of the municipality scaled to its population by the largest remainder over all bands
/// and both sexes; within a band, years follow the slope between the neighbouring bands.
[[nodiscard]] AgeCounts count_by_age(const Municipality& municipality);

/// Farther back, cohorts that have died out since would be missing.
inline constexpr int most_years_back = 10;

/// The municipality so many years before its file: cohorts are as much younger, and larger by those who die until
/// then at the rates of the file times `death_rate_factor`; who is younger than that is not born yet. Moves are not
/// undone, and all bands are scaled to the same inhabitants.
[[nodiscard]] Municipality years_before(const Municipality& municipality, int years,
                                        double death_rate_factor);

/// The residents, in order of sex, age and number. The identity comes from these three alone, so
/// another resident of one age changes no other; the week of the year of age is drawn.
[[nodiscard]] std::vector<Resident> make_residents(const World& world, const AgeCounts& counts);

}  // namespace buurt::care
