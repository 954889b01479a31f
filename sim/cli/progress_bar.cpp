#include "cli/progress_bar.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include <fmt/format.h>

namespace buurt::cli {
namespace {

/// "8 s", "3 min 05 s", "2 h 10 min".
std::string in_words(double seconds) {
  const auto s = static_cast<long>(std::ceil(std::max(0.0, seconds)));
  constexpr long minute = 60;
  constexpr long hour = 3600;
  if (s < minute) return fmt::format("{} s", s);
  if (s < hour) return fmt::format("{} min {:02} s", s / minute, s % minute);
  return fmt::format("{} h {:02} min", s / hour, s % hour / minute);
}

}  // namespace

ProgressBar::ProgressBar(bool quiet) : quiet_(quiet), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::show(double share) {
  if (quiet_) return;
  const std::lock_guard lock(mutex_);
  const Clock::time_point now = Clock::now();
  // Ten times a second is as often as an eye can use; a log wants far less.
  const double pause = terminal_ ? 0.1 : 10.0;
  if (std::chrono::duration<double>(now - last_).count() < pause) return;
  last_ = now;
  const double elapsed = std::chrono::duration<double>(now - begin_).count();
  const double left = share > 0.0 ? elapsed * (1.0 - share) / share : 0.0;
  if (terminal_) {
    constexpr int width = 40;
    const int filled = static_cast<int>(share * width);
    fmt::print(stderr, "\r[{:<{}}] {:3.0f} %, {} left\x1b[K",
               std::string(static_cast<std::size_t>(filled), '#'), width, 100.0 * share,
               in_words(left));
    std::fflush(stderr);
    shown_ = true;
  } else {
    fmt::print(stderr, "{:.0f} % done, {} left\n", 100.0 * share, in_words(left));
  }
}

void ProgressBar::clear() {
  const std::lock_guard lock(mutex_);
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

}  // namespace buurt::cli
