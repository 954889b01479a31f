#pragma once
// A small stopwatch: the median and the best of several runs, as lines of CSV.

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string_view>
#include <vector>

namespace buurt::bench {

/// What the person who called wants measured.
struct Request {
  std::string_view only;  ///< benchmarks whose name begins with this
  int runs = 9;           ///< runs of each benchmark, after one that is not counted

  [[nodiscard]] bool wants(std::string_view benchmark) const { return benchmark.starts_with(only); }
};

#if defined(__clang__)
inline constexpr std::string_view compiler = "clang " __clang_version__;
#else
inline constexpr std::string_view compiler = "gcc " __VERSION__;
#endif

/// Seconds of each of several runs, ascending; one more run goes before and is not counted. What
/// `prepare()` returns is handed to `run` and is not timed.
template <class Prepare, class Run>
std::vector<double> seconds_of_runs(int runs, Prepare&& prepare, Run&& run) {
  std::vector<double> seconds;
  for (int i = -1; i < runs; ++i) {
    auto prepared = prepare();
    const auto start = std::chrono::steady_clock::now();
    run(prepared);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
    if (i >= 0) seconds.push_back(passed.count());
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds;
}

/// Prints the names of the columns that `print_line` fills.
inline void print_head() {
  fmt::print("compiler,benchmark,agents,steps,threads,median_ms,min_ms,rate\n");
}

/// One benchmark as a line of CSV, from its runs' seconds in ascending order; `rate` is agent-steps a
/// second at the median.
inline void print_line(std::string_view benchmark, std::size_t agents, int steps, int threads,
                       const std::vector<double>& seconds) {
  const double median = seconds[seconds.size() / 2];
  const std::string_view trimmed = compiler.substr(0, compiler.find_last_not_of(' ') + 1);
  fmt::print("{},{},{},{},{},{:.3f},{:.3f},{:.4g}\n", trimmed, benchmark, agents, steps, threads,
             median * 1e3, seconds.front() * 1e3, static_cast<double>(agents) * steps / median);
  std::fflush(stdout);
}

}  // namespace buurt::bench
