#pragma once
// The ledger of one arm in the rows that a results file has for all its arms.

#include <vector>

#include "experiment/simulation.hpp"
#include "files/results_layout.hpp"

namespace buurt::experiment {

/// The rows of a file of these arms, the baseline first: all lines of each, none twice.
[[nodiscard]] std::vector<files::LedgerRow> ledger_rows(const care::World& world,
                                                        const std::vector<const ModelInput*>& arms);

/// What was recorded of an arm as [EUR, hours][recorded week][row]; 0 for programmes that it does not
/// have.
[[nodiscard]] std::vector<double> ledger_values(const Record& record,
                                                const std::vector<files::LedgerRow>& rows);

}  // namespace buurt::experiment
