#include "cli/report.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "engine/error.hpp"
#include "files/data_root.hpp"
#include "files/own_file.hpp"

namespace buurt::cli {
namespace {

namespace fs = std::filesystem;

struct Call {
  std::string results;
  std::string output;
  std::string language = "en";
  bool unfinished = false;
  bool overwrite = false;
};

/// The folder that holds the Python package: beside the program, in a build as where it is installed,
/// else beside `scenarios/`.
fs::path analysis_folder() {
  std::vector<fs::path> candidates;
  std::error_code unknown;
  const fs::path executable = fs::read_symlink("/proc/self/exe", unknown);
  if (!unknown) {
    const fs::path beside = executable.parent_path();
    candidates.push_back(beside / "../share/buurt/analysis");
    candidates.push_back(beside / "../../analysis");
  }
  candidates.push_back(files::data_root() / "../analysis");
  std::string sought;
  for (const fs::path& candidate : candidates) {
    const fs::path folder = candidate.lexically_normal();
    if (fs::exists(folder / "buurt" / "__main__.py")) return folder;
    sought += (sought.empty() ? "" : ", ") + folder.string();
  }
  throw engine::UserError(
      "buurt report",
      fmt::format("the Python package of buurt was not found (sought in {})", sought));
}

std::string python() {
  if (const char* named = std::getenv("BUURT_PYTHON"); named != nullptr && *named != '\0') {
    return named;
  }
  const std::string debians = "/usr/bin/python3";
  return fs::exists(debians) ? debians : "python3";
}

/// Refuses what is not a results file, or not as it was written. What is no file at all is left to
/// Python, which knows of RESULTS.partial.
void check_results(const std::string& path) {
  std::error_code unknown;
  if (!fs::is_regular_file(path, unknown)) return;
  const auto turn = files::hdf5::use_library();
  static_cast<void>(files::open_own_file(path, files::results_kind()));
}

/// Becomes Python; returns only by an exception.
[[noreturn]] void report(const Call& call) {
  const char* before = std::getenv("PYTHONPATH");
  std::string path = analysis_folder().string();
  if (before != nullptr && *before != '\0') path += std::string(":") + before;
  setenv("PYTHONPATH", path.c_str(), 1);
  setenv("PYTHONDONTWRITEBYTECODE", "1", 0);
  // Figures are written, never shown.
  setenv("MPLBACKEND", "Agg", 1);

  std::vector<std::string> words = {python(),     "-m",         "buurt",      "report",
                                    call.results, "--language", call.language};
  if (!call.output.empty()) words.insert(words.end(), {"-o", call.output});
  if (call.unfinished) words.emplace_back("--unfinished");
  if (call.overwrite) words.emplace_back("--overwrite");
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execvp(arguments.front(), arguments.data());
  throw engine::RunError(fmt::format("buurt report needs Python, and '{}' cannot be called: {}",
                                     words.front(), std::strerror(errno)));
}

}  // namespace

void register_report(CLI::App& app, int& exit_code) {
  auto call = std::make_shared<Call>();
  CLI::App* command = app.add_subcommand("report", "make a page of HTML from results");
  command->footer("Example:\n  buurt report results/compare.h5 -o report.html --language nl");
  command->add_option("RESULTS", call->results, "results of buurt compare or buurt run")
      ->required();
  command->add_option("-o,--output", call->output,
                      "page to write (default: the results file's name with .html)");
  command->add_option("--language", call->language, "language of the page: nl, fr or en")
      ->check(CLI::IsMember({"nl", "fr", "en"}))
      ->capture_default_str();
  command->add_flag("--unfinished", call->unfinished,
                    "also read the .partial file of a stopped run");
  command->add_flag("--overwrite", call->overwrite, "replace the page if it is there");
  command->callback([call, &exit_code] {
    exit_code = 1;
    check_results(call->results);
    report(*call);
  });
}

}  // namespace buurt::cli
