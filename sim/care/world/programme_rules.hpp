#pragma once
// How a programme works in the phase of its life in which it is.

#include "care/world/world.hpp"

namespace buurt::care {

/// How far connectors organise rather than facilitate; more so after a takeover.
[[nodiscard]] double organise_of(const World& world, Row run, const ConnectorPart& part);

/// How much of a step it is to come in; higher after a takeover.
[[nodiscard]] double threshold_of(const World& world, Row run, const MeetingPlacePart& part);

/// The part of the work that residents do: more and more of it while it is handed over, all of it when
/// they are alone, less after a takeover.
[[nodiscard]] double residents_part(const World& world, const ProgrammePlan& plan, Row run,
                                    double usual);

/// Who pays in the phase in which a programme is; nobody when residents are alone.
[[nodiscard]] const std::string& payer_of(const World& world, const ProgrammePlan& plan, Row run);

/// The part of posts, hours and costs there is in this phase, if there is money for it.
[[nodiscard]] double scale_of(const World& world, const ProgrammePlan& plan, Row run);

}  // namespace buurt::care
