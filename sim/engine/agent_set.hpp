#pragma once
// A selection of agents of one table, with the verbs that Mesa made familiar: select, shuffle, sort,
// each, map, aggregate, group_by. No verb depends on the number of threads, and none that draws at
// random depends on the order of the agents.

#include <algorithm>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/identity.hpp"
#include "engine/parallel.hpp"
#include "engine/random.hpp"

namespace buurt::engine {

namespace detail {
/// Calls `f(block, row)` when f wants the block, as posting into a mailbox does, else `f(row)`.
template <class F>
decltype(auto) call_in_block(const F& f, std::size_t block, Row row) {
  if constexpr (std::invocable<const F&, std::size_t, Row>) {
    return f(block, row);
  } else {
    return f(row);
  }
}
}  // namespace detail

/// Rows of a table in some order, each once. Every verb that returns a set leaves this one as it is.
/// The table must outlive the set; rows added to it later are not in the set.
template <class TableT>
class AgentSet {
 public:
  /// An element of what `map` returns: a bool takes a byte, so that threads can write side by side.
  template <class T>
  using Mapped = std::conditional_t<std::is_same_v<T, bool>, std::uint8_t, T>;

  /// \param rows rows in which agents live, each at most once
  AgentSet(const TableT& table, std::vector<Row> rows) : table_(&table), rows_(std::move(rows)) {}

  [[nodiscard]] std::size_t count() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::span<const Row> rows() const { return rows_; }
  [[nodiscard]] auto begin() const { return rows_.begin(); }
  [[nodiscard]] auto end() const { return rows_.end(); }
  [[nodiscard]] const TableT& table() const { return *table_; }

  /// Those for whom `predicate(row)` holds, in the same order. Asked in parallel.
  template <class Predicate>
  [[nodiscard]] AgentSet select(const Predicate& predicate) const {
    std::vector<std::vector<Row>> chosen(block_count(count()));
    for_blocks(count(), [&](std::size_t block, std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        if (predicate(rows_[i])) chosen[block].push_back(rows_[i]);
      }
    });
    std::vector<Row> all;
    for (const auto& block : chosen) all.insert(all.end(), block.begin(), block.end());
    return AgentSet(*table_, std::move(all));
  }

  /// In an order drawn at random: by each agent's own draw and then by identity. One more agent
  /// stands somewhere between the others and leaves their order as it was.
  [[nodiscard]] AgentSet shuffle(const Stream& stream, std::uint32_t time,
                                 std::uint32_t index = 0) const {
    return sort([&](Row row) {
      const Draw draw = stream.at(table_->identity[row], time, index);
      return std::uint64_t{draw.words[0]} << 32U | draw.words[1];
    });
  }

  /// In order of `key(row)` as `less` compares keys (`std::greater<>()` for the highest first);
  /// equals in order of identity. Keys must not be not-a-number.
  template <class Key, class Less = std::less<>>
  [[nodiscard]] AgentSet sort(const Key& key, const Less& less = {}) const {
    struct Keyed {
      std::decay_t<std::invoke_result_t<const Key&, Row>> key;
      Identity identity;
      Row row = no_row;
    };
    std::vector<Keyed> keyed(count());
    for_blocks(count(), [&](std::size_t, std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        keyed[i] = Keyed{key(rows_[i]), table_->identity[rows_[i]], rows_[i]};
      }
    });
    std::sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
      if (less(a.key, b.key)) return true;
      if (less(b.key, a.key)) return false;
      return a.identity < b.identity;
    });
    std::vector<Row> sorted(count());
    std::transform(keyed.begin(), keyed.end(), sorted.begin(),
                   [](const Keyed& k) { return k.row; });
    return AgentSet(*table_, std::move(sorted));
  }

  /// The first n of this order, or all when there are fewer.
  [[nodiscard]] AgentSet first(std::size_t n) const {
    const auto end = rows_.begin() + static_cast<std::ptrdiff_t>(std::min(n, count()));
    return AgentSet(*table_, std::vector<Row>(rows_.begin(), end));
  }

  /// n agents at random without replacement, all subsets being equally likely; all agents when there
  /// are fewer. One more agent in the set takes at most one other's place.
  [[nodiscard]] AgentSet sample(std::size_t n, const Stream& stream, std::uint32_t time,
                                std::uint32_t index = 0) const {
    return shuffle(stream, time, index).first(n);
  }

  /// Calls `f(row)`, or `f(block, row)`, for each agent in parallel over fixed blocks of the set.
  /// f may write only its own row; what concerns others goes into a mailbox.
  template <class F>
  void each(const F& f) const {
    for_blocks(count(), [&](std::size_t block, std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) detail::call_in_block(f, block, rows_[i]);
    });
  }

  /// What `f(row)` gives for each agent, in the order of the set. Called in parallel.
  template <class F>
  [[nodiscard]] auto map(const F& f) const {
    std::vector<Mapped<std::decay_t<std::invoke_result_t<const F&, Row>>>> results(count());
    for_blocks(count(), [&](std::size_t, std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) results[i] = f(rows_[i]);
    });
    return results;
  }

  /// `combine(… combine(combine(first, f(row)), f(row)) …)` within each block and then over blocks,
  /// so `first` must change nothing (0 for a sum) and `combine` must be associative up to rounding.
  /// The rounding depends on the order of the set but never on threads.
  template <class F, class Result, class Combine>
  [[nodiscard]] Result aggregate(const F& f, Result first, const Combine& combine) const {
    return reduce_blocks(
        count(), first,
        [&](std::size_t begin, std::size_t end) {
          Result block = first;
          for (std::size_t i = begin; i < end; ++i) block = combine(block, f(rows_[i]));
          return block;
        },
        combine);
  }

  /// One set for each value of `key(row)`, in order of keys; within a group the order stays.
  template <class Key>
  [[nodiscard]] auto group_by(const Key& key) const {
    const auto keys = map(key);
    std::map<typename decltype(keys)::value_type, std::vector<Row>> rows;
    for (std::size_t i = 0; i < count(); ++i) rows[keys[i]].push_back(rows_[i]);
    std::vector<std::pair<typename decltype(keys)::value_type, AgentSet>> groups;
    for (auto& [value, members] : rows) {
      groups.emplace_back(value, AgentSet(*table_, std::move(members)));
    }
    return groups;
  }

  /// Those in both, in the order of the left.
  friend AgentSet operator&(const AgentSet& a, const AgentSet& b) {
    return a.select([in_b = b.membership(a)](Row row) { return in_b[row] != 0; });
  }
  /// Those in the left, then those only in the right.
  friend AgentSet operator|(const AgentSet& a, const AgentSet& b) {
    AgentSet both = a;
    const AgentSet rest = b - a;
    both.rows_.insert(both.rows_.end(), rest.begin(), rest.end());
    return both;
  }
  /// Those in the left and not in the right.
  friend AgentSet operator-(const AgentSet& a, const AgentSet& b) {
    return a.select([in_b = b.membership(a)](Row row) { return in_b[row] == 0; });
  }
  /// The same agents in the same order.
  friend bool operator==(const AgentSet& a, const AgentSet& b) {
    return a.table_ == b.table_ && a.rows_ == b.rows_;
  }

 private:
  /// One byte for each row of the table: whether it is in this set.
  [[nodiscard]] std::vector<std::uint8_t> membership([[maybe_unused]] const AgentSet& other) const {
    assert(table_ == other.table_);
    std::vector<std::uint8_t> in(table_->rows());
    for (const Row row : rows_) in[row] = 1;
    return in;
  }

  const TableT* table_;
  std::vector<Row> rows_;
};

/// All agents of a table, in order of rows.
template <class TableT>
[[nodiscard]] AgentSet<TableT> all(const TableT& table) {
  std::vector<Row> rows;
  rows.reserve(table.size());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.alive(static_cast<Row>(row))) rows.push_back(static_cast<Row>(row));
  }
  return AgentSet<TableT>(table, std::move(rows));
}

}  // namespace buurt::engine
