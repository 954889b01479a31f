#include "care/outcomes.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "care/care_outcomes.hpp"
#include "care/equity.hpp"
#include "care/group_cells.hpp"
#include "care/initiative_outcomes.hpp"
#include "care/survey_outcomes.hpp"
#include "care/volunteer_outcomes.hpp"
#include "care/world/levels.hpp"
#include "care/world/units.hpp"
#include "engine/fixed_sum.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {

namespace {

constexpr std::array<GroupDeclaration, group_count> groups = {{
    {"all", "everybody who lives in the municipality"},
    {"age_0_17", "aged 0 to 17"},
    {"age_18_64", "aged 18 to 64"},
    {"age_65_79", "aged 65 to 79"},
    {"age_80_plus", "aged 80 and over"},
    {"women", "women and girls"},
    {"men", "men and boys"},
    {"living_alone", "people in a private household of one person"},
    {"poverty", "people in a household at risk of poverty at the start, at birth or at arrival"},
    {"migration_background",
     "people of foreign origin: born, or with a parent born, with foreign nationality"},
    {"in_need", "people with a need of care or support, met or not, at home or in hospital"},
    {"informal_carers", "people aged 15 and over who give care or help, other than as a volunteer"},
    {"worst_off_5_percent",
     "the twentieth of all people aged 16 and over who had it worst in week 0, by loneliness (0 to "
     "1) "
     "and unmet hours (24 a week weigh one); the same people ever since"},
}};

/// In the order of `Outcome` below.
constexpr std::array outcomes = std::to_array<OutcomeDeclaration>({
    {"population", "Inhabitants", "persons", "People who live in the municipality", "neither"},
    {"households", "Households", "households",
     "Households, collective ones included; each member counts for one over the number of members, "
     "so that groups add up",
     "neither"},
    {"births", "Births", "persons", "Births to inhabitants since the week recorded before",
     "neither"},
    {"deaths", "Deaths", "persons", "Deaths of inhabitants since the week recorded before",
     "lower"},
    {"moved_in", "Arrivals", "persons",
     "People who came to live in the municipality since the week recorded before", "neither"},
    {"moved_out", "Departures", "persons",
     "People who left the municipality since the week recorded before", "neither"},
    {"moved_within", "Moves within", "persons",
     "People who moved to another dwelling in the municipality since the week recorded before",
     "neither"},
    {"couples_formed", "People who formed a couple", "persons",
     "People who began to live with a partner since the week recorded before", "neither"},
    {"couples_parted", "People who parted", "persons",
     "People who stopped living with their partner since the week recorded before", "neither"},
    {"ties_formed", "Ties formed", "ends of ties",
     "New ties between inhabitants since the week recorded before, counted at both ends",
     "neither"},
    {"ties_lost", "Ties lost", "ends of ties",
     "Ties that ended by silence, death or departure since the week recorded before, counted at "
     "the "
     "ends of inhabitants who stayed",
     "lower"},
    {"encounters", "Encounters", "contacts per week",
     "Contacts with people outside the household in this week, counted at the ends of inhabitants",
     "higher"},
    {"ties_per_person", "Ties per person", "ties",
     "People in the household or outside it, in the municipality or elsewhere, with whom a tie is "
     "alive or dormant; mean over people",
     "higher"},
    {"ties_weekly", "Weekly ties per person", "ties",
     "Housemates, and ties with a usual gap between contacts of under two weeks; mean over people",
     "higher"},
    {"ties_monthly", "Monthly ties per person", "ties",
     "Housemates, and ties with a usual gap between contacts of under four and a half weeks; mean "
     "over people",
     "higher"},
    {"inner_tie_turnover", "Yearly loss among the five closest ties", "share per year",
     "Of the five ties with most shared hours a year ago, the share that is gone; taken once a "
     "year "
     "over inhabitants at both ends of the year",
     "lower"},
    {"tie_turnover", "Yearly loss among all ties", "share per year", "The same over all ties",
     "lower"},
    {"isolated_people", "Isolated people", "persons",
     "People aged 16 and over without any tie outside the household that has a usual gap of under "
     "four and a half weeks",
     "lower"},
    {"lonely_people", "Lonely people", "persons",
     "People aged 16 and over who are always or mostly lonely: loneliness at or above the "
     "parameter "
     "loneliness.lonely_from",
     "lower"},
    {"loneliness", "Loneliness", "0 to 1",
     "Emotional and social loneliness together, mean over people aged 16 and over", "lower"},
    {"people_16_plus", "People aged 16 and over", "persons",
     "Inhabitants aged 16 and over: the denominator of lonely and isolated people", "neither"},
    {"weekly_contact_family", "At least weekly contact with family", "% of adults",
     "Adults (18 and over) who met kin outside the household in at least three of the last four "
     "weeks",
     "higher"},
    {"weekly_contact_friends", "At least weekly contact with friends", "% of adults",
     "Adults who met friends or acquaintances in at least three of the last four weeks", "higher"},
    {"weekly_contact_neighbours", "At least weekly contact with neighbours", "% of adults",
     "Adults who met neighbours of their street in at least three of the last four weeks",
     "higher"},
    {"deaths_at_home", "Deaths at home", "persons",
     "Deaths of inhabitants at home since the week recorded before", "higher"},
    {"deaths_in_hospital", "Deaths in hospital", "persons",
     "Deaths of inhabitants in hospital since the week recorded before", "lower"},
    {"deaths_in_nursing_home", "Deaths in nursing homes", "persons",
     "Deaths of inhabitants in a nursing home since the week recorded before", "neither"},
    {"bereaved_people", "Bereaved people", "persons",
     "People at home who grieve for somebody close: grief at or above the parameter "
     "grief.need_from",
     "lower"},
    {"bereaved_supported", "Bereaved people who are supported", "persons",
     "Those of them of whose need of comfort at least the share grief.supported_from is met",
     "higher"},
    {"meaning", "Meaning", "0 to 10", "Mean over adults (18 and over)", "higher"},
    {"life_satisfaction", "Life satisfaction", "0 to 10", "Mean over adults (18 and over)",
     "higher"},
    {"satisfied_people", "People satisfied with life", "% of adults",
     "Adults with life satisfaction of 7 or more, in whole numbers", "higher"},
    {"dissatisfied_people", "People dissatisfied with life", "% of adults",
     "Adults with life satisfaction under 5, in whole numbers", "lower"},
    {"mastery", "Mastery", "0 to 10", "Mean over adults (18 and over)", "higher"},
    {"inclusion", "Inclusion", "0 to 10", "Mean over adults (18 and over)", "higher"},
    {"trust_in_neighbours", "Trust in neighbours", "0 to 10", "Mean over adults (18 and over)",
     "higher"},
    {"trust_in_services", "Trust in services", "0 to 10", "Mean over adults (18 and over)",
     "higher"},
    {"trust_in_authority", "Trust in the authority", "0 to 10", "Mean over adults (18 and over)",
     "higher"},
    {"cohesion", "Cohesion", "0 to 10",
     "Mean over adults of trust in neighbours and of ten times the share of the last four weeks in "
     "which neighbours were met, each counting half",
     "higher"},
    {"norm_of_helping", "Norm of helping", "0 to 1",
     "How usual it is to help neighbours and friends, mean over inhabitants' neighbourhoods; whole "
     "municipality only",
     "higher"},
    {"openness", "Openness to people who are unlike oneself", "0 to 1",
     "How open people are to those of other origin, ability or age, mean over adults (18 and over)",
     "higher"},
    {"image", "Image of the neighbourhood", "0 to 1",
     "What people think of a neighbourhood, one half being usual, mean over inhabitants' "
     "neighbourhoods; whole municipality only",
     "higher"},
});

enum class Outcome : std::size_t {
  population,
  households,
  births,
  deaths,
  moved_in,
  moved_out,
  moved_within,
  couples_formed,
  couples_parted,
  ties_formed,
  ties_lost,
  encounters,
  ties_per_person,
  ties_weekly,
  ties_monthly,
  inner_tie_turnover,
  tie_turnover,
  isolated_people,
  lonely_people,
  loneliness,
  people_16_plus,
  weekly_contact_family,
  weekly_contact_friends,
  weekly_contact_neighbours,
  deaths_at_home,
  deaths_in_hospital,
  deaths_in_nursing_home,
  bereaved_people,
  bereaved_supported,
  meaning,
  life_satisfaction,
  satisfied_people,
  dissatisfied_people,
  mastery,
  inclusion,
  trust_in_neighbours,
  trust_in_services,
  trust_in_authority,
  cohesion,
  norm_of_helping,
  openness,
  image,
};
static_assert(static_cast<std::size_t>(Outcome::image) + 1 == outcomes.size());

constexpr std::array neighbourhood_outcomes = std::to_array<OutcomeDeclaration>({
    {"population_by_neighbourhood", "Inhabitants by neighbourhood", "persons",
     "People who live in the neighbourhood", "neither"},
    {"lonely_people_by_neighbourhood", "Lonely people by neighbourhood", "persons",
     "Residents of the neighbourhood aged 16 and over who are always or mostly lonely", "lower"},
    {"isolated_people_by_neighbourhood", "Isolated people by neighbourhood", "persons",
     "Residents of the neighbourhood aged 16 and over without any tie outside the household that "
     "has a usual gap of under four and a half weeks",
     "lower"},
    {"people_with_hidden_need_by_neighbourhood", "People with hidden need by neighbourhood",
     "persons",
     "Residents of the neighbourhood with at least one need that nobody outside the household "
     "knows of and of which hours are unmet",
     "lower"},
    {"unmet_hours_by_neighbourhood", "Hours unmet by neighbourhood", "hours per week",
     "Hours of need of residents of the neighbourhood that nobody meets in this week", "lower"},
    {"image_by_neighbourhood", "Image by neighbourhood", "0 to 1",
     "What people think of the neighbourhood, one half being usual; 0 before it is looked at",
     "higher"},
});

/// In the order of `neighbourhood_outcomes`.
enum class NeighbourhoodOutcome : std::size_t {
  population,
  lonely,
  isolated,
  hidden_need,
  unmet_hours,
  image,
};
static_assert(static_cast<std::size_t>(NeighbourhoodOutcome::image) + 1 ==
              neighbourhood_outcomes.size());

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

float loneliness_of(const World& world, Person person) {
  const auto weight = static_cast<float>(world.parameters.loneliness.emotional_weight);
  return weight * world.people.loneliness_emotional[person] +
         (1.0F - weight) * world.people.loneliness_social[person];
}

bool is_lonely(const World& world, Person person) {
  return loneliness_of(world, person) >=
         static_cast<float>(world.parameters.loneliness.lonely_from);
}

/// Whether a bereaved person gets enough of the comfort that is needed.
bool is_supported(const World& world, Person person) {
  const Row need = world.care.need_of(person, NeedKind::comfort);
  return need == no_row || world.care.needs.met[need] >= world.parameters.grief.supported_from *
                                                             world.care.needs.minutes[need];
}

/// Mean of what neighbourhoods have, by inhabitants.
double mean_over_neighbourhoods(const World& world, const Column<float>& column) {
  double sum = 0.0;
  double residents = 0.0;
  for (const Row place : world.neighbourhoods) {
    const double here = world.rosters.members(world.places.roster[place]);
    sum += here * static_cast<double>(column[place]);
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

}  // namespace

std::span<const OutcomeDeclaration> outcome_declarations() {
  static const std::vector<OutcomeDeclaration> all = [] {
    std::vector<OutcomeDeclaration> both(outcomes.begin(), outcomes.end());
    const auto care = care_outcome_declarations();
    both.insert(both.end(), care.begin(), care.end());
    const auto volunteers = volunteer_outcome_declarations();
    both.insert(both.end(), volunteers.begin(), volunteers.end());
    const auto surveys = survey_outcome_declarations();
    both.insert(both.end(), surveys.begin(), surveys.end());
    const auto initiatives = initiative_outcome_declarations();
    both.insert(both.end(), initiatives.begin(), initiatives.end());
    const auto equity = equity_outcome_declarations();
    both.insert(both.end(), equity.begin(), equity.end());
    return both;
  }();
  return all;
}
bool counts_happenings(const OutcomeDeclaration& outcome) {
  // The definitions say it, in these words; a mean over what happened is no count of it.
  const auto says = [&](std::string_view words) {
    return outcome.definition.find(words) != std::string_view::npos;
  };
  return says("since the week recorded before") && !says("mean over");
}
std::span<const OutcomeDeclaration> neighbourhood_outcome_declarations() {
  return neighbourhood_outcomes;
}
std::span<const GroupDeclaration> group_declarations() { return groups; }

void measure(const World& world, const NetworkDiagnostics& diagnostics, std::span<double> values) {
  measure(world, diagnostics, CareByPerson(world), values);
}

void measure(const World& world, const NetworkDiagnostics& diagnostics,
             const CareByPerson& care_by_person, std::span<double> values) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const GroupCells cells = cells_of_people(world, care_by_person);
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
  const std::size_t care = care_outcome_declarations().size();
  const std::size_t volunteers = volunteer_outcome_declarations().size();
  measure_care(world, cells, care_by_person,
               values.subspan(outcomes.size() * group_count, care * group_count));
  measure_volunteers(
      world, cells, care_by_person, diagnostics,
      values.subspan((outcomes.size() + care) * group_count, volunteers * group_count));
  const std::size_t surveys = survey_outcome_declarations().size();
  measure_surveys(
      world, cells, care_by_person,
      values.subspan((outcomes.size() + care + volunteers) * group_count, surveys * group_count));
  measure_initiatives(world, cells,
                      values.subspan((outcomes.size() + care + volunteers + surveys) * group_count,
                                     initiative_outcome_declarations().size() * group_count));
  measure_equity(world, care_by_person,
                 values.last(equity_outcome_declarations().size() * group_count));
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
  std::vector<std::int64_t> sums(neighbourhood_outcomes.size() * places, 0);
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
    values[images + i] = static_cast<double>(world.places.image[world.neighbourhoods[i]]);
  }
}

}  // namespace buurt::care
