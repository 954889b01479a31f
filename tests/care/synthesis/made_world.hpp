#pragma once
// Municipalities made once and looked at by many tests.

#include <map>
#include <string>

#include "care/small_town.hpp"
#include "care/synthesis/populate.hpp"
#include "engine/parallel.hpp"
#include "files/municipality_reader.hpp"

namespace buurt::test {

/// A world with its kin, fresh from the synthesis.
struct Made {
  care::World world;
  care::Kinship kin;
};

inline care::Municipality shipped_municipality(const std::string& name) {
  return files::read_municipality(std::string(BUURT_SOURCE_SCENARIOS) + "/municipalities/" + name +
                                  ".json");
}

inline Made make(const care::Municipality& municipality, std::uint64_t seed, int threads = 1) {
  Made made;
  made.world.municipality = municipality;
  made.world.seed = seed;
  made.world.use(shipped_parameters());
  engine::with_threads(threads, [&] { made.kin = care::populate(made.world); });
  return made;
}

/// The shipped municipality of that name with seed 1; made at the first call.
inline const Made& made(const std::string& name) {
  static std::map<std::string, Made> all;
  if (!all.contains(name)) all.emplace(name, make(shipped_municipality(name), 1));
  return all.at(name);
}

}  // namespace buurt::test
