# vcpkg.cmake: runs the port's portfile.cmake with functions of the names that vcpkg has, which do what vcpkg's
# are documented to do as far as this port uses it. In script mode: cmake -DPORT_DIR=… -DWORK=… -DLINKAGE=… -DCARGO_DIR=… -P
cmake_minimum_required(VERSION 3.22)
set(PORT npyrw)
set(CURRENT_PACKAGES_DIR "${WORK}/packages")
set(VCPKG_LIBRARY_LINKAGE "${LINKAGE}")

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(vcpkg_cmake_configure)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "SOURCE_PATH" "OPTIONS")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCE_PATH)
    message(FATAL_ERROR "vcpkg_cmake_configure: ${ARGN}")
  endif()
  if(NOT VCPKG_BUILD_TYPE STREQUAL "release")
    message(FATAL_ERROR "this stand-in makes the release build alone")
  endif()
  string(COMPARE EQUAL "${VCPKG_LIBRARY_LINKAGE}" dynamic shared)
  run("${CMAKE_COMMAND}" -G Ninja -S "${arg_SOURCE_PATH}" -B "${WORK}/build" -DCMAKE_BUILD_TYPE=Release
    "-DBUILD_SHARED_LIBS=${shared}" "-DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR}" -DCMAKE_INSTALL_LIBDIR=lib
    "-DNPYRW_CARGO_TARGET_DIR=${CARGO_DIR}" ${arg_OPTIONS})
endfunction()

function(vcpkg_cmake_install)
  run("${CMAKE_COMMAND}" --build "${WORK}/build" --target install)
endfunction()

# The config goes to share/PORT, beside what is there, and its way back to the prefix is one folder shorter or longer.
function(vcpkg_cmake_config_fixup)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "CONFIG_PATH" "")
  file(COPY "${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}/" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
  file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/lib/cmake")
  set(config "${CURRENT_PACKAGES_DIR}/share/${PORT}/${PORT}-config.cmake")
  file(READ "${config}" text)
  string(REGEX REPLACE "(PACKAGE_PREFIX_DIR \"[^\"]*CMAKE_CURRENT_LIST_DIR}/)[./]*\"" "\\1../../\"" text "${text}")
  file(WRITE "${config}" "${text}")
endfunction()

function(vcpkg_fixup_pkgconfig)
  if(NOT EXISTS "${CURRENT_PACKAGES_DIR}/lib/pkgconfig/${PORT}.pc")
    message(FATAL_ERROR "no .pc file where vcpkg looks for it")
  endif()
endfunction()

function(vcpkg_install_copyright)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "FILE_LIST")
  set(text "")
  foreach(file IN LISTS arg_FILE_LIST)
    file(READ "${file}" one)
    string(APPEND text "${one}")
  endforeach()
  file(WRITE "${CURRENT_PACKAGES_DIR}/share/${PORT}/copyright" "${text}")
endfunction()

include("${PORT_DIR}/portfile.cmake")
