#include "files/traces.hpp"

#include "engine/error.hpp"
#include "files/own_file.hpp"

namespace buurt::files {
namespace {

constexpr int after_all_others = 7;

/// One column along a dimension.
template <class T, class Row>
void write_numbers(hdf5::Group& group, const hdf5::Dataset& dimension, const std::string& name,
                   const std::vector<Row>& rows, T Row::*field, const std::string& long_name) {
  std::vector<T> values;
  for (const Row& row : rows) values.push_back(row.*field);
  hdf5::Dataset column = group.create<T>(name, {rows.size()}, hdf5::Storage::in_place);
  column.template write<T>(values);
  column.set_text("long_name", long_name);
  hdf5::attach_dimension(column, dimension, 0);
}
template <class Row>
void write_words(hdf5::Group& group, const hdf5::Dataset& dimension, const std::string& name,
                 const std::vector<Row>& rows, std::string Row::*field,
                 const std::string& long_name) {
  std::vector<std::string> values;
  for (const Row& row : rows) values.push_back(row.*field);
  hdf5::Dataset column = group.create_texts(name, values);
  column.set_text("long_name", long_name);
  hdf5::attach_dimension(column, dimension, 0);
}

}  // namespace

void write_traces(hdf5::File& file, const Traces& traces) {
  hdf5::Group root = file.root();
  hdf5::Group group = root.create_group("traces");
  hdf5::Group people = group.create_group("people");
  const hdf5::Dataset of_people =
      hdf5::make_plain_dimension(people, "traced", traces.people.size(), after_all_others);
  write_words(people, of_people, "arm", traces.people, &TracedPerson::arm, "arm");
  write_numbers(people, of_people, "person", traces.people, &TracedPerson::person,
                "identity of the person");
  write_words(people, of_people, "introduction", traces.people, &TracedPerson::introduction,
              "who it is, when the story begins");
  const hdf5::Dataset of_lines =
      hdf5::make_plain_dimension(group, "line", traces.lines.size(), after_all_others + 1);
  write_words(group, of_lines, "arm", traces.lines, &TraceLine::arm, "arm");
  write_numbers(group, of_lines, "person", traces.lines, &TraceLine::person,
                "identity of the person");
  write_numbers(group, of_lines, "week", traces.lines, &TraceLine::week,
                "whole weeks after the burn-in");
  write_words(group, of_lines, "event", traces.lines, &TraceLine::event, "kind of event");
  write_words(group, of_lines, "sentence", traces.lines, &TraceLine::sentence, "what happened");
}

Traces read_traces(const std::filesystem::path& path) {
  const auto turn = hdf5::use_library();
  const hdf5::File file = open_own_file(path, results_kind());
  const hdf5::Group root = file.root();
  if (!root.has("traces")) {
    throw engine::UserError(path.string(),
                            "holds no life stories; run the scenario with --traces N");
  }
  Traces traces;
  const hdf5::Group group = root.group("traces");
  const hdf5::Group people = group.group("people");
  {
    const auto arm = people.dataset("arm").read_texts();
    const auto person = people.dataset("person").read<std::uint64_t>();
    const auto introduction = people.dataset("introduction").read_texts();
    for (std::size_t i = 0; i < person.size(); ++i) {
      traces.people.push_back({arm[i], person[i], introduction[i]});
    }
  }
  const auto arm = group.dataset("arm").read_texts();
  const auto person = group.dataset("person").read<std::uint64_t>();
  const auto week = group.dataset("week").read<int>();
  const auto event = group.dataset("event").read_texts();
  const auto said = group.dataset("sentence").read_texts();
  for (std::size_t i = 0; i < person.size(); ++i) {
    traces.lines.push_back({arm[i], person[i], week[i], event[i], said[i]});
  }
  return traces;
}

}  // namespace buurt::files
