#include "care/world/tie_strengths.hpp"

#include "engine/vector_clones.hpp"

namespace buurt::care {
namespace {

BUURT_VECTOR_CLONES
void work_out(std::size_t count, float per_hour, const engine::Tie* __restrict ties,
              float* __restrict strengths) {
  for (std::size_t i = 0; i < count; ++i) {
    strengths[i] = 1.0F - engine::exp_single(-ties[i].weight * per_hour);
  }
}

}  // namespace

std::span<const float> strengths_of(const TieRules& rules, std::span<const engine::Tie> ties) {
  thread_local std::vector<float> strengths;
  if (strengths.size() < ties.size()) strengths.resize(ties.size());
  work_out(ties.size(), rules.per_hour, ties.data(), strengths.data());
  return {strengths.data(), ties.size()};
}

}  // namespace buurt::care
