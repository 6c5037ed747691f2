// What the units of one program have in common.
#ifndef NPYRW_TESTS_SHARED_HPP
#define NPYRW_TESTS_SHARED_HPP

#include <npyrw.hpp>
#include <npyrw/chrono.hpp>
#include <npyrw/strings.hpp>

struct Point {
    double x;
    int n;
};
NPYRW_DTYPE(Point, x, n)

bool save_here(const char *path, int n);           // units/first.cpp
int load_there(const char *path);                  // units/second.cpp
const std::error_category &category_there();       // units/second.cpp
int load_without_exceptions(const char *path);     // units/third.cpp, -fno-exceptions
bool save_without_exceptions(const char *path, int n);

#endif
