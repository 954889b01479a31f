#pragma once
// Speeds of the classic models.

#include "harness.hpp"

namespace buurt::bench {

/// Whole runs with set-up at the sizes of ABMFrameworksComparison (`NAME/run`), then steps alone at a
/// thousand, a hundred thousand and a million agents (`NAME/step`), on one thread and on two.
void measure_classic_models(const Request& request);

}  // namespace buurt::bench
