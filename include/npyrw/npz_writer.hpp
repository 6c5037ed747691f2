/**
 * @file npyrw/npz_writer.hpp
 * Archives that are written.
 */
#ifndef NPYRW_NPZ_WRITER_HPP
#define NPYRW_NPZ_WRITER_HPP

#include <npyrw/options.hpp>
#include <npyrw/output.hpp>
#include <npyrw/writer.hpp>

#include <cstdint>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** Members are deflated, as by `numpy.savez_compressed`: `npyrw::deflate{6}`. */
struct deflate {
    int level = 6; /**< 1 (fastest) to 9 (smallest). */
};

/** Members begin at a multiple of so many bytes, so that they can be mapped: `npyrw::aligned{64}`. */
struct aligned {
    int bytes = 64; /**< A power of two up to 4096. */
};

/** Members are deflated in blocks of so many bytes, so that any part can be read alone: `npyrw::block{262144}`. */
struct block {
    int bytes = 262144; /**< 4,096 to 16,777,216. */
    int level = 6;      /**< As deflate::level. */
};

/**
 * How an archive is written. As it is made, it is what `numpy.savez` does, except that the old file stays until the new one
 * is complete.
 *
 * @code
 * npyrw::npz_writer o("o.npz", npyrw::deflate{9});
 * npyrw::npz_writer p("p.npz", npyrw::npz_options{}.aligned(64).sync());
 * @endcode
 *
 * Since 0.1.
 */
class npz_options {
public:
    /** As `numpy.savez`. */
    npz_options() = default;
    /** Deflated. @param how the level. */
    npz_options(npyrw::deflate how) { deflate(how.level); }
    /** Deflated in blocks. @param how their size, and the level. */
    npz_options(npyrw::block how) { block(how.bytes).deflate(how.level); }
    /** Aligned. @param how to how many bytes. */
    npz_options(npyrw::aligned how) { aligned(how.bytes); }

    /** Members are deflated, as by `numpy.savez_compressed`. @param level 1 (fastest) to 9 (smallest). */
    npz_options &deflate(int level = 6) noexcept
    {
        raw_.method = NPZ_DEFLATED;
        raw_.level = level;
        return *this;
    }
    /** Members are deflated in blocks: any part can then be read alone. @param bytes of a block, 4,096 to 16,777,216. */
    npz_options &block(int bytes = 262144) noexcept
    {
        raw_.method = NPZ_DEFLATED;
        raw_.block = bytes;
        return *this;
    }
    /** Members begin at a multiple: stored ones can then be mapped. @param bytes a power of two up to 4096. */
    npz_options &aligned(int bytes = 64) noexcept
    {
        raw_.align = bytes;
        return *this;
    }
    /** What happens to a file that is there. @param how see npyrw::replace. */
    npz_options &replace(npyrw::replace how) noexcept
    {
        raw_.replace = static_cast<std::int32_t>(how);
        return *this;
    }
    /** finish() returns when file and name are safe on the disk. @param wanted false: when the file is there. */
    npz_options &sync(bool wanted = true) noexcept
    {
        raw_.sync = wanted ? 1 : 0;
        return *this;
    }
    /** How many threads may deflate blocks. @param count 0 is 1. */
    npz_options &threads(int count) noexcept
    {
        raw_.threads = count;
        return *this;
    }
    /**
     * Who is told how far finish() is with the members that it takes over.
     *
     * @param told called with the bytes done and how many they will be.
     */
    npz_options &progress(npyrw::progress told)
    {
        progress_ = std::move(told);
        return *this;
    }

    /** @cond */
    const ::npz_options &raw() const noexcept { return raw_; }
    const npyrw::progress &progress() const noexcept { return progress_; }
    /** @endcond */

private:
    ::npz_options raw_ = {};
    npyrw::progress progress_;
};

/**
 * An archive that is written. It appears under its name at finish(); the destructor discards what was not finished.
 *
 * Move-only. One thread at a time, and the same one as the member that is open.
 *
 * @code
 * npyrw::npz_writer checkpoint("checkpoint.npz");
 * checkpoint.add("time", time);
 * checkpoint.add("u", u, {ny, nx});
 * checkpoint.finish();
 * @endcode
 *
 * Since 0.1.
 */
class npz_writer {
public:
    /** Nothing is written. */
    npz_writer() noexcept = default;

    /**
     * Starts an archive.
     *
     * @param where a path, fd{n}, a `memory`, a stream, or an output.
     * @param to told why not; left out: it is thrown.
     */
    explicit npz_writer(output where, report to NPYRW_THROWS_) : npz_writer(std::move(where), npz_options(), to) {}
    /**
     * The same with options.
     *
     * @param where as there.
     * @param options deflate{level}, block{bytes}, aligned{bytes}, or npz_options.
     * @param to as there.
     */
    npz_writer(output where, const npz_options &options, report to NPYRW_THROWS_)
    {
        start(options, to, where.path(),
              [&](const ::npz_options &raw, ::npz_writer **made, npy_error *err) { return where.create(&raw, made, err); });
    }

    /**
     * Starts to change an archive: what is added takes the place of members of its name, the others stay, packed as they
     * are. Made if it is missing. Nothing changes until finish().
     *
     * @param path the file.
     * @param options how what is added is written.
     * @param to told why not; left out: it is thrown.
     * @return the archive.
     * @since 0.1
     */
    static npz_writer update(text path, const npz_options &options, report to NPYRW_THROWS_)
    {
        npz_writer made;
        made.start(options, to, path,
                   [&](const ::npz_options &raw, ::npz_writer **out, npy_error *err) { return npz_update(path.c_str(), &raw, out, err); });
        return made;
    }
    /** The same as it comes. */
    static npz_writer update(text path, report to NPYRW_THROWS_) { return update(path, npz_options(), to); }

    /** Whether something is being written. */
    explicit operator bool() const noexcept { return handle_ != nullptr; }

    /**
     * Adds a whole array as a member.
     *
     * @param name the key, as in `np.savez`.
     * @param x the elements, with their shape: see npyrw::adapt.
     * @param to told why not (a name that was written already is errc::exists); left out: it is thrown.
     * @return true; false after a failure, which leaves the archive as it was.
     * @since 0.1
     */
    template <class X>
    bool add(text name, const X &x, report to NPYRW_THROWS_)
    {
        return put(name, detail::memory_of(x), write_options(), to);
    }
    /**
     * The same with options.
     *
     * @param name as there.
     * @param x as there.
     * @param options how; `replace` and `sync` are the archive's concern.
     * @param to as there.
     * @return as there.
     */
    template <class X>
    bool add(text name, const X &x, const write_options &options, report to NPYRW_THROWS_)
    {
        return put(name, detail::memory_of(x), options, to);
    }
    /**
     * The same of a list of elements with a shape: see save().
     *
     * @param name as there.
     * @param x a pointer to the first element, or what has `data()` and `size()`.
     * @param shape the length of each axis.
     * @param options as there.
     * @param to as there.
     * @return as there.
     */
    template <class X>
    bool add(text name, const X &x, const axes &shape, const write_options &options, report to NPYRW_THROWS_)
    {
        bool fits = false;
        const auto v = detail::memory_of(x, shape, detail::memory_order(options), fits);
        return detail::expect_fit(fits, v, x, to, name_) && put(name, v, options, to);
    }
    /** The same as it comes, in C order. */
    template <class X>
    bool add(text name, const X &x, const axes &shape, report to NPYRW_THROWS_)
    {
        return add(name, x, shape, write_options(), to);
    }

    /**
     * Starts a member that is written piece by piece. Until it is finished or discarded every other call on the archive is
     * errc::state.
     *
     * @tparam T the type of the elements.
     * @param name the key.
     * @param shape the length of each axis; the slowest may be npyrw::growing.
     * @param options how.
     * @param to told why not; left out: it is thrown.
     * @return the member.
     * @since 0.1
     */
    template <class T>
    writer<T> member(text name, const axes &shape, const write_options &options, report to NPYRW_THROWS_)
    {
        const auto make = [&](const npy_spec &spec, npy_writer **made, npy_error *err) {
            return npz_add(handle_.get(), name.c_str(), &spec, made, err);
        };
        return writer<T>::made_by(make, shape, options, to, name_);
    }
    /** The same as it comes. */
    template <class T>
    writer<T> member(text name, const axes &shape, report to NPYRW_THROWS_)
    {
        return member<T>(name, shape, write_options(), to);
    }

    /**
     * Removes a member: one of the archive that is changed, or one that was written since.
     *
     * @param name the key.
     * @param to told why not (errc::member: there is none); left out: it is thrown.
     * @return true; false after a failure.
     * @since 0.1
     */
    bool remove(text name, report to NPYRW_THROWS_)
    {
        return to.settle(npz_remove(handle_.get(), name.c_str(), to.raw()), name_);
    }

    /**
     * Ends the archive: its file is there now.
     *
     * @param to told why not, and the old file stays; left out: it is thrown.
     * @return true; false after a failure. Nothing is written any more in either case.
     * @since 0.1
     */
    bool finish(report to NPYRW_THROWS_)
    {
        const npy_status status = npz_finish(handle_.release(), to.raw());
        return to.settle(status, name_);
    }

    /** Gives it up, as the destructor does: the old file stays. */
    void discard() noexcept { handle_.reset(); }

    /** As npyrw.h has it; stays this object's. NULL if nothing is written. */
    ::npz_writer *raw() const noexcept { return handle_.get(); }

private:
    template <class Make>
    void start(const npz_options &options, report &to, std::string_view path, Make make)
    {
        ::npz_options raw = options.raw();
        // The library keeps the address of the callable.
        if (options.progress()) {
            progress_.reset(new (std::nothrow) npyrw::progress(options.progress()));
            if (!progress_) {
                to.settle(detail::no_memory(to.raw()), path);
                return;
            }
            raw.progress = progress_->function();
            raw.context = progress_.get();
        }
        ::npz_writer *made = nullptr;
        if (!to.settle(make(raw, &made, to.raw()), path)) return;
        handle_.reset(made);
        name_ = detail::label(path);
    }

    template <class T>
    bool put(const text &name, const view<T> &v, const write_options &options, report &to)
    {
        const char *dtype = detail::dtype_text<std::remove_cv_t<T>>(to, name_);
        if (!dtype) return false;
        const detail::whole_array<T> whole(v, dtype, options);
        return to.settle(npz_save_with(handle_.get(), name.c_str(), &whole.spec, v.data(), whole.strides, to.raw()), name_);
    }

    struct discard_it {
        void operator()(::npz_writer *w) const noexcept
        {
            npz_discard(w);
            detail::forget_caught();
        }
    };
    // The callable lives longer than the archive.
    std::unique_ptr<npyrw::progress> progress_;
    std::unique_ptr<::npz_writer, discard_it> handle_;
    detail::label name_;
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
