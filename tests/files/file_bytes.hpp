#pragma once
// What tests do to the bytes of files, and to what is said about them.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "data_folder.hpp"

namespace buurt::test {

inline std::string read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_all(const std::filesystem::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
}

inline void flip_bit(const std::filesystem::path& path, std::uint64_t byte, unsigned bit) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekg(static_cast<std::streamoff>(byte));
  char value = 0;
  file.get(value);
  value = static_cast<char>(static_cast<unsigned char>(value) ^ (1U << bit));
  file.seekp(static_cast<std::streamoff>(byte));
  file.put(value);
}

inline std::ptrdiff_t files_in(const std::filesystem::path& folder) {
  return std::distance(std::filesystem::directory_iterator(folder), {});
}

/// What an exception of type E says, or "" when `act` throws none.
template <class E, class F>
std::string message_of(F&& act) {
  try {
    act();
  } catch (const E& error) {
    return error.what();
  }
  return {};
}

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace buurt::test
