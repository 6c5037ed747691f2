/**
 * @file npyrw/array.hpp
 * Arrays in memory: loaded ones, and files in the address space.
 */
#ifndef NPYRW_ARRAY_HPP
#define NPYRW_ARRAY_HPP

#include <npyrw/info.hpp>
#include <npyrw/view.hpp>

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#if defined(__cpp_lib_span)
#include <span>
#endif
#if defined(__cpp_lib_mdspan)
#include <npyrw/mdspan.hpp>
#endif

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {
struct array_free {
    void operator()(npy_array *a) const noexcept { npy_array_free(a); }
};
using array_handle = std::unique_ptr<npy_array, array_free>;
} // namespace detail
/** @endcond */

/**
 * What array and map have in common: elements without gaps, in the order of the file or the one that was asked for.
 *
 * Move-only; one that was moved from, or that failed to load, has no elements. What it hands out lives as long as
 * the elements, wherever they are moved to. A const one may be used by many threads at once.
 *
 * @tparam T the type of an element, `const` where it can only be read.
 *
 * Since 0.1.
 */
template <class T>
class elements {
public:
    using element_type = T;                 /**< The type, with its `const`. */
    using value_type = std::remove_cv_t<T>; /**< The type. */
    using iterator = T *;                   /**< Through the elements as they lie. */
    using const_iterator = const T *;       /**< The same, to be read. */

    /** Whether there is an array, if only one without elements. */
    explicit operator bool() const noexcept { return handle_ != nullptr; }

    /** The length of each axis, in NumPy's order. */
    axes_view shape() const noexcept { return info_ ? axes_view(info_->shape, ndim()) : axes_view(); }
    /** Elements from one to the next along each axis. */
    axes strides() const noexcept
    {
        axes made(byte_strides());
        for (std::size_t i = 0; i < made.size(); i++) made[i] /= detail::size_of<T>;
        return made;
    }
    /** Bytes from one element to the next along each axis. */
    axes_view byte_strides() const noexcept { return info_ ? axes_view(info_->strides, ndim()) : axes_view(); }
    /** order::c or order::fortran. */
    npyrw::order order() const noexcept { return info_ && info_->order == 'F' ? npyrw::order::fortran : npyrw::order::c; }
    /** How many axes. */
    std::size_t ndim() const noexcept
    {
        return info_ ? static_cast<std::size_t>(info_->ndim) - detail::element<value_type>::ndim : 0;
    }
    /** How many elements. */
    std::size_t size() const noexcept { return info_ ? static_cast<std::size_t>(info_->nbytes) / sizeof(T) : 0; }
    /** Whether there are no elements. */
    bool empty() const noexcept { return size() == 0; }

    /** The first element. */
    T *data() noexcept { return data_; }
    /** The first element, to be read. */
    const T *data() const noexcept { return data_; }
    /** The first of the elements as they lie, one behind the other in order(). */
    T *begin() noexcept { return data_; }
    /** The same, to be read. */
    const T *begin() const noexcept { return data_; }
    /** Behind the last of them. */
    T *end() noexcept { return data_ + size(); }
    /** The same, to be read. */
    const T *end() const noexcept { return data_ + size(); }
    /** An element as they lie. @param i 0 to size() - 1, unchecked, except by `assert`. @return the element. */
    T &operator[](std::size_t i) noexcept
    {
        assert(i < size());
        return data_[i];
    }
    /** The same, to be read. */
    const T &operator[](std::size_t i) const noexcept
    {
        assert(i < size());
        return data_[i];
    }

    /**
     * An element, as in NumPy, in either order.
     *
     * @param index one for each axis; unchecked, except by `assert`.
     * @return the element.
     */
    template <class... I>
    T &operator()(I... index) noexcept
    {
        assert(detail::inside(shape(), index...));
        return *detail::place(data_, info_->strides, index...);
    }
    /** The same, to be read. */
    template <class... I>
    const T &operator()(I... index) const noexcept
    {
        assert(detail::inside(shape(), index...));
        return *detail::place(data_, info_->strides, index...);
    }
    /** An element that may be missing. @param index one for each axis. @return its address; NULL where there is no such element. */
    template <class... I>
    T *find(I... index) noexcept
    {
        return data_ && detail::inside(shape(), index...) ? detail::place(data_, info_->strides, index...) : nullptr;
    }
    /** The same, to be read. */
    template <class... I>
    const T *find(I... index) const noexcept
    {
        return const_cast<elements *>(this)->find(index...);
    }
#if NPYRW_EXCEPTIONS_ || defined(DOXYGEN)
    /**
     * An element; std::out_of_range where there is none. Not there under `-fno-exceptions`.
     *
     * @param index one for each axis.
     * @return the element.
     */
    template <class... I>
    T &at(I... index)
    {
        return detail::checked(find(index...));
    }
    /** The same, to be read. */
    template <class... I>
    const T &at(I... index) const
    {
        return detail::checked(find(index...));
    }
#endif

    /** Seen as memory with a shape. */
    npyrw::view<T> view() noexcept { return npyrw::view<T>::with_byte_strides(data_, shape(), byte_strides()); }
    /** The same, to be read. */
    npyrw::view<const T> view() const noexcept
    {
        return npyrw::view<const T>::with_byte_strides(data_, shape(), byte_strides());
    }
#if defined(__cpp_lib_span) || defined(DOXYGEN)
    /** The elements as they lie. With C++20. */
    std::span<T> flat() noexcept { return {data_, size()}; }
    /** The same, to be read. */
    std::span<const T> flat() const noexcept { return {data_, size()}; }
#endif
#if defined(__cpp_lib_mdspan) || defined(DOXYGEN)
    /**
     * As a `std::mdspan` of `rank` axes, with the same indices. With C++23; for others see npyrw/mdspan.hpp.
     *
     * @tparam rank how many axes the array must have.
     * @tparam Layout `std::layout_stride` takes any order, `std::layout_right` and `std::layout_left` one.
     * @param to told if axes or order are others (errc::shape); left out: it is thrown.
     * @return the mdspan; empty after a failure.
     * @since 0.1
     */
    template <std::size_t rank, class Layout = std::layout_stride>
    auto mdspan(report to NPYRW_THROWS_)
    {
        return to_mdspan<std::mdspan<T, std::dextents<std::int64_t, rank>, Layout>>(view(), to);
    }
    /** The same, to be read. */
    template <std::size_t rank, class Layout = std::layout_stride>
    auto mdspan(report to NPYRW_THROWS_) const
    {
        return to_mdspan<std::mdspan<const T, std::dextents<std::int64_t, rank>, Layout>>(view(), to);
    }
#endif

    /** A copy of the elements as they lie. */
    std::vector<value_type> to_vector() const { return std::vector<value_type>(begin(), end()); }

    /** What is known of the array; its texts live as long as the elements. */
    npyrw::info info() const noexcept { return info_ ? npyrw::info(*info_) : npyrw::info(); }
    /** As npyrw.h has it; stays this object's. NULL if there is no array. */
    npy_array *raw() const noexcept { return handle_.get(); }

protected:
    /** @cond */
    elements() noexcept = default;
    elements(detail::array_handle handle, T *data) noexcept
        : handle_(std::move(handle)), info_(npy_array_info(handle_.get())), data_(data)
    {
    }
    elements(elements &&other) noexcept
        : handle_(std::move(other.handle_)), info_(std::exchange(other.info_, nullptr)), data_(std::exchange(other.data_, nullptr))
    {
    }
    elements &operator=(elements &&other) noexcept
    {
        if (this == &other) return *this;
        handle_ = std::move(other.handle_);
        info_ = std::exchange(other.info_, nullptr);
        data_ = std::exchange(other.data_, nullptr);
        return *this;
    }
    ~elements() = default;

    detail::array_handle handle_;
    const npy_info *info_ = nullptr;
    T *data_ = nullptr;
    /** @endcond */
};

/**
 * An array that was loaded: it owns its elements, aligned to 64 bytes.
 *
 * @code
 * npyrw::array<double> u = npyrw::load<double>("u.npy");
 * for (std::int64_t j = 0; j < u.shape()[0]; j++) u(j, 0) = 0;
 * @endcode
 *
 * @tparam T the type of an element.
 *
 * Since 0.1.
 */
template <class T>
class array : public elements<T> {
    static_assert(!std::is_const_v<T>, "npyrw: load<double>, not load<const double>: the array is yours");

public:
    /** No array. */
    array() noexcept = default;
    /** What was an array becomes this one; the other has no elements. */
    array(array &&) noexcept = default;
    /** The same; what this one had is freed. */
    array &operator=(array &&) noexcept = default;

    /** @cond */
    explicit array(detail::array_handle handle) noexcept
        : elements<T>(std::move(handle), nullptr)
    {
        this->data_ = static_cast<T *>(npy_array_data_mut(this->handle_.get()));
    }
    /** @endcond */
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
