#include "care/world/volunteering.hpp"

#include <vector>

#include "engine/error.hpp"
#include "engine/state_hash.hpp"

namespace buurt::care {

void VolunteerBook::resize(std::size_t count) {
  const std::size_t before = of_person_.size();
  if (count <= before) return;
  of_person_.resize(count);
  for (std::size_t row = before; row < count; ++row) of_person_[row] = no_row;
}

Row VolunteerBook::add_scheme(Identity identity, SchemeKind kind, std::uint16_t from,
                              std::uint16_t to, std::uint32_t wanted) {
  const Row scheme = schemes.add(identity);
  schemes.kind[scheme] = kind;
  schemes.open[scheme] = 1;
  schemes.area_from[scheme] = from;
  schemes.area_to[scheme] = to;
  schemes.wanted[scheme] = wanted;
  return scheme;
}

Row VolunteerBook::join(Person person, Identity who, Row scheme, VolunteerStage stage,
                        std::uint16_t minutes, std::int32_t week) {
  constexpr std::uint64_t of_volunteer = engine::name_hash("a volunteer");
  const Row row = volunteers.add(
      who.caused(of_volunteer, static_cast<std::uint64_t>(static_cast<std::int64_t>(week))));
  volunteers.person[row] = person;
  volunteers.scheme[row] = scheme;
  volunteers.stage[row] = stage;
  volunteers.minutes[row] = minutes;
  volunteers.since[row] = week;
  volunteers.idle_since[row] = not_idle;
  volunteers.thanked[row] = never_thanked;
  of_person_[person] = row;
  ++counter(row);
  return row;
}

void VolunteerBook::take_in(Row volunteer, std::uint32_t week) {
  --counter(volunteer);
  volunteers.stage[volunteer] = VolunteerStage::active;
  volunteers.since[volunteer] = static_cast<std::int32_t>(week);
  ++counter(volunteer);
}

void VolunteerBook::leave(Row volunteer) {
  --counter(volunteer);
  of_person_[volunteers.person[volunteer]] = no_row;
  volunteers.remove(volunteer);
}

std::uint64_t VolunteerBook::hash() const { return engine::mix(schemes.hash(), volunteers.hash()); }

void VolunteerBook::save(engine::Snapshot& snapshot, const std::string& prefix) const {
  schemes.save(snapshot, prefix + "/schemes");
  volunteers.save(snapshot, prefix + "/volunteers");
}

void VolunteerBook::restore(const engine::Snapshot& snapshot, const std::string& prefix,
                            std::size_t people) {
  *this = {};
  schemes.restore(snapshot, prefix + "/schemes");
  volunteers.restore(snapshot, prefix + "/volunteers");
  resize(people);
  for (Row row = 0; row < volunteers.rows(); ++row) {
    if (!volunteers.alive(row)) continue;
    if (volunteers.person[row] >= people || volunteers.scheme[row] >= schemes.rows()) {
      throw engine::RunError("the snapshot's volunteers '" + prefix +
                             "' name somebody, or a scheme, that is not there");
    }
    of_person_[volunteers.person[row]] = row;
  }
  audit();
}

void VolunteerBook::audit() const {
  const auto fail = [](const std::string& what, Row row) {
    throw engine::RunError("audit of volunteers: " + what + " (row " + std::to_string(row) + ")");
  };
  std::vector<std::uint32_t> active_in(schemes.rows());
  std::vector<std::uint32_t> candidates_in(schemes.rows());
  for (Row row = 0; row < volunteers.rows(); ++row) {
    if (!volunteers.alive(row)) continue;
    const Row scheme = volunteers.scheme[row];
    if (scheme >= schemes.rows() || !schemes.alive(scheme)) fail("a volunteer of no scheme", row);
    if (of_person_[volunteers.person[row]] != row) fail("a volunteer who is nobody", row);
    ++(active(row) ? active_in : candidates_in)[scheme];
  }
  std::size_t people = 0;
  for (Person person = 0; person < of_person_.size(); ++person) {
    people += of_person_[person] != no_row ? 1 : 0;
  }
  if (people != volunteers.size()) fail("a person who volunteers twice, or not at all", 0);
  for (Row scheme = 0; scheme < schemes.rows(); ++scheme) {
    if (active_in[scheme] != schemes.volunteers[scheme] ||
        candidates_in[scheme] != schemes.candidates[scheme]) {
      fail("a scheme that counts its volunteers wrongly", scheme);
    }
  }
}

}  // namespace buurt::care
