# What the pages show is run, page by page.
foreach(page IN ITEMS getting-started cookbook coming-from-cnpy format blocks)
  if(NPYRW_PYTHON AND TARGET npyrw::shared)
    npyrw_test(docs.${page} docs "${NPYRW_PYTHON}" -B "${CMAKE_CURRENT_LIST_DIR}/pages.py" "${PROJECT_SOURCE_DIR}/docs/${page}.md")
    set_property(TEST docs.${page} APPEND PROPERTY ENVIRONMENT
      "NPYRW_CC=${CMAKE_C_COMPILER}" "NPYRW_CXX=${CMAKE_CXX_COMPILER}" "NPYRW_LIBRARY=$<TARGET_FILE:npyrw::shared>"
      "NPYRW_INCLUDE=${PROJECT_SOURCE_DIR}/include")
  else()
    npyrw_test(docs.${page} docs sh -c "echo 'no Python, or no shared library'; exit 77")
  endif()
endforeach()
