#include "care/world/trust_rules.hpp"

#include <bit>

#include "care/world/company.hpp"
#include "care/world/helping_rules.hpp"
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

double chance_by_norm(const World& world, Person asked, double chance) {
  if (chance <= 0.0 || chance >= 1.0) return chance;
  chance = with_odds(chance, world.levers.of(Lever::helping, world, asked));
  const Row home = world.households.dwelling[world.people.household[asked]];
  if (home == no_row) return chance;
  const auto norm =
      static_cast<double>(world.places.norm_of_helping[world.neighbourhood_of(asked)]);
  // The usual norm is one half, and changes nothing.
  const double by_norm = norm > 0.0 ? world.parameters.trust.norm_effect * (2.0 * norm - 1.0) : 0.0;
  const double by_ease = world.parameters.programmes.ease_helping * ease_of(world, asked);
  if (norm <= 0.0 && by_ease <= 0.0) return chance;
  const double odds = chance / (1.0 - chance) * engine::exp(by_norm + by_ease);
  return odds / (1.0 + odds);
}

double neighbour_weeks(const World& world, Person person) {
  constexpr unsigned neighbours = 8;
  constexpr unsigned weeks = 4;
  const unsigned bits = (world.people.contact_weeks[person] >> neighbours) & 0xfU;
  return std::popcount(bits) / static_cast<double>(weeks);
}

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

}  // namespace buurt::care
