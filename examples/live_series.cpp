// live_series.c in C++: Lorenz' weather, a row (t, x, y, z) a step, added to a file that others read meanwhile.
//
//     live_series_cpp SERIES.npy [--steps N] [--pause MILLISECONDS]
#include <npyrw.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

namespace {

using State = std::array<double, 4>; // t, x, y, z; an array of these has an axis of 4 more

State slope(const State &s)
{
    const auto [t, x, y, z] = s;
    static_cast<void>(t);
    return {1, 10 * (y - x), x * (28 - z) - y, x * y - 8.0 / 3 * z};
}

State ahead(State s, const State &slope, double h)
{
    for (std::size_t i = 0; i < s.size(); i++) s[i] += h * slope[i];
    return s;
}

// Runge and Kutta's fourth order.
State step(const State &s)
{
    constexpr double h = 1.0 / 128;
    const State a = slope(s), b = slope(ahead(s, a, h / 2)), c = slope(ahead(s, b, h / 2)), d = slope(ahead(s, c, h));
    return ahead(ahead(ahead(ahead(s, a, h / 6), b, h / 3), c, h / 3), d, h / 6);
}

} // namespace

int main(int argc, char **argv)
try {
    if (argc < 2) {
        std::fputs("usage: live_series_cpp SERIES.npy [--steps N] [--pause MILLISECONDS]\n", stderr);
        return 2;
    }
    long steps = 3000;
    std::chrono::milliseconds pause(0);
    for (int i = 2; i + 1 < argc; i += 2) {
        if (argv[i] == std::string_view("--steps")) steps = std::atol(argv[i + 1]);
        if (argv[i] == std::string_view("--pause")) pause = std::chrono::milliseconds(std::atol(argv[i + 1]));
    }
    auto series = npyrw::append<State>(argv[1], {npyrw::growing});
    const std::int64_t there = series.shape()[0];
    State now = {0, 1, 1, 20};
    // The last row of what is there; a reader may open the file while it is written.
    if (there > 0) now = npyrw::load<State>(argv[1], npyrw::request{npyrw::slice{there - 1, there}})(0);
    std::printf("%lld rows are there, %ld more to come\n", static_cast<long long>(there), steps);
    std::fflush(stdout);
    for (long i = 0; i < steps; i++) {
        if (i > 0 || there > 0) now = step(now);
        series.append(now);
        series.flush();
        if (pause.count() > 0) std::this_thread::sleep_for(pause);
    }
    series.finish();
} catch (const std::exception &e) {
    std::fprintf(stderr, "live_series_cpp: %s\n", e.what());
    return 1;
}
