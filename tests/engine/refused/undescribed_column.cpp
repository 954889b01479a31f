// A table that forgets to describe a column. Must not compile: the column would be missing from
// snapshots and from the state hash without a word.

#include "engine/table.hpp"

using namespace buurt::engine;

struct ForgetfulColumns {
  Column<Identity> identity;
  Column<float> weight;

  static constexpr auto describe() {
    return std::tuple(column("identity", &ForgetfulColumns::identity));
  }
};

int main() { return static_cast<int>(Table<ForgetfulColumns>().size()); }
