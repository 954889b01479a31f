#include "experiment/forked_arms.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/ensemble.hpp"
#include "experiment/told_stories.hpp"

namespace buurt::experiment {
namespace {

/// Where arms leave the baseline.
struct Fork {
  engine::Snapshot snapshot;
  PersonWatch watch;
};

LivedArm lived(Simulation& simulation, PersonWatch watch) {
  watch.finish(simulation.world());
  LivedArm arm{simulation.take_record(), std::move(watch), simulation.profile(), {}, {}};
  add_stories(arm.traces, simulation, "");
  arm.acts = simulation.dominoes().acts();
  return arm;
}

}  // namespace

void live_a_week(Simulation& simulation, const LiveOptions& options) {
  if (options.interrupted != nullptr && options.interrupted->load()) throw engine::Interrupted{};
  simulation.live();
  if (options.week_lived) options.week_lived();
}

std::vector<LivedArm> live_arms(std::unique_ptr<Simulation> begun, int replicate,
                                const std::vector<ForkedArm>& arms, const LiveOptions& options) {
  std::vector<LivedArm> all;
  std::map<int, Fork> forks;
  {
    const std::unique_ptr<Simulation> baseline = std::move(begun);
    PersonWatch watch;
    while (baseline->week() < 0) live_a_week(*baseline, options);
    watch.begin(baseline->world());
    const auto fork_if_due = [&] {
      const int week = baseline->week();
      const bool due = std::any_of(arms.begin(), arms.end(),
                                   [&](const ForkedArm& arm) { return arm.first_week == week; });
      if (due) forks.emplace(week, Fork{baseline->snapshot(), watch});
    };
    fork_if_due();
    while (!baseline->done()) {
      live_a_week(*baseline, options);
      watch.look(baseline->world(), baseline->week());
      fork_if_due();
    }
    all.push_back(lived(*baseline, std::move(watch)));
  }
  for (const ForkedArm& arm : arms) {
    const Fork& fork = forks.at(arm.first_week);
    Simulation simulation(arm.input, replicate, fork.snapshot);
    PersonWatch watch = fork.watch;
    while (!simulation.done()) {
      live_a_week(simulation, options);
      watch.look(simulation.world(), simulation.week());
    }
    all.push_back(lived(simulation, std::move(watch)));
  }
  return all;
}

}  // namespace buurt::experiment
