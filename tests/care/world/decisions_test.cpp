// The number of a random decision hangs on its name alone.

#include "care/world/decisions.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "engine/random.hpp"

using buurt::care::Decision;
using buurt::engine::Identity;
using buurt::engine::Stream;

namespace {

// As a later version might have it: one more decision, in the middle.
enum class LaterDecision : std::uint64_t {
#define BUURT_DECISION(name) name = buurt::engine::name_hash(#name)
  BUURT_DECISION(synthesis_person),
  BUURT_DECISION(synthesis_household),
  BUURT_DECISION(synthesis_dwelling),
  BUURT_DECISION(synthesis_place),
  BUURT_DECISION(synthesis_kin),
  BUURT_DECISION(synthesis_tie),
  BUURT_DECISION(life_span),
  BUURT_DECISION(sociability),
  BUURT_DECISION(first_health),
  BUURT_DECISION(health_year),
  BUURT_DECISION(function_changes),
  BUURT_DECISION(illness_lasts),
  BUURT_DECISION(adopts_a_cat),
  BUURT_DECISION(dying),
  BUURT_DECISION(small_need),
  BUURT_DECISION(year_plan),
  BUURT_DECISION(newborn),
  BUURT_DECISION(couple_forms),
  BUURT_DECISION(couple_parts),
  BUURT_DECISION(leaves_home),
  BUURT_DECISION(moves_in),
  BUURT_DECISION(newcomer),
  BUURT_DECISION(finds_dwelling),
  BUURT_DECISION(daytime_place),
  BUURT_DECISION(joins_association),
  BUURT_DECISION(enters_nursing_home),
  BUURT_DECISION(asks_for_home),
  BUURT_DECISION(home_queue),
  BUURT_DECISION(need_is_noticed),
  BUURT_DECISION(accepts_service),
  BUURT_DECISION(referral),
  BUURT_DECISION(service_queue),
  BUURT_DECISION(crisis),
  BUURT_DECISION(contact),
  BUURT_DECISION(meets_new),
  BUURT_DECISION(tie_revives),
  BUURT_DECISION(help_lapses),
  BUURT_DECISION(reluctance_to_ask),
  BUURT_DECISION(asks_for_help),
  BUURT_DECISION(says_yes),
  BUURT_DECISION(carer_breaks_down),
  BUURT_DECISION(reluctance_to_act),
  BUURT_DECISION(faith_in_others),
  BUURT_DECISION(volunteer_at_start),
  BUURT_DECISION(asked_to_volunteer),
  BUURT_DECISION(volunteer_year),
  BUURT_DECISION(volunteer_offer),
  BUURT_DECISION(asks_a_desk),
  BUURT_DECISION(knows_a_desk),
  BUURT_DECISION(volunteer_accepts),
  BUURT_DECISION(need_is_seen),
  BUURT_DECISION(acts_on_signal),
  BUURT_DECISION(stands_by),
  BUURT_DECISION(place_of_death),
  BUURT_DECISION(grieving),
  BUURT_DECISION(disposition),
  BUURT_DECISION(story_is_told),
  BUURT_DECISION(post_is_filled),
  BUURT_DECISION(figure_leaves),
  BUURT_DECISION(figure_absent),
  BUURT_DECISION(figure_meets),
  BUURT_DECISION(figure_talks),
  BUURT_DECISION(figure_introduces),
  BUURT_DECISION(gathering),
  BUURT_DECISION(place_draws),
  BUURT_DECISION(place_heard_of),
  BUURT_DECISION(place_visit),
  BUURT_DECISION(place_company),
  BUURT_DECISION(place_lives_on),
  BUURT_DECISION(activity_guests),
  BUURT_DECISION(activity_company),
  BUURT_DECISION(home_visit),
  BUURT_DECISION(brought_on),
  BUURT_DECISION(message_heard),
  BUURT_DECISION(asked_in_turn),
  BUURT_DECISION(employer_takes_part),
  BUURT_DECISION(contact_stops),
  BUURT_DECISION(shock_strikes),
  BUURT_DECISION(becomes_poor),
  BUURT_DECISION(post_stands_empty),
  BUURT_DECISION(election),
  BUURT_DECISION(newcomer_kin),
  BUURT_DECISION(wished_contact),
  BUURT_DECISION(slows_down),
  BUURT_DECISION(goes_on_unpaid),
#undef BUURT_DECISION
};

struct Both {
  const char* name;
  Decision now;
  LaterDecision later;
};

constexpr std::array decisions = std::to_array<Both>({
#define BOTH(name) {#name, Decision::name, LaterDecision::name}
    BOTH(synthesis_person),
    BOTH(synthesis_household),
    BOTH(synthesis_dwelling),
    BOTH(synthesis_place),
    BOTH(synthesis_kin),
    BOTH(synthesis_tie),
    BOTH(life_span),
    BOTH(sociability),
    BOTH(first_health),
    BOTH(health_year),
    BOTH(function_changes),
    BOTH(illness_lasts),
    BOTH(dying),
    BOTH(small_need),
    BOTH(year_plan),
    BOTH(newborn),
    BOTH(couple_forms),
    BOTH(couple_parts),
    BOTH(leaves_home),
    BOTH(moves_in),
    BOTH(newcomer),
    BOTH(finds_dwelling),
    BOTH(daytime_place),
    BOTH(joins_association),
    BOTH(enters_nursing_home),
    BOTH(asks_for_home),
    BOTH(home_queue),
    BOTH(need_is_noticed),
    BOTH(accepts_service),
    BOTH(referral),
    BOTH(service_queue),
    BOTH(crisis),
    BOTH(contact),
    BOTH(meets_new),
    BOTH(tie_revives),
    BOTH(help_lapses),
    BOTH(reluctance_to_ask),
    BOTH(asks_for_help),
    BOTH(says_yes),
    BOTH(carer_breaks_down),
    BOTH(reluctance_to_act),
    BOTH(faith_in_others),
    BOTH(volunteer_at_start),
    BOTH(asked_to_volunteer),
    BOTH(volunteer_year),
    BOTH(volunteer_offer),
    BOTH(asks_a_desk),
    BOTH(knows_a_desk),
    BOTH(volunteer_accepts),
    BOTH(need_is_seen),
    BOTH(acts_on_signal),
    BOTH(stands_by),
    BOTH(place_of_death),
    BOTH(grieving),
    BOTH(disposition),
    BOTH(story_is_told),
    BOTH(post_is_filled),
    BOTH(figure_leaves),
    BOTH(figure_absent),
    BOTH(figure_meets),
    BOTH(figure_talks),
    BOTH(figure_introduces),
    BOTH(gathering),
    BOTH(place_draws),
    BOTH(place_heard_of),
    BOTH(place_visit),
    BOTH(place_company),
    BOTH(place_lives_on),
    BOTH(activity_guests),
    BOTH(activity_company),
    BOTH(home_visit),
    BOTH(brought_on),
    BOTH(message_heard),
    BOTH(asked_in_turn),
    BOTH(employer_takes_part),
    BOTH(contact_stops),
    BOTH(shock_strikes),
    BOTH(becomes_poor),
    BOTH(post_stands_empty),
    BOTH(election),
    BOTH(newcomer_kin),
    BOTH(wished_contact),
    BOTH(slows_down),
    BOTH(goes_on_unpaid),
#undef BOTH
});

constexpr bool all_stay() {
  for (const Both& decision : decisions) {
    if (static_cast<std::uint64_t>(decision.now) != static_cast<std::uint64_t>(decision.later)) {
      return false;
    }
  }
  return true;
}
static_assert(all_stay(), "one more decision changes the number of another");

constexpr bool all_differ() {
  for (std::size_t a = 0; a < decisions.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (decisions[a].now == decisions[b].now) return false;
    }
    if (static_cast<std::uint64_t>(decisions[a].now) ==
        static_cast<std::uint64_t>(LaterDecision::adopts_a_cat)) {
      return false;
    }
  }
  return true;
}
static_assert(all_differ(), "two decisions share a number, and so their draws");

}  // namespace

TEST_CASE("one more decision leaves the draws of all others as they were") {
  constexpr std::uint64_t seed = 42;
  for (const Both& decision : decisions) {
    INFO(decision.name);
    const Stream now(seed, static_cast<std::uint64_t>(decision.now));
    const Stream later(seed, static_cast<std::uint64_t>(decision.later));
    for (std::uint64_t who = 1; who <= 20; ++who) {
      for (std::uint32_t week = 0; week < 5; ++week) {
        REQUIRE(now.at(Identity{who}, week).words == later.at(Identity{who}, week).words);
      }
    }
  }
}

TEST_CASE("no two decisions draw the same for the same person and week") {
  std::set<std::array<std::uint32_t, 4>> drawn;
  for (const Both& decision : decisions) {
    drawn.insert(Stream(42, static_cast<std::uint64_t>(decision.now)).at(Identity{7}, 3).words);
  }
  CHECK(drawn.size() == decisions.size());
}

TEST_CASE("every decision of the model is among those compared here") {
  std::ifstream file(std::string(BUURT_SOURCE_DIRECTORY) + "/sim/care/world/decisions.hpp");
  std::set<std::string> in_the_model;
  for (std::string line; std::getline(file, line);) {
    const std::string before = "  BUURT_DECISION(";
    if (line.rfind(before, 0) != 0) continue;
    in_the_model.insert(line.substr(before.size(), line.find(')') - before.size()));
  }
  std::set<std::string> here;
  for (const Both& decision : decisions) here.insert(decision.name);
  CHECK(in_the_model == here);
}
