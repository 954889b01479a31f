#pragma once
// A set of agents that the world keeps up to date, so that a phase visits only those for whom
// something can happen: the people with a need, the carers, the volunteers.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/agent_set.hpp"
#include "engine/error.hpp"
#include "engine/identity.hpp"
#include "engine/parallel.hpp"
#include "engine/snapshot.hpp"
#include "engine/state_hash.hpp"

namespace buurt::engine {

/// One bit a row. Its agents always come in order of rows, whatever the history of insertions.
class StandingSet {
 public:
  /// Makes room for rows up to count − 1; insertion below that moves no memory.
  void resize(std::size_t count) {
    if (words_.size() < words_for(count)) words_.resize(words_for(count));
  }

  /// Inserts an agent; does nothing when it is there already.
  ///
  /// Between phases any row may be inserted or erased. Within a phase over blocks of rows (`each`
  /// below, or `for_blocks` over the rows of a table) an agent may insert or erase itself, after
  /// `resize`: the rows of a block share no word with those of another.
  void insert(Row row) {
    resize(std::size_t{row} + 1);
    words_[row / 64U] |= bit(row);
  }
  /// Erases an agent; does nothing when it is not there.
  void erase(Row row) {
    if (row / 64U < words_.size()) words_[row / 64U] &= ~bit(row);
  }
  /// Inserts or erases, as membership says.
  void put(Row row, bool member) {
    if (member) {
      insert(row);
    } else {
      erase(row);
    }
  }
  void clear() { std::fill(words_.begin(), words_.end(), 0); }

  [[nodiscard]] bool has(Row row) const {
    return row / 64U < words_.size() && (words_[row / 64U] & bit(row)) != 0;
  }

  /// How many agents there are. Counts bits: a word for 64 rows.
  [[nodiscard]] std::size_t count() const {
    std::size_t total = 0;
    for (const std::uint64_t word : words_) total += static_cast<std::size_t>(std::popcount(word));
    return total;
  }
  [[nodiscard]] bool empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
  }

  /// Rows that have room; the blocks of `each` are blocks of these, for opening a mailbox.
  [[nodiscard]] std::size_t room() const { return words_.size() * 64; }

  /// Calls `f(row)`, or `f(block, row)`, for each agent in order of rows, in parallel over fixed
  /// blocks of rows. f may write only its own row, and may erase itself.
  template <class F>
  void each(const F& f) const {
    for_blocks(room(), [&](std::size_t block, std::size_t begin, std::size_t end) {
      visit(begin, end, [&](Row row) { detail::call_in_block(f, block, row); });
    });
  }

  /// Combines `f(row)` over all agents as AgentSet's aggregate does: in order of rows within a block,
  /// then in order of blocks. `first` must change nothing.
  template <class F, class Result, class Combine>
  [[nodiscard]] Result aggregate(const F& f, Result first, const Combine& combine) const {
    return reduce_blocks(
        room(), first,
        [&](std::size_t begin, std::size_t end) {
          Result block = first;
          visit(begin, end, [&](Row row) { block = combine(block, f(row)); });
          return block;
        },
        combine);
  }

  /// The rows of all agents, ascending.
  [[nodiscard]] std::vector<Row> rows() const {
    std::vector<Row> rows;
    rows.reserve(count());
    visit(0, room(), [&](Row row) { rows.push_back(row); });
    return rows;
  }

  /// The agents of today as a set with all the other verbs.
  template <class TableT>
  [[nodiscard]] AgentSet<TableT> in(const TableT& table) const {
    return AgentSet<TableT>(table, rows());
  }

  /// Hash of the membership; room without members does not count.
  [[nodiscard]] std::uint64_t hash() const {
    std::span<const std::uint64_t> used(words_);
    while (!used.empty() && used.back() == 0) used = used.first(used.size() - 1);
    return hash_bytes(std::as_bytes(used), 0);
  }

  void save(Snapshot& snapshot, const std::string& prefix) const {
    const std::vector<Row> members = rows();
    snapshot.put(prefix + "/rows", std::span<const Row>(members));
  }

  /// \throws RunError when the array is missing or no list of `table_rows` rows that ascends.
  void restore(const Snapshot& snapshot, const std::string& prefix, std::size_t table_rows) {
    const std::vector<Row> members = snapshot.get<Row>(prefix + "/rows");
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i] >= table_rows || (i > 0 && members[i] <= members[i - 1])) {
        throw RunError("the snapshot's set '" + prefix + "' does not list rows that are there");
      }
    }
    words_.clear();
    resize(table_rows);
    for (const Row row : members) insert(row);
  }

  /// The same agents; room without members does not count.
  friend bool operator==(const StandingSet& a, const StandingSet& b) {
    const std::size_t words = std::max(a.words_.size(), b.words_.size());
    for (std::size_t w = 0; w < words; ++w) {
      if (a.word(w) != b.word(w)) return false;
    }
    return true;
  }

 private:
  static_assert(rows_per_block % 64 == 0, "a word must not lie in two blocks");

  static constexpr std::size_t words_for(std::size_t rows) { return (rows + 63) / 64; }
  static constexpr std::uint64_t bit(Row row) { return std::uint64_t{1} << (row % 64U); }
  [[nodiscard]] std::uint64_t word(std::size_t w) const {
    return w < words_.size() ? words_[w] : 0;
  }

  template <class F>
  void visit(std::size_t begin, std::size_t end, const F& f) const {
    for (std::size_t w = begin / 64; w < words_for(end); ++w) {
      // The word is read once: whoever erases itself does not disturb the scan.
      for (std::uint64_t left = words_[w]; left != 0; left &= left - 1) {
        f(static_cast<Row>(w * 64 + static_cast<std::size_t>(std::countr_zero(left))));
      }
    }
  }

  std::vector<std::uint64_t> words_;
};

}  // namespace buurt::engine
