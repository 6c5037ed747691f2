/**
 * @file npyrw/strings.hpp
 * Arrays of texts as `std::string`s, UTF-8.
 *
 * @code
 * npyrw::save_strings("names.npy", std::vector<std::string>{"north", "south"}); // np.array(["north", "south"])
 * std::vector<std::string> names = npyrw::load_strings("names.npy");
 * @endcode
 */
#ifndef NPYRW_STRINGS_HPP
#define NPYRW_STRINGS_HPP

#include <npyrw/file.hpp>
#include <npyrw/npz_writer.hpp>
#include <npyrw/writer.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

struct dtype_free {
    void operator()(npy_dtype *d) const noexcept { npy_dtype_free(d); }
};

// Texts as the elements of a `U` that is as long as the longest of them.
class encoded {
public:
    template <class Texts>
    bool encode(const Texts &texts, report &to, std::string_view path)
    {
        std::size_t longest = 1; // as NumPy has it
        count_ = 0;
        for (const auto &t : texts) {
            std::size_t characters = 0;
            for (const char c : std::string_view(t)) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
            if (characters > longest) longest = characters;
            count_++;
        }
        std::snprintf(dtype_, sizeof dtype_, "U%zu", longest);
        npy_dtype *parsed = nullptr;
        if (!to.settle(npy_dtype_parse(dtype_, &parsed, to.raw()), path)) return false;
        const std::unique_ptr<npy_dtype, dtype_free> dtype(parsed);
        elements_.assign(count_ * longest, U'\0');
        char32_t *at = elements_.data();
        for (const auto &t : texts) {
            const std::string_view whole(t);
            if (whole.find('\0') != whole.npos) return to.fail(errc::argument, path, "a text has a NUL inside");
            const std::string ended(whole);
            if (!to.settle(npy_text_set(parsed, at, ended.c_str(), to.raw()), path)) return false;
            at += longest;
        }
        return true;
    }
    npy_spec spec(const axes &shape) const noexcept { return write_options().raw(dtype_, shape, order::c); }
    const void *data() const noexcept { return elements_.data(); }
    std::size_t count() const noexcept { return count_; }
    std::size_t nbytes() const noexcept { return elements_.size() * sizeof(char32_t); }

private:
    std::vector<char32_t> elements_;
    std::size_t count_ = 0;
    char dtype_[32] = {};
};

template <class Texts>
bool encode(encoded &made, axes &shape, const Texts &texts, report &to, std::string_view path)
{
    if constexpr (std::is_convertible_v<const Texts &, std::string_view>) {
        const std::string_view one[1] = {texts};
        return made.encode(one, to, path); // a single text has no axes
    } else {
        const bool encoded = made.encode(texts, to, path);
        shape.push_back(made.count());
        return encoded;
    }
}

} // namespace detail
/** @endcond */

/**
 * The texts of an array of `S` or `U`, as UTF-8, in C order.
 *
 * @param from a file, or a member of an archive.
 * @param to told why not (errc::dtype: these are no texts; errc::cast: bytes that are no UTF-8); left out: it is thrown.
 * @return the texts, without the NULs behind them; none after a failure.
 * @since 0.1
 */
inline std::vector<std::string> load_strings(const file &from, report to NPYRW_THROWS_)
{
    npy_request whole = {};
    whole.order = 'C';
    npy_array *raw = nullptr;
    const std::string_view path;
    if (!to.settle(npy_load_from(from.raw(), &whole, &raw, to.raw()), path)) return {};
    const detail::array_handle array(raw);
    const npy_info &info = *npy_array_info(raw);
    std::vector<std::string> texts;
    texts.reserve(static_cast<std::size_t>(info.count));
    const auto *at = static_cast<const unsigned char *>(npy_array_data(raw));
    for (std::int64_t i = 0; i < info.count; i++, at += info.itemsize) {
        std::size_t length = 0;
        if (!to.settle(npy_text_get(info.dtype, at, nullptr, 0, &length, to.raw()), path)) return {};
        // One more for the NUL, which is then taken away.
        std::string text(length + 1, '\0');
        if (!to.settle(npy_text_get(info.dtype, at, text.data(), text.size(), nullptr, to.raw()), path)) return {};
        text.resize(length);
        texts.push_back(std::move(text));
    }
    return texts;
}
/** The same of a path, fd{n}, a `memory`, a stream, or an input. */
inline std::vector<std::string> load_strings(input from, report to NPYRW_THROWS_)
{
    const file f(std::move(from), to);
    return f ? load_strings(f, to) : std::vector<std::string>();
}

/**
 * Saves texts as NumPy does: as `U`, as long as the longest of them.
 *
 * @param where a path, fd{n}, a `memory`, a stream, or an output.
 * @param texts a container of what converts to `std::string_view`, UTF-8; or a single one, which has no axes.
 * @param to told why not (errc::argument: it is no UTF-8, or has a NUL inside); left out: it is thrown.
 * @return true; false after a failure.
 * @since 0.1
 */
template <class Texts>
bool save_strings(output where, const Texts &texts, report to NPYRW_THROWS_)
{
    detail::encoded made;
    axes shape;
    if (!detail::encode(made, shape, texts, to, where.path())) return false;
    const npy_spec spec = made.spec(shape);
    if (where.is_path()) {
        return to.settle(npy_save_with(where.c_path(), &spec, made.data(), nullptr, to.raw()), where.path());
    }
    npy_writer *raw = nullptr;
    if (!to.settle(where.create(&spec, &raw, to.raw()), where.path())) return false;
    detail::writer_handle writer(raw);
    if (!to.settle(npy_write(raw, made.data(), made.nbytes(), to.raw()), where.path())) return false;
    return to.settle(npy_finish(writer.release(), to.raw()), where.path());
}

/**
 * The same as a member of an archive.
 *
 * @param archive the archive.
 * @param name the key.
 * @param texts what can be gone through, of what becomes a `std::string_view`.
 * @param to told why not; left out: it is thrown.
 * @return true; false after a failure.
 */
template <class Texts>
bool add_strings(npz_writer &archive, text name, const Texts &texts, report to NPYRW_THROWS_)
{
    detail::encoded made;
    axes shape;
    if (!detail::encode(made, shape, texts, to, name)) return false;
    const npy_spec spec = made.spec(shape);
    return to.settle(npz_save_with(archive.raw(), name.c_str(), &spec, made.data(), nullptr, to.raw()), name);
}

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
