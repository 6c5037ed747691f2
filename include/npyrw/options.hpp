/**
 * @file npyrw/options.hpp
 * How arrays are written.
 */
#ifndef NPYRW_OPTIONS_HPP
#define NPYRW_OPTIONS_HPP

#include <npyrw/request.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * What happens to a file that is there.
 *
 * Since 0.1.
 */
enum class replace : std::int32_t {
    atomic = NPY_REPLACE_ATOMIC,    /**< The old one stays until the new one is complete. */
    never = NPY_REPLACE_NEVER,      /**< There must be none (errc::exists). */
    in_place = NPY_REPLACE_IN_PLACE /**< It is overwritten where it stands: fastest; after a failure it is lost. */
};

/**
 * How an array is written. As it is made, it is what numpy.save does, except that the old file stays until the new one is
 * complete.
 *
 * @code
 * npyrw::save("u.npy", u, npyrw::write_options{}.dtype("<f4").cast(npyrw::casting::same_kind));
 * @endcode
 *
 * Since 0.1.
 */
class write_options {
public:
    /**
     * The dtype in the file, if it is another one than in memory: any spelling that NumPy reads, such as ">f8". Anything but
     * another byte order needs a rule that allows it: see cast().
     *
     * @param in_file the spelling; empty: as in memory.
     */
    write_options &dtype(std::string_view in_file)
    {
        dtype_ = in_file;
        return *this;
    }
    /** What a conversion to dtype() may do. @param rule left out: casting::safe. */
    write_options &cast(casting rule) noexcept
    {
        casting_ = rule;
        return *this;
    }
    /**
     * How the axes lie in the file. Left out: as in memory if that is in Fortran order, else in C order, as numpy.save does;
     * memory without strides of its own (a list, a pointer) is taken to be in this order too.
     *
     * @param in C or Fortran.
     */
    write_options &order(npyrw::order in) noexcept
    {
        order_ = in;
        return *this;
    }
    /** What happens to a file that is there. @param how see npyrw::replace. */
    write_options &replace(npyrw::replace how) noexcept
    {
        replace_ = how;
        return *this;
    }
    /** The call ends when file and name are safe on the disk. @param wanted false: when the file is there. */
    write_options &sync(bool wanted = true) noexcept
    {
        sync_ = wanted;
        return *this;
    }
    /** The format version. @param number 1, 2, 3, or 0 for the oldest that fits. */
    write_options &version(int number) noexcept
    {
        version_ = number;
        return *this;
    }
    /** How many threads may be used. @param count 0 is 1. */
    write_options &threads(int count) noexcept
    {
        threads_ = count;
        return *this;
    }
    /** Who is told how far a call is. @param told called with the bytes done and how many they will be. */
    write_options &progress(npyrw::progress told)
    {
        progress_ = std::move(told);
        return *this;
    }

    /** @cond */
    npyrw::order order() const noexcept { return order_; }
    const npyrw::progress &progress() const noexcept { return progress_; }

    // What the library is told; the options and the shape must live as long.
    npy_spec raw(const char *dtype, const axes &shape, npyrw::order otherwise) const noexcept
    {
        npy_spec raw = {};
        raw.dtype = dtype_.empty() ? dtype : dtype_.c_str();
        raw.data_dtype = dtype_.empty() ? nullptr : dtype;
        raw.shape = shape.data();
        raw.ndim = static_cast<std::int32_t>(shape.size());
        raw.progress = progress_.function();
        raw.context = progress_.context();
        raw.casting = static_cast<std::int32_t>(casting_);
        raw.version = version_;
        raw.replace = static_cast<std::int32_t>(replace_);
        raw.sync = sync_ ? 1 : 0;
        raw.threads = threads_;
        const npyrw::order in = order_ == npyrw::order::automatic || order_ == npyrw::order::keep ? otherwise : order_;
        raw.order = in == npyrw::order::fortran ? 'F' : 'C';
        return raw;
    }
    /** @endcond */

private:
    std::string dtype_;
    npyrw::progress progress_;
    casting casting_ = casting::safe;
    npyrw::order order_ = npyrw::order::automatic;
    npyrw::replace replace_ = npyrw::replace::atomic;
    std::int32_t version_ = 0;
    std::int32_t threads_ = 0;
    bool sync_ = false;
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
