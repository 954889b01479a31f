#include "care/processes/connector_talks.hpp"

#include <cmath>

#include "care/world/company.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/likeness.hpp"
#include "care/world/meeting_place_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// What a connector does for somebody after a conversation.
class AfterTalk {
 public:
  AfterTalk(World& world, const ConnectorAtWork& self)
      : world_(world), p_(world.parameters.programmes), self_(self) {}

  void look_after_needs(Person person, Identity both, double familiarity) {
    const engine::Stream draws = world_.stream(Decision::figure_talks);
    const CareBook& care = world_.care;
    const auto least =
        static_cast<std::uint32_t>(world_.parameters.formal.least_visit * minutes_per_hour);
    care.each_need(person, [&](Row need) {
      if (care.unmet(need) == 0) return;
      const auto kind = static_cast<std::uint32_t>(care.needs.kind[need]);
      if (care.needs.state[need] == NeedState::hidden &&
          draws.at(both, world_.week, kind)
              .happens(p_.figure_notices * familiarity * self_.part.skill * self_.fit)) {
        notice(world_, need);
        opened(OpeningStep::noticed_by_connector, person, no_row, care.needs.kind[need]);
        return;
      }
      if (self_.left < p_.accompany_minutes || care.unmet(need) < least) return;
      if (care.needs.state[need] == NeedState::known) refer_warmly(need, person);
      if (care.needs.state[need] == NeedState::referred && care.needs.accompanied[need] == 0) {
        world_.care.needs.accompanied[need] = 1;
        self_.left -= p_.accompany_minutes;
        opened(OpeningStep::accompanied, person, no_row, care.needs.kind[need]);
      }
    });
  }

  void introduce(Person person, Identity both) {
    if (self_.left < p_.introduction_minutes || self_.known.empty()) return;
    const bool needs_help = has_open_need(world_, person);
    if (!needs_help && static_cast<double>(world_.people.ties_monthly[person]) >= p_.lonely_ties) {
      return;
    }
    const KnownResidents& known = world_.programme_book.known;
    const engine::Stream draws = world_.stream(Decision::figure_introduces);
    Person best = no_row;
    double most = 0.0;
    for (std::uint32_t thought = 0; thought < p_.introductions_considered; ++thought) {
      const engine::Draw draw = draws.at(both, world_.week, 1 + thought);
      const Row row = self_.known[draw.below(static_cast<std::uint32_t>(self_.known.size()))];
      const Person other = known.person[row];
      if (other == person || world_.people.household[other] == world_.people.household[person] ||
          world_.ties.find(person, other) >= 0) {
        continue;
      }
      const double fit = suits(person, other, needs_help);
      if (fit > most) {
        most = fit;
        best = other;
      }
    }
    if (best == no_row) return;
    self_.left -= p_.introduction_minutes;
    if (!draws.at(both, world_.week, 0).happens(most * self_.fit * self_.part.free_to_act)) return;
    const TieKind kind = world_.street_of(person) == world_.street_of(best) ? TieKind::neighbour
                                                                            : TieKind::acquaintance;
    world_.tie(person, best, kind, static_cast<float>(p_.introduction_hours),
               static_cast<float>(world_.parameters.meeting.first_gap_weeks));
    ++world_.programme_book.figures.introductions[self_.figure];
    world_.count(Flow::introductions, person);
    world_.count(Flow::introductions, best);
    opened(OpeningStep::introduced, person, best);
  }

  /// Along to a meeting place, the first time.
  void bring_along(Person person, Identity both, double familiarity) {
    const MeetingPlaces& places = world_.programme_book.meeting_places;
    for (Row place = 0; place < places.rows(); ++place) {
      if (!places.alive(place) || self_.left < p_.accompany_minutes) continue;
      const engine::Draw draw =
          world_.stream(Decision::figure_talks)
              .at(engine::pair_identity(both, places.identity[place]), world_.week, need_kinds);
      const double comes = p_.invitation_accepted * familiarity * self_.part.commitment *
                           self_.fit * self_.part.free_to_act;
      if (!draw.happens(comes)) continue;
      if (comes_already(place, person)) continue;
      if (!hear_of_place(world_, place, person, true)) continue;
      self_.left -= p_.accompany_minutes;
      opened(OpeningStep::brought_along, person);
    }
  }

 private:
  /// What the own circle has not taken on in the usual time goes to an organisation.
  void refer_warmly(Row need, Person person) {
    const Needs& needs = world_.care.needs;
    const auto waited = static_cast<double>(world_.week - needs.since[need]);
    if (needs.organisation[need] != no_row ||
        waited < world_.parameters.formal.weeks_before_referral) {
      return;
    }
    OrganisationKind kind{};
    if (!serving_kind(world_, need, kind)) return;
    const Row organisation = organisation_for(world_, person, kind);
    if (organisation == no_row || !is_eligible(world_, person, kind) ||
        !accepts(world_, person, kind)) {
      return;
    }
    world_.care.set_state(need, NeedState::referred, world_.week, organisation);
    world_.count(Flow::referrals, person);
    opened(OpeningStep::referred, person, no_row, needs.kind[need]);
  }

  /// Notes a step from which help may follow.
  void opened(OpeningStep step, Person who, Person other = no_row, NeedKind need = NeedKind{}) {
    const auto& identity = world_.people.identity;
    world_.journal.opened({step, self_.plan.identity, identity[who],
                           other == no_row ? Identity{} : identity[other], need});
  }

  /// How well two residents suit each other: alike, near, and able to help where help is needed.
  [[nodiscard]] double suits(Person person, Person other, bool needs_help) const {
    const Row here = world_.street_of(person);
    const Row there = world_.street_of(other);
    const float dx = world_.places.x[here] - world_.places.x[there];
    const float dy = world_.places.y[here] - world_.places.y[there];
    const auto metres = static_cast<double>(std::sqrt(dx * dx + dy * dy));
    const double near = engine::exp(-metres / p_.introduction_distance);
    const bool helps =
        !needs_help || minutes_free(world_, other, Relation::friend_or_neighbour) > 0;
    return helps ? static_cast<double>(likeness(world_, person, other)) * near : 0.0;
  }

  [[nodiscard]] bool comes_already(Row place, Person person) const {
    const Visitors& visitors = world_.programme_book.visitors;
    const Identity who = world_.people.identity[person];
    for (Row visitor = 0; visitor < visitors.rows(); ++visitor) {
      if (visitors.who[visitor] == who && visitors.place[visitor] == place &&
          visitors.alive(visitor)) {
        return true;
      }
    }
    return false;
  }

  World& world_;
  const ProgrammeParameters& p_;
  const ConnectorAtWork& self_;
};

}  // namespace

bool has_open_need(const World& world, Person person) {
  bool open = false;
  world.care.each_need(person, [&](Row need) {
    open |= world.care.needs.state[need] != NeedState::hidden && world.care.unmet(need) > 0;
  });
  return open;
}

void follow_from_talk(World& world, const ConnectorAtWork& self, Person person, Identity both,
                      double familiarity) {
  AfterTalk after(world, self);
  after.look_after_needs(person, both, familiarity);
  after.introduce(person, both);
  after.bring_along(person, both, familiarity);
}

}  // namespace buurt::care
