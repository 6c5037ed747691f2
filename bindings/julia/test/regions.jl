# Parts of arrays are what Julia's own indexing gives, and are written where they belong.

@test numpy("""
a = np.arange(5 * 6 * 7).reshape(5, 6, 7)
np.save('c.npy', a); np.save('f.npy', np.asfortranarray(a)); np.savez_compressed('z.npz', a=a)
""")
A = npzread("c.npy")
@test A == npzread("f.npy") && A[1, 3, 2] == 15
@test NPYRW.load("c.npy"; layout = :native) == permutedims(A, (3, 2, 1)) && NPYRW.load("f.npy"; layout = :native) == A

axis(n) = Any[:, 1, n, 2:n, n:-1:1, 1:2:n, n-1:-2:1, 3:2, 2:2, n:-n:1, Base.OneTo(2), n-1:-3:2, StepRange(2, 5, 1)]
function compare(f)
    for i in axis(5), j in axis(6), k in Any[:, 4, 7:-2:1]
        f[i, j, k] == A[i, j, k] || return (i, j, k)
        size(f[i, j, k]) == size(A[i, j, k]) || i isa Int && j isa Int && k isa Int || return (i, j, k)
    end
end
for source in ("c.npy", "f.npy")
    NPYRW.open(source) do f
        @test compare(f) === nothing
        @test f[end, end-1:end, 1] == A[end, end-1:end, 1] && axes(f) == axes(A) && axes(f, 2) == 1:6 && size(f, 4) == 1
        @test_throws BoundsError f[6, 1, 1]
        @test_throws BoundsError f[1:6, 1, 1]
        @test_throws BoundsError f[1, 0:2, 1]
        @test_throws DimensionMismatch f[1, 1]
        @test_throws DimensionMismatch read!(f, zeros(Int, 2, 2), 1:2, :, 1)

        B = zeros(Int, 12, 14)
        @test read!(f, view(B, 2:2:12, 1:2:13), 3, :, :)[6, 7] == A[3, 6, 7]
        @test B[2:2:12, 1:2:13] == A[3, :, :] && sum(B) == sum(A[3, :, :])
        C = zeros(Float64, 7, 6)
        read!(f, transpose(C), 3, :, :; casting = :safe)
        @test C == A[3, :, :]'
        D = zeros(Int, 6, 7)
        @test read!(f, view(D, 6:-1:1, :), 3, :, :) == A[3, :, :] && D == A[3, 6:-1:1, :]
        @test read!(f, Any[nothing for _ in 1:6], 3, :, 1) == A[3, :, 1]
    end
end
NPYRW.open("z.npz") do z
    NPYRW.open(z, "a") do f
        @test f[2:3, 6:-1:1, 7] == A[2:3, 6:-1:1, 7]
    end
end

# What is strided is written as it stands, and means the same.
sources = Any[A, PermutedDimsArray(A, (3, 1, 2)), view(A, 2:2:5, :, 7:-3:1), view(A, 3, :, :)', transpose(A[:, :, 1]),
    reinterpret(Float64, A), reshape(A, 30, 7), 1:5, BitArray(A .> 7), view(A, [1, 3], :, :)]
for (i, source) in enumerate(sources), order in (nothing, :C, :F)
    NPYRW.save("s.npy", source; order = order)
    @test npzread("s.npy") == source
    order === :F && ndims(source) > 1 && @test npzreadheader("s.npy").fortran_order
    order === :C && @test !npzreadheader("s.npy").fortran_order
end
# A PermutedDimsArray of an Array that lies in C order is a file in C order, without a copy.
NPYRW.save("s.npy", PermutedDimsArray(A, (3, 2, 1)))
@test !npzreadheader("s.npy").fortran_order
