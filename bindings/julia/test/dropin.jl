# What programs that were written for NPZ.jl rely on.

numbers = Any[true, Int8(-3), Int16(-3), Int32(-3), -3, UInt8(3), UInt16(3), UInt32(3), UInt64(3), Float16(0.5), 0.5f0, 0.5,
    1.0f0 - 2im, 1.0 - 2im]
for x in numbers
    npzwrite("x.npy", x)
    @test npzread("x.npy") === x
    for shape in ((0,), (3,), (2, 3), (4, 1, 2))
        A = fill(x, shape)
        npzwrite("x.npy", A)
        @test npzread("x.npy") isa Array{typeof(x),length(shape)} && npzread("x.npy") == A
    end
end

u, v = [1.0 2 3; 4 5 6], Int32[1, 2, 3]
npzwrite("d.npz", Dict("u" => u, "n" => 7))
@test npzread("d.npz") == Dict("u" => u, "n" => 7)
@test npzread("d.npz", ["u"]) isa Dict{String,Matrix{Float64}} && npzread("d.npz", ["u.npy"]) == Dict("u" => u)
npzwrite("k.npz", u, v; w = v, compress = true)
@test npzread("k.npz") == Dict("arr_0" => u, "arr_1" => v, "w" => v)
npzwrite("k.npz", u; w = v)
@test sort(collect(keys(npzread("k.npz")))) == ["arr_0", "w"]
# An array may be called so; a choice is a Bool or a number.
npzwrite("c.npz"; compress = v)
@test npzread("c.npz") == Dict("compress" => v)
@test_throws ArgumentError npzwrite("k.npz", u; arr_0 = v)
@test_throws ArgumentError npzwrite("k.npz")
@test sort(collect(keys(npzread("k.npz")))) == ["arr_0", "w"]

npzwrite("x.npy", u)
h = npzreadheader("x.npy")
@test size(h) == (2, 3) && eltype(h) === Float64 && h.fortran_order && h.shape == (2, 3) && ndims(h) == 2 && length(h) == 6
@test h.descr == "<f8" && h.version == 1 && h.data_offset == 128
@test size(npzreadheader("d.npz")["u"]) == (2, 3) && eltype(npzreadheader("d.npz", ["n"])["n"]) === Int

@test numpy("""
d = np.load('d.npz'); assert (d['u'] == [[1, 2, 3], [4, 5, 6]]).all() and d['n'] == 7 and d['n'].shape == ()
assert np.load('x.npy').flags.f_contiguous
""")

# Byte for byte what numpy.save writes of an array that lies so, whatever lies so.
@test numpy("""
for i, a in enumerate([np.arange(3.0), np.arange(6.0).reshape(2, 3, order='F'), np.zeros((1, 4), order='F'), np.zeros((4, 1), order='F'),
                       np.zeros((0, 3), order='F'), np.array(2.5), np.arange(24, dtype='u2').reshape(2, 1, 3, 4, order='F')]):
    np.save(f'same{i}.npy', a)
""")
arrays = Any[[0.0, 1, 2], [0.0 2 4; 1 3 5], zeros(1, 4), zeros(4, 1), zeros(0, 3), 2.5, reshape(UInt16.(0:23), 2, 1, 3, 4)]
for (i, A) in enumerate(arrays)
    npzwrite("ours.npy", A)
    @test read("ours.npy") == read("same$(i - 1).npy")
end
