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
Relation relation_of(engine::Tie tie);

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

/// Whether somebody can help at all: no severe limitations, no dementia, not dying, not in hospital.
bool able_to_help(const World& world, Person giver);

/// Strain of a carer as it is felt while respite still works, 0 to 1.
inline double felt_strain(const World& world, Person carer) {
  return static_cast<double>(world.people.strain[carer]) *
         (1.0 - world.parameters.relief.effect * level(world.people.relief[carer]));
}

/// Chance that somebody of this relation who has the time says yes to such a need. Only professionals
/// nurse, and who lives with a carer shares the care but is no relief: 0.
double willingness(const World& world, NeedKind kind, Relation relation, double strength);

/// Whether one gives help to the other.
bool helps(const World& world, Person giver, Person receiver);

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
