/**
 * @file npyrw/memory.hpp
 * Descriptors and memory as places of files.
 */
#ifndef NPYRW_MEMORY_HPP
#define NPYRW_MEMORY_HPP

#include <npyrw/error.hpp>

#include <cstddef>
#include <memory>

#if defined(__cpp_lib_span)
#include <span>
#endif

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/**
 * An open descriptor, which stays yours: `npyrw::fd{0}`.
 *
 * Since 0.1.
 */
struct fd {
    int number; /**< As `open` gave it. */
};

/**
 * Memory that files are written into, and read from again.
 *
 * @code
 * npyrw::memory m;
 * npyrw::save(m, u);
 * send(socket, m.data(), m.size(), 0);
 * @endcode
 *
 * Since 0.1.
 */
class memory {
public:
    /**
     * Memory that holds nothing yet.
     *
     * @param to told if there is none (errc::memory); left out: it is thrown.
     */
    explicit memory(report to NPYRW_THROWS_)
    {
        npy_memory *made = nullptr;
        to.settle(npy_memory_new(&made, to.raw()));
        handle_.reset(made);
    }

    /** What finished writers have written; lives until the next one finishes. NULL if there is nothing. */
    const std::byte *data() const noexcept { return static_cast<const std::byte *>(npy_memory_data(handle_.get(), nullptr)); }
    /** How many bytes. */
    std::size_t size() const noexcept
    {
        std::size_t size = 0;
        npy_memory_data(handle_.get(), &size);
        return size;
    }
#if defined(__cpp_lib_span) || defined(DOXYGEN)
    /** Both. With C++20. */
    std::span<const std::byte> bytes() const noexcept { return {data(), size()}; }
#endif
    /** As npyrw.h has it; stays this object's. NULL if it was moved from. */
    npy_memory *raw() const noexcept { return handle_.get(); }

private:
    struct free {
        void operator()(npy_memory *m) const noexcept { npy_memory_free(m); }
    };
    std::unique_ptr<npy_memory, free> handle_;
};

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
