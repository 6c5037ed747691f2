// long double, in the width that this machine has. A program of its own: valgrind computes it in 64 bits.
#include "check.hpp"

int main()
{
    check::need_numpy();
    const std::vector<long double> values{1.0L / 3, -2};
    npyrw::save("ld.npy", values);
    NUMPY("a = np.load('ld.npy'); assert a.dtype == np.longdouble and a[0] == np.longdouble(1) / 3 and a[1] == -2; np.save('ld2.npy', a * 2)");
    const auto a = npyrw::load<long double>("ld2.npy");
    CHECK(a(0) == 2.0L / 3 && a(1) == -4);
    const std::vector<std::complex<long double>> z{{1.0L / 3, 2}};
    npyrw::save("ldz.npy", z);
    NUMPY("a = np.load('ldz.npy'); assert a.dtype == np.clongdouble and a[0].real == np.longdouble(1) / 3");
    return check::end();
}
