#pragma once
// Who can help with what, and how much: what households, kin and others share when they help.

#include "care/world/levels.hpp"
#include "care/world/world.hpp"

namespace buurt::care {

/// What somebody is to the one who needs help.
enum class Relation : std::uint8_t {
  partner,
  housemate,
  close_kin,
  other_kin,
  friend_or_neighbour
};

/// The relation that a tie between two households makes.
inline Relation relation_of(const engine::Tie& tie) {
  switch (kind_of(tie.kind)) {
    case TieKind::partner:
      return (tie.kind & tie_together) != 0 ? Relation::partner : Relation::close_kin;
    case TieKind::parent_child: return Relation::close_kin;
    case TieKind::sibling:
    case TieKind::other_kin: return Relation::other_kin;
    default: return Relation::friend_or_neighbour;
  }
}

/// Who is counted as the source of help from somebody of this relation.
constexpr Source source_of(Relation relation) {
  switch (relation) {
    case Relation::partner:
    case Relation::housemate: return Source::household;
    case Relation::close_kin:
    case Relation::other_kin: return Source::kin;
    case Relation::friend_or_neighbour: break;
  }
  return Source::friends;
}

/// Minutes a week that somebody can still give to one of this relation: free time by occupation,
/// ability and relation, less what is given already to anybody, and never more than
/// `helping.most_hours` in all. Who is strained beyond `helping.breakdown_from` takes on nothing more.
std::uint16_t minutes_free(const World& world, Person giver, Relation relation);

/// Minutes a week that somebody can give in all, by free time and ability.
std::uint32_t most_minutes_given(const World& world, Person giver);

/// Whether somebody can help at all: no severe limitations, no dementia, not dying, neither in hospital
/// nor in a nursing home.
bool able_to_help(const World& world, Person giver);

/// Whether anybody would think of asking somebody: old enough, and able to help.
bool can_be_asked(const World& world, Person other);

/// Strain of a carer as it is felt while respite still works, 0 to 1.
inline double felt_strain(const World& world, Person carer) {
  return static_cast<double>(world.people.strain[carer]) *
         (1.0 - world.parameters.relief.effect * level(world.people.relief[carer]));
}

/// Chances that those who have the time say yes to a need of one kind. Only professionals nurse, and who
/// lives with a carer shares the care but is no relief: 0.
class Willingness {
 public:
  Willingness(const World& world, NeedKind kind);

  /// Of somebody of this relation, by the strength of the tie from 0 to 1.
  [[nodiscard]] double of(Relation relation, double strength) const {
    switch (source_of(relation)) {
      case Source::household: return household_;
      case Source::kin: return kin_;
      default: return friends_ * (strangers_ + (1.0 - strangers_) * strength);
    }
  }

 private:
  double household_ = 0.0;
  double kin_ = 0.0;
  double friends_ = 0.0;
  double strangers_;  ///< of the chance of the closest friend, what is left without any closeness
};

/// The same for one.
double willingness(const World& world, NeedKind kind, Relation relation, double strength);

/// Whether one gives help to the other.
bool helps(const World& world, Person giver, Person receiver);

/// Minutes a week that somebody of the own network who said yes can begin with: the time that is left, at
/// most `helping.kin_minutes` or `helping.friend_minutes`.
std::uint16_t minutes_to_begin_with(const World& world, Person giver, Relation relation);

/// Somebody of the own network who said yes begins to help with a need, at most
/// `helping.kin_minutes` or `helping.friend_minutes`. \return the minutes a week that are given.
std::uint16_t begin_to_help(World& world, Row need, Person giver, Relation relation);

/// How pressing a need is after so many weeks unmet, 0 to 1.
double urgency(const World& world, Row need);

/// Share of what somebody needs of household help, personal care and nursing that nobody gives; 0
/// without such needs.
double unmet_share(const World& world, Person person);

/// Who gives somebody most minutes of help a week, or `no_row`.
Person main_carer(const World& world, Person person);

}  // namespace buurt::care
