/**
 * @file npyrw/chrono.hpp
 * Durations and points in time as NumPy's `m8` and `M8`: `std::chrono::nanoseconds` is `m8[ns]`, and a point in time of
 * the system clock that counts nanoseconds is `M8[ns]`. NumPy's NaT is the lowest value of 64 bits.
 *
 * @code
 * std::vector<std::chrono::milliseconds> steps(10);
 * npyrw::save("steps.npy", steps); // m8[ms]
 * @endcode
 */
#ifndef NPYRW_CHRONO_HPP
#define NPYRW_CHRONO_HPP

#include <npyrw/dtype.hpp>

#include <chrono>
#include <ratio>
#include <type_traits>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

// The unit of a period, with NumPy's letter for a duration or for a point in time.
template <class Rep, class Period>
constexpr const char *time_name(bool point) noexcept
{
    if (!std::is_integral_v<Rep> || !std::is_signed_v<Rep> || sizeof(Rep) != 8) return nullptr;
    if (std::ratio_equal_v<Period, std::atto>) return point ? "M8[as]" : "m8[as]";
    if (std::ratio_equal_v<Period, std::femto>) return point ? "M8[fs]" : "m8[fs]";
    if (std::ratio_equal_v<Period, std::pico>) return point ? "M8[ps]" : "m8[ps]";
    if (std::ratio_equal_v<Period, std::nano>) return point ? "M8[ns]" : "m8[ns]";
    if (std::ratio_equal_v<Period, std::micro>) return point ? "M8[us]" : "m8[us]";
    if (std::ratio_equal_v<Period, std::milli>) return point ? "M8[ms]" : "m8[ms]";
    if (std::ratio_equal_v<Period, std::ratio<1>>) return point ? "M8[s]" : "m8[s]";
    if (std::ratio_equal_v<Period, std::ratio<60>>) return point ? "M8[m]" : "m8[m]";
    if (std::ratio_equal_v<Period, std::ratio<3600>>) return point ? "M8[h]" : "m8[h]";
    if (std::ratio_equal_v<Period, std::ratio<86400>>) return point ? "M8[D]" : "m8[D]";
    if (std::ratio_equal_v<Period, std::ratio<604800>>) return point ? "M8[W]" : "m8[W]";
    return nullptr;
}

} // namespace detail
/** @endcond */

/** A duration of 64 bits in one of NumPy's units. */
template <class Rep, class Period>
struct dtype<std::chrono::duration<Rep, Period>, std::enable_if_t<detail::time_name<Rep, Period>(false) != nullptr>> {
    /** As NumPy calls it. */
    static constexpr const char *name = detail::time_name<Rep, Period>(false);
};

/** A point in time of the system clock, whose epoch is NumPy's. */
template <class Rep, class Period>
struct dtype<std::chrono::time_point<std::chrono::system_clock, std::chrono::duration<Rep, Period>>,
             std::enable_if_t<detail::time_name<Rep, Period>(true) != nullptr>> {
    /** As NumPy calls it. */
    static constexpr const char *name = detail::time_name<Rep, Period>(true);
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
