# How something is read.
struct How
    casting::Int32
    threads::Int32
end

How(; casting::Symbol = :equiv, threads::Integer = 1) = How(casting_rule(casting), threads)

function casting_rule(name::Symbol)
    name === :equiv && return Int32(NPY_CAST_EQUIV)
    name === :safe && return Int32(NPY_CAST_SAFE)
    name === :same_kind && return Int32(NPY_CAST_SAME_KIND)
    name === :unsafe && return Int32(NPY_CAST_UNSAFE)
    name === :no && return Int32(NPY_CAST_NO)
    throw(ArgumentError("casting is :equiv, :safe, :same_kind, :unsafe or :no, not :$name"))
end

# One call of npy_read. `order` is 'F', or 0 for the file's own; strides are bytes, or nothing for packed.
function read_as!(f::NpyFile, dtype::String, field::Union{Nothing,String}, dst::Ptr, nbytes, part::Region, how::How,
                  order = 0, strides::Union{Nothing,Vector{Int64}} = nothing; plan = false)
    err, slices = failure(), part.slices
    info = plan ? InfoBox() : nothing
    GC.@preserve f dtype field slices strides begin
        request = Ref(npy_request(dtype = Base.unsafe_convert(Cstring, dtype),
            field = field === nothing ? Cstring(C_NULL) : Base.unsafe_convert(Cstring, field),
            slices = isempty(slices) ? Ptr{npy_slice}(C_NULL) : pointer(slices), nslices = length(slices),
            strides = strides === nothing ? Ptr{Int64}(C_NULL) : pointer(strides),
            casting = how.casting, threads = how.threads, order = order))
        plan && return npy_plan(reader(f), request, info, err) == NPY_OK
        pinned(f.source) do
            check(npy_read(reader(f), request, dst, nbytes, err), err, f)
        end
    end
    true
end

# A new array with the elements of a part, as Julia's indices are NumPy's.
read_new(f::NpyFile, ::Type{T}, part::Region, how::How) where {T} = read_new(f, T, part.kept, part, how)

function read_new(f::NpyFile, ::Type{T}, kept::Dims{N}, part::Region, how::How) where {T,N}
    T === String && return texts(f, kept, part, how)
    isbitstype(T) || unreadable(f)
    A = new_array(T, kept)
    read_packed!(f, A, part, how, UInt8('F'))
    A
end

# What Julia has no type for. Objects and the like the library refuses itself.
@noinline function unreadable(f::NpyFile)
    err = failure()
    GC.@preserve f begin
        check(npy_plan(reader(f), C_NULL, InfoBox(), err), err, f)
        refuse(:unsupported, f, "Julia has no type for elements of the dtype " * dtype_text(f.info))
    end
end

function read_packed!(f::NpyFile, A::Array{T}, part::Region, how::How, order) where {T}
    GC.@preserve f A begin
        err = failure()
        # What lies in the file as it has to lie in memory goes the shortest way.
        if is_whole(part) && same_order(f.info, order) && T === number_type(member(f.info, Val(:kind)), member(f.info, Val(:itemsize))) &&
           how.casting != NPY_CAST_NO && how.threads == 1
            pinned(f.source) do
                check(npy_read_into(reader(f), pointer(A), sizeof(A), err), err, f)
            end
        elseif is_record(T) && !read_as!(f, descr(T), nothing, C_NULL, 0, part, how, order; plan = true)
            read_fields!(f, pointer(A), T, packed(A, part, f), part, how)
        else
            read_as!(f, descr(T), nothing, pointer(A), sizeof(A), part, how, order)
        end
        holds_truths(T) && truths!(Ptr{UInt8}(pointer(A)), T, (length(A),), (sizeof(T),))
    end
end

same_order(info::InfoBox, order) = order == 0 || is_fortran(info) == (order == UInt8('F')) || member(info, Val(:ndim)) <= 1

function read_into!(f::NpyFile, A::AbstractArray{T,N}, part::Region, how::How) where {T,N}
    isbitstype(T) || return copyto!(A, read_new(f, eltype(f), part, how))
    A isa Array && return read_packed!(f, A, part, how, UInt8('F'))
    is_strided(A) || return copyto!(A, read_packed_copy(f, T, part, how))
    bytes = byte_strides(A)
    GC.@preserve f A begin
        at = Ptr{T}(address(A))
        if is_record(T) && !read_as!(f, descr(T), nothing, C_NULL, 0, part, how, 0, spread(bytes, part, f); plan = true)
            read_fields!(f, at, T, spread(bytes, part, f), part, how)
        else
            read_as!(f, descr(T), nothing, at, length(A) * sizeof(T), part, how, 0, spread(bytes, part, f))
        end
        holds_truths(T) && truths!(Ptr{UInt8}(at), T, size(A), bytes)
    end
    A
end

function read_packed_copy(f, ::Type{T}, part, how) where {T}
    A = Array{T}(undef, part.kept)
    read_packed!(f, A, part, how, UInt8('F'))
    A
end

# The strides for all axes of the file: one that was indexed by a number has one element, whose stride is nothing.
function spread(bytes, part::Region, f::NpyFile)
    out = zeros(Int64, ndims(f))
    out[part.axes] = bytes
    out
end

packed(A::Array{T}, part, f) where {T} = spread(byte_strides(A), part, f)

"""
    NPYRW.load(source; layout = :numpy, casting = :equiv, threads = 1)
    NPYRW.load(Array{T}, source; …), NPYRW.load(Array{T,N}, source; …)

Loads an array whole. `source` is a path, an `IO`, a `Vector{UInt8}` with a file's bytes, or an open [`NpyFile`](@ref).

With `layout = :numpy` indices are NumPy's, whatever the order in the file: `a[0, 2]` is `A[1, 3]`. With
`layout = :native` the elements stay in the order of the file, which costs least: of a file in C order the
axes come reversed, and `a[0, 2]` is `A[3, 1]`.

Given a type, the array has that one. `T` may be a struct that is `isbits`: its fields are looked for by their names among
those of the dtype. Numbers are converted only as far as `casting` allows: `:equiv` (not at all), `:safe`, `:same_kind`
or `:unsafe`, as in NumPy.
"""
load(f::NpyFile; layout::Symbol = :numpy, options...) =
    GC.@preserve f load_as(f, eltype(f), size(f), layout, How(; options...))

load(source; options...) = with_array(f -> load(f; options...), source)

load(::Type{<:Array{T}}, source; options...) where {T} = with_array(f -> load(Array{T}, f; options...), source)

load(::Type{<:Array{T}}, f::NpyFile; layout::Symbol = :numpy, options...) where {T} = load_as(f, T, size(f), layout, How(; options...))

function load(::Type{Array{T,N}}, f::NpyFile; layout::Symbol = :numpy, options...) where {T,N}
    ndims(f) == N || refuse(:shape, f, "wanted $N axes; found $(ndims(f)), of the shape $(size(f))")
    load_as(f, T, size(f)::Dims{N}, layout, How(; options...))::Array{T,N}
end

load(::Type{Array{T,N}}, source; options...) where {T,N} = with_array(f -> load(Array{T,N}, f; options...), source)::Array{T,N}

function with_array(what, source)
    f = open_npy(source)
    try
        return what(f)
    finally
        close(f)
    end
end

function load_as(f::NpyFile, ::Type{T}, shape::Dims{N}, layout, how) where {T,N}
    layout === :numpy || layout === :native || throw(ArgumentError("layout is :numpy or :native, not :$layout"))
    (layout === :numpy || is_fortran(f.info) || N < 2) && return read_new(f, T, shape, whole(shape), how)
    T === String && return permutedims(texts(f, shape, whole(shape), how), N:-1:1)
    isbitstype(T) || unreadable(f)
    A = new_array(T, reverse(shape))
    if is_record(T)
        # The same memory with its axes in the file's order, for those records that are read field by field.
        read_into!(f, PermutedDimsArray(A, N:-1:1), whole(shape), how)
    else
        read_packed!(f, A, whole(shape), how, 0)
    end
    A
end
