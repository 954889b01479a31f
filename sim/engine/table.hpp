#pragma once
// Agents as rows of typed columns. Each table describes its columns once; that description alone
// drives growth, snapshots, state hashing and sampling.
//
//   struct BirdColumns {
//     Column<Identity> identity;
//     Column<float> x;
//     static constexpr auto describe() {
//       return std::tuple(column("identity", &BirdColumns::identity), column("x", &BirdColumns::x));
//     }
//   };
//   using Birds = Table<BirdColumns>;   // does not compile when a column is missing from describe()

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/column.hpp"
#include "engine/error.hpp"
#include "engine/identity.hpp"
#include "engine/snapshot.hpp"
#include "engine/state_hash.hpp"

namespace buurt::engine {

/// One line of a table's description: a column's name and where it is.
template <class Columns, class T>
struct ColumnDescription {
  std::string_view name;
  Column<T> Columns::*member;
};

template <class Columns, class T>
constexpr ColumnDescription<Columns, T> column(std::string_view name, Column<T> Columns::*member) {
  return {name, member};
}

namespace detail {

template <class A, class B>
constexpr bool same_column(const A& a, const B& b) {
  if constexpr (std::is_same_v<A, B>) {
    if (a.member == b.member) return true;
  }
  return a.name == b.name;
}

/// Whether no column, and no name, stands twice in a description.
template <class Description, std::size_t... I>
constexpr bool each_once(const Description& all, std::index_sequence<I...>) {
  const auto once = [&](const auto& one) {
    return (std::size_t{same_column(one, std::get<I>(all))} + ...) == 1;
  };
  return (once(std::get<I>(all)) && ...);
}

}  // namespace detail

/// A table of agents. `Columns` has a column `identity` and a static `describe()`.
template <class Columns>
class Table : public Columns {
  static_assert(sizeof(Columns) ==
                    std::tuple_size_v<decltype(Columns::describe())> * sizeof(Column<char>),
                "every column of a table must stand in its describe()");
  static_assert(detail::each_once(
                    Columns::describe(),
                    std::make_index_sequence<std::tuple_size_v<decltype(Columns::describe())>>()),
                "no column and no name may stand twice in a table's describe()");

 public:
  /// Rows in use or free; loops run over 0 … rows() − 1 and skip those that are not `alive`.
  [[nodiscard]] std::size_t rows() const { return this->identity.size(); }
  /// Agents alive.
  [[nodiscard]] std::size_t size() const { return rows() - free_.size(); }
  /// Whether an agent lives in this row. Identity 0 is nobody's.
  [[nodiscard]] bool alive(Row row) const { return this->identity[row].value != 0; }

  /// Adds an agent: in the lowest free row, else in a new one. All other columns start at zero.
  Row add(Identity newcomer) {
    assert(newcomer.value != 0);
    Row row = 0;
    if (free_.empty()) {
      row = static_cast<Row>(rows());
      resize(rows() + 1);
    } else {
      std::pop_heap(free_.begin(), free_.end(), std::greater<>());
      row = free_.back();
      free_.pop_back();
      for_each_column([&](std::string_view, auto& values) { values[row] = {}; });
    }
    this->identity[row] = newcomer;
    return row;
  }

  /// Removes the agent of a row. What refers to the row must have been undone before.
  void remove(Row row) {
    assert(alive(row));
    for_each_column([&](std::string_view, auto& values) { values[row] = {}; });
    free_.push_back(row);
    std::push_heap(free_.begin(), free_.end(), std::greater<>());
  }

  /// Makes this many rows at once, for building a population; the caller fills the columns.
  void resize(std::size_t count) {
    for_each_column([&](std::string_view, auto& values) { values.resize(count); });
  }

  void reserve(std::size_t count) {
    for_each_column([&](std::string_view, auto& values) { values.reserve(count); });
  }

  /// Calls `visit(name, column)` for each column, in the order of the description.
  template <class Visit>
  void for_each_column(Visit&& visit) {
    std::apply([&](const auto&... each) { (visit(each.name, this->*(each.member)), ...); },
               Columns::describe());
  }
  template <class Visit>
  void for_each_column(Visit&& visit) const {
    std::apply([&](const auto&... each) { (visit(each.name, this->*(each.member)), ...); },
               Columns::describe());
  }

  /// Hash of every column and of the free rows.
  [[nodiscard]] std::uint64_t hash() const {
    std::uint64_t hash = mix(rows());
    for_each_column([&](std::string_view, const auto& values) {
      hash = hash_bytes(std::as_bytes(values.span()), hash);
    });
    return mix(hash, free_.size());
  }

  /// Puts every column into the snapshot under `prefix/name`.
  void save(Snapshot& snapshot, const std::string& prefix) const {
    for_each_column([&](std::string_view name, const auto& values) {
      snapshot.put(prefix + "/" + std::string(name), values.span());
    });
  }

  /// Takes every column from the snapshot. \throws RunError when one is missing or of another length.
  void restore(const Snapshot& snapshot, const std::string& prefix) {
    const std::size_t count = snapshot.find(prefix + "/identity").count;
    resize(count);
    for_each_column([&](std::string_view name, auto& values) {
      using T = typename std::remove_reference_t<decltype(values)>::value_type;
      const std::string full_name = prefix + "/" + std::string(name);
      const std::vector<T> saved = snapshot.get<T>(full_name);
      if (saved.size() != count) {
        throw RunError("the snapshot's array '" + full_name + "' has another length");
      }
      std::copy(saved.begin(), saved.end(), values.data());
    });
    free_.clear();
    for (std::size_t row = 0; row < count; ++row) {
      if (!alive(static_cast<Row>(row))) free_.push_back(static_cast<Row>(row));
    }
    // Ascending order is a heap with the lowest row on top, the same whichever way it came about.
  }

 private:
  std::vector<Row> free_;
};

}  // namespace buurt::engine
