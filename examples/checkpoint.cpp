// checkpoint.c in C++: heat spreads in a rod, and a run goes on from its checkpoint.
//
//     checkpoint_cpp FILE.npz STEPS [EVERY]
#include <npyrw.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace {

constexpr std::size_t cells = 200;

struct Rod {
    std::array<double, cells> heat{};
    std::int64_t step = 0;
    std::vector<double> history; // the mean heat after each step
};

Rod load(const npyrw::npz &checkpoint)
{
    Rod rod;
    checkpoint.read("heat", rod.heat); // of this shape and dtype, else it throws
    checkpoint.read("step", rod.step);
    rod.history = checkpoint.load<double>("history").to_vector();
    if (rod.history.size() != static_cast<std::size_t>(rod.step)) throw std::runtime_error("the history is not of that many steps");
    return rod;
}

Rod restart(const char *path)
try {
    return load(npyrw::npz(path));
} catch (const npyrw::error &e) {
    // No checkpoint: the beginning. Anything else that is wrong must not become one.
    if (e.code() != npyrw::errc::not_found) throw;
    Rod rod;
    rod.heat[cells / 2] = 1000;
    return rod;
}

void save(const char *path, const Rod &rod)
{
    npyrw::npz_writer checkpoint(path, npyrw::npz_options{}.sync());
    checkpoint.add("heat", rod.heat);
    checkpoint.add("step", rod.step);
    checkpoint.add("history", rod.history);
    checkpoint.finish(); // the old one stays until here
}

void advance(Rod &rod)
{
    const auto old = rod.heat;
    for (std::size_t i = 0; i < cells; i++) {
        rod.heat[i] = old[i] + 0.25 * (old[(i + cells - 1) % cells] - 2 * old[i] + old[(i + 1) % cells]);
    }
    rod.history.push_back(std::accumulate(rod.heat.begin(), rod.heat.end(), 0.0) / cells);
    rod.step++;
}

} // namespace

int main(int argc, char **argv)
try {
    const long steps = argc > 2 ? std::strtol(argv[2], nullptr, 10) : -1;
    const long every = argc > 3 ? std::strtol(argv[3], nullptr, 10) : 100;
    if (steps < 0 || every < 1) {
        std::fputs("usage: checkpoint_cpp FILE.npz STEPS [EVERY]\n", stderr);
        return 2;
    }
    Rod rod = restart(argv[1]);
    std::printf("from step %lld\n", static_cast<long long>(rod.step));
    std::fflush(stdout);
    for (long i = 1; i <= steps; i++) {
        advance(rod);
        if (i % every == 0 || i == steps) save(argv[1], rod);
    }
} catch (const std::exception &e) {
    std::fprintf(stderr, "checkpoint_cpp: %s: %s\n", argv[1], e.what());
    return 1;
}
