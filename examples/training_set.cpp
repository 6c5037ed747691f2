// training_set.c in C++: samples and their labels are added to two files that grow together.
//
//     training_set_cpp FOLDER BATCHES
#include <npyrw.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace {

constexpr int batch = 32, side = 8;
using Pixels = std::array<std::array<float, side>, side>; // an array of these has two axes more

// Numbers that depend on the sample alone, so that it does not matter how often the program was started.
std::uint32_t noise(std::uint64_t sample, std::uint32_t at)
{
    std::uint64_t x = (sample << 16 | at) * 0x9e3779b97f4a7c15 + 1;
    x = (x ^ x >> 31) * 0xbf58476d1ce4e5b9;
    return static_cast<std::uint32_t>(x >> 33);
}

// A square if its label is 1, else a disc.
std::int64_t label_of(std::uint64_t sample)
{
    return noise(sample, 1000) % 2;
}

Pixels draw(std::uint64_t sample)
{
    const bool square = label_of(sample) == 1;
    const int cy = 3 + static_cast<int>(noise(sample, 1001) % 3), cx = 3 + static_cast<int>(noise(sample, 1002) % 3);
    Pixels pixels;
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            const int dy = std::abs(y - cy), dx = std::abs(x - cx);
            const bool inside = square ? dy < 3 && dx < 3 : dy * dy + dx * dx < 8;
            const auto grain = static_cast<float>(noise(sample, static_cast<std::uint32_t>(y * side + x)) % 1024);
            pixels[y][x] = static_cast<float>(inside) + grain / 4096;
        }
    }
    return pixels;
}

} // namespace

int main(int argc, char **argv)
try {
    if (argc != 3) {
        std::fputs("usage: training_set_cpp FOLDER BATCHES\n", stderr);
        return 2;
    }
    const std::filesystem::path folder(argv[1]);
    const long batches = std::strtol(argv[2], nullptr, 10);
    auto samples = npyrw::append<Pixels>(folder / "samples.npy", {npyrw::growing});
    auto labels = npyrw::append<std::int64_t>(folder / "labels.npy", {npyrw::growing});
    // Labels are flushed last: there are never more of them than samples. Who was killed between the two finds its sample
    // there, and only its label missing.
    const std::int64_t drawn = samples.shape()[0];
    std::int64_t count = labels.shape()[0];
    if (count > drawn) throw std::runtime_error("there are more labels than samples");
    std::printf("%lld samples are there\n", static_cast<long long>(drawn));
    for (; count < drawn; count++) labels.append(std::array{label_of(count)});

    for (long i = 0; i < batches; i++) {
        std::vector<Pixels> pixels;
        std::vector<std::int64_t> made;
        for (; made.size() < batch; count++) {
            pixels.push_back(draw(count));
            made.push_back(label_of(count));
        }
        samples.append(pixels);
        samples.flush();
        labels.append(made);
        labels.flush();
    }
    samples.finish();
    labels.finish();
} catch (const std::exception &e) {
    std::fprintf(stderr, "training_set_cpp: %s: %s\n", argv[1], e.what());
    return 1;
}
