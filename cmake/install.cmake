# What `cmake --install` puts where: the program with its data and analysis, and the engine as a
# library that other projects find with find_package(buurt) and link as buurt::engine.
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/buurt)
set_target_properties(buurt_engine PROPERTIES EXPORT_NAME engine)
install(TARGETS buurt_engine EXPORT buurtTargets COMPONENT engine)
install(DIRECTORY sim/engine DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/buurt COMPONENT engine
        FILES_MATCHING PATTERN "*.hpp")
install(EXPORT buurtTargets NAMESPACE buurt:: DESTINATION ${package_folder} COMPONENT engine)
configure_package_config_file(cmake/buurtConfig.cmake.in ${PROJECT_BINARY_DIR}/buurtConfig.cmake
                              INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/buurtConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/buurtConfig.cmake ${PROJECT_BINARY_DIR}/buurtConfigVersion.cmake
              cmake/FindRandom123.cmake
        DESTINATION ${package_folder} COMPONENT engine)

if(TARGET buurt)
  install(TARGETS buurt COMPONENT program)
endif()
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DATADIR}/buurt COMPONENT program)
install(DIRECTORY analysis DESTINATION ${CMAKE_INSTALL_DATADIR}/buurt COMPONENT program
        OPTIONAL PATTERN "__pycache__" EXCLUDE PATTERN ".pytest_cache" EXCLUDE)
