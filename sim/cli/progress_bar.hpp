#pragma once
// How far a run is: a bar with the time left on a terminal, a plain line now and then elsewhere.

#include <chrono>
#include <mutex>

namespace buurt::cli {

class ProgressBar {
 public:
  /// \param quiet   show nothing
  explicit ProgressBar(bool quiet);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// The share of the work that is done, 0 to 1. May be called from several threads.
  void show(double share);
  /// Clears the bar, so that what is printed next stands on a line of its own.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  bool quiet_;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
  std::mutex mutex_;
};

}  // namespace buurt::cli
