#include "care/synthesis/kinship.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "made_world.hpp"

using namespace buurt::care;
using buurt::test::made;

TEST_CASE("no two people are kin twice, and nobody is kin to oneself") {
  for (const char* name : {"herzele", "bruges"}) {
    std::vector<std::pair<Person, Person>> pairs;
    for (const KinPair& pair : made(name).kin.pairs) {
      REQUIRE(pair.a != pair.b);
      pairs.emplace_back(std::min(pair.a, pair.b), std::max(pair.a, pair.b));
    }
    std::sort(pairs.begin(), pairs.end());
    CHECK(std::adjacent_find(pairs.begin(), pairs.end()) == pairs.end());
  }
}

TEST_CASE(
    "of a parent and a child the parent is named first and is older by eighteen years or more") {
  const auto& all = made("bruges");
  for (const KinPair& pair : all.kin.pairs) {
    if (pair.kind != TieKind::parent_child) continue;
    REQUIRE(all.world.people.birth_week[pair.b] - all.world.people.birth_week[pair.a] >=
            18 * weeks_per_year);
  }
}

TEST_CASE("nobody has more than two parents, and couples are never brother and sister") {
  const auto& all = made("bruges");
  std::vector<int> parents(all.world.people.rows());
  for (const KinPair& pair : all.kin.pairs) {
    if (pair.kind == TieKind::parent_child) ++parents[pair.b];
    if (pair.kind == TieKind::partner) {
      REQUIRE(all.world.people.partner[pair.a] == pair.b);
    } else {
      REQUIRE(all.world.people.partner[pair.a] != pair.b);
    }
  }
  CHECK(*std::max_element(parents.begin(), parents.end()) <= 2);
}

TEST_CASE("family trees cross households: most of those over 65 have a grown child, many nearby") {
  const auto& all = made("bruges");
  std::vector<int> children_here(all.world.people.rows());
  for (const KinPair& pair : all.kin.pairs) {
    if (pair.kind == TieKind::parent_child) ++children_here[pair.a];
  }
  double old = 0, with_child = 0, with_child_here = 0;
  for (Person p = 0; p < all.world.people.rows(); ++p) {
    if (all.world.age(p) < 70) continue;
    old += 1;
    if (children_here[p] > 0) with_child_here += 1;
    if (children_here[p] + all.kin.outside[p].parents_children > 0) with_child += 1;
  }
  CHECK(with_child / old == Approx(0.83).margin(0.06));
  CHECK(with_child_here / old == Approx(0.52).margin(0.08));
}

TEST_CASE("hardly anybody over seventy has a living parent, nearly everybody under thirty has") {
  const auto& all = made("bruges");
  std::vector<int> parents(all.world.people.rows());
  for (const KinPair& pair : all.kin.pairs) {
    if (pair.kind == TieKind::parent_child) ++parents[pair.b];
  }
  double young = 0, with_parent = 0;
  for (Person p = 0; p < all.world.people.rows(); ++p) {
    if (all.world.age(p) >= 18 && all.world.age(p) < 30) {
      young += 1;
      if (parents[p] + all.kin.outside[p].parents_children > 0) with_parent += 1;
    }
    if (all.world.age(p) >= 85) REQUIRE(parents[p] == 0);
  }
  CHECK(with_parent / young > 0.95);
}
