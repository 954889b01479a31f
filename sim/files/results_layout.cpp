#include "files/results_layout.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "files/ledger_layout.hpp"
#include "files/own_file.hpp"

namespace buurt::files {

using hdf5::Dataset;
using hdf5::File;
using hdf5::Group;
using hdf5::Shape;
using hdf5::Storage;

namespace {

/// The dimensions of a results file, in their order.
struct Dimensions {
  Dataset arm;
  Dataset replicate;
  Dataset week;
  Dataset group;
  std::optional<Dataset> neighbourhood;
};

Dimensions create_dimensions(Group& root, const ResultsHeader& header) {
  std::vector<int> replicates(static_cast<std::size_t>(header.replicates));
  std::iota(replicates.begin(), replicates.end(), 0);
  Dimensions made{root.create_texts("arm", header.arms),
                  root.create<int>("replicate", {replicates.size()}, Storage::in_place),
                  root.create<int>("week", {header.weeks.size()}, Storage::in_place),
                  root.create_texts("group", header.groups), std::nullopt};
  made.replicate.write<int>(replicates);
  made.week.write<int>(header.weeks);
  made.arm.set_text("long_name", "what is done; the first is the baseline");
  made.replicate.set_text("long_name", "number of the repetition");
  made.week.set_text("long_name", "whole weeks since the end of burn-in");
  made.group.set_text("long_name", "who is counted");
  int number = 0;
  hdf5::make_dimension(made.arm, "arm", number++);
  hdf5::make_dimension(made.replicate, "replicate", number++);
  hdf5::make_dimension(made.week, "week", number++);
  hdf5::make_dimension(made.group, "group", number++);
  if (!header.neighbourhoods.empty()) {
    made.neighbourhood = root.create_texts("neighbourhood", header.neighbourhoods);
    made.neighbourhood->set_text("long_name", "neighbourhood of residence");
    hdf5::make_dimension(*made.neighbourhood, "neighbourhood", number++);
  }
  return made;
}

void create_dates(Group& root, const ResultsHeader& header, const Dimensions& dimensions) {
  Dataset date = root.create<int>("date", {header.weeks.size()}, Storage::in_place);
  std::vector<int> days;
  days.reserve(header.weeks.size());
  for (const int week : header.weeks) days.push_back(7 * week);
  date.write<int>(days);
  date.set_text("long_name", "first day of the week");
  date.set_text("units", "days since " + header.start);
  date.set_text("calendar", "proleptic_gregorian");
  hdf5::attach_dimension(date, dimensions.week, 0);
}

/// Where neighbourhoods lie, along their dimension.
void create_positions(Group& root, const ResultsHeader& header, const Dimensions& dimensions) {
  if (!dimensions.neighbourhood || header.neighbourhood_x.empty()) return;
  const auto put = [&](const char* name, const std::vector<double>& metres, const char* told) {
    Dataset position = root.create<double>(name, {metres.size()}, Storage::in_place);
    position.write<double>(metres);
    position.set_text("long_name", told);
    position.set_text("units", "m");
    hdf5::attach_dimension(position, *dimensions.neighbourhood, 0);
  };
  put("neighbourhood_x", header.neighbourhood_x, "metres to the east on the made-up map");
  put("neighbourhood_y", header.neighbourhood_y, "metres to the north on the made-up map");
}

void create_outcome(Group& root, const OutcomeVariable& outcome, const Shape& shape,
                    Storage storage, const std::array<const Dataset*, 4>& dimensions) {
  Dataset array =
      root.create<double>(outcome.name, shape, storage, std::numeric_limits<double>::quiet_NaN());
  array.set_text("long_name", outcome.long_name);
  array.set_text("units", units_that_stay_numbers(outcome.units));
  array.set_text("definition", outcome.definition);
  array.set_text("better", outcome.better);
  array.set_text("coordinates", "date");
  for (unsigned axis = 0; axis < dimensions.size(); ++axis) {
    hdf5::attach_dimension(array, *dimensions[axis], axis);
  }
}

void set_header(Group& root, const ResultsHeader& header) {
  mark_kind(root, results_kind());
  root.set_value("complete", 0);
  root.set_value("replicates_finished", 0);
  root.set_text("title", header.title);
  root.set_text("buurt_version", header.buurt_version);
  root.set_text("source_revision", header.source_revision);
  root.set_text("compiler", header.compiler);
  root.set_text("flags", header.flags);
  root.set_text("created", header.created);
  root.set_text("command_line", header.command_line);
  root.set_text("start", header.start);
  root.set_value("seed", header.seed);
  root.set_text("scenario", header.scenario_json);
  root.set_text("parameters", header.parameters_json);
  if (!header.comparison_json.empty()) {
    root.set_text("question", header.question);
    root.set_text("comparison", header.comparison_json);
  }
}

/// Copies one array arm by arm, so that a large ensemble never lies in memory whole.
template <class T>
void copy_array(const Group& from, Group& to, const std::string& name) {
  const Dataset source = from.dataset(name);
  Dataset target = to.dataset(name);
  Shape count = target.shape();
  Shape start(count.size(), 0);
  const hsize_t arms = std::exchange(count.front(), 1);
  std::vector<T> values(std::accumulate(count.begin(), count.end(), std::size_t{1},
                                        [](std::size_t a, hsize_t b) { return a * b; }));
  for (; start.front() < arms; ++start.front()) {
    source.read_part<T>(start, count, values);
    target.write_part<T>(start, count, values);
  }
}

}  // namespace

std::string units_that_stay_numbers(const std::string& units) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> symbols{{
      {"days", "d"},
      {"hours", "h"},
      {"minutes", "min"},
      {"seconds", "s"},
      {"milliseconds", "ms"},
      {"microseconds", "us"},
      {"nanoseconds", "ns"},
  }};
  for (const auto& [name, symbol] : symbols) {
    if (units == name) return std::string(symbol);
  }
  return units;
}

std::uint64_t uncompressed_bytes(const ResultsHeader& header) {
  const std::uint64_t runs = header.arms.size() * static_cast<std::uint64_t>(header.replicates);
  const std::uint64_t numbers = header.outcome_values() + header.neighbourhood_values() +
                                header.ledger_values() + header.weeks.size();
  const std::uint64_t arrays = header.outcomes.size() + header.neighbourhood_outcomes.size() + 16;
  const std::uint64_t texts = header.scenario_json.size() + header.parameters_json.size() +
                              header.command_line.size() + header.comparison_json.size();
  constexpr std::uint64_t bytes_a_ledger_row = 512;
  // An array's header, attributes and ties to dimensions take about 2 to 4 kB.
  return runs * (8 * numbers + burn_in_text_bytes + 1) + 8192 * arrays + 2 * texts +
         bytes_a_ledger_row * header.ledger.size() + std::uint64_t{256} * 1024;
}

void create_results_layout(File& file, const ResultsHeader& header, Storage storage) {
  Group root = file.root();
  set_header(root, header);
  const Dimensions dimensions = create_dimensions(root, header);
  create_dates(root, header, dimensions);
  create_positions(root, header, dimensions);

  const Shape runs{header.arms.size(), static_cast<hsize_t>(header.replicates)};
  const Shape hashes{runs[0], runs[1], header.weeks.size()};
  const Shape numbers{runs[0], runs[1], header.weeks.size(), header.groups.size()};
  for (const OutcomeVariable& outcome : header.outcomes) {
    create_outcome(root, outcome, numbers, storage,
                   {&dimensions.arm, &dimensions.replicate, &dimensions.week, &dimensions.group});
  }
  if (dimensions.neighbourhood) {
    const Shape places{runs[0], runs[1], header.weeks.size(), header.neighbourhoods.size()};
    for (const OutcomeVariable& outcome : header.neighbourhood_outcomes) {
      create_outcome(
          root, outcome, places, storage,
          {&dimensions.arm, &dimensions.replicate, &dimensions.week, &*dimensions.neighbourhood});
    }
  }

  create_ledger(root, header, storage, dimensions.arm, dimensions.replicate, dimensions.week);

  Dataset hash = root.create<std::uint64_t>("state_hash", hashes, storage, 0U);
  hash.set_text("long_name", "hash of all state at the end of the week");
  hash.set_text("coordinates", "date");
  Dataset finished = root.create<std::int8_t>("finished", runs, Storage::in_place, std::int8_t{0});
  finished.set_text("long_name", "1 where this replicate of this arm was run to its end");
  Group diagnostics = root.create_group("diagnostics");
  const Dataset bytes = hdf5::make_plain_dimension(diagnostics, "text_byte", burn_in_text_bytes, 5);
  Dataset burn_in =
      diagnostics.create_characters("burn_in", {runs[0], runs[1], burn_in_text_bytes}, storage);
  burn_in.set_text("long_name", "whether networks were in balance after burn-in");
  burn_in.set_text("_Encoding", "utf-8");
  hdf5::attach_dimension(burn_in, bytes, 2);
  for (Dataset* array : {&hash, &finished, &burn_in}) {
    hdf5::attach_dimension(*array, dimensions.arm, 0);
    hdf5::attach_dimension(*array, dimensions.replicate, 1);
  }
  hdf5::attach_dimension(hash, dimensions.week, 2);
}

ResultsAddresses results_addresses(const File& file, const ResultsHeader& header) {
  const Group root = file.root();
  ResultsAddresses addresses;
  for (const OutcomeVariable& outcome : header.outcomes) {
    addresses.outcomes.push_back(root.dataset(outcome.name).address());
  }
  for (const OutcomeVariable& outcome : header.neighbourhood_outcomes) {
    addresses.neighbourhood_outcomes.push_back(root.dataset(outcome.name).address());
  }
  if (!header.ledger.empty()) {
    for (const char* table : ledger_tables) {
      addresses.ledger.push_back(root.dataset(table).address());
    }
  }
  addresses.state_hash = root.dataset("state_hash").address();
  addresses.finished = root.dataset("finished").address();
  addresses.burn_in = root.dataset("diagnostics/burn_in").address();
  return addresses;
}

void copy_results(const File& from, File& to, const ResultsHeader& header) {
  const Group source = from.root();
  Group target = to.root();
  for (const OutcomeVariable& outcome : header.outcomes) {
    copy_array<double>(source, target, outcome.name);
  }
  for (const OutcomeVariable& outcome : header.neighbourhood_outcomes) {
    copy_array<double>(source, target, outcome.name);
  }
  if (!header.ledger.empty()) {
    for (const char* table : ledger_tables) copy_array<double>(source, target, table);
  }
  copy_array<std::uint64_t>(source, target, "state_hash");
  copy_array<std::int8_t>(source, target, "finished");
  target.dataset("diagnostics/burn_in").copy_from(source.dataset("diagnostics/burn_in"));
  target.set_value("replicates_finished", source.value<int>("replicates_finished"));
}

}  // namespace buurt::files
