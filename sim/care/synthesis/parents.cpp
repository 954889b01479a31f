#include "care/synthesis/parents.hpp"

#include <algorithm>
#include <cstdlib>

#include "care/synthesis/ages.hpp"
#include "care/synthesis/fitting.hpp"
#include "care/world/curve.hpp"

namespace buurt::care {
namespace {

// Indices that tell the draws of one parent or child apart.
enum DrawIndex : std::uint32_t { of_order, of_children, of_siblings, of_births = 16 };

// Ages in weeks. Mothers of today's adults were younger than those of today's children (assumed).
constexpr double first_birth = 26.5 * 52;
constexpr double first_birth_spread = 4.0 * 52;
constexpr double shortest_gap = 1.2 * 52;
constexpr double longest_gap = 5.0 * 52;
constexpr std::int32_t youngest_parent = 18 * 52;
constexpr std::int32_t oldest_mother = 46 * 52;
constexpr std::int32_t father_older = 120;
// Nobody under this age has children who left home.
constexpr std::int32_t youngest_with_grown_children = 37 * 52;
// Of those of one age: how many can have parents here at most.
constexpr double most_with_parents_here = 0.85;

// People of one origin by year of age, in the order of a draw; those taken are skipped.
class Pools {
 public:
  Pools(const World& world, std::span<const Position> position,
        const std::vector<std::uint32_t>& taken) {
    const engine::Stream draws = world.stream(Decision::synthesis_kin);
    std::vector<std::vector<std::pair<std::uint32_t, Person>>> order(pools_.size());
    for (Person p = 0; p < world.people.rows(); ++p) {
      const int age = world.age(p);
      if (age < 18 || position[p] == Position::child || taken[p] != Descent::none) continue;
      order[index_of(world.people.origin[p], age)].emplace_back(
          draws.at(world.people.identity[p], 0, of_order).words[0], p);
    }
    for (std::size_t pool = 0; pool < order.size(); ++pool) {
      std::sort(order[pool].begin(), order[pool].end());
      pools_[pool].people.reserve(order[pool].size());
      for (const auto& [word, p] : order[pool]) pools_[pool].people.push_back(p);
    }
  }

  // The first few people left of an age are offered to `accept`; who is accepted is taken out.
  template <class Accept>
  Person take(Origin origin, int age, double share_at_most, const Accept& accept) {
    if (age < 18 || age > oldest_age) return no_row;
    Pool& pool = pools_[index_of(origin, age)];
    constexpr std::size_t offers = 8;
    const auto limit =
        static_cast<std::size_t>(share_at_most * static_cast<double>(pool.people.size()));
    if (pool.next >= limit) return no_row;
    const std::size_t end = std::min(pool.people.size(), pool.next + offers);
    for (std::size_t i = pool.next; i < end; ++i) {
      const Person p = pool.people[i];
      if (!accept(p)) continue;
      std::swap(pool.people[i], pool.people[pool.next]);
      ++pool.next;
      return p;
    }
    return no_row;
  }

 private:
  struct Pool {
    std::vector<Person> people;
    std::size_t next = 0;
  };

  static std::size_t index_of(Origin origin, int age) {
    return static_cast<std::size_t>(origin) * (oldest_age + 1) +
           static_cast<std::size_t>(std::min(age, oldest_age));
  }

  std::array<Pool, 2 * (oldest_age + 1)> pools_;
};

std::int32_t age_weeks(const World& world, Person p) {
  return static_cast<std::int32_t>(world.week) - world.people.birth_week[p];
}

// How many children somebody has in all, by a draw; `childless` is the share without any. The rest
// as in cohorts that completed their families in the last decades (assumed).
std::uint32_t children_in_all(double u, double childless) {
  if (u < childless) return 0;
  const double v = (u - childless) / (1 - childless);
  return v < 0.25 ? 1 : v < 0.73 ? 2 : v < 0.92 ? 3 : 4;
}

double childless_share(Position position, Sex sex, int age) {
  if (position == Position::couple_without_child) {
    return along({{40, .75}, {48, .40}, {55, .17}, {65, .12}}, age);
  }
  if (position == Position::couple_with_child || position == Position::lone_parent) return 0;
  return sex == Sex::woman ? along({{40, .75}, {50, .5}, {62, .33}, {75, .18}}, age)
                           : along({{40, .8}, {50, .6}, {62, .45}, {75, .25}}, age);
}

// A child that is not at home: its age, and whose it is.
struct GrownChild {
  std::int32_t wished_age;
  std::uint32_t order;
  std::uint32_t parents;
};

void add_parents(const World& world, std::span<const Position> position, Descent& descent) {
  for (Row household = 0; household < world.households.rows(); ++household) {
    if (world.households.collective[household] != 0) continue;
    Parents parents;
    std::uint32_t index = Descent::none;
    const auto is_parent = [&](Person p) {
      return position[p] == Position::couple_with_child ||
             position[p] == Position::couple_without_child || position[p] == Position::lone_parent;
    };
    world.each_member(household, [&](Person p) {
      if (is_parent(p)) (parents.a == no_row ? parents.a : parents.b) = p;
    });
    if (parents.a == no_row) continue;
    index = static_cast<std::uint32_t>(descent.parents.size());
    parents.mother_weeks = age_weeks(world, parents.a);
    if (parents.b != no_row) {
      const bool b_is_mother = world.people.sex[parents.b] == Sex::woman &&
                               (world.people.sex[parents.a] == Sex::man ||
                                age_weeks(world, parents.b) < parents.mother_weeks);
      if (b_is_mother) parents.mother_weeks = age_weeks(world, parents.b);
    } else if (world.people.sex[parents.a] == Sex::man) {
      parents.mother_weeks -= father_older;
    }
    descent.parents.push_back(parents);
    for (const Person p : {parents.a, parents.b}) {
      if (p != no_row) descent.as_parent[p] = index;
    }
    world.each_member(household, [&](Person p) {
      if (position[p] != Position::child) return;
      descent.add_child(index, p);
      ++descent.parents[index].at_home;
    });
  }
  // People alone, in a nursing home or with others may have grown children as well.
  for (Person p = 0; p < world.people.rows(); ++p) {
    if (position[p] != Position::single && position[p] != Position::collective) continue;
    const std::int32_t weeks = age_weeks(world, p);
    if (weeks < youngest_with_grown_children) continue;
    descent.as_parent[p] = static_cast<std::uint32_t>(descent.parents.size());
    Parents parents;
    parents.a = p;
    parents.mother_weeks = weeks - (world.people.sex[p] == Sex::man ? father_older : 0);
    descent.parents.push_back(parents);
  }
}

// Grown children of all parents, and how many of each live outside.
std::vector<GrownChild> grown_children(const World& world, std::span<const Position> position,
                                       Descent& descent) {
  constexpr double near_of_foreign_origin = 0.6;  // of the share of others (assumed)
  const engine::Stream draws = world.stream(Decision::synthesis_kin);
  std::vector<GrownChild> grown;
  for (std::uint32_t index = 0; index < descent.parents.size(); ++index) {
    Parents& parents = descent.parents[index];
    if (parents.mother_weeks < youngest_with_grown_children) continue;
    const Person reference = parents.a;
    const Identity identity = world.people.identity[reference];
    const engine::Draw draw = draws.at(identity, 0, of_children);
    const std::uint32_t in_all = children_in_all(
        draw.uniform(0),
        childless_share(position[reference], world.people.sex[reference], world.age(reference)));
    if (in_all <= parents.at_home) continue;
    const double near =
        world.municipality.kin_nearby_share *
        (world.people.origin[reference] == Origin::foreign ? near_of_foreign_origin : 1);
    double birth = first_birth + first_birth_spread * bell(draws.at(identity, 0, of_births));
    for (std::uint32_t k = 0; k < in_all - parents.at_home; ++k) {
      const engine::Draw more = draws.at(identity, 0, of_births + 1 + k);
      const auto at_birth = static_cast<std::int32_t>(
          std::clamp(birth, double{youngest_parent}, double{oldest_mother}));
      birth += shortest_gap + (longest_gap - shortest_gap) * more.uniform(0);
      const std::int32_t age = parents.mother_weeks - at_birth;
      // Too young to have left home: not born to these parents.
      if (age < 19 * weeks_per_year) continue;
      if (more.uniform(1) < near) {
        grown.push_back({age, more.words[2], index});
      } else {
        ++parents.away;
      }
    }
  }
  std::sort(grown.begin(), grown.end(), [](const GrownChild& a, const GrownChild& b) {
    if (a.wished_age != b.wished_age) return a.wished_age < b.wished_age;
    return a.order != b.order ? a.order < b.order : a.parents < b.parents;
  });
  return grown;
}

void match_grown_children(const World& world, std::span<const Position> position,
                          Descent& descent) {
  const std::vector<GrownChild> grown = grown_children(world, position, descent);
  Pools pools(world, position, descent.as_child);
  for (const GrownChild& child : grown) {
    Parents& parents = descent.parents[child.parents];
    const auto suits = [&](Person p) {
      if (world.people.household[p] == world.people.household[parents.a]) return false;
      const std::int32_t weeks = age_weeks(world, p);
      if (parents.mother_weeks - weeks > oldest_mother) return false;
      for (const Person parent : {parents.a, parents.b}) {
        if (parent != no_row && age_weeks(world, parent) - weeks < youngest_parent) return false;
      }
      const Person partner = world.people.partner[p];
      bool free = partner == no_row || descent.as_child[partner] != child.parents;
      descent.each_child(parents, [&](Person sibling) {
        const std::int32_t apart = std::abs(age_weeks(world, sibling) - weeks);
        if (apart > 0 && apart < 40) free = false;
      });
      return free;
    };
    const Origin origin = world.people.origin[parents.a];
    const int age = child.wished_age / weeks_per_year;
    Person found = no_row;
    for (const int shift : {0, 1, -1, 2, -2, 3, -3}) {
      found = pools.take(origin, age + shift, most_with_parents_here, suits);
      if (found != no_row) break;
    }
    if (found == no_row) {
      ++parents.away;
    } else {
      descent.add_child(child.parents, found);
    }
  }
}

void match_siblings(const World& world, std::span<const Position> position, Descent& descent) {
  constexpr double reference_share = 0.4;  // of grown children nearby, at which the shares hold
  const engine::Stream draws = world.stream(Decision::synthesis_kin);
  Pools pools(world, position, descent.as_child);
  const double near = world.municipality.kin_nearby_share / reference_share;
  std::vector<Person> group;
  for (int age = oldest_age; age >= 18; --age) {
    for (const Origin origin : {Origin::belgian, Origin::foreign}) {
      for (;;) {
        const Person eldest = pools.take(origin, age, 1.0, [](Person) { return true; });
        if (eldest == no_row) break;
        const engine::Draw draw = draws.at(world.people.identity[eldest], 0, of_siblings);
        // Brothers and sisters in the municipality whose parents are not (assumed).
        const double u = draw.uniform(0) / near;
        const int count = u < 0.06 ? 3 : u < 0.20 ? 2 : u < 0.50 ? 1 : 0;
        group.assign(1, eldest);
        int younger = age;
        for (int k = 1; k <= count; ++k) {
          younger -= 2 + static_cast<int>(draw.below(4, static_cast<std::size_t>(k)));
          const Person sibling = pools.take(origin, younger, 1.0, [&](Person p) {
            return std::none_of(group.begin(), group.end(), [&](Person other) {
              return world.people.partner[other] == p ||
                     world.people.household[other] == world.people.household[p];
            });
          });
          if (sibling != no_row) group.push_back(sibling);
        }
        if (group.size() < 2) continue;
        for (const Person p : group) descent.siblings[p] = descent.sibling_groups;
        ++descent.sibling_groups;
      }
    }
  }
}

}  // namespace

void Descent::add_child(std::uint32_t parents_index, Person child) {
  as_child[child] = parents_index;
  next_child[child] = parents[parents_index].first_child;
  parents[parents_index].first_child = child;
}

Descent find_descent(const World& world, std::span<const Position> position) {
  Descent descent;
  const std::size_t rows = world.people.rows();
  descent.as_parent.assign(rows, Descent::none);
  descent.as_child.assign(rows, Descent::none);
  descent.next_child.assign(rows, no_row);
  descent.siblings.assign(rows, Descent::none);
  add_parents(world, position, descent);
  match_grown_children(world, position, descent);
  match_siblings(world, position, descent);
  return descent;
}

}  // namespace buurt::care
