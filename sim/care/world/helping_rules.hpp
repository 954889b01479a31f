#pragma once
// Who can help with what, and how much: what households, kin and others share when they help.

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

/// Whether somebody can help at all: no severe limitations, no dementia.
bool able_to_help(const World& world, Person giver);

/// Chance that somebody of this relation who has the time says yes to such a need. Only professionals
/// nurse, and nobody can relieve a carer but organisations: 0.
double willingness(const World& world, NeedKind kind, Relation relation, double strength);

/// How pressing a need is after so many weeks unmet, 0 to 1.
double urgency(const World& world, Row need);

}  // namespace buurt::care
