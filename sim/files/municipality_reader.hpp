#pragma once
// Reads scenarios/municipalities/NAME.json.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "care/world/municipality.hpp"

namespace buurt::files {

/// The margins of a municipality from its file.
///
/// Throws engine::UserError with every fault at its path: what `municipality.schema.json` refuses;
/// bands that do not ascend from 0; columns that are not as long as their bands; shares of household
/// sizes that do not add up to 1; kinds of household that leave no room for couples; area names
/// given twice; a municipality without people or dwellings.
[[nodiscard]] care::Municipality read_municipality(const std::filesystem::path& file);

/// The same from a document in memory; `origin` names it in messages.
[[nodiscard]] care::Municipality municipality_from(const nlohmann::json& document,
                                                   const std::string& origin,
                                                   const std::filesystem::path& schema);

}  // namespace buurt::files
