#include "experiment/build_information.hpp"

#include "build_revision.hpp"

namespace buurt::experiment {

std::string_view version() { return BUURT_VERSION; }

std::string_view revision() { return BUURT_REVISION; }

std::string_view compiler() { return BUURT_COMPILER; }

std::string_view flags() { return BUURT_FLAGS; }

}  // namespace buurt::experiment
