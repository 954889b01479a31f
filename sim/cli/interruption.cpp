#include "cli/interruption.hpp"

#include <csignal>

namespace buurt::cli {
namespace {

std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "the flag is set in a signal handler");

extern "C" void on_signal(int number) {
  interrupted.store(true);
  std::signal(number, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& interruption_flag() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  // A file that may not grow any more is an error of writing, which is told and tidied up.
  std::signal(SIGXFSZ, SIG_IGN);
  return interrupted;
}

}  // namespace buurt::cli
