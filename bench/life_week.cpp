#include "life_week.hpp"

#include <sys/resource.h>

#include <memory>
#include <string>

#include "bare_week.hpp"
#include "engine/parallel.hpp"
#include "experiment/run.hpp"
#include "files/data_root.hpp"

namespace buurt::bench {
namespace {

struct Town {
  std::string name;
  int weeks;      ///< lived in one run
  int most_runs;  ///< of the large ones fewer
};

experiment::ModelInput input_of(const Town& town, bool measured) {
  const files::ScenarioReader reader(files::data_root());
  files::Scenario scenario = reader.read("herzele/baseline");
  scenario.municipality_file = files::municipality_file(town.name, files::data_root());
  experiment::ModelInput input = experiment::model_input(scenario, reader.parameters());
  input.burn_in_weeks = 0;
  input.weeks = town.weeks;
  input.every_weeks = measured ? 1 : town.weeks;
  return input;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// Where the time of a run went, per person and week, on the error output.
void print_profile(const Town& town, int threads, const experiment::Simulation& simulation) {
  const double person_weeks = static_cast<double>(simulation.world().people.size()) * town.weeks;
  for (const engine::PhaseTime& time : simulation.profile()) {
    constexpr double nanoseconds = 1e9;
    fmt::print(stderr, "{} on {}: {:<26} {:7.2f} ns a person and week\n", town.name, threads,
               time.phase, time.seconds * nanoseconds / person_weeks);
  }
}

/// Seconds for all weeks of a town; the last run of several may print where they went.
double life_seconds(const Town& town, bool measured, int threads, bool prints,
                    std::size_t& people) {
  const experiment::ModelInput input = input_of(town, measured);
  return engine::with_threads(threads, [&] {
    experiment::Simulation simulation(input, 0);
    people = simulation.world().people.size();
    const auto begin = std::chrono::steady_clock::now();
    while (!simulation.done()) simulation.live();
    const auto end = std::chrono::steady_clock::now();
    if (prints) print_profile(town, threads, simulation);
    return std::chrono::duration<double>(end - begin).count();
  });
}

void measure_town(const Town& town, int threads, const Request& request) {
  const int runs = std::min(request.runs, town.most_runs);
  std::vector<double> making;
  std::vector<double> living;
  std::vector<double> measured;
  std::vector<double> ratios;
  std::size_t people = 0;
  for (int run = 0; run < runs; ++run) {
    const experiment::ModelInput plain = input_of(town, false);
    const auto begin = std::chrono::steady_clock::now();
    engine::with_threads(threads, [&] { const experiment::Simulation made(plain, 0); });
    making.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    living.push_back(life_seconds(town, false, threads, false, people));
    const double bare = bare_week_seconds(people, town.weeks, threads);
    ratios.push_back(living.back() / bare);
    measured.push_back(life_seconds(town, true, threads, run + 1 == runs, people));
  }
  for (auto* seconds : {&making, &living, &measured, &ratios}) {
    std::sort(seconds->begin(), seconds->end());
  }
  print_line("make-" + town.name, people, 1, threads, making);
  print_line("life-" + town.name, people, town.weeks, threads, living);
  print_line("life-measured-" + town.name, people, town.weeks, threads, measured);
  for (double& ratio : ratios) ratio *= 1e-3;
  print_line("life-ratio-" + town.name, people, town.weeks, threads, ratios);
  fmt::print(stderr, "{}: peak memory of the process {:.0f} MiB\n", town.name, peak_megabytes());
}

}  // namespace

void measure_life(const Request& request) {
  for (const Town& town :
       {Town{"herzele", 260, 9}, Town{"bruges", 260, 3}, Town{"million", 52, 1}}) {
    if (!request.wants("life-" + town.name) && !request.wants("make-" + town.name)) continue;
    for (const int threads : {1, 2}) measure_town(town, threads, request);
  }
}

}  // namespace buurt::bench
