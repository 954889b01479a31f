#include "care/world/helping_rules.hpp"

#include <algorithm>

#include "care/world/shock_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// Hours a week that an employer who takes part in a programme gives to a carer.
double leave(const World& world, Person giver) {
  const double share = local_change(world, giver).employers;
  if (share <= 0.0 || !world.care.gives(giver)) return 0.0;
  const bool takes_part = world.stream(Decision::employer_takes_part)
                              .at(world.people.identity[giver], 0)
                              .happens(share);
  return takes_part ? world.parameters.programmes.carer_leave : 0.0;
}

double usual_free_hours(const World& world, Person giver) {
  const HelpingParameters& p = world.parameters.helping;
  switch (world.people.occupation[giver]) {
    case Occupation::worker: return p.free_hours_worker + leave(world, giver);
    case Occupation::student: return p.free_hours_worker;
    case Occupation::pupil: return world.age(giver) >= p.teen_age ? p.free_hours_teen : 0.0;
    case Occupation::retired: return p.free_hours_retired;
    case Occupation::at_home: break;
  }
  return world.age(giver) >= p.teen_age ? p.free_hours_retired : 0.0;
}

double free_hours(const World& world, Person giver) {
  // Who has to make ends meet has less energy for others.
  const double poor =
      lives_in_poverty(world, giver) ? world.parameters.difference.poverty_time : 1.0;
  return usual_free_hours(world, giver) * poor * world.levers.of(Lever::free_time, world, giver);
}

double ability(const World& world, Person giver) {
  const HelpingParameters& p = world.parameters.helping;
  const Illness illness = world.people.illness[giver];
  if (world.people.dementia[giver] != 0 || illness == Illness::palliative) return 0.0;
  if (world.care.away(giver) || world.in_collective(giver)) return 0.0;
  const double well = illness == Illness::none ? 1.0 : p.able_ill;
  switch (world.people.function[giver]) {
    case Function::independent: return well;
    case Function::light: return well * p.able_light;
    case Function::moderate: return well * p.able_moderate;
    case Function::severe: break;
  }
  return 0.0;
}

double share(const HelpingParameters& p, Relation relation) {
  switch (relation) {
    case Relation::partner:
    case Relation::housemate: return 1.0;
    case Relation::close_kin: return p.share_close_kin;
    case Relation::other_kin: return p.share_other_kin;
    case Relation::friend_or_neighbour: break;
  }
  return p.share_friend;
}

bool is_care(NeedKind kind) {
  return kind == NeedKind::household || kind == NeedKind::personal_care ||
         kind == NeedKind::nursing;
}

}  // namespace

std::uint16_t minutes_free(const World& world, Person giver, Relation relation) {
  const HelpingParameters& p = world.parameters.helping;
  if (felt_strain(world, giver) >= p.breakdown_from) return 0;
  const double able = free_hours(world, giver) * ability(world, giver);
  const double given = world.care.minutes_given(giver) / minutes_per_hour;
  // Who gives to one has as much less for another, each by its own measure.
  const double left =
      std::min({able * share(p, relation) - given, able - given, p.most_hours - given});
  return static_cast<std::uint16_t>(std::max(left, 0.0) * minutes_per_hour);
}

std::uint32_t most_minutes_given(const World& world, Person giver) {
  const double hours = std::min(free_hours(world, giver) * ability(world, giver),
                                world.parameters.helping.most_hours);
  return static_cast<std::uint32_t>(hours * minutes_per_hour);
}

bool able_to_help(const World& world, Person giver) { return ability(world, giver) > 0.0; }

bool can_be_asked(const World& world, Person other) {
  return world.age(other) >= world.parameters.helping.teen_age && able_to_help(world, other);
}

Willingness::Willingness(const World& world, NeedKind kind)
    : strangers_(world.parameters.helping.yes_strength) {
  const HelpingParameters& p = world.parameters.helping;
  if (kind == NeedKind::nursing) return;
  const bool relief = kind == NeedKind::relief;
  household_ = relief ? 0.0 : 1.0;
  kin_ = relief ? world.parameters.relief.yes_kin : p.yes_kin;
  friends_ = relief ? world.parameters.relief.yes_friend : p.yes_chat;
  if (kind == NeedKind::transport || kind == NeedKind::guidance) friends_ = p.yes_errands;
  if (kind == NeedKind::household) friends_ = p.yes_household;
  if (kind == NeedKind::personal_care) friends_ = p.yes_personal_care;
}

double willingness(const World& world, NeedKind kind, Relation relation, double strength) {
  return Willingness(world, kind).of(relation, strength);
}

bool helps(const World& world, Person giver, Person receiver) {
  bool found = false;
  world.care.each_given(giver, [&](Row help) {
    found = found || world.care.needs.person[world.care.help.need[help]] == receiver;
  });
  return found;
}

std::uint16_t minutes_to_begin_with(const World& world, Person giver, Relation relation) {
  const HelpingParameters& p = world.parameters.helping;
  const bool kin = source_of(relation) == Source::kin;
  const auto most = static_cast<std::uint16_t>(kin ? p.kin_minutes : p.friend_minutes);
  return std::min(most, minutes_free(world, giver, relation));
}

std::uint16_t begin_to_help(World& world, Row need, Person giver, Relation relation) {
  return world.care.give(need, giver, world.people.identity[giver], source_of(relation),
                         minutes_to_begin_with(world, giver, relation), world.week);
}

double urgency(const World& world, Row need) {
  return 1.0 -
         engine::exp(-world.care.needs.unmet_weeks[need] / world.parameters.helping.urgency_weeks);
}

double unmet_share(const World& world, Person person) {
  double needed = 0.0;
  double unmet = 0.0;
  world.care.each_need(person, [&](Row need) {
    if (!is_care(world.care.needs.kind[need])) return;
    needed += world.care.needs.minutes[need];
    unmet += world.care.unmet(need);
  });
  return needed > 0.0 ? unmet / needed : 0.0;
}

Person main_carer(const World& world, Person person) {
  const CareBook& care = world.care;
  thread_local std::vector<std::pair<Person, std::uint32_t>> givers;
  givers.clear();
  care.each_need(person, [&](Row need) {
    care.each_help(need, [&](Row help) {
      const Person giver = care.help.giver[help];
      if (giver == no_row) return;
      auto known = std::find_if(givers.begin(), givers.end(),
                                [&](const auto& each) { return each.first == giver; });
      if (known == givers.end()) known = givers.insert(known, {giver, 0});
      known->second += care.help.minutes[help];
    });
  });
  Person carer = no_row;
  std::uint32_t most = 0;
  for (const auto& [giver, minutes] : givers) {
    const bool tied = carer != no_row && minutes == most &&
                      world.people.identity[giver] < world.people.identity[carer];
    if (minutes > most || tied) {
      carer = giver;
      most = minutes;
    }
  }
  return carer;
}

}  // namespace buurt::care
