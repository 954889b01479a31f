#include "engine/column.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <utility>

using buurt::engine::Column;

TEST_CASE("new rows of a column are zero, also where it has shrunk before") {
  Column<std::uint32_t> column;
  column.resize(100);
  for (std::size_t i = 0; i < 100; ++i) column[i] = 7;
  column.resize(10);
  column.resize(100);
  CHECK(column[9] == 7);
  for (std::size_t i = 10; i < 100; ++i) REQUIRE(column[i] == 0);
}

TEST_CASE("a column keeps its values while it grows row by row past a huge page") {
  Column<std::uint64_t> column;
  const std::size_t rows = 400'000;
  for (std::size_t i = 0; i < rows; ++i) {
    column.resize(i + 1);
    column[i] = i;
  }
  for (std::size_t i = 0; i < rows; ++i) REQUIRE(column[i] == i);
  CHECK(reinterpret_cast<std::uintptr_t>(column.data()) % (std::size_t{2} << 20U) == 0);
}

TEST_CASE("a copy of a column is its own, and a moved one leaves nothing behind") {
  Column<std::uint8_t> column;
  column.resize(3);
  column[1] = 5;
  Column<std::uint8_t> copy = column;
  copy[1] = 6;
  CHECK(column[1] == 5);
  const Column<std::uint8_t> moved = std::move(copy);
  CHECK(moved.size() == 3);
  CHECK(moved[1] == 6);
  const Column<std::uint8_t> empty;
  const Column<std::uint8_t> copy_of_empty = empty;
  CHECK(copy_of_empty.size() == 0);
  CHECK(copy_of_empty.span().empty());
}
