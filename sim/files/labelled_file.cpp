#include "files/labelled_file.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>
#include <system_error>

#include "files/disk.hpp"

namespace buurt::files {

namespace fs = std::filesystem;

namespace {

using hdf5::Dataset;
using hdf5::Group;
using hdf5::Shape;
using hdf5::Storage;

std::map<std::string, Dataset> create_dimensions(Group& root, const LabelledContent& content) {
  std::map<std::string, Dataset> made;
  int number = 0;
  for (const LabelledDimension& dimension : content.dimensions) {
    Dataset array = [&] {
      if (!dimension.labels.empty()) return root.create_texts(dimension.name, dimension.labels);
      std::vector<std::int32_t> numbers(dimension.length);
      std::iota(numbers.begin(), numbers.end(), 0);
      Dataset counted =
          root.create<std::int32_t>(dimension.name, {numbers.size()}, Storage::in_place);
      counted.write<std::int32_t>(numbers);
      return counted;
    }();
    array.set_text("long_name", dimension.long_name);
    hdf5::make_dimension(array, dimension.name, number++);
    made.emplace(dimension.name, std::move(array));
  }
  return made;
}

Dataset create_array(Group& root, const LabelledArray& array, const Shape& shape) {
  const std::size_t size =
      std::accumulate(shape.begin(), shape.end(), std::size_t{1},
                      [](std::size_t a, hsize_t b) { return a * static_cast<std::size_t>(b); });
  return std::visit(
      [&](const auto& values) {
        if (values.size() != size) {
          throw std::logic_error("the array '" + array.name + "' does not fit its dimensions");
        }
        using Value = typename std::decay_t<decltype(values)>::value_type;
        if constexpr (std::is_same_v<Value, std::string>) {
          return root.create_texts(array.name, values);
        } else {
          Dataset made = root.create<Value>(array.name, shape, Storage::compressed);
          made.template write<Value>(values);
          return made;
        }
      },
      array.values);
}

void fill(hdf5::File& file, const FileKind& kind, const LabelledContent& content) {
  Group root = file.root();
  mark_kind(root, kind);
  for (const auto& [name, text] : content.texts) root.set_text(name, text);
  for (const auto& [name, number] : content.numbers) root.set_value(name, number);
  const std::map<std::string, Dataset> dimensions = create_dimensions(root, content);
  for (const LabelledArray& array : content.arrays) {
    Shape shape;
    for (const std::string& name : array.dimensions) {
      shape.push_back(dimensions.at(name).shape().front());
    }
    Dataset made = create_array(root, array, shape);
    made.set_text("long_name", array.long_name);
    if (!array.units.empty()) made.set_text("units", array.units);
    for (unsigned axis = 0; axis < array.dimensions.size(); ++axis) {
      hdf5::attach_dimension(made, dimensions.at(array.dimensions[axis]), axis);
    }
  }
  mark_sealed(root);
}

}  // namespace

void write_labelled_file(const fs::path& path, const FileKind& kind,
                         const LabelledContent& content) {
  const auto turn = hdf5::use_library();
  const fs::path target = resolved_target(path);
  const fs::path writing = beside(target, ".writing");
  hdf5::File file = hdf5::File::create_in_memory(writing);
  fill(file, kind, content);
  const std::vector<std::byte> image = file.image();
  file.close();
  std::error_code error;
  fs::remove(writing, error);  // of a run that was killed at this point
  try {
    write_at(open_to_write(writing, target), 0, image.data(), image.size(), target);
    seal_file(writing);
    replace_file(writing, target);
  } catch (...) {
    fs::remove(writing, error);
    throw;
  }
}

LabelledReader::LabelledReader(const fs::path& path, const FileKind& kind)
    : path_(path), file_([&] {
        const auto turn = hdf5::use_library();
        return open_own_file(path, kind);
      }()) {}

template <class Read>
auto LabelledReader::guarded(const Read& read) const {
  const auto turn = hdf5::use_library();
  try {
    return read(file_.root());
  } catch (const hdf5::Error& error) {
    throw engine::UserError(path_.string(), "is damaged (" + error.reason() + ")");
  }
}

bool LabelledReader::has(const std::string& array) const {
  return guarded([&](const Group& root) { return root.has(array); });
}

std::string LabelledReader::text(const std::string& attribute) const {
  return guarded([&](const Group& root) { return root.text(attribute); });
}

double LabelledReader::number(const std::string& attribute) const {
  return guarded([&](const Group& root) { return root.value<double>(attribute); });
}

std::vector<double> LabelledReader::numbers(const std::string& array) const {
  return guarded([&](const Group& root) { return root.dataset(array).read<double>(); });
}

std::vector<std::int32_t> LabelledReader::whole_numbers(const std::string& array) const {
  return guarded([&](const Group& root) { return root.dataset(array).read<std::int32_t>(); });
}

std::vector<std::string> LabelledReader::texts(const std::string& array) const {
  return guarded([&](const Group& root) { return root.dataset(array).read_texts(); });
}

}  // namespace buurt::files
