"""
    NpzWriter

An archive that is being written, from [`NPYRW.create`](@ref) or [`NPYRW.update`](@ref): `z[name] = A`, `delete!(z, name)`. `close`
completes it; one that is forgotten, or whose `do` block throws, is given up: the old file stays.
"""
mutable struct NpzWriter
    handle::Threads.Atomic{UInt}
    target::Any

    NpzWriter(handle::Ptr{npz_writer}, target) = finalizer(discard, new(Threads.Atomic{UInt}(UInt(handle)), target))
end

describe(z::NpzWriter) = describe(z.target)
rethrow_callback(z::NpzWriter) = rethrow_callback(z.target)

function writer(z::NpzWriter)
    handle = z.handle[]
    handle == 0 && refuse(:state, z, "it is closed")
    Ptr{npz_writer}(handle)
end

function Base.close(z::NpzWriter)
    handle = Threads.atomic_xchg!(z.handle, UInt(0))
    handle == 0 && return
    err = failure()
    GC.@preserve z pinned(z.target) do
        check(npz_finish(Ptr{npz_writer}(handle), err), err, z)
    end
end

function discard(z::NpzWriter)
    handle = Threads.atomic_xchg!(z.handle, UInt(0))
    handle == 0 || npz_discard(Ptr{npz_writer}(handle))
    nothing
end

Base.isopen(z::NpzWriter) = z.handle[] != 0

Base.show(io::IO, z::NpzWriter) = print(io, "NpzWriter(", describe(z), isopen(z) ? ")" : ", closed)")

# `compress` is false, true, or a level from 1 to 9.
function archive_options(compress, replace, sync, align, threads)
    method = compress === false ? NPZ_STORED : NPZ_DEFLATED
    Ref(npz_options(method = method, level = compress isa Bool ? 0 : compress, replace = replacing(replace), sync = sync,
        align = align, threads = threads))
end

"""
    NPYRW.create(target; compress = false, replace = :atomic, sync = false, align = 0)
    NPYRW.create(f, target; …)

Starts an archive at a path or in an `IO`, to be filled by `z["u"] = u`. `compress` is `false`, `true`, or a level from
1 (fastest) to 9 (smallest). With `align`, such as 64, stored members begin at multiples of so many bytes.
"""
function create(path::AbstractString; compress = false, replace = :atomic, sync = false, align = 0, threads = 1)
    out, err = Ref{Ptr{npz_writer}}(C_NULL), failure()
    check(npz_create(path, archive_options(compress, replace, sync, align, threads), out, err), err, path)
    NpzWriter(out[], path)
end

function create(io::IO; compress = false, replace = :atomic, sync = false, align = 0, threads = 1)
    stream, out, err = Stream(io), Ref{Ptr{npz_writer}}(C_NULL), failure()
    GC.@preserve stream pinned() do
        check(npz_create_sink(Ref(sink(stream)), archive_options(compress, replace, sync, align, threads), out, err), err, stream)
    end
    NpzWriter(out[], stream)
end

"""
    NPYRW.update(path; compress = false, sync = false)
    NPYRW.update(f, path; …)

Starts to change an archive: what is set takes the place of members of its name, the others stay. It changes in one step, when
it is closed.
"""
function update(path::AbstractString; compress = false, sync = false, align = 0, threads = 1)
    out, err = Ref{Ptr{npz_writer}}(C_NULL), failure()
    check(npz_update(path, archive_options(compress, NPY_REPLACE_ATOMIC, sync, align, threads), out, err), err, path)
    NpzWriter(out[], path)
end

update(f::Function, path::AbstractString; options...) = finishing(f, update(path; options...))

"""
    NPYRW.save(z, name, A; order = nothing, dtype = nothing, casting = :equiv)

Writes a member of an archive; `z[name] = A` is the same without options.
"""
function save(z::NpzWriter, name::AbstractString, A; order = nothing, dtype = nothing, options...)
    w, err = Written(A, order, dtype), failure()
    with_spec(w; options...) do spec
        GC.@preserve z w pinned(z.target) do
            check(npz_save_with(writer(z), name, spec, data_pointer(w), stride_pointer(w), err), err, z)
        end
    end
    nothing
end

Base.setindex!(z::NpzWriter, A, name::AbstractString) = (save(z, name, A); A)

function Base.delete!(z::NpzWriter, name::AbstractString)
    err = failure()
    GC.@preserve z check(npz_remove(writer(z), name, err), err, z)
    z
end
