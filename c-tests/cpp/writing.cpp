// What is written is byte for byte what numpy.save writes, whole and in pieces, and nothing is there that was not finished.
#include "check.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <numeric>
#include <sstream>
#include <thread>
#include <vector>

using npyrw::all;
using npyrw::growing;
using npyrw::slice;
using npyrw::write_options;

static std::vector<double> counted(std::size_t n)
{
    std::vector<double> u(n);
    std::iota(u.begin(), u.end(), 0.0);
    return u;
}

static void whole()
{
    const auto u = counted(12);
    const double table[3][4] = {{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9, 10, 11}};
    const std::array<std::array<float, 2>, 2> nested{{{{1, 2}}, {{3, 4}}}};
    const int nx = 4;
    WORKS(npyrw::save("list.npy", u, why...));
    WORKS(npyrw::save("shaped.npy", u, {u.size() / 4, nx}, why...));
    WORKS(npyrw::save("pointer.npy", u.data(), {3, nx}, why...));
    WORKS(npyrw::save("table.npy", table, why...));
    WORKS(npyrw::save("nested.npy", nested, why...));
    WORKS(npyrw::save("value.npy", 2.5F, why...));
    WORKS(npyrw::save(std::string("string.npy"), u, why...));
    WORKS(npyrw::save(std::filesystem::path("path.npy"), u, why...));
    WORKS(npyrw::save("none.npy", std::vector<double>(), {0, 5}, why...));
    WORKS(npyrw::save("scalar.npy", u.data(), npyrw::axes(), why...));
    WORKS(npyrw::save("vector_shape.npy", u, std::vector<std::size_t>{2, 6}, why...));
    WORKS(npyrw::save("fortran.npy", u, {3, 4}, write_options{}.order(npyrw::order::fortran), why...));
    WORKS(npyrw::save("big.npy", u, write_options{}.dtype(">f8"), why...));
    WORKS(npyrw::save("single.npy", u, {3, 4}, write_options{}.dtype("<f4").cast(npyrw::casting::same_kind).version(2).sync().threads(2), why...));
    FAILS(cast, "", npyrw::save("no.npy", u, write_options{}.dtype("<f4"), why...));
    CHECK(!check::exists("no.npy"));
    const auto loaded = npyrw::load<double>("fortran.npy");
    WORKS(npyrw::save("again.npy", loaded, why...));
    CHECK(check::bytes("again.npy") == check::bytes("fortran.npy"));
    NUMPY("import io\nu = np.arange(12.)\n"
          "def same(name, a, **k):\n"
          "    b = io.BytesIO(); np.lib.format.write_array(b, np.asanyarray(a), **k)\n"
          "    assert b.getvalue() == open(name + '.npy', 'rb').read(), name\n"
          "for n in 'list', 'string', 'path': same(n, u)\n"
          "for n in 'shaped', 'pointer', 'table': same(n, u.reshape(3, 4))\n"
          "same('nested', np.array([[1, 2], [3, 4]], 'f4')); same('value', np.float32(2.5)); same('none', np.zeros((0, 5))); same('scalar', u[0])\n"
          "same('vector_shape', u.reshape(2, 6)); same('fortran', u.reshape(4, 3).T); same('big', u.astype('>f8'))\n"
          "same('single', u.reshape(3, 4).astype('f4'), version=(2, 0))\n");
    // The old file stays until the new one is complete.
    check::put("old.npy", "old");
    FAILS(size, "", npyrw::save("old.npy", u, {5}, why...));
    SAME(check::bytes("old.npy"), std::string("old"));
    npyrw::save("old.npy", u, write_options{}.replace(npyrw::replace::in_place));
    CHECK(check::bytes("old.npy") == check::bytes("list.npy"));
}

static void places()
{
    const auto u = counted(6);
    npyrw::save("wanted.npy", u, {2, 3});
    const std::string wanted = check::bytes("wanted.npy");
    npyrw::memory m;
    WORKS(npyrw::save(m, u, {2, 3}, why...));
    CHECK(m.size() == 3 * wanted.size()); // one behind the other, three times
    CHECK(std::string(reinterpret_cast<const char *>(m.data()), wanted.size()) == wanted);
    npyrw::file f(m);
    CHECK(f.next() && f.next() && !f.next());
#if defined(__cpp_lib_span)
    CHECK(m.bytes().size() == m.size());
#endif
    std::ostringstream stream;
    npyrw::save(stream, u, {2, 3});
    npyrw::save(stream, npyrw::view<const double>(u.data(), {2, 3}, npyrw::axes{3, 1}));
    CHECK(stream.str() == wanted + wanted);
    const int number = open("fd.npy", O_CREAT | O_WRONLY, 0600);
    npyrw::save(npyrw::fd{number}, u, {2, 3});
    close(number);
    CHECK(check::bytes("fd.npy") == wanted);

    // Strided memory, in all of them.
    const npyrw::view<const double> column(u.data(), {2, 2}, npyrw::axes{3, 2}), turned(u.data(), {3, 2}, npyrw::axes{1, 3});
    npyrw::memory strided;
    npyrw::save(strided, column);
    npyrw::save("column.npy", column);
    CHECK(std::string(reinterpret_cast<const char *>(strided.data()), strided.size()) == check::bytes("column.npy"));
    npyrw::memory fortran;
    npyrw::save(fortran, turned);
    NUMPY("assert np.load('column.npy').tolist() == [[0, 2], [3, 5]]");
    CHECK(npyrw::load<double>(fortran).order() == npyrw::order::fortran && npyrw::load<double>(fortran)(2, 1) == 5);

    std::string kept;
    int ended = 0;
    bool committed = false;
    const auto end = [&](bool commit) {
        ended++;
        committed = commit;
        return true;
    };
    const auto at = [&](const void *data, std::size_t size, std::int64_t offset) {
        const std::size_t from = static_cast<std::size_t>(offset);
        if (kept.size() < from + size) kept.resize(from + size);
        std::memcpy(&kept[from], data, size);
        return size;
    };
    npyrw::save(npyrw::output::at(at, end), u, {2, 3});
    CHECK(kept == wanted && ended == 1 && committed);
    kept.clear();
    npyrw::writer<double> grown(npyrw::output::at(at, end), {growing, 3});
    grown.append(u);
    grown.finish();
    CHECK(ended == 2 && committed && npyrw::load<double>(npyrw::input::bytes(kept.data(), kept.size()))(1, 2) == 5);
    kept.clear();
    const auto behind = [&](const void *data, std::size_t size) {
        const std::size_t n = std::min(size, std::size_t{11});
        kept.append(static_cast<const char *>(data), n);
        return n;
    };
    npyrw::save(npyrw::output::stream(behind, end), u, {2, 3});
    CHECK(kept == wanted && ended == 3 && committed);
    {
        npyrw::writer<double> w(npyrw::output::stream(behind, end), {2, 3});
        w.append(u);
    }
    CHECK(ended == 4 && !committed);
    FAILS(callback, "", npyrw::save(npyrw::output::stream(behind, [](bool) { return false; }), u, why...));
    FAILS(callback, "", npyrw::save(npyrw::output::stream([](const void *, std::size_t) { return -EIO; }), u, why...));
    // What never began is never ended.
    FAILS(dtype, "", npyrw::save(npyrw::output::stream(behind, end), u, write_options{}.dtype("nonsense"), why...));
    SAME(ended, 4);
}

static void pieces()
{
    const auto u = counted(12);
    npyrw::writer<double> w("grown.npy", {growing, 2, 3});
    CHECK(w && w.shape() == npyrw::axes{0, 2, 3});
    w.append(u);                                                        // a list of two rows
    w.append(npyrw::view<const double>(u.data(), {2, 3}));              // one row
    w.append(npyrw::view<const double>(u.data(), {2, 2, 3}));           // two rows
    w.append(npyrw::view<const double>(&u[5], {2, 3}, npyrw::axes{-3, -1})); // backwards
    w.append(std::vector<double>());
    w.write(u.data(), 3);
    w.write(u.data() + 3, 3);
    CHECK(w.shape() == npyrw::axes{7, 2, 3} && w.info().size() == 42 && !check::exists("grown.npy"));
    WORKS(CHECK(w.info().dtype() == "<f8"); npyrw::save("other.npy", u, why...));
    w.finish();
    CHECK(!w);
    NUMPY("u = np.arange(12.).reshape(2, 2, 3); a = np.load('grown.npy')\n"
          "assert (a == np.concatenate([u, u[:1], u, u[0, ::-1, ::-1].reshape(1, 2, 3)[:, :, :], u[:1]])).all(), a\n");

    npyrw::writer<float> f("fortran.npy", {2, growing}, write_options{}.order(npyrw::order::fortran).dtype("<f8"));
    const float columns[2][3] = {{1, 2, 3}, {4, 5, 6}};
    f.append(columns);
    f.append(std::vector<float>{7, 8});
    f.finish();
    NUMPY("a = np.load('fortran.npy'); assert a.dtype == 'f8' and a.tolist() == [[1, 2, 3, 7], [4, 5, 6, 8]] and a.flags.f_contiguous");

    npyrw::writer<int> list("list.npy", {growing});
    for (int i = 0; i < 5; i++) list.append(i);
    list.append(std::array<int, 2>{{5, 6}});
    list.finish();
    NUMPY("assert np.load('list.npy').tolist() == list(range(7))");
    npyrw::writer<int> single("single.npy", {});
    single.append(9);
    single.finish();
    NUMPY("assert np.load('single.npy').shape == () and np.load('single.npy') == 9");

    {
        npyrw::writer<double> gone("gone.npy", {growing});
        gone.append(u);
    }
    npyrw::writer<double> discarded("gone.npy", {growing});
    discarded.discard();
    CHECK(!check::exists("gone.npy"));
}

static void slabs()
{
    const auto u = counted(24);
    npyrw::writer<double> w("slabs.npy", {4, 6});
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; t++) {
        // Each thread writes every second column of its own row, and then the others.
        threads.emplace_back([&w, &u, t] {
            const double *row = &u[static_cast<std::size_t>(6 * t)];
            w.write_slab({npyrw::only(t), slice{0, 6, 2}}, npyrw::view<const double>(row, {1, 3}, npyrw::axes{6, 2}));
            w.write_slab({npyrw::only(t), slice{5, npyrw::none, -2}}, std::array<double, 3>{{row[5], row[3], row[1]}});
        });
    }
    for (auto &t : threads) t.join();
    FAILS(shape, "found a slab of the shape (2, 2) where the slices pick (4, 6)", w.write_slab({}, npyrw::view<const double>(u.data(), {2, 2}), why...));
    FAILS(shape, "where the slices pick (1, 6)", w.write_slab({npyrw::only(-1)}, u, why...));
    FAILS(shape, "where the slices pick (0, 6)", w.write_slab({slice{4, 9}}, u, why...));
    FAILS(shape, "3 slices", w.write_slab({all, all, all}, npyrw::view<const double>(u.data(), {4, 6}), why...));
    FAILS(shape, "where the slices pick (-1, 6)", w.write_slab({slice{0, 1, 0}}, npyrw::view<const double>(u.data(), {1, 6}), why...));
    w.finish();
    NUMPY("assert (np.load('slabs.npy') == np.arange(24.).reshape(4, 6)).all()");
    npyrw::writer<double> list("slab_list.npy", {24});
    list.write_slab({slice{12, 24}}, std::vector<double>(u.begin() + 12, u.end()));
    list.write_slab({slice{0, 12}}, std::vector<double>(u.begin(), u.begin() + 12));
    list.finish();
    NUMPY("assert (np.load('slab_list.npy') == np.arange(24.)).all()");
}

// How many elements a slice picks is counted as NumPy and the library count it.
static void counts()
{
    const std::int64_t bounds[] = {npyrw::none, -7, -6, -5, -1, 0, 1, 4, 5, 6, INT64_MAX, INT64_MIN + 1};
    npyrw::save("five.npy", counted(5));
    const npyrw::file f("five.npy");
    for (const std::int64_t start : bounds) {
        for (const std::int64_t stop : bounds) {
            for (const std::int64_t step : {std::int64_t{1}, std::int64_t{2}, std::int64_t{7}, std::int64_t{-1}, std::int64_t{-3}, INT64_MAX,
                                            INT64_MIN + 1, npyrw::none}) {
                const npy_slice raw{start, stop, step};
                SAME(npyrw::detail::picked(raw, 5), f.plan({slice{start, stop, step}}).shape()[0]);
            }
        }
    }
    CHECK(npyrw::detail::picked({0, 0, 0}, 5) == 5 && npyrw::detail::picked({npyrw::none, npyrw::none, -1}, 0) == 0);
}

static void growth()
{
    const auto u = counted(6);
    auto w = npyrw::append<double>("series.npy", {growing, 2, 3});
    w.append(u);
    CHECK(npyrw::load<double>("series.npy").shape()[0] == 0);
    WORKS(w.flush(why...));
    CHECK(npyrw::load<double>("series.npy").shape() == npyrw::axes{1, 2, 3});
    NUMPY("assert np.load('series.npy').shape == (1, 2, 3)");
    w.append(u);
    w.discard(); // leaves the last flush
    CHECK(npyrw::load<double>("series.npy").shape()[0] == 1);
    {
        auto more = npyrw::append<double>("series.npy");
        CHECK(more.shape() == npyrw::axes{1, 2, 3});
        more.append(npyrw::view<const double>(u.data(), {2, 3}));
        more.finish();
    }
    {
        auto more = npyrw::append<double>("series.npy", {growing, 2, 3}, write_options{}.sync());
        more.append(u);
        more.finish();
    }
    NUMPY("import io\na = np.load('series.npy'); assert a.shape == (3, 2, 3) and (a == np.arange(6.).reshape(2, 3)).all()");
    npyrw::save("f.npy", u, {2, 3}, write_options{}.order(npyrw::order::fortran));
    auto f = npyrw::append<double>("f.npy");
    f.append(std::vector<double>{8, 9});
    f.finish();
    NUMPY("a = np.load('f.npy'); assert a.flags.f_contiguous and a.tolist() == [[0, 2, 4, 8], [1, 3, 5, 9]]");

    // A file whose writer died: rows behind the count, and the part of one.
    std::ofstream("series.npy", std::ios::binary | std::ios::app).write(reinterpret_cast<const char *>(u.data()), 6 * 8).write("half", 4);
    const npyrw::recovery r = npyrw::recover("series.npy");
    CHECK(r && r.rows_before() == 3 && r.rows_after() == 4 && r.raw().bytes_cut == 4 && std::strlen(r.message()) > 10);
    NUMPY("assert np.load('series.npy').shape == (4, 2, 3)");
    WORKS(CHECK(!npyrw::recover("series.npy", why...)));
}

int main()
{
    check::need_numpy();
    whole();
    places();
    pieces();
    slabs();
    counts();
    growth();
    return check::end();
}
