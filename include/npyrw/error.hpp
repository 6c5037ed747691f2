/**
 * @file npyrw/error.hpp
 * What went wrong: as an exception, as a `std::error_code`, or as a `failure` that also has the reason.
 */
#ifndef NPYRW_ERROR_HPP
#define NPYRW_ERROR_HPP

#include <npyrw/config.hpp>

#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * What went wrong, in one word: the codes of npyrw.h, with their numbers.
 *
 * A `std::error_code` compares with these (`ec == npyrw::errc::truncated`), and those that the system
 * knows too compare with the system's conditions (`ec == std::errc::no_such_file_or_directory`).
 *
 * Since 0.1.
 */
enum class errc : int {
    argument = NPY_ERR_ARGUMENT,       /**< An argument is empty, unknown, or contradicts another. */
    size = NPY_ERR_SIZE,               /**< The size of memory and the size of the result disagree. */
    state = NPY_ERR_STATE,             /**< The handle is used up, or the calls came in the wrong order. */
    dtype = NPY_ERR_DTYPE,             /**< A dtype is not the expected one, or no dtype at all. */
    shape = NPY_ERR_SHAPE,             /**< A shape is not the expected one, or something lies outside of it. */
    cast = NPY_ERR_CAST,               /**< The casting rule does not allow the conversion. */
    unsupported = NPY_ERR_UNSUPPORTED, /**< Not possible on this source, sink or platform. */
    cancelled = NPY_ERR_CANCELLED,     /**< A progress callback asked to stop. */
    io = NPY_ERR_IO,                   /**< An error of the operating system. */
    not_found = NPY_ERR_NOT_FOUND,     /**< No such file or directory. */
    access = NPY_ERR_ACCESS,           /**< Permission denied. */
    exists = NPY_ERR_EXISTS,           /**< The file exists and must not. */
    no_space = NPY_ERR_NO_SPACE,       /**< The disk or the quota is full. */
    memory = NPY_ERR_MEMORY,           /**< Memory could not be allocated. */
    busy = NPY_ERR_BUSY,               /**< Somebody else uses it. */
    callback = NPY_ERR_CALLBACK,       /**< A callback failed or broke its contract. */
    magic = NPY_ERR_MAGIC,             /**< It does not begin as a `.npy` does. */
    version = NPY_ERR_VERSION,         /**< A format version that the library does not know. */
    header = NPY_ERR_HEADER,           /**< The header is not what the format asks for. */
    descr = NPY_ERR_DESCR,             /**< The header names no dtype. */
    truncated = NPY_ERR_TRUNCATED,     /**< The file is shorter than its header says. */
    object = NPY_ERR_OBJECT,           /**< The elements are Python objects. */
    end = NPY_ERR_END,                 /**< No further array follows. */
    archive = NPY_ERR_ARCHIVE,         /**< The archive's records are damaged or contradict each other. */
    member = NPY_ERR_MEMBER,           /**< No such member, or one that cannot be used in this way. */
    crc = NPY_ERR_CRC,                 /**< A checksum does not match. */
    method = NPY_ERR_METHOD,           /**< A compression method that the library does not know. */
    encrypted = NPY_ERR_ENCRYPTED,     /**< The member is encrypted. */
    limit = NPY_ERR_LIMIT,             /**< A limit was reached. */
    internal = NPY_ERR_INTERNAL        /**< A bug in the library. */
};

/** @cond */
namespace detail {

class NPYRW_VISIBLE_ category final : public std::error_category {
public:
    const char *name() const noexcept override { return "npy"; }

    std::string message(int code) const override { return npy_status_text(code); }

    std::error_condition default_error_condition(int code) const noexcept override
    {
        switch (code) {
        case NPY_ERR_ARGUMENT: return std::errc::invalid_argument;
        case NPY_ERR_UNSUPPORTED: return std::errc::not_supported;
        case NPY_ERR_CANCELLED: return std::errc::operation_canceled;
        case NPY_ERR_IO: return std::errc::io_error;
        case NPY_ERR_NOT_FOUND: return std::errc::no_such_file_or_directory;
        case NPY_ERR_ACCESS: return std::errc::permission_denied;
        case NPY_ERR_EXISTS: return std::errc::file_exists;
        case NPY_ERR_NO_SPACE: return std::errc::no_space_on_device;
        case NPY_ERR_MEMORY: return std::errc::not_enough_memory;
        case NPY_ERR_BUSY: return std::errc::device_or_resource_busy;
        default: return std::error_condition(code, *this);
        }
    }
};

} // namespace detail
/** @endcond */

/**
 * The category of npyrw's codes; its name is "npy".
 *
 * @return the one object of its kind; lives as long as the program.
 * @since 0.1
 */
NPYRW_VISIBLE_ inline const std::error_category &category() noexcept
{
    static const detail::category the_category;
    return the_category;
}

/**
 * Makes a `std::error_code` of a code; the standard library calls it where the two are compared.
 *
 * @param code the code.
 * @return it, in category().
 * @since 0.1
 */
inline std::error_code make_error_code(errc code) noexcept
{
    return {static_cast<int>(code), category()};
}

/**
 * How a call went: nothing, or a code with the reason, the place in the file and the system's number.
 *
 * Put one on the stack and hand it to any call as the last argument; nothing is thrown then.
 *
 * @code
 * npyrw::failure why;
 * npyrw::array<double> u = npyrw::load<double>("u.npy", why);
 * if (why) std::fprintf(stderr, "u.npy: %s\n", why.message());
 * @endcode
 *
 * Since 0.1.
 */
class failure {
public:
    /** No failure. */
    failure() noexcept { clear(); }

    /** Whether the call failed. */
    explicit operator bool() const noexcept { return raw_.code != NPY_OK; }

    /** The code, 0 for none, in category(). */
    std::error_code code() const noexcept { return {raw_.code, category()}; }

    /** One line of UTF-8 that says what was found and what was expected, never the path; empty for none. */
    const char *message() const noexcept { return raw_.message; }

    /** The byte offset in the file that the message speaks of, or -1. */
    std::int64_t offset() const noexcept { return raw_.offset; }

    /** The operating system's error number (`errno`), or 0. */
    int os_error() const noexcept { return raw_.os_error; }

    /** The same as a `std::error_code` of the system's category. */
    std::error_code os_code() const noexcept { return {raw_.os_error, std::system_category()}; }

private:
    friend class report;
    void clear() noexcept
    {
        raw_.code = NPY_OK;
        raw_.os_error = 0;
        raw_.offset = -1;
        raw_.message[0] = '\0';
    }

    npy_error raw_;
};

#if NPYRW_EXCEPTIONS_ || defined(DOXYGEN)
/**
 * What is thrown: a `std::system_error` whose what() has the path and the reason.
 *
 * Not there under `-fno-exceptions`.
 *
 * Since 0.1.
 */
class NPYRW_VISIBLE_ error : public std::system_error {
public:
    /**
     * @param why how the call went.
     * @param path of which file; may be empty.
     */
    explicit error(const failure &why, std::string_view path = {})
        : std::system_error(why.code()), texts_(std::make_shared<texts>(why, path)), offset_(why.offset()),
          os_error_(why.os_error())
    {
    }

    /** The path and the reason: "u.npy: wanted <f8; found <f4". */
    const char *what() const noexcept override { return texts_->what.c_str(); }

    /** The file; empty where there is none, as for memory. */
    const std::string &path() const noexcept { return texts_->path; }

    /** The reason alone: "wanted <f8; found <f4". */
    const std::string &reason() const noexcept { return texts_->reason; }

    /** The byte offset in the file that the reason speaks of, or -1. */
    std::int64_t offset() const noexcept { return offset_; }

    /** The operating system's error number (`errno`), or 0. */
    int os_error() const noexcept { return os_error_; }

private:
    // Behind one pointer, because copying an exception must not fail.
    struct texts {
        texts(const failure &why, std::string_view from)
            : path(from), reason(why.message()), what(path.empty() ? reason : path + ": " + reason)
        {
        }
        std::string path, reason, what;
    };
    std::shared_ptr<const texts> texts_;
    std::int64_t offset_;
    int os_error_;
};
#endif

/** @cond */
namespace detail {
#if NPYRW_EXCEPTIONS_
// What a callback threw on this thread. It must not pass through the library, so it waits here until the
// call is back. The library calls back on the calling thread only.
inline std::exception_ptr &caught() noexcept
{
    static thread_local std::exception_ptr exception;
    return exception;
}
#endif

// What a callback threw at an end of which nobody is told.
inline void forget_caught() noexcept
{
#if NPYRW_EXCEPTIONS_
    caught() = nullptr;
#endif
}

// What a callable answers, as the library wants it; what it throws waits for the end of the call.
template <class Call>
std::int64_t guarded(Call &&call) noexcept
{
#if NPYRW_EXCEPTIONS_
    try {
        return static_cast<std::int64_t>(call());
    } catch (...) {
        caught() = std::current_exception();
        return -EIO;
    }
#else
    return static_cast<std::int64_t>(call());
#endif
}

// For a callable that found no memory to be kept in.
inline npy_status no_memory(npy_error *err) noexcept
{
    if (err) {
        err->code = NPY_ERR_MEMORY;
        err->os_error = 0;
        err->offset = -1;
        std::strcpy(err->message, "a callable could not be kept: out of memory");
    }
    return NPY_ERR_MEMORY;
}

} // namespace detail
/** @endcond */

/**
 * Who is told how a call went: the last argument of everything that can fail.
 *
 * You never make one. Give a `std::error_code` or a `failure`, which is cleared or filled, and nothing is
 * thrown; a value that comes back is then empty if the call failed. Give nothing, and npyrw::error is thrown
 * (what a callback of yours threw comes out as it was). Functions of your own may take a `report` and pass it on to
 * several calls; the first failure stays.
 *
 * @code
 * std::error_code ec;
 * auto u = npyrw::load<double>("u.npy", ec);
 * if (ec == std::errc::no_such_file_or_directory) start_anew();
 * @endcode
 *
 * Memory that the standard library allocates (for a `std::vector` or a `std::function`) still throws `std::bad_alloc`.
 *
 * Since 0.1.
 */
class report {
public:
    /** Tells the code. @param code is cleared first. */
    report(std::error_code &code) noexcept : code_(&code) { code.clear(); }

    /** Tells the code, the reason and the place. @param why is cleared first. */
    report(failure &why) noexcept : why_(&why) { why.clear(); }

    /** @cond */
#if NPYRW_EXCEPTIONS_
    static report thrown() noexcept { return report(nobody()); }
#endif

    // Where the C function shall write the reason. The first failure stays.
    npy_error *raw() noexcept
    {
        if (why_ && !*why_) return &why_->raw_;
        return why_ || code_ ? nullptr : &own_.raw_;
    }

    // Takes in how a C function ended; false if it failed and somebody was told.
    bool settle(npy_status status, std::string_view path = {})
    {
#if NPYRW_EXCEPTIONS_
        std::exception_ptr exception = std::exchange(detail::caught(), nullptr);
        if (status == NPY_OK) return true;
        if (!why_ && !code_) {
            const bool theirs = status == NPY_ERR_CALLBACK || status == NPY_ERR_CANCELLED;
            if (theirs && exception) std::rethrow_exception(exception);
            throw error(own_, path);
        }
#else
        static_cast<void>(path);
        if (status == NPY_OK) return true;
#endif
        if (code_ && !*code_) *code_ = {status, category()};
        return false;
    }

    // What the library called a failure is none.
    void forget(npy_status status) noexcept
    {
        if (why_ && why_->raw_.code == status) why_->clear();
    }

    // A failure that this layer found.
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    bool fail(errc code, std::string_view path, const char *format, ...)
    {
        if (npy_error *error = raw()) {
            error->code = static_cast<int>(code);
            error->os_error = 0;
            error->offset = -1;
            std::va_list arguments;
            va_start(arguments, format);
            std::vsnprintf(error->message, sizeof error->message, format, arguments);
            va_end(arguments);
        }
        return settle(static_cast<npy_status>(code), path);
    }
    /** @endcond */

private:
    struct nobody {};
    explicit report(nobody) noexcept {}

    std::error_code *code_ = nullptr;
    failure *why_ = nullptr;
    failure own_;
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

/** @cond */
// Lets std::error_code be made of, and compared with, npyrw::errc.
template <>
struct std::is_error_code_enum<npyrw::errc> : std::true_type {};
/** @endcond */

#endif
