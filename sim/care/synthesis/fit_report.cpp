#include "care/synthesis/fit_report.hpp"

#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "care/synthesis/ages.hpp"
#include "engine/error.hpp"

namespace buurt::care {
namespace {

double share(double part, double whole) { return whole > 0 ? 100 * part / whole : 0; }

using PersonTest = std::function<bool(const World&, Person)>;
using HouseholdTest = std::function<bool(const World&, Row)>;

bool anybody(const World&, Person) { return true; }

double persons(const World& world, const PersonTest& test) {
  double count = 0;
  for (Person p = 0; p < world.people.rows(); ++p) {
    if (world.people.alive(p) && test(world, p)) count += 1;
  }
  return count;
}

// Of those for whom the first holds: the share for whom the second does.
double share_of(const World& world, const PersonTest& among, const PersonTest& test) {
  return share(persons(world, [&](const World& w, Person p) { return among(w, p) && test(w, p); }),
               persons(world, among));
}

bool is_private(const World& world, Row household) {
  return world.households.alive(household) && world.households.collective[household] == 0;
}

double households(const World& world, const HouseholdTest& test) {
  double count = 0;
  for (Row h = 0; h < world.households.rows(); ++h) {
    if (is_private(world, h) && test(world, h)) count += 1;
  }
  return count;
}

double share_of_households(const World& world, const HouseholdTest& test) {
  return share(households(world, test), households(world, is_private));
}

PersonTest aged(int from, int to = oldest_age + 100) {
  return [from, to](const World& world, Person p) {
    const int age = world.age(p);
    return age >= from && age <= to;
  };
}

PersonTest aged_of(Sex sex, int from, int to = oldest_age + 100) {
  return [=](const World& world, Person p) {
    return world.people.sex[p] == sex && aged(from, to)(world, p);
  };
}

bool in_nursing_home(const World& world, Person p) {
  return world.households.collective[world.people.household[p]] != 0;
}

// What a household is, told from the couple, the ages and the size alone.
enum class Kind { alone, couple, couple_with_children, lone_parent, other };

Kind kind_of_household(const World& world, Row household) {
  const int members = world.households.members[household];
  if (members == 1) return Kind::alone;
  const Person first = world.households.first_member[household];
  const Person partner = world.people.partner[first];
  if (partner != no_row) return members == 2 ? Kind::couple : Kind::couple_with_children;
  constexpr int generation = 17;
  const int second = world.age(world.people.next_in_household[first]);
  return world.age(first) - second >= generation ? Kind::lone_parent : Kind::other;
}

HouseholdTest of_kind(Kind kind) {
  return [kind](const World& world, Row h) { return kind_of_household(world, h) == kind; };
}

HouseholdTest of_size(int from, int to) {
  return [from, to](const World& world, Row h) {
    return world.households.members[h] >= from && world.households.members[h] <= to;
  };
}

PersonTest living_in(const HouseholdTest& test) {
  return [test](const World& world, Person p) {
    return !in_nursing_home(world, p) && test(world, world.people.household[p]);
  };
}

bool poor(const World& world, Person p) { return world.people.poverty[p] != 0; }

bool older_couple(const World& world, Row h) {
  return kind_of_household(world, h) == Kind::couple &&
         world.age(world.households.first_member[h]) >= 65;
}

bool large_family(const World& world, Row h) {
  return kind_of_household(world, h) == Kind::couple_with_children &&
         world.households.members[h] >= 5;
}

bool with_car(const World& world, Row h) {
  bool found = false;
  world.each_member(h, [&](Person p) { found = found || world.people.car[p] != 0; });
  return found;
}

// Of households whose reference person is in an age range: the share that live alone.
double living_alone(const World& world, int from, int to) {
  const auto among = [&](const World& w, Row h) {
    return aged(from, to)(w, w.households.first_member[h]);
  };
  return share(households(world,
                          [&](const World& w, Row h) {
                            return among(w, h) && kind_of_household(w, h) == Kind::alone;
                          }),
               households(world, among));
}

double houses(const World& world, DwellingKind kind) {
  double of_kind = 0;
  double all = 0;
  for (Row d = 0; d < world.dwellings.rows(); ++d) {
    const DwellingKind found = world.dwellings.kind[d];
    if (found == DwellingKind::apartment || found == DwellingKind::collective) continue;
    all += 1;
    if (found == kind) of_kind += 1;
  }
  return share(of_kind, all);
}

double outside_centre(const World& world) {
  return persons(world,
                 [](const World& w, Person p) { return w.places.area[w.street_of(p)] != 0; });
}

double rate_at(const std::vector<int>& from, const std::vector<double>& rates, int age) {
  double rate = 0;
  for (std::size_t band = 0; band < from.size() && from[band] <= age; ++band) rate = rates[band];
  return rate;
}

double expected_births(const World& world) {
  const Municipality& m = world.municipality;
  double births = 0;
  for (Person p = 0; p < world.people.rows(); ++p) {
    if (world.people.alive(p) && world.people.sex[p] == Sex::woman) {
      births += rate_at(m.fertility_from, m.fertility, world.age(p));
    }
  }
  return births;
}

double expected_deaths(const World& world) {
  const Municipality& m = world.municipality;
  double deaths = 0;
  for (Person p = 0; p < world.people.rows(); ++p) {
    if (!world.people.alive(p)) continue;
    deaths += rate_at(m.mortality_from,
                      world.people.sex[p] == Sex::man ? m.mortality_men : m.mortality_women,
                      world.age(p));
  }
  return deaths;
}

using Measure = double (*)(const World&);

constexpr std::array<std::pair<std::string_view, Measure>, 36> measures = {{
    {"population", [](const World& w) { return static_cast<double>(w.people.size()); }},
    {"in_centre",
     [](const World& w) { return static_cast<double>(w.people.size()) - outside_centre(w); }},
    {"outside_centre", outside_centre},
    {"aged_60_plus", [](const World& w) { return share_of(w, anybody, aged(60)); }},
    {"aged_65_plus", [](const World& w) { return share_of(w, anybody, aged(65)); }},
    {"aged_80_plus", [](const World& w) { return share_of(w, anybody, aged(80)); }},
    {"one_person_households", [](const World& w) { return share_of_households(w, of_size(1, 1)); }},
    {"households_of_2", [](const World& w) { return share_of_households(w, of_size(2, 2)); }},
    {"households_of_3", [](const World& w) { return share_of_households(w, of_size(3, 3)); }},
    {"households_of_4", [](const World& w) { return share_of_households(w, of_size(4, 4)); }},
    {"households_of_5", [](const World& w) { return share_of_households(w, of_size(5, 5)); }},
    {"households_of_6_plus",
     [](const World& w) { return share_of_households(w, of_size(6, 255)); }},
    {"mean_household_size",
     [](const World& w) {
       return persons(w, [](const World& v, Person p) { return !in_nursing_home(v, p); }) /
              std::max(1.0, households(w, is_private));
     }},
    {"couples_without_children",
     [](const World& w) { return share_of_households(w, of_kind(Kind::couple)); }},
    {"couples_with_children",
     [](const World& w) { return share_of_households(w, of_kind(Kind::couple_with_children)); }},
    {"lone_parent_households",
     [](const World& w) { return share_of_households(w, of_kind(Kind::lone_parent)); }},
    {"living_alone_60_plus", [](const World& w) { return living_alone(w, 60, 255); }},
    {"living_alone_under_60", [](const World& w) { return living_alone(w, 0, 59); }},
    {"persons_living_alone",
     [](const World& w) { return share_of(w, anybody, living_in(of_size(1, 1))); }},
    {"nursing_home_65_plus", [](const World& w) { return share_of(w, aged(65), in_nursing_home); }},
    {"nursing_home_men_85_plus",
     [](const World& w) { return share_of(w, aged_of(Sex::man, 85), in_nursing_home); }},
    {"nursing_home_women_85_plus",
     [](const World& w) { return share_of(w, aged_of(Sex::woman, 85), in_nursing_home); }},
    {"foreign_origin",
     [](const World& w) {
       return share_of(w, anybody, [](const World& v, Person p) {
         return v.people.origin[p] == Origin::foreign;
       });
     }},
    {"poverty", [](const World& w) { return share_of(w, anybody, poor); }},
    {"poverty_one_person",
     [](const World& w) { return share_of(w, living_in(of_size(1, 1)), poor); }},
    {"poverty_older_couple",
     [](const World& w) { return share_of(w, living_in(older_couple), poor); }},
    {"poverty_lone_parent",
     [](const World& w) { return share_of(w, living_in(of_kind(Kind::lone_parent)), poor); }},
    {"poverty_large_family",
     [](const World& w) { return share_of(w, living_in(large_family), poor); }},
    {"car", [](const World& w) { return share_of_households(w, with_car); }},
    {"association_members",
     [](const World& w) {
       return share_of(w, aged(18),
                       [](const World& v, Person p) { return v.people.association[p] != no_row; });
     }},
    {"working_20_64",
     [](const World& w) {
       return share_of(w, aged(20, 64), [](const World& v, Person p) {
         return v.people.occupation[p] == Occupation::worker;
       });
     }},
    {"parish_members",
     [](const World& w) {
       return share_of(w, aged(18),
                       [](const World& v, Person p) { return v.people.parish[p] != no_row; });
     }},
    {"terraced_houses", [](const World& w) { return houses(w, DwellingKind::terraced); }},
    {"detached_houses", [](const World& w) { return houses(w, DwellingKind::detached); }},
    {"expected_births", expected_births},
    {"expected_deaths", expected_deaths},
}};

// Persons by band, men then women.
std::vector<double> bands_of(const World& world) {
  const std::vector<int>& from = world.municipality.age_from;
  std::vector<double> counts(2 * from.size());
  for (Person p = 0; p < world.people.rows(); ++p) {
    if (!world.people.alive(p)) continue;
    const int age = world.age(p);
    std::size_t band = 0;
    while (band + 1 < from.size() && from[band + 1] <= age) ++band;
    counts[static_cast<std::size_t>(world.people.sex[p]) * from.size() + band] += 1;
  }
  return counts;
}

}  // namespace

std::vector<std::string_view> fit_measures() {
  std::vector<std::string_view> names;
  for (const auto& [name, measure] : measures) names.push_back(name);
  return names;
}

double fit_measure(const World& world, std::string_view measure) {
  for (const auto& [name, function] : measures) {
    if (name == measure) return function(world);
  }
  throw engine::UserError(std::string(measure), "is not a measure of the fit report");
}

std::vector<FitRow> fit_report(const World& world) {
  const Municipality& m = world.municipality;
  std::vector<FitRow> rows;
  const std::vector<double> found = bands_of(world);
  const double published = std::accumulate(m.men.begin(), m.men.end(), 0.0) +
                           std::accumulate(m.women.begin(), m.women.end(), 0.0);
  for (std::size_t sex = 0; sex < 2; ++sex) {
    for (std::size_t band = 0; band < m.age_from.size(); ++band) {
      FitRow row;
      const bool last = band + 1 == m.age_from.size();
      row.id = sex == 0 ? m.ages_men_id : m.ages_women_id;
      row.indicator = std::string(sex == 0 ? "Men of " : "Women of ") +
                      std::to_string(m.age_from[band]) +
                      (last ? " and over" : " to " + std::to_string(m.age_from[band + 1] - 1));
      row.target = (sex == 0 ? m.men : m.women)[band] / published * m.population;
      row.result = found[sex * m.age_from.size() + band];
      row.difference = row.target > 0 ? 100 * (row.result / row.target - 1) : 100 * row.result;
      row.tolerance = row.target > 0 ? std::max(1.0, 100 / row.target) : 100;
      row.unit = "persons; difference in %";
      row.source = m.ages_source;
      row.within = std::abs(row.difference) <= row.tolerance;
      rows.push_back(std::move(row));
    }
  }
  for (const Margin& margin : m.margins) {
    FitRow row;
    row.id = margin.id;
    row.indicator = margin.indicator;
    row.target = margin.value;
    row.result = fit_measure(world, margin.measure);
    row.difference = row.result - row.target;
    row.tolerance = margin.tolerance;
    row.unit = margin.unit;
    row.source = margin.source;
    row.fitted = std::isfinite(margin.tolerance);
    row.within = !row.fitted || std::abs(row.difference) <= row.tolerance;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace buurt::care
