/**
 * @file npyrw/info.hpp
 * What is known of an array.
 */
#ifndef NPYRW_INFO_HPP
#define NPYRW_INFO_HPP

#include <npyrw/axes.hpp>
#include <npyrw/error.hpp>
#include <npyrw/text.hpp>
#include <npyrw/view.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string_view>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * A field of a struct dtype. Its texts live as long as what it was asked of, and end with NUL.
 *
 * Since 0.1.
 */
class field_info {
public:
    /** Nothing. */
    field_info() noexcept = default;
    /** @cond */
    explicit field_info(const npy_field_info &raw) noexcept : raw_(raw) {}
    /** @endcond */

    /** Its name. */
    std::string_view name() const noexcept { return text_of(raw_.name, raw_.name_length); }
    /** Its title; empty if it has none. */
    std::string_view title() const noexcept { return text_of(raw_.title, raw_.title_length); }
    /** Its dtype as NumPy writes it, with its own shape. */
    std::string_view dtype() const noexcept { return raw_.descr ? std::string_view(raw_.descr) : std::string_view(); }
    /** Bytes from the start of the element to the field. */
    std::int64_t offset() const noexcept { return raw_.offset; }
    /** Bytes of the field, all of its own elements together. */
    std::int64_t itemsize() const noexcept { return raw_.itemsize; }
    /** Its own shape; lives as long as this. */
    axes_view shape() const noexcept { return {raw_.shape, static_cast<std::size_t>(raw_.ndim)}; }
    /** Where it stands in the list of all fields. */
    int index() const noexcept { return raw_.index; }
    /** The index of the struct that it is in; -1 at the top. */
    int parent() const noexcept { return raw_.parent; }
    /** NumPy's letter for what it is, as info::kind(). */
    char kind() const noexcept { return raw_.kind; }

private:
    static std::string_view text_of(const char *t, std::int64_t length) noexcept
    {
        return t ? std::string_view(t, static_cast<std::size_t>(length)) : std::string_view();
    }

    npy_field_info raw_ = {};
};

/**
 * What is known of an array: shape, dtype, order, sizes. Its texts live as long as what it was asked of (a file, an
 * array, a writer), and end with NUL.
 *
 * Since 0.1.
 */
class info {
public:
    /** Nothing is known: no elements, no dtype. */
    info() noexcept = default;
    /** @cond */
    explicit info(const npy_info &raw) noexcept : raw_(raw) {}
    /** @endcond */

    /** Whether anything is known. */
    explicit operator bool() const noexcept { return raw_.dtype != nullptr; }
    /** The length of each axis, in NumPy's order; lives as long as this. */
    axes_view shape() const noexcept { return {raw_.shape, ndim()}; }
    /** Bytes from one element to the next along each axis, packed in order(); lives as long as this. */
    axes_view byte_strides() const noexcept { return {raw_.strides, ndim()}; }
    /** How many axes; 0 for a single value. */
    std::size_t ndim() const noexcept { return static_cast<std::size_t>(raw_.ndim); }
    /** How many elements. */
    std::int64_t size() const noexcept { return raw_.count; }
    /** Bytes of all elements. */
    std::int64_t nbytes() const noexcept { return raw_.nbytes; }
    /** Bytes of an element. */
    std::int64_t itemsize() const noexcept { return raw_.itemsize; }
    /** Bytes from the array's start in the file to its first element; 0 in memory. */
    std::int64_t data_offset() const noexcept { return raw_.data_offset; }
    /** The format version of the file: 1, 2 or 3; 0 in memory. */
    int version() const noexcept { return raw_.version; }
    /** order::c or order::fortran. */
    npyrw::order order() const noexcept { return raw_.order == 'F' ? npyrw::order::fortran : npyrw::order::c; }
    /** The dtype as NumPy writes it, such as `<f8` or `[('id', '<u4'), ('x', '<f8')]`. */
    std::string_view dtype() const noexcept { return raw_.descr ? std::string_view(raw_.descr) : std::string_view(); }
    /**
     * NumPy's letter: `b` bool, `i` `u` integers, `f` float, `c` complex, `S` bytes, `U` text, `V` void or
     * struct, `M` datetime, `m` timedelta, `O` object.
     */
    char kind() const noexcept { return raw_.kind; }
    /** `<` little-endian, `>` big-endian, `|` where it has no meaning. */
    char byteorder() const noexcept { return raw_.byteorder; }
    /** A datetime's unit, such as "ns"; empty for none. */
    std::string_view unit() const noexcept { return raw_.unit; }
    /** The multiple of a datetime's unit, such as 10 in `<M8[10us]`; else 0. */
    int unit_multiple() const noexcept { return raw_.unit_multiple; }
    /** How many fields a struct dtype has, at all depths; 0 for others. */
    int fields() const noexcept { return raw_.nfields; }

    /**
     * Finds a field by its name, with dots between the names of nested ones.
     *
     * @param path such as "particle.pos"; a field that is called so goes first.
     * @param to told why there is none (errc::dtype); left out: it is thrown.
     * @return the field.
     * @since 0.1
     */
    field_info field(text path, report to NPYRW_THROWS_) const
    {
        npy_field_info raw;
        return to.settle(npy_field(raw_.dtype, path.c_str(), &raw, to.raw())) ? field_info(raw) : field_info();
    }

    /**
     * A field by its index: all depths in one list, each struct in front of its own fields.
     *
     * @param index 0 to fields() - 1.
     * @param to told why there is none (errc::dtype); left out: it is thrown.
     * @return the field.
     * @since 0.1
     */
    field_info field_at(int index, report to NPYRW_THROWS_) const
    {
        npy_field_info raw;
        return to.settle(npy_field_at(raw_.dtype, index, &raw, to.raw())) ? field_info(raw) : field_info();
    }

    /** The same as npyrw.h has it. */
    const npy_info &raw() const noexcept { return raw_; }

private:
    npy_info raw_ = {};
};

/** @cond */
namespace detail {

// A list of axes for a message; what is too long ends in dots.
struct shown {
    explicit shown(axes_view shape) noexcept
    {
        std::size_t at = 1;
        for (std::size_t i = 0; i < shape.size() && at + 24 < sizeof text; i++) {
            at += static_cast<std::size_t>(std::snprintf(text + at, sizeof text - at, i + 1 < shape.size() ? "%lld, " : "%lld",
                                                         static_cast<long long>(shape[i])));
        }
        std::snprintf(text + at, sizeof text - at, "%s", at + 24 < sizeof text ? (shape.size() == 1 ? ",)" : ")") : "...)");
    }
    char text[96] = "(";
};

} // namespace detail
/** @endcond */

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
