// Arrays are mdspans of the same indices, and the other way round; what fails is a std::expected.
#include "check.hpp"

#include <npyrw/mdspan.hpp>

#include <numeric>
#include <vector>

#if defined(__cpp_lib_expected)
static void expected()
{
    const std::vector<double> u{1, 2, 3};
    CHECK(npyrw::try_save("u.npy", u) && npyrw::try_save("v.npy", u, {3, 1}) && npyrw::try_save("u.npy", u, npyrw::write_options{}));
    auto a = npyrw::try_load<double>("u.npy");
    CHECK(a && a->size() == 3 && (*a)(2) == 3);
    CHECK(npyrw::try_load<double>("u.npy", {npyrw::slice{1, 2}})->size() == 1);
    const auto wrong = npyrw::try_load<float>("u.npy");
    CHECK(!wrong && wrong.error().code() == npyrw::errc::dtype);
    SAME(std::string(wrong.error().message()), std::string("wanted <f4; found <f8"));
    CHECK(npyrw::try_map<const double>("u.npy") && !npyrw::try_map<const float>("u.npy"));
    CHECK(npyrw::try_open("u.npy") && npyrw::try_open("nowhere.npy").error().code() == std::errc::no_such_file_or_directory);
    CHECK(!npyrw::try_save("u.npy", u, {4}) && !npyrw::try_save("no/u.npy", u));
    const auto z = npyrw::attempt([](npyrw::report why) { return npyrw::npz("nowhere.npz", why); });
    CHECK(!z && z.error().code() == npyrw::errc::not_found);
}
#endif

#if defined(__cpp_lib_mdspan)
static void spans()
{
    std::vector<double> u(24);
    std::iota(u.begin(), u.end(), 0.0);
    const std::mdspan<double, std::dextents<int, 3>> m(u.data(), 2, 3, 4);
    const std::mdspan<const double, std::extents<std::size_t, 4, 3, 2>, std::layout_left> left(u.data());
    const std::mdspan strided(&u[1], std::layout_stride::mapping(std::dextents<std::size_t, 2>(2, 2), std::array<std::size_t, 2>{12, 2}));
    const std::mdspan<double, std::extents<int>> single(&u[5]);
    WORKS(npyrw::save("m.npy", m, why...));
    WORKS(npyrw::save("left.npy", left, why...));
    WORKS(npyrw::save("strided.npy", strided, why...));
    WORKS(npyrw::save("single.npy", single, why...));
    NUMPY("u = np.arange(24.)\na = np.load('m.npy'); assert (a == u.reshape(2, 3, 4)).all() and not a.flags.f_contiguous\n"
          "a = np.load('left.npy'); assert (a == u.reshape(2, 3, 4).T).all() and a.flags.f_contiguous\n"
          "assert np.load('strided.npy').tolist() == [[1, 3], [13, 15]] and np.load('single.npy') == 5\n"
          "np.save('f.npy', np.asfortranarray(u.reshape(2, 3, 4))); np.save('none.npy', np.zeros((0, 3)))");
    std::vector<double> back(24);
    WORKS(npyrw::file("f.npy").read(std::mdspan(back.data(), 2, 3, 4), why...));
    CHECK(back == u);

    auto c = npyrw::load<double>("m.npy");
    const auto f = npyrw::load<double>("f.npy");
    const npyrw::map<const double> mapped("m.npy");
    const auto right = [](const auto &s) { return s.extent(0) == 2 && s.extent(2) == 4 && s[1, 2, 3] == 23 && s[0, 1, 2] == 6; };
    CHECK(right(c.mdspan<3>()) && right(f.mdspan<3>()) && right(mapped.mdspan<3>()));
    CHECK(right(c.mdspan<3, std::layout_right>()) && right(f.mdspan<3, std::layout_left>()));
    c.mdspan<3>()[1, 2, 3] = -1;
    CHECK(c(1, 2, 3) == -1);
    FAILS(shape, "another order", f.mdspan<3, std::layout_right>(why...));
    FAILS(shape, "another order", c.mdspan<3, std::layout_left>(why...));
    FAILS(shape, "wanted an mdspan of 2 axes or other extents; found the shape (2, 3, 4)", c.mdspan<2>(why...));
    using fixed = std::mdspan<const double, std::extents<int, 2, std::dynamic_extent, 4>>;
    using wrong = std::mdspan<const double, std::extents<int, 2, 3, 5>>;
    using tiny = std::mdspan<const double, std::dextents<signed char, 3>>;
    CHECK(npyrw::to_mdspan<fixed>(mapped)[1, 2, 3] == 23 && npyrw::to_mdspan<tiny>(mapped).size() == 24);
    FAILS(shape, "", npyrw::to_mdspan<wrong>(mapped, why...));
    const npyrw::view<const double> wide(u.data(), {1, 200}, npyrw::axes{0, 0}), back_to_front(&u[23], {24}, npyrw::axes{-1});
    FAILS(shape, "", npyrw::to_mdspan<std::mdspan<const double, std::dextents<signed char, 2>>>(wide, why...));
    FAILS(shape, "stride -8", npyrw::to_mdspan<std::mdspan<const double, std::dextents<int, 1>, std::layout_stride>>(back_to_front, why...));
    const auto none = npyrw::load<double>("none.npy");
    CHECK(none.mdspan<2>().extent(1) == 3 && none.mdspan<2>().empty() && none.mdspan<2, std::layout_left>().empty());
    const auto zero_dimensional = npyrw::load<double>("single.npy");
    CHECK(zero_dimensional.mdspan<0>()[std::array<int, 0>{}] == 5);
}
#endif

int main()
{
#if defined(__cpp_lib_expected)
    expected();
#endif
#if defined(__cpp_lib_mdspan)
    check::need_numpy();
    spans();
#endif
    if (check::count == 0) {
        std::puts("skipped: this standard library has neither <expected> nor <mdspan>");
        return 77;
    }
    return check::end();
}
