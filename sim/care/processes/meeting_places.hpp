#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// People hear of the meeting places of programmes, come, come across each other and are noticed by
/// hosts. Existing ties get hours, new ones arise by likeness, and each visit sets the date of the
/// next. Nothing happens without meeting places. Source: docs/odd.md#meeting-places; M01 to M03, M99
/// to M103 in docs/coverage.csv.
void open_meeting_places(World& world);

}  // namespace buurt::care
