#pragma once

#include <string>

namespace buurt::cli {

/// Everything that was called, in one line, as it is kept in results files.
std::string command_line();

/// The whole command. \return the exit code: 0 done, 1 the run failed, 2 the call or a file is wrong,
/// 130 interrupted.
int run_command(int argc, char** argv);

}  // namespace buurt::cli
