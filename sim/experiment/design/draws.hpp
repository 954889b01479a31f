#pragma once
// The random draws of designs and of what is computed from them. They are named like the model's,
// so that neither threads nor the order of work change a design.

#include <cstdint>

#include "engine/random.hpp"

namespace buurt::experiment {

enum class DesignDraw : std::uint64_t {
// A line: the draw's name, and what is drawn.
#define BUURT_DESIGN_DRAW(name) name = engine::name_hash("design/" #name)
  BUURT_DESIGN_DRAW(stratum_order),   // which stratum a point takes in each dimension
  BUURT_DESIGN_DRAW(within_stratum),  // where in its stratum a point lies
  BUURT_DESIGN_DRAW(swap),            // which strata are swapped to move points apart
  BUURT_DESIGN_DRAW(scramble),        // how the digits of a Sobol sequence are scrambled
  BUURT_DESIGN_DRAW(bootstrap),       // which points are drawn again for an interval
  BUURT_DESIGN_DRAW(dummy),           // a parameter that does nothing, to compare with
  BUURT_DESIGN_DRAW(fit_start),       // where the fit of an emulator starts
  BUURT_DESIGN_DRAW(move),            // how a point walks through the space that is left
  BUURT_DESIGN_DRAW(choose),          // which points of the space that is left are simulated
#undef BUURT_DESIGN_DRAW
};

/// All draws of one kind for one design.
inline engine::Stream stream(std::uint64_t seed, DesignDraw draw) {
  return {seed, static_cast<std::uint64_t>(draw)};
}

}  // namespace buurt::experiment
