#pragma once
// Which program made a results file: the words for its root attributes and for `buurt --version`.

#include <string_view>

namespace buurt::experiment {

/// The version of the program, such as "0.1.0".
std::string_view version();

/// The revision of the source as git describes it, with "-dirty" when files were changed since;
/// "unknown" when the program was not built from a git checkout.
std::string_view revision();

/// The compiler and its version, such as "GNU 12.2.0".
std::string_view compiler();

/// The flags the program was compiled with.
std::string_view flags();

}  // namespace buurt::experiment
