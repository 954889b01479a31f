#include "care/world/hospital_rules.hpp"

#include "care/world/noticing_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/trust_rules.hpp"

namespace buurt::care {
namespace {

constexpr std::uint64_t of_stay = engine::name_hash("a stay in hospital");

}  // namespace

double usual_admission_rate(const FormalParameters& p, Function function) {
  switch (function) {
    case Function::independent: return p.admission_independent;
    case Function::light: return p.admission_light;
    case Function::moderate: return p.admission_moderate;
    case Function::severe: return p.admission_severe;
  }
  return 0.0;
}

void send_to_hospital(World& world, Person person, std::uint16_t days, bool worsens) {
  if (world.care.away(person)) return;
  const Identity who = world.people.identity[person];
  world.count(Flow::hospital_admissions, person);
  stand_by(world, person, world.parameters.noticing.around_illness);
  const Row stay = world.hospital.add(who.caused(of_stay, world.week));
  world.hospital.who[stay] = who;
  world.hospital.person[stay] = person;
  world.hospital.days_left[stay] = days;
  world.hospital.worsens[stay] = worsens ? 1 : 0;
  lose_trust_in_services(world, person);
  world.care.each_need(person, [&](Row need) {
    const engine::Draw seen =
        world.stream(Decision::crisis).at(world.care.needs.identity[need], world.week);
    if (!seen.happens(world.parameters.formal.crisis_reveals)) return;
    if (!notice(world, need)) ask_again(world, need);
  });
  world.care.stop_giving(person);
  world.care.pause(person);
}

}  // namespace buurt::care
