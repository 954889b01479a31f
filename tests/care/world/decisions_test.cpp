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

// clang-format off
// Every decision of the model, once; a test below compares this list with the model's.
#define DECISIONS(EACH) \
  EACH(synthesis_person) \
  EACH(synthesis_household) \
  EACH(synthesis_dwelling) \
  EACH(synthesis_place) \
  EACH(synthesis_kin) \
  EACH(synthesis_tie) \
  EACH(life_span) \
  EACH(newcomer_kin) \
  EACH(wished_contact) \
  EACH(slows_down) \
  EACH(sociability) \
  EACH(first_health) \
  EACH(health_year) \
  EACH(function_changes) \
  EACH(illness_lasts) \
  EACH(dying) \
  EACH(small_need) \
  EACH(schooling) \
  EACH(living_standard) \
  EACH(year_plan) \
  EACH(newborn) \
  EACH(couple_forms) \
  EACH(couple_parts) \
  EACH(leaves_home) \
  EACH(moves_in) \
  EACH(newcomer) \
  EACH(finds_dwelling) \
  EACH(daytime_place) \
  EACH(joins_association) \
  EACH(enters_nursing_home) \
  EACH(asks_for_home) \
  EACH(home_queue) \
  EACH(need_is_noticed) \
  EACH(accepts_service) \
  EACH(referral) \
  EACH(service_queue) \
  EACH(crisis) \
  EACH(contact) \
  EACH(meets_new) \
  EACH(tie_revives) \
  EACH(help_lapses) \
  EACH(reluctance_to_ask) \
  EACH(asks_for_help) \
  EACH(says_yes) \
  EACH(carer_breaks_down) \
  EACH(reluctance_to_act) \
  EACH(faith_in_others) \
  EACH(volunteer_at_start) \
  EACH(asked_to_volunteer) \
  EACH(volunteer_year) \
  EACH(volunteer_offer) \
  EACH(asks_a_desk) \
  EACH(knows_a_desk) \
  EACH(volunteer_accepts) \
  EACH(need_is_seen) \
  EACH(acts_on_signal) \
  EACH(stands_by) \
  EACH(place_of_death) \
  EACH(grieving) \
  EACH(disposition) \
  EACH(story_is_told) \
  EACH(post_is_filled) \
  EACH(figure_leaves) \
  EACH(figure_absent) \
  EACH(figure_meets) \
  EACH(figure_talks) \
  EACH(figure_introduces) \
  EACH(gathering) \
  EACH(place_draws) \
  EACH(place_heard_of) \
  EACH(place_visit) \
  EACH(place_company) \
  EACH(place_lives_on) \
  EACH(activity_guests) \
  EACH(activity_company) \
  EACH(home_visit) \
  EACH(brought_on) \
  EACH(message_heard) \
  EACH(asked_in_turn) \
  EACH(employer_takes_part) \
  EACH(contact_stops) \
  EACH(shock_strikes) \
  EACH(becomes_poor) \
  EACH(post_stands_empty) \
  EACH(scales_up) \
  EACH(place_moves) \
  EACH(election) \
  EACH(goes_on_unpaid) \
  EACH(open_by_nature) \
  EACH(unlike_contact) \
  EACH(shares_language) \
  EACH(initiative_spark) \
  EACH(initiative_asked) \
  EACH(initiative_guests) \
  EACH(initiative_company) \
  EACH(initiative_goes_on)
// clang-format on

// As a later version might have it: one more decision, before all others.
enum class LaterDecision : std::uint64_t {
#define ONE(name) name = buurt::engine::name_hash(#name),
  ONE(adopts_a_cat) DECISIONS(ONE)
#undef ONE
};

struct Both {
  const char* name;
  Decision now;
  LaterDecision later;
};

constexpr std::array decisions = std::to_array<Both>({
#define ONE(name) {#name, Decision::name, LaterDecision::name},
    DECISIONS(ONE)
#undef ONE
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
