#include "care/processes/informal_care.hpp"

#include <algorithm>
#include <vector>

#include "care/world/helping_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// The rows of a table for which `keep(row)` holds, in order of row. It only reads the world.
template <class Keep>
std::vector<Row> rows_kept(std::size_t rows, const Keep& keep) {
  std::vector<std::vector<Row>> found(engine::block_count(rows));
  engine::for_blocks(rows, [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (auto row = static_cast<Row>(begin); row < end; ++row) {
      if (keep(row)) found[block].push_back(row);
    }
  });
  std::vector<Row> kept;
  for (const auto& block : found) kept.insert(kept.end(), block.begin(), block.end());
  return kept;
}

/// Whether it is the week in which an arrangement, or a need, is looked at.
bool is_looked_at(const World& world, Identity who) {
  return (world.week + who.value) % weeks_between_looks == 0;
}

Relation relation_at_home(const World& world, Person person, Person member) {
  return member == world.people.partner[person] ? Relation::partner : Relation::housemate;
}

/// Whether minutes are unmet and somebody at home has time left for them.
bool housemates_could_help(const World& world, Row need) {
  const CareBook& care = world.care;
  if (!care.needs.alive(need) || care.unmet(need) == 0) return false;
  // What has only just come to be unmet is seen at once.
  constexpr std::uint16_t just_now = 1;
  if (care.needs.unmet_weeks[need] > just_now && !is_looked_at(world, care.needs.identity[need])) {
    return false;
  }
  if (willingness(world, care.needs.kind[need], Relation::housemate, 1.0) <= 0.0) return false;
  const Person person = care.needs.person[need];
  const Row household = world.people.household[person];
  if (world.households.members[household] == 1 || world.households.collective[household] != 0) {
    return false;
  }
  bool somebody = false;
  world.each_member(household, [&](Person member) {
    somebody =
        somebody || (member != person &&
                     minutes_free(world, member, relation_at_home(world, person, member)) > 0);
  });
  return somebody;
}

/// The partner helps first, then the others in order of identity.
void help_from_household(World& world, Row need) {
  CareBook& care = world.care;
  const Person person = care.needs.person[need];
  thread_local std::vector<Person> members;
  members.clear();
  world.each_member(world.people.household[person], [&](Person member) {
    if (member != person) members.push_back(member);
  });
  std::sort(members.begin(), members.end(), [&](Person a, Person b) {
    const bool partner_a = a == world.people.partner[person];
    const bool partner_b = b == world.people.partner[person];
    return partner_a != partner_b ? partner_a : world.people.identity[a] < world.people.identity[b];
  });
  for (const Person member : members) {
    care.give(need, member, world.people.identity[member], Source::household,
              minutes_free(world, member, relation_at_home(world, person, member)), world.week);
  }
}

/// Which arrangements end or shrink when they are looked at.
class Lapses {
 public:
  explicit Lapses(const World& world)
      : world_(world),
        draws_(world.stream(Decision::help_lapses)),
        friends_(by_look(world.parameters.helping.lapse_friend)),
        kin_(by_look(world.parameters.helping.lapse_kin)) {}

  /// Whether an arrangement ends by itself: it lapses, or the two no longer live together.
  [[nodiscard]] bool ends(Row row) const {
    const Help& help = world_.care.help;
    const auto lapses = [&](double chance) {
      return draws_.at(help.identity[row], world_.week).happens(chance);
    };
    switch (help.source[row]) {
      case Source::household:
        return world_.people.household[help.giver[row]] !=
               world_.people.household[world_.care.needs.person[help.need[row]]];
      case Source::kin: return lapses(kin_);
      case Source::friends: return lapses(friends_);
      case Source::volunteers:
      case Source::professionals: break;
    }
    return false;
  }

 private:
  static double by_look(double yearly) {
    return 1.0 - engine::exp(-yearly * weeks_between_looks / weeks_per_year);
  }

  const World& world_;
  engine::Stream draws_;
  double friends_;
  double kin_;
};

/// Ends arrangements that lapse, those between people who no longer live together, and those
/// of people who can no longer help; shrinks those of people who can no longer give so much.
void lapse(World& world) {
  CareBook& care = world.care;
  const Lapses lapses(world);
  // Nobody comes to give more while this goes on, so whoever gives too much now is among these.
  const std::vector<Row> rows = rows_kept(care.help.rows(), [&](Row row) {
    if (!is_looked_at(world, care.help.identity[row])) return false;
    if (!care.help.alive(row) || care.help.giver[row] == no_row) return false;
    const Person giver = care.help.giver[row];
    const std::uint32_t most = most_minutes_given(world, giver);
    return most == 0 || care.minutes_given(giver) > most || lapses.ends(row);
  });
  for (const Row row : rows) {
    const Person giver = care.help.giver[row];
    const std::uint32_t most = most_minutes_given(world, giver);
    const std::uint32_t given = care.minutes_given(giver);
    if (most == 0 || lapses.ends(row)) {
      care.end_help(row);
    } else if (given > most) {
      // Who has become less able gives as much less to everybody.
      const std::uint32_t less = care.help.minutes[row] * (given - most) / given;
      care.reduce(row, static_cast<std::uint16_t>(std::max(less, 1U)));
    }
  }
}

}  // namespace

void care_at_home(World& world) {
  lapse(world);
  // Nobody comes to have more time while they help, so all who do are found beforehand.
  std::vector<Row> needs = rows_kept(world.care.needs.rows(),
                                     [&](Row need) { return housemates_could_help(world, need); });
  // Helpers are shared in order of identity, whatever the rows.
  std::sort(needs.begin(), needs.end(), [&](Row a, Row b) {
    return world.care.needs.identity[a] < world.care.needs.identity[b];
  });
  for (const Row need : needs) help_from_household(world, need);
}

}  // namespace buurt::care
