#include "compare_arms.hpp"

#include <filesystem>

#include "experiment/compare.hpp"
#include "files/comparison.hpp"
#include "files/data_root.hpp"

namespace buurt::bench {

void measure_compare(const Request& request) {
  constexpr const char* name = "compare-herzele";
  if (!request.wants(name)) return;
  const files::ComparisonReader reader(files::data_root());
  files::ComparisonCall call;
  call.scenario_or_question = "herzele";
  call.with = {"formal-care-minus-30"};
  call.replicates = 10;
  call.weeks = 260;
  const files::Comparison comparison = reader.read(call);
  experiment::CompareOptions options;
  options.output = std::filesystem::temp_directory_path() / "buurt-bench-compare.h5";
  options.overwrite = files::Overwrite::allow;

  const files::Scenario& baseline = comparison.baseline;
  const int own_weeks = baseline.weeks - comparison.arms.front().first_week;
  const int weeks = baseline.replicates * (baseline.burn_in_weeks + baseline.weeks + own_weeks);
  for (const int threads : {1, 2}) {
    options.threads = threads;
    std::size_t people = 0;
    std::vector<double> seconds;
    constexpr int most_runs = 3;
    for (int run = 0; run < std::min(request.runs, most_runs); ++run) {
      const auto begin = std::chrono::steady_clock::now();
      const auto end =
          experiment::run_comparison(comparison, reader.scenarios().parameters(), options);
      seconds.push_back(
          std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
      people = static_cast<std::size_t>(end.persons.front().people / end.replicates_finished);
    }
    std::sort(seconds.begin(), seconds.end());
    print_line(name, people, weeks, threads, seconds);
  }
  std::filesystem::remove(options.output);
}

}  // namespace buurt::bench
