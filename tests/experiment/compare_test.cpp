#include "experiment/compare.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <memory>

#include "care/outcomes.hpp"
#include "engine/error.hpp"
#include "experiment/run.hpp"
#include "experiment/small_scenario.hpp"
#include "files/comparison_layout.hpp"
#include "files/hdf5.hpp"
#include "files/results_reader.hpp"

using namespace buurt;
using experiment::CompareEnd;
using experiment::CompareOptions;

namespace {

/// A small town for a few weeks, with what is added to it.
class SmallComparison {
 public:
  explicit SmallComparison(std::vector<std::string> with, int replicates = 2, int weeks = 8)
      : small_(std::make_shared<test::SmallScenario>(replicates, weeks)) {
    add("cut", R"("budget": {"formal_care": {"change": -0.9, "from_week": 3}})");
    files::ComparisonCall call;
    call.scenario_or_question = small_->path("scenario.json").string();
    for (std::string& name : with) {
      call.with.push_back(name == "cut" ? small_->path("cut.json").string() : name);
    }
    call.replicates = replicates;
    comparison = reader_->read(call);
  }

  CompareEnd run(CompareOptions options = {}) const {
    if (options.output.empty()) options.output = small_->path("compared.h5");
    return experiment::run_comparison(comparison, reader_->scenarios().parameters(), options);
  }
  /// The same town, files and arms for another number of weeks.
  [[nodiscard]] SmallComparison with_weeks(int weeks) const {
    SmallComparison other = *this;
    other.comparison.baseline.weeks = weeks;
    for (files::ComparisonArm& arm : other.comparison.arms) arm.scenario.weeks = weeks;
    return other;
  }
  [[nodiscard]] std::filesystem::path path(const std::string& name) const {
    return small_->path(name);
  }

  files::Comparison comparison;

 private:
  void add(const std::string& name, const std::string& fragment) const {
    std::ofstream file(small_->path(name + ".json"));
    file << fmt::format(R"({{"name": "{}", "title": "t", "what": "w", "source": "assumed", {}}})",
                        name, fragment);
  }

  std::shared_ptr<test::SmallScenario> small_;
  std::shared_ptr<files::ComparisonReader> reader_ =
      std::make_shared<files::ComparisonReader>(BUURT_SOURCE_SCENARIOS);
};

/// Not-a-number equals itself as bits.
std::vector<std::uint64_t> bits_of(const std::vector<double>& values) {
  std::vector<std::uint64_t> bits;
  for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  return bits;
}

}  // namespace

TEST_CASE("what does nothing changes no byte in any arm") {
  const SmallComparison both({"no-op", "cut"});
  const CompareEnd end = both.run();
  const files::ResultsReader results(end.results);
  const std::size_t size = results.values("population").size() / 3;
  for (int replicate = 0; replicate < 2; ++replicate) {
    CHECK(results.state_hash(0, replicate) == results.state_hash(1, replicate));
    CHECK(results.state_hash(0, replicate) != results.state_hash(2, replicate));
  }
  const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  for (const auto& outcome : care::outcome_declarations()) {
    const std::vector<double> values = results.values(std::string(outcome.name));
    for (std::size_t i = 0; i < size; ++i) {
      if (!same(values[i], values[size + i])) FAIL("differs: " << outcome.name);
    }
  }
  for (std::size_t o = 0; o < care::outcome_declarations().size(); ++o) {
    const auto effect = end.effects.effect(1, o, end.effects.window("whole"), 0, "lower");
    const double mean = experiment::of(effect, experiment::EffectStatistic::mean);
    CHECK((mean == 0.0 || std::isnan(mean)));
  }
  CHECK(end.persons.front().better_off == 0);
  CHECK(end.persons.front().worse_off == 0);
}

TEST_CASE("each pair lives by one of the accepted parameter sets, and verifies by it") {
  SmallComparison cut({"cut"}, 3, 4);
  cut.comparison.accepted = {{{"ties.choice_rate", 0.4}}, {{"ties.choice_rate", 0.9}}};
  CompareOptions options;
  options.burnt_in = cut.path("kept");
  const files::ResultsReader results(cut.run(options).results);
  files::ScenarioReader scenarios(BUURT_SOURCE_SCENARIOS);
  for (const double rate : {0.4, 0.9}) {
    files::Scenario alone = cut.comparison.arms.front().scenario;
    alone.parameters["ties.choice_rate"] = rate;
    experiment::RunOptions how;
    how.output = cut.path(fmt::format("alone-{}.h5", rate));
    const files::ResultsReader lived(
        experiment::run_scenario(alone, scenarios.parameters(), how).results);
    for (int replicate = 0; replicate < 3; ++replicate) {
      const bool its_own = (replicate % 2 == 0) == (rate == 0.4);
      INFO(rate << ", replicate " << replicate);
      CHECK((results.state_hash(1, replicate) == lived.state_hash(0, replicate)) == its_own);
    }
  }
  const experiment::VerifyEnd verified = experiment::verify_results(cut.path("compared.h5"), {});
  CHECK(verified.differences.empty());
  CHECK(verified.replicates == 3);
  // Burn-ins of these sets are not those of the usual parameters.
  cut.comparison.accepted.clear();
  options.output = cut.path("usual.h5");
  CHECK_THROWS_WITH(cut.run(options), Catch::Matchers::Contains("holds the burn-in of another"));
}

TEST_CASE("a forked arm is the same as that arm lived from the beginning") {
  const SmallComparison cut({"cut"}, 1);
  CHECK(cut.comparison.arms.front().first_week == 3);
  const files::ResultsReader forked(cut.run().results);
  experiment::RunOptions options;
  options.output = cut.path("alone.h5");
  files::ScenarioReader scenarios(BUURT_SOURCE_SCENARIOS);
  const files::ResultsReader alone(experiment::run_scenario(cut.comparison.arms.front().scenario,
                                                            scenarios.parameters(), options)
                                       .results);
  CHECK(forked.state_hash(1, 0) == alone.state_hash(0, 0));
  const std::vector<double> both = forked.values("met_hours");
  const std::vector<double> one = alone.values("met_hours");
  CHECK(std::vector<double>(both.begin() + static_cast<std::ptrdiff_t>(one.size()), both.end()) ==
        one);
}

TEST_CASE("arms are the same until the first week that can differ") {
  const SmallComparison cut({"cut"}, 1);
  const files::ResultsReader results(cut.run().results);
  const auto a = results.state_hash(0, 0);
  const auto b = results.state_hash(1, 0);
  for (std::size_t week = 0; week <= 3; ++week) CHECK(a[week] == b[week]);
  CHECK(a[4] != b[4]);
}

TEST_CASE("a comparison is the same on one, two and seven threads") {
  const SmallComparison cut({"cut"}, 3);
  std::vector<std::vector<std::uint64_t>> hashes;
  std::vector<std::vector<std::uint64_t>> effects;
  std::vector<std::string> totals;
  for (const int threads : {1, 2, 7}) {
    CompareOptions options;
    options.threads = threads;
    options.overwrite = files::Overwrite::allow;
    const CompareEnd end = cut.run(options);
    {
      const files::ResultsReader results(end.results);
      std::vector<std::uint64_t> all;
      for (int replicate = 0; replicate < 3; ++replicate) {
        for (const int arm : {0, 1}) {
          const auto one = results.state_hash(arm, replicate);
          all.insert(all.end(), one.begin(), one.end());
        }
      }
      hashes.push_back(all);
    }
    const files::hdf5::File file = files::hdf5::File::open_to_read(end.results);
    effects.push_back(bits_of(files::read_effects(file, "met_hours_professionals")));
    totals.push_back(file.root().group("persons").text("totals"));
  }
  CHECK(hashes[0] == hashes[1]);
  CHECK(hashes[0] == hashes[2]);
  CHECK(effects[0] == effects[1]);
  CHECK(effects[0] == effects[2]);
  CHECK(totals[0] == totals[2]);
}

TEST_CASE("effects are the mean of paired differences of the file's own values") {
  const SmallComparison cut({"cut"}, 3);
  const CompareEnd end = cut.run();
  const files::ResultsReader results(end.results);
  const std::vector<double> hours = results.values("met_hours_professionals");
  const std::size_t weeks = results.header().weeks.size();
  const std::size_t groups = results.header().groups.size();
  double mean = 0.0;
  for (std::size_t replicate = 0; replicate < 3; ++replicate) {
    for (std::size_t week = 1; week < weeks; ++week) {
      const auto at = [&](std::size_t arm) {
        return hours[((arm * 3 + replicate) * weeks + week) * groups];
      };
      mean += (at(1) - at(0)) / static_cast<double>(weeks - 1) / 3.0;
    }
  }
  const files::hdf5::File file = files::hdf5::File::open_to_read(end.results);
  const std::vector<double> effects = files::read_effects(file, "met_hours_professionals");
  CHECK(effects.front() == Approx(mean));
  CHECK(mean < 0.0);
  CHECK(effects.size() == 3 * groups * experiment::effect_statistics.size());
}

TEST_CASE("a cut leaves people worse off, and they are listed by identity") {
  const SmallComparison cut({"cut"}, 2, 20);
  const CompareEnd end = cut.run();
  const experiment::PersonTotals& totals = end.persons.front();
  CHECK(totals.people > 1800);
  CHECK(totals.worse_off > totals.better_off);
  const files::hdf5::File file = files::hdf5::File::open_to_read(end.results);
  const files::hdf5::Group persons = file.root().group("persons");
  const auto who = persons.dataset("identity").read<std::uint64_t>();
  const auto weeks = persons.dataset("first_week").read<int>();
  const auto what = persons.dataset("what").read_texts();
  const auto amount = persons.dataset("amount").read<double>();
  const auto better = persons.dataset("better").read<int>();
  REQUIRE_FALSE(who.empty());
  bool someone_lost_hours = false;
  for (std::size_t i = 0; i < who.size(); ++i) {
    CHECK(who[i] != 0);
    CHECK((weeks[i] == -1 || weeks[i] > 3));
    if (what[i] == "unmet_hours") CHECK(better[i] == (amount[i] > 0.0 ? -1 : 1));
    someone_lost_hours |= what[i] == "unmet_hours" && amount[i] > 0.0;
  }
  CHECK(someone_lost_hours);
}

TEST_CASE("the worst off are a twentieth of the grown-ups, and the same in all arms") {
  const SmallComparison cut({"cut"}, 1);
  const CompareEnd end = cut.run();
  const std::size_t population = experiment::outcome_number("population", "");
  const std::size_t asked = experiment::outcome_number("people_16_plus", "");
  const std::size_t worst = static_cast<std::size_t>(care::Group::worst_off_5_percent);
  const std::size_t whole = end.effects.window("whole");
  const double share = end.effects.values(0, population, whole, worst)[0] /
                       end.effects.values(0, asked, whole, 0)[0];
  CHECK(share > 0.04);
  CHECK(share <= 0.051);
  const std::size_t loneliness = experiment::outcome_number("loneliness", "");
  CHECK(end.effects.values(0, loneliness, whole, worst)[0] >
        end.effects.values(0, loneliness, whole, 0)[0]);
}

TEST_CASE("replicates are added until the interval is narrow, however many threads") {
  const SmallComparison cut({"cut"}, 2);
  CompareOptions options;
  options.max_replicates = 7;
  options.until = experiment::UntilNarrow{"met_hours_professionals", 1e-9};
  const CompareEnd never = cut.run(options);
  CHECK(never.replicates_finished == 7);
  CHECK(never.narrow_enough == false);
  CHECK(files::ResultsReader(never.results).header().replicates == 7);

  // A maximum that was asked for is one, however many replicates the question has.
  options.max_replicates = 2;
  options.output = cut.path("two.h5");
  CHECK(SmallComparison({"cut"}, 4).run(options).replicates_finished == 2);

  options.overwrite = files::Overwrite::allow;
  options.output.clear();
  options.until->half_width = 1e9;
  const CompareEnd at_once = cut.run(options);
  CHECK(at_once.replicates_finished == 2);
  CHECK(at_once.narrow_enough == true);
  const files::ResultsReader results(at_once.results);
  CHECK(results.header().replicates == 2);
  CHECK(results.replicates_finished() == 2);
}

TEST_CASE("stopping by width needs two replicates and an outcome that there is") {
  CompareOptions options;
  options.until = experiment::UntilNarrow{"lonely_peple", 1.0};
  CHECK_THROWS_WITH(SmallComparison({"cut"}).run(options),
                    Catch::Contains("lonely_people") && Catch::Contains("--until"));
  options.until->outcome = "lonely_people";
  CHECK_THROWS_WITH(SmallComparison({"cut"}, 1).run(options), Catch::Contains("at least 2"));
}

TEST_CASE("every arm of a comparison is verified") {
  const SmallComparison cut({"cut", "no-op"});
  const CompareEnd end = cut.run();
  const experiment::VerifyEnd verified = experiment::verify_results(end.results, {});
  CHECK(verified.arms == 3);
  CHECK(verified.replicates == 2);
  CHECK(verified.differences.empty());
}

TEST_CASE("an interrupted comparison keeps what was finished") {
  const SmallComparison cut({"cut"}, 6);
  std::atomic<bool> stop = false;
  CompareOptions options;
  options.threads = 1;
  options.interrupted = &stop;
  options.progress = [&](double share) { stop = stop || share > 0.55; };
  const CompareEnd end = cut.run(options);
  CHECK(end.interrupted);
  CHECK(end.replicates_finished > 0);
  CHECK(end.replicates_finished < 6);
  const files::ResultsReader results(end.results, files::Unfinished::accept);
  CHECK(results.replicates_finished() == end.replicates_finished);
}

TEST_CASE("a comparison from kept burn-ins is the same as one from the beginning") {
  const SmallComparison cut({"cut"}, 2);
  const CompareEnd straight = cut.run();
  CompareOptions options;
  options.output = cut.path("first.h5");
  options.burnt_in = cut.path("burnt-in");
  const CompareEnd first = cut.run(options);
  REQUIRE(std::filesystem::exists(cut.path("burnt-in.replicate001.h5")));
  options.output = cut.path("second.h5");
  const CompareEnd second = cut.run(options);
  const files::ResultsReader expected(straight.results);
  for (const CompareEnd& end : {first, second}) {
    const files::ResultsReader results(end.results);
    for (const int arm : {0, 1}) {
      CHECK(results.state_hash(arm, 1) == expected.state_hash(arm, 1));
      CHECK(results.burn_in_text(arm, 1) == expected.burn_in_text(arm, 1));
    }
    CHECK(bits_of(results.values("loneliness")) == bits_of(expected.values("loneliness")));
  }
}

TEST_CASE("kept burn-ins serve runs of other weeks, and no other scenario") {
  const SmallComparison eight({"cut"}, 2, 8);
  CompareOptions options;
  options.burnt_in = eight.path("burnt-in");
  static_cast<void>(eight.run(options));
  SmallComparison other = eight.with_weeks(5);
  options.output = eight.path("five.h5");
  const files::ResultsReader shorter(other.run(options).results);
  const files::ResultsReader longer(eight.path("compared.h5"));
  const auto few = shorter.state_hash(1, 1);
  const auto many = longer.state_hash(1, 1);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));

  other.comparison.baseline.seed = 99;
  options.output = eight.path("never.h5");
  CHECK_THROWS_WITH(other.run(options),
                    Catch::Contains("--burnt-in") && Catch::Contains("--traces"));
  // Nor are they results to be replaced.
  other.comparison.baseline.seed = eight.comparison.baseline.seed;
  options.output = eight.path("burnt-in.replicate001.h5");
  options.overwrite = files::Overwrite::allow;
  CHECK_THROWS_WITH(other.run(options), Catch::Contains("is a file that this call reads"));
}
