#include "engine/snapshot.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "engine/identity.hpp"

using namespace buurt::engine;

namespace {
enum class Colour : std::uint16_t { red, green };
}

static_assert(element_type<std::uint8_t>() == ElementType::u8);
static_assert(element_type<std::int16_t>() == ElementType::i16);
static_assert(element_type<std::uint32_t>() == ElementType::u32);
static_assert(element_type<std::int64_t>() == ElementType::i64);
static_assert(element_type<float>() == ElementType::f32);
static_assert(element_type<double>() == ElementType::f64);
static_assert(element_type<Identity>() == ElementType::u64);
static_assert(element_type<Colour>() == ElementType::u16);
static_assert(element_size(ElementType::f32) == 4 && element_size(ElementType::i8) == 1);

TEST_CASE("what is put into a snapshot comes out, whatever its kind") {
  const std::vector<float> weights = {1.5F, -0.0F, 3e30F};
  const std::vector<Identity> who = {Identity{1}, Identity{~std::uint64_t{0}}};
  const std::vector<Colour> colours = {Colour::green, Colour::red};
  Snapshot snapshot;
  snapshot.put("weights", std::span<const float>(weights));
  snapshot.put("who", std::span<const Identity>(who));
  snapshot.put("colours", std::span<const Colour>(colours));
  snapshot.put("none", std::span<const double>());
  snapshot.put_value("week", std::uint32_t{12});
  CHECK(snapshot.get<float>("weights") == weights);
  CHECK(snapshot.get<Identity>("who") == who);
  CHECK(snapshot.get<Colour>("colours") == colours);
  CHECK(snapshot.get<double>("none").empty());
  CHECK(snapshot.get_value<std::uint32_t>("week") == 12);
}

TEST_CASE("a snapshot says which array is missing or not what was asked for") {
  Snapshot snapshot;
  snapshot.put_value("week", std::uint32_t{12});
  CHECK_THROWS_WITH(snapshot.get<float>("weights"), "the snapshot holds no array 'weights'");
  CHECK_THROWS_WITH(snapshot.get<float>("week"),
                    "the snapshot's array 'week' holds elements of another kind");
  snapshot.items[0].bytes.pop_back();
  CHECK_THROWS_AS(snapshot.get<std::uint32_t>("week"), RunError);
  const std::vector<std::uint32_t> two = {1, 2};
  snapshot.put("two", std::span<const std::uint32_t>(two));
  CHECK_THROWS_AS(snapshot.get_value<std::uint32_t>("two"), RunError);
}
