#include "files/ledger_layout.hpp"

#include <limits>

namespace buurt::files {
namespace {

// netCDF knows dimensions by number, across all groups of a file.
constexpr int entry_dimension = 50;

struct Label {
  const char* name;
  std::string LedgerRow::*text;
  const char* told;
};
constexpr Label labels[] = {
    {"line", &LedgerRow::line,
     "kind of organisation, nursing_homes, hospital, programmes, or who gives without pay"},
    {"organisation", &LedgerRow::organisation, "which one of its kind"},
    {"programme", &LedgerRow::programme, "name of the programme"},
    {"payer", &LedgerRow::payer, "who pays; care: authorities and clients; empty: nobody"}};

}  // namespace

void create_ledger(hdf5::Group& root, const ResultsHeader& header, hdf5::Storage storage,
                   const hdf5::Dataset& arm, const hdf5::Dataset& replicate,
                   const hdf5::Dataset& week) {
  if (header.ledger.empty()) return;
  hdf5::Group group = root.create_group("ledger");
  group.set_text(
      "long_name",
      "money and hours of each recorded week, by line, organisation, programme and payer");
  const hdf5::Dataset entry =
      hdf5::make_plain_dimension(group, "entry", header.ledger.size(), entry_dimension);
  for (const Label& label : labels) {
    std::vector<std::string> texts;
    for (const LedgerRow& row : header.ledger) texts.push_back(row.*label.text);
    hdf5::Dataset column = group.create_texts(label.name, texts);
    column.set_text("long_name", label.told);
    hdf5::attach_dimension(column, entry, 0);
  }
  const hdf5::Shape shape{header.arms.size(), static_cast<hsize_t>(header.replicates),
                          header.weeks.size(), header.ledger.size()};
  const auto table = [&](const char* name, const char* units, const char* told) {
    hdf5::Dataset made =
        group.create<double>(name, shape, storage, std::numeric_limits<double>::quiet_NaN());
    made.set_text("long_name", told);
    made.set_text("units", units);
    hdf5::attach_dimension(made, arm, 0);
    hdf5::attach_dimension(made, replicate, 1);
    hdf5::attach_dimension(made, week, 2);
    hdf5::attach_dimension(made, entry, 3);
  };
  table("euro", "EUR per week", "paid in the week");
  table("hours", "hours per week",
        "hours given in the week; of a programme those of connectors, hosts and coordinators");
}

std::vector<LedgerRow> read_ledger_rows(const hdf5::Group& root) {
  std::vector<LedgerRow> rows;
  if (!root.has("ledger")) return rows;
  const hdf5::Group group = root.group("ledger");
  for (const Label& label : labels) {
    const std::vector<std::string> texts = group.dataset(label.name).read_texts();
    rows.resize(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) rows[i].*label.text = texts[i];
  }
  return rows;
}

}  // namespace buurt::files
