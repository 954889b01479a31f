#pragma once
// Where people belong and meet (foci, Feld 1981): streets, neighbourhoods, school classes,
// workplaces, associations, parishes. Each has a roster of its members.

#include <cstdint>
#include <string_view>
#include <tuple>

#include "care/world/people.hpp"

namespace buurt::care {

enum class PlaceKind : std::uint8_t {
  neighbourhood,  ///< 500 to 2,500 people; its members are its residents
  street,         ///< a few dozen dwellings; its members are its residents
  school_class,
  workplace,
  association,
  parish,
  shop,  ///< its members are the households' shoppers who live nearest
};

inline constexpr std::size_t place_kinds = 7;

struct PlaceColumns {
  Column<Identity> identity;
  Column<PlaceKind> kind;
  Column<float> x;  ///< metres
  Column<float> y;
  Column<Row> neighbourhood;      ///< place of kind neighbourhood that holds it (itself, for one)
  Column<std::uint32_t> roster;   ///< number in `World::rosters`
  Column<std::uint8_t> area;      ///< index in `World::area_names`: sub-municipality or centre
  Column<std::uint8_t> age_from;  ///< for a school class: the age its pupils turn this school year
  /// Members that a class or shop takes, 0 meaning no limit; of a workplace its size, in proportion
  /// to which people find work there.
  Column<std::uint16_t> capacity;
  Column<float> norm_of_helping;  ///< of a neighbourhood, 0 to 1; 0 before it is first looked at
  /// What people think of a neighbourhood, 0 to 1; one half is usual, 0 before it is first looked at.
  Column<float> image;
  // Of a neighbourhood, since its image was looked at.
  Column<std::uint32_t> gathered;   ///< times that a resident was at a gathering of a programme
  Column<std::uint32_t> good_news;  ///< stories of its people that residents heard
  Column<float> spirit;  ///< of a neighbourhood: memory of initiatives that went well, 0 to 1

  static constexpr auto describe() {
    using C = PlaceColumns;
    using engine::column;
    return std::tuple(
        column("identity", &C::identity), column("kind", &C::kind), column("x", &C::x),
        column("y", &C::y), column("neighbourhood", &C::neighbourhood),
        column("roster", &C::roster), column("area", &C::area), column("age_from", &C::age_from),
        column("capacity", &C::capacity), column("norm_of_helping", &C::norm_of_helping),
        column("image", &C::image), column("gathered", &C::gathered),
        column("good_news", &C::good_news), column("spirit", &C::spirit));
  }
};

using Places = engine::Table<PlaceColumns>;

}  // namespace buurt::care
