#include "care/processes/trust.hpp"

#include <vector>

#include "care/processes/wellbeing.hpp"
#include "care/world/levels.hpp"
#include "care/world/shock_rules.hpp"
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

void trust_others(World& world, Person person, double nature, double share) {
  const TrustParameters& p = world.parameters.trust;
  People& people = world.people;
  const double by_nature = p.spread * nature;
  const Experience experience = experience_of(world, person);
  const bool poor = lives_in_poverty(world, person);
  const auto shaken = [&](TrustIn whom) {
    return world.levers.of(Lever::trust, world, person, of_bit(whom));
  };
  people.trust_in_neighbours[person] = moved_score(
      people.trust_in_neighbours[person],
      shaken(TrustIn::neighbours) *
          (p.neighbours_base + by_nature + p.neighbours_contact * neighbour_weeks(world, person) +
           (experience.helped_by_friends ? p.neighbours_help : 0.0)),
      share);
  const double services = shaken(TrustIn::services) *
                          (p.services_base + by_nature + p.services_given * experience.given -
                           p.services_waiting * experience.waiting);
  people.trust_in_services[person] = moved_score(people.trust_in_services[person], services, share);
  const double carried_over = score(people.trust_in_services[person]) - p.services_base - by_nature;
  people.trust_in_authority[person] =
      moved_score(people.trust_in_authority[person],
                  shaken(TrustIn::authority) *
                      (p.authority_base + by_nature + p.authority_services * carried_over -
                       (poor ? p.authority_poverty : 0.0)),
                  share);
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
    // Before anything was seen it is as usual.
    constexpr double usual = 0.5;
    const double now = norm > 0.0F ? static_cast<double>(norm) : usual;
    norm = static_cast<float>(now + share * (target - now));
  }
}

}  // namespace buurt::care
