#include "care/dominoes.hpp"

#include <algorithm>

#include "engine/identity.hpp"

namespace buurt::care {
namespace {

std::uint64_t key(Identity one, Identity other) { return engine::mix(one.value, other.value); }
std::uint64_t key(Identity who, NeedKind need) {
  return engine::mix(who.value, static_cast<std::uint64_t>(need));
}

std::uint8_t age_in_byte(const World& world, Person person) {
  constexpr int most = 255;
  return static_cast<std::uint8_t>(std::clamp(world.age(person), 0, most));
}

}  // namespace

const std::array<std::string_view, opening_steps> opening_step_names = {
    "introduced",           "gathered",        "met_at_place",
    "met_at_activity",      "brought_along",   "told_of_place",
    "noticed_by_connector", "noticed_by_host", "noticed_at_activity",
    "noticed_by_finder",    "referred",        "accompanied",
    "met_at_initiative"};

void Dominoes::begin(World& world) {
  world.journal.open = true;
  const Help& help = world.care.help;
  for (Row row = 0; row < help.rows(); ++row) {
    if (help.alive(row)) seen_.insert(help.identity[row].value);
  }
}

void Dominoes::look(const World& world) {
  note(world);
  const CareBook& care = world.care;
  const std::size_t before = acts_.size();
  for (Row row = 0; row < care.help.rows(); ++row) {
    if (!care.help.alive(row) || care.help.source[row] == Source::household) continue;
    if (!seen_.insert(care.help.identity[row].value).second) continue;
    const Row need = care.help.need[row];
    const Person helped = care.needs.person[need];
    const Person giver = care.help.giver[row];
    HelpAct act;
    act.identity = care.help.identity[row];
    act.week = world.week;
    act.helped = world.people.identity[helped];
    act.need = care.needs.kind[need];
    act.source = care.help.source[row];
    act.minutes = care.help.minutes[row];
    act.helped_age = age_in_byte(world, helped);
    act.helped_sex = world.people.sex[helped];
    if (giver != no_row) {
      act.giver = world.people.identity[giver];
      act.giver_age = age_in_byte(world, giver);
      act.giver_sex = world.people.sex[giver];
    } else {
      act.giver = care.organisations.identity[care.help.organisation[row]];
    }
    act.steps = steps_to(act);
    acts_.push_back(std::move(act));
  }
  // Rows hang on what was removed before; identities do not.
  std::sort(acts_.begin() + static_cast<std::ptrdiff_t>(before), acts_.end(),
            [](const HelpAct& a, const HelpAct& b) { return a.identity < b.identity; });
}

void Dominoes::note(const World& world) {
  for (const Journal::Opening& opening : world.journal.openings) {
    const DominoStep step{opening, world.week};
    switch (opening.step) {
      case OpeningStep::introduced:
      case OpeningStep::gathered:
      case OpeningStep::met_at_place:
      case OpeningStep::met_at_activity:
      case OpeningStep::met_at_initiative:
        ties_.insert_or_assign(engine::pair_identity(opening.who, opening.other).value, step);
        break;
      case OpeningStep::brought_along:
      case OpeningStep::told_of_place:
        ways_in_.try_emplace(key(opening.who, opening.programme), step);
        break;
      case OpeningStep::noticed_by_connector:
      case OpeningStep::noticed_by_host:
      case OpeningStep::noticed_at_activity:
      case OpeningStep::noticed_by_finder:
        needs_.insert_or_assign(key(opening.who, opening.need), step);
        break;
      case OpeningStep::referred:
        referrals_.insert_or_assign(key(opening.who, opening.need), step);
        break;
      case OpeningStep::accompanied:
        referrals_.try_emplace(key(opening.who, opening.need), step);
        break;
    }
  }
}

void Dominoes::add_way_in(Identity who, Identity programme, std::vector<DominoStep>& steps) const {
  // A chain of tellings goes back in time, so it ends; this is for chains that say the same week.
  constexpr int longest = 6;
  for (int link = 0; link < longest; ++link) {
    const auto way = ways_in_.find(key(who, programme));
    if (way == ways_in_.end()) return;
    steps.push_back(way->second);
    if (way->second.opening.step != OpeningStep::told_of_place) return;
    who = way->second.opening.other;
  }
}

std::vector<DominoStep> Dominoes::steps_to(const HelpAct& act) const {
  std::vector<DominoStep> steps;
  const auto tie = ties_.find(engine::pair_identity(act.helped, act.giver).value);
  if (act.source != Source::professionals && tie != ties_.end()) {
    const Journal::Opening& met = tie->second.opening;
    if (met.step == OpeningStep::met_at_place) {
      add_way_in(met.who, met.programme, steps);
      add_way_in(met.other, met.programme, steps);
    }
    steps.push_back(tie->second);
  }
  if (const auto light = needs_.find(key(act.helped, act.need)); light != needs_.end()) {
    const Journal::Opening& noticed = light->second.opening;
    if (noticed.step == OpeningStep::noticed_by_host) {
      add_way_in(noticed.who, noticed.programme, steps);
    }
    steps.push_back(light->second);
  }
  if (act.source == Source::professionals) {
    const auto referral = referrals_.find(key(act.helped, act.need));
    if (referral != referrals_.end()) steps.push_back(referral->second);
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [](const DominoStep& a, const DominoStep& b) { return a.week < b.week; });
  const auto same = [](const DominoStep& a, const DominoStep& b) {
    return a.week == b.week && a.opening.step == b.opening.step && a.opening.who == b.opening.who &&
           a.opening.other == b.opening.other;
  };
  steps.erase(std::unique(steps.begin(), steps.end(), same), steps.end());
  return steps;
}

}  // namespace buurt::care
