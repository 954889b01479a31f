#include "classic.hpp"

#include <cmath>
#include <string>

#include "engine/parallel.hpp"
#include "examples/boltzmann_wealth.hpp"
#include "examples/flocking.hpp"
#include "examples/forest_fire.hpp"
#include "examples/schelling.hpp"
#include "examples/virus.hpp"
#include "examples/wolf_sheep.hpp"

namespace buurt::bench {

using namespace examples;

namespace {

template <class Model>
void steps_of(Model& model, int steps) {
  for (int step = 0; step < steps; ++step) model.step();
}

/// Whole runs, set-up included.
template <class Model, class Definition>
void whole_run(const Request& request, const std::string& name, const Definition& definition,
               std::size_t agents, int steps) {
  if (!request.wants(name)) return;
  for (const int threads : {1, 2}) {
    print_line(name, agents, steps, threads,
               seconds_of_runs(
                   request.runs, [] { return 0; },
                   [&](int) {
                     engine::with_threads(threads, [&] {
                       Model model(definition);
                       steps_of(model, steps);
                     });
                   }));
  }
}

/// Steps alone, each run from a copy of one model that has had time to leave its start behind.
template <class Model, class Definition, class Count>
void steps_alone(const Request& request, const std::string& name, const Definition& definition,
                 int before, int steps, Count&& count) {
  if (!request.wants(name)) return;
  Model settled(definition);
  steps_of(settled, before);
  for (const int threads : {1, 2}) {
    print_line(
        name, count(settled), steps, threads,
        seconds_of_runs(
            request.runs, [&] { return settled; },
            [&](Model& model) { engine::with_threads(threads, [&] { steps_of(model, steps); }); }));
  }
}

/// The side of a square with room for so many agents.
int side(int agents, double room) {
  return static_cast<int>(std::lround(std::sqrt(agents * room)));
}

void measure_steps(const Request& request, int agents) {
  const auto same = [&](const auto&) { return static_cast<std::size_t>(agents); };

  SchellingDefinition town;
  town.agents = agents;
  town.width = town.height = side(agents, 1.25) + 1;
  steps_alone<Schelling>(request, "schelling/step", town, 2, agents > 1000 ? 5 : 100, same);

  FlockingDefinition flock;
  flock.birds = agents;
  flock.width = flock.height = std::sqrt(agents * 150.0 * 150.0 / 400.0);
  steps_alone<Flocking>(request, "flocking/step", flock, 2, agents > 100'000 ? 2 : 10, same);

  WolfSheepDefinition meadow;
  meadow.width = meadow.height = side(agents, 10'000.0 / 3'000.0);
  meadow.sheep.count = agents / 2;
  meadow.wolves.count = agents - agents / 2;
  steps_alone<WolfSheep>(request, "wolf-sheep/step", meadow, 10, agents > 1000 ? 5 : 100,
                         [](const WolfSheep& model) { return model.sheep() + model.wolves(); });

  BoltzmannWealthDefinition market;
  market.agents = agents;
  steps_alone<BoltzmannWealth>(request, "boltzmann-wealth/step", market, 10,
                               agents > 1000 ? 10 : 1000, same);

  // A virus that stays, with a third of the agents infected, so that all steps are full of work.
  VirusDefinition virus;
  virus.agents = agents;
  virus.resistance = 0.0;
  virus.infected = 0.35;
  virus.transmission = 0.016;
  steps_alone<Virus>(request, "virus/step", virus, 50, 10'000'000 / agents, same);
}

}  // namespace

void measure_classic_models(const Request& request) {
  whole_run<Schelling>(request, "schelling/run", SchellingDefinition{}, 8000, 20);
  whole_run<Flocking>(request, "flocking/run", FlockingDefinition{}, 400, 100);
  whole_run<WolfSheep>(request, "wolf-sheep/run", WolfSheepDefinition{}, 1500, 100);
  whole_run<ForestFire>(request, "forest-fire/run", ForestFireDefinition{}, 10'000, 100);
  whole_run<ForestFire>(request, "forest-fire-large/run",
                        ForestFireDefinition{.width = 1000, .height = 1000, .density = 0.9},
                        1'000'000, 1000);
  whole_run<BoltzmannWealth>(request, "boltzmann-wealth/run", BoltzmannWealthDefinition{}, 1000,
                             1000);
  for (const int agents : {1000, 100'000, 1'000'000}) measure_steps(request, agents);
}

}  // namespace buurt::bench
