/**
 * @file npyrw.hpp
 * NumPy's .npy and .npz files, read and written from C++: headers only, C++17 and newer, on npyrw.h.
 *
 * @code
 * auto u = npyrw::load<double>("u.npy");                     // the wrong file is an exception that says why
 * for (double &x : u) x *= 2;
 * npyrw::save("v.npy", u);                                   // byte for byte as numpy.save
 * npyrw::npz_writer o("o.npz", npyrw::deflate{6});
 * o.add("u", u);
 * o.add("time", 0.5);
 * o.finish();
 * @endcode
 *
 * Everything that can fail takes, as its last argument, a `std::error_code` or an npyrw::failure that is told; left
 * out, npyrw::error is thrown. Without exceptions (`-fno-exceptions`) it cannot be left out. What owns something can
 * be moved and not copied. Shapes, indices, slices and casting are NumPy's.
 *
 * The parts, each a header of its own: error, axes (shapes, slices), dtype, struct and padding (your types), view (your memory),
 * request and options (how), input, output and memory (where), array, map, file, load, writer, npz, npz_writer. Not in here, because they need other libraries:
 * npyrw/eigen.hpp, npyrw/xtensor.hpp. Link `npyrw::cxx` with CMake, or the C library.
 */
#ifndef NPYRW_HPP
#define NPYRW_HPP

#include <npyrw/array.hpp>
#include <npyrw/axes.hpp>
#include <npyrw/dtype.hpp>
#include <npyrw/error.hpp>
#include <npyrw/file.hpp>
#include <npyrw/info.hpp>
#include <npyrw/input.hpp>
#include <npyrw/load.hpp>
#include <npyrw/map.hpp>
#include <npyrw/memory.hpp>
#include <npyrw/npz.hpp>
#include <npyrw/npz_writer.hpp>
#include <npyrw/options.hpp>
#include <npyrw/output.hpp>
#include <npyrw/padding.hpp>
#include <npyrw/request.hpp>
#include <npyrw/struct.hpp>
#include <npyrw/view.hpp>
#include <npyrw/writer.hpp>

#endif
