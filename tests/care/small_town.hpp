#pragma once
// A whole municipality small enough to be lived through in a test: Herzele's margins, fewer people.

#include <string>
#include <vector>

#include "care/processes/housing.hpp"
#include "care/synthesis/populate.hpp"
#include "care/synthesis/ties.hpp"
#include "care/week.hpp"
#include "engine/error.hpp"
#include "experiment/simulation.hpp"
#include "files/municipality_reader.hpp"
#include "files/parameter_catalogue.hpp"

namespace buurt::test {

inline care::Parameters shipped_parameters() {
  static const care::Parameters shipped = [] {
    const files::ParameterCatalogue catalogue =
        files::load_parameter_catalogue(std::string(BUURT_SOURCE_SCENARIOS) + "/parameters.json");
    care::Parameters parameters;
    care::for_each_parameter(parameters, [&](const std::string& name, double& value) {
      value = catalogue.find(name)->default_value;
    });
    return parameters;
  }();
  return shipped;
}

inline care::Municipality small_municipality(std::uint32_t population) {
  care::Municipality town = files::read_municipality(std::string(BUURT_SOURCE_SCENARIOS) +
                                                     "/municipalities/herzele.json");
  const double scale = static_cast<double>(population) / town.population;
  town.name = "small";
  town.population = population;
  town.area_km2 *= scale;
  for (care::Area& area : town.areas) area.population *= scale;
  town.margins.clear();
  return town;
}

inline experiment::ModelInput small_input(int burn_in_weeks, int weeks,
                                          std::uint32_t population = 2000) {
  experiment::ModelInput input;
  input.municipality = small_municipality(population);
  input.parameters = shipped_parameters();
  input.seed = 7;
  input.burn_in_weeks = burn_in_weeks;
  input.weeks = weeks;
  return input;
}

inline void live(care::World& world, int weeks) {
  care::WeekSchedule schedule = care::make_week();
  for (int week = 0; week < weeks; ++week) care::live_week(world, schedule);
}

/// Two thousand people after half a year of life, with some dwellings empty; made once. Copy it to do
/// something to it.
inline const care::World& small_town() {
  static const care::World town = [] {
    care::World world;
    world.seed = 11;
    world.municipality = small_municipality(2000);
    world.use(shipped_parameters());
    const care::Kinship kinship = care::populate(world);
    world.index_places();
    care::make_ties(world, kinship);
    live(world, 26);
    care::build_dwellings(world);
    return world;
  }();
  return town;
}

/// Everybody alive, by row.
inline std::vector<care::Person> everybody(const care::World& world) {
  std::vector<care::Person> people;
  for (care::Person person = 0; person < world.people.rows(); ++person) {
    if (world.people.alive(person)) people.push_back(person);
  }
  return people;
}

/// The tie of one person to another, or nothing.
inline const engine::Tie* tie_between(const care::World& world, care::Person person,
                                      engine::Row other) {
  const int slot = world.ties.find(person, other);
  return slot < 0 ? nullptr : &world.ties.ties(person)[static_cast<std::size_t>(slot)];
}

inline bool together(const engine::Tie& tie) { return (tie.kind & care::tie_together) != 0; }

inline std::vector<care::Person> members_of(const care::World& world, engine::Row household) {
  std::vector<care::Person> members;
  world.each_member(household, [&](care::Person person) { members.push_back(person); });
  return members;
}

inline bool in_private_household(const care::World& world, care::Person person) {
  return world.households.collective[world.people.household[person]] == 0;
}

/// Lets weeks pass in which nobody meets anybody.
inline void pass_weeks(care::World& world, int weeks) {
  world.week += static_cast<std::uint32_t>(weeks);
  for (const care::Person person : everybody(world)) world.recall_contacts(person);
}

}  // namespace buurt::test
