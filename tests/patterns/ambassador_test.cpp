// Pattern 10: somebody who shares their language comes into contact with more older migrants than a leaflet
// brings to a place. Contact is a conversation or a visit: visitors alone are more after a leaflet of as much
// money, since everybody can read it in the model.

#include <catch2/catch.hpp>
#include <set>

#include "patterns/paired_lives.hpp"

using namespace buurt;
using nlohmann::json;

namespace {

constexpr int weeks = 78;
constexpr int old = 60;

/// A place that hardly anybody hears of by itself, and more.
json place_and(const json& more, double leaflets) {
  json list = {{{"name", "house"},
                {"payer", "town"},
                {"parts",
                 {{{"kind", "meeting_place"},
                   {"hours_week", 20},
                   {"languages", 1},
                   {"communication", leaflets}}}}}};
  for (const json& one : more) list.push_back(one);
  return list;
}

json ambassador(double languages) {
  return {{{"name", "ambassador"},
           {"payer", "town"},
           {"target", "migration_background"},
           {"parts",
            {{{"kind", "connector"},
              {"fte", 0.5},
              {"weeks_to_fill", 0},
              {"leaving_rate", 0},
              {"observation_weeks", 4},
              {"languages", languages}}}}}};
}

/// Older people of foreign origin who came to the house, or whom the ambassador knows.
double reached(const care::World& world) {
  std::set<std::uint64_t> found;
  const auto add = [&](care::Person person, care::Identity who) {
    const care::People& people = world.people;
    if (people.identity[person] != who || people.origin[person] != care::Origin::foreign) return;
    if (world.age(person) >= old) found.insert(who.value);
  };
  const care::ProgrammeBook& book = world.programme_book;
  for (engine::Row row = 0; row < book.visitors.rows(); ++row) {
    if (book.visitors.alive(row) && book.visitors.visits[row] > 0) {
      add(book.visitors.person[row], book.visitors.who[row]);
    }
  }
  for (engine::Row row = 0; row < book.known.rows(); ++row) {
    if (book.known.alive(row)) add(book.known.person[row], book.known.who[row]);
  }
  return static_cast<double>(found.size());
}

std::vector<double> lived(const json& programmes) {
  std::vector<double> values;
  for (int replicate = 0; replicate < test::paired_replicates; ++replicate) {
    experiment::ModelInput input = test::small_input(4, weeks, 4000);
    input.programmes = test::plans(programmes);
    experiment::Simulation simulation(input, replicate);
    while (!simulation.done()) simulation.live();
    values.push_back(reached(simulation.world()));
  }
  return values;
}

}  // namespace

TEST_CASE(
    "an ambassador of the same language is in contact with more older migrants than a leaflet is",
    "[patterns]") {
  const std::vector<double> same = lived(place_and(ambassador(1.0), 500));
  const std::vector<double> leaflet = lived(place_and(json::array(), 20000));
  CHECK(test::score(leaflet, same) > test::clearly);
}
