# The targets npyrw::mpi and, where Fortran is enabled, npyrw::mpi_fortran: sources that are compiled in the
# user's build, because the ABIs of MPI libraries differ. Made in one place for add_subdirectory() and for the
# installed package.
#
# npyrw_add_mpi(<problem> <sources> <include>): <sources> has npyrw_mpi.c and its relatives, <include> has
# npyrw_mpi.h. Leaves in the variable <problem> why it could not be done, or nothing.
macro(npyrw_find_mpi)
  if(NOT TARGET MPI::MPI_${ARGV0})
    find_package(MPI QUIET COMPONENTS ${ARGV0})
    if(TARGET MPI::MPI_${ARGV0})
      # Who links npyrw::mpi may be in another folder than this.
      set_target_properties(MPI::MPI_${ARGV0} PROPERTIES IMPORTED_GLOBAL TRUE)
    endif()
  endif()
endmacro()

function(npyrw_add_mpi problem sources include)
  set(${problem} "" PARENT_SCOPE)
  get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
  if(NOT C IN_LIST languages)
    set(${problem} "npyrw's component \"mpi\" is compiled in your build: enable the language C" PARENT_SCOPE)
    return()
  endif()
  npyrw_find_mpi(C)
  if(NOT TARGET MPI::MPI_C)
    set(${problem} "npyrw's component \"mpi\" wants an MPI library, and CMake found none (MPI_C_COMPILER may name its compiler)"
      PARENT_SCOPE)
    return()
  endif()
  if(NOT TARGET npyrw_mpi)
    add_library(npyrw_mpi STATIC EXCLUDE_FROM_ALL "${sources}/npyrw_mpi.c")
    set_target_properties(npyrw_mpi PROPERTIES C_STANDARD 99 C_STANDARD_REQUIRED ON POSITION_INDEPENDENT_CODE ON)
    target_include_directories(npyrw_mpi PUBLIC "${include}")
    target_link_libraries(npyrw_mpi PUBLIC npyrw::npyrw MPI::MPI_C)
    add_library(npyrw::mpi ALIAS npyrw_mpi)
  endif()
  if(Fortran IN_LIST languages AND NOT TARGET npyrw_mpi_fortran)
    npyrw_find_mpi(Fortran)
    if(TARGET MPI::MPI_Fortran)
      add_library(npyrw_mpi_fortran STATIC EXCLUDE_FROM_ALL "${sources}/npyrw_mpi.f90" "${sources}/npyrw_mpi_fortran.c")
      set_target_properties(npyrw_mpi_fortran PROPERTIES C_STANDARD 99 C_STANDARD_REQUIRED ON POSITION_INDEPENDENT_CODE ON
        Fortran_MODULE_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/npyrw_mpi_modules")
      target_include_directories(npyrw_mpi_fortran PUBLIC "${CMAKE_CURRENT_BINARY_DIR}/npyrw_mpi_modules")
      target_link_libraries(npyrw_mpi_fortran PUBLIC npyrw_mpi MPI::MPI_Fortran)
      add_library(npyrw::mpi_fortran ALIAS npyrw_mpi_fortran)
    endif()
  endif()
endfunction()
