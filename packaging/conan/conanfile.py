"""npyrw for Conan 2: the library of this checkout, built by CMake and cargo.

The package has npyrw's own CMake files, so find_package(npyrw) gives the same targets as everywhere:
npyrw::npyrw, npyrw::shared or npyrw::static, npyrw::cxx, and with their components npyrw::fortran and npyrw::mpi.
"""

import os
import re

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir


class NpyrwRecipe(ConanFile):
    name = "npyrw"
    description = "NumPy's .npy and .npz files, read and written from every language that can call C"
    license = "MIT OR Apache-2.0"
    topics = ("numpy", "npy", "npz", "array")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False]}
    default_options = {"shared": False}

    @property
    def _checkout(self):
        return os.path.join(self.recipe_folder, "..", "..")

    def set_version(self):
        found = re.search(r'^version *= *"(.*)"', load(self, os.path.join(self._checkout, "Cargo.toml")), re.M)
        self.version = found.group(1)

    def export_sources(self):
        # With the vendored crates, if this is a tree that has them (scripts/vendor.sh).
        for pattern in ("CMakeLists.txt", "Cargo.toml", "Cargo.lock", "build.rs", "README.md", "LICENSE-*",
                        "bench/*.rs", "cmake/*", "include/*", "mpi/*", "bindings/fortran/src/*", "src/*", ".cargo/*", "vendor/*"):
            copy(self, pattern, self._checkout, self.export_sources_folder)

    def validate(self):
        if self.settings.os == "Windows":
            raise ConanInvalidConfiguration("npyrw is not built for Windows yet")

    def layout(self):
        cmake_layout(self)

    def package_id(self):
        # Rust builds it, in one way whatever the C compiler and its mode are.
        del self.info.settings.compiler
        del self.info.settings.build_type

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["NPYRW_BUILD_SHARED"] = bool(self.options.shared)
        toolchain.cache_variables["NPYRW_BUILD_STATIC"] = not self.options.shared
        toolchain.cache_variables["NPYRW_BUILD_TESTS"] = False
        toolchain.cache_variables["NPYRW_BUILD_EXAMPLES"] = False
        toolchain.cache_variables["NPYRW_BUILD_TOOLS"] = False
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, "LICENSE-*", self.source_folder, os.path.join(self.package_folder, "licenses"))
        # The Fortran and MPI layers are sources in share/npyrw, which the CMake files lead to.
        rmdir(self, os.path.join(self.package_folder, "share", "doc"))

    def package_info(self):
        # The package's own CMake files are used, and none written in their place.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.set_property("pkg_config_name", "npyrw")
        self.cpp_info.builddirs = [os.path.join("lib", "cmake", "npyrw")]
        self.cpp_info.libs = ["npyrw"]
        if not self.options.shared:
            # As in the .pc file, which has them from rustc; its own -lc and such come with every C program.
            text = load(self, os.path.join(self.package_folder, "lib", "pkgconfig", "npyrw.pc"))
            libs = re.search(r"^Libs:.*-lnpyrw(.*)$", text, re.M).group(1)
            self.cpp_info.system_libs = re.findall(r"-l(\S+)", libs)
