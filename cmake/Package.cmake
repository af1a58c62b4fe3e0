# Debian packages: dateline, libdateline0, libdateline-dev.
#   cmake -S . -B build/deb -DCMAKE_INSTALL_PREFIX=/usr && cmake --build build/deb && (cd build/deb && cpack)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "Dateline developers <dateline@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program library dev)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/DebianFiles.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/DebianScripts.cmake)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME dateline)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS libexttextcat-data)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "gnuplot-nox, fonts-dejavu-core")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "classify news articles by topic and report weekly trends
Dateline reads news articles, finds their date and place, says which topics
each is about, and reports how much of the news each topic takes up over
time. A model comes with it; labelled articles may teach it other topics.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libdateline0)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS libexttextcat-data)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_LIST_DIR}/triggers)
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "library that classifies news articles by topic
The classifier of Dateline for other programs: it opens a model, classifies
texts and says which words spoke for and against each topic.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME libdateline-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS
  "libdateline0 (= ${PROJECT_VERSION}), libutf8proc-dev, libstemmer-dev, libexttextcat-dev")
set(CPACK_COMPONENT_DEV_DESCRIPTION "library that classifies news articles by topic - development files
The header, the static library, and what pkg-config and CMake need to build
programs with libdateline.")
include(CPack)
