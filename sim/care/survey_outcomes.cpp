#include "care/survey_outcomes.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "care/world/helping_rules.hpp"
#include "care/world/units.hpp"
#include "engine/parallel.hpp"

namespace buurt::care {
namespace {

/// In the order of `SurveyOutcome` below.
constexpr std::array declarations = std::to_array<OutcomeDeclaration>({
    {"people_limited", "People limited by health", "persons",
     "People of 16 and over with limitations of any degree in daily activities, dementia or "
     "serious illness",
     "lower"},
    {"informal_carers_intensive", "Intensive informal carers", "persons",
     "People who help others for at least eleven hours a week in all, not as a volunteer",
     "neither"},
    {"registered_carers", "Carers as registers count them", "persons",
     "People who give most of the informal help to somebody at home with severe limitations "
     "or dementia",
     "neither"},
    {"registered_carers_kin", "Carers as registers count them who are kin", "persons",
     "Those of them who are kin of the one they care for, or live in the same household",
     "neither"},
    {"people_with_carer", "Heavily dependent people with a carer", "persons",
     "People at home with severe limitations or dementia to whom somebody gives informal help",
     "higher"},
    {"family_care_clients", "Clients of family care", "persons",
     "People at home to whom family care comes in this week", "neither"},
    {"home_nursing_clients", "Patients of home nursing", "persons",
     "People at home to whom home nursing comes in this week", "neither"},
});

enum class SurveyOutcome : std::size_t {
  limited,
  intensive_carers,
  registered_carers,
  registered_kin,
  with_carer,
  family_care_clients,
  home_nursing_clients,
};
constexpr std::size_t outcome_count =
    static_cast<std::size_t>(SurveyOutcome::home_nursing_clients) + 1;
static_assert(outcome_count == declarations.size());

/// What one block of people comes to.
struct Sums {
  explicit Sums(const GroupCells& cells) : of(cells) {}

  CellSums<outcome_count> of;
  /// Main carers of the heavily dependent, and whether they are kin or housemates: 0 if so, else 1.
  std::vector<std::pair<Person, int>> registered;

  void add(SurveyOutcome outcome, GroupCell cell) {
    of.add(static_cast<std::size_t>(outcome), cell, 1);
  }
};

/// Those for whom the care budget of Flemish social protection is meant, and with it a registered carer.
bool heavily_dependent(const World& world, Person person) {
  return world.people.function[person] == Function::severe || world.people.dementia[person] != 0;
}

/// Whether somebody helps a person as kin or housemate.
bool is_near(const World& world, Person person, Person carer) {
  bool near = false;
  world.care.each_need(person, [&](Row need) {
    world.care.each_help(need, [&](Row help) {
      const Source source = world.care.help.source[help];
      near = near || (world.care.help.giver[help] == carer &&
                      (source == Source::household || source == Source::kin));
    });
  });
  return near;
}

/// Organisations that come to somebody at home, and the main carers of the heavily dependent.
void add_receiver(const World& world, Person person, const Receives& who, GroupCell cell,
                  Sums& sums) {
  if (who.family_care) sums.add(SurveyOutcome::family_care_clients, cell);
  if (who.home_nursing) sums.add(SurveyOutcome::home_nursing_clients, cell);
  if (!heavily_dependent(world, person)) return;
  const Person carer = main_carer(world, person);
  if (carer == no_row) return;
  sums.add(SurveyOutcome::with_carer, cell);
  sums.registered.emplace_back(carer, is_near(world, person, carer) ? 0 : 1);
}

void sum_block(const World& world, const GroupCells& cells, const CareByPerson& care,
               std::size_t begin, std::size_t end, Sums& sums) {
  constexpr int asked_from = 16;
  constexpr std::uint32_t intensive_from = 11 * static_cast<std::uint32_t>(minutes_per_hour);
  const People& people = world.people;
  for (auto person = static_cast<Person>(begin); person < end; ++person) {
    const GroupCell cell = cells.of_person[person];
    if (cell == no_cell) continue;
    const bool limited = people.function[person] >= Function::light ||
                         people.dementia[person] != 0 || people.illness[person] != Illness::none;
    if (limited && world.age(person) >= asked_from) sums.add(SurveyOutcome::limited, cell);
    const Receives& who = care.receives[person];
    if (who.needs) add_receiver(world, person, who, cell, sums);
    const Gives& gives = care.gives[person];
    if (gives.now - gives.as_volunteer_now >= intensive_from) {
      sums.add(SurveyOutcome::intensive_carers, cell);
    }
  }
}

}  // namespace

std::span<const OutcomeDeclaration> survey_outcome_declarations() { return declarations; }

void measure_surveys(const World& world, const GroupCells& cells, const CareByPerson& care,
                     std::span<double> values) {
  std::vector<Sums> blocks(engine::block_count(cells.of_person.size(), people_together),
                           Sums(cells));
  engine::for_blocks(
      cells.of_person.size(),
      [&](std::size_t block, std::size_t begin, std::size_t end) {
        sum_block(world, cells, care, begin, end, blocks[block]);
      },
      people_together);
  Sums sums(cells);
  for (const Sums& block : blocks) {
    sums.of.add(block.of);
    sums.registered.insert(sums.registered.end(), block.registered.begin(), block.registered.end());
  }
  // Somebody may be the main carer of several.
  std::sort(sums.registered.begin(), sums.registered.end());
  sums.registered.erase(
      std::unique(sums.registered.begin(), sums.registered.end(),
                  [](const auto& a, const auto& b) { return a.first == b.first; }),
      sums.registered.end());
  for (const auto& [carer, distance] : sums.registered) {
    sums.add(SurveyOutcome::registered_carers, cells.of_person[carer]);
    if (distance == 0) sums.add(SurveyOutcome::registered_kin, cells.of_person[carer]);
  }
  const auto by_group = sums.of.by_group(cells);
  for (std::size_t outcome = 0; outcome < outcome_count; ++outcome) {
    for (std::size_t group = 0; group < group_count; ++group) {
      values[outcome * group_count + group] = static_cast<double>(by_group[outcome][group]);
    }
  }
}

}  // namespace buurt::care
