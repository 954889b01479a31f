#include "files/comparison_layout.hpp"

#include <numeric>
#include <span>
#include <stdexcept>

namespace buurt::files {

using hdf5::Dataset;
using hdf5::Group;
using hdf5::Shape;
using hdf5::Storage;

namespace {

// The order of dimensions in the whole file; those of the root and the profile come before.
constexpr int first_effects_dimension = 10;
constexpr int first_neighbourhood_dimension = 20;
constexpr int change_dimension = 30;

Dataset text_dimension(Group& group, const std::string& name,
                       const std::vector<std::string>& labels, const char* long_name, int number) {
  Dataset made = group.create_texts(name, labels);
  made.set_text("long_name", long_name);
  hdf5::make_dimension(made, name, number);
  return made;
}

void write_effects(Group& group, const std::vector<EffectVariable>& outcomes,
                   const std::vector<const Dataset*>& dimensions) {
  Shape shape;
  for (const Dataset* dimension : dimensions) shape.push_back(dimension->size());
  for (const EffectVariable& one : outcomes) {
    Dataset array = group.create<double>(one.outcome.name, shape, Storage::compressed);
    array.write<double>(one.values);
    array.set_text("long_name", one.outcome.long_name);
    array.set_text("units", one.sums ? one.outcome.units + " per year"
                                     : units_that_stay_numbers(one.outcome.units));
    array.set_text("definition", one.outcome.definition);
    array.set_text("better", one.outcome.better);
    array.set_value("sums", one.sums ? 1 : 0);
    array.set_value("pairing_gain", one.pairing_gain);
    for (unsigned axis = 0; axis < dimensions.size(); ++axis) {
      hdf5::attach_dimension(array, *dimensions[axis], axis);
    }
  }
}

struct EffectDimensions {
  Dataset arm;
  Dataset window;
  Dataset whom;
  Dataset statistic;

  EffectDimensions(Group& group, const EffectsContent& content, const std::string& whom_name,
                   const std::vector<std::string>& whom_labels, const char* whom_long_name,
                   int number)
      : arm(text_dimension(group, "arm", content.arms, "what is done", number)),
        window(text_dimension(group, "window", content.windows, "weeks that are summed or averaged",
                              number + 1)),
        whom(text_dimension(group, whom_name, whom_labels, whom_long_name, number + 2)),
        statistic(text_dimension(group, "statistic", content.statistics,
                                 "what is said of the paired difference", number + 3)) {}

  [[nodiscard]] std::vector<const Dataset*> all() const {
    return {&arm, &window, &whom, &statistic};
  }
};

template <class T>
void write_along(Group& group, const Dataset& dimension, const std::string& name,
                 const std::vector<T>& values, const char* long_name) {
  Dataset array = group.create<T>(name, {values.size()}, Storage::in_place);
  array.template write<T>(values);
  array.set_text("long_name", long_name);
  hdf5::attach_dimension(array, dimension, 0);
}

void write_texts_along(Group& group, const Dataset& dimension, const std::string& name,
                       const std::vector<std::string>& values, const char* long_name) {
  Dataset array = group.create_texts(name, values);
  array.set_text("long_name", long_name);
  hdf5::attach_dimension(array, dimension, 0);
}

}  // namespace

void write_comparison(hdf5::File& file, const ComparisonContent& content) {
  Group root = file.root();
  {
    const EffectsContent& effects = content.effects;
    Group group = root.create_group("effects");
    group.set_text("main_outcomes", effects.main_outcomes);
    group.set_text("pairing", effects.pairing);
    const EffectDimensions by_group(group, effects, "group", effects.groups, "who is counted",
                                    first_effects_dimension);
    write_effects(group, effects.outcomes, by_group.all());
    if (!effects.neighbourhoods.empty()) {
      Group places = root.create_group("effects/neighbourhood");
      const EffectDimensions by_place(places, effects, "neighbourhood", effects.neighbourhoods,
                                      "neighbourhood of residence", first_neighbourhood_dimension);
      write_effects(places, effects.neighbourhood_outcomes, by_place.all());
    }
  }
  const PersonsContent& persons = content.persons;
  Group group = root.create_group("persons");
  group.set_value("cap", persons.cap);
  group.set_value("replicates", persons.replicates);
  group.set_text("totals", persons.totals);
  std::vector<std::int32_t> numbers(persons.identity.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  Dataset change = group.create<std::int32_t>("change", {numbers.size()}, Storage::in_place);
  change.write<std::int32_t>(numbers);
  change.set_text("long_name", "number of the difference");
  hdf5::make_dimension(change, "change", change_dimension);
  write_texts_along(group, change, "arm", persons.arm, "in which arm");
  write_along(group, change, "replicate", persons.replicate, "in which replicate");
  write_along(group, change, "identity", persons.identity, "who");
  write_texts_along(group, change, "what", persons.what, "what differs in the last week");
  write_along(group, change, "amount", persons.amount, "arm less baseline");
  write_along(group, change, "better", persons.better, "1 better, -1 worse, 0 neither");
  write_along(group, change, "first_week", persons.first_week,
              "first week at whose end this person's state differed");
  write_texts_along(group, change, "event", persons.event, "what differed first");
}

std::vector<double> read_effects(const hdf5::File& file, const std::string& outcome) {
  return file.root().dataset("effects/" + outcome).read<double>();
}

}  // namespace buurt::files
