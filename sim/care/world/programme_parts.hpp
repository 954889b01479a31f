#pragma once
// The kinds of parts that programmes are made of, but for connectors and meeting places: input, and no
// state. Units, ranges, defaults and sources stand in scenarios/schema/programme.schema.json.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace buurt::care {

/// One number or text of a part: its name in the schema and where it is.
template <class Part>
using PartField = std::pair<std::string_view, double Part::*>;
template <class Part>
using PartText = std::pair<std::string_view, std::string Part::*>;

inline constexpr double weeks_of_cost = 52.0;

/// A desk of volunteers that is opened, or the desks that are there already, made stronger.
struct VolunteerSchemePart {
  static constexpr std::string_view kind = "volunteer_scheme";

  std::string task;              ///< visiting, errands, transport or broad; broad when empty
  double existing = 0;           ///< 1: the desks that are there get the hours; none is opened
  double preparation_weeks = 0;  ///< before it takes anybody
  double wanted = 0;             ///< volunteers it would like to have, all neighbourhoods together
  double coordinator_hours = 0;  ///< paid, a week
  double calls = 0;              ///< people a week whom its call reaches
  double known = 0;              ///< share of people who know the desk at first
  double thanks_every = 0;       ///< weeks between two thanks to a volunteer; 0 never
  double training = 0;           ///< hours a year for each volunteer
  double visit_minutes = 0;      ///< a week for one need, at most
  double remote = 0;             ///< 1: by telephone or screen, so that the way does not count
  double reciprocal = 0;         ///< share of those helped who are asked to help in turn
  double inclusive = 0;          ///< 1: people with limitations give help too, accompanied
  double cost_coordinator_hour = 0;
  double cost_volunteer = 0;   ///< EUR a year for each volunteer wanted
  double cost_activities = 0;  ///< EUR a year

  static constexpr auto describe() {
    using P = VolunteerSchemePart;
    return std::array{PartField<P>{"existing", &P::existing},
                      PartField<P>{"preparation_weeks", &P::preparation_weeks},
                      PartField<P>{"wanted", &P::wanted},
                      PartField<P>{"coordinator_hours", &P::coordinator_hours},
                      PartField<P>{"calls", &P::calls},
                      PartField<P>{"known", &P::known},
                      PartField<P>{"thanks_every", &P::thanks_every},
                      PartField<P>{"training", &P::training},
                      PartField<P>{"visit_minutes", &P::visit_minutes},
                      PartField<P>{"remote", &P::remote},
                      PartField<P>{"reciprocal", &P::reciprocal},
                      PartField<P>{"inclusive", &P::inclusive},
                      PartField<P>{"cost_coordinator_hour", &P::cost_coordinator_hour},
                      PartField<P>{"cost_volunteer", &P::cost_volunteer},
                      PartField<P>{"cost_activities", &P::cost_activities}};
  }
  static constexpr auto describe_texts() {
    return std::array{PartText<VolunteerSchemePart>{"task", &VolunteerSchemePart::task}};
  }
  /// EUR a year.
  [[nodiscard]] double yearly_cost() const {
    return coordinator_hours * cost_coordinator_hour * weeks_of_cost + wanted * cost_volunteer +
           cost_activities;
  }
};

/// Those for whom an activity is, among those of its programme's group.
enum class Audience : std::uint8_t { everybody, carers, bereaved, families };

/// Something to which people come together some times a year: a meal, a party, a course, a talk among
/// carers.
struct ActivityPart {
  static constexpr std::string_view kind = "activity";

  std::string audience;  ///< carers, bereaved or families; of the programme's group when empty
  double preparation_weeks = 0;
  double times_year = 0;
  double season_from = 0;  ///< week of the year, 0 to 51
  double season_to = 0;    ///< first week without it again; the year round from 0 to 52
  double capacity = 0;     ///< guests at a time
  double age_from = 0;     ///< years
  double age_to = 0;
  double personal = 0;         ///< share of invitations made in person, not by a poster
  double threshold = 0;        ///< how much of a step it is to come, 0 to 1
  double same_people = 0;      ///< chance that somebody who came comes again the next time
  double mixing = 0;           ///< how far what is done together makes up for being unlike, 0 to 1
  double listening = 0;        ///< share of occasions with somebody there who listens and passes on
  double asking = 0;           ///< how far asking and helping is what it is about, 0 to 1
  double teaches = 0;          ///< how far one learns what help and rights there are, 0 to 1
  double sitting = 0;          ///< share of carers for whom somebody takes over meanwhile
  double residents_share = 0;  ///< of the tasks, in the hands of residents
  double cost_occasion = 0;    ///< EUR
  double cost_activities = 0;  ///< EUR a year

  static constexpr auto describe() {
    using P = ActivityPart;
    return std::array{PartField<P>{"preparation_weeks", &P::preparation_weeks},
                      PartField<P>{"times_year", &P::times_year},
                      PartField<P>{"season_from", &P::season_from},
                      PartField<P>{"season_to", &P::season_to},
                      PartField<P>{"capacity", &P::capacity},
                      PartField<P>{"age_from", &P::age_from},
                      PartField<P>{"age_to", &P::age_to},
                      PartField<P>{"personal", &P::personal},
                      PartField<P>{"threshold", &P::threshold},
                      PartField<P>{"same_people", &P::same_people},
                      PartField<P>{"mixing", &P::mixing},
                      PartField<P>{"listening", &P::listening},
                      PartField<P>{"asking", &P::asking},
                      PartField<P>{"teaches", &P::teaches},
                      PartField<P>{"sitting", &P::sitting},
                      PartField<P>{"residents_share", &P::residents_share},
                      PartField<P>{"cost_occasion", &P::cost_occasion},
                      PartField<P>{"cost_activities", &P::cost_activities}};
  }
  static constexpr auto describe_texts() {
    return std::array{PartText<ActivityPart>{"audience", &ActivityPart::audience}};
  }
  [[nodiscard]] double yearly_cost() const { return times_year * cost_occasion + cost_activities; }
  [[nodiscard]] Audience is_for() const {
    if (audience == "carers") return Audience::carers;
    if (audience == "bereaved") return Audience::bereaved;
    return audience == "families" ? Audience::families : Audience::everybody;
  }
};

/// People who go and look for who needs help, eyes that see it, and somebody who sees to what is found.
struct FindingPart {
  static constexpr std::string_view kind = "finding";

  double preparation_weeks = 0;
  double visits_week = 0;     ///< doors
  double age_from = 0;        ///< years, of those visited
  double aim_isolated = 0;    ///< share of doors chosen among those of older people living alone
  double skill = 0;           ///< chance that a hidden need is seen in a visit
  double languages = 0;       ///< share of people of foreign origin with whom a language is shared
  double eyes = 0;            ///< share of shopkeepers and practices that watch and pass on
  double dispatch_hours = 0;  ///< a week, of somebody who brings what is found where it belongs
  double warm = 0;            ///< share of these that are accompanied there
  double cost_visit = 0;
  double cost_dispatch_hour = 0;
  double cost_activities = 0;  ///< EUR a year

  static constexpr auto describe() {
    using P = FindingPart;
    return std::array{PartField<P>{"preparation_weeks", &P::preparation_weeks},
                      PartField<P>{"visits_week", &P::visits_week},
                      PartField<P>{"age_from", &P::age_from},
                      PartField<P>{"aim_isolated", &P::aim_isolated},
                      PartField<P>{"skill", &P::skill},
                      PartField<P>{"languages", &P::languages},
                      PartField<P>{"eyes", &P::eyes},
                      PartField<P>{"dispatch_hours", &P::dispatch_hours},
                      PartField<P>{"warm", &P::warm},
                      PartField<P>{"cost_visit", &P::cost_visit},
                      PartField<P>{"cost_dispatch_hour", &P::cost_dispatch_hour},
                      PartField<P>{"cost_activities", &P::cost_activities}};
  }
  static constexpr std::array<PartText<FindingPart>, 0> describe_texts() { return {}; }
  [[nodiscard]] double yearly_cost() const {
    return (visits_week * cost_visit + dispatch_hours * cost_dispatch_hour) * weeks_of_cost +
           cost_activities;
  }
};

/// Messages that some people hear: a campaign, letters, a digital network, stories in the press.
struct CommunicationPart {
  static constexpr std::string_view kind = "communication";

  double preparation_weeks = 0;
  double messages_year = 0;  ///< that a resident hears, on average
  double digital = 0;        ///< 1: on a screen, where older people and the poor hear less
  double asking = 0;         ///< how far it is about asking and helping, 0 to 1
  double supply = 0;         ///< about what help and rights there are
  double people = 0;         ///< about the people of the quarter
  double places = 0;         ///< 1: it tells of the meeting places that are open there
  double cost_year = 0;

  static constexpr auto describe() {
    using P = CommunicationPart;
    return std::array{PartField<P>{"preparation_weeks", &P::preparation_weeks},
                      PartField<P>{"messages_year", &P::messages_year},
                      PartField<P>{"digital", &P::digital},
                      PartField<P>{"asking", &P::asking},
                      PartField<P>{"supply", &P::supply},
                      PartField<P>{"people", &P::people},
                      PartField<P>{"places", &P::places},
                      PartField<P>{"cost_year", &P::cost_year}};
  }
  static constexpr std::array<PartText<CommunicationPart>, 0> describe_texts() { return {}; }
  [[nodiscard]] double yearly_cost() const { return cost_year; }
};

/// More staff hours of one kind of formal care for those who live there. The hours given are booked
/// as formal care; what stands here is what comes on top.
struct ServicesPart {
  static constexpr std::string_view kind = "services";

  std::string organisation;  ///< a kind of organisation: family_care and so on
  double preparation_weeks = 0;
  double hours_week = 0;  ///< of staff with clients
  double cost_year = 0;   ///< EUR a year besides the hours

  static constexpr auto describe() {
    using P = ServicesPart;
    return std::array{PartField<P>{"preparation_weeks", &P::preparation_weeks},
                      PartField<P>{"hours_week", &P::hours_week},
                      PartField<P>{"cost_year", &P::cost_year}};
  }
  static constexpr auto describe_texts() {
    return std::array{PartText<ServicesPart>{"organisation", &ServicesPart::organisation}};
  }
  [[nodiscard]] double yearly_cost() const { return cost_year; }
};

/// Benches, crossings, a square: an easier way, and somewhere to linger.
struct SpacePart {
  static constexpr std::string_view kind = "space";

  double preparation_weeks = 0;
  double access = 0;   ///< how far the way is made fit for who walks with difficulty, 0 to 1
  double meeting = 0;  ///< how far there is somewhere to linger that was not there, 0 to 1
  double cost_year = 0;

  static constexpr auto describe() {
    using P = SpacePart;
    return std::array{PartField<P>{"preparation_weeks", &P::preparation_weeks},
                      PartField<P>{"access", &P::access}, PartField<P>{"meeting", &P::meeting},
                      PartField<P>{"cost_year", &P::cost_year}};
  }
  static constexpr std::array<PartText<SpacePart>, 0> describe_texts() { return {}; }
  [[nodiscard]] double yearly_cost() const { return cost_year; }
};

/// Organisations that get to know each other by meeting, so that what one hears of reaches another.
struct NetworkPart {
  static constexpr std::string_view kind = "network";

  double preparation_weeks = 0;
  double members = 0;        ///< share of the organisations there that take part
  double meetings_year = 0;  ///< by which ties between them grow
  double crossroads = 0;     ///< how far residents' networks and desks sit at the table, 0 to 1
  double employers = 0;      ///< share of employers who give carers time
  double cost_year = 0;

  static constexpr auto describe() {
    using P = NetworkPart;
    return std::array{PartField<P>{"preparation_weeks", &P::preparation_weeks},
                      PartField<P>{"members", &P::members},
                      PartField<P>{"meetings_year", &P::meetings_year},
                      PartField<P>{"crossroads", &P::crossroads},
                      PartField<P>{"employers", &P::employers},
                      PartField<P>{"cost_year", &P::cost_year}};
  }
  static constexpr std::array<PartText<NetworkPart>, 0> describe_texts() { return {}; }
  [[nodiscard]] double yearly_cost() const { return cost_year; }
};

}  // namespace buurt::care
