// Each C++ type is the dtype that NumPy has for it, and a struct is byte for byte NumPy's aligned one.
#include "check.hpp"

#include <npyrw/chrono.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <complex>
#include <cstdint>
#include <vector>

enum class colour : std::uint8_t { red, green, blue };

struct Vec {
    float x, y, z;
};
NPYRW_DTYPE(Vec, x, y, z)

namespace sim {
struct Particle {
    std::uint32_t id;
    double pos[3];
    Vec v[2];
    std::array<std::array<std::int16_t, 3>, 2> grid;
    char name[5];
    bool on;
    std::complex<float> z;
    colour c;
    char32_t letters[2];
};
} // namespace sim
NPYRW_DTYPE(sim::Particle, id, pos, v, grid, name, on, z, c, letters)

// Without a macro; a member that is not listed is padding.
struct Sparse {
    std::int8_t a;
    double hidden;
    std::int16_t b;
};
template <>
struct npyrw::dtype<Sparse> {
    static constexpr auto members = npyrw::members(npyrw::member("first", &Sparse::a), npyrw::member("second", &Sparse::b));
};

#pragma pack(push, 1)
struct Packed {
    std::uint8_t tag;
    double value;
    std::uint16_t end;
};
#pragma pack(pop)
NPYRW_DTYPE(Packed, tag, value, end)

struct alignas(64) Wide {
    double x;
};
NPYRW_DTYPE(Wide, x)

struct Single {
    Vec inner;
};
NPYRW_DTYPE(Single, inner)

struct Many {
    int a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30,
        a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58,
        a59, a60, a61, a62, a63, a64;
};
NPYRW_DTYPE(Many, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28,
            a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56,
            a57, a58, a59, a60, a61, a62, a63, a64)

struct Half {
    std::uint16_t bits;
};
template <>
struct npyrw::dtype<Half> {
    static constexpr const char *name = "f2";
};

// A class with an invariant has no dtype, and neither have others that NumPy has none for.
static_assert(!npyrw::is_element<std::string>::value && !npyrw::is_element<std::vector<double>>::value);
static_assert(!npyrw::is_element<wchar_t>::value && !npyrw::is_element<char16_t>::value && !npyrw::is_element<int *>::value);
static_assert(!npyrw::is_element<std::array<double, 0>>::value && !npyrw::is_element<void>::value);
static_assert(npyrw::is_element<double[3][4]>::value && npyrw::is_element<sim::Particle[2]>::value);
#if defined(__FLT16_MANT_DIG__) && defined(__STDCPP_FLOAT16_T__)
static_assert(npyrw::is_element<_Float16>::value);
#endif

// Saves values of a type, and loads what NumPy made of them: the same again, byte-swapped.
template <class T>
void number(const char *dtype, std::vector<T> values)
{
    npyrw::save("out.npy", values.data(), {values.size()});
    NUMPY(std::string("a = np.load('out.npy')\nd = np.dtype('") + dtype +
          "')\nassert a.dtype == d and a.dtype.isnative, a.dtype\n"
          "import io\nb = io.BytesIO(); np.save(b, a); assert b.getvalue() == open('out.npy', 'rb').read()\n"
          "np.save('in.npy', a.astype(a.dtype.newbyteorder()))\nnp.save('cube.npy', np.asfortranarray(np.broadcast_to(a, (3, 2, len(a)))))\n");
    const auto a = npyrw::load<T>("in.npy");
    CHECK(a.size() == values.size() && std::memcmp(a.data(), values.data(), sizeof(T) * a.size()) == 0);
    const auto cube = npyrw::load<T>("cube.npy");
    CHECK(cube.shape() == npyrw::axes{3, 2, values.size()} && cube.order() == npyrw::order::fortran);
    for (std::size_t i = 0; i < values.size(); i++) {
        CHECK(std::memcmp(&cube(2, 1, i), &values[i], sizeof(T)) == 0 && std::memcmp(&cube.at(0, 0, i), &values[i], sizeof(T)) == 0);
    }
    CHECK(npyrw::file("in.npy").is<T>(1) && npyrw::is_element<T>::value);
}

static void numbers()
{
    NUMPY("assert np.longdouble(0).dtype.itemsize in (8, 12, 16)");
    // std::vector<bool> has no memory of bools.
    const bool flags[] = {true, false, true};
    npyrw::save("flags.npy", flags);
    NUMPY("a = np.load('flags.npy'); assert a.dtype == '?' and a.tolist() == [True, False, True]");
    CHECK(npyrw::load<bool>("flags.npy")(2));
    number<std::int8_t>("i1", {-128, 0, 127});
    number<std::uint8_t>("u1", {0, 1, 255});
    number<std::byte>("u1", {std::byte{0}, std::byte{255}});
    number<std::int16_t>("i2", {-32768, 32767});
    number<std::uint16_t>("u2", {0, 65535});
    number<std::int32_t>("i4", {INT32_MIN, INT32_MAX});
    number<std::uint32_t>("u4", {0, UINT32_MAX});
    number<std::int64_t>("i8", {INT64_MIN, INT64_MAX});
    number<std::uint64_t>("u8", {0, UINT64_MAX});
    number<long>(sizeof(long) == 8 ? "i8" : "i4", {-1, 1});
    number<long long>("i8", {-1, 1});
    number<unsigned long long>("u8", {1});
    number<float>("f4", {0.5F, -1e30F});
    number<double>("f8", {0.5, -1e300});
    number<std::complex<float>>("c8", {{1, 2}, {-3, 4}});
    number<std::complex<double>>("c16", {{1, 2}, {-3, 4}});
    number<char>("S1", {'a', 'z'});
    number<char32_t>("U1", {U'a', U'\x1F600'});
    number<colour>("u1", {colour::red, colour::blue});
    number<Half>("f2", {{0x3C00}, {0xC000}});
    number<std::chrono::nanoseconds>("m8[ns]", {std::chrono::nanoseconds(-5), std::chrono::nanoseconds(7)});
    number<std::chrono::duration<std::int64_t, std::ratio<60>>>("m8[m]", {std::chrono::duration<std::int64_t, std::ratio<60>>(3)});
    using moment = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;
    number<moment>("M8[ms]", {moment(std::chrono::milliseconds(1000))});
#if defined(__SIZEOF_FLOAT128__) && defined(__x86_64__)
    SAME(std::string(npyrw::dtype_name<long double>()), std::string("f16"));
#endif
}

struct Flags {
    bool on[2];
    std::int16_t n;
    bool last;
};
NPYRW_DTYPE(Flags, on, n, last)

// Any byte but 0 is true in a file; here it is 1.
static void truths()
{
    const auto byte = [](const bool &b) { return static_cast<int>(*reinterpret_cast<const unsigned char *>(&b)); };
    NUMPY("a = np.array([[0, 1], [2, 255]], 'u1'); np.save('odd.npy', a.view('?')); np.save('odd_f.npy', np.asfortranarray(a).view('?'))\n"
          "f = np.zeros(2, np.dtype([('on', '?', (2,)), ('n', 'i2'), ('last', '?')], align=True)); f['n'] = 7\n"
          "f['on'].view('u1')[:] = [[3, 0], [0, 200]]; f['last'].view('u1')[:] = 9; np.save('odd_s.npy', f)");
    for (const char *path : {"odd.npy", "odd_f.npy"}) {
        const auto a = npyrw::load<bool>(path);
        CHECK(byte(a(0, 0)) == 0 && byte(a(0, 1)) == 1 && byte(a(1, 0)) == 1 && byte(a(1, 1)) == 1 && a.info().dtype() == "|b1");
        bool table[2][2], wide[8] = {};
        npyrw::file(path).read(table);
        npyrw::file(path).read(npyrw::view<bool>(wide, {2, 2}, npyrw::axes{4, 2}));
        CHECK(byte(table[0][0]) == 0 && byte(table[1][0]) == 1 && byte(table[1][1]) == 1 && byte(wide[4]) == 1 && byte(wide[6]) == 1 && byte(wide[5]) == 0);
    }
    const auto s = npyrw::load<Flags>("odd_s.npy");
    CHECK(byte(s(0).on[0]) == 1 && byte(s(0).on[1]) == 0 && byte(s(1).on[1]) == 1 && byte(s(1).last) == 1 && s(1).n == 7);
    std::vector<Flags> named(2);
    npyrw::file("odd_s.npy").read(named, npyrw::request{}.by_name());
    CHECK(byte(named[0].on[0]) == 1 && byte(named[1].on[1]) == 1 && byte(named[1].last) == 1 && named[1].n == 7);
}

static void texts()
{
    const std::array<char, 5> words[2] = {{{'a', 'b'}}, {{'c', 'd', 'e', 'f', 'g'}}};
    npyrw::save("words.npy", words);
    const char32_t letters[2][3] = {{U'x', U'y'}, {U'\x1F600'}};
    npyrw::save("letters.npy", letters);
    NUMPY("a = np.load('words.npy'); assert a.dtype == 'S5' and a.tolist() == [b'ab', b'cdefg'], a\n"
          "b = np.load('letters.npy'); assert b.dtype == 'U3' and b.tolist() == ['xy', '\\U0001F600'], b\n"
          "np.save('back.npy', a.reshape(2, 1))");
    const auto a = npyrw::load<std::array<char, 5>>("back.npy");
    CHECK(a.ndim() == 2 && a(1, 0) == words[1] && a.size() == 2);
    SAME(std::string(npyrw::dtype_name<char[1000]>()), std::string("S1000"));
    FAILS(dtype, "wanted |S4; found |S5", npyrw::load<std::array<char, 4>>("back.npy", why...));
}

// An array as an element is the array's last axes.
static void arrays()
{
    using vec = std::array<double, 3>;
    const std::vector<vec> points{{{1, 2, 3}}, {{4, 5, 6}}, {{7, 8, 9}}, {{10, 11, 12}}};
    npyrw::save("points.npy", points);
    npyrw::save("square.npy", points, {2, 2});
    npyrw::save("square_f.npy", points, {2, 2}, npyrw::write_options{}.order(npyrw::order::fortran));
    NUMPY("a = np.arange(1., 13).reshape(4, 3)\nb = np.load('points.npy'); assert b.shape == (4, 3) and (a == b).all()\n"
          "c = np.load('square.npy'); assert c.shape == (2, 2, 3) and (c == a.reshape(2, 2, 3)).all()\n"
          "d = np.load('square_f.npy'); assert d.shape == (2, 2, 3) and (d == a.reshape(2, 2, 3).transpose(1, 0, 2)).all()\n"
          "np.save('points_f.npy', np.asfortranarray(a)); np.save('flat.npy', a.ravel()); np.save('wrong.npy', a.reshape(3, 4))");
    for (const char *path : {"points.npy", "points_f.npy"}) {
        const auto a = npyrw::load<vec>(path);
        CHECK(a.shape() == npyrw::axes{4} && a.strides()[0] == 1 && a.ndim() == 1 && a.size() == 4 && a(2) == points[2] && a.at(3)[1] == 11);
        std::vector<vec> read(4);
        npyrw::file(path).read(read);
        CHECK(read == points);
    }
    const auto square = npyrw::load<vec>("square.npy");
    CHECK(square.shape() == npyrw::axes{2, 2} && square(1, 0) == points[2] && square.view()(1, 1) == points[3]);
    const npyrw::map<const vec> mapped("points.npy");
    CHECK(mapped.size() == 4 && mapped(1) == points[1]);
    FAILS(shape, "wanted (3,) as the last axes; found the shape (12,)", npyrw::load<vec>("flat.npy", why...));
    FAILS(shape, "wanted (3,) as the last axes; found the shape (3, 4)", npyrw::map<const vec>("wrong.npy", why...));
    FAILS(shape, "C order; found Fortran order", npyrw::map<const vec>("points_f.npy", why...));
    FAILS(shape, "C order", npyrw::load<vec>("points.npy", npyrw::request{}.order(npyrw::order::fortran), why...));

    npyrw::writer<vec> w("grown.npy", {npyrw::growing});
    w.append(points);
    w.append(points[0]);
    w.append(std::vector<double>{1, 1, 1, 2, 2, 2});
    w.write(points.data(), 2);
    w.finish();
    NUMPY("a = np.load('grown.npy'); assert a.shape == (9, 3) and a[4].tolist() == [1, 2, 3] and a[6].tolist() == [2, 2, 2]");
    auto more = npyrw::append<vec>("grown.npy");
    more.append(points[3]);
    more.finish();
    CHECK(npyrw::load<vec>("grown.npy")(9) == points[3]);
    auto made = npyrw::map<vec>::create("made.npy", {2});
    made(1) = points[1];
    made = {};
    NUMPY("assert np.load('made.npy').tolist() == [[0, 0, 0], [4, 5, 6]]");
}

static void structs()
{
    std::vector<sim::Particle> p(3);
    for (std::size_t i = 0; i < p.size(); i++) {
        p[i].id = static_cast<std::uint32_t>(i);
        p[i].pos[1] = 0.5 * static_cast<double>(i);
        p[i].v[1].y = 2.5F;
        p[i].grid[1][2] = -7;
        std::memcpy(p[i].name, "abcde", 5);
        p[i].on = i == 1;
        p[i].z = {1, -1};
        p[i].c = colour::blue;
        p[i].letters[0] = U'\xE4';
    }
    npyrw::save("p.npy", p);
    npyrw::save("p0.npy", p[1]);
    npyrw::save("many.npy", std::vector<Many>(2));
    std::vector<Sparse> sparse(2, Sparse{1, 2, 3});
    npyrw::clear_padding(sparse);
    npyrw::save("sparse.npy", sparse);
    npyrw::save("packed.npy", std::vector<Packed>(2, Packed{1, 2, 3}));
    std::vector<Wide> wides(2);
    npyrw::clear_padding(wides);
    npyrw::save("wide.npy", wides);
    npyrw::save("single.npy", Single{{1, 2, 3}});
    NUMPY("import io\n"
          "vec = np.dtype([('x', 'f4'), ('y', 'f4'), ('z', 'f4')], align=True)\n"
          "d = np.dtype([('id', 'u4'), ('pos', 'f8', (3,)), ('v', vec, (2,)), ('grid', 'i2', (2, 3)), ('name', 'S5'), ('on', '?'), ('z', 'c8'), ('c', 'u1'),"
          " ('letters', 'U2')], align=True)\n"
          "a = np.zeros(3, d); a['id'] = range(3); a['pos'][:, 1] = [0, .5, 1]; a['v']['y'][:, 1] = 2.5; a['grid'][:, 1, 2] = -7\n"
          "a['name'] = b'abcde'; a['on'][1] = True; a['z'] = 1-1j; a['c'] = 2; a['letters'] = '\\xe4'\n"
          "b = io.BytesIO(); np.save(b, a); assert b.getvalue() == open('p.npy', 'rb').read()\n"
          "b = io.BytesIO(); np.save(b, a[1]); assert b.getvalue() == open('p0.npy', 'rb').read()\n"
          "np.save('swapped.npy', np.asfortranarray(a.astype(d.newbyteorder()).reshape(3, 1)))\n"
          "assert len(np.load('many.npy').dtype.names) == 64\n"
          "s = np.load('sparse.npy'); assert s.dtype.itemsize == 24 and s.dtype.names == ('first', 'second') and s[1].tolist() == (1, 3)\n"
          "k = np.dtype([('tag', 'u1'), ('value', 'f8'), ('end', 'u2')]); k = np.zeros(2, k); k[:] = (1, 2, 3)\n"
          "b = io.BytesIO(); np.save(b, k); assert b.getvalue() == open('packed.npy', 'rb').read()\n"
          "assert np.load('wide.npy').dtype.itemsize == 64 and np.load('single.npy')['inner']['z'] == 3\n"
          "np.save('tight.npy', np.array([(7, 1.5, [1, 2], 9)], [('id', '>i4'), ('mass', 'f8'), ('extra', 'u1', (2,)), ('other', 'i8')]).repeat(3))\n");
    for (const char *path : {"p.npy", "swapped.npy"}) {
        const auto a = npyrw::load<sim::Particle>(path);
        CHECK(a.size() == 3 && std::memcmp(a.data(), p.data(), sizeof(sim::Particle) * 3) == 0);
    }
    CHECK(npyrw::load<sim::Particle>("p0.npy")().on && npyrw::load<sim::Particle>("p0.npy").ndim() == 0);
    const npyrw::map<const sim::Particle> m("p.npy");
    CHECK(m(2).pos[1] == 1 && m.size() == 3);

    const npyrw::file f("p.npy");
    CHECK(f.is<sim::Particle>() && !f.is<Vec>() && f.info().fields() == 12);
    const npyrw::field_info field = f.info().field("v.y");
    CHECK(field.name() == "y" && field.offset() == 4 + 4 + 24 + 4 && field.dtype() == "<f4" && field.parent() == 2 && field.title().empty());
    CHECK(f.info().field("grid").shape() == npyrw::axes{2, 3} && f.info().field_at(0).name() == "id" && f.info().field("id").kind() == 'u');
    const auto y = f.load<float>(npyrw::request{}.field("v.y"));
    CHECK(y.shape() == npyrw::axes{3, 2} && y(2, 1) == 2.5F);
    const auto wide = f.load<double>(npyrw::request{}.field("id").cast());
    CHECK(wide.size() == 3 && wide(2) == 2);
    FAILS(cast, "", f.load<double>(npyrw::request{}.field("id"), why...));
    FAILS(dtype, "wanted [('x', '<f4')", f.load<Vec>(why...));
    // A member saved from where it lies.
    npyrw::save("ids.npy", npyrw::view<const std::uint32_t>::with_byte_strides(&p[0].id, {3}, {sizeof(sim::Particle)}));
    NUMPY("assert np.load('ids.npy').tolist() == [0, 1, 2] and np.load('ids.npy').dtype == 'u4'");
    CHECK(npyrw::dtype_name<sim::Particle>() == npyrw::dtype_name<sim::Particle>());
}

struct Tracer {
    std::int32_t id;
    double mass;
    std::uint8_t extra[2];
};
NPYRW_DTYPE(Tracer, id, mass, extra)

struct Nested {
    Vec v[2];
    double pos[3];
};
NPYRW_DTYPE(Nested, v, pos)

struct Other {
    std::int64_t id;
    float mass;
};
NPYRW_DTYPE(Other, id, mass)

// Files whose structs lie otherwise are read member by member.
static void by_name()
{
    const npyrw::file f("tight.npy");
    FAILS(dtype, "", f.load<Tracer>(why...));
    FAILS(unsupported, "", f.load<Tracer>(npyrw::request{}.by_name(), why...));
    std::vector<Tracer> t(3);
    std::memset(static_cast<void *>(t.data()), 0x5A, sizeof(Tracer) * 3);
    WORKS(f.read(t, npyrw::request{}.by_name(), why...));
    CHECK(t[2].id == 7 && t[2].mass == 1.5 && t[2].extra[0] == 1 && t[2].extra[1] == 2);
    CHECK(reinterpret_cast<const unsigned char *>(&t[2])[4] == 0x5A); // padding is nobody's
    std::vector<Tracer> two(2);
    f.read(two, npyrw::request({npyrw::slice{npyrw::none, npyrw::none, -2}}).by_name());
    CHECK(two[1].id == 7);
    FAILS(size, "room for 2", f.read(two, npyrw::request{}.by_name(), why...));
    std::vector<Other> o(3);
    FAILS(cast, "", f.read(o, npyrw::request{}.by_name(), why...));
    f.read(o, npyrw::request{}.by_name().cast(npyrw::casting::same_kind));
    CHECK(o[1].id == 7 && o[1].mass == 1.5F);
    std::vector<Vec> v(3);
    FAILS(dtype, "", f.read(v, npyrw::request{}.by_name(), why...));
    std::vector<Nested> n(3);
    npyrw::file("swapped.npy").read(npyrw::view<Nested>(n.data(), {3, 1}), npyrw::request{}.by_name());
    CHECK(n[2].v[1].y == 2.5F && n[2].v[0].y == 0 && n[2].pos[1] == 1);
    FAILS(shape, "wanted the shape (3,); found (3, 1)",
          npyrw::file("swapped.npy").read(npyrw::view<Nested>(n.data(), {3}, npyrw::axes{-1}), npyrw::request{}.by_name(), why...));
    NUMPY("np.save('short.npy', np.zeros(3, [('v', [('x', 'f4'), ('y', 'f4'), ('z', 'f4')], (3,)), ('pos', 'f8', (3,))]))");
    FAILS(shape, "of the field v.x", npyrw::file("short.npy").read(n, npyrw::request{}.by_name(), why...));
}

// What is no member becomes zero, at all depths, and nothing else is touched.
static void padding()
{
    std::vector<sim::Particle> p(6);
    std::memset(static_cast<void *>(p.data()), 0x5A, sizeof(sim::Particle) * 6);
    npyrw::view<sim::Particle> every_second(p.data(), {3, 1}, npyrw::axes{2, 7});
    npyrw::clear_padding(every_second);
    for (std::size_t i = 0; i < 6; i++) {
        const auto *at = reinterpret_cast<const unsigned char *>(&p[i]);
        std::string member(sizeof(sim::Particle), '\0');
        const auto mark = [&](const void *m, std::size_t n) { member.replace(static_cast<std::size_t>(static_cast<const unsigned char *>(m) - at), n, n, '1'); };
        mark(&p[i].id, 4), mark(p[i].pos, 24), mark(p[i].v, 24), mark(&p[i].grid, 12), mark(p[i].name, 5), mark(&p[i].on, 1), mark(&p[i].z, 8);
        mark(&p[i].c, 1), mark(p[i].letters, 8);
        CHECK(std::count(member.begin(), member.end(), '\0') > 5);
        for (std::size_t b = 0; b < sizeof(sim::Particle); b++) CHECK(at[b] == (member[b] == '1' || i % 2 == 1 ? 0x5A : 0));
    }
    Sparse s[2] = {{1, 2, 3}, {4, 5, 6}};
    npyrw::clear_padding(s);
    CHECK(s[1].a == 4 && s[1].hidden == 0 && s[1].b == 6);
    Single one{{1, 2, 3}};
    npyrw::clear_padding(one);
    CHECK(one.inner.z == 3);
    std::vector<Vec> nothing;
    npyrw::clear_padding(nothing);
    std::vector<double> numbers{1};
    npyrw::clear_padding(numbers);
    CHECK(numbers[0] == 1);
}

int main()
{
    check::need_numpy();
    padding();
    numbers();
    truths();
    texts();
    arrays();
    structs();
    by_name();
    return check::end();
}
