// What a callback of the program's throws comes out of the call as it was, and never passes through the library.
#include "check.hpp"

#include <cerrno>
#include <numeric>
#include <sstream>
#include <thread>
#include <vector>

struct boom {
    int number;
};

// What a call throws of `boom`; -1 for nothing, -2 for anything else.
template <class Call>
static int thrown(Call call)
{
    try {
        call();
    } catch (const boom &b) {
        return b.number;
    } catch (const std::exception &e) {
        std::printf("thrown: %s\n", e.what());
        return -2;
    }
    return -1;
}

static std::string whole;

static void sources()
{
    // The header can be read, the elements behind it cannot.
    const auto head_only = [](auto number) {
        return [number](void *dst, std::size_t size, std::int64_t offset) -> std::int64_t {
            if (offset >= 4096) throw boom{number(offset)};
            const std::size_t n = std::min(size, static_cast<std::size_t>(4096 - offset));
            std::memcpy(dst, whole.data() + offset, n);
            return static_cast<std::int64_t>(n);
        };
    };
    const auto length = static_cast<std::int64_t>(whole.size());
    const auto first_bad = [](void *, std::size_t, std::int64_t) -> std::int64_t { throw boom{1}; };
    SAME(thrown([&] { npyrw::file f(npyrw::input::at(first_bad)); }), 1);
    FAILS(callback, "", npyrw::file(npyrw::input::at([](void *, std::size_t, std::int64_t) { return -EACCES; }), why...));
    npyrw::file f(npyrw::input::at(head_only([](std::int64_t) { return 2; }), length));
    SAME(thrown([&] { f.load<double>(); }), 2);
    // Who asked for a code gets a code; and the exception is not kept for the next call.
    std::error_code ec;
    f.load<double>(ec);
    CHECK(ec == npyrw::errc::callback);
    npyrw::failure why;
    f.load<double>(why);
    CHECK(why.code() == npyrw::errc::callback);
    SAME(thrown([&] { npyrw::file g(npyrw::input::at([](void *, std::size_t, std::int64_t) { return -EACCES; })); }), -2);
    // Each thread gets its own.
    const npyrw::file shared(npyrw::input::at(head_only([](std::int64_t offset) { return static_cast<int>(offset); }), length));
    int found[4] = {};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; t++) {
        threads.emplace_back([&, t] {
            std::vector<double> row(100);
            found[t] = thrown([&] { shared.read(row, {npyrw::only(50 * t + 100)}); });
        });
    }
    for (auto &t : threads) t.join();
    for (int t = 0; t < 4; t++) SAME(found[t], 128 + 800 * (50 * t + 100));

    struct closed {
        int *count;
        explicit closed(int *c) : count(c) {}
        closed(closed &&other) noexcept : count(std::exchange(other.count, nullptr)) {}
        closed(const closed &) = delete;
        ~closed()
        {
            if (count) ++*count;
        }
    };
    int count = 0;
    {
        // The callable is kept as long as the file, and closed once.
        npyrw::file kept(npyrw::input::at([c = closed(&count)](void *dst, std::size_t size, std::int64_t offset) {
            const std::size_t from = static_cast<std::size_t>(offset);
            const std::size_t n = std::min(size, whole.size() - std::min(from, whole.size()));
            std::memcpy(dst, whole.data() + std::min(from, whole.size()), n);
            return n;
        }));
        npyrw::file moved = std::move(kept);
        CHECK(moved.load<double>()(0, 5) == 5 && count == 0);
    }
    SAME(count, 1);
    npyrw::file(npyrw::input::at([c = closed(&count)](void *, std::size_t, std::int64_t) { return -EIO; }), ec);
    SAME(count, 2);
    {
        const npyrw::input unused = npyrw::input::stream([c = closed(&count)](void *, std::size_t) { return 0; });
        SAME(unused.path().size(), std::size_t{0});
    }
    SAME(count, 3);
    std::istringstream failing(whole);
    failing.exceptions(std::ios::failbit | std::ios::badbit | std::ios::eofbit);
    SAME(thrown([&] {
             try {
                 npyrw::load<float>(failing);
             } catch (const npyrw::error &e) {
                 throw boom{e.code() == npyrw::errc::dtype ? 7 : 8};
             }
         }),
         7);
}

static void sinks()
{
    const std::vector<double> u(100000);
    SAME(thrown([&] { npyrw::save(npyrw::output::stream([](const void *, std::size_t) -> std::int64_t { throw boom{3}; }), u); }), 3);
    SAME(thrown([&] {
             npyrw::save(npyrw::output::stream([](const void *, std::size_t n) { return n; }, [](bool commit) -> bool { throw boom{commit ? 4 : 5}; }), u);
         }),
         4);
    {
        // A throw at a discard has nobody to go to, and does not wait for the next call.
        npyrw::writer<double> w(npyrw::output::stream([](const void *, std::size_t n) { return n; }, [](bool) -> bool { throw boom{6}; }), {3});
    }
    SAME(thrown([&] { npyrw::save(npyrw::output::stream([](const void *, std::size_t) { return -EIO; }), u); }), -2);
    npyrw::npz_writer o(npyrw::output::stream([](const void *, std::size_t) -> std::int64_t { throw boom{7}; }));
    SAME(thrown([&] { o.add("u", u); }), 7);
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    FAILS(callback, "", npyrw::save(out, u, why...));
}

static void progress()
{
    std::int64_t last = 0, total = 0;
    int calls = 0;
    const auto told = [&](std::int64_t done, std::int64_t all) {
        CHECK(done >= last || done <= all);
        last = done;
        total = all;
        calls++;
    };
    const std::vector<double> u(1 << 19);
    npyrw::save("u.npy", u, npyrw::write_options{}.progress(told));
    CHECK(calls > 1 && last == total && total == 1 << 22);
    calls = 0;
    const auto a = npyrw::load<double>("u.npy", npyrw::request{}.progress(told));
    CHECK(calls > 1 && last == total && a.size() == u.size());
    calls = 0;
    npyrw::writer<double> w("w.npy", {npyrw::growing}, npyrw::write_options{}.progress(told));
    npyrw::writer<double> moved = std::move(w);
    moved.append(u);
    moved.finish();
    CHECK(calls > 1);
    npyrw::npz_writer o("o.npz", npyrw::deflate{1});
    o.add("u", u);
    o.finish();
    calls = 0;
    npyrw::npz z("o.npz", npyrw::npz_open_options{}.progress(told));
    const npyrw::npz moved_z = std::move(z);
    moved_z.verify();
    CHECK(calls > 0);
    calls = 0;
    auto change = npyrw::npz_writer::update("o.npz", npyrw::npz_options{}.progress(told));
    change.add("v", 1);
    change.finish();
    CHECK(calls > 0);

    const auto stop = [](std::int64_t, std::int64_t) { return npyrw::verdict::cancel; };
    const auto go_on = [](std::int64_t, std::int64_t) { return npyrw::verdict::go_on; };
    const auto throws = [](std::int64_t, std::int64_t) { throw boom{9}; };
    FAILS(cancelled, "", npyrw::load<double>("u.npy", npyrw::request{}.progress(stop), why...));
    WORKS(npyrw::load<double>("u.npy", npyrw::request{}.progress(go_on), why...));
    FAILS(cancelled, "", npyrw::save("v.npy", u, npyrw::write_options{}.progress(stop), why...));
    CHECK(!check::exists("v.npy"));
    SAME(thrown([&] { npyrw::load<double>("u.npy", npyrw::request{}.progress(throws)); }), 9);
    SAME(thrown([&] { npyrw::save("v.npy", u, npyrw::write_options{}.progress(throws)); }), 9);
    std::error_code ec;
    npyrw::load<double>("u.npy", npyrw::request{}.progress(throws), ec);
    CHECK(ec == npyrw::errc::cancelled);
    SAME(thrown([&] { npyrw::npz("o.npz", npyrw::npz_open_options{}.progress(throws)).verify(); }), 9);
    CHECK(!npyrw::progress() && npyrw::progress(told));
}

int main()
{
    std::vector<double> table(40000);
    std::iota(table.begin(), table.end(), 0.0);
    npyrw::memory m;
    npyrw::save(m, table, {400, 100});
    whole.assign(reinterpret_cast<const char *>(m.data()), m.size());
    sources();
    sinks();
    progress();
    return check::end();
}
