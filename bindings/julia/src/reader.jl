"""
    NpyFile

An array, opened for reading with [`NPYRW.open`](@ref). `size`, `ndims`, `length`, `eltype` and `NPYRW.header` tell
what it is; `f[11:20, :, 3]` and `read!(f, A, 11:20, :, 3)` read a part, `NPYRW.load(f)` and `read!(f, A)` all.

Any number of threads may read at once. Close it with `close`, or leave it to the garbage collector.
"""
mutable struct NpyFile
    # 0 once it is closed; swapped, so that closing twice at once frees once.
    handle::Threads.Atomic{UInt}
    info::InfoBox
    # A path, a Stream, or the bytes: named in errors, and kept alive.
    source::Any

    function NpyFile(handle::Ptr{npy_reader}, source)
        info, err = InfoBox(), failure()
        status = npy_header(handle, info, err)
        if status != NPY_OK
            npy_close(handle)
            fail(err, source)
        end
        finalizer(close, new(Threads.Atomic{UInt}(UInt(handle)), info, source))
    end
end

describe(f::NpyFile) = describe(f.source)
rethrow_callback(f::NpyFile) = rethrow_callback(f.source)

# An NpyFile must be preserved while what this returns is in use.
function reader(f::NpyFile)
    handle = f.handle[]
    handle == 0 && refuse(:state, f, "it is closed")
    Ptr{npy_reader}(handle)
end

function Base.close(f::NpyFile)
    handle = Threads.atomic_xchg!(f.handle, UInt(0))
    handle == 0 || npy_close(Ptr{npy_reader}(handle))
    nothing
end

Base.isopen(f::NpyFile) = f.handle[] != 0
Base.size(f::NpyFile) = dims(f.info)
Base.size(f::NpyFile, axis::Integer) = axis <= ndims(f) ? Int(member(f.info, Val(:shape), axis - 1)) : 1
Base.ndims(f::NpyFile) = Int(member(f.info, Val(:ndim)))
Base.length(f::NpyFile) = Int(member(f.info, Val(:count)))
Base.axes(f::NpyFile) = map(Base.OneTo, size(f))
Base.axes(f::NpyFile, axis::Integer) = Base.OneTo(size(f, axis))
Base.firstindex(f::NpyFile, axis::Integer) = 1
Base.lastindex(f::NpyFile) = length(f)
Base.lastindex(f::NpyFile, axis::Integer) = size(f, axis)

# What is asked of the dtype needs the handle: the texts are its.
function Base.eltype(f::NpyFile)
    GC.@preserve f begin
        reader(f)
        element_type(f.info)
    end
end

"""
    NPYRW.header(f)

The [`NPYRW.Header`](@ref) of an open array.
"""
function header(f::NpyFile)
    GC.@preserve f begin
        reader(f)
        Header(f.info)
    end
end

Base.show(io::IO, f::NpyFile) = print(io, "NpyFile(", describe(f), isopen(f) ? ", $(header(f)))" : ", closed)")

"""
    NPYRW.open(source; strict = false, steady = false, offset = 0)
    NPYRW.open(f, source; …)

Opens a .npy or a .npz, whichever it is, for reading: an [`NpyFile`](@ref) or an [`NpzFile`](@ref). With a
function `f`, as in `open(…) do`, it is closed when that returns.

`source` is a path, a `Vector{UInt8}` with the file's bytes (not to be changed while it is open), or an `IO`, which is
read from where it stands; an archive needs one that can seek. `strict` accepts only what NumPy itself writes, `steady`
promises that nobody shortens the file meanwhile, `offset` is the byte at which it begins.
"""
function open(source; strict::Bool = false, steady::Bool = false, offset::Integer = 0)
    flags = (strict ? NPY_OPEN_STRICT : 0) | (steady ? NPY_OPEN_STEADY : 0)
    is_archive(source, offset) ? open_npz(source, flags, offset) : open_npy(source, flags, offset)
end

function open(f::Function, source; options...)
    opened = open(source; options...)
    try
        return f(opened)
    finally
        close(opened)
    end
end

# An archive begins with a member's record, an empty one with the end record.
starts_archive(head::AbstractVector{UInt8}) =
    length(head) == 4 && head[1] == UInt8('P') && head[2] == UInt8('K') && (head[3:4] == [3, 4] || head[3:4] == [5, 6])

is_archive(bytes::Vector{UInt8}, offset) = starts_archive(bytes[min(end + 1, offset + 1):min(end, offset + 4)])

function is_archive(path::AbstractString, offset)
    # Of a pipe nothing may be taken to look at it, and what is missing the library tells.
    isfile(path) || return false
    Base.open(path) do io
        seek(io, offset)
        starts_archive(read(io, 4))
    end
end

function is_archive(io::IO, offset)
    offset == 0 || refuse(:unsupported, io, "an offset in a stream: skip to it first")
    mark(io)
    try
        return starts_archive(read(io, 4))
    finally
        reset(io)
    end
end

function open_npy(path::AbstractString, flags = 0, offset = 0)
    out, err = Ref{Ptr{npy_reader}}(C_NULL), failure()
    if flags == 0 && offset == 0
        check(npy_open(path, out, err), err, path)
    else
        check(npy_open_with(path, Ref(npy_open_options(offset = offset, flags = flags)), out, err), err, path)
    end
    NpyFile(out[], path)
end

function open_npy(bytes::Vector{UInt8}, flags = 0, offset = 0)
    out, err = Ref{Ptr{npy_reader}}(C_NULL), failure()
    options = Ref(npy_open_options(offset = offset, flags = flags))
    check(npy_open_memory(bytes, sizeof(bytes), options, out, err), err, bytes)
    NpyFile(out[], bytes)
end

function open_npy(io::IO, flags = 0, offset = 0)
    stream = Stream(io)
    out, err = Ref{Ptr{npy_reader}}(C_NULL), failure()
    options = Ref(npy_open_options(offset = offset, flags = flags))
    GC.@preserve stream pinned() do
        check(npy_open_source(Ref(source(stream)), options, out, err), err, stream)
    end
    NpyFile(out[], stream)
end

"""
    NPYRW.next!(f)

Goes on to the array that follows in the same file or stream; `false` if there is none.
"""
function next!(f::NpyFile)
    err = failure()
    GC.@preserve f pinned(f.source) do
        status = npy_next(reader(f), err)
        status == NPY_ERR_END && return false
        check(status, err, f)
        check(npy_header(reader(f), f.info, err), err, f)
        true
    end
end
