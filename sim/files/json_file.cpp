#include "files/json_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "engine/error.hpp"
#include "files/fault_list.hpp"

namespace buurt::files {
namespace {

using engine::Fault;
using engine::UserError;

/// `origin:line:column` of a byte.
std::string place(std::string_view text, std::size_t offset, const std::string& origin) {
  offset = std::min(offset, text.size());
  std::size_t line = 1;
  std::size_t column = 1;
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++column;
    }
  }
  return fmt::format("{}:{}:{}", origin, line, column);
}

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '-' || c == '.' || c == '_';
}

/// Where the token starts whose last byte is at `last`.
std::size_t token_start(std::string_view text, std::size_t last) {
  if (last >= text.size()) return text.size();
  std::size_t start = last;
  if (text[last] == '"') {
    while (start > 0) {
      --start;
      std::size_t backslashes = 0;
      while (backslashes < start && text[start - 1 - backslashes] == '\\') ++backslashes;
      if (text[start] == '"' && backslashes % 2 == 0) return start;
    }
    return last;
  }
  while (start > 0 && is_word_character(text[start]) && is_word_character(text[start - 1])) --start;
  return start;
}

std::string_view word_at(std::string_view text, std::size_t start) {
  std::size_t end = start;
  while (end < text.size() && is_word_character(text[end])) ++end;
  return text.substr(start, end - start);
}

bool means_no_number(std::string_view word) {
  std::string plain;
  for (const char c : word) {
    if (c != '+' && c != '-') plain += static_cast<char>(c | 0x20);
  }
  return plain == "nan" || plain == "inf" || plain == "infinity";
}

/// Walks through the text and tells how far the parser has read, which the events of a SAX parser
/// do not say.
class WatchedText {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  WatchedText(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  const char& operator*() const { return *at_; }
  WatchedText& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  WatchedText operator++(int) {
    WatchedText before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const WatchedText& a, const WatchedText& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

/// Builds the value and refuses what JSON allows but a file of ours may not hold.
class Builder {
 public:
  using json = nlohmann::json;

  Builder(std::string_view text, const char** furthest, const std::string& origin)
      : text_(text), furthest_(furthest), origin_(origin) {}

  bool null() { return put(nullptr); }
  bool boolean(bool item) { return put(item); }
  bool number_integer(json::number_integer_t item) { return put(item); }
  bool number_unsigned(json::number_unsigned_t item) { return put(item); }
  bool number_float(json::number_float_t item, const std::string&) { return put(item); }
  bool string(std::string& item) { return short_enough(item) && put(std::move(item)); }
  bool binary(json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(json::object()); }
  bool start_array(std::size_t) { return open(json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    if (!short_enough(name)) return false;
    if (open_.back()->contains(name)) {
      add(token_start(text_, read() - 1),
          fmt::format("{} is given twice in the same object; give it once", in_quotes(name)));
    }
    key_ = std::move(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& error) {
    const std::size_t last = position > 0 ? position - 1 : 0;
    const std::size_t start = token_start(text_, last);
    add(start, sentence(error.what(), error.id, start, last));
    return false;
  }

  json value;
  std::vector<Fault> faults;

 private:
  [[nodiscard]] std::size_t read() const {
    return static_cast<std::size_t>(*furthest_ - text_.data());
  }

  void add(std::size_t offset, std::string what) {
    // Counting lines is linear, so a file of a million faults must not be counted a million times.
    if (faults.size() < 100) faults.push_back({place(text_, offset, origin_), std::move(what)});
  }

  bool short_enough(const std::string& text) {
    if (text.size() <= longest_text) return true;
    add(token_start(text_, read() - 1),
        fmt::format("a text of {} bytes; at most {} are allowed", text.size(), longest_text));
    return false;
  }

  json* put(json&& item) {
    if (open_.empty()) {
      value = std::move(item);
      return &value;
    }
    json& parent = *open_.back();
    if (parent.is_array()) {
      parent.push_back(std::move(item));
      return &parent.back();
    }
    return &(parent[key_] = std::move(item));
  }

  bool open(json&& item) {
    if (open_.size() == deepest_nesting) {
      add(read() - 1,
          fmt::format("objects and lists stand more than {} deep inside each other here; "
                      "no file of ours needs that",
                      deepest_nesting));
      return false;
    }
    open_.push_back(put(std::move(item)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::string sentence(std::string_view library, int id, std::size_t start,
                       std::size_t last) const {
    const std::string_view word = word_at(text_, start);
    const auto says = [&](std::string_view part) {
      return library.find(part) != std::string_view::npos;
    };
    if (id == 406) {
      return fmt::format("the number {} is too large; numbers up to about 1.8e308 can be read",
                         in_quotes(word));
    }
    if (means_no_number(word)) {
      return fmt::format("{} is not a number that JSON knows; write an ordinary number",
                         in_quotes(word));
    }
    if (last >= text_.size()) {
      if (says("closing quote")) return "the file ends inside a text; a closing quote is missing";
      return fmt::format("the file ends too early; {} still open", still_open());
    }
    if (says("expected end of input")) return "nothing may follow the end of the JSON value";
    const std::string_view two = text_.substr(last, 2);
    if (two == "//" || two == "/*") return "comments are not part of JSON";
    if (text_[last] == '\'') return "texts stand between double quotes in JSON, not single ones";
    if (text_[last] == '}' || text_[last] == ']') {
      const std::size_t before = text_.substr(0, last).find_last_not_of(" \t\r\n");
      if (before == std::string_view::npos || text_[before] != ',') return plainly(library);
      return fmt::format("nothing follows the last comma; drop the comma before {}",
                         in_quotes(text_.substr(last, 1)));
    }
    return plainly(library);
  }

  [[nodiscard]] std::string still_open() const {
    return open_.empty()
               ? "nothing was read and a value is"
               : fmt::format("{} object{} or list{} {}", open_.size(), open_.size() == 1 ? "" : "s",
                             open_.size() == 1 ? "" : "s", open_.size() == 1 ? "is" : "are");
  }

  /// The library's own words without its codes, its positions and the text it quotes back.
  static std::string plainly(std::string_view library) {
    const std::size_t dash = library.find(" - ");
    if (dash != std::string_view::npos) library.remove_prefix(dash + 3);
    const std::size_t quoted_back = library.find("; last read:");
    std::string words(library.substr(0, quoted_back));
    if (quoted_back != std::string_view::npos) {
      const std::size_t expected = library.rfind("'; expected ");
      if (expected != std::string_view::npos && expected > quoted_back)
        words += library.substr(expected + 1);
    }
    // The library names only one of the things it would take, and in its own words.
    constexpr std::pair<std::string_view, std::string_view> clearer[] = {
        {"; expected '}'", "; a comma or '}' is expected"},
        {"; expected ']'", "; a comma or ']' is expected"},
        {"; expected string literal", "; a name in double quotes is expected"},
        {"unexpected string literal", "unexpected text in quotes"},
        {"unexpected number literal", "unexpected number"}};
    for (const auto& [theirs, ours] : clearer) {
      if (const std::size_t at = words.find(theirs); at != std::string::npos)
        words.replace(at, theirs.size(), ours);
    }
    return "this is not valid JSON: " + words;
  }

  std::string_view text_;
  const char** furthest_;
  const std::string& origin_;
  std::vector<json*> open_;
  std::string key_;
};

/// Says so when the bytes are plainly something else than text.
void refuse_other_formats(std::string_view text, const std::string& origin) {
  const auto starts = [&](std::string_view mark) { return text.substr(0, mark.size()) == mark; };
  const std::string start = origin + ":1:1";
  if (starts("\x89HDF\r\n"))
    throw UserError(start, "this is an HDF5 file; a JSON file is needed here");
  if (starts("\xFF\xFE") || starts("\xFE\xFF")) {
    throw UserError(start, "this text is written in UTF-16; save it as UTF-8");
  }
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t i = 0;
  while (i < text.size()) {
    const unsigned lead = byte(i);
    std::size_t following = 0;
    unsigned lowest = 0x80;
    unsigned highest = 0xBF;
    if (lead < 0x80) {
      ++i;
      continue;
    }
    // Table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing above U+10FFFF.
    if (lead >= 0xC2 && lead <= 0xDF) {
      following = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      following = 2;
      if (lead == 0xE0) lowest = 0xA0;
      if (lead == 0xED) highest = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      following = 3;
      if (lead == 0xF0) lowest = 0x90;
      if (lead == 0xF4) highest = 0x8F;
    } else {
      return i;
    }
    if (i + following >= text.size()) return i;
    if (byte(i + 1) < lowest || byte(i + 1) > highest) return i;
    for (std::size_t k = 2; k <= following; ++k) {
      if (byte(i + k) < 0x80 || byte(i + k) > 0xBF) return i;
    }
    i += following + 1;
  }
  return std::string_view::npos;
}

std::string read_text_file(const std::filesystem::path& file) {
  const std::string name = file.string();
  std::error_code problem;
  const auto status = std::filesystem::status(file, problem);
  if (status.type() == std::filesystem::file_type::not_found) throw UserError(name, "no such file");
  if (problem) throw UserError(name, fmt::format("cannot be read: {}", problem.message()));
  if (std::filesystem::is_directory(status))
    throw UserError(name, "is a folder; a JSON file is needed here");

  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw UserError(name, fmt::format("cannot be read: {}", std::strerror(errno)));
  std::string text;
  std::vector<char> block(64U * 1024U);
  while (stream.read(block.data(), static_cast<std::streamsize>(block.size())) ||
         stream.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() > largest_json_file) {
      throw UserError(name, fmt::format("is larger than the {} MiB that are read",
                                        largest_json_file / (1024U * 1024U)));
    }
  }
  if (stream.bad()) throw UserError(name, fmt::format("cannot be read: {}", std::strerror(errno)));
  return text;
}

nlohmann::json parse_json(std::string_view text, const std::string& origin) {
  if (text.size() > largest_json_file) {
    throw UserError(origin, fmt::format("is larger than the {} MiB that are read",
                                        largest_json_file / (1024U * 1024U)));
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    throw UserError(origin + ":1:1", "the file is empty");
  }
  refuse_other_formats(text, origin);
  if (const std::size_t invalid = first_invalid_utf8(text); invalid != std::string_view::npos) {
    throw UserError(
        place(text, invalid, origin),
        fmt::format("the byte 0x{:02X} is not valid UTF-8 here; save the file as UTF-8 text",
                    static_cast<unsigned char>(text[invalid])));
  }

  const char* furthest = text.data();
  Builder builder(text, &furthest, origin);
  const char* const end = text.data() + text.size();
  nlohmann::json::sax_parse(WatchedText(text.data(), &furthest), WatchedText(end, &furthest),
                            &builder);
  if (!builder.faults.empty()) throw UserError(std::move(builder.faults));
  return std::move(builder.value);
}

nlohmann::json read_json_file(const std::filesystem::path& file) {
  return parse_json(read_text_file(file), file.string());
}

}  // namespace buurt::files
