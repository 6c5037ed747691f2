// Eigen's matrices have the same indices as NumPy's arrays, whichever way they lie.
#include "check.hpp"

#include <npyrw/eigen.hpp>
#include <npyrw/eigen_tensor.hpp>

#include <vector>

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

int main()
{
    check::need_numpy();
    Eigen::MatrixXd a(3, 4);
    a << 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
    const RowMajor r = a;
    WORKS(npyrw::save("a.npy", a, why...));
    WORKS(npyrw::save("r.npy", r, why...));
    WORKS(npyrw::save("block.npy", a.block(1, 1, 2, 2), why...));
    WORKS(npyrw::save("row.npy", a.row(1), why...));
    WORKS(npyrw::save("turned.npy", a.transpose(), why...));
    WORKS(npyrw::save("sum.npy", (a + a).eval(), why...));
    WORKS(npyrw::save("mapped.npy", Eigen::Map<const Eigen::MatrixXd, 0, Eigen::Stride<12, 2>>(a.data(), 2, 1), why...));
    WORKS(npyrw::save("array.npy", Eigen::ArrayXXi::Constant(2, 3, 7).eval(), why...));
    WORKS(npyrw::save("fixed.npy", Eigen::Matrix<float, 2, 2>(Eigen::Matrix<float, 2, 2>::Identity()), why...));
    WORKS(npyrw::save("vector.npy", Eigen::Vector3d(1, 2, 3), why...));
    WORKS(npyrw::save("complex.npy", Eigen::VectorXcd::Constant(2, {1, 2}).eval(), why...));
    NUMPY("u = np.arange(12.).reshape(3, 4)\n"
          "def is_(name, want, fortran):\n"
          "    a = np.load(name + '.npy'); assert a.shape == want.shape and (a == want).all() and a.dtype == want.dtype, (name, a)\n"
          "    assert a.flags.f_contiguous == fortran, name\n"
          "is_('a', u, True); is_('r', u, False); is_('block', u[1:, 1:3], False); is_('row', u[1], True); is_('turned', u.T, False); is_('sum', 2 * u, True)\n"
          "is_('mapped', np.array([[0.], [8.]]), True); is_('array', np.full((2, 3), 7, 'i4'), True); is_('fixed', np.eye(2, dtype='f4'), True)\n"
          "is_('vector', np.array([1., 2, 3]), True); is_('complex', np.full(2, 1+2j), True)\n"
          "np.save('column.npy', u[:, :1]); np.save('line.npy', u[:1]); np.save('cube.npy', np.zeros((2, 2, 2))); np.save('none.npy', np.zeros((0, 4)))\n"
          "np.save('big.npy', u.astype('>f8'))");

    for (const char *path : {"a.npy", "r.npy", "big.npy"}) {
        CHECK(npyrw::load_matrix<Eigen::MatrixXd>(path) == a && npyrw::load_matrix<RowMajor>(path) == a);
        CHECK(npyrw::load_matrix<Eigen::Matrix<double, 3, 4>>(path) == a && npyrw::load_matrix<Eigen::ArrayXXd>(path).matrix() == a);
        CHECK((npyrw::load_matrix<Eigen::Matrix<double, Eigen::Dynamic, 4>>(path) == a));
        CHECK(npyrw::load_matrix<Eigen::MatrixXd>(path, {npyrw::slice{1, 3}, npyrw::slice{1, 3}}) == a.block(1, 1, 2, 2));
        CHECK(npyrw::load_matrix<Eigen::MatrixXf>(path, npyrw::request{}.cast(npyrw::casting::same_kind)) == a.cast<float>());
        RowMajor into(3, 4);
        WORKS(npyrw::file(path).read(into, why...));
        CHECK(into == a);
        Eigen::MatrixXd large = Eigen::MatrixXd::Zero(5, 6);
        WORKS(npyrw::file(path).read(large.block(1, 1, 3, 4), why...));
        CHECK(large.block(1, 1, 3, 4) == a && large.sum() == a.sum());
        Eigen::Ref<Eigen::MatrixXd> ref = large.topLeftCorner(3, 4);
        WORKS(npyrw::file(path).read(ref, why...));
        CHECK(large.topLeftCorner(3, 4) == a);
        auto loaded = npyrw::load<double>(path);
        CHECK(npyrw::as_matrix(loaded) == a && npyrw::as_matrix(loaded).col(1).sum() == 15);
        npyrw::as_matrix(loaded)(2, 3) = -1;
        CHECK(loaded(2, 3) == -1);
    }
    const npyrw::map<const double> mapped("a.npy");
    CHECK(npyrw::as_matrix(mapped) == a);
    CHECK(npyrw::load_matrix<Eigen::VectorXd>("vector.npy") == Eigen::Vector3d(1, 2, 3));
    CHECK(npyrw::load_matrix<Eigen::RowVectorXd>("vector.npy") == Eigen::RowVector3d(1, 2, 3));
    CHECK(npyrw::load_matrix<Eigen::Vector3d>("vector.npy") == Eigen::Vector3d(1, 2, 3));
    CHECK(npyrw::load_matrix<Eigen::VectorXd>("column.npy") == Eigen::Vector3d(0, 4, 8));
    CHECK(npyrw::load_matrix<Eigen::RowVectorXd>("line.npy") == Eigen::RowVector4d(0, 1, 2, 3));
    CHECK(npyrw::load_matrix<Eigen::MatrixXd>("none.npy").cols() == 4);
    const auto vector = npyrw::load<double>("vector.npy");
    CHECK(npyrw::as_matrix(vector).col(0) == Eigen::Vector3d(1, 2, 3));
    npyrw::npz_writer o("o.npz");
    o.add("a", a);
    auto grown = o.member<double>("rows", {npyrw::growing, 4});
    grown.append(a);
    grown.append(a.row(2));
    grown.finish();
    o.finish();
    CHECK(npyrw::load_matrix<Eigen::MatrixXd>(npyrw::npz("o.npz").get("a")) == a);
    CHECK(npyrw::load_matrix<Eigen::MatrixXd>(npyrw::npz("o.npz").get("rows")).row(3) == a.row(2));

    FAILS(shape, "wanted a matrix of (-1, -1), -1 for any; found the shape (3,)", npyrw::load_matrix<Eigen::MatrixXd>("vector.npy", why...));
    FAILS(shape, "", npyrw::load_matrix<Eigen::MatrixXd>("cube.npy", why...));
    FAILS(shape, "wanted a matrix of (2, 1)", npyrw::load_matrix<Eigen::Vector2d>("vector.npy", why...));
    FAILS(shape, "wanted a matrix of (-1, 1)", npyrw::load_matrix<Eigen::VectorXd>("line.npy", why...));
    FAILS(shape, "", (npyrw::load_matrix<Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, 2, 4>>("a.npy", why...)));
    FAILS(dtype, "", npyrw::load_matrix<Eigen::MatrixXf>("a.npy", why...));
    FAILS(not_found, "", npyrw::load_matrix<Eigen::MatrixXd>("nowhere.npy", why...));
    FAILS(shape, "wanted 1 or 2 axes", { const auto cube = npyrw::load<double>("cube.npy"); npyrw::as_matrix(cube, why...); });
    std::error_code ec;
    CHECK(npyrw::load_matrix<Eigen::Matrix2d>("a.npy", ec) == Eigen::Matrix2d::Zero() && ec);

    Eigen::Tensor<float, 3> t(2, 3, 4);
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 4; k++) t(i, j, k) = static_cast<float>(12 * i + 4 * j + k);
        }
    }
    WORKS(npyrw::save("t.npy", t, why...));
    Eigen::TensorMap<Eigen::Tensor<const float, 2>> flat(t.data(), 6, 4);
    WORKS(npyrw::save("tm.npy", flat, why...));
    Eigen::TensorFixedSize<float, Eigen::Sizes<2, 2>, Eigen::RowMajor> small;
    small.setValues({{1, 2}, {3, 4}});
    WORKS(npyrw::save("tf.npy", small, why...));
    NUMPY("a = np.load('t.npy'); assert (a == np.arange(24.).reshape(2, 3, 4)).all() and a.flags.f_contiguous\n"
          "assert np.load('tm.npy')[1, 0] == 12 and np.load('tf.npy').tolist() == [[1, 2], [3, 4]]\n"
          "np.save('tc.npy', np.ascontiguousarray(a))");
    for (const char *path : {"t.npy", "tc.npy"}) {
        const auto columns = npyrw::load_tensor<Eigen::Tensor<float, 3>>(path);
        const auto rows = npyrw::load_tensor<Eigen::Tensor<float, 3, Eigen::RowMajor>>(path);
        CHECK(columns(1, 2, 3) == 23 && columns(0, 1, 2) == 6 && rows(1, 2, 3) == 23 && rows(0, 1, 2) == 6);
    }
    FAILS(shape, "wanted <f4, 2 axes", npyrw::load_tensor<Eigen::Tensor<float, 2>>("t.npy", why...));
    return check::end();
}
