/**
 * @file npyrw/mdspan.hpp
 * Arrays as an `mdspan`: the standard library's (C++23), or any other of its kind, such as the reference implementation.
 *
 * An mdspan that is saved or read into needs nothing of this file.
 */
#ifndef NPYRW_MDSPAN_HPP
#define NPYRW_MDSPAN_HPP

#include <npyrw/info.hpp>
#include <npyrw/view.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

#if defined(__cpp_lib_mdspan)
#include <mdspan>
#endif

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

template <class M>
using span_index = typename M::extents_type::index_type;

// The extents of `shape`; those that are fixed are only compared.
template <class M, class Shape, std::size_t... i>
auto span_extents(const Shape &shape, std::index_sequence<i...>)
{
    return typename M::extents_type(std::array<span_index<M>, sizeof...(i)>{static_cast<span_index<M>>(shape[i])...});
}

template <class M>
bool span_fits(axes_view shape)
{
    if (shape.size() != M::rank()) return false;
    for (std::size_t i = 0; i < shape.size(); i++) {
        const auto fixed = M::extents_type::static_extent(i);
        const auto length = static_cast<std::uint64_t>(shape[i]);
        if (fixed != static_cast<std::size_t>(-1) && fixed != length) return false;
        if (length > static_cast<std::uint64_t>(std::numeric_limits<span_index<M>>::max())) return false;
    }
    return true;
}

// What comes back after a failure; one whose extents are all fixed has no default.
template <class M>
M no_span()
{
    if constexpr (std::is_default_constructible_v<M>) {
        return M();
    } else {
        return M(nullptr, typename M::mapping_type());
    }
}

} // namespace detail
/** @endcond */

/**
 * An array as an mdspan of your choice, with the same indices as in NumPy.
 *
 * @code
 * using field = std::mdspan<double, std::dextents<std::size_t, 3>, std::layout_stride>;
 * auto u = npyrw::load<double>("u.npy");
 * auto f = npyrw::to_mdspan<field>(u);
 * @endcode
 *
 * @tparam M the mdspan. With a layout of strides it takes an array of any order; with one that is made of the extents
 *           alone (`layout_right`, `layout_left`) an array that lies so. Its accessor's handle is a pointer.
 * @param x an array, a map, a view, or what else can be seen as one.
 * @param to told if axes, fixed extents or layout are others (errc::shape); left out: it is thrown.
 * @return the mdspan, which lives as long as the elements; one without elements, or without memory, after a failure.
 * @since 0.1
 */
template <class M, class X>
M to_mdspan(X &&x, report to NPYRW_THROWS_)
{
    using element_type = typename M::element_type;
    using mapping = typename M::mapping_type;
    const view<element_type> v(detail::memory_of(x));
    if (!detail::span_fits<M>(v.shape())) {
        to.fail(errc::shape, {}, "wanted an mdspan of %zu axes or other extents; found the shape %s", static_cast<std::size_t>(M::rank()),
                detail::shown(v.shape()).text);
        return detail::no_span<M>();
    }
    constexpr auto all_axes = std::make_index_sequence<M::rank()>();
    const auto extents = detail::span_extents<M>(v.shape(), all_axes);
    std::array<detail::span_index<M>, M::rank()> strides{};
    for (std::size_t i = 0; i < M::rank(); i++) {
        strides[i] = static_cast<detail::span_index<M>>(v.byte_strides()[i] / detail::size_of<element_type>);
        // The least that an mdspan allows, for an axis on which nobody goes on.
        if (v.shape()[i] <= 1 && strides[i] <= 0) strides[i] = 1;
        if (v.shape()[i] > 1 && (v.byte_strides()[i] < 0 || v.byte_strides()[i] % detail::size_of<element_type> != 0)) {
            to.fail(errc::shape, {}, "stride %lld of axis %zu is none that an mdspan can have",
                    static_cast<long long>(v.byte_strides()[i]), i);
            return detail::no_span<M>();
        }
    }
    if constexpr (std::is_constructible_v<mapping, decltype(extents) &, decltype(strides) &>) {
        return M(v.data(), mapping(extents, strides));
    } else {
        const mapping made(extents);
        if constexpr (M::rank() > 0) {
            for (std::size_t i = 0; i < M::rank(); i++) {
                if (v.size() > 0 && v.shape()[i] > 1 && made.stride(static_cast<typename M::rank_type>(i)) != strides[i]) {
                    to.fail(errc::shape, {}, "the elements lie in another order than this mdspan's layout says");
                    return detail::no_span<M>();
                }
            }
        }
        return M(v.data(), made);
    }
}

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
