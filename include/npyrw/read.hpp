/**
 * @file npyrw/read.hpp
 * How elements get from a reader into memory. Nothing in here is for users: see npyrw/file.hpp.
 */
#ifndef NPYRW_READ_HPP
#define NPYRW_READ_HPP

#include <npyrw/array.hpp>
#include <npyrw/info.hpp>
#include <npyrw/map.hpp>
#include <npyrw/request.hpp>
#include <npyrw/struct.hpp>
#include <npyrw/view.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

// That the file has this dtype, where no conversion was asked for; of a field the casting rule says so.
inline bool expected(const npy_reader *reader, const char *dtype, const request &r, report &to, std::string_view path)
{
    return r.converts() || r.of_field() || to.settle(npy_expect(reader, dtype, -1, to.raw()), path);
}

// What was read as bools becomes some.
template <class T>
void truths(const view<T> &v)
{
    if constexpr (has_truth<T>()) {
        each(v, [](T &one) { make_truths<T>(reinterpret_cast<unsigned char *>(std::addressof(one))); });
    } else {
        static_cast<void>(v);
    }
}

template <class T>
array<T> load(const npy_reader *reader, const request &r, report &to, std::string_view path)
{
    if (r.is_by_name()) {
        to.fail(errc::unsupported, path, "members are read by their names into memory of the caller's: see file::read()");
        return {};
    }
    const char *dtype = dtype_text<T>(to, path);
    if (!dtype || !expected(reader, dtype, r, to, path)) return {};
    const slices part(r.slices());
    const npy_request raw = r.raw(dtype, part, element<T>::ndim > 0 ? order::c : order::keep);
    if constexpr (element<T>::ndim > 0) {
        npy_info result;
        if (!to.settle(npy_plan(reader, &raw, &result, to.raw()), path) || !ends_in_own_axes<T>(result, to, path)) return {};
    }
    npy_array *made = nullptr;
    if (!to.settle(npy_load_from(reader, &raw, &made, to.raw()), path)) return {};
    array<T> loaded{array_handle(made)};
    truths(loaded.view());
    return loaded;
}

inline bool wrong_shape(axes_view wanted, axes_view found, report &to, std::string_view path)
{
    return to.fail(errc::shape, path, "wanted the shape %s; found %s", shown(wanted).text, shown(found).text);
}

// Where the members of a struct go, and from which field they come.
struct by_name {
    const npy_reader *reader;
    const request &wanted;
    const slices &part;
    report &to;
    std::string_view path;

    // A member of that type at `at` of each element, which may itself be a struct or an array.
    template <class M>
    bool read(void *at, axes shape, axes strides, std::string_view field) const
    {
        using base = typename element<M>::base;
        const axes own = own_axes<M>();
        const axes steps = packed(own, size_of<base>, false);
        for (std::size_t i = 0; i < own.size(); i++) {
            shape.push_back(own[i]);
            strides.push_back(steps[i]);
        }
        if constexpr (has_members<base>::value) {
            return read_members<base>(at, shape, strides, field);
        } else {
            npy_request raw = wanted.raw(dtype_text<M>(to, path), part, order::c);
            const label name(field);
            raw.field = name.c_str();
            raw.strides = strides.data();
            npy_info found;
            if (!to.settle(npy_plan(reader, &raw, &found, to.raw()), path)) return false;
            const axes_view has(found.shape, static_cast<std::size_t>(found.ndim));
            if (has != axes_view(shape)) {
                return to.fail(errc::shape, path, "wanted the shape %s of the field %s; found %s", shown(shape).text, name.c_str(),
                               shown(has).text);
            }
            return to.settle(npy_read(reader, &raw, at, static_cast<std::size_t>(found.nbytes), to.raw()), path);
        }
    }

    template <class T>
    bool read_members(void *at, const axes &shape, const axes &strides, std::string_view inside) const
    {
        return std::apply(
            [&](const auto &...m) { return (read_member(m, at, shape, strides, inside) && ...); }, dtype<T>::members);
    }

    template <class Member>
    bool read_member(const Member &m, void *at, const axes &shape, const axes &strides, std::string_view inside) const
    {
        label field(inside);
        const bool whole = (inside.empty() || field.append(".")) && field.append(m.name);
        if (!whole) return to.fail(errc::memory, path, "the name of a field could not be allocated");
        return read<typename Member::type>(static_cast<unsigned char *>(at) + offset_of(m), shape, strides, field);
    }
};

template <class T>
bool read_by_name(const npy_reader *reader, const view<T> &dst, const request &r, report &to, std::string_view path)
{
    if constexpr (!has_members<T>::value) {
        static_cast<void>(reader);
        static_cast<void>(dst);
        static_cast<void>(r);
        return to.fail(errc::dtype, path, "only structs have members that are read by their names");
    } else {
        const slices part(r.slices());
        const npy_request whole = r.raw(nullptr, part, order::c);
        npy_info found;
        if (!to.settle(npy_plan(reader, &whole, &found, to.raw()), path)) return false;
        const axes_view shape(found.shape, static_cast<std::size_t>(found.ndim));
        const by_name members{reader, r, part, to, path};
        if (dst.ndim() != 1 || !dst.is_packed()) {
            if (axes_view(dst.shape()) != shape) return wrong_shape(dst.shape(), shape, to, path);
            return members.read_members<T>(dst.data(), dst.shape(), dst.byte_strides(), {});
        }
        if (found.count != static_cast<std::int64_t>(dst.size())) {
            return to.fail(errc::size, path, "there is room for %zu elements, the result has %lld", dst.size(),
                           static_cast<long long>(found.count));
        }
        return members.read_members<T>(dst.data(), shape, packed(shape, size_of<T>, whole.order == 'F'), {});
    }
}

template <class T>
bool read(const npy_reader *reader, const view<T> &dst, const request &r, report &to, std::string_view path)
{
    static_assert(!std::is_const_v<T>, "npyrw: what is read into is not const");
    if (r.is_by_name()) {
        if (!read_by_name(reader, dst, r, to, path)) return false;
        truths(dst);
        return true;
    }
    const char *dtype = dtype_text<T>(to, path);
    if (!dtype || !expected(reader, dtype, r, to, path)) return false;
    const slices part(r.slices());
    npy_request raw = r.raw(dtype, part, order::c);
    npy_info result;
    if (!to.settle(npy_plan(reader, &raw, &result, to.raw()), path)) return false;
    // A list takes all elements one behind the other, whatever the shape.
    if (dst.ndim() != 1 || !dst.is_packed()) {
        const axes_view found(result.shape, static_cast<std::size_t>(result.ndim));
        if (axes_view(dst.shape()) != found) return wrong_shape(dst.shape(), found, to, path);
        raw.order = is_fortran(dst) ? 'F' : 'C';
        raw.strides = is_fortran(dst) || dst.is_packed() ? nullptr : dst.byte_strides().data();
    }
    if (!to.settle(npy_read(reader, &raw, dst.data(), dst.size() * sizeof(T), to.raw()), path)) return false;
    truths(dst);
    return true;
}

} // namespace detail
/** @endcond */

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
