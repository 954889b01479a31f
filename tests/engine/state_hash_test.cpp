#include "engine/state_hash.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <cstddef>
#include <set>
#include <vector>

using namespace buurt::engine;

namespace {

std::vector<std::byte> some_bytes(std::size_t count) {
  std::vector<std::byte> bytes(count);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::byte>(mix(i) & 0xffU);
  return bytes;
}

}  // namespace

TEST_CASE("every single bit of some bytes changes their hash, at any length") {
  // Lengths around the words of 8 and the strides of 64 bytes.
  for (const std::size_t count : {1U, 7U, 8U, 9U, 63U, 64U, 65U, 128U, 200U}) {
    std::vector<std::byte> bytes = some_bytes(count);
    std::set<std::uint64_t> hashes = {hash_bytes(bytes, 1)};
    for (std::size_t bit = 0; bit < 8 * count; ++bit) {
      const auto mask = static_cast<std::byte>(1U << (bit % 8));
      bytes[bit / 8] ^= mask;
      hashes.insert(hash_bytes(bytes, 1));
      bytes[bit / 8] ^= mask;
    }
    CHECK(hashes.size() == 8 * count + 1);
  }
}

TEST_CASE("zeros of different length, and different seeds, have different hashes") {
  std::set<std::uint64_t> hashes;
  const std::vector<std::byte> zeros(200);
  for (std::size_t count = 0; count <= 200; ++count) {
    hashes.insert(hash_bytes(std::span(zeros).first(count), 0));
    hashes.insert(hash_bytes(std::span(zeros).first(count), 1));
  }
  CHECK(hashes.size() == 2 * 201);
}

TEST_CASE("a changed bit flips about half the bits of the hash") {
  // 1,600 flips of 64 bits each: the mean is 32 with a standard error of .1.
  std::vector<std::byte> bytes = some_bytes(200);
  const std::uint64_t before = hash_bytes(bytes, 0);
  double flipped = 0;
  for (std::size_t bit = 0; bit < 1600; ++bit) {
    const auto mask = static_cast<std::byte>(1U << (bit % 8));
    bytes[bit / 8] ^= mask;
    flipped += std::popcount(hash_bytes(bytes, 0) ^ before);
    bytes[bit / 8] ^= mask;
  }
  CHECK(flipped / 1600.0 == Approx(32.0).margin(0.5));
}

TEST_CASE("the state hash of given bytes is this very number on every machine and compiler") {
  CHECK(hash_bytes(some_bytes(1000), 42) == 0xea5de6b4b21de193ULL);
}
