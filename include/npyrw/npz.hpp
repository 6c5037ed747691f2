/**
 * @file npyrw/npz.hpp
 * Archives that are read.
 */
#ifndef NPYRW_NPZ_HPP
#define NPYRW_NPZ_HPP

#include <npyrw/file.hpp>
#include <npyrw/input.hpp>
#include <npyrw/map.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * A member of an archive, as its directory tells of it. Its texts live as long as the archive, and end with NUL.
 *
 * Since 0.1.
 */
class member_info {
public:
    /** Nothing. */
    member_info() noexcept = default;
    /** @cond */
    explicit member_info(const npz_member_info &raw) noexcept : raw_(raw) {}
    /** @endcond */

    /** The key under which NumPy finds it: the member's name without `.npy`. */
    std::string_view name() const noexcept { return part(raw_.name, raw_.name_length); }
    /** The whole name, such as `u.npy`. */
    std::string_view whole_name() const noexcept { return part(raw_.member, raw_.member_length); }
    /** Where it stands in the directory. */
    std::int64_t index() const noexcept { return raw_.index; }
    /** Bytes unpacked. */
    std::int64_t size() const noexcept { return raw_.size; }
    /** Bytes in the archive. */
    std::int64_t packed_size() const noexcept { return raw_.packed_size; }
    /** The CRC-32 of the unpacked bytes. */
    std::uint32_t crc() const noexcept { return raw_.crc; }
    /** How it was packed: 0 stored, 8 deflate, 12 bzip2, 14 LZMA, 93 Zstandard; others cannot be read. */
    int method() const noexcept { return raw_.method; }

private:
    static std::string_view part(const char *t, std::int64_t length) noexcept
    {
        return t ? std::string_view(t, static_cast<std::size_t>(length)) : std::string_view();
    }

    npz_member_info raw_ = {};
};

/**
 * How an archive is opened.
 *
 * Since 0.1.
 */
class npz_open_options {
public:
    /** Where the archive starts. @param bytes counted from where reading starts. */
    npz_open_options &offset(std::int64_t bytes) noexcept { return set(raw_.offset, bytes); }
    /** The most members. @param count 0 is 4,194,304. */
    npz_open_options &max_members(std::int64_t count) noexcept { return set(raw_.max_members, count); }
    /** The most bytes that one member may claim to be unpacked. @param bytes 0 is 16 TiB. */
    npz_open_options &max_member(std::int64_t bytes) noexcept { return set(raw_.max_member, bytes); }
    /** The most bytes that all members together may claim to be unpacked. @param bytes 0 is 64 TiB. */
    npz_open_options &max_total(std::int64_t bytes) noexcept { return set(raw_.max_total, bytes); }
    /** The most unpacked bytes for each packed one. @param ratio 0 is 100,000. */
    npz_open_options &max_ratio(std::int64_t ratio) noexcept { return set(raw_.max_ratio, ratio); }
    /** The longest header of an array. @param bytes 0 is 1 MiB. */
    npz_open_options &max_header(std::int64_t bytes) noexcept { return set(raw_.max_header, bytes); }
    /** How deeply brackets may be nested in an array's header. @param depth 0 is 32. */
    npz_open_options &max_nesting(int depth) noexcept { return set(raw_.max_nesting, depth); }
    /** Of the arrays, only what NumPy itself writes. */
    npz_open_options &strict() noexcept { return set(raw_.flags, raw_.flags | NPY_OPEN_STRICT); }
    /** You promise that nobody shortens the file while it is open. */
    npz_open_options &steady() noexcept { return set(raw_.flags, raw_.flags | NPY_OPEN_STEADY); }
    /** Who is told how far npz::verify() is. @param told called with the bytes done and how many they will be. */
    npz_open_options &progress(npyrw::progress told)
    {
        progress_ = std::move(told);
        return *this;
    }

    /** @cond */
    const ::npz_open_options &raw() const noexcept { return raw_; }
    const npyrw::progress &progress() const noexcept { return progress_; }
    /** @endcond */

private:
    template <class N>
    npz_open_options &set(N &place, N value) noexcept
    {
        place = value;
        return *this;
    }

    ::npz_open_options raw_ = {};
    npyrw::progress progress_;
};

/**
 * An archive, opened for reading: a `.npz`, or any other ZIP file. Nothing is unpacked until it is asked for.
 *
 * Move-only; one that was moved from has no members. A const one may be used by many threads at once. What it gives (files,
 * arrays, maps) may outlive it.
 *
 * @code
 * npyrw::npz z("checkpoint.npz");
 * for (const npyrw::member_info &m : z) std::printf("%s\n", m.name().data());
 * auto u = z.load<double>("u");
 * @endcode
 *
 * Since 0.1.
 */
class npz {
public:
    /** Nothing is open. */
    npz() noexcept = default;

    /**
     * Opens an archive and reads its directory.
     *
     * @param from a path, fd{n}, a `memory`, a stream that can seek, or an input of known length.
     * @param to told why not; left out: it is thrown.
     */
    explicit npz(input from, report to NPYRW_THROWS_) { open(from, ::npz_open_options{}, to); }
    /**
     * The same with options.
     *
     * @param from as there.
     * @param options limits, and what is accepted.
     * @param to as there.
     */
    npz(input from, const npz_open_options &options, report to NPYRW_THROWS_)
    {
        ::npz_open_options raw = options.raw();
        // The library keeps the address of the callable.
        if (options.progress()) {
            progress_.reset(new (std::nothrow) npyrw::progress(options.progress()));
            if (!progress_) {
                to.settle(detail::no_memory(to.raw()), from.path());
                return;
            }
            raw.progress = progress_->function();
            raw.context = progress_.get();
        }
        open(from, raw, to);
    }

    /** Whether it is open. */
    explicit operator bool() const noexcept { return handle_ != nullptr; }
    /** Closes it, as the destructor does. */
    void close() noexcept { handle_.reset(); }

    // --- asking ---

    /** How many members there are; of a name that comes twice, both. */
    std::size_t size() const noexcept { return static_cast<std::size_t>(npz_count(handle_.get())); }
    /** Whether there are none. */
    bool empty() const noexcept { return size() == 0; }

    /** The keys of all members, in the order of the directory, as `np.load(path).files`. */
    std::vector<std::string> names() const
    {
        std::vector<std::string> names;
        names.reserve(size());
        for (const member_info &m : *this) names.emplace_back(m.name());
        return names;
    }

    /** Whether there is a member, as `name in np.load(path)`. @param name the key. @return whether it is there. */
    bool contains(text name) const noexcept
    {
        npz_member_info raw;
        return npz_member(handle_.get(), name.c_str(), &raw, nullptr) == NPY_OK;
    }

    /**
     * Tells of a member.
     *
     * @param name the key: the member's name, with or without `.npy`; of several of one name the last.
     * @param to told why not (errc::member: there is none); left out: it is thrown.
     * @return what its directory says.
     * @since 0.1
     */
    member_info member(text name, report to NPYRW_THROWS_) const
    {
        npz_member_info raw;
        return to.settle(npz_member(handle_.get(), name.c_str(), &raw, to.raw()), name_) ? member_info(raw) : member_info();
    }
    /**
     * The same by its index.
     *
     * @param index 0 to size() - 1.
     * @param to told why not; left out: it is thrown.
     * @return what is known of it; nothing after a failure.
     */
    member_info member_at(std::size_t index, report to NPYRW_THROWS_) const
    {
        npz_member_info raw;
        const npy_status status = npz_member_at(handle_.get(), static_cast<std::int64_t>(index), &raw, to.raw());
        return to.settle(status, name_) ? member_info(raw) : member_info();
    }

    /** Goes through the members. */
    class iterator {
    public:
        using iterator_category = std::input_iterator_tag; /**< Once, forwards. */
        using value_type = member_info;                    /**< What it gives. */
        using difference_type = std::ptrdiff_t;            /**< The distance of two. */
        using pointer = void;                              /**< It gives values. */
        using reference = member_info;                     /**< The same. */

        /** Nowhere. */
        iterator() noexcept = default;
        /** @cond */
        iterator(const npz_reader *archive, std::int64_t index) noexcept : archive_(archive), index_(index) {}
        /** @endcond */
        /** The member. */
        member_info operator*() const noexcept
        {
            npz_member_info raw = {};
            npz_member_at(archive_, index_, &raw, nullptr);
            return member_info(raw);
        }
        /** On to the next. */
        iterator &operator++() noexcept
        {
            index_++;
            return *this;
        }
        /** The same. */
        iterator operator++(int) noexcept { return {archive_, index_++}; }
        /** Whether both are at the same member. */
        friend bool operator==(const iterator &a, const iterator &b) noexcept { return a.index_ == b.index_; }
        /** Whether they are not. */
        friend bool operator!=(const iterator &a, const iterator &b) noexcept { return a.index_ != b.index_; }

    private:
        const npz_reader *archive_ = nullptr;
        std::int64_t index_ = 0;
    };
    /** The first member. */
    iterator begin() const noexcept { return {handle_.get(), 0}; }
    /** Behind the last. */
    iterator end() const noexcept { return {handle_.get(), npz_count(handle_.get())}; }

    // --- reading ---

    /**
     * Opens a member as an array: everything that can be done with a file can be done with it.
     *
     * @param name the key, as for member().
     * @param to told why not; left out: it is thrown.
     * @return the array, which may outlive the archive.
     * @since 0.1
     */
    file get(text name, report to NPYRW_THROWS_) const
    {
        npy_reader *made = nullptr;
        if (!to.settle(npz_get(handle_.get(), name.c_str(), &made, to.raw()), name_)) return {};
        return file(made, within(name));
    }
    /**
     * The same by its index.
     *
     * @param index 0 to size() - 1.
     * @param to told why not; left out: it is thrown.
     * @return the member; not open after a failure.
     */
    file get_at(std::size_t index, report to NPYRW_THROWS_) const
    {
        npy_reader *made = nullptr;
        const npy_status status = npz_get_at(handle_.get(), static_cast<std::int64_t>(index), &made, to.raw());
        return to.settle(status, name_) ? file(made, name_) : file();
    }

    /**
     * Loads a member and compares its checksum.
     *
     * @tparam T the type of the elements: the member's, byte order aside.
     * @param name the key, as for member().
     * @param to told why not; left out: it is thrown.
     * @return the array; empty after a failure.
     * @since 0.1
     */
    template <class T>
    array<T> load(text name, report to NPYRW_THROWS_) const
    {
        const file f = get(name, to);
        return f ? f.load<T>(to) : array<T>();
    }
    /**
     * The same otherwise.
     *
     * @param name as there.
     * @param what a part (no checksum covers it), another order, a conversion.
     * @param to as there.
     * @return as there.
     */
    template <class T>
    array<T> load(text name, const request &what, report to NPYRW_THROWS_) const
    {
        const file f = get(name, to);
        return f ? f.load<T>(what, to) : array<T>();
    }
    /**
     * Reads a member into memory of yours: see file::read().
     *
     * @param name the key.
     * @param dst see there.
     * @param to told why not; left out: it is thrown.
     * @return true; false after a failure.
     */
    template <class X>
    bool read(text name, X &&dst, report to NPYRW_THROWS_) const
    {
        const file f = get(name, to);
        return f && f.read(dst, to);
    }
    /**
     * Maps a stored member of an archive in a file, to be read: see npz_options::aligned().
     *
     * @tparam T the type of the elements.
     * @param name the key.
     * @param to told why not; left out: it is thrown.
     * @return the map; without elements after a failure.
     */
    template <class T>
    npyrw::map<T> map(text name, report to NPYRW_THROWS_) const
    {
        const file f = get(name, to);
        return f ? f.map<T>(to) : npyrw::map<T>();
    }

    /**
     * All bytes of a member, array or not.
     *
     * @param name the key, as for member().
     * @param to told why not; left out: it is thrown.
     * @return the bytes; empty after a failure.
     * @since 0.1
     */
    std::vector<std::byte> bytes(text name, report to NPYRW_THROWS_) const
    {
        const member_info m = member(name, to);
        std::vector<std::byte> bytes(static_cast<std::size_t>(m.size()));
        if (m.name().data() == nullptr) return bytes;
        const npy_status status = npz_bytes_at(handle_.get(), m.index(), bytes.data(), bytes.size(), to.raw());
        if (!to.settle(status, name_)) bytes.clear();
        return bytes;
    }

    /**
     * Reads everything and compares: records, sizes and the checksum of every member.
     *
     * @param to told the first thing that is wrong; left out: it is thrown.
     * @return true if all is well.
     * @since 0.1
     */
    bool verify(report to NPYRW_THROWS_) const { return to.settle(npz_verify(handle_.get(), to.raw()), name_); }

    /** As npyrw.h has it; stays this object's. NULL if it is not open. */
    const npz_reader *raw() const noexcept { return handle_.get(); }

private:
    void open(input &from, const ::npz_open_options &options, report &to)
    {
        npz_reader *reader = nullptr;
        if (!to.settle(from.open(&options, &reader, to.raw()), from.path())) return;
        handle_.reset(reader);
        name_ = detail::label(from.path());
    }
    // "m.npz: u", for messages.
    detail::label within(std::string_view name) const noexcept
    {
        detail::label both{std::string_view(name_)};
        if (!std::string_view(both).empty()) both.append(": ");
        both.append(name);
        return both;
    }

    struct close_it {
        void operator()(npz_reader *r) const noexcept
        {
            npz_close(r);
            detail::forget_caught();
        }
    };
    // The callable lives longer than the archive.
    std::unique_ptr<npyrw::progress> progress_;
    std::unique_ptr<npz_reader, close_it> handle_;
    detail::label name_;
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
