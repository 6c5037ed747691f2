"""Prints the tables of docs/scale.md: what the model there says, from the assumptions below and nothing else."""

import math

ASSUMED = {
    "ranks": (10_000, "ranks"),
    "node": (64, "ranks on a node"),
    "bytes": (10e12, "bytes of the array, f8 in three dimensions, all as long"),
    "servers": (100, "servers that hold stripes"),
    "server": (2e9, "bytes a second that one of them takes"),
    "link": (25e9, "bytes a second between a node and the network"),
    "stripe": (16 * 2**20, "bytes of a stripe"),
    "hop": (2e-6, "seconds from one rank to another"),
    "request": (200e-6, "seconds that a server is busy with a small request"),
    "opens": (20_000, "files a second that the metadata server opens, creates or renames"),
    "lock": (500e-6, "seconds until a lock on a stripe has gone from one client to another"),
    "small": (1_000_000, "small files"),
    "entry": (76, "bytes of an archive's directory for a member with a name of 10 letters"),
}
V = {name: value for name, (value, _) in ASSUMED.items()}


def seconds(t):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if t >= size:
            return f"{t / size:.3g} {unit}"
    return "0"


def size(n):
    for unit, one in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if n >= one * 0.9995:
            return f"{n / one:.3g} {unit}"
    return f"{n:.0f} B"


def table(head, rows):
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def main():
    tree = math.ceil(math.log2(V["ranks"]))
    side = (V["bytes"] / 8) ** (1 / 3)
    table(("assumed", ""), [(seconds(value) if value < 1 else size(value) if "bytes" in what else f"{value:,.0f}", what)
                            for value, what in ASSUMED.values()])

    floor = V["bytes"] / V["servers"] / V["server"]
    agree = 2 * tree * V["hop"]
    gather = V["ranks"] * 48 / V["link"] + tree * V["hop"]
    table(("10 TB by 10,000 ranks", "if everybody did it", "as it is done", "what is done"), [
        ("reading the header", seconds(V["ranks"] * V["request"]), seconds(V["request"] + tree * V["hop"]),
         "rank 0 reads, the others are sent it"),
        ("writing the header", seconds(V["ranks"] * V["request"]), seconds(V["request"]), "rank 0, once, last"),
        ("opening", seconds(V["ranks"] / V["opens"]), seconds(V["ranks"] / V["opens"]),
         "each rank opens: nobody can hang; once a file, not once a write"),
        ("claiming space", "-", seconds(V["servers"] * V["request"]), "rank 0, a request a server"),
        ("an agreement", "-", seconds(agree), "up and down a tree; three in create, two in write, three in close"),
        ("comparing blocks", "-", seconds(gather), f"{size(V['ranks'] * 48)} go to rank 0, which sorts them"),
        ("giving the name", seconds(V["ranks"] / V["opens"]), seconds(1 / V["opens"]), "one rename"),
        ("the bytes themselves", seconds(floor), seconds(floor), "the floor: nothing else should be seen beside it"),
    ])

    def cut(name, axes):
        parts = V["ranks"] ** (1 / axes)
        lengths = [side / parts] * axes + [side] * (3 - axes)
        run = lengths[axes - 1] * 8 * side ** (3 - axes)
        runs = V["bytes"] / V["ranks"] / run
        # A stripe has whole rows of several ranks in it, and where rows are cut, all that share a row.
        if axes < 3:
            sharing = 1 + V["stripe"] / run
        else:
            sharing = parts * (1 + V["stripe"] / (side * 8) / lengths[1])
        stripes = V["bytes"] / V["stripe"]
        locks = stripes * (sharing - 1) * V["lock"] / V["servers"]
        exchange = V["bytes"] / (V["ranks"] / V["node"]) / V["link"]
        return (name, size(run), f"{runs:,.0f}", f"{sharing:.3g}", seconds(floor + locks),
                seconds(floor + runs * V["ranks"] * V["request"] / V["servers"]), seconds(floor + exchange))

    table(("cut along", "bytes of a run", "runs of a rank", "ranks in a stripe", "independent, if each gets a stripe once", "independent, if a run is a request",
           "collective"),
          [cut("one axis", 1), cut("two axes", 2), cut("three axes", 3)])

    n, one = V["small"], V["request"]
    table(("1,000,000 small arrays", "requests", "one after the other", "as fast as the servers allow"), [
        ("a file each, read: open and one read", f"{2 * n:,}", seconds(n * (1 / V["opens"] + one) + 2 * n * V["hop"]),
         seconds(max(n / V["opens"], n * one / V["servers"]))),
        ("a file each, replaced: create, write, rename", f"{3 * n:,}", seconds(n * (2 / V["opens"] + one)), seconds(2 * n / V["opens"])),
        ("a file each, in place: create, write", f"{2 * n:,}", seconds(n * (1 / V["opens"] + one)), seconds(n / V["opens"])),
        (f"members of one archive, any of them: the directory of {size(n * V['entry'])} once, then one read each",
         f"{n + 3:,}", seconds(n * V["entry"] / V["server"] + n * one), seconds(n * V["entry"] / V["server"] + n * one / V["servers"])),
        ("rows of one file that grows, all of them", f"{math.ceil(n * 1000 / V['stripe']):,}", seconds(n * 1000 / V["server"]),
         seconds(max(n * 1000 / V["server"] / V["servers"], one))),
    ])


if __name__ == "__main__":
    main()
