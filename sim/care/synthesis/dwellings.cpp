#include "care/synthesis/dwellings.hpp"

#include <algorithm>
#include <cmath>

#include "care/synthesis/area_shares.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

constexpr std::uint32_t dwellings_per_street = 30;
constexpr double persons_per_neighbourhood = 1250;
constexpr double front_to_front = 20;  // metres across a street

// Metres along a street from one front door to the next on the same side (assumed), by kind.
double frontage(DwellingKind kind) {
  switch (kind) {
    case DwellingKind::apartment: return 22;  // of a building
    case DwellingKind::terraced: return 8;
    case DwellingKind::semi_detached: return 13;
    case DwellingKind::detached: return 24;
    case DwellingKind::collective: break;
  }
  return 60;
}

// Metres between neighbouring streets (assumed), by kind of area.
double street_spacing(AreaKind kind) {
  return kind == AreaKind::centre ? 105 : kind == AreaKind::suburb ? 150 : 230;
}

struct Point {
  double x;
  double y;
};

// Points that fill a disc evenly: the n-th lies at √n, turned by the golden angle each time. Turning
// by multiplication, because the C library's sine may differ between machines.
class Spiral {
 public:
  Point next() {
    const double radius = std::sqrt(static_cast<double>(count_++));
    const Point point{radius * x_, radius * y_};
    constexpr double cosine = -0.73736887807831985;
    constexpr double sine = 0.67549029426152360;
    const double x = x_ * cosine - y_ * sine;
    y_ = x_ * sine + y_ * cosine;
    x_ = x;
    return point;
  }

 private:
  double x_ = 1;
  double y_ = 0;
  int count_ = 0;
};

// A direction from a uniform number, without sine and cosine.
Point direction(double u) {
  const double t = 2 * u - 1;
  return {(1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)};
}

// Where the areas lie: the centre in the middle, the others around it.
std::vector<Point> area_middles(const Municipality& m) {
  const double side = 1000 * std::sqrt(m.area_km2);
  constexpr double reach = 0.36;  // of the side: how far out the outermost area lies
  std::vector<Point> middles;
  Spiral spiral;
  (void)spiral.next();
  const auto others = static_cast<double>(m.areas.size() - 1);
  for (std::size_t area = 0; area < m.areas.size(); ++area) {
    if (area == 0) {
      middles.push_back({side / 2, side / 2});
      continue;
    }
    const Point at = spiral.next();
    const auto n = static_cast<double>(area);
    const double radius = reach * side * std::sqrt(0.3 + 0.7 * n / others) / std::sqrt(n);
    middles.push_back({side / 2 + radius * at.x, side / 2 + radius * at.y});
  }
  return middles;
}

// Households in the order in which they take dwellings from apartments to detached houses.
double wish(const engine::Stream& draws, const Plan& plan, const PlannedHousehold& household) {
  const int age = plan.residents[plan.members[household.first]].age();
  double room = household.size() == 1 ? 0.0 : household.size() == 2 ? 0.8 : 1.4;  // assumed
  if (age < 35) room -= 0.5;
  if (age >= 75) room -= 0.3;
  if (household.poverty) room -= 0.5;
  return room + 0.9 * bell(draws.at(household.identity, 0, 1));
}

// One area in the making.
struct AreaPlan {
  std::vector<PlannedNeighbourhood> neighbourhoods;
  std::vector<PlannedStreet> streets;
  std::vector<PlannedDwelling> dwellings;
};

class AreaBuilder {
 public:
  AreaBuilder(const World& world, const Plan& plan, std::size_t area, Point middle)
      : world_(world),
        plan_(plan),
        area_(area),
        middle_(middle),
        draws_(world.stream(Decision::synthesis_dwelling)) {}

  AreaPlan build(const std::vector<std::uint32_t>& households,
                 const std::array<std::uint32_t, 4>& kinds);

 private:
  void line_up(const std::array<std::uint32_t, 4>& kinds);
  void lay_out(double persons);
  void place_street(std::size_t begin, std::size_t end, std::uint32_t street);
  void move_in(std::vector<std::uint32_t> households);
  void add_homes(const std::vector<std::uint32_t>& homes);

  const World& world_;
  const Plan& plan_;
  std::size_t area_;
  Point middle_;
  engine::Stream draws_;
  AreaPlan made_;
};

// Dwellings in the order of the streets: kinds mostly together, apartments towards the middle.
void AreaBuilder::line_up(const std::array<std::uint32_t, 4>& kinds) {
  std::vector<std::pair<double, PlannedDwelling>> order;
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    for (std::uint32_t k = 0; k < kinds[kind]; ++k) {
      PlannedDwelling dwelling;
      dwelling.kind = private_kinds[kind];
      dwelling.identity = Identity{
          engine::mix(engine::mix(engine::name_hash("dwelling"), area_ * kinds.size() + kind), k)};
      order.emplace_back(static_cast<double>(kind) + 0.6 * bell(draws_.at(dwelling.identity, 0)),
                         dwelling);
    }
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second.identity < b.second.identity;
  });
  for (const auto& [rank, dwelling] : order) made_.dwellings.push_back(dwelling);
}

void AreaBuilder::lay_out(double persons) {
  const std::size_t count = made_.dwellings.size();
  const std::size_t streets =
      std::max<std::size_t>(1, (count + dwellings_per_street / 2) / dwellings_per_street);
  const std::size_t neighbourhoods = std::clamp<std::size_t>(
      static_cast<std::size_t>(std::lround(persons / persons_per_neighbourhood)), 1, streets);
  const double spacing = street_spacing(area_kind(world_.municipality, area_));
  // A spiral with step c gives each point an area of πc².
  constexpr double per_root_pi = 0.5641895835477563;
  const double streets_each = static_cast<double>(streets) / static_cast<double>(neighbourhoods);
  const double neighbourhood_step = 1.05 * spacing * per_root_pi * std::sqrt(streets_each);
  Spiral around_area;
  std::size_t street = 0;
  for (std::size_t n = 0; n < neighbourhoods; ++n) {
    const Point at = around_area.next();
    const Point middle{middle_.x + neighbourhood_step * at.x,
                       middle_.y + neighbourhood_step * at.y};
    made_.neighbourhoods.push_back({static_cast<float>(middle.x), static_cast<float>(middle.y),
                                    static_cast<std::uint8_t>(area_)});
    Spiral around_neighbourhood;
    for (; street < streets * (n + 1) / neighbourhoods; ++street) {
      const Point to = around_neighbourhood.next();
      made_.streets.push_back({static_cast<float>(middle.x + spacing * per_root_pi * to.x),
                               static_cast<float>(middle.y + spacing * per_root_pi * to.y),
                               static_cast<std::uint32_t>(n)});
      place_street(count * street / streets, count * (street + 1) / streets,
                   static_cast<std::uint32_t>(street));
    }
  }
}

void AreaBuilder::place_street(std::size_t begin, std::size_t end, std::uint32_t street) {
  const Identity identity{engine::mix(engine::mix(engine::name_hash("street"), area_), street)};
  const Point along = direction(draws_.at(identity, 0).uniform());
  const auto per_building = std::max(1L, std::lround(world_.municipality.apartments_per_building));
  double length[2] = {0, 0};  // of each side so far
  std::size_t side = 0;
  long in_building = 0;
  double at = 0;
  for (std::size_t d = begin; d < end; ++d) {
    PlannedDwelling& dwelling = made_.dwellings[d];
    const bool same_building = dwelling.kind == DwellingKind::apartment && d > begin &&
                               made_.dwellings[d - 1].kind == DwellingKind::apartment &&
                               in_building < per_building;
    if (!same_building) {
      in_building = 0;
      side = length[1] < length[0] ? 1 : 0;
      at = length[side];
      length[side] += frontage(dwelling.kind);
    }
    ++in_building;
    const double across = (side == 0 ? 0.5 : -0.5) * front_to_front;
    dwelling.street = street;
    dwelling.x = static_cast<float>(along.x * at - along.y * across);
    dwelling.y = static_cast<float>(along.y * at + along.x * across);
  }
  const double half = 0.5 * std::max(length[0], length[1]);
  const double side_of_plane = 1000 * std::sqrt(world_.municipality.area_km2);
  for (std::size_t d = begin; d < end; ++d) {
    PlannedDwelling& dwelling = made_.dwellings[d];
    const double x = dwelling.x + made_.streets[street].x - along.x * half;
    const double y = dwelling.y + made_.streets[street].y - along.y * half;
    dwelling.x = static_cast<float>(std::clamp(x, 0.0, side_of_plane));
    dwelling.y = static_cast<float>(std::clamp(y, 0.0, side_of_plane));
  }
}

void AreaBuilder::move_in(std::vector<std::uint32_t> households) {
  // Which dwellings stand empty is drawn; the others are taken in the order of kinds.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_draw;
  for (std::uint32_t d = 0; d < made_.dwellings.size(); ++d) {
    by_draw.emplace_back(draws_.at(made_.dwellings[d].identity, 0, 2).words[0], d);
  }
  std::sort(by_draw.begin(), by_draw.end());
  by_draw.erase(by_draw.begin(),
                by_draw.begin() + static_cast<std::ptrdiff_t>(by_draw.size() - households.size()));
  std::vector<std::pair<double, std::uint32_t>> taken;
  for (const auto& [word, d] : by_draw) {
    const PlannedDwelling& dwelling = made_.dwellings[d];
    const double kind =
        static_cast<double>(std::find(private_kinds.begin(), private_kinds.end(), dwelling.kind) -
                            private_kinds.begin());
    taken.emplace_back(kind + draws_.at(dwelling.identity, 0, 2).uniform(1), d);
  }
  std::sort(taken.begin(), taken.end());
  std::vector<std::pair<double, std::uint32_t>> wishes;
  for (const std::uint32_t h : households) {
    wishes.emplace_back(wish(draws_, plan_, plan_.households[h]), h);
  }
  std::sort(wishes.begin(), wishes.end());
  for (std::size_t k = 0; k < wishes.size(); ++k) {
    made_.dwellings[taken[k].second].household = wishes[k].second;
  }
}

// A nursing home is a street of its own, in the middle of the area: its residents are neighbours.
void AreaBuilder::add_homes(const std::vector<std::uint32_t>& homes) {
  for (std::size_t k = 0; k < homes.size(); ++k) {
    const std::size_t n = made_.neighbourhoods.size() * k / homes.size();
    PlannedStreet street;
    street.neighbourhood = static_cast<std::uint32_t>(n);
    street.x = made_.neighbourhoods[n].x + 30;
    street.y = made_.neighbourhoods[n].y;
    PlannedDwelling dwelling;
    dwelling.identity =
        Identity{engine::mix(engine::mix(engine::name_hash("nursing home"), area_), k)};
    dwelling.kind = DwellingKind::collective;
    dwelling.x = street.x;
    dwelling.y = street.y;
    dwelling.street = static_cast<std::uint32_t>(made_.streets.size());
    dwelling.household = homes[k];
    made_.streets.push_back(street);
    made_.dwellings.push_back(dwelling);
  }
}

AreaPlan AreaBuilder::build(const std::vector<std::uint32_t>& households,
                            const std::array<std::uint32_t, 4>& kinds) {
  std::vector<std::uint32_t> private_ones;
  std::vector<std::uint32_t> homes;
  double persons = 0;
  for (const std::uint32_t h : households) {
    const PlannedHousehold& household = plan_.households[h];
    persons += household.size();
    (household.kind == Position::collective ? homes : private_ones).push_back(h);
  }
  line_up(kinds);
  lay_out(persons);
  move_in(std::move(private_ones));
  add_homes(homes);
  return std::move(made_);
}

}  // namespace

Settlement settle(const World& world, const Plan& plan) {
  const Municipality& m = world.municipality;
  const std::vector<Point> middles = area_middles(m);
  const auto households = households_by_area(world, plan);
  std::vector<std::uint32_t> dwellings;
  for (const auto& in_area : households) {
    const auto count = std::count_if(in_area.begin(), in_area.end(), [&](std::uint32_t h) {
      return plan.households[h].kind != Position::collective;
    });
    dwellings.push_back(
        static_cast<std::uint32_t>(std::ceil(static_cast<double>(count) * (1 + m.vacant_share))));
  }
  const auto kinds = kinds_by_area(m, dwellings);
  std::vector<AreaPlan> areas(m.areas.size());
  engine::for_blocks(
      areas.size(),
      [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t area = begin; area < end; ++area) {
          areas[area] =
              AreaBuilder(world, plan, area, middles[area]).build(households[area], kinds[area]);
        }
      },
      1);
  Settlement whole;
  for (AreaPlan& area : areas) {
    const auto first_neighbourhood = static_cast<std::uint32_t>(whole.neighbourhoods.size());
    const auto first_street = static_cast<std::uint32_t>(whole.streets.size());
    for (PlannedStreet& street : area.streets) street.neighbourhood += first_neighbourhood;
    for (PlannedDwelling& dwelling : area.dwellings) dwelling.street += first_street;
    whole.neighbourhoods.insert(whole.neighbourhoods.end(), area.neighbourhoods.begin(),
                                area.neighbourhoods.end());
    whole.streets.insert(whole.streets.end(), area.streets.begin(), area.streets.end());
    whole.dwellings.insert(whole.dwellings.end(), area.dwellings.begin(), area.dwellings.end());
    area = {};
  }
  return whole;
}

}  // namespace buurt::care
