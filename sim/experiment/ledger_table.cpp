#include "experiment/ledger_table.hpp"

#include <algorithm>

namespace buurt::experiment {
namespace {

files::LedgerRow row_of(const care::LedgerLine& line) {
  return {line.line, line.organisation, line.programme, line.payer};
}

}  // namespace

std::vector<files::LedgerRow> ledger_rows(const care::World& world,
                                          const std::vector<const ModelInput*>& arms) {
  std::vector<files::LedgerRow> rows;
  for (const ModelInput* arm : arms) {
    for (const care::LedgerLine& line : care::ledger_lines(world, arm->programmes, arm->payers)) {
      const files::LedgerRow row = row_of(line);
      if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
    }
  }
  return rows;
}

std::vector<double> ledger_values(const Record& record, const std::vector<files::LedgerRow>& rows) {
  const std::size_t lines = record.ledger_lines.size();
  const std::size_t entries = 2 * record.state_hash.size();
  std::vector<double> values(entries * rows.size(), 0.0);
  for (std::size_t line = 0; line < lines; ++line) {
    const auto at = std::find(rows.begin(), rows.end(), row_of(record.ledger_lines[line]));
    if (at == rows.end()) continue;
    const auto row = static_cast<std::size_t>(at - rows.begin());
    for (std::size_t entry = 0; entry < entries; ++entry) {
      values[entry * rows.size() + row] = record.ledger[entry * lines + line];
    }
  }
  return values;
}

}  // namespace buurt::experiment
