#pragma once
// Results of experiments: arrays with named dimensions, as xarray knows them, in one sealed file.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "files/hdf5.hpp"
#include "files/own_file.hpp"

namespace buurt::files {

/// A dimension. With labels it has them as coordinate, else the numbers from 0.
struct LabelledDimension {
  std::string name;
  std::size_t length = 0;
  std::vector<std::string> labels;  ///< none, or as many as its length
  std::string long_name;
};

/// An array over some of the dimensions, the last one fastest. Texts have one dimension.
struct LabelledArray {
  std::string name;
  std::vector<std::string> dimensions;
  std::variant<std::vector<double>, std::vector<std::int32_t>, std::vector<std::string>> values;
  std::string long_name;
  std::string units;
};

/// All that such a file holds. Texts and numbers are attributes of the file.
struct LabelledContent {
  std::vector<std::pair<std::string, std::string>> texts;
  std::vector<std::pair<std::string, double>> numbers;
  std::vector<LabelledDimension> dimensions;
  std::vector<LabelledArray> arrays;
};

/// Writes a whole file of this kind and puts it in the place of whatever stood at `path` in one step,
/// so that a reader, or a kill at any time, finds either the file before or this one.
/// \throws DiskFull, RunError
/// \throws std::logic_error when an array does not fit its dimensions.
void write_labelled_file(const std::filesystem::path& path, const FileKind& kind,
                         const LabelledContent& content);

/// An open file of this kind. Everything that is asked for and is not there is a UserError that names
/// the file.
class LabelledReader {
 public:
  /// \throws UserError as `open_own_file`
  LabelledReader(const std::filesystem::path& path, const FileKind& kind);

  [[nodiscard]] bool has(const std::string& array) const;
  [[nodiscard]] std::string text(const std::string& attribute) const;
  [[nodiscard]] double number(const std::string& attribute) const;
  [[nodiscard]] std::vector<double> numbers(const std::string& array) const;
  [[nodiscard]] std::vector<std::int32_t> whole_numbers(const std::string& array) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& array) const;

 private:
  template <class Read>
  auto guarded(const Read& read) const;

  std::filesystem::path path_;
  hdf5::File file_;
};

}  // namespace buurt::files
