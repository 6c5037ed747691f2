// Every failure comes as an exception, as a std::error_code and as a failure, with the same code, reason and place.
#include "check.hpp"

#include <cerrno>
#include <set>
#include <type_traits>
#include <vector>

static_assert(std::is_error_code_enum<npyrw::errc>::value);
static_assert(std::is_nothrow_move_constructible<npyrw::file>::value && !std::is_copy_constructible<npyrw::file>::value);
static_assert(std::is_nothrow_move_constructible<npyrw::npz>::value && !std::is_copy_constructible<npyrw::npz>::value);
static_assert(std::is_nothrow_move_assignable<npyrw::array<double>>::value && !std::is_copy_constructible<npyrw::array<double>>::value);
static_assert(std::is_nothrow_move_assignable<npyrw::map<const double>>::value && !std::is_copy_assignable<npyrw::map<double>>::value);
static_assert(std::is_nothrow_move_assignable<npyrw::writer<int>>::value && !std::is_copy_constructible<npyrw::writer<int>>::value);
static_assert(std::is_nothrow_move_assignable<npyrw::npz_writer>::value && !std::is_copy_constructible<npyrw::npz_writer>::value);
static_assert(std::is_nothrow_move_assignable<npyrw::memory>::value && !std::is_copy_constructible<npyrw::memory>::value);
static_assert(std::is_nothrow_copy_constructible<npyrw::error>::value);
static_assert(std::is_base_of<std::system_error, npyrw::error>::value);

static const npyrw::errc all_codes[] = {
    npyrw::errc::argument, npyrw::errc::size,     npyrw::errc::state,   npyrw::errc::dtype,  npyrw::errc::shape,       npyrw::errc::cast,
    npyrw::errc::unsupported, npyrw::errc::cancelled, npyrw::errc::io,  npyrw::errc::not_found, npyrw::errc::access,   npyrw::errc::exists,
    npyrw::errc::no_space, npyrw::errc::memory,   npyrw::errc::busy,    npyrw::errc::callback, npyrw::errc::magic,     npyrw::errc::version,
    npyrw::errc::header,   npyrw::errc::descr,    npyrw::errc::truncated, npyrw::errc::object, npyrw::errc::end,       npyrw::errc::archive,
    npyrw::errc::member,   npyrw::errc::crc,      npyrw::errc::method,  npyrw::errc::encrypted, npyrw::errc::limit,    npyrw::errc::internal};

// Every code of npyrw.h is here, with its number and its words.
static void codes()
{
    std::set<int> known;
    for (const npyrw::errc code : all_codes) {
        const std::error_code ec = code;
        known.insert(ec.value());
        SAME(ec.message(), std::string(npy_status_text(ec.value())));
        CHECK(ec == code && ec != npyrw::errc() && ec.category() == npyrw::category());
    }
    for (int number = -200; number < 0; number++) {
        SAME(known.count(number) == 1, std::strcmp(npy_status_name(number), "unknown") != 0);
    }
    SAME(std::string(npyrw::category().name()), std::string("npy"));
    CHECK(!npyrw::failure() && !npyrw::failure().code());
}

static void conditions()
{
    const std::pair<npyrw::errc, std::errc> pairs[] = {
        {npyrw::errc::argument, std::errc::invalid_argument}, {npyrw::errc::unsupported, std::errc::not_supported},
        {npyrw::errc::cancelled, std::errc::operation_canceled}, {npyrw::errc::io, std::errc::io_error},
        {npyrw::errc::not_found, std::errc::no_such_file_or_directory}, {npyrw::errc::access, std::errc::permission_denied},
        {npyrw::errc::exists, std::errc::file_exists}, {npyrw::errc::no_space, std::errc::no_space_on_device},
        {npyrw::errc::memory, std::errc::not_enough_memory}, {npyrw::errc::busy, std::errc::device_or_resource_busy}};
    for (const npyrw::errc code : all_codes) {
        for (const auto &pair : pairs) {
            SAME(make_error_code(code) == pair.second, code == pair.first);
        }
    }
}

// Each code that can be met without a full disk or another user.
static void met()
{
    const std::vector<double> u{1, 2, 3, 4, 5, 6};
    npyrw::save("u.npy", u, {2, 3});

    FAILS(not_found, "No such file", npyrw::load<double>("nowhere.npy", why...));
    FAILS(not_found, "No such file", npyrw::map<const double>("nowhere.npy", why...));
    FAILS(not_found, "No such file", npyrw::npz("nowhere.npz", why...));
    FAILS(not_found, "", npyrw::save("no/where.npy", u, why...));
    FAILS(not_found, "", npyrw::npz_writer("no/where.npz", why...));
    FAILS(not_found, "", npyrw::recover("nowhere.npy", why...));
    FAILS(not_found, "", npyrw::append<double>("nowhere.npy", why...));
    FAILS(io, "", npyrw::load<double>(".", why...));
    FAILS(dtype, "wanted <f4; found <f8", npyrw::load<float>("u.npy", why...));
    FAILS(dtype, "wanted <f4; found <f8", npyrw::map<const float>("u.npy", why...));
    FAILS(dtype, "wanted <f4; found <f8", npyrw::map<float>("u.npy", npyrw::map_mode::write, why...));
    FAILS(dtype, "wanted <i8; found <f8", npyrw::append<std::int64_t>("u.npy", why...));
    FAILS(cast, "cannot cast <f8 to <f4", npyrw::load<float>("u.npy", npyrw::request{}.cast(), why...));
    FAILS(exists, "", npyrw::save("u.npy", u, npyrw::write_options{}.replace(npyrw::replace::never), why...));
    FAILS(size, "6 elements were given for the shape (2, 2)", npyrw::save("v.npy", u, {2, 2}, why...));
    FAILS(shape, "", npyrw::save("v.npy", u.data(), {-2, 3}, why...));
    FAILS(shape, "65", npyrw::save("v.npy", u.data(), npyrw::axes(std::vector<int>(65, 1)), why...));
    FAILS(dtype, "", npyrw::save("v.npy", u, npyrw::write_options{}.dtype("nonsense"), why...));
    FAILS(argument, "", npyrw::save("v.npy", static_cast<const double *>(nullptr), {3}, why...));
    FAILS(argument, "", npyrw::load<double>(std::string("u\0.npy", 6), why...));
    CHECK(!check::exists("v.npy") && !check::exists("u"));

    check::put("text.npy", "nothing of NumPy's");
    check::put("empty.npy", "");
    check::put("version.npy", std::string_view("\x93NUMPY\x09\x00\x01\x00 ", 11));
    std::string whole = check::bytes("u.npy");
    check::put("cut.npy", std::string_view(whole).substr(0, whole.size() - 8));
    std::string other = whole;
    other.replace(other.find("<f8"), 3, "<f7");
    check::put("descr.npy", other);
    other = whole;
    other.replace(other.find("<f8"), 3, "|O8");
    check::put("object.npy", other);
    other = whole;
    other.replace(other.find("shape"), 5, "shabe");
    check::put("header.npy", other);
    FAILS(magic, "", npyrw::load<double>("text.npy", why...));
    FAILS(truncated, "", npyrw::load<double>("empty.npy", why...));
    FAILS(version, "", npyrw::load<double>("version.npy", why...));
    FAILS(truncated, "its header promises", npyrw::load<double>("cut.npy", why...));
    FAILS(descr, "", npyrw::load<double>("descr.npy", why...));
    FAILS(dtype, "", npyrw::load<double>("object.npy", why...));
    FAILS(header, "", npyrw::load<double>("header.npy", why...));
    FAILS(limit, "", npyrw::file("u.npy", npyrw::open_options{}.max_header(10), why...));

    npyrw::file f("u.npy");
    std::vector<double> six(6), five(5);
    std::vector<float> singles(6);
    double table[2][3], turned[3][2];
    FAILS(size, "", f.read(five, why...));
    FAILS(size, "", f.read(five.data(), five.size(), why...));
    FAILS(dtype, "wanted <f4; found <f8", f.read(singles, why...));
    FAILS(shape, "wanted the shape (3, 2); found (2, 3)", f.read(turned, why...));
    FAILS(shape, "3 slices", f.read(six, {npyrw::all, npyrw::all, npyrw::all}, why...));
    FAILS(argument, "step is 0", f.read(six, {npyrw::slice{0, 1, 0}}, why...));
    FAILS(dtype, "", f.read(six, npyrw::request{}.field("x"), why...));
    FAILS(shape, "wanted <f8, 3 axes; found <f8, 2 axes", f.expect<double>(3, why...));
    FAILS(dtype, "", f.info().field("x", why...));
    FAILS(dtype, "", f.info().field_at(0, why...));
    FAILS(shape, "", f.plan(npyrw::request{npyrw::all, npyrw::all, npyrw::all}, why...));
    FAILS(cast, "", f.plan<float>(npyrw::request{}, why...));
    FAILS(argument, "const elements", f.map<double>(npyrw::map_mode::read, why...));
    FAILS(dtype, "only structs", f.read(six, npyrw::request{}.by_name(), why...));
    WORKS(f.read(table, why...));
    WORKS(CHECK(!f.next(why...)));

    FAILS(size, "", npyrw::writer<double>("w.npy", {3}).finish(why...));
    CHECK(!check::exists("w.npy"));
    npyrw::writer<double> w("w.npy", {npyrw::growing, 3});
    FAILS(size, "4 elements are no whole rows of 3", w.append(std::vector<double>(4), why...));
    FAILS(shape, "found rows of the shape (2, 4) for an array of the shape (0, 3)", w.append(npyrw::view<const double>(u.data(), {2, 4}), why...));
    FAILS(unsupported, "", w.flush(why...));
    WORKS(w.append(table, why...));
    FAILS(shape, "", npyrw::writer<double>("w.npy", {3, npyrw::growing}, why...));
    FAILS(unsupported, "", npyrw::writer<double>(npyrw::output::stream([](const void *, std::size_t n) { return n; }), {npyrw::growing}, why...));
    {
        const auto lock = npyrw::append<double>("u.npy");
        FAILS(busy, "", npyrw::append<double>("u.npy", {npyrw::growing, 3}, why...));
        FAILS(shape, "", npyrw::append<double>("u2.npy", {npyrw::growing, npyrw::growing}, why...));
    }
    FAILS(shape, "", npyrw::append<double>("u.npy", {npyrw::growing, 4}, why...));
    FAILS(unsupported, "", npyrw::map<double>::create("m.npy", {3}, npyrw::write_options{}.dtype(">f8"), why...));

    FAILS(archive, "", npyrw::npz("u.npy", why...));
    npyrw::npz_writer o("o.npz");
    WORKS(o.add("u" + std::to_string(check::count), u, why...));
    o.add("u", u);
    FAILS(exists, "", o.add("u", u, why...));
    FAILS(size, "", o.add("v", u, {7}, why...));
    FAILS(member, "", o.remove("v", why...));
    {
        auto open = o.member<double>("open", {2});
        FAILS(state, "", o.add("w", u, why...));
    }
    o.finish();
    npyrw::npz z("o.npz");
    FAILS(member, "", z.load<double>("nope", why...));
    FAILS(member, "", z.get("nope", why...));
    FAILS(member, "", z.get_at(99, why...));
    FAILS(member, "", z.member("nope", why...));
    FAILS(member, "", z.member_at(99, why...));
    FAILS(member, "", z.bytes("nope", why...));
    FAILS(member, "", z.map<const double>("nope", why...));
    FAILS(member, "", z.read("nope", six, why...));
    FAILS(dtype, "wanted <f4; found <f8", z.load<float>("u", why...));
    other = check::bytes("o.npz");
    other[other.find("u.npy") + 5 + 128 + 8] = static_cast<char>(other[other.find("u.npy") + 5 + 128 + 8] ^ 1);
    check::put("bad.npz", other);
    FAILS(crc, "", npyrw::npz("bad.npz").verify(why...));
}

// What the exception carries beside the code; offset and system's number come with the failure.
static void details()
{
    try {
        npyrw::load<double>("nowhere.npy");
        CHECK(false);
    } catch (const std::system_error &e) {
        CHECK(e.code() == std::errc::no_such_file_or_directory);
        SAME(std::string(e.what()), std::string("nowhere.npy: cannot open the file for reading: No such file or directory"));
        const auto &ours = dynamic_cast<const npyrw::error &>(e);
        SAME(ours.path(), std::string("nowhere.npy"));
        SAME(ours.os_error(), ENOENT);
        const npyrw::error copy = ours;
        CHECK(copy.what() == ours.what());
    }
    npyrw::failure why;
    npyrw::load<double>("nowhere.npy", why);
    CHECK(why && why.os_code() == std::errc::no_such_file_or_directory && why.offset() == -1);
    npyrw::load<double>("descr.npy", why);
    CHECK(why.offset() > 0 && why.os_error() == 0);
    const auto u = npyrw::load<double>("u.npy", why);
    CHECK(!why && u && u.size() == 6 && why.offset() == -1);
    // A member of an archive is named with its archive.
    try {
        npyrw::npz("o.npz").get("u").load<float>();
        CHECK(false);
    } catch (const npyrw::error &e) {
        SAME(std::string(e.what()), std::string("o.npz: u: wanted <f4; found <f8"));
    }
    // A function of yours may pass the report on.
    const auto twice = [](const char *path, npyrw::report to) {
        auto a = npyrw::load<double>(path, to);
        for (double &x : a) x *= 2;
        return a;
    };
    CHECK(!twice("nowhere.npy", why) && why.code() == npyrw::errc::not_found);
    // Of several calls the first failure stays.
    const auto both = [](npyrw::report to) {
        npyrw::load<double>("nowhere.npy", to);
        npyrw::load<float>("u.npy", to);
        npyrw::file("u.npy", to).next(to);
    };
    both(why);
    SAME(std::string(why.message()), std::string("cannot open the file for reading: No such file or directory"));
    std::error_code ec;
    both(ec);
    CHECK(ec == npyrw::errc::not_found);
    SAME(twice("u.npy", ec)(1, 2), 12.0);
}

// What was moved from, and what never was, is empty and says so.
static void moved_from()
{
    npyrw::file f("u.npy"), g(std::move(f));
    CHECK(!f && g && f.size() == 0 && f.shape().empty() && f.dtype().empty() && !f.info() && f.raw() == nullptr);
    FAILS(argument, "", f.load<double>(why...));
    FAILS(argument, "", f.map<const double>(why...));
    FAILS(argument, "", f.next(why...));
    CHECK(!f.is<double>() && g.is<double>() && g.is<double>(2) && !g.is<double>(1));
    f = std::move(g);
    CHECK(f && !g && f.load<double>().size() == 6);
    f.close();
    CHECK(!f);

    auto a = npyrw::load<double>("u.npy");
    const double *first = a.data();
    auto b = std::move(a);
    CHECK(!a && a.size() == 0 && a.empty() && a.data() == nullptr && a.begin() == a.end() && a.shape().empty() && a.ndim() == 0);
    CHECK(a.find(0, 0) == nullptr && a.view().data() == nullptr && !a.info() && a.raw() == nullptr && a.to_vector().empty());
    CHECK(b.data() == first && b(1, 2) == 6);
    a = std::move(b);
    CHECK(a.data() == first && !b);
    npyrw::array<double> &self = a;
    a = std::move(self);
    CHECK(a.data() == first && a(1, 2) == 6);
    a = npyrw::array<double>();
    CHECK(!a);

    npyrw::map<const double> m("u.npy"), n(std::move(m));
    CHECK(!m && m.size() == 0 && n.size() == 6);
    FAILS(argument, "", m.flush(why...));

    npyrw::writer<double> v("w2.npy", {npyrw::growing}), w(std::move(v));
    CHECK(!v && w && v.shape().empty() && v.raw() == nullptr);
    FAILS(argument, "", v.finish(why...));
    FAILS(argument, "", v.write(first, 0, why...));
    FAILS(argument, "", v.append(1.0, why...));
    FAILS(argument, "", v.write_slab({}, 1.0, why...));
    FAILS(argument, "", v.flush(why...));
    v.discard();
    w.finish();
    CHECK(!w && check::exists("w2.npy"));

    npyrw::npz_writer o("o2.npz"), p(std::move(o));
    CHECK(!o && p && o.raw() == nullptr);
    FAILS(argument, "", o.finish(why...));
    FAILS(argument, "", o.add("u", 1.0, why...));
    FAILS(argument, "", o.remove("u", why...));
    FAILS(argument, "", o.member<int>("u", {3}, why...));
    o.discard();
    p.discard();
    CHECK(!p && !check::exists("o2.npz"));

    npyrw::npz y("o.npz"), z(std::move(y));
    CHECK(!y && z && y.size() == 0 && y.empty() && y.names().empty() && y.begin() == y.end() && !y.contains("u") && y.raw() == nullptr);
    FAILS(argument, "", y.get("u", why...));
    FAILS(argument, "", y.verify(why...));
    z.close();
    CHECK(!z);

    npyrw::memory k, l(std::move(k));
    CHECK(k.data() == nullptr && k.size() == 0 && k.raw() == nullptr && l.raw() != nullptr);
    FAILS(argument, "", npyrw::save(k, 1.0, why...));
}

int main()
{
    codes();
    conditions();
    met();
    details();
    moved_from();
    return check::end();
}
