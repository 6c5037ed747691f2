"""
    NpyError

What a call of the library failed with.

- `code`: a symbol, such as `:truncated`, `:not_found`, `:cast`; that of `NPY_ERR_TRUNCATED` in npyrw.h and so on
- `path`: the file, or a word for what is none
- `message`: one line: what was found and what was expected
- `os_error`: the operating system's error number (see `Libc.strerror`), or 0
- `offset`: the byte in the file that the message speaks of, or -1
"""
struct NpyError <: Exception
    code::Symbol
    path::String
    message::String
    os_error::Int
    offset::Int64
end

Base.showerror(io::IO, e::NpyError) = print(io, "NpyError: ", e.path, ": ", e.message, " (:", e.code, ")")

const CODES = Dict{npy_status,Symbol}(
    value => Symbol(lowercase(string(name)[length("NPY_ERR_")+1:end]))
    for (name, value) in CONSTANTS if startswith(string(name), "NPY_ERR_"))

# Room for an error; the library writes it only when a call fails.
failure() = Ref{npy_error}()

"Throws what is in `err` unless `status` is success; `what` has a `describe`."
@inline check(status::npy_status, err, what) = status == NPY_OK ? nothing : fail(err, what)

@noinline function fail(err, what)
    rethrow_callback(what)
    code = member(err, Val(:code))
    throw(NpyError(get(CODES, code, :unknown), describe(what), text(err, Val(:message)),
        member(err, Val(:os_error)), member(err, Val(:offset))))
end

@noinline refuse(code::Symbol, what, message) = throw(NpyError(code, describe(what), message, 0, -1))

describe(what::AbstractString) = String(what)
describe(::Vector{UInt8}) = "bytes in memory"
describe(what) = string(typeof(what))

# Where a callback of ours failed, its exception is what the caller gets.
rethrow_callback(what) = nothing
