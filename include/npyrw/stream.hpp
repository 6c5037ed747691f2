/**
 * @file npyrw/stream.hpp
 * How standard streams are read and written. Nothing in here is for users: a stream is taken for an input or an output.
 */
#ifndef NPYRW_STREAM_HPP
#define NPYRW_STREAM_HPP

#include <npyrw/config.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <mutex>
#include <ostream>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {

// From where it stands, one byte after the other, and no byte more than is asked for.
struct stream_reader {
    std::istream *stream;

    std::int64_t operator()(void *dst, std::size_t size) const
    {
        stream->read(static_cast<char *>(dst), static_cast<std::streamsize>(size));
        const std::streamsize got = stream->gcount();
        if (stream->bad()) return -EIO;
        // That it ends here is for the library to judge, and the next one may go on.
        if (stream->eof()) stream->clear();
        return stream->fail() ? -EIO : got;
    }
};

// From where it stood to its end, in any order; threads take turns.
struct stream_seeker {
    std::istream *stream;
    std::streamoff start;
    std::unique_ptr<std::mutex> turn;

    std::int64_t operator()(void *dst, std::size_t size, std::int64_t offset) const
    {
        const std::lock_guard<std::mutex> lock(*turn);
        stream->clear();
        stream->seekg(start + static_cast<std::streamoff>(offset));
        stream->read(static_cast<char *>(dst), static_cast<std::streamsize>(size));
        const std::streamsize got = stream->gcount();
        if (stream->bad() || (stream->fail() && !stream->eof())) return -EIO;
        stream->clear();
        return got;
    }
};

struct stream_writer {
    std::ostream *stream;

    std::int64_t operator()(const void *data, std::size_t size) const
    {
        stream->write(static_cast<const char *>(data), static_cast<std::streamsize>(size));
        return stream->good() ? static_cast<std::int64_t>(size) : -EIO;
    }
};

struct stream_end {
    std::ostream *stream;

    bool operator()(bool) const { return static_cast<bool>(stream->flush()); }
};

// How many bytes there are from where a stream stands, or -1 if it cannot seek; it stands there again afterwards.
inline std::int64_t rest_of(std::istream &stream)
{
    const std::streamoff start = stream.tellg();
    stream.seekg(0, std::ios::end);
    const std::streamoff end = stream.tellg();
    stream.clear();
    if (start < 0 || end < start) return -1;
    stream.seekg(start);
    return end - start;
}

} // namespace detail
/** @endcond */

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
