#include "examples/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/error.hpp"
#include "examples/boltzmann_wealth.hpp"
#include "examples/flocking.hpp"
#include "examples/forest_fire.hpp"
#include "examples/schelling.hpp"
#include "examples/virus.hpp"
#include "examples/wolf_sheep.hpp"

namespace buurt::examples {

namespace {

constexpr int most = 100'000'000;
constexpr int lines = 10;

/// Runs a model and writes down its measures ten times on the way.
template <class Model, class Measure>
Course course(Model& model, int steps, std::vector<std::string> measures, Measure&& measure) {
  Course result{std::move(measures), {}, 0};
  result.lines.push_back({0, measure()});
  for (int line = 1; line <= lines; ++line) {
    const auto until = static_cast<int>(std::int64_t{steps} * line / lines);
    const int from = result.lines.back().step;
    if (until == from) continue;
    for (int step = from; step < until; ++step) model.step();
    result.lines.push_back({until, measure()});
  }
  result.hash = model.hash();
  return result;
}

/// The side of a square with this many units of room for each agent.
int side(int agents, double room) {
  return std::max(1, static_cast<int>(std::ceil(std::sqrt(agents * room))));
}

int size_of(const Example& example, const Choices& choices) {
  return choices.size.value_or(example.size);
}
int steps_of(const Example& example, const Choices& choices) {
  return choices.steps.value_or(example.steps);
}

Course run_boltzmann_wealth(const Example& example, const Choices& choices) {
  BoltzmannWealthDefinition definition;
  definition.agents = size_of(example, choices);
  definition.seed = choices.seed;
  BoltzmannWealth model(definition);
  return course(model, steps_of(example, choices), {"gini", "penniless", "richest"}, [&] {
    const auto wealth = model.wealth();
    const auto penniless = std::count(wealth.begin(), wealth.end(), 0U);
    return std::vector<double>{
        model.gini(), static_cast<double>(penniless),
        static_cast<double>(*std::max_element(wealth.begin(), wealth.end()))};
  });
}

Course run_flocking(const Example& example, const Choices& choices) {
  FlockingDefinition definition;
  definition.birds = size_of(example, choices);
  // A flock too small for the sky of the default density still has to see less than half of it.
  definition.width = definition.height =
      std::max(std::sqrt(definition.birds * 150.0 * 150.0 / 400.0), 2.5 * definition.vision);
  definition.seed = choices.seed;
  Flocking model(definition);
  return course(model, steps_of(example, choices), {"order", "neighbours"}, [&] {
    return std::vector<double>{model.order(), model.neighbours()};
  });
}

Course run_forest_fire(const Example& example, const Choices& choices) {
  ForestFireDefinition definition;
  definition.width = definition.height = side(size_of(example, choices), 1.0);
  definition.seed = choices.seed;
  ForestFire model(definition);
  return course(model, steps_of(example, choices), {"burning", "share burnt", "crossed"}, [&] {
    return std::vector<double>{static_cast<double>(model.burning()), model.share_burnt(),
                               model.crossed() ? 1.0 : 0.0};
  });
}

Course run_schelling(const Example& example, const Choices& choices) {
  SchellingDefinition definition;
  definition.agents = size_of(example, choices);
  definition.width = definition.height = side(definition.agents, 1.25);
  definition.seed = choices.seed;
  Schelling model(definition);
  return course(model, steps_of(example, choices), {"happy", "segregation"}, [&] {
    return std::vector<double>{model.share_happy(), model.segregation()};
  });
}

Course run_virus(const Example& example, const Choices& choices) {
  VirusDefinition definition;
  definition.agents = size_of(example, choices);
  definition.seed = choices.seed;
  Virus model(definition);
  return course(model, steps_of(example, choices), {"susceptible", "infected", "resistant"}, [&] {
    const auto count = [&](Health health) { return static_cast<double>(model.count(health)); };
    return std::vector<double>{count(Health::susceptible), count(Health::infected),
                               count(Health::resistant)};
  });
}

Course run_wolf_sheep(const Example& example, const Choices& choices) {
  WolfSheepDefinition definition;
  const int animals = size_of(example, choices);
  definition.sheep.count = animals - animals / 3;
  definition.wolves.count = animals / 3;
  definition.width = definition.height = side(animals, 10'000.0 / 1'500.0);
  definition.seed = choices.seed;
  WolfSheep model(definition);
  return course(model, steps_of(example, choices), {"sheep", "wolves", "grown grass"}, [&] {
    return std::vector<double>{static_cast<double>(model.sheep()),
                               static_cast<double>(model.wolves()),
                               static_cast<double>(model.grass())};
  });
}

constexpr std::array<Example, 6> examples{{
    {"boltzmann-wealth", "coins handed over in chance meetings end up exponentially distributed",
     1000, 2000, run_boltzmann_wealth},
    {"flocking", "birds that look at their neighbours come to fly as one", 400, 1000, run_flocking},
    {"forest-fire", "a fire crosses a forest when trees stand close enough", 10'000, 200,
     run_forest_fire},
    {"schelling", "mild wishes for neighbours of the own group segregate a town", 8000, 40,
     run_schelling},
    {"virus", "a virus spreads along the ties of a network", 1000, 100, run_virus},
    {"wolf-sheep", "wolves, sheep and grass whose numbers swing in turn", 1500, 500,
     run_wolf_sheep},
}};

}  // namespace

std::span<const Example> catalogue() { return examples; }

Course run_example(std::string_view name, const Choices& choices) {
  const auto found = std::find_if(examples.begin(), examples.end(),
                                  [&](const Example& example) { return example.name == name; });
  if (found == examples.end()) {
    std::string known;
    for (const Example& example : examples) {
      known += (known.empty() ? "" : ", ") + std::string(example.name);
    }
    throw engine::UserError("example",
                            "'" + std::string(name) + "' is not known; there are " + known);
  }
  std::vector<engine::Fault> faults;
  const auto check = [&](const char* what, const std::optional<int>& value) {
    if (!value || (*value >= 1 && *value <= most)) return;
    faults.push_back({what, "found " + std::to_string(*value) + "; a whole number from 1 to " +
                                std::to_string(most) + " is allowed"});
  };
  check("steps", choices.steps);
  check("size", choices.size);
  if (!faults.empty()) throw engine::UserError(std::move(faults));
  return found->run(*found, choices);
}

}  // namespace buurt::examples
