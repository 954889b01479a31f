#include "files/results_reader.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "files/ledger_layout.hpp"
#include "files/own_file.hpp"

namespace buurt::files {

namespace fs = std::filesystem;
using engine::UserError;
using hdf5::Dataset;
using hdf5::Group;
using hdf5::Shape;

ResultsReader::ResultsReader(const fs::path& path, Unfinished unfinished)
    : path_(path), file_(open_own_file(path, results_kind())) {
  try {
    const Group root = file_.root();
    complete_ = root.value<int>("complete") == 1;
    read_header(root);
    check_shapes(root);
    finished_ = root.dataset("finished").read<std::int8_t>();
  } catch (const hdf5::Error& error) {
    throw UserError(path.string(), "is cut off or damaged (" + error.reason() + ")");
  }
  if (!complete_ && unfinished == Unfinished::refuse) {
    throw UserError(path.string(), "is the unfinished file of a run that was interrupted; " +
                                       std::to_string(replicates_finished()) + " of " +
                                       std::to_string(header_.replicates) +
                                       " replicates are in it");
  }
}

void ResultsReader::read_header(const Group& root) {
  header_.title = root.text("title");
  header_.buurt_version = root.text("buurt_version");
  header_.source_revision = root.text("source_revision");
  header_.compiler = root.text("compiler");
  header_.flags = root.text("flags");
  header_.command_line = root.text("command_line");
  header_.scenario_json = root.text("scenario");
  header_.parameters_json = root.text("parameters");
  if (root.has_attribute("comparison")) {
    header_.comparison_json = root.text("comparison");
    header_.question = root.text("question");
  }
  header_.seed = root.value<std::uint64_t>("seed");
  header_.created = root.text("created");
  header_.start = root.text("start");
  header_.arms = root.dataset("arm").read_texts();
  header_.replicates = static_cast<int>(root.dataset("replicate").size());
  header_.weeks = root.dataset("week").read<int>();
  header_.groups = root.dataset("group").read_texts();
  if (root.has("neighbourhood")) {
    header_.neighbourhoods = root.dataset("neighbourhood").read_texts();
  }
  if (root.has("neighbourhood_x") && root.has("neighbourhood_y")) {
    header_.neighbourhood_x = root.dataset("neighbourhood_x").read<double>();
    header_.neighbourhood_y = root.dataset("neighbourhood_y").read<double>();
  }
  header_.ledger = read_ledger_rows(root);
  constexpr unsigned last_axis = 3;
  for (const std::string& name : root.names()) {
    if (!root.is_array(name)) continue;
    const Dataset array = root.dataset(name);
    if (!array.has_attribute("better")) continue;
    OutcomeVariable outcome{name, array.text("long_name"), array.text("units"),
                            array.text("definition"), array.text("better")};
    const bool by_neighbourhood =
        root.has("neighbourhood") &&
        hdf5::is_attached(array, root.dataset("neighbourhood"), last_axis);
    (by_neighbourhood ? header_.neighbourhood_outcomes : header_.outcomes)
        .push_back(std::move(outcome));
  }
}

void ResultsReader::check_shapes(const Group& root) const {
  const Shape runs{header_.arms.size(), static_cast<hsize_t>(header_.replicates)};
  const auto expect = [&](const std::string& name, Shape shape) {
    const Dataset array = root.dataset(name);
    shape.insert(shape.begin(), runs.begin(), runs.end());
    if (array.shape() != shape) throw hdf5::Error(array.where(), "has another shape");
  };
  expect("finished", {});
  expect("diagnostics/burn_in", {burn_in_text_bytes});
  expect("state_hash", {header_.weeks.size()});
  if (!header_.ledger.empty()) {
    for (const char* table : ledger_tables) {
      expect(table, {header_.weeks.size(), header_.ledger.size()});
    }
  }
  for (const OutcomeVariable& outcome : header_.outcomes) {
    expect(outcome.name, {header_.weeks.size(), header_.groups.size()});
  }
  for (const OutcomeVariable& outcome : header_.neighbourhood_outcomes) {
    expect(outcome.name, {header_.weeks.size(), header_.neighbourhoods.size()});
  }
}

std::size_t ResultsReader::run_number(int arm, int replicate) const {
  if (arm < 0 || static_cast<std::size_t>(arm) >= header_.arms.size() || replicate < 0 ||
      replicate >= header_.replicates) {
    throw std::logic_error("there is no such arm or replicate in " + path_.string());
  }
  return static_cast<std::size_t>(arm) * static_cast<std::size_t>(header_.replicates) +
         static_cast<std::size_t>(replicate);
}

bool ResultsReader::finished(int arm, int replicate) const {
  return finished_[run_number(arm, replicate)] == 1;
}

int ResultsReader::replicates_finished() const {
  int count = 0;
  for (int replicate = 0; replicate < header_.replicates; ++replicate) {
    bool whole = true;
    for (std::size_t arm = 0; arm < header_.arms.size(); ++arm) {
      whole = whole && finished(static_cast<int>(arm), replicate);
    }
    count += whole ? 1 : 0;
  }
  return count;
}

std::vector<std::uint64_t> ResultsReader::state_hash(int arm, int replicate) const {
  static_cast<void>(run_number(arm, replicate));
  std::vector<std::uint64_t> hashes(header_.weeks.size());
  const Shape start{static_cast<hsize_t>(arm), static_cast<hsize_t>(replicate), 0};
  try {
    file_.root()
        .dataset("state_hash")
        .read_part<std::uint64_t>(start, {1, 1, hashes.size()}, hashes);
  } catch (const hdf5::Error& error) {
    throw UserError(path_.string(), "is damaged (" + error.reason() + ")");
  }
  return hashes;
}

std::vector<double> ResultsReader::values(const std::string& outcome) const {
  const auto named = [&](const OutcomeVariable& variable) { return variable.name == outcome; };
  if (std::none_of(header_.outcomes.begin(), header_.outcomes.end(), named) &&
      std::none_of(header_.neighbourhood_outcomes.begin(), header_.neighbourhood_outcomes.end(),
                   named)) {
    throw UserError(path_.string(), "holds no outcome '" + outcome + "'");
  }
  try {
    return file_.root().dataset(outcome).read<double>();
  } catch (const hdf5::Error& error) {
    throw UserError(path_.string(), "is damaged (" + error.reason() + ")");
  }
}

std::vector<double> ResultsReader::ledger(int arm, int replicate) const {
  static_cast<void>(run_number(arm, replicate));
  std::vector<double> values(header_.ledger_values());
  if (values.empty()) return values;
  const std::span<double> all(values);
  const Shape start{static_cast<hsize_t>(arm), static_cast<hsize_t>(replicate), 0, 0};
  const Shape count{1, 1, header_.weeks.size(), header_.ledger.size()};
  try {
    for (std::size_t table = 0; table < ledger_tables.size(); ++table) {
      const std::size_t each = values.size() / ledger_tables.size();
      file_.root()
          .dataset(ledger_tables[table])
          .read_part<double>(start, count, all.subspan(table * each, each));
    }
  } catch (const hdf5::Error& error) {
    throw UserError(path_.string(), "is damaged (" + error.reason() + ")");
  }
  return values;
}

std::string ResultsReader::burn_in_text(int arm, int replicate) const {
  const std::size_t run = run_number(arm, replicate);
  return file_.root().dataset("diagnostics/burn_in").read_character_texts()[run];
}

}  // namespace buurt::files
