# Files that are written piece by piece.

A = [100i + j for i in 1:20, j in 1:30]
for order in (:C, :F)
    NPYRW.create("w.npy", Int, (20, 30); order = order) do w
        @sync for j in 1:10:30
            Threads.@spawn w[:, $j:$j+9] = A[:, $j:$j+9]
        end
        @test !isfile("w.npy")
    end
    @test npzread("w.npy") == A && npzreadheader("w.npy").fortran_order == (order === :F)
    rm("w.npy")
end
npzwrite("w.npy", [1])
@test_throws ErrorException NPYRW.create(w -> error("no"), "w.npy", Int, (2,))
@test npzread("w.npy") == [1]       # the old one is there
@test code(() -> NPYRW.create(w -> w[1] = 1, "w.npy", Int, (2,))) === :size
w = NPYRW.create("w.npy", Float32, (3,))
w[3] = 3
w[2:-1:1] = [2, 1]
@test close(w) === nothing && close(w) === nothing && code(() -> w[1] = 1) === :state
@test npzread("w.npy") == Float32[1, 2, 3]
@test code(() -> NPYRW.save("w.npy", [1]; replace = :never)) === :exists

# Records: along the last axis as in Julia, along the first as in NumPy.
for (order, shape) in ((nothing, (2, 3, 4)), (:F, (2, 3, 4)), (:C, (4, 2, 3)))
    rm("r.npy"; force = true)
    records = [Float64[10r + i + j / 10 for i in 1:2, j in 1:3] for r in 1:4]
    NPYRW.append("r.npy", records[1]; order = order)
    NPYRW.appender("r.npy", Float64, (2, 3); order = order) do w
        push!(w, records[2])
        flush(w)
        @test size(npzread("r.npy")) == (order === :C ? (2, 2, 3) : (2, 3, 2))
        append!(w, cat(records[3:4]...; dims = 3))
        @test code(() -> NPYRW.append("r.npy", records[1]; order = order)) === :busy
        @test_throws DimensionMismatch push!(w, zeros(3, 2))
    end
    B = npzread("r.npy")
    @test size(B) == shape && all(r -> (order === :C ? B[r, :, :] : B[:, :, r]) == records[r], 1:4)
end
for x in 1:3
    NPYRW.append("n.npy", x)
end
NPYRW.appender(w -> append!(w, [4, 5]), "n.npy", Int)
@test npzread("n.npy") == 1:5
@test code(() -> NPYRW.append("n.npy", 1.5)) === :dtype

NPYRW.create("a.npz"; compress = 9) do z
    z["u"] = A
    NPYRW.save(z, "v", A; order = :C)
    z["s"] = "text"
end
@test npzread("a.npz") == Dict("u" => A, "v" => A, "s" => fill("text")[])
NPYRW.update("a.npz") do z
    delete!(z, "u")
    z["v"] = [1, 2]
    z["x"] = 1:3
end
@test NPYRW.open(keys, "a.npz") == ["s", "v", "x"] && npzread("a.npz", ["v", "x"]) == Dict("v" => [1, 2], "x" => [1, 2, 3])
@test_throws ErrorException NPYRW.update(z -> (z["y"] = 1; error("no")), "a.npz")
@test NPYRW.open(keys, "a.npz") == ["s", "v", "x"]
@test code(() -> NPYRW.create(z -> (z["y"] = 1; z["y"] = 2), "b.npz")) === :exists && !isfile("b.npz")
@test numpy("""
z = np.load('a.npz'); assert z['v'].tolist() == [1, 2] and z['s'] == 'text'
assert np.load('r.npy').shape == (4, 2, 3) and np.load('n.npy').tolist() == [1, 2, 3, 4, 5]
""")
