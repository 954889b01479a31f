#pragma once
// What is noted in a week beyond counting, while somebody's life is written down. Not state: nothing in
// the model reads it.

#include <vector>

#include "care/world/care_kinds.hpp"
#include "care/world/groups.hpp"
#include "care/world/people.hpp"

namespace buurt::care {

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
    bool granted;
  };

  /// Whether anything is noted at all.
  bool open = false;
  std::vector<Happening> happenings;
  std::vector<Request> requests;

  void turn_page() {
    happenings.clear();
    requests.clear();
  }
};

}  // namespace buurt::care
