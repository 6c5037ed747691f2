// Arrays, maps and views have NumPy's indices in either order, and tell a wrong index from a right one.
#include "check.hpp"

#include <numeric>
#include <vector>

#if defined(__cpp_lib_span)
#include <span>
#endif

static_assert(npyrw::axes{2, 3} == npyrw::axes{2, 3} && npyrw::axes{2, 3} != npyrw::axes{2} && npyrw::axes{2} != npyrw::axes{3});
static_assert(npyrw::axes{}.empty() && npyrw::axes{7, 8}[1] == 8 && npyrw::axes(npyrw::axes_view(npyrw::axes{5})).size() == 1);

// a[i, j, k] of np.arange(24).reshape(2, 3, 4).
static double at(std::int64_t i, std::int64_t j, std::int64_t k)
{
    return static_cast<double>(12 * i + 4 * j + k);
}

template <class A>
static void indexed(A &&a, npyrw::order order)
{
    CHECK(a && a.order() == order && a.shape() == npyrw::axes{2, 3, 4} && a.ndim() == 3 && a.size() == 24 && !a.empty());
    CHECK(a.shape().front() == 2 && a.shape().back() == 4 && a.shape()[1] == 3);
    CHECK(a.strides() == (order == npyrw::order::c ? npyrw::axes{12, 4, 1} : npyrw::axes{1, 2, 6}));
    CHECK(a.byte_strides() == (order == npyrw::order::c ? npyrw::axes{96, 32, 8} : npyrw::axes{8, 16, 48}));
    const auto &constant = a;
    const auto v = constant.view();
    for (int i = 0; i < 2; i++) {
        for (std::size_t j = 0; j < 3; j++) {
            for (std::int64_t k = 0; k < 4; k++) {
                const double wanted = at(i, static_cast<std::int64_t>(j), k);
                CHECK(a(i, j, k) == wanted && constant(i, j, k) == wanted && a.at(i, j, k) == wanted && constant.at(i, j, k) == wanted);
                CHECK(*a.find(i, j, k) == wanted && *constant.find(i, j, k) == wanted);
                CHECK(v(i, j, k) == wanted && v.at(i, j, k) == wanted && *v.find(i, j, k) == wanted);
            }
        }
    }
    const std::int64_t wrong[][3] = {{2, 0, 0}, {0, 3, 0}, {0, 0, 4}, {-1, 0, 0}, {0, 0, INT64_MIN}, {INT64_MAX, 0, 0}};
    for (const auto &w : wrong) {
        CHECK(a.find(w[0], w[1], w[2]) == nullptr && v.find(w[0], w[1], w[2]) == nullptr);
        int thrown = 0;
        try {
            a.at(w[0], w[1], w[2]);
        } catch (const std::out_of_range &) {
            thrown++;
        }
        try {
            constant.at(w[0], w[1], w[2]);
        } catch (const std::out_of_range &) {
            thrown++;
        }
        try {
            v.at(w[0], w[1], w[2]);
        } catch (const std::out_of_range &) {
            thrown++;
        }
        SAME(thrown, 3);
    }
    CHECK(a.find() == nullptr && a.find(0) == nullptr && a.find(0, 0) == nullptr && a.find(0, 0, 0, 0) == nullptr);
    CHECK(std::accumulate(a.begin(), a.end(), 0.0) == 276 && std::accumulate(constant.begin(), constant.end(), 0.0) == 276);
    CHECK(&a[5] == a.data() + 5 && &constant[5] == constant.data() + 5 && a.end() - a.begin() == 24);
    CHECK(a.to_vector().size() == 24 && a.to_vector()[3] == a[3]);
    CHECK(reinterpret_cast<std::uintptr_t>(a.data()) % 64 == 0);
    CHECK(a.info().dtype() == "<f8" && a.info().nbytes() == 192 && a.info().kind() == 'f');
#if defined(__cpp_lib_span)
    std::span<const double> flat = constant.flat();
    CHECK(flat.size() == 24 && flat.data() == a.data() && a.flat().size() == 24);
    std::span<const double> implicit = constant;
    CHECK(implicit.data() == a.data());
#endif
}

static void loaded_and_mapped()
{
    NUMPY("a = np.arange(24.).reshape(2, 3, 4); np.save('c.npy', a); np.save('f.npy', np.asfortranarray(a)); np.save('big.npy', a.astype('>f8'))\n"
          "np.save('scalar.npy', np.float64(7)); np.save('none.npy', np.zeros((3, 0, 2)))\n");
    indexed(npyrw::load<double>("c.npy"), npyrw::order::c);
    indexed(npyrw::load<double>("f.npy"), npyrw::order::fortran);
    indexed(npyrw::load<double>("big.npy"), npyrw::order::c);
    indexed(npyrw::load<double>("f.npy", npyrw::request{}.order(npyrw::order::c)), npyrw::order::c);
    indexed(npyrw::load<double>("c.npy", npyrw::request{}.order(npyrw::order::fortran)), npyrw::order::fortran);
    indexed(npyrw::map<const double>("c.npy"), npyrw::order::c);
    indexed(npyrw::map<const double>("f.npy", npyrw::map_mode::read | npyrw::map_mode::prefault), npyrw::order::fortran);
    indexed(npyrw::map<double>("c.npy", npyrw::map_mode::copy_on_write), npyrw::order::c);
    indexed(npyrw::map<const double>("c.npy", npyrw::map_mode::copy_on_write), npyrw::order::c);
    indexed(npyrw::file("f.npy").map<const double>(), npyrw::order::fortran);
    FAILS(unsupported, "", npyrw::map<const double>("big.npy", why...));

    auto scalar = npyrw::load<double>("scalar.npy");
    CHECK(scalar() == 7 && scalar.at() == 7 && scalar.ndim() == 0 && scalar.size() == 1 && *scalar.find() == 7 && scalar.find(0) == nullptr);
    const auto none = npyrw::load<double>("none.npy");
    CHECK(none && none.empty() && none.size() == 0 && none.shape() == npyrw::axes{3, 0, 2} && none.find(0, 0, 0) == nullptr);
    const npyrw::map<const double> none_mapped("none.npy");
    CHECK(none_mapped && none_mapped.size() == 0);
    npyrw::map<double> none_written("none.npy", npyrw::map_mode::copy_on_write);
    CHECK(none_written && none_written.begin() == none_written.end());
}

// What is stored into a map goes where the mode says.
static void stored()
{
    {
        npyrw::map<double> m("c.npy", npyrw::map_mode::copy_on_write);
        m(0, 0, 0) = 99;
    }
    NUMPY("assert np.load('c.npy')[0, 0, 0] == 0");
    {
        npyrw::map<double> m("f.npy", npyrw::map_mode::write);
        m(1, 0, 3) = 99;
        WORKS(m.flush(why...));
    }
    NUMPY("a = np.load('f.npy'); assert a[1, 0, 3] == 99 and a.flags.f_contiguous");
    {
        auto m = npyrw::map<float>::create("made.npy", {2, 3}, npyrw::write_options{}.order(npyrw::order::fortran));
        m(1, 2) = 5;
        CHECK(npyrw::load<float>("made.npy")(1, 2) == 5);
    }
    NUMPY("a = np.load('made.npy'); assert a.dtype == 'f4' and a.tolist() == [[0, 0, 0], [0, 0, 5]] and a.flags.f_contiguous");
    FAILS(exists, "", npyrw::map<float>::create("made.npy", {2}, npyrw::write_options{}.replace(npyrw::replace::never), why...));
    FAILS(shape, "", npyrw::map<float>::create("other.npy", {npyrw::growing}, why...));
    npyrw::map<const double> kept;
    {
        npyrw::map<const double> m("c.npy");
        kept = std::move(m);
    }
    CHECK(kept(1, 2, 3) == 23);
}

// Views of memory that lies as it likes.
static void views()
{
    std::vector<double> u(24);
    std::iota(u.begin(), u.end(), 0.0);
    npyrw::view<double> v(u.data(), {2, 3, 4});
    CHECK(v.is_packed() && !v.is_packed(npyrw::order::fortran) && v.size() == 24 && v(1, 2, 3) == 23 && v.byte_strides() == npyrw::axes{96, 32, 8});
    v(1, 2, 3) = -1;
    CHECK(u[23] == -1);
    const npyrw::view<const double> f(u.data(), {2, 3, 4}, npyrw::order::fortran), inner(&u[5], {2, 2}, npyrw::axes{12, 2}),
        back(&u[22], {4}, npyrw::axes{-3}), from_v(v), nothing;
    CHECK(f.is_packed(npyrw::order::fortran) && !f.is_packed() && f(1, 0, 0) == 1 && f(0, 0, 3) == 18);
    CHECK(inner(1, 1) == 19 && !inner.is_packed() && back(3) == 13 && back.size() == 4 && from_v(0, 0, 1) == 1);
    CHECK(nothing.size() == 0 && nothing.data() == nullptr && nothing.find(0) == nullptr);
    const npyrw::view<const double> line(u.data(), {1, 24, 1});
    CHECK(line.is_packed() && line.is_packed(npyrw::order::fortran));

    npyrw::save("inner.npy", inner);
    npyrw::save("back.npy", back);
    npyrw::save("f_as_c.npy", f, npyrw::write_options{}.order(npyrw::order::c));
    npyrw::save("f_as_it_is.npy", f);
    npyrw::save("v_as_f.npy", v, npyrw::write_options{}.order(npyrw::order::fortran));
    NUMPY("u = np.arange(24.); u[23] = -1\n"
          "assert np.load('inner.npy').tolist() == [[5, 7], [17, 19]] and np.load('back.npy').tolist() == [22, 19, 16, 13]\n"
          "f = u.reshape(4, 3, 2).T\n"
          "for name, fortran in (('f_as_c', False), ('f_as_it_is', True)):\n"
          "    a = np.load(name + '.npy'); assert (a == f).all() and a.flags.f_contiguous == fortran\n"
          "a = np.load('v_as_f.npy'); assert (a == u.reshape(2, 3, 4)).all() and a.flags.f_contiguous\n");
    // Into views, from both orders.
    for (const char *path : {"f_as_c.npy", "f_as_it_is.npy"}) {
        std::vector<double> c(24), turned(24), wide(48, 7);
        npyrw::file file(path);
        WORKS(file.read(npyrw::view<double>(c.data(), {2, 3, 4}), why...));
        WORKS(file.read(npyrw::view<double>(turned.data(), {2, 3, 4}, npyrw::order::fortran), why...));
        WORKS(file.read(npyrw::view<double>(wide.data(), {2, 3, 4}, npyrw::axes{24, 8, 2}), why...));
        const npyrw::view<double> w(wide.data(), {2, 3, 4}, npyrw::axes{24, 8, 2});
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 4; k++) CHECK(w(i, j, k) == f(i, j, k) && c[static_cast<std::size_t>(12 * i + 4 * j + k)] == f(i, j, k));
            }
        }
        CHECK(turned == u && wide[1] == 7 && wide[47] == 7);
        FAILS(argument, "overlap", file.read(npyrw::view<double>(wide.data(), {2, 3, 4}, npyrw::axes{1, 1, 1}), why...));
    }
}

int main()
{
    check::need_numpy();
    loaded_and_mapped();
    stored();
    views();
    return check::end();
}
