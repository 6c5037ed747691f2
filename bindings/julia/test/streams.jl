# Julia's own streams: what fails in them is what the caller gets.

mutable struct Odd <: IO    # gives few bytes at a time, takes few, fails at a certain one, collects garbage meanwhile
    inner::IOBuffer
    fails_at::Int
end

Base.eof(io::Odd) = eof(io.inner)
Base.position(io::Odd) = position(io.inner)
Base.seek(io::Odd, at::Integer) = (seek(io.inner, at); io)
Base.seekend(io::Odd) = (seekend(io.inner); io)
Base.mark(io::Odd) = mark(io.inner)
Base.reset(io::Odd) = reset(io.inner)
Base.read(io::Odd, ::Type{UInt8}) = read(io.inner, UInt8)
function Base.readbytes!(io::Odd, b::AbstractArray{UInt8}, n = length(b))
    GC.gc(false)
    position(io.inner) >= io.fails_at && error("the tape is torn")
    few = read(io.inner, min(n, 1000))
    copyto!(b, 1, few, 1, length(few))
    length(few)
end
function Base.unsafe_write(io::Odd, p::Ptr{UInt8}, n::UInt)
    GC.gc(false)
    position(io.inner) >= io.fails_at && error("the tape is full")
    Int(unsafe_write(io.inner, p, n))
end

A = [100.0i + j for i in 1:60, j in 1:50]
npzwrite("a.npy", A)
npzwrite("a.npz"; A = A, n = 3, compress = true)
never = typemax(Int)

@test npzread(Odd(IOBuffer(read("a.npy")), never)) == A
@test npzread(Odd(IOBuffer(read("a.npz")), never)) == Dict("A" => A, "n" => 3)
torn = thrown(() -> npzread(Odd(IOBuffer(read("a.npy")), 5000)))
@test torn isa ErrorException && torn.msg == "the tape is torn"
@test npzread(read("a.npz")) == npzread("a.npz") && npzread(read("a.npy")) == A
@test code(() -> npzread(IOBuffer(read("a.npy")[1:5000]))) === :truncated

# What stands in front of an array or an archive is not touched, nor what follows an array.
io = IOBuffer([b"head"; read("a.npy"); b"tail"])
skip(io, 4)
@test npzread(io) == A && read(io, String) == "tail"
io = IOBuffer([b"head"; read("a.npz")])
skip(io, 4)
@test npzread(io)["n"] == 3

for target in (IOBuffer(), Odd(IOBuffer(), never))
    inner = target isa Odd ? target.inner : target
    npzwrite(target, A)
    @test take!(inner) == read("a.npy")
    NPYRW.save(target, 2.5)
    @test npzread(take!(inner)) === 2.5
    npzwrite(target; A = A, n = 3, compress = true)
    write("s.npz", take!(inner))
    @test npzread("s.npz") == Dict("A" => A, "n" => 3)
    @test numpy("assert np.load('s.npz')['A'][59, 49] == 6050")
end
for what in (io -> npzwrite(io, A), io -> npzwrite(io; A = A))
    full = thrown(() -> what(Odd(IOBuffer(), 0)))
    @test full isa ErrorException && full.msg == "the tape is full"
end

# Through a process: a pipe, whose tasks wait while the library is in a callback.
pipe = Base.open(`cat`, "r+")
task = @async npzread(pipe)
npzwrite(pipe, A)
close(pipe.in)
@test fetch(task) == A
