#pragma once
// The image of a neighbourhood: what people think of it, themselves included.

#include "care/world/world.hpp"

namespace buurt::care {

/// Somebody was at a gathering; the neighbourhood where he or she lives is seen to be lively.
void be_seen_together(World& world, Person person);
/// Somebody heard a story of the people of the quarter.
void hear_good_news(World& world, Person person);

/// How much better than usual the image of the neighbourhood where somebody lives is: −1 to 1, 0 for
/// who lives in none and before it was looked at.
[[nodiscard]] double image_beyond_usual(const World& world, Person person);

/// What that makes of going out, as a factor.
[[nodiscard]] double draws_people_out(const World& world, Person person);

}  // namespace buurt::care
