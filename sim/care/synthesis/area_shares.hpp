#pragma once
// How households and kinds of dwelling are spread over the areas of a municipality.

#include <array>
#include <cstdint>
#include <vector>

#include "care/synthesis/plan.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// Kinds of dwelling that are let to private households, from the densest.
inline constexpr std::array<DwellingKind, 4> private_kinds = {
    DwellingKind::apartment, DwellingKind::terraced, DwellingKind::semi_detached,
    DwellingKind::detached};

/// What sort of place an area is.
enum class AreaKind : std::uint8_t { centre, suburb, village };

/// The first area is the centre; others are villages when they are small.
[[nodiscard]] AreaKind area_kind(const Municipality& municipality, std::size_t area);

/// The households of each area.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> households_by_area(const World& world,
                                                                         const Plan& plan);

/// Dwellings of each of `private_kinds` in each area, for this many dwellings an area.
[[nodiscard]] std::vector<std::array<std::uint32_t, 4>> kinds_by_area(
    const Municipality& municipality, const std::vector<std::uint32_t>& dwellings);

}  // namespace buurt::care
