// Texts are NumPy's, in UTF-8 on this side.
#include "check.hpp"

#include <npyrw/strings.hpp>

#include <array>
#include <vector>

int main()
{
    check::need_numpy();
    const std::vector<std::string> names{"north", "", "\xC3\xA4\xF0\x9F\x98\x80", "x"};
    WORKS(npyrw::save_strings("names.npy", names, why...));
    WORKS(npyrw::save_strings("one.npy", "alone", why...));
    WORKS(npyrw::save_strings("empty.npy", std::vector<std::string>(), why...));
    WORKS(npyrw::save_strings("views.npy", std::array<std::string_view, 2>{{"a", "bc"}}, why...));
    npyrw::memory m;
    WORKS(npyrw::save_strings(m, names, why...));
    CHECK(npyrw::load_strings(m) == names);
    npyrw::npz_writer o("o.npz");
    npyrw::add_strings(o, "names", names);
    FAILS(argument, "", npyrw::add_strings(o, "bad", "\xFF", why...));
    o.finish();
    NUMPY("import io\n"
          "def same(name, a):\n"
          "    b = io.BytesIO(); np.save(b, a); assert b.getvalue() == open(name + '.npy', 'rb').read(), name\n"
          "names = np.array(['north', '', '\\xe4\\U0001F600', 'x'])\n"
          "same('names', names); same('one', np.array('alone')); same('empty', np.array([], 'U1')); same('views', np.array(['a', 'bc']))\n"
          "assert (np.load('o.npz')['names'] == names).all()\n"
          "np.save('s.npy', np.array([[b'ab', b'c'], [b'', b'\\xc3\\xa4']])); np.save('big.npy', np.asfortranarray(names.reshape(2, 2).astype('>U9')))\n"
          "np.save('latin.npy', np.array([b'\\xe4'])); np.save('numbers.npy', np.arange(3))");
    CHECK(npyrw::load_strings("names.npy") == names && npyrw::load_strings("big.npy") == names);
    CHECK(npyrw::load_strings(npyrw::npz("o.npz").get("names")) == names);
    CHECK(npyrw::load_strings("s.npy") == std::vector<std::string>{"ab", "c", "", "\xC3\xA4"});
    CHECK(npyrw::load_strings("one.npy") == std::vector<std::string>{"alone"} && npyrw::load_strings("empty.npy").empty());
    FAILS(cast, "", npyrw::load_strings("latin.npy", why...));
    FAILS(dtype, "", npyrw::load_strings("numbers.npy", why...));
    FAILS(not_found, "", npyrw::load_strings("nowhere.npy", why...));
    FAILS(argument, "NUL", npyrw::save_strings("no.npy", std::string_view("a\0b", 3), why...));
    FAILS(argument, "", npyrw::save_strings("no.npy", "\xFF", why...));
    FAILS(not_found, "", npyrw::save_strings("no/where.npy", names, why...));
    CHECK(!check::exists("no.npy"));
    return check::end();
}
