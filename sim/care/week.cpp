// The table of contents of the model: what happens in a week, in order.

#include "care/week.hpp"

#include "care/processes/activities.hpp"
#include "care/processes/arrivals.hpp"
#include "care/processes/asking.hpp"
#include "care/processes/bereavement.hpp"
#include "care/processes/carer_strain.hpp"
#include "care/processes/connectors.hpp"
#include "care/processes/crises.hpp"
#include "care/processes/daytime.hpp"
#include "care/processes/desks.hpp"
#include "care/processes/encounters.hpp"
#include "care/processes/finding.hpp"
#include "care/processes/formal_care.hpp"
#include "care/processes/housing.hpp"
#include "care/processes/image.hpp"
#include "care/processes/informal_care.hpp"
#include "care/processes/initiatives.hpp"
#include "care/processes/life_events.hpp"
#include "care/processes/living_standard.hpp"
#include "care/processes/loneliness.hpp"
#include "care/processes/meeting.hpp"
#include "care/processes/meeting_places.hpp"
#include "care/processes/messages.hpp"
#include "care/processes/needs.hpp"
#include "care/processes/noticing.hpp"
#include "care/processes/nursing_homes.hpp"
#include "care/processes/programme_desks.hpp"
#include "care/processes/programmes.hpp"
#include "care/processes/referral.hpp"
#include "care/processes/shocks.hpp"
#include "care/processes/trust.hpp"
#include "care/processes/volunteering.hpp"
#include "care/processes/wellbeing.hpp"
#include "care/world/units.hpp"

namespace buurt::care {
namespace {

template <void (*process)(World&)>
void phase(World& world, std::uint32_t) {
  process(world);
}

}  // namespace

WeekSchedule make_week(std::uint32_t school_year_starts) {
  constexpr std::uint32_t yearly = weeks_per_year;
  constexpr std::uint32_t quarterly = weeks_per_year / 4;
  WeekSchedule week;
  week.add("shocks", phase<feel_shocks>)
      .add("programmes", phase<run_programmes>)
      .add("housing", phase<build_dwellings>)
      .add("life events", phase<live_through_events>)
      .add("nursing homes", phase<admit_to_nursing_homes>)
      .add("arrivals", phase<arrive>)
      .add("school year", phase<start_school_year>, yearly, school_year_starts)
      .add("living standard", phase<change_living_standards>, yearly)
      .add("norm of care", phase<follow_norm>, yearly)
      .add("needs", phase<count_unmet_weeks>)
      .add("tidying ties", phase<tidy_ties>, quarterly)
      .add("encounters", phase<encounter>)
      .add("meeting", phase<meet_new_people>)
      .add("meeting places", phase<open_meeting_places>)
      .add("activities", phase<hold_activities>)
      .add("initiatives", phase<live_initiatives>)
      .add("connectors", phase<connect_people>)
      .add("finding", phase<find_needs>)
      .add("messages", phase<spread_messages>)
      .add("programme desks", phase<run_programme_desks>)
      .add("care at home", phase<care_at_home>)
      .add("asking", phase<ask_for_help>)
      .add("noticing", phase<see_hidden_needs>)
      .add("volunteering", phase<volunteer>)
      .add("desks", phase<run_desks>)
      .add("referral", phase<refer>)
      .add("formal care", phase<give_formal_care>)
      .add("carer strain", phase<bear_strain>)
      .add("crises", phase<live_through_crises>)
      .add("bereavement", phase<grieve>)
      .add("loneliness", phase<feel_lonely>)
      .add("wellbeing", phase<feel_well>)
      .add("norm of helping", phase<see_help>, weeks_between_looks)
      .add("image", phase<look_at_neighbourhoods>, weeks_between_looks)
      .add("ease fades", phase<fade_messages>, weeks_between_looks);
  return week;
}

void live_week(World& world, WeekSchedule& schedule) {
  world.journal.died.clear();
  schedule.run(world, world.week);
  ++world.week;
#ifdef BUURT_AUDIT
  world.audit();
#endif
}

}  // namespace buurt::care
