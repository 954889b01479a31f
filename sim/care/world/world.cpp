#include "care/world/world.hpp"

#include <algorithm>

#include "care/world/asking_rules.hpp"
#include "care/world/difference_rules.hpp"
#include "care/world/personal_traits.hpp"
#include "engine/error.hpp"
#include "engine/math.hpp"
#include "engine/state_hash.hpp"

namespace buurt::care {

using engine::RunError;

// People.

Person World::add_person(Identity identity) {
  const Person person = people.add(identity);
  ties.resize(people.rows());
  contacts_ahead.resize(people.rows());
  contacts_ahead[person] = {};
  care.resize(people.rows());
  volunteers.resize(people.rows());
  for (Column<Row>* column : {&people.household, &people.next_in_household, &people.partner,
                              &people.daytime, &people.association, &people.parish}) {
    (*column)[person] = no_row;
  }
  people.life_left[person] =
      -engine::log(1.0 - stream(Decision::life_span).at(identity, 0).uniform());
  people.meeting_week[person] = engine::Network::never;
  people.faith[person] = draw_faith(*this, identity);
  people.openness[person] = draw_openness(*this, identity);
  people.ease_alone[person] = draw_ease_alone(*this, identity);
  return person;
}

void World::remove_person(Person person) {
  care.forget(person);
  volunteers.forget(person);
  care.resume(person);
  change_place(people.daytime, person, no_row);
  change_place(people.association, person, no_row);
  change_place(people.parish, person, no_row);
  if (const Person partner = people.partner[person]; partner != no_row) {
    people.partner[partner] = no_row;
    people.partner[person] = no_row;
  }
  leave_household(person);
  people.remove(person);
}

// Households.

Row World::add_household(Identity identity, Row dwelling) {
  const Row household = households.add(identity);
  households.dwelling[household] = dwelling;
  households.first_member[household] = no_row;
  if (dwelling != no_row) {
    dwellings.household[dwelling] = household;
    rosters.leave(vacant, dwelling, dwellings.identity[dwelling]);
  }
  return household;
}

void World::join_household(Person person, Row household) {
  people.household[person] = household;
  people.next_in_household[person] = households.first_member[household];
  households.first_member[household] = person;
  ++households.members[household];
  enter_street(person, households.dwelling[household]);
  refresh_home(household);
}

void World::refresh_home(Row household) {
  const LonelinessParameters& p = parameters.loneliness;
  // Company at home counts fully for the first other person and less for each more.
  const auto others = static_cast<double>(households.members[household]) - 1.0;
  const bool collective = households.collective[household] != 0;
  const double company =
      collective ? p.collective_hours : p.household_hours * others / (others + 1.0) * 2.0;
  each_member(household, [&](Person person) {
    const bool couple = people.partner[person] != no_row;
    const bool family = others > 0.0 && !collective;
    people.home_company[person] = static_cast<float>(company);
    people.home_confidant[person] = static_cast<float>(couple   ? p.partner_hours
                                                       : family ? p.family_hours
                                                                : 0.0);
  });
}

void World::leave_household(Person person) {
  const Row household = people.household[person];
  if (household == no_row) return;
  const Row dwelling = households.dwelling[household];
  leave_street(person, dwelling);
  Person* link = &households.first_member[household];
  while (*link != person) link = &people.next_in_household[*link];
  *link = people.next_in_household[person];
  people.next_in_household[person] = no_row;
  people.household[person] = no_row;
  // A nursing home stays one when its last resident is gone.
  if (--households.members[household] > 0 || households.collective[household] != 0) {
    refresh_home(household);
    return;
  }
  if (dwelling != no_row) {
    dwellings.household[dwelling] = no_row;
    rosters.join(vacant, dwelling, dwellings.identity[dwelling],
                 [this](Row seated) { return dwellings.identity[seated]; });
  }
  households.remove(household);
}

void World::move_household(Row household, Row dwelling) {
  const Row old_dwelling = households.dwelling[household];
  const auto identity_of = [this](Row seated) { return dwellings.identity[seated]; };
  each_member(household, [&](Person person) { leave_street(person, old_dwelling); });
  if (old_dwelling != no_row) {
    dwellings.household[old_dwelling] = no_row;
    rosters.join(vacant, old_dwelling, dwellings.identity[old_dwelling], identity_of);
  }
  households.dwelling[household] = dwelling;
  if (dwelling != no_row) {
    dwellings.household[dwelling] = household;
    rosters.leave(vacant, dwelling, dwellings.identity[dwelling]);
  }
  each_member(household, [&](Person person) { enter_street(person, dwelling); });
}

Row World::pick_vacant(Identity who, std::uint32_t index) const {
  constexpr std::uint32_t apart = 1U << 16U;
  return rosters.pick(vacant, stream(Decision::finds_dwelling), who, week, index * apart);
}

// The whole.

std::uint64_t World::hash() const {
  using engine::mix;
  std::uint64_t hash = mix(seed, week);
  for (const std::uint64_t part :
       {people.hash(), households.hash(), dwellings.hash(), places.hash(), ties.hash(),
        rosters.hash(), agenda.hash(), care.hash(), volunteers.hash(), hospital.hash(),
        home_requests.hash(), programme_book.hash(), initiatives.hash(), std::uint64_t{vacant}}) {
    hash = mix(hash, part);
  }
  return hash;
}

engine::Snapshot World::snapshot() const {
  engine::Snapshot snapshot;
  snapshot.put_value("world/seed", seed);
  snapshot.put_value("world/week", week);
  snapshot.put_value("world/vacant", vacant);
  snapshot.put("world/neighbourhoods", std::span<const Row>(neighbourhoods));
  people.save(snapshot, "people");
  households.save(snapshot, "households");
  dwellings.save(snapshot, "dwellings");
  places.save(snapshot, "places");
  ties.save(snapshot, "ties");
  rosters.save(snapshot, "rosters");
  agenda.save(snapshot, "agenda");
  care.save(snapshot, "care");
  volunteers.save(snapshot, "volunteers");
  hospital.save(snapshot, "hospital");
  home_requests.save(snapshot, "home_requests");
  programme_book.save(snapshot, "programmes");
  initiatives.save(snapshot, "initiatives");
  std::vector<std::int64_t> counts;
  for (const auto& flow : flows.counts) counts.insert(counts.end(), flow.begin(), flow.end());
  snapshot.put("flows", std::span<const std::int64_t>(counts));
  snapshot.hash = hash();
  return snapshot;
}

void World::restore(const engine::Snapshot& snapshot) {
  seed = snapshot.get_value<std::uint64_t>("world/seed");
  week = snapshot.get_value<std::uint32_t>("world/week");
  met_until = week;
  vacant = snapshot.get_value<std::uint32_t>("world/vacant");
  neighbourhoods = snapshot.get<Row>("world/neighbourhoods");
  people.restore(snapshot, "people");
  households.restore(snapshot, "households");
  dwellings.restore(snapshot, "dwellings");
  places.restore(snapshot, "places");
  ties.restore(snapshot, "ties");
  rosters.restore(snapshot, "rosters");
  agenda.restore(snapshot, "agenda");
  care.restore(snapshot, "care");
  volunteers.restore(snapshot, "volunteers", people.rows());
  hospital.restore(snapshot, "hospital");
  home_requests.restore(snapshot, "home_requests");
  programme_book.restore(snapshot, "programmes");
  initiatives.restore(snapshot, "initiatives");
  index_places();
  const auto counts = snapshot.get<std::int64_t>("flows");
  if (counts.size() != flow_count * group_count) {
    throw RunError("the snapshot counts other happenings than this version of buurt");
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    flows.counts[i / group_count][i % group_count] = counts[i];
  }
  if (ties.rows() != people.rows()) throw RunError("the snapshot's ties do not fit its people");
  contacts_ahead.resize(people.rows());
  for (Person person = 0; person < people.rows(); ++person) recall_contacts(person);
  if (hash() != snapshot.hash) {
    throw RunError("the restored world has another state hash than the one that was saved");
  }
  audit();
}

void World::audit() const {
  const auto fail = [this](const std::string& what, Row row) {
    throw RunError("audit of week " + std::to_string(week) + ": " + what + " (row " +
                   std::to_string(row) + ")");
  };
  const auto within = [](Row row, std::size_t rows) { return row == no_row || row < rows; };
  std::size_t chained = 0;
  for (Row household = 0; household < households.rows(); ++household) {
    if (!households.alive(household)) continue;
    const Row dwelling = households.dwelling[household];
    if (!within(dwelling, dwellings.rows())) fail("a household in no dwelling", household);
    if (dwelling != no_row && dwellings.household[dwelling] != household) {
      fail("a household and its dwelling that do not know each other", household);
    }
    std::size_t counted = 0;
    for (Person p = households.first_member[household]; p != no_row;
         p = people.next_in_household[p]) {
      if (p >= people.rows() || !people.alive(p) || people.household[p] != household ||
          ++counted > households.members[household]) {
        fail("a household whose chain of members does not close", household);
      }
    }
    if (counted != households.members[household] ||
        (counted == 0 && households.collective[household] == 0)) {
      fail("a household that counts its members wrongly", household);
    }
    chained += counted;
  }
  if (chained != people.size()) fail("somebody in no household", 0);
  for (Row dwelling = 0; dwelling < dwellings.rows(); ++dwelling) {
    if (!within(dwellings.household[dwelling], households.rows())) {
      fail("a dwelling with a household that is not there", dwelling);
    }
    const bool listed = rosters.has(vacant, dwelling, dwellings.identity[dwelling]);
    if (listed != (dwellings.household[dwelling] == no_row)) {
      fail("an empty dwelling not on the list, or a full one on it", dwelling);
    }
  }
  for (Person person = 0; person < people.rows(); ++person) {
    if (!people.alive(person)) {
      if (ties.degree(person) != 0) fail("ties of nobody", person);
      continue;
    }
    if (!(contacts_ahead[person] == settled_contacts(person))) {
      fail("contacts ahead that no tie has settled", person);
    }
    const Person partner = people.partner[person];
    if (partner != no_row && (partner >= people.rows() || people.partner[partner] != person)) {
      fail("a couple that is one only in one's eyes", person);
    }
    for (const Row place :
         {people.daytime[person], people.association[person], people.parish[person]}) {
      if (place == no_row) continue;
      if (place >= places.rows() ||
          !rosters.has(places.roster[place], person, people.identity[person])) {
        fail("a member missing from the roster", person);
      }
    }
    const Row dwelling = households.dwelling[people.household[person]];
    if (dwelling != no_row &&
        !rosters.has(places.roster[dwellings.street[dwelling]], person, people.identity[person])) {
      fail("a resident missing from the street", person);
    }
  }
  std::vector<bool> in_hospital(people.rows());
  for (Row stay = 0; stay < hospital.rows(); ++stay) {
    const Person person = hospital.person[stay];
    if (!hospital.alive(stay) || people.identity[person] != hospital.who[stay]) continue;
    in_hospital[person] = true;
    if (!care.away(person)) fail("help that goes on while somebody is in hospital", person);
  }
  for (Person person = 0; person < people.rows(); ++person) {
    if (care.away(person) && !in_hospital[person]) fail("help that pauses at home", person);
  }
  care.audit();
  volunteers.audit();
  programme_book.audit();
  initiatives.audit();
  if (!ties.symmetric()) fail("a tie that is not held alike at both ends", 0);
  if (ties.hash() != ties.hash_from_scratch()) fail("the network's hash is out of step", 0);
  if (rosters.hash() != rosters.hash_from_scratch()) fail("the rosters' hash is out of step", 0);
}

}  // namespace buurt::care
