// Every shipped programme and project can be read, and together they are all that there should be.

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "files/data_folder.hpp"
#include "files/data_root.hpp"
#include "files/municipality_reader.hpp"
#include "files/programmes.hpp"
#include "files/scenario.hpp"

using namespace buurt;

namespace {

const std::filesystem::path shipped = BUURT_SOURCE_SCENARIOS;

/// Codes of interventions in docs/coverage.csv.
std::set<std::string> codes_of_interventions() {
  std::ifstream table(shipped.parent_path() / "docs/coverage.csv");
  REQUIRE(table.good());
  std::set<std::string> codes;
  for (std::string line; std::getline(table, line);) {
    const std::size_t comma = line.find(',');
    if (comma != std::string::npos && line.substr(comma, 14) == ",intervention,") {
      codes.insert(line.substr(0, comma));
    }
  }
  return codes;
}

std::vector<files::NamedProgramme> all_in(const char* folder) {
  const files::ProgrammeReader reader(shipped);
  std::vector<files::NamedProgramme> all;
  for (const std::string& name : files::json_stems(shipped / folder)) {
    all.push_back(reader.named(shipped / folder / (name + ".json")));
  }
  return all;
}

}  // namespace

TEST_CASE(
    "every type of intervention has a preset that reads, says what it is and names its source",
    "[programmes][presets]") {
  std::set<std::string> without = codes_of_interventions();
  REQUIRE(without.size() == 88);
  for (const files::NamedProgramme& named : all_in("programmes")) {
    INFO(named.name);
    CHECK(named.what.size() > 20);
    CHECK_FALSE(named.source.empty());
    if (!named.code.empty()) CHECK(codes_of_interventions().contains(named.code));
    without.erase(named.code);
  }
  CHECK(without == std::set<std::string>{});
}

TEST_CASE("every preset can be used in a scenario, with the payers that it brings along",
          "[programmes][presets]") {
  const files::ScenarioReader reader(shipped);
  const auto scenario = [&](const nlohmann::json& entry) {
    const nlohmann::json document = {{"name", "a"},
                                     {"municipality", "herzele"},
                                     {"start", "2024-01-01"},
                                     {"programmes", {entry}}};
    return reader.parse(document.dump(), "a.json");
  };
  std::set<std::string> with_payers;
  for (const std::string& name : files::json_stems(shipped / "programmes")) {
    INFO(name);
    const files::Scenario read = scenario({{"use", name}});
    if (!read.payers.empty()) with_payers.insert(name);
    if (name != "no-op" && !read.payers.empty()) {
      // Whoever names another payer needs none of them.
      CHECK(scenario({{"use", name}, {"payer", "me"}, {"next_payer", "you"}}).payers.empty());
    }
  }
  for (const char* name : {"project-grant", "matched-grant", "structural-finance", "project-cut",
                           "stop-with-notice", "handover-to-partner"}) {
    CHECK(with_payers.contains(name));
  }
  const files::Scenario matched = scenario({{"use", "matched-grant"}});
  REQUIRE(matched.payers.size() == 1);
  CHECK(matched.payers[0].match == 1.0);
  CHECK(matched.programmes[0].payer == matched.payers[0].name);
}

TEST_CASE("the money of a preset moves along with its programmes", "[programmes][presets]") {
  const files::ScenarioReader reader(shipped);
  const auto scenario = [&](const nlohmann::json& entry) {
    const nlohmann::json document = {{"name", "a"},
                                     {"municipality", "herzele"},
                                     {"start", "2026-01-01"},
                                     {"programmes", nlohmann::json::array({entry})}};
    return reader.parse(document.dump(), "a.json");
  };
  const files::Scenario as_it_is = scenario({{"use", "rules-of-finance"}});
  const files::Scenario later = scenario({{"use", "rules-of-finance"}, {"from_week", 20}});
  REQUIRE(as_it_is.payers.size() == later.payers.size());
  REQUIRE(as_it_is.payers.size() > 1);
  for (std::size_t i = 0; i < later.payers.size(); ++i) {
    CHECK(later.payers[i].to_week == as_it_is.payers[i].to_week + 20);
  }
  for (std::size_t i = 0; i < later.programmes.size(); ++i) {
    CHECK(later.programmes[i].from_week == as_it_is.programmes[i].from_week + 20);
  }
  const nlohmann::json resolved = files::resolved_json(later);
  CHECK(files::resolved_json(reader.parse(resolved.dump(), "again")) == resolved);
}

TEST_CASE("what a scenario says of a preset must suit each kind of part that it is for",
          "[programmes][presets]") {
  const files::ScenarioReader reader(shipped);
  const auto fault = [&](const nlohmann::json& entry) {
    const nlohmann::json document = {{"name", "a"},
                                     {"municipality", "herzele"},
                                     {"start", "2026-01-01"},
                                     {"programmes", nlohmann::json::array({entry})}};
    return test::faults_of([&] { static_cast<void>(reader.parse(document.dump(), "a.json")); });
  };
  // Places hold one at least, activities two.
  CHECK_THAT(fault({{"use", "computer-room"}, {"capacity", 1}}),
             Catch::Matchers::Contains("programmes[0].capacity: found 1; "));
  CHECK(fault({{"use", "computer-room"}, {"capacity", 12}}) == "no fault");
}

TEST_CASE("no two presets or projects are made of the same", "[programmes][presets]") {
  std::map<std::string, std::string> seen;
  for (const char* folder : {"programmes", "projects"}) {
    for (const files::NamedProgramme& named : all_in(folder)) {
      std::string made_of;
      for (const files::Programme& programme : named.programmes) {
        auto resolved = programme.resolved;
        resolved.erase("name");
        made_of += resolved.dump();
      }
      const auto [before, is_new] = seen.emplace(made_of, named.name);
      INFO(named.name << " and " << before->second);
      CHECK(is_new);
    }
  }
}

TEST_CASE("the thirty-five projects are there, each with what is documented apart from what is not",
          "[programmes][presets]") {
  const std::vector<files::NamedProgramme> projects = all_in("projects");
  REQUIRE(projects.size() == 35);
  for (std::size_t i = 0; i < projects.size(); ++i) {
    const files::NamedProgramme& project = projects[i];
    INFO(project.name);
    const std::string number = (i < 9 ? "0" : "") + std::to_string(i + 1);
    CHECK(project.name.starts_with(number + "-"));
    CHECK_FALSE(project.programmes.empty());
    REQUIRE(project.project.contains("documented"));
    REQUIRE(project.project.contains("assumed"));
    for (const char* said : {"documented", "assumed"}) {
      for (const auto& one : project.project[said]) {
        CHECK(codes_of_interventions().contains(one.value("type", std::string())));
      }
    }
    CHECK_FALSE(project.source.empty());
  }
}

TEST_CASE("presets and projects fit into both municipalities", "[programmes][presets]") {
  const files::ProgrammeReader reader(shipped);
  for (const char* name : {"herzele", "bruges"}) {
    const care::Municipality town =
        files::read_municipality(files::municipality_file(name, shipped));
    for (const char* folder : {"programmes", "projects"}) {
      for (const std::string& preset : files::json_stems(shipped / folder)) {
        files::FaultList faults("scenario");
        const auto read = reader.read(nlohmann::json::array({{{"use", preset}}}), &town, faults);
        INFO(name << " with " << preset);
        CHECK(faults.empty());
        CHECK_FALSE(read.empty());
      }
    }
  }
}
