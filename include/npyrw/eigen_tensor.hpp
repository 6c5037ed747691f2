/**
 * @file npyrw/eigen_tensor.hpp
 * Eigen's tensors (its module of unsupported parts): saved without a copy, loaded with the same indices as in NumPy.
 *
 * @code
 * Eigen::Tensor<float, 3> t(2, 3, 4);
 * t.setZero();
 * npyrw::save("t.npy", t);
 * auto u = npyrw::load_tensor<Eigen::Tensor<float, 3>>("t.npy");
 * @endcode
 */
#ifndef NPYRW_EIGEN_TENSOR_HPP
#define NPYRW_EIGEN_TENSOR_HPP

#include <npyrw/file.hpp>
#include <npyrw/view.hpp>

#include <unsupported/Eigen/CXX11/Tensor>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace npyrw {
inline namespace NPYRW_INLINE_ {

/** @cond */
namespace detail {
template <class E>
auto tensor_view(E &e) noexcept
{
    using plain = std::remove_cv_t<E>;
    using item = std::remove_pointer_t<decltype(e.data())>;
    axes shape;
    // Some of them count their axes with a sign and some without: this type is both.
    for (unsigned short i = 0; i < plain::NumDimensions; i++) shape.push_back(e.dimension(i));
    return view<item>(e.data(), shape, static_cast<int>(plain::Layout) == static_cast<int>(Eigen::RowMajor) ? order::c : order::fortran);
}
} // namespace detail
/** @endcond */

/** How a tensor is seen. */
template <class T, int n, int options, class Index>
struct adapt<Eigen::Tensor<T, n, options, Index>> {
    /** To be changed. @param t what lies in memory. @return its elements. */
    static auto view(Eigen::Tensor<T, n, options, Index> &t) noexcept { return detail::tensor_view(t); }
    /** The same, to be read. */
    static auto view(const Eigen::Tensor<T, n, options, Index> &t) noexcept { return detail::tensor_view(t); }
};

/** How a tensor of a fixed size is seen. */
template <class T, class Sizes, int options, class Index>
struct adapt<Eigen::TensorFixedSize<T, Sizes, options, Index>> {
    /** To be changed. @param t what lies in memory. @return its elements. */
    static auto view(Eigen::TensorFixedSize<T, Sizes, options, Index> &t) noexcept { return detail::tensor_view(t); }
    /** The same, to be read. */
    static auto view(const Eigen::TensorFixedSize<T, Sizes, options, Index> &t) noexcept { return detail::tensor_view(t); }
};

/** How memory that is mapped as a tensor is seen. */
template <class Plain, int options, template <class> class Pointer>
struct adapt<Eigen::TensorMap<Plain, options, Pointer>> {
    /** To be changed. @param t what lies in memory. @return its elements. */
    static auto view(Eigen::TensorMap<Plain, options, Pointer> &t) noexcept { return detail::tensor_view(t); }
    /** The same, to be read. */
    static auto view(const Eigen::TensorMap<Plain, options, Pointer> &t) noexcept { return detail::tensor_view(t); }
};

/**
 * Reads a tensor of Eigen.
 *
 * @tparam T what comes back, such as `Eigen::Tensor<double, 3>`; the array must have as many axes.
 * @param from a file, or a member of an archive.
 * @param to told why not; left out: it is thrown.
 * @return the tensor; without elements after a failure.
 * @since 0.1
 */
template <class T>
T load_tensor(const file &from, report to NPYRW_THROWS_)
{
    if (!from.expect<typename T::Scalar>(T::NumDimensions, to)) return T();
    const axes shape = from.shape();
    typename T::Dimensions lengths;
    for (std::size_t i = 0; i < shape.size(); i++) lengths[i] = static_cast<typename T::Index>(shape[i]);
    T t(lengths);
    return from.read(t, to) ? t : T();
}
/** The same of a path, fd{n}, a `memory`, a stream, or an input. */
template <class T>
T load_tensor(input from, report to NPYRW_THROWS_)
{
    return load_tensor<T>(file(std::move(from), to), to);
}

} // namespace NPYRW_INLINE_
} // namespace npyrw

#endif
