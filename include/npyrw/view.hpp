/**
 * @file npyrw/view.hpp
 * Memory of yours with a shape and strides: what is saved, and what is read into.
 */
#ifndef NPYRW_VIEW_HPP
#define NPYRW_VIEW_HPP

#include <npyrw/axes.hpp>
#include <npyrw/dtype.hpp>
#include <npyrw/struct.hpp>

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <type_traits>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * How the axes lie in memory or in a file.
 *
 * Since 0.1.
 */
enum class order : char {
    automatic = 0, /**< As the one who writes has it, and as the one who reads wants it: see request and write_options. */
    c = 'C',       /**< The last axis is the fastest. */
    fortran = 'F', /**< The first axis is the fastest. */
    keep = 'K'     /**< As in the file. */
};

/** @cond */
namespace detail {

template <class T>
using bytes_of = std::conditional_t<std::is_const_v<T>, const unsigned char, unsigned char>;

// The element so many bytes further.
template <class T>
T *shifted(T *data, std::int64_t bytes) noexcept
{
    return reinterpret_cast<T *>(reinterpret_cast<bytes_of<T> *>(data) + bytes);
}

template <class T, class... I>
T *place(T *data, const std::int64_t *strides, I... index) noexcept
{
    static_assert((std::is_integral_v<I> && ...), "npyrw: an index is an integer");
    std::int64_t bytes = 0;
    [[maybe_unused]] std::size_t axis = 0;
    ((bytes += static_cast<std::int64_t>(index) * strides[axis++]), ...);
    return shifted(data, bytes);
}

template <class... I>
bool inside(axes_view shape, I... index) noexcept
{
    [[maybe_unused]] std::size_t axis = 0;
    if (sizeof...(I) != shape.size()) return false;
    return ((static_cast<std::int64_t>(index) >= 0 && static_cast<std::int64_t>(index) < shape[axis++]) && ...);
}

#if NPYRW_EXCEPTIONS_
template <class T>
T &checked(T *found)
{
    if (!found) throw std::out_of_range("npyrw: there is no element of this index");
    return *found;
}
#endif

} // namespace detail
/** @endcond */

/**
 * Memory with a shape and strides, not owned: an array of yours, a part of one, a field of your structs.
 * Copying it copies no elements.
 *
 * @code
 * npyrw::view<double> interior(&u[1 * nx + 1], {ny - 2, nx - 2}, npyrw::axes{nx, 1});
 * npyrw::save("interior.npy", interior);
 * @endcode
 *
 * @tparam T the type of an element, `const` where it can only be read.
 *
 * Since 0.1.
 */
template <class T>
class view {
public:
    using element_type = T;                  /**< The type, with its `const`. */
    using value_type = std::remove_cv_t<T>;  /**< The type. */

    /** Nothing: no memory, and one axis of no elements. */
    view() noexcept : shape_{0}, strides_{detail::size_of<T>} {}

    /**
     * Packed elements.
     *
     * @param data the first one.
     * @param shape the length of each axis.
     * @param in order::c, or order::fortran.
     */
    view(T *data, const axes &shape, npyrw::order in = npyrw::order::c) noexcept
        : data_(data), shape_(shape), strides_(detail::packed(shape, detail::size_of<T>, in == npyrw::order::fortran))
    {
    }

    /**
     * Elements that lie as they like.
     *
     * @param data the element whose indices are all 0.
     * @param shape the length of each axis.
     * @param strides elements from one to the next along each axis; as many as `shape` has.
     */
    view(T *data, const axes &shape, const axes &strides) noexcept : data_(data), shape_(shape), strides_(strides)
    {
        assert(shape.size() == strides.size());
        for (std::size_t i = 0; i < axes_view(strides_).size(); i++) strides_[i] *= detail::size_of<T>;
    }

    /** The same elements, to be read. @param other any view of them. */
    template <class U, std::enable_if_t<std::is_same_v<T, const U>, int> = 0>
    view(const view<U> &other) noexcept : data_(other.data()), shape_(other.shape()), strides_(other.byte_strides())
    {
    }

    /**
     * Elements with strides in bytes: those of a member of structs, for instance.
     *
     * @param data the element whose indices are all 0.
     * @param shape the length of each axis.
     * @param strides bytes from one to the next along each axis; as many as `shape` has.
     * @return the view.
     * @since 0.1
     */
    static view with_byte_strides(T *data, const axes &shape, const axes &strides) noexcept
    {
        assert(shape.size() == strides.size());
        view made;
        made.data_ = data;
        made.shape_ = shape;
        made.strides_ = strides;
        return made;
    }

    /** The element whose indices are all 0. */
    T *data() const noexcept { return data_; }
    /** The length of each axis; lives as long as the view. */
    const axes &shape() const noexcept { return shape_; }
    /** Bytes from one element to the next along each axis; lives as long as the view. */
    const axes &byte_strides() const noexcept { return strides_; }
    /** How many axes. */
    std::size_t ndim() const noexcept { return shape_.size(); }
    /** How many elements. */
    std::size_t size() const noexcept
    {
        const std::int64_t count = detail::product(shape_);
        return count < 0 ? 0 : static_cast<std::size_t>(count);
    }
    /** Whether the elements lie without gaps. @param in in which order. @return whether it is so. */
    bool is_packed(npyrw::order in = npyrw::order::c) const noexcept
    {
        return detail::same_strides(shape_, strides_, detail::packed(shape_, detail::size_of<T>, in == npyrw::order::fortran));
    }

    /** An element, as in NumPy. @param index one for each axis; unchecked, except by `assert`. @return the element. */
    template <class... I>
    T &operator()(I... index) const noexcept
    {
        assert(detail::inside(shape_, index...));
        return *detail::place(data_, strides_.data(), index...);
    }
    /** An element that may be missing. @param index one for each axis. @return its address; NULL where there is no such element. */
    template <class... I>
    T *find(I... index) const noexcept
    {
        return detail::inside(shape_, index...) ? detail::place(data_, strides_.data(), index...) : nullptr;
    }
#if NPYRW_EXCEPTIONS_ || defined(DOXYGEN)
    /**
     * An element; std::out_of_range where there is none. Not there under `-fno-exceptions`.
     *
     * @param index one for each axis.
     * @return the element.
     */
    template <class... I>
    T &at(I... index) const
    {
        return detail::checked(find(index...));
    }
#endif

private:
    T *data_ = nullptr;
    axes shape_, strides_;
};

/**
 * How a type of another library is seen as memory with a shape: specialise it, and save(), file::read() and all
 * others take the type. The headers npyrw/eigen.hpp and others do.
 *
 * @code
 * template <>
 * struct npyrw::adapt<my::Field> {
 *     static npyrw::view<double> view(my::Field &f) { return {f.raw(), {f.ny(), f.nx()}}; }
 *     static npyrw::view<const double> view(const my::Field &f) { return {f.raw(), {f.ny(), f.nx()}}; }
 * };
 * @endcode
 *
 * Elements that are arrays of fixed size become axes. Without a specialisation are seen: `view` itself; `std::vector`, `std::array`, `std::span` and all else with `data()` and `size()`, C
 * arrays, as one axis; any `mdspan`; whatever has `data()`, `shape()` and `strides()` (in elements), as xtensor has;
 * and a single value that has a dtype, without axes.
 *
 * @tparam X the type, without `const`.
 * @tparam Enable void; what a condition on X is written in.
 *
 * Since 0.1.
 */
template <class X, class Enable = void>
struct adapt;

/** @cond */
namespace detail {

template <class X, class = void>
struct is_adapted : std::false_type {};
template <class X>
struct is_adapted<X, std::void_t<decltype(adapt<std::remove_cv_t<X>>::view(std::declval<X &>()))>> : std::true_type {};

template <class X>
struct is_view : std::false_type {};
template <class T>
struct is_view<view<T>> : std::true_type {};

// npyrw's own containers: view() says it all.
template <class X, class = void>
struct has_view : std::false_type {};
template <class X>
struct has_view<X, std::void_t<decltype(std::declval<X &>().view())>> : is_view<decltype(std::declval<X &>().view())> {};

template <class X, class = void>
struct is_mdspan : std::false_type {};
template <class X>
struct is_mdspan<X, std::void_t<typename X::element_type, typename X::extents_type, typename X::layout_type, typename X::accessor_type,
                                decltype(std::declval<const X &>().data_handle()), decltype(X::rank())>> : std::true_type {};

template <class X, class = void>
struct is_strided : std::false_type {};
template <class X>
struct is_strided<X, std::void_t<decltype(*std::declval<X &>().data())>>
    : std::bool_constant<is_integers<std::decay_t<decltype(std::declval<X &>().shape())>>::value &&
                         is_integers<std::decay_t<decltype(std::declval<X &>().strides())>>::value> {};
template <class X, class = void>
struct has_strides : std::false_type {};
template <class X>
struct has_strides<X, std::void_t<decltype(std::declval<X &>().shape()), decltype(std::declval<X &>().strides())>> : is_strided<X> {};

template <class X, class = void>
struct has_data_offset : std::false_type {};
template <class X>
struct has_data_offset<X, std::void_t<decltype(std::declval<X &>().data_offset())>> : std::true_type {};

template <class X, class = void>
struct is_contiguous : std::false_type {};
template <class X>
struct is_contiguous<X, std::void_t<decltype(std::size(std::declval<X &>())), decltype(*std::data(std::declval<X &>()))>> : std::true_type {};

// A text is no list of characters: npyrw/strings.hpp has it.
template <class X>
constexpr bool is_string = std::is_convertible_v<const X &, std::string_view> && !is_element<std::remove_cv_t<X>>::value;

// As it is seen, element by element.
template <class X>
auto seen(X &x)
{
    using plain = std::remove_cv_t<X>;
    static_assert(!is_string<plain>, "npyrw: a text is saved and loaded with npyrw/strings.hpp");
    if constexpr (is_adapted<X>::value) {
        return adapt<plain>::view(x);
    } else if constexpr (is_view<plain>::value) {
        return x;
    } else if constexpr (has_view<X>::value) {
        return x.view();
    } else if constexpr (is_mdspan<plain>::value) {
        static_assert(plain::is_always_strided(), "npyrw: an mdspan that is saved or read into has strides");
        static_assert(std::is_pointer_v<std::decay_t<decltype(x.data_handle())>>, "npyrw: an mdspan that is saved or read into has a pointer");
        axes shape, strides;
        for (std::size_t i = 0; i < plain::rank(); i++) {
            // A single number has no strides, and its mdspan no such function.
            if constexpr (plain::rank() > 0) {
                const auto axis = static_cast<typename plain::rank_type>(i);
                shape.push_back(x.extent(axis));
                strides.push_back(x.stride(axis));
            }
        }
        return view<typename plain::element_type>(x.data_handle(), shape, strides);
    } else if constexpr (has_strides<X>::value) {
        auto *data = x.data();
        if constexpr (has_data_offset<X>::value) data += static_cast<std::ptrdiff_t>(x.data_offset());
        return view<std::remove_pointer_t<decltype(data)>>(data, axes(x.shape()), axes(x.strides()));
    } else if constexpr (is_element<plain>::value && !array_parts<plain>::is_array) {
        return view<X>(std::addressof(x), axes());
    } else if constexpr (is_contiguous<X>::value) {
        return view<std::remove_pointer_t<decltype(std::data(x))>>(std::data(x), {std::size(x)});
    } else {
        static_assert(is_contiguous<X>::value,
                      "npyrw: this is no memory with a shape; give a pointer and a shape, or specialise npyrw::adapt");
    }
}

// Elements that are arrays become axes of the view.
template <class T>
auto opened(const view<T> &v)
{
    using value = std::remove_cv_t<T>;
    if constexpr (element<value>::ndim == 0) {
        return v;
    } else {
        using base = typename element<value>::base;
        using item = std::conditional_t<std::is_const_v<T>, const base, base>;
        const axes own = own_axes<value>();
        const axes steps = packed(own, size_of<base>, false);
        axes shape(v.shape()), strides(v.byte_strides());
        for (std::size_t i = 0; i < own.size(); i++) {
            shape.push_back(own[i]);
            strides.push_back(steps[i]);
        }
        return view<item>::with_byte_strides(reinterpret_cast<item *>(v.data()), shape, strides);
    }
}

template <class X>
auto memory_of(X &x)
{
    return opened(seen(x));
}

// The same memory as one of another shape; a pointer says nothing of how much there is.
template <class X>
auto memory_of(X &x, const axes &shape, order in, bool &fits)
{
    fits = true;
    if constexpr (std::is_pointer_v<std::remove_cv_t<X>>) {
        return opened(view<std::remove_pointer_t<X>>(x, shape, in));
    } else {
        static_assert(is_contiguous<X>::value, "npyrw: a shape can be given to a pointer, and to what has data() and size()");
        const view<std::remove_pointer_t<decltype(std::data(x))>> made(std::data(x), shape, in);
        fits = shape.size() > NPY_MAX_NDIM || product(shape) == static_cast<std::int64_t>(std::size(x));
        return opened(made);
    }
}

// The view of a type that has to be this one.
template <class T, class X>
view<T> memory_as(X &x)
{
    using found = decltype(memory_of(x));
    static_assert(std::is_same_v<typename found::value_type, std::remove_cv_t<T>>, "npyrw: the elements are of another type");
    return memory_of(x);
}

// Goes through all elements, the last axis fastest.
template <class T, class Call>
void each(const view<T> &v, Call call)
{
    const std::size_t size = v.size();
    if (v.is_packed() || v.is_packed(order::fortran)) {
        for (std::size_t i = 0; i < size; i++) call(v.data()[i]);
        return;
    }
    axes index = v.shape();
    for (std::size_t axis = 0; axis < v.ndim(); axis++) index[axis] = 0;
    std::int64_t at = 0;
    for (std::size_t i = 0; i < size; i++) {
        call(*shifted(v.data(), at));
        for (std::size_t axis = v.ndim(); axis-- > 0;) {
            at += v.byte_strides()[axis];
            if (++index[axis] < v.shape()[axis]) break;
            at -= v.byte_strides()[axis] * v.shape()[axis];
            index[axis] = 0;
        }
    }
}

template <class T>
bool is_fortran(const view<T> &v) noexcept
{
    return v.is_packed(order::fortran) && !v.is_packed(order::c); // as numpy.save decides it
}

} // namespace detail
/** @endcond */

/**
 * How `x` is seen by this library: as memory with a shape. For functions of your own that take whatever save() takes.
 *
 * @param x see adapt.
 * @return the view, which lives as long as the memory.
 * @since 0.1
 */
template <class X>
auto view_of(X &x)
{
    return detail::memory_of(x);
}

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
