#pragma once
// What is noted in a week beyond counting, while lives are written down. Not state: nothing in the model
// reads it.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "care/world/care_kinds.hpp"
#include "care/world/groups.hpp"
#include "care/world/people.hpp"

namespace buurt::care {

/// Steps of programmes from which help may follow. Names as in results files: `opening_step_names`.
enum class OpeningStep : std::uint8_t {
  introduced,            ///< a connector brought two residents together, and a tie began
  gathered,              ///< two residents met at what a connector organised
  met_at_place,          ///< two visitors of a meeting place got to know each other
  met_at_activity,       ///< two guests of an activity did
  brought_along,         ///< a connector took a resident to a meeting place
  told_of_place,         ///< a visitor took a friend or neighbour along
  noticed_by_connector,  ///< a hidden need came to light
  noticed_by_host,
  noticed_at_activity,
  noticed_by_finder,  ///< by somebody who goes from door to door
  referred,           ///< a need was brought to an organisation
  accompanied,        ///< a connector went along with a referral
  met_at_initiative,  ///< two met at what residents began after they had part in a programme
};
inline constexpr std::size_t opening_steps = 13;

/// What somebody who is asked for help says.
enum class Answer : std::uint8_t {
  no,
  has_no_time,  ///< would help, and has no time left
  yes,
};

class Journal {
 public:
  /// Something that is counted as a flow happened to somebody.
  struct Happening {
    Flow flow;
    Identity who;
  };
  /// Somebody asked somebody for help.
  struct Request {
    Identity who;
    Identity other;
    Person other_row;
    NeedKind need;
    Answer answer;
  };

  /// Something a programme did from which help may follow later.
  struct Opening {
    OpeningStep step;
    Identity programme;
    Identity who;
    Identity other;   ///< of two people; else nobody
    NeedKind need{};  ///< where the step is about a need
  };

  /// Whether anything is noted at all.
  bool open = false;
  std::vector<Happening> happenings;
  std::vector<Request> requests;
  std::vector<Opening> openings;
  /// Who died in the week being lived, in the order of their deaths; noted whether open or not.
  std::vector<Identity> died;

  void opened(const Opening& opening) {
    if (open) openings.push_back(opening);
  }
  void turn_page() {
    happenings.clear();
    requests.clear();
    openings.clear();
  }
};

}  // namespace buurt::care
