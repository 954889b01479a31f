#include "care/care_outcomes.hpp"

#include <array>
#include <limits>

#include "care/world/costs.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/units.hpp"
#include "care/world/volunteer_rules.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// In the order of `CareOutcome` below.
constexpr std::array declarations = std::to_array<OutcomeDeclaration>({
    {"people_dependent", "Dependent people", "persons",
     "People with moderate or severe limitations in activities of daily living", "lower"},
    {"people_with_dementia", "People with dementia", "persons", "People with dementia", "lower"},
    {"people_in_need", "People in need", "persons",
     "People at home who need help with something, met or not", "lower"},
    {"people_with_unmet_need", "People with unmet need", "persons",
     "People at home with at least one need of which hours are unmet in this week", "lower"},
    {"people_with_hidden_need", "People with hidden need", "persons",
     "People at home with at least one need that nobody outside the household knows of and of "
     "which "
     "hours are unmet",
     "lower"},
    {"waiting_people", "People on a waiting list", "persons",
     "People at home with at least one need that waits at an organisation", "lower"},
    {"need_hours", "Hours needed", "hours per week",
     "Hours of help that people at home need in this week, all kinds together", "lower"},
    {"met_hours", "Hours met", "hours per week", "Hours of need met in this week, by anybody",
     "higher"},
    {"unmet_hours", "Hours unmet", "hours per week", "Hours of need that nobody meets in this week",
     "lower"},
    {"met_hours_household", "Hours met by the household", "hours per week",
     "Hours of need met by people of the same household", "neither"},
    {"met_hours_kin", "Hours met by kin", "hours per week",
     "Hours of need met by kin in another household", "neither"},
    {"met_hours_friends", "Hours met by neighbours and friends", "hours per week",
     "Hours of need met by neighbours, friends and acquaintances", "neither"},
    {"met_hours_volunteers", "Hours met by volunteers", "hours per week",
     "Hours of need met by volunteers of an organisation", "neither"},
    {"met_hours_professionals", "Hours met by professionals", "hours per week",
     "Hours of need met by organisations' staff", "neither"},
    {"informal_carers", "Informal carers", "persons",
     "People who help somebody regularly, at least monthly: who have an arrangement of help other "
     "than as a volunteer",
     "neither"},
    {"informal_carers_weekly", "Weekly informal carers", "persons",
     "People who help others for at least two hours a week in all, not as a volunteer; what people "
     "of one household do for those with light limitations does not count",
     "neither"},
    {"carer_hours_weekly", "Hours of weekly informal carers", "hours per week",
     "Hours of help that weekly informal carers of the group give in this week; what people of one "
     "household do for those with light limitations does not count",
     "neither"},
    {"carer_hours", "Hours of informal care", "hours per week",
     "Hours of help that people of the group give in this week", "neither"},
    {"carer_strain", "Strain of carers", "0 to 1", "Mean over informal carers", "lower"},
    {"strained_carers", "Strained carers", "persons",
     "Informal carers with felt strain at or above the parameter helping.strained_from", "lower"},
    {"carer_breakdowns", "Breakdowns of carers", "persons",
     "Carers who could not go on and stopped, since the week recorded before", "lower"},
    {"help_requests", "Requests for help", "requests",
     "How often people of the group asked somebody for help, since the week recorded before",
     "neither"},
    {"help_given", "Requests granted", "requests",
     "How often people of the group said yes to a request and began to help, since the week "
     "recorded "
     "before",
     "higher"},
    {"needs_detected", "Needs detected", "needs",
     "Hidden needs that became known to somebody outside the household, since the week recorded "
     "before",
     "higher"},
    {"referrals", "Referrals", "needs",
     "Needs that were referred to an organisation, since the week recorded before", "neither"},
    {"referrals_completed", "Referrals that arrived", "needs",
     "Referrals that reached the organisation's list, since the week recorded before", "higher"},
    {"hospital_admissions", "Hospital admissions", "admissions",
     "Unplanned admissions to hospital of people at home who need help, since the week recorded "
     "before",
     "lower"},
    {"hospital_days", "Days in hospital", "days",
     "Days in hospital of people who were admitted as above, since the week recorded before",
     "lower"},
    {"nursing_home_residents", "Residents of nursing homes", "persons",
     "People who live in a nursing home", "neither"},
    {"nursing_home_entries", "Entries into nursing homes", "persons",
     "People who moved into a nursing home, since the week recorded before", "lower"},
    {"cost_formal_care", "Cost of care by organisations", "EUR per week",
     "Staff hours of this week times their cost, all organisations but nursing homes; whole "
     "municipality only",
     "lower"},
    {"cost_residential", "Cost of nursing homes", "EUR per week",
     "Days lived in nursing homes this week times their cost; whole municipality only", "lower"},
    {"cost_hospital", "Cost of hospital stays", "EUR per week",
     "Days in hospital in the week that begins, of those who are in hospital, times their cost; "
     "whole "
     "municipality only",
     "lower"},
    {"cost_total", "Cost of care in all", "EUR per week",
     "Organisations, nursing homes, hospital stays and programmes together; whole municipality "
     "only",
     "lower"},
    {"relief_hours", "Hours of relief of carers", "hours per week",
     "Hours in which somebody else takes over from carers of the group: day or short stay, kin, "
     "friends or volunteers",
     "higher"},
    {"wish_for_nursing_home", "Wish of carers for a nursing home", "0 to 1",
     "How much informal carers wish that a nursing home takes over, mean over them", "lower"},
    {"cost_programmes", "Cost of programmes", "EUR per week",
     "What programmes cost in this week: people at work, places, activities; whole municipality "
     "only",
     "lower"},
    {"people_known", "People known by a connector", "persons",
     "People whom at least one connector at work knows", "neither"},
    {"conversations", "Conversations with connectors", "conversations",
     "Conversations of residents with a connector, since the week recorded before", "neither"},
    {"introductions", "Introductions", "persons",
     "Residents whom a connector brought together with another so that a tie began, each counted, "
     "since "
     "the week recorded before",
     "neither"},
    {"place_visitors", "Visits to meeting places", "visits",
     "Visits to the meeting places of programmes, since the week recorded before", "neither"},
    {"activity_visits", "Guests at activities", "visits",
     "Visits to activities of programmes, since the week recorded before", "neither"},
    {"home_visits", "Visits at home", "visits",
     "Doors that opened to visitors of programmes, since the week recorded before", "neither"},
    {"cost_per_visit", "Cost of a visit", "EUR per visit",
     "What meeting places have cost so far, divided by the visits so far; whole municipality only",
     "lower"},
    {"ownership", "Ownership of residents", "0 to 1",
     "How far residents own the programmes that run, mean over programmes; whole municipality only",
     "higher"},
    {"programmes_running", "Programmes that run", "programmes",
     "Programmes that have begun and are not over, those that taper, are handed over, taken over "
     "or "
     "go on with residents alone included; whole municipality only",
     "neither"},
    {"programme_activity", "Programmes at full strength", "programmes",
     "Programmes that run, each counted for the part of its posts and hours that there is money "
     "for "
     "this week, or that residents do unpaid; whole municipality only",
     "neither"},
    // In the order of `OrganisationKind`.
    {"hours_family_care", "Hours by family care", "hours per week",
     "Hours of need met by family care in this week", "neither"},
    {"hours_home_nursing", "Hours by home nursing", "hours per week",
     "Hours of need met by home nursing in this week", "neither"},
    {"hours_local_centre", "Hours by local service centres", "hours per week",
     "Hours of need met by local service centres in this week", "neither"},
    {"hours_welfare", "Hours by welfare services", "hours per week",
     "Hours of need met by welfare services in this week", "neither"},
    {"hours_day_care", "Hours by day and short stay", "hours per week",
     "Hours of need met by day and short stay in this week", "neither"},
    {"hours_palliative_team", "Hours by the palliative team", "hours per week",
     "Hours of need met by the palliative team in this week", "neither"},
});

enum class CareOutcome : std::size_t {
  dependent,
  dementia,
  in_need,
  with_unmet_need,
  with_hidden_need,
  waiting,
  need_minutes,
  met_minutes,
  unmet_minutes,
  met_by_household,
  met_by_kin,
  met_by_friends,
  met_by_volunteers,
  met_by_professionals,
  carers,
  carers_weekly,
  carer_minutes_weekly,
  carer_minutes,
  carer_strain,
  strained_carers,
  breakdowns,
  requests,
  granted,
  detected,
  referrals,
  referrals_completed,
  admissions,
  hospital_days,
  residents,
  entries,
  cost_formal,
  cost_residential,
  cost_hospital,
  cost_total,
  relief_minutes,
  wish_for_home,
  cost_programmes,
  known,
  conversations,
  introductions,
  visits,
  activity_visits,
  home_visits,
  cost_per_visit,
  ownership,
  programmes_running,
  programme_activity,
  by_family_care,
  by_home_nursing,
  by_local_centre,
  by_welfare,
  by_day_care,
  by_palliative_team,
};
constexpr std::size_t outcome_count = static_cast<std::size_t>(CareOutcome::by_palliative_team) + 1;
static_assert(static_cast<std::size_t>(CareOutcome::by_family_care) + organisation_kinds ==
              outcome_count);
static_assert(outcome_count == declarations.size());

/// Persons, minutes, or millionths.
class Sums {
 public:
  explicit Sums(const GroupCells& cells) : sums_(cells) {}
  void add(CareOutcome outcome, GroupCell cell, std::int64_t amount) {
    sums_.add(static_cast<std::size_t>(outcome), cell, amount);
  }
  void add(const Sums& others) { sums_.add(others.sums_); }
  [[nodiscard]] auto by_group(const GroupCells& cells) const { return sums_.by_group(cells); }

 private:
  CellSums<outcome_count> sums_;
};

constexpr double millionths = 1e6;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

CareOutcome organisation_outcome(std::size_t kind) {
  return static_cast<CareOutcome>(static_cast<std::size_t>(CareOutcome::by_family_care) + kind);
}

/// What one person needs.
void add_receiver(const Receives& who, GroupCell cell, Sums& sums) {
  sums.add(CareOutcome::in_need, cell, 1);
  if (who.unmet) sums.add(CareOutcome::with_unmet_need, cell, 1);
  if (who.hidden) sums.add(CareOutcome::with_hidden_need, cell, 1);
  if (who.waits) sums.add(CareOutcome::waiting, cell, 1);
  const std::int64_t needed = who.needed;
  const std::int64_t met = who.met;
  sums.add(CareOutcome::need_minutes, cell, needed);
  sums.add(CareOutcome::met_minutes, cell, met);
  sums.add(CareOutcome::unmet_minutes, cell, needed - met);
}

/// Who meets the needs of those who are at home.
void add_help(const World& world, const GroupCells& cells, Sums& sums) {
  const CareBook& care = world.care;
  for (Row row = 0; row < care.help.rows(); ++row) {
    if (!care.help.alive(row) || care.needs.paused[care.help.need[row]] != 0) continue;
    const Row need = care.help.need[row];
    const GroupCell cell = cells.of_person[care.needs.person[need]];
    const std::uint16_t minutes = care.help.minutes[row];
    const auto source =
        static_cast<CareOutcome>(static_cast<std::size_t>(CareOutcome::met_by_household) +
                                 static_cast<std::size_t>(care.help.source[row]));
    sums.add(source, cell, minutes);
    if (care.needs.kind[need] == NeedKind::relief) {
      sums.add(CareOutcome::relief_minutes, cell, minutes);
    }
    const Row organisation = care.help.organisation[row];
    if (organisation == no_row) continue;
    const OrganisationKind kind = care.organisations.kind[organisation];
    sums.add(organisation_outcome(static_cast<std::size_t>(kind)), cell, minutes);
  }
}

void add_carer(const World& world, Person person, const Gives& gives, GroupCell cell, Sums& sums) {
  constexpr std::uint32_t weekly_from = 120;
  if (world.age(person) < carer_from_age) return;
  // What is given as a volunteer makes nobody an informal carer.
  if (world.care.minutes_given(person) == gives.as_volunteer) return;
  const std::uint32_t minutes = gives.now - gives.as_volunteer_now;
  const double strain = felt_strain(world, person);
  sums.add(CareOutcome::carers, cell, 1);
  if (minutes >= weekly_from + gives.shared_at_home) {
    sums.add(CareOutcome::carers_weekly, cell, 1);
    sums.add(CareOutcome::carer_minutes_weekly, cell, minutes - gives.shared_at_home);
  }
  sums.add(CareOutcome::carer_minutes, cell, minutes);
  sums.add(CareOutcome::carer_strain, cell, static_cast<std::int64_t>(strain * millionths));
  sums.add(CareOutcome::wish_for_home, cell, world.people.wish[person]);
  if (strain >= world.parameters.helping.strained_from) {
    sums.add(CareOutcome::strained_carers, cell, 1);
  }
}

void sum_block(const World& world, const GroupCells& cells, const CareByPerson& care,
               std::size_t begin, std::size_t end, Sums& sums) {
  const People& people = world.people;
  for (auto person = static_cast<Person>(begin); person < end; ++person) {
    const GroupCell cell = cells.of_person[person];
    if (cell == no_cell) continue;
    if (people.function[person] >= Function::moderate) sums.add(CareOutcome::dependent, cell, 1);
    if (people.dementia[person] != 0) sums.add(CareOutcome::dementia, cell, 1);
    if (world.households.beds[people.household[person]] != 0) {
      sums.add(CareOutcome::residents, cell, 1);
    }
    if (care.receives[person].needs) add_receiver(care.receives[person], cell, sums);
    if (world.care.gives(person)) add_carer(world, person, care.gives[person], cell, sums);
    if (people.encouraged[person] != 0) sums.add(CareOutcome::known, cell, 1);
  }
}

/// Not-a-number while nobody has come.
double cost_of_a_visit(const World& world) {
  const MeetingPlaces& places = world.programme_book.meeting_places;
  std::uint64_t cents = 0;
  std::uint64_t visits = 0;
  for (Row place = 0; place < places.rows(); ++place) {
    cents += places.spent_cents[place];
    visits += places.visits[place];
  }
  if (visits == 0) return nan;
  return static_cast<double>(cents) / cents_per_euro / static_cast<double>(visits);
}

int programmes_that_run(const World& world) {
  const ProgrammeRuns& runs = world.programme_book.runs;
  int running = 0;
  for (Row run = 0; run < runs.rows(); ++run) {
    running += runs.alive(run) && runs.over[run] == 0 ? 1 : 0;
  }
  return running;
}

/// Sum of a column over programmes that run.
double sum_of_running(const World& world, const Column<float>& column) {
  const ProgrammeRuns& runs = world.programme_book.runs;
  double sum = 0.0;
  for (Row run = 0; run < runs.rows(); ++run) {
    if (runs.alive(run) && runs.over[run] == 0) sum += static_cast<double>(column[run]);
  }
  return sum;
}

}  // namespace

std::span<const OutcomeDeclaration> care_outcome_declarations() { return declarations; }

void measure_care(const World& world, const GroupCells& cells, const CareByPerson& care,
                  std::span<double> values) {
  std::vector<Sums> blocks(engine::block_count(world.people.rows(), people_together), Sums(cells));
  engine::for_blocks(
      world.people.rows(),
      [&](std::size_t block, std::size_t begin, std::size_t end) {
        sum_block(world, cells, care, begin, end, blocks[block]);
      },
      people_together);
  for (std::size_t block = 1; block < blocks.size(); ++block) blocks.front().add(blocks[block]);
  if (blocks.empty()) blocks.emplace_back(cells);
  add_help(world, cells, blocks.front());
  const auto by_group = blocks.front().by_group(cells);
  const auto sum_of = [&](CareOutcome outcome, std::size_t group) {
    return static_cast<double>(by_group[static_cast<std::size_t>(outcome)][group]);
  };
  double formal = 0.0;
  for (std::size_t kind = 0; kind < organisation_kinds; ++kind) {
    formal += weekly_cost(world, static_cast<OrganisationKind>(kind));
  }
  const double homes = weekly_cost_of_homes(world);
  const double hospital = weekly_cost_of_hospital(world);
  const double programmes = weekly_cost_of_programmes(world);
  for (std::size_t group = 0; group < group_count; ++group) {
    const auto put = [&](CareOutcome outcome, double value) {
      values[static_cast<std::size_t>(outcome) * group_count + group] = value;
    };
    const auto flow = [&](Flow what) {
      return static_cast<double>(world.flows.counts[static_cast<std::size_t>(what)][group]);
    };
    for (const CareOutcome persons :
         {CareOutcome::dependent, CareOutcome::dementia, CareOutcome::in_need,
          CareOutcome::with_unmet_need, CareOutcome::with_hidden_need, CareOutcome::waiting,
          CareOutcome::carers, CareOutcome::carers_weekly, CareOutcome::strained_carers,
          CareOutcome::residents, CareOutcome::known}) {
      put(persons, sum_of(persons, group));
    }
    for (const CareOutcome minutes :
         {CareOutcome::need_minutes, CareOutcome::met_minutes, CareOutcome::unmet_minutes,
          CareOutcome::met_by_household, CareOutcome::met_by_kin, CareOutcome::met_by_friends,
          CareOutcome::met_by_volunteers, CareOutcome::met_by_professionals,
          CareOutcome::carer_minutes, CareOutcome::carer_minutes_weekly,
          CareOutcome::relief_minutes}) {
      put(minutes, sum_of(minutes, group) / minutes_per_hour);
    }
    for (std::size_t kind = 0; kind < organisation_kinds; ++kind) {
      const CareOutcome outcome = organisation_outcome(kind);
      put(outcome, sum_of(outcome, group) / minutes_per_hour);
    }
    const double carers = sum_of(CareOutcome::carers, group);
    put(CareOutcome::carer_strain,
        carers > 0.0 ? sum_of(CareOutcome::carer_strain, group) / millionths / carers : nan);
    put(CareOutcome::wish_for_home,
        carers > 0.0 ? sum_of(CareOutcome::wish_for_home, group) / level_steps / carers : nan);
    put(CareOutcome::breakdowns, flow(Flow::carer_breakdowns));
    put(CareOutcome::requests, flow(Flow::help_requests));
    put(CareOutcome::granted, flow(Flow::help_given));
    put(CareOutcome::detected, flow(Flow::needs_detected));
    put(CareOutcome::referrals, flow(Flow::referrals));
    put(CareOutcome::referrals_completed, flow(Flow::referrals_completed));
    put(CareOutcome::admissions, flow(Flow::hospital_admissions));
    put(CareOutcome::hospital_days, flow(Flow::hospital_days));
    put(CareOutcome::entries, flow(Flow::nursing_home_entries));
    put(CareOutcome::conversations, flow(Flow::conversations));
    put(CareOutcome::introductions, flow(Flow::introductions));
    put(CareOutcome::visits, flow(Flow::place_visits));
    put(CareOutcome::activity_visits, flow(Flow::activity_visits));
    put(CareOutcome::home_visits, flow(Flow::home_visits));
    const bool whole = group == static_cast<std::size_t>(Group::all);
    put(CareOutcome::cost_formal, whole ? formal : nan);
    put(CareOutcome::cost_residential, whole ? homes : nan);
    put(CareOutcome::cost_hospital, whole ? hospital : nan);
    put(CareOutcome::cost_programmes, whole ? programmes : nan);
    put(CareOutcome::cost_total, whole ? formal + homes + hospital + programmes : nan);
    put(CareOutcome::cost_per_visit, whole ? cost_of_a_visit(world) : nan);
    const ProgrammeRuns& runs = world.programme_book.runs;
    const int running = programmes_that_run(world);
    put(CareOutcome::ownership,
        whole && running > 0 ? sum_of_running(world, runs.ownership) / running : nan);
    put(CareOutcome::programmes_running, whole ? running : nan);
    put(CareOutcome::programme_activity, whole ? sum_of_running(world, runs.activity) : nan);
  }
}

}  // namespace buurt::care
