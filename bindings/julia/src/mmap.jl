"""
    NPYRW.mmap(path; mode = :read)
    NPYRW.mmap(T, path; mode = :read)

Maps the file's own elements into memory, however large it is; each page is read when it is first touched. NumPy's indices are
Julia's: of a file in Fortran order, or of one axis, it is an `Array`, of one in C order a `PermutedDimsArray`.

`mode` is `:read` (storing into it is a `ReadOnlyMemoryError`), `:write` (what is stored goes into the file; `Mmap.sync!`
waits for it) or `:private` (what is stored stays here; the file must be writable all the same). `T` may be a struct that is `isbits` with the file's layout.

Elements in the other byte order, or not aligned, cannot be mapped: `:unsupported`. If somebody shortens the file while it is
mapped, touching what is gone ends the program; `NPYRW.load` gives an error instead.
"""
mmap(path::AbstractString; mode::Symbol = :read) = mapped(nothing, path, mode)
mmap(::Type{T}, path::AbstractString; mode::Symbol = :read) where {T} = mapped(T, path, mode)

function mapped(T, path, mode)
    mode in (:read, :write, :private) || throw(ArgumentError("mode is :read, :write or :private, not :$mode"))
    f = open_npy(path)
    try
        wanted = T === nothing ? eltype(f) : T
        isbitstype(wanted) || (wanted === String ? refuse(:unsupported, f, "texts cannot be mapped as Strings") : unreadable(f))
        info = f.info
        member(info, Val(:byteorder)) == UInt8(ENDIAN_BOM == 0x04030201 ? '>' : '<') &&
            refuse(:unsupported, f, "its elements are in the other byte order: " * dtype_text(info))
        # The same bytes and no other: what would be converted cannot be mapped.
        read_as!(f, descr(wanted), nothing, C_NULL, 0, whole(size(f)), How(); plan = true) ||
            refuse(:dtype, f, "wanted $(descr(wanted)); found $(dtype_text(info))")
        offset = member(info, Val(:data_offset))
        offset % Base.datatype_alignment(wanted) == 0 || refuse(:unsupported, f, "its elements are not aligned: they begin at byte $offset")
        shape = size(f)
        native = is_fortran(info) || length(shape) < 2 ? shape : reverse(shape)
        A = isempty_shape(shape) ? Array{wanted}(undef, native) : map_elements(f, path, wanted, native, offset, mode)
        return native === shape || length(shape) < 2 || is_fortran(info) ? A : PermutedDimsArray(A, length(shape):-1:1)
    finally
        close(f)
    end
end

isempty_shape(shape) = any(iszero, shape)

function map_elements(f, path, ::Type{T}, shape, offset, mode) where {T}
    # The file that was checked may be gone by now, and another stand in its place.
    Base.open(path, mode === :read ? "r" : "r+") do io
        filesize(io) >= offset + prod(shape) * sizeof(T) || refuse(:truncated, f, "it was cut while it was opened")
        Mmap.mmap(io, Array{T,length(shape)}, shape, offset; grow = false, shared = mode !== :private)
    end
end
