#pragma once

#include "care/world/world.hpp"

namespace buurt::care {

/// Sets what a person needs, from function, dementia, illness, grief and living alone; call it when any
/// of these changed. A need of relief is not touched.
/// Residents of collective households have no needs of their own: the house meets them.
/// Source: docs/odd.md#needs.
void set_needs(World& world, Person person);

/// Sets how much comfort a person needs, in illness and grief.
void set_comfort(World& world, Person person);

/// The same as `set_needs` at a birthday, when little has changed: looks first whether anything has.
void review_needs(World& world, Person person);

/// The same for those members of a household who are not well, after somebody left it.
void set_needs_at_home(World& world, Row household);

/// Whether a person has neither limitations nor dementia nor a serious illness.
[[nodiscard]] inline bool is_well(const World& world, Person person) {
  return world.people.function[person] == Function::independent &&
         world.people.dementia[person] == 0 && world.people.illness[person] == Illness::none;
}

/// Whether somebody has needs that last, so that small ones are among them: is not well, or well and
/// old enough to want a hand with heavy things.
[[nodiscard]] bool needs_last(const World& world, Person person);

/// Draws when an adult needs a hand next: an errand, a lift, a form. Exactly one small need of each
/// adult is ahead or going on, so call it once for everybody.
void expect_small_need(World& world, Person person);
/// It begins, unless the person has other needs already or lives in a collective household.
void begin_small_need(World& world, Person person);
/// It is over, met or not; the next one is drawn.
void end_small_need(World& world, Person person);

}  // namespace buurt::care
