// Measures speeds and prints them as CSV; bench/run.py adds the machine, the revision and the date.

#include <charconv>
#include <cstdio>
#include <string_view>

#include "bare_week.hpp"
#include "classic.hpp"
#include "compare_arms.hpp"
#include "life_week.hpp"

namespace {

constexpr const char* usage =
    "usage: buurt_bench [BEGINNING] [--runs N]\n"
    "Measures the benchmarks whose name begins with BEGINNING, else all; N runs of each (9).\n";

}  // namespace

int main(int count, char** words) {
  buurt::bench::Request request;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--runs" && i + 1 < count) {
      const std::string_view number = words[++i];
      const auto [end, error] =
          std::from_chars(number.data(), number.data() + number.size(), request.runs);
      if (error == std::errc() && end == number.data() + number.size() && request.runs >= 1)
        continue;
    } else if (request.only.empty() && !word.starts_with('-')) {
      request.only = word;
      continue;
    }
    std::fputs(usage, word == "--help" ? stdout : stderr);
    return word == "--help" ? 0 : 2;
  }
  buurt::bench::print_head();
  buurt::bench::measure_bare_week(request);
  buurt::bench::measure_life(request);
  buurt::bench::measure_compare(request);
  buurt::bench::measure_classic_models(request);
}
