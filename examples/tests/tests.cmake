# The examples as tests: the demonstration as it is, and what a run of it does not show.
get_property(targets DIRECTORY PROPERTY BUILDSYSTEM_TARGETS)
foreach(name IN LISTS targets)
  get_target_property(type ${name} TYPE)
  if(type STREQUAL "EXECUTABLE")
    # Twins are held against each other byte for byte, so none may join two operations into one that rounds once.
    target_compile_options(${name} PRIVATE -Werror -ffp-contract=off)
    if(name MATCHES "_f$" AND CMAKE_Fortran_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${name} PRIVATE -std=f2018 -Wall -Wno-uninitialized -Wno-maybe-uninitialized)
    endif()
  endif()
endforeach()

# npyrw_example_test(<name> <argument>…): NumPy judges, in SCRIPT.py of the arguments' first.
function(npyrw_example_test name script)
  if(NOT NPYRW_PYTHON)
    npyrw_test(example.${name} example sh -c "echo 'no Python'; exit 77")
  elseif(name MATCHES "_f$" AND NOT TARGET ${name})
    npyrw_test(example.${name} example sh -c "echo 'skipped: wants a Fortran compiler, and no sanitizer'; exit 77")
  else()
    npyrw_test(example.${name} example "${NPYRW_PYTHON}" -B "${CMAKE_CURRENT_LIST_DIR}/${script}.py" ${ARGN})
  endif()
  set_property(TEST example.${name} APPEND PROPERTY ENVIRONMENT
    "NPYRW_BUILD=${PROJECT_BINARY_DIR}" "NPYRW_DEMO=${PROJECT_BINARY_DIR}/tmp/example.${name}")
endfunction()

npyrw_test(example.demo example sh "${CMAKE_CURRENT_LIST_DIR}/../demo.sh")
set_property(TEST example.demo APPEND PROPERTY ENVIRONMENT
  "NPYRW_BUILD=${PROJECT_BINARY_DIR}" "NPYRW_DEMO=${PROJECT_BINARY_DIR}/tmp/example.demo")
# `pages`: the pages that show an example's code show what runs.
foreach(name IN ITEMS any_layout energy refusals picture particles pages)
  npyrw_example_test(${name} ${name})
endforeach()

# The twins, each alone and then beside each other.
foreach(name IN ITEMS live_series training_set checkpoint large_field same_indices weights swarm)
  npyrw_example_test(${name} ${name} ${name})
  npyrw_example_test(${name}_cpp ${name} ${name}_cpp)
endforeach()
foreach(name IN ITEMS checkpoint large_field same_indices)
  npyrw_example_test(${name}_f ${name} ${name}_f)
endforeach()
set(twins "")
foreach(name IN LISTS targets)
  if(name MATCHES "_(cpp|f)$")
    list(APPEND twins "${name}")
  endif()
endforeach()
npyrw_example_test(twins twins ${twins})

if(NOT TARGET fetch_slice OR NPYRW_PYTHON STREQUAL "")
  npyrw_test(example.far example sh -c "echo 'skipped: wants libcurl and Python'; exit 77")
else()
  npyrw_example_test(far far "$<TARGET_FILE:fetch_slice>" "$<TARGET_FILE:fetch_slice_cpp>")
endif()
