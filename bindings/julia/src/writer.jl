"""
    NpyWriter{T}

An array that is being written, from [`NPYRW.create`](@ref) or [`NPYRW.appender`](@ref). `close` completes it; one that is
forgotten, or whose `do` block throws, is given up: the old file stays.
"""
mutable struct NpyWriter{T}
    handle::Threads.Atomic{UInt}
    path::String
    # What `-1` stands for, if the array grows.
    shape::Vector{Int64}
    order::Char

    NpyWriter{T}(handle::Ptr{npy_writer}, path, shape, order) where {T} =
        finalizer(discard, new{T}(Threads.Atomic{UInt}(UInt(handle)), path, shape, order))
end

describe(w::NpyWriter) = w.path

function writer(w::NpyWriter)
    handle = w.handle[]
    handle == 0 && refuse(:state, w, "it is closed")
    Ptr{npy_writer}(handle)
end

"""
    close(w)

Completes what is being written: the file is there now. Throws if elements are missing.
"""
function Base.close(w::NpyWriter)
    handle = Threads.atomic_xchg!(w.handle, UInt(0))
    handle == 0 && return
    err = failure()
    check(npy_finish(Ptr{npy_writer}(handle), err), err, w)
end

"""
    NPYRW.discard(w)

Gives up what is being written: the old file stays; of one that grows, what was flushed.
"""
function discard(w::NpyWriter)
    handle = Threads.atomic_xchg!(w.handle, UInt(0))
    handle == 0 || npy_discard(Ptr{npy_writer}(handle))
    nothing
end

Base.isopen(w::NpyWriter) = w.handle[] != 0

function Base.size(w::NpyWriter)
    info, err = InfoBox(), failure()
    GC.@preserve w check(npy_writer_info(writer(w), info, err), err, w)
    dims(info)
end

Base.show(io::IO, w::NpyWriter) = print(io, "NpyWriter(", w.path, isopen(w) ? ", size $(size(w)))" : ", closed)")

spec_of(::Type{T}, shape, order) where {T} = Written(T[], Int64[], collect(Int64, shape), descr(T), descr(T), chosen(order, 'F', shape))
chosen(order, natural, shape::Tuple) = order === nothing ? (length(shape) <= 1 ? 'C' : natural) : chosen(order, natural, Int[])

"""
    NPYRW.create(path, T, shape; order = :F, replace = :atomic, sync = false)
    NPYRW.create(f, path, T, shape; …)

Starts a .npy of that shape, to be filled in any order: `w[11:20, :, 3] = A`, from many threads at once if they write different
elements. It appears under its name when it is closed, which wants all of it written.
"""
function create(path::AbstractString, ::Type{T}, shape::Dims; order = nothing, options...) where {T}
    w, out, err = spec_of(T, shape, order), Ref{Ptr{npy_writer}}(C_NULL), failure()
    with_spec(w; options...) do spec
        check(npy_create(path, spec, out, err), err, path)
    end
    NpyWriter{T}(out[], path, w.shape, w.order)
end

create(f::Function, arguments...; options...) = finishing(f, create(arguments...; options...))

function finishing(f, w)
    result = try
        f(w)
    catch
        discard(w)
        rethrow()
    end
    close(w)
    result
end

function Base.setindex!(w::NpyWriter{T}, A, indices::Index...) where {T}
    shape = Int.((w.shape...,))
    part = region(w, shape, indices)
    values = A isa AbstractArray ? convert(AbstractArray{T}, A) : fill(convert(T, A))
    size(values) == part.kept || throw(DimensionMismatch("an array of the size $(size(values)) for a part of $(part.kept)"))
    from, err, slices = Written(values, :F, nothing), failure(), part.slices
    strides = zeros(Int64, length(shape))
    strides[part.axes] = from.strides
    GC.@preserve w from strides slices begin
        check(npy_write_slab(writer(w), pointer(slices), length(slices), data_pointer(from), pointer(strides), err), err, w)
    end
    A
end

"""
    NPYRW.appender(path, T, record = (); order = :F, sync = false)
    NPYRW.appender(f, path, T, record = (); …)

Opens a .npy to add records of the size `record` to it, or makes it: `push!(w, A)` adds one, `append!(w, A)` as many as `A` has
along its last axis, `flush(w)` makes them visible to others, and so does `close(w)`.

The axis that grows is the last one, or with `order = :C` the first, as in NumPy's own files of records. A file that is there
has to be of that kind.
"""
function appender(path::AbstractString, ::Type{T}, record::Dims = (); order = nothing, options...) where {T}
    grows_first = order === :C || isempty(record)
    w = spec_of(T, grows_first ? (-1, record...) : (record..., -1), order)
    out, err = Ref{Ptr{npy_writer}}(C_NULL), failure()
    with_spec(w; options...) do spec
        check(npy_append(path, spec, out, err), err, path)
    end
    NpyWriter{T}(out[], path, w.shape, w.order)
end

appender(f::Function, arguments...; options...) = finishing(f, appender(arguments...; options...))

function rows!(w::NpyWriter{T}, A::AbstractArray, rows, axis) where {T}
    record = filter(!isequal(-1), w.shape)
    own = [size(A, i) for i in 1:ndims(A) if i != axis]
    own == record || throw(DimensionMismatch("records of the size $((own...,)) for a file of records of $((record...,))"))
    from, err = Written(convert(AbstractArray{T}, A), :F, nothing), failure()
    own = [from.strides[i] for i in 1:ndims(A) if i != axis]
    grow = axis == 0 ? sizeof(T) : from.strides[axis]
    strides = w.order == 'C' ? [grow; own] : [own; grow]
    GC.@preserve w from strides begin
        check(npy_write_rows(writer(w), rows, data_pointer(from), pointer(strides), err), err, w)
    end
    w
end

Base.push!(w::NpyWriter, A::AbstractArray) = rows!(w, A, 1, 0)
Base.push!(w::NpyWriter{T}, x) where {T} = rows!(w, fill(convert(T, x)), 1, 0)
Base.append!(w::NpyWriter, A::AbstractArray) = rows!(w, A, size(A, ndims(A)), ndims(A))

function Base.flush(w::NpyWriter)
    err = failure()
    GC.@preserve w check(npy_flush(writer(w), err), err, w)
end

"""
    NPYRW.append(path, A; order = :F, sync = false)

Adds one record, an array or a number, to a .npy, which is made if it is missing. See [`NPYRW.appender`](@ref).
"""
append(path::AbstractString, A::AbstractArray{T}; options...) where {T} =
    (appender(w -> push!(w, A), path, T, size(A); options...); nothing)
append(path::AbstractString, x::T; options...) where {T} = (appender(w -> push!(w, x), path, T; options...); nothing)
