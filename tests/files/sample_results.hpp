#pragma once
// A small results file with known content.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "files/results_writer.hpp"

namespace buurt::test {

inline files::ResultsHeader sample_header() {
  files::ResultsHeader header;
  header.title = "Herzele met één verbinder";
  header.buurt_version = "0.1.0";
  header.source_revision = "abc123";
  header.compiler = "a compiler";
  header.flags = "-O2";
  header.command_line = "buurt run herzele.json";
  header.scenario_json = R"({"name": "herzele"})";
  header.parameters_json = std::string(70000, ' ') + "{}";
  header.seed = 0xfedcba9876543210ULL;
  header.created = "2024-05-01T12:00:00Z";
  header.start = "2024-01-01";
  header.arms = {"baseline", "connector"};
  header.replicates = 3;
  header.weeks = {0, 4, 8, 12};
  header.groups = {"all", "age_80_plus", "migration_background"};
  header.neighbourhoods = {"Herzele-Centrum", "Sint-Lievens-Esse"};
  header.outcomes = {{"population", "people living here", "people", "all residents", "neither"},
                     {"lonely_people", "lonely people", "people", "16 and over", "lower"},
                     {"met_hours", "hours of help", "hours", "hours met", "higher"}};
  header.neighbourhood_outcomes = {
      {"population_by_neighbourhood", "people", "people", "all residents", "neither"}};
  return header;
}

/// The value that the sample holds at one place; every place has another.
inline double sample_value(int arm, int replicate, std::size_t at) {
  return 1000.0 * arm + 100.0 * replicate + static_cast<double>(at) + 0.5;
}

inline std::vector<double> sample_values(int arm, int replicate, std::size_t count) {
  std::vector<double> values;
  for (std::size_t at = 0; at < count; ++at) values.push_back(sample_value(arm, replicate, at));
  return values;
}

inline std::vector<std::uint64_t> sample_hashes(int arm, int replicate, std::size_t count) {
  std::vector<std::uint64_t> hashes;
  for (std::size_t at = 0; at < count; ++at) {
    hashes.push_back(
        0x9e3779b97f4a7c15ULL *
        static_cast<std::uint64_t>(1000 * arm + 100 * replicate + 1 + static_cast<int>(at)));
  }
  return hashes;
}

inline void write_sample_replicate(files::ResultsWriter& writer, const files::ResultsHeader& header,
                                   int arm, int replicate) {
  writer.write_replicate(arm, replicate, sample_values(arm, replicate, header.outcome_values()),
                         sample_values(arm, replicate, header.neighbourhood_values()),
                         sample_hashes(arm, replicate, header.weeks.size()),
                         "in balance: arm " + std::to_string(arm) + ", één");
}

/// Writes the whole sample under its final name.
inline void write_sample(const std::filesystem::path& path) {
  const files::ResultsHeader header = sample_header();
  files::ResultsWriter writer(path, header, files::Overwrite::allow);
  for (int arm = 0; arm < 2; ++arm) {
    for (int replicate = 0; replicate < header.replicates; ++replicate) {
      write_sample_replicate(writer, header, arm, replicate);
    }
  }
  const std::vector<files::PhaseTime> profile{{"ageing", 1.5}, {"encounters", 2.25}};
  writer.finish(profile);
}

}  // namespace buurt::test
