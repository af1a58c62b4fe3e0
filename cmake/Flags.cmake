# Compiler settings for every target: C17 and POSIX.1-2008, nothing machine-specific.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
include(CheckPIESupported)
check_pie_supported(LANGUAGES C) # programs are linked with -pie
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_C_FLAGS_DEBUG "-O1 -g")

set(DATELINE_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes
  -Wmissing-prototypes -Wvla -Wformat=2)
if(DATELINE_WERROR)
  list(APPEND DATELINE_WARNINGS -Werror)
endif()

# Hardening that not every compiler or processor has.
include(CheckCCompilerFlag)
foreach(flag -fstack-clash-protection -fcf-protection=full)
  string(MAKE_C_IDENTIFIER "has${flag}" has)
  check_c_compiler_flag("-Werror ${flag}" ${has})
  if(${has})
    list(APPEND DATELINE_HARDENING ${flag})
  endif()
endforeach()

# One static library a folder. Its sources are named, its dependencies are the arrows of the design.
#   dateline_library(features SOURCES vocab.c ... DEPENDS base ... LIBRARIES utf8proc ...)
function(dateline_library name)
  cmake_parse_arguments(L "" "" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
  add_library(dl_${name} STATIC ${L_SOURCES})
  dateline_target(dl_${name})
  foreach(dep IN LISTS L_DEPENDS)
    target_link_libraries(dl_${name} PUBLIC dl_${dep})
  endforeach()
  target_link_libraries(dl_${name} PRIVATE ${L_LIBRARIES})
endfunction()

function(dateline_target target)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_definitions(${target} PRIVATE _POSIX_C_SOURCE=200809L)
  target_compile_options(${target} PRIVATE ${DATELINE_WARNINGS} -include base/banned.h
    -fstack-protector-strong -ffp-contract=off ${DATELINE_HARDENING})
  target_link_options(${target} PUBLIC LINKER:-z,relro,-z,now,-z,noexecstack)
  if(NOT DATELINE_SANITIZE AND CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_definitions(${target} PRIVATE _FORTIFY_SOURCE=2)
  endif()
  if(DATELINE_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all
      -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=address,undefined)
  endif()
  if(DATELINE_FUZZ)
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
  endif()
endfunction()
