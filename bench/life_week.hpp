#pragma once
// The speed of the model itself: making a municipality and living through it.

#include "harness.hpp"

namespace buurt::bench {

/// For Herzele, Bruges and a million people, on one thread and on two: `make-NAME` (synthesis with
/// ties; a step is one making), `life-NAME` (weeks of life and meeting as the schedule runs them),
/// `life-measured-NAME` (the same with every outcome measured and the state hashed every week), and
/// `life-ratio-NAME`, whose columns median_ms and min_ms hold how many times the bare week of the same
/// people the life week costs, measured in turn in the same run. Peak memory, and
/// where the time of a measured run went, go to stderr.
void measure_life(const Request& request);

}  // namespace buurt::bench
