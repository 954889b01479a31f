#pragma once
// What happens in a time step, in order: a list of named phases, each with a period. It times itself.

#include <cassert>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace buurt::engine {

/// Where the time of a run went: one phase's calls and seconds so far.
struct PhaseTime {
  std::string phase;
  std::uint64_t calls = 0;
  double seconds = 0;
};

/// The phases of a step. `Moment` is what phases are told about the time; a model with a calendar has
/// a type of its own for it.
template <class Model, class Moment = std::uint32_t>
class Schedule {
 public:
  using Work = std::function<void(Model&, const Moment&)>;

  /// Adds a phase behind those already there.
  /// \param name   unlike every other
  /// \param period the phase runs in steps offset, offset + period, offset + 2 period, …; at least 1
  Schedule& add(std::string name, Work work, std::uint32_t period = 1, std::uint32_t offset = 0) {
    assert(period > 0);
    phases_.push_back(Phase{std::move(work), period, offset, {std::move(name), 0, 0}});
    return *this;
  }

  /// Runs the phases that are due at a step, in order.
  void run(Model& model, std::uint32_t step, const Moment& moment) {
    for (Phase& phase : phases_) {
      if (step < phase.offset || (step - phase.offset) % phase.period != 0) continue;
      const auto begin = std::chrono::steady_clock::now();
      phase.work(model, moment);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
      phase.time.seconds += took.count();
      ++phase.time.calls;
    }
  }
  /// The same when the number of the step is all that phases need to know.
  void run(Model& model, std::uint32_t step) requires std::same_as<Moment, std::uint32_t> {
    run(model, step, step);
  }

  [[nodiscard]] std::size_t size() const { return phases_.size(); }

  /// Calls and seconds of each phase, in order. They are no part of a model's state.
  [[nodiscard]] std::vector<PhaseTime> profile() const {
    std::vector<PhaseTime> times;
    for (const Phase& phase : phases_) times.push_back(phase.time);
    return times;
  }

  /// The order of a step in words, one phase a line.
  [[nodiscard]] std::string order() const {
    std::string text;
    for (std::size_t i = 0; i < phases_.size(); ++i) {
      const Phase& phase = phases_[i];
      text += std::to_string(i + 1) + ". " + phase.time.phase;
      if (phase.period > 1) text += ", every " + std::to_string(phase.period) + " steps";
      if (phase.offset > 0) text += ", from step " + std::to_string(phase.offset);
      text += '\n';
    }
    return text;
  }

 private:
  struct Phase {
    Work work;
    std::uint32_t period = 1;
    std::uint32_t offset = 0;
    PhaseTime time;
  };

  std::vector<Phase> phases_;
};

/// Adds the profile of one run to that of others with the same phases, or starts with it.
inline void add_profile(std::vector<PhaseTime>& total, const std::vector<PhaseTime>& run) {
  if (total.empty()) total.resize(run.size());
  assert(total.size() == run.size());
  for (std::size_t i = 0; i < run.size(); ++i) {
    total[i].phase = run[i].phase;
    total[i].calls += run[i].calls;
    total[i].seconds += run[i].seconds;
  }
}

}  // namespace buurt::engine
