# An overlay port: it builds the checkout in which it lies.
#   vcpkg install npyrw --overlay-ports=packaging/vcpkg
# Cargo has to be there: vcpkg has no Rust.
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

# The library is the same in both modes of the C compiler.
set(VCPKG_BUILD_TYPE release)

if(VCPKG_LIBRARY_LINKAGE STREQUAL "dynamic")
  set(linkage -DNPYRW_BUILD_STATIC=OFF)
else()
  set(linkage -DNPYRW_BUILD_SHARED=OFF)
endif()

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS
    -DNPYRW_BUILD_TESTS=OFF
    -DNPYRW_BUILD_EXAMPLES=OFF
    -DNPYRW_BUILD_TOOLS=OFF
    ${linkage}
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/npyrw)
vcpkg_fixup_pkgconfig()
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/share/doc")

file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE-MIT" "${SOURCE_PATH}/LICENSE-APACHE")
