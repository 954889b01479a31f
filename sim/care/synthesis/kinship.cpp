#include "care/synthesis/kinship.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

#include "care/synthesis/ages.hpp"
#include "care/synthesis/parents.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

enum DrawIndex : std::uint32_t { of_household = 100, of_lone_parent, of_parents, of_others };

// Ages of parents at a birth, in years, to see who still lives (assumed means).
constexpr int mother_at_birth = 28;
constexpr int father_at_birth = 31;

class KinFinder {
 public:
  KinFinder(const World& world, std::span<const Position> position)
      : world_(world),
        position_(position),
        descent_(find_descent(world, position)),
        draws_(world.stream(Decision::synthesis_kin)) {
    kinship_.outside.resize(world.people.rows());
    siblings_here_.resize(world.people.rows());
    mother_here_.resize(world.people.rows());
    father_here_.resize(world.people.rows());
  }

  Kinship find() {
    for (Row household = 0; household < world_.households.rows(); ++household) {
      within_household(household);
    }
    for (const Parents& parents : descent_.parents) across_generations(parents);
    sibling_groups();
    fathers_elsewhere();
    outside();
    keep_closest();
    return std::move(kinship_);
  }

 private:
  void add(Person a, Person b, TieKind kind) {
    if (a == no_row || b == no_row || a == b) return;
    kinship_.pairs.push_back({a, b, kind});
    if (kind == TieKind::sibling) {
      ++siblings_here_[a];
      ++siblings_here_[b];
    }
  }

  int years_between(Person elder, Person younger) const {
    return (world_.people.birth_week[younger] - world_.people.birth_week[elder]) / weeks_per_year;
  }

  // Twins, or born forty weeks to twenty years apart.
  bool may_be_siblings(Person a, Person b) const {
    constexpr int full_term = 40;
    constexpr int longest = 20 * weeks_per_year;
    const int apart = std::abs(world_.people.birth_week[a] - world_.people.birth_week[b]);
    return apart == 0 || (apart >= full_term && apart < longest);
  }

  void within_household(Row household);
  void across_generations(const Parents& parents);
  void nieces_and_nephews(Person person, Person sibling);
  void sibling_groups();
  void fathers_elsewhere();
  void outside();
  void keep_closest();
  [[nodiscard]] std::array<std::vector<double>, 2> survival() const;

  const World& world_;
  std::span<const Position> position_;
  Descent descent_;
  engine::Stream draws_;
  Kinship kinship_;
  std::vector<std::uint8_t> siblings_here_;
  std::vector<std::uint8_t> mother_here_;  // in the household, as another relative
  std::vector<std::uint8_t> father_here_;
  std::vector<std::uint8_t> other_parent_here_;
};

// Couples, and those who live with others: friends, brothers and sisters, a grandparent.
void KinFinder::within_household(Row household) {
  if (world_.households.collective[household] != 0) return;
  std::vector<Person> members;
  world_.each_member(household, [&](Person p) { members.push_back(p); });
  const Person reference = members.front();
  if (const Person partner = world_.people.partner[reference]; partner != no_row) {
    add(reference, partner, TieKind::partner);
  }
  const engine::Draw draw = draws_.at(world_.households.identity[household], 0, of_household);
  for (std::size_t i = 1; i < members.size(); ++i) {
    const Person other = members[i];
    if (position_[other] != Position::other) continue;
    if (position_[reference] == Position::other) {
      // Of two who share a household: siblings, other kin, friends (assumed).
      if (draw.uniform(0) < 0.5 && may_be_siblings(other, reference)) {
        add(reference, other, TieKind::sibling);
      } else if (draw.uniform(0) < 0.75) {
        add(reference, other, TieKind::other_kin);
      }
      continue;
    }
    const Person partner = world_.people.partner[reference];
    const Person kin = partner != no_row && draw.happens(0.5, 1) ? partner : reference;
    const int elder_by = years_between(other, kin);
    const bool may_be_parent =
        descent_.as_child[kin] == Descent::none && descent_.siblings[kin] == Descent::none;
    if (may_be_parent && elder_by >= 18 && elder_by < 46) {
      add(other, kin, TieKind::parent_child);
      (world_.people.sex[other] == Sex::woman ? mother_here_ : father_here_)[kin] = 1;
    } else {
      add(kin, other,
          may_be_parent && may_be_siblings(kin, other) ? TieKind::sibling : TieKind::other_kin);
    }
    for (const Person member : members) {
      if (member != other && member != kin) add(other, member, TieKind::other_kin);
    }
  }
}

void KinFinder::nieces_and_nephews(Person person, Person sibling) {
  const std::uint32_t family = descent_.as_parent[sibling];
  if (family == Descent::none) return;
  descent_.each_child(descent_.parents[family],
                      [&](Person child) { add(person, child, TieKind::other_kin); });
}

void KinFinder::across_generations(const Parents& parents) {
  std::vector<Person> children;
  descent_.each_child(parents, [&](Person child) { children.push_back(child); });
  for (std::size_t i = 0; i < children.size(); ++i) {
    const Person child = children[i];
    for (std::size_t j = 0; j < i; ++j) {
      add(children[j], child, TieKind::sibling);
      nieces_and_nephews(children[j], child);
      nieces_and_nephews(child, children[j]);
    }
    const std::uint32_t family = descent_.as_parent[child];
    for (const Person parent : {parents.a, parents.b}) {
      if (parent == no_row) continue;
      // The partner of a parent may be too young to be one.
      add(parent, child,
          years_between(parent, child) >= 18 ? TieKind::parent_child : TieKind::other_kin);
      add(parent, world_.people.partner[child], TieKind::other_kin);
      if (family == Descent::none) continue;
      descent_.each_child(descent_.parents[family],
                          [&](Person grandchild) { add(parent, grandchild, TieKind::other_kin); });
    }
  }
}

void KinFinder::sibling_groups() {
  std::vector<std::vector<Person>> groups(descent_.sibling_groups);
  for (Person p = 0; p < world_.people.rows(); ++p) {
    if (descent_.siblings[p] != Descent::none) groups[descent_.siblings[p]].push_back(p);
  }
  for (const auto& group : groups) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        add(group[j], group[i], TieKind::sibling);
        nieces_and_nephews(group[j], group[i]);
        nieces_and_nephews(group[i], group[j]);
      }
    }
  }
}

// Children of a lone mother may have a father who lives alone in the municipality.
void KinFinder::fathers_elsewhere() {
  constexpr double father_in_municipality = 0.45;  // assumed
  other_parent_here_.assign(descent_.parents.size(), 0);
  std::array<std::vector<std::pair<std::uint32_t, Person>>, oldest_age + 1> men;
  for (Person p = 0; p < world_.people.rows(); ++p) {
    const int age = world_.age(p);
    if (position_[p] != Position::single || world_.people.sex[p] != Sex::man || age < 22) continue;
    men[static_cast<std::size_t>(age)].emplace_back(
        draws_.at(world_.people.identity[p], 0, of_lone_parent).words[1], p);
  }
  for (auto& of_age : men) std::sort(of_age.begin(), of_age.end());
  const auto related = [&](Person a, Person b) {
    const std::uint32_t child = descent_.as_child[a];
    const std::uint32_t group = descent_.siblings[a];
    return (child != Descent::none && child == descent_.as_child[b]) ||
           (group != Descent::none && group == descent_.siblings[b]);
  };
  for (std::size_t index = 0; index < descent_.parents.size(); ++index) {
    const Parents& parents = descent_.parents[index];
    if (position_[parents.a] != Position::lone_parent || parents.at_home == 0 ||
        world_.people.sex[parents.a] != Sex::woman) {
      continue;
    }
    const engine::Draw draw = draws_.at(world_.people.identity[parents.a], 0, of_lone_parent);
    if (!draw.happens(father_in_municipality)) continue;
    const int wished = world_.age(parents.a) + static_cast<int>(draw.below(6, 2));
    for (const int shift : {0, 1, -1, 2, 3}) {
      const int age = std::clamp(wished + shift, 22, oldest_age);
      auto& of_age = men[static_cast<std::size_t>(age)];
      if (of_age.empty() || related(of_age.back().second, parents.a)) continue;
      const Person father = of_age.back().second;
      bool old_enough = true;
      descent_.each_child(parents, [&](Person child) {
        if (position_[child] == Position::child) {
          old_enough = old_enough && years_between(father, child) >= 18;
        }
      });
      if (!old_enough) continue;
      of_age.pop_back();
      other_parent_here_[index] = 1;
      descent_.each_child(parents, [&](Person child) {
        if (position_[child] == Position::child) add(father, child, TieKind::parent_child);
      });
      break;
    }
  }
}

// The share that lives to each birthday, from the municipality's death rates.
std::array<std::vector<double>, 2> KinFinder::survival() const {
  const Municipality& m = world_.municipality;
  std::array<std::vector<double>, 2> alive;
  for (std::size_t sex = 0; sex < 2; ++sex) {
    const auto& rates = sex == 0 ? m.mortality_men : m.mortality_women;
    alive[sex].assign(oldest_age + 60, 0);
    double share = 1;
    std::size_t band = 0;
    for (std::size_t age = 0; age < alive[sex].size(); ++age) {
      alive[sex][age] = share;
      while (band + 1 < m.mortality_from.size() &&
             m.mortality_from[band + 1] <= static_cast<int>(age)) {
        ++band;
      }
      if (!rates.empty()) share *= engine::exp(-rates[band]);
    }
  }
  return alive;
}

void KinFinder::outside() {
  // Of parents who have no partner in their household: the other parent of their children lives
  // elsewhere; of older ones most died (assumed).
  constexpr double other_parent_lives = 0.8;
  constexpr double other_old_parent_lives = 0.25;
  const auto alive = survival();
  for (const Parents& parents : descent_.parents) {
    for (const Person parent : {parents.a, parents.b}) {
      if (parent != no_row) kinship_.outside[parent].parents_children = parents.away;
    }
  }
  for (Person p = 0; p < world_.people.rows(); ++p) {
    KinOutside& kin = kinship_.outside[p];
    const engine::Draw draw = draws_.at(world_.people.identity[p], 0, of_parents);
    const engine::Draw more = draws_.at(world_.people.identity[p], 0, of_others);
    const std::uint32_t family = descent_.as_child[p];
    const int age = world_.age(p);
    if (family != Descent::none) {
      const Parents& parents = descent_.parents[family];
      kin.siblings = parents.away;
      const bool at_home = position_[p] == Position::child;
      if (parents.b == no_row && !(at_home && other_parent_here_[family] != 0) &&
          draw.happens(at_home ? other_parent_lives : other_old_parent_lives)) {
        ++kin.parents_children;
      }
    } else {
      const auto a = static_cast<std::size_t>(age);
      const double mother = alive[1][a + mother_at_birth] / alive[1][mother_at_birth];
      const double father = alive[0][a + father_at_birth] / alive[0][father_at_birth];
      if (mother_here_[p] == 0 && draw.happens(mother, 0)) ++kin.parents_children;
      if (father_here_[p] == 0 && draw.happens(father, 1)) ++kin.parents_children;
      // Brothers and sisters in all, of whom those of one's own age still live (assumed).
      const double u = more.uniform(0);
      const int in_all = u < .12 ? 0 : u < .44 ? 1 : u < .72 ? 2 : u < .87 ? 3 : 4;
      int elsewhere = 0;
      for (int k = siblings_here_[p]; k < in_all; ++k) {
        const double lives = alive[static_cast<std::size_t>(k % 2)][a];
        if (engine::mix(draw.words[2], static_cast<std::uint64_t>(k)) % 1000 <
            static_cast<std::uint64_t>(1000 * lives)) {
          ++elsewhere;
        }
      }
      kin.siblings = static_cast<std::uint8_t>(elsewhere);
    }
    kin.other_kin = static_cast<std::uint8_t>(1 + more.below(4, 1));
  }
}

// Two people may be kin in several ways when families are joined more than once: the closest counts.
void KinFinder::keep_closest() {
  const auto ends = [](const KinPair& pair) {
    return std::pair(std::min(pair.a, pair.b), std::max(pair.a, pair.b));
  };
  std::sort(kinship_.pairs.begin(), kinship_.pairs.end(), [&](const KinPair& x, const KinPair& y) {
    return std::tuple(std::min(x.a, x.b), std::max(x.a, x.b), x.kind, x.a) <
           std::tuple(std::min(y.a, y.b), std::max(y.a, y.b), y.kind, y.a);
  });
  kinship_.pairs.erase(
      std::unique(kinship_.pairs.begin(), kinship_.pairs.end(),
                  [&](const KinPair& x, const KinPair& y) { return ends(x) == ends(y); }),
      kinship_.pairs.end());
}

}  // namespace

Kinship find_kin(const World& world, std::span<const Position> position) {
  return KinFinder(world, position).find();
}

}  // namespace buurt::care
