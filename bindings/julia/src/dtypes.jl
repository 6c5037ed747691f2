# Which Julia type stands for which dtype.

const NUMBERS = [
    ('b', 1) => Bool,
    ('i', 1) => Int8, ('i', 2) => Int16, ('i', 4) => Int32, ('i', 8) => Int64,
    ('u', 1) => UInt8, ('u', 2) => UInt16, ('u', 4) => UInt32, ('u', 8) => UInt64,
    ('f', 2) => Float16, ('f', 4) => Float32, ('f', 8) => Float64,
    ('c', 8) => ComplexF32, ('c', 16) => ComplexF64,
]

"""
    NPYRW.descr(T)

The dtype that NumPy has for elements of the type `T`: numbers, and structs of them (also
`NamedTuple`s) that are `isbits`, nested ones and `NTuple`s in them included.
"""
function descr end

for ((kind, size), T) in NUMBERS
    @eval descr(::Type{$T}) = $(string(kind, size))
end

descr(::Type{NTuple{N,UInt8}}) where {N} = string("V", N)

function descr(::Type{T}) where {T}
    isbitstype(T) && isstructtype(T) && fieldcount(T) > 0 && !(T <: Tuple) ||
        throw(ArgumentError("NumPy has no dtype for elements of the type $T"))
    names = [string(name) for name in fieldnames(T)]
    dtypes = [field_descr(fieldtype(T, i)) for i in 1:fieldcount(T)]
    out, err = Ref{Ptr{npy_dtype}}(C_NULL), failure()
    GC.@preserve names dtypes begin
        members = [npy_member(name = Base.unsafe_convert(Cstring, names[i]), dtype = Base.unsafe_convert(Cstring, dtypes[i]),
                       offset = fieldoffset(T, i)) for i in eachindex(names)]
        check(npy_dtype_struct(members, length(members), sizeof(T), out, err), err, string(T))
    end
    text = unsafe_string(npy_dtype_text(out[]))
    npy_dtype_free(out[])
    text
end

# As a field, an NTuple is an array of its own; NumPy counts its axes from the outside in.
function field_descr(::Type{T}) where {T}
    T <: NTuple || return descr(T)
    shape = Int[]
    inner = T
    while inner <: NTuple && inner <: Tuple
        push!(shape, fieldcount(inner))
        inner = fieldtype(inner, 1)
    end
    base = descr(inner)
    shape = string("(", join(shape, ","), ",)")
    startswith(base, "[") ? "($base, $shape)" : shape * base
end

# The type for a dtype's letter and size; Any where Julia has none.
function number_type(kind::UInt8, size::Int64)
    kind == UInt8('f') && return size == 8 ? Float64 : size == 4 ? Float32 : size == 2 ? Float16 : Any
    kind == UInt8('i') && return size == 4 ? Int32 : size == 8 ? Int64 : size == 2 ? Int16 : Int8
    kind == UInt8('u') && return size == 1 ? UInt8 : size == 4 ? UInt32 : size == 8 ? UInt64 : UInt16
    kind == UInt8('c') && return size == 16 ? ComplexF64 : size == 8 ? ComplexF32 : Any
    kind == UInt8('b') && return Bool
    # A count of the unit that the header names; NaT is typemin(Int64).
    (kind == UInt8('M') || kind == UInt8('m')) && return Int64
    (kind == UInt8('S') || kind == UInt8('U')) && return String
    Any
end

# A NamedTuple for a struct dtype, from the list of its fields of all depths.
function record_type(dtype::Ptr{npy_dtype}, nfields::Integer)
    children = Dict{Int32,Vector{Int32}}()
    boxes = Dict{Int32,Base.RefValue{npy_field_info}}()
    for index in Int32(0):Int32(nfields - 1)
        box, err = Ref{npy_field_info}(), failure()
        check(npy_field_at(dtype, index, box, err), err, "dtype")
        boxes[index] = box
        push!(get!(children, member(box, Val(:parent)), Int32[]), index)
    end
    named(-1, children, boxes)
end

function named(parent, children, boxes)
    names, types = Symbol[], Any[]
    for index in children[parent]
        box = boxes[index]
        T = field_type(index, box, children, boxes)
        T === Any && return Any
        for axis in member(box, Val(:ndim))-1:-1:0
            T = NTuple{Int(member(box, Val(:shape), axis)),T}
        end
        push!(names, Symbol(unsafe_string(Ptr{UInt8}(member(box, Val(:name))), member(box, Val(:name_length)))))
        push!(types, T)
    end
    T = NamedTuple{(names...,),Tuple{types...}}
    isbitstype(T) ? T : Any
end

function field_type(index, box, children, boxes)
    haskey(children, index) && return named(index, children, boxes)
    kind, size = member(box, Val(:kind)), member(box, Val(:itemsize))
    for axis in 0:member(box, Val(:ndim))-1
        size = size ÷ max(1, member(box, Val(:shape), axis))
    end
    # Text in a record stays as its bytes: a String is a pointer.
    kind in (UInt8('S'), UInt8('V')) && return NTuple{Int(size),UInt8}
    kind == UInt8('U') && return NTuple{Int(size ÷ 4),UInt32}
    number_type(kind, size)
end
