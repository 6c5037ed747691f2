// With -fno-exceptions -fno-rtti every call is there, with somebody to be told at its end.
#include "check.hpp"

#include <npyrw/chrono.hpp>
#include <npyrw/strings.hpp>

#include <array>
#include <cerrno>
#include <sstream>
#include <vector>

#if defined(__cpp_exceptions)
#error "this program is to be compiled without exceptions"
#endif

struct Point {
    double x;
    int n;
};
NPYRW_DTYPE(Point, x, n)

int main()
{
    const std::vector<double> u{1, 2, 3, 4, 5, 6};
    Point point{1, 2};
    npyrw::clear_padding(point);
    WORKS(CHECK(npyrw::save("u.npy", u, why...)));
    WORKS(CHECK(npyrw::save("u.npy", u, {2, 3}, why...)));
    WORKS(CHECK(npyrw::save("u.npy", u, {2, 3}, npyrw::write_options{}.sync(), why...)));
    WORKS(CHECK(npyrw::load<double>("u.npy", why...)(1, 2) == 6));
    WORKS(CHECK(npyrw::load<float>("u.npy", npyrw::request{}.cast(npyrw::casting::same_kind), why...).size() == 6));
    WORKS(CHECK(npyrw::map<const double>("u.npy", why...)(0, 1) == 2));
    WORKS(CHECK(npyrw::map<double>::create("m.npy", {2}, why...).flush(why...)));
    WORKS(npyrw::file f("u.npy", why...); std::vector<double> v(6); CHECK(f.read(v, why...) && v == u); CHECK(f.expect<double>(2, why...));
          CHECK(f.plan({npyrw::slice{0, 1}}, why...).size() == 3); CHECK(!f.next(why...)); CHECK(f.map<const double>(why...)(1, 0) == 4));
    WORKS(npyrw::writer<double> w("w.npy", {npyrw::growing}, why...); CHECK(w.append(u, why...) && w.write(u.data(), 1, why...) && w.finish(why...)));
    WORKS(npyrw::writer<double> w("w.npy", {6}, why...); CHECK(w.write_slab({}, u, why...) && w.finish(why...)));
    WORKS(auto w = npyrw::append<double>("w.npy", why...); CHECK(w.append(u, why...) && w.flush(why...) && w.finish(why...)));
    WORKS(CHECK(!npyrw::recover("w.npy", why...)));
    WORKS(npyrw::npz_writer o("o.npz", npyrw::deflate{1}, why...); CHECK(o.add("u", u, why...) && o.add("p", point, why...));
          auto m = o.member<int>("m", {npyrw::growing}, why...); CHECK(m.append(7, why...) && m.finish(why...));
          CHECK(npyrw::add_strings(o, "names", std::vector<std::string>{"a"}, why...)); CHECK(o.remove("u", why...) && o.finish(why...)));
    WORKS(auto o = npyrw::npz_writer::update("o.npz", why...); CHECK(o.add("u", u, {3, 2}, why...) && o.finish(why...)));
    WORKS(npyrw::npz z("o.npz", why...); CHECK(z.load<double>("u", why...)(2, 1) == 6 && z.load<Point>("p", why...)().n == 2 && z.verify(why...));
          const npyrw::file f = z.get("m", why...); CHECK(f.load<int>(why...)(0) == 7 && z.bytes("m", why...).size() == 132 && z.member("m", why...).size() == 132));
    WORKS(npyrw::memory m(why...); CHECK(npyrw::save(m, u, why...) && npyrw::load<double>(m, why...).size() == 6));
    WORKS(std::stringstream s; CHECK(npyrw::save(s, u, why...) && npyrw::load<double>(s, why...).size() == 6));
    WORKS(CHECK(npyrw::save_strings("s.npy", std::vector<std::string>{"x", "yz"}, why...) && npyrw::load_strings("s.npy", why...)[1] == "yz"));
    WORKS(CHECK(npyrw::dtype_name<Point>(why...) != nullptr));
    WORKS(CHECK(npyrw::save("t.npy", std::vector<std::chrono::seconds>(2), why...)));

    FAILS(not_found, "No such file", npyrw::load<double>("nowhere.npy", why...));
    FAILS(dtype, "wanted <f4; found <f8", npyrw::load<float>("u.npy", why...));
    FAILS(size, "5", npyrw::save("v.npy", u, {5}, why...));
    FAILS(callback, "-5", npyrw::file(npyrw::input::at([](void *, std::size_t, std::int64_t) { return -EIO; }), why...));
    FAILS(cancelled, "", npyrw::load<double>("u.npy", npyrw::request{}.progress([](std::int64_t, std::int64_t) { return npyrw::verdict::cancel; }), why...));
    FAILS(member, "", npyrw::npz("o.npz", why...).get("nope", why...));
    std::error_code ec;
    const auto a = npyrw::load<double>("u.npy", ec);
    CHECK(a.find(1, 2) != nullptr && a.find(2, 0) == nullptr);
    return check::end();
}
