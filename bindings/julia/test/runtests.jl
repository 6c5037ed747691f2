# What the table of cases (bindings/cases.py) does not ask of every language. NumPy, in the
# Python that NPYRW_PYTHON names, writes what is read here and judges what was written.

using Mmap
using NPYRW
using Test

const PYTHON = get(ENV, "NPYRW_PYTHON", "python3")

"Runs Python in the current folder; an assert that fails there fails here."
numpy(code) = success(pipeline(`$PYTHON -B -c $("import numpy as np\n" * code)`; stderr = stderr))

"What `f` throws."
function thrown(f)
    try
        f()
    catch e
        return e
    end
    :nothing
end

"The code of the NpyError that `f` throws; what it throws instead."
code(f) = (e = thrown(f); e isa NpyError ? e.code : e)

numpy("pass") || (println("there is no Python with NumPy (NPYRW_PYTHON)"); exit(77))

mktempdir() do folder
    cd(folder) do
        @testset "NPYRW" begin
            for file in ["dropin.jl", "dtypes.jl", "regions.jl", "handles.jl", "streams.jl", "mmap.jl", "writers.jl"]
                @testset "$file" begin
                    include(joinpath(@__DIR__, file))
                end
            end
        end
    end
end
