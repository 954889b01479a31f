#pragma once
// What a scenario's programmes are made of: input, and no state. A part of a new kind is a struct here,
// its fields in scenarios/schema/programme.schema.json, and one file in `processes/`.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "care/world/groups.hpp"
#include "care/world/payers.hpp"
#include "care/world/programme_parts.hpp"
#include "engine/identity.hpp"

namespace buurt::care {

class World;

/// People, paid or not, who walk round, get to know residents and bring them together. The schema tells
/// units, ranges and defaults.
struct ConnectorPart {
  static constexpr std::string_view kind = "connector";

  double fte = 0;                ///< full-time equivalents, all persons together
  double persons = 0;            ///< at least so many persons share them
  double paid = 0;               ///< 1 paid, 0 volunteers
  double weeks_to_fill = 0;      ///< mean weeks that a vacancy lasts
  double leaving_rate = 0;       ///< a year, of each person
  double absent_share = 0;       ///< of weeks: holidays and illness
  double observation_weeks = 0;  ///< after recruitment, in which little is done but getting known
  double organise = 0;           ///< 0 facilitates, 1 organises everything
  double learns = 0;             ///< rate a year at which coaching makes `organise` less
  double paperwork = 0;          ///< share of the hours that goes to accounting for them
  double goals = 1;              ///< things that it is to work on at once
  double coaching_days = 0;      ///< a year: obstacles are seen early, and more is passed on
  double skill = 1;              ///< of bridging: 0 an untrained hand, 1 a professional
  double commitment = 1;         ///< of who does the work; 0 does it unwillingly
  double mandate = 1;            ///< how far it may organise for others; without it, it facilitates
  double free_to_act = 1;        ///< how far professional rules let it act as a part of the network
  double fits_area = 0;        ///< how far what it does has to fit an area that it must get to know
  double curiosity = 0;        ///< share of first contacts that ask and do not offer help
  double talents = 0;          ///< share of a conversation that is about dreams and talents
  double irritates = 0;        ///< how far other services feel passed by
  double outreach = 0;         ///< share of first contacts at the door rather than in the street
  double aim_isolated = 0;     ///< share of doors chosen among those of older people living alone
  double languages = 0;        ///< share of people of foreign origin with whom a language is shared
  double caseload = 0;         ///< most people known at a time for each full-time equivalent
  double cost_fte = 0;         ///< EUR a year
  double cost_activities = 0;  ///< EUR a year

  /// How many persons share the post: as many as full-time equivalents ask for, and at least `persons`.
  [[nodiscard]] double posts() const {
    constexpr double rounding = 1e-9;
    return std::max(persons, std::ceil(fte - rounding));
  }

  static constexpr auto describe() {
    using P = ConnectorPart;
    return std::array{PartField<P>{"fte", &P::fte},
                      PartField<P>{"persons", &P::persons},
                      PartField<P>{"paid", &P::paid},
                      PartField<P>{"weeks_to_fill", &P::weeks_to_fill},
                      PartField<P>{"leaving_rate", &P::leaving_rate},
                      PartField<P>{"absent_share", &P::absent_share},
                      PartField<P>{"observation_weeks", &P::observation_weeks},
                      PartField<P>{"organise", &P::organise},
                      PartField<P>{"learns", &P::learns},
                      PartField<P>{"paperwork", &P::paperwork},
                      PartField<P>{"goals", &P::goals},
                      PartField<P>{"coaching_days", &P::coaching_days},
                      PartField<P>{"skill", &P::skill},
                      PartField<P>{"commitment", &P::commitment},
                      PartField<P>{"mandate", &P::mandate},
                      PartField<P>{"free_to_act", &P::free_to_act},
                      PartField<P>{"fits_area", &P::fits_area},
                      PartField<P>{"curiosity", &P::curiosity},
                      PartField<P>{"talents", &P::talents},
                      PartField<P>{"irritates", &P::irritates},
                      PartField<P>{"outreach", &P::outreach},
                      PartField<P>{"aim_isolated", &P::aim_isolated},
                      PartField<P>{"languages", &P::languages},
                      PartField<P>{"caseload", &P::caseload},
                      PartField<P>{"cost_fte", &P::cost_fte},
                      PartField<P>{"cost_activities", &P::cost_activities}};
  }
  static constexpr std::array<PartText<ConnectorPart>, 0> describe_texts() { return {}; }

  /// EUR a year when all posts are filled.
  [[nodiscard]] double yearly_cost() const { return fte * cost_fte + cost_activities; }
};

/// A place that is open so many hours a week, in which those who come at the same time come across each
/// other.
struct MeetingPlacePart {
  static constexpr std::string_view kind = "meeting_place";

  std::string place;       ///< its name; that of the programme when empty
  std::string in;          ///< where it stands: an area or a neighbourhood; the first when empty
  std::string takes_over;  ///< the name of a place that this programme goes on with, or empty
  double capacity = 0;     ///< people at a time
  double hours_week = 0;   ///< open
  double moves_every = 0;  ///< weeks after which its location changes; 0: never
  double mixing = 0;       ///< how far what is shared there makes up for being unlike, 0 to 1
  double mobile = 0;       ///< 1: goes round the middles of all neighbourhoods of the programme
  double threshold = 0;    ///< 0 everybody has an errand there, 1 one has to dare to come in
  double languages = 0;   ///< share of people of foreign origin who are spoken to in their language
  double host_hours = 0;  ///< a week
  double host_paid = 0;   ///< share of the hosts' hours that is paid
  double residents_share = 0;  ///< of the tasks, in the hands of residents
  double communication = 0;    ///< EUR a year
  double rent = 0;             ///< EUR a year
  double cost_activities = 0;  ///< EUR a year
  double cost_host_hour = 0;   ///< EUR an hour that is paid

  static constexpr auto describe() {
    using P = MeetingPlacePart;
    return std::array{PartField<P>{"capacity", &P::capacity},
                      PartField<P>{"hours_week", &P::hours_week},
                      PartField<P>{"moves_every", &P::moves_every},
                      PartField<P>{"mixing", &P::mixing},
                      PartField<P>{"mobile", &P::mobile},
                      PartField<P>{"threshold", &P::threshold},
                      PartField<P>{"languages", &P::languages},
                      PartField<P>{"host_hours", &P::host_hours},
                      PartField<P>{"host_paid", &P::host_paid},
                      PartField<P>{"residents_share", &P::residents_share},
                      PartField<P>{"communication", &P::communication},
                      PartField<P>{"rent", &P::rent},
                      PartField<P>{"cost_activities", &P::cost_activities},
                      PartField<P>{"cost_host_hour", &P::cost_host_hour}};
  }
  static constexpr auto describe_texts() {
    using P = MeetingPlacePart;
    return std::array{PartText<P>{"place", &P::place}, PartText<P>{"in", &P::in},
                      PartText<P>{"takes_over", &P::takes_over}};
  }

  /// EUR a year.
  [[nodiscard]] double yearly_cost() const {
    constexpr double weeks = 52.0;
    return rent + communication + cost_activities + host_hours * host_paid * cost_host_hour * weeks;
  }
};

using PartPlan = std::variant<ConnectorPart, MeetingPlacePart, VolunteerSchemePart, ActivityPart,
                              FindingPart, CommunicationPart, ServicesPart, SpacePart, NetworkPart>;

/// The pilot of which a programme is the continuation elsewhere or on a larger scale.
struct Pilot {
  std::string programme;  ///< its name; none when empty
  double seen = 0;  ///< conversations, visits and guests for a thousand EUR that it must have had
  double will = 1;  ///< chance that those who decide want it, when it had them
};

/// One programme.
struct ProgrammePlan {
  static constexpr std::uint32_t no_end = std::numeric_limits<std::uint32_t>::max();

  std::string name;
  std::uint32_t from_week = 0;  ///< first week; after the burn-in in input, of the world in a world
  std::uint32_t to_week = no_end;           ///< first week without it again
  std::vector<std::string> neighbourhoods;  ///< areas or neighbourhoods; none means all
  Group target = Group::all;                ///< whom connectors seek
  std::string payer;
  double ownership = 0;         ///< of residents at the start, 0 to 1
  AtEnd at_end = AtEnd::stop;   ///< what happens when it ends, or the money does
  std::uint32_t end_weeks = 0;  ///< how long that takes
  std::string next_payer;       ///< who pays from the end on; the same when empty
  double labelled = 0;          ///< how far it is called one for vulnerable people, 0 to 1
  bool adapts = false;          ///< goes on by telephone, at the door and outdoors as far as it can
  Pilot pilot;                  ///< on whose success it hangs whether it begins at all
  std::vector<ProjectPhase> phases;  ///< of its life, in order; none means all of it at once
  std::vector<PartPlan> parts;
  /// Made from the name; filled in by `placed`, as what follows.
  engine::Identity identity;
  /// The same neighbourhoods as rows of places, in order of row.
  std::vector<engine::Row> where;
  /// Where each part stands, or `no_row` for one that stands nowhere.
  std::vector<engine::Row> part_in;

  [[nodiscard]] bool runs(std::uint32_t week) const { return week >= from_week && week < to_week; }
};

/// The style of connectors after some weeks of coaching, as `ConnectorPart::organise`.
[[nodiscard]] double organise_after(const ConnectorPart& part, std::uint32_t weeks);

/// The plan of a run of `World::programme_book`; never null while the world has its programmes.
[[nodiscard]] const ProgrammePlan* plan_of_run(const World& world, engine::Row run);

/// The number that stands for a name in draws and identities.
[[nodiscard]] engine::Identity identity_of_name(std::string_view what, std::string_view name);

/// The rows of the neighbourhoods that a name means, in order of row: one ("Borsbeke 2"), those of an
/// area ("Borsbeke"), those of the first area ("centre") or all ("all"). None when nothing has that name.
[[nodiscard]] std::vector<engine::Row> neighbourhoods_named(const World& world,
                                                            const std::string& name);

/// Payers as a world needs them.
[[nodiscard]] std::vector<PayerPlan> placed(std::vector<PayerPlan> payers,
                                            std::uint32_t burn_in_weeks);

/// Plans as a world needs them: weeks counted from the start of the burn-in, neighbourhoods found.
/// \throws UserError that says which neighbourhood is not there.
[[nodiscard]] std::vector<ProgrammePlan> placed(const World& world,
                                                std::vector<ProgrammePlan> plans,
                                                std::uint32_t burn_in_weeks);

}  // namespace buurt::care
