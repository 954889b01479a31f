#pragma once
// Who comes to a meeting place, and how readily.

#include "care/world/world.hpp"

namespace buurt::care {

/// The plan and the part by which a meeting place is run. When residents go on with it after the end,
/// the plan of the programme that ran it.
struct PlacePlan {
  const ProgrammePlan& programme;
  const MeetingPlacePart& part;
};
[[nodiscard]] PlacePlan plan_of_place(const World& world, Row place);

/// Whether a part of a programme has its place. While another programme runs the place that it takes
/// over, or bears the name of, it waits: nobody works for it and nothing is paid.
[[nodiscard]] bool runs_place(const World& world, Row run, std::size_t part);

/// Hours a week that a place is open: those of its plan, or what residents keep up by themselves.
[[nodiscard]] double hours_open(const World& world, Row place);

/// How much the way, limitations, work and opening hours leave of somebody's visits, 0 to 1; 0 for who
/// is under age or lives in a nursing home.
[[nodiscard]] float within_reach(const World& world, Row place, Person person);

/// Whether such a place is something for somebody at all: one draw for a person and a place.
[[nodiscard]] bool would_come(const World& world, Row place, Person person);

/// Visits a week. \param visits made so far; the first is the hardest
/// \param accompanied whether somebody comes along the first time
/// \param faces whether somebody known was there the last time
[[nodiscard]] float visit_rate(const World& world, Row place, Person person, std::uint32_t visits,
                               bool accompanied, bool faces);

/// Draws the week of the next visit, or `no_visit` when it would take longer than
/// `programmes.given_up_weeks`.
inline constexpr std::uint32_t no_visit = 0xffffffffU;
[[nodiscard]] std::uint32_t next_visit(const World& world, Row place, Person person, float rate);

/// Somebody hears of a place and may become a visitor; the caller knows that he or she is none yet.
/// \return whether he or she means to come.
bool hear_of_place(World& world, Row place, Person person, bool accompanied);

/// Everybody who knows a place and means to come, one byte a person's row.
[[nodiscard]] std::vector<std::uint8_t> visitors_marked(const World& world, Row place);

}  // namespace buurt::care
