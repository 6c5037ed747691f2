#include "shared.hpp"

#include <vector>

#if defined(__cpp_exceptions)
#error "this unit is to be compiled without exceptions"
#endif

int load_without_exceptions(const char *path)
{
    npyrw::failure why;
    const npyrw::npz z(path, why);
    if (why) return -1;
    const auto p = z.load<Point>("p", why);
    return why ? -2 : p(2).n;
}

bool save_without_exceptions(const char *path, int n)
{
    std::error_code ec;
    npyrw::npz_writer o(path, ec);
    return o.add("p", std::vector<Point>(3, Point{0.5, n}), ec) && npyrw::add_strings(o, "s", "text", ec) && o.finish(ec);
}
