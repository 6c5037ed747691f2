/**
 * @file npyrw/struct.hpp
 * Structs of yours as NumPy's structured dtypes.
 */
#ifndef NPYRW_STRUCT_HPP
#define NPYRW_STRUCT_HPP

#include <npyrw/dtype.hpp>
#include <npyrw/each.hpp>

#include <atomic>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <new>
#include <tuple>
#include <type_traits>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

constexpr std::size_t unknown_offset = static_cast<std::size_t>(-1);

template <class T, class M>
struct member_of {
    using owner = T;
    using type = std::remove_cv_t<M>;
    const char *name;
    M T::*pointer;
    std::size_t offset;
};

// The bytes in front of the member; without a macro the language tells only at run time.
template <class T, class M>
std::size_t offset_of(const member_of<T, M> &member) noexcept
{
    if (member.offset != unknown_offset) return member.offset;
    alignas(T) unsigned char place[sizeof(T)] = {};
    const T &object = *reinterpret_cast<const T *>(place);
    const auto *at = reinterpret_cast<const unsigned char *>(std::addressof(object.*member.pointer));
    return static_cast<std::size_t>(at - place);
}

template <class... Members>
constexpr bool in_order(const Members &...members) noexcept
{
    std::size_t end = 0;
    bool right = true;
    ((right = right && (members.offset == unknown_offset || members.offset >= end),
      end = (members.offset == unknown_offset ? end : members.offset) + sizeof(typename Members::type)),
     ...);
    return right;
}

template <class T>
struct checked_members {
    static_assert(std::is_standard_layout_v<T>, "npyrw: a struct in a file has a standard layout");
    static_assert(std::is_trivially_copyable_v<T>, "npyrw: a struct in a file is one that can be copied as bytes");

    template <class... Members>
    static constexpr bool fit(const std::tuple<Members...> &) noexcept
    {
        static_assert((std::is_same_v<typename Members::owner, T> && ...), "npyrw: these are members of another struct");
        static_assert((is_element<typename Members::type>::value && ...), "npyrw: a member has a type without a dtype");
        return (sizeof(typename Members::type) + ... + 0) <= sizeof(T);
    }
    static_assert(fit(dtype<T>::members), "npyrw: a member is listed twice");
    static_assert(std::apply([](const auto &...m) { return in_order(m...); }, dtype<T>::members),
                  "npyrw: list the members in the order in which they are declared");
};

// The dtype of a member: "f8", "(3,)f8", or of a struct "[('x', '<f8')]", "([('x', '<f8')], (3,))".
template <class M>
bool member_text(label &made, report &to)
{
    const char *base = dtype_text<M>(to);
    if (!base) return false;
    const axes own = own_axes<M>();
    const bool is_struct = has_members<typename element<M>::base>::value;
    bool whole = true;
    if (own.size() > 0 && is_struct) whole = made.append("(") && made.append(base) && made.append(", ");
    if (own.size() > 0) whole = whole && made.append("(");
    for (std::int64_t length : own) {
        char digits[24];
        std::snprintf(digits, sizeof digits, "%lld,", static_cast<long long>(length));
        whole = whole && made.append(digits);
    }
    if (own.size() > 0) whole = whole && made.append(")");
    if (own.size() > 0 && is_struct) whole = whole && made.append(")");
    if (own.size() == 0 || !is_struct) whole = whole && made.append(base);
    return whole || to.fail(errc::memory, {}, "the text of a dtype could not be allocated");
}

// Whether there is a bool in it. A file's may be any byte, and a bool that is neither 0 nor 1 is none.
template <class T>
constexpr bool has_truth() noexcept
{
    using base = typename element<T>::base;
    if constexpr (has_members<base>::value) {
        return std::apply([](const auto &...m) { return (has_truth<typename std::decay_t<decltype(m)>::type>() || ...); }, dtype<base>::members);
    } else {
        return std::is_same_v<base, bool>;
    }
}

// Makes every bool of an element one, true for any byte but 0, as NumPy takes it.
template <class T>
void make_truths(unsigned char *at) noexcept
{
    using base = typename element<T>::base;
    if constexpr (has_truth<base>()) {
        for (std::size_t i = 0; i < sizeof(T) / sizeof(base); i++, at += sizeof(base)) {
            if constexpr (has_members<base>::value) {
                std::apply([&](const auto &...m) { (make_truths<typename std::decay_t<decltype(m)>::type>(at + offset_of(m)), ...); },
                           dtype<base>::members);
            } else {
                *at = *at != 0;
            }
        }
    } else {
        static_cast<void>(at);
    }
}

template <class T, std::size_t... i>
npy_dtype *make_struct(report &to, std::index_sequence<i...>)
{
    constexpr std::size_t count = sizeof...(i);
    const auto &members = dtype<T>::members;
    label texts[count];
    if (!(member_text<typename std::tuple_element_t<i, std::decay_t<decltype(members)>>::type>(texts[i], to) && ...)) {
        return nullptr;
    }
    const npy_member list[count] = {
        {std::get<i>(members).name, texts[i].c_str(), static_cast<std::int64_t>(offset_of(std::get<i>(members)))}...};
    npy_dtype *made = nullptr;
    to.settle(npy_dtype_struct(list, static_cast<std::int32_t>(count), size_of<T>, &made, to.raw()));
    return made;
}

// Made once, at its first use, and kept: destructors of other static objects may still write files. It is the text that is kept:
// a leak checker finds it from here, and does not see what a handle of the library stands for.
template <class T>
const char *struct_text(report &to, std::string_view)
{
    static_assert(sizeof(checked_members<T>) > 0);
    static std::atomic<const char *> made{nullptr};
    const char *text = made.load(std::memory_order_acquire);
    if (!text) {
        constexpr std::size_t count = std::tuple_size_v<std::decay_t<decltype(npyrw::dtype<T>::members)>>;
        npy_dtype *dtype = make_struct<T>(to, std::make_index_sequence<count>());
        if (!dtype) return nullptr;
        const std::size_t size = std::strlen(npy_dtype_text(dtype)) + 1;
        char *mine = new (std::nothrow) char[size];
        if (mine) std::memcpy(mine, npy_dtype_text(dtype), size);
        npy_dtype_free(dtype);
        if (!mine) {
            to.fail(errc::memory, {}, "out of memory: no room for the text of a dtype");
            return nullptr;
        }
        if (made.compare_exchange_strong(text, mine, std::memory_order_acq_rel)) {
            text = mine;
        } else {
            delete[] mine; // another thread was first
        }
    }
    return text;
}

} // namespace detail
/** @endcond */

/**
 * A member of a struct, for members().
 *
 * @param name what the field is called in NumPy; lives as long as the program.
 * @param pointer which member.
 * @return the two together.
 * @since 0.1
 */
template <class T, class M>
constexpr detail::member_of<T, M> member(const char *name, M T::*pointer) noexcept
{
    return {name, pointer, detail::unknown_offset};
}

/**
 * The same, so that the order is checked by the compiler.
 *
 * @param name as there.
 * @param pointer as there.
 * @param offset `offsetof(T, member)`.
 * @return as there.
 */
template <class T, class M>
constexpr detail::member_of<T, M> member(const char *name, M T::*pointer, std::size_t offset) noexcept
{
    return {name, pointer, offset};
}

/**
 * The list of a struct's members, in the order in which they are declared. A member that is not
 * listed is padding.
 *
 * @code
 * template <>
 * struct npyrw::dtype<Particle> {
 *     static constexpr auto members = npyrw::members(npyrw::member("id", &Particle::id), npyrw::member("mass", &Particle::mass));
 * };
 * @endcode
 *
 * @param list of member().
 * @return the list.
 * @since 0.1
 */
template <class... Members>
constexpr std::tuple<Members...> members(Members... list) noexcept
{
    static_assert(sizeof...(Members) > 0, "npyrw: a struct in a file has a member");
    return std::tuple<Members...>(list...);
}

} // namespace NPYRW_INLINE_
} // namespace npyrw

/**
 * Makes a struct a dtype: its fields are the members, called as they are, at their offsets. Stands outside of
 * every namespace; up to 64 members, in the order in which they are declared.
 *
 * What is saved is byte for byte what NumPy saves of an array with `np.dtype([...], align=True)`, padding as it is in memory:
 * clear_padding() sets it to zero. The compiler
 * refuses a struct without a standard layout, members out of order, and members that have no dtype.
 *
 * @code
 * struct Particle {
 *     std::uint32_t id;
 *     double pos[3], mass;
 * };
 * NPYRW_DTYPE(Particle, id, pos, mass)
 * @endcode
 *
 * @param Struct its name, with its namespaces.
 * @param ... its members.
 * @since 0.1
 */
#define NPYRW_DTYPE(Struct, ...) \
    template <> \
    struct npyrw::dtype<Struct> { \
        static constexpr auto members = ::npyrw::members(NPYRW_EACH_(NPYRW_MEMBER_, Struct, __VA_ARGS__)); \
    };

/** @cond */
#define NPYRW_MEMBER_(Struct, m) ::npyrw::member(#m, &Struct::m, offsetof(Struct, m))
/** @endcond */

#endif
