# Structs whose layout is not the file's are read field by field, each into its place.

is_record(::Type{T}) where {T} = isstructtype(T) && !(T <: Complex{<:AbstractFloat}) && !(T <: Tuple)

function read_fields!(f::NpyFile, dst::Ptr, ::Type{T}, strides::Vector{Int64}, part::Region, how::How, path = "") where {T}
    for i in 1:fieldcount(T)
        F = fieldtype(T, i)
        at, name = Ptr{Cvoid}(dst) + fieldoffset(T, i), string(path, fieldname(T, i))
        if is_record(F)
            read_fields!(f, at, F, strides, part, how, name * ".")
            continue
        end
        letter, inner, own = field_kind(f, name), F, Int64[]
        while inner <: Tuple && !is_text(letter, inner)
            push!(own, sizeof(inner) ÷ max(1, fieldcount(inner)))
            inner = fieldtype(inner, 1)
        end
        is_record(inner) && refuse(:unsupported, f, "the field $name is an array of structs that lie otherwise than in the file")
        dtype = is_text(letter, inner) ? string(letter, fieldcount(inner)) : descr(inner)
        read_as!(f, dtype, name, at, prod(part.kept) * sizeof(F), part, how, 0, [strides; own])
    end
end

function field_kind(f::NpyFile, path)
    box, err = Ref{npy_field_info}(), failure()
    GC.@preserve f check(npy_field(member(f.info, Val(:dtype)), path, box, err), err, f)
    Char(member(box, Val(:kind)))
end

# In a record, text and void are tuples of their units.
is_text(letter, T) = letter == 'U' ? T <: NTuple{N,UInt32} where {N} : letter in ('S', 'V') && T <: NTuple{N,UInt8} where {N}

# Any byte but 0 is true in a file; Julia's own true is 1.
holds_truths(::Type{T}) where {T} = T === Bool || (isstructtype(T) && any(i -> holds_truths(fieldtype(T, i)), 1:fieldcount(T)))

truths(::Type{Bool}, offset) = [offset]
truths(::Type{T}, offset) where {T} =
    isstructtype(T) ? reduce(vcat, (truths(fieldtype(T, i), offset + fieldoffset(T, i)) for i in 1:fieldcount(T)); init = UInt[]) : UInt[]

function truths!(at::Ptr{UInt8}, ::Type{T}, shape, strides) where {T}
    offsets = truths(T, UInt(0))
    for index in CartesianIndices(map(Base.OneTo, Tuple(shape)))
        element = at
        for axis in 1:length(shape)
            element += (index[axis] - 1) * strides[axis]
        end
        for offset in offsets
            unsafe_store!(element + offset, UInt8(unsafe_load(element + offset) != 0))
        end
    end
end

# The bytes of an element that belong to no field, and hold whatever was there: a file gets zeros for them.
function gaps(::Type{T}, start = 0) where {T}
    out, at = UnitRange{Int}[], 0
    isstructtype(T) || return out
    for i in 1:fieldcount(T)
        offset = Int(fieldoffset(T, i))
        offset > at && push!(out, start+at:start+offset-1)
        append!(out, gaps(fieldtype(T, i), start + offset))
        at = offset + sizeof(fieldtype(T, i))
    end
    sizeof(T) > at && push!(out, start+at:start+sizeof(T)-1)
    out
end

function without_gaps(A::AbstractArray{T}) where {T}
    holes = is_record(T) ? gaps(T) : UnitRange{Int}[]
    isempty(holes) && return A
    B = Array{T}(undef, size(A))
    copyto!(B, A)
    GC.@preserve B for i in 0:length(B)-1, hole in holes, byte in hole
        unsafe_store!(Ptr{UInt8}(pointer(B)) + i * sizeof(T) + byte, 0x00)
    end
    B
end
