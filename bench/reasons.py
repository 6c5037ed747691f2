"""Why a goal is missed, where it is known: said beside the distance, and only while it is missed."""

NUMPY, LIMIT = "against NumPy", "against the limit"

WHY = {
    ("read_4kb", LIMIT): "beside the three system calls a header is parsed and a reader made and freed, which beside so short calls is seen",
    ("write_4kb", LIMIT): "nobody finds half a file: it has no name until it is whole, and the limit writes under the name at once; write_4kb_whole and write_4kb_in_place hold either against its like",
    ("write_1mb", LIMIT): "the file without a name and the link, as for 4 KB",
    ("npz_steady_1mb", LIMIT): "the copy's source stays in the second cache; a bare pread of as many bytes takes twice the copy, a map of them five times (so files under 8 MiB are not mapped), and the sum is held",
    ("npz_steady_100mb", NUMPY): "the archive's pages, which NumPy wrote in small pieces, take twice as long to map as those of an .npy",
    ("npz_steady_100mb", LIMIT): "likewise: pages of small pieces take twice as long to map; the sum is taken on the way",
    ("npz_steady_1gb", NUMPY): "likewise: pread, not a map",
    ("npz_steady_1gb", LIMIT): "likewise: pread, not a map",
    ("swap_100mb", NUMPY): "pread's limit: the swap adds no more than a fifth to the read, and a file that may be cut is not mapped",
    ("transpose", NUMPY): "pread alone takes more than a copy in memory, and a file that may be cut is not mapped; what is read is then turned, past the cache, about as long again",
    ("transpose", LIMIT): "pread into the cache takes 1.1 copies, turning 1.4 with 32-byte stores; those of 64 bytes save an eighth of it all, but the oldest compiler that is supported does not have them",
    ("columns", LIMIT): "twice the bytes are read from memory before as many are written: reading and picking alone take two thirds of the write in one piece",
    ("deflated_load_1mb", NUMPY): "literals are decoded in two places at once, which is 1.2 to 1.35 times as fast as libdeflate on the same stream and about twice as fast as zlib 1.2.13; the goal is further than any decoder measured here",
    ("deflated_load_100mb", NUMPY): "one symbol in eight is a match here, and such blocks are decoded in one place: to note and copy so many matches later cost more than it saved (0.85 of the speed)",
    ("write_100mb", LIMIT): "not steady: 0.99, 0.99, 1.05, 1.08 and 1.49 when it was measured again, by the same fallocate and write as the limit's; what the disk writes back meanwhile was not kept apart",
    ("deflated_read_1mb", NUMPY): "as for deflated_load_1mb: the goal is further than any decoder measured here",
    ("deflated_load_random_1mb", NUMPY): "as for deflated_load_1mb: the goal is further than any decoder measured here",
    ("deflated_load_random_100mb", LIMIT): "not steady: 1.06 to 1.26 when it was measured again; new memory is among what is paid for beside the inflate, how much of it was not measured",
    ("blocks_part64k", LIMIT): "beside the inflate: the archive is opened, its list of blocks read and summed up, and the bytes are copied out of the block",
    ("deflate_int32", NUMPY): "the search for matches and the choice among them; the cheaper parameters of level 5 are 1.3 times as fast, but make rounded doubles 1.034 of NumPy's size where 1.02 is allowed",
    ("blocks_write_rounded", NUMPY): "81 MB/s a thread: matches of many lengths are looked for and tried; level 2 is 1.3 times as fast and 8 % larger than NumPy's",
    ("blocks_write_int32", NUMPY): "73 MB/s a thread, as for one stream; level 1 is 3.3 times as fast and 4 % larger than NumPy's",
    ("blocks_write_u8", NUMPY): "89 MB/s a thread, three quarters of it search and choice; level 3 is 1.6 times as fast and 8 % larger than NumPy's",
    ("blocks_write_random", NUMPY): "each block learns anew which bytes are noise: about a quarter of the time",
    ("blocks_write_u8", LIMIT): "1 MB is four blocks: two turns for each thread",
    ("write_4kb", NUMPY): "open, write and close alone are 3.3 times as fast as NumPy here: making a file is what ext4 takes its time for",
    ("write_1mb", NUMPY): "fallocate and write alone are 1.97 times as fast as NumPy here: nearly all is the system's, which fills pages that are new",
    ("npz_write_1mb", NUMPY): "making the file and filling new pages is the system's, as for write_1mb; beside the .npy write it is within its goal",
    ("npz_read_100mb", LIMIT): "not steady: 0.81 when it was measured again; a bare pread of the archive's pages, which NumPy wrote in small pieces, was 1.3 times as slow as of the .npy's on a busy machine, which does not explain all of it",
    ("npz_write_100mb", LIMIT): "the sum is taken before the system copies the bytes, a second look at memory that is in no cache",
    ("headers_10000", NUMPY): "open, pread and close alone are 8.1 times as fast as NumPy here",
    ("read_1mb", NUMPY): "a bare pread is 3.0 times as fast as NumPy here",
    ("many_all", NUMPY): "of about a microsecond for a member of 800 bytes two fifths go into opening it, its own header held against the directory, and two fifths into reading and summing",
    ("many_one", NUMPY): "the directory is looked through once and every entry checked, 30 ns each; more than half of that are fresh pages for its 640 KB and its entries",
    ("many_write", NUMPY): "records, sum, name and header of each member, a microsecond in all, of which nothing stands out",
    ("info_10000", NUMPY): "nearly all of it are open, pread and close by two threads; those alone, by one, are 8.1 times as fast as NumPy, so two are 16 at best",
    ("headers_10000", LIMIT): "beside the three system calls a header is parsed and a reader made and freed",
}


def missed(result):
    """What of a row is missed, by how much, and why."""
    sides = [(NUMPY, result.numpy, "goal", True), (LIMIT, result.limit, "most", False)]
    sides += [(f"against {name}", side, "goal", True) for name, side in result.peers.items()]
    for title, side, key, least in sides:
        if side and not side["met"]:
            found, wanted = side["quartiles"][1], side[key]
            off = wanted / found - 1 if least else found / wanted - 1
            yield title, found, wanted, f"{off:.0%}", WHY.get((result.name, title), "not explained yet")
    if not result.size_met:
        yield "size", "", "", "", WHY.get((result.name, "size"), "not explained yet")
