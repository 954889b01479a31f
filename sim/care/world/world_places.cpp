#include <algorithm>
#include <cmath>

#include "care/world/world.hpp"
#include "engine/math.hpp"

namespace buurt::care {

Row World::add_place(Identity identity, PlaceKind kind, float x, float y, Row neighbourhood,
                     int area) {
  const Row place = places.add(identity);
  places.kind[place] = kind;
  places.x[place] = x;
  places.y[place] = y;
  places.neighbourhood[place] = kind == PlaceKind::neighbourhood ? place : neighbourhood;
  places.area[place] = static_cast<std::uint8_t>(area);
  places.roster[place] = rosters.add();
  if (kind == PlaceKind::neighbourhood) neighbourhoods.push_back(place);
  return place;
}

void World::join_place(Row place, Person person) {
  rosters.join(places.roster[place], person, people.identity[person],
               [this](Row seated) { return people.identity[seated]; });
}

void World::leave_place(Row place, Person person) {
  rosters.leave(places.roster[place], person, people.identity[person]);
}

void World::change_place(Column<Row>& column, Person person, Row place) {
  if (column[person] == place) return;
  if (column[person] != no_row) leave_place(column[person], person);
  column[person] = place;
  if (place != no_row) join_place(place, person);
}

void World::index_places() {
  for (PlaceIndex& index : place_index) index = {};
  for (Row place = 0; place < places.rows(); ++place) {
    PlaceIndex& index = place_index[static_cast<std::size_t>(places.kind[place])];
    const std::uint64_t before = index.rows.empty() ? 0 : index.capacity_up_to.back();
    index.rows.push_back(place);
    index.capacity_up_to.push_back(before + std::max<std::uint64_t>(places.capacity[place], 1));
  }
  collective_households.clear();
  for (Row household = 0; household < households.rows(); ++household) {
    if (households.alive(household) && households.collective[household] != 0) {
      collective_households.push_back(household);
    }
  }
  index_streets();
}

void World::index_streets() {
  const MeetingParameters& p = parameters.meeting;
  std::vector<std::vector<Row>> streets_of(places.rows());
  for (const Row street : place_index[static_cast<std::size_t>(PlaceKind::street)].rows) {
    streets_of[places.neighbourhood[street]].push_back(street);
  }
  streets_near_.clear();
  streets_near_first_.assign(places.rows() + 1, 0);
  for (Row place = 0; place < places.rows(); ++place) {
    streets_near_first_[place] = static_cast<std::uint32_t>(streets_near_.size());
    if (places.kind[place] != PlaceKind::street) continue;
    double sum = 0.0;
    for (const Row street : streets_of[places.neighbourhood[place]]) {
      const double dx = places.x[place] - places.x[street];
      const double dy = places.y[place] - places.y[street];
      const double metres = std::sqrt(dx * dx + dy * dy);
      sum += engine::pow(1.0 + metres / p.distance_near, -p.distance_exponent);
      streets_near_.push_back({street, static_cast<float>(sum)});
    }
  }
  streets_near_first_[places.rows()] = static_cast<std::uint32_t>(streets_near_.size());
}

Row World::street_near(Row street, double uniform) const {
  const auto first = streets_near_.begin() + streets_near_first_[street];
  const auto last = streets_near_.begin() + streets_near_first_[street + 1];
  const float wanted = static_cast<float>(uniform) * std::prev(last)->weight_up_to;
  const auto found = std::upper_bound(first, last, wanted, [](float value, const StreetNear& near) {
    return value < near.weight_up_to;
  });
  return found == last ? std::prev(last)->street : found->street;
}

Row World::pick_place(PlaceKind kind, double uniform) const {
  const PlaceIndex& index = place_index[static_cast<std::size_t>(kind)];
  if (index.rows.empty()) return no_row;
  const auto wanted =
      static_cast<std::uint64_t>(uniform * static_cast<double>(index.capacity_up_to.back()));
  const auto at =
      std::upper_bound(index.capacity_up_to.begin(), index.capacity_up_to.end(), wanted);
  return index.rows[static_cast<std::size_t>(at - index.capacity_up_to.begin())];
}

void World::enter_street(Person person, Row dwelling) {
  if (dwelling == no_row) return;
  const Row street = dwellings.street[dwelling];
  join_place(street, person);
  join_place(places.neighbourhood[street], person);
}

void World::leave_street(Person person, Row dwelling) {
  if (dwelling == no_row) return;
  const Row street = dwellings.street[dwelling];
  leave_place(street, person);
  leave_place(places.neighbourhood[street], person);
}

}  // namespace buurt::care
