#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <string>

#include "care/outcomes.hpp"
#include "files/data_folder.hpp"
#include "files/data_root.hpp"
#include "files/programmes.hpp"
#include "files/scenario.hpp"

using namespace buurt;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

const std::filesystem::path shipped = BUURT_SOURCE_SCENARIOS;

json own(const std::string& name, json parts) {
  return {{"name", name}, {"payer", "town"}, {"parts", std::move(parts)}};
}

files::Scenario scenario_with(const json& programmes) {
  const json document = {{"name", "a"},
                         {"municipality", "herzele"},
                         {"start", "2024-01-01"},
                         {"programmes", programmes}};
  return files::ScenarioReader(shipped).parse(document.dump(), "a.json");
}

std::string fault(const json& programmes) {
  return test::faults_of([&] { static_cast<void>(scenario_with(programmes)); });
}

const json connector = {{"kind", "connector"}};
const json place = {{"kind", "meeting_place"}};

}  // namespace

TEST_CASE("a named programme is taken in, and what stands beside it overrides it", "[programmes]") {
  const files::Scenario scenario = scenario_with({{{"use", "connector"},
                                                   {"fte", 0.5},
                                                   {"from_week", 26},
                                                   {"to_week", 130},
                                                   {"neighbourhoods", {"centre"}}}});
  REQUIRE(scenario.programmes.size() == 1);
  const care::ProgrammePlan& plan = scenario.programmes.front();
  CHECK(plan.name == "connector");
  CHECK(plan.from_week == 26);
  CHECK(plan.to_week == 130);
  CHECK(plan.neighbourhoods == std::vector<std::string>{"centre"});
  CHECK_FALSE(plan.payer.empty());
  REQUIRE(plan.parts.size() == 1);
  const auto& part = std::get<care::ConnectorPart>(plan.parts.front());
  CHECK(part.fte == 0.5);
  CHECK(part.caseload == 225.0);
  CHECK(part.paid == 1.0);
}

TEST_CASE("volunteers are not paid, whatever a full-time equivalent costs", "[programmes]") {
  const auto scenario =
      scenario_with({{{"use", "connector"}, {"paid", false}, {"cost_fte", 90000}}});
  const auto& part = std::get<care::ConnectorPart>(scenario.programmes.front().parts.front());
  CHECK(part.fte == 1.0);
  CHECK(part.yearly_cost() == part.cost_activities);
}

TEST_CASE("a programme of several parts hands a value to each part that knows it", "[programmes]") {
  const auto scenario = scenario_with({{{"use", "connector-and-place"}, {"languages", 0.9}}});
  const care::ProgrammePlan& plan = scenario.programmes.front();
  CHECK(std::get<care::ConnectorPart>(plan.parts[0]).languages == 0.9);
  CHECK(std::get<care::MeetingPlacePart>(plan.parts[1]).languages == 0.9);
}

TEST_CASE("a scenario with its programmes written out reads back to the same", "[programmes]") {
  const auto scenario = scenario_with(
      {{{"use", "connector-and-place"}, {"fte", 2}}, own("mine", {place}), {{"use", "no-op"}}});
  REQUIRE(scenario.programmes.size() == 3);
  const json resolved = files::resolved_json(scenario);
  const auto again = files::ScenarioReader(shipped).parse(resolved.dump(), "b.json");
  CHECK(files::resolved_json(again) == resolved);
  CHECK(again.programmes.size() == 3);
}

TEST_CASE("what is wrong with programmes is told with its place", "[programmes]") {
  CHECK_THAT(fault({{{"use", "conector"}}}),
             Contains("programmes[0].use") && Contains("did you mean \"connector\"?"));
  CHECK_THAT(fault({{{"use", "connector"}, {"fte", -1}}}),
             Contains("programmes[0].fte: found -1") && Contains("from 0 to"));
  CHECK_THAT(fault({{{"use", "connector"}, {"ftes", 1}}}),
             Contains("programmes[0].ftes") && Contains("did you mean \"fte\"?"));
  CHECK_THAT(fault({{{"use", "connector"}, {"from_week", 30}, {"to_week", 20}}}),
             Contains("programmes[0].to_week: found 20; a week after from_week, 30"));
  CHECK_THAT(fault({{{"use", "connector"}, {"neighbourhoods", {"Borsbeek"}}}}),
             Contains("programmes[0].neighbourhoods") && Contains("did you mean \"Borsbeke\"?"));
  CHECK_THAT(fault(json::array({own("a", {{{"kind", "conector"}}})})),
             Contains("programmes[0].parts[0].kind") && Contains("did you mean \"connector\"?"));
  CHECK_THAT(fault({own("a", {connector}), own("a", {connector})}),
             Contains("programmes[1]: is named \"a\", as at programmes[0] already"));
  CHECK_THAT(fault({{{"name", "a"}, {"parts", {connector}}}}),
             Contains("programmes[0].payer: nobody pays for programme \"a\""));
  CHECK_THAT(fault({{{"parts", {connector}}}}), Contains("programmes[0].name: is missing"));
  CHECK_THAT(fault({3}), Contains("programmes[0]: found 3; an object is allowed"));
  json over = place;
  over["takes_over"] = "house";
  json house = place;
  house["place"] = "house";
  CHECK(fault({own("a", {house}), own("b", {over})}) == "no fault");
  CHECK_THAT(fault({own("a", {house}), own("b", {over}), own("c", {over})}),
             Contains("programmes[2].parts[0]: takes over the place \"house\", as at "
                      "programmes[1].parts[0] already"));
  CHECK_THAT(fault({own("a", {house}), own("b", {house})}),
             Contains("programmes[1].parts[0]: opens the place \"house\", as at "
                      "programmes[0].parts[0] already"));
  CHECK_THAT(
      fault({own("b", {over}), own("a", {house})}),
      Contains("programmes[0].parts[0].takes_over: \"house\" opens in week 0; a place that is "
               "there in week 0 is allowed"));
  CHECK_THAT(fault(json::array({own("a", {house, over})})),
             Contains("programmes[0].parts[1].takes_over: found \"house\", which this programme "
                      "opens itself"));
  json phased = own("a", {connector});
  phased["phases"] = {{{"name", "idea"}, {"scale", 0.2}}, {{"name", "work"}, {"scale", 1}}};
  CHECK_THAT(fault(json::array({phased})),
             Contains("programmes[0].phases[0].weeks: is missing; every phase before the last"));
  json pilot = own("a", {connector});
  pilot["to_week"] = 20;
  json after = own("b", {connector});
  after["from_week"] = 20;
  after["pilot"] = {{"programme", "a"}, {"seen", 1}, {"will", 1}};
  CHECK_THAT(fault({pilot, after}), Contains("programmes[1].pilot.programme: \"a\" stops in week "
                                             "20; a pilot that is there in week 20 is allowed"));
  CHECK_THAT(fault(json::array({own("b", {over})})),
             Contains("no programme opens a place \"house\""));
}

TEST_CASE("a fault of a part names the part, and that of a named programme where its name stands",
          "[programmes]") {
  const json services = {{"kind", "services"}};
  CHECK_THAT(fault(json::array({own("a", {connector, connector, services})})),
             Contains("programmes[0].parts[2].organisation: is missing"));
  json activity = {{"kind", "activity"}, {"age_from", 70}, {"age_to", 60}};
  CHECK_THAT(fault(json::array({own("a", {connector, activity})})),
             Contains("programmes[0].parts[1].age_to: found 60"));
  // A part that was left out for a fault of its own does not shift those behind it.
  const std::string both = fault(json::array({own("a", {{{"kind", "x"}}, place, place})}));
  CHECK_THAT(both, Contains("programmes[0].parts[0].kind"));
  CHECK_THAT(
      fault(json::array({own("a", {connector, place, place})})),
      Contains("programmes[0].parts[2]: opens the place \"a\", as at programmes[0].parts[1]"));
  CHECK_THAT(fault(json::array({json{{"use", "meeting-place"}, {"in", "Borsbeek"}}})),
             Contains("programmes[0].in: ") && Contains("did you mean \"Borsbeke\"?"));
}

TEST_CASE("names of programmes, places and payers can be read", "[programmes]") {
  const std::string nul("a\0b", 3);
  CHECK_THAT(
      fault(json::array({own(nul, {connector})})),
      Contains("programmes[0].name: found \"a\\u0000b\"; a name without control characters that is "
               "more than blanks is allowed"));
  CHECK_THAT(fault(json::array({own("  ", {connector})})),
             Contains("programmes[0].name: found \"  \""));
  json house = place;
  house["place"] = "a\nb";
  CHECK_THAT(fault(json::array({own("a", {house})})),
             Contains("programmes[0].parts[0].place: found \"a\\nb\""));
  json paid = own("a", {connector});
  paid["payer"] = "\t";
  CHECK_THAT(fault(json::array({paid})), Contains("programmes[0].payer: found \"\\t\""));
  CHECK_THAT(fault(json::array({json{{"use", "connector"}, {"name", nul}}})),
             Contains("programmes[0].name: found"));
}

TEST_CASE("all faults of several programmes are told at once", "[programmes]") {
  const std::string faults = fault({{{"use", "conector"}},
                                    {{"use", "connector"}, {"fte", -1}, {"caseload", 0}},
                                    own("a", {{{"kind", "x"}}})});
  CHECK(std::count(faults.begin(), faults.end(), '\n') == 3);
}

TEST_CASE("every shipped programme is fine and bears the name of its file", "[programmes]") {
  const files::ProgrammeReader reader(shipped);
  const std::vector<std::string> names = files::programme_names(shipped);
  REQUIRE(names.size() >= 10);
  for (const std::string& name : names) {
    INFO(name);
    const files::NamedProgramme named = reader.named(files::programme_file(name, shipped));
    CHECK(named.name == name);
    CHECK_FALSE(named.source.empty());
    CHECK(fault({{{"use", name}}}) == "no fault");
  }
}

TEST_CASE("the schema of a part and the part have the same fields", "[programmes]") {
  const files::ProgrammeReader reader(shipped);
  const auto check = [&](const auto& part) {
    std::set<std::string> declared{"kind"};
    for (const auto& [name, member] : part.describe()) declared.emplace(name);
    for (const auto& [name, member] : part.describe_texts()) declared.emplace(name);
    std::set<std::string> known;
    for (const auto& [name, field] : reader.fields_of(part.kind).items()) {
      known.insert(name);
      if (!field.contains("default")) continue;
      INFO(name);
      const bool yes_or_no = field.at("type") == "boolean";
      CHECK((yes_or_no ||
             (field.contains("unit") && field.contains("source") && field.contains("grade") &&
              field.contains("minimum") && field.contains("maximum"))));
    }
    CHECK(known == declared);
  };
  check(care::ConnectorPart{});
  check(care::MeetingPlacePart{});
}

TEST_CASE("the groups that a programme may be for are those of outcomes", "[programmes]") {
  const json schema = json::parse(std::ifstream(shipped / "schema" / "programme.schema.json"));
  std::vector<std::string> groups;
  for (const care::GroupDeclaration& group : care::group_declarations()) {
    groups.emplace_back(group.name);
  }
  CHECK(schema["definitions"]["programme"]["properties"]["target"]["enum"] == json(groups));
}
