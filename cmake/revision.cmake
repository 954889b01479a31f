# cmake -D SOURCE=folder -D HEADER=file -P revision.cmake
# Writes the revision of the source into a header, and leaves the header alone when nothing changed.

execute_process(COMMAND git -c safe.directory=* -C ${SOURCE} describe --tags --always --dirty
                OUTPUT_VARIABLE revision OUTPUT_STRIP_TRAILING_WHITESPACE
                RESULT_VARIABLE result ERROR_QUIET)
if(NOT result EQUAL 0 OR revision STREQUAL "")
  set(revision "unknown")
endif()
set(text "#pragma once\n#define BUURT_REVISION \"${revision}\"\n")
if(EXISTS ${HEADER})
  file(READ ${HEADER} before)
endif()
if(NOT "${before}" STREQUAL "${text}")
  file(WRITE ${HEADER} "${text}")
endif()
