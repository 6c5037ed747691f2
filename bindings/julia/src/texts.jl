# NumPy's texts (S and U) as Strings.

function texts(f::NpyFile, kept::Dims, part::Region, how::How)
    itemsize = Int(member(f.info, Val(:itemsize)))
    raw = Vector{UInt8}(undef, itemsize * prod(kept))
    out, err, room, len = Array{String}(undef, kept), failure(), Vector{UInt8}(undef, itemsize + 1), Ref{Csize_t}()
    GC.@preserve f raw room begin
        kind = member(f.info, Val(:kind)) == UInt8('U') ? string("U", itemsize ÷ 4) : string("S", itemsize)
        read_as!(f, kind, nothing, pointer(raw), length(raw), part, How(Int32(NPY_CAST_EQUIV), how.threads), UInt8('F'))
        dtype = parsed(kind)
        try
            for i in eachindex(out)
                check(npy_text_get(dtype, pointer(raw) + (i - 1) * itemsize, pointer(room), length(room), len, err), err, f)
                out[i] = unsafe_string(pointer(room), len[])
            end
        finally
            npy_dtype_free(dtype)
        end
    end
    out
end

function parsed(dtype::String)
    out, err = Ref{Ptr{npy_dtype}}(C_NULL), failure()
    check(npy_dtype_parse(dtype, out, err), err, dtype)
    out[]
end

# Strings as NumPy's U: so many characters of 32 bits each, the rest zero.
function characters(A::AbstractArray{<:AbstractString})
    width = mapreduce(length, max, A; init = 1)
    out = zeros(UInt32, width, length(A))
    for (column, text) in enumerate(A), (row, character) in enumerate(text)
        out[row, column] = UInt32(character)
    end
    out, string("U", width)
end
