#pragma once
// Everything that exists in a municipality, and the few ways in which it changes: a person comes or
// goes, changes household, joins or leaves a place. Processes call these; they hold no rules.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "care/world/budgets.hpp"
#include "care/world/care_book.hpp"
#include "care/world/decisions.hpp"
#include "care/world/groups.hpp"
#include "care/world/health_table.hpp"
#include "care/world/households.hpp"
#include "care/world/initiative_book.hpp"
#include "care/world/journal.hpp"
#include "care/world/levers.hpp"
#include "care/world/local_changes.hpp"
#include "care/world/municipality.hpp"
#include "care/world/parameters.hpp"
#include "care/world/people.hpp"
#include "care/world/places.hpp"
#include "care/world/programme_book.hpp"
#include "care/world/programmes.hpp"
#include "care/world/stays.hpp"
#include "care/world/tie_rules.hpp"
#include "care/world/volunteering.hpp"
#include "engine/agenda.hpp"
#include "engine/network.hpp"
#include "engine/random.hpp"
#include "engine/roster.hpp"
#include "engine/snapshot.hpp"

namespace buurt::care {

inline constexpr int weeks_per_year = 52;

/// Age of majority: from here on people are adults, who may live alone.
inline constexpr int adult_age = 18;

class World {
 public:
  std::uint64_t seed = 0;
  std::uint32_t week = 0;  ///< the week being lived, from the start of the burn-in

  // Not state: the same for the whole run.
  Municipality municipality;
  Parameters parameters;
  TieRules rules;      ///< made from the parameters by `use`
  HealthTable health;  ///< the same, and from the municipality
  std::vector<std::string> area_names;

  // State.
  People people;
  Households households;
  Dwellings dwellings;
  Places places;
  engine::Network ties;
  engine::Rosters rosters;
  engine::Agenda agenda;
  CareBook care;               ///< who needs what, and who gives it
  VolunteerBook volunteers;    ///< who volunteers, and for which scheme
  InitiativeBook initiatives;  ///< what residents have begun by themselves
  /// Not state: what the scenario makes of organisations' budgets, placed in this world.
  Budgets budgets;
  HospitalStays hospital;      ///< who is in hospital
  HomeRequests home_requests;  ///< who waits for a place in a nursing home
  /// Not state: the programmes of the scenario, placed in this world.
  std::vector<ProgrammePlan> programmes;
  ProgrammeBook programme_book;  ///< what of them is going on
  /// Not state: who pays for programmes, placed in this world. Who is not in it pays whatever it takes.
  std::vector<PayerPlan> payers;
  /// Not state: where the shocks of the scenario have levers this week.
  Levers levers;
  LocalChanges local;               ///< not state: what they change this week, by neighbourhood
  std::uint32_t vacant = 0;         ///< roster of dwellings that stand empty
  std::vector<Row> neighbourhoods;  ///< places of kind neighbourhood, in order of row

  // Not state, though snapshots hold it: what happened since it was last recorded.
  Flows flows;
  /// Not state: see `Stories`.
  Journal journal;

  /// What everybody's ties have settled for the weeks to come, by row. Follows from `ties`; see
  /// `recall_contacts`.
  Column<ContactsAhead> contacts_ahead;
  /// The first week whose contacts are still to come: this week until encounters have taken place,
  /// the next one afterwards.
  [[nodiscard]] std::uint32_t first_week_ahead() const { return std::max(week, met_until); }
  std::uint32_t met_until = 0;  ///< the week after the last one in which encounters took place

  /// Sets the parameters and what is made from them and the municipality, which stands already.
  void use(const Parameters& chosen) {
    parameters = chosen;
    rules = TieRules(chosen.ties, chosen.loneliness.confidant_strength);
    health = HealthTable(chosen, municipality);
  }

  /// Counts a happening in somebody's life, for outcomes.
  void count(Flow flow, Person person, std::int64_t amount = 1) {
    flows.add(flow, groups_of(*this, person), amount);
    if (journal.open) journal.happenings.push_back({flow, people.identity[person]});
    if (flow == Flow::deaths) journal.died.push_back(people.identity[person]);
  }

  /// The draws of one decision.
  [[nodiscard]] engine::Stream stream(Decision decision) const {
    return {seed, static_cast<std::uint64_t>(decision)};
  }

  // People.

  /// A new person who lives nowhere yet; gives the person a life span and makes room for ties.
  Person add_person(Identity identity);
  /// Takes a person out of household, places and couple. `ties` decides what partners keep.
  /// The row is free afterwards.
  void remove_person(Person person);
  /// Completed years of age in the current week.
  [[nodiscard]] int age(Person person) const {
    return (static_cast<std::int32_t>(week) - people.birth_week[person]) / weeks_per_year;
  }

  // Ties. All changes of who is tied to whom go through these, which keep `pull` in step.

  /// Ties two people who have shared some hours; the next contact is drawn. Nothing happens when they
  /// are tied already. \return whether a tie was made.
  bool tie(Person a, Person b, TieKind kind, float hours, float usual_gap_weeks);
  /// The same for people of one household, who need not arrange to meet.
  void tie_at_home(Person a, Person b, TieKind kind, float hours);
  /// A tie to somebody who lives outside the municipality. `who` is that somebody's identity, made up
  /// when he or she was never simulated.
  void tie_outside(Person person, Identity who, TieKind kind, float hours, float usual_gap_weeks);
  /// The number by which an outside tie knows somebody.
  static std::uint32_t outside_number(Identity who) {
    return static_cast<std::uint32_t>(engine::mix(who.value)) & ~engine::Tie::outside_bit;
  }
  /// What stands for the identity of somebody outside in the draws of a tie.
  static Identity identity_outside(std::uint32_t number) {
    return Identity{engine::mix(number + 0x9e3779b97f4a7c15ULL)};
  }
  /// For a tie with given kind and hours: sets its usual gap to what its rate makes it, and settles
  /// the first contacts. The same from both ends. \return when the tie is looked at next.
  std::uint16_t first_contact(Person person, engine::Tie& tie) const;
  /// What a person's ties have settled for this week and those that follow.
  [[nodiscard]] ContactsAhead settled_contacts(Person person) const;
  /// Works `contacts_ahead` out anew.
  void recall_contacts(Person person) { contacts_ahead[person] = settled_contacts(person); }
  /// Two people spend hours together besides the contacts that their tie has settled. Nothing happens
  /// when they are not tied, or live together. \return the strength of their tie, 0 without one.
  float share_time(Person a, Person b, float hours);
  /// Ends a tie at both ends.
  void untie(Person a, Person b);
  /// Ends a tie that is due this week, which is found faster; `other` as the tie holds it.
  void untie_due(Person person, Row other);
  void untie_outside(Person person, std::uint32_t number);
  /// Changes the kind of a tie at both ends (flags included) and settles the next contacts anew.
  void change_kind(Person person, std::uint32_t slot, std::uint8_t coded_kind);
  /// The person is gone. When `moved`, those who were close keep a tie to somebody now outside.
  void end_ties(Person person, bool moved);
  /// Ask for the memory that making or ending a tie touches at one of its ends: first what stands
  /// beside the person and tells where the rest is, then the rest.
  void prefetch_person_of_tie(Person person) const;
  void prefetch_end_of_tie(Person person) const;
  /// Counts `pull` and the layers of ties anew from the ties themselves.
  void recount_ties(Person person);

  // Households.

  /// A new household in an empty dwelling (or nowhere yet: `no_row`).
  Row add_household(Identity identity, Row dwelling);
  /// Puts a person into a household; joins its street and neighbourhood.
  void join_household(Person person, Row household);
  /// Takes a person out; a household without members gives its dwelling back and ends.
  void leave_household(Person person);
  /// Works out anew what company the household gives each member, after somebody came or went.
  void refresh_home(Row household);
  /// Moves a whole household into another, empty dwelling.
  void move_household(Row household, Row dwelling);
  /// Moves one person into another household: ties with those left behind become ties between
  /// households, and housemates become tied.
  void move_person(Person person, Row household);
  /// After a move: neighbours of the street that was left become acquaintances.
  void see_neighbours(Person person);
  /// Whether one of the parents lives in the same household.
  [[nodiscard]] bool lives_with_parents(Person person) const;
  /// Whether nobody in the household is older; the head speaks for it.
  [[nodiscard]] bool is_head(Person person) const;
  /// Whether somebody lives in a nursing home or another collective household.
  [[nodiscard]] bool in_collective(Person person) const {
    return households.collective[people.household[person]] != 0;
  }
  /// Minor children who live with this parent.
  [[nodiscard]] std::vector<Person> dependants_of(Person person) const;
  /// Minors who are left in a household without an adult join that of a relative, or leave the
  /// municipality when they have none in it. Nothing happens to a household with an adult.
  void house_children(Row household);
  /// One person leaves the municipality.
  void emigrate(Person person);
  /// Asks for the memory of the ties at the far ends of a person's ties, which are about to end.
  void prefetch_ties_of(Person person) const;
  /// Calls `visit(person)` for every member.
  template <class Visit>
  void each_member(Row household, Visit&& visit) const {
    for (Person p = households.first_member[household]; p != no_row;) {
      const Person next = people.next_in_household[p];
      visit(p);
      p = next;
    }
  }
  /// Nursing homes and other collective households, in order of row. Derived from `households`, of
  /// which these never end; see `index_places`.
  std::vector<Row> collective_households;
  /// An empty dwelling at random, or `no_row` when none is left.
  [[nodiscard]] Row pick_vacant(Identity who, std::uint32_t index) const;

  // Places.

  Row add_place(Identity identity, PlaceKind kind, float x, float y, Row neighbourhood, int area);
  void join_place(Row place, Person person);
  void leave_place(Row place, Person person);
  /// Leaves the place held in a column (`people.association`, say) if any, and joins the new one if
  /// any.
  void change_place(Column<Row>& column, Person person, Row place);
  /// The person no longer comes to a place: ties of this kind made there become acquaintances. With
  /// `no_row`, those made outside the municipality.
  void stop_sharing(Person person, Row place, TieKind kind);
  /// All places of one kind, in order of row, and the sums of their capacities up to each. Derived
  /// from `places`, which do not change after synthesis; see `index_places`.
  struct PlaceIndex {
    std::vector<Row> rows;
    std::vector<std::uint64_t> capacity_up_to;
  };
  std::array<PlaceIndex, place_kinds> place_index;
  void index_places();
  /// A street of the same neighbourhood at random, the likelier the nearer it is: weight
  /// (1 + distance / distance_near)^−distance_exponent.
  [[nodiscard]] Row street_near(Row street, double uniform) const;
  /// A place of a kind at random, in proportion to capacity, or `no_row`.
  [[nodiscard]] Row pick_place(PlaceKind kind, double uniform) const;
  [[nodiscard]] Row street_of(Person person) const {
    return dwellings.street[households.dwelling[people.household[person]]];
  }
  [[nodiscard]] Row neighbourhood_of(Person person) const {
    return places.neighbourhood[street_of(person)];
  }

  // The whole.

  /// Hash of all state.
  [[nodiscard]] std::uint64_t hash() const;
  [[nodiscard]] engine::Snapshot snapshot() const;
  void restore(const engine::Snapshot& snapshot);
  /// Looks for contradictions (a chain that does not close, a tie held at one end only, a resident
  /// missing from a roster, a hash out of step). \throws RunError that says where.
  void audit() const;

 private:
  /// Weights of the streets near each street, added up; `streets_near_first_` by row of the street.
  struct StreetNear {
    Row street;
    float weight_up_to;
  };
  std::vector<StreetNear> streets_near_;
  std::vector<std::uint32_t> streets_near_first_;
  void index_streets();

  void untie_slot(Person person, std::uint32_t slot);
  /// Adds (sign 1) or takes off (−1) what a tie means for its owner's pull and layers.
  void account(Person owner, const engine::Tie& tie, int sign);
  /// Contacts a week of a tie, given how much time both its ends have.
  [[nodiscard]] float rate_of(Person person, const engine::Tie& tie) const;
  [[nodiscard]] Identity pair_of(Person person, const engine::Tie& tie) const;
  /// Settles when the two meet next. \return when the tie is looked at next.
  std::uint16_t settle_contacts(Person person, engine::Tie& tie) const;
  void enter_street(Person person, Row dwelling);
  void leave_street(Person person, Row dwelling);
};

}  // namespace buurt::care
