# Prints what src/libnpyrw.jl declares, as JSON, for drift.py.

using NPYRW

json(x::AbstractString) = repr(x)
json(x::Symbol) = repr(string(x))
json(x::Integer) = string(x)
json(x::Type) = json(replace(replace(string(x), "NPYRW." => ""), " " => ""))
json(x::Type{NTuple{N,T}}) where {N,T} = json("NTuple{$N,$T}")   # Julia prints short ones otherwise
json(x::AbstractVector) = "[" * join(json.(x), ", ") * "]"
json(x::AbstractVector{<:Pair}) = "{" * join((json(name) * ": " * json(value) for (name, value) in x), ", ") * "}"

resolve(T) = Core.eval(NPYRW, T)

functions = [name => ["returns" => resolve(f.returns), "parameters" => [[resolve(T), p] for (p, T) in f.parameters]]
    for (name, f) in NPYRW.FUNCTIONS]

structs = map(NPYRW.STRUCTS) do name
    T = getfield(NPYRW, name)
    name => ["size" => sizeof(T), "members" => [[fieldtype(T, i), fieldname(T, i), fieldoffset(T, i)] for i in 1:fieldcount(T)]]
end

println(json(["functions" => functions, "structs" => structs, "opaque" => NPYRW.HANDLES,
    "constants" => [NPYRW.CONSTANTS; :NPY_NONE => NPYRW.NPY_NONE]]))
