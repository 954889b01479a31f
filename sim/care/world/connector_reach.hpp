#pragma once
// Whom a connector comes across: behind a door, or out and about.

#include "care/world/world.hpp"

namespace buurt::care {

/// A resident of the programme's neighbourhoods, each as likely as any other; `no_row` now and then.
Person resident_of(const World& world, const ProgrammePlan& plan, Identity who,
                   const engine::Stream& draws, double uniform, std::uint32_t index);

/// What a list of addresses and ages tells: 65 and over, and living alone.
bool seems_isolated(const World& world, Person person);

/// Who meets many people is met often; who can hardly leave the house is hardly met. 0 to 1.
double out_and_about(const World& world, Person person);

/// How many numbers of draws one attempt to meet somebody may use.
std::uint32_t draws_of_attempt(const World& world);

/// An adult of those the programme is for, in its neighbourhoods. In the street those who are out a lot
/// are met most; at a door anybody, or, for the part `aim_isolated`, older people who live alone.
/// Thinks of `programmes.people_thought_of` at most. \param aimed uniform \param index of the attempt's
/// first draw \return `no_row` when none of them fits.
Person somebody_met(const World& world, const ProgrammePlan& plan, const ConnectorPart& part,
                    Identity post, std::uint32_t index, bool door, double aimed);

}  // namespace buurt::care
