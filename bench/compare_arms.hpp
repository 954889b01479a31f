#pragma once
// The speed of a comparison as `buurt compare` makes it: burn-in, arms, measuring, effects and file.

#include "harness.hpp"

namespace buurt::bench {

/// `compare-herzele`: the shipped Herzele and one arm with a third less formal care, ten replicates of
/// five years, on one thread and on two; `steps` are the weeks lived in all of them together.
void measure_compare(const Request& request);

}  // namespace buurt::bench
