# Reads lines `load PATH N` until the end of input, loads PATH N times for each, and answers with a
# line: the seconds that took. The elements stay in the order of the file, as in C. `call N` answers
# with the seconds of N calls into C that do next to nothing.

using NPYRW

function repeat_load(path, n)
    started = time_ns()
    for _ in 1:n
        NPYRW.load(path; layout = :native)
    end
    (time_ns() - started) / 1e9
end

function repeat_call(n)
    started = time_ns()
    for _ in 1:n
        NPYRW.npy_version()
    end
    (time_ns() - started) / 1e9
end

for line in eachline(stdin)
    words = split(line, ' ')
    if words[1] == "call" && length(words) == 2
        n = parse(Int, words[2])
        repeat_call(1)
        println(repeat_call(n))
        flush(stdout)
        continue
    end
    length(words) >= 3 && words[1] == "load" || error("not `load PATH N`: ", line)
    path, n = join(words[2:end-1], ' '), parse(Int, words[end])
    # What is compiled for this kind of array is compiled before the clock starts.
    NPYRW.load(path; layout = :native)
    println(repeat_load(path, n))
    flush(stdout)
end
