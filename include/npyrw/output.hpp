/**
 * @file npyrw/output.hpp
 * Where bytes go: files, descriptors, memory, streams, callables.
 */
#ifndef NPYRW_OUTPUT_HPP
#define NPYRW_OUTPUT_HPP

#include <npyrw/error.hpp>
#include <npyrw/memory.hpp>
#include <npyrw/stream.hpp>
#include <npyrw/text.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <ostream>
#include <string_view>
#include <type_traits>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

template <class F, class End>
struct sink_of {
    F f;
    End e;

    static std::int64_t write_at(void *context, const void *data, std::size_t size, std::int64_t offset)
    {
        return guarded([&] { return static_cast<sink_of *>(context)->f(data, size, offset); });
    }
    static std::int64_t write(void *context, const void *data, std::size_t size)
    {
        return guarded([&] { return static_cast<sink_of *>(context)->f(data, size); });
    }
    static std::int32_t end(void *context, std::int32_t commit)
    {
        std::unique_ptr<sink_of> self(static_cast<sink_of *>(context));
        return guarded([&] { return self->e(commit != 0) ? 0 : 1; }) != 0;
    }
};

struct no_end {
    bool operator()(bool) const noexcept { return true; }
};

} // namespace detail
/** @endcond */

/**
 * Where an array or an archive goes. You seldom make one: a path, fd{n}, a `memory` or a `std::ostream` is taken for one
 * wherever it is wanted.
 *
 * Since 0.1.
 */
class output {
public:
    /** A file. @param path a literal, a `std::string`, a `std::filesystem::path`. */
    template <class P, std::enable_if_t<std::is_convertible_v<const P &, text>, int> = 0>
    output(const P &path) : path_(path)
    {
    }
    /** A descriptor. @param descriptor written at its current position; it must stay open until what is written is finished. */
    output(fd descriptor) noexcept : kind_(kind::descriptor), fd_(descriptor.number) {}
    /** Memory. @param m is written behind what it holds; it must live until what is written is finished or discarded. */
    output(const memory &m) noexcept : kind_(kind::memory), memory_(m.raw()) {}
    /**
     * A binary stream, behind what it has, as into a pipe; it is flushed at the end, and must live until what is written is
     * finished or discarded.
     *
     * @param out the stream.
     */
    output(std::ostream &out) : output(stream(detail::stream_writer{&out}, detail::stream_end{&out})) {}

    /**
     * A callable that stores at any place: `f(const void *data, std::size_t size, std::int64_t offset)` takes up to
     * `size` bytes for `offset`. It returns how many, a negative `errno`, or throws.
     *
     * @param f the callable, which is kept until what is written is finished or discarded.
     * @param end called once at the end: `end(bool commit)`, with true if all is there and false if it is to be
     *        forgotten; returns whether that went well. May be left out.
     * @return an output.
     * @since 0.1
     */
    template <class F, class End = detail::no_end>
    static output at(F f, End end = {})
    {
        using sink = detail::sink_of<F, End>;
        output made(kind::sink);
        made.sink_.write_at = &sink::write_at;
        made.keep(new (std::nothrow) sink{std::move(f), std::move(end)});
        return made;
    }

    /**
     * A callable that stores one behind the other, as a pipe does: `f(const void *data, std::size_t size)` takes up to `size`
     * bytes that come next, and returns as that of at().
     *
     * @param f the callable.
     * @param end as for at().
     * @return an output.
     * @since 0.1
     */
    template <class F, class End = detail::no_end>
    static output stream(F f, End end = {})
    {
        using sink = detail::sink_of<F, End>;
        output made(kind::sink);
        made.sink_.write = &sink::write;
        made.keep(new (std::nothrow) sink{std::move(f), std::move(end)});
        return made;
    }

    /** What was an output becomes this one. @param other is none any more. */
    output(output &&other) noexcept
        : kind_(other.kind_), path_(std::move(other.path_)), fd_(other.fd_), memory_(other.memory_),
          sink_(std::exchange(other.sink_, npy_sink{})), drop_(std::exchange(other.drop_, nullptr))
    {
    }
    output &operator=(output &&) = delete;
    ~output()
    {
        if (drop_) drop_(sink_.context);
    }

    /** @cond */
    std::string_view path() const noexcept { return is_path() ? std::string_view(path_) : std::string_view(); }
    bool is_path() const noexcept { return kind_ == kind::path; }
    const char *c_path() const noexcept { return path_.c_str(); }

    npy_status create(const npy_spec *spec, npy_writer **out, npy_error *err)
    {
        switch (kind_) {
        case kind::path: return npy_create(path_.c_str(), spec, out, err);
        case kind::descriptor: return npy_create_fd(fd_, spec, out, err);
        case kind::memory: return npy_create_memory(memory_, spec, out, err);
        default: return sink_.context ? given(npy_create_sink(&sink_, spec, out, err)) : detail::no_memory(err);
        }
    }
    npy_status create(const npz_options *options, npz_writer **out, npy_error *err)
    {
        switch (kind_) {
        case kind::path: return npz_create(path_.c_str(), options, out, err);
        case kind::descriptor: return npz_create_fd(fd_, options, out, err);
        case kind::memory: return npz_create_memory(memory_, options, out, err);
        default: return sink_.context ? given(npz_create_sink(&sink_, options, out, err)) : detail::no_memory(err);
        }
    }
    /** @endcond */

private:
    enum class kind { path, descriptor, memory, sink };

    explicit output(kind k) noexcept : kind_(k) {}

    template <class S>
    void keep(S *sink) noexcept
    {
        sink_.context = sink;
        sink_.end = &S::end;
        drop_ = [](void *context) { delete static_cast<S *>(context); };
    }
    npy_status given(npy_status status) noexcept
    {
        if (status == NPY_OK) drop_ = nullptr;
        return status;
    }

    kind kind_ = kind::path;
    text path_{""};
    int fd_ = -1;
    npy_memory *memory_ = nullptr;
    npy_sink sink_ = {};
    void (*drop_)(void *) = nullptr;
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
