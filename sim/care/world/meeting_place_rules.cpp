#include "care/world/meeting_place_rules.hpp"

#include <algorithm>
#include <cmath>

#include "care/world/difference_rules.hpp"
#include "care/world/image_rules.hpp"
#include "care/world/programme_rules.hpp"
#include "care/world/shock_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

Identity pair_of(const World& world, Row place, Person person) {
  return engine::pair_identity(world.programme_book.meeting_places.identity[place],
                               world.people.identity[person]);
}

/// Metres as the crow flies from somebody's street to a place. One that goes round stands in the middle
/// of the neighbourhood where somebody lives, when it comes there at all.
float metres_to(const World& world, Row place, Person person) {
  const Row street = world.street_of(person);
  Row at = world.programme_book.meeting_places.neighbourhood[place];
  const PlacePlan plan = plan_of_place(world, place);
  if (plan.part.mobile > 0.0) {
    const Row home = world.places.neighbourhood[street];
    const auto& stops = plan.programme.where;
    if (std::binary_search(stops.begin(), stops.end(), home)) at = home;
  }
  const float dx = world.places.x[street] - world.places.x[at];
  const float dy = world.places.y[street] - world.places.y[at];
  return std::sqrt(dx * dx + dy * dy);
}

}  // namespace

PlacePlan plan_of_place(const World& world, Row place) {
  const ProgrammeBook& book = world.programme_book;
  const Row run = book.meeting_places.run[place];
  const auto plan = std::find_if(
      world.programmes.begin(), world.programmes.end(),
      [&](const ProgrammePlan& one) { return one.identity == book.runs.identity[run]; });
  return {*plan, std::get<MeetingPlacePart>(plan->parts[book.meeting_places.part[place]])};
}

bool runs_place(const World& world, Row run, std::size_t part) {
  const MeetingPlaces& places = world.programme_book.meeting_places;
  for (Row place = 0; place < places.rows(); ++place) {
    if (places.alive(place) && places.run[place] == run && places.part[place] == part) return true;
  }
  return false;
}

double hours_open(const World& world, Row place) {
  const ProgrammeBook& book = world.programme_book;
  const PlacePlan plan = plan_of_place(world, place);
  const Row run = book.meeting_places.run[place];
  const double allowed =
      goes_on(world, plan.programme,
              world.levers.in(Lever::places, book.meeting_places.neighbourhood[place]));
  const double hours = plan.part.hours_week * allowed;
  if (book.meeting_places.lives_on[place] == 0) {
    return hours * static_cast<double>(book.runs.activity[run]);
  }
  return hours * static_cast<double>(book.runs.ownership[run]);
}

float within_reach(const World& world, Row place, Person person) {
  const ProgrammeParameters& p = world.parameters.programmes;
  const Row household = world.people.household[person];
  if (world.households.dwelling[household] == no_row ||
      world.households.collective[household] != 0 || world.age(person) < adult_age) {
    return 0.0F;
  }
  const PlacePlan plan = plan_of_place(world, place);
  const double stops =
      plan.part.mobile > 0.0
          ? static_cast<double>(std::max<std::size_t>(plan.programme.where.size(), 1))
          : 1.0;
  const double hours = hours_open(world, place) / stops;
  const double open = hours / (hours + p.opening_half_hours);
  const auto limited = static_cast<double>(world.people.function[person]);
  const double hindered = 1.0 - p.access_eases * local_change(world, person).access;
  const bool drives = world.people.car[person] != 0 && limited < 2.0;
  const double scale =
      drives ? p.car_scale : p.walking_scale * engine::pow(p.walking_limited, limited * hindered);
  const double way = engine::exp(-static_cast<double>(metres_to(world, place, person)) * p.detour /
                                 std::max(scale, 1.0));
  const Occupation occupation = world.people.occupation[person];
  const bool busy = occupation == Occupation::worker || occupation == Occupation::student;
  return static_cast<float>(open * way * (busy ? p.worker_time : 1.0));
}

bool would_come(const World& world, Row place, Person person) {
  return world.stream(Decision::place_draws)
      .at(pair_of(world, place, person), 0)
      .happens(world.parameters.programmes.place_interest);
}

float visit_rate(const World& world, Row place, Person person, std::uint32_t visits,
                 bool accompanied, bool faces) {
  const ProgrammeParameters& p = world.parameters.programmes;
  double rate = p.visit_rate * static_cast<double>(within_reach(world, place, person)) *
                world.levers.of(Lever::visits, world, person) * draws_people_out(world, person) *
                despite_label(world, plan_of_place(world, place).programme, person);
  if (visits == 0) {
    const MeetingPlacePart& part = plan_of_place(world, place).part;
    if (!accompanied) {
      rate *=
          p.first_visit_alone *
          (1.0 - p.threshold_effect *
                     threshold_of(world, world.programme_book.meeting_places.run[place], part)) *
          static_cast<double>(world.people.sociability[person]);
    }
    if (world.people.origin[person] == Origin::foreign) {
      rate *= std::max(part.languages, p.reach_without_language);
    }
  } else if (!faces) {
    rate *= p.stranger_return;
  }
  return static_cast<float>(rate);
}

std::uint32_t next_visit(const World& world, Row place, Person person, float rate) {
  constexpr float least_rate = 1e-4F;
  if (rate < least_rate) return no_visit;
  const engine::Draw draw =
      world.stream(Decision::place_visit).at(pair_of(world, place, person), world.week, 1);
  const double wait = -engine::log(1.0 - draw.uniform()) / static_cast<double>(rate);
  if (wait > world.parameters.programmes.given_up_weeks) return no_visit;
  return world.week + 1U + static_cast<std::uint32_t>(wait);
}

bool hear_of_place(World& world, Row place, Person person, bool accompanied) {
  if (!would_come(world, place, person)) return false;
  const PlacePlan plan = plan_of_place(world, place);
  if ((groups_of(world, person) & bit(plan.programme.target)) == 0) return false;
  const std::uint32_t next =
      next_visit(world, place, person, visit_rate(world, place, person, 0, accompanied, false));
  if (next == no_visit) return false;
  Visitors& visitors = world.programme_book.visitors;
  const Identity place_identity = world.programme_book.meeting_places.identity[place];
  const Row visitor = visitors.add(
      Identity{engine::mix(place_identity.value, world.people.identity[person].value)});
  visitors.place[visitor] = place;
  visitors.who[visitor] = world.people.identity[person];
  visitors.person[visitor] = person;
  visitors.next[visitor] = next;
  visitors.last[visitor] = world.week;
  visitors.accompanied[visitor] = accompanied ? 1 : 0;
  return true;
}

std::vector<std::uint8_t> visitors_marked(const World& world, Row place) {
  std::vector<std::uint8_t> marked(world.people.rows(), 0);
  const Visitors& visitors = world.programme_book.visitors;
  for (Row visitor = 0; visitor < visitors.rows(); ++visitor) {
    if (visitors.alive(visitor) && visitors.place[visitor] == place) {
      marked[visitors.person[visitor]] = 1;
    }
  }
  return marked;
}

}  // namespace buurt::care
