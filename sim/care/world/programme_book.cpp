#include "care/world/programme_book.hpp"

#include <vector>

#include "engine/error.hpp"
#include "engine/identity.hpp"

namespace buurt::care {
namespace {

[[noreturn]] void fail(const std::string& what, Row row) {
  throw engine::RunError("audit of the programmes: " + what + " (row " + std::to_string(row) + ")");
}

template <class TableT>
bool lives(const TableT& table, Row row) {
  return row < table.rows() && table.alive(row);
}

}  // namespace

Row ProgrammeBook::run_of(Identity programme) const {
  for (Row run = 0; run < runs.rows(); ++run) {
    if (runs.identity[run] == programme) return run;
  }
  return no_row;
}

std::uint64_t ProgrammeBook::hash() const {
  std::uint64_t hash = runs.hash();
  for (const std::uint64_t part : {figures.hash(), known.hash(), meeting_places.hash(),
                                   visitors.hash(), works.hash(), regulars.hash()}) {
    hash = engine::mix(hash, part);
  }
  return hash;
}

void ProgrammeBook::save(engine::Snapshot& snapshot, const std::string& prefix) const {
  runs.save(snapshot, prefix + "/runs");
  figures.save(snapshot, prefix + "/figures");
  known.save(snapshot, prefix + "/known");
  meeting_places.save(snapshot, prefix + "/meeting_places");
  visitors.save(snapshot, prefix + "/visitors");
  works.save(snapshot, prefix + "/works");
  regulars.save(snapshot, prefix + "/regulars");
}

void ProgrammeBook::restore(const engine::Snapshot& snapshot, const std::string& prefix) {
  runs.restore(snapshot, prefix + "/runs");
  figures.restore(snapshot, prefix + "/figures");
  known.restore(snapshot, prefix + "/known");
  meeting_places.restore(snapshot, prefix + "/meeting_places");
  visitors.restore(snapshot, prefix + "/visitors");
  works.restore(snapshot, prefix + "/works");
  regulars.restore(snapshot, prefix + "/regulars");
}

void ProgrammeBook::audit() const {
  for (Row run = 0; run < runs.rows(); ++run) {
    if (!runs.alive(run)) continue;
    if (!(runs.ownership[run] >= 0.0F && runs.ownership[run] <= 1.0F)) {
      fail("an ownership that is no share", run);
    }
  }
  std::vector<std::uint32_t> counted(figures.rows(), 0);
  for (Row row = 0; row < known.rows(); ++row) {
    if (!known.alive(row)) continue;
    if (!lives(figures, known.figure[row])) fail("somebody known by nobody", row);
    ++counted[known.figure[row]];
  }
  for (Row figure = 0; figure < figures.rows(); ++figure) {
    if (!figures.alive(figure)) continue;
    if (!lives(runs, figures.run[figure])) fail("a connector of no programme", figure);
    if (counted[figure] != figures.known[figure]) {
      fail("a connector who counts those known wrongly", figure);
    }
    if (figures.minutes_spent[figure] > figures.minutes_paid[figure]) {
      fail("a connector who works more hours than are paid", figure);
    }
  }
  for (Row place = 0; place < meeting_places.rows(); ++place) {
    if (meeting_places.alive(place) && !lives(runs, meeting_places.run[place])) {
      fail("a meeting place of no programme", place);
    }
  }
  for (Row visitor = 0; visitor < visitors.rows(); ++visitor) {
    if (visitors.alive(visitor) && !lives(meeting_places, visitors.place[visitor])) {
      fail("a visitor of no place", visitor);
    }
  }
  for (Row work = 0; work < works.rows(); ++work) {
    if (!works.alive(work)) continue;
    if (!lives(runs, works.run[work])) fail("work of no programme", work);
    if (!(works.level[work] >= 0.0F && works.level[work] <= 1.0F)) {
      fail("a network whose strength is no share", work);
    }
  }
  for (Row row = 0; row < regulars.rows(); ++row) {
    if (regulars.alive(row) && !lives(works, regulars.work[row])) {
      fail("a guest of no activity", row);
    }
  }
}

}  // namespace buurt::care
