#include "care/world/initiative_book.hpp"

#include <vector>

#include "engine/error.hpp"
#include "engine/identity.hpp"

namespace buurt::care {
namespace {

[[noreturn]] void fail(const std::string& what, Row row) {
  throw engine::RunError("audit of the initiatives: " + what + " (row " + std::to_string(row) +
                         ")");
}

bool share(float value) { return value >= 0.0F && value <= 1.0F; }

}  // namespace

bool InitiativeBook::carries(Identity who) const {
  for (Row row = 0; row < participants.rows(); ++row) {
    if (participants.alive(row) && participants.who[row] == who &&
        participants.role[row] == InitiativeRole::carries) {
      return true;
    }
  }
  return false;
}

Row InitiativeBook::enter(Row initiative, Person person, Identity who, InitiativeRole role,
                          std::uint32_t week) {
  const Row row = participants.add(engine::pair_identity(initiatives.identity[initiative], who));
  participants.initiative[row] = initiative;
  participants.who[row] = who;
  participants.person[row] = person;
  participants.last[row] = week;
  if (role == InitiativeRole::carries) join(row);
  return row;
}

void InitiativeBook::join(Row participant) {
  participants.role[participant] = InitiativeRole::carries;
  ++initiatives.committee[participants.initiative[participant]];
}

void InitiativeBook::leave(Row participant) {
  if (participants.role[participant] == InitiativeRole::carries) {
    --initiatives.committee[participants.initiative[participant]];
  }
  participants.remove(participant);
}

void InitiativeBook::end(Row initiative) {
  for (Row row = 0; row < participants.rows(); ++row) {
    if (participants.alive(row) && participants.initiative[row] == initiative) {
      participants.remove(row);
    }
  }
  initiatives.remove(initiative);
}

std::uint64_t InitiativeBook::hash() const {
  return engine::mix(initiatives.hash(), participants.hash());
}

void InitiativeBook::save(engine::Snapshot& snapshot, const std::string& prefix) const {
  initiatives.save(snapshot, prefix + "/initiatives");
  participants.save(snapshot, prefix + "/participants");
}

void InitiativeBook::restore(const engine::Snapshot& snapshot, const std::string& prefix) {
  initiatives.restore(snapshot, prefix + "/initiatives");
  participants.restore(snapshot, prefix + "/participants");
}

void InitiativeBook::audit() const {
  std::vector<std::uint32_t> counted(initiatives.rows(), 0);
  for (Row row = 0; row < participants.rows(); ++row) {
    if (!participants.alive(row)) continue;
    const Row initiative = participants.initiative[row];
    if (initiative >= initiatives.rows() || !initiatives.alive(initiative)) {
      fail("somebody who has part in nothing", row);
    }
    counted[initiative] += participants.role[row] == InitiativeRole::carries ? 1U : 0U;
  }
  for (Row row = 0; row < initiatives.rows(); ++row) {
    if (!initiatives.alive(row)) continue;
    if (counted[row] != initiatives.committee[row])
      fail("a committee that is counted wrongly", row);
    if (!share(initiatives.energy[row]) || !share(initiatives.ownership[row])) {
      fail("an energy or ownership that is no share", row);
    }
  }
}

}  // namespace buurt::care
