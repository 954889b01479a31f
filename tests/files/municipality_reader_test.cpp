#include "files/municipality_reader.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <numeric>

#include "care/synthesis/fit_report.hpp"
#include "engine/error.hpp"
#include "files/json_file.hpp"

using namespace buurt;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

const std::filesystem::path scenarios = BUURT_SOURCE_SCENARIOS;

json herzele() { return files::read_json_file(scenarios / "municipalities" / "herzele.json"); }

std::vector<engine::Fault> faults_of(const json& document) {
  try {
    (void)files::municipality_from(document, "a.json",
                                   scenarios / "schema" / "municipality.schema.json");
  } catch (const engine::UserError& error) {
    return error.faults();
  }
  return {};
}

bool names(const std::vector<engine::Fault>& faults, const std::string& where) {
  return std::any_of(faults.begin(), faults.end(), [&](const engine::Fault& fault) {
    return fault.where.find(where) != std::string::npos;
  });
}

// Calls `visit(path, figure)` for every object with a value.
template <class Visit>
void each_figure(const json& part, const std::string& path, const Visit& visit) {
  if (part.is_object() && part.contains("value")) visit(path, part);
  if (part.is_object()) {
    for (const auto& [key, value] : part.items()) each_figure(value, path + "/" + key, visit);
  } else if (part.is_array()) {
    for (const json& item : part) each_figure(item, path + "[]", visit);
  }
}

}  // namespace

TEST_CASE("the shipped municipalities are read") {
  const care::Municipality bruges =
      files::read_municipality(scenarios / "municipalities" / "bruges.json");
  CHECK(bruges.population == 119000);
  CHECK(bruges.areas.size() == 13);
  CHECK(bruges.one_person_share == Approx(0.37));
  CHECK(bruges.arrivals_share == Approx(0.052));
  CHECK(bruges.mortality_women.back() == Approx(0.48507818));
  const care::Municipality small =
      files::read_municipality(scenarios / "municipalities" / "herzele.json");
  CHECK(small.population == 18500);
  CHECK(small.areas.size() == 9);
  CHECK(files::read_municipality(scenarios / "municipalities" / "million.json").population ==
        1000000);
}

TEST_CASE("areas add up to the inhabitants") {
  for (const char* name : {"bruges", "herzele", "million"}) {
    const care::Municipality m =
        files::read_municipality(scenarios / "municipalities" / (std::string(name) + ".json"));
    double sum = 0;
    for (const care::Area& area : m.areas) sum += area.population;
    CHECK(sum == m.population);
  }
}

TEST_CASE("every figure that is shipped names its unit, its row and its source") {
  for (const char* name : {"bruges", "herzele", "million"}) {
    std::size_t figures = 0;
    each_figure(files::read_json_file(scenarios / "municipalities" / (std::string(name) + ".json")),
                "", [&](const std::string& path, const json& figure) {
                  ++figures;
                  INFO(name << path);
                  CHECK_FALSE(figure["unit"].get<std::string>().empty());
                  CHECK_FALSE(figure["id"].get<std::string>().empty());
                  CHECK(figure["source"].get<std::string>().size() > 5);
                });
    CHECK(figures > 60);
  }
}

TEST_CASE("every check of a shipped municipality has a measure") {
  const auto known = care::fit_measures();
  for (const char* name : {"bruges", "herzele", "million"}) {
    for (const care::Margin& margin :
         files::read_municipality(scenarios / "municipalities" / (std::string(name) + ".json"))
             .margins) {
      CHECK(std::count(known.begin(), known.end(), margin.measure) == 1);
    }
  }
}

TEST_CASE("the schema knows exactly the measures of the fit report") {
  const json schema = files::read_json_file(scenarios / "schema" / "municipality.schema.json");
  const auto listed = schema["properties"]["checks"]["items"]["properties"]["measure"]["enum"]
                          .get<std::vector<std::string>>();
  const auto known = care::fit_measures();
  CHECK(std::equal(listed.begin(), listed.end(), known.begin(), known.end()));
}

TEST_CASE("all faults of a municipality are told at once") {
  json document = herzele();
  document["population"]["value"] = "many";
  document["households"]["one_person"]["value"] = 29;
  document["dwellings"].erase("vacant");
  document["traits"]["carr"] = document["traits"]["car"];
  document["checks"][0]["measure"] = "inhabitants";
  const auto faults = faults_of(document);
  CHECK(names(faults, "population.value"));
  CHECK(names(faults, "households.one_person.value"));
  CHECK(names(faults, "dwellings"));
  CHECK(names(faults, "traits.carr"));
  CHECK(names(faults, "checks[0].measure"));
}

TEST_CASE(
    "bands that do not ascend, columns of another length and shares beyond one are told at once") {
  json document = herzele();
  document["ages"]["from"][3] = 4;
  document["ages"]["men"]["value"].erase(0);
  document["life"]["mortality"]["from"][0] = 1;
  document["households"]["larger_sizes"]["value"][1] = 0.9;
  document["households"]["lone_parent"]["value"] = 0.8;
  document["areas"][2]["name"] = document["areas"][1]["name"];
  const auto faults = faults_of(document);
  CHECK(names(faults, "ages.from[3]"));
  CHECK(names(faults, "ages.men.value"));
  CHECK(names(faults, "life.mortality.from[0]"));
  CHECK(names(faults, "households.larger_sizes.value"));
  CHECK(names(faults, "areas[2].name"));
  CHECK(faults.size() >= 6);
}

TEST_CASE("a municipality without people or dwellings is refused") {
  json document = herzele();
  for (const char* sex : {"men", "women"}) {
    for (json& count : document["ages"][sex]["value"]) count = 0;
  }
  for (const char* kind : {"terraced", "semi_detached", "detached", "apartment_buildings"}) {
    document["dwellings"][kind]["value"] = 0;
  }
  const auto faults = faults_of(document);
  CHECK(names(faults, "ages"));
  CHECK(names(faults, "dwellings"));
}

TEST_CASE("a figure without a source is refused") {
  json document = herzele();
  document["traits"]["car"].erase("source");
  CHECK(names(faults_of(document), "traits.car"));
}
