# Dtypes that are no plain numbers, and numbers that are not this machine's.

struct Inner
    a::Int16
    b::NTuple{2,Float32}
end

struct Outer
    flag::Bool
    x::Float64
    inner::Inner
    m::NTuple{2,NTuple{3,Int8}}
    z::ComplexF64
end

@test numpy("""
inner = np.dtype([('a', 'i2'), ('b', 'f4', (2,))])
packed = np.dtype([('z', '>c16'), ('inner', inner), ('m', 'i1', (2, 3)), ('flag', '?'), ('x', '>f8'), ('more', 'U2')])
a = np.zeros((2, 3), packed)
for i in range(2):
    for j in range(3):
        a[i, j] = (1 - i * 1j, (i, (j, 0.5)), [[1, 2, 3], [4, 5, j]], (i + j) % 2, i * 10 + j, 'ab')
a['flag'].view('u1')[0, 1] = 7
np.save('packed.npy', a); np.save('packed_f.npy', np.asfortranarray(a))
np.save('odd.npy', np.array([[0, 1], [2, 255]], 'u1').view('?'))
np.save('big.npy', np.arange(6).reshape(2, 3).astype('>i4'))
np.save('text.npy', np.array([['a', 'bcd'], ['', 'éü😀']])); np.save('bytes.npy', np.array([b'a', b'xyz']))
np.save('when.npy', np.array(['2020-01-01', 'NaT'], 'M8[10us]'))
np.save('void.npy', np.array([b'ab', b'cd'], 'V2'))
np.save('objects.npy', np.array([None, {}], object), allow_pickle=True)
np.save('long.npy', np.zeros(3, np.longdouble))
""")

for name in ("packed.npy", "packed_f.npy")
    A = NPYRW.load(Array{Outer}, name)
    @test A isa Matrix{Outer} && size(A) == (2, 3)
    @test A[2, 3] == Outer(true, 12.0, Inner(1, (2.0, 0.5)), ((1, 2, 3), (4, 5, 2)), 1.0 - 1im)
    # A byte of 7 is true in NumPy, and here a Bool like any other.
    @test reinterpret(UInt8, [A[1, 2].flag])[1] == 1
    B = Matrix{Outer}(undef, 3, 2)
    NPYRW.open(f -> read!(f, PermutedDimsArray(B, (2, 1))), name)
    @test permutedims(B) == A
    @test NPYRW.open(f -> read!(f, Vector{Outer}(undef, 2), :, 3), name) == A[:, 3]
    @test NPYRW.load(Array{NamedTuple{(:x,),Tuple{Float64}}}, name)[2, 3] === (x = 12.0,)
    @test npzread(name)[2, 3].more == (UInt32('a'), UInt32('b')) && npzread(name)[2, 3].inner.b == (2.0f0, 0.5f0)
end
@test NPYRW.load(Array{Outer}, "packed.npy"; layout = :native) == permutedims(NPYRW.load(Array{Outer}, "packed.npy"))
@test code(() -> NPYRW.load(Vector{NamedTuple{(:absent,),Tuple{Int}}}, "packed.npy")) in (:dtype, :shape)

A = NPYRW.load(Array{Outer}, "packed.npy")
NPYRW.save("ours.npy", A)
@test NPYRW.load(Matrix{Outer}, "ours.npy") == A
@test numpy("""
a = np.load('ours.npy'); assert a.dtype.names == ('flag', 'x', 'inner', 'm', 'z') and a.dtype.itemsize == $(sizeof(Outer)), a.dtype
assert a['inner']['b'].shape == (2, 3, 2) and a['m'][1, 2].tolist() == [[1, 2, 3], [4, 5, 2]] and a['z'][1, 0] == 1 - 1j
""")

# What lies between the fields is nobody's: equal arrays are equal files.
for junk in (0x00, 0xaa)
    raw = fill(junk, 6 * sizeof(Outer))
    GC.@preserve raw begin
        B = unsafe_wrap(Array, Ptr{Outer}(pointer(raw)), (2, 3))
        for i in 1:6, field in 1:fieldcount(Outer)
            F = fieldtype(Outer, field)
            unsafe_store!(Ptr{F}(pointer(B, i) + fieldoffset(Outer, field)), getfield(A[i], field))
        end
        NPYRW.save("junk$junk.npy", B)
    end
end
@test read("junk0.npy") == read("junk170.npy") && NPYRW.load(Matrix{Outer}, "junk170.npy") == A

odd = npzread("odd.npy")
@test odd == [false true; true true] && reinterpret(UInt8, vec(odd)) == [0, 1, 1, 1]
@test npzread("big.npy") == [0 1 2; 3 4 5] && npzread("big.npy") isa Matrix{Int32}
@test NPYRW.load(Matrix{Float64}, "big.npy"; casting = :safe) == [0 1 2; 3 4 5]
@test code(() -> NPYRW.load(Matrix{Float64}, "big.npy")) === :cast
@test code(() -> NPYRW.load(Matrix{Int16}, "big.npy"; casting = :safe)) === :cast
@test NPYRW.load(Matrix{Int16}, "big.npy"; casting = :same_kind) == [0 1 2; 3 4 5]
@test code(() -> NPYRW.load(Vector{Int32}, "big.npy")) === :shape
@test npzread("text.npy") == ["a" "bcd"; "" "éü😀"] && npzread("bytes.npy") == ["a", "xyz"]
@test NPYRW.load("text.npy"; layout = :native) == ["a" ""; "bcd" "éü😀"]
@test npzread("when.npy") == [157783680000000 ÷ 1, typemin(Int)] && npzreadheader("when.npy").unit == "10us"
@test npzread("void.npy") == [(0x61, 0x62), (0x63, 0x64)]
@test code(() -> npzread("objects.npy")) === :object && code(() -> npzread("long.npy")) === :unsupported
@test eltype(npzreadheader("long.npy")) === Any

npzwrite("texts.npy", ["a" "bcd"; "" "éü😀"])
npzwrite("one.npy", "größer")
NPYRW.save("small.npy", [1.0 2; 3 4]; dtype = Float32, casting = :same_kind)
NPYRW.save("swapped.npy", [1.0 2; 3 4]; dtype = ">f8", order = :C)
npzwrite("rationals.npy", [1 // 2, 3 // 4])
@test numpy("""
assert (np.load('texts.npy') == [['a', 'bcd'], ['', 'éü😀']]).all() and np.load('one.npy') == 'größer'
assert np.load('small.npy').dtype == 'f4' and np.load('swapped.npy').dtype == '>f8' and (np.load('swapped.npy') == [[1, 2], [3, 4]]).all()
assert np.load('rationals.npy')['den'].tolist() == [2, 4]
""")
@test npzread("rationals.npy")[1] == (num = 1, den = 2) && NPYRW.load(Vector{Rational{Int}}, "rationals.npy") == [1 // 2, 3 // 4]
@test code(() -> NPYRW.save("small.npy", [0.1]; dtype = Float32)) === :cast
for unfit in Any[Any[1, 2], ['a'], [nothing], [(1, 2.0)], Union{Int,Missing}[1]]
    @test_throws ArgumentError NPYRW.save("unfit.npy", unfit)
end
@test !isfile("unfit.npy")
