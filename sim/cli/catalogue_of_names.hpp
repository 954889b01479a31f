#pragma once
// Everything that has a name in buurt, by kind: what `list` lists and `describe` describes.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace buurt::cli {

/// One named thing.
struct NamedThing {
  std::string name;
  std::string in_short;  ///< a few words for a list
  /// What there is to say, in the order to say it: (title, text or number). The titles are the keys
  /// of the JSON form.
  std::vector<std::pair<std::string, nlohmann::json>> details;
};

/// The kinds, in the order to show them: municipalities, scenarios, experiments, programmes, shocks,
/// projects, changes, questions, parameters, outcomes, groups, examples.
[[nodiscard]] std::vector<std::string> kinds();
/// All of them in quotes, as a sentence lists what is allowed.
[[nodiscard]] std::string kinds_in_words();

/// Everything of one kind, in the order to show it. Throws engine::UserError when the kind is not
/// known or its data is wrong.
[[nodiscard]] std::vector<NamedThing> things_of(std::string_view kind);

/// The kind in the singular: `municipality` for `municipalities`.
[[nodiscard]] std::string one_of(std::string_view kind);

}  // namespace buurt::cli
