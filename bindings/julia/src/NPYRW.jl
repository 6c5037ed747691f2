"""
NumPy's .npy and .npz files, through the C library npyrw.

    npzread, npzwrite, npzreadheader    as in NPZ.jl
    NPYRW.load, save, append, mmap      the same and more, with options
    NPYRW.open, create                  handles: parts of arrays, archives, streams

Indices are NumPy's: what Python calls `a[0, 2]` is `A[1, 3]` here, whatever the
order in the file. The library is the one that the environment variable
NPYRW_LIBRARY names, else the system's.
"""
module NPYRW

import Libdl
import LinearAlgebra
import Mmap

export npzread, npzwrite, npzreadheader, NpyError

include("library.jl")
include("libnpyrw.jl")
include("errors.jl")
include("dtypes.jl")
include("header.jl")
include("streams.jl")
include("reader.jl")
include("memory.jl")
include("regions.jl")
include("load.jl")
include("records.jl")
include("texts.jl")
include("archive.jl")
include("strided.jl")
include("save.jl")
include("writer.jl")
include("archive_writer.jl")
include("mmap.jl")
include("npz.jl")

__init__() = load_library()

end
