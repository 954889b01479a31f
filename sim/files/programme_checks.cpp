// What programmes of one scenario must be to each other and to the municipality.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "files/nearest_name.hpp"
#include "files/programme_entry.hpp"
#include "files/programmes.hpp"
#include "files/schema_walk.hpp"

namespace buurt::files {
namespace {

double yearly_cost(const care::PartPlan& part) {
  return std::visit([](const auto& one) { return one.yearly_cost(); }, part);
}

/// The name under which a part opens a place, or nothing.
const std::string* opened(const care::ProgrammePlan& plan, const care::PartPlan& part) {
  const auto* place = std::get_if<care::MeetingPlacePart>(&part);
  if (place == nullptr || !place->takes_over.empty()) return nullptr;
  return place->place.empty() ? &plan.name : &place->place;
}

/// A pilot is another programme, and is there before what hangs on it.
void check_pilot(const std::vector<Programme>& programmes, const care::ProgrammePlan& plan,
                 const std::string& path, FaultList& faults) {
  const std::string& pilot = plan.pilot.programme;
  if (pilot.empty()) return;
  const std::string at = path_of_key(path_of_key(path, "pilot"), "programme");
  const auto found = std::find_if(programmes.begin(), programmes.end(),
                                  [&](const Programme& one) { return one.plan.name == pilot; });
  if (found == programmes.end()) {
    std::vector<std::string> names;
    for (const Programme& one : programmes) {
      if (one.plan.name != plan.name) names.push_back(one.plan.name);
    }
    faults.add(at, names.empty() ? fmt::format("no programme is named {}", in_quotes(pilot))
                                 : fmt::format("no programme is named {}; {}", in_quotes(pilot),
                                               suggestion(pilot, names)));
  } else if (found->plan.from_week >= plan.from_week) {
    faults.add(at,
               fmt::format("{} begins in week {}; a pilot that begins before week {} is allowed",
                           in_quotes(pilot), found->plan.from_week, plan.from_week));
  } else if (found->plan.to_week <= plan.from_week && found->plan.at_end == care::AtEnd::stop) {
    faults.add(at, fmt::format("{} stops in week {}; a pilot that is there in week {} is allowed",
                               in_quotes(pilot), found->plan.to_week, plan.from_week));
  }
}

/// Phases follow each other; the last may go on to the end.
void check_phases(const care::ProgrammePlan& plan, const std::string& path, FaultList& faults) {
  for (std::size_t i = 0; i + 1 < plan.phases.size(); ++i) {
    if (plan.phases[i].weeks != care::ProgrammePlan::no_end) continue;
    faults.add(path_of_key(path_of_item(path_of_key(path, "phases"), i), "weeks"),
               "is missing; every phase before the last says how long it takes");
  }
}

/// A place is taken over from another programme, which opened it before.
void check_takeover(const std::vector<Programme>& programmes, const care::ProgrammePlan& plan,
                    const std::string& place, const std::string& path, FaultList& faults) {
  bool stands_before = true;
  for (const Programme& one : programmes) {
    if (&one.plan == &plan) stands_before = false;
    for (const care::PartPlan& part : one.plan.parts) {
      const std::string* name = opened(one.plan, part);
      if (name == nullptr || *name != place) continue;
      if (&one.plan == &plan) {
        faults.add(path, fmt::format("found {}, which this programme opens itself; the place of "
                                     "another is allowed",
                                     in_quotes(place)));
      } else if (one.plan.from_week > plan.from_week ||
                 (one.plan.from_week == plan.from_week && !stands_before)) {
        faults.add(path, fmt::format("{} opens in week {}; a place that is there in week {} is "
                                     "allowed",
                                     in_quotes(place), one.plan.from_week, plan.from_week));
      }
    }
  }
}

}  // namespace

void ProgrammeReader::cross_check(const std::vector<Entry>& entries,
                                  const std::vector<Programme>& programmes,
                                  const care::Municipality* town, FaultList& faults) const {
  std::map<std::string, std::string> names;
  std::map<std::string, std::string> places;
  std::map<std::string, std::string> takeovers;
  const std::vector<std::string> known =
      town == nullptr ? std::vector<std::string>{} : neighbourhood_names(*town);
  const auto check_where = [&](const std::string& name, const std::string& path) {
    if (town == nullptr || std::find(known.begin(), known.end(), name) != known.end()) return;
    faults.add(path, fmt::format("{} has no neighbourhood {}; {}", town->name, in_quotes(name),
                                 suggestion(name, known)));
  };
  const bool all_there = !faults.touches("programmes");
  const auto stands_once = [&](std::map<std::string, std::string>& seen, const std::string& name,
                               const std::string& path, const std::string& what) {
    const auto [at, is_new] = seen.emplace(name, path);
    if (!is_new)
      faults.add(path, fmt::format("{} {}, as at {} already", what, in_quotes(name), at->second));
  };
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const care::ProgrammePlan& plan = programmes[i].plan;
    const std::string& path = entries[i].path;
    stands_once(names, plan.name, path, "is named");
    if (plan.to_week <= plan.from_week) {
      faults.add(path_of_key(path, "to_week"),
                 fmt::format("found {}; a week after from_week, {}, is allowed", plan.to_week,
                             plan.from_week));
    }
    for (const std::string& name : plan.neighbourhoods) {
      check_where(name, path_of_key(path, "neighbourhoods"));
    }
    check_pilot(programmes, plan, path, faults);
    if (!entries[i].repaired) check_phases(plan, path, faults);
    double cost = 0.0;
    for (std::size_t p = 0; p < plan.parts.size(); ++p) {
      const care::PartPlan& part = plan.parts[p];
      const std::string& at = entries[i].part_paths[p];
      cost += yearly_cost(part);
      if (const std::string* place = opened(plan, part)) {
        if (entries[i].repaired) {
          places.emplace(*place, at);
        } else {
          stands_once(places, *place, at, "opens the place");
        }
      }
      const auto* services = std::get_if<care::ServicesPart>(&part);
      if (services != nullptr && services->organisation.empty() && !entries[i].repaired) {
        faults.add(path_of_key(at, "organisation"),
                   "is missing; services name the kind of organisation whose hours they are");
      }
      const auto* network = std::get_if<care::NetworkPart>(&part);
      if (network != nullptr && network->shared_hours > 0.0 && network->organisation.empty()) {
        faults.add(path_of_key(at, "organisation"),
                   "is missing; a network that shares hours names the kind of organisation whose "
                   "hours they are");
      }
      const auto* activity = std::get_if<care::ActivityPart>(&part);
      if (activity != nullptr && activity->age_to <= activity->age_from && !entries[i].repaired) {
        faults.add(path_of_key(at, "age_to"),
                   fmt::format("found {}; an age above age_from, {}, is allowed",
                               written(activity->age_to), written(activity->age_from)));
      }
      const auto* place = std::get_if<care::MeetingPlacePart>(&part);
      if (place == nullptr) continue;
      if (!place->in.empty()) check_where(place->in, path_of_key(at, "in"));
      if (!place->takes_over.empty()) {
        stands_once(takeovers, place->takes_over, at, "takes over the place");
        check_takeover(programmes, plan, place->takes_over, path_of_key(at, "takes_over"), faults);
      }
    }
    const auto told = [&](const char* key) { return faults.has(path_of_key(path, key)); };
    if (plan.at_end == care::AtEnd::takeover && plan.next_payer.empty() && !told("next_payer")) {
      faults.add(path_of_key(path, "next_payer"),
                 fmt::format("is missing; a takeover needs the name of who takes {} over",
                             in_quotes(plan.name)));
    }
    if (cost > 0.0 && plan.payer.empty() && !told("payer")) {
      faults.add(path_of_key(path, "payer"),
                 fmt::format("nobody pays for programme {}, which costs about {} EUR a year; the "
                             "name of who does is needed",
                             in_quotes(plan.name), written(std::round(cost))));
    }
  }
  std::vector<std::string> opened_places;
  for (const auto& [name, path] : places) opened_places.push_back(name);
  for (const auto& [name, path] : takeovers) {
    if (places.contains(name) || !all_there) continue;
    faults.add(path_of_key(path, "takes_over"),
               opened_places.empty()
                   ? fmt::format("no programme opens a place {}", in_quotes(name))
                   : fmt::format("no programme opens a place {}; {}", in_quotes(name),
                                 suggestion(name, opened_places)));
  }
}

std::vector<std::string> neighbourhood_names(const care::Municipality& town) {
  // As the synthesis makes them; when it makes one less, the run says so before it begins.
  constexpr double persons_per_neighbourhood = 1250;
  std::vector<std::string> names{"all", "centre"};
  double whole = 0.0;
  for (const care::Area& area : town.areas) whole += area.population;
  for (const care::Area& area : town.areas) {
    names.push_back(area.name);
    const double persons = area.population / whole * town.population;
    const long count = std::max(std::lround(persons / persons_per_neighbourhood), 1L);
    for (long number = 1; number <= count; ++number) {
      names.push_back(fmt::format("{} {}", area.name, number));
      if (&area == &town.areas.front()) names.push_back(fmt::format("centre {}", number));
    }
  }
  return names;
}

}  // namespace buurt::files
