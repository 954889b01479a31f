#include "cli/command_line.hpp"

int main(int argc, char** argv) { return buurt::cli::run_command(argc, argv); }
