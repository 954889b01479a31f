#include "care/processes/crises.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include "care/world/health_rules.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/hospital_rules.hpp"
#include "care/world/nursing_home_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// So that not all that is done every four weeks about somebody falls into one week.
constexpr std::uint32_t look_offset = 1;

/// Counts this week's days; who has none left comes home, to the help that was there before.
void pass_days(World& world) {
  HospitalStays& stays = world.hospital;
  const FormalParameters& p = world.parameters.formal;
  for (Row row = 0; row < stays.rows(); ++row) {
    if (!stays.alive(row)) continue;
    const Person person = stays.person[row];
    if (world.people.identity[person] != stays.who[row]) {
      stays.remove(row);
      continue;
    }
    const std::uint16_t days = std::min(days_per_week, stays.days_left[row]);
    const GroupBits groups = groups_of(world, person);
    for (std::uint16_t day = 0; day < days; ++day) world.flows.add(Flow::hospital_days, groups);
    stays.days_left[row] = static_cast<std::uint16_t>(stays.days_left[row] - days);
    if (stays.days_left[row] > 0) continue;
    if (stays.worsens[row] != 0) lose_function(world, person);
    stays.remove(row);
    world.care.resume(person);
    consider_nursing_home(world, person, p.home_after_hospital);
  }
}

void admit(World& world, Person person) {
  if (world.care.away(person)) return;
  const FormalParameters& p = world.parameters.formal;
  const engine::Draw draw =
      world.stream(Decision::crisis).at(world.people.identity[person], world.week);
  // Whole days, at least one; geometric, as if somebody could be dismissed on each.
  const double going_on = -(std::max(1.0, p.hospital_days) - 1.0);
  constexpr double longest = std::numeric_limits<std::uint16_t>::max();
  const double days = 1.0 + going_on * engine::log(1.0 - draw.uniform(1));
  send_to_hospital(world, person, static_cast<std::uint16_t>(std::min(longest, days + 0.5)),
                   draw.happens(p.worsens_after_stay, 2));
}

}  // namespace

double admission_rate(const World& world, Person person) {
  const FormalParameters& p = world.parameters.formal;
  return usual_admission_rate(p, world.people.function[person]) *
         (1.0 + (p.admission_unmet - 1.0) * unmet_share(world, person)) *
         (world.people.illness[person] == Illness::none ? 1.0 : p.admission_illness) *
         world.levers.of(Lever::admissions, world, person);
}

void live_through_crises(World& world) {
  pass_days(world);
  const FormalParameters& p = world.parameters.formal;
  const engine::Stream stream = world.stream(Decision::crisis);
  const double most = std::max({p.admission_independent, p.admission_light, p.admission_moderate,
                                p.admission_severe}) *
                      std::max(1.0, p.admission_unmet) * std::max(1.0, p.admission_illness) *
                      world.levers.highest(Lever::admissions) * weeks_between_looks /
                      weeks_per_year;
  const auto chance = [](double yearly_rate) {
    return 1.0 - engine::exp(-yearly_rate * weeks_between_looks / weeks_per_year);
  };
  const Needs& needs = world.care.needs;
  std::vector<std::vector<Person>> admitted(engine::block_count(needs.rows()));
  engine::for_blocks(needs.rows(), [&](std::size_t block, std::size_t begin, std::size_t end) {
    std::array<Person, engine::rows_per_block> people;
    std::array<std::uint64_t, engine::rows_per_block> who;
    std::array<std::array<std::uint32_t, engine::rows_per_block>, 4> words;
    std::size_t count = 0;
    for (std::size_t row = begin; row < end; ++row) {
      const auto need = static_cast<Row>(row);
      // Everybody's chain of needs has one end, so each person in need comes once. Free rows of the
      // table hold zeros, so that no chain ends in them.
      people[count] = needs.person[need];
      count += needs.next_of_person[need] == no_row ? 1 : 0;
    }
    const std::size_t in_need = count;
    count = 0;
    for (std::size_t i = 0; i < in_need; ++i) {
      const Person person = people[i];
      people[count] = person;
      who[count] = world.people.identity[person].value;
      count += (world.week + who[count]) % weeks_between_looks == look_offset ? 1 : 0;
    }
    stream.bulk(std::span(who).first(count), world.week, 0,
                {words[0], words[1], words[2], words[3]});
    for (std::size_t i = 0; i < count; ++i) {
      const double draw = engine::Draw{{words[0][i]}}.uniform();
      if (draw < most && draw < chance(admission_rate(world, people[i]))) {
        admitted[block].push_back(people[i]);
      }
    }
  });
  for (const auto& of_block : admitted) {
    for (const Person person : of_block) admit(world, person);
  }
}

}  // namespace buurt::care
