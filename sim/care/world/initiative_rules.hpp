#pragma once
// Who would begin something in the neighbourhood, who would join in, and what becomes of it.

#include "care/world/world.hpp"

namespace buurt::care {

/// Draws of one stream that belong to one who is picked from a roster, so that picks do not meet; and
/// how many picks have room in a stream.
inline constexpr std::uint32_t draws_of_a_pick = 4096;
inline constexpr std::uint32_t most_picks = (1U << 24U) / draws_of_a_pick - 2;

/// Numbers that hang on the kind of an initiative.
struct InitiativeMeasure {
  double gap = 0;     ///< weeks between two times
  double guests = 0;  ///< that there is room for
  double hours = 0;   ///< of work each time, of all who carry it
};
[[nodiscard]] InitiativeMeasure measure_of(const World& world, InitiativeKind kind);

/// Whether somebody may begin or carry something in a neighbourhood: an adult who lives there at home
/// and is able enough.
[[nodiscard]] bool may_carry(const World& world, Person person, Row neighbourhood);

/// Whether a tie, not dormant, leads to somebody who lives in the municipality in a household of his or
/// her own.
[[nodiscard]] bool known_and_near(const World& world, const engine::Tie& tie);

/// How much of the time it takes somebody has, and, in poverty, energy for what is not needed most;
/// 0 to 1.
[[nodiscard]] double time_for_others(const World& world, Person person);

/// How often somebody has come to places, activities and initiatives that count still.
[[nodiscard]] double rounds_of(const World& world, Person person);

/// Whether a programme has moved somebody: he or she comes to a place or activity of one, or is known
/// to a connector.
[[nodiscard]] bool moved_by_programme(const World& world, Person person);

/// Support that initiatives find in a neighbourhood, 0 to 1: a connector, an open meeting place,
/// residents' networks at the table with organisations, a place to linger.
[[nodiscard]] double support_in(const World& world, Row neighbourhood);

/// How far a connector organises there rather than residents, 0 to 1.
[[nodiscard]] double organised_in(const World& world, Row neighbourhood);

/// What holds for everybody of a neighbourhood.
struct Surroundings {
  Row neighbourhood = no_row;
  double support = 0;    ///< as `support_in`
  double nowhere = 0;    ///< 1 where there is no initiative and no meeting place is open
  double closed = 0;     ///< the part of shops or places that has closed
  double habit = 0;      ///< norm of helping, −1 to 1, usual 0
  double went_well = 0;  ///< memory of initiatives that went well, 0 to 1
};
[[nodiscard]] Surroundings surroundings_of(const World& world, Row neighbourhood);

/// By how much all that moves or hinders somebody multiplies the rate of beginning something: time,
/// poverty, education, sociability, trust, ties nearby, having taken part, a connector, and what is
/// missed there.
[[nodiscard]] double drive_of(const World& world, Person person, const Surroundings& here);

/// Chance that somebody joins in when asked by one to whom the tie is so strong (0 to 1), after so many
/// others have said yes.
[[nodiscard]] double joins_in(const World& world, Person asked, double strength, double others);

/// The part of guests who would come to what is this far residents' own.
[[nodiscard]] double welcome_of(const World& world, double ownership);

/// Energy after once more: work tires the more the fewer share it and the less it is their own; guests
/// and support give part of it back. \param fullness guests of those there is room for
[[nodiscard]] double energy_after(const World& world, Row initiative, double fullness,
                                  double support);

/// An initiative begins. \return its row
Row begin_initiative(World& world, Person spark, InitiativeKind kind, Row neighbourhood);
/// It ends, counted.
void end_initiative(World& world, Row initiative);

}  // namespace buurt::care
