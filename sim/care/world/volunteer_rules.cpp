#include "care/world/volunteer_rules.hpp"

#include <algorithm>

#include "care/world/helping_rules.hpp"
#include "care/world/units.hpp"

namespace buurt::care {
namespace {

const VolunteeringParameters& parameters_of(const World& world) {
  return world.parameters.volunteering;
}

}  // namespace

bool may_volunteer(const World& world, Person person, bool inclusive) {
  if (world.volunteers.of(person) != no_row) return false;
  if (world.age(person) < static_cast<int>(parameters_of(world).least_age)) return false;
  if (world.in_collective(person)) return false;
  if (!able_to_help(world, person)) return false;
  return inclusive || (world.people.function[person] < Function::moderate &&
                       world.people.illness[person] == Illness::none);
}

double readiness(const World& world, Person person) {
  const VolunteeringParameters& p = parameters_of(world);
  const double by_education = world.people.education[person] == Education::low    ? p.education_low
                              : world.people.education[person] == Education::high ? p.education_high
                                                                                  : 1.0;
  return by_education * (world.age(person) >= p.old_age ? p.old_factor : 1.0) *
         world.levers.of(Lever::joining, world, person);
}

std::uint16_t drawn_offer(const World& world, Identity person) {
  const VolunteeringParameters& p = parameters_of(world);
  const engine::Draw draw = world.stream(Decision::volunteer_offer).at(person, 0);
  const double mean = draw.happens(p.occasional_share, 0) ? p.occasional_hours : p.regular_hours;
  // Uniform from a half to one and a half times the mean.
  return static_cast<std::uint16_t>(mean * (0.5 + draw.uniform(1)) * minutes_per_hour);
}

bool ask_to_volunteer(World& world, Person person, Row scheme, double chance) {
  VolunteerBook& book = world.volunteers;
  if (book.schemes.open[scheme] == 0 ||
      !may_volunteer(world, person, book.schemes.inclusive[scheme] != 0)) {
    return false;
  }
  const Identity who = world.people.identity[person];
  const Identity both = engine::pair_identity(who, book.schemes.identity[scheme]);
  const engine::Draw draw = world.stream(Decision::asked_to_volunteer).at(both, world.week);
  const double light = 1.0 + world.parameters.programmes.light_joins *
                                 static_cast<double>(book.schemes.light[scheme]);
  if (!draw.happens(std::min(1.0, chance * light * readiness(world, person)))) return false;
  const bool at_once = book.schemes.kind[scheme] == SchemeKind::elsewhere;
  book.join(person, who, scheme, at_once ? VolunteerStage::active : VolunteerStage::candidate,
            drawn_offer(world, who), static_cast<std::int32_t>(world.week));
  if (at_once) world.count(Flow::volunteers_joined, person);
  return true;
}

std::uint32_t minutes_as_volunteer(const World& world, Row volunteer) {
  std::uint32_t minutes = 0;
  world.care.each_given(world.volunteers.volunteers.person[volunteer], [&](Row help) {
    if (world.care.help.source[help] == Source::volunteers)
      minutes += world.care.help.minutes[help];
  });
  return minutes;
}

void stop_volunteering(World& world, Row volunteer) {
  const Person person = world.volunteers.volunteers.person[volunteer];
  world.care.each_given(person, [&](Row help) {
    if (world.care.help.source[help] == Source::volunteers) world.care.end_help(help);
  });
  if (world.volunteers.active(volunteer)) world.count(Flow::volunteers_left, person);
  world.volunteers.leave(volunteer);
}

Row open_scheme(World& world, Identity identity, SchemeKind kind, std::uint16_t from,
                std::uint16_t to, std::uint32_t wanted, double coordinator_hours, double known) {
  Schemes& schemes = world.volunteers.schemes;
  const Row scheme = world.volunteers.add_scheme(identity, kind, from, to, wanted);
  schemes.known[scheme] = static_cast<float>(known);
  schemes.thanks_every[scheme] =
      static_cast<std::uint16_t>(parameters_of(world).thanks_every * (coordinator_hours > 0.0));
  set_coordinator(world, scheme, coordinator_hours);
  return scheme;
}

void close_scheme(World& world, Row scheme) {
  Needs& needs = world.care.needs;
  for (Row need = 0; need < needs.rows(); ++need) {
    if (needs.alive(need) && needs.desk[need] == scheme) needs.desk[need] = no_row;
  }
  for (Row row = 0; row < world.volunteers.volunteers.rows(); ++row) {
    if (!world.volunteers.volunteers.alive(row)) continue;
    if (world.volunteers.volunteers.scheme[row] == scheme) stop_volunteering(world, row);
  }
  world.volunteers.schemes.open[scheme] = 0;
}

void set_coordinator(World& world, Row scheme, double hours) {
  world.volunteers.schemes.coordinator_minutes[scheme] =
      static_cast<std::uint32_t>(hours * minutes_per_hour);
}

void set_calls(World& world, Row scheme, double people_a_week) {
  world.volunteers.schemes.asks[scheme] = static_cast<float>(people_a_week);
}

}  // namespace buurt::care
