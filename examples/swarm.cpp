// swarm.c in C++: particles as structs, saved as they lie in memory, and read from files that have further fields, too.
//
//     swarm_cpp OUT.npy [COUNT]
//     swarm_cpp --move IN.npy OUT.npy
#include <npyrw.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <vector>

struct Particle {
    std::uint32_t id;
    double pos[3];
    float vel[3];
    char kind[8];
};
NPYRW_DTYPE(Particle, id, pos, vel, kind) // the padding is where the compiler put it

namespace {

std::vector<Particle> make(std::uint32_t count)
{
    constexpr std::array<std::string_view, 3> kinds = {"electron", "muon", "tau"};
    std::vector<Particle> particles(count);
    for (std::uint32_t i = 0; i < count; i++) {
        Particle &p = particles[i];
        p.id = i;
        std::copy(kinds[i % 3].begin(), kinds[i % 3].end(), p.kind); // 8 letters need no NUL, as in NumPy
        for (std::uint32_t axis = 0; axis < 3; axis++) {
            p.pos[axis] = (i % (7 + axis)) / 8.0;
            p.vel[axis] = static_cast<float>(i % (3 + axis)) - 1;
        }
    }
    return particles;
}

std::vector<Particle> load(const char *path)
{
    const npyrw::file in(path);
    if (in.ndim() != 1) throw std::runtime_error("1 axis is wanted");
    std::vector<Particle> particles(static_cast<std::size_t>(in.shape()[0]));
    // Each member by its name: the file may have others, another order, other numbers.
    in.read(particles, npyrw::request{}.by_name().cast(npyrw::casting::same_kind));
    return particles;
}

void save(const char *path, std::vector<Particle> &particles)
{
    npyrw::clear_padding(particles); // it is saved, too: equal particles are equal files
    npyrw::save(path, particles);
}

} // namespace

int main(int argc, char **argv)
try {
    if (argc == 4 && std::string_view(argv[1]) == "--move") {
        auto particles = load(argv[2]);
        for (Particle &p : particles) {
            for (int axis = 0; axis < 3; axis++) p.pos[axis] += 0.5 * p.vel[axis];
        }
        save(argv[3], particles);
    } else if (argc == 2 || argc == 3) {
        auto particles = make(argc == 3 ? static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10)) : 1000);
        save(argv[1], particles);
    } else {
        std::fputs("usage: swarm_cpp OUT.npy [COUNT] | swarm_cpp --move IN.npy OUT.npy\n", stderr);
        return 2;
    }
} catch (const std::exception &e) {
    std::fprintf(stderr, "swarm_cpp: %s\n", e.what());
    return 1;
}
