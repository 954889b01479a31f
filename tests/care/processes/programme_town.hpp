#pragma once
// Small towns with programmes in them.

#include <string>
#include <utility>
#include <vector>

#include "care/small_town.hpp"
#include "files/programmes.hpp"

namespace buurt::test {

/// Programmes as a scenario would give them.
inline std::vector<care::ProgrammePlan> plans(const nlohmann::json& list) {
  files::FaultList faults("test");
  std::vector<care::ProgrammePlan> read;
  const files::ProgrammeReader reader(BUURT_SOURCE_SCENARIOS);
  for (files::Programme& one : reader.read(list, nullptr, faults)) {
    read.push_back(std::move(one.plan));
  }
  faults.throw_if_any();
  return read;
}

/// The small town with programmes, of which weeks are counted from the week it is in.
inline care::World town_with(const nlohmann::json& list) {
  care::World world = small_town();
  world.programmes = care::placed(world, plans(list), world.week);
  return world;
}

inline nlohmann::json connector(const nlohmann::json& values = nlohmann::json::object()) {
  nlohmann::json one = {
      {"use", "connector"}, {"weeks_to_fill", 0}, {"leaving_rate", 0}, {"observation_weeks", 0}};
  one.update(values);
  return nlohmann::json::array({one});
}

inline nlohmann::json meeting_place(const nlohmann::json& values = nlohmann::json::object()) {
  nlohmann::json one = {{"use", "meeting-place"}};
  one.update(values);
  return nlohmann::json::array({one});
}

/// One programme of one part that is ready at once.
inline nlohmann::json one_part(const std::string& kind, nlohmann::json values,
                               const nlohmann::json& common = nlohmann::json::object()) {
  values["kind"] = kind;
  if (!values.contains("preparation_weeks")) values["preparation_weeks"] = 0;
  nlohmann::json programme = {
      {"name", "it"}, {"payer", "town"}, {"parts", nlohmann::json::array({values})}};
  programme.update(common);
  return nlohmann::json::array({programme});
}

/// The small town after so many weeks with programmes.
inline care::World lived(const nlohmann::json& list, int weeks) {
  care::World world = town_with(list);
  live(world, weeks);
  world.audit();
  return world;
}

inline std::uint32_t visits_to(const care::World& world, engine::Row place = 0) {
  return world.programme_book.meeting_places.visits[place];
}

/// Residents whom anybody knows.
inline std::vector<care::Person> known_in(const care::World& world) {
  std::vector<care::Person> people;
  const care::KnownResidents& known = world.programme_book.known;
  for (engine::Row row = 0; row < known.rows(); ++row) {
    if (known.alive(row)) people.push_back(known.person[row]);
  }
  return people;
}

}  // namespace buurt::test
