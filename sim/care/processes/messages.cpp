#include "care/processes/messages.hpp"

#include <algorithm>
#include <vector>

#include "care/world/company.hpp"
#include "care/world/connector_reach.hpp"
#include "care/world/difference_rules.hpp"
#include "care/world/image_rules.hpp"
#include "care/world/levels.hpp"
#include "care/world/meeting_place_rules.hpp"
#include "care/world/shock_rules.hpp"
#include "care/world/units.hpp"
#include "care/world/work_rules.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// One part's week.
class Messages {
 public:
  Messages(World& world, Row work, const ProgrammePlan& plan, const CommunicationPart& part)
      : world_(world),
        p_(world.parameters.programmes),
        work_(work),
        plan_(plan),
        part_(part),
        identity_(world.programme_book.works.identity[work]) {}

  void spread() {
    find_places();
    double residents = 0.0;
    for (const Row place : plan_.where) {
      residents += world_.rosters.members(world_.places.roster[place]);
    }
    const engine::Stream draws = world_.stream(Decision::message_heard);
    const double expected =
        residents * part_.messages_year / weeks_per_year * scale_of_work(world_, work_);
    const auto messages =
        static_cast<std::uint32_t>(expected + draws.at(identity_, world_.week).uniform());
    for (std::uint32_t one = 0; one < messages; ++one) {
      const std::uint32_t index = 1 + 2 * one;
      const engine::Draw draw = draws.at(identity_, world_.week, index);
      const Person person =
          resident_of(world_, plan_, identity_, draws, draw.uniform(0), index + 1);
      if (person == no_row || draw.uniform(1) >= hears(person)) continue;
      if (belongs_to(world_, person, plan_.target)) tell(person, draw.uniform(2));
    }
  }

 private:
  struct Open {
    Row place;
    std::vector<std::uint8_t> visitors;
  };

  void find_places() {
    if (part_.places <= 0.0) return;
    const MeetingPlaces& places = world_.programme_book.meeting_places;
    for (Row place = 0; place < places.rows(); ++place) {
      if (places.alive(place) &&
          std::binary_search(plan_.where.begin(), plan_.where.end(), places.neighbourhood[place])) {
        open_.push_back({place, visitors_marked(world_, place)});
      }
    }
    std::sort(open_.begin(), open_.end(), [&](const Open& a, const Open& b) {
      return places.identity[a.place] < places.identity[b.place];
    });
  }

  /// Chance that a message reaches somebody at all.
  [[nodiscard]] double hears(Person person) const {
    if (part_.digital <= 0.0) return 1.0;
    constexpr GroupBits older = bit(Group::age_65_79) | bit(Group::age_80_plus);
    const bool old = (groups_of(world_, person) & older) != 0;
    return (old ? p_.digital_old : 1.0) *
           (lives_in_poverty(world_, person) ? p_.digital_poor : 1.0);
  }

  void tell(Person person, double rounding) {
    WorkColumns& works = world_.programme_book.works;
    ++works.times[work_];
    put_at_ease(world_, person, p_.message_eases * part_.asking);
    inform(world_, person, p_.message_informs * part_.supply);
    if (part_.cards > 0.0 &&
        static_cast<double>(world_.people.ties_monthly[person]) < p_.lonely_ties) {
      put_at_ease(world_, person, p_.card_eases * part_.cards);
    }
    if (part_.people > 0.0) hear_of_people(person, rounding);
    std::uint8_t& trust = world_.people.trust_in_neighbours[person];
    if (part_.people > 0.0 && trust != 0) {
      trust = moved_score(trust, highest_score, p_.message_trust * part_.people);
    }
    for (Open& open : open_) {
      if (open.visitors[person] == 0 && hear_of_place(world_, open.place, person, false)) {
        open.visitors[person] = 1;
      }
    }
  }

  /// A story of the people of the quarter: good news, a sign of life, and proof that people do help.
  /// \param rounding uniform on [0, 1)
  void hear_of_people(Person person, double rounding) {
    hear_good_news(world_, person);
    greet(world_, person);
    std::uint8_t& faith = world_.people.faith[person];
    const double gained =
        world_.parameters.difference.news_faith * part_.people * (level_steps - faith);
    // One story moves faith by less than the step in which it is kept: so one story in some moves it.
    faith = static_cast<std::uint8_t>(faith + gained + rounding);
  }

  World& world_;
  const ProgrammeParameters& p_;
  Row work_;
  const ProgrammePlan& plan_;
  const CommunicationPart& part_;
  Identity identity_;
  std::vector<Open> open_;
};

}  // namespace

void spread_messages(World& world) {
  for (const auto& [work, plan, part] : works_under_way<CommunicationPart>(world)) {
    Messages(world, work, plan, part).spread();
  }
}

void fade_messages(World& world) {
  if (world.programme_book.empty()) return;
  People& people = world.people;
  const ProgrammeParameters& p = world.parameters.programmes;
  constexpr double weeks = weeks_between_looks;
  const double ease_kept = engine::pow(0.5, weeks / p.ease_half_life);
  const double knowledge_kept = engine::pow(0.5, weeks / p.informed_half_life);
  engine::for_blocks(people.rows(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (auto person = static_cast<Person>(begin); person < end; ++person) {
      std::uint8_t& ease = people.at_ease[person];
      if (ease != 0) ease = moved_level(ease, level(ease) * ease_kept);
      std::uint8_t& knowledge = people.informed[person];
      if (knowledge != 0) knowledge = moved_level(knowledge, level(knowledge) * knowledge_kept);
    }
  });
}

}  // namespace buurt::care
