// weights.c in C++: a network whose weights came from Python is run.
//
//     weights_cpp MODEL.npz X.npy Y.npy
#include <npyrw.hpp>

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

struct Layer {
    npyrw::array<float> w, b;
};

int main(int argc, char **argv)
try {
    if (argc != 4) {
        std::fputs("usage: weights_cpp MODEL.npz X.npy Y.npy\n", stderr);
        return 2;
    }
    // Whatever floats they are in the file, f4 in C order arrives, rounded if it has to be.
    const auto floats = npyrw::request{}.cast(npyrw::casting::same_kind).order(npyrw::order::c);
    const npyrw::npz model(argv[1]);
    std::vector<Layer> layers;
    do {
        const std::string n = std::to_string(layers.size());
        layers.push_back({model.load<float>("w" + n, floats), model.load<float>("b" + n, floats)});
        const Layer &l = layers.back();
        if (l.w.ndim() != 2 || l.b.ndim() != 1) throw std::runtime_error("2 axes and 1 axis are wanted");
        if (l.b.shape()[0] != l.w.shape()[0] ||
            (layers.size() > 1 && l.w.shape()[1] != layers.end()[-2].w.shape()[0])) {
            throw std::runtime_error("layer " + n + " does not fit");
        }
    } while (model.contains("w" + std::to_string(layers.size())));

    const auto x = npyrw::load<float>(argv[2], floats);
    if (x.ndim() != 2 || x.shape()[1] != layers[0].w.shape()[1]) throw std::runtime_error("the samples do not fit the first layer");
    npyrw::writer<float> y(argv[3], {x.shape()[0], layers.back().w.shape()[0]});
    for (std::int64_t sample = 0; sample < x.shape()[0]; sample++) {
        std::vector<float> here(x.data() + sample * x.shape()[1], x.data() + (sample + 1) * x.shape()[1]), there;
        for (const Layer &l : layers) {
            there.assign(l.b.begin(), l.b.end());
            for (std::size_t i = 0; i < there.size(); i++) {
                for (std::size_t j = 0; j < here.size(); j++) there[i] += l.w(i, j) * here[j];
                if (&l != &layers.back()) there[i] = std::max(there[i], 0.0f);
            }
            here.swap(there);
        }
        y.append(here);
    }
    y.finish();
    std::printf("%zu layers, %lld inputs, %lld outputs\n", layers.size(), static_cast<long long>(layers[0].w.shape()[1]),
                static_cast<long long>(layers.back().w.shape()[0]));
} catch (const std::exception &e) {
    std::fprintf(stderr, "weights_cpp: %s\n", e.what());
    return 1;
}
