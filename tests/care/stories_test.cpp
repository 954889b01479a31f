// Life stories: what is told happened, and telling changes nothing.

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <set>

#include "care/processes/deaths.hpp"
#include "care/processes/nursing_homes.hpp"
#include "care/small_town.hpp"
#include "care/stories.hpp"
#include "experiment/simulation.hpp"
#include "experiment/told_stories.hpp"

using namespace buurt;
using care::Person;
using care::StoryEvent;
using care::StoryLine;
using engine::no_row;

namespace {

experiment::ModelInput told_input(int traces) {
  experiment::ModelInput input = test::small_input(10, 40, 2000);
  input.traces = traces;
  return input;
}

void live_until(experiment::Simulation& simulation, int week) {
  while (simulation.week() < week) simulation.live();
}

std::size_t told(const care::Stories& stories, StoryEvent event) {
  return static_cast<std::size_t>(
      std::count_if(stories.lines().begin(), stories.lines().end(),
                    [&](const StoryLine& line) { return line.event == event; }));
}

}  // namespace

TEST_CASE("lives run the same whether or not they are written down") {
  const experiment::ModelInput silent = told_input(0);
  const experiment::ModelInput telling = told_input(60);
  experiment::Simulation a(silent, 0);
  experiment::Simulation b(telling, 0);
  live_until(a, 40);
  live_until(b, 40);
  CHECK(a.record().state_hash == b.record().state_hash);
  // Bit for bit: what is not known is not a number, and equals nothing.
  const auto same = [](double x, double y) {
    return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
  };
  CHECK(std::equal(a.record().values.begin(), a.record().values.end(), b.record().values.begin(),
                   b.record().values.end(), same));
  CHECK(a.stories().cast().empty());
  CHECK(b.stories().cast().size() == 60);
  CHECK(b.stories().lines().size() > 60);
}

TEST_CASE("only the first replicate tells stories") {
  const experiment::ModelInput input = told_input(10);
  experiment::Simulation second(input, 1);
  live_until(second, 2);
  CHECK(second.stories().cast().empty());
}

TEST_CASE("stories go on where a snapshot left them") {
  const experiment::ModelInput input = told_input(40);
  experiment::Simulation straight(input, 0);
  live_until(straight, 17);
  const engine::Snapshot snapshot = straight.snapshot();
  live_until(straight, 40);
  experiment::Simulation resumed(input, 0, snapshot);
  live_until(resumed, 40);
  CHECK(resumed.stories().lines() == straight.stories().lines());
}

TEST_CASE("half of the stories are of people in need of help, a quarter of those who help others") {
  care::World world = test::small_town();
  care::Stories stories;
  constexpr std::size_t count = 40;
  stories.begin(world, count);
  REQUIRE(stories.cast().size() == count);
  std::set<std::uint64_t> everybody;
  std::size_t in_need = 0;
  std::size_t helping = 0;
  for (const Person person : test::everybody(world)) {
    const auto told_of = [&](const care::StoryCharacter& character) {
      return character.who == world.people.identity[person];
    };
    if (std::none_of(stories.cast().begin(), stories.cast().end(), told_of)) continue;
    everybody.insert(world.people.identity[person].value);
    CHECK(world.age(person) >= care::adult_age);
    in_need += world.care.in_need(person) ? 1 : 0;
    helping += !world.care.in_need(person) && world.care.gives(person) ? 1 : 0;
  }
  CHECK(everybody.size() == count);
  CHECK(in_need == count / 2);
  CHECK(helping >= count / 4);
}

TEST_CASE("what is told of requests, deaths and hospital is what happened") {
  care::World world = test::small_town();
  care::Stories stories;
  stories.begin(world, 2000);
  care::WeekSchedule schedule = care::make_week();
  std::size_t granted = 0;
  std::size_t in_vain = 0;
  std::size_t refused = 0;
  std::size_t admissions = 0;
  std::size_t deaths = 0;
  for (int week = 0; week < 30; ++week) {
    care::live_week(world, schedule);
    std::set<std::uint64_t> here;
    for (const Person person : test::everybody(world)) {
      here.insert(world.people.identity[person].value);
    }
    const auto of_cast = [&](engine::Identity who) {
      return std::any_of(stories.cast().begin(), stories.cast().end(),
                         [&](const auto& character) { return character.who == who; });
    };
    // The week in which somebody dies or leaves is told as that alone.
    for (const auto& request : world.journal.requests) {
      if (!of_cast(request.who) || here.count(request.who.value) == 0) continue;
      ++(request.answer == care::Answer::yes           ? granted
         : request.answer == care::Answer::has_no_time ? in_vain
                                                       : refused);
    }
    for (const auto& happening : world.journal.happenings) {
      if (!of_cast(happening.who)) continue;
      if (happening.flow == care::Flow::deaths) ++deaths;
      if (here.count(happening.who.value) == 0) continue;
      if (happening.flow == care::Flow::hospital_admissions) ++admissions;
    }
    stories.look(world);
    CHECK(world.journal.requests.empty());
  }
  REQUIRE(granted > 5);
  REQUIRE(in_vain > 0);
  REQUIRE(refused > 5);
  REQUIRE(admissions > 0);
  REQUIRE(deaths > 3);
  CHECK(told(stories, StoryEvent::dies) == deaths);
  CHECK(told(stories, StoryEvent::asks_granted) == granted);
  CHECK(told(stories, StoryEvent::asks_in_vain) == in_vain);
  CHECK(told(stories, StoryEvent::asks_refused) == refused);
  CHECK(told(stories, StoryEvent::hospital) == admissions);
  CHECK(told(stories, StoryEvent::help_begins) > 0);
}

TEST_CASE("in a week people are told of before what follows from it") {
  care::World world = test::small_town();
  care::Stories stories;
  stories.begin(world, 2000);
  care::WeekSchedule schedule = care::make_week();
  for (int week = 0; week < 30; ++week) {
    care::live_week(world, schedule);
    stories.look(world);
  }
  const auto& lines = stories.lines();
  std::size_t asked = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].about != lines[i - 1].about || lines[i].week != lines[i - 1].week) continue;
    const auto is = [&](std::size_t at, std::initializer_list<StoryEvent> events) {
      return std::find(events.begin(), events.end(), lines[at].event) != events.end();
    };
    const bool asks = is(i - 1, {StoryEvent::asks_granted, StoryEvent::asks_refused});
    asked += asks ? 1 : 0;
    // Nobody asks for what is only needed afterwards, nor from hospital.
    CHECK_FALSE((asks && is(i, {StoryEvent::need_begins, StoryEvent::falls_ill,
                                StoryEvent::function_worse, StoryEvent::partner_dies})));
    CHECK_FALSE((is(i - 1, {StoryEvent::hospital}) &&
                 is(i, {StoryEvent::asks_granted, StoryEvent::asks_refused})));
  }
  CHECK(asked > 20);
}

TEST_CASE("a partner who moves into a nursing home is told of, and so is the death there") {
  care::World world = test::small_town();
  care::Stories stories;
  stories.begin(world, 5000);
  Person widow = no_row;
  Person partner = no_row;
  for (const auto& character : stories.cast()) {
    for (const Person person : test::everybody(world)) {
      if (world.people.identity[person] != character.who) continue;
      if (world.people.partner[person] == no_row || world.age(person) < 70) continue;
      widow = person;
      partner = world.people.partner[person];
    }
    if (widow != no_row) break;
  }
  REQUIRE(widow != no_row);
  world.journal.open = true;
  REQUIRE(care::enter_nursing_home(world, partner));
  world.count(care::Flow::nursing_home_entries, partner);
  stories.look(world);
  CHECK(told(stories, StoryEvent::partner_enters_nursing_home) == 1);
  CHECK(told(stories, StoryEvent::partner_dies) == 0);
  world.journal.open = true;
  care::die(world, partner);
  stories.look(world);
  CHECK(told(stories, StoryEvent::partner_dies) >= 1);
}

TEST_CASE("an end of a story is told once, and nothing after it") {
  care::World world = test::small_town();
  care::Stories stories;
  stories.begin(world, 2000);
  care::WeekSchedule schedule = care::make_week();
  for (int week = 0; week < 20; ++week) {
    care::live_week(world, schedule);
    stories.look(world);
  }
  std::set<std::uint32_t> ended;
  for (const StoryLine& line : stories.lines()) {
    CHECK(ended.count(line.about) == 0);
    if (line.event == StoryEvent::dies || line.event == StoryEvent::leaves_municipality) {
      ended.insert(line.about);
    }
  }
  CHECK(!ended.empty());
}

TEST_CASE("stories read as sentences") {
  care::StoryCharacter woman;
  woman.sex = care::Sex::woman;
  woman.age = 82;
  woman.lives_alone = 1;
  woman.function = care::Function::moderate;
  CHECK(care::introduction(woman) ==
        "A woman of 82, living alone, who needs help with washing and dressing.");
  StoryLine line;
  line.event = StoryEvent::asks_granted;
  line.other = care::Acquainted::neighbour;
  line.other_sex = care::Sex::man;
  line.other_age = 61;
  line.need = care::NeedKind::household;
  CHECK(care::sentence({&line, 1}, woman) ==
        "She asks a neighbour, a man of 61, for help with errands and the house; the answer is "
        "yes.");
  line.event = StoryEvent::help_begins;
  line.minutes = 150;
  CHECK(care::sentence({&line, 1}, woman) ==
        "A neighbour, a man of 61, begins to help with errands and the house, 2 h 30 min a week.");
  line.other = care::Acquainted::child;
  line.other_sex = care::Sex::woman;
  line.other_age = 52;
  line.minutes = 60;
  CHECK(care::sentence({&line, 1}, woman) ==
        "Her daughter of 52 begins to help with errands and the house, 1 h a week.");
  line.other = care::Acquainted::volunteer;
  line.other_age = 17;
  CHECK(care::sentence({&line, 1}, woman) ==
        "A volunteer, a girl of 17, begins to help with errands and the house, 1 h a week.");
  line.other = care::Acquainted::family_care;
  CHECK(care::sentence({&line, 1}, woman) ==
        "Family care begins to come for errands and the house, 1 h a week.");
  for (std::size_t event = 0; event < care::story_events; ++event) {
    line.event = static_cast<StoryEvent>(event);
    const std::string said = care::sentence({&line, 1}, woman);
    CHECK(said.size() > 8);
    CHECK(said.back() == '.');
    CHECK(!care::story_event_names[event].empty());
  }
}
