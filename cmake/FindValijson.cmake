# Only the headers of valijson are used, with its adapter for nlohmann-json. Defines
# Valijson::Valijson.

find_path(Valijson_INCLUDE_DIR valijson/adapters/nlohmann_json_adapter.hpp)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Valijson REQUIRED_VARS Valijson_INCLUDE_DIR)
mark_as_advanced(Valijson_INCLUDE_DIR)
if(Valijson_FOUND AND NOT TARGET Valijson::Valijson)
  add_library(Valijson::Valijson INTERFACE IMPORTED)
  target_include_directories(Valijson::Valijson SYSTEM INTERFACE ${Valijson_INCLUDE_DIR})
endif()
