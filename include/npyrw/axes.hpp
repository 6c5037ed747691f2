/**
 * @file npyrw/axes.hpp
 * One number for each axis: shapes and strides; and slices.
 */
#ifndef NPYRW_AXES_HPP
#define NPYRW_AXES_HPP

#include <npyrw/config.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <type_traits>
#include <utility>

#if defined(__cpp_lib_span)
#include <span>
#endif

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {
template <class C, class = void>
struct is_integers : std::false_type {};
template <class C>
struct is_integers<C, std::void_t<decltype(*std::begin(std::declval<const C &>())), decltype(std::end(std::declval<const C &>()))>>
    : std::is_integral<std::decay_t<decltype(*std::begin(std::declval<const C &>()))>> {};
} // namespace detail
/** @endcond */

/**
 * One number of a list in braces: any integer, so that sizes and constants can stand side by side,
 * as in `{v.size(), 3}`.
 *
 * Since 0.1.
 */
struct extent {
    /** Takes any integer. @param number the integer. */
    template <class I, std::enable_if_t<std::is_integral_v<I>, int> = 0>
    constexpr extent(I number) noexcept : value(static_cast<std::int64_t>(number))
    {
    }

    std::int64_t value; /**< The number. */
};

/** The length of the axis that grows: known at the end. */
inline constexpr extent growing = -1;

/**
 * One number for each axis, in NumPy's order, seen where they are: what `shape()` gives. Lives as long as
 * what it was asked of.
 *
 * Since 0.1.
 */
class axes_view {
public:
    /** No axes. */
    constexpr axes_view() noexcept = default;
    /** Numbers that lie somewhere. @param numbers the first one. @param count how many. */
    constexpr axes_view(const std::int64_t *numbers, std::size_t count) noexcept : numbers_(numbers), count_(count) {}

    /** How many. */
    constexpr std::size_t size() const noexcept { return count_; }
    /** Whether there are none. */
    constexpr bool empty() const noexcept { return count_ == 0; }
    /** Where they are. */
    constexpr const std::int64_t *data() const noexcept { return numbers_; }
    /** The first. */
    constexpr const std::int64_t *begin() const noexcept { return numbers_; }
    /** Behind the last. */
    constexpr const std::int64_t *end() const noexcept { return numbers_ + count_; }
    /** That of an axis. @param axis counted from 0; must be there. @return the number. */
    constexpr std::int64_t operator[](std::size_t axis) const noexcept { return numbers_[axis]; }
    /** That of the first axis, which must be there. */
    constexpr std::int64_t front() const noexcept { return numbers_[0]; }
    /** That of the last axis, which must be there. */
    constexpr std::int64_t back() const noexcept { return numbers_[count_ - 1]; }

private:
    const std::int64_t *numbers_ = nullptr;
    std::size_t count_ = 0;
};

/** Whether two lists are the same, number by number. */
constexpr bool operator==(axes_view a, axes_view b) noexcept
{
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); i++) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

/** Whether two lists differ. */
constexpr bool operator!=(axes_view a, axes_view b) noexcept
{
    return !(a == b);
}

/**
 * One number for each axis, in NumPy's order: a shape, or strides. Up to 64, no allocation.
 *
 * @code
 * npyrw::axes shape{nz, ny, 3};
 * @endcode
 *
 * Since 0.1.
 */
class axes {
public:
    /** No axes: a single value. */
    constexpr axes() noexcept = default;
    /** The numbers in braces. @param numbers any integers. */
    constexpr axes(std::initializer_list<extent> numbers) noexcept
    {
        for (const extent &number : numbers) push_back(number);
    }
    /** A copy of what was seen. @param numbers the list. */
    constexpr axes(axes_view numbers) noexcept
    {
        for (std::int64_t number : numbers) push_back(number);
    }
    /** The numbers of a container. @param numbers any integers. */
    template <class C, std::enable_if_t<detail::is_integers<C>::value, int> = 0>
    constexpr axes(const C &numbers) noexcept
    {
        for (const auto &number : numbers) push_back(number);
    }

    /** One more at the end. @param number more than 64 are counted, but no array can have them (errc::shape). */
    constexpr void push_back(extent number) noexcept
    {
        if (count_ < NPY_MAX_NDIM) numbers_[count_] = number.value;
        count_++;
    }

    /** How many. */
    constexpr std::size_t size() const noexcept { return count_; }
    /** Whether there are none. */
    constexpr bool empty() const noexcept { return count_ == 0; }
    /** Where they are. */
    constexpr const std::int64_t *data() const noexcept { return numbers_; }
    /** The first. */
    constexpr const std::int64_t *begin() const noexcept { return numbers_; }
    /** Behind the last. */
    constexpr const std::int64_t *end() const noexcept { return numbers_ + (count_ < NPY_MAX_NDIM ? count_ : NPY_MAX_NDIM); }
    /** That of an axis. @param axis counted from 0; must be there. @return the number. */
    constexpr std::int64_t operator[](std::size_t axis) const noexcept { return numbers_[axis]; }
    /** The same, to be changed. */
    constexpr std::int64_t &operator[](std::size_t axis) noexcept { return numbers_[axis]; }
    /** Seen as a list. */
    constexpr operator axes_view() const noexcept { return {numbers_, static_cast<std::size_t>(end() - begin())}; }

private:
    std::int64_t numbers_[NPY_MAX_NDIM] = {};
    std::size_t count_ = 0;
};

/** A bound that is left out, as both are in `u[::-1]`. */
inline constexpr std::int64_t none = NPY_NONE;

/**
 * Which elements of an axis: NumPy's `start:stop:step`, with negative bounds and clipping as there. The
 * axis stays, also if one element is left.
 *
 * @code
 * npyrw::slice first_ten{0, 10};                       // 0:10
 * npyrw::slice reversed{npyrw::none, npyrw::none, -1}; // ::-1
 * npyrw::slice whole = npyrw::all;                     // :
 * npyrw::slice fourth = npyrw::only(3);                // 3:4
 * @endcode
 *
 * Since 0.1.
 */
struct slice {
    /** The whole axis. */
    constexpr slice() noexcept = default;
    /** From one index up to another. @param first the first. @param last no longer taken. @param by the step. */
    constexpr slice(extent first, extent last, extent by = 1) noexcept
        : start(first.value), stop(last.value), step(by.value)
    {
    }

    std::int64_t start = none; /**< The first index. */
    std::int64_t stop = none;  /**< The index that is no longer taken. */
    std::int64_t step = 1;     /**< From one index to the next; 0 is an error. */
};

/** The whole axis. */
inline constexpr slice all{};

/** One element of an axis. @param index negative counts from the end. @return the slice that has it alone. */
constexpr slice only(extent index) noexcept
{
    return {index, index.value == -1 ? none : index.value + 1};
}

/** @cond */
namespace detail {

// Slices for a call: as many as there can be axes, and one more that is refused.
class slices {
public:
    slices() noexcept = default;
    template <class List>
    explicit slices(const List &list) noexcept
    {
        for (const slice &one : list) {
            if (count_ > NPY_MAX_NDIM) break;
            slices_[count_++] = {one.start, one.stop, one.step};
        }
    }
    const npy_slice *data() const noexcept { return count_ ? slices_ : nullptr; }
    std::int32_t size() const noexcept { return count_; }

private:
    npy_slice slices_[NPY_MAX_NDIM + 1] = {};
    std::int32_t count_ = 0;
};

// How many elements a slice picks of an axis, as the library counts them.
constexpr std::int64_t picked(const npy_slice &s, std::int64_t length) noexcept
{
    if (s.start == 0 && s.stop == 0 && s.step == 0) return length;
    const std::int64_t step = s.step == NPY_NONE ? 1 : s.step;
    if (step == 0) return -1;
    const std::int64_t low = step > 0 ? 0 : -1;
    const std::int64_t high = step > 0 ? length : length - 1;
    std::int64_t ends[2] = {s.start, s.stop};
    for (int i = 0; i < 2; i++) {
        if (ends[i] == NPY_NONE) {
            ends[i] = (step > 0) == (i == 0) ? low : high;
        } else {
            if (ends[i] < 0) ends[i] += length;
            if (ends[i] < low) ends[i] = low;
            if (ends[i] > high) ends[i] = high;
        }
    }
    const std::int64_t distance = step > 0 ? ends[1] - ends[0] : ends[0] - ends[1];
    const std::int64_t stride = step > 0 ? step : -step;
    return distance > 0 ? (distance - 1) / stride + 1 : 0;
}

// The product of a shape, or -1 if it is none.
constexpr std::int64_t product(axes_view shape) noexcept
{
    std::int64_t count = 1;
    for (std::int64_t length : shape) {
        if (length < 0) return -1;
        if (length > 0 && count > INT64_MAX / length) return -1;
        count *= length;
    }
    return count;
}

// Strides of packed elements of that size.
constexpr axes packed(axes_view shape, std::int64_t itemsize, bool fortran) noexcept
{
    axes strides(shape);
    // Without a sign, because a shape that is too large wraps here and is refused by the library.
    auto step = static_cast<std::uint64_t>(itemsize);
    for (std::size_t i = 0; i < shape.size(); i++) {
        const std::size_t axis = fortran ? i : shape.size() - 1 - i;
        strides[axis] = static_cast<std::int64_t>(step);
        step *= static_cast<std::uint64_t>(shape[axis] > 1 ? shape[axis] : 1);
    }
    return strides;
}

// Whether these strides are those, where they matter.
constexpr bool same_strides(axes_view shape, axes_view a, axes_view b) noexcept
{
    for (std::size_t i = 0; i < shape.size(); i++) {
        if (shape[i] == 0) return true;
    }
    for (std::size_t i = 0; i < shape.size(); i++) {
        if (shape[i] > 1 && a[i] != b[i]) return false;
    }
    return true;
}

} // namespace detail
/** @endcond */

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
