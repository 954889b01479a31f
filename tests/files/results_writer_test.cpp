#include "files/results_writer.hpp"

#include <catch2/catch.hpp>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <ctime>
#include <stdexcept>

#include "file_bytes.hpp"
#include "files/results_reader.hpp"
#include "sample_results.hpp"

using namespace buurt;
using namespace buurt::files;
using namespace buurt::test;
using engine::UserError;

namespace fs = std::filesystem;

TEST_CASE("results come back as they were written", "[files]") {
  const TemporaryFolder folder;
  write_sample(folder.path() / "r.h5");
  const ResultsReader reader(folder.path() / "r.h5");
  ResultsHeader expected = sample_header();
  expected.outcomes[2].units = "h";  // plain "hours" would become durations in xarray
  CHECK(reader.header() == expected);
  CHECK(reader.complete());
  CHECK(reader.replicates_finished() == 3);

  const std::size_t each = expected.weeks.size() * expected.groups.size();
  const std::size_t each_place = expected.weeks.size() * expected.neighbourhoods.size();
  for (int arm = 0; arm < 2; ++arm) {
    for (int replicate = 0; replicate < 3; ++replicate) {
      const auto run = static_cast<std::size_t>(3 * arm + replicate);
      for (std::size_t outcome = 0; outcome < 3; ++outcome) {
        const std::vector<double> values = reader.values(expected.outcomes[outcome].name);
        REQUIRE(values.size() == 6 * each);
        for (std::size_t at = 0; at < each; ++at) {
          REQUIRE(values[run * each + at] == sample_value(arm, replicate, outcome * each + at));
        }
      }
      const std::vector<double> places = reader.values("population_by_neighbourhood");
      REQUIRE(places.size() == 6 * each_place);
      for (std::size_t at = 0; at < each_place; ++at) {
        REQUIRE(places[run * each_place + at] == sample_value(arm, replicate, at));
      }
      CHECK(reader.state_hash(arm, replicate) == sample_hashes(arm, replicate, 4));
      CHECK(reader.burn_in_text(arm, replicate) ==
            "in balance: arm " + std::to_string(arm) + ", één");
    }
  }
}

TEST_CASE("the same results are the same bytes", "[files]") {
  const TemporaryFolder folder;
  write_sample(folder.path() / "a.h5");
  write_sample(folder.path() / "b.h5");
  const bool same = read_all(folder.path() / "a.h5") == read_all(folder.path() / "b.h5");
  CHECK(same);
}

TEST_CASE("the final name appears only when the results are whole", "[files]") {
  const TemporaryFolder folder;
  const ResultsHeader header = sample_header();
  ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::refuse);
  write_sample_replicate(writer, header, 0, 0);
  CHECK_FALSE(fs::exists(folder.path() / "r.h5"));
  CHECK(fs::exists(folder.path() / "r.h5.partial"));
  writer.finish({});
  CHECK(fs::exists(folder.path() / "r.h5"));
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a run that fails says what it leaves, and leaves nothing that is of no use", "[files]") {
  const TemporaryFolder folder;
  const ResultsHeader header = sample_header();
  std::string told;
  const auto fail_after = [&](int arms) {
    ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::allow);
    writer.when_left([&](const std::string& what) { told = what; });
    for (int arm = 0; arm < arms; ++arm) write_sample_replicate(writer, header, arm, 0);
    throw engine::RunError("it failed");
  };
  CHECK_THROWS_AS(fail_after(2), engine::RunError);
  CHECK(told == "1 of 3 replicates are kept in '" + (folder.path() / "r.h5.partial").string() +
                    "'; move it away to keep it, or add --overwrite to discard it");
  CHECK(fs::exists(folder.path() / "r.h5.partial"));
  told.clear();
  CHECK_THROWS_AS(fail_after(1), engine::RunError);
  CHECK(told.empty());
  CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("an older file stays whole until the new one is", "[files]") {
  const TemporaryFolder folder;
  write_all(folder.path() / "r.h5", "older results");
  const ResultsHeader header = sample_header();
  CHECK(holds(message_of<UserError>(
                  [&] { ResultsWriter(folder.path() / "r.h5", header, Overwrite::refuse); }),
              "exists already"));
  {
    ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::allow);
    write_sample_replicate(writer, header, 0, 0);
    CHECK(read_all(folder.path() / "r.h5") == "older results");
    writer.finish({});
  }
  CHECK_NOTHROW(ResultsReader(folder.path() / "r.h5"));
}

TEST_CASE("what is finished can be read while the run goes on", "[files]") {
  const TemporaryFolder folder;
  const ResultsHeader header = sample_header();
  ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::refuse);
  CHECK(ResultsReader(writer.partial_path(), Unfinished::accept).replicates_finished() == 0);
  write_sample_replicate(writer, header, 0, 1);
  {
    const ResultsReader reader(writer.partial_path(), Unfinished::accept);
    CHECK(reader.replicates_finished() == 0);  // the other arm is missing
    CHECK(reader.finished(0, 1));
    CHECK_FALSE(reader.finished(1, 1));
  }
  write_sample_replicate(writer, header, 1, 1);
  const ResultsReader reader(writer.partial_path(), Unfinished::accept);
  CHECK_FALSE(reader.complete());
  CHECK(reader.replicates_finished() == 1);
  CHECK(writer.replicates_finished() == 1);
  const std::vector<double> values = reader.values("population");
  const std::size_t each = header.weeks.size() * header.groups.size();
  CHECK(std::isnan(values.front()));
  CHECK(values[each] == sample_value(0, 1, 0));
  CHECK(values[4 * each] == sample_value(1, 1, 0));
}

TEST_CASE("replicates that are missing at the end are not numbers", "[files]") {
  const TemporaryFolder folder;
  const ResultsHeader header = sample_header();
  ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::refuse);
  write_sample_replicate(writer, header, 1, 2);
  writer.finish({});
  const ResultsReader reader(folder.path() / "r.h5");
  CHECK(reader.replicates_finished() == 0);
  CHECK(reader.finished(1, 2));
  const std::vector<double> values = reader.values("lonely_people");
  const std::size_t each = header.weeks.size() * header.groups.size();
  for (std::size_t at = 0; at < 5 * each; ++at) REQUIRE(std::isnan(values[at]));
  for (std::size_t at = 5 * each; at < 6 * each; ++at) REQUIRE_FALSE(std::isnan(values[at]));
}

TEST_CASE("an interrupted run keeps what was computed and says where", "[files]") {
  const TemporaryFolder folder;
  const ResultsHeader header = sample_header();
  {
    ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::refuse);
    write_sample_replicate(writer, header, 0, 0);
    write_sample_replicate(writer, header, 1, 0);
    const FinishedResults kept = writer.finish_interrupted();
    CHECK(kept.path == folder.path() / "r.h5.partial");
    CHECK(holds(kept.note, "1 of 3 replicates are kept in '" + kept.path.string() + "'"));
  }
  CHECK_FALSE(fs::exists(folder.path() / "r.h5"));
  CHECK(ResultsReader(folder.path() / "r.h5.partial", Unfinished::accept).replicates_finished() ==
        1);

  SECTION("and it is not discarded without being asked") {
    const std::string message = message_of<UserError>(
        [&] { ResultsWriter(folder.path() / "r.h5", header, Overwrite::refuse); });
    CHECK(holds(message, "an interrupted run left 1 finished replicate in '"));
    CHECK(ResultsReader(folder.path() / "r.h5.partial", Unfinished::accept).replicates_finished() ==
          1);
    CHECK_NOTHROW(ResultsWriter(folder.path() / "r.h5", header, Overwrite::allow));
  }
}

TEST_CASE("an interrupted run that finished nothing leaves nothing", "[files]") {
  const TemporaryFolder folder;
  {
    ResultsWriter writer(folder.path() / "r.h5", sample_header(), Overwrite::refuse);
    CHECK(holds(writer.finish_interrupted().note, "nothing was kept"));
  }
  { const ResultsWriter failed(folder.path() / "r.h5", sample_header(), Overwrite::refuse); }
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("two runs never write the same file", "[files]") {
  const TemporaryFolder folder;
  const ResultsWriter first(folder.path() / "r.h5", sample_header(), Overwrite::allow);
  CHECK(holds(message_of<UserError>([&] {
                ResultsWriter(folder.path() / "r.h5", sample_header(), Overwrite::allow);
              }),
              "another run is writing this file now"));
  CHECK(fs::exists(first.partial_path()));
}

TEST_CASE("an unreadable leftover does not stand in the way", "[files]") {
  const TemporaryFolder folder;
  write_all(folder.path() / "r.h5.partial", "not results at all");
  write_all(folder.path() / "r.h5.finishing", "half a copy");
  write_all(folder.path() / "r.h5.starting", "half a beginning");
  write_sample(folder.path() / "r.h5");
  CHECK_NOTHROW(ResultsReader(folder.path() / "r.h5"));
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a folder that is missing or takes no files is refused at once", "[files]") {
  const TemporaryFolder folder;
  CHECK(holds(message_of<UserError>([&] {
                ResultsWriter(folder.path() / "none" / "r.h5", sample_header(), Overwrite::allow);
              }),
              "does not exist"));
  CHECK(holds(
      message_of<UserError>([] { ResultsWriter("/proc/r.h5", sample_header(), Overwrite::allow); }),
      "/proc/r.h5: the folder '/proc' cannot be written"));
}

TEST_CASE("more than the disk can hold is refused at once, with both sizes", "[files]") {
  const TemporaryFolder folder;
  ResultsHeader header = sample_header();
  header.replicates = 2'000'000'000;
  header.arms = {"baseline"};
  header.outcomes.assign(1, header.outcomes.front());
  const std::string message = message_of<DiskFull>(
      [&] { ResultsWriter(folder.path() / "r.h5", header, Overwrite::allow); });
  CHECK(holds(message, "r.h5: the disk is full: "));
  CHECK(holds(message, "TB are needed and "));
  CHECK(holds(message, " are free"));
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a replicate of the wrong size is a mistake of ours and changes nothing", "[files]") {
  const TemporaryFolder folder;
  const ResultsHeader header = sample_header();
  ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::refuse);
  const std::string before = read_all(writer.partial_path());
  const auto values = sample_values(0, 0, header.outcome_values());
  const auto places = sample_values(0, 0, header.neighbourhood_values());
  const auto hashes = sample_hashes(0, 0, 4);
  CHECK_THROWS_AS(writer.write_replicate(2, 0, values, places, hashes, ""), std::logic_error);
  CHECK_THROWS_AS(writer.write_replicate(0, 3, values, places, hashes, ""), std::logic_error);
  CHECK_THROWS_AS(writer.write_replicate(0, -1, values, places, hashes, ""), std::logic_error);
  CHECK_THROWS_AS(writer.write_replicate(0, 0, places, places, hashes, ""), std::logic_error);
  CHECK_THROWS_AS(writer.write_replicate(0, 0, values, {}, hashes, ""), std::logic_error);
  CHECK_THROWS_AS(writer.write_replicate(0, 0, values, places, {}, ""), std::logic_error);
  const bool unchanged = read_all(writer.partial_path()) == before;
  CHECK(unchanged);
}

TEST_CASE("diagnostics that are too long are cut between characters", "[files]") {
  const TemporaryFolder folder;
  const ResultsHeader header = sample_header();
  ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::refuse);
  std::string text;
  while (text.size() < 5000) text += "é";
  writer.write_replicate(0, 0, sample_values(0, 0, header.outcome_values()),
                         sample_values(0, 0, header.neighbourhood_values()), sample_hashes(0, 0, 4),
                         text);
  writer.finish({});
  const std::string kept = ResultsReader(folder.path() / "r.h5").burn_in_text(0, 0);
  CHECK(kept.size() <= burn_in_text_bytes);
  CHECK(kept.size() > burn_in_text_bytes - 4);
  CHECK(kept.substr(kept.size() - 5) == "é…");
}

TEST_CASE("a run that is killed leaves every finished replicate, whatever the moment", "[files]") {
  // A child process writes replicates without pause and is killed after a drawn time; what it told
  // through a pipe must be in the file.
  const ResultsHeader header = [] {
    ResultsHeader many = sample_header();
    many.replicates = 2000;
    return many;
  }();
  int killed_in_the_middle = 0;
  for (int attempt = 0; attempt < 12; ++attempt) {
    const TemporaryFolder folder;
    write_all(folder.path() / "r.h5", "older results");
    int pipe_ends[2];
    REQUIRE(::pipe(pipe_ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      try {
        ResultsWriter writer(folder.path() / "r.h5", header, Overwrite::allow);
        for (int replicate = 0; replicate < header.replicates; ++replicate) {
          for (int arm = 0; arm < 2; ++arm) write_sample_replicate(writer, header, arm, replicate);
          const char done = 1;
          if (::write(pipe_ends[1], &done, 1) != 1) ::_exit(1);
        }
        for (;;) ::pause();
      } catch (...) {
        ::_exit(1);
      }
    }
    ::close(pipe_ends[1]);
    char done = 0;
    REQUIRE(::read(pipe_ends[0], &done, 1) == 1);
    const timespec moment{0, 1'000'000L * (1 + 13 * attempt % 60) + 137'000L * attempt};
    ::nanosleep(&moment, nullptr);
    REQUIRE(::kill(child, SIGKILL) == 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    int told = 1;
    while (::read(pipe_ends[0], &done, 1) == 1) ++told;
    ::close(pipe_ends[0]);

    CHECK(read_all(folder.path() / "r.h5") == "older results");
    const ResultsReader reader(folder.path() / "r.h5.partial", Unfinished::accept);
    const int kept = reader.replicates_finished();
    CHECK(kept >= told);
    CHECK(kept <= told + 1);
    const hdf5::File file = hdf5::File::open_to_read(folder.path() / "r.h5.partial");
    const int said = file.root().value<int>("replicates_finished");
    CHECK(said >= told);
    CHECK(said <= kept);
    const std::vector<double> values = reader.values("met_hours");
    const std::size_t each = header.weeks.size() * header.groups.size();
    for (int arm = 0; arm < 2; ++arm) {
      for (int replicate = 0; replicate < kept; ++replicate) {
        const auto run = static_cast<std::size_t>(arm * header.replicates + replicate);
        REQUIRE(values[run * each] == sample_value(arm, replicate, 2 * each));
        REQUIRE(values[run * each + each - 1] == sample_value(arm, replicate, 3 * each - 1));
      }
    }
    if (kept < header.replicates) ++killed_in_the_middle;
  }
  CHECK(killed_in_the_middle > 0);
}
