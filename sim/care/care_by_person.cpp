#include "care/care_by_person.hpp"

namespace buurt::care {

CareByPerson::CareByPerson(const World& world)
    : receives(world.people.rows()), gives(world.people.rows()) {
  const Needs& needs = world.care.needs;
  for (Row need = 0; need < needs.rows(); ++need) {
    if (!needs.alive(need)) continue;
    Receives& who = receives[needs.person[need]];
    who.at_desk |= needs.desk[need] != no_row;
    if (needs.paused[need] != 0) continue;
    const bool unmet = needs.met[need] < needs.minutes[need];
    who.needs = true;
    who.needed += needs.minutes[need];
    who.met += needs.met[need];
    who.unmet |= unmet;
    who.hidden |= unmet && needs.state[need] == NeedState::hidden;
    who.waits |= needs.state[need] == NeedState::waiting;
  }
  const Help& help = world.care.help;
  const People& people = world.people;
  for (Row row = 0; row < help.rows(); ++row) {
    if (!help.alive(row)) continue;
    const Row need = help.need[row];
    const bool paused = needs.paused[need] != 0;
    const Person receiver = needs.person[need];
    if (const Row organisation = help.organisation[row]; organisation != no_row) {
      const OrganisationKind kind = world.care.organisations.kind[organisation];
      receives[receiver].family_care |= !paused && kind == OrganisationKind::family_care;
      receives[receiver].home_nursing |= !paused && kind == OrganisationKind::home_nursing;
    }
    if (help.giver[row] == no_row) continue;
    Gives& giver = gives[help.giver[row]];
    const std::uint32_t minutes = help.minutes[row];
    const std::uint32_t now = paused ? 0 : minutes;
    giver.now += now;
    if (help.source[row] == Source::volunteers) {
      giver.as_volunteer += minutes;
      giver.as_volunteer_now += now;
    }
    if (help.source[row] == Source::household) {
      const bool dependent = people.function[receiver] >= Function::moderate ||
                             people.dementia[receiver] != 0 ||
                             people.illness[receiver] != Illness::none;
      if (!dependent) giver.shared_at_home += now;
    }
  }
}

}  // namespace buurt::care
