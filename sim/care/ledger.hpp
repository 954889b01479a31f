#pragma once
// The ledger: what every organisation and programme cost in a week and who paid, and how many hours who
// gave. An observer of the books in the world; it adds nothing and draws nothing.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

/// What one row of the ledger is about. Texts that do not apply are empty.
struct LedgerLine {
  /// A kind of organisation (`organisation_names`), `nursing_homes`, `hospital`, `programmes`, or who
  /// gives hours without pay (`self_household`, `kin`, `neighbours_friends`, `volunteers`).
  std::string line;
  std::string organisation;  ///< its kind and number: "family_care 2"
  std::string programme;     ///< its name
  std::string payer;         ///< its name; `payer_of_care` of care; empty when nobody pays

  friend bool operator==(const LedgerLine&, const LedgerLine&) = default;
};

/// The payer of care: how authorities and clients share it is not modelled.
inline constexpr std::string_view payer_of_care = "care";

/// The lines that a municipality with these programmes and payers may have: care first, then who gives
/// without pay, then each programme with all who may pay for it, and with nobody.
[[nodiscard]] std::vector<LedgerLine> ledger_lines(const World& world,
                                                   std::span<const ProgrammePlan> programmes,
                                                   std::span<const PayerPlan> payers);

/// Sources of help that nobody pays, in the order of `Source`.
inline constexpr std::size_t unpaid_sources = static_cast<std::size_t>(Source::professionals);

/// EUR and hours of the week that was lived last, by line, which `ledger_lines` made. `unpaid_hours` are
/// what each of the unpaid sources gave, as outcomes count them. Hours of a programme are those of
/// connectors, hosts and coordinators; hours in a nursing home or a hospital are not counted.
void measure_ledger(const World& world, std::span<const LedgerLine> lines,
                    std::span<const double> unpaid_hours, std::span<double> euro,
                    std::span<double> hours);

/// Whether money and hours add up: to what each payer's account says was paid this week, to the cost of
/// care of every kind, and to the hours that stand in the book of care.
/// \throws RunError that says what does not.
void audit_ledger(const World& world, std::span<const LedgerLine> lines,
                  std::span<const double> euro, std::span<const double> hours);

}  // namespace buurt::care
