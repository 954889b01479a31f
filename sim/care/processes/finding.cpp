#include "care/processes/finding.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "care/world/company.hpp"
#include "care/world/connector_reach.hpp"
#include "care/world/desk_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/units.hpp"
#include "care/world/work_rules.hpp"

namespace buurt::care {
namespace {

/// Apart from the weeks in which the same need is looked at for other reasons.
constexpr std::uint32_t look_offset = 3;

/// One part's week.
class Search {
 public:
  Search(World& world, Row work, const ProgrammePlan& plan, const FindingPart& part)
      : world_(world),
        p_(world.parameters.programmes),
        work_(work),
        plan_(plan),
        part_(part),
        identity_(world.programme_book.works.identity[work]) {}

  void live() {
    float& due = world_.programme_book.works.due[work_];
    due += static_cast<float>(part_.visits_week * scale_of_work(world_, work_) *
                              allowed_of_work(world_, plan_, Lever::outings));
    for (std::uint32_t door = 0; due >= 1.0F; ++door, due -= 1.0F) knock(door);
  }

  /// Brings on what is for those of the programme, as far as the hours reach.
  void bring_on(const DeskGuide& guide, const std::vector<Row>& open) {
    const Needs& needs = world_.care.needs;
    double minutes = part_.dispatch_hours * minutes_per_hour * scale_of_work(world_, work_);
    for (const Row need : open) {
      if (minutes < p_.accompany_minutes) return;
      // Another may have brought it on already.
      if (needs.state[need] != NeedState::known || needs.desk[need] != no_row) continue;
      if (!is_for(needs.person[need])) continue;
      minutes -= bring_on(guide, need) ? p_.accompany_minutes : p_.conversation_minutes;
    }
  }

 private:
  [[nodiscard]] bool is_for(Person person) const {
    if (world_.households.dwelling[world_.people.household[person]] == no_row) return false;
    if (!std::binary_search(plan_.where.begin(), plan_.where.end(),
                            world_.neighbourhood_of(person))) {
      return false;
    }
    return belongs_to(world_, person, plan_.target);
  }

  /// Somebody at whose door to knock: a list of addresses and ages is at hand.
  [[nodiscard]] Person choose(std::uint32_t door) const {
    const engine::Stream draws = world_.stream(Decision::home_visit);
    const Identity who = identity_.caused(1, door);
    const bool aim = draws.at(who, world_.week).uniform() < part_.aim_isolated;
    const auto most = static_cast<std::uint32_t>(p_.most_greetings);
    for (std::uint32_t look = 0; look < most; ++look) {
      const std::uint32_t index = 1 + 2 * look;
      const Person person = resident_of(world_, plan_, who, draws,
                                        draws.at(who, world_.week, index).uniform(), index + 1);
      if (person == no_row || world_.age(person) < adult_age) continue;
      if (world_.age(person) < part_.age_from || !is_for(person)) continue;
      if (world_.in_collective(person)) continue;
      if (aim && !seems_isolated(world_, person)) continue;
      return person;
    }
    return no_row;
  }

  void knock(std::uint32_t door) {
    WorkColumns& works = world_.programme_book.works;
    ++works.times[work_];
    const Person person = choose(door);
    if (person == no_row) return;
    const Identity both = engine::pair_identity(identity_, world_.people.identity[person]);
    const engine::Stream draws = world_.stream(Decision::home_visit);
    const engine::Draw draw = draws.at(both, world_.week);
    if (!draw.happens(p_.visit_opens, 0)) return;
    if (world_.people.origin[person] == Origin::foreign &&
        draw.uniform(1) >= std::max(part_.languages, p_.reach_without_language)) {
      return;
    }
    ++works.people[work_];
    world_.count(Flow::home_visits, person);
    inform(world_, person, p_.visit_informs);
    put_at_ease(world_, person, p_.visit_eases);
    world_.care.each_need(person, [&](Row need) {
      if (world_.care.needs.state[need] != NeedState::hidden || world_.care.unmet(need) == 0) {
        return;
      }
      const auto kind = static_cast<std::uint32_t>(world_.care.needs.kind[need]);
      if (!draws.at(both, world_.week, 1 + kind).happens(part_.skill)) return;
      notice(world_, need);
      opened(OpeningStep::noticed_by_finder, person, need);
    });
  }

  /// Notes a step from which help may follow.
  void opened(OpeningStep step, Person person, Row need) {
    world_.journal.opened({step, plan_.identity, world_.people.identity[person], Identity{},
                           world_.care.needs.kind[need]});
  }

  /// \return whether it was brought anywhere
  bool bring_on(const DeskGuide& guide, Row need) {
    const Person person = world_.care.needs.person[need];
    const engine::Draw draw =
        world_.stream(Decision::brought_on).at(world_.care.needs.identity[need], world_.week);
    OrganisationKind kind{};
    if (serving_kind(world_, need, kind) && is_eligible(world_, person, kind) &&
        accepts(world_, person, kind)) {
      const Row organisation = organisation_for(world_, person, kind);
      if (organisation != no_row) {
        world_.care.set_state(need, NeedState::referred, world_.week, organisation);
        world_.care.needs.accompanied[need] = draw.happens(part_.warm, 0) ? 1 : 0;
        world_.count(Flow::referrals, person);
        opened(OpeningStep::referred, person, need);
        ++world_.programme_book.works.times[work_];
        return true;
      }
    }
    const Row desk = guide.desk_for(world_, person, world_.care.needs.kind[need]);
    if (desk == no_row || !draw.happens(world_.parameters.volunteering.accepts_when_told, 1)) {
      return false;
    }
    bring_to_desk(world_, need, desk, 0);
    ++world_.programme_book.works.times[work_];
    return true;
  }

  World& world_;
  const ProgrammeParameters& p_;
  Row work_;
  const ProgrammePlan& plan_;
  const FindingPart& part_;
  Identity identity_;
};

/// Needs known for some weeks that nobody took up, the one that waits longest first. Each is looked at
/// every fourth week, so that those for whom nothing can be done do not take up all the hours.
std::vector<Row> open_needs(const World& world) {
  const Needs& needs = world.care.needs;
  const auto least =
      static_cast<std::uint32_t>(world.parameters.formal.least_visit * minutes_per_hour);
  std::vector<Row> open;
  for (Row need = 0; need < needs.rows(); ++need) {
    if (needs.state[need] != NeedState::known || !needs.alive(need)) continue;
    if ((world.week + needs.identity[need].value) % weeks_between_looks != look_offset) continue;
    if (needs.organisation[need] != no_row || needs.desk[need] != no_row) continue;
    if (world.week - needs.since[need] < world.parameters.programmes.dispatch_weeks) continue;
    if (world.care.unmet(need) >= least) open.push_back(need);
  }
  std::sort(open.begin(), open.end(), [&](Row a, Row b) {
    return std::tuple(needs.since[a], needs.identity[a]) <
           std::tuple(needs.since[b], needs.identity[b]);
  });
  return open;
}

}  // namespace

void find_needs(World& world) {
  const auto works = works_under_way<FindingPart>(world);
  if (works.empty()) return;
  const DeskGuide guide(world);
  const std::vector<Row> open = open_needs(world);
  for (const auto& [work, plan, part] : works) {
    Search search(world, work, plan, part);
    search.live();
    search.bring_on(guide, open);
  }
}

}  // namespace buurt::care
