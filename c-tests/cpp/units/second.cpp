#include "shared.hpp"

int load_there(const char *path)
{
    try {
        const npyrw::npz z(path);
        return npyrw::load_strings(z.get("s"))[0] == "text" ? z.load<Point>("p").at(2).n : -3;
    } catch (const npyrw::error &e) {
        return e.code() == npyrw::errc::not_found || e.code() == npyrw::errc::member ? -2 : -4;
    }
}

const std::error_category &category_there()
{
    return npyrw::category();
}
