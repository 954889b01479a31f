#include "care/world/care_book.hpp"

#include <algorithm>
#include <vector>

#include "engine/error.hpp"
#include "engine/state_hash.hpp"

namespace buurt::care {
namespace {

constexpr std::uint64_t of_need = engine::name_hash("a need of one kind");
constexpr std::uint64_t of_person = engine::name_hash("a person's help with a need");
constexpr std::uint64_t of_volunteer = engine::name_hash("a volunteer's help with a need");
constexpr std::uint64_t of_organisation = engine::name_hash("an organisation's help with a need");

}  // namespace

void CareBook::resize(std::size_t count) {
  const std::size_t before = first_need_.size();
  if (count <= before) return;
  first_need_.resize(count);
  first_given_.resize(count);
  minutes_given_.resize(count);
  away_.resize(count);
  for (std::size_t row = before; row < count; ++row) first_need_[row] = first_given_[row] = no_row;
}

Row CareBook::need_of(Person person, NeedKind kind) const {
  for (Row need = first_need_[person]; need != no_row; need = needs.next_of_person[need]) {
    if (needs.kind[need] == kind) return need;
  }
  return no_row;
}

Row CareBook::set_need(Person person, Identity who, NeedKind kind, std::uint16_t minutes,
                       std::uint32_t week) {
  Row need = need_of(person, kind);
  if (minutes == 0) {
    if (need != no_row) end_need(need);
    return no_row;
  }
  if (need == no_row) {
    need = needs.add(who.caused(of_need, static_cast<std::uint64_t>(kind)));
    needs.person[need] = person;
    needs.kind[need] = kind;
    needs.first_help[need] = no_row;
    needs.organisation[need] = no_row;
    needs.desk[need] = no_row;
    needs.paused[need] = away_[person];
    needs.next_of_person[need] = first_need_[person];
    first_need_[person] = need;
    set_state(need, NeedState::hidden, week);
  }
  for (auto source = static_cast<int>(Source::professionals);
       source >= 0 && needs.met[need] > minutes; --source) {
    each_help(need, [&](Row row) {
      if (static_cast<int>(help.source[row]) != source || needs.met[need] <= minutes) return;
      const int excess = needs.met[need] - minutes;
      reduce(row, static_cast<std::uint16_t>(std::min<int>(excess, help.minutes[row])));
    });
  }
  needs.minutes[need] = minutes;
  return need;
}

void CareBook::set_state(Row need, NeedState state, std::uint32_t week, Row organisation) {
  needs.state[need] = state;
  needs.since[need] = week;
  needs.organisation[need] = organisation;
  needs.accompanied[need] = 0;
}

Row CareBook::arrange(Row need, Person giver, Row organisation, Identity identity, Source source,
                      std::uint32_t week) {
  for (Row row = needs.first_help[need]; row != no_row; row = help.next_of_need[row]) {
    // What somebody gives as a volunteer stands apart from what he or she gives as kin or friend.
    const bool same_role =
        (help.source[row] == Source::volunteers) == (source == Source::volunteers);
    if (help.giver[row] == giver && help.organisation[row] == organisation && same_role) return row;
  }
  const Row row = help.add(identity);
  help.need[row] = need;
  help.giver[row] = giver;
  help.organisation[row] = organisation;
  help.source[row] = source;
  help.since[row] = week;
  help.next_of_need[row] = needs.first_help[need];
  needs.first_help[need] = row;
  help.next_of_giver[row] = no_row;
  if (giver != no_row) {
    help.next_of_giver[row] = first_given_[giver];
    first_given_[giver] = row;
  }
  return row;
}

void CareBook::add_minutes(Row row, std::uint16_t minutes) {
  help.minutes[row] = static_cast<std::uint16_t>(help.minutes[row] + minutes);
  const Row need = help.need[row];
  needs.met[need] = static_cast<std::uint16_t>(needs.met[need] + minutes);
  if (help.giver[row] != no_row) minutes_given_[help.giver[row]] += minutes;
  if (help.organisation[row] != no_row) organisations.given[help.organisation[row]] += minutes;
}

std::uint16_t CareBook::give(Row need, Person giver, Identity giver_identity, Source source,
                             std::uint16_t minutes, std::uint32_t week) {
  minutes = std::min(minutes, unmet(need));
  if (minutes == 0) return 0;
  const std::uint64_t role = source == Source::volunteers ? of_volunteer : of_person;
  const Identity identity = needs.identity[need].caused(role, giver_identity.value);
  add_minutes(arrange(need, giver, no_row, identity, source, week), minutes);
  return minutes;
}

std::uint16_t CareBook::provide(Row need, Row organisation, std::uint16_t minutes,
                                std::uint32_t week) {
  minutes = static_cast<std::uint16_t>(
      std::min<std::uint32_t>({minutes, unmet(need), free_minutes(organisation)}));
  if (minutes == 0) return 0;
  const Identity identity =
      needs.identity[need].caused(of_organisation, organisations.identity[organisation].value);
  add_minutes(arrange(need, no_row, organisation, identity, Source::professionals, week), minutes);
  return minutes;
}

void CareBook::reduce(Row row, std::uint16_t minutes) {
  minutes = std::min(minutes, help.minutes[row]);
  const Row need = help.need[row];
  const Person giver = help.giver[row];
  help.minutes[row] = static_cast<std::uint16_t>(help.minutes[row] - minutes);
  needs.met[need] = static_cast<std::uint16_t>(needs.met[need] - minutes);
  if (giver != no_row) minutes_given_[giver] -= minutes;
  if (const Row organisation = help.organisation[row]; organisation != no_row) {
    organisations.given[organisation] -= minutes;
    if (needs.paused[need] != 0) organisations.resting[organisation] -= minutes;
  }
  if (help.minutes[row] > 0) return;
  unlink(needs.first_help[need], help.next_of_need, row);
  if (giver != no_row) unlink(first_given_[giver], help.next_of_giver, row);
  help.remove(row);
}

void CareBook::unlink(Row& first, Column<Row>& next, Row row) {
  Row* link = &first;
  while (*link != row) link = &next[*link];
  *link = next[row];
}

void CareBook::end_need(Row need) {
  each_help(need, [&](Row row) { end_help(row); });
  unlink(first_need_[needs.person[need]], needs.next_of_person, need);
  needs.remove(need);
}

void CareBook::stop_giving(Person person) {
  each_given(person, [&](Row row) { end_help(row); });
}

void CareBook::forget(Person person) {
  stop_giving(person);
  each_need(person, [&](Row need) { end_need(need); });
}

void CareBook::set_away(Person person, bool away) {
  if (away == (away_[person] != 0)) return;
  away_[person] = away ? 1 : 0;
  each_need(person, [&](Row need) {
    needs.paused[need] = away_[person];
    each_help(need, [&](Row row) {
      const Row organisation = help.organisation[row];
      if (organisation == no_row) return;
      std::uint32_t& resting = organisations.resting[organisation];
      resting = away ? resting + help.minutes[row] : resting - help.minutes[row];
    });
  });
}

std::uint32_t CareBook::minutes_given_now(Person person) const {
  std::uint32_t minutes = 0;
  each_given(person, [&](Row row) { minutes += given_now(row); });
  return minutes;
}

Row CareBook::add_organisation(Identity identity, OrganisationKind kind, std::uint32_t minutes) {
  const Row organisation = organisations.add(identity);
  organisations.kind[organisation] = kind;
  organisations.minutes[organisation] = minutes;
  return organisation;
}

std::uint64_t CareBook::hash() const {
  using engine::mix;
  std::uint64_t hash = mix(needs.hash(), help.hash());
  hash = mix(hash, organisations.hash());
  hash = engine::hash_bytes(std::as_bytes(first_need_.span()), hash);
  hash = engine::hash_bytes(std::as_bytes(first_given_.span()), hash);
  return engine::hash_bytes(std::as_bytes(away_.span()), hash);
}

void CareBook::save(engine::Snapshot& snapshot, const std::string& prefix) const {
  needs.save(snapshot, prefix + "/needs");
  help.save(snapshot, prefix + "/help");
  organisations.save(snapshot, prefix + "/organisations");
  snapshot.put(prefix + "/first_need", first_need_.span());
  snapshot.put(prefix + "/first_given", first_given_.span());
  snapshot.put(prefix + "/away", away_.span());
}

void CareBook::restore(const engine::Snapshot& snapshot, const std::string& prefix) {
  *this = {};
  needs.restore(snapshot, prefix + "/needs");
  help.restore(snapshot, prefix + "/help");
  organisations.restore(snapshot, prefix + "/organisations");
  const auto first_need = snapshot.get<Row>(prefix + "/first_need");
  const auto first_given = snapshot.get<Row>(prefix + "/first_given");
  const auto away = snapshot.get<std::uint8_t>(prefix + "/away");
  if (first_need.size() != first_given.size() || away.size() != first_need.size()) {
    throw engine::RunError("the snapshot's care '" + prefix + "' is of uneven length");
  }
  resize(first_need.size());
  std::copy(first_need.begin(), first_need.end(), first_need_.data());
  std::copy(first_given.begin(), first_given.end(), first_given_.data());
  std::copy(away.begin(), away.end(), away_.data());
  for (Row row = 0; row < help.rows(); ++row) {
    if (!help.alive(row) || help.giver[row] == no_row) continue;
    if (help.giver[row] >= minutes_given_.size()) {
      throw engine::RunError("the snapshot's care '" + prefix + "' has a giver who is not there");
    }
    minutes_given_[help.giver[row]] += help.minutes[row];
  }
  audit();
}

void CareBook::audit() const {
  const auto fail = [](const std::string& what, Row row) {
    throw engine::RunError("audit of care: " + what + " (row " + std::to_string(row) + ")");
  };
  std::size_t chained = 0;
  std::size_t arranged = 0;
  std::vector<std::uint32_t> given(organisations.rows());
  std::vector<std::uint32_t> resting(organisations.rows());
  for (Person person = 0; person < first_need_.size(); ++person) {
    for (Row need = first_need_[person]; need != no_row; need = needs.next_of_person[need]) {
      if (need >= needs.rows() || !needs.alive(need) || needs.person[need] != person ||
          ++chained > needs.size()) {
        fail("a chain of needs that does not close", person);
      }
      std::uint32_t met = 0;
      for (Row row = needs.first_help[need]; row != no_row; row = help.next_of_need[row]) {
        if (row >= help.rows() || !help.alive(row) || help.need[row] != need ||
            ++arranged > help.size()) {
          fail("a chain of help that does not close", need);
        }
        if (help.minutes[row] == 0) fail("help of no minutes", row);
        if ((help.giver[row] == no_row) == (help.organisation[row] == no_row)) {
          fail("help that is not given by one person or one organisation", row);
        }
        met += help.minutes[row];
        if (help.organisation[row] != no_row) {
          if (help.organisation[row] >= organisations.rows()) fail("help by nobody", row);
          given[help.organisation[row]] += help.minutes[row];
          if (away(person)) resting[help.organisation[row]] += help.minutes[row];
        }
      }
      if (met != needs.met[need]) fail("minutes met that nobody gives", need);
      if (met > needs.minutes[need]) fail("more minutes met than needed", need);
      if ((needs.paused[need] != 0) != away(person)) fail("help that pauses for nobody away", need);
    }
  }
  if (chained != needs.size()) fail("a need of nobody", 0);
  if (arranged != help.size()) fail("help with no need", 0);
  std::size_t by_givers = 0;
  std::size_t by_people = 0;
  for (Person person = 0; person < first_given_.size(); ++person) {
    std::uint32_t minutes = 0;
    for (Row row = first_given_[person]; row != no_row; row = help.next_of_giver[row]) {
      if (row >= help.rows() || !help.alive(row) || help.giver[row] != person ||
          ++by_givers > help.size()) {
        fail("a chain of help given that does not close", person);
      }
      minutes += help.minutes[row];
    }
    if (minutes != minutes_given_[person]) fail("minutes given that do not add up", person);
  }
  for (Row row = 0; row < help.rows(); ++row) {
    by_people += help.alive(row) && help.giver[row] != no_row;
  }
  if (by_people != by_givers) fail("help missing from its giver's chain", 0);
  for (Row organisation = 0; organisation < organisations.rows(); ++organisation) {
    if (given[organisation] != organisations.given[organisation]) {
      fail("an organisation whose minutes do not add up", organisation);
    }
    if (resting[organisation] != organisations.resting[organisation]) {
      fail("an organisation whose resting minutes do not add up", organisation);
    }
  }
}

}  // namespace buurt::care
