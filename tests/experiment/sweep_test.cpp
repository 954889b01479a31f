#include "experiment/sweep.hpp"

#include <atomic>
#include <catch2/catch.hpp>

#include "engine/error.hpp"
#include "experiment/design/parameter_space.hpp"
#include "experiment/run.hpp"
#include "experiment/simulated_model.hpp"
#include "experiment/small_scenario.hpp"
#include "experiment/toy_experiment.hpp"
#include "files/labelled_file.hpp"
#include "files/results_reader.hpp"

using namespace buurt;
using experiment::run_sweep;
using experiment::SweepEnd;
using experiment::SweepOptions;
using test::toy_model;
using test::ToyExperiment;

namespace {

SweepOptions into(const std::filesystem::path& output, int threads = 2) {
  SweepOptions options;
  options.output = output;
  options.threads = threads;
  return options;
}

files::LabelledReader opened(const std::filesystem::path& path) {
  return files::LabelledReader(path, files::sweep_kind());
}

}  // namespace

TEST_CASE("a sweep writes what the model gave at every point of its design") {
  const ToyExperiment toy;
  const SweepEnd end =
      run_sweep(toy.experiment, toy.parameters(), toy_model, into(toy.path("s.h5")));
  CHECK(end.results == toy.path("s.h5"));
  CHECK(end.runs_finished == 48);
  CHECK_FALSE(std::filesystem::exists(toy.path("s.h5.partial")));
  const auto file = opened(end.results);
  CHECK(file.number("complete") == 1.0);
  CHECK(file.texts("parameter") ==
        std::vector<std::string>{"ties.choice_exponent", "ties.choice_rate", "ties.silence_gaps"});
  CHECK(file.texts("parameter_units").back() == "usual gaps");
  CHECK(file.texts("outcome") == std::vector<std::string>{"first", "second"});
  const std::vector<double> design = file.numbers("design");
  const std::vector<double> values = file.numbers("value");
  REQUIRE(values.size() == 24 * 2 * 2);
  for (std::size_t i = 0; i < 24; ++i) {
    for (int replicate = 0; replicate < 2; ++replicate) {
      const auto expected = toy_model(std::span(design).subspan(3 * i, 3), replicate);
      for (std::size_t o = 0; o < 2; ++o) {
        CHECK(values[(i * 2 + o) * 2 + static_cast<std::size_t>(replicate)] == expected[o]);
      }
    }
    CHECK(design[3 * i] >= 1.0);
    CHECK(design[3 * i] <= 2.0);
  }
}

TEST_CASE("a sweep says which parameter an outcome hangs on and which does nothing") {
  const ToyExperiment toy;
  const SweepEnd end =
      run_sweep(toy.experiment, toy.parameters(), toy_model, into(toy.path("s.h5")));
  REQUIRE(end.sensitivity.size() == 2);
  const auto& coefficients = end.sensitivity[0].regression.coefficients;
  CHECK(coefficients[1].value > coefficients[0].value);
  CHECK(coefficients[0].low > 0.0);
  CHECK(std::abs(coefficients[2].value) < 0.2);
  CHECK(opened(end.results).numbers("rank_regression").size() == 6);

  nlohmann::json document = test::toy_document();
  document["sweep"] = {{"design", "saltelli"}, {"points", 128}};
  const ToyExperiment saltelli(document);
  const SweepEnd indices =
      run_sweep(saltelli.experiment, saltelli.parameters(), toy_model, into(saltelli.path("s.h5")));
  CHECK(indices.points == 128 * 5);
  // The variances of 2 x and of log y over their ranges: 4 / 12 and log(20)² / 12.
  const double logarithm = std::pow(std::log(20.0), 2);
  CHECK(indices.sensitivity[0].indices.total[1].value ==
        Approx(logarithm / (logarithm + 4.0)).margin(0.05));
  CHECK(indices.sensitivity[0].indices.total[2].value == Approx(0.0).margin(1e-9));
  CHECK(opened(indices.results).numbers("first_order_low").size() == 6);
}

TEST_CASE("a sweep on seven threads writes the numbers of one on a single thread") {
  const ToyExperiment toy;
  run_sweep(toy.experiment, toy.parameters(), toy_model, into(toy.path("one.h5"), 1));
  run_sweep(toy.experiment, toy.parameters(), toy_model, into(toy.path("seven.h5"), 7));
  const auto one = opened(toy.path("one.h5"));
  const auto seven = opened(toy.path("seven.h5"));
  for (const char* array : {"design", "value", "mean", "rank_regression", "rank_regression_low",
                            "rank_regression_explained", "pawn", "pawn_chance"}) {
    CHECK(one.numbers(array) == seven.numbers(array));
  }
}

TEST_CASE("an interrupted sweep goes on where it stopped and ends like one straight through") {
  const ToyExperiment toy;
  std::atomic<bool> stop = false;
  std::atomic<int> calls = 0;
  const experiment::PointModel stopping = [&](std::span<const double> x, int replicate) {
    if (++calls == 10) stop = true;
    return toy_model(x, replicate);
  };
  SweepOptions options = into(toy.path("s.h5"));
  options.interrupted = &stop;
  const SweepEnd cut = run_sweep(toy.experiment, toy.parameters(), stopping, options);
  CHECK(cut.interrupted);
  CHECK(cut.results == toy.path("s.h5.partial"));
  CHECK_FALSE(std::filesystem::exists(toy.path("s.h5")));
  CHECK(cut.runs_finished >= 9);
  CHECK(cut.runs_finished < 48);

  options.interrupted = nullptr;
  CHECK_THROWS_WITH(run_sweep(toy.experiment, toy.parameters(), toy_model, options),
                    Catch::Contains("go on with --resume"));
  const ToyExperiment other(test::toy_document(), {{}, 4, {}, {}, {}});
  options.resume = true;
  CHECK_THROWS_WITH(run_sweep(other.experiment, toy.parameters(), toy_model, options),
                    Catch::Contains("another experiment"));
  const experiment::PointModel changed = [](std::span<const double> x, int replicate) {
    std::vector<double> values = toy_model(x, replicate);
    values[1] += 1e-12;
    return values;
  };
  CHECK_THROWS_WITH(run_sweep(toy.experiment, toy.parameters(), changed, options),
                    Catch::Contains("made with another model"));

  calls = 100;
  const SweepEnd end = run_sweep(toy.experiment, toy.parameters(), stopping, options);
  CHECK(end.runs_resumed == cut.runs_finished);
  // One run more, to see that the model is the same.
  CHECK(calls == 100 + 48 - static_cast<int>(cut.runs_finished) + 1);
  run_sweep(toy.experiment, toy.parameters(), toy_model, into(toy.path("straight.h5")));
  CHECK(opened(end.results).numbers("value") == opened(toy.path("straight.h5")).numbers("value"));
  CHECK_FALSE(std::filesystem::exists(toy.path("s.h5.partial")));
}

TEST_CASE("a sweep refuses to replace a file, and an experiment without a sweep") {
  const ToyExperiment toy;
  run_sweep(toy.experiment, toy.parameters(), toy_model, into(toy.path("s.h5")));
  CHECK_THROWS_AS(run_sweep(toy.experiment, toy.parameters(), toy_model, into(toy.path("s.h5"))),
                  engine::UserError);
  nlohmann::json document = test::toy_document();
  document.erase("sweep");
  const ToyExperiment none(document);
  CHECK_THROWS_WITH(
      run_sweep(none.experiment, none.parameters(), toy_model, into(none.path("s.h5"))),
      Catch::Contains("no \"sweep\""));
}

TEST_CASE("the simulated model gives what a run with the same parameters records") {
  const test::SmallScenario small(2, 6);
  files::Experiment experiment;
  experiment.name = "small";
  experiment.scenario = small.scenario;
  experiment.replicates = 2;
  experiment.vary = {{"ties.choice_rate", 0.2, 4.0, true}};
  experiment.outcomes = {
      {"mean", "ties_weekly", "all", files::Statistic::mean, "", 2, 4},
      {"last", "ties_weekly", "women", files::Statistic::last, "", 0, 6},
      {"change", "ties_weekly", "all", files::Statistic::difference, "", 1, 5},
      {"lonely", "lonely_people", "all", files::Statistic::share, "people_16_plus", 0, 6}};
  const experiment::PointModel model =
      experiment::simulated_model(experiment, small.parameters(), nullptr);
  const std::vector<double> rate = {1.25};
  const std::vector<double> kept = model(rate, 1);

  test::SmallScenario set(2, 6);
  set.scenario = small.scenario;
  set.scenario.parameters["ties.choice_rate"] = 1.25;
  const files::ResultsReader results(set.run().results);
  const std::size_t groups = results.header().groups.size();
  const auto at = [&](const char* outcome, std::size_t week, std::size_t group) {
    return results.values(outcome)[(7 + week) * groups + group];
  };
  REQUIRE(kept.size() == 4);
  CHECK(
      kept[0] ==
      Approx((at("ties_weekly", 2, 0) + at("ties_weekly", 3, 0) + at("ties_weekly", 4, 0)) / 3.0));
  const auto women =
      std::find(results.header().groups.begin(), results.header().groups.end(), "women") -
      results.header().groups.begin();
  CHECK(kept[1] == at("ties_weekly", 6, static_cast<std::size_t>(women)));
  CHECK(kept[2] == at("ties_weekly", 5, 0) - at("ties_weekly", 1, 0));
  double lonely = 0.0;
  double people = 0.0;
  for (std::size_t week = 0; week <= 6; ++week) {
    lonely += at("lonely_people", week, 0);
    people += at("people_16_plus", week, 0);
  }
  CHECK(kept[3] == Approx(lonely / people));
}
