// What the C++ tests share: checks that say where and what was found, calls that fail in each of the three ways, a
// Python with NumPy to judge.
#ifndef NPYRW_TESTS_CHECK_HPP
#define NPYRW_TESTS_CHECK_HPP

#include <npyrw.hpp>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

namespace check {

inline int failed = 0;
inline long count = 0;

inline bool that(bool right, const char *what, const char *file, int line)
{
    count++;
    if (!right) {
        failed++;
        std::printf("%s:%d: not so: %s\n", file, line, what);
    }
    return right;
}

template <class A, class B>
bool same(const A &found, const B &expected, const char *what, const char *file, int line)
{
    if (that(found == expected, what, file, line)) return true;
    std::ostringstream said;
    said << "    found " << found << ", expected " << expected;
    std::puts(said.str().c_str());
    return false;
}

inline bool says(std::string_view found, std::string_view part, const char *what, const char *file, int line)
{
    if (that(found.find(part) != found.npos, what, file, line)) return true;
    std::printf("    it says \"%s\", expected in it \"%s\"\n", std::string(found).c_str(), std::string(part).c_str());
    return false;
}

// A call that is handed nothing, a std::error_code or a failure fails in the same way each time.
template <class Call>
void fails(npyrw::errc code, std::string_view part, Call call, const char *what, const char *file, int line)
{
    std::error_code ec = std::make_error_code(std::errc::address_in_use);
    call(ec);
    same(ec.message(), npyrw::make_error_code(code).message(), what, file, line);
    that(ec == code, what, file, line);
    npyrw::failure why;
    call(why);
    same(why.code().message(), npyrw::make_error_code(code).message(), what, file, line);
    says(why.message(), part, what, file, line);
#if defined(__cpp_exceptions)
    try {
        call();
        that(false, "an exception is thrown", file, line);
    } catch (const npyrw::error &e) {
        same(e.code().message(), npyrw::make_error_code(code).message(), what, file, line);
        says(e.what(), part, what, file, line);
        same(e.reason(), std::string(why.message()), what, file, line);
        same(e.offset(), why.offset(), what, file, line);
        same(e.os_error(), why.os_error(), what, file, line);
        same(std::string(e.what()), e.path().empty() ? e.reason() : e.path() + ": " + e.reason(), what, file, line);
    }
#endif
}

// One that succeeds leaves no trace of what was there before.
template <class Call>
void works(Call call, const char *what, const char *file, int line)
{
    std::error_code ec = npyrw::errc::internal;
    call(ec);
    if (!that(!ec, what, file, line)) std::printf("    %s\n", ec.message().c_str());
    npyrw::failure why;
    npyrw::file("there is no such file", why);
    call(why);
    if (!that(!why, what, file, line)) std::printf("    %s\n", why.message());
    same(std::string(why.message()), std::string(), what, file, line);
#if defined(__cpp_exceptions)
    try {
        call();
    } catch (const std::exception &e) {
        that(false, what, file, line);
        std::printf("    thrown: %s\n", e.what());
    }
#endif
}

inline int end()
{
    std::printf("%ld checks, %d failed\n", count, failed);
    return failed != 0 || count == 0;
}

// Runs Python code, with `np`; its exit code.
inline int python(const std::string &code)
{
    const char *python = std::getenv("NPYRW_PYTHON");
    if (!python || !*python) return 77;
    std::fflush(stdout);
    const std::string whole = "import sys\ntry:\n import numpy as np\nexcept ImportError:\n sys.exit(77)\n" + code;
    const pid_t child = fork();
    if (child == 0) {
        execl(python, python, "-B", "-c", whole.c_str(), static_cast<char *>(nullptr));
        _exit(77);
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// NumPy agrees with what the code says of it.
inline void judge(const std::string &code, const char *file, int line)
{
    that(python(code) == 0, "NumPy agrees", file, line);
}

inline void need_numpy()
{
    if (python("") == 0) return;
    std::puts("skipped: no Python with NumPy");
    std::exit(77);
}

inline std::string bytes(const std::string &path)
{
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

inline void put(const std::string &path, std::string_view text)
{
    std::ofstream(path, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
}

inline bool exists(const std::string &path)
{
    return access(path.c_str(), F_OK) == 0;
}

} // namespace check

#define CHECK(...) check::that((__VA_ARGS__) ? true : false, #__VA_ARGS__, __FILE__, __LINE__)
#define SAME(found, expected) check::same((found), (expected), #found, __FILE__, __LINE__)
// The call stands in a lambda that hands on what it is given: `npyrw::save("u.npy", u, WHY)` with [&](auto &...why).
#define FAILS(code, part, ...) \
    check::fails(npyrw::errc::code, part, [&](auto &...why) { __VA_ARGS__; }, #__VA_ARGS__, __FILE__, __LINE__)
#define WORKS(...) check::works([&](auto &...why) { __VA_ARGS__; }, #__VA_ARGS__, __FILE__, __LINE__)
#define NUMPY(...) check::judge(__VA_ARGS__, __FILE__, __LINE__)

#endif
