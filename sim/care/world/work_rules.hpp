#pragma once
// Which parts of programmes are under way, and how much of their work is done this week.

#include <algorithm>
#include <variant>
#include <vector>

#include "care/world/shock_rules.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// A part of a programme, of one kind, that is under way.
template <class Part>
struct Work {
  Row row;
  const ProgrammePlan& plan;
  const Part& part;
};

/// All of this kind that are under way, in order of identity.
template <class Part>
std::vector<Work<Part>> works_under_way(const World& world) {
  const ProgrammeBook& book = world.programme_book;
  std::vector<Row> rows;
  for (Row row = 0; row < book.works.rows(); ++row) {
    if (!book.works.alive(row) || !book.under_way(row, world.week)) continue;
    const ProgrammePlan& plan = *plan_of_run(world, book.works.run[row]);
    if (std::holds_alternative<Part>(plan.parts[book.works.part[row]])) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(),
            [&](Row a, Row b) { return book.works.identity[a] < book.works.identity[b]; });
  std::vector<Work<Part>> works;
  for (const Row row : rows) {
    const ProgrammePlan& plan = *plan_of_run(world, book.works.run[row]);
    works.push_back({row, plan, std::get<Part>(plan.parts[book.works.part[row]])});
  }
  return works;
}

/// The part of what is planned that is done: what there is money for, or what residents own of an
/// activity with which they go on alone.
inline double scale_of_work(const World& world, Row work) {
  const ProgrammeBook& book = world.programme_book;
  const Row run = book.works.run[work];
  return static_cast<double>(book.works.lives_on[work] == 0 ? book.runs.activity[run]
                                                            : book.runs.ownership[run]);
}

/// The part of it that shocks let happen face to face, by the lever that stands for it.
inline double allowed_of_work(const World& world, const ProgrammePlan& plan, Lever lever) {
  return goes_on(world, plan, world.levers.over(lever, plan.where));
}

}  // namespace buurt::care
