#include "experiment/simulation.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <sstream>

#include "care/outcomes.hpp"
#include "care/synthesis/populate.hpp"
#include "care/synthesis/ties.hpp"
#include "care/world/service_rules.hpp"
#include "care/worst_off.hpp"
#include "engine/error.hpp"
#include "engine/side_by_side.hpp"

namespace buurt::experiment {
namespace {

using Clock = std::chrono::steady_clock;

/// Under which a snapshot keeps what the municipality's file held.
const std::string content_name = "input/municipality";

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Copies what was recorded in week 0 into a record of other weeks; both are [outcome][week][column].
/// \throws RunError when the outcomes differ.
void take_week_0(const std::vector<double>& from, std::size_t from_weeks, std::vector<double>& to,
                 std::size_t columns) {
  if (from_weeks == 0 || columns == 0) return;
  const std::size_t outcomes = from.size() / (from_weeks * columns);
  const std::size_t to_weeks = to.size() / (outcomes * columns);
  if (from.size() != outcomes * from_weeks * columns ||
      to.size() != outcomes * to_weeks * columns) {
    throw engine::RunError("the snapshot was taken in a run that records other outcomes");
  }
  for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
    std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(outcome * from_weeks * columns), columns,
                to.begin() + static_cast<std::ptrdiff_t>(outcome * to_weeks * columns));
  }
}

std::vector<care::BudgetPlan> plans_of(const std::vector<files::BudgetChange>& changes) {
  std::vector<care::BudgetPlan> plans;
  for (const files::BudgetChange& change : changes) {
    care::BudgetPlan plan;
    for (std::size_t kind = 0; kind < care::organisation_kinds; ++kind) {
      const bool meant =
          change.line == "formal_care" || change.line == care::organisation_names[kind];
      if (meant) plan.kinds |= 1U << kind;
    }
    plan.change = change.change;
    plan.from_week = static_cast<std::uint32_t>(change.from_week);
    plan.to_week = static_cast<std::uint32_t>(change.to_week);
    plan.told_week = static_cast<std::uint32_t>(change.from_week - change.notice_weeks);
    plan.neighbourhoods = change.neighbourhoods;
    plans.push_back(std::move(plan));
  }
  return plans;
}

/// Number of the first of the outcomes that count hours by who gives them, in the order of sources.
std::size_t first_unpaid_outcome() {
  static const std::size_t first = [] {
    const auto declarations = care::outcome_declarations();
    const auto at = std::find_if(declarations.begin(), declarations.end(),
                                 [](const auto& one) { return one.name == "met_hours_household"; });
    return static_cast<std::size_t>(at - declarations.begin());
  }();
  return first;
}

/// Texts one after another, each closed by a zero byte.
std::vector<std::uint8_t> packed(const std::vector<care::LedgerLine>& lines) {
  std::vector<std::uint8_t> bytes;
  for (const care::LedgerLine& line : lines) {
    for (const std::string* text : {&line.line, &line.organisation, &line.programme, &line.payer}) {
      bytes.insert(bytes.end(), text->begin(), text->end());
      bytes.push_back(0);
    }
  }
  return bytes;
}

std::vector<care::LedgerLine> unpacked(const std::vector<std::uint8_t>& bytes) {
  std::istringstream texts(std::string(bytes.begin(), bytes.end()));
  std::vector<care::LedgerLine> lines;
  for (care::LedgerLine line; std::getline(texts, line.line, '\0');) {
    std::getline(texts, line.organisation, '\0');
    std::getline(texts, line.programme, '\0');
    std::getline(texts, line.payer, '\0');
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

std::vector<int> ModelInput::recorded_weeks() const {
  std::vector<int> recorded;
  for (int week = 0; week <= weeks; week += every_weeks) recorded.push_back(week);
  return recorded;
}

std::uint32_t first_school_year(const ModelInput& input) {
  using namespace std::chrono;
  const auto number = [&](std::size_t at, std::size_t digits) {
    return std::stoi(input.start.substr(at, digits));
  };
  const year_month_day start{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                             day{static_cast<unsigned>(number(8, 2))}};
  sys_days school{start.year() / September / 1};
  if (school < sys_days{start}) school = sys_days{(start.year() + years{1}) / September / 1};
  constexpr int days_per_week = 7;
  const auto days = static_cast<int>((school - sys_days{start}).count());
  const int weeks = (days + days_per_week - 1) / days_per_week;
  return static_cast<std::uint32_t>((input.burn_in_weeks + weeks) % care::weeks_per_year);
}

std::uint64_t municipality_content(const engine::Snapshot& snapshot) {
  return snapshot.get_value<std::uint64_t>(content_name);
}

std::uint64_t replicate_seed(std::uint64_t seed, int replicate) {
  return engine::mix(seed, static_cast<std::uint64_t>(replicate));
}

Simulation::Simulation(const ModelInput& input, int replicate)
    : input_(input), replicate_(replicate), week_(care::make_week(first_school_year(input))) {
  const Clock::time_point begin = Clock::now();
  world_.seed = replicate_seed(input.seed, replicate);
  world_.municipality = input.municipality;
  world_.use(input.parameters);
  const care::Kinship kinship = care::populate(world_, input.burn_in_weeks / care::weeks_per_year);
  world_.index_places();
  care::make_ties(world_, kinship);
  place_programmes();
  making_.seconds = seconds_since(begin);
  size_record();
  measure_if_due();
  tell_stories();
}

Simulation::Simulation(const ModelInput& input, int replicate, const engine::Snapshot& snapshot)
    : input_(input), replicate_(replicate), week_(care::make_week(first_school_year(input))) {
  const Clock::time_point begin = Clock::now();
  world_.municipality = input.municipality;
  for (const care::Area& area : input.municipality.areas) world_.area_names.push_back(area.name);
  world_.use(input.parameters);
  world_.restore(snapshot);
  if (world_.seed != replicate_seed(input.seed, replicate)) {
    throw engine::RunError("the snapshot was taken in a run with another seed");
  }
  if (experiment::municipality_content(snapshot) != input.municipality_content) {
    throw engine::RunError("the snapshot was taken in a run of another municipality");
  }
  place_programmes();
  diagnostics_.restore(snapshot, "diagnostics");
  // What organisations can pay for in the last week lived stands in the snapshot; this is why.
  care::work_out_budgets(world_, std::max(world_.week, 1U) - 1U);
  size_record();
  const auto values = snapshot.get<double>("record/values");
  const auto neighbourhood_values = snapshot.get<double>("record/neighbourhood_values");
  const auto state_hash = snapshot.get<std::uint64_t>("record/state_hash");
  const auto text = snapshot.get<std::uint8_t>("record/burn_in_text");
  if (week() == 0) {
    // Of a burnt-in municipality only week 0 is recorded, whatever weeks that run was to record.
    take_week_0(values, state_hash.size(), record_.values, care::group_count);
    take_week_0(neighbourhood_values, state_hash.size(), record_.neighbourhood_values,
                world_.neighbourhoods.size());
    if (!state_hash.empty()) record_.state_hash.front() = state_hash.front();
  } else {
    if (values.size() != record_.values.size() || state_hash.size() != record_.state_hash.size() ||
        neighbourhood_values.size() != record_.neighbourhood_values.size()) {
      throw engine::RunError(
          "the snapshot was taken in a run that records other weeks or outcomes; run it with the "
          "same weeks, burn_in_weeks and output");
    }
    record_.values = values;
    record_.neighbourhood_values = neighbourhood_values;
    record_.state_hash = state_hash;
  }
  restore_ledger(snapshot);
  record_.burn_in_text.assign(text.begin(), text.end());
  const auto complaints = snapshot.get<std::uint8_t>("record/complaints");
  std::istringstream lines(std::string(complaints.begin(), complaints.end()));
  for (std::string line; std::getline(lines, line);) record_.complaints.push_back(line);
  if (tells_stories()) {
    stories_.restore(world_, snapshot, "stories");
    dominoes_.begin(world_);
  }
  making_.seconds = seconds_since(begin);
}

int Simulation::week() const { return static_cast<int>(world_.week) - input_.burn_in_weeks; }

void Simulation::size_record() {
  const std::size_t weeks = input_.recorded_weeks().size();
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  record_.values.assign(care::outcome_declarations().size() * weeks * care::group_count, nan);
  record_.neighbourhood_values.assign(
      care::neighbourhood_outcome_declarations().size() * weeks * world_.neighbourhoods.size(),
      nan);
  record_.state_hash.assign(weeks, 0);
  record_.ledger_lines = care::ledger_lines(world_, world_.programmes, world_.payers);
  record_.ledger.assign(2 * weeks * record_.ledger_lines.size(), nan);
}

void Simulation::measure_ledger(std::size_t recorded_week) {
  const std::size_t lines = record_.ledger_lines.size();
  const std::size_t weeks = record_.state_hash.size();
  const std::span<double> all(record_.ledger);
  const auto euro = all.subspan(recorded_week * lines, lines);
  const auto hours = all.subspan((weeks + recorded_week) * lines, lines);
  std::array<double, care::unpaid_sources> unpaid{};
  for (std::size_t source = 0; source < unpaid.size(); ++source) {
    unpaid[source] = record_.values[((first_unpaid_outcome() + source) * weeks + recorded_week) *
                                    care::group_count];
  }
  care::measure_ledger(world_, record_.ledger_lines, unpaid, euro, hours);
  if (input_.audit) care::audit_ledger(world_, record_.ledger_lines, euro, hours);
}

void Simulation::restore_ledger(const engine::Snapshot& snapshot) {
  if (week() < 0) return;  // nothing is recorded before week 0
  if (week() == 0) {
    // The snapshot's run may record other weeks, but week 0 is here.
    measure_ledger(0);
    return;
  }
  const std::size_t weeks = record_.state_hash.size();
  const auto from = unpacked(snapshot.get<std::uint8_t>("record/ledger_lines"));
  const auto held = snapshot.get<double>("record/ledger");
  const auto& to = record_.ledger_lines;
  if (held.size() != 2 * weeks * from.size()) {
    throw engine::RunError("the snapshot holds a ledger of other weeks");
  }
  // Programmes that begin later cost nothing before.
  const auto lived = static_cast<std::size_t>(week() / input_.every_weeks) + 1;
  for (std::size_t table = 0; table < 2; ++table) {
    for (std::size_t at = 0; at < lived; ++at) {
      std::fill_n(
          record_.ledger.begin() + static_cast<std::ptrdiff_t>((table * weeks + at) * to.size()),
          to.size(), 0.0);
    }
  }
  for (std::size_t line = 0; line < from.size(); ++line) {
    const auto found = std::find(to.begin(), to.end(), from[line]);
    if (found == to.end()) continue;
    const auto place = static_cast<std::size_t>(found - to.begin());
    for (std::size_t row = 0; row < 2 * weeks; ++row) {
      record_.ledger[row * to.size() + place] = held[row * from.size() + line];
    }
  }
}

void Simulation::place_programmes() {
  world_.programmes =
      care::placed(world_, input_.programmes, static_cast<std::uint32_t>(input_.burn_in_weeks));
  const auto burn_in = static_cast<std::uint32_t>(input_.burn_in_weeks);
  world_.payers = care::placed(input_.payers, burn_in);
  world_.budgets.plans = care::placed(world_, plans_of(input_.budget), burn_in);
  // Levers stand where they stood in the last week lived, as budgets do.
  world_.levers.use(care::placed_pulls(world_, input_.shocks, burn_in),
                    std::max(world_.week, 1U) - 1U);
  const care::ProgrammeRuns& runs = world_.programme_book.runs;
  for (engine::Row run = 0; run < runs.rows(); ++run) {
    const bool planned = std::any_of(
        world_.programmes.begin(), world_.programmes.end(),
        [&](const care::ProgrammePlan& plan) { return plan.identity == runs.identity[run]; });
    if (runs.alive(run) && !planned) {
      throw engine::RunError(
          "the snapshot was taken while programmes ran that this run does not have");
    }
  }
}

void Simulation::live() {
  if (care::work_out_budgets(world_, world_.week)) care::staff_organisations(world_);
  care::live_week(world_, week_);
  if (input_.audit) world_.audit();
  measure_if_due();
  tell_stories();
}

void Simulation::tell_stories() {
  if (!tells_stories()) return;
  if (week() == 0) {
    stories_.begin(world_, static_cast<std::size_t>(input_.traces));
    dominoes_.begin(world_);
  } else {
    // Stories turn the journal's page, so they come last.
    dominoes_.look(world_);
    stories_.look(world_);
  }
}

void Simulation::measure_if_due() {
  const Clock::time_point begin = Clock::now();
  diagnostics_.look(world_);
  const int now = week();
  if (now <= 0) world_.flows = {};
  if (now == 0) {
    care::mark_worst_off(world_);
    record_.burn_in_text = diagnostics_.summary(world_);
    record_.complaints = diagnostics_.complaints(world_);
    for (const std::string& complaint : record_.complaints) {
      record_.burn_in_text += "\nnot in balance: " + complaint;
    }
  }
  if (now >= 0 && now <= input_.weeks && now % input_.every_weeks == 0) {
    const std::size_t weeks = record_.state_hash.size();
    const auto at = static_cast<std::size_t>(now / input_.every_weeks);
    const std::size_t outcomes = care::outcome_declarations().size();
    std::vector<double> values(outcomes * care::group_count);
    const care::CareByPerson by_person(world_);
    const std::size_t places = world_.neighbourhoods.size();
    const std::size_t by_place = care::neighbourhood_outcome_declarations().size();
    std::vector<double> place_values(by_place * places);
    engine::side_by_side([&] { care::measure(world_, diagnostics_, by_person, values); },
                         [&] { care::measure_neighbourhoods(world_, by_person, place_values); },
                         [&] { record_.state_hash[at] = world_.hash(); });
    for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
      std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(outcome * care::group_count),
                  care::group_count,
                  record_.values.begin() +
                      static_cast<std::ptrdiff_t>((outcome * weeks + at) * care::group_count));
    }
    for (std::size_t outcome = 0; outcome < by_place; ++outcome) {
      std::copy_n(place_values.begin() + static_cast<std::ptrdiff_t>(outcome * places), places,
                  record_.neighbourhood_values.begin() +
                      static_cast<std::ptrdiff_t>((outcome * weeks + at) * places));
    }
    measure_ledger(at);
    world_.flows = {};
  }
  ++measuring_.calls;
  measuring_.seconds += seconds_since(begin);
}

std::vector<engine::PhaseTime> Simulation::profile() const {
  std::vector<engine::PhaseTime> times{making_};
  for (const engine::PhaseTime& time : week_.profile()) times.push_back(time);
  times.push_back(measuring_);
  return times;
}

engine::Snapshot Simulation::snapshot() const {
  engine::Snapshot snapshot = world_.snapshot();
  diagnostics_.save(snapshot, "diagnostics");
  if (tells_stories()) stories_.save(snapshot, "stories");
  snapshot.put("record/values", std::span<const double>(record_.values));
  snapshot.put("record/neighbourhood_values",
               std::span<const double>(record_.neighbourhood_values));
  snapshot.put("record/ledger", std::span<const double>(record_.ledger));
  const std::vector<std::uint8_t> lines = packed(record_.ledger_lines);
  snapshot.put("record/ledger_lines", std::span<const std::uint8_t>(lines));
  snapshot.put("record/state_hash", std::span<const std::uint64_t>(record_.state_hash));
  const std::vector<std::uint8_t> text(record_.burn_in_text.begin(), record_.burn_in_text.end());
  snapshot.put("record/burn_in_text", std::span<const std::uint8_t>(text));
  std::vector<std::uint8_t> complaints;
  for (const std::string& line : record_.complaints) {
    complaints.insert(complaints.end(), line.begin(), line.end());
    complaints.push_back('\n');
  }
  snapshot.put("record/complaints", std::span<const std::uint8_t>(complaints));
  snapshot.put_value(content_name, input_.municipality_content);
  return snapshot;
}

}  // namespace buurt::experiment
