#include "care/processes/asking.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "care/world/asking_rules.hpp"
#include "care/world/difference_rules.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/tie_strengths.hpp"
#include "care/world/trust_rules.hpp"
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

/// The most that anybody could move this person to ask: for a need of this kind, of somebody no closer than
/// this and as willing as can be, who owes a favour if the person helps anybody at all. Many who have needs
/// unmet hardly ask anybody.
double most_readily(const World& world, Row need, double pressing, const Willingness& willing,
                    double closest) {
  const Person person = world.care.needs.person[need];
  const double yes = std::max(willing.of(Relation::close_kin, closest),
                              willing.of(Relation::friend_or_neighbour, closest));
  const double owed = world.care.gives(person) ? 1.0 : 0.0;
  // Rounding of the logit must not lose anybody.
  constexpr double margin = 1e-6;
  return chance_of_logit(margin + logit_of_asking(world, person, pressing, {closest, yes, owed}));
}

/// Everybody who helps somebody already, in any order; some may stand there twice.
void find_helpers(const World& world, Person person, std::vector<Person>& helpers) {
  helpers.clear();
  world.care.each_need(person, [&](Row need) {
    world.care.each_help(need, [&](Row help) {
      const Person giver = world.care.help.giver[help];
      if (giver != no_row) helpers.push_back(giver);
    });
  });
}

/// How much sooner or later than others somebody is thought of: women sooner, and later those who help
/// already, whom people spare.
double turned_to(const World& world, Person other, const std::vector<Person>& helpers) {
  const HelpingParameters& p = world.parameters.helping;
  const bool again =
      !helpers.empty() && std::find(helpers.begin(), helpers.end(), other) != helpers.end();
  return (again ? p.ask_helper_again : 1.0) *
         (world.people.sex[other] == Sex::woman ? p.ask_women : 1.0);
}

/// Asks for what `turn_to` reads of somebody: needs stand in no order of rows.
void prefetch(const World& world, Person person) {
  const People& people = world.people;
  const auto ask = [person](const auto& column) { __builtin_prefetch(column.data() + person); };
  ask(people.identity);
  ask(people.faith);
  ask(people.encouraged);
  ask(people.at_ease);
  world.ties.prefetch_place(person);
}

/// Whom somebody with a need would turn to: among living ties in the municipality with who is old enough and
/// able to help, the likelier the
/// stronger the tie and the more fit for the task, the women rather than the men, and rather somebody
/// who does not help yet; and whether he or she then asks.
Request turn_to(const World& world, Row need, const engine::Draw& draw) {
  const CareBook& care = world.care;
  const Person person = care.needs.person[need];
  const Willingness willing(world, care.needs.kind[need]);
  const double pressing = urgency(world, need);
  const Request nobody{need, no_row, Relation::friend_or_neighbour, 0.0F};
  const auto would_ask_any = [&](double closest) {
    return draw.happens(most_readily(world, need, pressing, willing, closest), 2);
  };
  if (!would_ask_any(1.0)) return nobody;

  const std::span<const Tie> ties = world.ties.ties(person);
  const std::span<const float> strengths = strengths_of(world.rules, ties);
  const auto in_touch = [](const Tie& tie) {
    return !tie.outside() && (tie.kind & (tie_together | tie_dormant)) == 0;
  };
  float closest = 0.0F;
  for (std::size_t slot = 0; slot < ties.size(); ++slot) {
    if (in_touch(ties[slot])) closest = std::max(closest, strengths[slot]);
  }
  if (closest <= 0.0F || !would_ask_any(static_cast<double>(closest))) return nobody;
  thread_local std::vector<Person> helpers;
  find_helpers(world, person, helpers);
  thread_local std::vector<double> weights;
  weights.assign(ties.size(), 0.0);
  double total = 0.0;
  for (std::size_t slot = 0; slot < ties.size(); ++slot) {
    const Tie& tie = ties[slot];
    if (!in_touch(tie) || !can_be_asked(world, tie.other)) continue;
    const auto strength = static_cast<double>(strengths[slot]);
    weights[slot] =
        strength * willing.of(relation_of(tie), strength) * turned_to(world, tie.other, helpers);
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
  const double yes = willing.of(relation, static_cast<double>(strength));
  const double logit = logit_of_asking(
      world, person, pressing,
      {static_cast<double>(strength), yes, balance_of_favours(world, person, chosen->other)});
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
      .happens(chance_to_help_unlike(world, request.other, care.needs.person[request.need],
                                     chance_by_norm(world, request.other, chance)));
}

/// A client who knows that hours will end gives the organisation back what somebody else takes over.
void hand_back(World& world, const Request& request, std::uint16_t told) {
  CareBook& care = world.care;
  const std::uint16_t taken =
      std::min(told, minutes_to_begin_with(world, request.other, request.relation));
  std::uint16_t left = taken > care.unmet(request.need)
                           ? static_cast<std::uint16_t>(taken - care.unmet(request.need))
                           : std::uint16_t{0};
  care.each_help(request.need, [&](Row help) {
    if (left == 0 || care.help.organisation[help] == no_row) return;
    const std::uint16_t less = std::min(left, care.help.minutes[help]);
    care.reduce(help, less);
    left = static_cast<std::uint16_t>(left - less);
  });
}

}  // namespace

void ask_for_help(World& world) {
  CareBook& care = world.care;
  const engine::Stream draws = world.stream(Decision::asks_for_help);
  const double chance = 1.0 - engine::exp(-world.parameters.helping.asking_rate);
  std::vector<std::vector<Request>> found(engine::block_count(care.needs.rows()));
  const std::vector<std::uint16_t> told = minutes_told_to_end(world);
  engine::for_blocks(care.needs.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    std::array<Row, engine::rows_per_block> needs;
    std::array<std::uint64_t, engine::rows_per_block> who;
    std::array<std::array<std::uint32_t, engine::rows_per_block>, 4> words;
    std::size_t count = 0;
    for (auto need = static_cast<Row>(begin); need < end; ++need) {
      needs[count] = need;
      who[count] = care.needs.identity[need].value;
      const bool lacks = care.unmet(need) > 0 || (!told.empty() && told[need] > 0);
      count += who[count] != 0 && lacks ? 1 : 0;
    }
    draws.bulk(std::span(who).first(count), world.week, 0,
               {words[0], words[1], words[2], words[3]});
    const auto drawn = [&](std::size_t i) {
      return engine::Draw{{words[0][i], words[1][i], words[2][i], words[3][i]}};
    };
    std::array<std::uint32_t, engine::rows_per_block> asking;
    std::size_t asks = 0;
    for (std::size_t i = 0; i < count; ++i) {
      asking[asks] = static_cast<std::uint32_t>(i);
      asks += drawn(i).happens(chance, 0) ? 1 : 0;
    }
    constexpr std::size_t far_ahead = 8;
    constexpr std::size_t ahead = 4;
    for (std::size_t k = 0; k < asks; ++k) {
      if (k + far_ahead < asks) prefetch(world, care.needs.person[needs[asking[k + far_ahead]]]);
      if (k + ahead < asks) world.ties.prefetch_ties(care.needs.person[needs[asking[k + ahead]]]);
      const Request request = turn_to(world, needs[asking[k]], drawn(asking[k]));
      if (request.other != no_row) found[block].push_back(request);
    }
  });
  std::vector<Request> requests;
  for (const auto& block : found) requests.insert(requests.end(), block.begin(), block.end());
  // Two who ask the same person in one week are answered in order of identity, whatever the rows.
  std::sort(requests.begin(), requests.end(), [&](const Request& a, const Request& b) {
    return care.needs.identity[a.need] < care.needs.identity[b.need];
  });
  for (const Request& request : requests) {
    const Person person = care.needs.person[request.need];
    world.count(Flow::help_requests, person);
    notice(world, request.need);
    const bool granted = says_yes(world, request);
    if (source_of(request.relation) != Source::kin) remember_answer(world, person, granted);
    if (granted && !told.empty()) hand_back(world, request, told[request.need]);
    const std::uint16_t given =
        granted ? begin_to_help(world, request.need, request.other, request.relation)
                : std::uint16_t{0};
    if (world.journal.open) {
      const Answer answer = !granted ? Answer::no : given > 0 ? Answer::yes : Answer::has_no_time;
      world.journal.requests.push_back({world.people.identity[person],
                                        world.people.identity[request.other], request.other,
                                        care.needs.kind[request.need], answer});
    }
    learn_from_answer(world, person, given > 0);
    if (given > 0) world.count(Flow::help_given, request.other);
  }
}

}  // namespace buurt::care
