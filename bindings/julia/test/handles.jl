# Handles: closed once, whoever closes them, and never used afterwards.

npzwrite("a.npy", collect(0.0:99))
npzwrite("a.npz"; u = collect(0.0:99), v = [1, 2])
before = length(readdir("/proc/self/fd"))

f = NPYRW.open("a.npy")
@test isopen(f) && f isa NPYRW.NpyFile && occursin("<f8", sprint(show, f))
@test close(f) === nothing && close(f) === nothing && !isopen(f)
@test code(() -> f[1]) === :state && code(() -> read!(f, zeros(100))) === :state && code(() -> NPYRW.header(f)) === :state
@test occursin("closed", sprint(show, f))

z = NPYRW.open("a.npz")
@test z isa NPYRW.NpzFile && length(z) == 2 && keys(z) == ["u", "v"] && !isempty(z)
u = NPYRW.open(z, "u")
close(z), close(z)
@test code(() -> z["u"]) === :state && code(() -> keys(z)) === :state
@test u[end] == 99      # a member outlives its archive
close(u)

# Many close the same handle at once: it is freed once (a second time ends the program).
for _ in 1:200
    let f = NPYRW.open("a.npy")
        @sync for _ in 1:4
            Threads.@spawn close(f)
        end
    end
end

# What is left to the collector is closed by it; of what is being written nothing remains.
function forgotten()
    for i in 1:50
        NPYRW.open("a.npy")
        NPYRW.open(NPYRW.open("a.npz"), "u")
        NPYRW.create("never.npy", Float64, (10,))[1:2] = [1, 2]
        NPYRW.create("never.npz")["u"] = [1]
        NPYRW.open(IOBuffer(read("a.npz")))
    end
end
forgotten()
GC.gc(), GC.gc(), GC.gc()
@test length(readdir("/proc/self/fd")) <= before
@test filter(startswith("never"), readdir()) == [] && filter(name -> occursin("never", name), readdir()) == []

# Large arrays are like any other: they grow, and the collector frees them.
npzwrite("large.npy", collect(1.0:4e6))
function loads(n)
    for _ in 1:n
        A = npzread("large.npy")
        push!(A, 5)
        @assert sum(A) == 8000002000005 && length(reshape(view(A, 1:4000000), 2000, 2000)) == 4000000
    end
    GC.gc(), GC.gc()
    parse(Int, split(read("/proc/self/statm", String))[2]) * 4096
end
@test loads(5) + 64 << 20 > loads(40)      # each is 32 MB
rm("large.npy")

@test code(() -> NPYRW.open(f -> f[1], "none.npy")) === :not_found
e = thrown(() -> npzread("none.npy"))
@test e isa NpyError && e.path == "none.npy" && e.os_error == Libc.ENOENT && e.offset == -1 && !isempty(e.message)
@test occursin("none.npy", sprint(showerror, e)) && occursin(":not_found", sprint(showerror, e))
@test_throws ArgumentError NPYRW.load("a.npy"; layout = :fortran)
@test_throws ArgumentError NPYRW.load("a.npy"; casting = :always)
@test_throws ArgumentError npzread("a\0b.npy")

# A library that is not there is an error of loading the package that says what to do.
said = IOBuffer()
withenv("NPYRW_LIBRARY" => "/nowhere/libnpyrw.so") do
    @test !success(pipeline(`$(Base.julia_cmd()) --startup-file=no --project=$(Base.active_project()) -e "using NPYRW"`; stderr = said))
end
@test occursin("/nowhere/libnpyrw.so (NPYRW_LIBRARY)", String(take!(said)))

# Damage that an archive's checksum tells.
bytes = read("a.npz")
at = only(filter(i -> reinterpret(Float64, bytes[i:i+7])[1] === 57.0, 1:length(bytes)-7))
bytes[at+6] ⊻= 1
write("bad.npz", bytes)
@test code(() -> npzread("bad.npz")) === :crc && code(() -> NPYRW.open(NPYRW.verify, "bad.npz")) === :crc
@test NPYRW.open(NPYRW.verify, "a.npz") === nothing

# Several arrays in one file.
write("two.npy", [read("a.npy"); read("a.npy")])
NPYRW.open("two.npy") do f
    @test sum(NPYRW.load(f)) == 4950 && NPYRW.next!(f) && f[100] == 99 && !NPYRW.next!(f)
end
@test NPYRW.open(f -> f[3], "two.npy"; offset = filesize("a.npy")) == 2
@test NPYRW.open(f -> f[3], read("a.npy"); strict = true) == 2
