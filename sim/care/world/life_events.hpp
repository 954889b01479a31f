#pragma once
// What may stand on a person's agenda.

#include <cstdint>

namespace buurt::care {

/// Several on one day happen in this order.
enum class LifeEvent : std::uint32_t {
  birthday,
  birth,
  leaves_home,
  looks_for_partner,
  parts,
  changes_daytime,
  leaves_association,
  joins_association,
  moves_within,
  moves_out,
  death,
};

}  // namespace buurt::care
