#include "care/processes/trust.hpp"

#include <vector>

#include "care/processes/crises.hpp"
#include "care/processes/wellbeing.hpp"
#include "care/world/levels.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// What is given to a person, and what is waited for.
struct Experience {
  bool helped_by_friends = false;
  double given = 0.0;    ///< share of needs that professionals help with
  double waiting = 0.0;  ///< share of needs that wait at an organisation
};

Experience experience_of(const World& world, Person person) {
  const CareBook& care = world.care;
  Experience experience;
  if (!care.in_need(person)) return experience;
  double needs = 0.0;
  care.each_need(person, [&](Row need) {
    needs += 1.0;
    bool given = false;
    care.each_help(need, [&](Row help) {
      const Source source = care.help.source[help];
      experience.helped_by_friends = experience.helped_by_friends || source == Source::friends;
      given = given || source == Source::professionals;
    });
    experience.given += given ? 1.0 : 0.0;
    experience.waiting += care.needs.state[need] == NeedState::waiting ? 1.0 : 0.0;
  });
  if (needs > 0.0) {
    experience.given /= needs;
    experience.waiting /= needs;
  }
  return experience;
}

}  // namespace

void remember_answer(World& world, Person asker, bool yes) {
  std::uint8_t& trust = world.people.trust_in_neighbours[asker];
  if (trust == 0) return;
  const TrustParameters& p = world.parameters.trust;
  trust = yes ? moved_score(trust, highest_score, p.yes) : moved_score(trust, 0.0, p.no);
}

void lose_trust_in_services(World& world, Person person) {
  std::uint8_t& trust = world.people.trust_in_services[person];
  if (trust == 0) return;
  const double lacking = unmet_share(world, person);
  if (lacking > 0.0) trust = moved_score(trust, 0.0, world.parameters.trust.crisis * lacking);
}

void trust_others(World& world, Person person, double nature, double share) {
  const TrustParameters& p = world.parameters.trust;
  People& people = world.people;
  const double by_nature = p.spread * nature;
  const Experience experience = experience_of(world, person);
  const bool poor = people.poverty[person] != 0;
  people.trust_in_neighbours[person] = moved_score(
      people.trust_in_neighbours[person],
      p.neighbours_base + by_nature + p.neighbours_contact * neighbour_weeks(world, person) +
          (experience.helped_by_friends ? p.neighbours_help : 0.0),
      share);
  const double services = p.services_base + by_nature + p.services_given * experience.given -
                          p.services_waiting * experience.waiting;
  people.trust_in_services[person] = moved_score(people.trust_in_services[person], services, share);
  const double carried_over = score(people.trust_in_services[person]) - p.services_base - by_nature;
  people.trust_in_authority[person] =
      moved_score(people.trust_in_authority[person],
                  p.authority_base + by_nature + p.authority_services * carried_over -
                      (poor ? p.authority_poverty : 0.0),
                  share);
}

double chance_by_norm(const World& world, Person asked, double chance) {
  if (chance <= 0.0 || chance >= 1.0) return chance;
  const Row home = world.households.dwelling[world.people.household[asked]];
  if (home == no_row) return chance;
  const auto norm =
      static_cast<double>(world.places.norm_of_helping[world.neighbourhood_of(asked)]);
  if (norm <= 0.0) return chance;
  // The usual norm is one half, and changes nothing.
  const double odds = chance / (1.0 - chance) *
                      engine::exp(world.parameters.trust.norm_effect * (2.0 * norm - 1.0));
  return odds / (1.0 + odds);
}

void see_help(World& world) {
  const TrustParameters& p = world.parameters.trust;
  const CareBook& care = world.care;
  std::vector<std::uint32_t> seen(world.neighbourhoods.size());
  std::vector<std::uint32_t> number(world.places.rows());
  for (std::uint32_t i = 0; i < world.neighbourhoods.size(); ++i) {
    number[world.neighbourhoods[i]] = i;
  }
  for (Row help = 0; help < care.help.rows(); ++help) {
    if (!care.help.alive(help) || care.help.giver[help] == no_row) continue;
    const Source source = care.help.source[help];
    if (source != Source::friends && source != Source::volunteers) continue;
    const Person giver = care.help.giver[help];
    if (world.households.dwelling[world.people.household[giver]] == no_row) continue;
    ++seen[number[world.neighbourhood_of(giver)]];
  }
  const double share = 1.0 - engine::exp(-static_cast<double>(weeks_between_norms) / p.norm_weeks);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const Row place = world.neighbourhoods[i];
    const double residents = world.rosters.members(world.places.roster[place]);
    if (residents <= 0.0) continue;
    const double help = seen[i] / residents;
    const double target = help / (help + p.norm_usual);
    float& norm = world.places.norm_of_helping[place];
    const double now = norm > 0.0F ? static_cast<double>(norm) : target;
    norm = static_cast<float>(now + share * (target - now));
  }
}

}  // namespace buurt::care
