// A table that describes one column twice and so forgets another. Must not compile.

#include "engine/table.hpp"

using namespace buurt::engine;

struct RepetitiveColumns {
  Column<Identity> identity;
  Column<float> weight;
  Column<float> height;

  static constexpr auto describe() {
    return std::tuple(column("identity", &RepetitiveColumns::identity),
                      column("weight", &RepetitiveColumns::weight),
                      column("height", &RepetitiveColumns::weight));
  }
};

int main() { return static_cast<int>(Table<RepetitiveColumns>().size()); }
