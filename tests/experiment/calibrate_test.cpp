#include "experiment/calibrate.hpp"

#include <atomic>
#include <catch2/catch.hpp>

#include "engine/error.hpp"
#include "experiment/toy_experiment.hpp"
#include "files/labelled_file.hpp"

using namespace buurt;
using experiment::CalibrationEnd;
using experiment::CalibrationOptions;
using experiment::run_calibration;
using test::toy_model;
using test::ToyExperiment;

namespace {

CalibrationOptions into(const std::filesystem::path& output, int threads = 2) {
  CalibrationOptions options;
  options.output = output;
  options.threads = threads;
  return options;
}

files::LabelledReader opened(const std::filesystem::path& path) {
  return files::LabelledReader(path, files::calibration_kind());
}

ToyExperiment with_waves(int waves) {
  return ToyExperiment(test::toy_document(), {{}, {}, {}, {}, waves});
}

/// Every array of numbers that a calibration writes.
void check_same_numbers(const std::filesystem::path& a, const std::filesystem::path& b) {
  const auto one = opened(a);
  const auto other = opened(b);
  for (const char* array :
       {"design", "coordinate", "value", "misfit", "implausibility", "space_left",
        "emulator_length", "emulator_nugget", "emulator_error", "chance_variance", "nearest",
        "range_low", "range_high", "width_left", "left", "target_value"}) {
    INFO(array);
    CHECK(one.numbers(array) == other.numbers(array));
  }
  CHECK(one.whole_numbers("accepted") == other.whole_numbers("accepted"));
  CHECK(one.whole_numbers("wave_of_point") == other.whole_numbers("wave_of_point"));
}

}  // namespace

TEST_CASE("a calibration finds the values that give the targets and names what they leave open") {
  const ToyExperiment toy = with_waves(3);
  std::vector<std::size_t> told;
  CalibrationOptions options = into(toy.path("w.h5"));
  options.on_wave = [&](const experiment::HistoryMatch&, std::size_t wave) {
    told.push_back(wave);
  };
  const CalibrationEnd end = run_calibration(toy.experiment, toy.parameters(), toy_model, options);
  CHECK(told == std::vector<std::size_t>{0, 1, 2});
  CHECK(end.points == 60);
  CHECK(end.unidentified == std::vector<std::string>{"ties.silence_gaps"});
  REQUIRE(end.accepted.size() > 5);
  CHECK(end.accepted.front().point == end.best->point);
  for (const auto& accepted : end.accepted) {
    CHECK(accepted.misfit <= 1.0);
    CHECK(accepted.parameters[0] == Approx(1.5).margin(0.15));
    CHECK(accepted.parameters[1] == Approx(1.0).margin(0.15));
    CHECK(accepted.targets[0] == Approx(3.0).margin(0.1));
    CHECK(accepted.targets[1] == Approx(1.5).margin(0.1));
  }
  const auto file = opened(end.results);
  const std::vector<std::int32_t> accepted = file.whole_numbers("accepted");
  CHECK(static_cast<std::size_t>(std::count(accepted.begin(), accepted.end(), 1)) ==
        end.accepted.size());
  CHECK(file.numbers("space_left").size() == 3);
  CHECK(file.numbers("left").size() == 1000 * 3);
  CHECK(file.texts("target_source")[0] == "made up");
}

TEST_CASE("a calibration tells whether the values that the scenario has are ruled out") {
  const auto own_after = [](const std::string& set) {
    nlohmann::json document = test::toy_document();
    for (const char* name : {"ties.choice_exponent", "ties.choice_rate"}) {
      document["vary"][name] = {{"minimum", 0.5}, {"maximum", 2.5}};
    }
    document["vary"]["ties.choice_exponent"]["minimum"] = 1;
    document["scenario"] = "own.json";
    const auto scenario = nlohmann::json::parse(
        R"({"name": "own", "municipality": "herzele", "start": "2024-01-01", "weeks": 260,
            "burn_in_weeks": 52, "seed": 1, "replicates": 1, "parameters": )" +
        set + "}");
    const test::TemporaryFolder folder;
    folder.write("own.json", scenario.dump());
    const files::ExperimentReader reader(BUURT_SOURCE_SCENARIOS);
    const files::Experiment experiment =
        reader.read(folder.write("toy.json", document.dump()).string(), {{}, {}, {}, {}, 2});
    return run_calibration(experiment, reader.scenarios().parameters(), toy_model,
                           into(folder.path() / "w.h5"))
        .own;
  };
  const auto met = own_after(R"({"ties.choice_exponent": 1.5, "ties.choice_rate": 1})");
  REQUIRE(met);
  CHECK_FALSE(met->ruled_out);
  CHECK(met->implausibilities.size() == 2);
  const auto missed = own_after(R"({"ties.choice_exponent": 2.4, "ties.choice_rate": 1})");
  REQUIRE(missed);
  CHECK(missed->ruled_out);
  CHECK(missed->implausibility > 3.0);
  CHECK_FALSE(own_after(R"({"ties.choice_exponent": 1.5, "ties.choice_rate": 3})"));
}

TEST_CASE("a calibration on seven threads writes the numbers of one on a single thread") {
  const ToyExperiment toy;
  run_calibration(toy.experiment, toy.parameters(), toy_model, into(toy.path("one.h5"), 1));
  run_calibration(toy.experiment, toy.parameters(), toy_model, into(toy.path("seven.h5"), 7));
  check_same_numbers(toy.path("one.h5"), toy.path("seven.h5"));
}

TEST_CASE("more waves asked of a finished calibration are those it would have had at once") {
  const ToyExperiment two;
  const ToyExperiment three = with_waves(3);
  run_calibration(two.experiment, two.parameters(), toy_model, into(two.path("w.h5")));
  CalibrationOptions on = into(two.path("w.h5"));
  CHECK_THROWS_AS(run_calibration(three.experiment, two.parameters(), toy_model, on),
                  engine::UserError);
  on.go_on = true;
  const CalibrationEnd end = run_calibration(three.experiment, two.parameters(), toy_model, on);
  CHECK(end.waves_before == 2);
  run_calibration(three.experiment, three.parameters(), toy_model, into(three.path("w.h5")));
  check_same_numbers(two.path("w.h5"), three.path("w.h5"));
}

TEST_CASE("a finished calibration that is asked for no more waves says again what it found") {
  const ToyExperiment toy;
  const CalibrationEnd first =
      run_calibration(toy.experiment, toy.parameters(), toy_model, into(toy.path("w.h5")));
  const auto written = std::filesystem::last_write_time(toy.path("w.h5"));
  const experiment::PointModel nobody = [](std::span<const double>, int) -> std::vector<double> {
    FAIL("a model was run");
    return {};
  };
  CalibrationOptions on = into(toy.path("w.h5"));
  on.go_on = true;
  std::vector<std::size_t> waves;
  on.on_wave = [&](const experiment::HistoryMatch&, std::size_t wave) { waves.push_back(wave); };
  const CalibrationEnd again = run_calibration(toy.experiment, toy.parameters(), nobody, on);
  CHECK(again.note.find("holds 2 waves already") != std::string::npos);
  CHECK(waves == std::vector<std::size_t>{0, 1});
  CHECK(again.points == first.points);
  REQUIRE(again.accepted.size() == first.accepted.size());
  for (std::size_t i = 0; i < first.accepted.size(); ++i) {
    CHECK(again.accepted[i].parameters == first.accepted[i].parameters);
    CHECK(again.accepted[i].misfit == first.accepted[i].misfit);
  }
  CHECK(again.unidentified == first.unidentified);
  CHECK(std::filesystem::last_write_time(toy.path("w.h5")) == written);
}

TEST_CASE("a calibration interrupted in a wave goes on there and ends like one straight through") {
  const ToyExperiment toy;
  for (const int stop_at : {7, 40 + 15}) {
    std::atomic<bool> stop = false;
    std::atomic<int> calls = 0;
    const experiment::PointModel stopping = [&](std::span<const double> x, int replicate) {
      if (++calls == stop_at) stop = true;
      return toy_model(x, replicate);
    };
    CalibrationOptions options = into(toy.path("w.h5"));
    options.overwrite = files::Overwrite::allow;
    options.interrupted = &stop;
    const CalibrationEnd cut = run_calibration(toy.experiment, toy.parameters(), stopping, options);
    CHECK(cut.interrupted);
    CHECK(cut.results == toy.path("w.h5.partial"));
    options.interrupted = nullptr;
    options.overwrite = files::Overwrite::refuse;
    options.output = toy.path("w.h5");
    if (!std::filesystem::exists(toy.path("w.h5"))) {
      CHECK_THROWS_WITH(run_calibration(toy.experiment, toy.parameters(), toy_model, options),
                        Catch::Contains("go on with --resume"));
    }
    options.go_on = true;
    const CalibrationEnd end =
        run_calibration(toy.experiment, toy.parameters(), toy_model, options);
    CHECK(end.waves_before == (stop_at > 40 ? 1 : 0));
    CHECK_FALSE(std::filesystem::exists(toy.path("w.h5.partial")));
    run_calibration(toy.experiment, toy.parameters(), toy_model,
                    into(toy.path(fmt::format("straight{}.h5", stop_at))));
    check_same_numbers(toy.path("w.h5"), toy.path(fmt::format("straight{}.h5", stop_at)));
  }
}

TEST_CASE("a calibration does not go on with another experiment or another model") {
  const ToyExperiment toy;
  run_calibration(toy.experiment, toy.parameters(), toy_model, into(toy.path("w.h5")));
  nlohmann::json document = test::toy_document();
  document["calibration"]["waves"] = 3;
  document["calibration"]["targets"]["first"]["tolerance"] = 0.2;
  const ToyExperiment other(document);
  CalibrationOptions on = into(toy.path("w.h5"));
  on.go_on = true;
  CHECK_THROWS_WITH(run_calibration(other.experiment, toy.parameters(), toy_model, on),
                    Catch::Contains("is of another experiment"));
  const ToyExperiment three = with_waves(3);
  const experiment::PointModel changed = [](std::span<const double> x, int replicate) {
    std::vector<double> values = toy_model(x, replicate);
    values[0] *= 1.001;
    return values;
  };
  CHECK_THROWS_WITH(run_calibration(three.experiment, toy.parameters(), changed, on),
                    Catch::Contains("made with another model"));
}

TEST_CASE("a calibration with targets that no point meets says so and stops") {
  nlohmann::json document = test::toy_document();
  document["calibration"]["targets"]["second"] = {
      {"value", 50.0}, {"tolerance", 0.1}, {"source", "made up"}};
  const ToyExperiment toy(document);
  const CalibrationEnd end =
      run_calibration(toy.experiment, toy.parameters(), toy_model, into(toy.path("w.h5")));
  CHECK(end.nothing_left);
  CHECK(end.accepted.empty());
  CHECK(end.points == 20);
  CHECK(end.match->nearest_implausibility() > 3.0);
  CHECK(opened(end.results).numbers("space_left") == std::vector<double>{0.0});
}
