#include "care/stories.hpp"

#include <algorithm>
#include <cstring>

#include "care/world/helping_rules.hpp"
#include "care/world/loneliness_rules.hpp"
#include "engine/error.hpp"

namespace buurt::care {
namespace {

std::uint8_t age_in_byte(const World& world, Person person) {
  return static_cast<std::uint8_t>(std::clamp(world.age(person), 0, 255));
}

/// What `other` is to `person`.
Acquainted acquainted(const World& world, Person person, Person other) {
  const People& people = world.people;
  if (people.partner[person] == other) return Acquainted::partner;
  const int slot = world.ties.find(person, other);
  if (slot < 0) {
    return people.household[person] == people.household[other] ? Acquainted::housemate
                                                               : Acquainted::acquaintance;
  }
  const bool elder = people.birth_week[other] < people.birth_week[person];
  switch (kind_of(world.ties.ties(person)[static_cast<std::size_t>(slot)].kind)) {
    case TieKind::partner: return Acquainted::partner;
    case TieKind::parent_child: return elder ? Acquainted::parent : Acquainted::child;
    case TieKind::sibling: return Acquainted::sibling;
    case TieKind::other_kin: return Acquainted::other_kin;
    case TieKind::friendship: return Acquainted::friendly;
    case TieKind::neighbour: return Acquainted::neighbour;
    case TieKind::colleague: return Acquainted::colleague;
    case TieKind::fellow_member: return Acquainted::fellow_member;
    case TieKind::acquaintance: break;
  }
  return Acquainted::acquaintance;
}

Acquainted organisation(OrganisationKind kind) {
  return static_cast<Acquainted>(static_cast<std::uint8_t>(Acquainted::family_care) +
                                 static_cast<std::uint8_t>(kind));
}

/// Copies trivially copyable elements to and from a snapshot's array of bytes.
template <class T>
void put_bytes(engine::Snapshot& snapshot, const std::string& name, const std::vector<T>& all) {
  static_assert(std::is_trivially_copyable_v<T>);
  std::vector<std::uint8_t> bytes(all.size() * sizeof(T));
  if (!all.empty()) std::memcpy(bytes.data(), all.data(), bytes.size());
  snapshot.put(name, std::span<const std::uint8_t>(bytes));
}
template <class T>
std::vector<T> get_bytes(const engine::Snapshot& snapshot, const std::string& name) {
  const auto bytes = snapshot.get<std::uint8_t>(name);
  if (bytes.size() % sizeof(T) != 0) throw engine::RunError("the snapshot's stories are cut off");
  std::vector<T> all(bytes.size() / sizeof(T));
  if (!all.empty()) std::memcpy(all.data(), bytes.data(), bytes.size());
  return all;
}

/// Where an event stands in its week: what happens to somebody, then what is needed, who is asked, who
/// helps, what it costs the one who gives, and what is left.
int place_in_week(StoryEvent event) {
  switch (event) {
    case StoryEvent::partner_enters_nursing_home:
    case StoryEvent::partner_dies:
    case StoryEvent::couple_parts:
    case StoryEvent::couple_forms:
    case StoryEvent::moves: return 0;
    case StoryEvent::function_worse:
    case StoryEvent::function_better:
    case StoryEvent::dementia_begins:
    case StoryEvent::falls_ill:
    case StoryEvent::is_dying:
    case StoryEvent::recovers: return 1;
    case StoryEvent::enters_nursing_home: return 2;
    case StoryEvent::need_begins:
    case StoryEvent::need_ends: return 3;
    case StoryEvent::begins_initiative:
    case StoryEvent::asks_granted:
    case StoryEvent::asks_in_vain:
    case StoryEvent::asks_refused:
    case StoryEvent::need_comes_to_light: return 4;
    case StoryEvent::help_begins:
    case StoryEvent::begins_to_help: return 5;
    case StoryEvent::is_referred:
    case StoryEvent::waits: return 6;
    case StoryEvent::caring_weighs:
    case StoryEvent::breaks_down: return 7;
    case StoryEvent::hospital:
    case StoryEvent::asks_for_nursing_home: return 8;
    case StoryEvent::help_ends:
    case StoryEvent::stops_helping: return 9;
    case StoryEvent::caring_weighs_less:
    case StoryEvent::goes_without: return 10;
    case StoryEvent::becomes_lonely:
    case StoryEvent::lonely_no_more: return 11;
    case StoryEvent::leaves_municipality:
    case StoryEvent::dies: break;
  }
  return 12;
}

}  // namespace

const std::array<std::string_view, story_events> story_event_names = {
    "function_worse",
    "function_better",
    "dementia_begins",
    "falls_ill",
    "is_dying",
    "recovers",
    "need_begins",
    "need_ends",
    "comes_to_light",
    "is_referred",
    "waits",
    "asks_granted",
    "asks_refused",
    "help_begins",
    "help_ends",
    "goes_without",
    "begins_to_help",
    "stops_helping",
    "caring_weighs",
    "caring_weighs_less",
    "breaks_down",
    "hospital",
    "asks_for_nursing_home",
    "enters_nursing_home",
    "becomes_lonely",
    "lonely_no_more",
    "partner_dies",
    "couple_parts",
    "couple_forms",
    "moves",
    "leaves_municipality",
    "dies",
    "begins_initiative",
    "asks_in_vain",
    "partner_enters_nursing_home"};

Stories::Before Stories::state_of(const World& world, Person person) {
  const People& people = world.people;
  const CareBook& care = world.care;
  Before now;
  now.row = person;
  now.function = people.function[person];
  now.illness = people.illness[person];
  now.dementia = people.dementia[person] != 0;
  now.gives = care.gives(person);
  now.strained = now.gives && felt_strain(world, person) >= world.parameters.helping.strained_from;
  now.lonely = is_lonely(world, person);
  now.at_home = !world.in_collective(person);
  if (const Person partner = people.partner[person]; partner != no_row) {
    now.partner = people.identity[partner];
    now.partner_row = partner;
  }
  const auto with_other = [&](Row help, Person other) {
    Before::OfHelp entry;
    entry.identity = care.help.identity[help];
    entry.need = care.needs.kind[care.help.need[help]];
    entry.minutes = care.help.minutes[help];
    if (other == no_row) {
      entry.other = organisation(care.organisations.kind[care.help.organisation[help]]);
    } else {
      entry.other = care.help.source[help] != Source::volunteers ? acquainted(world, person, other)
                    : care.help.giver[help] == person            ? Acquainted::helped_as_volunteer
                                                                 : Acquainted::volunteer;
      entry.other_sex = people.sex[other];
      entry.other_age = age_in_byte(world, other);
    }
    return entry;
  };
  care.each_need(person, [&](Row need) {
    now.needs[static_cast<std::size_t>(care.needs.kind[need])] = {
        care.needs.minutes[need], care.needs.state[need], care.needs.unmet_weeks[need]};
    care.each_help(need,
                   [&](Row help) { now.help.push_back(with_other(help, care.help.giver[help])); });
  });
  care.each_given(person, [&](Row help) {
    now.help.push_back(with_other(help, care.needs.person[care.help.need[help]]));
    now.help.back().given = true;
  });
  return now;
}

void Stories::begin(World& world, std::size_t count) {
  world.journal.open = count > 0;
  const engine::Stream draws = world.stream(Decision::story_is_told);
  struct Candidate {
    double draw;
    Person person;
  };
  std::array<std::vector<Candidate>, 3> candidates;  // in need, helping, anybody
  for (Person person = 0; person < world.people.rows(); ++person) {
    if (!world.people.alive(person) || world.age(person) < adult_age) continue;
    if (world.in_collective(person)) continue;
    const double draw = draws.at(world.people.identity[person], 0).uniform();
    const std::size_t which = world.care.in_need(person) ? 0 : world.care.gives(person) ? 1 : 2;
    candidates[which].push_back({draw, person});
  }
  std::array<std::size_t, 3> share = {(count + 1) / 2, (count + 2) / 4, count};
  std::vector<Person> chosen;
  for (std::size_t which = 0; which < candidates.size(); ++which) {
    std::sort(candidates[which].begin(), candidates[which].end(),
              [](const Candidate& a, const Candidate& b) { return a.draw < b.draw; });
    for (const Candidate& each : candidates[which]) {
      if (chosen.size() >= count || share[which] == 0) break;
      chosen.push_back(each.person);
      --share[which];
    }
  }
  for (const Person person : chosen) {
    const Row household = world.people.household[person];
    const auto& all = world.neighbourhoods;
    const auto here = std::lower_bound(all.begin(), all.end(), world.neighbourhood_of(person));
    cast_.push_back({world.people.identity[person], world.people.sex[person],
                     age_in_byte(world, person), world.people.function[person],
                     static_cast<std::uint8_t>(world.households.members[household] == 1),
                     static_cast<std::uint16_t>(here - all.begin()), world.people.illness[person],
                     world.people.dementia[person]});
    before_.push_back(state_of(world, person));
  }
}

StoryLine& Stories::add(const World& world, std::uint32_t about, StoryEvent event) {
  StoryLine line;
  line.week = world.week - 1;  // the week just lived
  line.about = about;
  line.event = event;
  return lines_.emplace_back(line);
}

void Stories::tell_happenings(const World& world, std::uint32_t about, const Before& before) {
  const Identity who = cast_[about].who;
  for (const Journal::Happening& each : world.journal.happenings) {
    if (each.flow == Flow::deaths && before.partner.value != 0 && each.who == before.partner) {
      add(world, about, StoryEvent::partner_dies);
    }
    if (each.flow == Flow::nursing_home_entries && before.partner.value != 0 &&
        each.who == before.partner) {
      add(world, about, StoryEvent::partner_enters_nursing_home);
    }
    if (each.who != who) continue;
    switch (each.flow) {
      case Flow::moved_within: add(world, about, StoryEvent::moves); break;
      case Flow::couples_formed: add(world, about, StoryEvent::couple_forms); break;
      case Flow::initiatives_begun: add(world, about, StoryEvent::begins_initiative); break;
      case Flow::couples_parted: add(world, about, StoryEvent::couple_parts); break;
      case Flow::carer_breakdowns: add(world, about, StoryEvent::breaks_down); break;
      case Flow::hospital_admissions: add(world, about, StoryEvent::hospital); break;
      case Flow::nursing_home_requests: add(world, about, StoryEvent::asks_for_nursing_home); break;
      case Flow::nursing_home_entries: add(world, about, StoryEvent::enters_nursing_home); break;
      default: break;  // counted, not told, or told by what it leaves behind
    }
  }
  for (const Journal::Request& request : world.journal.requests) {
    if (request.who != who) continue;
    StoryLine& line = add(world, about,
                          request.answer == Answer::yes           ? StoryEvent::asks_granted
                          : request.answer == Answer::has_no_time ? StoryEvent::asks_in_vain
                                                                  : StoryEvent::asks_refused);
    line.need = request.need;
    if (!world.people.alive(request.other_row) ||
        world.people.identity[request.other_row] != request.other) {
      line.other = Acquainted::acquaintance;
      continue;
    }
    line.other = acquainted(world, before.row, request.other_row);
    line.other_sex = world.people.sex[request.other_row];
    line.other_age = age_in_byte(world, request.other_row);
  }
}

void Stories::tell(const World& world, std::uint32_t about, const Before& before,
                   const Before& now) {
  if (now.function != before.function) {
    add(world, about,
        now.function > before.function ? StoryEvent::function_worse : StoryEvent::function_better)
        .level = static_cast<std::uint8_t>(now.function);
  }
  if (now.dementia && !before.dementia) add(world, about, StoryEvent::dementia_begins);
  if (now.illness != before.illness) {
    add(world, about,
        now.illness == Illness::none      ? StoryEvent::recovers
        : now.illness == Illness::serious ? StoryEvent::falls_ill
                                          : StoryEvent::is_dying);
  }
  constexpr std::array<std::uint8_t, 3> weeks_told = {4, 26, 52};
  for (std::size_t kind = 0; kind < need_kinds; ++kind) {
    const Before::OfNeed& was = before.needs[kind];
    const Before::OfNeed& is = now.needs[kind];
    const auto of_need = [&](StoryEvent event) -> StoryLine& {
      StoryLine& line = add(world, about, event);
      line.need = static_cast<NeedKind>(kind);
      line.minutes = is.minutes;
      return line;
    };
    if (is.minutes > 0 && was.minutes == 0) of_need(StoryEvent::need_begins);
    if (is.minutes == 0) {
      // What the nursing home takes over from then on is needed still.
      if (was.minutes > 0 && now.at_home) of_need(StoryEvent::need_ends);
      continue;
    }
    if (is.state != was.state) {
      if (is.state == NeedState::referred) of_need(StoryEvent::is_referred);
      if (is.state == NeedState::waiting) of_need(StoryEvent::waits);
      const bool asked = std::any_of(
          world.journal.requests.begin(), world.journal.requests.end(), [&](const auto& request) {
            return request.who == cast_[about].who && request.need == static_cast<NeedKind>(kind);
          });
      if (is.state == NeedState::known && was.state == NeedState::hidden && was.minutes > 0 &&
          !asked) {
        of_need(StoryEvent::need_comes_to_light);
      }
    }
    for (const std::uint8_t weeks : weeks_told) {
      if (is.unmet_weeks >= weeks && was.unmet_weeks < weeks) {
        of_need(StoryEvent::goes_without).level = weeks;
      }
    }
  }
  const auto only_in = [&](const Before& here, const Before& there, StoryEvent received,
                           StoryEvent given) {
    for (const Before::OfHelp& help : here.help) {
      const bool in_both =
          std::any_of(there.help.begin(), there.help.end(), [&](const Before::OfHelp& other) {
            return other.identity == help.identity && other.given == help.given;
          });
      if (in_both) continue;
      StoryLine& line = add(world, about, help.given ? given : received);
      line.need = help.need;
      line.other = help.other;
      line.other_sex = help.other_sex;
      line.other_age = help.other_age;
      line.minutes = help.minutes;
    }
  };
  only_in(now, before, StoryEvent::help_begins, StoryEvent::begins_to_help);
  only_in(before, now, StoryEvent::help_ends, StoryEvent::stops_helping);
  if (now.strained != before.strained && now.gives) {
    add(world, about, now.strained ? StoryEvent::caring_weighs : StoryEvent::caring_weighs_less);
  }
  if (now.lonely != before.lonely) {
    add(world, about, now.lonely ? StoryEvent::becomes_lonely : StoryEvent::lonely_no_more);
  }
}

bool Stories::partner_in_nursing_home(const World& world, const Before& before) {
  const Person partner = before.partner_row;
  return before.partner.value != 0 && world.people.alive(partner) &&
         world.people.identity[partner] == before.partner && world.in_collective(partner);
}

void Stories::look(World& world) {
  for (std::uint32_t about = 0; about < cast_.size(); ++about) {
    Before& before = before_[about];
    if (before.row == no_row) continue;
    const People& people = world.people;
    if (!people.alive(before.row) || people.identity[before.row] != cast_[about].who) {
      const std::vector<Identity>& dead = world.journal.died;
      const bool died = std::find(dead.begin(), dead.end(), cast_[about].who) != dead.end();
      add(world, about, died ? StoryEvent::dies : StoryEvent::leaves_municipality);
      before = {};
      continue;
    }
    const auto told = static_cast<std::ptrdiff_t>(lines_.size());
    tell_happenings(world, about, before);
    Before now = state_of(world, before.row);
    if (now.partner.value == 0 && partner_in_nursing_home(world, before)) {
      now.partner = before.partner;
      now.partner_row = before.partner_row;
    }
    tell(world, about, before, now);
    std::stable_sort(lines_.begin() + told, lines_.end(),
                     [](const StoryLine& a, const StoryLine& b) {
                       return place_in_week(a.event) < place_in_week(b.event);
                     });
    before = std::move(now);
  }
  world.journal.turn_page();
}

void Stories::save(engine::Snapshot& snapshot, const std::string& prefix) const {
  put_bytes(snapshot, prefix + "/cast", cast_);
  put_bytes(snapshot, prefix + "/lines", lines_);
  std::vector<Row> rows;
  for (const Before& before : before_) rows.push_back(before.row);
  snapshot.put(prefix + "/rows", std::span<const Row>(rows));
}

void Stories::restore(World& world, const engine::Snapshot& snapshot, const std::string& prefix) {
  cast_ = get_bytes<StoryCharacter>(snapshot, prefix + "/cast");
  lines_ = get_bytes<StoryLine>(snapshot, prefix + "/lines");
  const auto rows = snapshot.get<Row>(prefix + "/rows");
  if (rows.size() != cast_.size()) throw engine::RunError("the snapshot's stories are cut off");
  before_.clear();
  for (const Row row : rows) {
    if (row != no_row && (row >= world.people.rows() || !world.people.alive(row))) {
      throw engine::RunError("the snapshot tells of somebody who is not there");
    }
    before_.push_back(row == no_row ? Before{} : state_of(world, row));
  }
  world.journal.open = !cast_.empty();
}

}  // namespace buurt::care
