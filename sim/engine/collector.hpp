#pragma once
// What is measured: outcomes declared once with name, unit and definition, and groups of agents. One
// pass over the agents reduces all outcomes for all groups. The model comes as const, and nothing is
// drawn at random, so measuring cannot disturb a run.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/fixed_sum.hpp"
#include "engine/identity.hpp"
#include "engine/parallel.hpp"

namespace buurt::engine {

/// Which way an outcome should move for the people concerned.
enum class Better : std::uint8_t { lower, higher, neither };

/// `better` as results files spell it.
constexpr const char* name_of(Better better) {
  return better == Better::lower ? "lower" : better == Better::higher ? "higher" : "neither";
}

/// What a reader of results needs to know about an outcome.
struct OutcomeDescription {
  std::string name;
  std::string long_name;
  std::string units;
  std::string definition;
  Better better = Better::neither;
};

/// Outcomes of a model whose agents live in one table. Sums are exact to 1/720,720 an agent and depend on
/// neither rows nor threads.
template <class Model>
class Collector {
 public:
  using Value = std::function<double(const Model&, Row)>;
  using Member = std::function<bool(const Model&, Row)>;

  /// \param table the member of the model that holds the agents: `Collector<World>(&World::people)`
  template <class TableT>
  explicit Collector(TableT Model::*table)
      : rows_([table](const Model& model) { return (model.*table).rows(); }),
        alive_([table](const Model& model, Row row) { return (model.*table).alive(row); }) {}

  /// Declares a group; agents may belong to several.
  Collector& group(std::string name, Member member) {
    groups_.push_back(std::move(name));
    members_.push_back(std::move(member));
    return *this;
  }
  /// Declares a sum over the agents of a group. Let the value be 0 or 1 to count agents.
  Collector& sum(OutcomeDescription description, Value value) {
    return declare(std::move(description), std::move(value), {}, false);
  }
  /// Declares a mean over the agents of a group for whom `counts` holds (all when it is left out);
  /// not-a-number in a group without any.
  Collector& mean(OutcomeDescription description, Value value, Member counts = {}) {
    return declare(std::move(description), std::move(value), std::move(counts), true);
  }

  [[nodiscard]] std::span<const OutcomeDescription> outcomes() const { return descriptions_; }
  [[nodiscard]] std::span<const std::string> groups() const { return groups_; }

  /// All outcomes now: outcome o in group g stands at `o * groups().size() + g`. A value beyond
  /// ±6·10¹² or not-a-number makes its outcome not-a-number.
  [[nodiscard]] std::vector<double> collect(const Model& model) const {
    const std::size_t cells = measures_.size() * groups_.size();
    const std::vector<Cell> sums = reduce_blocks(
        rows_(model), std::vector<Cell>(cells),
        [&](std::size_t begin, std::size_t end) { return collect_block(model, begin, end); },
        [](std::vector<Cell> total, const std::vector<Cell>& block) {
          for (std::size_t i = 0; i < total.size(); ++i) {
            total[i].sum += block[i].sum;
            total[i].agents += block[i].agents;
          }
          return total;
        });
    std::vector<double> values(cells);
    for (std::size_t i = 0; i < cells; ++i) {
      values[i] = sums[i].sum.value();
      if (!measures_[i / groups_.size()].mean) continue;
      values[i] = sums[i].agents == 0 ? std::numeric_limits<double>::quiet_NaN()
                                      : values[i] / static_cast<double>(sums[i].agents);
    }
    return values;
  }

 private:
  struct Measure {
    Value value;
    Member counts;
    bool mean = false;
  };
  struct Cell {
    FixedSum<> sum;
    std::uint64_t agents = 0;
  };

  Collector& declare(OutcomeDescription description, Value value, Member counts, bool mean) {
    descriptions_.push_back(std::move(description));
    measures_.push_back(Measure{std::move(value), std::move(counts), mean});
    return *this;
  }

  [[nodiscard]] std::vector<Cell> collect_block(const Model& model, std::size_t begin,
                                                std::size_t end) const {
    std::vector<Cell> cells(measures_.size() * groups_.size());
    std::vector<std::size_t> mine;
    for (std::size_t i = begin; i < end; ++i) {
      const auto row = static_cast<Row>(i);
      if (!alive_(model, row)) continue;
      mine.clear();
      for (std::size_t g = 0; g < groups_.size(); ++g) {
        if (members_[g](model, row)) mine.push_back(g);
      }
      if (mine.empty()) continue;
      for (std::size_t m = 0; m < measures_.size(); ++m) {
        const Measure& measure = measures_[m];
        if (measure.counts && !measure.counts(model, row)) continue;
        const double value = measure.value(model, row);
        for (const std::size_t g : mine) {
          Cell& cell = cells[m * groups_.size() + g];
          cell.sum.add(value);
          ++cell.agents;
        }
      }
    }
    return cells;
  }

  std::function<std::size_t(const Model&)> rows_;
  Member alive_;
  std::vector<std::string> groups_;
  std::vector<Member> members_;
  std::vector<OutcomeDescription> descriptions_;
  std::vector<Measure> measures_;
};

}  // namespace buurt::engine
