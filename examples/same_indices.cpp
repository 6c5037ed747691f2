// same_indices.c in C++: a matrix is read in Fortran's order of axes, whatever order its file has, and written in that order.
//
//     same_indices_cpp IN.npy OUT.npy
#include <npyrw.hpp>

#include <cstdio>
#include <stdexcept>

int main(int argc, char **argv)
try {
    if (argc != 3) {
        std::fputs("usage: same_indices_cpp IN.npy OUT.npy\n", stderr);
        return 2;
    }
    const npyrw::file in(argv[1]);
    if (in.ndim() != 2) throw std::runtime_error("2 axes are wanted");
    const std::int64_t rows = in.shape()[0], columns = in.shape()[1];
    std::printf("%lld x %lld, in the file in %c order\n", static_cast<long long>(rows), static_cast<long long>(columns),
                in.order() == npyrw::order::fortran ? 'F' : 'C');

    // Columns one behind the other; a(i, j) has NumPy's indices all the same.
    auto a = in.load<double>(npyrw::request{}.cast().order(npyrw::order::fortran));
    for (std::int64_t j = 0; j < columns; j++) {
        for (std::int64_t i = 0; i < rows; i++) a(i, j) += static_cast<double>(1000 * i + j);
    }
    if (!a.empty()) {
        std::printf("a[%lld, %lld] is a(%lld, %lld): %.6E\n", static_cast<long long>(rows - 1), static_cast<long long>(columns - 1),
                    static_cast<long long>(rows), static_cast<long long>(columns), a(rows - 1, columns - 1));
    }
    npyrw::save(argv[2], a); // in the order that it has in memory
} catch (const std::exception &e) {
    std::fprintf(stderr, "same_indices_cpp: %s\n", e.what());
    return 1;
}
