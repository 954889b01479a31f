#pragma once
// Households and the dwellings they live in.

#include <cstdint>
#include <tuple>

#include "care/world/people.hpp"

namespace buurt::care {

struct HouseholdColumns {
  Column<Identity> identity;
  Column<Row> dwelling;
  Column<Person> first_member;  ///< head of the chain through `next_in_household`
  Column<std::uint8_t> members;
  Column<std::uint8_t> collective;  ///< 1 for a nursing home or other collective household
  Column<std::uint8_t> beds;        ///< how many people a collective household takes; else 0

  static constexpr auto describe() {
    using C = HouseholdColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("dwelling", &C::dwelling),
                      column("first_member", &C::first_member), column("members", &C::members),
                      column("collective", &C::collective), column("beds", &C::beds));
  }
};

using Households = engine::Table<HouseholdColumns>;

enum class DwellingKind : std::uint8_t { terraced, semi_detached, detached, apartment, collective };

struct DwellingColumns {
  Column<Identity> identity;
  Column<float> x;        ///< metres east of the municipality's south-west corner
  Column<float> y;        ///< metres north of it
  Column<Row> street;     ///< place
  Column<Row> household;  ///< who lives there, or `no_row`
  Column<DwellingKind> kind;

  static constexpr auto describe() {
    using C = DwellingColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("x", &C::x), column("y", &C::y),
                      column("street", &C::street), column("household", &C::household),
                      column("kind", &C::kind));
  }
};

using Dwellings = engine::Table<DwellingColumns>;

}  // namespace buurt::care
