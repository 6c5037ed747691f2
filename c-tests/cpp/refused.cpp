// What the compiler must not take, and a part of what is then said. CASE 0 is all right; refused.sh goes through the others.
#include <npyrw.hpp>

#include <string>
#include <vector>

struct Plain {
    double x;
    int n;
    float f;
};

#if CASE == 0
NPYRW_DTYPE(Plain, x, n)
static void use(std::error_code &ec)
{
    npyrw::load<Plain>("x.npy", ec);
}
#elif CASE == 1 // list the members in the order in which they are declared
NPYRW_DTYPE(Plain, n, x)
static void use(std::error_code &ec) { npyrw::load<Plain>("x.npy", ec); }
#elif CASE == 2 // a struct in a file has a standard layout
struct Base { int a; };
struct Derived : Base { int b; };
NPYRW_DTYPE(Derived, b)
static void use(std::error_code &ec) { npyrw::load<Derived>("x.npy", ec); }
#elif CASE == 3 // can be copied as bytes
struct Owner { std::vector<int> v; };
template <> struct npyrw::dtype<Owner> { static constexpr const char *name = "i4"; };
static void use(std::error_code &ec) { npyrw::load<Owner>("x.npy", ec); }
#elif CASE == 4 // a member has a type without a dtype
struct Pointer { int *p; };
NPYRW_DTYPE(Pointer, p)
static void use(std::error_code &ec) { npyrw::load<Pointer>("x.npy", ec); }
#elif CASE == 5 // this type has no dtype
static void use(std::error_code &ec) { npyrw::load<std::string>("x.npy", ec); }
#elif CASE == 6 // map<const T>, or say map_mode::write or map_mode::copy_on_write
static void use(std::error_code &ec) { npyrw::map<double> m("x.npy", ec); }
#elif CASE == 7 // what is read into is not const
static void use(std::error_code &ec) { const std::vector<double> v(3); npyrw::file("x.npy", ec).read(v, ec); }
#elif CASE == 8 // the elements are of another type
static void use(std::error_code &ec) { npyrw::writer<double> w("x.npy", {npyrw::growing}, ec); w.append(std::vector<float>(3), ec); }
#elif CASE == 9 // a text is saved and loaded with npyrw/strings.hpp
static void use(std::error_code &ec) { npyrw::save("x.npy", std::string("text"), ec); }
#elif CASE == 10 // this is no memory with a shape
struct Nothing {};
static void use(std::error_code &ec) { npyrw::save("x.npy", Nothing(), ec); }
#elif CASE == 11 // load<double>, not load<const double>
static void use(std::error_code &ec) { npyrw::load<const double>("x.npy", ec); }
#elif CASE == 12 // a member is listed twice
template <> struct npyrw::dtype<Plain> { static constexpr auto members = npyrw::members(npyrw::member("a", &Plain::x), npyrw::member("b", &Plain::x), npyrw::member("c", &Plain::x)); };
static void use(std::error_code &ec) { npyrw::load<Plain>("x.npy", ec); }
#elif CASE == 13 // these are members of another struct
struct Other { double y; };
template <> struct npyrw::dtype<Plain> { static constexpr auto members = npyrw::members(npyrw::member("y", &Other::y)); };
static void use(std::error_code &ec) { npyrw::load<Plain>("x.npy", ec); }
#elif CASE == 14 // deleted
static void use(std::error_code &ec) { auto a = npyrw::load<double>("x.npy", ec); auto b = a; static_cast<void>(b); }
#elif CASE == 15 // returns nothing, or npyrw::verdict
static void use(std::error_code &ec) { npyrw::load<double>("x.npy", npyrw::request{}.progress([](std::int64_t, std::int64_t) { return true; }), ec); }
#elif CASE == 16 // no memory with a shape
static void use(std::error_code &ec) { npyrw::save("x.npy", std::vector<bool>(3), ec); }
#elif CASE == 17 // an index is an integer
static void use(std::error_code &ec) { auto a = npyrw::load<double>("x.npy", ec); a(1.5) = 2; }
#endif

int main()
{
    std::error_code ec;
    use(ec);
}
