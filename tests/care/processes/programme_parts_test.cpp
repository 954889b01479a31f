#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "care/processes/activities.hpp"
#include "care/processes/care_town.hpp"
#include "care/processes/finding.hpp"
#include "care/processes/messages.hpp"
#include "care/processes/programme_town.hpp"
#include "care/processes/referral.hpp"
#include "care/processes/volunteering.hpp"
#include "care/world/asking_rules.hpp"
#include "care/world/company.hpp"
#include "care/world/helping_rules.hpp"
#include "care/world/meeting_place_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/volunteer_rules.hpp"

using namespace buurt;
using namespace buurt::care;
using nlohmann::json;

namespace {

/// One programme of one part that is ready at once.
json one(const std::string& kind, json values, json common = json::object()) {
  values["kind"] = kind;
  if (!values.contains("preparation_weeks")) values["preparation_weeks"] = 0;
  json programme = {{"name", "it"}, {"payer", "town"}, {"parts", json::array({values})}};
  programme.update(common);
  return json::array({programme});
}

World lived(const json& list, int weeks) {
  World world = test::town_with(list);
  test::live(world, weeks);
  world.audit();
  return world;
}

double mean_of(const World& world, const Column<std::uint8_t>& column) {
  double sum = 0.0;
  const std::vector<Person> people = test::everybody(world);
  for (const Person person : people) sum += column[person];
  return sum / static_cast<double>(people.size());
}

/// The scheme that the first programme opened.
Row desk_of(const World& world) {
  for (Row work = 0; work < world.programme_book.works.rows(); ++work) {
    if (world.programme_book.works.alive(work)) return world.programme_book.works.scheme[work];
  }
  return no_row;
}

std::vector<Person> guests_of(const World& world) {
  std::vector<Person> guests;
  const Regulars& regulars = world.programme_book.regulars;
  for (Row row = 0; row < regulars.rows(); ++row) {
    if (regulars.alive(row)) guests.push_back(regulars.person[row]);
  }
  return guests;
}

}  // namespace

TEST_CASE("a desk takes nobody before its preparation is over and nobody after its end",
          "[programmes][volunteering]") {
  World world = test::town_with(one("volunteer_scheme",
                                    {{"preparation_weeks", 6}, {"calls", 60}, {"known", 0.5}},
                                    {{"to_week", 30}, {"ownership", 0}}));
  test::live(world, 5);
  const Row desk = desk_of(world);
  REQUIRE(desk != no_row);
  CHECK(world.volunteers.schemes.candidates[desk] == 0);
  CHECK(world.volunteers.schemes.open[desk] == 0);
  // It costs while it is prepared.
  CHECK(world.programme_book.runs.spent_cents[0] > 0);
  test::live(world, 20);
  CHECK(world.volunteers.schemes.open[desk] == 1);
  CHECK(world.volunteers.schemes.volunteers[desk] + world.volunteers.schemes.candidates[desk] > 0);
  test::live(world, 8);
  CHECK(world.volunteers.schemes.open[desk] == 0);
  CHECK(world.volunteers.schemes.volunteers[desk] == 0);
  CHECK(world.programme_book.works.size() == 0);
  world.audit();
}

TEST_CASE("a desk becomes known by those whom it helps", "[programmes][volunteering]") {
  const World world =
      lived(one("volunteer_scheme", {{"wanted", 40}, {"calls", 60}, {"known", 0.3}}), 40);
  const Row desk = desk_of(world);
  CHECK(world.volunteers.schemes.known[desk] > 0.304F);
  const World idle =
      lived(one("volunteer_scheme", {{"wanted", 0}, {"calls", 0}, {"known", 0.3}}), 40);
  CHECK(idle.volunteers.schemes.known[desk_of(idle)] == Approx(0.3));
}

TEST_CASE("desks that are there get hours from a programme and give them back",
          "[programmes][volunteering]") {
  World world = test::town_with(
      one("volunteer_scheme",
          {{"existing", true}, {"coordinator_hours", 9}, {"training", 20}, {"thanks_every", 8}},
          {{"to_week", 20}}));
  const Schemes before = world.volunteers.schemes;
  test::live(world, 10);
  std::uint32_t more = 0;
  bool trained = false;
  for (Row scheme = 0; scheme < before.rows(); ++scheme) {
    if (before.kind[scheme] == SchemeKind::elsewhere) continue;
    more +=
        world.volunteers.schemes.coordinator_minutes[scheme] - before.coordinator_minutes[scheme];
    trained |= world.volunteers.schemes.trained[scheme] > 0.1F;
    CHECK(world.volunteers.schemes.thanks_every[scheme] == 8);
  }
  CHECK(more == 9 * 60);
  CHECK(trained);
  test::live(world, 12);
  for (Row scheme = 0; scheme < before.rows(); ++scheme) {
    CHECK(world.volunteers.schemes.coordinator_minutes[scheme] ==
          before.coordinator_minutes[scheme]);
    CHECK(world.volunteers.schemes.thanks_every[scheme] == before.thanks_every[scheme]);
  }
}

TEST_CASE("where somebody is at their side people with limitations help too",
          "[programmes][volunteering]") {
  World world =
      test::town_with(one("volunteer_scheme", {{"inclusive", true}, {"coordinator_hours", 20}}));
  test::live(world, 1);
  const Row desk = desk_of(world);
  int joined = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.function[person] != Function::moderate) continue;
    CHECK_FALSE(may_volunteer(world, person));
    world.volunteers.schemes.inclusive[desk] = 0;
    CHECK_FALSE(ask_to_volunteer(world, person, desk, 10.0));
    world.volunteers.schemes.inclusive[desk] = 1;
    joined += ask_to_volunteer(world, person, desk, 10.0) ? 1 : 0;
  }
  REQUIRE(joined > 3);
  test::live(world, 4);
  CHECK(world.volunteers.schemes.volunteers[desk] > 0);
  world.audit();
}

TEST_CASE("where giving and taking are even, those helped come to help others",
          "[programmes][volunteering]") {
  const auto helped_helpers = [](double reciprocal) {
    World world = test::town_with(one("volunteer_scheme", {{"reciprocal", reciprocal},
                                                           {"inclusive", true},
                                                           {"wanted", 60},
                                                           {"calls", 60},
                                                           {"coordinator_hours", 60},
                                                           {"known", 0.9}}));
    world.parameters.volunteering.says_yes_to_tie = 1.0;
    test::live(world, 30);
    int both = 0;
    for (const Person person : test::everybody(world)) {
      const Row row = world.volunteers.of(person);
      if (row == no_row || world.volunteers.volunteers.scheme[row] != desk_of(world)) continue;
      bool helped = false;
      world.care.each_need(person, [&](Row need) {
        world.care.each_help(
            need, [&](Row help) { helped |= world.care.help.source[help] == Source::volunteers; });
      });
      both += helped ? 1 : 0;
    }
    return both;
  };
  CHECK(helped_helpers(1.0) > helped_helpers(0.0));
}

TEST_CASE("a telephone joins people who live far from each other", "[programmes][volunteering]") {
  const auto mean_metres = [](bool remote) {
    World world = test::town_with(one("volunteer_scheme", {{"remote", remote},
                                                           {"wanted", 80},
                                                           {"calls", 100},
                                                           {"coordinator_hours", 60},
                                                           {"known", 0.9}}));
    world.parameters.volunteering.thinks_of_desk = 8.0;
    test::live(world, 40);
    double metres = 0.0;
    int pairs = 0;
    const auto& all = world.volunteers.volunteers;
    for (Row row = 0; row < all.rows(); ++row) {
      if (!all.alive(row) || all.scheme[row] != desk_of(world)) continue;
      world.care.each_given(all.person[row], [&](Row help) {
        if (world.care.help.source[help] != Source::volunteers) return;
        const Row here = world.street_of(all.person[row]);
        const Row there = world.street_of(world.care.needs.person[world.care.help.need[help]]);
        metres += static_cast<double>(std::hypot(world.places.x[here] - world.places.x[there],
                                                 world.places.y[here] - world.places.y[there]));
        ++pairs;
      });
    }
    REQUIRE(pairs > 10);
    return metres / pairs;
  };
  CHECK(mean_metres(true) > 1.2 * mean_metres(false));
}

TEST_CASE("trained volunteers leave less and see more", "[programmes][volunteering]") {
  World world = test::small_town();
  Row volunteer = no_row;
  for (Row row = 0; row < world.volunteers.volunteers.rows() && volunteer == no_row; ++row) {
    if (world.volunteers.volunteers.alive(row) && world.volunteers.active(row) &&
        world.volunteers.schemes.kind[world.volunteers.volunteers.scheme[row]] !=
            SchemeKind::elsewhere) {
      volunteer = row;
    }
  }
  REQUIRE(volunteer != no_row);
  const double before = leaving_rate(world, volunteer);
  world.volunteers.schemes.trained[world.volunteers.volunteers.scheme[volunteer]] = 1.0F;
  CHECK(leaving_rate(world, volunteer) ==
        Approx(before * world.parameters.programmes.trained_stays));
}

TEST_CASE("an activity has as many occasions a year as it says, in its season",
          "[programmes][activities]") {
  const auto times = [](const json& values, int weeks) {
    const World world = lived(one("activity", values), weeks);
    return world.programme_book.works.times[0];
  };
  CHECK(times({{"times_year", 12}}, 52) == 12);
  CHECK(times({{"times_year", 52}}, 10) == 10);
  CHECK(times({{"times_year", 104}}, 10) == 20);
  // Once a year, within four weeks of the year; the small town is half a year old.
  CHECK(times({{"times_year", 1}, {"season_from", 30}, {"season_to", 34}}, 3) == 0);
  CHECK(times({{"times_year", 1}, {"season_from", 30}, {"season_to", 34}}, 52) == 1);
  CHECK(times({{"times_year", 6}, {"season_from", 50}, {"season_to", 4}}, 52) == 6);
}

TEST_CASE("an activity is never fuller than it can be", "[programmes][activities]") {
  const World world = lived(
      one("activity", {{"times_year", 52}, {"capacity", 7}, {"personal", 1}, {"same_people", 0.9}}),
      20);
  const Works& works = world.programme_book.works;
  CHECK(works.people[0] > 3U * works.times[0]);
  CHECK(works.people[0] <= 7U * works.times[0]);
}

TEST_CASE(
    "guests of an activity come to know each other, the more so where they do something "
    "together",
    "[programmes][activities]") {
  const auto ties = [](double mixing) {
    const World world = lived(one("activity", {{"times_year", 52},
                                               {"capacity", 30},
                                               {"personal", 1},
                                               {"same_people", 0.9},
                                               {"mixing", mixing}}),
                              12);
    const std::vector<Person> guests = guests_of(world);
    REQUIRE(guests.size() > 15);
    double among = 0.0;
    for (const Person a : guests) {
      for (const Person b : guests) among += a != b && test::tie_between(world, a, b) ? 1 : 0;
    }
    return among / static_cast<double>(guests.size());
  };
  const double some = ties(0.0);
  CHECK(some > 0.5);
  CHECK(ties(1.0) > 1.3 * some);
}

TEST_CASE("who comes by a poster knows more people than who is invited at the door",
          "[programmes][activities]") {
  const auto mean_ties = [](double personal) {
    const World world = lived(
        one("activity",
            {{"times_year", 52}, {"capacity", 60}, {"personal", personal}, {"same_people", 1.0}}),
        6);
    const std::vector<Person> guests = guests_of(world);
    REQUIRE(guests.size() > 15);
    double sum = 0.0;
    // As it was before: the town is the same until the first occasion.
    for (const Person person : guests) sum += test::small_town().people.ties_monthly[person];
    return sum / static_cast<double>(guests.size());
  };
  CHECK(mean_ties(0.0) > 1.1 * mean_ties(1.0));
}

TEST_CASE("an activity is for those of its age, group and audience", "[programmes][activities]") {
  const World old = lived(
      one("activity", {{"times_year", 52}, {"personal", 1}, {"age_from", 75}, {"same_people", 1}}),
      8);
  REQUIRE(guests_of(old).size() > 5);
  for (const Person person : guests_of(old)) CHECK(old.age(person) >= 75);
  const World carers =
      lived(one("activity", {{"times_year", 12}, {"personal", 1}, {"audience", "carers"}}), 3);
  for (const Person person : guests_of(carers)) CHECK(carers.care.gives(person));
  const World families =
      lived(one("activity", {{"times_year", 52}, {"personal", 1}, {"audience", "families"}}), 4);
  REQUIRE(guests_of(families).size() > 5);
  for (const Person person : guests_of(families)) {
    bool child = false;
    for (const Person member : test::members_of(families, families.people.household[person])) {
      child |= families.age(member) < adult_age;
    }
    CHECK(child);
  }
}

TEST_CASE("carers for whom somebody takes over feel relief after a talk cafe",
          "[programmes][activities]") {
  const auto relief = [](double sitting) {
    World world = test::town_with(
        one("activity",
            {{"times_year", 52}, {"personal", 1}, {"audience", "carers"}, {"sitting", sitting}}));
    // A town in which many care a lot.
    world.parameters.relief.hours_from = 1.0;
    double felt = 0.0;
    test::live(world, 6);
    for (const Person person : guests_of(world)) felt += world.people.relief[person];
    REQUIRE(guests_of(world).size() > 3);
    return felt;
  };
  CHECK(relief(1.0) > relief(0.0));
}

TEST_CASE("who took part in what is about asking asks and helps more readily, for a while",
          "[programmes][activities]") {
  World world = test::town_with(one(
      "activity",
      {{"times_year", 52}, {"personal", 1}, {"asking", 1}, {"capacity", 60}, {"same_people", 0.9}},
      {{"to_week", 20}, {"ownership", 0}}));
  world.parameters.programmes.survival = 0.0;
  test::live(world, 19);
  const std::vector<Person> guests = guests_of(world);
  REQUIRE(guests.size() > 20);
  const Person guest = *std::max_element(guests.begin(), guests.end(), [&](Person a, Person b) {
    return world.people.at_ease[a] < world.people.at_ease[b];
  });
  REQUIRE(world.people.at_ease[guest] > 60);
  World without = world;
  without.people.at_ease[guest] = 0;
  CHECK(logit_of_asking(world, guest, 0.5, stranger(world)) >
        logit_of_asking(without, guest, 0.5, stranger(without)));
  const std::uint8_t then = world.people.at_ease[guest];
  const Identity who = world.people.identity[guest];
  test::live(world, 30);
  if (world.people.identity[guest] == who) CHECK(world.people.at_ease[guest] < then);
  CHECK(world.programme_book.regulars.size() == 0);
}

TEST_CASE("residents who own an activity go on with it when its programme ends, others do not",
          "[programmes][activities]") {
  const auto after_end = [](double ownership) {
    World world =
        test::town_with(one("activity", {{"times_year", 26}, {"residents_share", ownership}},
                            {{"to_week", 10}, {"ownership", ownership}}));
    world.parameters.programmes.survival = 1.0;
    test::live(world, 40);
    world.audit();
    return world.programme_book.works.size();
  };
  CHECK(after_end(1.0) == 1);
  CHECK(after_end(0.0) == 0);
}

TEST_CASE("visitors see hidden needs of those of the age they look for", "[programmes][finding]") {
  World world = test::town_with(
      one("finding", {{"visits_week", 30}, {"age_from", 80}, {"skill", 1}, {"dispatch_hours", 0}}));
  World without = test::small_town();
  test::live(world, 1);
  test::live(without, 1);
  const auto hidden = [](const World& town, int from, int to) {
    int count = 0;
    for (Row need = 0; need < town.care.needs.rows(); ++need) {
      if (!town.care.needs.alive(need) || town.care.needs.state[need] != NeedState::hidden)
        continue;
      const int age = town.age(town.care.needs.person[need]);
      count += age >= from && age < to ? 1 : 0;
    }
    return count;
  };
  CHECK(hidden(world, 80, 130) < hidden(without, 80, 130));
  CHECK(hidden(world, 0, 80) == hidden(without, 0, 80));
  CHECK(world.programme_book.works.times[0] == 30);
  CHECK(world.programme_book.works.people[0] > 5);
  CHECK(world.programme_book.works.people[0] < 30);
}

TEST_CASE("whoever is in charge brings on what nobody took up, as far as the hours reach",
          "[programmes][finding]") {
  const auto brought = [](double hours) {
    World world = test::town_with(
        one("finding", {{"visits_week", 0}, {"dispatch_hours", hours}, {"warm", 1}}));
    test::live(world, 4);
    return world.programme_book.works.times[0];
  };
  CHECK(brought(0) == 0);
  CHECK(brought(3) > 0);
  CHECK(brought(3) <= 3 * 4);
  CHECK(brought(1000) > 2 * brought(3));
}

TEST_CASE("where shopkeepers and practices watch, hidden needs come out sooner",
          "[programmes][finding]") {
  const auto detected = [](double eyes) {
    World world = test::town_with(
        one("finding", {{"visits_week", 0}, {"dispatch_hours", 0}, {"eyes", eyes}}));
    world.flows = {};
    test::live(world, 30);
    return static_cast<double>(
        world.flows.counts[static_cast<std::size_t>(Flow::seen_in_shops)][0]);
  };
  CHECK(detected(1.0) > 1.5 * detected(0.0));
}

TEST_CASE("a campaign puts people at ease and informs them, and both fade",
          "[programmes][communication]") {
  World world = test::town_with(one(
      "communication", {{"messages_year", 52}, {"asking", 1}, {"supply", 0.5}}, {{"to_week", 12}}));
  test::live(world, 12);
  const double ease = mean_of(world, world.people.at_ease);
  const double informed = mean_of(world, world.people.informed);
  CHECK(ease > 30.0);
  CHECK(informed > 30.0);
  test::live(world, 30);
  CHECK(mean_of(world, world.people.at_ease) < 0.6 * ease);
  CHECK(mean_of(world, world.people.informed) < 0.8 * informed);
  CHECK(mean_of(world, world.people.informed) > 0.3 * informed);
}

TEST_CASE("what comes on a screen reaches older people less than a letter does",
          "[programmes][communication]") {
  const auto old_to_young = [](bool digital) {
    const World world = lived(
        one("communication", {{"messages_year", 26}, {"asking", 1}, {"digital", digital}}), 12);
    double old = 0.0;
    double young = 0.0;
    int olds = 0;
    int youngs = 0;
    for (const Person person : test::everybody(world)) {
      const bool is_old = world.age(person) >= 65;
      (is_old ? old : young) += world.people.at_ease[person];
      ++(is_old ? olds : youngs);
    }
    return old / olds / (young / youngs);
  };
  CHECK(old_to_young(false) == Approx(1.0).margin(0.15));
  CHECK(old_to_young(true) < 0.7);
}

TEST_CASE("the poor who know of lower prices accept more help", "[programmes][communication]") {
  World world = test::small_town();
  int before = 0;
  int after = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.poverty[person] == 0) continue;
    const bool accepted = accepts(world, person, OrganisationKind::family_care);
    before += accepted ? 1 : 0;
    world.people.informed[person] = 255;
    const bool now = accepts(world, person, OrganisationKind::family_care);
    after += now ? 1 : 0;
    REQUIRE((now || !accepted));
  }
  CHECK(after > before);
}

TEST_CASE("staff hours that a programme adds are there while it lasts and gone afterwards",
          "[programmes][services]") {
  World world = test::town_with(one(
      "services", {{"organisation", "family_care"}, {"preparation_weeks", 2}, {"hours_week", 50}},
      {{"to_week", 10}}));
  const auto minutes = [&] {
    std::uint32_t sum = 0;
    for (Row row = 0; row < world.care.organisations.rows(); ++row) {
      if (world.care.organisations.kind[row] == OrganisationKind::family_care) {
        sum += world.care.organisations.minutes[row];
      }
    }
    return sum;
  };
  const std::uint32_t before = minutes();
  test::live(world, 2);
  CHECK(minutes() == before);
  test::live(world, 5);
  CHECK(minutes() == before + 50 * 60);
  test::live(world, 6);
  CHECK(minutes() == before);
}

TEST_CASE("services that name no organisation are refused", "[programmes][services]") {
  CHECK_THROWS_WITH(test::plans(one("services", json::object())),
                    Catch::Matchers::Contains("organisation"));
}

TEST_CASE("benches and crossings shorten the way of who walks with difficulty, and of nobody else",
          "[programmes][space]") {
  json list = one("space", {{"access", 1}});
  list[0]["parts"].push_back({{"kind", "meeting_place"}});
  World world = test::town_with(list);
  test::live(world, 1);
  World plain = world;
  plain.local = {};
  int eased = 0;
  for (const Person person : test::everybody(world)) {
    const float with = within_reach(world, 0, person);
    const float without = within_reach(plain, 0, person);
    const bool drives =
        world.people.car[person] != 0 && world.people.function[person] < Function::moderate;
    if (world.people.function[person] == Function::independent || drives) {
      CHECK(with == without);
    } else {
      CHECK(with >= without);
      eased += with > without ? 1 : 0;
    }
  }
  CHECK(eased > 10);
}

TEST_CASE("where there is somewhere to linger more people get to know each other",
          "[programmes][space]") {
  const auto formed = [](double meeting) {
    World world = test::town_with(one("space", {{"meeting", meeting}}));
    world.parameters.programmes.space_meets = 2.0;
    test::live(world, 26);
    std::uint64_t ties = 0;
    for (const Person person : test::everybody(world)) ties += world.ties.degree(person);
    return ties;
  };
  CHECK(formed(1.0) > formed(0.0));
}

TEST_CASE("a network grows by meetings and fades without", "[programmes][network]") {
  World world =
      test::town_with(one("network", {{"members", 0.8}, {"meetings_year", 52}}, {{"to_week", 60}}));
  test::live(world, 10);
  const float early = world.programme_book.works.level[0];
  test::live(world, 49);
  const float late = world.programme_book.works.level[0];
  CHECK(early > 0.1F);
  CHECK(late > early);
  CHECK(late < 0.8F);
  world.parameters.programmes.network_half_life = 10.0;
  test::live(world, 20);
  REQUIRE(world.programme_book.works.size() == 1);
  CHECK(world.programme_book.works.level[0] < 0.5F * late);
  test::live(world, 60);
  CHECK(world.programme_book.works.size() == 0);
}

TEST_CASE("referrals between organisations that know each other get lost less and go faster",
          "[programmes][network]") {
  const auto completed = [](double linked) {
    World world = test::small_town();
    world.local.by_neighbourhood.resize(world.neighbourhoods.size());
    for (LocalChange& change : world.local.by_neighbourhood) change.linked = linked;
    world.parameters.formal.referral_loss = 0.6;
    world.flows = {};
    for (int week = 0; week < 26; ++week) {
      refer(world);
      ++world.week;
    }
    const auto flow = [&](Flow one_flow) {
      return static_cast<double>(world.flows.counts[static_cast<std::size_t>(one_flow)][0]);
    };
    REQUIRE(flow(Flow::referrals) > 50);
    return flow(Flow::referrals_completed) / flow(Flow::referrals);
  };
  CHECK(completed(1.0) > 1.2 * completed(0.0));
}

TEST_CASE("carers whose employer takes part have more time to care", "[programmes][network]") {
  World world = test::small_town();
  world.local.by_neighbourhood.resize(world.neighbourhoods.size());
  int more = 0;
  int others = 0;
  for (const Person person : test::everybody(world)) {
    if (world.people.occupation[person] != Occupation::worker) continue;
    for (LocalChange& change : world.local.by_neighbourhood) change.employers = 0.0;
    const std::uint32_t before = most_minutes_given(world, person);
    for (LocalChange& change : world.local.by_neighbourhood) change.employers = 0.5;
    const std::uint32_t after = most_minutes_given(world, person);
    if (world.care.gives(person) && after > before) ++more;
    if (!world.care.gives(person)) others += after != before ? 1 : 0;
  }
  CHECK(more > 0);
  CHECK(others == 0);
}

TEST_CASE("coaching makes an organiser a facilitator, and paperwork takes hours from people",
          "[programmes][connectors]") {
  const auto part = [](const json& values) {
    return std::get<ConnectorPart>(test::plans(test::connector(values))[0].parts[0]);
  };
  const ConnectorPart coached = part({{"organise", 0.8}, {"learns", 0.7}});
  CHECK(organise_after(coached, 0) == Approx(0.8));
  CHECK(organise_after(coached, 52) == Approx(0.8 * 0.4966).epsilon(0.01));
  const auto known = [](double paperwork) {
    return static_cast<double>(
        test::known_in(lived(test::connector({{"paperwork", paperwork}}), 15)).size());
  };
  CHECK(known(0.6) < 0.8 * known(0.0));
}
