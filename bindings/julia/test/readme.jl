# Every example of the README, as it stands there, in an empty folder; NumPy reads what the first one left.

text = read(joinpath(@__DIR__, "..", "README.md"), String)
examples = [m.captures[1] for m in eachmatch(r"```julia\n(.*?)```"s, text)]
length(split(strip(examples[1]), '\n')) == 5 || error("the first example has not five lines")
const PYTHON = get(ENV, "NPYRW_PYTHON", "python3")

cd(mktempdir())
for (number, example) in enumerate(examples)
    include_string(Main, example, "README.md, example $number")
    number == 1 && run(`$PYTHON -B -c "
import numpy as np
assert np.load('u.npy')[0, 2] == 3 and np.load('all.npz')['row'].tolist() == [4, 5], np.load('all.npz')['row']"`)
end

# What the comments say of the others.
npzread("series.npy") == reshape(1:12, 3, 4) && npzread("slabs.npy")[7, 3] == 3 && npzread("big.npy")[1, 1] == 0 ||
    error("the examples left something else")
u[1, 3] == 3 && row == [4, 5] && NPYRW.open(keys, "m.npz") == ["u"] || error("the examples left something else")
println(length(examples), " examples")
