"""
    NpzFile

An archive, opened for reading with [`NPYRW.open`](@ref): `keys(z)`, `haskey(z, name)`, `length(z)`, `z[name]` (loads a
member), `NPYRW.load(z, name; …)`, and `NPYRW.open(z, name)` for a member to be read in parts.

Any number of threads may read at once; members may outlive it. Close it with `close`, or leave it to the garbage
collector.
"""
mutable struct NpzFile
    handle::Threads.Atomic{UInt}
    source::Any

    NpzFile(handle::Ptr{npz_reader}, source) = finalizer(close, new(Threads.Atomic{UInt}(UInt(handle)), source))
end

describe(z::NpzFile) = describe(z.source)
rethrow_callback(z::NpzFile) = rethrow_callback(z.source)

function archive(z::NpzFile)
    handle = z.handle[]
    handle == 0 && refuse(:state, z, "it is closed")
    Ptr{npz_reader}(handle)
end

function Base.close(z::NpzFile)
    handle = Threads.atomic_xchg!(z.handle, UInt(0))
    handle == 0 || npz_close(Ptr{npz_reader}(handle))
    nothing
end

Base.isopen(z::NpzFile) = z.handle[] != 0

function open_npz(path::AbstractString, flags = 0, offset = 0)
    out, err = Ref{Ptr{npz_reader}}(C_NULL), failure()
    check(npz_open_with(path, Ref(npz_open_options(offset = offset, flags = flags)), out, err), err, path)
    NpzFile(out[], path)
end

function open_npz(bytes::Vector{UInt8}, flags = 0, offset = 0)
    out, err = Ref{Ptr{npz_reader}}(C_NULL), failure()
    options = Ref(npz_open_options(offset = offset, flags = flags))
    check(npz_open_memory(bytes, sizeof(bytes), options, out, err), err, bytes)
    NpzFile(out[], bytes)
end

function open_npz(io::IO, flags = 0, offset = 0)
    stream = Stream(io, position(io))
    seekend(io)
    size = position(io) - stream.start
    seek(io, stream.start)
    out, err = Ref{Ptr{npz_reader}}(C_NULL), failure()
    options = Ref(npz_open_options(offset = offset, flags = flags))
    GC.@preserve stream pinned() do
        check(npz_open_source(Ref(source_at(stream, size)), options, out, err), err, stream)
    end
    NpzFile(out[], stream)
end

Base.length(z::NpzFile) = GC.@preserve z Int(npz_count(archive(z)))
Base.isempty(z::NpzFile) = length(z) == 0

"""
    keys(z)

The members' names as `np.load` has them, in the archive's order.
"""
function Base.keys(z::NpzFile)
    GC.@preserve z map(0:length(z)-1) do index
        box, err = Ref{npz_member_info}(), failure()
        check(npz_member_at(archive(z), index, box, err), err, z)
        unsafe_string(Ptr{UInt8}(member(box, Val(:name))), member(box, Val(:name_length)))
    end
end

function Base.haskey(z::NpzFile, name::AbstractString)
    box, err = Ref{npz_member_info}(), failure()
    GC.@preserve z begin
        status = npz_member(archive(z), name, box, err)
        status == NPY_ERR_MEMBER && return false
        check(status, err, z)
    end
    true
end

"""
    NPYRW.open(z, name)

Opens a member of an archive: an [`NpyFile`](@ref), which may outlive the archive.
"""
function open(z::NpzFile, name::AbstractString)
    out, err = Ref{Ptr{npy_reader}}(C_NULL), failure()
    GC.@preserve z pinned(z.source) do
        check(npz_get(archive(z), name, out, err), err, z)
    end
    NpyFile(out[], z.source)
end

function open(f::Function, z::NpzFile, name::AbstractString)
    opened = open(z, name)
    try
        return f(opened)
    finally
        close(opened)
    end
end

load(z::NpzFile, name::AbstractString; options...) = open(f -> load(f; options...), z, name)
load(::Type{T}, z::NpzFile, name::AbstractString; options...) where {T<:Array} = open(f -> load(T, f; options...), z, name)

Base.getindex(z::NpzFile, name::AbstractString) = load(z, name)

"""
    NPYRW.verify(z)

Reads everything in an archive and compares it with its checksums; throws an [`NpyError`](@ref) that names the member.
"""
function verify(z::NpzFile)
    err = failure()
    GC.@preserve z pinned(z.source) do
        check(npz_verify(archive(z), err), err, z)
    end
end

Base.show(io::IO, z::NpzFile) = print(io, "NpzFile(", describe(z), isopen(z) ? ", $(length(z)) members)" : ", closed)")
