#include "care/world/company.hpp"

#include "care/world/difference_rules.hpp"
#include "care/world/levels.hpp"
#include "care/world/likeness.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// Time with somebody known, of which a part would have been spent with others anyway.
void spend(World& world, Person person, float hours, float strength) {
  People& people = world.people;
  const float more = hours * (1.0F - static_cast<float>(world.parameters.programmes.displaced));
  people.week_contact[person] += more;
  if (strength >= world.rules.confidant_strength) people.week_confidant[person] += more;
  if (people.met[person] < 0xffU) ++people.met[person];
}

void raise(std::uint8_t& byte, double share) {
  const double now = level(byte);
  byte = moved_level(byte, now + share * (1.0 - now));
}

}  // namespace

bool keep_company(World& world, Person a, Person b, double uniform, double mixing) {
  if (world.people.household[a] == world.people.household[b]) return false;
  learn_from_meeting(world, a, b);
  const auto hours = static_cast<float>(world.parameters.programmes.talk_hours);
  if (world.ties.find(a, b) >= 0) {
    const float strength = world.share_time(a, b, hours);
    spend(world, a, hours, strength);
    spend(world, b, hours, strength);
    return true;
  }
  const double crowding =
      static_cast<double>(world.ties.degree(a)) / world.parameters.meeting.crowding_ties;
  auto alike = static_cast<double>(likeness(world, a, b));
  if (mixing > 0.0) alike = engine::pow(alike, 1.0 - mixing);
  if (uniform >= alike * engine::exp(-crowding)) {
    greet(world, a);
    greet(world, b);
    return false;
  }
  world.tie(a, b, TieKind::acquaintance, static_cast<float>(world.parameters.meeting.first_hours),
            static_cast<float>(world.parameters.meeting.first_gap_weeks));
  return true;
}

void put_at_ease(World& world, Person person, double share) {
  if (share > 0.0) raise(world.people.at_ease[person], share);
}

void inform(World& world, Person person, double share) {
  if (share > 0.0) raise(world.people.informed[person], share);
}

double ease_of(const World& world, Person person) { return level(world.people.at_ease[person]); }
double informed_of(const World& world, Person person) {
  return level(world.people.informed[person]);
}

}  // namespace buurt::care
