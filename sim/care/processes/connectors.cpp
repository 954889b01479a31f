#include "care/processes/connectors.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "care/processes/connector_talks.hpp"
#include "care/world/company.hpp"
#include "care/world/connector_reach.hpp"
#include "care/world/difference_rules.hpp"
#include "care/world/figure_rules.hpp"
#include "care/world/image_rules.hpp"
#include "care/world/likeness.hpp"
#include "care/world/programme_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/shock_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// One connector's week.
class Week {
 public:
  Week(World& world, Row figure, const ProgrammePlan& plan, const ConnectorPart& part)
      : world_(world),
        book_(world.programme_book),
        p_(world.parameters.programmes),
        figure_(figure),
        plan_(plan),
        part_(part),
        post_(world.programme_book.figures.identity[figure]) {}

  void live() {
    Figures& figures = book_.figures;
    share_of_fte_ =
        part_.fte / part_.posts() * static_cast<double>(book_.runs.activity[figures.run[figure_]]);
    const auto paid = static_cast<std::uint32_t>(share_of_fte_ * p_.week_hours * minutes_per_hour);
    figures.minutes_paid[figure_] += paid;
    const engine::Draw away = world_.stream(Decision::figure_absent).at(post_, world_.week);
    if (away.happens(part_.absent_share) || stands_empty()) return;
    allowed_ = world_.levers.over(Lever::outings, plan_.where);
    const double possible = goes_on(world_, plan_, allowed_);

    const auto of_week = static_cast<double>(paid);
    const double free =
        of_week * (1.0 - p_.overhead_share) * hours_for_people(world_, figures.run[figure_], part_);
    const double organise = organise_of(world_, figures.run[figure_], part_);
    const double organised = free * organise * p_.organising_share * allowed_;
    const double idle = free * (1.0 - organise * p_.organising_share) * (1.0 - possible) +
                        free * organise * p_.organising_share * (1.0 - allowed_);
    observing_ = world_.week - figures.since[figure_] < part_.observation_weeks;
    left_ = free - organised - idle;
    fit_ = fit_to_area(world_, figure_, part_);
    remember();
    figures.gathering_minutes[figure_] += static_cast<std::uint32_t>(organised);
    follow_up();
    meet_new();
    if (!observing_ && allowed_ > 0.0) gather();
    figures.minutes_spent[figure_] +=
        static_cast<std::uint32_t>(of_week - idle - std::max(left_, 0.0));
  }

 private:
  /// Whether a shock has taken the holder of this post away.
  [[nodiscard]] bool stands_empty() const {
    if (!world_.levers.pulled(Lever::posts)) return false;
    const double filled = world_.levers.over(Lever::posts, plan_.where);
    return !world_.stream(Decision::post_stands_empty).at(post_, 0).happens(filled);
  }

  /// Lists whom the connector knows.
  void remember() {
    rows_.clear();
    const KnownResidents& known = book_.known;
    for (Row row = 0; row < known.rows(); ++row) {
      if (known.alive(row) && known.figure[row] == figure_) rows_.push_back(row);
    }
    std::sort(rows_.begin(), rows_.end(),
              [&](Row a, Row b) { return known.who[a] < known.who[b]; });
  }

  /// The row of somebody known, those of this week included, or `no_row`.
  [[nodiscard]] Row row_of(Person person) const {
    const KnownResidents& known = book_.known;
    const Identity who = world_.people.identity[person];
    const auto at = std::lower_bound(rows_.begin(), rows_.end(), who,
                                     [&](Row row, Identity one) { return known.who[row] < one; });
    if (at != rows_.end() && known.who[*at] == who) return *at;
    const auto is_new = std::find_if(new_rows_.begin(), new_rows_.end(),
                                     [&](Row row) { return known.who[row] == who; });
    return is_new == new_rows_.end() ? no_row : *is_new;
  }

  [[nodiscard]] bool full() const {
    const double room = std::max(1.0, std::floor(part_.caseload * share_of_fte_));
    return book_.figures.known[figure_] >= room;
  }

  void follow_up() {
    struct Turn {
      bool open;
      std::uint32_t last;
      std::uint64_t who;
      Row row;
    };
    const KnownResidents& known = book_.known;
    std::vector<Turn> turns;
    for (const Row row : rows_) {
      if (world_.week - known.last[row] < p_.weeks_between_talks) continue;
      const bool open = has_open_need(world_, known.person[row]);
      if (!open && known.contacts[row] >= p_.most_contacts) continue;
      turns.push_back({open, known.last[row], known.who[row].value, row});
    }
    std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) {
      if (a.open != b.open) return a.open;
      return a.last != b.last ? a.last < b.last : a.who < b.who;
    });
    // Whoever knows as many as can be known seeks no others.
    const double keep = full() ? 0.0 : left_ * (1.0 - p_.follow_up_share);
    for (const Turn& turn : turns) {
      if (left_ - p_.conversation_minutes < keep) break;
      left_ -= p_.conversation_minutes;
      talk(turn.row);
    }
  }

  void meet_new() {
    const engine::Stream draws = world_.stream(Decision::figure_meets);
    for (std::uint32_t attempt = 0; attempt < p_.most_greetings; ++attempt) {
      const std::uint32_t index = attempt * draws_of_attempt(world_);
      const engine::Draw draw = draws.at(post_, world_.week, index);
      // Where nobody may be met outside, whoever adapts goes to doors alone.
      const double doors =
          plan_.adapts && allowed_ < 1.0 ? 1.0 - (1.0 - part_.outreach) * allowed_ : part_.outreach;
      const bool door = draw.uniform(0) < doors;
      if (left_ < p_.conversation_minutes + (door ? p_.door_minutes : 0.0)) break;
      if (door) left_ -= p_.door_minutes;
      const Person person = somebody_met(world_, plan_, part_, post_, index, door, draw.uniform(1));
      if (person == no_row) continue;
      const double usual = door ? p_.door_opens : p_.street_answers;
      if (!draw.happens(chance_to_talk(world_, person, part_, usual), 2)) continue;
      left_ -= p_.conversation_minutes;
      if (world_.people.origin[person] == Origin::foreign &&
          draw.uniform(3) >= std::max(part_.languages, p_.reach_without_language)) {
        continue;
      }
      Row row = row_of(person);
      if (row == no_row && !full()) row = get_to_know(person);
      if (row == no_row) {
        count_conversation(person);
      } else {
        talk(row);
      }
    }
  }

  Row get_to_know(Person person) {
    KnownResidents& known = book_.known;
    const Identity who = world_.people.identity[person];
    const Row row = known.add(Identity{engine::mix(post_.value, who.value)});
    known.figure[row] = figure_;
    known.who[row] = who;
    known.person[row] = person;
    known.last[row] = world_.week;
    ++book_.figures.known[figure_];
    new_rows_.push_back(row);
    return row;
  }

  void count_conversation(Person person) {
    ++book_.figures.conversations[figure_];
    world_.count(Flow::conversations, person);
  }

  void talk(Row row) {
    KnownResidents& known = book_.known;
    const Person person = known.person[row];
    count_conversation(person);
    float& familiarity = known.familiarity[row];
    familiarity +=
        (1.0F - familiarity) * static_cast<float>(p_.familiarity_gain * part_.commitment);
    known.last[row] = world_.week;
    if (known.contacts[row] < 0xffffU) ++known.contacts[row];
    if (observing_) return;
    if (part_.talents > 0.0) put_at_ease(world_, person, p_.talent_eases * part_.talents);
    const Identity both = engine::pair_identity(post_, known.who[row]);
    follow_from_talk(world_, {figure_, plan_, part_, fit_, rows_, left_}, person, both,
                     static_cast<double>(familiarity));
  }

  /// What was organised happens: a round of people known, in which each meets the next.
  void gather() {
    Figures& figures = book_.figures;
    if (figures.gathering_minutes[figure_] < p_.gathering_minutes) return;
    figures.gathering_minutes[figure_] -= static_cast<std::uint32_t>(p_.gathering_minutes);
    const KnownResidents& known = book_.known;
    const engine::Stream draws = world_.stream(Decision::gathering);
    std::vector<Person> guests;
    for (std::uint32_t seat = 0; seat < p_.gathering_people && !rows_.empty(); ++seat) {
      const Row row =
          rows_[draws.at(post_, world_.week, seat).below(static_cast<std::uint32_t>(rows_.size()))];
      const Person guest = known.person[row];
      if (std::find(guests.begin(), guests.end(), guest) == guests.end()) guests.push_back(guest);
    }
    if (guests.size() < 2) return;
    for (const Person guest : guests) be_seen_together(world_, guest);
    for (std::size_t i = 0; i + 1 < guests.size(); ++i) {
      const Person a = guests[i];
      const Person b = guests[i + 1];
      if (world_.people.household[a] == world_.people.household[b]) continue;
      learn_from_meeting(world_, a, b);
      if (world_.ties.find(a, b) >= 0) {
        world_.share_time(a, b, static_cast<float>(p_.talk_hours));
        continue;
      }
      const Identity both =
          engine::pair_identity(world_.people.identity[a], world_.people.identity[b]);
      if (draws.at(both, world_.week).happens(static_cast<double>(likeness(world_, a, b)))) {
        world_.tie(a, b, TieKind::acquaintance,
                   static_cast<float>(world_.parameters.meeting.first_hours),
                   static_cast<float>(world_.parameters.meeting.first_gap_weeks));
        const auto& identity = world_.people.identity;
        world_.journal.opened(
            {OpeningStep::gathered, plan_.identity, identity[a], identity[b], NeedKind{}});
      }
    }
  }

  World& world_;
  ProgrammeBook& book_;
  const ProgrammeParameters& p_;
  Row figure_;
  const ProgrammePlan& plan_;
  const ConnectorPart& part_;
  Identity post_;
  double share_of_fte_ = 0;
  double left_ = 0;  ///< minutes of this week not spent yet
  bool observing_ = false;
  double fit_ = 1;             ///< of what is done, to the area and its people
  double allowed_ = 1;         ///< of what is done face to face, by shocks
  std::vector<Row> rows_;      ///< of those known before this week, in order of identity
  std::vector<Row> new_rows_;  ///< of those got to know this week
};

/// Whether somebody still lives where a programme is.
bool lives_in(const World& world, const ProgrammePlan& plan, Person person) {
  if (world.households.dwelling[world.people.household[person]] == no_row) return false;
  return std::binary_search(plan.where.begin(), plan.where.end(), world.neighbourhood_of(person));
}

const ProgrammePlan& plan_of(const World& world, Row figure) {
  return *plan_of_run(world, world.programme_book.figures.run[figure]);
}

/// What is not refreshed fades; who has died, left or become a stranger is known no more.
void fade(World& world) {
  ProgrammeBook& book = world.programme_book;
  const ProgrammeParameters& p = world.parameters.programmes;
  constexpr double ln_of_half = -0.69314718055994531;
  const auto kept = static_cast<float>(engine::exp(ln_of_half / p.familiarity_half_life));
  book.forget_known([&](Row row) {
    KnownResidents& known = book.known;
    const Person person = known.person[row];
    if (world.people.identity[person] != known.who[row]) return false;
    world.people.encouraged[person] = 0;
    known.familiarity[row] *= kept;
    return static_cast<double>(known.familiarity[row]) >= p.familiarity_least &&
           lives_in(world, plan_of(world, known.figure[row]), person);
  });
}

/// Whoever is known by a connector at work is encouraged to ask, the more the better known.
void encourage(World& world) {
  const ProgrammeBook& book = world.programme_book;
  const KnownResidents& known = book.known;
  for (Row row = 0; row < known.rows(); ++row) {
    if (!known.alive(row) || book.figures.working[known.figure[row]] == 0) continue;
    constexpr float most = 255.0F;
    const auto now = static_cast<std::uint8_t>(known.familiarity[row] * most);
    std::uint8_t& encouraged = world.people.encouraged[known.person[row]];
    encouraged = std::max(encouraged, now);
  }
}

}  // namespace

void connect_people(World& world) {
  ProgrammeBook& book = world.programme_book;
  if (book.figures.size() == 0) return;
  fade(world);
  std::vector<Row> posts;
  for (Row figure = 0; figure < book.figures.rows(); ++figure) {
    if (book.figures.alive(figure) && book.figures.working[figure] != 0) posts.push_back(figure);
  }
  std::sort(posts.begin(), posts.end(),
            [&](Row a, Row b) { return book.figures.identity[a] < book.figures.identity[b]; });
  for (const Row figure : posts) {
    const ProgrammePlan& plan = plan_of(world, figure);
    Week(world, figure, plan, std::get<ConnectorPart>(plan.parts[book.figures.part[figure]]))
        .live();
  }
  encourage(world);
}

}  // namespace buurt::care
