#pragma once
// What a synthetic municipality is made from: published margins, each with its source in the file
// that `files/municipality_reader` reads.

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace buurt::care {

/// A part of the municipality: the centre or a sub-municipality.
struct Area {
  std::string name;
  double population = 0;  ///< persons; shares are taken from the sum over areas
};

/// A published figure that the fit report puts beside the result.
struct Margin {
  /// Of a figure that is shown beside the result but not fitted.
  static constexpr double no_tolerance = std::numeric_limits<double>::infinity();

  std::string id;  ///< row of the source table, for instance "DEM-BRU-SINGLE"
  std::string indicator;
  std::string measure;  ///< what of the municipality is compared: a name of `fit_measures()`
  double value = 0;
  std::string unit;
  std::string source;
  double tolerance = no_tolerance;  ///< largest difference allowed, in the margin's unit
};

struct Municipality {
  std::string name;   ///< for instance "herzele"
  std::string title;  ///< for instance "Herzele-like municipality (synthetic)"
  std::uint32_t population = 0;
  double area_km2 = 0;
  std::vector<Area> areas;  ///< the first is the centre

  std::vector<int> age_from;  ///< lower bounds of the age bands, the last open-ended
  std::vector<double> men;    ///< persons by band; only the shares matter
  std::vector<double> women;
  std::string ages_men_id;  ///< rows of the source table
  std::string ages_women_id;
  std::string ages_source;

  double one_person_share = 0;  ///< of private households
  /// Private households by size, shares of 2, 3, 4, 5, 6+ among those of two or more persons.
  std::array<double, 5> larger_sizes{};
  double lone_parent_share = 0;  ///< of private households
  double without_family_share =
      0;                          ///< of private households: two persons, neither couple nor parent
  double multi_family_share = 0;  ///< of private households: a family and another relative

  double nursing_home_65_plus = 0;  ///< share of those aged 65 and over
  double nursing_home_men_85_plus = 0;
  double nursing_home_women_85_plus = 0;

  double terraced = 0;  ///< buildings by kind; only the shares matter
  double semi_detached = 0;
  double detached = 0;
  double apartment_buildings = 0;
  double apartments_per_building = 0;
  double vacant_share = 0;  ///< empty dwellings, as a share of private households

  double foreign_origin_share = 0;
  double car_share = 0;    ///< of households with at least one car
  double licence_men = 0;  ///< driving licence, share of those of 18 and over
  double licence_women = 0;
  double poverty_one_person = 0;  ///< at risk of poverty, by kind of household
  double poverty_older_couple = 0;
  double poverty_lone_parent = 0;
  double poverty_large_family = 0;
  double poverty_all = 0;
  double employed_elsewhere_share = 0;   ///< of workers: workplace outside the municipality
  double secondary_elsewhere_share = 0;  ///< of pupils of 12 and over: school outside it
  double association_member_share = 0;   ///< adults active in at least one association
  double associations_per_thousand = 0;  ///< inhabitants
  double kin_nearby_share = 0;  ///< of grown children: living in the municipality of their parents

  /// Death rates a year by age band and sex, in the bands of `mortality_from`.
  std::vector<int> mortality_from;
  std::vector<double> mortality_men;
  std::vector<double> mortality_women;
  /// Births a year per woman by age band, in the bands of `fertility_from`; 0 before and after.
  std::vector<int> fertility_from;
  std::vector<double> fertility;
  double arrivals_share = 0;      ///< persons arriving a year, share of inhabitants
  double departures_share = 0;    ///< persons leaving a year
  double moves_within_share = 0;  ///< persons moving within a year

  std::vector<Margin> margins;  ///< figures beside the ages by sex that the fit report compares
};

}  // namespace buurt::care
