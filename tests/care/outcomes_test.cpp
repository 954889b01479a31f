#include "care/outcomes.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "care/network_diagnostics.hpp"
#include "care/small_town.hpp"
#include "care/worst_off.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

/// Everything that is measured of a world.
class Measured {
 public:
  explicit Measured(const World& world) : values_(outcome_declarations().size() * group_count) {
    measure(world, NetworkDiagnostics{}, values_);
  }
  [[nodiscard]] double operator()(std::string_view outcome, Group group = Group::all) const {
    for (std::size_t i = 0; i < outcome_declarations().size(); ++i) {
      if (outcome_declarations()[i].name == outcome) {
        return values_[i * group_count + static_cast<std::size_t>(group)];
      }
    }
    FAIL("no outcome is called " << outcome);
    return 0.0;
  }

 private:
  std::vector<double> values_;
};

World town_that_lived() {
  World world = test::small_town();
  world.flows = {};
  mark_worst_off(world);
  test::live(world, 60);
  return world;
}

/// Outcomes that are numbers of things, so that those of groups add up.
const std::vector<std::string_view> sums = {
    "population", "households",   "births",          "deaths",         "moved_in",
    "moved_out",  "moved_within", "couples_formed",  "couples_parted", "ties_formed",
    "ties_lost",  "encounters",   "isolated_people", "lonely_people",  "people_16_plus"};

}  // namespace

TEST_CASE("women and men are everybody, and so are the ages together") {
  const Measured measured(town_that_lived());
  for (const std::string_view outcome : sums) {
    INFO(outcome);
    const double all = measured(outcome);
    CHECK(measured(outcome, Group::women) + measured(outcome, Group::men) ==
          Approx(all).margin(1e-6));
    CHECK(measured(outcome, Group::age_0_17) + measured(outcome, Group::age_18_64) +
              measured(outcome, Group::age_65_79) + measured(outcome, Group::age_80_plus) ==
          Approx(all).margin(1e-6));
    for (const Group part : {Group::living_alone, Group::poverty, Group::migration_background,
                             Group::in_need, Group::informal_carers, Group::worst_off_5_percent}) {
      CHECK(measured(outcome, part) <= all);
      CHECK(measured(outcome, part) >= 0.0);
    }
  }
}

TEST_CASE("what is measured is what one counts by hand") {
  const World world = town_that_lived();
  const Measured measured(world);
  CHECK(measured("population") == static_cast<double>(world.people.size()));
  // Shares of a household are kept in units of 2^-20.
  CHECK(measured("households") ==
        Approx(static_cast<double>(world.households.size())).margin(0.01));
  std::int64_t women = 0, alone = 0, ties = 0, sixteen = 0, isolated = 0, met = 0;
  for (const Person person : test::everybody(world)) {
    women += world.people.sex[person] == Sex::woman;
    alone += test::in_private_household(world, person) &&
             world.households.members[world.people.household[person]] == 1;
    ties += world.ties.degree(person);
    met += world.people.met[person];
    if (world.age(person) < 16) continue;
    ++sixteen;
    int monthly = 0;
    for (const engine::Tie& tie : world.ties.ties(person)) {
      monthly += !test::together(tie) && tie.usual_gap < monthly_code;
    }
    isolated += monthly == 0;
  }
  CHECK(measured("population", Group::women) == static_cast<double>(women));
  CHECK(measured("population", Group::living_alone) == static_cast<double>(alone));
  CHECK(measured("households", Group::living_alone) == static_cast<double>(alone));
  CHECK(measured("people_16_plus") == static_cast<double>(sixteen));
  CHECK(measured("isolated_people") == static_cast<double>(isolated));
  CHECK(measured("encounters") == static_cast<double>(met));
  CHECK(measured("ties_per_person") ==
        Approx(static_cast<double>(ties) / static_cast<double>(world.people.size())));
  CHECK(measured("births") > 0.0);
  CHECK(measured("births", Group::age_0_17) == measured("births"));
}

TEST_CASE("shares and means stay within their bounds") {
  const Measured measured(town_that_lived());
  for (std::size_t group = 0; group < group_count; ++group) {
    const auto of = static_cast<Group>(group);
    INFO(group_declarations()[group].name);
    const double people = measured("population", of);
    REQUIRE(people > 0.0);
    CHECK(measured("people_16_plus", of) <= people);
    CHECK(measured("lonely_people", of) <= measured("people_16_plus", of));
    CHECK(measured("isolated_people", of) <= measured("people_16_plus", of));
    CHECK(measured("ties_weekly", of) <= measured("ties_monthly", of));
    CHECK(measured("ties_monthly", of) <= measured("ties_per_person", of));
    if (measured("people_16_plus", of) > 0.0) {
      CHECK(measured("loneliness", of) >= 0.0);
      CHECK(measured("loneliness", of) <= 1.0);
    }
  }
  // Nobody under eighteen is asked about contact with family.
  CHECK(std::isnan(measured("weekly_contact_family", Group::age_0_17)));
  for (const std::string_view contact :
       {"weekly_contact_family", "weekly_contact_friends", "weekly_contact_neighbours"}) {
    CHECK(measured(contact) > 0.0);
    CHECK(measured(contact) < 100.0);
  }
}

TEST_CASE("measuring changes nothing") {
  const World world = test::small_town();
  World measured = world;
  NetworkDiagnostics diagnostics;
  diagnostics.look(measured);
  std::vector<double> values(outcome_declarations().size() * group_count);
  measure(measured, diagnostics, values);
  std::vector<double> places(neighbourhood_outcome_declarations().size() *
                             measured.neighbourhoods.size());
  measure_neighbourhoods(measured, places);
  CHECK(measured.hash() == world.hash());
  measured.audit();
}

TEST_CASE("the neighbourhoods hold everybody, and each has a name of its own") {
  const World world = town_that_lived();
  const std::size_t places = world.neighbourhoods.size();
  std::vector<double> values(neighbourhood_outcome_declarations().size() * places);
  measure_neighbourhoods(world, values);
  const Measured measured(world);
  std::size_t at = 0;
  for (const std::string_view whole : {"population", "lonely_people", "isolated_people",
                                       "people_with_hidden_need", "unmet_hours"}) {
    INFO(whole);
    CHECK(neighbourhood_outcome_declarations()[at / places].name ==
          std::string(whole) + "_by_neighbourhood");
    double sum = 0.0;
    for (std::size_t place = 0; place < places; ++place) sum += values[at++];
    CHECK(sum == Approx(measured(whole)).margin(1e-6));
  }
  // The image is no count: its mean over inhabitants is that of the whole.
  CHECK(neighbourhood_outcome_declarations()[at / places].name == "image_by_neighbourhood");
  double image = 0.0;
  for (std::size_t place = 0; place < places; ++place) image += values[place] * values[at++];
  double residents = 0.0;
  for (std::size_t place = 0; place < places; ++place) residents += values[place];
  CHECK(image / residents == Approx(measured("image")).margin(1e-6));
  CHECK(at == values.size());
  CHECK(neighbourhood_positions(world).size() == places);
  const auto names = neighbourhood_names(world);
  CHECK(names.size() == world.neighbourhoods.size());
  CHECK(std::set<std::string>(names.begin(), names.end()).size() == names.size());
}

TEST_CASE("every outcome and group is declared with what a reader needs, once") {
  std::set<std::string_view> names;
  for (const auto declarations : {outcome_declarations(), neighbourhood_outcome_declarations()}) {
    for (const OutcomeDeclaration& outcome : declarations) {
      INFO(outcome.name);
      CHECK(names.insert(outcome.name).second);
      CHECK_FALSE(outcome.long_name.empty());
      CHECK_FALSE(outcome.units.empty());
      CHECK_FALSE(outcome.definition.empty());
      CHECK(
          (outcome.better == "lower" || outcome.better == "higher" || outcome.better == "neither"));
    }
  }
  REQUIRE(group_declarations().size() == group_count);
  std::set<std::string_view> groups;
  for (const GroupDeclaration& group : group_declarations()) {
    CHECK(groups.insert(group.name).second);
    CHECK_FALSE(group.definition.empty());
  }
}

TEST_CASE("the outcomes that others rely on keep their names") {
  std::set<std::string_view> names;
  for (const OutcomeDeclaration& outcome : outcome_declarations()) names.insert(outcome.name);
  for (const OutcomeDeclaration& outcome : neighbourhood_outcome_declarations()) {
    names.insert(outcome.name);
  }
  for (const std::string_view promised : {"population",
                                          "households",
                                          "births",
                                          "deaths",
                                          "moved_in",
                                          "moved_out",
                                          "couples_formed",
                                          "couples_parted",
                                          "encounters",
                                          "ties_per_person",
                                          "ties_weekly",
                                          "ties_monthly",
                                          "ties_lost",
                                          "isolated_people",
                                          "lonely_people",
                                          "loneliness",
                                          "weekly_contact_neighbours",
                                          "weekly_contact_family",
                                          "weekly_contact_friends",
                                          "population_by_neighbourhood"}) {
    INFO(promised);
    CHECK(names.contains(promised));
  }
  std::vector<std::string_view> groups;
  for (const GroupDeclaration& group : group_declarations()) groups.push_back(group.name);
  CHECK(groups == std::vector<std::string_view>{"all", "age_0_17", "age_18_64", "age_65_79",
                                                "age_80_plus", "women", "men", "living_alone",
                                                "poverty", "migration_background", "in_need",
                                                "informal_carers", "worst_off_5_percent"});
}

TEST_CASE(
    "every parameter of the catalogue has its field in the model, and every field its entry") {
  std::ifstream file(std::string(BUURT_SOURCE_SCENARIOS) + "/parameters.json");
  const nlohmann::json catalogue = nlohmann::json::parse(file);
  std::set<std::string> declared;
  for (const auto& [name, entry] : catalogue.items()) {
    if (entry.is_object() && entry.contains("default")) declared.insert(name);
  }
  std::set<std::string> fields;
  Parameters parameters;
  for_each_parameter(parameters,
                     [&](const std::string& name, double&) { CHECK(fields.insert(name).second); });
  CHECK(declared == fields);
  CHECK(fields.size() > 50);
}

TEST_CASE("every parameter reaches a place of its own") {
  Parameters parameters;
  double number = 0.0;
  for_each_parameter(parameters, [&](const std::string&, double& value) { value = ++number; });
  std::set<double> values;
  for_each_parameter(parameters,
                     [&](const std::string&, const double& value) { values.insert(value); });
  CHECK(values.size() == static_cast<std::size_t>(number));
}
