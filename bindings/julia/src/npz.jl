# The names of NPZ.jl, so that `using NPYRW` takes the place of `using NPZ`.

"""
    npzread(source, [names])

Reads a .npy: an `Array`, or a number if it has no axes. Reads a .npz: a `Dict` of all its members, or of those that `names` lists. NumPy's
indices are Julia's. `source` is a path, an `IO` or a `Vector{UInt8}`.
"""
function npzread(source, names = nothing)
    open(source) do opened
        opened isa NpyFile && return value(load(opened))
        wanted = names === nothing ? keys(opened) : key.(names isa AbstractString ? [names] : names)
        return specific(Dict{String,Any}(name => value(opened[name]) for name in wanted))
    end
end

value(A::Array) = ndims(A) == 0 ? A[] : A

# A member may be named as it is called in the archive.
key(name::AbstractString) = endswith(name, ".npy") ? String(chop(name, tail = 4)) : String(name)

specific(all::Dict{String,Any}) = isempty(all) ? all : Dict(name => x for (name, x) in all)

"""
    npzreadheader(source, [names])

The [`NPYRW.Header`](@ref) of a .npy; of a .npz a `Dict` of those of its members.
"""
function npzreadheader(source, names = nothing)
    open(source) do opened
        opened isa NpyFile && return header(opened)
        wanted = names === nothing ? keys(opened) : key.(names isa AbstractString ? [names] : names)
        return Dict{String,Header}(name => open(header, opened, name) for name in wanted)
    end
end

"""
    npzwrite(target, A)
    npzwrite(target, Dict("u" => u, …); compress = false)
    npzwrite(target, A, B…; u = u, …, compress = false)

Writes an array or a number as a .npy; several, or named ones, as a .npz, where those without names are called `arr_0`, `arr_1` and so
on, as by `numpy.savez`. `compress` is `false`, `true`, or a level from 1 to 9; an array that is called so has to come in a `Dict`.
"""
npzwrite(target, A::Union{AbstractArray,Number,AbstractString}; named...) = isempty(named) ? save(target, A) : write_archive(target, (A,), named)

npzwrite(target, members::AbstractDict{<:AbstractString}; compress::Union{Bool,Integer} = false) = write_members(target, members, compress)

npzwrite(target, arrays...; named...) = write_archive(target, arrays, named)

function write_archive(target, arrays, named)
    isempty(arrays) && isempty(named) && throw(ArgumentError("nothing to write to $(describe(target))"))
    members, compress = Pair{String,Any}[], false
    for (index, A) in enumerate(arrays)
        push!(members, "arr_$(index - 1)" => A)
    end
    for (name, A) in pairs(named)
        if name === :compress && A isa Integer
            compress = A
        elseif any(==(string(name)) ∘ first, members)
            throw(ArgumentError("$name is given twice: as an array without a name, too"))
        else
            push!(members, string(name) => A)
        end
    end
    write_members(target, members, compress)
end

function write_members(target, members, compress)
    create(target; compress = compress) do z
        for (name, A) in members
            z[String(name)] = A
        end
    end
    nothing
end
