/**
 * @file npyrw/dtype.hpp
 * Which C++ type is which of NumPy's dtypes.
 */
#ifndef NPYRW_DTYPE_HPP
#define NPYRW_DTYPE_HPP

#include <npyrw/axes.hpp>
#include <npyrw/error.hpp>
#include <npyrw/text.hpp>

#include <array>
#include <climits>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * Which dtype a type is.
 *
 * Known are `bool`, all integers, `float`, `double`, `long double` and the fixed-width floats of C++23 that
 * NumPy has, `std::complex` of them, `char` (`S1`) and `char32_t` (`U1`), `std::byte` (`u1`); arrays of fixed
 * size of these, `std::array<T, n>` and `T[n]`: of `char` they are a text (`Sn`, padded with NULs), of `char32_t`
 * as well (`Un`), of all others a subarray: as an element of an array its axes are the array's last ones, as NumPy
 * has it; and enumerations, as the integers that they are.
 *
 * For a struct, list its members: with NPYRW_DTYPE(), or in a specialisation of your own with members().
 * For any other type that is one of NumPy's in memory, name it:
 *
 * @code
 * template <>
 * struct npyrw::dtype<my::half> {
 *     static constexpr const char *name = "f2"; // any spelling that NumPy reads, this machine's byte order
 * };
 * @endcode
 *
 * @tparam T the type.
 * @tparam Enable void; what a condition on T is written in.
 *
 * Since 0.1.
 */
template <class T, class Enable = void>
struct dtype;

/** @cond */
namespace detail {

// --- numbers ---

template <class T>
constexpr bool is_character = std::is_same_v<T, wchar_t> || std::is_same_v<T, char16_t> ||
#if defined(__cpp_char8_t)
                              std::is_same_v<T, char8_t> ||
#endif
                              std::is_same_v<T, char> || std::is_same_v<T, char32_t>;

constexpr const char *integer_name(std::size_t size, bool is_signed) noexcept
{
    switch (size) {
    case 1: return is_signed ? "i1" : "u1";
    case 2: return is_signed ? "i2" : "u2";
    case 4: return is_signed ? "i4" : "u4";
    case 8: return is_signed ? "i8" : "u8";
    default: return nullptr;
    }
}

// Other floats have the same sizes (bfloat16, float128), so the digits decide.
template <class T>
constexpr const char *float_name(bool is_complex) noexcept
{
    constexpr std::size_t size = sizeof(T);
    constexpr int digits = std::numeric_limits<T>::digits;
    if (size == 2 && digits == 11) return is_complex ? nullptr : "f2";
    if (size == 4 && digits == 24) return is_complex ? "c8" : "f4";
    if (size == 8 && digits == 53) return is_complex ? "c16" : "f8";
    if (!std::is_same_v<T, long double>) return nullptr;
    if (size == 12) return is_complex ? "c24" : "f12";
    if (size == 16) return is_complex ? "c32" : "f16";
    return nullptr;
}

template <class T>
struct complex_part {
    using type = void;
};
template <class T>
struct complex_part<std::complex<T>> {
    using type = T;
};

template <class T>
constexpr const char *number_name() noexcept
{
    using part = typename complex_part<T>::type;
    if constexpr (std::is_same_v<T, bool>) {
        return sizeof(bool) == 1 ? "b1" : nullptr;
    } else if constexpr (std::is_same_v<T, char>) {
        return "S1";
    } else if constexpr (std::is_same_v<T, char32_t>) {
        return "U1";
    } else if constexpr (std::is_same_v<T, std::byte>) {
        return "u1";
    } else if constexpr (is_character<T>) {
        return nullptr;
    } else if constexpr (std::is_enum_v<T>) {
        return number_name<std::underlying_type_t<T>>();
    } else if constexpr (std::is_integral_v<T>) {
        return integer_name(sizeof(T), std::is_signed_v<T>);
    } else if constexpr (std::is_floating_point_v<T>) {
        return float_name<T>(false);
    } else if constexpr (!std::is_void_v<part>) {
        return float_name<part>(true);
    } else {
        return nullptr;
    }
}

} // namespace detail
/** @endcond */

/** The numbers, and what else has a name of its own. */
template <class T>
struct dtype<T, std::enable_if_t<detail::number_name<T>() != nullptr>> {
    static_assert(CHAR_BIT == 8);
    /** As NumPy calls it, in this machine's byte order. */
    static constexpr const char *name = detail::number_name<T>();
};

/** @cond */
namespace detail {

template <class T, class = void>
struct has_name : std::false_type {};
template <class T>
struct has_name<T, std::void_t<decltype(dtype<T>::name)>> : std::true_type {};

template <class T, class = void>
struct has_members : std::false_type {};
template <class T>
struct has_members<T, std::void_t<decltype(dtype<T>::members)>> : std::true_type {};

template <class T>
struct array_parts {
    static constexpr bool is_array = false;
};
template <class T, std::size_t n>
struct array_parts<T[n]> {
    static constexpr bool is_array = true;
    using item = T;
    static constexpr std::size_t length = n;
};
template <class T, std::size_t n>
struct array_parts<std::array<T, n>> : array_parts<T[n]> {
    static_assert(sizeof(std::array<T, n>) == sizeof(T[n]));
};
// No file has elements of no bytes in a C++ array, and such an array is not even of that size.
template <class T>
struct array_parts<std::array<T, 0>> {
    static constexpr bool is_array = false;
};

// What an element is made of: a dtype with a name or with members, and the axes around it.
template <class T, class = void>
struct element {
    static_assert(has_name<T>::value || has_members<T>::value,
                  "npyrw: this type has no dtype; list its members with NPYRW_DTYPE, or specialise npyrw::dtype");
    static_assert(std::is_trivially_copyable_v<T>, "npyrw: a type in a file is one that can be copied as bytes");
    using base = T;
    static constexpr std::size_t ndim = 0;
    static constexpr void add_axes(axes &) noexcept {}
};

template <class T>
struct element<T, std::enable_if_t<array_parts<T>::is_array>> {
    using item = std::remove_cv_t<typename array_parts<T>::item>;
    static constexpr std::size_t length = array_parts<T>::length;
    static constexpr bool is_text = std::is_same_v<item, char> || std::is_same_v<item, char32_t>;
    // A text is one thing: its characters are no axis.
    using base = std::conditional_t<is_text, T, typename element<item>::base>;
    static constexpr std::size_t ndim = is_text ? 0 : element<item>::ndim + 1;
    static constexpr void add_axes(axes &shape) noexcept
    {
        if constexpr (!is_text) {
            shape.push_back(length);
            element<item>::add_axes(shape);
        }
    }
};

// The axes that T itself adds to those of an array of T.
template <class T>
constexpr axes own_axes() noexcept
{
    axes own;
    element<T>::add_axes(own);
    return own;
}

// "S16" or "U16", made once by the compiler.
template <std::size_t n>
struct text_name {
    char text[24] = {};
    constexpr explicit text_name(char kind) noexcept
    {
        std::size_t digits = 1;
        for (std::size_t rest = n; rest >= 10; rest /= 10) digits++;
        text[0] = kind;
        std::size_t rest = n;
        for (std::size_t i = digits; i > 0; i--) {
            text[i] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        }
    }
};
template <std::size_t n>
inline constexpr text_name<n> bytes_name{'S'};
template <std::size_t n>
inline constexpr text_name<n> unicode_name{'U'};

template <class T>
const char *struct_text(report &to, std::string_view path); // npyrw/struct.hpp

// The dtype of an element without its own axes, as the library reads it; NULL if it cannot be had, which `to` is told.
template <class T>
const char *dtype_text(report &to, std::string_view path = {})
{
    using base = typename element<T>::base;
    if constexpr (array_parts<base>::is_array) {
        constexpr std::size_t n = array_parts<base>::length;
        if constexpr (element<base>::is_text && std::is_same_v<typename element<base>::item, char>) {
            return bytes_name<n>.text;
        } else {
            return unicode_name<n>.text;
        }
    } else if constexpr (has_members<base>::value) {
        return struct_text<base>(to, path);
    } else {
        static_cast<void>(to);
        static_cast<void>(path);
        return dtype<base>::name;
    }
}

template <class T>
constexpr std::int64_t size_of = static_cast<std::int64_t>(sizeof(T));

} // namespace detail
/** @endcond */

/** Whether a type has a dtype, so that arrays of it can be read and written. @tparam T the type. */
template <class T, class = void>
struct is_element : std::bool_constant<detail::has_name<T>::value || detail::has_members<T>::value> {};
/** An array has one if its elements have. */
template <class T>
struct is_element<T, std::enable_if_t<detail::array_parts<T>::is_array>> : is_element<std::remove_cv_t<typename detail::array_parts<T>::item>> {};

/**
 * The dtype of a type as the library is told: `f8`, or for a struct
 * `[('id', '<u4'), ('', '|V4'), ('mass', '<f8')]`. The axes of an array type are not in it.
 *
 * @tparam T the type.
 * @param to told if memory is out, or if NumPy cannot spell the struct; left out: it is thrown.
 * @return a text ended by NUL that lives as long as the program; NULL after a failure.
 * @since 0.1
 */
template <class T>
const char *dtype_name(report to NPYRW_THROWS_)
{
    return detail::dtype_text<T>(to);
}

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
