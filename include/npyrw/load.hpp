/**
 * @file npyrw/load.hpp
 * Whole arrays with one call, and files that grow.
 */
#ifndef NPYRW_LOAD_HPP
#define NPYRW_LOAD_HPP

#include <npyrw/array.hpp>
#include <npyrw/file.hpp>
#include <npyrw/map.hpp>
#include <npyrw/writer.hpp>

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#if defined(__cpp_lib_expected)
#include <expected>
#endif

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * Loads a file.
 *
 * @code
 * auto u = npyrw::load<double>("u.npy");
 * auto v = npyrw::load<float>("v.npy", {npyrw::slice{0, 100}});
 * @endcode
 *
 * @tparam T the type of the elements. The file's must be the same, byte order aside (errc::dtype), unless the
 *         request converts.
 * @param from a path, fd{n}, a `memory`, a stream, or an input.
 * @param to told why not; left out: it is thrown.
 * @return the array, in the file's order; empty after a failure.
 * @since 0.1
 */
template <class T>
array<T> load(input from, report to NPYRW_THROWS_)
{
    const file f(std::move(from), to);
    return f ? f.load<T>(to) : array<T>();
}
/**
 * The same otherwise.
 *
 * @param from as there.
 * @param what a part, another order, a conversion.
 * @param to as there.
 * @return as there.
 */
template <class T>
array<T> load(input from, const request &what, report to NPYRW_THROWS_)
{
    const file f(std::move(from), to);
    return f ? f.load<T>(what, to) : array<T>();
}

/**
 * Opens a file to add rows to its slowest axis (the first in C order), or makes it.
 *
 * Rows that were added are visible after writer::flush(), for every reader; at every instant the file is a valid one.
 * writer::finish() flushes and ends, the destructor leaves the last flush. No other writer of this library gets the file
 * meanwhile (errc::busy).
 *
 * @code
 * auto series = npyrw::append<double>("series.npy", {npyrw::growing, ny, nx});
 * series.append(u);
 * series.flush();
 * @endcode
 *
 * @tparam T the type of an element.
 * @param path the file.
 * @param shape the length of each axis, npyrw::growing for the slowest; another shape of the file is errc::shape.
 * @param options how.
 * @param to told why not; left out: it is thrown.
 * @return the writer.
 * @since 0.1
 */
template <class T>
writer<T> append(text path, const axes &shape, const write_options &options, report to NPYRW_THROWS_)
{
    const auto make = [&](const npy_spec &spec, npy_writer **made, npy_error *err) {
        return npy_append(path.c_str(), &spec, made, err);
    };
    return writer<T>::made_by(make, shape, options, to, path);
}
/** The same as it comes. @tparam T the type of the elements. */
template <class T>
writer<T> append(text path, const axes &shape, report to NPYRW_THROWS_)
{
    return append<T>(path, shape, write_options(), to);
}
/** The same of a file that is there: its own shape, but for the slowest axis. @tparam T the type of the elements. */
template <class T>
writer<T> append(text path, report to NPYRW_THROWS_)
{
    const file f(path, to);
    if (!f || !f.expect<T>(-1, to)) return {};
    axes shape = f.shape();
    const bool fortran = f.order() == order::fortran;
    if (!shape.empty()) shape[fortran ? shape.size() - 1 : 0] = growing.value;
    // The axes of T are added again to those of the array.
    axes outer;
    for (std::size_t i = 0; i + detail::element<T>::ndim < shape.size(); i++) outer.push_back(shape[i]);
    return append<T>(path, outer, write_options().order(fortran ? order::fortran : order::c), to);
}

/**
 * What recover() found and did.
 *
 * Since 0.1.
 */
class recovery {
public:
    /** Nothing. */
    recovery() noexcept = default;
    /** @cond */
    explicit recovery(const npy_recovery &raw) noexcept : raw_(raw) {}
    /** @endcond */

    /** Whether there was anything to do. */
    explicit operator bool() const noexcept { return raw_.actions != 0; }
    /** The length of the slowest axis that the header claimed. */
    std::int64_t rows_before() const noexcept { return raw_.rows_before; }
    /** The length that it claims now; all of it is there. */
    std::int64_t rows_after() const noexcept { return raw_.rows_after; }
    /** One line that says it all. */
    const char *message() const noexcept { return raw_.message; }
    /** The rest, as npyrw.h has it. */
    const npy_recovery &raw() const noexcept { return raw_; }

private:
    npy_recovery raw_ = {};
};

/**
 * Makes a file whole after its writer died, and removes what dead writers left beside it.
 *
 * @param path the file; of one whose writer lives it is errc::busy.
 * @param to told why not; left out: it is thrown.
 * @return what was found and done.
 * @since 0.1
 */
inline recovery recover(text path, report to NPYRW_THROWS_)
{
    npy_recovery raw;
    return to.settle(npy_recover(path.c_str(), &raw, to.raw()), path) ? recovery(raw) : recovery();
}

#if defined(__cpp_lib_expected) || defined(DOXYGEN)
/**
 * Any call of this library as a `std::expected`. With C++23.
 *
 * @code
 * auto z = npyrw::attempt([&](npyrw::report why) { return npyrw::npz("m.npz", why); });
 * if (!z) return z.error().code();
 * @endcode
 *
 * @param call does the call with the `report` that it is given.
 * @return what it returned, or how it failed.
 * @since 0.1
 */
template <class Call>
auto attempt(Call &&call) -> std::expected<decltype(call(std::declval<report>())), failure>
{
    failure why;
    auto result = std::forward<Call>(call)(report(why));
    if (why) return std::unexpected(why);
    return result;
}

/** load() as a `std::expected`. With C++23. */
template <class T>
std::expected<array<T>, failure> try_load(input from, const request &what = {})
{
    return attempt([&](report why) { return load<T>(std::move(from), what, why); });
}

/** map as a `std::expected`. With C++23. */
template <class T>
std::expected<map<T>, failure> try_map(text path, map_mode mode = map_mode::read)
{
    return attempt([&](report why) { return map<T>(path, mode, why); });
}

/** file as a `std::expected`. With C++23. */
inline std::expected<file, failure> try_open(input from, const open_options &options = {})
{
    return attempt([&](report why) { return file(std::move(from), options, why); });
}

/** save() as a `std::expected`. With C++23. */
template <class X, class... Further>
std::expected<void, failure> try_save(output where, const X &x, const Further &...further)
{
    failure why;
    save(std::move(where), x, further..., why);
    if (why) return std::unexpected(why);
    return {};
}
/** The same of a list with a shape. */
template <class X>
std::expected<void, failure> try_save(output where, const X &x, const axes &shape, const write_options &options = {})
{
    failure why;
    save(std::move(where), x, shape, options, why);
    if (why) return std::unexpected(why);
    return {};
}
#endif

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
