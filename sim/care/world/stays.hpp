#pragma once
// Who is in hospital, and who waits for a place in a nursing home. Somebody may die or move away
// meanwhile, so rows hold whose they are; what has become nobody's is cleared by the weekly phases.

#include <cstdint>
#include <tuple>

#include "care/world/people.hpp"
#include "engine/table.hpp"

namespace buurt::care {

struct HospitalStayColumns {
  Column<Identity> identity;  ///< made from the patient's and the week
  Column<Identity> who;
  Column<Person> person;
  Column<std::uint16_t> days_left;
  Column<std::uint8_t> worsens;  ///< 1 when function will be worse afterwards

  static constexpr auto describe() {
    using C = HospitalStayColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("who", &C::who),
                      column("person", &C::person), column("days_left", &C::days_left),
                      column("worsens", &C::worsens));
  }
};
using HospitalStays = engine::Table<HospitalStayColumns>;

struct HomeRequestColumns {
  Column<Identity> identity;  ///< made from the person's
  Column<Identity> who;
  Column<Person> person;
  Column<std::uint32_t> since;  ///< week in which it was made

  static constexpr auto describe() {
    using C = HomeRequestColumns;
    using engine::column;
    return std::tuple(column("identity", &C::identity), column("who", &C::who),
                      column("person", &C::person), column("since", &C::since));
  }
};
using HomeRequests = engine::Table<HomeRequestColumns>;

}  // namespace buurt::care
