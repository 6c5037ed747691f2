// Units that use everything link into one program, those without exceptions among them, and each keeps its own manners.
#include "shared.hpp"

#include <cstdio>
#include <vector>

bool save_here(const char *path, int n)
{
    npyrw::npz_writer o(path);
    o.add("p", std::vector<Point>(3, Point{0.5, n}));
    npyrw::add_strings(o, "s", "text");
    return o.finish();
}

static int failed = 0;

static void check(bool right, const char *what)
{
    if (!right) {
        failed++;
        std::printf("not so: %s\n", what);
    }
}

static bool throws()
{
    try {
        npyrw::load<Point>("nowhere.npy");
    } catch (const npyrw::error &e) {
        return e.code() == npyrw::errc::not_found;
    }
    return false;
}

int main()
{
    check(save_here("a.npz", 7), "the first unit saves");
    check(load_there("a.npz") == 7, "the second one loads");
    check(load_without_exceptions("a.npz") == 7, "so does the one without exceptions");
    check(save_without_exceptions("b.npz", 8) && load_there("b.npz") == 8, "which saves too");
    check(load_without_exceptions("nowhere.npz") == -1, "and is told what fails");
    check(throws() && load_there("nowhere.npz") == -2, "while the others throw");
    check(&category_there() == &npyrw::category(), "there is one category");
    std::printf("%d failed\n", failed);
    return failed != 0;
}
