// Every shipped programme and project runs, and does something.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "care/processes/programme_town.hpp"
#include "files/data_root.hpp"

using namespace buurt;
using nlohmann::json;

namespace {

std::vector<std::string> presets() {
  std::vector<std::string> names;
  for (const char* folder : {"programmes", "projects"}) {
    for (const std::string& name :
         files::json_stems(std::filesystem::path(BUURT_SOURCE_SCENARIOS) / folder)) {
      if (name != "no-op") names.push_back(name);
    }
  }
  return names;
}

/// A preset that is ready, and whose posts are filled, in its first weeks.
std::vector<care::ProgrammePlan> ready_at_once(const std::string& preset) {
  std::vector<care::ProgrammePlan> plans = test::plans(json::array({{{"use", preset}}}));
  for (care::ProgrammePlan& plan : plans) {
    plan.from_week = 0;
    if (plan.to_week != care::ProgrammePlan::no_end) plan.to_week = 70;
    for (care::PartPlan& part : plan.parts) {
      std::visit(
          [](auto& one) {
            if constexpr (requires { one.preparation_weeks; }) one.preparation_weeks = 0;
            if constexpr (requires { one.weeks_to_fill; }) one.weeks_to_fill = 0;
          },
          part);
      if (auto* activity = std::get_if<care::ActivityPart>(&part)) {
        activity->season_from = 0;
        activity->season_to = 52;
      }
    }
  }
  return plans;
}

}  // namespace

TEST_CASE(
    "every preset and project lives through some weeks without a contradiction, and changes "
    "something",
    "[programmes][presets]") {
  // Most show within some weeks; a network of organisations needs longer.
  constexpr int stretch = 20;
  constexpr std::size_t stretches = 4;
  const auto lives_of = [](const care::World& world) {
    return engine::mix(engine::mix(world.people.hash(), world.care.hash()),
                       world.volunteers.volunteers.hash());
  };
  std::vector<std::uint64_t> without;
  care::World plain = test::small_town();
  for (std::size_t k = 0; k < stretches; ++k) {
    test::live(plain, stretch);
    without.push_back(lives_of(plain));
  }
  for (const std::string& preset : presets()) {
    INFO(preset);
    care::World world = test::small_town();
    world.programmes = care::placed(world, ready_at_once(preset), world.week);
    bool otherwise = false;
    for (std::size_t k = 0; k < stretches && !otherwise; ++k) {
      test::live(world, stretch);
      CHECK_NOTHROW(world.audit());
      // Somebody lives otherwise: knows, feels, needs or gives something else.
      otherwise = lives_of(world) != without[k];
    }
    CHECK(otherwise);
    CHECK_FALSE(world.programme_book.empty());
  }
}

TEST_CASE("every preset and project lives through three years of a larger town under audit",
          "[programmes][presets][long]") {
  for (const std::string& preset : presets()) {
    INFO(preset);
    experiment::ModelInput input = test::small_input(26, 156, 5000);
    input.programmes = test::plans(json::array({{{"use", preset}}}));
    input.audit = true;
    experiment::Simulation simulation(input, 0);
    while (!simulation.done()) REQUIRE_NOTHROW(simulation.live());
  }
}
