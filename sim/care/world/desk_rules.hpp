#pragma once
// Which desk of volunteers serves whom, who knows of it, and how a need gets there.

#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

/// Which desk serves which need where. Made anew whenever it is used; a lookup costs nothing.
class DeskGuide {
 public:
  explicit DeskGuide(const World& world);
  /// The open scheme that takes such needs of this person, or `no_row`. Where there are several, the
  /// one that more people know.
  [[nodiscard]] Row desk_for(const World& world, Person person, NeedKind kind) const;
  /// The same among those that `who` knows: the usual one, or else one of a programme.
  [[nodiscard]] Row desk_known_to(const World& world, Person who, Person person,
                                  NeedKind kind) const;

 private:
  /// Calls `visit` for each scheme of programmes that takes such a need, until it returns true.
  template <class Visit>
  void each_of_programmes(const World& world, Person person, NeedKind kind,
                          const Visit& visit) const;

  std::vector<Row> desks_;          // by neighbourhood and kind of need
  std::vector<Row> of_programmes_;  // in order of identity
};

/// All schemes, in order of identity.
std::vector<Row> schemes_by_identity(const World& world);

/// Whether somebody knows the desk; the same draw all life long.
bool knows_desk(const World& world, Person person, Row scheme);

/// A known need is put before a desk, where it arrives after some weeks. Nothing happens when it
/// stands at one already.
void bring_to_desk(World& world, Row need, Row scheme, std::uint32_t weeks_on_the_way);

}  // namespace buurt::care
