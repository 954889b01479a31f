#include "care/world/desk_rules.hpp"

#include <algorithm>

#include "care/world/company.hpp"
#include "care/world/shock_rules.hpp"

namespace buurt::care {
namespace {

std::size_t neighbourhood_index(const World& world, Person person) {
  const auto& all = world.neighbourhoods;
  const auto here = std::lower_bound(all.begin(), all.end(), world.neighbourhood_of(person));
  return static_cast<std::size_t>(here - all.begin());
}

}  // namespace

DeskGuide::DeskGuide(const World& world) {
  const Schemes& schemes = world.volunteers.schemes;
  desks_.assign(world.neighbourhoods.size() * need_kinds, no_row);
  for (const Row scheme : schemes_by_identity(world)) {
    if (schemes.open[scheme] == 0) continue;
    if (schemes.of_programme[scheme] != 0) {
      of_programmes_.push_back(scheme);
      continue;
    }
    for (std::size_t kind = 0; kind < need_kinds; ++kind) {
      if (!takes(schemes.kind[scheme], static_cast<NeedKind>(kind))) continue;
      for (std::size_t n = schemes.area_from[scheme]; n < schemes.area_to[scheme]; ++n) {
        Row& desk = desks_[n * need_kinds + kind];
        if (desk == no_row || schemes.known[scheme] > schemes.known[desk]) desk = scheme;
      }
    }
  }
}

template <class Visit>
void DeskGuide::each_of_programmes(const World& world, Person person, NeedKind kind,
                                   const Visit& visit) const {
  if (of_programmes_.empty()) return;
  const Schemes& schemes = world.volunteers.schemes;
  const std::size_t n = neighbourhood_index(world, person);
  const GroupBits groups = groups_of(world, person);
  for (const Row scheme : of_programmes_) {
    if (n < schemes.area_from[scheme] || n >= schemes.area_to[scheme]) continue;
    if (!takes(schemes.kind[scheme], kind) || (groups & bit(schemes.target[scheme])) == 0) continue;
    if (visit(scheme)) return;
  }
}

Row DeskGuide::desk_for(const World& world, Person person, NeedKind kind) const {
  if (world.households.dwelling[world.people.household[person]] == no_row) return no_row;
  const std::size_t n = neighbourhood_index(world, person);
  Row desk = desks_[n * need_kinds + static_cast<std::size_t>(kind)];
  each_of_programmes(world, person, kind, [&](Row scheme) {
    const auto& known = world.volunteers.schemes.known;
    if (desk == no_row || known[scheme] > known[desk]) desk = scheme;
    return false;
  });
  return desk;
}

Row DeskGuide::desk_known_to(const World& world, Person who, Person person, NeedKind kind) const {
  if (world.households.dwelling[world.people.household[person]] == no_row) return no_row;
  const std::size_t n = neighbourhood_index(world, person);
  Row desk = desks_[n * need_kinds + static_cast<std::size_t>(kind)];
  if (desk != no_row && knows_desk(world, who, desk)) return desk;
  desk = no_row;
  each_of_programmes(world, person, kind, [&](Row scheme) {
    if (knows_desk(world, who, scheme)) desk = scheme;
    return desk != no_row;
  });
  return desk;
}

std::vector<Row> schemes_by_identity(const World& world) {
  const Schemes& schemes = world.volunteers.schemes;
  std::vector<Row> rows;
  for (Row row = 0; row < schemes.rows(); ++row) {
    if (schemes.alive(row)) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end(),
            [&](Row a, Row b) { return schemes.identity[a] < schemes.identity[b]; });
  return rows;
}

bool knows_desk(const World& world, Person person, Row scheme) {
  const Schemes& schemes = world.volunteers.schemes;
  const Identity both =
      engine::pair_identity(world.people.identity[person], schemes.identity[scheme]);
  const auto known = static_cast<double>(schemes.known[scheme]);
  return world.stream(Decision::knows_a_desk)
      .at(both, 0)
      .happens(known + (1.0 - known) * world.parameters.programmes.informed_desk *
                           informed_of(world, person));
}

void bring_to_desk(World& world, Row need, Row scheme, std::uint32_t weeks_on_the_way) {
  Needs& needs = world.care.needs;
  if (needs.desk[need] != no_row) return;
  needs.desk[need] = scheme;
  needs.desk_since[need] = world.week + weeks_on_the_way;
  world.count(Flow::desk_requests, needs.person[need]);
}

}  // namespace buurt::care
