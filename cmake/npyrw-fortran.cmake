# npyrw::fortran, the Fortran layer on npyrw::npyrw, made in one place for the
# build tree and for the installed package. It is compiled here, by the project
# that uses it: module files suit only the compiler that wrote them.
#
# npyrw_add_fortran(<sources>): reads the sources from that folder; C and Fortran
# must be enabled.
function(npyrw_add_fortran sources)
  if(TARGET npyrw::fortran)
    return()
  endif()
  file(GLOB files "${sources}/*.f90" "${sources}/*.c")
  set(modules "${CMAKE_CURRENT_BINARY_DIR}/npyrw-fortran")
  add_library(npyrw_fortran STATIC EXCLUDE_FROM_ALL ${files})
  set_target_properties(npyrw_fortran PROPERTIES
    POSITION_INDEPENDENT_CODE ON
    Fortran_MODULE_DIRECTORY "${modules}")
  target_include_directories(npyrw_fortran INTERFACE "${modules}")
  target_link_libraries(npyrw_fortran PUBLIC npyrw::npyrw)
  # Of ISO_Fortran_binding.h the Fortran compiler's is wanted; clang has one too, for another Fortran.
  if(CMAKE_Fortran_COMPILER_ID STREQUAL "GNU")
    execute_process(COMMAND "${CMAKE_Fortran_COMPILER}" -print-file-name=include
      OUTPUT_VARIABLE include OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(EXISTS "${include}/ISO_Fortran_binding.h")
      target_compile_definitions(npyrw_fortran PRIVATE
        "$<$<COMPILE_LANGUAGE:C>:NPYRW_FORTRAN_BINDING=\"${include}/ISO_Fortran_binding.h\">")
    endif()
  endif()
  add_library(npyrw::fortran ALIAS npyrw_fortran)
endfunction()
