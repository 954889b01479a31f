#include <catch2/catch.hpp>
#include <cmath>

#include "care/network_diagnostics.hpp"
#include "care/outcomes.hpp"
#include "care/small_town.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// What people have of others, as means over a year.
struct Networks {
  double ties = 0;
  double kin_here = 0;  ///< of adults, outside the household
  double family = 0;    ///< per cent of adults with weekly contact
  double friends = 0;
  double neighbours = 0;
};

double kin_here(const World& world) {
  double kin = 0;
  double adults = 0;
  for (const Person person : test::everybody(world)) {
    if (world.age(person) < 18) continue;
    ++adults;
    for (const engine::Tie& tie : world.ties.ties(person)) {
      kin += !tie.outside() && !test::together(tie) && is_kin(kind_of(tie.kind));
    }
  }
  return kin / adults;
}

Networks a_year(experiment::Simulation& simulation) {
  constexpr int looks = 13;
  constexpr int weeks_a_look = 4;
  Networks mean;
  std::vector<double> values(outcome_declarations().size() * group_count);
  const auto of = [&](std::string_view name) {
    for (std::size_t i = 0; i < outcome_declarations().size(); ++i) {
      if (outcome_declarations()[i].name == name) return values[i * group_count];
    }
    FAIL("no outcome is called " << name);
    return 0.0;
  };
  for (int look = 0; look < looks; ++look) {
    for (int week = 0; week < weeks_a_look; ++week) simulation.live();
    measure(simulation.world(), NetworkDiagnostics{}, values);
    mean.ties += of("ties_per_person") / looks;
    mean.kin_here += kin_here(simulation.world()) / looks;
    mean.family += of("weekly_contact_family") / looks;
    mean.friends += of("weekly_contact_friends") / looks;
    mean.neighbours += of("weekly_contact_neighbours") / looks;
  }
  return mean;
}

}  // namespace

TEST_CASE("ten years on, people have as many ties, kin nearby and weekly contacts as at first") {
  experiment::ModelInput input = test::small_input(208, 11 * weeks_per_year, 4000);
  input.every_weeks = 11 * weeks_per_year;
  experiment::Simulation simulation(input, 0);
  while (simulation.week() < 0) simulation.live();
  const Networks first = a_year(simulation);
  while (simulation.week() < 10 * weeks_per_year) simulation.live();
  const Networks later = a_year(simulation);
  const auto drift = [](double now, double before) { return now / before - 1.0; };
  INFO("ties " << first.ties << " to " << later.ties);
  INFO("kin here " << first.kin_here << " to " << later.kin_here);
  INFO("family " << first.family << " to " << later.family);
  INFO("friends " << first.friends << " to " << later.friends);
  INFO("neighbours " << first.neighbours << " to " << later.neighbours);
  CHECK(std::abs(drift(later.ties, first.ties)) < 0.05);
  CHECK(drift(later.kin_here, first.kin_here) > -0.25);
  CHECK(std::abs(drift(later.family, first.family)) < 0.08);
  CHECK(std::abs(drift(later.friends, first.friends)) < 0.08);
  CHECK(std::abs(drift(later.neighbours, first.neighbours)) < 0.08);
}
