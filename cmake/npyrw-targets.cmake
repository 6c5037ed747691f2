# The targets npyrw::shared, npyrw::static, npyrw::npyrw and npyrw::cxx, made in one place
# for the build tree and for the installed package, so that both mean the same.
#
# npyrw_add_targets(<linkage> [GLOBAL]) reads
#   npyrw_shared_file, npyrw_static_file   the libraries; empty: there is none
#   npyrw_soname, npyrw_include_dir
#   npyrw_native_libs                      what the static library needs
#
# What npyrw::npyrw stands for: <linkage> ("shared" or "static") if given, else
# what BUILD_SHARED_LIBS says where the targets are made, else the shared
# library; and in the last two cases, what is there if only one is. npyrw::cxx is
# the C++ layer, on npyrw::npyrw.
function(npyrw_add_targets linkage)
  set(scope ${ARGN})
  if(npyrw_shared_file AND NOT TARGET npyrw::shared)
    add_library(npyrw::shared SHARED IMPORTED ${scope})
    set_target_properties(npyrw::shared PROPERTIES
      IMPORTED_LOCATION "${npyrw_shared_file}"
      IMPORTED_SONAME "${npyrw_soname}"
      INTERFACE_INCLUDE_DIRECTORIES "${npyrw_include_dir}")
  endif()
  if(npyrw_static_file AND NOT TARGET npyrw::static)
    separate_arguments(libs UNIX_COMMAND "${npyrw_native_libs}")
    add_library(npyrw::static STATIC IMPORTED ${scope})
    set_target_properties(npyrw::static PROPERTIES
      IMPORTED_LOCATION "${npyrw_static_file}"
      IMPORTED_LINK_INTERFACE_LANGUAGES C
      INTERFACE_LINK_LIBRARIES "${libs}"
      INTERFACE_INCLUDE_DIRECTORIES "${npyrw_include_dir}")
  endif()

  # The first to ask decides: changing it would relink what others built on it.
  if(TARGET npyrw::npyrw)
    return()
  endif()
  if(NOT linkage)
    set(linkage shared)
    if(DEFINED BUILD_SHARED_LIBS AND NOT BUILD_SHARED_LIBS)
      set(linkage static)
    endif()
    if(NOT TARGET npyrw::${linkage})
      if(TARGET npyrw::shared)
        set(linkage shared)
      else()
        set(linkage static)
      endif()
    endif()
  endif()
  add_library(npyrw::npyrw INTERFACE IMPORTED ${scope})
  set_target_properties(npyrw::npyrw PROPERTIES INTERFACE_LINK_LIBRARIES npyrw::${linkage})
  # The C++ layer is headers on the C library.
  add_library(npyrw::cxx INTERFACE IMPORTED ${scope})
  set_target_properties(npyrw::cxx PROPERTIES
    INTERFACE_LINK_LIBRARIES npyrw::npyrw
    INTERFACE_COMPILE_FEATURES cxx_std_17)
endfunction()
