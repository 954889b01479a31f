#include "files/comparison.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "engine/error.hpp"
#include "files/data_folder.hpp"
#include "files/data_root.hpp"

using namespace buurt;
using files::Comparison;
using files::ComparisonCall;
using files::ComparisonReader;

namespace {

const ComparisonReader& reader() {
  static const ComparisonReader shipped(BUURT_SOURCE_SCENARIOS);
  return shipped;
}

ComparisonCall call(std::vector<std::string> with) {
  ComparisonCall made;
  made.scenario_or_question = "herzele";
  made.with = std::move(with);
  return made;
}

std::string intervention(const std::string& content) {
  return R"({"name": "mine", "title": "t", "what": "w", "source": "assumed")" +
         (content.empty() ? "" : ", " + content) + "}";
}

}  // namespace

TEST_CASE("each --with makes an arm, and names joined by a plus make one", "[files]") {
  const Comparison made = reader().read(call({"no-op", "no-op+formal-care-minus-20"}));
  REQUIRE(made.arms.size() == 2);
  CHECK(made.arms[0].name == "no-op");
  CHECK(made.arms[1].name == "no-op+formal-care-minus-20");
  REQUIRE(made.arms[1].scenario.budget.size() == 1);
  CHECK(made.arms[1].scenario.budget[0].change == -0.2);
  CHECK(made.arms[0].scenario.budget == made.baseline.budget);
  CHECK(made.baseline.replicates == files::default_comparison_replicates);
  CHECK_FALSE(made.main_outcomes.empty());
}

TEST_CASE("arms share the weeks before anything that was added begins", "[files]") {
  const Comparison made = reader().read(call({"formal-care-minus-10", "no-op"}));
  CHECK(made.arms[0].first_week == 26);
  // What adds nothing is lived all the same, so that it can be seen to change nothing.
  CHECK(made.arms[1].first_week == 0);
}

TEST_CASE("a payer who is added to a scenario with programmes may matter from week 0 on",
          "[files]") {
  const test::TemporaryFolder folder;
  const auto scenario = folder.write("ours.json", R"({"name": "ours", "municipality": "herzele",
    "start": "2026-01-01", "programmes": [{"use": "connector", "payer": "town"}]})");
  const auto arm = folder.write("mine.json", intervention(R"(
    "payers": [{"name": "town", "kind": "authority", "yearly": 26000}],
    "budget": {"home_nursing": {"change": -0.1, "from_week": 20}})"));
  ComparisonCall asked = call({"formal-care-minus-30", arm.string()});
  asked.scenario_or_question = scenario.string();
  const Comparison made = reader().read(asked);
  CHECK(made.arms[0].first_week > 0);
  CHECK(made.arms[1].first_week == 0);
}

TEST_CASE("a path is an intervention too, and its arm bears the name of the file", "[files]") {
  const test::TemporaryFolder folder;
  const auto file = folder.write(
      "mine.json", intervention(R"("budget": {"home_nursing": {"change": 0.1, "from_week": 4}})"));
  const Comparison made = reader().read(call({file.string() + "+formal-care-minus-10"}));
  CHECK(made.arms.front().name == "mine+formal-care-minus-10");
  CHECK(made.arms.front().scenario.budget.size() == 2);
  CHECK(made.arms.front().first_week == 4);
}

TEST_CASE("an unknown name is answered with the nearest one", "[files]") {
  CHECK_THROWS_WITH(reader().read(call({"formal-care-minus-3"})),
                    Catch::Contains("did you mean \"formal-care-minus-30\"?"));
  ComparisonCall unknown;
  unknown.scenario_or_question = "formal-care-cut";
  CHECK_THROWS_WITH(reader().read(unknown), Catch::Contains("formal-care-cuts"));
}

TEST_CASE("a name that is missing in --with is said to be missing", "[files]") {
  for (const std::string with : {"", "+", "no-op+", "+no-op", "no-op++no-op"}) {
    INFO(with);
    CHECK_THROWS_WITH(
        reader().read(call({with})),
        Catch::StartsWith("--with: found \"" + with + "\", in which a name is missing"));
  }
}

TEST_CASE("arms need names that can be read", "[files]") {
  const test::TemporaryFolder folder;
  const auto file = folder.write("a\tb.json", intervention(""));
  CHECK_THROWS_WITH(
      reader().read(call({file.string()})),
      Catch::Contains("an arm is called \"a\\tb\"") && Catch::Contains("control characters"));
}

TEST_CASE("a comparison knows the files that it was read from", "[files]") {
  const test::TemporaryFolder folder;
  const auto file = folder.write("mine.json", intervention(""));
  const Comparison made = reader().read(call({file.string()}));
  for (const auto& read :
       {file, std::filesystem::path(BUURT_SOURCE_SCENARIOS) / "herzele/baseline.json"}) {
    CHECK(std::find(made.files.begin(), made.files.end(), read) != made.files.end());
  }
}

TEST_CASE("arms need names of their own", "[files]") {
  CHECK_THROWS_WITH(reader().read(call({"no-op", "no-op"})),
                    Catch::Contains("two arms are called \"no-op\""));
  const test::TemporaryFolder folder;
  const auto file = folder.write("baseline.json", intervention(""));
  CHECK_THROWS_WITH(reader().read(call({file.string()})), Catch::Contains("baseline"));
}

TEST_CASE("a scenario with nothing beside it is no comparison", "[files]") {
  CHECK_THROWS_WITH(reader().read(call({})), Catch::Contains("--with NAME"));
}

TEST_CASE("a line of the budget is changed once in an arm", "[files]") {
  CHECK_THROWS_WITH(reader().read(call({"formal-care-minus-10+formal-care-minus-20"})),
                    Catch::Contains("budget.formal_care") &&
                        Catch::Contains("formal-care-minus-10 and formal-care-minus-20"));
}

TEST_CASE("faults of what was added are told with their place, all at once", "[files]") {
  const test::TemporaryFolder folder;
  const auto file = folder.write(
      "mine.json", intervention(R"("budget": {"formal_care": {"change": -2, "from_week": -1}})"));
  CHECK_THROWS_WITH(reader().read(call({file.string()})),
                    Catch::Contains("mine.json: budget.formal_care.change: found -2") &&
                        Catch::Contains("budget.formal_care.from_week: found -1"));
  const auto other = folder.write("other.json", intervention(R"("budjet": {})"));
  CHECK_THROWS_WITH(reader().read(call({other.string()})), Catch::Contains("budjet"));
}

TEST_CASE("every shipped question and intervention is fine", "[files]") {
  const std::filesystem::path root = BUURT_SOURCE_SCENARIOS;
  const auto questions = files::question_names(root);
  REQUIRE_FALSE(questions.empty());
  for (const std::string& name : questions) {
    ComparisonCall asked;
    asked.scenario_or_question = name;
    const Comparison made = reader().read(asked);
    CHECK(made.name == name);
    CHECK(made.question.back() == '?');
  }
  std::size_t interventions = 0;
  for (const auto& kind : files::intervention_folders()) {
    for (const std::string& name : files::intervention_names(root, kind.folder)) {
      INFO(name);
      CHECK_NOTHROW(reader().check_intervention(name));
      ++interventions;
    }
  }
  CHECK(interventions >= 4);
}

TEST_CASE("a question can write out what an arm adds, with names beside it", "[files]") {
  const test::TemporaryFolder folder;
  ComparisonCall asked;
  asked.scenario_or_question =
      folder
          .write("asked.json",
                 R"({"name": "asked", "question": "What?", "scenario": "herzele/baseline",
  "arms": [{"name": "half", "with": ["formal-care-minus-10"],
            "budget": {"home_nursing": {"change": -0.5, "from_week": 9}},
            "programmes": [{"use": "connector", "from_week": 30, "neighbourhoods": ["centre"]}]}]})")
          .string();
  const Comparison made = reader().read(asked);
  REQUIRE(made.arms.size() == 1);
  CHECK(made.arms[0].scenario.budget.size() == 2);
  CHECK(made.arms[0].scenario.programmes.size() == 1);
  CHECK(made.arms[0].first_week == 9);
  CHECK(made.baseline.programmes.empty());
}

TEST_CASE("an arm that adds nothing, by name or written out, is a fault", "[files]") {
  const test::TemporaryFolder folder;
  ComparisonCall asked;
  asked.scenario_or_question = folder
                                   .write("asked.json", R"({"name": "asked", "question": "What?",
  "scenario": "herzele/baseline", "arms": [{"name": "nothing"}]})")
                                   .string();
  CHECK_THROWS_WITH(reader().read(asked), Catch::Contains("arms[0]"));
}

TEST_CASE("what the call says of weeks and replicates goes before the question", "[files]") {
  ComparisonCall asked;
  asked.scenario_or_question = "formal-care-cuts";
  asked.weeks = 52;
  asked.replicates = 3;
  asked.with = {"no-op"};
  const Comparison made = reader().read(asked);
  CHECK(made.baseline.weeks == 52);
  CHECK(made.arms.front().scenario.weeks == 52);
  CHECK(made.baseline.replicates == 3);
  CHECK(made.arms.back().name == "no-op");
}

TEST_CASE("settings of the call go before the question, and its own options before both",
          "[files]") {
  ComparisonCall asked;
  asked.scenario_or_question = "formal-care-cuts";
  asked.scenario.set = {"weeks=40", "replicates=2"};
  CHECK(reader().read(asked).baseline.weeks == 40);
  CHECK(reader().read(asked).baseline.replicates == 2);
  asked.replicates = 4;
  CHECK(reader().read(asked).baseline.replicates == 4);
}

TEST_CASE("a line of the budget is set or changed by an arm, and not both", "[files]") {
  ComparisonCall asked = call({"formal-care-minus-30"});
  asked.scenario.set = {"budget.formal_care.change=-0.1", "budget.formal_care.from_week=9"};
  CHECK_THAT(test::faults_of([&] { static_cast<void>(reader().read(asked)); }),
             Catch::Matchers::Contains("budget.formal_care: --set budget.formal_care.from_week=9 "
                                       "and formal-care-minus-30 both change this line"));
  asked.with = {"connector"};
  const Comparison made = reader().read(asked);
  CHECK(made.baseline.budget.size() == 1);
  CHECK(made.arms[0].scenario.budget.size() == 1);
}

TEST_CASE("what is wrong with an intervention is told by its own file", "[files]") {
  const test::TemporaryFolder folder;
  const auto scenario = folder.write("ours.json", R"({"name": "ours", "municipality": "herzele",
    "start": "2026-01-01", "programmes": [{"use": "connector"}]})");
  const auto arm = folder.write("mine.json", intervention(R"(
    "programmes": [{"use": "meeting-place"}, {"use": "connector", "name": "two", "fte": -1}],
    "budget": {"home_nursing": {"change": -3}})"));
  ComparisonCall asked = call({arm.string()});
  asked.scenario_or_question = scenario.string();
  const std::string told = test::faults_of([&] { static_cast<void>(reader().read(asked)); });
  CHECK_THAT(told, Catch::Matchers::Contains(arm.string() + ": programmes[1].fte: found -1"));
  CHECK_THAT(told,
             Catch::Matchers::Contains(arm.string() + ": budget.home_nursing.change: found -3"));
}

TEST_CASE("what is wrong with each arm is told at once", "[files]") {
  const std::string told = test::faults_of([&] {
    static_cast<void>(reader().read(call({"conector", "pandemik", "connector"})));
  });
  CHECK_THAT(told, Catch::Matchers::Contains("did you mean \"connector\"?"));
  CHECK_THAT(told, Catch::Matchers::Contains("did you mean \"pandemic\"?"));
}

TEST_CASE("programmes and shocks of one's own are taken in by path, from any folder", "[files]") {
  const test::TemporaryFolder folder;
  const auto shock = folder.write("a+b.json", R"({"$schema": "shock.schema.json", "name": "a+b",
    "title": "Shops close", "what": "They close", "source": "ours", "weeks": 4,
    "effects": [{"lever": "shops", "value": 0}]})");
  const auto change =
      folder.write("mine.json", intervention(R"("shocks": [{"use": "./a+b.json"}])"));
  for (const auto& file : {shock, change}) {
    const Comparison made = reader().read(call({file.string()}));
    REQUIRE(made.arms[0].scenario.shocks.size() == 1);
    CHECK(made.arms[0].scenario.shocks[0].pulls[0].weeks == 4);
  }
}

TEST_CASE("an intervention that names a neighbourhood of one municipality is fine", "[files]") {
  const test::TemporaryFolder folder;
  const auto there = folder.write("there.json", intervention(R"(
    "programmes": [{"use": "meeting-place", "neighbourhoods": "Borsbeke"}])"));
  CHECK_NOTHROW(reader().check_intervention(there.string()));
  const auto nowhere = folder.write("nowhere.json", intervention(R"(
    "programmes": [{"use": "meeting-place", "neighbourhoods": "Nowhere"}])"));
  CHECK_THROWS_AS(reader().check_intervention(nowhere.string()), engine::UserError);
}

TEST_CASE("outcomes of a question that are not known are told", "[files]") {
  const test::TemporaryFolder folder;
  const auto file = folder.write("q.json", R"({"name": "q", "question": "What?",
    "scenario": "herzele", "arms": [{"name": "a", "with": ["no-op"]}],
    "main_outcomes": ["lonely_peple"]})");
  ComparisonCall asked;
  asked.scenario_or_question = file.string();
  CHECK_THROWS_WITH(reader().read(asked),
                    Catch::Contains("main_outcomes[0]") && Catch::Contains("lonely_people"));
}

TEST_CASE("a comparison is read back from what results keep", "[files]") {
  const Comparison made = reader().read(call({"formal-care-minus-10", "no-op"}));
  const nlohmann::json kept = files::resolved_json(made);
  const Comparison again =
      files::comparison_of(kept, made.baseline, reader().scenarios(), "results.h5");
  CHECK(files::resolved_json(again) == kept);
}
