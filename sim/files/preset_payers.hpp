#pragma once
// Payers that named programmes bring along.

#include <filesystem>
#include <nlohmann/json.hpp>

namespace buurt::files {

/// Adds to the list `payers` of a scenario those of the named programmes that it uses, as far as their
/// programmes are still paid by them and the scenario has no payer of that name. Their weeks move along
/// with programmes that begin in another week. Whatever is wrong is left to those who read it.
void take_in_payers(nlohmann::json& scenario, const std::filesystem::path& root);

}  // namespace buurt::files
