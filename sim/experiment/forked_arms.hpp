#pragma once
// The arms of one replicate, from one burnt-in municipality.

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "experiment/person_watch.hpp"
#include "experiment/simulation.hpp"
#include "files/traces.hpp"

namespace buurt::experiment {

/// What an arm is lived from.
struct ForkedArm {
  ModelInput input;
  int first_week = 0;  ///< the first week that can differ from the baseline's
};

/// One arm of one replicate, lived to its end.
struct LivedArm {
  Record record;
  PersonWatch watch;
  std::vector<engine::PhaseTime> profile;
  files::Traces traces;  ///< life stories without the name of the arm, when they are told
  std::vector<care::HelpAct> acts;  ///< acts of help, when stories are told
};

/// How `live_arms` tells and is told of what goes on.
struct LiveOptions {
  const std::atomic<bool>* interrupted = nullptr;
  std::function<void()> week_lived;  ///< after every week of every arm
};

/// Lives one week. \throws engine::Interrupted when the flag is set.
void live_a_week(Simulation& simulation, const LiveOptions& options);

/// Lives the baseline and then every arm from a snapshot of the baseline at its first week: the same
/// bytes as if it had been lived from the beginning. The baseline comes first.
/// \param begun   the baseline's simulation, made or burnt in already
/// \throws engine::Interrupted soon after the flag is set.
[[nodiscard]] std::vector<LivedArm> live_arms(std::unique_ptr<Simulation> begun, int replicate,
                                              const std::vector<ForkedArm>& arms,
                                              const LiveOptions& options);

}  // namespace buurt::experiment
