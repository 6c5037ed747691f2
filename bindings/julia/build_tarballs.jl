# The recipe with which BinaryBuilder makes npyrw_jll, the shared library as a Julia package:
#
#   julia build_tarballs.jl --verbose            all platforms
#   julia build_tarballs.jl x86_64-linux-gnu     one of them
#
# It takes the checkout that it stands in.

using BinaryBuilder

name = "npyrw"
version = VersionNumber(match(r"(?m)^version *= *\"(.*)\"", read(joinpath(@__DIR__, "..", "..", "Cargo.toml"), String)).captures[1])

sources = [
    DirectorySource(joinpath(@__DIR__, "..", ".."); target = "npyrw"),
]

script = raw"""
cd ${WORKSPACE}/srcdir/npyrw
cargo rustc --release --locked --lib --crate-type cdylib
install -Dvm 755 "target/${rust_target}/release/"*npyrw.${dlext} "${libdir}/libnpyrw.${dlext}"
install -Dvm 644 include/npyrw.h "${includedir}/npyrw.h"
install_license LICENSE-MIT LICENSE-APACHE
"""

# Where the library itself is built and tested, and Rust's toolchain for BinaryBuilder is at home.
platforms = filter(p -> Sys.islinux(p) || Sys.isapple(p), supported_platforms())

products = [
    LibraryProduct("libnpyrw", :libnpyrw),
]

dependencies = Dependency[]

build_tarballs(ARGS, name, version, sources, script, platforms, products, dependencies; compilers = [:c, :rust], julia_compat = "1.6")
