// large_field.c in C++: a field that is larger than memory is smoothed slab by slab.
//
//     large_field_cpp IN.npy OUT.npy [ROWS]
#include <npyrw.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <vector>

int main(int argc, char **argv)
try {
    if (argc < 3) {
        std::fputs("usage: large_field_cpp IN.npy OUT.npy [ROWS]\n", stderr);
        return 2;
    }
    const npyrw::file in(argv[1]);
    if (in.ndim() != 2) throw std::runtime_error("2 axes are wanted");
    const std::int64_t ny = in.shape()[0], nx = in.shape()[1], most = std::max(1, argc > 3 ? std::atoi(argv[3]) : 64);
    npyrw::writer<double> out(argv[2], {ny, nx});
    for (std::int64_t first = 0; first < ny; first += most) {
        const std::int64_t rows = std::min(most, ny - first), from = std::max<std::int64_t>(first - 1, 0);
        // Whatever the file has, f8 in C order arrives: the rows, and one above and below them where there are such.
        const auto u = in.load<double>(npyrw::request{npyrw::slice{from, std::min(first + rows + 1, ny)}}.cast().order(npyrw::order::c));
        std::vector<double> v(static_cast<std::size_t>(rows * nx));
        for (std::int64_t y = 0; y < rows; y++) {
            const std::int64_t here = first + y - from, above = std::max<std::int64_t>(here - 1, 0), below = std::min(here + 1, u.shape()[0] - 1);
            double *row = v.data() + y * nx;
            for (std::int64_t x = 0; x < nx; x++) row[x] = (u(above, x) + u(here, x) + u(below, x)) / 3;
        }
        out.write_slab({npyrw::slice{first, first + rows}}, v);
    }
    out.finish();
} catch (const std::exception &e) {
    std::fprintf(stderr, "large_field_cpp: %s\n", e.what());
    return 1;
}
