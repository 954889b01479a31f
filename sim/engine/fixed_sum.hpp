#pragma once
// Sums that do not depend on the order of what is added.

#include <cstdint>
#include <limits>

namespace buurt::engine {

/// The least number that all whole numbers up to 16 divide. In units of one over it, shares of a
/// half, a third … a sixteenth are whole numbers, and n shares of 1/n add up to exactly one.
inline constexpr std::int64_t share_units = 720'720;

/// An exact sum of values rounded to multiples of 1/Units: the same bits for any order of agents, any
/// blocks and any threads. Each value is off by at most half such a multiple.
///
/// The sum cannot overflow. A value of 2^62 units or more, or one that is no number, cannot be held
/// and marks the sum as broken, in any order too: `value()` is then not-a-number.
template <std::int64_t Units = share_units>
class FixedSum {
  static_assert(Units >= 1 && Units <= std::int64_t{1} << 52);

 public:
  void add(double value) {
    constexpr double scale = static_cast<double>(Units);
    const double scaled = value * scale;
    if (!(scaled > -limit && scaled < limit)) {
      broken_ = true;
      return;
    }
    // Half away from zero, by truncation: the same on every processor.
    sum_ += static_cast<std::int64_t>(scaled + (scaled < 0.0 ? -0.5 : 0.5));
  }

  FixedSum& operator+=(const FixedSum& other) {
    sum_ += other.sum_;
    broken_ = broken_ || other.broken_;
    return *this;
  }
  friend FixedSum operator+(FixedSum a, const FixedSum& b) { return a += b; }

  /// The sum, rounded once; not-a-number when it is broken.
  [[nodiscard]] double value() const {
    constexpr double scale = static_cast<double>(Units);
    return broken_ ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(sum_) / scale;
  }
  /// Whether a value could not be held.
  [[nodiscard]] bool broken() const { return broken_; }

  friend bool operator==(const FixedSum&, const FixedSum&) = default;

 private:
  // With 128 bits even 2⁶⁴ values of the largest size fit, so no order can overflow on its way.
  __extension__ using Wide = __int128;
  static constexpr double limit = 0x1p62;

  Wide sum_ = 0;
  bool broken_ = false;
};

}  // namespace buurt::engine
