#include "files/dominoes.hpp"

namespace buurt::files {
namespace {

// netCDF knows dimensions by number, across all groups of a file.
constexpr int after_all_others = 40;

/// Columns of rows along one dimension.
template <class Row>
class Columns {
 public:
  Columns(hdf5::Group& group, const std::vector<Row>& rows, const std::string& dimension,
          int number)
      : group_(group),
        rows_(rows),
        dimension_(hdf5::make_plain_dimension(group, dimension, rows.size(), number)) {}

  template <class T>
  void numbers(const std::string& name, T Row::*field, const std::string& told) {
    std::vector<T> values;
    for (const Row& row : rows_) values.push_back(row.*field);
    hdf5::Dataset column = group_.create<T>(name, {rows_.size()}, hdf5::Storage::in_place);
    column.template write<T>(values);
    finish(column, told);
  }
  void words(const std::string& name, std::string Row::*field, const std::string& told) {
    std::vector<std::string> values;
    for (const Row& row : rows_) values.push_back(row.*field);
    hdf5::Dataset column = group_.create_texts(name, values);
    finish(column, told);
  }

 private:
  void finish(hdf5::Dataset& column, const std::string& told) {
    column.set_text("long_name", told);
    hdf5::attach_dimension(column, dimension_, 0);
  }

  hdf5::Group& group_;
  const std::vector<Row>& rows_;
  hdf5::Dataset dimension_;
};

}  // namespace

void write_dominoes(hdf5::File& file, const Dominoes& dominoes) {
  hdf5::Group root = file.root();
  hdf5::Group group = root.create_group("dominoes");
  group.set_text("totals", dominoes.totals);
  Columns<DominoAct> acts(group, dominoes.acts, "act", after_all_others);
  acts.words("arm", &DominoAct::arm, "arm");
  acts.numbers("week", &DominoAct::week, "whole weeks after the burn-in");
  acts.numbers("helped", &DominoAct::helped, "identity of the person helped");
  acts.numbers("giver", &DominoAct::giver, "identity of the person or organisation that helps");
  acts.words("source", &DominoAct::source, "who helps");
  acts.words("need", &DominoAct::need, "kind of need");
  acts.numbers("minutes", &DominoAct::minutes, "minutes a week at first");
  acts.numbers("helped_age", &DominoAct::helped_age, "age of the person helped");
  acts.words("helped_sex", &DominoAct::helped_sex, "sex of the person helped");
  acts.numbers("giver_age", &DominoAct::giver_age,
               "age of the person who helps, 0 of an organisation");
  acts.words("giver_sex", &DominoAct::giver_sex, "sex of the person who helps");
  acts.words("anyway", &DominoAct::anyway,
             "in the baseline: same (the same two), other (somebody else helps with it), none");
  hdf5::Group steps = group.create_group("steps");
  Columns<DominoLink> links(steps, dominoes.links, "step", after_all_others + 1);
  links.numbers("act", &DominoLink::act, "place in the list of acts");
  links.numbers("week", &DominoLink::week, "whole weeks after the burn-in");
  links.words("what", &DominoLink::step, "what the programme did");
  links.numbers("who", &DominoLink::who, "identity of the person");
  links.numbers("other", &DominoLink::other, "identity of the other person, 0 where there is none");
}

}  // namespace buurt::files
