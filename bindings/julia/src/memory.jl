# Memory for large arrays. The first touch of each page costs more than copying
# into it, so what is large asks for huge pages, where Linux has them.

const LARGE = 4 << 20
const PAGE = 4096

function new_array(::Type{T}, shape::Dims{N}) where {T,N}
    A = Array{T,N}(undef, shape)
    Sys.islinux() && sizeof(A) >= LARGE && prefer_huge_pages(A)
    A
end

function prefer_huge_pages(A)
    GC.@preserve A begin
        start = UInt(pointer(A))
        first_page = cld(start, PAGE) * PAGE
        # MADV_HUGEPAGE. It is advice, and changes no byte: where it is not taken, nothing is lost.
        ccall(:madvise, Cint, (Ptr{Cvoid}, Csize_t, Cint), Ptr{Cvoid}(first_page), start + sizeof(A) - first_page, 14)
    end
end
