#pragma once
// What running programmes change in a neighbourhood for whoever lives there: eyes that watch, ties
// between organisations, paths and squares, employers. Worked out anew every week; no state.

#include <vector>

#include "care/world/people.hpp"

namespace buurt::care {

class World;

struct LocalChange {
  double eyes = 0;        ///< share of shopkeepers and practices that watch
  double linked = 0;      ///< strength of the ties between organisations, 0 to 1
  double irritated = 0;   ///< how far services there feel passed by, 0 to 1
  double crossroads = 0;  ///< the same between organisations and residents' networks
  double employers = 0;   ///< share of employers who give carers time
  double access = 0;      ///< how far ways are made fit for who walks with difficulty
  double meeting = 0;     ///< how far there is somewhere new to linger
};

struct LocalChanges {
  /// By place in `World::neighbourhoods`; none when no programme changes anything.
  std::vector<LocalChange> by_neighbourhood;
  /// Minutes a week of staff that programmes add, by row of the organisation; none without any.
  std::vector<double> extra_minutes;
};

/// What holds where somebody lives; nothing for who has no dwelling.
const LocalChange& local_change(const World& world, Person person);
const LocalChange& local_change_in(const World& world, Row neighbourhood);

/// Works out what the programmes of this week change. \return whether any adds hours of staff.
bool work_out_local_changes(World& world);

}  // namespace buurt::care
