#include "engine/random.hpp"

#include <array>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "engine/chi_square.hpp"

using namespace buurt::engine;
using buurt::tests::excess_over_equal_chances;

namespace {

constexpr std::uint64_t decision = name_hash("test.decision");

// `bulk` takes its key from the stream, so the vector loop is checked against Random123 through it.
std::array<std::vector<std::uint32_t>, 4> bulk_words(const Stream& stream,
                                                     const std::vector<std::uint64_t>& who,
                                                     std::uint32_t time, std::uint32_t index) {
  std::array<std::vector<std::uint32_t>, 4> words;
  for (auto& each : words) each.resize(who.size());
  stream.bulk(who, time, index, {words[0], words[1], words[2], words[3]});
  return words;
}

struct Moments {
  double mean = 0;
  double variance = 0;
};

template <class Distribution>
Moments moments_of(Distribution distribution, std::size_t count) {
  const Stream stream(7, decision);
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < count; ++i) {
    DrawEngine engine = stream.engine(Identity{mix(i + 1)}, 3);
    // Copied each time, so that nothing a distribution keeps from one draw helps the next.
    Distribution fresh = distribution;
    const double x = static_cast<double>(fresh(engine));
    sum += x;
    squares += x * x;
  }
  const auto n = static_cast<double>(count);
  const double mean = sum / n;
  return Moments{mean, squares / n - mean * mean};
}

}  // namespace

TEST_CASE("Random123 here is the Philox4x32-10 of its published known answers") {
  const philox4x32_ctr_t zeros =
      philox4x32_R(10, philox4x32_ctr_t{{0, 0, 0, 0}}, philox4x32_key_t{{0, 0}});
  CHECK(zeros.v[0] == 0x6627e8d5U);
  CHECK(zeros.v[1] == 0xe169c58dU);
  CHECK(zeros.v[2] == 0xbc57ac4cU);
  CHECK(zeros.v[3] == 0x9b00dbd8U);
  const std::uint32_t all = 0xffffffffU;
  const philox4x32_ctr_t ones =
      philox4x32_R(10, philox4x32_ctr_t{{all, all, all, all}}, philox4x32_key_t{{all, all}});
  CHECK(ones.v[0] == 0x408f276dU);
  CHECK(ones.v[1] == 0x41c83b0eU);
  CHECK(ones.v[2] == 0xa20bc7c6U);
  CHECK(ones.v[3] == 0x6d5451fdU);
}

TEST_CASE("one draw, a draw in bulk and Random123 itself give the same words") {
  const Stream stream(0x0123456789abcdefULL, decision);
  // Odd lengths leave a rest behind the vectors; the extremes of identity fill both its words.
  for (const std::size_t count : {0U, 1U, 3U, 16U, 17U, 1000U}) {
    std::vector<std::uint64_t> who;
    for (std::size_t i = 0; i < count; ++i) who.push_back(mix(i));
    if (count > 2) who[1] = ~std::uint64_t{0};
    for (const std::uint32_t time : {0U, 259U, 0xffffffffU}) {
      for (const std::uint32_t index : {0U, 0xffffffU}) {
        const auto words = bulk_words(stream, who, time, index);
        for (std::size_t i = 0; i < count; ++i) {
          const Draw draw = stream.at(Identity{who[i]}, time, index);
          const philox4x32_ctr_t block = philox4x32_R(
              10,
              philox4x32_ctr_t{{static_cast<std::uint32_t>(who[i]),
                                static_cast<std::uint32_t>(who[i] >> 32U), time, index}},
              philox4x32_key_t{{stream.key()[0], stream.key()[1]}});
          for (std::size_t w = 0; w < 4; ++w) {
            REQUIRE(draw.words[w] == block.v[w]);
            REQUIRE(words[w][i] == block.v[w]);
          }
        }
      }
    }
  }
}

TEST_CASE("a draw is the same however often and in whatever order it is made") {
  const Stream stream(1, decision);
  const Draw before = stream.at(Identity{42}, 10);
  (void)stream.at(Identity{43}, 10);
  (void)stream.at(Identity{42}, 11);
  CHECK(stream.at(Identity{42}, 10).words == before.words);
  CHECK(Stream(1, decision).at(Identity{42}, 10).words == before.words);
}

TEST_CASE("every part of a draw's name gives another draw") {
  const Draw draw = Stream(1, decision).at(Identity{42}, 10, 0);
  CHECK(Stream(2, decision).at(Identity{42}, 10, 0).words != draw.words);
  CHECK(Stream(1, decision + 1).at(Identity{42}, 10, 0).words != draw.words);
  CHECK(Stream(1, decision).at(Identity{43}, 10, 0).words != draw.words);
  CHECK(Stream(1, decision).at(Identity{42 + (std::uint64_t{1} << 32U)}, 10, 0).words !=
        draw.words);
  CHECK(Stream(1, decision).at(Identity{42}, 11, 0).words != draw.words);
  CHECK(Stream(1, decision).at(Identity{42}, 10, 1).words != draw.words);
}

TEST_CASE("decisions are named, so that adding one shifts the draws of no other") {
  const std::vector<const char*> names = {"birth", "death", "couple.forms", "couple.parts"};
  std::vector<const char*> more = names;
  more.insert(more.begin() + 1, "moves.house");
  const auto first_words = [](const std::vector<const char*>& all) {
    std::vector<std::uint32_t> words;
    for (const char* name : all) {
      words.push_back(Stream(5, name_hash(name)).at(Identity{9}, 1).words[0]);
    }
    return words;
  };
  std::vector<std::uint32_t> with_one_more = first_words(more);
  with_one_more.erase(with_one_more.begin() + 1);
  CHECK(with_one_more == first_words(names));
  std::set<std::uint64_t> numbers;
  for (const char* name : more) numbers.insert(name_hash(name));
  CHECK(numbers.size() == more.size());
}

TEST_CASE("each word of a draw is uniform over neighbouring identities, times and indices") {
  // 12 tests at 4 standard deviations: a false alarm once in 2600 seeds; the seed is fixed.
  const Stream stream(11, decision);
  constexpr std::size_t count = 200'000;
  constexpr std::size_t cells = 256;
  for (std::size_t word = 0; word < 4; ++word) {
    std::vector<std::uint64_t> by_identity(cells);
    std::vector<std::uint64_t> by_time(cells);
    std::vector<std::uint64_t> by_index(cells);
    for (std::uint32_t i = 0; i < count; ++i) {
      ++by_identity[stream.at(Identity{i + 1}, 0).below(cells, word)];
      ++by_time[stream.at(Identity{1}, i).below(cells, word)];
      ++by_index[stream.at(Identity{1}, 0, i).below(cells, word)];
    }
    CHECK(excess_over_equal_chances(by_identity) < 4.0);
    CHECK(excess_over_equal_chances(by_time) < 4.0);
    CHECK(excess_over_equal_chances(by_index) < 4.0);
  }
}

TEST_CASE(
    "draws of an agent do not tell those of its neighbour, its next week or its other words") {
  // Pairs of draws fall equally on a board of 32 by 32; 4 tests at 4 standard deviations.
  const Stream stream(12, decision);
  const Stream other(12, name_hash("test.other"));
  constexpr std::uint32_t side = 32;
  std::vector<std::uint64_t> neighbour(side * side);
  std::vector<std::uint64_t> next_week(side * side);
  std::vector<std::uint64_t> next_word(side * side);
  std::vector<std::uint64_t> other_decision(side * side);
  for (std::uint32_t i = 1; i <= 200'000; ++i) {
    const Draw draw = stream.at(Identity{i}, 5);
    const std::uint32_t mine = draw.below(side) * side;
    ++neighbour[mine + stream.at(Identity{i + 1}, 5).below(side)];
    ++next_week[mine + stream.at(Identity{i}, 6).below(side)];
    ++next_word[mine + draw.below(side, 1)];
    ++other_decision[mine + other.at(Identity{i}, 5).below(side)];
  }
  CHECK(excess_over_equal_chances(neighbour) < 4.0);
  CHECK(excess_over_equal_chances(next_week) < 4.0);
  CHECK(excess_over_equal_chances(next_word) < 4.0);
  CHECK(excess_over_equal_chances(other_decision) < 4.0);
}

TEST_CASE("what is certain happens, what is impossible does not") {
  const Draw lowest{{0, 0, 0, 0}};
  const Draw highest{{0xffffffffU, 0xffffffffU, 0xffffffffU, 0xffffffffU}};
  CHECK(highest.happens(1.0));
  CHECK_FALSE(lowest.happens(0.0));
  CHECK(lowest.happens(0x1p-32));
  CHECK(lowest.uniform() == 0.0);
  CHECK(highest.uniform() < 1.0);
  CHECK(lowest.below(7) == 0);
  CHECK(highest.below(7) == 6);
  CHECK(highest.below(0xffffffffU) == 0xfffffffeU);
  CHECK(highest.below(1) == 0);
}

TEST_CASE("what happens with probability p happens in that share of draws") {
  // Binomial, 5 standard deviations: a false alarm once in 1.7 million seeds.
  const Stream stream(13, decision);
  constexpr double count = 400'000;
  for (const double p : {0.001, 0.3, 0.97}) {
    double happened = 0;
    for (std::uint32_t i = 1; i <= 400'000; ++i) {
      if (stream.at(Identity{i}, 1).happens(p, 2)) ++happened;
    }
    CHECK(std::abs(happened - count * p) < 5.0 * std::sqrt(count * p * (1.0 - p)));
  }
}

TEST_CASE("Boost's uniform_01 reads a draw as this header does") {
  const Stream stream(14, decision);
  for (std::uint32_t i = 1; i <= 10'000; ++i) {
    DrawEngine engine = stream.engine(Identity{i}, 2);
    boost::random::uniform_01<double> uniform;
    REQUIRE(uniform(engine) == stream.at(Identity{i}, 2).uniform());
  }
}

TEST_CASE("an engine starts with the words of the draw and goes on without repeating itself") {
  const Stream stream(15, decision);
  DrawEngine engine = stream.engine(Identity{77}, 3, 5);
  const Draw draw = stream.at(Identity{77}, 3, 5);
  for (const std::uint32_t word : draw.words) CHECK(engine() == word);
  // Its later blocks lie where no other index below 2^24 looks.
  const Draw next = stream.at(Identity{77}, 3, 5U | (1U << 24U));
  for (const std::uint32_t word : next.words) CHECK(engine() == word);
  std::set<std::uint32_t> seen;
  for (int i = 8; i < 1024; ++i) seen.insert(engine());
  // Two of 1016 words of 32 bits agree by chance once in 8000 seeds.
  CHECK(seen.size() == 1016);
}

TEST_CASE("Boost's distributions on an engine have the moments they should") {
  // 200,000 draws; means and variances within 5 standard errors, so each of the six checks fails
  // under a wrong seed once in 1.7 million.
  constexpr std::size_t count = 200'000;
  const double root = std::sqrt(static_cast<double>(count));
  SECTION("normal") {
    const Moments m = moments_of(boost::random::normal_distribution<double>(2.0, 3.0), count);
    CHECK(std::abs(m.mean - 2.0) < 5.0 * 3.0 / root);
    CHECK(std::abs(m.variance - 9.0) < 5.0 * 9.0 * std::sqrt(2.0) / root);
  }
  SECTION("exponential") {
    const Moments m = moments_of(boost::random::exponential_distribution<double>(0.5), count);
    CHECK(std::abs(m.mean - 2.0) < 5.0 * 2.0 / root);
    CHECK(std::abs(m.variance - 4.0) < 5.0 * 4.0 * std::sqrt(8.0) / root);
  }
  SECTION("Poisson") {
    for (const double rate : {0.7, 30.0}) {
      const Moments m = moments_of(boost::random::poisson_distribution<int, double>(rate), count);
      CHECK(std::abs(m.mean - rate) < 5.0 * std::sqrt(rate) / root);
      CHECK(std::abs(m.variance - rate) < 5.0 * std::sqrt(rate + 2.0 * rate * rate) / root);
    }
  }
}
