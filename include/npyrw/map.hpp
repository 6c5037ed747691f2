/**
 * @file npyrw/map.hpp
 * Files in the address space.
 */
#ifndef NPYRW_MAP_HPP
#define NPYRW_MAP_HPP

#include <npyrw/array.hpp>
#include <npyrw/options.hpp>

#include <cstdint>
#include <cstring>
#include <memory>
#include <type_traits>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * What becomes of what is stored into a map.
 *
 * Since 0.1.
 */
enum class map_mode : std::int32_t {
    read = NPY_MAP_READ,             /**< Nothing is stored: for `map<const T>`. */
    write = NPY_MAP_WRITE,           /**< It goes into the file. */
    copy_on_write = NPY_MAP_PRIVATE, /**< It stays in this process; the file is as it was. */
    prefault = NPY_MAP_PREFAULT      /**< To be or-ed to the others: all is read in at once, so that what cannot be read is an error and no signal. */
};

/** Two of them together. @param a one. @param b the other. @return both. */
constexpr map_mode operator|(map_mode a, map_mode b) noexcept
{
    return static_cast<map_mode>(static_cast<std::int32_t>(a) | static_cast<std::int32_t>(b));
}

template <class T>
class map;

/** @cond */
namespace detail {

// That the last axes are those of T itself, as it wants them.
template <class T>
bool ends_in_own_axes(const npy_info &found, report &to, std::string_view path)
{
    const axes own = own_axes<std::remove_cv_t<T>>();
    const axes_view all(found.shape, static_cast<std::size_t>(found.ndim));
    if (own.empty()) return true;
    if (all.size() < own.size() || axes_view(all.end() - own.size(), own.size()) != axes_view(own)) {
        return to.fail(errc::shape, path, "wanted %s as the last axes; found the shape %s", shown(own).text, shown(all).text);
    }
    if (all.size() > 1 && found.order != 'C') {
        return to.fail(errc::shape, path, "elements that are arrays lie in C order; found Fortran order");
    }
    return true;
}

template <class T>
map<T> mapped(npy_array *array, report &to, std::string_view path)
{
    array_handle handle(array);
    if (!handle || !ends_in_own_axes<T>(*npy_array_info(array), to, path)) return {};
    T *data = nullptr;
    if constexpr (std::is_const_v<T>) {
        data = static_cast<T *>(npy_array_data(array));
    } else {
        data = static_cast<T *>(npy_array_data_mut(array));
        if (!data && npy_array_info(array)->nbytes > 0) {
            to.fail(errc::argument, path, "what is mapped to be read is a map of const elements");
            return {};
        }
    }
    // Of a struct the library knows the fields, not how this compiler aligns it.
    if (reinterpret_cast<std::uintptr_t>(data) % alignof(T) != 0) {
        to.fail(errc::unsupported, path, "the elements are not aligned to %zu bytes", alignof(T));
        return {};
    }
    return map<T>(std::move(handle), data);
}

template <class T>
map<T> map_from(const npy_reader *reader, map_mode mode, report &to, std::string_view path)
{
    const char *dtype = dtype_text<std::remove_cv_t<T>>(to, path);
    if (!dtype || !to.settle(npy_expect(reader, dtype, -1, to.raw()), path)) return {};
    npy_array *made = nullptr;
    if (!to.settle(npy_map_from(reader, static_cast<std::int32_t>(mode), &made, to.raw()), path)) return {};
    return mapped<T>(made, to, path);
}

template <class T>
map<T> map_path(const char *path, map_mode mode, report &to, std::string_view name)
{
    struct close {
        void operator()(npy_reader *r) const noexcept { npy_close(r); }
    };
    npy_reader *opened = nullptr;
    if (!to.settle(npy_open(path, &opened, to.raw()), name)) return {};
    const std::unique_ptr<npy_reader, close> reader(opened);
    const auto bits = static_cast<std::int32_t>(mode);
    if ((bits & NPY_MAP_WRITE) == 0) return map_from<T>(opened, mode, to, name);

    const char *dtype = dtype_text<std::remove_cv_t<T>>(to, name);
    if (!dtype || !to.settle(npy_expect(opened, dtype, -1, to.raw()), name)) return {};
    npy_info looked_at;
    npy_array *made = nullptr;
    if (!to.settle(npy_header(opened, &looked_at, to.raw()), name)) return {};
    if (!to.settle(npy_map(path, bits, &made, to.raw()), name)) return {};
    // By its path the file was opened a second time: somebody may have replaced it.
    if (std::strcmp(looked_at.descr, npy_array_info(made)->descr) != 0) {
        npy_array_free(made);
        to.fail(errc::busy, name, "the file became another one while it was mapped");
        return {};
    }
    return mapped<T>(made, to, name);
}

} // namespace detail
/** @endcond */

/**
 * A file in the address space: its own bytes become memory, however large it is, and each page is read when it is first
 * touched. `map<const T>` only reads; `map<T>` needs map_mode::write or map_mode::copy_on_write.
 *
 * If another process cuts the file while it is mapped, touching what is gone ends the program with SIGBUS; where you
 * cannot rule that out, use load(). The bytes are the file's: a `bool` that is neither 0 nor 1 there is none here, where load()
 * makes it one.
 *
 * @code
 * npyrw::map<const float> big("big.npy");
 * float first = big(0, 0, 0);
 * @endcode
 *
 * @tparam T the type of an element, `const` where it can only be read.
 *
 * Since 0.1.
 */
template <class T>
class map : public elements<T> {
public:
    /** Nothing is mapped. */
    map() noexcept = default;

    /**
     * Maps a file.
     *
     * @param path the file; it must be a regular one, in this machine's byte order.
     * @param mode what becomes of what is stored.
     * @param to told why not; left out: it is thrown.
     */
    map(text path, map_mode mode, report to NPYRW_THROWS_) : map(detail::map_path<T>(path.c_str(), mode, to, path)) {}
    /** The same, to be read. Only for a `map` of `const` elements. */
    explicit map(text path, report to NPYRW_THROWS_) : map(path, map_mode::read, to)
    {
        static_assert(std::is_const_v<T>, "npyrw: map<const T>, or say map_mode::write or map_mode::copy_on_write");
    }
    /** What was a map becomes this one; the other has no elements. */
    map(map &&) noexcept = default;
    /** The same; what this one had is unmapped. */
    map &operator=(map &&) noexcept = default;

    /** @cond */
    map(detail::array_handle handle, T *data) noexcept : elements<T>(std::move(handle), data) {}
    /** @endcond */

    /**
     * Makes a file of zeros and maps it to be written. The file is there under its name, valid, at once, and its space is
     * claimed, so that a full disk is an error here and no signal later.
     *
     * @param path the file.
     * @param shape the length of each axis.
     * @param options how; left out: in C order, and what has the name is replaced.
     * @param to told why not; left out: it is thrown.
     * @return the map.
     * @since 0.1
     */
    static map create(text path, const axes &shape, const write_options &options, report to NPYRW_THROWS_)
    {
        static_assert(!std::is_const_v<T>, "npyrw: what is created is there to be written");
        const char *dtype = detail::dtype_text<T>(to, path);
        if (!dtype) return {};
        axes whole(shape);
        detail::element<T>::add_axes(whole);
        const npy_spec spec = options.raw(dtype, whole, npyrw::order::c);
        npy_array *made = nullptr;
        if (!to.settle(npy_map_create(path.c_str(), &spec, &made, to.raw()), path)) return {};
        return detail::mapped<T>(made, to, path);
    }
    /** The same as it comes. */
    static map create(text path, const axes &shape, report to NPYRW_THROWS_) { return create(path, shape, write_options(), to); }

    /**
     * Waits until what was stored is on the disk, and tells whether the file is still whole.
     *
     * @param to told why not (errc::truncated: it was cut while it was mapped); left out: it is thrown.
     * @return true; false after a failure.
     * @since 0.1
     */
    bool flush(report to NPYRW_THROWS_) { return to.settle(npy_array_flush(this->handle_.get(), to.raw())); }
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
