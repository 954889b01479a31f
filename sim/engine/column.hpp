#pragma once
// One attribute of all agents of a table: a plain array, aligned, on huge pages when it is large.

#include <sys/mman.h>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace buurt::engine {

template <class T>
class Column {
  static_assert(std::is_trivially_copyable_v<T>);
  static_assert(!std::is_same_v<T, bool>, "a column of flags holds std::uint8_t");

 public:
  using value_type = T;

  Column() = default;
  Column(const Column& other) {
    resize(other.size_);
    if (size_ > 0) std::memcpy(data_, other.data_, size_ * sizeof(T));
  }
  Column(Column&& other) noexcept { swap(other); }
  Column& operator=(Column other) noexcept {
    swap(other);
    return *this;
  }
  ~Column() { std::free(data_); }

  T& operator[](std::size_t row) {
    assert(row < size_);
    return data_[row];
  }
  const T& operator[](std::size_t row) const {
    assert(row < size_);
    return data_[row];
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  std::span<T> span() { return {data_, size_}; }
  [[nodiscard]] std::span<const T> span() const { return {data_, size_}; }

  /// New rows are zero. Shrinking keeps the memory.
  void resize(std::size_t size) {
    if (size > capacity_) reserve(std::max(size, capacity_ + capacity_ / 4));
    if (size > size_) std::memset(static_cast<void*>(data_ + size_), 0, (size - size_) * sizeof(T));
    size_ = size;
  }

  void reserve(std::size_t capacity) {
    if (capacity <= capacity_) return;
    constexpr std::size_t huge_page = std::size_t{2} << 20U;
    const std::size_t alignment = capacity * sizeof(T) >= huge_page ? huge_page : 64;
    const std::size_t bytes = (capacity * sizeof(T) + alignment - 1) / alignment * alignment;
    void* memory = std::aligned_alloc(alignment, bytes);
    if (memory == nullptr) throw std::bad_alloc();
    // Only advice: when it is refused the column works all the same.
    if (alignment == huge_page) (void)madvise(memory, bytes, MADV_HUGEPAGE);
    if (size_ > 0) std::memcpy(memory, data_, size_ * sizeof(T));
    std::free(data_);
    data_ = static_cast<T*>(memory);
    capacity_ = bytes / sizeof(T);
  }

  void swap(Column& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

 private:
  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace buurt::engine
