"""
    NPYRW.Header

What is known of an array: `size(h)`, `ndims(h)`, `length(h)`, `eltype(h)` (`Any` where Julia has no type for
it; `String` for NumPy's texts; `Int64` for datetimes, which count `unit`s; a `NamedTuple` for structs), and

- `descr`: the dtype as NumPy writes it
- `fortran_order`: whether the first axis is the fastest in the file
- `shape`: as in NumPy
- `version`, `data_offset`: the file's format version, and the byte at which its elements begin
- `unit`: of a datetime, such as `"10us"`; else empty
"""
struct Header
    descr::String
    fortran_order::Bool
    shape::Tuple{Vararg{Int}}
    eltype::Type
    version::Int
    data_offset::Int64
    unit::String
end

Base.size(h::Header) = h.shape
Base.size(h::Header, axis::Integer) = axis <= length(h.shape) ? h.shape[axis] : 1
Base.ndims(h::Header) = length(h.shape)
Base.length(h::Header) = prod(h.shape)
Base.eltype(h::Header) = h.eltype

const InfoBox = Base.RefValue{npy_info}

dims(info::InfoBox) = ntuple(i -> Int(member(info, Val(:shape), i - 1)), Int(member(info, Val(:ndim))))

function element_type(info::InfoBox)
    kind = member(info, Val(:kind))
    if kind == UInt8('V')
        nfields = member(info, Val(:nfields))
        nfields > 0 ? record_type(member(info, Val(:dtype)), nfields) : NTuple{Int(member(info, Val(:itemsize))),UInt8}
    else
        number_type(kind, member(info, Val(:itemsize)))
    end
end

is_fortran(info::InfoBox) = member(info, Val(:order)) == UInt8('F')

dtype_text(info::InfoBox) = unsafe_string(member(info, Val(:descr)))

function Header(info::InfoBox)
    multiple, unit = member(info, Val(:unit_multiple)), text(info, Val(:unit))
    Header(dtype_text(info), is_fortran(info), dims(info), element_type(info), member(info, Val(:version)),
        member(info, Val(:data_offset)), multiple > 1 ? string(multiple, unit) : unit)
end

function Base.show(io::IO, h::Header)
    print(io, "Header(", h.descr, ", shape ", h.shape, h.fortran_order ? ", Fortran order)" : ", C order)")
end
