// Pattern 16, of which meaning is in the model: who gets a role in which others need them finds more
// meaning than the same person without it. Mastery does not hang on roles, and nobody has an image of
// anybody.

#include <catch2/catch.hpp>
#include <map>

#include "care/world/levels.hpp"
#include "patterns/paired_lives.hpp"

using namespace buurt;
using nlohmann::json;

namespace {

constexpr int weeks = 104;

const json desk = {{{"name", "neighbours help"},
                    {"payer", "town"},
                    {"parts",
                     {{{"kind", "volunteer_scheme"},
                       {"wanted", 60},
                       {"calls", 60},
                       {"coordinator_hours", 20},
                       {"known", 0.5},
                       {"preparation_weeks", 0}}}}}};

care::World lived(const json& programmes, int replicate) {
  experiment::ModelInput input = test::small_input(4, weeks, 3000);
  input.programmes = test::plans(programmes);
  experiment::Simulation simulation(input, replicate);
  while (!simulation.done()) simulation.live();
  return simulation.world();
}

/// Meaning of everybody, by identity.
std::map<std::uint64_t, double> meaning_of(const care::World& world) {
  std::map<std::uint64_t, double> all;
  for (const care::Person person : test::everybody(world)) {
    if (world.people.meaning[person] != 0) {
      all[world.people.identity[person].value] = care::score(world.people.meaning[person]);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("who is given a role in which others need them finds more meaning in life",
          "[patterns]") {
  std::vector<double> without_role;
  std::vector<double> with_role;
  for (int replicate = 0; replicate < test::paired_replicates; ++replicate) {
    const care::World with = lived(desk, replicate);
    const care::World without = lived(json::array(), replicate);
    const auto before = meaning_of(without);
    const auto after = meaning_of(with);
    const care::Volunteers& all = with.volunteers.volunteers;
    double count = 0.0;
    double then = 0.0;
    double now = 0.0;
    for (engine::Row row = 0; row < all.rows(); ++row) {
      if (!all.alive(row) || !with.volunteers.active(row) ||
          all.idle_since[row] != care::not_idle ||
          with.volunteers.schemes.of_programme[all.scheme[row]] == 0) {
        continue;
      }
      const std::uint64_t who = with.people.identity[all.person[row]].value;
      if (!before.contains(who) || !after.contains(who)) continue;
      count += 1.0;
      then += before.at(who);
      now += after.at(who);
    }
    REQUIRE(count > 0.0);
    without_role.push_back(then / count);
    with_role.push_back(now / count);
  }
  CHECK(test::score(without_role, with_role) > test::clearly);
}
