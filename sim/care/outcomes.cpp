#include "care/outcomes.hpp"

#include <array>
#include <bit>
#include <limits>

#include "care/care_outcomes.hpp"
#include "care/equity.hpp"
#include "care/group_cells.hpp"
#include "care/initiative_outcomes.hpp"
#include "care/survey_outcomes.hpp"
#include "care/volunteer_outcomes.hpp"
#include "care/world/levels.hpp"
#include "care/world/loneliness_rules.hpp"
#include "care/world/units.hpp"
#include "engine/fixed_sum.hpp"
#include "engine/parallel.hpp"
#include "engine/side_by_side.hpp"

namespace buurt::care {

namespace {

/// Sums over people, exact: whole numbers, and shares in units of 2⁻²⁰.
struct Sums {
  std::int64_t people = 0;
  std::int64_t household_shares = 0;
  std::int64_t encounters = 0;
  std::int64_t ties = 0;
  std::int64_t weekly = 0;
  std::int64_t monthly = 0;
  std::int64_t sixteen_plus = 0;
  std::int64_t isolated = 0;
  std::int64_t lonely = 0;
  std::int64_t loneliness = 0;
  std::int64_t adults = 0;
  std::int64_t family = 0;
  std::int64_t friends = 0;
  std::int64_t neighbours = 0;
  std::int64_t bereaved = 0;
  std::int64_t supported = 0;
  // Of adults who were asked how it goes; scores in steps of a byte.
  std::int64_t asked = 0;
  std::int64_t meaning = 0;
  std::int64_t satisfaction = 0;
  std::int64_t satisfied = 0;
  std::int64_t dissatisfied = 0;
  std::int64_t mastery = 0;
  std::int64_t inclusion = 0;
  std::int64_t trust_in_neighbours = 0;
  std::int64_t trust_in_services = 0;
  std::int64_t trust_in_authority = 0;
  std::int64_t neighbour_weeks = 0;
  std::int64_t openness = 0;  // of all adults

  void add(const Sums& other) {
    people += other.people;
    household_shares += other.household_shares;
    encounters += other.encounters;
    ties += other.ties;
    weekly += other.weekly;
    monthly += other.monthly;
    sixteen_plus += other.sixteen_plus;
    isolated += other.isolated;
    lonely += other.lonely;
    loneliness += other.loneliness;
    adults += other.adults;
    family += other.family;
    friends += other.friends;
    neighbours += other.neighbours;
    bereaved += other.bereaved;
    supported += other.supported;
    asked += other.asked;
    meaning += other.meaning;
    satisfaction += other.satisfaction;
    satisfied += other.satisfied;
    dissatisfied += other.dissatisfied;
    mastery += other.mastery;
    inclusion += other.inclusion;
    trust_in_neighbours += other.trust_in_neighbours;
    trust_in_services += other.trust_in_services;
    trust_in_authority += other.trust_in_authority;
    neighbour_weeks += other.neighbour_weeks;
    openness += other.openness;
  }
};

constexpr double unit = 0x1p20;

using SumsByCell = std::vector<Sums>;

/// Whether at least three of the four bits of a category are set.
bool most_weeks(std::uint16_t contact_weeks, unsigned category) {
  constexpr unsigned with_three_bits =
      1U << 0b0111U | 1U << 0b1011U | 1U << 0b1101U | 1U << 0b1110U | 1U << 0b1111U;
  return ((with_three_bits >> ((contact_weeks >> (4U * category)) & 0xfU)) & 1U) != 0;
}

/// From this age on people are asked how lonely they are.
constexpr int asked_from_age = 16;

/// Whether a bereaved person gets enough of the comfort that is needed.
bool is_supported(const World& world, Person person) {
  const Row need = world.care.need_of(person, NeedKind::comfort);
  return need == no_row || world.care.needs.met[need] >= world.parameters.grief.supported_from *
                                                             world.care.needs.minutes[need];
}

/// What has not been looked at yet, and is kept as 0, is as usual.
double or_usual(float seen) {
  constexpr double usual = 0.5;
  return seen > 0.0F ? static_cast<double>(seen) : usual;
}

/// Mean of what neighbourhoods have, by inhabitants.
double mean_over_neighbourhoods(const World& world, const Column<float>& column) {
  double sum = 0.0;
  double residents = 0.0;
  for (const Row place : world.neighbourhoods) {
    const double here = world.rosters.members(world.places.roster[place]);
    sum += here * or_usual(column[place]);
    residents += here;
  }
  return residents > 0.0 ? sum / residents : 0.0;
}

void sum_block(const World& world, const GroupCells& cells, std::size_t begin, std::size_t end,
               SumsByCell& sums) {
  sums.resize(cells.groups.size());
  const People& people = world.people;
  const auto lonely_from = static_cast<float>(world.parameters.loneliness.lonely_from);
  const std::uint8_t bereaved_from = coded_level(world.parameters.grief.need_from);
  // Surveys ask for whole numbers: who feels 6.5 says 7, who feels 4.4 says 4.
  const std::uint8_t satisfied_from = coded_score(6.5);
  const std::uint8_t dissatisfied_below = coded_score(4.5);
  constexpr int eighteen = 18;
  for (auto person = static_cast<Person>(begin); person < end; ++person) {
    const GroupCell cell = cells.of_person[person];
    if (cell == no_cell) continue;
    Sums& s = sums[cell];
    const int age = world.age(person);
    const int members = world.households.members[people.household[person]];
    const bool collective = world.households.collective[people.household[person]] != 0;
    const int at_home = collective ? 0 : members - 1;
    ++s.people;
    // What does not divide evenly counts with the first member, so that households are whole.
    const bool first = world.households.first_member[people.household[person]] == person;
    s.household_shares +=
        engine::share_units / members + (first ? engine::share_units % members : 0);
    s.encounters += people.met[person];
    s.ties += world.ties.degree(person);
    s.weekly += people.ties_weekly[person] + at_home;
    s.monthly += people.ties_monthly[person] + at_home;
    const float loneliness = loneliness_of(world, person);
    const bool asked = age >= asked_from_age;
    s.sixteen_plus += asked;
    s.isolated += asked && people.ties_monthly[person] == 0;
    s.lonely += asked && loneliness >= lonely_from;
    s.loneliness += asked ? static_cast<std::int64_t>(loneliness * static_cast<float>(unit)) : 0;
    const bool adult = age >= eighteen;
    const std::uint16_t met = people.contact_weeks[person];
    s.adults += adult;
    s.openness += adult ? people.openness[person] : 0;
    s.family += adult && most_weeks(met, 0);
    s.friends += adult && most_weeks(met, 1);
    s.neighbours += adult && most_weeks(met, 2);
    if (people.grief[person] >= bereaved_from && !collective) {
      ++s.bereaved;
      s.supported += is_supported(world, person);
    }
    if (!adult || people.meaning[person] == 0) continue;
    ++s.asked;
    s.meaning += people.meaning[person] - 1;
    s.satisfaction += people.life_satisfaction[person] - 1;
    s.satisfied += people.life_satisfaction[person] >= satisfied_from;
    s.dissatisfied += people.life_satisfaction[person] < dissatisfied_below;
    s.mastery += people.mastery[person] - 1;
    s.inclusion += people.inclusion[person] - 1;
    s.trust_in_neighbours += people.trust_in_neighbours[person] - 1;
    s.trust_in_services += people.trust_in_services[person] - 1;
    s.trust_in_authority += people.trust_in_authority[person] - 1;
    s.neighbour_weeks += std::popcount((met >> 8U) & 0xfU);
  }
}

/// What people and their ties come to.
void measure_people(const World& world, const GroupCells& cells,
                    const NetworkDiagnostics& diagnostics, std::span<double> values) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<SumsByCell> blocks(engine::block_count(world.people.rows(), people_together));
  engine::for_blocks(
      world.people.rows(),
      [&](std::size_t block, std::size_t begin, std::size_t end) {
        sum_block(world, cells, begin, end, blocks[block]);
      },
      people_together);
  std::array<Sums, group_count> by_group{};
  for (std::size_t cell = 0; cell < cells.groups.size(); ++cell) {
    Sums sums;
    for (const SumsByCell& block : blocks) sums.add(block[cell]);
    const GroupBits bits = cells.groups[cell];
    for (std::size_t group = 0; group < group_count; ++group) {
      if (((bits >> group) & 1U) != 0) by_group[group].add(sums);
    }
  }
  for (std::size_t group = 0; group < group_count; ++group) {
    const Sums& s = by_group[group];
    const auto put = [&](Outcome outcome, double value) {
      values[static_cast<std::size_t>(outcome) * group_count + group] = value;
    };
    const auto number = [](std::int64_t count) { return static_cast<double>(count); };
    const auto mean = [&](std::int64_t sum, std::int64_t over, double scale) {
      return over > 0 ? scale * number(sum) / number(over) : nan;
    };
    const auto flow = [&](Flow what) {
      return number(world.flows.counts[static_cast<std::size_t>(what)][group]);
    };
    put(Outcome::population, number(s.people));
    put(Outcome::households, number(s.household_shares) / static_cast<double>(engine::share_units));
    put(Outcome::births, flow(Flow::births));
    put(Outcome::deaths, flow(Flow::deaths));
    put(Outcome::moved_in, flow(Flow::moved_in));
    put(Outcome::moved_out, flow(Flow::moved_out));
    put(Outcome::moved_within, flow(Flow::moved_within));
    put(Outcome::couples_formed, flow(Flow::couples_formed));
    put(Outcome::couples_parted, flow(Flow::couples_parted));
    put(Outcome::ties_formed, flow(Flow::ties_formed));
    put(Outcome::ties_lost, flow(Flow::ties_lost));
    put(Outcome::encounters, number(s.encounters));
    put(Outcome::ties_per_person, mean(s.ties, s.people, 1.0));
    put(Outcome::ties_weekly, mean(s.weekly, s.people, 1.0));
    put(Outcome::ties_monthly, mean(s.monthly, s.people, 1.0));
    const TieTurnover& turnover = diagnostics.turnover();
    const bool known = turnover.known && group == static_cast<std::size_t>(Group::all);
    put(Outcome::inner_tie_turnover, known ? turnover.inner : nan);
    put(Outcome::tie_turnover, known ? turnover.all : nan);
    put(Outcome::isolated_people, number(s.isolated));
    put(Outcome::lonely_people, number(s.lonely));
    put(Outcome::loneliness, mean(s.loneliness, s.sixteen_plus, 1.0 / unit));
    put(Outcome::people_16_plus, number(s.sixteen_plus));
    put(Outcome::weekly_contact_family, mean(s.family, s.adults, 100.0));
    put(Outcome::weekly_contact_friends, mean(s.friends, s.adults, 100.0));
    put(Outcome::weekly_contact_neighbours, mean(s.neighbours, s.adults, 100.0));
    put(Outcome::deaths_at_home, flow(Flow::deaths_at_home));
    put(Outcome::deaths_in_hospital, flow(Flow::deaths_in_hospital));
    put(Outcome::deaths_in_nursing_home, flow(Flow::deaths_in_nursing_home));
    put(Outcome::bereaved_people, number(s.bereaved));
    put(Outcome::bereaved_supported, number(s.supported));
    constexpr double point = highest_score / score_steps;
    put(Outcome::meaning, mean(s.meaning, s.asked, point));
    put(Outcome::life_satisfaction, mean(s.satisfaction, s.asked, point));
    put(Outcome::satisfied_people, mean(s.satisfied, s.asked, 100.0));
    put(Outcome::dissatisfied_people, mean(s.dissatisfied, s.asked, 100.0));
    put(Outcome::mastery, mean(s.mastery, s.asked, point));
    put(Outcome::inclusion, mean(s.inclusion, s.asked, point));
    put(Outcome::trust_in_neighbours, mean(s.trust_in_neighbours, s.asked, point));
    put(Outcome::trust_in_services, mean(s.trust_in_services, s.asked, point));
    put(Outcome::trust_in_authority, mean(s.trust_in_authority, s.asked, point));
    constexpr double weeks = 4.0;
    put(Outcome::cohesion, 0.5 * (mean(s.trust_in_neighbours, s.asked, point) +
                                  mean(s.neighbour_weeks, s.asked, highest_score / weeks)));
    const bool whole = group == static_cast<std::size_t>(Group::all);
    put(Outcome::norm_of_helping,
        whole ? mean_over_neighbourhoods(world, world.places.norm_of_helping) : nan);
    put(Outcome::openness, mean(s.openness, s.adults, 1.0 / 65535.0));
    put(Outcome::image, whole ? mean_over_neighbourhoods(world, world.places.image) : nan);
  }
}

}  // namespace

void measure(const World& world, const NetworkDiagnostics& diagnostics, std::span<double> values) {
  measure(world, diagnostics, CareByPerson(world), values);
}

void measure(const World& world, const NetworkDiagnostics& diagnostics,
             const CareByPerson& care_by_person, std::span<double> values) {
  const GroupCells cells = cells_of_people(world, care_by_person);
  std::size_t taken = 0;
  const auto next = [&](std::size_t outcomes) {
    const std::span<double> part = values.subspan(taken * group_count, outcomes * group_count);
    taken += outcomes;
    return part;
  };
  const auto people = next(outcomes_of_people);
  const auto care = next(care_outcome_declarations().size());
  const auto volunteers = next(volunteer_outcome_declarations().size());
  const auto surveys = next(survey_outcome_declarations().size());
  const auto initiatives = next(initiative_outcome_declarations().size());
  const auto equity = next(equity_outcome_declarations().size());
  engine::side_by_side(
      [&] { measure_people(world, cells, diagnostics, people); },
      [&] { measure_care(world, cells, care_by_person, care); },
      [&] { measure_volunteers(world, cells, care_by_person, diagnostics, volunteers); },
      [&] { measure_surveys(world, cells, care_by_person, surveys); },
      [&] { measure_initiatives(world, cells, initiatives); },
      [&] { measure_equity(world, care_by_person, equity); });
}

std::vector<std::string> neighbourhood_names(const World& world) {
  std::vector<int> numbers(world.area_names.size(), 0);
  std::vector<std::string> names;
  for (const Row neighbourhood : world.neighbourhoods) {
    const std::size_t area = world.places.area[neighbourhood];
    names.push_back(world.area_names.at(area) + " " + std::to_string(++numbers[area]));
  }
  return names;
}

std::vector<NeighbourhoodPosition> neighbourhood_positions(const World& world) {
  std::vector<NeighbourhoodPosition> positions;
  for (const Row neighbourhood : world.neighbourhoods) {
    positions.push_back({static_cast<double>(world.places.x[neighbourhood]),
                         static_cast<double>(world.places.y[neighbourhood])});
  }
  return positions;
}

void measure_neighbourhoods(const World& world, std::span<double> values) {
  measure_neighbourhoods(world, CareByPerson(world), values);
}

void measure_neighbourhoods(const World& world, const CareByPerson& care,
                            std::span<double> values) {
  const std::size_t places = world.neighbourhoods.size();
  std::vector<std::size_t> number(world.places.rows(), places);
  for (std::size_t i = 0; i < places; ++i) number[world.neighbourhoods[i]] = i;
  // Whole numbers are added up, so that no order matters: persons, and minutes.
  std::vector<std::int64_t> sums(outcomes_of_neighbourhoods * places, 0);
  const auto add = [&](NeighbourhoodOutcome outcome, std::size_t place, std::int64_t amount) {
    sums[static_cast<std::size_t>(outcome) * places + place] += amount;
  };
  const People& people = world.people;
  // Housemates stand next to each other for the most part, so their place is looked up once.
  Row household = no_row;
  std::size_t place = places;
  for (Person person = 0; person < people.rows(); ++person) {
    if (!people.alive(person)) continue;
    if (people.household[person] != household) {
      household = people.household[person];
      const Row dwelling = world.households.dwelling[household];
      place = dwelling == no_row
                  ? places
                  : number[world.places.neighbourhood[world.dwellings.street[dwelling]]];
    }
    if (place == places) continue;
    add(NeighbourhoodOutcome::population, place, 1);
    if (world.age(person) >= asked_from_age) {
      add(NeighbourhoodOutcome::lonely, place, is_lonely(world, person) ? 1 : 0);
      add(NeighbourhoodOutcome::isolated, place, people.ties_monthly[person] == 0 ? 1 : 0);
    }
    const Receives& who = care.receives[person];
    if (!who.unmet) continue;
    add(NeighbourhoodOutcome::unmet_hours, place, who.needed - who.met);
    add(NeighbourhoodOutcome::hidden_need, place, who.hidden ? 1 : 0);
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const bool minutes = i / places == static_cast<std::size_t>(NeighbourhoodOutcome::unmet_hours);
    values[i] = static_cast<double>(sums[i]) / (minutes ? minutes_per_hour : 1.0);
  }
  const std::size_t images = static_cast<std::size_t>(NeighbourhoodOutcome::image) * places;
  for (std::size_t i = 0; i < places; ++i) {
    values[images + i] = or_usual(world.places.image[world.neighbourhoods[i]]);
  }
}

}  // namespace buurt::care
