# What can be chosen about a build. The presets in CMakePresets.json are sensible combinations.

option(BUURT_WARNINGS_AS_ERRORS "A warning in our own code stops the build" ON)
option(BUURT_AUDIT "Check the ledger and the network every week while a simulation runs" OFF)
option(BUURT_TESTS "Build the tests" ON)
option(BUURT_BENCH "Build the benchmarks" ON)
option(BUURT_PRECOMPILE "Read the headers that most files share once per part" ON)
option(BUURT_FUZZ "Build the fuzz targets (clang only)" OFF)
option(BUURT_FENCES "Register every other preset as a long test of this build" OFF)
set(BUURT_SANITIZE "" CACHE STRING "Sanitizers, separated by commas: address,undefined or thread")
set(BUURT_PYTHON "/usr/bin/python3" CACHE FILEPATH "The Python that sees Debian's h5py and xarray")

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release or RelWithDebInfo" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths below the source folder are hashed as relative ones, so that a fresh clone elsewhere hits
  # the same cache.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros)
  if(BUURT_SANITIZE MATCHES "thread")
    list(APPEND CMAKE_CXX_COMPILER_LAUNCHER
         CCACHE_EXTRAFILES=${PROJECT_SOURCE_DIR}/tools/tsan.ignore)
  endif()
  list(APPEND CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# The same numbers on every processor: no fused multiply-add where the source has two operations.
# Users of the engine get this too, because its templates are compiled on their side.
set(buurt_public_options -ffp-contract=off -fno-math-errno -fno-trapping-math)
set(buurt_public_link_options "")
set(buurt_public_definitions "")
if(BUURT_AUDIT)
  list(APPEND buurt_public_definitions BUURT_AUDIT=1)
endif()
if(BUURT_SANITIZE)
  list(APPEND buurt_public_options
       -fsanitize=${BUURT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  list(APPEND buurt_public_link_options -fsanitize=${BUURT_SANITIZE})
  if(BUURT_SANITIZE MATCHES "thread" AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    list(APPEND buurt_public_options -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/tools/tsan.ignore)
  endif()
  # Functions with clones for several processors are chosen before a sanitizer is ready.
  list(APPEND buurt_public_definitions BUURT_SANITIZED=1)
endif()
if(BUURT_FUZZ)
  list(APPEND buurt_public_options -fsanitize=fuzzer-no-link)
endif()

set(buurt_warnings -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(BUURT_WARNINGS_AS_ERRORS)
  list(APPEND buurt_warnings -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # gcc 12 sees overlaps and overflows inside std::string that are not there (gcc bug 105651).
  list(APPEND buurt_warnings -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND BUURT_SANITIZE)
  # gcc itself says that this warning cannot be trusted beside a sanitizer.
  list(APPEND buurt_warnings -Wno-maybe-uninitialized)
endif()

# What the results file says about how the program was compiled.
string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
list(JOIN buurt_public_options " " buurt_flags)
string(JOIN " " buurt_flags ${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} -std=c++20
       ${buurt_flags})
