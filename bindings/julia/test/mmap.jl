# Maps: the file's own bytes, with NumPy's indices.

@test numpy("""
a = np.arange(24.0).reshape(2, 3, 4)
np.save('c.npy', a); np.save('f.npy', np.asfortranarray(a)); np.save('big.npy', a.astype('>f8')); np.save('none.npy', a[:, :0])
np.save('s.npy', np.zeros(3, [('x', 'f8'), ('id', 'i8')])); np.save('packed.npy', np.zeros(3, [('x', 'f8'), ('id', 'i4')]))
np.save('zero.npy', np.array(2.5)); np.save('text.npy', np.array(['a']))
h = open('f.npy', 'rb').read(); open('odd.npy', 'wb').write(h[:8] + (121).to_bytes(2, 'little') + h[10:127] + b'   \\n'[-4:] + h[128:])
""")
A = npzread("c.npy")
@test NPYRW.mmap("c.npy") isa PermutedDimsArray{Float64,3} && NPYRW.mmap("c.npy") == A && NPYRW.mmap("c.npy")[1, 3, 2] == 9
@test NPYRW.mmap("f.npy") isa Array{Float64,3} && NPYRW.mmap("f.npy") == A
@test NPYRW.mmap("zero.npy")[] == 2.5 && size(NPYRW.mmap("none.npy")) == (2, 0, 4)

P = NamedTuple{(:x, :id),Tuple{Float64,Int}}
s = NPYRW.mmap(P, "s.npy"; mode = :write)
s[2] = (x = 1.5, id = 7)
Mmap.sync!(s)
@test npzread("s.npy")[2] == (x = 1.5, id = 7) && numpy("assert np.load('s.npy')[1].tolist() == (1.5, 7)")

w = NPYRW.mmap("c.npy"; mode = :write)
w[2, 3, 4] = -1
@test numpy("assert np.load('c.npy')[1, 2, 3] == -1")
p = NPYRW.mmap("c.npy"; mode = :private)
p[2, 3, 4] = 5
@test p[2, 3, 4] == 5 && npzread("c.npy")[2, 3, 4] == -1
@test_throws ReadOnlyMemoryError NPYRW.mmap("f.npy")[1] = 3

@test code(() -> NPYRW.mmap("big.npy")) === :unsupported && code(() -> NPYRW.mmap("text.npy")) === :unsupported
@test code(() -> NPYRW.mmap("odd.npy")) === :unsupported && npzread("odd.npy") == npzread("f.npy")
@test code(() -> NPYRW.mmap("packed.npy")) in (:dtype, :unsupported) && code(() -> NPYRW.mmap(Float32, "f.npy")) === :dtype
@test code(() -> NPYRW.mmap("absent.npy")) === :not_found
@test_throws ArgumentError NPYRW.mmap("f.npy"; mode = :append)
