#include "files/payers.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "files/data_folder.hpp"
#include "files/scenario.hpp"

using namespace buurt;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

files::Scenario scenario_with(const json& payers, const json& more = json::object()) {
  json programme = {{"use", "connector"}, {"payer", "grant"}};
  programme.update(more);
  const json document = {{"name", "a"},
                         {"municipality", "herzele"},
                         {"start", "2024-01-01"},
                         {"programmes", {programme}},
                         {"payers", payers}};
  return files::ScenarioReader(BUURT_SOURCE_SCENARIOS).parse(document.dump(), "a.json");
}

std::string fault(const json& payers, const json& more = json::object()) {
  return test::faults_of([&] { static_cast<void>(scenario_with(payers, more)); });
}

const json grant = {{"name", "grant"},  {"kind", "grant"},     {"giver", "Flanders"},
                    {"amount", 100000}, {"from_week", 0},      {"to_week", 104},
                    {"match", 1},       {"matched_by", "town"}};

json with(const json& changes) {
  json one = grant;
  one.update(changes);
  return json::array({one});
}

json without(const char* key) {
  json one = grant;
  one.erase(key);
  return json::array({one});
}

}  // namespace

TEST_CASE("payers are read with their limits, matches and elections", "[money]") {
  const auto scenario = scenario_with(
      {grant,
       {{"name", "town"},
        {"kind", "authority"},
        {"yearly", {50000, 40000}},
        {"election", {{"week", 100}, {"every_weeks", 312}, {"chance", 0.5}, {"factor", 0.7}}}}});
  REQUIRE(scenario.payers.size() == 2);
  CHECK(scenario.payers[0].amount == 100000.0);
  CHECK(scenario.payers[0].to_week == 104);
  CHECK(scenario.payers[0].match == 1.0);
  CHECK(scenario.payers[1].yearly == std::vector<double>{50000, 40000});
  CHECK(scenario.payers[1].election_week == 100);
  const json resolved = files::resolved_json(scenario);
  const auto again = files::ScenarioReader(BUURT_SOURCE_SCENARIOS).parse(resolved.dump(), "again");
  CHECK(files::resolved_json(again) == resolved);
  CHECK(again.payers.size() == 2);
}

TEST_CASE("the end of a programme is read", "[money]") {
  const auto scenario =
      scenario_with(json::array({grant}), {{"at_end", "takeover"},
                                           {"end_weeks", 13},
                                           {"next_payer", "a care home"},
                                           {"adapts", true},
                                           {"phases",
                                            {{{"name", "pilot"}, {"weeks", 52}, {"scale", 0.5}},
                                             {{"name", "sustain"}, {"scale", 1}}}}});
  const care::ProgrammePlan& plan = scenario.programmes.front();
  CHECK(plan.at_end == care::AtEnd::takeover);
  CHECK(plan.end_weeks == 13);
  CHECK(plan.next_payer == "a care home");
  CHECK(plan.adapts);
  REQUIRE(plan.phases.size() == 2);
  CHECK(plan.phases[0].scale == 0.5);
}

TEST_CASE("what is wrong with a payer is told once, with what is needed", "[money]") {
  CHECK(fault(json::array({grant})) == "no fault");
  CHECK_THAT(fault(without("giver")),
             Contains("a.json: payers[0].giver: is missing; a grant needs a payer: who gives "
                      "\"grant\"?"));
  CHECK_THAT(fault(with({{"name", "grand"}})),
             Contains("a.json: payers[0].name: \"grand\" pays nobody: no programme names it as its "
                      "payer; did you mean \"grant\"?"));
  CHECK_THAT(fault(with({{"from_week", 104}})),
             Contains("payers[0].to_week: found 104; a week after from_week, 104, is allowed"));
  CHECK_THAT(fault(without("matched_by")), Contains("payers[0].matched_by: is missing"));
  CHECK_THAT(fault(without("amount")), Contains("payers[0]: \"grant\" has no limit"));
  CHECK_THAT(fault(json::array({grant, grant})),
             Contains("payers[1].name: \"grant\" is the name of payers[0] already"));
  CHECK_THAT(fault(with({{"matched_by", "grant"}})),
             Contains("payers[0].matched_by: found \"grant\"; a payer that is not matched itself"));
  CHECK_THAT(fault(with({{"expects", 3}})),
             Contains("payers[0].patience_weeks: is missing or 0; it goes with expects"));
  CHECK_THAT(fault(with({{"patience_weeks", 3}})),
             Contains("payers[0].expects: is missing; it goes with patience_weeks"));
  CHECK_THAT(fault(without("match")), Contains("payers[0].match: is missing or 0"));
  CHECK_THAT(fault(with({{"from_week", 9}})),
             Contains("payers[0].from_week: found 9; at most 0, in which \"connector\" begins, is "
                      "allowed"));
  CHECK(fault(with({{"from_week", 9}}), {{"from_week", 9}}) == "no fault");
  CHECK_THAT(fault(with({{"to_week", 30}}), {{"from_week", 40}}),
             Contains("payers[0].to_week: found 30; a week after 40, in which \"connector\" "
                      "begins, is allowed"));
  CHECK_THAT(fault(with({{"amount", -1}})), Contains("payers[0].amount: found -1"));
  CHECK_THAT(fault(json::array({grant}), {{"at_end", "takeover"}}),
             Contains("programmes[0].next_payer: is missing; a takeover needs the name"));
  CHECK_THAT(fault(json::array({grant}), {{"fte", -1}}), Contains("programmes[0].fte: found -1"));
  CHECK_THAT(fault(json::array({grant}), {{"neighbourhoods", "Nowhere"}}),
             Contains("programmes[0].neighbourhoods:"));
  CHECK_THAT(fault(json::array({grant}), {{"from_week", 9}, {"to_week", 9}}),
             Contains("programmes[0].to_week: found 9"));
}

TEST_CASE("what is wrong with programmes, payers and budgets is told all at once", "[money]") {
  const auto fault_of = [](const json& parts) {
    json document = {{"name", "a"}, {"municipality", "herzele"}, {"start", "2024-01-01"}};
    document.update(parts);
    return test::faults_of([&] {
      static_cast<void>(
          files::ScenarioReader(BUURT_SOURCE_SCENARIOS).parse(document.dump(), "a.json"));
    });
  };
  const auto connector = [](json more) {
    more.update({{"use", "connector"}, {"payer", "grant"}});
    return more;
  };
  const auto taking_over = [](const char* name) {
    return json{{"name", name},
                {"payer", "grant"},
                {"parts", {{{"kind", "meeting_place"}, {"takes_over", "house"}}}}};
  };
  const json programmes = {connector({{"name", "a"}, {"fte", -1}, {"neighbourhoods", "Atlantis"}}),
                           connector({{"name", "b"}, {"from_week", 9}, {"to_week", 8}}),
                           taking_over("c"),
                           taking_over("d"),
                           {{"name", "e"},
                            {"neighbourhoods", "Lemuria"},
                            {"from_week", 4},
                            {"to_week", 2},
                            {"parts", {{{"kind", "meeting_place"}, {"capacity", -3}}}}}};
  const json payers = {{{"name", "grant"}, {"kind", "grant"}, {"amount", 1000}},
                       {{"name", "x"}, {"kind", "authority"}, {"yearly", -1}}};
  const json budget = {
      {"welfare",
       {{"change", -0.1}, {"from_week", 9}, {"notice_weeks", 10}, {"neighbourhoods", "Borsbeek"}}}};
  const std::string told =
      fault_of({{"programmes", programmes}, {"payers", payers}, {"budget", budget}});
  for (const char* one :
       {"programmes[0].fte: found -1", "programmes[0].neighbourhoods: herzele has no neighbourhood",
        "programmes[1].to_week: found 8; a week after from_week, 9",
        "programmes[3].parts[0]: takes over the place \"house\", as at programmes[2].parts[0]",
        "programmes[4].parts[0].capacity: found -3", "\"Lemuria\"",
        "programmes[4].to_week: found 2", "programmes[4].payer: nobody pays",
        "payers[0].giver: is missing; a grant needs a payer", "payers[1].yearly: found -1",
        "budget.welfare.notice_weeks: found 10",
        "budget.welfare.neighbourhoods: herzele has no neighbourhood \"Borsbeek\"; did you mean"}) {
    CHECK_THAT(told, Contains(one));
  }
  const std::string unused =
      fault_of({{"programmes", json::array({connector(json::object())})},
                {"payers",
                 {{{"name", "grant"}, {"kind", "grant"}, {"giver", "Flanders"}, {"amount", 1}},
                  {{"name", "town"}, {"kind", "authority"}, {"yearly", 1}}}}});
  CHECK_THAT(unused, Contains("payers[1].name: \"town\" pays nobody"));
}
