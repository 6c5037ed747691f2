/**
 * @file npyrw/file.hpp
 * Arrays that are opened for reading.
 */
#ifndef NPYRW_FILE_HPP
#define NPYRW_FILE_HPP

#include <npyrw/array.hpp>
#include <npyrw/info.hpp>
#include <npyrw/input.hpp>
#include <npyrw/map.hpp>
#include <npyrw/read.hpp>
#include <npyrw/request.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * How an array is opened.
 *
 * @code
 * npyrw::file f("u.npy", npyrw::open_options{}.strict());
 * @endcode
 *
 * Since 0.1.
 */
class open_options {
public:
    /** Where the array starts. @param bytes counted from where reading starts. */
    open_options &offset(std::int64_t bytes) noexcept
    {
        raw_.offset = bytes;
        return *this;
    }
    /** The longest header that is accepted. @param bytes 0 is 1 MiB. */
    open_options &max_header(std::int64_t bytes) noexcept
    {
        raw_.max_header = bytes;
        return *this;
    }
    /** How deeply brackets may be nested in the header. @param depth 0 is 32. */
    open_options &max_nesting(int depth) noexcept
    {
        raw_.max_nesting = depth;
        return *this;
    }
    /** The elements need not be there: for headers that came by network or MPI. */
    open_options &header_only() noexcept { return flag(NPY_OPEN_HEADER_ONLY); }
    /** Only what NumPy itself writes, in any of its versions. */
    open_options &strict() noexcept { return flag(NPY_OPEN_STRICT); }
    /** You promise that nobody shortens the file while it is open. */
    open_options &steady() noexcept { return flag(NPY_OPEN_STEADY); }

    /** @cond */
    const npy_open_options &raw() const noexcept { return raw_; }
    /** @endcond */

private:
    open_options &flag(std::uint32_t one) noexcept
    {
        raw_.flags |= one;
        return *this;
    }

    npy_open_options raw_ = {};
};

/**
 * One array, opened for reading: a file, a descriptor or pipe, memory, a stream, a member of an archive. They all behave
 * alike, except that what comes from a pipe or a stream is read once.
 *
 * Move-only; one that was moved from is not open, and using it is errc::argument. A const one may be used by many threads at once.
 *
 * @code
 * npyrw::file f("big.npy");
 * std::vector<double> part(64 * 64);
 * f.read(part, {npyrw::slice{0, 64}, npyrw::slice{0, 64}});
 * @endcode
 *
 * Since 0.1.
 */
class file {
public:
    /** Nothing is open. */
    file() noexcept = default;

    /**
     * Opens an array and reads its header, which is held against the bytes that are there.
     *
     * @param from a path, fd{n}, a `memory`, a stream, or an input.
     * @param to told why not; left out: it is thrown.
     */
    explicit file(input from, report to NPYRW_THROWS_) { open(from, nullptr, to); }
    /**
     * The same with options.
     *
     * @param from as there.
     * @param options limits, and what is accepted.
     * @param to as there.
     */
    file(input from, const open_options &options, report to NPYRW_THROWS_) { open(from, &options.raw(), to); }

    /** @cond */
    file(npy_reader *reader, std::string_view name) noexcept : handle_(reader), name_(name) {}
    /** @endcond */

    /** Whether it is open. */
    explicit operator bool() const noexcept { return handle_ != nullptr; }
    /** Closes it, as the destructor does. */
    void close() noexcept { handle_.reset(); }

    // --- asking ---

    /** What is known of the array; nothing if it is not open. Its texts live until close() or next(). */
    npyrw::info info() const noexcept
    {
        npy_info raw = {};
        npy_header(handle_.get(), &raw, nullptr);
        return npyrw::info(raw);
    }
    /** The length of each axis, in NumPy's order. */
    axes shape() const noexcept { return info().shape(); }
    /** The dtype as NumPy writes it; lives until close() or next(). */
    std::string_view dtype() const noexcept { return info().dtype(); }
    /** How many axes. */
    std::size_t ndim() const noexcept { return info().ndim(); }
    /** How many elements. */
    std::int64_t size() const noexcept { return info().size(); }
    /** order::c or order::fortran. */
    npyrw::order order() const noexcept { return info().order(); }

    /**
     * Whether the elements are of this type, byte order aside.
     *
     * @tparam T the type of an element.
     * @param ndim how many axes there shall be; -1 for any number.
     * @return whether it is so.
     * @since 0.1
     */
    template <class T>
    bool is(int ndim = -1) const
    {
        std::error_code ignored;
        return expect<T>(ndim, ignored);
    }

    /**
     * Checks that the array is what you are about to take it for. Reading checks the dtype by itself.
     *
     * @tparam T the type of an element.
     * @param ndim how many axes there shall be; -1 for any number.
     * @param to told what was wanted and what was found; left out: it is thrown.
     * @return true; false after a failure.
     * @since 0.1
     */
    template <class T>
    bool expect(int ndim, report to NPYRW_THROWS_) const
    {
        const char *dtype = detail::dtype_text<T>(to, name_);
        return dtype && to.settle(npy_expect(handle_.get(), dtype, ndim, to.raw()), name_);
    }

    /**
     * What reading would give: dtype, shape, size.
     *
     * @tparam T the type in memory; `void` for the file's own.
     * @param what what is to be read.
     * @param to told why it cannot be; left out: it is thrown.
     * @return what is known of the result; lives until close() or next().
     * @since 0.1
     */
    template <class T = void>
    npyrw::info plan(const request &what, report to NPYRW_THROWS_) const
    {
        const char *dtype = nullptr;
        if constexpr (!std::is_void_v<T>) {
            dtype = detail::dtype_text<T>(to, name_);
            if (!dtype) return {};
        }
        const detail::slices part(what.slices());
        const npy_request raw = what.raw(dtype, part, npyrw::order::keep);
        npy_info result;
        return to.settle(npy_plan(handle_.get(), &raw, &result, to.raw()), name_) ? npyrw::info(result) : npyrw::info();
    }

    // --- reading ---

    /**
     * Reads everything into memory of the library's.
     *
     * @tparam T the type of the elements: the file's, byte order aside.
     * @param to told why not; left out: it is thrown.
     * @return the array, in the file's order; empty after a failure.
     * @since 0.1
     */
    template <class T>
    array<T> load(report to NPYRW_THROWS_) const
    {
        return detail::load<T>(handle_.get(), {}, to, name_);
    }
    /**
     * The same otherwise.
     *
     * @param what a part, another order, a conversion.
     * @param to as there.
     * @return as there.
     */
    template <class T>
    array<T> load(const request &what, report to NPYRW_THROWS_) const
    {
        return detail::load<T>(handle_.get(), what, to, name_);
    }

    /**
     * Reads everything into memory of yours.
     *
     * @param dst a vector, a span, a matrix …: see adapt. One axis of packed elements takes an array of any shape, in C order
     *        unless the request has another; all else must have the array's shape, and keeps its own layout. Never
     *        resized: another number of elements is errc::size.
     * @param to told why not; left out: it is thrown.
     * @return true; false after a failure, which leaves `dst` unspecified.
     * @since 0.1
     */
    template <class X>
    bool read(X &&dst, report to NPYRW_THROWS_) const
    {
        return detail::read(handle_.get(), detail::memory_of(dst), {}, to, name_);
    }
    /**
     * The same otherwise.
     *
     * @param dst as there.
     * @param what a part, another order, a conversion.
     * @param to as there.
     * @return as there.
     */
    template <class X>
    bool read(X &&dst, const request &what, report to NPYRW_THROWS_) const
    {
        return detail::read(handle_.get(), detail::memory_of(dst), what, to, name_);
    }
    /**
     * Reads into memory of yours.
     *
     * @param dst where the first element goes.
     * @param count how many there is room for: exactly as many as are read.
     * @param to told why not; left out: it is thrown.
     * @return true; false after a failure.
     * @since 0.1
     */
    template <class T>
    bool read(T *dst, std::size_t count, report to NPYRW_THROWS_) const
    {
        return read(npyrw::view<T>(dst, {count}), to);
    }
    /**
     * The same otherwise.
     *
     * @param dst as there.
     * @param count as there.
     * @param what a part, another order, a conversion.
     * @param to as there.
     * @return as there.
     */
    template <class T>
    bool read(T *dst, std::size_t count, const request &what, report to NPYRW_THROWS_) const
    {
        return read(npyrw::view<T>(dst, {count}), what, to);
    }

    /**
     * Makes the file's own bytes memory, without reading them; see map.
     *
     * @tparam T the type of the elements: `map<const double>` only reads.
     * @param mode map_mode::read or map_mode::copy_on_write.
     * @param to told why not; left out: it is thrown.
     * @return the map, which may outlive this.
     * @since 0.1
     */
    template <class T>
    npyrw::map<T> map(map_mode mode, report to NPYRW_THROWS_) const
    {
        return detail::map_from<T>(handle_.get(), mode, to, name_);
    }
    /** The same, to be read. */
    template <class T>
    npyrw::map<T> map(report to NPYRW_THROWS_) const
    {
        static_assert(std::is_const_v<T>, "npyrw: map<const T>, or say map_mode::copy_on_write");
        return detail::map_from<T>(handle_.get(), map_mode::read, to, name_);
    }

    /**
     * Goes on to the array that follows in the same file or stream.
     *
     * @param to told why it cannot be read; left out: it is thrown. That there is none is no failure.
     * @return whether there is one; this then speaks of it.
     * @since 0.1
     */
    bool next(report to NPYRW_THROWS_)
    {
        const npy_status status = npy_next(handle_.get(), to.raw());
        if (status != NPY_ERR_END) return to.settle(status, name_);
        to.forget(status);
        return false;
    }

    /** As npyrw.h has it; stays this object's. NULL if it is not open. */
    npy_reader *raw() const noexcept { return handle_.get(); }

private:
    void open(input &from, const npy_open_options *options, report &to)
    {
        npy_reader *reader = nullptr;
        if (!to.settle(from.open(options, &reader, to.raw()), from.path())) return;
        handle_.reset(reader);
        name_ = detail::label(from.path());
    }

    struct close_it {
        void operator()(npy_reader *r) const noexcept
        {
            npy_close(r);
            detail::forget_caught();
        }
    };
    std::unique_ptr<npy_reader, close_it> handle_;
    detail::label name_;
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
