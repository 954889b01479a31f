#include "care/synthesis/ties.hpp"

#include <algorithm>
#include <cstdlib>

#include "care/processes/meeting.hpp"
#include "care/world/life_events.hpp"
#include "care/world/social_hours.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

using engine::Draw;
using engine::Tie;

/// Draws of the synthesis of ties, a fresh index for each use.
class Draws {
 public:
  Draws(const World& world, Identity who)
      : stream_(world.stream(Decision::synthesis_tie)), who_(who) {}
  Draw next() { return stream_.at(who_, 0, index_++); }
  /// A member of a place at random.
  Row pick(const World& world, Row place) {
    constexpr std::uint32_t apart = 1U << 12U;
    return world.rosters.pick(world.places.roster[place], stream_, who_, 0, apart * ++picks_);
  }

 private:
  engine::Stream stream_;
  Identity who_;
  std::uint32_t index_ = 0;
  std::uint32_t picks_ = 0;
};

/// Hours that contacts which come of themselves keep up: rate × hours of one / forgetting.
float kept_hours(const World& world, TieKind kind) {
  const TieRules& rules = world.rules;
  return rules.rate[coded(kind)] * rules.hours[coded(kind)] / rules.forgetting;
}

/// A mean made uneven between ties.
float uneven(const World& world, float mean, double uniform) {
  const auto spread = static_cast<float>(world.parameters.start.unevenness);
  return mean * (1.0F + spread * (2.0F * static_cast<float>(uniform) - 1.0F));
}

float mean_hours(const World& world, TieKind kind) {
  const StartParameters& p = world.parameters.start;
  if (kind == TieKind::friendship) return static_cast<float>(p.friend_hours);
  if (kind == TieKind::parent_child || kind == TieKind::sibling || kind == TieKind::partner) {
    return static_cast<float>(p.kin_hours);
  }
  return kept_hours(world, kind);
}

void connect(World& world, Person a, Person b, TieKind kind, double uniform) {
  if (a == b || a == no_row || b == no_row || world.ties.find(a, b) >= 0) return;
  Tie like;
  like.kind = coded(kind);
  if (world.people.household[a] == world.people.household[b]) like.kind |= tie_together;
  like.weight = uneven(world, mean_hours(world, kind), uniform);
  world.ties.connect(a, b, like, engine::Network::never);
}

void connect_outside(World& world, Person person, TieKind kind, double uniform) {
  const Identity somebody = world.people.identity[person].caused(
      static_cast<std::uint64_t>(Decision::synthesis_tie), world.ties.degree(person));
  Tie like;
  like.other = Tie::outside_bit | World::outside_number(somebody);
  if (world.ties.find(person, like.other) >= 0) return;
  like.kind = coded(kind);
  like.weight = uneven(world, mean_hours(world, kind), uniform);
  world.ties.connect_outside(person, like.outside_number(), like, engine::Network::never);
}

bool alike_enough(const World& world, Person a, Person b, double uniform) {
  const MeetingParameters& p = world.parameters.meeting;
  const double years = std::abs(world.people.birth_week[a] - world.people.birth_week[b]) /
                       static_cast<double>(weeks_per_year);
  double chance = engine::exp(-years / p.age_difference_scale);
  if (world.people.origin[a] != world.people.origin[b]) chance *= p.unlike_origin;
  return uniform < chance;
}

/// Makes on average `wanted` ties of a kind with members of a place, or outside when there is none.
void fill(World& world, Person person, Row place, bool may_be_outside, TieKind kind, double wanted,
          Draws& draws) {
  const Draw first = draws.next();
  // Each tie is made from one of its two ends; sociable people make more.
  const double mean = 0.5 * wanted * static_cast<double>(world.people.sociability[person]);
  auto count = static_cast<int>(mean + first.uniform(0));
  if (place == no_row) {
    if (!may_be_outside) return;
    // Nobody makes it from the other end.
    count = static_cast<int>(2.0 * mean + first.uniform(0));
    for (int i = 0; i < count; ++i) connect_outside(world, person, kind, draws.next().uniform(0));
    return;
  }
  constexpr int attempts_a_tie = 4;
  int made = 0;
  for (int attempt = 0; attempt < attempts_a_tie * count && made < count; ++attempt) {
    const Person other = draws.pick(world, place);
    if (other == no_row || other == person) continue;
    const Draw draw = draws.next();
    if (!alike_enough(world, person, other, draw.uniform(0))) continue;
    connect(world, person, other, kind, draw.uniform(1));
    ++made;
  }
}

void make_friends(World& world, Person person, Draws& draws) {
  const StartParameters& p = world.parameters.start;
  const People& people = world.people;
  const Draw first = draws.next();
  const double wanted = p.friends * static_cast<double>(people.sociability[person]);
  const auto outside = static_cast<int>(wanted * p.outside_friend_share + first.uniform(0));
  for (int i = 0; i < outside; ++i) {
    connect_outside(world, person, TieKind::friendship, draws.next().uniform(0));
  }
  const Row quarter = world.neighbourhood_of(person);
  const double here = p.friends * (1.0 - p.outside_friend_share) / 3.0;
  const auto at = [&](Row place) { return place == no_row ? quarter : place; };
  fill(world, person, at(people.daytime[person]), false, TieKind::friendship, here, draws);
  fill(world, person, at(people.association[person]), false, TieKind::friendship, here, draws);
  fill(world, person, quarter, false, TieKind::friendship, here, draws);
}

/// From this age on children walk among others.
constexpr int walks_among_others = 3;

/// Whether a first resident has ties with others than kin and housemates.
bool meets_others(const World& world, Person person) {
  return world.households.dwelling[world.people.household[person]] != no_row &&
         world.age(person) >= walks_among_others;
}

bool has_colleagues(const World& world, Person person) {
  const Occupation occupation = world.people.occupation[person];
  return occupation == Occupation::worker || occupation == Occupation::student ||
         world.people.daytime[person] != no_row;
}

/// Makes room for about the ties that everybody will have, so that few move as they become more.
void make_room(World& world, const Kinship& kinship) {
  const StartParameters& p = world.parameters.start;
  const People& people = world.people;
  world.ties.resize(people.rows());
  std::vector<std::uint32_t> kin(people.rows());
  for (const KinPair& pair : kinship.pairs) {
    ++kin[pair.a];
    ++kin[pair.b];
  }
  for (Person person = 0; person < people.rows(); ++person) {
    if (!people.alive(person)) continue;
    const KinOutside& outside = kinship.outside[person];
    double others = 0.0;
    if (meets_others(world, person)) {
      others = p.neighbours + p.acquaintances + p.friends +
               (has_colleagues(world, person) ? p.colleagues : 0.0) +
               (people.association[person] != no_row ? p.fellow_members : 0.0);
      others *= static_cast<double>(people.sociability[person]);
    }
    world.ties.make_room(person, kin[person] + outside.parents_children + outside.siblings +
                                     outside.other_kin + static_cast<std::uint32_t>(others));
  }
}

/// People who share a home without being kin are friends.
void tie_housemates(World& world) {
  for (Row household = 0; household < world.households.rows(); ++household) {
    if (!world.households.alive(household) || world.households.collective[household] != 0) continue;
    world.each_member(household, [&](Person a) {
      world.each_member(household, [&](Person b) {
        if (b >= a) return;
        const Identity both =
            engine::pair_identity(world.people.identity[a], world.people.identity[b]);
        connect(world, a, b, TieKind::friendship,
                world.stream(Decision::synthesis_tie).at(both, 0).uniform());
      });
    });
  }
}

/// Works out, from the ties as they are, how far they get their way, and draws all next contacts.
void set_going(World& world) {
  People& people = world.people;
  engine::for_blocks(people.rows(), [&](std::size_t, std::size_t begin, std::size_t end) {
    for (auto person = static_cast<Person>(begin); person < end; ++person) {
      if (!people.alive(person)) continue;
      people.social_hours[person] = social_hours(world, person);
      float pull = 0.0F;
      for (const Tie& tie : world.ties.ties(person)) pull += world.rules.wished_hours(tie);
      people.eagerness[person] =
          std::clamp(people.social_hours[person] / std::max(pull, 0.1F),
                     static_cast<float>(world.parameters.time.least_eagerness),
                     static_cast<float>(world.parameters.time.most_eagerness));
    }
  });
  world.contacts_ahead.resize(people.rows());
  world.care.resize(people.rows());
  std::vector<std::uint64_t> hash_changes(engine::block_count(people.rows()));
  engine::for_blocks(people.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    for (auto person = static_cast<Person>(begin); person < end; ++person) {
      const std::span<const Tie> ties = world.ties.ties(person);
      for (const Tie& tie : ties) {
        if (tie.outside()) continue;
        __builtin_prefetch(&people.identity[tie.other]);
        __builtin_prefetch(&people.eagerness[tie.other]);
      }
      for (std::uint32_t slot = 0; slot < ties.size(); ++slot) {
        Tie tie = ties[slot];
        if ((tie.kind & tie_together) != 0) continue;
        const std::uint16_t next = world.first_contact(person, tie);
        world.ties.rewrite(person, slot, tie, next, hash_changes[block]);
      }
      if (!people.alive(person)) continue;
      world.recount_ties(person);
      world.recall_contacts(person);
    }
  });
  for (const std::uint64_t change : hash_changes) world.ties.add_to_hash(change);
}

}  // namespace

void make_ties(World& world, const Kinship& kinship) {
  const StartParameters& p = world.parameters.start;
  People& people = world.people;
  make_room(world, kinship);
  for (const KinPair& pair : kinship.pairs) {
    const Identity both = engine::pair_identity(people.identity[pair.a], people.identity[pair.b]);
    connect(world, pair.a, pair.b, pair.kind,
            world.stream(Decision::synthesis_tie).at(both, 0).uniform());
  }
  tie_housemates(world);
  for (Person person = 0; person < people.rows(); ++person) {
    if (!people.alive(person)) continue;
    Draws draws(world, people.identity[person]);
    const KinOutside& elsewhere = kinship.outside[person];
    const auto kin_outside = [&](int count, TieKind kind) {
      for (int i = 0; i < count; ++i) connect_outside(world, person, kind, draws.next().uniform());
    };
    kin_outside(elsewhere.parents_children, TieKind::parent_child);
    kin_outside(elsewhere.siblings, TieKind::sibling);
    kin_outside(elsewhere.other_kin, TieKind::other_kin);
    if (!meets_others(world, person)) continue;
    const Row quarter = world.neighbourhood_of(person);
    fill(world, person, world.street_of(person), false, TieKind::neighbour, p.neighbours, draws);
    if (has_colleagues(world, person)) {
      fill(world, person, people.daytime[person], true, TieKind::colleague, p.colleagues, draws);
    }
    if (people.association[person] != no_row) {
      fill(world, person, people.association[person], false, TieKind::fellow_member,
           p.fellow_members, draws);
    }
    fill(world, person, quarter, false, TieKind::acquaintance, p.acquaintances, draws);
    make_friends(world, person, draws);
  }
  set_going(world);
  for (Person person = 0; person < people.rows(); ++person) {
    if (!people.alive(person)) continue;
    people.meeting_week[person] = engine::Network::never;
    if (world.age(person) >= walks_among_others) plan_next_meeting(world, person);
    const int past = (-people.birth_week[person]) % weeks_per_year;
    put_on_agenda(world, person, LifeEvent::birthday,
                  static_cast<std::uint32_t>(weeks_per_year - past));
  }
}

}  // namespace buurt::care
