// xtensor's containers and strided views are saved and read as they lie.
#include "check.hpp"

#include <npyrw/xtensor.hpp>

#include <xtensor/xadapt.hpp>
#include <xtensor/xio.hpp>
#include <xtensor/xview.hpp>

#include <vector>

int main()
{
    check::need_numpy();
    xt::xarray<double> a = {{0, 1, 2}, {3, 4, 5}};
    xt::xtensor<float, 2, xt::layout_type::column_major> f = {{0, 1, 2}, {3, 4, 5}};
    std::vector<double> memory(6, 7);
    const std::vector<std::size_t> shape{1, 6};
    auto adapted = xt::adapt(memory, shape);
    WORKS(npyrw::save("a.npy", a, why...));
    WORKS(npyrw::save("f.npy", f, why...));
    WORKS(npyrw::save("view.npy", xt::view(a, xt::all(), xt::range(1, 3)), why...));
    WORKS(npyrw::save("adapted.npy", adapted, why...));
    WORKS(npyrw::save("value.npy", xt::xarray<int>(5), why...));
    NUMPY("u = np.arange(6.).reshape(2, 3)\na = np.load('a.npy'); assert (a == u).all() and not a.flags.f_contiguous\n"
          "f = np.load('f.npy'); assert (f == u).all() and f.flags.f_contiguous and f.dtype == 'f4'\n"
          "assert (np.load('view.npy') == u[:, 1:]).all() and (np.load('adapted.npy') == np.full((1, 6), 7.)).all()\n"
          "assert np.load('value.npy') == 5 and np.load('value.npy').shape == ()\n"
          "np.save('uf.npy', np.asfortranarray(u))");
    for (const char *path : {"a.npy", "uf.npy"}) {
        CHECK(npyrw::load_xtensor<xt::xarray<double>>(path) == a && (npyrw::load_xtensor<xt::xtensor<double, 2>>(path) == a));
        CHECK((npyrw::load_xtensor<xt::xtensor<double, 2, xt::layout_type::column_major>>(path) == a));
        xt::xarray<double> into = xt::zeros<double>({4, 3});
        auto part = xt::view(into, xt::range(1, 3), xt::all());
        WORKS(npyrw::file(path).read(part, why...));
        CHECK(into(1, 1) == 1 && into(2, 2) == 5 && into(0, 0) == 0 && into(3, 2) == 0);
    }
    FAILS(shape, "wanted <f8, 3 axes; found <f8, 2 axes", npyrw::load_xtensor<xt::xtensor<double, 3>>("a.npy", why...));
    FAILS(dtype, "", npyrw::load_xtensor<xt::xarray<int>>("a.npy", why...));
    return check::end();
}
