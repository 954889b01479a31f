#pragma once
// buurt story: the life stories of a results file, as text.

namespace CLI {
class App;
}

namespace buurt::cli {

void register_story(CLI::App& app, int& exit_code);

}  // namespace buurt::cli
