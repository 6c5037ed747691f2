/**
 * @file npyrw/request.hpp
 * What is to be read, and how it shall lie in memory.
 */
#ifndef NPYRW_REQUEST_HPP
#define NPYRW_REQUEST_HPP

#include <npyrw/axes.hpp>
#include <npyrw/error.hpp>
#include <npyrw/text.hpp>
#include <npyrw/view.hpp>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * What a conversion may do: NumPy's rules.
 *
 * Since 0.1.
 */
enum class casting : std::int32_t {
    safe = NPY_CAST_SAFE,           /**< If no value can change. */
    same_kind = NPY_CAST_SAME_KIND, /**< Safely or within a kind, such as f8 to f4. */
    unsafe = NPY_CAST_UNSAFE,       /**< Between any two. */
    equiv = NPY_CAST_EQUIV,         /**< The byte order only. */
    no = NPY_CAST_NO                /**< Nothing. */
};

/** What a progress callback answers. */
enum class verdict {
    go_on, /**< The call goes on. */
    cancel /**< The call ends with errc::cancelled. */
};

/**
 * Is told how far a long call is: any callable that takes the bytes done and the bytes in all, and returns nothing or
 * a verdict. It is called on the thread that made the call, about once a megabyte. What it throws comes out of the call.
 *
 * Since 0.1.
 */
class progress {
public:
    /** Nobody is told. */
    progress() noexcept = default;

    /** @param f the callable. */
    template <class F, std::enable_if_t<std::is_invocable_v<F &, std::int64_t, std::int64_t> && !std::is_same_v<std::decay_t<F>, progress>, int> = 0>
    progress(F f)
        : call_([f = std::move(f)](std::int64_t done, std::int64_t total) mutable {
              using answer = std::invoke_result_t<F &, std::int64_t, std::int64_t>;
              static_assert(std::is_void_v<answer> || std::is_same_v<answer, verdict>,
                            "npyrw: a progress callback returns nothing, or npyrw::verdict");
              if constexpr (std::is_void_v<answer>) {
                  f(done, total);
                  return verdict::go_on;
              } else {
                  return f(done, total);
              }
          })
    {
    }

    /** Whether anybody is told. */
    explicit operator bool() const noexcept { return static_cast<bool>(call_); }

    /** @cond */
    static std::int32_t c_call(void *context, std::int64_t done, std::int64_t total) noexcept
    {
        const auto &call = static_cast<const progress *>(context)->call_;
#if NPYRW_EXCEPTIONS_
        try {
            return call(done, total) == verdict::cancel;
        } catch (...) {
            detail::caught() = std::current_exception();
            return 1;
        }
#else
        return call(done, total) == verdict::cancel;
#endif
    }
    npy_progress function() const noexcept { return call_ ? &c_call : nullptr; }
    // The library hands it back to c_call(), which changes nothing of it.
    void *context() const noexcept { return const_cast<progress *>(this); }
    /** @endcond */

private:
    std::function<verdict(std::int64_t, std::int64_t)> call_;
};

/**
 * What is to be read. As it is made, it is everything.
 *
 * @code
 * auto u = npyrw::load<float>("u.npy", {npyrw::slice{0, 10}, npyrw::all});
 * auto v = npyrw::load<double>("u.npy", npyrw::request{}.cast().order(npyrw::order::fortran));
 * @endcode
 *
 * Since 0.1.
 */
class request {
public:
    /** Everything. */
    request() = default;
    /** A part of it. @param part a slice for each axis; missing ones are whole. */
    request(std::initializer_list<slice> part) : slices_(part) {}

    /** Only a part. @param part a slice for each axis; missing ones are whole. */
    request &slices(std::initializer_list<slice> part)
    {
        slices_ = part;
        return *this;
    }
    /** The same, from a list that was put together. */
    request &slices(std::vector<slice> part)
    {
        slices_ = std::move(part);
        return *this;
    }
    /** Only a field of a struct. @param path its name, or names, such as "particle.pos". */
    request &field(std::string_view path)
    {
        field_ = path;
        return *this;
    }
    /**
     * Lets the file have another dtype than the one asked for. Without this it must be the same, byte order aside.
     *
     * @param rule what the conversion may do.
     */
    request &cast(casting rule = casting::safe)
    {
        casting_ = rule;
        return *this;
    }
    /**
     * How the axes shall lie in memory. Left out: an array and a map keep the file's order, and tell it; what has strides
     * of its own keeps these; all other memory is in C order.
     *
     * @param in C, Fortran, or order::keep for that of the file.
     */
    request &order(npyrw::order in)
    {
        order_ = in;
        return *this;
    }
    /**
     * Of an array of structs, reads each member from the field of its name, wherever that lies: for files whose structs have no
     * padding, or further fields. Fields that the struct does not have are passed over. Only into memory of yours (file::read()); the
     * file is read once for each member, so it cannot be a pipe.
     *
     * @param wanted false: structs are read whole, as without it.
     */
    request &by_name(bool wanted = true)
    {
        by_name_ = wanted;
        return *this;
    }
    /** How many threads may be used. @param count 0 is 1. */
    request &threads(int count)
    {
        threads_ = count;
        return *this;
    }
    /** Who is told how far the call is. @param told called with the bytes done and how many they will be. */
    request &progress(npyrw::progress told)
    {
        progress_ = std::move(told);
        return *this;
    }

    /** @cond */
    const std::vector<slice> &slices() const noexcept { return slices_; }
    bool converts() const noexcept { return casting_ != casting::equiv; }
    bool is_by_name() const noexcept { return by_name_; }
    bool of_field() const noexcept { return !field_.empty(); }
    npyrw::order order() const noexcept { return order_; }

    // What the library is told; the request and the slices must live as long.
    npy_request raw(const char *dtype, const detail::slices &part, npyrw::order otherwise) const noexcept
    {
        npy_request raw = {};
        raw.dtype = dtype;
        raw.field = field_.empty() ? nullptr : field_.c_str();
        raw.slices = part.data();
        raw.nslices = part.size();
        raw.progress = progress_.function();
        raw.context = progress_.context();
        raw.casting = static_cast<std::int32_t>(casting_);
        raw.threads = threads_;
        const npyrw::order in = order_ == npyrw::order::automatic ? otherwise : order_;
        raw.order = in == npyrw::order::keep ? '\0' : static_cast<char>(in);
        return raw;
    }
    /** @endcond */

private:
    std::vector<slice> slices_;
    std::string field_;
    npyrw::progress progress_;
    casting casting_ = casting::equiv;
    npyrw::order order_ = npyrw::order::automatic;
    std::int32_t threads_ = 0;
    bool by_name_ = false;
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
