#include "care/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "care/world/costs.hpp"
#include "care/world/meeting_place_rules.hpp"
#include "care/world/payer_rules.hpp"
#include "care/world/programme_rules.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/units.hpp"
#include "engine/error.hpp"

namespace buurt::care {
namespace {

constexpr std::string_view homes_line = "nursing_homes";
constexpr std::string_view hospital_line = "hospital";
constexpr std::string_view programmes_line = "programmes";

void add_payer(std::vector<std::string>& names, const std::string& payer,
               std::span<const PayerPlan> payers) {
  if (payer.empty() || std::find(names.begin(), names.end(), payer) != names.end()) return;
  names.push_back(payer);
  for (const PayerPlan& plan : payers) {
    if (plan.name == payer && plan.match > 0.0) add_payer(names, plan.matched_by, {});
  }
}

/// Hours of a week, paid and unpaid.
struct Worked {
  double paid = 0;
  double unpaid = 0;
};

/// What people did in a programme, at the scale that there was money or will for.
Worked worked_in(const World& world, const ProgrammePlan& plan, Row run) {
  const ProgrammeBook& book = world.programme_book;
  const auto activity = static_cast<double>(book.runs.activity[run]);
  const bool paid_at_all = book.runs.phase[run] != RunPhase::residents;
  Worked worked;
  const auto add = [&](double hours, double paid_share) {
    const double paid = paid_at_all ? paid_share : 0.0;
    worked.paid += hours * paid;
    worked.unpaid += hours * (1.0 - paid);
  };
  for (std::size_t number = 0; number < plan.parts.size(); ++number) {
    if (const auto* part = std::get_if<ConnectorPart>(&plan.parts[number])) {
      for (Row figure = 0; figure < book.figures.rows(); ++figure) {
        const bool works = book.figures.alive(figure) && book.figures.run[figure] == run &&
                           book.figures.part[figure] == number && book.figures.working[figure] != 0;
        if (!works) continue;
        add(part->fte / part->posts() * activity * world.parameters.programmes.week_hours,
            part->paid);
      }
    } else if (const auto* place = std::get_if<MeetingPlacePart>(&plan.parts[number])) {
      if (runs_place(world, run, number)) add(place->host_hours * activity, place->host_paid);
    } else if (const auto* scheme = std::get_if<VolunteerSchemePart>(&plan.parts[number])) {
      if (paid_at_all) add(scheme->coordinator_hours * activity, 1.0);
    }
  }
  return worked;
}

/// Where each line stands, in the order in which `ledger_lines` makes them.
class Sheet {
 public:
  Sheet(const World& world, std::span<const LedgerLine> lines, std::span<double> euro,
        std::span<double> hours)
      : organisations_(world.care.organisations.rows()), lines_(lines), euro_(euro), hours_(hours) {
    std::fill(euro_.begin(), euro_.end(), 0.0);
    std::fill(hours_.begin(), hours_.end(), 0.0);
  }

  void organisation(Row row, double euro, double hours) { add(row, euro, hours); }
  void homes(double euro) { add(organisations_, euro, 0.0); }
  void hospital(double euro) { add(organisations_ + 1, euro, 0.0); }
  void unpaid(std::size_t source, double hours) { add(organisations_ + 2 + source, 0.0, hours); }
  void programme(const std::string& name, const std::string& payer, double euro, double hours) {
    std::size_t row = organisations_ + 2 + unpaid_sources;
    while (row < lines_.size() && (lines_[row].programme != name || lines_[row].payer != payer)) {
      ++row;
    }
    if (row == lines_.size()) {
      throw engine::RunError(
          fmt::format("the ledger has no line for \"{}\" paid by \"{}\"", name, payer));
    }
    add(row, euro, hours);
  }

 private:
  void add(std::size_t row, double euro, double hours) {
    euro_[row] += euro;
    hours_[row] += hours;
  }

  std::size_t organisations_;
  std::span<const LedgerLine> lines_;
  std::span<double> euro_;
  std::span<double> hours_;
};

LedgerLine of_organisation(const World& world, Row organisation) {
  const Organisations& all = world.care.organisations;
  Row number = 1;
  while (number <= organisation && all.kind[organisation - number] == all.kind[organisation]) {
    ++number;
  }
  const std::string kind(organisation_names[static_cast<std::size_t>(all.kind[organisation])]);
  return {kind, fmt::format("{} {}", kind, number), "", std::string(payer_of_care)};
}

void book_programme(const World& world, const ProgrammePlan& plan, Row run, Sheet& sheet) {
  const ProgrammeRuns& runs = world.programme_book.runs;
  const std::uint64_t all = runs.week_cents[run];
  const Worked worked = runs.over[run] == 0 ? worked_in(world, plan, run) : Worked{};
  const auto book = [&](const std::string& payer, std::uint64_t cents) {
    if (cents == 0) return 0.0;
    const double share = static_cast<double>(cents) / static_cast<double>(all);
    sheet.programme(plan.name, payer, static_cast<double>(cents) / cents_per_euro,
                    worked.paid * share);
    return share;
  };
  double paid_by_somebody = 0.0;
  if (all > 0) {
    const std::string& payer = payer_of(world, plan, run);
    const PayerPlan* purse = payer_plan(world, payer);
    const std::uint64_t matched = matched_cents(purse, all);
    paid_by_somebody += book(payer, all - matched);
    if (matched > 0) paid_by_somebody += book(purse->matched_by, matched);
  }
  const double unpaid = worked.unpaid + worked.paid * (1.0 - paid_by_somebody);
  if (unpaid > 0.0) sheet.programme(plan.name, "", 0.0, unpaid);
}

[[noreturn]] void fail(const std::string& what, double ledger, double books) {
  throw engine::RunError(fmt::format(
      "audit of the ledger: {} are {} in the ledger and {} in the books", what, ledger, books));
}

void compare(const std::string& what, double ledger, double books) {
  constexpr double rounding = 1e-6;
  if (std::abs(ledger - books) > rounding * std::max(1.0, std::abs(books))) {
    fail(what, ledger, books);
  }
}

}  // namespace

std::vector<LedgerLine> ledger_lines(const World& world, std::span<const ProgrammePlan> programmes,
                                     std::span<const PayerPlan> payers) {
  std::vector<LedgerLine> lines;
  for (Row row = 0; row < world.care.organisations.rows(); ++row) {
    lines.push_back(of_organisation(world, row));
  }
  lines.push_back({std::string(homes_line), "", "", std::string(payer_of_care)});
  lines.push_back({std::string(hospital_line), "", "", std::string(payer_of_care)});
  for (std::size_t source = 0; source < unpaid_sources; ++source) {
    lines.push_back({std::string(source_names[source]), "", "", ""});
  }
  for (const ProgrammePlan& plan : programmes) {
    std::vector<std::string> names;
    add_payer(names, plan.payer, payers);
    add_payer(names, plan.next_payer, payers);
    names.emplace_back();
    for (const std::string& payer : names) {
      lines.push_back({std::string(programmes_line), "", plan.name, payer});
    }
  }
  return lines;
}

void measure_ledger(const World& world, std::span<const LedgerLine> lines,
                    std::span<const double> unpaid_hours, std::span<double> euro,
                    std::span<double> hours) {
  Sheet sheet(world, lines, euro, hours);
  const Organisations& organisations = world.care.organisations;
  for (Row row = 0; row < organisations.rows(); ++row) {
    const double given = (organisations.given[row] - organisations.resting[row]) / minutes_per_hour;
    sheet.organisation(row, given * world.parameters.formal.*of_kind(organisations.kind[row]).cost,
                       given);
  }
  sheet.homes(weekly_cost_of_homes(world));
  sheet.hospital(weekly_cost_of_hospital(world));
  for (std::size_t source = 0; source < unpaid_sources; ++source) {
    sheet.unpaid(source, unpaid_hours[source]);
  }
  const ProgrammeBook& book = world.programme_book;
  for (Row run = 0; run < book.runs.rows(); ++run) {
    if (book.runs.alive(run)) book_programme(world, *plan_of_run(world, run), run, sheet);
  }
}

void audit_ledger(const World& world, std::span<const LedgerLine> lines,
                  std::span<const double> euro, std::span<const double> hours) {
  double care = 0.0;
  double programmes = 0.0;
  double by_organisations = 0.0;
  double by_others = 0.0;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    if (!std::isfinite(euro[row]) || euro[row] < 0.0 || hours[row] < 0.0) {
      fail("EUR of " + lines[row].line, euro[row], 0.0);
    }
    const bool by_programme = lines[row].line == programmes_line;
    (by_programme ? programmes : care) += euro[row];
    if (by_programme) continue;
    (lines[row].organisation.empty() ? by_others : by_organisations) += hours[row];
  }
  double cost = weekly_cost_of_homes(world) + weekly_cost_of_hospital(world);
  for (std::size_t kind = 0; kind < organisation_kinds; ++kind) {
    cost += weekly_cost(world, static_cast<OrganisationKind>(kind));
  }
  compare("costs of care", care, cost);
  compare("costs of programmes", programmes, weekly_cost_of_programmes(world));
  const Accounts& accounts = world.programme_book.accounts;
  double paid = 0.0;
  for (Row account = 0; account < accounts.rows(); ++account) {
    const double booked = static_cast<double>(accounts.week_cents[account]) / cents_per_euro;
    double found = 0.0;
    for (std::size_t row = 0; row < lines.size(); ++row) {
      if (lines[row].line == programmes_line && !lines[row].payer.empty() &&
          identity_of_name("payer", lines[row].payer) == accounts.identity[account]) {
        found += euro[row];
      }
    }
    compare("payments of a payer", found, booked);
    paid += booked;
  }
  compare("payments of all payers", programmes, paid);
  std::uint64_t professionals = 0;
  std::uint64_t others = 0;
  const Help& help = world.care.help;
  for (Row row = 0; row < help.rows(); ++row) {
    if (!help.alive(row)) continue;
    (help.organisation[row] == no_row ? others : professionals) += world.care.given_now(row);
  }
  compare("hours of organisations", by_organisations,
          static_cast<double>(professionals) / minutes_per_hour);
  compare("hours of people", by_others, static_cast<double>(others) / minutes_per_hour);
}

}  // namespace buurt::care
