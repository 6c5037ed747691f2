/**
 * @file npyrw/eigen.hpp
 * Eigen's matrices, vectors, arrays, maps and blocks: saved without a copy, loaded with the same indices as in NumPy.
 *
 * Include it, and save(), npz_writer::add(), writer::append() and file::read() take them. A matrix in Eigen's usual column-major order is
 * saved in Fortran order, so that `a(i, j)` is `np.load(path)[i, j]`; a vector has one axis.
 *
 * @code
 * Eigen::MatrixXd a = Eigen::MatrixXd::Random(3, 4);
 * npyrw::save("a.npy", a);
 * auto b = npyrw::load_matrix<Eigen::MatrixXd>("a.npy");
 * @endcode
 */
#ifndef NPYRW_EIGEN_HPP
#define NPYRW_EIGEN_HPP

#include <npyrw/array.hpp>
#include <npyrw/file.hpp>
#include <npyrw/view.hpp>

#include <Eigen/Core>

#include <cstdint>
#include <type_traits>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** How Eigen's objects are seen: those that lie in memory. Of an expression, save its `.eval()`. */
template <class D>
struct adapt<D, std::enable_if_t<std::is_base_of_v<Eigen::DenseBase<D>, D>>> {
    static_assert((static_cast<unsigned>(Eigen::internal::traits<D>::Flags) & Eigen::DirectAccessBit) != 0,
                  "npyrw: an expression of Eigen lies nowhere in memory; give its .eval()");

    /** To be changed, if that can be done. @param d what lies in memory. @return its elements. */
    static auto view(D &d) noexcept { return seen(d); }
    /** The same, to be read. */
    static auto view(const D &d) noexcept { return seen(d); }

private:
    template <class E>
    static auto seen(E &e) noexcept
    {
        using item = std::remove_pointer_t<decltype(e.data())>;
        if constexpr (D::IsVectorAtCompileTime) {
            return npyrw::view<item>(e.data(), {e.size()}, axes{e.innerStride()});
        } else if constexpr (D::IsRowMajor) {
            return npyrw::view<item>(e.data(), {e.rows(), e.cols()}, axes{e.outerStride(), e.innerStride()});
        } else {
            return npyrw::view<item>(e.data(), {e.rows(), e.cols()}, axes{e.innerStride(), e.outerStride()});
        }
    }
};

/**
 * Reads a matrix or a vector of Eigen.
 *
 * @tparam M what comes back, such as `Eigen::MatrixXd`, `Eigen::Vector3f`, `Eigen::ArrayXXi`, fixed or not. A matrix wants two
 *         axes; a vector one, or two of which the other has the length 1. Other lengths than its fixed ones are errc::shape.
 * @param from a file, or a member of an archive.
 * @param what what is to be read, for instance a part.
 * @param to told why not; left out: it is thrown.
 * @return the matrix; without elements (or of zeros, if its size is fixed) after a failure.
 * @since 0.1
 */
template <class M>
M load_matrix(const file &from, const request &what, report to NPYRW_THROWS_)
{
    using scalar = typename M::Scalar;
    constexpr Eigen::Index dynamic = Eigen::Dynamic;
    // A matrix whose size is fixed is never without elements.
    const auto nothing = [] {
        M zeros;
        zeros.setZero();
        return zeros;
    };
    const npyrw::info found = from.plan(what, to);
    if (!found) return nothing();
    const axes_view shape = found.shape();
    std::int64_t rows = -1, cols = -1;
    if (shape.size() == 2) {
        rows = shape[0];
        cols = shape[1];
    } else if (shape.size() == 1 && M::IsVectorAtCompileTime) {
        rows = M::RowsAtCompileTime == 1 ? 1 : shape[0];
        cols = M::RowsAtCompileTime == 1 ? shape[0] : 1;
    }
    const auto fits = [](std::int64_t length, Eigen::Index fixed, Eigen::Index most) {
        return length >= 0 && (fixed == dynamic || length == fixed) && (most == dynamic || length <= most);
    };
    if (!fits(rows, M::RowsAtCompileTime, M::MaxRowsAtCompileTime) || !fits(cols, M::ColsAtCompileTime, M::MaxColsAtCompileTime)) {
        const auto said = [](Eigen::Index fixed) { return fixed == dynamic ? -1LL : static_cast<long long>(fixed); };
        to.fail(errc::shape, {}, "wanted a matrix of (%lld, %lld), -1 for any; found the shape %s", said(M::RowsAtCompileTime),
                said(M::ColsAtCompileTime), detail::shown(shape).text);
        return nothing();
    }
    M m;
    m.resize(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(cols));
    npyrw::view<scalar> v(m.data(), {rows, cols}, M::IsRowMajor ? order::c : order::fortran);
    if (shape.size() == 1) v = npyrw::view<scalar>(m.data(), {m.size()});
    return from.read(v, what, to) ? m : nothing();
}
/** The same of everything. */
template <class M>
M load_matrix(const file &from, report to NPYRW_THROWS_)
{
    return load_matrix<M>(from, request(), to);
}
/** The same of a path, fd{n}, a `memory`, a stream, or an input. */
template <class M>
M load_matrix(input from, const request &what, report to NPYRW_THROWS_)
{
    return load_matrix<M>(file(std::move(from), to), what, to);
}
/** The same of everything. */
template <class M>
M load_matrix(input from, report to NPYRW_THROWS_)
{
    return load_matrix<M>(std::move(from), request(), to);
}

/** An array of two axes, or of one, as Eigen sees it where it is. */
template <class M>
using matrix_map = Eigen::Map<M, Eigen::Unaligned, Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>>;

/**
 * An array, a map or a view as a matrix of Eigen, without a copy, in any order: `npyrw::as_matrix(u)(i, j)`.
 *
 * @param x the array; of one axis it is a matrix of one column.
 * @param to told if it has other axes (errc::shape); left out: it is thrown.
 * @return a map of Eigen, which lives as long as the elements; without elements after a failure.
 * @since 0.1
 */
template <class X>
auto as_matrix(X &x, report to NPYRW_THROWS_)
{
    const auto v = detail::memory_of(x);
    using item = std::remove_pointer_t<decltype(v.data())>;
    using scalar = std::remove_cv_t<item>;
    using matrix = Eigen::Matrix<scalar, Eigen::Dynamic, Eigen::Dynamic>;
    using seen = matrix_map<std::conditional_t<std::is_const_v<item>, const matrix, matrix>>;
    using stride = Eigen::Stride<Eigen::Dynamic, Eigen::Dynamic>;
    const auto step = [&](std::size_t axis) { return static_cast<Eigen::Index>(v.byte_strides()[axis] / detail::size_of<scalar>); };
    const auto length = [&](std::size_t axis) { return static_cast<Eigen::Index>(v.shape()[axis]); };
    if (v.ndim() == 1) return seen(v.data(), length(0), 1, stride(length(0), step(0)));
    if (v.ndim() == 2) return seen(v.data(), length(0), length(1), stride(step(1), step(0)));
    to.fail(errc::shape, {}, "wanted 1 or 2 axes; found the shape %s", detail::shown(v.shape()).text);
    return seen(nullptr, 0, 0, stride(0, 0));
}

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
