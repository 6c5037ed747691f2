/**
 * @file npyrw/config.hpp
 * What the compiler can do. Nothing in here is for users.
 */
#ifndef NPYRW_CONFIG_HPP
#define NPYRW_CONFIG_HPP

#include <npyrw.h>

#if defined(_MSVC_LANG) ? _MSVC_LANG < 201703L : __cplusplus < 201703L
#error "npyrw.hpp wants C++17 or newer"
#endif

#if __has_include(<version>)
#include <version>
#endif

/** @cond */
#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
#define NPYRW_EXCEPTIONS_ 1
#else
#define NPYRW_EXCEPTIONS_ 0
#endif

/*
 * A function's last argument says who is told of a failure; left out, it is thrown. Without
 * exceptions it cannot be left out.
 */
#if NPYRW_EXCEPTIONS_
#define NPYRW_THROWS_ = ::npyrw::report::thrown()
#else
#define NPYRW_THROWS_
#endif

/*
 * Code with and without exceptions is not the same code. Where both are linked into one program, the
 * linker must not take one for the other, so their names differ.
 */
#if NPYRW_EXCEPTIONS_
#define NPYRW_INLINE_ v0
#else
#define NPYRW_INLINE_ v0_without_exceptions
#endif

/* One category and one exception type for all shared libraries of a program, also if they hide their symbols. */
#if defined(__GNUC__)
#define NPYRW_VISIBLE_ __attribute__((visibility("default")))
#else
#define NPYRW_VISIBLE_
#endif
/** @endcond */

/** Everything of the C++ layer. */
namespace npyrw {
/** @cond */
inline namespace NPYRW_INLINE_ {}
/** @endcond */
}

#endif
