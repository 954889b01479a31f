#pragma once
// How much of a programme's work is done this week.

#include "care/world/world.hpp"

namespace buurt::care {

/// The part of what is planned that is done: all of it, or what residents own of an activity with which
/// they go on alone.
inline double scale_of_work(const World& world, Row work) {
  const ProgrammeBook& book = world.programme_book;
  return book.works.lives_on[work] == 0
             ? 1.0
             : static_cast<double>(book.runs.ownership[book.works.run[work]]);
}

}  // namespace buurt::care
