#include "experiment/told_stories.hpp"

#include <algorithm>
#include <vector>

namespace buurt::experiment {

void add_stories(files::Traces& traces, const Simulation& simulation, const std::string& arm) {
  const care::Stories& stories = simulation.stories();
  for (const care::StoryCharacter& character : stories.cast()) {
    traces.people.push_back({arm, character.who.value, care::introduction(character)});
  }
  const auto before_week_0 = static_cast<int>(simulation.world().week) - simulation.week();
  std::vector<care::StoryLine> lines = stories.lines();
  for (auto line = lines.begin(); line != lines.end();) {
    // What one week brought one person stands together; what makes one sentence is moved together.
    const care::StoryLine first = *line;
    const auto week_end = std::find_if(line, lines.end(), [&](const auto& other) {
      return other.week != first.week || other.about != first.about;
    });
    const auto told = std::stable_partition(
        line, week_end, [&](const auto& other) { return care::told_together(first, other); });
    const care::StoryCharacter& character = stories.cast()[first.about];
    traces.lines.push_back(
        {arm, character.who.value, static_cast<int>(first.week) - before_week_0 + 1,
         std::string(care::story_event_names[static_cast<std::size_t>(first.event)]),
         care::sentence({line, told}, character)});
    line = told;
  }
}

}  // namespace buurt::experiment
