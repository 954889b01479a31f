#include "care/processes/wellbeing.hpp"

#include <algorithm>
#include <array>

#include "care/world/grief.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/levels.hpp"
#include "care/world/shock_rules.hpp"
#include "care/world/trust_rules.hpp"
#include "engine/math.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// So many things of one sort, with less from each more: 0, 1/2, 2/3, …
double some_of(int count) { return static_cast<double>(count) / (count + 1); }

double unmet_of_all(const World& world, Person person) {
  if (!world.care.in_need(person)) return 0.0;
  double needed = 0.0;
  double unmet = 0.0;
  world.care.each_need(person, [&](Row need) {
    needed += world.care.needs.minutes[need];
    unmet += world.care.unmet(need);
  });
  return needed > 0.0 ? unmet / needed : 0.0;
}

/// Asks for what a look reads of a person: those who are due stand far apart.
void prefetch(const World& world, Person person) {
  const People& people = world.people;
  const auto ask = [person](const auto& column) { __builtin_prefetch(column.data() + person, 1); };
  ask(people.birth_week);
  ask(people.occupation);
  ask(people.poverty);
  ask(people.partner);
  ask(people.association);
  ask(people.parish);
  ask(people.function);
  ask(people.dementia);
  ask(people.illness);
  ask(people.strain);
  ask(people.relief);
  ask(people.grief);
  ask(people.loneliness_emotional);
  ask(people.loneliness_social);
  ask(people.contact_weeks);
  ask(people.trust_in_neighbours);
  ask(people.trust_in_services);
  ask(people.trust_in_authority);
  ask(people.meaning);
  ask(people.life_satisfaction);
  ask(people.mastery);
  ask(people.inclusion);
}

}  // namespace

Disposition disposition_of(const World& world, Person person) {
  const engine::Draw draw =
      world.stream(Decision::disposition).at(world.people.identity[person], 0);
  // A sum of four uniform draws of 16 bits has a mean of two and a variance of a third.
  const auto number = [&](std::size_t first) {
    constexpr std::uint32_t half = 0xffffU;
    const std::uint32_t a = draw.words[first];
    const std::uint32_t b = draw.words[first + 1];
    const std::uint32_t sum = (a >> 16U) + (a & half) + (b >> 16U) + (b & half);
    constexpr double mean = 2.0;
    constexpr double scale = 1.7320508075688772;
    return (sum * 0x1p-16 - mean) * scale;
  };
  return {number(0), number(2)};
}

Circumstances circumstances_of(const World& world, Person person) {
  const People& people = world.people;
  const auto levels = static_cast<double>(Function::severe);
  const auto emotional = static_cast<double>(people.loneliness_emotional[person]);
  const auto social = static_cast<double>(people.loneliness_social[person]);
  const double weight = world.parameters.loneliness.emotional_weight;
  const bool occupied = people.occupation[person] == Occupation::worker ||
                        people.occupation[person] == Occupation::student ||
                        people.occupation[person] == Occupation::pupil;
  const int member =
      (people.association[person] != no_row ? 1 : 0) + (people.parish[person] != no_row ? 1 : 0);
  Circumstances c;
  c.limited =
      std::max(static_cast<double>(people.function[person]),
               people.dementia[person] != 0 ? static_cast<double>(Function::moderate) : 0.0) /
      levels;
  c.ill = people.illness[person] == Illness::none ? 0.0 : 1.0;
  c.unmet = unmet_of_all(world, person);
  c.lonely = weight * emotional + (1.0 - weight) * social;
  c.grief = grief_of(world, person);
  c.strain = felt_strain(world, person);
  c.poverty = lives_in_poverty(world, person) ? 1.0 : 0.0;
  c.roles = some_of((occupied ? 1 : 0) + (world.care.gives(person) ? 1 : 0) +
                    (people.partner[person] != no_row ? 1 : 0) + member);
  c.belonging = some_of(member + static_cast<int>(neighbour_weeks(world, person) > 0.0));
  c.trust = people.trust_in_neighbours[person] == 0
                ? world.parameters.trust.neighbours_base / highest_score
                : score(people.trust_in_neighbours[person]) / highest_score;
  return c;
}

Wellbeing wellbeing_in(const World& world, const Circumstances& c, double by_nature) {
  const WellbeingParameters& p = world.parameters.wellbeing;
  const double nature = p.spread * by_nature;
  Wellbeing w;
  w.life_satisfaction = p.satisfaction_base + nature - p.satisfaction_limited * c.limited -
                        p.satisfaction_ill * c.ill - p.satisfaction_unmet * c.unmet -
                        p.satisfaction_lonely * c.lonely - p.satisfaction_grief * c.grief -
                        p.satisfaction_strain * c.strain - p.satisfaction_poverty * c.poverty;
  w.meaning = p.meaning_base + nature + p.meaning_roles * c.roles - p.meaning_limited * c.limited -
              p.meaning_lonely * c.lonely - p.meaning_grief * c.grief;
  w.mastery = p.mastery_base + nature - p.mastery_limited * c.limited - p.mastery_unmet * c.unmet -
              p.mastery_lonely * c.lonely - p.mastery_strain * c.strain -
              p.mastery_poverty * c.poverty;
  w.inclusion = p.inclusion_base + nature - p.inclusion_lonely * c.lonely +
                p.inclusion_belonging * c.belonging + p.inclusion_trust * c.trust -
                p.inclusion_poverty * c.poverty;
  return w;
}

void feel_well(World& world) {
  People& people = world.people;
  const double share = 1.0 - engine::exp(-static_cast<double>(weeks_between_feelings) /
                                         world.parameters.wellbeing.adjustment_weeks);
  const double trusts = 1.0 - engine::exp(-static_cast<double>(weeks_between_feelings) /
                                          world.parameters.trust.adjustment_weeks);
  engine::for_blocks(people.rows(), [&](std::size_t, std::size_t begin, std::size_t end) {
    std::array<Person, engine::rows_per_block> due;
    std::size_t count = 0;
    for (std::size_t person = begin; person < end; ++person) {
      const std::uint64_t who = people.identity[static_cast<Person>(person)].value;
      due[count] = static_cast<Person>(person);
      count += who != 0 && (world.week + who) % weeks_between_feelings == 0 ? 1 : 0;
    }
    constexpr std::size_t ahead = 4;
    for (std::size_t i = 0; i < count; ++i) {
      if (i + ahead < count) prefetch(world, due[i + ahead]);
      const Person person = due[i];
      if (world.age(person) < adult_age) continue;
      const Disposition nature = disposition_of(world, person);
      trust_others(world, person, nature.trust, trusts);
      const Wellbeing goal = wellbeing_in(world, circumstances_of(world, person), nature.wellbeing);
      people.meaning[person] = moved_score(people.meaning[person], goal.meaning, share);
      people.life_satisfaction[person] =
          moved_score(people.life_satisfaction[person], goal.life_satisfaction, share);
      people.mastery[person] = moved_score(people.mastery[person], goal.mastery, share);
      people.inclusion[person] = moved_score(people.inclusion[person], goal.inclusion, share);
    }
  });
}

}  // namespace buurt::care
