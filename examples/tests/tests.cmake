# The examples as tests: the demonstration as it is, and what a run of it does not show.
foreach(name IN ITEMS wave describe live_series training_set checkpoint large_field weights swarm particles)
  target_compile_options(${name} PRIVATE -Werror)
endforeach()

if(TARGET fetch_slice)
  target_compile_options(fetch_slice PRIVATE -Werror)
endif()

function(npyrw_example_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "")
  npyrw_test(example.${name} example ${arg_UNPARSED_ARGUMENTS})
  set_property(TEST example.${name} APPEND PROPERTY ENVIRONMENT
    "NPYRW_BUILD=${PROJECT_BINARY_DIR}" "NPYRW_DEMO=${PROJECT_BINARY_DIR}/tmp/example.${name}")
endfunction()

npyrw_example_test(demo sh "${CMAKE_CURRENT_LIST_DIR}/../demo.sh")
foreach(name IN ITEMS any_layout energy live refusals picture particles training_set checkpoint large_field weights swarm)
  if(NPYRW_PYTHON)
    npyrw_example_test(${name} "${NPYRW_PYTHON}" -B "${CMAKE_CURRENT_LIST_DIR}/${name}.py")
  else()
    npyrw_example_test(${name} sh -c "echo 'no Python'; exit 77")
  endif()
endforeach()

if(NOT TARGET fetch_slice OR NPYRW_PYTHON STREQUAL "")
  npyrw_example_test(far sh -c "echo 'skipped: wants libcurl and Python'; exit 77")
else()
  npyrw_example_test(far "${NPYRW_PYTHON}" -B "${CMAKE_CURRENT_LIST_DIR}/far.py")
  set_property(TEST example.far APPEND PROPERTY ENVIRONMENT "NPYRW_FETCH_SLICE=$<TARGET_FILE:fetch_slice>")
endif()
# The pages that show an example's code show what runs.
if(NPYRW_PYTHON)
  npyrw_example_test(pages "${NPYRW_PYTHON}" -B "${CMAKE_CURRENT_LIST_DIR}/pages.py")
else()
  npyrw_example_test(pages sh -c "echo 'no Python'; exit 77")
endif()
