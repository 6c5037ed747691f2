/**
 * @file npyrw/padding.hpp
 * The bytes between the members of structs.
 */
#ifndef NPYRW_PADDING_HPP
#define NPYRW_PADDING_HPP

#include <npyrw/struct.hpp>
#include <npyrw/view.hpp>

#include <cstddef>
#include <cstring>
#include <memory>
#include <tuple>
#include <type_traits>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

// Clears what is no member in an element of that type.
template <class M>
void clear_gaps(unsigned char *at)
{
    using base = typename element<M>::base;
    if constexpr (has_members<base>::value) {
        for (std::size_t i = 0; i < sizeof(M) / sizeof(base); i++, at += sizeof(base)) {
            std::size_t end = 0;
            const auto member = [&](const auto &m) {
                using type = typename std::decay_t<decltype(m)>::type;
                const std::size_t offset = offset_of(m);
                std::memset(at + end, 0, offset - end);
                clear_gaps<type>(at + offset);
                end = offset + sizeof(type);
            };
            std::apply([&](const auto &...m) { (member(m), ...); }, dtype<base>::members);
            std::memset(at + end, 0, sizeof(base) - end);
        }
    } else {
        static_cast<void>(at);
    }
}

} // namespace detail
/** @endcond */

/**
 * Sets the padding of structs to zero, so that equal values are equal bytes. Files hold the padding as it is in memory, and
 * what C++ leaves there is anything.
 *
 * A member that is not listed in its dtype counts as padding, and is set to zero as well.
 *
 * @code
 * std::vector<Particle> particles(10);
 * npyrw::clear_padding(particles);
 * npyrw::save("particles.npy", particles);
 * @endcode
 *
 * @param x the structs: see adapt.
 * @since 0.1
 */
template <class X>
void clear_padding(X &x)
{
    const auto v = detail::memory_of(x);
    using item = std::remove_pointer_t<decltype(v.data())>;
    static_assert(!std::is_const_v<item>, "npyrw: what is cleared is not const");
    detail::each(v, [](item &one) { detail::clear_gaps<item>(reinterpret_cast<unsigned char *>(std::addressof(one))); });
}

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
