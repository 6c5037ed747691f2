// Saves an array and loads it again.
#include <npyrw.hpp>

#include <cstdio>
#include <vector>

int main()
{
    npyrw::save("u.npy", std::vector<double>{1, 2, 3, 4, 5, 6}, {2, 3});
    const auto u = npyrw::load<double>("u.npy");
    std::printf("npyrw %s: %g\n", npy_version(), u(1, 2));
    return u(1, 2) == 6 ? 0 : 1;
}
