#pragma once

#include <functional>
#include <mutex>

namespace buurt::experiment {

/// Adds up what parts of the work are done, over threads.
class ProgressSum {
 public:
  ProgressSum(const std::function<void(double)>& tell, double total) : tell_(tell), total_(total) {}
  /// There is more, or less, to do than was thought.
  void set_total(double total) {
    const std::lock_guard lock(mutex_);
    total_ = total;
  }
  void add(double weeks) {
    if (!tell_) return;
    const std::lock_guard lock(mutex_);
    done_ += weeks;
    tell_(done_ / total_);
  }

 private:
  const std::function<void(double)>& tell_;
  double total_;
  double done_ = 0;
  std::mutex mutex_;
};

}  // namespace buurt::experiment
