#include "care/processes/programme_desks.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "care/world/units.hpp"
#include "care/world/volunteer_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// Neighbourhoods next to each other, by place in `World::neighbourhoods`: from … to − 1.
struct Stretch {
  std::uint16_t from;
  std::uint16_t to;
};

std::vector<Stretch> stretches_of(const World& world, const ProgrammePlan& plan) {
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < world.neighbourhoods.size(); ++i) {
    if (!std::binary_search(plan.where.begin(), plan.where.end(), world.neighbourhoods[i])) {
      continue;
    }
    const auto at = static_cast<std::uint16_t>(i);
    const auto after = static_cast<std::uint16_t>(i + 1);
    if (!stretches.empty() && stretches.back().to == at) {
      stretches.back().to = after;
    } else {
      stretches.push_back({at, after});
    }
  }
  return stretches;
}

SchemeKind kind_of_task(const std::string& task) {
  if (task == "visiting") return SchemeKind::visiting;
  if (task == "errands") return SchemeKind::errands;
  return task == "transport" ? SchemeKind::transport : SchemeKind::broad;
}

double residents_of(const World& world, std::size_t from, std::size_t to) {
  double residents = 0.0;
  for (std::size_t n = from; n < to; ++n) {
    residents += world.rosters.members(world.places.roster[world.neighbourhoods[n]]);
  }
  return residents;
}

/// Desks that no programme opened and that serve some of these neighbourhoods.
std::vector<Row> desks_there(const World& world, const ProgrammePlan& plan) {
  const Schemes& schemes = world.volunteers.schemes;
  const std::vector<Stretch> stretches = stretches_of(world, plan);
  std::vector<Row> desks;
  for (Row scheme = 0; scheme < schemes.rows(); ++scheme) {
    if (!schemes.alive(scheme) || schemes.of_programme[scheme] != 0 ||
        schemes.kind[scheme] == SchemeKind::elsewhere) {
      continue;
    }
    const bool serves = std::any_of(stretches.begin(), stretches.end(), [&](const Stretch& here) {
      return schemes.area_from[scheme] < here.to && here.from < schemes.area_to[scheme];
    });
    if (serves) desks.push_back(scheme);
  }
  return desks;
}

/// Adds to desks that are there (sign 1), or takes back what was added (−1).
void strengthen(World& world, const ProgrammePlan& plan, const VolunteerSchemePart& part,
                int sign) {
  const std::vector<Row> desks = desks_there(world, plan);
  if (desks.empty()) return;
  Schemes& schemes = world.volunteers.schemes;
  const auto share = [&](double all) { return all / static_cast<double>(desks.size()); };
  const auto minutes =
      static_cast<std::uint32_t>(std::lround(share(part.coordinator_hours * minutes_per_hour)));
  const auto wanted = static_cast<std::uint32_t>(std::lround(share(part.wanted)));
  for (const Row scheme : desks) {
    if (sign > 0) {
      schemes.coordinator_minutes[scheme] += minutes;
      schemes.wanted[scheme] += wanted;
    } else {
      schemes.coordinator_minutes[scheme] -= minutes;
      schemes.wanted[scheme] -= wanted;
      schemes.reciprocal[scheme] = 0.0F;
      schemes.inclusive[scheme] = 0;
      schemes.light[scheme] = 0.0F;
      schemes.own_goals[scheme] = 0.0F;
      const bool coordinated = schemes.coordinator_minutes[scheme] > 0;
      schemes.thanks_every[scheme] = static_cast<std::uint16_t>(
          world.parameters.volunteering.thanks_every * (coordinated ? 1.0 : 0.0));
    }
    schemes.asks[scheme] =
        std::max(0.0F, schemes.asks[scheme] + static_cast<float>(sign * share(part.calls)));
  }
}

void train(World& world, Row scheme, const VolunteerSchemePart& part, bool goes_on) {
  const ProgrammeParameters& p = world.parameters.programmes;
  auto trained = static_cast<double>(world.volunteers.schemes.trained[scheme]);
  trained *= engine::exp(-p.training_fades);
  if (goes_on && part.training > 0.0) {
    // Half of a year's volunteers by so many hours a year.
    const double pace = part.training / p.training_hours * -engine::log(0.5) / weeks_per_year;
    trained += (1.0 - engine::exp(-pace)) * (1.0 - trained);
  }
  world.volunteers.schemes.trained[scheme] = static_cast<float>(std::clamp(trained, 0.0, 1.0));
}

/// Those who are helped tell others.
void become_known(World& world, Row scheme) {
  Schemes& schemes = world.volunteers.schemes;
  const Volunteers& all = world.volunteers.volunteers;
  double helping = 0.0;
  for (Row row = 0; row < all.rows(); ++row) {
    if (all.alive(row) && all.scheme[row] == scheme && world.volunteers.active(row) &&
        all.idle_since[row] == not_idle) {
      helping += 1.0;
    }
  }
  const double residents = residents_of(world, schemes.area_from[scheme], schemes.area_to[scheme]);
  if (residents <= 0.0) return;
  const auto known = static_cast<double>(schemes.known[scheme]);
  const double told = helping * world.parameters.programmes.desk_told_on / residents;
  schemes.known[scheme] = static_cast<float>(known + (1.0 - known) * std::min(told, 1.0));
}

}  // namespace

void open_desks(World& world, const ProgrammePlan& plan, Row run, std::size_t number,
                const VolunteerSchemePart& part) {
  ProgrammeBook& book = world.programme_book;
  const auto begin = [&](std::size_t stretch) {
    const Row work = book.works.add(book.runs.identity[run].caused(number, stretch));
    book.works.run[work] = run;
    book.works.part[work] = static_cast<std::uint8_t>(number);
    book.works.from[work] = world.week + static_cast<std::uint32_t>(part.preparation_weeks);
    book.works.scheme[work] = no_row;
    return work;
  };
  if (part.existing > 0.0) {
    begin(0);
    return;
  }
  const std::vector<Stretch> stretches = stretches_of(world, plan);
  for (std::size_t s = 0; s < stretches.size(); ++s) {
    const Stretch here = stretches[s];
    const Row work = begin(s);
    const double share = static_cast<double>(here.to - here.from) /
                         static_cast<double>(std::max<std::size_t>(plan.where.size(), 1));
    const Identity identity = book.works.identity[work].caused(0, 0);
    const Row scheme = open_scheme(world, identity, kind_of_task(part.task), here.from, here.to,
                                   static_cast<std::uint32_t>(std::lround(part.wanted * share)),
                                   part.coordinator_hours * share, part.known);
    Schemes& schemes = world.volunteers.schemes;
    set_calls(world, scheme, part.calls * share);
    schemes.open[scheme] = 0;
    schemes.of_programme[scheme] = 1;
    schemes.target[scheme] = plan.target;
    schemes.thanks_every[scheme] = static_cast<std::uint16_t>(part.thanks_every);
    schemes.visit_minutes[scheme] = static_cast<std::uint16_t>(part.visit_minutes);
    schemes.remote[scheme] = part.remote > 0.0 ? 1 : 0;
    schemes.inclusive[scheme] = part.inclusive > 0.0 ? 1 : 0;
    schemes.reciprocal[scheme] = static_cast<float>(part.reciprocal);
    schemes.light[scheme] = static_cast<float>(part.light);
    schemes.own_goals[scheme] = static_cast<float>(part.own_goals);
    book.works.scheme[work] = scheme;
  }
}

void end_desk(World& world, Row work, bool lives_on) {
  ProgrammeBook& book = world.programme_book;
  const ProgrammePlan& plan = *plan_of_run(world, book.works.run[work]);
  const auto& part = std::get<VolunteerSchemePart>(plan.parts[book.works.part[work]]);
  const Row scheme = book.works.scheme[work];
  if (scheme == no_row) {
    if (book.works.times[work] != 0) strengthen(world, plan, part, -1);
    book.remove_work(work);
  } else if (lives_on && world.volunteers.schemes.open[scheme] != 0) {
    set_coordinator(world, scheme, 0.0);
    set_calls(world, scheme, 0.0);
    world.volunteers.schemes.thanks_every[scheme] = 0;
    book.works.lives_on[work] = 1;
  } else {
    close_scheme(world, scheme);
    book.remove_work(work);
  }
}

void run_programme_desks(World& world) {
  ProgrammeBook& book = world.programme_book;
  Schemes& schemes = world.volunteers.schemes;
  for (Row work = 0; work < book.works.rows(); ++work) {
    if (!book.works.alive(work) || !book.under_way(work, world.week)) continue;
    const ProgrammePlan& plan = *plan_of_run(world, book.works.run[work]);
    const auto* part = std::get_if<VolunteerSchemePart>(&plan.parts[book.works.part[work]]);
    if (part == nullptr) continue;
    const Row scheme = book.works.scheme[work];
    const bool first = book.works.times[work] == 0;
    book.works.times[work] = 1;
    if (scheme == no_row) {
      if (first) strengthen(world, plan, *part, 1);
      for (const Row desk : desks_there(world, plan)) {
        if (part->thanks_every > 0.0) {
          schemes.thanks_every[desk] = static_cast<std::uint16_t>(part->thanks_every);
        }
        const auto at_least = [desk](auto& column, double value) {
          column[desk] = std::max(column[desk], static_cast<float>(value));
        };
        at_least(schemes.reciprocal, part->reciprocal);
        at_least(schemes.light, part->light);
        at_least(schemes.own_goals, part->own_goals);
        if (part->inclusive > 0.0) schemes.inclusive[desk] = 1;
        train(world, desk, *part, true);
      }
      continue;
    }
    if (first) schemes.open[scheme] = 1;
    train(world, scheme, *part, book.works.lives_on[work] == 0);
    become_known(world, scheme);
    // A desk that lives on by itself is gone when its last volunteer has left.
    if (book.works.lives_on[work] != 0 && schemes.volunteers[scheme] == 0) {
      close_scheme(world, scheme);
      book.remove_work(work);
    }
  }
}

}  // namespace buurt::care
