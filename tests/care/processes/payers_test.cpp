// Money that runs out, and what becomes of programmes then.

#include <catch2/catch.hpp>

#include "care/processes/shock_town.hpp"
#include "care/world/costs.hpp"
#include "care/world/funding_rules.hpp"
#include "care/world/programme_rules.hpp"
#include "experiment/simulation.hpp"

using namespace buurt;
using care::RunPhase;
using nlohmann::json;

namespace {

care::PayerPlan payer(const std::string& name) {
  care::PayerPlan plan;
  plan.name = name;
  return plan;
}

/// A connector, of 75,000 EUR a year, paid by "grant".
json connector(const json& more = json::object()) {
  json values = {{"payer", "grant"}};
  values.update(more);
  return test::connector(values);
}

care::World town(const json& programmes, const std::vector<care::PayerPlan>& payers) {
  care::World world = test::town_with(programmes);
  world.payers = care::placed(payers, world.week);
  return world;
}

double spent_by(const care::World& world, const std::string& name) {
  const care::ProgrammeBook& book = world.programme_book;
  const engine::Row account = book.account_of(care::identity_of_name("payer", name));
  return account == engine::no_row
             ? 0.0
             : static_cast<double>(book.accounts.spent_cents[account]) / 100.0;
}

RunPhase phase_of(const care::World& world) { return world.programme_book.runs.phase[0]; }
bool is_over(const care::World& world) { return world.programme_book.runs.over[0] != 0; }
double activity_of(const care::World& world) {
  return static_cast<double>(world.programme_book.runs.activity[0]);
}

}  // namespace

TEST_CASE("a grant pays until it is spent, and then the programme stops", "[money]") {
  care::PayerPlan grant = payer("grant");
  grant.amount = 15000;
  care::World world = town(connector(), {grant});
  test::live(world, 9);
  CHECK_FALSE(is_over(world));
  CHECK(spent_by(world, "grant") == Approx(9 * 75000.0 / 52.0).margin(1));
  test::live(world, 4);
  CHECK(is_over(world));
  CHECK(spent_by(world, "grant") <= 15000.0);
  CHECK(spent_by(world, "grant") > 13000.0);
  world.programme_book.audit();
  CHECK(care::weekly_cost_of_programmes(world) == 0.0);
}

TEST_CASE("a grant with an end date pays no week longer", "[money]") {
  care::PayerPlan grant = payer("grant");
  grant.amount = 1000000;
  grant.to_week = 8;
  care::World world = town(connector(), {grant});
  test::live(world, 8);
  CHECK_FALSE(is_over(world));
  test::live(world, 1);
  CHECK(is_over(world));
  CHECK(spent_by(world, "grant") == Approx(8 * 75000.0 / 52.0).margin(1));
}

TEST_CASE("a matched grant takes as much from who matches it, and stops when that one does",
          "[money]") {
  care::PayerPlan grant = payer("grant");
  grant.amount = 1000000;
  grant.match = 1;
  grant.matched_by = "town";
  care::PayerPlan matcher = payer("town");
  matcher.amount = 5000;
  care::World world = town(connector(), {grant, matcher});
  test::live(world, 6);
  CHECK(spent_by(world, "grant") == Approx(spent_by(world, "town")).margin(0.1));
  test::live(world, 6);
  CHECK(is_over(world));
  CHECK(spent_by(world, "town") <= 5000.0);
  CHECK(spent_by(world, "grant") <= 5000.1);
  world.programme_book.audit();
}

TEST_CASE("a budget line that is too small for a year makes the work smaller all year", "[money]") {
  care::PayerPlan line = payer("grant");
  line.yearly = {37500, 15000};
  care::World world = town(connector(), {line});
  test::live(world, 52);
  CHECK(activity_of(world) == Approx(0.5).margin(0.01));
  CHECK(spent_by(world, "grant") == Approx(37500.0).margin(5));
  test::live(world, 20);
  CHECK(activity_of(world) == Approx(0.2).margin(0.01));
  world.programme_book.audit();
}

TEST_CASE("two programmes of one payer that has too little get the same part of what they need",
          "[money]") {
  care::PayerPlan line = payer("grant");
  line.yearly = {60000};
  json two = connector();
  two.push_back(connector({{"name", "another"}, {"fte", 0.5}})[0]);
  care::World world = town(two, {line});
  test::live(world, 10);
  const care::ProgrammeRuns& runs = world.programme_book.runs;
  CHECK(runs.activity[0] == Approx(runs.activity[1]));
  CHECK(runs.activity[0] < 0.6F);
}

TEST_CASE("an election takes money away, or does not", "[money]") {
  for (const double chance : {0.0, 1.0}) {
    care::PayerPlan line = payer("grant");
    line.yearly = {75000};
    line.election_week = 10;
    line.election_chance = chance;
    line.election_factor = 0.5;
    care::World world = town(connector(), {line});
    test::live(world, 10);
    CHECK(activity_of(world) == Approx(1.0).margin(0.01));
    test::live(world, 45);
    CHECK(activity_of(world) == Approx(chance > 0.0 ? 0.5 : 1.0).margin(0.02));
  }
}

TEST_CASE("an election before the first programme of a payer counts as well", "[money]") {
  care::PayerPlan line = payer("grant");
  line.yearly = {75000};
  line.election_week = 2;
  line.election_chance = 1;
  line.election_factor = 0.5;
  care::World world = town(connector({{"from_week", 6}}), {line});
  test::live(world, 10);
  // Half a year's money, for the 46 weeks that are left of the year.
  CHECK(activity_of(world) == Approx(0.5 * 52 / 46).margin(0.01));
}

TEST_CASE("a sponsor who sees too little by the end of its patience goes", "[money]") {
  for (const double expects : {0.0, 10000.0}) {
    care::PayerPlan sponsor = payer("grant");
    sponsor.amount = 1000000;
    sponsor.patience_weeks = 20;
    sponsor.expects = expects;
    care::World world = town(connector(), {sponsor});
    test::live(world, 19);
    CHECK_FALSE(is_over(world));
    test::live(world, 3);
    CHECK(is_over(world) == (expects > 0.0));
  }
}

TEST_CASE("a sponsor who adds to a grant sees what the grant pays for", "[money]") {
  for (const double expects : {0.0001, 10000.0}) {
    care::PayerPlan grant = payer("grant");
    grant.amount = 1000000;
    grant.match = 1;
    grant.matched_by = "sponsor";
    care::PayerPlan sponsor = payer("sponsor");
    sponsor.patience_weeks = 20;
    sponsor.expects = expects;
    care::World world = town(connector(), {grant, sponsor});
    test::live(world, 22);
    CHECK(is_over(world) == (expects > 1.0));
  }
}

TEST_CASE("a sponsor of whom nothing is asked when patience is over looks as soon as something is",
          "[money]") {
  const json pausing = connector({{"phases",
                                   {{{"name", "work"}, {"weeks", 16}, {"scale", 1}},
                                    {{"name", "pause"}, {"weeks", 8}, {"scale", 0}},
                                    {{"name", "work again"}, {"scale", 1}}}}});
  care::PayerPlan sponsor = payer("grant");
  sponsor.amount = 1000000;
  sponsor.patience_weeks = 20;
  sponsor.expects = 10000.0;
  care::World world = town(pausing, {sponsor});
  test::live(world, 23);
  CHECK_FALSE(is_over(world));
  test::live(world, 5);
  CHECK(is_over(world));
}

TEST_CASE("a sponsor sees the guests of activities", "[money]") {
  const json activity = test::one_part(
      "activity", {{"times_year", 52}, {"capacity", 7}, {"personal", 1}}, {{"payer", "grant"}});
  for (const double expects : {20.0, 10000.0}) {
    care::PayerPlan sponsor = payer("grant");
    sponsor.patience_weeks = 20;
    sponsor.expects = expects;
    care::World world = town(activity, {sponsor});
    test::live(world, 22);
    CHECK(is_over(world) == (expects > 20.0));
  }
}

TEST_CASE("a programme that tapers becomes less week by week and then is over", "[money]") {
  care::World world = town(connector({{"to_week", 10}, {"at_end", "taper"}, {"end_weeks", 9}}), {});
  test::live(world, 10);
  CHECK(activity_of(world) == 1.0);
  double before = 1.0;
  for (int week = 0; week < 9; ++week) {
    test::live(world, 1);
    CHECK(phase_of(world) == RunPhase::tapering);
    CHECK(activity_of(world) < before);
    before = activity_of(world);
  }
  CHECK(before == Approx(0.1).margin(0.001));
  test::live(world, 1);
  CHECK(is_over(world));
  world.programme_book.audit();
}

TEST_CASE("a programme whose grant ends tapers in as many steps as one that was to end",
          "[money]") {
  care::PayerPlan grant = payer("grant");
  grant.to_week = 10;
  care::World world =
      town(connector({{"at_end", "taper"}, {"end_weeks", 9}, {"next_payer", "town"}}), {grant});
  test::live(world, 11);
  CHECK(activity_of(world) == 0.0);  // The week in which nobody pays.
  for (int week = 1; week <= 9; ++week) {
    test::live(world, 1);
    CHECK(activity_of(world) == Approx(1.0 - 0.1 * week).margin(0.001));
  }
  CHECK_FALSE(is_over(world));
  test::live(world, 1);
  CHECK(is_over(world));
}

TEST_CASE("what a programme showed counts for its sponsor when it is over", "[money]") {
  for (const double part : {0.9, 9.0}) {
    json two = connector({{"to_week", 15}});
    two.push_back(connector({{"name", "another"}, {"from_week", 15}})[0]);
    care::PayerPlan sponsor = payer("grant");
    sponsor.patience_weeks = 20;
    care::World world = town(two, {sponsor});
    test::live(world, 15);
    const double shown = care::seen_of_run(world, 0);
    REQUIRE(shown > 0.0);
    // In five weeks the second shows less than the first did in fifteen.
    world.payers[0].expects = part * shown / (20 * 75.0 / 52.0);
    test::live(world, 8);
    CHECK(care::seen_of_run(world, 0) == shown);
    CHECK((world.programme_book.runs.over[1] != 0) == (part > 1.0));
  }
}

TEST_CASE("who pays next is shown what came since", "[money]") {
  for (const double part : {0.0, 0.9}) {
    care::PayerPlan next = payer("care home");
    next.patience_weeks = 3;
    care::World world = town(
        connector({{"to_week", 40}, {"at_end", "takeover"}, {"next_payer", "care home"}}), {next});
    test::live(world, 40);
    const double shown = care::seen_of_run(world, 0);
    REQUIRE(shown > 0.0);
    world.payers[0].expects = part * shown / (3 * 75.0 / 52.0);
    test::live(world, 6);
    CHECK(is_over(world) == (part > 0.0));
  }
}

TEST_CASE("a handover gives residents the work, and they go on unpaid when they own it",
          "[money]") {
  const auto handed_over = [](double ownership, double organise) {
    care::World world = town(connector({{"to_week", 20},
                                        {"at_end", "handover"},
                                        {"end_weeks", 26},
                                        {"ownership", ownership},
                                        {"organise", organise}}),
                             {});
    world.parameters.programmes.survival = 1.0;
    test::live(world, 20);
    const double before = static_cast<double>(world.programme_book.runs.ownership[0]);
    test::live(world, 26);
    if (before < 1.0) CHECK(static_cast<double>(world.programme_book.runs.ownership[0]) > before);
    test::live(world, 1);
    return world;
  };
  const care::World owned = handed_over(1.0, 0.0);
  CHECK_FALSE(is_over(owned));
  CHECK(phase_of(owned) == RunPhase::residents);
  CHECK(activity_of(owned) > 0.0);
  CHECK(care::weekly_cost_of_programmes(owned) == 0.0);
  const care::World not_owned = handed_over(0.0, 1.0);
  CHECK(static_cast<double>(not_owned.programme_book.runs.ownership[0]) <
        static_cast<double>(owned.programme_book.runs.ownership[0]));
}

TEST_CASE("a takeover goes on with another payer, more organised, with a higher threshold",
          "[money]") {
  care::World world = town(json::array({{{"use", "connector-and-place"},
                                         {"payer", "grant"},
                                         {"weeks_to_fill", 0},
                                         {"leaving_rate", 0},
                                         {"ownership", 0.6},
                                         {"to_week", 10},
                                         {"at_end", "takeover"},
                                         {"next_payer", "care home"}}}),
                           {});
  test::live(world, 10);
  const double before = spent_by(world, "grant");
  const auto own = world.programme_book.runs.ownership[0];
  test::live(world, 30);
  CHECK(phase_of(world) == RunPhase::taken_over);
  CHECK(spent_by(world, "grant") == before);
  CHECK(spent_by(world, "care home") > 0.0);
  CHECK(world.programme_book.runs.ownership[0] < own);
  const auto& part = std::get<care::ConnectorPart>(world.programmes[0].parts[0]);
  CHECK(care::organise_of(world, 0, part) > part.organise);
  const auto& place = std::get<care::MeetingPlacePart>(world.programmes[0].parts[1]);
  CHECK(care::threshold_of(world, 0, place) > place.threshold);
  world.programme_book.audit();
}

TEST_CASE("a project grows through its phases", "[money]") {
  care::World world = town(connector({{"phases",
                                       {{{"name", "idea"}, {"weeks", 5}, {"scale", 0.2}},
                                        {{"name", "pilot"}, {"weeks", 5}, {"scale", 0.6}},
                                        {{"name", "sustain"}, {"scale", 1}}}}}),
                           {});
  test::live(world, 1);
  CHECK(activity_of(world) == Approx(0.2));
  test::live(world, 5);
  CHECK(activity_of(world) == Approx(0.6));
  test::live(world, 20);
  CHECK(activity_of(world) == Approx(1.0));
}

TEST_CASE("what programmes cost and what payers paid are told apart by an audit", "[money]") {
  care::World world = town(connector(), {});
  test::live(world, 3);
  world.programme_book.audit();
  world.programme_book.accounts.spent_cents[0] += 1;
  CHECK_THROWS_AS(world.programme_book.audit(), engine::RunError);
}

TEST_CASE("the end of all grants begins the end of programmes, whoever pays them", "[money]") {
  const std::vector<care::PayerPlan> without_limit = {payer("grant")};
  for (const auto& payers : {std::vector<care::PayerPlan>{}, without_limit}) {
    care::World world = town(connector(), payers);
    test::live(world, 4);
    test::befall(world, json::array({{{"use", "funding-ends"}}}));
    test::live(world, 2);
    CHECK(is_over(world));
  }
}
