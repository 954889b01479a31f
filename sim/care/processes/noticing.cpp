#include "care/processes/noticing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "care/world/asking_rules.hpp"
#include "care/world/desk_rules.hpp"
#include "care/world/difference_rules.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/noticing_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/tie_strengths.hpp"
#include "care/world/trust_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

using engine::Tie;

/// Apart from the weeks in which the same need is looked at for other reasons.
constexpr std::uint32_t look_offset = 1;
constexpr double looked_at = static_cast<double>(weeks_between_looks) / weeks_per_year;

enum class Channel : std::uint8_t { tie, street, shop, helper };

/// Somebody saw a need.
struct Signal {
  Row need;
  Channel channel;
  Person who;      ///< or `no_row` for a shopkeeper or a professional
  float strength;  ///< of the tie, 0 without one
  Relation relation;
};

/// How often two people whose contacts usually lie so far apart meet between two looks.
struct ContactsBetweenLooks {
  std::array<float, 256> by_code{};
  ContactsBetweenLooks() {
    for (std::size_t code = 0; code < by_code.size(); ++code) {
      by_code[code] = static_cast<float>(weeks_between_looks) / gap_weeks(static_cast<float>(code));
    }
  }
};

class Eyes {
 public:
  explicit Eyes(const World& world)
      : world_(world),
        p_(world.parameters.noticing),
        draws_(world.stream(Decision::need_is_seen)),
        per_contact_(static_cast<float>(p_.per_contact)) {
    for (const Row shop : world.place_index[static_cast<std::size_t>(PlaceKind::shop)].rows) {
      shops_.push_back(shop);
    }
  }

  /// Whether somebody sees this need at this look, and who.
  [[nodiscard]] bool see(Row need, Signal& signal) const {
    const Needs& needs = world_.care.needs;
    const Person person = needs.person[need];
    const auto ties = world_.ties.ties(person);
    const std::span<const float> strengths = strengths_of(world_.rules, ties);
    float by_ties = 0.0F;
    for (std::size_t slot = 0; slot < ties.size(); ++slot) {
      by_ties += rate_of(ties[slot], strengths[slot]);
    }
    const bool alone = world_.households.members[world_.people.household[person]] == 1;
    const double in_street = alone ? p_.street * looked_at : 0.0;
    const double watched =
        (1.0 + world_.parameters.programmes.eyes_see * local_change(world_, person).eyes) *
        world_.levers.of(Lever::shops, world_, person);
    const double in_shop = goes_shopping(person) ? p_.shop * looked_at * watched : 0.0;
    const double by_helpers = rate_of_helpers(need, person) * looked_at;
    const double all = static_cast<double>(by_ties) + in_street + in_shop + by_helpers;
    const engine::Draw draw = draws_.at(needs.identity[need], world_.week);
    if (!draw.happens(1.0 - engine::exp(-all), 0)) return false;
    double left = draw.uniform(1) * all;
    signal = {need, Channel::helper, no_row, 0.0F, Relation::friend_or_neighbour};
    if (left < static_cast<double>(by_ties)) {
      return choose(ties, strengths, static_cast<float>(left), signal);
    }
    left -= static_cast<double>(by_ties);
    if (left < in_street) return somebody_of_street(person, signal);
    left -= in_street;
    if (left < in_shop) signal.channel = Channel::shop;
    return true;
  }

 private:
  /// Times between two looks that a tie sees what is the matter.
  [[nodiscard]] float rate_of(const Tie& tie, float strength) const {
    if (tie.outside() || (tie.kind & (tie_together | tie_dormant)) != 0) return 0.0F;
    return per_contact_ * contacts_.by_code[tie.usual_gap] * strength;
  }

  bool choose(std::span<const Tie> ties, std::span<const float> strengths, float left,
              Signal& signal) const {
    const Tie* chosen = nullptr;
    for (std::size_t slot = 0; slot < ties.size(); ++slot) {
      const float rate = rate_of(ties[slot], strengths[slot]);
      if (rate <= 0.0F) continue;
      chosen = &ties[slot];
      left -= rate;
      if (left < 0.0F) break;
    }
    if (chosen == nullptr) return false;
    signal.channel = Channel::tie;
    signal.who = chosen->other;
    signal.strength = world_.rules.strength(chosen->weight);
    signal.relation = relation_of(*chosen);
    return true;
  }

  bool somebody_of_street(Person person, Signal& signal) const {
    const Row dwelling = world_.households.dwelling[world_.people.household[person]];
    if (dwelling == no_row) return false;
    constexpr std::uint32_t whom = 1;
    const Person who =
        world_.rosters.pick(world_.places.roster[world_.dwellings.street[dwelling]], draws_,
                            world_.care.needs.identity[signal.need], world_.week, whom);
    if (who == no_row || world_.people.household[who] == world_.people.household[person] ||
        world_.age(who) < adult_age) {
      return false;
    }
    signal.channel = Channel::street;
    signal.who = who;
    if (const int slot = world_.ties.find(person, who); slot >= 0) {
      const Tie& tie = world_.ties.ties(person)[static_cast<std::size_t>(slot)];
      signal.strength = world_.rules.strength(tie.weight);
      signal.relation = relation_of(tie);
    }
    return true;
  }

  /// Whether somebody does the shopping: able to walk there, or by car.
  [[nodiscard]] bool goes_shopping(Person person) const {
    if (world_.people.function[person] > Function::light) return false;
    if (world_.people.car[person] != 0) return !shops_.empty();
    const Row dwelling = world_.households.dwelling[world_.people.household[person]];
    if (dwelling == no_row) return false;
    const auto reach = static_cast<float>(p_.shop_reach * p_.shop_reach);
    return std::any_of(shops_.begin(), shops_.end(), [&](Row shop) {
      const float dx = world_.places.x[shop] - world_.dwellings.x[dwelling];
      const float dy = world_.places.y[shop] - world_.dwellings.y[dwelling];
      return dx * dx + dy * dy <= reach;
    });
  }

  /// Times a year that somebody who comes for another need sees this one.
  [[nodiscard]] double rate_of_helpers(Row hidden, Person person) const {
    bool professional = false;
    bool volunteer = false;
    float trained = 0.0F;
    world_.care.each_need(person, [&](Row need) {
      if (need == hidden) return;
      world_.care.each_help(need, [&](Row help) {
        professional |= world_.care.help.source[help] == Source::professionals;
        if (world_.care.help.source[help] != Source::volunteers) return;
        volunteer = true;
        const Row row = world_.volunteers.of(world_.care.help.giver[help]);
        if (row == no_row) return;
        trained = std::max(
            trained, world_.volunteers.schemes.trained[world_.volunteers.volunteers.scheme[row]]);
      });
    });
    const double sees =
        1.0 + (world_.parameters.programmes.trained_see - 1.0) * static_cast<double>(trained);
    return (professional ? p_.professional : 0.0) + (volunteer ? p_.volunteer * sees : 0.0);
  }

  const World& world_;
  const NoticingParameters& p_;
  engine::Stream draws_;
  float per_contact_;
  ContactsBetweenLooks contacts_;
  std::vector<Row> shops_;
};

Flow flow_of(Channel channel) {
  switch (channel) {
    case Channel::tie: return Flow::seen_by_ties;
    case Channel::street: return Flow::seen_in_street;
    case Channel::shop: return Flow::seen_in_shops;
    case Channel::helper: break;
  }
  return Flow::seen_by_helpers;
}

/// The one who saw it offers help, and the one in need may let it be. \return whether help began.
bool offers_help(World& world, const Signal& signal, const engine::Draw& draw) {
  const NoticingParameters& p = world.parameters.noticing;
  const NeedKind kind = world.care.needs.kind[signal.need];
  const auto strength = static_cast<double>(signal.strength);
  const Person person = world.care.needs.person[signal.need];
  if (kind == NeedKind::relief && helps(world, person, signal.who)) return false;
  const double yes = willingness(world, kind, signal.relation, strength);
  const double offers = p.offers * chance_to_help_unlike(world, signal.who, person,
                                                         chance_by_norm(world, signal.who, yes));
  if (!draw.happens(offers, 1)) return false;
  world.count(Flow::help_offers, signal.who);
  // An offer leaves no doubt that the other would help.
  const double logit =
      logit_of_asking(world, person, urgency(world, signal.need),
                      {strength, 1.0, balance_of_favours(world, person, signal.who)}) +
      p.accepts_offer;
  if (!draw.happens(chance_of_logit(logit), 2)) return false;
  const std::uint16_t given = begin_to_help(world, signal.need, signal.who, signal.relation);
  if (given == 0) return false;
  world.count(Flow::help_given, signal.who);
  learn_from_answer(world, person, true);
  const MeetingParameters& met = world.parameters.meeting;
  world.tie(signal.who, person, TieKind::neighbour, static_cast<float>(met.first_hours),
            static_cast<float>(met.first_gap_weeks));
  return true;
}

void act_on(World& world, const DeskGuide& guide, const Signal& signal) {
  const NoticingParameters& p = world.parameters.noticing;
  const Needs& needs = world.care.needs;
  const engine::Draw draw =
      world.stream(Decision::acts_on_signal).at(needs.identity[signal.need], world.week);
  const Person person = needs.person[signal.need];
  const LocalChange& local = local_change(world, person);
  const double shop = p.shop_acts + (1.0 - p.shop_acts) * local.eyes;
  const double acts = signal.who != no_row
                          ? chance_to_act(world, signal.who, static_cast<double>(signal.strength))
                      : signal.channel == Channel::shop ? shop
                                                        : 1.0;
  if (!draw.happens(acts, 0)) return;
  world.count(flow_of(signal.channel), person);
  notice(world, signal.need);
  if (signal.who != no_row && offers_help(world, signal, draw)) return;
  // Else the word is passed on: to volunteers where there are some for this, known to whoever tells
  // them; a professional hears of it anyhow once the need is known for some weeks.
  const NeedKind kind = needs.kind[signal.need];
  const Row desk = signal.who != no_row ? guide.desk_known_to(world, signal.who, person, kind)
                                        : guide.desk_for(world, person, kind);
  if (desk == no_row) return;
  const engine::Draw further =
      world.stream(Decision::acts_on_signal).at(needs.identity[signal.need], world.week, 1);
  if (!further.happens(p.passes_on + (1.0 - p.passes_on) * local.crossroads, 0)) return;
  if (!further.happens(world.parameters.volunteering.accepts_when_told, 1)) return;
  bring_to_desk(world, signal.need, desk,
                static_cast<std::uint32_t>(2.0 * p.delay_weeks * further.uniform(2)));
}

}  // namespace

void see_hidden_needs(World& world) {
  const Needs& needs = world.care.needs;
  const Eyes eyes(world);
  std::vector<std::vector<Signal>> seen(engine::block_count(needs.rows()));
  engine::for_blocks(needs.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    Signal signal{};
    for (auto need = static_cast<Row>(begin); need < end; ++need) {
      const std::uint64_t who = needs.identity[need].value;
      if (who == 0 || (world.week + who) % weeks_between_looks != look_offset) continue;
      if (needs.state[need] != NeedState::hidden || world.care.unmet(need) == 0) continue;
      if (eyes.see(need, signal)) seen[block].push_back(signal);
    }
  });
  std::vector<Signal> signals;
  for (const auto& block : seen) signals.insert(signals.end(), block.begin(), block.end());
  if (signals.empty()) return;
  // Two who are offered help by one person in a week get it in order of identity.
  std::sort(signals.begin(), signals.end(), [&](const Signal& a, const Signal& b) {
    return needs.identity[a.need] < needs.identity[b.need];
  });
  const DeskGuide guide(world);
  for (const Signal& signal : signals) act_on(world, guide, signal);
}

}  // namespace buurt::care
