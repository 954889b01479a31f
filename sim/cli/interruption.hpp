#pragma once

#include <atomic>

namespace buurt::cli {

/// A flag that Ctrl-C and a polite kill (SIGTERM) set, so that what was computed is kept. A second
/// Ctrl-C ends the program at once.
const std::atomic<bool>& interruption_flag();

}  // namespace buurt::cli
