#include "care/synthesis/places.hpp"

#include <algorithm>
#include <cmath>

#include "engine/math.hpp"

namespace buurt::care {
namespace {

// Sizes (assumed unless the municipality says otherwise).
constexpr double persons_per_primary_school = 2000;
constexpr double persons_per_secondary_school = 20000;
constexpr double persons_per_shop = 1500;
constexpr std::uint16_t shop_capacity = 60;
constexpr double smallest_workplace = 2;
constexpr double largest_workplace = 200;
constexpr double workplace_exponent = 1.1;
constexpr double association_size_spread = 0.7;
// Of associations: for children and the young, and for those of about 60 and over.
constexpr double for_children = 0.2;
constexpr double for_seniors = 0.2;

Identity place_identity(const char* kind, std::uint64_t number) {
  return Identity{engine::mix(engine::name_hash(kind), number)};
}

class Founder {
 public:
  explicit Founder(World& world) : world_(world), draws_(world.stream(Decision::synthesis_place)) {}

  Institutions found() {
    found_schools();
    found_parishes_and_shops();
    found_workplaces();
    found_associations();
    return std::move(made_);
  }

 private:
  [[nodiscard]] double residents(Row neighbourhood) const {
    return world_.rosters.members(world_.places.roster[neighbourhood]);
  }
  [[nodiscard]] std::uint32_t count_of(double one_per, std::size_t at_least = 1) const {
    const auto count =
        static_cast<std::size_t>(std::lround(static_cast<double>(world_.people.size()) / one_per));
    return static_cast<std::uint32_t>(std::max(at_least, count));
  }
  // Near the middle of a neighbourhood drawn at random.
  Row add(const char* name, PlaceKind kind, std::uint32_t number, Row neighbourhood = no_row) {
    const Identity identity = place_identity(name, number);
    const engine::Draw draw = draws_.at(identity, 0);
    if (neighbourhood == no_row) {
      neighbourhood =
          world_
              .neighbourhoods[draw.below(static_cast<std::uint32_t>(world_.neighbourhoods.size()))];
    }
    constexpr double reach = 200;  // metres to either side
    const auto beside = [&](float middle, std::size_t word) {
      return middle + static_cast<float>(reach * (draw.uniform(word) - 0.5));
    };
    return world_.add_place(identity, kind, beside(world_.places.x[neighbourhood], 1),
                            beside(world_.places.y[neighbourhood], 2), neighbourhood,
                            world_.places.area[neighbourhood]);
  }

  void found_schools();
  void found_parishes_and_shops();
  void found_workplaces();
  void found_associations();

  World& world_;
  engine::Stream draws_;
  Institutions made_;
};

// Neighbouring neighbourhoods of an area share a primary school until they have inhabitants for one.
void Founder::found_schools() {
  made_.catchment.assign(world_.places.rows(), 0);
  std::vector<double> persons;
  int area = -1;
  for (const Row n : world_.neighbourhoods) {
    const int in_area = world_.places.area[n];
    if (in_area != area || persons.back() + residents(n) / 2 > persons_per_primary_school) {
      persons.push_back(0);
      made_.catchment_middle.push_back(n);
      area = in_area;
    }
    persons.back() += residents(n);
    made_.catchment[n] = static_cast<std::uint32_t>(persons.size() - 1);
  }
  made_.catchments = static_cast<std::uint32_t>(persons.size());
  const std::uint32_t secondary = count_of(persons_per_secondary_school);
  for (std::uint32_t k = 0; k < secondary; ++k) {
    // Most stand in the centre, whose neighbourhoods come first; the others are spread.
    const std::size_t all = world_.neighbourhoods.size();
    made_.secondary_middle.push_back(
        world_.neighbourhoods[k % 2 == 0 ? (k / 2) % all : all * k / secondary]);
  }
}

void Founder::found_parishes_and_shops() {
  std::vector<Row> middle(world_.area_names.size(), no_row);
  for (const Row n : world_.neighbourhoods) {
    Row& first = middle[world_.places.area[n]];
    if (first == no_row) first = n;
  }
  for (std::size_t area = 0; area < middle.size(); ++area) {
    made_.parishes.push_back(
        middle[area] == no_row
            ? no_row
            : add("parish", PlaceKind::parish, static_cast<std::uint32_t>(area), middle[area]));
  }
  const std::uint32_t shops = count_of(persons_per_shop);
  const std::size_t all = world_.neighbourhoods.size();
  for (std::uint32_t k = 0; k < shops; ++k) {
    const Row shop = add("shop", PlaceKind::shop, k, world_.neighbourhoods[all * k / shops]);
    world_.places.capacity[shop] = shop_capacity;
  }
}

// Workplaces follow a Pareto distribution between a smallest and a largest size.
void Founder::found_workplaces() {
  double workers = 0;
  for (Person p = 0; p < world_.people.rows(); ++p) {
    if (world_.people.occupation[p] == Occupation::worker) workers += 1;
  }
  workers *= 1 - world_.municipality.employed_elsewhere_share;
  const double range = 1 - engine::pow(smallest_workplace / largest_workplace, workplace_exponent);
  std::uint32_t number = 0;
  for (double seats = 0; seats < workers; ++number) {
    const double u = draws_.at(place_identity("workplace", number), 0, 1).uniform();
    const double size = smallest_workplace * engine::pow(1 - u * range, -1 / workplace_exponent);
    const Row workplace = add("workplace", PlaceKind::workplace, number);
    world_.places.capacity[workplace] = static_cast<std::uint16_t>(std::lround(size));
    made_.workplaces.add(workplace, size);
    seats += size;
  }
}

void Founder::found_associations() {
  const std::uint32_t count =
      count_of(1000 / std::max(1e-6, world_.municipality.associations_per_thousand));
  made_.associations_in.resize(world_.area_names.size());
  for (std::uint32_t k = 0; k < count; ++k) {
    const Row place = add("association", PlaceKind::association, k);
    const engine::Draw draw = draws_.at(place_identity("association", k), 0, 1);
    const double u = draw.uniform();
    const MemberAges ages = u < for_children                 ? MemberAges::children
                            : u < for_children + for_seniors ? MemberAges::seniors
                                                             : MemberAges::adults;
    const double normal = 2 * (draw.uniform(1) + draw.uniform(2) + draw.uniform(3) - 1.5);
    const double size = engine::exp(association_size_spread * normal);
    const auto a = static_cast<std::size_t>(ages);
    made_.associations[a].add(place, size);
    made_.associations_in[world_.places.area[place]][a].add(place, size);
  }
}

}  // namespace

Row Choice::at(double u) const {
  if (places.empty()) return no_row;
  const auto found = std::upper_bound(up_to.begin(), up_to.end(), u * up_to.back());
  return places[std::min(static_cast<std::size_t>(found - up_to.begin()), places.size() - 1)];
}

Institutions found_institutions(World& world) { return Founder(world).found(); }

}  // namespace buurt::care
