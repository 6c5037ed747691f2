/**
 * @file npyrw/writer.hpp
 * Arrays that are written: whole ones with one call, and piece by piece.
 */
#ifndef NPYRW_WRITER_HPP
#define NPYRW_WRITER_HPP

#include <npyrw/info.hpp>
#include <npyrw/options.hpp>
#include <npyrw/output.hpp>
#include <npyrw/view.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

struct discard {
    void operator()(npy_writer *w) const noexcept
    {
        npy_discard(w);
        forget_caught();
    }
};
using writer_handle = std::unique_ptr<npy_writer, discard>;

// What a whole array is to the library: the spec, and the strides where it wants them.
template <class T>
struct whole_array {
    whole_array(const view<T> &v, const char *dtype, const write_options &options) noexcept
        : spec(options.raw(dtype, v.shape(), is_fortran(v) ? order::fortran : order::c)),
          strides(v.is_packed(in()) ? nullptr : v.byte_strides().data())
    {
    }
    order in() const noexcept { return spec.order == 'F' ? order::fortran : order::c; }

    npy_spec spec;
    const std::int64_t *strides;
};

template <class T>
bool write_whole(npy_writer *writer, const whole_array<T> &whole, const view<T> &v, report &to, std::string_view path)
{
    writer_handle handle(writer);
    npy_status status = NPY_OK;
    if (!whole.strides) {
        status = npy_write(writer, v.data(), v.size() * sizeof(T), to.raw());
    } else {
        const axes &shape = v.shape();
        status = npy_write_rows(writer, shape[whole.in() == order::fortran ? shape.size() - 1 : 0], v.data(), whole.strides, to.raw());
    }
    return to.settle(status, path) && to.settle(npy_finish(handle.release(), to.raw()), path);
}

template <class T>
bool save(output &where, const view<T> &v, const write_options &options, report &to)
{
    const char *dtype = dtype_text<std::remove_cv_t<T>>(to, where.path());
    if (!dtype) return false;
    const whole_array<T> whole(v, dtype, options);
    if (where.is_path()) {
        return to.settle(npy_save_with(where.c_path(), &whole.spec, v.data(), whole.strides, to.raw()), where.path());
    }
    npy_writer *writer = nullptr;
    if (!to.settle(where.create(&whole.spec, &writer, to.raw()), where.path())) return false;
    return write_whole(writer, whole, v, to, where.path());
}

// The order of memory that has no strides of its own.
inline order memory_order(const write_options &options) noexcept
{
    return options.order() == order::fortran ? order::fortran : order::c;
}

// That a list has as many elements as its shape.
template <class V, class X>
bool expect_fit(bool fits, const V &v, const X &x, report &to, std::string_view path)
{
    if (fits) return true;
    std::size_t given = 0;
    if constexpr (!std::is_pointer_v<X>) given = static_cast<std::size_t>(std::size(x));
    return to.fail(errc::size, path, "%zu elements were given for the shape %s", given, shown(v.shape()).text);
}

} // namespace detail
/** @endcond */

/**
 * Saves an array, byte for byte as `numpy.save` does. The old file stays until the new one is complete.
 *
 * @code
 * npyrw::save("u.npy", u);           // a vector, a matrix, an mdspan, a single value …: see npyrw::adapt
 * npyrw::save("v.npy", v, {ny, nx}); // a vector, or a pointer, with a shape
 * @endcode
 *
 * @param where a path, fd{n}, a `memory`, a stream, or an output.
 * @param x the elements, with their shape.
 * @param to told why not; left out: it is thrown.
 * @return true; false after a failure.
 * @since 0.1
 */
template <class X>
bool save(output where, const X &x, report to NPYRW_THROWS_)
{
    return detail::save(where, detail::memory_of(x), write_options(), to);
}
/**
 * The same with options.
 *
 * @param where as there.
 * @param x as there.
 * @param options order, dtype, and what becomes of an old file.
 * @param to as there.
 * @return as there.
 */
template <class X>
bool save(output where, const X &x, const write_options &options, report to NPYRW_THROWS_)
{
    return detail::save(where, detail::memory_of(x), options, to);
}
/**
 * Saves a list of elements with a shape.
 *
 * @param where a path, fd{n}, a `memory`, a stream, or an output.
 * @param x a pointer to the first element, or what has `data()` and `size()`; another number of elements than the
 *        shape has is errc::size.
 * @param shape the length of each axis.
 * @param options how; memory is taken to be in the order of the file.
 * @param to told why not; left out: it is thrown.
 * @return true; false after a failure.
 * @since 0.1
 */
template <class X>
bool save(output where, const X &x, const axes &shape, const write_options &options, report to NPYRW_THROWS_)
{
    bool fits = false;
    const auto v = detail::memory_of(x, shape, detail::memory_order(options), fits);
    return detail::expect_fit(fits, v, x, to, where.path()) && detail::save(where, v, options, to);
}
/** The same as it comes, in C order. */
template <class X>
bool save(output where, const X &x, const axes &shape, report to NPYRW_THROWS_)
{
    return save(std::move(where), x, shape, write_options(), to);
}

/**
 * An array that is written piece by piece: rows of an axis that grows, or slabs of one that has its size.
 *
 * Move-only. The file appears under its name at finish(); the destructor discards what was not finished. One thread at a
 * time, except for write_slab().
 *
 * @code
 * npyrw::writer<double> film("film.npy", {npyrw::growing, ny, nx});
 * for (int step = 0; step < 100; step++) film.append(u);
 * film.finish();
 * @endcode
 *
 * @tparam T the type of an element; of an array of fixed size the axes come last.
 *
 * Since 0.1.
 */
template <class T>
class writer {
    static_assert(!std::is_const_v<T>, "npyrw: writer<double>, not writer<const double>");

public:
    /** Nothing is written. */
    writer() noexcept = default;

    /**
     * Starts an array.
     *
     * @param where a path, fd{n}, a `memory`, a stream, or an output.
     * @param shape the length of each axis; the slowest (the first in C order) may be npyrw::growing.
     * @param options how.
     * @param to told why not; left out: it is thrown.
     */
    writer(output where, const axes &shape, const write_options &options, report to NPYRW_THROWS_)
    {
        start(shape, options, to, where.path(),
              [&](const npy_spec &spec, npy_writer **made, npy_error *err) { return where.create(&spec, made, err); });
    }
    /** The same as it comes. */
    writer(output where, const axes &shape, report to NPYRW_THROWS_) : writer(std::move(where), shape, write_options(), to) {}

    /** @cond */
    template <class Make>
    static writer made_by(Make make, const axes &shape, const write_options &options, report &to, std::string_view path)
    {
        writer made;
        made.start(shape, options, to, path, make);
        return made;
    }
    /** @endcond */

    /** Whether something is being written. */
    explicit operator bool() const noexcept { return handle_ != nullptr; }

    /**
     * Writes the next rows of the slowest axis.
     *
     * @param x one row, which has an axis less than the array; or several, with as many axes; or a list (one axis, packed)
     *        of whole rows, in the order of the file. Any other layout is taken as it lies.
     * @param to told why not; left out: it is thrown.
     * @return true; false after a failure, after which it can only be discarded (a file from npyrw::append may go on).
     * @since 0.1
     */
    template <class X>
    bool append(const X &x, report to NPYRW_THROWS_)
    {
        return rows(detail::memory_as<const base>(x), to);
    }

    /**
     * Writes the next elements, packed, in the order of the file.
     *
     * @param data the first one.
     * @param count how many.
     * @param to told why not; left out: it is thrown.
     * @return true; false after a failure.
     * @since 0.1
     */
    bool write(const T *data, std::size_t count, report to NPYRW_THROWS_)
    {
        return to.settle(npy_write(handle_.get(), data, count * sizeof(T), to.raw()), name_);
    }

    /**
     * Writes a slab, wherever it is in the file. Many threads may write slabs at once, if these do not overlap; not to be
     * mixed with append() and write().
     *
     * @param part a slice for each axis; missing ones are whole.
     * @param x the slab: of its shape, in any layout; or a list of its elements, in the order of the file.
     * @param to told why not; left out: it is thrown.
     * @return true; false after a failure.
     * @since 0.1
     */
    template <class X>
    bool write_slab(std::initializer_list<slice> part, const X &x, report to NPYRW_THROWS_) const
    {
        return slab(detail::slices(part), detail::memory_as<const base>(x), to);
    }

    /**
     * Makes the rows of a file that grows visible: see npyrw::append().
     *
     * @param to told why not; left out: it is thrown.
     * @return true; false after a failure.
     * @since 0.1
     */
    bool flush(report to NPYRW_THROWS_) { return to.settle(npy_flush(handle_.get(), to.raw()), name_); }

    /**
     * Ends the array: its file is there now.
     *
     * @param to told why not (elements that are missing are errc::size), and the old file stays; left out: it is thrown.
     * @return true; false after a failure. Nothing is written any more in either case.
     * @since 0.1
     */
    bool finish(report to NPYRW_THROWS_)
    {
        const npy_status status = npy_finish(handle_.release(), to.raw());
        return to.settle(status, name_);
    }

    /** Gives it up, as the destructor does: the old file stays; of one that grows, what was flushed. */
    void discard() noexcept { handle_.reset(); }

    /** What was written so far: a growing axis has its length as of now. Lives as long as this is written. */
    npyrw::info info() const noexcept
    {
        npy_info raw = {};
        npy_writer_info(handle_.get(), &raw, nullptr);
        return npyrw::info(raw);
    }
    /** The length of each axis; a growing one as of now. */
    axes shape() const noexcept { return info().shape(); }

    /** As npyrw.h has it; stays this object's. NULL if nothing is written. */
    npy_writer *raw() const noexcept { return handle_.get(); }

private:
    using base = typename detail::element<T>::base;

    template <class Make>
    void start(const axes &shape, const write_options &options, report &to, std::string_view path, Make make)
    {
        const char *dtype = detail::dtype_text<T>(to, path);
        if (!dtype) return;
        // The library keeps the address of the callable.
        if (options.progress()) {
            progress_.reset(new (std::nothrow) npyrw::progress(options.progress()));
            if (!progress_) {
                to.settle(detail::no_memory(to.raw()), path);
                return;
            }
        }
        axes whole(shape);
        detail::element<T>::add_axes(whole);
        npy_spec spec = options.raw(dtype, whole, npyrw::order::c);
        spec.context = progress_.get();
        npy_writer *made = nullptr;
        if (!to.settle(make(spec, &made, to.raw()), path)) return;
        handle_.reset(made);
        name_ = detail::label(path);
    }

    bool rows(const view<const base> &v, report &to)
    {
        const npyrw::info now = info();
        const axes_view given(v.shape()), whole(now.shape());
        const std::size_t slowest = now.order() == npyrw::order::fortran && whole.size() > 0 ? whole.size() - 1 : 0;
        const bool one = given.size() + 1 == whole.size();
        bool fits = !whole.empty() && (one || given.size() == whole.size());
        axes strides;
        std::int64_t row = 1;
        std::size_t from = 0;
        for (std::size_t axis = 0; axis < whole.size(); axis++) {
            if (axis != slowest) row *= whole[axis];
            if (!fits) continue;
            const bool missing = one && axis == slowest;
            fits = missing || axis == slowest || given[from] == whole[axis];
            strides.push_back(missing ? 0 : v.byte_strides()[from++]);
        }
        if (fits) {
            return to.settle(npy_write_rows(handle_.get(), one ? 1 : given[slowest], v.data(), strides.data(), to.raw()), name_);
        }
        if (v.ndim() > 1 || !v.is_packed()) {
            return to.fail(errc::shape, name_, "found rows of the shape %s for an array of the shape %s", detail::shown(given).text,
                           detail::shown(whole).text);
        }
        if (row > 0 && static_cast<std::int64_t>(v.size()) % row != 0) {
            return to.fail(errc::size, name_, "%zu elements are no whole rows of %lld", v.size(), static_cast<long long>(row));
        }
        return to.settle(npy_write(handle_.get(), v.data(), v.size() * sizeof(base), to.raw()), name_);
    }

    bool slab(const detail::slices &part, const view<const base> &v, report &to) const
    {
        const npyrw::info now = info();
        std::int64_t count = 1;
        axes picked;
        for (std::size_t axis = 0; axis < now.ndim(); axis++) {
            picked.push_back(detail::picked(axis < static_cast<std::size_t>(part.size()) ? part.data()[axis] : npy_slice{}, now.shape()[axis]));
            count *= picked[axis];
        }
        const bool list = v.ndim() == 1 && v.is_packed() && now.ndim() != 1;
        if (list ? count != static_cast<std::int64_t>(v.size()) : axes_view(v.shape()) != axes_view(picked)) {
            return to.fail(errc::shape, name_, "found a slab of the shape %s where the slices pick %s", detail::shown(v.shape()).text,
                           detail::shown(picked).text);
        }
        const std::int64_t *strides = list ? nullptr : v.byte_strides().data();
        return to.settle(npy_write_slab(handle_.get(), part.data(), part.size(), v.data(), strides, to.raw()), name_);
    }

    detail::writer_handle handle_;
    std::unique_ptr<npyrw::progress> progress_;
    detail::label name_;
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
