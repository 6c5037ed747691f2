"""Programs in C, C++ and, where there is a compiler, Fortran, that find the package by its own CMake files."""

import os

from conan import ConanFile
from conan.tools.build import can_run
from conan.tools.cmake import CMake, cmake_layout


class NpyrwTest(ConanFile):
    settings = "os", "arch", "compiler", "build_type"
    generators = "CMakeToolchain", "CMakeDeps", "VirtualRunEnv"

    def requirements(self):
        self.requires(self.tested_reference_str)

    def layout(self):
        cmake_layout(self)

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def test(self):
        if can_run(self):
            for program in ("saves", "saves_cpp", "saves_fortran"):
                path = os.path.join(self.cpp.build.bindir, program)
                if program != "saves_fortran" or os.path.exists(path):
                    self.run(path, env="conanrun")
