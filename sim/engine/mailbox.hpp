#pragma once
// Messages between agents. During a phase every block of rows posts into its own pile, so no lock is
// needed; after the phase they are delivered in order of receiver and then of sender.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/identity.hpp"
#include "engine/parallel.hpp"

namespace buurt::engine {

template <class Message>
class Mailbox {
 public:
  struct Envelope {
    Row receiver = no_row;
    Identity sender;
    Message message{};
  };

  /// Makes room for a phase over this many rows. Keeps the memory of earlier phases.
  void open(std::size_t rows) {
    if (piles_.size() < block_count(rows)) piles_.resize(block_count(rows));
    for (auto& pile : piles_) pile.clear();
  }

  /// Posts from within the given block of a phase.
  void post(std::size_t block, Row receiver, Identity sender, const Message& message) {
    piles_[block].push_back(Envelope{receiver, sender, message});
  }

  /// All messages in order of receiver and then of sender; several from one sender to one receiver
  /// stay in the order in which they were posted. Valid until the next `open`.
  std::span<const Envelope> sorted() {
    sorted_.clear();
    for (const auto& pile : piles_) sorted_.insert(sorted_.end(), pile.begin(), pile.end());
    std::stable_sort(sorted_.begin(), sorted_.end(), [](const Envelope& a, const Envelope& b) {
      return a.receiver != b.receiver ? a.receiver < b.receiver : a.sender < b.sender;
    });
    return sorted_;
  }

  /// Calls `receive(row, envelopes)` once for every row that has mail, in order of rows.
  template <class Receive>
  void deliver(Receive&& receive) {
    const std::span<const Envelope> all = sorted();
    for (std::size_t begin = 0; begin < all.size();) {
      std::size_t end = begin + 1;
      while (end < all.size() && all[end].receiver == all[begin].receiver) ++end;
      receive(all[begin].receiver, all.subspan(begin, end - begin));
      begin = end;
    }
  }

 private:
  std::vector<std::vector<Envelope>> piles_;
  std::vector<Envelope> sorted_;
};

}  // namespace buurt::engine
