#include "care/processes/get_together.hpp"

#include <algorithm>
#include <vector>

#include "care/world/company.hpp"
#include "care/world/connector_reach.hpp"
#include "care/world/home_rules.hpp"
#include "care/world/initiative_rules.hpp"
#include "care/world/service_rules.hpp"

namespace buurt::care {
namespace {

/// One time that an initiative takes place.
class GetTogether {
 public:
  GetTogether(World& world, Row initiative)
      : world_(world),
        book_(world.initiatives),
        p_(world.parameters.initiatives),
        row_(initiative),
        neighbourhood_(book_.initiatives.neighbourhood[initiative]),
        identity_(book_.initiatives.identity[initiative]),
        helping_(book_.initiatives.kind[initiative] == InitiativeKind::help),
        support_(support_in(world, neighbourhood_)),
        welcome_(welcome_of(world, static_cast<double>(book_.initiatives.ownership[initiative]))),
        seats_(measure_of(world, book_.initiatives.kind[initiative]).guests *
               (1.0 + p_.supported_reach * support_)) {}

  void take_place() {
    welcome_those_known();
    invite();
    hear_of_it();
    std::sort(present_.begin(), present_.end(), before);
    come_across();
    for (const Present& one : present_) take_home(one);
    leave_its_mark();
  }

 private:
  struct Present {
    Row row;  ///< in `Participants`, or `no_row`
    Person person;
    Identity who;
  };
  static bool before(const Present& a, const Present& b) { return a.who < b.who; }

  [[nodiscard]] engine::Draw draw_of(Identity who, std::uint32_t index) const {
    return world_.stream(Decision::initiative_guests)
        .at(engine::pair_identity(identity_, who), world_.week, index);
  }
  [[nodiscard]] bool full() const { return guests_ >= seats_; }
  [[nodiscard]] double able_to_come(Person person) const {
    // Those who come to help go where they are needed.
    const double limited = helping_ && world_.care.in_need(person)
                               ? 0.0
                               : static_cast<double>(world_.people.function[person]) /
                                     static_cast<double>(function_levels);
    return (1.0 - limited) * std::min(1.0, world_.levers.of(Lever::visits, world_, person));
  }
  /// Whether somebody knows it already, or is a new guest of this time.
  [[nodiscard]] bool is_known(Identity who) const {
    return std::binary_search(known_.begin(), known_.end(), Present{no_row, no_row, who}, before) ||
           std::any_of(present_.begin(), present_.end(),
                       [&](const Present& one) { return one.who == who; });
  }

  /// Those who carry it are there; of the guests of before some come again, and some never more.
  void welcome_those_known() {
    Participants& all = book_.participants;
    for (Row row = 0; row < all.rows(); ++row) {
      if (all.alive(row) && all.initiative[row] == row_) {
        known_.push_back({row, all.person[row], all.who[row]});
      }
    }
    std::sort(known_.begin(), known_.end(), before);
    for (const Present& one : known_) {
      if (all.role[one.row] == InitiativeRole::carries) {
        present_.push_back(one);
        carrying_.push_back(one);
        continue;
      }
      const engine::Draw draw = draw_of(one.who, 0);
      if (!full() && draw.happens(p_.comes_again * able_to_come(one.person) * welcome_, 0)) {
        present_.push_back(one);
        guests_ += 1.0;
      } else if (draw.happens(1.0 - p_.comes_again, 1)) {
        book_.leave(one.row);
      }
    }
  }

  void consider(Person person, double chance) {
    const Identity who = world_.people.identity[person];
    if (is_known(who)) return;
    if (!draw_of(who, 1).happens(chance * able_to_come(person) * welcome_)) return;
    present_.push_back({no_row, person, who});
    guests_ += 1.0;
  }

  /// Those who carry it invite people they know.
  void invite() {
    for (const Present& one : carrying_) {
      const auto ties = world_.ties.ties(one.person);
      if (ties.empty()) continue;
      for (std::uint32_t k = 0; k < p_.invitations && !full(); ++k) {
        const engine::Draw draw = draw_of(one.who, 2 + k);
        const engine::Tie tie = ties[draw.below(static_cast<std::uint32_t>(ties.size()))];
        if (!known_and_near(world_, tie)) continue;
        const auto strength = static_cast<double>(world_.rules.strength(tie.weight));
        consider(tie.other, p_.known_comes * (1.0 - p_.yes_strength + p_.yes_strength * strength));
      }
    }
  }

  /// Others of the neighbourhood hear of it.
  void hear_of_it() {
    const engine::Stream draws = world_.stream(Decision::initiative_guests);
    const std::uint32_t roster = world_.places.roster[neighbourhood_];
    const auto hear = std::min(most_picks, static_cast<std::uint32_t>(p_.posters * seats_));
    for (std::uint32_t k = 0; k < hear && !full(); ++k) {
      const Person person =
          world_.rosters.pick(roster, draws, identity_, world_.week, (k + 1) * draws_of_a_pick);
      if (person == no_row || !lives_in_private(world_, person)) continue;
      const double reached = world_.people.origin[person] == Origin::foreign
                                 ? world_.parameters.programmes.reach_without_language
                                 : 1.0;
      consider(person, std::min(1.0, p_.poster_comes * reached *
                                         static_cast<double>(world_.people.sociability[person]) *
                                         out_and_about(world_, person)));
    }
  }

  /// Everybody talks with some of those present, as at other activities.
  void come_across() {
    if (present_.size() < 2) return;
    const engine::Stream draws = world_.stream(Decision::initiative_company);
    const auto others = static_cast<std::uint32_t>(present_.size() - 1);
    const double talks = world_.parameters.programmes.place_companions / 2.0;
    const bool moved = book_.initiatives.moved[row_] != 0;
    for (std::size_t i = 0; i < present_.size(); ++i) {
      const Present& one = present_[i];
      for (std::uint32_t talk = 0; talk < talks; ++talk) {
        const engine::Draw draw =
            draws.at(engine::pair_identity(identity_, one.who), world_.week, talk);
        const std::size_t at = draw.below(others);
        const Present& other = present_[at < i ? at : at + 1];
        const bool tells =
            world_.journal.open && moved && world_.ties.find(one.person, other.person) < 0;
        if (keep_company(world_, one.person, other.person, draw.uniform(1), p_.mixing) && tells) {
          world_.journal.opened(
              {OpeningStep::met_at_initiative, identity_, one.who, other.who, NeedKind{}});
        }
      }
    }
  }

  void take_home(const Present& one) {
    Participants& all = book_.participants;
    Row row = one.row;
    if (row == no_row) {
      row = book_.enter(row_, one.person, one.who, InitiativeRole::guest, world_.week);
    }
    all.last[row] = world_.week;
    if (all.times[row] < 0xffffU) ++all.times[row];
    if (all.role[row] == InitiativeRole::carries) return;
    world_.count(Flow::initiative_visits, one.person);
    ++book_.initiatives.visits[row_];
    put_at_ease(world_, one.person, p_.ease);
    if (helping_) be_seen(one);
    join_in(row, one);
  }

  void be_seen(const Present& one) {
    world_.care.each_need(one.person, [&](Row need) {
      if (world_.care.needs.state[need] != NeedState::hidden || world_.care.unmet(need) == 0) {
        return;
      }
      if (draw_of(world_.care.needs.identity[need], 0).happens(p_.notices)) notice(world_, need);
    });
  }

  /// A guest who has come often enough is asked to share the work, while there are too few.
  void join_in(Row row, const Present& one) {
    if (book_.initiatives.committee[row_] >= p_.wanted) return;
    if (book_.participants.times[row] < p_.rounds) return;
    if (!may_carry(world_, one.person, neighbourhood_) || book_.carries(one.who)) return;
    const double chance = p_.joins * time_for_others(world_, one.person);
    if (draw_of(one.who, 1).happens(chance, 1)) book_.join(row);
  }

  void leave_its_mark() {
    Initiatives& all = book_.initiatives;
    const double fullness = std::min(1.0, guests_ / std::max(1.0, seats_));
    all.energy[row_] = static_cast<float>(energy_after(world_, row_, fullness, support_));
    if (all.times[row_] < 0xffffU) ++all.times[row_];
    float& spirit = world_.places.spirit[neighbourhood_];
    spirit += static_cast<float>(p_.spirit_gain * fullness) * (1.0F - spirit);
  }

  World& world_;
  InitiativeBook& book_;
  const InitiativeParameters& p_;
  Row row_;
  Row neighbourhood_;
  Identity identity_;
  bool helping_;
  double support_;
  double welcome_;
  double seats_;
  double guests_ = 0.0;
  std::vector<Present> known_;
  std::vector<Present> present_;
  std::vector<Present> carrying_;
};

}  // namespace

void get_together(World& world, Row initiative) { GetTogether(world, initiative).take_place(); }

}  // namespace buurt::care
