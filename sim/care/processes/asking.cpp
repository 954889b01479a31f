#include "care/processes/asking.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "care/processes/trust.hpp"
#include "care/world/helping_rules.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

using engine::Tie;

/// Somebody asks somebody for help with a need.
struct Request {
  Row need;
  Person other;
  Relation relation;
  float strength;
};

double chance_of_logit(double logit) { return 1.0 / (1.0 + engine::exp(-logit)); }

/// How reluctant somebody is by nature: a logit around 0, the same all life long.
double reluctance(const World& world, Identity person) {
  const engine::Draw draw = world.stream(Decision::reluctance_to_ask).at(person, 0);
  // The logistic distribution: its standard deviation is π / √3 of its scale.
  constexpr double scale_of_spread = 0.5513288954217921;
  const double u = (draw.words[0] + 0.5) * 0x1p-32;
  return world.parameters.helping.reluctance_spread * scale_of_spread * engine::log(u / (1.0 - u));
}

/// Whom somebody with a need would turn to: among living ties in the municipality, the likelier the
/// stronger the tie and the more fit for the task; and whether he or she then asks.
Request turn_to(const World& world, Row need) {
  const HelpingParameters& p = world.parameters.helping;
  const CareBook& care = world.care;
  const Person person = care.needs.person[need];
  const NeedKind kind = care.needs.kind[need];
  const Request nobody{need, no_row, Relation::friend_or_neighbour, 0.0F};
  const engine::Draw draw =
      world.stream(Decision::asks_for_help).at(care.needs.identity[need], world.week);
  if (!draw.happens(1.0 - engine::exp(-p.asking_rate), 0)) return nobody;

  const std::span<const Tie> ties = world.ties.ties(person);
  thread_local std::vector<double> weights;
  weights.assign(ties.size(), 0.0);
  double total = 0.0;
  for (std::size_t slot = 0; slot < ties.size(); ++slot) {
    const Tie& tie = ties[slot];
    if (tie.outside() || (tie.kind & (tie_together | tie_dormant)) != 0) continue;
    const auto strength = static_cast<double>(world.rules.strength(tie.weight));
    weights[slot] = strength * willingness(world, kind, relation_of(tie), strength);
    total += weights[slot];
  }
  if (total <= 0.0) return nobody;
  double left = draw.uniform(1) * total;
  const Tie* chosen = nullptr;
  for (std::size_t slot = 0; slot < ties.size(); ++slot) {
    if (weights[slot] <= 0.0) continue;
    chosen = &ties[slot];
    left -= weights[slot];
    if (left < 0.0) break;
  }
  const float strength = world.rules.strength(chosen->weight);
  const Relation relation = relation_of(*chosen);
  const double believed =
      willingness(world, kind, relation, static_cast<double>(strength)) * (1.0 - p.pessimism);
  const double logit = p.ask_own + p.ask_urgency * urgency(world, need) -
                       p.ask_distance * (1.0 - static_cast<double>(strength)) +
                       engine::log(std::max(believed, 1e-6) / (1.0 - std::min(believed, 0.999))) -
                       reluctance(world, world.people.identity[person]) +
                       world.parameters.programmes.encouragement *
                           static_cast<double>(world.people.encouraged[person]) / 255.0;
  if (!draw.happens(chance_of_logit(logit), 2)) return nobody;
  return {need, chosen->other, relation, strength};
}

bool says_yes(const World& world, const Request& request) {
  const CareBook& care = world.care;
  // Those cared for are no relief for who cares for them.
  if (care.needs.kind[request.need] == NeedKind::relief &&
      helps(world, care.needs.person[request.need], request.other)) {
    return false;
  }
  const double chance = willingness(world, care.needs.kind[request.need], request.relation,
                                    static_cast<double>(request.strength));
  const Identity both = engine::pair_identity(care.needs.identity[request.need],
                                              world.people.identity[request.other]);
  return world.stream(Decision::says_yes)
      .at(both, world.week)
      .happens(chance_by_norm(world, request.other, chance));
}

}  // namespace

void ask_for_help(World& world) {
  CareBook& care = world.care;
  std::vector<std::vector<Request>> found(engine::block_count(care.needs.rows()));
  engine::for_blocks(care.needs.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (auto need = static_cast<Row>(begin); need < end; ++need) {
      if (!care.needs.alive(need) || care.unmet(need) == 0) continue;
      const Request request = turn_to(world, need);
      if (request.other != no_row) found[block].push_back(request);
    }
  });
  std::vector<Request> requests;
  for (const auto& block : found) requests.insert(requests.end(), block.begin(), block.end());
  // Two who ask the same person in one week are answered in order of identity, whatever the rows.
  std::sort(requests.begin(), requests.end(), [&](const Request& a, const Request& b) {
    return care.needs.identity[a.need] < care.needs.identity[b.need];
  });
  const HelpingParameters& p = world.parameters.helping;
  for (const Request& request : requests) {
    const Person person = care.needs.person[request.need];
    world.count(Flow::help_requests, person);
    if (care.needs.state[request.need] == NeedState::hidden) {
      care.set_state(request.need, NeedState::known, world.week);
      world.count(Flow::needs_detected, person);
    }
    const bool granted = says_yes(world, request);
    if (world.journal.open) {
      world.journal.requests.push_back({world.people.identity[person],
                                        world.people.identity[request.other], request.other,
                                        care.needs.kind[request.need], granted});
    }
    const bool kin = source_of(request.relation) == Source::kin;
    if (!kin) remember_answer(world, person, granted);
    if (!granted) continue;
    const auto most = static_cast<std::uint16_t>(kin ? p.kin_minutes : p.friend_minutes);
    const std::uint16_t minutes =
        std::min(most, minutes_free(world, request.other, request.relation));
    const std::uint16_t given =
        care.give(request.need, request.other, world.people.identity[request.other],
                  source_of(request.relation), minutes, world.week);
    if (given > 0) world.count(Flow::help_given, request.other);
  }
}

}  // namespace buurt::care
