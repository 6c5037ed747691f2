// Particles in a trap: an array of structs that is saved with one call, and a checkpoint from which a run goes on as if it had
// never been interrupted.
//
//     particles STEPS [COUNT]
//
// goes on from checkpoint.npz if it is there, else begins with COUNT particles (1000), and leaves
//     checkpoint.npz   particles, step and the energies so far
//     particles.npy    the particles alone: np.load("particles.npy")["pos"]
#include <npyrw.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace trap {

struct Particle {
    std::uint32_t id;
    double mass;
    double pos[3];
    double vel[3];
};

struct Run {
    std::int64_t step = 0;
    std::vector<Particle> particles;
    std::vector<std::array<double, 2>> energies; // kinetic and potential, after each step
};

} // namespace trap
NPYRW_DTYPE(trap::Particle, id, mass, pos, vel)

namespace trap {

const double dt = 1e-3;
const double stiffness[3] = {1.0, 2.0, 3.0};

Run begin(std::size_t count)
{
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    Run run;
    for (std::uint32_t id = 0; id < count; id++) {
        Particle p{id, 1.0 + id % 3, {}, {}};
        for (double &x : p.pos) x = normal(random);
        for (double &v : p.vel) v = normal(random);
        run.particles.push_back(p);
    }
    npyrw::clear_padding(run.particles); // equal runs leave equal files
    return run;
}

// Half a kick, a drift, half a kick: the energy oscillates, but does not drift away.
void step(Run &run)
{
    std::array<double, 2> energy{};
    for (Particle &p : run.particles) {
        for (int i = 0; i < 3; i++) {
            p.vel[i] -= 0.5 * dt * stiffness[i] * p.pos[i] / p.mass;
            p.pos[i] += dt * p.vel[i];
            p.vel[i] -= 0.5 * dt * stiffness[i] * p.pos[i] / p.mass;
            energy[0] += 0.5 * p.mass * p.vel[i] * p.vel[i];
            energy[1] += 0.5 * stiffness[i] * p.pos[i] * p.pos[i];
        }
    }
    run.energies.push_back(energy);
    run.step++;
}

void save(const Run &run)
{
    npyrw::npz_writer checkpoint("checkpoint.npz"); // the old one stays until this one is complete
    checkpoint.add("particles", run.particles);
    checkpoint.add("step", run.step);
    checkpoint.add("energies", run.energies);
    checkpoint.finish();
    npyrw::save("particles.npy", run.particles);
}

Run load(const npyrw::npz &checkpoint)
{
    Run run;
    run.particles = checkpoint.load<Particle>("particles").to_vector();
    run.energies = checkpoint.load<std::array<double, 2>>("energies").to_vector();
    checkpoint.read("step", run.step);
    return run;
}

} // namespace trap

int main(int argc, char **argv)
{
    const long steps = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 0;
    const long count = argc > 2 ? std::strtol(argv[2], nullptr, 10) : 1000;
    if (steps < 1 || count < 1 || argc > 3) {
        std::fputs("usage: particles STEPS [COUNT]\n", stderr);
        return 2;
    }
    try {
        // That there is none is no failure, so nothing is thrown for it.
        std::error_code missing;
        const npyrw::npz checkpoint("checkpoint.npz", missing);
        if (missing && missing != std::errc::no_such_file_or_directory) throw std::system_error(missing, "checkpoint.npz");
        trap::Run run = checkpoint ? trap::load(checkpoint) : trap::begin(static_cast<std::size_t>(count));
        for (long i = 0; i < steps; i++) trap::step(run);
        trap::save(run);
        const std::array<double, 2> &energy = run.energies.back();
        std::printf("%zu particles after %lld steps, energy %.15g\n", run.particles.size(), static_cast<long long>(run.step),
                    energy[0] + energy[1]);
    } catch (const std::system_error &e) {
        std::fprintf(stderr, "particles: %s\n", e.what());
        return 1;
    }
    return 0;
}
