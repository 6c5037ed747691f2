// What other libraries keep arrays in is seen as memory with a shape: by adapt, as an mdspan, by shape and strides.
#include "check.hpp"

#include <array>
#include <numeric>
#include <vector>

#if defined(__cpp_lib_span)
#include <span>
#endif

namespace my {
struct Field {
    std::vector<double> raw = std::vector<double>(6);
    int ny = 2, nx = 3;
};

// As small as an mdspan can be: what the standard and the reference implementation have in common.
template <class T>
struct span2 {
    using element_type = T;
    using extents_type = void;
    using layout_type = void;
    using accessor_type = void;
    using rank_type = std::size_t;
    T *pointer;
    std::size_t extents[2], strides[2];
    static constexpr rank_type rank() { return 2; }
    static constexpr bool is_always_strided() { return true; }
    T *data_handle() const { return pointer; }
    std::size_t extent(rank_type i) const { return extents[i]; }
    std::size_t stride(rank_type i) const { return strides[i]; }
};

// As xtensor's containers are.
struct Strided {
    std::vector<float> buffer = std::vector<float>(12);
    std::array<std::size_t, 2> lengths{{2, 3}};
    std::array<std::ptrdiff_t, 2> steps{{6, 2}};
    float *data() { return buffer.data(); }
    const float *data() const { return buffer.data(); }
    const std::array<std::size_t, 2> &shape() const { return lengths; }
    const std::array<std::ptrdiff_t, 2> &strides() const { return steps; }
    std::size_t data_offset() const { return 1; }
};
} // namespace my

template <>
struct npyrw::adapt<my::Field> {
    static npyrw::view<double> view(my::Field &f) { return {f.raw.data(), {f.ny, f.nx}}; }
    static npyrw::view<const double> view(const my::Field &f) { return {f.raw.data(), {f.ny, f.nx}}; }
};

int main()
{
    check::need_numpy();
    my::Field field;
    std::iota(field.raw.begin(), field.raw.end(), 0.0);
    WORKS(npyrw::save("field.npy", field, why...));
    my::Field back;
    WORKS(npyrw::file("field.npy").read(back, why...));
    CHECK(back.raw == field.raw);
    const my::span2<const double> turned{field.raw.data(), {3, 2}, {1, 3}};
    WORKS(npyrw::save("turned.npy", turned, why...));
    std::vector<double> memory(6);
    const my::span2<double> into{memory.data(), {3, 2}, {2, 1}};
    WORKS(npyrw::file("turned.npy").read(into, why...));
    CHECK(memory == std::vector<double>{0, 3, 1, 4, 2, 5});
    my::Strided strided;
    std::iota(strided.buffer.begin(), strided.buffer.end(), 0.0F);
    WORKS(npyrw::save("strided.npy", strided, why...));
    my::Strided other;
    WORKS(npyrw::file("strided.npy").read(other, why...));
    CHECK(other.buffer[1] == 1 && other.buffer[11] == 11 && other.buffer[2] == 0);
    NUMPY("assert np.load('field.npy').tolist() == [[0, 1, 2], [3, 4, 5]]\n"
          "a = np.load('turned.npy'); assert a.tolist() == [[0, 3], [1, 4], [2, 5]] and a.flags.f_contiguous\n"
          "a = np.load('strided.npy'); assert a.tolist() == [[1, 3, 5], [7, 9, 11]] and a.dtype == 'f4'");

    const std::vector<std::array<int, 2>> pairs{{{1, 2}}, {{3, 4}}, {{5, 6}}};
    const auto seen = npyrw::view_of(pairs);
    CHECK(seen.shape() == npyrw::axes{3, 2} && seen(2, 1) == 6);
    int table[2][3][4] = {};
    CHECK(npyrw::view_of(table).shape() == npyrw::axes{2, 3, 4} && npyrw::view_of(table).is_packed());
    const double one = 1;
    CHECK(npyrw::view_of(one).ndim() == 0 && npyrw::view_of(one)() == 1);
    std::vector<double> list(4);
    npyrw::view_of(list)(2) = 7;
    CHECK(list[2] == 7);
    npyrw::save("list.npy", list);
    auto loaded = npyrw::load<double>("list.npy");
    npyrw::view_of(loaded)(0) = 3;
    CHECK(loaded(0) == 3);
#if defined(__cpp_lib_span)
    WORKS(npyrw::save("span.npy", std::span<const double>(list).subspan(1), why...));
    WORKS(npyrw::save("span.npy", std::span<double>(list), {2, 2}, why...));
    CHECK(npyrw::load<double>("span.npy")(1, 0) == 7);
#endif
    return check::end();
}
