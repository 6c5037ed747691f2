// Saves and loads an array, and prints the version of the library.
#include <npyrw.hpp>
#include <npyrw/strings.hpp>

#include <cstdio>
#include <vector>

int main()
{
    const std::vector<double> u{1, 2, 3, 4, 5, 6};
    npyrw::save("u.npy", u, {2, 3});
    std::puts(npy_version());
    return npyrw::load<double>("u.npy")(1, 2) == 6 ? 0 : 1;
}
