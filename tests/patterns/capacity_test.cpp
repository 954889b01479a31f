// Pattern 12: growth beyond capacity breaks a small initiative; a cap keeps it.

#include <catch2/catch.hpp>

#include "care/processes/volunteering.hpp"
#include "patterns/paired_lives.hpp"

using namespace buurt;
using nlohmann::json;

namespace {

constexpr int weeks = 130;

json desk(double wanted, double calls) {
  return {{{"name", "neighbours help"},
           {"payer", "town"},
           {"parts",
            {{{"kind", "volunteer_scheme"},
              {"wanted", wanted},
              {"calls", calls},
              {"coordinator_hours", 3},
              {"known", 0.3},
              {"preparation_weeks", 0}}}}}};
}

// More than other patterns ask for: a rate of leaving is a mean over few volunteers.
constexpr int replicates = 16;

/// What can be said of the volunteers of the one desk at the end.
struct Desk {
  std::vector<double> volunteers;
  std::vector<double> leaving;  ///< mean rate of those who are active
};

Desk lived(const json& programmes) {
  Desk all;
  for (int replicate = 0; replicate < replicates; ++replicate) {
    experiment::ModelInput input = test::small_input(4, weeks, 3000);
    input.programmes = test::plans(programmes);
    experiment::Simulation simulation(input, replicate);
    while (!simulation.done()) simulation.live();
    const care::World& world = simulation.world();
    const care::Works& works = world.programme_book.works;
    engine::Row scheme = engine::no_row;
    for (engine::Row work = 0; work < works.rows(); ++work) {
      if (works.alive(work)) scheme = works.scheme[work];
    }
    REQUIRE(scheme != engine::no_row);
    const care::Volunteers& volunteers = world.volunteers.volunteers;
    double count = 0.0;
    double rate = 0.0;
    for (engine::Row row = 0; row < volunteers.rows(); ++row) {
      if (!volunteers.alive(row) || volunteers.scheme[row] != scheme ||
          !world.volunteers.active(row)) {
        continue;
      }
      count += 1.0;
      rate += care::leaving_rate(world, row);
    }
    all.volunteers.push_back(count);
    all.leaving.push_back(count > 0.0 ? rate / count : 0.0);
  }
  return all;
}

}  // namespace

TEST_CASE(
    "volunteers of a desk that grew beyond what its coordinator can bear leave sooner than those "
    "of "
    "one that keeps to its number",
    "[patterns]") {
  const Desk capped = lived(desk(8, 20));
  const Desk grown = lived(desk(200, 80));
  CHECK(test::score(capped.volunteers, grown.volunteers) > test::clearly);
  CHECK(test::score(capped.leaving, grown.leaving) > test::clearly);
}
