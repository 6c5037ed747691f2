# Arrays whose elements lie at fixed distances in memory go to the library as they stand.

is_strided(A) = false
is_strided(A::StridedArray) = true
is_strided(A::PermutedDimsArray) = is_strided(parent(A))
is_strided(A::LinearAlgebra.Transpose{<:Number}) = is_strided(parent(A)) && ndims(parent(A)) == 2
is_strided(A::LinearAlgebra.Adjoint{<:Real}) = is_strided(parent(A)) && ndims(parent(A)) == 2

address(A) = Ptr{Cvoid}(pointer(A))
address(A::PermutedDimsArray) = address(parent(A))
address(A::LinearAlgebra.Transpose) = address(parent(A))
address(A::LinearAlgebra.Adjoint) = address(parent(A))

steps(A) = strides(A)
steps(A::LinearAlgebra.Transpose) = reverse(steps(parent(A)))
steps(A::LinearAlgebra.Adjoint) = reverse(steps(parent(A)))

byte_strides(A::AbstractArray{T}) where {T} = collect(Int64, steps(A) .* sizeof(T))

# Whether the elements lie packed with the first axis (or the last) fastest; an axis of one element lies anyhow.
function is_packed(A, axes)
    distance = 1
    for axis in axes
        size(A, axis) <= 1 && continue
        steps(A)[axis] == distance || return false
        distance *= size(A, axis)
    end
    true
end

# As NumPy: C order if it lies so, which an array of one axis does; else what is Julia's.
natural_order(A) = isempty(A) || is_packed(A, ndims(A):-1:1) ? 'C' : 'F'
