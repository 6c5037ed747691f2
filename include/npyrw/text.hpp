/**
 * @file npyrw/text.hpp
 * Texts that are handed to the library.
 */
#ifndef NPYRW_TEXT_HPP
#define NPYRW_TEXT_HPP

#include <npyrw/config.hpp>

#include <cstddef>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {
// std::filesystem::path and its like, without including <filesystem>.
template <class P, class = void>
struct has_native : std::false_type {};
template <class P>
struct has_native<P, std::void_t<typename P::value_type, decltype(std::declval<const P &>().native())>>
    : std::is_same<typename P::value_type, char> {};
} // namespace detail
/** @endcond */

/**
 * A text for the length of a call: a path, a name, a dtype. You never make one: give a literal, a
 * `std::string`, a `std::string_view` or a `std::filesystem::path`. One with a NUL inside is refused by
 * the call (errc::argument).
 *
 * Since 0.1.
 */
class text {
public:
    /** A text. @param t ends with NUL. */
    text(const char *t) noexcept : pointer_(t) {}
    /** A string. @param t is not copied. */
    text(const std::string &t) noexcept : pointer_(whole(t) ? t.c_str() : nullptr) {}
    /** A part of a string. @param t is copied, because the library wants a NUL behind it. */
    text(std::string_view t) : copy_(t), pointer_(nullptr), copied_(whole(t)) {}
    /** A path. @param path is not copied. */
    template <class P, std::enable_if_t<detail::has_native<P>::value, int> = 0>
    text(const P &path) noexcept : text(path.native())
    {
    }

    /** The text, ended by NUL; NULL if it has one inside. */
    const char *c_str() const noexcept { return copied_ ? copy_.c_str() : pointer_; }

    /** The text; empty if it has a NUL inside. */
    operator std::string_view() const noexcept { return c_str() ? std::string_view(c_str()) : std::string_view(); }

private:
    static bool whole(std::string_view t) noexcept { return t.find('\0') == t.npos; }

    std::string copy_;
    const char *pointer_;
    bool copied_ = false;
};

/** @cond */
namespace detail {

// A text of our own whose making may fail: it is then empty. For names in messages, and for dtypes.
class label {
public:
    label() noexcept = default;
    explicit label(std::string_view t) noexcept { append(t); }
    label(label &&other) noexcept : text_(std::exchange(other.text_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    label &operator=(label &&other) noexcept
    {
        std::swap(text_, other.text_);
        std::swap(size_, other.size_);
        return *this;
    }
    ~label() { delete[] text_; }

    bool append(std::string_view t) noexcept
    {
        char *longer = new (std::nothrow) char[size_ + t.size() + 1];
        if (!longer) return false;
        if (size_ > 0) std::memcpy(longer, text_, size_);
        if (!t.empty()) std::memcpy(longer + size_, t.data(), t.size());
        size_ += t.size();
        longer[size_] = '\0';
        delete[] std::exchange(text_, longer);
        return true;
    }

    const char *c_str() const noexcept { return text_ ? text_ : ""; }
    operator std::string_view() const noexcept { return {c_str(), size_}; }

private:
    char *text_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace detail
/** @endcond */

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
