#include "care/synthesis/memberships.hpp"

#include <algorithm>
#include <map>

#include "care/synthesis/fitting.hpp"
#include "care/world/curve.hpp"
#include "care/world/occupations.hpp"

namespace buurt::care {
namespace {

enum DrawIndex : std::uint32_t { of_daytime, of_association, of_association_choice, of_parish };

constexpr int first_secondary_age = 12;

// All that follows is assumed unless the municipality gives the share.
constexpr double nearest_secondary_school = 0.6;  ///< of pupils; the others go to any
constexpr double association_nearby = 0.65;       ///< of members: of their own area
constexpr double children_in_associations = 0.6;

double squared_distance(const World& world, Row a, Row b) {
  const double x = world.places.x[a] - world.places.x[b];
  const double y = world.places.y[a] - world.places.y[b];
  return x * x + y * y;
}

std::size_t nearest_of(const World& world, const std::vector<Row>& places, Row to) {
  std::size_t nearest = 0;
  for (std::size_t k = 1; k < places.size(); ++k) {
    if (squared_distance(world, places[k], to) < squared_distance(world, places[nearest], to)) {
      nearest = k;
    }
  }
  return nearest;
}

// Pupils by school and year of age. Primary schools come first in the order of keys.
using Cohorts =
    std::map<std::pair<std::uint32_t, int>, std::vector<std::pair<std::uint32_t, Person>>>;

Cohorts send_to_schools(const World& world, const Institutions& institutions) {
  const engine::Stream draws = world.stream(Decision::synthesis_place);
  std::vector<std::uint32_t> nearest(world.places.rows());
  for (const Row n : world.neighbourhoods) {
    nearest[n] = static_cast<std::uint32_t>(nearest_of(world, institutions.secondary_middle, n));
  }
  Cohorts cohorts;
  const auto schools = static_cast<std::uint32_t>(institutions.secondary_middle.size());
  for (Person p = 0; p < world.people.rows(); ++p) {
    if (world.people.occupation[p] != Occupation::pupil) continue;
    const engine::Draw draw = draws.at(world.people.identity[p], 0, of_daytime);
    const int age = std::max(school_from(world), world.age(p));
    const Row neighbourhood = world.neighbourhood_of(p);
    std::uint32_t school = institutions.catchment[neighbourhood];
    if (age >= first_secondary_age) {
      if (draw.happens(world.municipality.secondary_elsewhere_share, 1)) continue;
      school = institutions.catchments + (draw.happens(nearest_secondary_school, 2)
                                              ? nearest[neighbourhood]
                                              : draw.below(schools, 3));
    }
    // Those of two and a half go to school but have not had their third birthday: a class of three.
    cohorts[{school, age}].emplace_back(draw.words[0], p);
  }
  return cohorts;
}

void fill_classes(World& world, const Institutions& institutions) {
  for (auto& [key, pupils] : send_to_schools(world, institutions)) {
    std::sort(pupils.begin(), pupils.end());
    const auto& [school, age] = key;
    const Row middle = school < institutions.catchments
                           ? institutions.catchment_middle[school]
                           : institutions.secondary_middle[school - institutions.catchments];
    const std::size_t classes =
        std::max<std::size_t>(1, (pupils.size() + pupils_per_class / 2) / pupils_per_class);
    std::size_t next = 0;
    for (std::size_t k = 0; k < classes; ++k) {
      const Identity identity{engine::mix(engine::mix(engine::name_hash("school class"), school),
                                          static_cast<std::uint64_t>(age) * 4096 + k)};
      const Row place = world.add_place(identity, PlaceKind::school_class, world.places.x[middle],
                                        world.places.y[middle], middle, world.places.area[middle]);
      world.places.age_from[place] = static_cast<std::uint8_t>(age);
      for (; next < pupils.size() * (k + 1) / classes; ++next) {
        world.change_place(world.people.daytime, pupils[next].second, place);
      }
    }
  }
}

double membership_weight(const World& world, Person p, int age) {
  const double by_education = world.people.education[p] == Education::high     ? 1.25
                              : world.people.education[p] == Education::middle ? 1.0
                                                                               : 0.75;
  return by_education *
         along({{18, 1.1}, {35, .95}, {65, 1.05}, {75, .95}, {85, .55}, {92, .3}}, age);
}

double parish_share(int age) {
  return along({{6, .04}, {20, .03}, {45, .06}, {60, .13}, {72, .25}, {85, .30}}, age);
}

// What multiplies the weights of adults so that the share of members comes out.
double membership_scale(const World& world) {
  double adults = 0;
  double weights = 0;
  for (Person p = 0; p < world.people.rows(); ++p) {
    const int age = world.age(p);
    if (age < adult_age) continue;
    adults += 1;
    weights += membership_weight(world, p, age);
  }
  return weights > 0 ? world.municipality.association_member_share * adults / weights : 0;
}

}  // namespace

void give_memberships(World& world, const Institutions& institutions) {
  fill_classes(world, institutions);
  const engine::Stream draws = world.stream(Decision::synthesis_place);
  const double scale = membership_scale(world);
  for (Person p = 0; p < world.people.rows(); ++p) {
    const Identity identity = world.people.identity[p];
    const int age = world.age(p);
    const int area = world.places.area[world.street_of(p)];
    if (world.people.occupation[p] == Occupation::worker) {
      const engine::Draw draw = draws.at(identity, 0, of_daytime);
      if (!draw.happens(world.municipality.employed_elsewhere_share, 1)) {
        world.change_place(world.people.daytime, p, institutions.workplaces.at(draw.uniform(2)));
      }
    }
    const engine::Draw draw = draws.at(identity, 0, of_association);
    const double member = age < static_cast<int>(world.parameters.life.association_age) ? 0
                          : age < adult_age ? children_in_associations
                                            : scale * membership_weight(world, p, age);
    if (draw.happens(member)) {
      const MemberAges ages = age < adult_age                     ? MemberAges::children
                              : age >= 58 && draw.happens(0.6, 1) ? MemberAges::seniors
                                                                  : MemberAges::adults;
      const auto a = static_cast<std::size_t>(ages);
      const Choice& nearby = institutions.associations_in[static_cast<std::size_t>(area)][a];
      const engine::Draw choice = draws.at(identity, 0, of_association_choice);
      const bool stays = choice.happens(association_nearby) && !nearby.places.empty();
      world.change_place(world.people.association, p,
                         (stays ? nearby : institutions.associations[a]).at(choice.uniform(1)));
    }
    if (draws.at(identity, 0, of_parish).happens(parish_share(age))) {
      world.change_place(world.people.parish, p,
                         institutions.parishes[static_cast<std::size_t>(area)]);
    }
  }
}

}  // namespace buurt::care
