#include "engine/schedule.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>

using namespace buurt::engine;

namespace {

struct Diary {
  std::string text;
};

struct Week {
  std::uint32_t number = 0;
  std::string name;
};

}  // namespace

TEST_CASE("phases run in the order in which they were added, each in its period") {
  Schedule<Diary> schedule;
  schedule.add("meet", [](Diary& diary, std::uint32_t) { diary.text += 'm'; })
      .add(
          "clean", [](Diary& diary, std::uint32_t) { diary.text += 'c'; }, 4)
      .add(
          "vote", [](Diary& diary, std::uint32_t) { diary.text += 'v'; }, 3, 2);
  Diary diary;
  for (std::uint32_t step = 0; step < 9; ++step) {
    schedule.run(diary, step);
    diary.text += ' ';
  }
  CHECK(diary.text == "mc m mv m mc mv m m mcv ");
  CHECK(schedule.size() == 3);
}

TEST_CASE("phases are told the time as the model wants to know it") {
  Schedule<Diary, Week> schedule;
  schedule.add("write", [](Diary& diary, const Week& week) { diary.text += week.name; });
  Diary diary;
  schedule.run(diary, 12, Week{12, "the twelfth"});
  CHECK(diary.text == "the twelfth");
}

TEST_CASE("a schedule knows how often each phase ran and how long it took") {
  Schedule<Diary> schedule;
  schedule
      .add(
          "sleep",
          [](Diary&, std::uint32_t) { std::this_thread::sleep_for(std::chrono::milliseconds(20)); })
      .add(
          "never", [](Diary&, std::uint32_t) {}, 1, 100);
  Diary diary;
  schedule.run(diary, 0);
  schedule.run(diary, 1);
  const std::vector<PhaseTime> profile = schedule.profile();
  REQUIRE(profile.size() == 2);
  CHECK(profile[0].phase == "sleep");
  CHECK(profile[0].calls == 2);
  CHECK(profile[0].seconds >= 0.04);
  CHECK(profile[1].calls == 0);
  CHECK(profile[1].seconds == 0.0);

  std::vector<PhaseTime> total;
  add_profile(total, profile);
  add_profile(total, profile);
  CHECK(total[0].phase == "sleep");
  CHECK(total[0].calls == 4);
  CHECK(total[0].seconds == 2 * profile[0].seconds);
}

TEST_CASE("a schedule tells its order in words") {
  Schedule<Diary> schedule;
  const auto nothing = [](Diary&, std::uint32_t) {};
  schedule.add("meet", nothing).add("clean", nothing, 4).add("vote", nothing, 260, 12);
  CHECK(schedule.order() ==
        "1. meet\n2. clean, every 4 steps\n3. vote, every 260 steps, from step 12\n");
}
