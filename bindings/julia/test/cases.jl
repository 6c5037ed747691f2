# cases.jl CASE DIR: the cases of bindings/cases.py, which says what each of them does.

using NPYRW


macro check(condition)
    text = string(condition)
    :($(esc(condition)) || error("not so: ", $text))
end

formula(f, shape...) = [f((Tuple(i) .- 1)...) for i in CartesianIndices(shape)]

function load_whole()
    for name in ("c.npy", "f.npy")
        A = npzread(name)
        @check A isa Matrix{Float64} && A == formula((i, j) -> 10.0i + j, 3, 4)
    end
    @check NPYRW.load("c.npy"; layout = :native) == permutedims(npzread("c.npy"))
    @check npzread("i4.npy") == Int32[0, -1, -2, -3, -4]
    @check npzread("u1.npy") isa Vector{UInt8} && npzread("u1.npy") == 250:254
    @check npzread("b.npy") isa Vector{Bool} && npzread("b.npy") == [false, true, false, true, false]
    @check npzread("c16.npy") == [n - 2im * n for n in 0:4] && npzread("c16.npy") isa Vector{ComplexF64}
    @check npzread("f4.npy") == formula((i, j, k) -> Float32(100i + 10j + k), 2, 2, 2) && npzread("f4.npy") isa Array{Float32,3}
    @check npzread("i8.npy") === 2^40 && size(NPYRW.load("i8.npy")) == ()
    @check npzread("empty.npy") isa Matrix{Float64} && size(npzread("empty.npy")) == (0, 3)
end

function load_into()
    A = zeros(Float32, 5)
    NPYRW.open("in.npy") do f
        @check read!(f, A) === A && A == (0:4) .+ 0.25f0
        refused = try
            read!(f, zeros(Float32, 4))
        catch e
            e
        end
        @check refused isa DimensionMismatch
    end
end

function map()
    A = NPYRW.mmap("in.npy")
    @check A isa Vector{Float64} && A == 0:99
    A = NPYRW.mmap("in.npy"; mode = :write)
    A[8] = -1
end

slice() = NPYRW.open("in.npy") do f
    part = f[3:4:18, 30:-5:5]
    @check part isa Matrix{Float64} && size(part) == (4, 6)
    @check part == [100.0i + j for i in 2:4:17, j in 29:-5:4]
end

function request()
    A = Matrix{Float64}(undef, 4, 3)
    NPYRW.open("in.npy") do f
        @check !(f isa NPYRW.NpzFile) && eltype(f) === Int16
        # C order in memory is an array of Julia's with its axes exchanged.
        read!(f, PermutedDimsArray(A, (2, 1)); casting = :safe)
    end
    @check vec(A) == [10i + j for j in 0:3, i in 0:2][:]
    @check NPYRW.load(Matrix{Float64}, "in.npy"; casting = :safe) == permutedims(A)
end

function save()
    A = formula((i, j) -> 10.0i + j, 3, 4)
    NPYRW.save("out.npy", A; order = :C)
    NPYRW.save("out_f.npy", A)
    NPYRW.save("out_i4.npy", Int32[0, -1, -2, -3, -4])
end

save_strided() = NPYRW.save("out.npy", view(formula((i, j) -> 10.0i + j, 4, 6), 1:2:4, 1:2:6))

function append()
    for row in 0:4
        NPYRW.append("out.npy", 3.0row .+ [0, 1, 2]; order = :C)
    end
end

struct Record
    x::Float64
    y::Float64
    id::Int32
end

function structs()
    records = NPYRW.load(Vector{Record}, "in.npy")
    @check records == [Record(i / 2, -i, 7i) for i in 0:9]
    @check npzread("in.npy")[3] == (x = 1.0, y = -2.0, id = Int32(14))
    NPYRW.save("out.npy", records)
end

archive_read() = NPYRW.open("in.npz") do z
    @check keys(z) == ["u", "v"] && haskey(z, "u") && !haskey(z, "w")
    @check z["v"] == Float32.(0:5) ./ 2 && z["v"] isa Vector{Float32}
    @check z["u"] == formula((i, j) -> 10.0i + j, 3, 4)
    @check npzread("in.npz") == Dict("u" => z["u"], "v" => z["v"]) && npzread("in.npz", ["v"]) == Dict("v" => z["v"])
    e = try z["w"] catch e; e end
    @check e isa NpyError && e.code === :member && occursin("w", sprint(showerror, e))
end

write_archive(compress) = npzwrite("out.npz"; u = formula((i, j) -> 10.0i + j, 3, 4), v = Float32.(0:5) ./ 2, compress = compress)
archive_stored() = write_archive(false)
archive_deflated() = write_archive(true)

function stream_read()
    @check npzread(IOBuffer(read("in.npy"))) == 0:999
    Base.open(io -> (@check npzread(io) == 0:999), "in.npy")
end

stream_write() = Base.open(io -> NPYRW.save(io, collect(0.0:999)), "out.npy", "w")

function errors()
    for (name, code, what) in [
        ("missing.npy", :not_found, npzread),
        ("cut.npy", :truncated, npzread),
        ("text.npy", :magic, npzread),
        ("i4.npy", :cast, name -> NPYRW.load(Vector{Float64}, name)),
    ]
        e = try what(name) catch e; e end
        @check e isa NpyError && e.code === code
        @check occursin(name, sprint(showerror, e))
    end
    @check npzread("i4.npy") == 0:2
end

descriptors() = length(readdir("/proc/self/fd"))
resident() = parse(Int, split(read("/proc/self/statm", String))[2]) * 4096

function no_leak()
    A, fds, memory = zeros(10000), descriptors(), 0
    for round in 1:2000
        f, z = NPYRW.open("in.npy"), NPYRW.open("in.npz")
        u = NPYRW.open(z, "u")
        read!(f, A)
        @check A[end] == 9999
        read!(u, A)
        if round % 3 != 0   # the others are left to the collector
            close(z), close(u), close(f)
        end
        round % 3 == 1 && (close(f), close(z), close(u))
        if round % 100 == 0
            f = z = u = nothing
            GC.gc()
        end
        round == 200 && (memory = resident())
    end
    # Twice: an object's finalizer runs in the collection that finds it gone.
    GC.gc(), GC.gc()
    @check descriptors() <= fds
    @check resident() - memory < 8 << 20
end

function parallel()
    # Julia 1.5 starts no more threads than there are CPUs, whatever is asked for: they take the eighths in turn.
    @check Threads.nthreads() >= min(8, Sys.CPU_THREADS)
    NPYRW.open("in.npy") do f
        Threads.@threads for t in 0:7
            NPYRW.save("out_$t.npy", f[1000t+1:1000t+1000, :])
        end
    end
end

function main(name, folder)
    case = getfield(Main, Symbol(name))
    cd(folder) do
        case()
    end
end

main(ARGS...)
