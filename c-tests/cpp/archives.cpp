// An archive is np.savez's, read and written member by member, and changed.
#include "check.hpp"

#include <numeric>
#include <set>
#include <sstream>
#include <vector>

using npyrw::growing;
using npyrw::slice;

static void read()
{
    NUMPY("u = np.arange(12.).reshape(3, 4)\n"
          "np.savez('a.npz', u=u, f=np.asfortranarray(u), time=np.float64(0.5), names=np.array(['x']))\n"
          "np.savez_compressed('c.npz', u=u, n=np.arange(1000))\n"
          "import zipfile\nz = zipfile.ZipFile('c.npz', 'a'); z.writestr('readme.txt', 'not an array'); z.writestr('a/b.npy', open('a.npz', 'rb').read()[:0]); z.close()\n");
    const npyrw::npz a("a.npz");
    CHECK(a && a.size() == 4 && !a.empty() && a.contains("u") && a.contains("u.npy") && a.contains(std::string("time")) && !a.contains("v"));
    CHECK(a.names() == std::vector<std::string>{"u", "f", "time", "names"});
    std::vector<std::string> seen;
    for (const npyrw::member_info &m : a) {
        seen.emplace_back(m.name());
        CHECK(m.whole_name() == std::string(m.name()) + ".npy" && m.size() == m.packed_size() && m.method() == 0 && m.crc() != 0);
        CHECK(m.index() == static_cast<std::int64_t>(seen.size()) - 1 && a.member(m.name()).crc() == m.crc());
    }
    CHECK(seen == a.names() && a.member_at(1).name() == "f");
    auto walk = a.begin();
    CHECK((*walk++).name() == "u" && (*walk).name() == "f" && walk != a.end());
    for (const std::string &name : {std::string("u"), std::string("f")}) {
        const auto u = a.load<double>(name);
        CHECK(u.shape() == npyrw::axes{3, 4} && u(2, 3) == 11 && u.order() == (name == "u" ? npyrw::order::c : npyrw::order::fortran));
        CHECK(a.load<double>(name, {slice{1, 2}})(0, 3) == 7);
    }
    CHECK(a.load<double>("time")() == 0.5);
    double time = 0;
    WORKS(a.read("time", time, why...));
    CHECK(time == 0.5);
    FAILS(unsupported, "misaligned", a.map<const double>("u", why...)); // NumPy aligns no members
    WORKS(CHECK(a.verify(why...)));
    npyrw::file kept;
    {
        const npyrw::npz gone("a.npz");
        kept = gone.get("u");
    }
    CHECK(kept.load<double>()(1, 1) == 5);

    const npyrw::npz c("c.npz");
    CHECK(c.member("u").method() == 8 && c.load<double>("u")(2, 3) == 11 && c.get("n").shape()[0] == 1000);
    const auto text = c.bytes("readme.txt");
    SAME(std::string(reinterpret_cast<const char *>(text.data()), text.size()), std::string("not an array"));
    FAILS(magic, "", c.get("readme.txt", why...));
    FAILS(truncated, "", c.get("a/b", why...));
    FAILS(unsupported, "", c.map<const double>("u", why...));
    CHECK(c.get_at(1).size() == 1000);
    FAILS(limit, "", npyrw::npz("c.npz", npyrw::npz_open_options{}.max_members(1), why...));
    FAILS(limit, "", npyrw::npz("c.npz", npyrw::npz_open_options{}.max_total(20), why...));
    FAILS(limit, "", npyrw::npz("c.npz", npyrw::npz_open_options{}.max_member(10)).get("u", why...));
    FAILS(limit, "", npyrw::npz("c.npz", npyrw::npz_open_options{}.max_ratio(1)).get("n", why...));
    FAILS(limit, "", npyrw::npz("c.npz", npyrw::npz_open_options{}.max_header(16).max_nesting(2).strict().steady()).get("u", why...));

    // From memory, from streams, from callables.
    const std::string whole = check::bytes("a.npz");
    CHECK(npyrw::npz(npyrw::input::bytes(whole.data(), whole.size())).load<double>("u")(2, 3) == 11);
    std::istringstream stream("12345" + whole);
    stream.seekg(5);
    const npyrw::npz streamed(stream);
    CHECK(streamed.load<double>("f")(2, 3) == 11 && streamed.load<double>("u")(0, 1) == 1 && streamed.names() == a.names());
    const auto fetch = [&](void *dst, std::size_t size, std::int64_t offset) {
        const std::size_t from = static_cast<std::size_t>(offset);
        const std::size_t n = from < whole.size() ? std::min(size, whole.size() - from) : 0;
        std::memcpy(dst, whole.data() + from, n);
        return n;
    };
    CHECK(npyrw::npz(npyrw::input::at(fetch, static_cast<std::int64_t>(whole.size()))).load<double>("time")() == 0.5);
    FAILS(unsupported, "", npyrw::npz(npyrw::input::at(fetch), why...));
    struct pipe_buffer : std::stringbuf {
        pos_type seekoff(off_type, std::ios_base::seekdir, std::ios_base::openmode) override { return pos_type(off_type(-1)); }
    } buffer;
    std::istream pipe(&buffer);
    FAILS(unsupported, "", npyrw::npz(pipe, why...));
    check::put("behind.npz", "12345" + whole);
    CHECK(npyrw::npz("behind.npz", npyrw::npz_open_options{}.offset(5)).size() == 4);
}

static void written()
{
    std::vector<double> u(12);
    std::iota(u.begin(), u.end(), 0.0);
    const auto fill = [&](npyrw::npz_writer &o) {
        o.add("u", u, {3, 4});
        o.add("v", u);
        o.add("time", 0.5);
        o.add("f", u, {3, 4}, npyrw::write_options{}.order(npyrw::order::fortran));
        o.add("big", u, npyrw::write_options{}.dtype(">f8"));
        o.add("pointer", u.data(), {2, 2});
        o.add("inner", npyrw::view<const double>(&u[1], {2, 2}, npyrw::axes{4, 2}));
    };
    npyrw::npz_writer stored("stored.npz");
    fill(stored);
    CHECK(stored && !check::exists("stored.npz"));
    stored.finish();
    npyrw::npz_writer deflated("deflated.npz", npyrw::deflate{9}), blocks("blocks.npz", npyrw::block{4096, 1}), aligned("aligned.npz", npyrw::aligned{64}),
        all("all.npz", npyrw::npz_options{}.deflate(1).block(8192).aligned(128).threads(2).sync().replace(npyrw::replace::never));
    for (npyrw::npz_writer *o : {&deflated, &blocks, &aligned, &all}) {
        fill(*o);
        o->finish();
    }
    npyrw::memory m;
    npyrw::npz_writer in_memory(m);
    fill(in_memory);
    in_memory.finish();
    std::ostringstream stream;
    npyrw::npz_writer streamed(stream);
    fill(streamed);
    streamed.finish();
    check::put("streamed.npz", stream.str());
    CHECK(std::string(reinterpret_cast<const char *>(m.data()), m.size()) == check::bytes("stored.npz"));
    NUMPY("u = np.arange(12.)\nwant = dict(u=u.reshape(3, 4), v=u, time=np.float64(0.5), f=u.reshape(4, 3).T, big=u.astype('>f8'), pointer=u[:4].reshape(2, 2),"
          " inner=u.reshape(3, 4)[:2, 1::2])\n"
          "np.savez('numpy.npz', **want); assert open('numpy.npz', 'rb').read() == open('stored.npz', 'rb').read()\n"
          "import zipfile\n"
          "for name in ('stored', 'deflated', 'blocks', 'aligned', 'all', 'streamed'):\n"
          "    z = np.load(name + '.npz'); assert z.files == list(want), z.files\n"
          "    for k, v in want.items(): assert z[k].dtype == v.dtype and (z[k] == v).all() and z[k].shape == v.shape, (name, k)\n"
          "    method = {i.compress_type for i in zipfile.ZipFile(name + '.npz').infolist()}\n"
          "    assert method == ({8} if name in ('deflated', 'blocks', 'all') else {0}), (name, method)\n");
    const npyrw::npz mappable("aligned.npz");
    CHECK(mappable.map<const double>("u")(2, 3) == 11 && mappable.map<const double>("inner")(1, 1) == 7);
    FAILS(exists, "", npyrw::npz_writer("all.npz", npyrw::npz_options{}.replace(npyrw::replace::never), why...));
    FAILS(argument, "", npyrw::npz_writer("no.npz", npyrw::aligned{3}, why...));
    FAILS(argument, "", npyrw::npz_writer("no.npz", npyrw::deflate{11}, why...));
    FAILS(argument, "", npyrw::npz_writer("no.npz", npyrw::block{-1}, why...));
}

static void members()
{
    npyrw::npz_writer o("members.npz");
    auto film = o.member<float>("film", {growing, 2});
    film.append(std::vector<float>{1, 2, 3, 4});
    FAILS(state, "", o.add("time", 1.0, why...));
    film.finish();
    {
        auto given_up = o.member<int>("gone", {3});
        given_up.append(1);
    }
    o.add("time", 1.0);
    o.remove("time");
    o.add("time", 2.0);
    o.add("text/with/slashes", 1);
    o.finish();
    NUMPY("z = np.load('members.npz'); assert z.files == ['film', 'time', 'text/with/slashes'] and z['film'].tolist() == [[1, 2], [3, 4]] and z['time'] == 2, z.files");

    auto change = npyrw::npz_writer::update("members.npz", npyrw::deflate{6});
    change.add("time", 3.0);
    change.remove("film");
    change.add("new", std::vector<int>(1000));
    CHECK(npyrw::npz("members.npz").contains("film")); // nothing has changed yet
    change.finish();
    auto made = npyrw::npz_writer::update("fresh.npz");
    made.add("a", 1);
    made.finish();
    NUMPY("z = np.load('members.npz'); assert sorted(z.files) == ['new', 'text/with/slashes', 'time'] and z['time'] == 3 and z['new'].shape == (1000,), z.files\n"
          "assert np.load('fresh.npz').files == ['a']");
    {
        npyrw::npz_writer gone("gone.npz");
        gone.add("a", 1);
    }
    CHECK(!check::exists("gone.npz"));
    // An archive that ends with a member open does not appear; the member is then only to be let go.
    for (int way = 0; way < 2; way++) {
        npyrw::npz_writer open("gone.npz");
        auto member = open.member<int>("m", {growing});
        std::error_code ec;
        CHECK(way == 0 ? !open.finish(ec) && ec == npyrw::errc::state : (open.discard(), true));
        CHECK(!member.finish(ec) && ec == npyrw::errc::state);
    }
    CHECK(!check::exists("gone.npz"));
}

int main()
{
    check::need_numpy();
    read();
    written();
    members();
    return check::end();
}
