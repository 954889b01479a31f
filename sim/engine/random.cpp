#include "engine/random.hpp"

#include "engine/vector_clones.hpp"

namespace buurt::engine {
namespace {

constexpr std::uint64_t multiplier_0 = 0xD2511F53;
constexpr std::uint64_t multiplier_1 = 0xCD9E8D57;
constexpr std::uint32_t weyl_0 = 0x9E3779B9;
constexpr std::uint32_t weyl_1 = 0xBB67AE85;
constexpr int rounds = 10;

// Philox4x32-10 with the loop over identities inside, so that the compiler can put several in one
// register; the test compares it with Random123's word for word.
BUURT_VECTOR_CLONES
void philox_many(const std::uint64_t* __restrict who, std::size_t count, std::uint32_t time,
                 std::uint32_t index, std::uint32_t key_0, std::uint32_t key_1,
                 std::uint32_t* __restrict out_0, std::uint32_t* __restrict out_1,
                 std::uint32_t* __restrict out_2, std::uint32_t* __restrict out_3) {
  for (std::size_t i = 0; i < count; ++i) {
    auto c0 = static_cast<std::uint32_t>(who[i]);
    auto c1 = static_cast<std::uint32_t>(who[i] >> 32U);
    std::uint32_t c2 = time;
    std::uint32_t c3 = index;
    std::uint32_t k0 = key_0;
    std::uint32_t k1 = key_1;
    for (int round = 0; round < rounds; ++round) {
      const std::uint64_t product_0 = multiplier_0 * c0;
      const std::uint64_t product_1 = multiplier_1 * c2;
      c0 = static_cast<std::uint32_t>(product_1 >> 32U) ^ c1 ^ k0;
      c1 = static_cast<std::uint32_t>(product_1);
      c2 = static_cast<std::uint32_t>(product_0 >> 32U) ^ c3 ^ k1;
      c3 = static_cast<std::uint32_t>(product_0);
      k0 += weyl_0;
      k1 += weyl_1;
    }
    out_0[i] = c0;
    out_1[i] = c1;
    out_2[i] = c2;
    out_3[i] = c3;
  }
}

}  // namespace

void Stream::bulk(std::span<const std::uint64_t> who, std::uint32_t time, std::uint32_t index,
                  std::array<std::span<std::uint32_t>, 4> words) const {
  philox_many(who.data(), who.size(), time, index, key_[0], key_[1], words[0].data(),
              words[1].data(), words[2].data(), words[3].data());
}

}  // namespace buurt::engine
