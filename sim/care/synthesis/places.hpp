#pragma once
// The places of a municipality beside its streets: schools, workplaces, associations, parishes,
// shops.

#include <array>
#include <cstdint>
#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

/// Whom an association is for.
enum class MemberAges : std::uint8_t { children, adults, seniors };

/// Places among which somebody chooses, each as likely as its weight.
struct Choice {
  std::vector<Row> places;
  std::vector<double> up_to;  ///< sum of weights up to and with each place

  void add(Row place, double weight) {
    places.push_back(place);
    up_to.push_back((up_to.empty() ? 0 : up_to.back()) + weight);
  }
  /// The place at a uniform number on [0, 1), or `no_row` when there is none.
  [[nodiscard]] Row at(double u) const;
};

/// Where people may belong. Which people do is another matter: see memberships.
struct Institutions {
  std::vector<Row> parishes;             ///< by area
  std::vector<std::uint32_t> catchment;  ///< by row of a neighbourhood: its primary school
  std::uint32_t catchments = 0;
  std::vector<Row> catchment_middle;  ///< a neighbourhood for each
  std::vector<Row> secondary_middle;  ///< a neighbourhood for each secondary school
  Choice workplaces;
  std::array<Choice, 3> associations;  ///< by ages of members, of the whole municipality
  std::vector<std::array<Choice, 3>> associations_in;  ///< by area and ages of members
};

/// Makes parishes, shops, workplaces and associations, and says where schools stand. The world has
/// its people, streets and neighbourhoods.
[[nodiscard]] Institutions found_institutions(World& world);

}  // namespace buurt::care
