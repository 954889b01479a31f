#pragma once
// Kinds of need, of help and of organisations, and how able people are.

#include <array>
#include <cstdint>
#include <string_view>

namespace buurt::care {

/// How much somebody can do alone (activities of daily living).
enum class Function : std::uint8_t {
  independent,
  light,     ///< needs help with instrumental activities: errands, cleaning, papers
  moderate,  ///< needs help with some basic activities: washing, dressing
  severe,    ///< needs help with most basic activities, day and night
};
inline constexpr std::size_t function_levels = 4;
inline constexpr std::array<std::string_view, function_levels> function_names = {
    "independent", "light", "moderate", "severe"};

/// Serious illness and dying.
enum class Illness : std::uint8_t { none, serious, palliative };

enum class NeedKind : std::uint8_t {
  household,  ///< household help and errands
  personal_care,
  nursing,
  company,
  transport,
  guidance,  ///< papers, rights, digital
  comfort,   ///< in illness and loss
  relief,    ///< of a carer
};
inline constexpr std::size_t need_kinds = 8;
inline constexpr std::array<std::string_view, need_kinds> need_names = {
    "household", "personal_care", "nursing", "company",
    "transport", "guidance",      "comfort", "relief"};

/// What is known of a need.
enum class NeedState : std::uint8_t {
  hidden,    ///< nobody outside the household knows
  known,     ///< asked for or noticed
  referred,  ///< on its way to an organisation
  waiting,   ///< on an organisation's list
};
inline constexpr std::size_t need_states = 4;

/// Who meets a need.
enum class Source : std::uint8_t { household, kin, friends, volunteers, professionals };
inline constexpr std::size_t sources = 5;
inline constexpr std::array<std::string_view, sources> source_names = {
    "self_household", "kin", "neighbours_friends", "volunteers", "professionals"};

enum class OrganisationKind : std::uint8_t {
  family_care,   ///< gezinszorg: household help and personal care at home
  home_nursing,  ///< thuisverpleging
  local_centre,  ///< lokaal dienstencentrum: company, guidance, meals
  welfare,       ///< OCMW and CAW: guidance
  day_care,      ///< day and short stay: relief of carers
  palliative_team,
};
inline constexpr std::size_t organisation_kinds = 6;
inline constexpr std::array<std::string_view, organisation_kinds> organisation_names = {
    "family_care", "home_nursing", "local_centre", "welfare", "day_care", "palliative_team"};

}  // namespace buurt::care
