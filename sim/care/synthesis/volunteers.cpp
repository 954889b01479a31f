#include "care/synthesis/volunteers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "care/world/volunteer_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

constexpr std::array kinds_in_turn = {SchemeKind::visiting, SchemeKind::errands,
                                      SchemeKind::transport};

Identity identity_of(std::uint64_t number) {
  return Identity{engine::mix(engine::name_hash("scheme of volunteers"), number)};
}

/// One of the schemes that serve where somebody lives, each as likely.
Row one_nearby(const World& world, const std::vector<Row>& schemes, Person person,
               std::uint32_t word) {
  const auto& all = world.neighbourhoods;
  const auto n =
      std::lower_bound(all.begin(), all.end(), world.neighbourhood_of(person)) - all.begin();
  std::vector<Row> here;
  for (const Row scheme : schemes) {
    const Schemes& table = world.volunteers.schemes;
    if (n >= table.area_from[scheme] && n < table.area_to[scheme]) here.push_back(scheme);
  }
  return here[word % here.size()];
}

}  // namespace

void found_schemes(World& world) {
  const VolunteeringParameters& p = world.parameters.volunteering;
  const auto all = static_cast<std::uint16_t>(world.neighbourhoods.size());
  double inhabitants = 0.0;
  double weights = 0.0;
  for (Person person = 0; person < world.people.rows(); ++person) {
    inhabitants += 1.0;
    if (may_volunteer(world, person)) weights += readiness(world, person);
  }
  double old_enough = 0.0;
  for (Person person = 0; person < world.people.rows(); ++person) {
    old_enough += world.age(person) >= static_cast<int>(p.least_age) ? 1.0 : 0.0;
  }
  const double volunteers = p.share * old_enough;
  const double calls = p.calls * inhabitants / weeks_per_year;
  const auto count =
      static_cast<std::uint64_t>(std::max(1.0, std::round(inhabitants / p.inhabitants_per_scheme)));
  const auto wanted_elsewhere =
      static_cast<std::uint32_t>(std::round(volunteers * (1.0 - p.care_share)));
  const Row elsewhere =
      open_scheme(world, identity_of(0), SchemeKind::elsewhere, 0, all, wanted_elsewhere, 0.0, 0.0);
  set_calls(world, elsewhere, calls * (1.0 - p.care_share));
  world.volunteers.schemes.thanks_every[elsewhere] = static_cast<std::uint16_t>(p.thanks_every);
  // Kinds come in turn; all schemes of one turn serve the same part of the municipality.
  const std::uint64_t turns = (count + kinds_in_turn.size() - 1) / kinds_in_turn.size();
  std::vector<Row> for_care;
  for (std::uint64_t k = 0; k < count; ++k) {
    const std::uint64_t turn = k / kinds_in_turn.size();
    const auto from = static_cast<std::uint16_t>(all * turn / turns);
    const auto to = static_cast<std::uint16_t>(all * (turn + 1) / turns);
    // Where there is room for one or two alone, each does everything.
    const SchemeKind kind =
        count < kinds_in_turn.size() ? SchemeKind::broad : kinds_in_turn[k % kinds_in_turn.size()];
    const auto wanted = static_cast<std::uint32_t>(
        std::round(volunteers * p.care_share / static_cast<double>(count)));
    for_care.push_back(open_scheme(world, identity_of(k + 1), kind, from, to, wanted,
                                   p.coordinator_hours, p.known));
    set_calls(world, for_care.back(), calls * p.care_share / static_cast<double>(count));
  }
  if (!(weights > 0.0)) return;
  const engine::Stream draws = world.stream(Decision::volunteer_at_start);
  // About as long as people stay.
  const double mean_weeks = weeks_per_year / (12.0 * p.leaving);
  for (Person person = 0; person < world.people.rows(); ++person) {
    if (!may_volunteer(world, person)) continue;
    const Identity who = world.people.identity[person];
    const engine::Draw draw = draws.at(who, 0);
    if (!draw.happens(volunteers / weights * readiness(world, person), 0)) continue;
    const Row scheme = draw.happens(p.care_share, 1)
                           ? one_nearby(world, for_care, person, draw.words[2])
                           : elsewhere;
    const double weeks = -mean_weeks * engine::log(1.0 - draw.uniform(3));
    const Row row = world.volunteers.join(
        person, who, scheme, VolunteerStage::active, drawn_offer(world, who),
        static_cast<std::int32_t>(world.week) - static_cast<std::int32_t>(weeks));
    if (scheme != elsewhere) world.volunteers.volunteers.idle_since[row] = world.week;
  }
}

}  // namespace buurt::care
