#pragma once
// How a burden lies over rich and poor.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "care/care_by_person.hpp"
#include "care/declared_outcomes.hpp"

namespace buurt::care {

/// Socio-economic positions, the worst first: at risk of poverty or not, and within each by schooling.
inline constexpr std::size_t socio_economic_positions = 6;

/// The position of a person, 0 the worst.
[[nodiscard]] std::size_t socio_economic_position(const World& world, Person person);

/// Erreygers' corrected concentration index of something that people have or have not, over ranked
/// positions: 8 cov(has, rank), with the middle rank for all of one position. From -1 to 1; below 0
/// when those at the bottom have it more, 0 when it lies evenly, not-a-number when there is nobody.
/// \param people   people of each position, the worst first
/// \param having   those of them who have it
/// Source: Erreygers 2009, J. Health Economics 28:504.
[[nodiscard]] double concentration_index(
    const std::array<std::int64_t, socio_economic_positions>& people,
    const std::array<std::int64_t, socio_economic_positions>& having);

/// Outcomes of equity, for the whole municipality, in the order of `measure_equity`.
std::span<const OutcomeDeclaration> equity_outcome_declarations();

/// Measures them: `values[outcome * group_count + group]`, as `measure` does; not-a-number for all
/// groups but `all`.
void measure_equity(const World& world, const CareByPerson& care, std::span<double> values);

}  // namespace buurt::care
