# The shared library, and the macros with which libnpyrw.jl declares what is in it.
#
# Which library it is stands fixed only when a program runs (a package image may
# be made on one machine and used on another), so each function is called through
# a pointer that is looked up when the module is loaded.

const FUNCTIONS = Pair{Symbol,Any}[]    # name => (returns = T, parameters = [name => T…]), in the order of their pointers
const POINTERS = Ptr{Cvoid}[]
const STRUCTS = Symbol[]
const HANDLES = Symbol[]
const CONSTANTS = Pair{Symbol,Any}[]

const LOADED = Ref{String}("")

"""
    NPYRW.library()

The path of the shared library in use.
"""
library() = LOADED[]

function load_library()
    chosen = get(ENV, "NPYRW_LIBRARY", "")
    # The name with the ABI's number goes first: that is what libnpyrw.jl was written for.
    abi = NPYRW_VERSION_MAJOR == 0 ? "0.$NPYRW_VERSION_MINOR" : string(NPYRW_VERSION_MAJOR)
    names = isempty(chosen) ? [Sys.isapple() ? "libnpyrw.$abi.dylib" : "libnpyrw.so.$abi", "libnpyrw"] : [chosen]
    handle = C_NULL
    for name in names
        found = Libdl.dlopen(name; throw_error = false)
        found === nothing && continue
        handle = found
        break
    end
    handle == C_NULL && error("NPYRW: there is no library ", join(names, " or "),
        isempty(chosen) ? "; install npyrw, or set NPYRW_LIBRARY to the path of its shared library" : " (NPYRW_LIBRARY)")
    LOADED[] = Libdl.dlpath(handle)
    for (i, (name, _)) in enumerate(FUNCTIONS)
        found = Libdl.dlsym(handle, name; throw_error = false)
        found === nothing && error("NPYRW: ", library(), " has no ", name, ": it is another version of npyrw")
        POINTERS[i] = found
    end
end

zeroed(::Type{T}) where {T<:Integer} = zero(T)
zeroed(::Type{Ptr{T}}) where {T} = Ptr{T}(C_NULL)
zeroed(::Type{Cstring}) = Cstring(C_NULL)
zeroed(::Type{NTuple{N,T}}) where {N,T} = ntuple(_ -> zero(T), Val(N))

"`@handle name`: a struct of the library of which only pointers are known."
macro handle(name)
    push!(HANDLES, name)
    esc(:(struct $name end))
end

"`@cstruct name begin member::Type… end`: the struct, and a constructor with keywords in which what is not given is zero."
macro cstruct(name, body)
    push!(STRUCTS, name)
    members = [line for line in body.args if line isa Expr]
    names = [line.args[1] for line in members]
    keywords = [Expr(:kw, line.args[1], :(zeroed($(line.args[2])))) for line in members]
    esc(quote
        struct $name
            $(members...)
        end
        $name(; $(keywords...)) = $name($(names...))
    end)
end

"`@constants begin NAME = value… end`"
macro constants(body)
    lines = [line for line in body.args if line isa Expr]
    noted = [:(push!(CONSTANTS, $(QuoteNode(line.args[1])) => $(line.args[1]))) for line in lines]
    esc(Expr(:block, (:(const $(line.args[1]) = $(line.args[2])) for line in lines)..., noted...))
end

@inline entry(index) = @inbounds POINTERS[index]

"`@cfunctions begin name(parameter::Type…)::Type… end`: one Julia function for each."
macro cfunctions(body)
    out = Expr(:block)
    for line in body.args
        line isa Expr || continue
        call, returns = line.args
        name, parameters = call.args[1], call.args[2:end]
        names, types = [p.args[1] for p in parameters], [p.args[2] for p in parameters]
        push!(FUNCTIONS, name => (returns = returns, parameters = names .=> types))
        push!(POINTERS, C_NULL)
        index = length(POINTERS)
        push!(out.args, Expr(:(=), Expr(:call, name, names...),
            Expr(:call, :ccall, :(entry($index)), returns, Expr(:tuple, types...), names...)))
    end
    esc(out)
end

# The large structs are not taken out of their boxes whole: a member is loaded from its place.
@generated function member(box::Ref{T}, ::Val{name}) where {T,name}
    i = findfirst(isequal(name), fieldnames(T))
    :(GC.@preserve box unsafe_load(Ptr{$(fieldtype(T, i))}(Base.unsafe_convert(Ptr{T}, box) + $(fieldoffset(T, i)))))
end

# One number of a member that is an array of numbers; from 0.
@generated function member(box::Ref{T}, ::Val{name}, index::Integer) where {T,name}
    i = findfirst(isequal(name), fieldnames(T))
    :(GC.@preserve box unsafe_load(Ptr{$(eltype(fieldtype(T, i)))}(Base.unsafe_convert(Ptr{T}, box) + $(fieldoffset(T, i))), index + 1))
end

# A member that is a text ended by NUL in an array of bytes.
@generated function text(box::Ref{T}, ::Val{name}) where {T,name}
    i = findfirst(isequal(name), fieldnames(T))
    :(GC.@preserve box unsafe_string(Ptr{UInt8}(Base.unsafe_convert(Ptr{T}, box) + $(fieldoffset(T, i)))))
end
