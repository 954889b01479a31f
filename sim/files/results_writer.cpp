#include "files/results_writer.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "files/own_file.hpp"
#include "files/results_reader.hpp"

namespace buurt::files {

namespace fs = std::filesystem;
using engine::RunError;
using engine::UserError;

namespace {

/// At most `bytes` bytes of a text, not cut inside a character, with "…" where something is missing.
std::string shortened(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  constexpr std::string_view ellipsis = "…";
  std::size_t end = bytes - ellipsis.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + std::string(ellipsis);
}

std::string replicates_text(int finished, int all) {
  return std::to_string(finished) + " of " + std::to_string(all) +
         (all == 1 ? " replicate" : " replicates");
}

void write_profile(hdf5::File& file, std::span<const PhaseTime> profile) {
  hdf5::Group root = file.root();
  hdf5::Group group = root.create_group("profile");
  std::vector<std::string> phases;
  std::vector<double> seconds;
  for (const PhaseTime& time : profile) {
    phases.push_back(time.phase);
    seconds.push_back(time.seconds);
  }
  hdf5::Dataset phase = group.create_texts("phase", phases);
  constexpr int after_all_others = 6;
  hdf5::make_dimension(phase, "phase", after_all_others);
  hdf5::Dataset time = group.create<double>("seconds", {seconds.size()}, hdf5::Storage::in_place);
  time.write<double>(seconds);
  time.set_text("long_name", "processor time spent in the phase, summed over replicates");
  time.set_text("units", "s");
  hdf5::attach_dimension(time, phase, 0);
}

void remove_quietly(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
}

}  // namespace

ResultsWriter::ResultsWriter(const fs::path& path, ResultsHeader header, Overwrite overwrite)
    : path_(resolved_target(path)),
      partial_(beside(path_, ".partial")),
      header_(std::move(header)) {
  if (header_.arms.empty() || header_.replicates < 1 || header_.weeks.empty() ||
      header_.groups.empty()) {
    throw std::logic_error("results without arms, replicates, weeks or groups");
  }
  const auto turn = hdf5::use_library();
  check_target(path_, overwrite);
  claim_partial(overwrite);
  create_partial();
  finished_.assign(header_.arms.size() * static_cast<std::size_t>(header_.replicates), 0);
}

void ResultsWriter::claim_partial(Overwrite overwrite) {
  std::error_code error;
  if (!fs::exists(partial_, error)) return;
  check_target(partial_, Overwrite::allow);
  const Descriptor old = open_to_write(partial_, path_);
  if (!try_lock(old)) {
    throw UserError(path_.string(), "another run is writing this file now");
  }
  if (overwrite == Overwrite::allow) return;
  int finished = 0;
  try {
    finished = ResultsReader(partial_, Unfinished::accept).replicates_finished();
  } catch (const std::runtime_error&) {
    return;  // Nothing in it can be read, so nothing is lost.
  }
  if (finished > 0) {
    throw UserError(path_.string(),
                    "an interrupted run left " + std::to_string(finished) +
                        (finished == 1 ? " finished replicate in '" : " finished replicates in '") +
                        partial_.string() +
                        "'; move it away to keep it, or add --overwrite to discard it");
  }
}

void ResultsWriter::create_partial() {
  const fs::path starting = beside(path_, ".starting");
  file_ = open_to_write(starting, path_);
  if (!try_lock(file_)) {
    throw UserError(path_.string(), "another run is writing this file now");
  }
  try {
    const std::uint64_t needed = uncompressed_bytes(header_);
    // Once to see that there is room, and again because a new file begins with none.
    reserve_room(starting, needed);
    hdf5::File file = hdf5::File::create(starting);
    reserve_room(starting, needed);
    create_results_layout(file, header_, hdf5::Storage::in_place);
    addresses_ = results_addresses(file, header_);
    file.close();
    replace_file(starting, partial_);
  } catch (const hdf5::NoSpace&) {
    remove_quietly(starting);
    throw DiskFull(path_, uncompressed_bytes(header_));
  } catch (const DiskFull&) {
    remove_quietly(starting);
    throw DiskFull(path_, uncompressed_bytes(header_));
  } catch (...) {
    remove_quietly(starting);
    throw;
  }
}

ResultsWriter::~ResultsWriter() {
  if (state_ != State::running) return;
  if (replicates_finished() == 0) {
    remove_quietly(partial_);
    return;
  }
  if (!tell_left_) return;
  try {
    tell_left_(replicates_text(replicates_finished(), header_.replicates) + " are kept in '" +
               partial_.string() + "'; move it away to keep it, or add --overwrite to discard it");
  } catch (...) {  // What is left behind matters less than the error that is on its way.
  }
}

bool ResultsWriter::anything_finished() const {
  return std::find(finished_.begin(), finished_.end(), 1) != finished_.end();
}

int ResultsWriter::replicates_finished() const {
  const auto replicates = static_cast<std::size_t>(header_.replicates);
  int count = 0;
  for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
    bool whole = true;
    for (std::size_t arm = 0; arm < header_.arms.size(); ++arm) {
      whole = whole && finished_[arm * replicates + replicate] == 1;
    }
    count += whole ? 1 : 0;
  }
  return count;
}

void ResultsWriter::write_replicate(int arm, int replicate, std::span<const double> values,
                                    std::span<const double> neighbourhood_values,
                                    std::span<const std::uint64_t> state_hash,
                                    std::string_view burn_in_text, std::span<const double> ledger) {
  const bool known = arm >= 0 && static_cast<std::size_t>(arm) < header_.arms.size() &&
                     replicate >= 0 && replicate < header_.replicates;
  if (state_ != State::running || !known || values.size() != header_.outcome_values() ||
      neighbourhood_values.size() != header_.neighbourhood_values() ||
      state_hash.size() != header_.weeks.size() || ledger.size() != header_.ledger_values()) {
    throw std::logic_error("a replicate does not fit the results file it is written to");
  }
  const std::size_t run =
      static_cast<std::size_t>(arm) * static_cast<std::size_t>(header_.replicates) +
      static_cast<std::size_t>(replicate);
  const auto write = [&](std::span<const double> all, const std::vector<std::uint64_t>& addresses) {
    if (addresses.empty()) return;
    const std::size_t each = all.size() / addresses.size();
    for (std::size_t outcome = 0; outcome < addresses.size(); ++outcome) {
      const std::span<const double> part = all.subspan(outcome * each, each);
      write_at(file_, addresses[outcome] + run * part.size_bytes(), part.data(), part.size_bytes(),
               partial_);
    }
  };
  write(values, addresses_.outcomes);
  write(neighbourhood_values, addresses_.neighbourhood_outcomes);
  write(ledger, addresses_.ledger);
  write_at(file_, addresses_.state_hash + run * state_hash.size_bytes(), state_hash.data(),
           state_hash.size_bytes(), partial_);
  std::array<char, burn_in_text_bytes> text{};
  const std::string kept = shortened(burn_in_text, text.size());
  std::memcpy(text.data(), kept.data(), kept.size());
  write_at(file_, addresses_.burn_in + run * text.size(), text.data(), text.size(), partial_);

  // Only now is it marked as finished.
  constexpr std::int8_t mark = 1;
  write_at(file_, addresses_.finished + run, &mark, sizeof mark, partial_);
  const int before = replicates_finished();
  finished_[run] = mark;
  if (replicates_finished() != before) {
    const auto turn = hdf5::use_library();
    hdf5::File file = hdf5::File::open_to_change(partial_);
    file.root().set_value("replicates_finished", before + 1);
    file.close();
  }
}

void ResultsWriter::make_final_copy(const fs::path& copy, std::span<const PhaseTime> profile,
                                    const ComparisonContent* comparison) const {
  const hdf5::File from = hdf5::File::open_to_read(partial_);
  hdf5::File to = hdf5::File::create_in_memory(copy);
  ResultsHeader header = header_;
  if (comparison != nullptr) header.replicates = comparison->persons.replicates;
  create_results_layout(to, header, hdf5::Storage::compressed);
  copy_results(from, to, header);
  write_profile(to, profile);
  if (traces_) write_traces(to, *traces_);
  if (dominoes_) write_dominoes(to, *dominoes_);
  if (comparison != nullptr) write_comparison(to, *comparison);
  {
    hdf5::Group root = to.root();
    root.set_value("complete", 1);
    mark_sealed(root);
  }
  const std::vector<std::byte> image = to.image();
  to.close();
  std::error_code error;
  fs::remove(copy, error);  // of a run that was killed at this point
  write_at(open_to_write(copy, path_), 0, image.data(), image.size(), path_);
  seal_file(copy);
}

FinishedResults ResultsWriter::finish(std::span<const PhaseTime> profile,
                                      const ComparisonContent* comparison) {
  if (state_ != State::running) throw std::logic_error("these results have ended before");
  const auto turn = hdf5::use_library();
  const fs::path copy = beside(path_, ".finishing");
  const auto keep_uncompressed = [&]() -> FinishedResults {
    remove_quietly(copy);
    hdf5::File file = hdf5::File::open_to_change(partial_);
    file.root().set_value("complete", 1);
    file.close();
    replace_file(partial_, path_);
    state_ = State::ended;
    return {path_, path_.string() +
                       ": the disk has no room for a compressed copy, so the results are kept "
                       "uncompressed and without the profile" +
                       (comparison != nullptr ? ", the effects" : "") + " and life stories"};
  };
  try {
    make_final_copy(copy, profile, comparison);
    replace_file(copy, path_);
  } catch (const DiskFull&) {
    return keep_uncompressed();
  } catch (...) {
    remove_quietly(copy);
    throw;
  }
  state_ = State::ended;
  remove_quietly(partial_);
  return {path_, {}};
}

FinishedResults ResultsWriter::finish_interrupted() {
  if (state_ != State::running) throw std::logic_error("these results have ended before");
  state_ = State::ended;
  if (!anything_finished()) {
    remove_quietly(partial_);
    return {path_, "interrupted before the first replicate was finished; nothing was kept"};
  }
  return {partial_, "interrupted; " + replicates_text(replicates_finished(), header_.replicates) +
                        " are kept in '" + partial_.string() + "'"};
}

}  // namespace buurt::files
