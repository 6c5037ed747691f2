"""examples.py INCLUDE COMPILER OPTION...: every example in the comments of the C++ layer compiles as it stands there.

Blocks that declare something stand alone; the others become the body of a function.
"""

import pathlib
import re
import subprocess
import sys

include, compiler = pathlib.Path(sys.argv[1]), sys.argv[2:]

# What the examples take for granted.
PRELUDE = """
#include <npyrw.hpp>
#include <npyrw/chrono.hpp>
#include <npyrw/strings.hpp>
%s
#include <cstdio>
#include <fstream>
#include <vector>
#if defined(__cpp_lib_expected)
#include <expected>
#endif
namespace my {
struct half { std::uint16_t bits; };
struct Field { double *raw() const; int ny() const; int nx() const; };
}
extern std::vector<double> u, v;
extern int nx, ny, nz;
extern double time_;
extern int socket_;
void start_anew();
extern "C" long send(int, const void *, std::size_t, int);
"""
PARTICLE = "struct Particle { std::uint32_t id; double mass; };\n"


def blocks():
    for header in [include / "npyrw.hpp", *sorted((include / "npyrw").glob("*.hpp"))]:
        text = header.read_text(encoding="utf-8")
        for match in re.finditer(r"@code\n(.*?)^ *\* @endcode", text, re.S | re.M):
            code = re.sub(r"^ *\* ?", "", match.group(1), flags=re.M)
            yield f"{header.name}:{text.count(chr(10), 0, match.start()) + 1}", code


def has(header):
    return subprocess.run([*compiler, "-fsyntax-only", "-w", "-x", "c++", "-"], input=f"#include <{header}>\n", text=True,
                          capture_output=True).returncode == 0


further = []
for ours, wanted in (("eigen", "Eigen/Core"), ("eigen_tensor", "unsupported/Eigen/CXX11/Tensor"), ("xtensor", "xtensor/xarray.hpp")):
    if has(wanted):
        further.append(ours)
prelude = PRELUDE % "\n".join(f"#include <npyrw/{name}.hpp>" for name in further)
expected = subprocess.run([*compiler, "-E", "-dM", "-x", "c++", "-"], input="#include <version>\n", text=True, capture_output=True).stdout
features = {"std::mdspan": "__cpp_lib_mdspan" in expected, "npyrw::attempt": "__cpp_lib_expected" in expected}

bodies, alone, left_out = [], [], []
for where, code in blocks():
    name = where.split(".")[0]
    if name in ("eigen", "eigen_tensor", "xtensor") and name not in further or any(f in code and not there for f, there in features.items()):
        left_out.append(where)
    elif re.match(r"(template|struct|NPYRW)", code):
        alone.append((where, ("" if "struct Particle" in code else PARTICLE) + code))
    else:
        returns = "std::error_code" if "return z.error()" in code else "void"
        end = "return {};" if returns != "void" else ""
        code = code.replace("time)", "time_)").replace("socket,", "socket_,")
        bodies.append((where, f"#line 1 \"{where}\"\n{returns} example_{len(bodies)}();\n{returns} example_{len(bodies)}()\n{{\n{code}{end}}}\n"))

wrong = 0
for where, code in [("bodies", PARTICLE + "NPYRW_DTYPE(Particle, id, mass)\n" + "".join(code for _, code in bodies)), *alone]:
    run = subprocess.run([*compiler, "-fsyntax-only", "-Wno-unused-variable", "-Wno-unused-but-set-variable", "-x", "c++", "-"], input=prelude + code,
                         text=True, capture_output=True)
    if run.returncode:
        wrong += 1
        print(f"failed: {where}\n{run.stderr}")
print(f"{len(bodies)} + {len(alone)} examples, {len(left_out)} left out: {left_out}, {wrong} wrong")
sys.exit(wrong != 0 or len(bodies) < 15 or len(alone) < 3)
