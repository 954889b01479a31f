#include "files/municipality_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "files/data_root.hpp"
#include "files/fault_list.hpp"
#include "files/json_file.hpp"
#include "files/schema_check.hpp"

namespace buurt::files {
namespace {

using nlohmann::json;

double figure(const json& group, const char* name) { return group[name]["value"].get<double>(); }

std::vector<double> column(const json& group, const char* name) {
  return group[name]["value"].get<std::vector<double>>();
}

// Bands must ascend from 0 (or from anywhere, for births), and every column must have one figure a
// band.
void check_bands(const json& group, const std::string& path, bool from_zero,
                 const std::vector<const char*>& columns, FaultList& faults) {
  const auto from = group["from"].get<std::vector<int>>();
  const std::string at = path_of_key(path, "from");
  if (from_zero && from.front() != 0) {
    faults.add(path_of_item(at, 0), fmt::format("found {}; bands start at 0", from.front()));
  }
  for (std::size_t band = 1; band < from.size(); ++band) {
    if (from[band] <= from[band - 1]) {
      faults.add(path_of_item(at, band),
                 fmt::format("found {}; more than the bound before, {}, is needed", from[band],
                             from[band - 1]));
    }
  }
  for (const char* name : columns) {
    const std::size_t length = group[name]["value"].size();
    if (length != from.size()) {
      faults.add(path_of_key(path_of_key(path, name), "value"),
                 fmt::format("found {} figures; one for each of the {} bands is needed", length,
                             from.size()));
    }
  }
}

// What a schema cannot say. Only for documents that the schema accepts.
void check_sense(const json& document, FaultList& faults) {
  check_bands(document["ages"], "ages", true, {"men", "women"}, faults);
  const json& life = document["life"];
  check_bands(life["mortality"], "life.mortality", true, {"men", "women"}, faults);
  check_bands(life["fertility"], "life.fertility", false, {"rates"}, faults);

  const auto total = [](const std::vector<double>& figures) {
    return std::accumulate(figures.begin(), figures.end(), 0.0);
  };
  if (total(column(document["ages"], "men")) + total(column(document["ages"], "women")) <= 0) {
    faults.add("ages", "all figures are 0; a municipality needs people");
  }
  const json& dwellings = document["dwellings"];
  if (figure(dwellings, "terraced") + figure(dwellings, "semi_detached") +
          figure(dwellings, "detached") + figure(dwellings, "apartment_buildings") <=
      0) {
    faults.add("dwellings", "all figures are 0; a municipality needs dwellings");
  }
  const json& households = document["households"];
  const std::vector<double> sizes = column(households, "larger_sizes");
  constexpr double rounding = 0.002;
  if (std::abs(total(sizes) - 1) > rounding) {
    faults.add(
        "households.larger_sizes.value",
        fmt::format("the shares add up to {}; they must add up to 1", written(total(sizes))));
  }
  const double larger = 1 - figure(households, "one_person");
  const double two = larger * sizes[0];
  // Somewhat over half of the lone parents live with one child, in households of two.
  constexpr double of_lone_parents = 0.6;
  const double asked =
      of_lone_parents * figure(households, "lone_parent") + figure(households, "without_family");
  if (asked > two) {
    faults.add(
        "households",
        fmt::format("lone parents and people without family need {} of the households to be of "
                    "two persons, but only {} are",
                    written(asked), written(two)));
  }
  std::set<std::string> names;
  for (std::size_t i = 0; i < document["areas"].size(); ++i) {
    const auto name = document["areas"][i]["name"].get<std::string>();
    if (!names.insert(name).second) {
      faults.add(
          path_of_key(path_of_item("areas", i), "name"),
          fmt::format("{} is given twice; every area needs a name of its own", in_quotes(name)));
    }
  }
}

void read_life(const json& life, care::Municipality& m) {
  m.mortality_from = life["mortality"]["from"].get<std::vector<int>>();
  m.mortality_men = column(life["mortality"], "men");
  m.mortality_women = column(life["mortality"], "women");
  m.fertility_from = life["fertility"]["from"].get<std::vector<int>>();
  m.fertility = column(life["fertility"], "rates");
  m.arrivals_share = figure(life, "arrivals");
  m.departures_share = figure(life, "departures");
  m.moves_within_share = figure(life, "moves_within");
}

void read_households(const json& document, care::Municipality& m) {
  const json& households = document["households"];
  m.one_person_share = figure(households, "one_person");
  const std::vector<double> sizes = column(households, "larger_sizes");
  std::copy(sizes.begin(), sizes.end(), m.larger_sizes.begin());
  m.lone_parent_share = figure(households, "lone_parent");
  m.without_family_share = figure(households, "without_family");
  m.multi_family_share = figure(households, "multi_family");
  m.nursing_home_65_plus = figure(households, "nursing_home_65_plus");
  m.nursing_home_men_85_plus = figure(households, "nursing_home_men_85_plus");
  m.nursing_home_women_85_plus = figure(households, "nursing_home_women_85_plus");
  const json& dwellings = document["dwellings"];
  m.terraced = figure(dwellings, "terraced");
  m.semi_detached = figure(dwellings, "semi_detached");
  m.detached = figure(dwellings, "detached");
  m.apartment_buildings = figure(dwellings, "apartment_buildings");
  m.apartments_per_building = figure(dwellings, "apartments_per_building");
  m.vacant_share = figure(dwellings, "vacant");
}

void read_traits(const json& traits, care::Municipality& m) {
  m.foreign_origin_share = figure(traits, "foreign_origin");
  m.car_share = figure(traits, "car");
  m.licence_men = figure(traits, "licence_men");
  m.licence_women = figure(traits, "licence_women");
  m.poverty_one_person = figure(traits, "poverty_one_person");
  m.poverty_older_couple = figure(traits, "poverty_older_couple");
  m.poverty_lone_parent = figure(traits, "poverty_lone_parent");
  m.poverty_large_family = figure(traits, "poverty_large_family");
  m.poverty_all = figure(traits, "poverty_all");
  m.employed_elsewhere_share = figure(traits, "employed_elsewhere");
  m.secondary_elsewhere_share = figure(traits, "secondary_elsewhere");
  m.association_member_share = figure(traits, "association_members");
  m.associations_per_thousand = figure(traits, "associations_per_thousand");
  m.kin_nearby_share = figure(traits, "kin_nearby");
}

care::Margin read_margin(const json& check) {
  care::Margin margin;
  margin.id = check["id"].get<std::string>();
  margin.indicator = check["indicator"].get<std::string>();
  margin.measure = check["measure"].get<std::string>();
  margin.value = check["value"].get<double>();
  margin.unit = check["unit"].get<std::string>();
  margin.source = check["source"].get<std::string>();
  margin.tolerance = check.value("tolerance", care::Margin::no_tolerance);
  return margin;
}

}  // namespace

care::Municipality municipality_from(const json& document, const std::string& origin,
                                     const std::filesystem::path& schema) {
  FaultList faults(origin);
  SchemaCheck(schema).check(document, faults);
  faults.throw_if_any();
  check_sense(document, faults);
  faults.throw_if_any();

  care::Municipality m;
  m.name = document["name"].get<std::string>();
  m.title = document["title"].get<std::string>();
  m.population = static_cast<std::uint32_t>(std::lround(figure(document, "population")));
  m.area_km2 = figure(document, "area");
  for (const json& area : document["areas"]) {
    m.areas.push_back({area["name"].get<std::string>(), figure(area, "population")});
  }
  const json& ages = document["ages"];
  m.age_from = ages["from"].get<std::vector<int>>();
  m.men = column(ages, "men");
  m.women = column(ages, "women");
  m.ages_men_id = ages["men"]["id"].get<std::string>();
  m.ages_women_id = ages["women"]["id"].get<std::string>();
  m.ages_source = ages["men"]["source"].get<std::string>();
  read_households(document, m);
  read_traits(document["traits"], m);
  read_life(document["life"], m);
  for (const json& check : document["checks"]) m.margins.push_back(read_margin(check));
  return m;
}

care::Municipality read_municipality(const std::filesystem::path& file) {
  const json document = read_json_file(file);
  std::filesystem::path schema = schema_file(file.parent_path().parent_path(), "municipality");
  if (!std::filesystem::exists(schema)) schema = schema_file(data_root(), "municipality");
  return municipality_from(document, file.string(), schema);
}

}  // namespace buurt::files
