/**
 * @file npyrw/xtensor.hpp
 * Loading into xtensor's containers. (Saving them, and reading into them, needs nothing of this file.)
 *
 * @code
 * auto u = npyrw::load_xtensor<xt::xarray<double>>("u.npy");
 * @endcode
 */
#ifndef NPYRW_XTENSOR_HPP
#define NPYRW_XTENSOR_HPP

#include <npyrw/file.hpp>

#include <xtensor/xarray.hpp>
#include <xtensor/xtensor.hpp>

#include <array>
#include <cstddef>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * Reads a container of xtensor.
 *
 * @tparam X what comes back: an `xt::xarray`, or an `xt::xtensor`, which wants as many axes.
 * @param from a file, or a member of an archive.
 * @param to told why not; left out: it is thrown.
 * @return the container, in its own layout; a default one after a failure.
 * @since 0.1
 */
template <class X>
X load_xtensor(const file &from, report to NPYRW_THROWS_)
{
    using shape_type = typename X::shape_type;
    constexpr bool fixed = detail::array_parts<shape_type>::is_array;
    shape_type shape{};
    if (!from.expect<typename X::value_type>(fixed ? static_cast<int>(shape.size()) : -1, to)) return X();
    const axes found = from.shape();
    if constexpr (!fixed) shape.resize(found.size());
    for (std::size_t i = 0; i < found.size(); i++) shape[i] = static_cast<typename shape_type::value_type>(found[i]);
    X x;
    x.resize(shape);
    return from.read(x, to) ? x : X();
}
/** The same of a path, fd{n}, a `memory`, a stream, or an input. */
template <class X>
X load_xtensor(input from, report to NPYRW_THROWS_)
{
    return load_xtensor<X>(file(std::move(from), to), to);
}

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
