#pragma once
// The ledger in a results file: group `/ledger`.

#include <array>

#include "files/results_layout.hpp"

namespace buurt::files {

/// The two tables of a ledger, as paths in the file.
inline constexpr std::array<const char*, 2> ledger_tables = {"ledger/euro", "ledger/hours"};

/// Makes `/ledger`: what each row is about along `entry`, and `euro` and `hours` by
/// (arm, replicate, week, entry). Nothing when the header has no rows.
void create_ledger(hdf5::Group& root, const ResultsHeader& header, hdf5::Storage storage,
                   const hdf5::Dataset& arm, const hdf5::Dataset& replicate,
                   const hdf5::Dataset& week);

/// The rows of a file; none when it was made without.
[[nodiscard]] std::vector<LedgerRow> read_ledger_rows(const hdf5::Group& root);

}  // namespace buurt::files
