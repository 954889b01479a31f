#pragma once
// All state of a model in memory, as named arrays. What a snapshot holds follows from the
// descriptions of tables alone; files write and read the same arrays.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/error.hpp"

namespace buurt::engine {

/// What the elements of an array are.
enum class ElementType : std::uint8_t { u8, i8, u16, i16, u32, i32, u64, i64, f32, f64 };

/// Bytes of one element.
constexpr std::size_t element_size(ElementType type) {
  constexpr std::size_t sizes[] = {1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
  return sizes[static_cast<std::size_t>(type)];
}

/// The element type that stores a C++ type; enums as their underlying type, identities as u64.
template <class T>
constexpr ElementType element_type() {
  if constexpr (std::is_enum_v<T>) {
    return element_type<std::underlying_type_t<T>>();
  } else if constexpr (std::is_floating_point_v<T>) {
    return sizeof(T) == 4 ? ElementType::f32 : ElementType::f64;
  } else if constexpr (std::is_integral_v<T>) {
    constexpr ElementType unsigned_types[] = {ElementType::u8, ElementType::u16, ElementType::u32,
                                              ElementType::u64};
    constexpr ElementType signed_types[] = {ElementType::i8, ElementType::i16, ElementType::i32,
                                            ElementType::i64};
    constexpr std::size_t which = sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
    return std::is_signed_v<T> ? signed_types[which] : unsigned_types[which];
  } else {
    static_assert(sizeof(T) == 8 && std::is_trivially_copyable_v<T>, "a column of plain elements");
    return ElementType::u64;
  }
}

/// All state as named arrays, in the order in which they were put.
class Snapshot {
 public:
  struct Item {
    std::string name;
    ElementType type = ElementType::u8;
    std::size_t count = 0;
    std::vector<std::byte> bytes;

    friend bool operator==(const Item&, const Item&) = default;
  };

  std::vector<Item> items;
  /// The model's state hash when the snapshot was taken; a restored model must have the same.
  std::uint64_t hash = 0;

  template <class T>
  void put(std::string name, std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    Item item{std::move(name), element_type<T>(), values.size(), {}};
    item.bytes.resize(values.size_bytes());
    if (!values.empty()) std::memcpy(item.bytes.data(), values.data(), values.size_bytes());
    items.push_back(std::move(item));
  }

  template <class T>
  void put_value(std::string name, const T& value) {
    put(std::move(name), std::span<const T>(&value, 1));
  }

  /// \throws RunError when there is no such array or its elements are of another type.
  template <class T>
  [[nodiscard]] std::vector<T> get(const std::string& name) const {
    const Item& item = find(name);
    if (item.type != element_type<T>() || item.bytes.size() != item.count * sizeof(T)) {
      throw RunError("the snapshot's array '" + name + "' holds elements of another kind");
    }
    std::vector<T> values(item.count);
    if (item.count > 0) std::memcpy(values.data(), item.bytes.data(), item.bytes.size());
    return values;
  }

  template <class T>
  [[nodiscard]] T get_value(const std::string& name) const {
    const std::vector<T> values = get<T>(name);
    if (values.size() != 1) throw RunError("the snapshot's array '" + name + "' is not one value");
    return values.front();
  }

  /// The array of this name. \throws RunError when there is none.
  [[nodiscard]] const Item& find(const std::string& name) const {
    for (const Item& item : items) {
      if (item.name == name) return item;
    }
    throw RunError("the snapshot holds no array '" + name + "'");
  }
};

}  // namespace buurt::engine
