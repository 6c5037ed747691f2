// What is read is what NumPy's slices, casts and fields give, from every place that bytes can come from.
#include "check.hpp"

#include <array>
#include <atomic>
#include <fcntl.h>
#include <filesystem>
#include <numeric>
#include <sstream>
#include <thread>
#include <vector>

#if defined(__cpp_lib_span)
#include <span>
#endif

using npyrw::all;
using npyrw::none;
using npyrw::only;
using npyrw::slice;

static void slices()
{
    NUMPY("a = np.arange(60.).reshape(3, 4, 5); np.save('a.npy', a); np.save('f.npy', np.asfortranarray(a))\n"
          "parts = dict(p0=np.s_[0:2], p1=np.s_[:, 1:3], p2=np.s_[::-1, :, ::2], p3=np.s_[-2:, -1:, 4:0:-3], p4=np.s_[1:2, 3:4, 0:1], p5=np.s_[9:],"
          " p6=np.s_[-1:], p7=np.s_[:, -100:100:3])\n"
          "for n, p in parts.items(): np.save(n + '.npy', a[p])\n");
    const npyrw::request parts[] = {
        {slice{0, 2}}, {all, slice{1, 3}}, {slice{none, none, -1}, all, slice{none, none, 2}}, {slice{-2, none}, slice{-1, none}, slice{4, 0, -3}},
        {only(1), only(3), only(0)}, {slice{9, none}}, {only(-1)}, {all, slice{-100, 100, 3}}};
    for (std::size_t i = 0; i < std::size(parts); i++) {
        const auto wanted = npyrw::load<double>("p" + std::to_string(i) + ".npy");
        for (const char *path : {"a.npy", "f.npy"}) {
            const npyrw::file f(path);
            const auto part = f.load<double>(parts[i]);
            CHECK(part.shape() == wanted.shape());
            std::vector<double> list(part.size());
            WORKS(f.read(list, parts[i], why...));
            CHECK(list == wanted.to_vector()); // a list is in C order, whatever the file's
            if (wanted.empty()) continue;
            for (std::size_t n = 0; n < list.size(); n++) {
                const auto s = wanted.shape();
                const auto at = static_cast<std::int64_t>(n);
                CHECK(part(at / (s[1] * s[2]), at / s[2] % s[1], at % s[2]) == list[n]);
            }
            CHECK(f.plan(parts[i]).size() == static_cast<std::int64_t>(list.size()) && f.plan<double>(parts[i]).shape() == wanted.shape());
        }
    }
    // A request that was put together, and one that is used again.
    npyrw::request r;
    r.slices(std::vector<slice>{only(2), all}).order(npyrw::order::fortran).threads(2);
    const auto a = npyrw::load<double>("a.npy", r);
    CHECK(a.order() == npyrw::order::fortran && a(0, 1, 2) == 47 && npyrw::load<double>("f.npy", r)(0, 1, 2) == 47);
    std::vector<double> column(3);
    npyrw::file("f.npy").read(column, {all, only(1), only(2)});
    CHECK(column[2] == 47);
    std::vector<double> in_file_order(60);
    npyrw::file("f.npy").read(in_file_order, npyrw::request{}.order(npyrw::order::keep));
    CHECK(in_file_order[1] == 20);
}

static void casts()
{
    NUMPY("np.save('f4.npy', np.array([1.5, -2], 'f4')); np.save('i8.npy', np.array([3, 300]))");
    CHECK(npyrw::load<double>("f4.npy", npyrw::request{}.cast())(1) == -2);
    FAILS(dtype, "wanted <f8; found <f4", npyrw::load<double>("f4.npy", why...));
    FAILS(cast, "", npyrw::load<std::int32_t>("f4.npy", npyrw::request{}.cast(npyrw::casting::same_kind), why...));
    CHECK(npyrw::load<std::int32_t>("f4.npy", npyrw::request{}.cast(npyrw::casting::unsafe))(0) == 1);
    CHECK(npyrw::load<std::uint8_t>("i8.npy", npyrw::request{}.cast(npyrw::casting::unsafe))(0) == 3);
    CHECK(npyrw::load<std::complex<double>>("f4.npy", npyrw::request{}.cast())(0) == 1.5);
    float two[2];
    npyrw::file("f4.npy").read(two, 2, npyrw::request{}.cast(npyrw::casting::no));
    CHECK(two[0] == 1.5F);
}

// Memory of every kind; never resized.
static void places_to()
{
    const npyrw::file f("a.npy");
    std::vector<double> v(60);
    std::array<double, 60> fixed{};
    double c[3][4][5];
    double *pointer = v.data();
    WORKS(f.read(v, why...));
    WORKS(f.read(fixed, why...));
    WORKS(f.read(c, why...));
    WORKS(f.read(pointer, 60, why...));
    CHECK(v[59] == 59 && fixed[59] == 59 && c[2][3][4] == 59);
    auto loaded = f.load<double>();
    loaded(0, 0, 0) = 5;
    WORKS(f.read(loaded, why...));
    CHECK(loaded(0, 0, 0) == 0);
    double one = 0;
    npyrw::save("one.npy", 3.25);
    WORKS(npyrw::file("one.npy").read(one, why...));
    CHECK(one == 3.25);
#if defined(__cpp_lib_span)
    WORKS(f.read(std::span<double>(v), why...));
    WORKS(f.read(std::span<double>(v).first(20), {only(0)}, why...));
#endif
    FAILS(size, "", f.read(std::vector<double>(61), why...));
}

static void places_from()
{
    const std::string whole = check::bytes("a.npy");
    const auto right = [](const npyrw::file &f) {
        return f && f.shape() == npyrw::axes{3, 4, 5} && f.ndim() == 3 && f.size() == 60 && f.order() == npyrw::order::c && f.dtype() == "<f8" &&
               f.load<double>()(2, 3, 4) == 59;
    };
    CHECK(right(npyrw::file("a.npy")) && right(npyrw::file(std::string("a.npy"))) && right(npyrw::file(std::string_view("a.npyx", 5))));
    CHECK(right(npyrw::file(std::filesystem::path("a.npy"))) && right(npyrw::file(npyrw::input("a.npy"))));
    CHECK(right(npyrw::file(npyrw::input::bytes(whole.data(), whole.size()))));
    const int number = open("a.npy", O_RDONLY);
    CHECK(right(npyrw::file(npyrw::fd{number})));
    CHECK(lseek(number, 0, SEEK_CUR) == 0);
    close(number);
    std::ifstream in("a.npy", std::ios::binary);
    CHECK(right(npyrw::file(in)) && in.good() && in.tellg() == static_cast<std::streamoff>(whole.size()));
    npyrw::memory m;
    npyrw::save(m, npyrw::load<double>("a.npy"));
    CHECK(right(npyrw::file(m)) && m.size() == whole.size() && std::memcmp(m.data(), whole.data(), m.size()) == 0);

    // Callables: anywhere, from many threads; and one byte after the other.
    std::atomic<int> calls{0};
    const auto fetch = [&](void *dst, std::size_t size, std::int64_t offset) {
        calls++;
        const std::size_t from = static_cast<std::size_t>(offset);
        const std::size_t n = from < whole.size() ? std::min(size, whole.size() - from) : 0;
        std::memcpy(dst, whole.data() + from, n);
        return n;
    };
    npyrw::file f(npyrw::input::at(fetch, static_cast<std::int64_t>(whole.size())));
    CHECK(right(f) && right(f) && calls > 0);
    std::atomic<int> good{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; t++) threads.emplace_back([&] { good += right(f); });
    for (auto &t : threads) t.join();
    SAME(good.load(), 4);
    FAILS(truncated, "", npyrw::file(npyrw::input::bytes(whole.data(), 200), why...));
    std::size_t at = 0;
    const auto bring = [&](void *dst, std::size_t size) {
        const std::size_t n = std::min({size, whole.size() - at, std::size_t{7}});
        std::memcpy(dst, whole.data() + at, n);
        at += n;
        return n;
    };
    npyrw::file g(npyrw::input::stream(bring));
    CHECK(right(g));
    FAILS(state, "", g.load<double>(why...)); // a stream is read once
    FAILS(unsupported, "", npyrw::npz(npyrw::input::stream(bring), why...));

    // Where an array starts, and what else is asked of it.
    check::put("behind.npy", "12345" + whole);
    CHECK(right(npyrw::file("behind.npy", npyrw::open_options{}.offset(5).strict().steady().max_header(5000).max_nesting(3))));
    check::put("head.npy", std::string_view(whole).substr(0, 128));
    FAILS(truncated, "", npyrw::file("head.npy", why...));
    npyrw::file head("head.npy", npyrw::open_options{}.header_only());
    CHECK(head && head.shape() == npyrw::axes{3, 4, 5} && head.info().data_offset() == 128 && head.info().version() == 1);
    FAILS(truncated, "", head.load<double>(why...));
    npyrw::file empty;
    CHECK(!empty);
}

static void several()
{
    NUMPY("f = open('several.npy', 'wb')\nfor n in range(3): np.save(f, np.full(n, n, 'i4'))\nf.close()");
    npyrw::file f("several.npy");
    int found = 0;
    do {
        const auto a = f.load<std::int32_t>();
        CHECK(static_cast<int>(a.size()) == found && std::accumulate(a.begin(), a.end(), 0) == found * found);
        found++;
    } while (f.next());
    SAME(found, 3);
    npyrw::failure end;
    CHECK(!f.next(end) && !end);
    std::error_code ec;
    CHECK(!f.next(ec) && !ec);
    // A stream goes on behind what was read.
    std::ifstream in("several.npy", std::ios::binary);
    for (int n = 0; n < 3; n++) CHECK(npyrw::load<std::int32_t>(in).size() == static_cast<std::size_t>(n));
    FAILS(truncated, "", npyrw::load<std::int32_t>(in, why...));
}

int main()
{
    check::need_numpy();
    slices();
    casts();
    places_to();
    places_from();
    several();
    return check::end();
}
