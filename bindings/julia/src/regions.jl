# Indices as the library's slices: `11:20, :, 3` of Julia is `10:20, :, 2:3` of NumPy.

struct Region
    slices::Vector{npy_slice}
    # The length of each axis that is left: an axis that is indexed by a number goes.
    kept::Tuple{Vararg{Int}}
    # Which axes these are.
    axes::Vector{Int}
end

whole(shape) = Region(npy_slice[], shape, collect(1:length(shape)))

is_whole(region::Region) = isempty(region.slices)

function region(what, shape, indices)
    isempty(indices) && isempty(shape) && return whole(shape)
    length(indices) == length(shape) ||
        throw(DimensionMismatch("$(length(indices)) indices for $(length(shape)) axes of $(describe(what))"))
    slices, kept, axes = npy_slice[], Int[], Int[]
    for (axis, index) in enumerate(indices)
        inside(shape[axis], index) || throw(BoundsError(what, indices))
        push!(slices, slice(shape[axis], index))
        index isa Integer && continue
        push!(kept, index isa Colon ? shape[axis] : length(index))
        push!(axes, axis)
    end
    Region(slices, (kept...,), axes)
end

const Index = Union{Integer,Colon,AbstractRange{<:Integer}}

inside(n, ::Colon) = true
inside(n, i::Integer) = 1 <= i <= n
inside(n, r::AbstractRange) = isempty(r) || (1 <= first(r) <= n && 1 <= last(r) <= n)

slice(n, ::Colon) = npy_slice()
slice(n, i::Integer) = npy_slice(i - 1, i, 1)

function slice(n, r::AbstractRange)
    isempty(r) && return npy_slice(0, 0, 1)
    length(r) == 1 && return slice(n, first(r))
    # NumPy's stop lies behind the last one; in front of the first there is no number for it.
    stop = last(r) - 1 + sign(step(r))
    npy_slice(first(r) - 1, stop < 0 ? NPY_NONE : stop, step(r))
end

"""
    f[i, j, …]

Reads a part of an open array: numbers, ranges (with steps, also negative) and `:`, one for each axis.
"""
function Base.getindex(f::NpyFile, indices::Index...)
    A = read_new(f, eltype(f), region(f, size(f), indices), How())
    ndims(A) == 0 ? A[] : A
end

"""
    read!(f, A)
    read!(f, A, i, j, …; casting = :equiv, threads = 1)

Reads an open array, or a part of it, into `A`, which may be any strided array of the right size: also a view, which is
filled where it stands. Its element type has to be the file's, unless `casting` allows another: `:safe`, `:same_kind`
or `:unsafe`, as in NumPy.
"""
function Base.read!(f::NpyFile, A::AbstractArray, indices::Index...; casting::Symbol = :equiv, threads::Integer = 1)
    part = isempty(indices) ? whole(size(f)) : region(f, size(f), indices)
    size(A) == part.kept ||
        throw(DimensionMismatch("the array has the size $(size(A)), what is read from $(describe(f)) has $(part.kept)"))
    read_into!(f, A, part, How(casting = casting, threads = threads))
    A
end
