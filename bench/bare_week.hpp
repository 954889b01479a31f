#pragma once
// The bare week: the least that any weekly step does which touches every person. Speeds of models are
// given as ratios to it, measured in the same run, because machines differ by the hour.

#include <cstddef>

#include "harness.hpp"

namespace buurt::bench {

/// How the draws of the bare week are made.
enum class Draws {
  one_by_one,  ///< one Philox block a person through Stream::at
  bulk,        ///< the blocks of 1024 people at a time through Stream::bulk
};

/// Seconds for `weeks` weeks over `people` people on `threads` threads, set-up not counted. A week
/// is, for each person: one Philox block, the 4-byte values of two random other people through stored
/// indices, one accumulation into a column; and one deterministic sum over everybody.
double bare_week_seconds(std::size_t people, int weeks, int threads,
                         Draws draws = Draws::one_by_one);

/// The bare week at the sizes of Herzele, Bruges and a million, on one thread and on two: `bare-week`
/// with one block a person through Stream::at, `bare-week-bulk` through Stream::bulk.
void measure_bare_week(const Request& request);

}  // namespace buurt::bench
