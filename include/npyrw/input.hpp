/**
 * @file npyrw/input.hpp
 * Where bytes come from: files, descriptors, memory, streams, callables.
 */
#ifndef NPYRW_INPUT_HPP
#define NPYRW_INPUT_HPP

#include <npyrw/error.hpp>
#include <npyrw/memory.hpp>
#include <npyrw/stream.hpp>
#include <npyrw/text.hpp>

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <mutex>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

// Callables of a source, on the heap, because the library keeps the address.
template <class F>
struct source_of {
    F f;

    static std::int64_t read_at(void *context, void *dst, std::size_t size, std::int64_t offset)
    {
        return guarded([&] { return static_cast<source_of *>(context)->f(dst, size, offset); });
    }
    static std::int64_t read(void *context, void *dst, std::size_t size)
    {
        return guarded([&] { return static_cast<source_of *>(context)->f(dst, size); });
    }
    static void close(void *context) { delete static_cast<source_of *>(context); }
};

} // namespace detail
/** @endcond */

/**
 * Where an array or an archive comes from. You seldom make one: a path, fd{n}, a `memory` or a `std::istream` is taken for
 * one wherever it is wanted.
 *
 * Since 0.1.
 */
class input {
public:
    /** A file. @param path a literal, a `std::string`, a `std::filesystem::path`. */
    template <class P, std::enable_if_t<std::is_convertible_v<const P &, text>, int> = 0>
    input(const P &path) : path_(path)
    {
    }
    /** A descriptor. @param descriptor read from its current position on; it must stay open as long as what is opened. */
    input(fd descriptor) noexcept : kind_(kind::descriptor), fd_(descriptor.number) {}
    /** What was written into memory. @param m must stay as it is as long as what is opened. */
    input(const memory &m) noexcept : kind_(kind::memory), data_(m.data()), size_(m.size()) {}
    /**
     * A binary stream, from where it stands; it must live as long as what is opened. An array is read like a pipe: once, and what
     * follows it is still in the stream afterwards. An archive needs a stream that can seek.
     *
     * @param in the stream.
     */
    input(std::istream &in) noexcept : kind_(kind::stream), stream_(&in) {}

    /**
     * Bytes in memory, which are borrowed and must stay as they are as long as what is opened.
     *
     * @param data the first one.
     * @param size how many.
     * @return an input.
     * @since 0.1
     */
    static input bytes(const void *data, std::size_t size) noexcept
    {
        input made(kind::memory);
        made.data_ = data;
        made.size_ = size;
        return made;
    }

    /**
     * What a callable fetches from any place: `f(void *dst, std::size_t size, std::int64_t offset)` brings up to
     * `size` bytes from `offset` on. It returns how many, 0 at the end, a negative `errno`, or throws. Every thread that
     * reads calls it, at the same time.
     *
     * @param f the callable, which is kept until what is opened is closed.
     * @param length how many bytes there are; 0 is unknown, and no archive can then be read.
     * @return an input.
     * @since 0.1
     */
    template <class F>
    static input at(F f, std::int64_t length = 0)
    {
        using source = detail::source_of<F>;
        input made(kind::source);
        made.source_.read_at = &source::read_at;
        made.source_.length = length;
        made.keep(new (std::nothrow) source{std::move(f)});
        return made;
    }

    /**
     * What a callable brings one after the other: `f(void *dst, std::size_t size)` brings up to `size` bytes that come next,
     * and returns as that of at(). Such an array is a stream, like a pipe: it can be read once.
     *
     * @param f the callable, which is kept until what is opened is closed.
     * @return an input.
     * @since 0.1
     */
    template <class F>
    static input stream(F f)
    {
        using source = detail::source_of<F>;
        input made(kind::source);
        made.source_.read = &source::read;
        made.keep(new (std::nothrow) source{std::move(f)});
        return made;
    }

    /** What was an input becomes this one. @param other is none any more. */
    input(input &&other) noexcept
        : kind_(other.kind_), path_(std::move(other.path_)), fd_(other.fd_), data_(other.data_), size_(other.size_),
          stream_(other.stream_), source_(std::exchange(other.source_, npy_source{}))
    {
    }
    input &operator=(input &&) = delete;
    ~input()
    {
        if (source_.close) source_.close(source_.context);
    }

    /** @cond */
    std::string_view path() const noexcept { return kind_ == kind::path ? std::string_view(path_) : std::string_view(); }

    npy_status open(const npy_open_options *options, npy_reader **out, npy_error *err)
    {
        switch (kind_) {
        case kind::path: return npy_open_with(path_.c_str(), options, out, err);
        case kind::descriptor: return npy_open_fd(fd_, options, out, err);
        case kind::memory: return npy_open_memory(data_, size_, options, out, err);
        case kind::stream: return stream(detail::stream_reader{stream_}).open(options, out, err);
        default: return source_.context ? given(npy_open_source(&source_, options, out, err)) : detail::no_memory(err);
        }
    }
    npy_status open(const npz_open_options *options, npz_reader **out, npy_error *err)
    {
        switch (kind_) {
        case kind::path: return npz_open_with(path_.c_str(), options, out, err);
        case kind::descriptor: return npz_open_fd(fd_, options, out, err);
        case kind::memory: return npz_open_memory(data_, size_, options, out, err);
        case kind::stream: return seekable().open(options, out, err);
        default: return source_.context ? given(npz_open_source(&source_, options, out, err)) : detail::no_memory(err);
        }
    }
    /** @endcond */

private:
    enum class kind { path, descriptor, memory, stream, source };

    explicit input(kind k) noexcept : kind_(k) {}

    template <class S>
    void keep(S *source) noexcept
    {
        source_.context = source;
        source_.close = source ? &S::close : nullptr;
    }
    // A stream that cannot seek is one that the library refuses to read an archive from.
    input seekable() const
    {
        const std::int64_t length = detail::rest_of(*stream_);
        if (length < 0) return stream(detail::stream_reader{stream_});
        return at(detail::stream_seeker{stream_, stream_->tellg(), std::make_unique<std::mutex>()}, length);
    }
    // What was opened has the callable now, and closes it.
    npy_status given(npy_status status) noexcept
    {
        if (status == NPY_OK) source_ = npy_source{};
        return status;
    }

    kind kind_ = kind::path;
    text path_{""};
    int fd_ = -1;
    const void *data_ = nullptr;
    std::size_t size_ = 0;
    std::istream *stream_ = nullptr;
    npy_source source_ = {};
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
