# buurt_add_part(NAME FOLDER folder [EXCEPT file…] [LINK target…])
#
# One part of the program: a static library of every .cpp below the folder. A part without any .cpp
# is an interface library, so that a part made of headers alone is linked in the same way.
function(buurt_add_part name)
  cmake_parse_arguments(PART "" "FOLDER" "EXCEPT;LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${PART_FOLDER}/*.cpp)
  foreach(exception IN LISTS PART_EXCEPT)
    list(REMOVE_ITEM sources ${PROJECT_SOURCE_DIR}/${exception})
  endforeach()
  if(sources)
    add_library(${name} STATIC ${sources})
    set(scope PUBLIC)
    target_compile_options(${name} PRIVATE ${buurt_warnings})
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(${name} ${scope} ${PART_LINK})
  set(${name}_scope ${scope} PARENT_SCOPE)
endfunction()

# An executable of our own: same warnings as the parts.
function(buurt_add_executable name)
  add_executable(${name} ${ARGN})
  target_compile_options(${name} PRIVATE ${buurt_warnings})
endfunction()
