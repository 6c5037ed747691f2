# Julia's own streams, as the library's sources and sinks.
#
# A callback must not throw: the exception would pass through frames that are not
# Julia's. It is kept, the library gets an error number, and the call that the
# library then ends with throws it.

mutable struct Stream
    io::IO
    start::Int64
    lock::ReentrantLock
    exception::Any
end

Stream(io::IO, start = 0) = Stream(io, start, ReentrantLock(), nothing)

describe(s::Stream) = describe(s.io)
describe(io::IOStream) = io.name

function rethrow_callback(s::Stream)
    exception = s.exception
    exception === nothing && return
    s.exception = nothing
    throw(exception)
end

function guarded(f, context::Ptr{Cvoid})::Int64
    s = unsafe_pointer_to_objref(context)::Stream
    try
        return f(s)
    catch exception
        s.exception = exception
        return -Int64(Libc.EIO)
    end
end

# What we were given to fill, as an array. It is ours only for the length of the call.
bytes_at(dst::Ptr{Cvoid}, size) = unsafe_wrap(Array, Ptr{UInt8}(dst), Int(size))

stream_read(context::Ptr{Cvoid}, dst::Ptr{Cvoid}, size::Csize_t)::Int64 =
    guarded(s -> Int64(readbytes!(s.io, bytes_at(dst, size), Int(size))), context)

stream_read_at(context::Ptr{Cvoid}, dst::Ptr{Cvoid}, size::Csize_t, offset::Int64)::Int64 =
    guarded(context) do s
        lock(s.lock) do
            seek(s.io, s.start + offset)
            Int64(readbytes!(s.io, bytes_at(dst, size), Int(size)))
        end
    end

stream_write(context::Ptr{Cvoid}, data::Ptr{Cvoid}, size::Csize_t)::Int64 =
    guarded(s -> Int64(unsafe_write(s.io, Ptr{UInt8}(data), UInt(size))), context)

# The Stream must stay alive as long as the handle: who makes it holds it.
source(s::Stream) = npy_source(context = pointer_from_objref(s),
    read = @cfunction(stream_read, Int64, (Ptr{Cvoid}, Ptr{Cvoid}, Csize_t)))

source_at(s::Stream, length) = npy_source(context = pointer_from_objref(s), length = length,
    read_at = @cfunction(stream_read_at, Int64, (Ptr{Cvoid}, Ptr{Cvoid}, Csize_t, Int64)))

sink(s::Stream) = npy_sink(context = pointer_from_objref(s),
    write = @cfunction(stream_write, Int64, (Ptr{Cvoid}, Ptr{Cvoid}, Csize_t)))

# A stream that waits lets other tasks run. Ours must come back on the thread on
# which the library called, so it must not move while it is in there.
function pinned(f)
    task = current_task()
    sticky = task.sticky
    task.sticky = true
    try
        return f()
    finally
        task.sticky = sticky
    end
end

pinned(f, ::Nothing) = f()
pinned(f, ::Stream) = pinned(f)
pinned(f, ::Any) = f()
