# What is to be written, as the library wants it: the dtype, the order, and where the elements are.
struct Written
    data::AbstractArray     # kept alive while the library reads from it
    strides::Vector{Int64}
    shape::Vector{Int64}
    dtype::String
    data_dtype::String
    order::Char
end

function Written(A::AbstractArray{T,N}, order::Union{Nothing,Symbol}, dtype) where {T,N}
    if T <: AbstractString
        raw, text = characters(A)
        wide = collect(Int64, (N == 0 ? () : cumprod([1; collect(size(A)[1:end-1])]))) .* sizeof(UInt32) .* size(raw, 1)
        return Written(raw, wide, collect(Int64, size(A)), file_dtype(dtype, text), text, chosen(order, 'F', A))
    end
    isbitstype(T) || throw(ArgumentError("the elements are of the type $T; NumPy has arrays of numbers, texts and structs of numbers"))
    text = descr(T)
    packed = without_gaps(is_strided(A) ? A : collect(A))
    Written(packed, byte_strides(packed), collect(Int64, size(A)), file_dtype(dtype, text), text, chosen(order, natural_order(packed), A))
end

Written(x::Union{Number,AbstractString}, order, dtype) = Written(fill(x), order, dtype)

file_dtype(::Nothing, own) = own
file_dtype(dtype::AbstractString, own) = String(dtype)
file_dtype(dtype::Type, own) = descr(dtype)

function chosen(order, natural, A)
    order === nothing && return ndims(A) <= 1 || isempty(A) ? 'C' : natural
    order === :C && return 'C'
    order === :F && return 'F'
    throw(ArgumentError("order is :C or :F, not :$order"))
end

function with_spec(f, w::Written; replace = NPY_REPLACE_ATOMIC, sync = false, casting = :equiv, threads = 1, version = 0,
                   shape = w.shape)
    dtype, data_dtype = w.dtype, w.data_dtype
    GC.@preserve shape dtype data_dtype begin
        f(Ref(npy_spec(dtype = Base.unsafe_convert(Cstring, dtype), data_dtype = Base.unsafe_convert(Cstring, data_dtype),
            shape = pointer(shape), ndim = length(shape), order = UInt8(w.order), replace = replacing(replace),
            sync = sync, casting = casting_rule(casting), threads = threads, version = version)))
    end
end

replacing(how::Integer) = how

function replacing(how::Symbol)
    how === :atomic && return NPY_REPLACE_ATOMIC
    how === :never && return NPY_REPLACE_NEVER
    how === :in_place && return NPY_REPLACE_IN_PLACE
    throw(ArgumentError("replace is :atomic, :never or :in_place, not :$how"))
end

data_pointer(w::Written) = address(w.data)
stride_pointer(w::Written) = pointer(w.strides)

"""
    NPYRW.save(target, A; order = nothing, dtype = nothing, casting = :equiv, replace = :atomic, sync = false, threads = 1)

Writes an array, a number or a `String` as a .npy to a path or an `IO`. What is strided (views, `PermutedDimsArray`s,
transposes) is written as it stands, without a copy.

Whatever the order, NumPy's indices are Julia's: `A[1, 3]` is `a[0, 2]`. `order` is how the elements lie in the file,
`:C` or `:F`; without it as they lie in memory, so that an `Array` becomes `fortran_order: True`. `dtype` is the file's, where it
is to be another one than the array's, such as `">f8"` or `Float32`; what may be converted `casting` says. `replace` is `:atomic` (the
old file stays until the new one is complete), `:never` or `:in_place`; with `sync` the file is safe on the disk afterwards.
"""
function save(path::AbstractString, A; order = nothing, dtype = nothing, options...)
    w, err = Written(A, order, dtype), failure()
    with_spec(w; options...) do spec
        GC.@preserve w check(npy_save_with(path, spec, data_pointer(w), stride_pointer(w), err), err, path)
    end
    nothing
end

function save(io::IO, A; order = nothing, dtype = nothing, options...)
    w, err, stream = Written(A, order, dtype), failure(), Stream(io)
    out = Ref{Ptr{npy_writer}}(C_NULL)
    with_spec(w; options...) do spec
        GC.@preserve w stream pinned() do
            check(npy_create_sink(Ref(sink(stream)), spec, out, err), err, stream)
            status = npy_write_all(out[], w, err)
            if status != NPY_OK
                npy_discard(out[])
                fail(err, stream)
            end
            check(npy_finish(out[], err), err, stream)
        end
    end
    nothing
end

# All rows of the slowest axis; a single value has none.
function npy_write_all(writer, w::Written, err)
    isempty(w.shape) && return npy_write(writer, data_pointer(w), sizeof(w.data), err)
    rows = w.order == 'C' ? first(w.shape) : last(w.shape)
    npy_write_rows(writer, rows, data_pointer(w), stride_pointer(w), err)
end
