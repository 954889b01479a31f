#include "care/world/programmes.hpp"

#include <algorithm>

#include "care/world/world.hpp"
#include "engine/error.hpp"
#include "engine/math.hpp"

namespace buurt::care {

engine::Identity identity_of_name(std::string_view what, std::string_view name) {
  const std::string whole = std::string(what) + "/" + std::string(name);
  return Identity{engine::mix(engine::name_hash(whole.c_str()))};
}

double organise_after(const ConnectorPart& part, std::uint32_t weeks) {
  if (part.learns <= 0.0) return part.organise;
  return part.organise * engine::exp(-part.learns * weeks / weeks_per_year);
}

const ProgrammePlan* plan_of_run(const World& world, Row run) {
  const Identity identity = world.programme_book.runs.identity[run];
  const auto plan =
      std::find_if(world.programmes.begin(), world.programmes.end(),
                   [&](const ProgrammePlan& one) { return one.identity == identity; });
  return plan == world.programmes.end() ? nullptr : &*plan;
}

std::vector<Row> neighbourhoods_named(const World& world, const std::string& name) {
  if (name == "all") return world.neighbourhoods;
  std::vector<Row> found;
  std::vector<int> numbers(world.area_names.size(), 0);
  for (const Row neighbourhood : world.neighbourhoods) {
    const std::size_t area = world.places.area[neighbourhood];
    const std::string& area_name = world.area_names[area];
    const int number = ++numbers[area];
    if (name == area_name || (area == 0 && name == "centre") ||
        name == area_name + " " + std::to_string(number) ||
        (area == 0 && name == "centre " + std::to_string(number))) {
      found.push_back(neighbourhood);
    }
  }
  return found;
}

std::vector<ProgrammePlan> placed(const World& world, std::vector<ProgrammePlan> plans,
                                  std::uint32_t burn_in_weeks) {
  std::vector<engine::Fault> faults;
  for (ProgrammePlan& plan : plans) {
    plan.identity = identity_of_name("programme", plan.name);
    plan.from_week += burn_in_weeks;
    if (plan.to_week != ProgrammePlan::no_end) plan.to_week += burn_in_weeks;
    const auto rows_of = [&](const std::string& name) {
      std::vector<Row> rows = neighbourhoods_named(world, name);
      if (rows.empty()) {
        faults.push_back({"programme \"" + plan.name + "\"",
                          "there is no neighbourhood \"" + name + "\" in this municipality"});
      }
      return rows;
    };
    plan.where.clear();
    for (const std::string& name : plan.neighbourhoods) {
      const std::vector<Row> rows = rows_of(name);
      plan.where.insert(plan.where.end(), rows.begin(), rows.end());
    }
    if (plan.neighbourhoods.empty()) plan.where = world.neighbourhoods;
    std::sort(plan.where.begin(), plan.where.end());
    plan.where.erase(std::unique(plan.where.begin(), plan.where.end()), plan.where.end());
    plan.part_in.clear();
    for (const PartPlan& part : plan.parts) {
      const auto* place = std::get_if<MeetingPlacePart>(&part);
      Row in = no_row;
      if (place != nullptr && !plan.where.empty()) in = plan.where.front();
      if (place != nullptr && !place->in.empty()) {
        const std::vector<Row> rows = rows_of(place->in);
        if (!rows.empty()) in = rows.front();
      }
      plan.part_in.push_back(in);
    }
  }
  if (!faults.empty()) throw engine::UserError(std::move(faults));
  return plans;
}

}  // namespace buurt::care
