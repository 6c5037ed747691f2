// fetch_slice.c in C++: reads a slice of an array that lies behind a web server or in an object store, and fetches little else.
//
//     fetch_slice_cpp http://host/u.npy 1000:1100,200:300 slice.npy
//     fetch_slice_cpp http://host/run.npz/u 1000:1100,200:300 slice.npy
#include <npyrw.hpp>

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <system_error>
#include <vector>

namespace {

struct Cleanup {
    void operator()(CURL *curl) const { curl_easy_cleanup(curl); }
};

// A file behind HTTP, read by range requests.
class Remote {
public:
    explicit Remote(std::string url) : url_(std::move(url)), curl_(curl_easy_init())
    {
        if (!curl_) throw std::runtime_error("no libcurl");
        // The first bytes, whatever they are: with them comes the length.
        const std::int64_t came = get(kept_.data(), least_, 0);
        if (came < 0) throw std::system_error(static_cast<int>(-came), std::generic_category(), url_);
        kept_size_ = came;
    }

    std::int64_t length() const { return length_; }
    std::int64_t requests() const { return requests_; }
    std::int64_t bytes() const { return bytes_; }

    // From now on no request asks for more than is wanted.
    void exactly() { least_ = 0; }

    // Up to `size` bytes from `offset` on; negative: an errno.
    std::int64_t read_at(void *dst, std::size_t size, std::int64_t offset)
    {
        if (offset < kept_at_ || offset >= kept_at_ + kept_size_) {
            if (size >= least_) return get(dst, size, offset);
            const std::int64_t came = get(kept_.data(), least_, offset);
            if (came <= 0) return came;
            kept_at_ = offset;
            kept_size_ = came;
        }
        // A read may be short: what is missing is asked for again.
        const std::int64_t n = std::min(kept_at_ + kept_size_ - offset, static_cast<std::int64_t>(size));
        std::memcpy(dst, kept_.data() + (offset - kept_at_), static_cast<std::size_t>(n));
        return n;
    }

private:
    struct Arrival {
        char *dst;
        std::size_t room, size = 0;
        std::int64_t length = -1;
    };

    static std::size_t on_body(char *data, std::size_t, std::size_t size, void *context)
    {
        Arrival &a = *static_cast<Arrival *>(context);
        if (size > a.room - a.size) return 0; // more than was asked for: a server that ignores ranges
        std::memcpy(a.dst + a.size, data, size);
        a.size += size;
        return size;
    }

    static std::size_t on_header(char *line, std::size_t one, std::size_t size, void *context)
    {
        const std::string text(line, size);
        long long first, last, length;
        if (curl_strnequal(text.c_str(), "content-range:", 14) &&
            std::sscanf(text.c_str() + 14, " bytes %lld-%lld/%lld", &first, &last, &length) == 3) {
            static_cast<Arrival *>(context)->length = length;
        }
        return one * size;
    }

    std::int64_t get(void *dst, std::size_t size, std::int64_t offset)
    {
        const std::string range = std::to_string(offset) + "-" + std::to_string(offset + static_cast<std::int64_t>(size) - 1);
        for (int attempt = 0; attempt < 3; attempt++) {
            Arrival a{static_cast<char *>(dst), size};
            CURL *curl = curl_.get();
            curl_easy_setopt(curl, CURLOPT_URL, url_.c_str());
            curl_easy_setopt(curl, CURLOPT_RANGE, range.c_str());
            curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
            curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
            curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
            curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L); // nothing for half a minute: give up
            curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, 30L);
            curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &on_body);
            curl_easy_setopt(curl, CURLOPT_WRITEDATA, &a);
            curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &on_header);
            curl_easy_setopt(curl, CURLOPT_HEADERDATA, &a);
            const CURLcode code = curl_easy_perform(curl);
            long status = 0;
            curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
            requests_++;
            bytes_ += static_cast<std::int64_t>(a.size);
            if (code == CURLE_OK && status == 206) {
                // The file must not become another one while it is read.
                if (length_ >= 0 && a.length != length_) return -ESTALE;
                length_ = a.length;
                return static_cast<std::int64_t>(a.size);
            }
            if (status == 404) return -ENOENT;
            if (status == 401 || status == 403) return -EACCES;
            if (status == 200) return -ENOTSUP; // the whole file would come
            if (status == 416) return 0;        // behind the end
        }
        return -EIO;
    }

    std::string url_;
    std::unique_ptr<CURL, Cleanup> curl_;
    std::int64_t length_ = -1;         // what Content-Range said
    std::size_t least_ = 4096;         // bytes that a request asks for at least
    std::array<char, 1 << 16> kept_{}; // what came last, for small reads nearby
    std::int64_t kept_at_ = 0, kept_size_ = 0;
    std::int64_t requests_ = 0, bytes_ = 0; // to show what it cost
};

// "a:b,c:d"
std::vector<npyrw::slice> parse(const char *text)
{
    std::vector<npyrw::slice> slices;
    for (;; text++) {
        char *end;
        const long long start = std::strtoll(text, &end, 10);
        if (end == text || *end != ':') return {};
        text = end + 1;
        const long long stop = std::strtoll(text, &end, 10);
        if (end == text) return {};
        slices.push_back(npyrw::slice{start, stop});
        text = end;
        if (*text == '\0') return slices;
        if (*text != ',') return {};
    }
}

// Saves the slice if the array is of this type, and says how many bytes that was.
template <class T>
bool save(const npyrw::file &in, const npyrw::request &what, const char *out, std::size_t &bytes)
{
    if (!in.is<T>()) return false;
    const auto slice = in.load<T>(what);
    npyrw::save(out, slice);
    bytes = slice.size() * sizeof(T);
    return true;
}

template <class... T>
std::size_t save_any_of(const npyrw::file &in, const npyrw::request &what, const char *out)
{
    std::size_t bytes = 0;
    if (!(save<T>(in, what, out, bytes) || ...)) throw std::runtime_error("an array of " + std::string(in.dtype()));
    return bytes;
}

} // namespace

int main(int argc, char **argv)
try {
    const auto slices = argc == 4 ? parse(argv[2]) : std::vector<npyrw::slice>();
    if (slices.empty()) {
        std::fputs("fetch_slice_cpp: wants URL START:STOP[,START:STOP...] OUT.npy\n", stderr);
        return 2;
    }
    std::string url(argv[1]), member;
    if (const auto at = url.find(".npz/"); at != url.npos) {
        member = url.substr(at + 5);
        url.resize(at + 4);
    }
    curl_global_init(CURL_GLOBAL_DEFAULT);
    Remote remote(url);
    auto source = npyrw::input::at([&](void *dst, std::size_t size, std::int64_t offset) { return remote.read_at(dst, size, offset); },
                                   remote.length());
    const auto in = member.empty() ? npyrw::file(std::move(source)) : npyrw::npz(std::move(source)).get(member);
    remote.exactly();
    const std::size_t needed = save_any_of<double, float, std::int64_t, std::int32_t, std::uint8_t>(in, npyrw::request{}.slices(slices), argv[3]);
    std::printf("of %lld bytes the slice has %zu; %lld came, in %lld requests\n", static_cast<long long>(remote.length()), needed,
                static_cast<long long>(remote.bytes()), static_cast<long long>(remote.requests()));
} catch (const std::exception &e) {
    std::fprintf(stderr, "fetch_slice_cpp: %s\n", e.what());
    return 1;
}
