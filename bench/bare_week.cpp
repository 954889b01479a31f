#include "bare_week.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "engine/column.hpp"
#include "engine/parallel.hpp"
#include "engine/random.hpp"

namespace buurt::bench {

using namespace engine;

namespace {

struct People {
  Column<Identity> identity;
  Column<Row> first_tie;
  Column<Row> second_tie;
  Column<float> value;
  Column<float> sum;

  explicit People(std::size_t count) {
    identity.resize(count);
    first_tie.resize(count);
    second_tie.resize(count);
    value.resize(count);
    sum.resize(count);
    const Stream stream(1, name_hash("who a person's two ties are"));
    for (std::size_t row = 0; row < count; ++row) {
      identity[row] = Identity{mix(row + 1)};
      const Draw draw = stream.at(identity[row], 0);
      first_tie[row] = draw.below(static_cast<std::uint32_t>(count), 0);
      second_tie[row] = draw.below(static_cast<std::uint32_t>(count), 1);
      value[row] = static_cast<float>(draw.uniform(2));
    }
  }
};

double week_one_by_one(People& people, const Stream& stream, std::uint32_t week, std::size_t begin,
                       std::size_t end) {
  double total = 0;
  for (std::size_t row = begin; row < end; ++row) {
    const Draw draw = stream.at(people.identity[row], week);
    const float ties = people.value[people.first_tie[row]] + people.value[people.second_tie[row]];
    people.sum[row] += static_cast<float>(draw.uniform(0)) * ties;
    total += double{people.sum[row]};
  }
  return total;
}

double week_in_bulk(People& people, const Stream& stream, std::uint32_t week, std::size_t begin,
                    std::size_t end) {
  std::array<std::array<std::uint32_t, rows_per_block>, 4> words;
  const std::size_t count = end - begin;
  static_assert(sizeof(Identity) == sizeof(std::uint64_t));
  std::array<std::uint64_t, rows_per_block> who;
  for (std::size_t i = 0; i < count; ++i) who[i] = people.identity[begin + i].value;
  stream.bulk({who.data(), count}, week, 0,
              {std::span(words[0]).first(count), std::span(words[1]).first(count),
               std::span(words[2]).first(count), std::span(words[3]).first(count)});
  double total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = begin + i;
    const float ties = people.value[people.first_tie[row]] + people.value[people.second_tie[row]];
    people.sum[row] += static_cast<float>(static_cast<double>(words[0][i]) * 0x1p-32) * ties;
    total += double{people.sum[row]};
  }
  return total;
}

}  // namespace

double bare_week_seconds(std::size_t people, int weeks, int threads, Draws draws) {
  return with_threads(threads, [&] {
    People all(people);
    const Stream stream(1, name_hash("what happens to a person in a bare week"));
    double total = 0;
    const auto run = [&](int week) {
      total += reduce_blocks(
          people, 0.0,
          [&](std::size_t begin, std::size_t end) {
            return draws == Draws::bulk
                       ? week_in_bulk(all, stream, static_cast<std::uint32_t>(week), begin, end)
                       : week_one_by_one(all, stream, static_cast<std::uint32_t>(week), begin, end);
          },
          [](double a, double b) { return a + b; });
    };
    run(0);  // touches all memory before the clock starts
    const auto start = std::chrono::steady_clock::now();
    for (int week = 1; week <= weeks; ++week) run(week);
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
    // Reading the total keeps the compiler from leaving the work out.
    if (!std::isfinite(total)) throw std::runtime_error("the bare week's sum is not a number");
    return passed.count();
  });
}

void measure_bare_week(const Request& request) {
  for (const Draws draws : {Draws::one_by_one, Draws::bulk}) {
    const char* name = draws == Draws::bulk ? "bare-week-bulk" : "bare-week";
    if (!request.wants(name)) continue;
    for (const std::size_t people :
         {std::size_t{18'500}, std::size_t{119'000}, std::size_t{1'000'000}}) {
      const auto weeks = static_cast<int>(10'000'000 / people);
      for (const int threads : {1, 2}) {
        std::vector<double> seconds;
        for (int run = 0; run < request.runs; ++run) {
          seconds.push_back(bare_week_seconds(people, weeks, threads, draws));
        }
        std::sort(seconds.begin(), seconds.end());
        print_line(name, people, weeks, threads, seconds);
      }
    }
  }
}

}  // namespace buurt::bench
