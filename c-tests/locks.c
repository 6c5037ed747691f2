/* Two writers never grow one file, in one process or in two; what a dead writer leaves is removed by the next,
 * and what belongs to a living one is not. */
#include "check.h"

#include <signal.h>

static double values[3000];
static const int64_t rows_of[] = { -1, 3 }, many[] = { 3000 };
static npy_writer *w, *other;

static npy_spec rows(void)
{
    npy_spec spec = ZERO;
    spec.dtype = "f8", spec.ndim = 2, spec.shape = rows_of;
    return spec;
}

static npy_spec fixed(int32_t replace)
{
    npy_spec spec = ZERO;
    spec.dtype = "f8", spec.ndim = 1, spec.shape = many, spec.replace = replace;
    return spec;
}

/* In another process, which ends then. */
static void elsewhere(npy_status expected, npy_status (*call)(void))
{
    int status = 0;
    pid_t child;
    fflush(stdout);
    child = fork();
    if (child == 0) {
        npy_status found = call();
        _exit(found == expected ? 0 : 1);
    }
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static npy_status append(void)
{
    npy_spec spec = rows();
    npy_writer *mine = NULL;
    npy_status status = npy_append("a.npy", &spec, &mine, NULL);
    return status == NPY_OK ? npy_finish(mine, NULL) : status;
}

static npy_status overwrite(void)
{
    npy_spec spec = fixed(NPY_REPLACE_IN_PLACE);
    return npy_save_with("a.npy", &spec, values, NULL, NULL);
}

static void one_writer_grows_a_file(void)
{
    npy_spec spec = rows();
    OK(npy_append("a.npy", &spec, &w, &err));
    FAILS(NPY_ERR_BUSY, npy_append("a.npy", &spec, &other, &err));
    SAYS("another writer");
    FAILS(NPY_ERR_BUSY, npy_append("./a.npy", NULL, &other, &err));
    elsewhere(NPY_ERR_BUSY, append);
    elsewhere(NPY_ERR_BUSY, overwrite);
    OK(npy_write_rows(w, 10, values, NULL, &err));
    OK(npy_finish(w, &err));
    elsewhere(NPY_OK, append);
    OK(npy_append("a.npy", &spec, &w, &err));
    npy_discard(w);
    elsewhere(NPY_OK, append);
    /* A file that was replaced by a copy is locked as the one before. */
    {
        npy_reader *r = NULL;
        OK(npy_open("a.npy", &r, &err));
        OK(npy_append("a.npy", &spec, &w, &err));
        npy_close(r);
        elsewhere(NPY_ERR_BUSY, append);
        OK(npy_finish(w, &err));
        elsewhere(NPY_OK, append);
    }
    spec = fixed(NPY_REPLACE_IN_PLACE);
    OK(npy_create("a.npy", &spec, &w, &err));
    elsewhere(NPY_ERR_BUSY, overwrite);
    npy_discard(w);
}

/* A child that does part of the work and stays where it is until it is killed. */
static pid_t stuck(void (*work)(void), int *gate)
{
    int ends[2];
    char byte;
    pid_t child;
    if (pipe(ends) != 0) check_need(NULL, "pipe");
    fflush(stdout);
    child = fork();
    if (child == 0) {
        close(ends[0]);
        work();
        if (write(ends[1], "x", 1) != 1) _exit(1);
        for (;;) pause();
    }
    close(ends[1]);
    CHECK(read(ends[0], &byte, 1) == 1);
    *gate = ends[0];
    return child;
}

static void dies(pid_t child, int gate)
{
    int status = 0;
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    close(gate);
    CHECK(WIFSIGNALED(status));
}

static void saves_half(void)
{
    npy_spec spec = fixed(NPY_REPLACE_ATOMIC);
    if (npy_create("b.npy", &spec, &w, NULL) != NPY_OK || npy_write(w, values, 8000, NULL) != NPY_OK) _exit(1);
}

static void grows_some(void)
{
    npy_spec spec = rows();
    if (npy_append("g.npy", &spec, &w, NULL) != NPY_OK || npy_write_rows(w, 7, values, NULL, NULL) != NPY_OK
        || npy_flush(w, NULL) != NPY_OK || npy_write_rows(w, 2, values + 21, NULL, NULL) != NPY_OK) {
        _exit(1);
    }
}

static void the_dead_hold_nothing(void)
{
    npy_spec spec = rows();
    npy_info info;
    int gate;
    pid_t child = stuck(grows_some, &gate);
    FAILS(NPY_ERR_BUSY, npy_append("g.npy", &spec, &w, &err));
    dies(child, gate);
    OK(npy_append("g.npy", &spec, &w, &err));
    OK(npy_writer_info(w, &info, &err));
    INT(info.shape[0], 9);
    OK(npy_finish(w, &err));
}

static int names(void)
{
    CHECK(chdir("litter") == 0);
    {
        int count = check_names(".");
        CHECK(chdir("..") == 0);
        return count;
    }
}

static void litter_is_the_next_writers(void)
{
    npy_spec spec = fixed(NPY_REPLACE_ATOMIC);
    npy_recovery what;
    int gates[3], i;
    pid_t children[3];
    CHECK(mkdir("litter", 0700) == 0 && chdir("litter") == 0);
    /* A file that is new may have no name until it is complete; then nothing is left of it. */
    children[0] = stuck(saves_half, &gates[0]);
    dies(children[0], gates[0]);
    CHECK(check_names(".") <= 1);
    OK(npy_save_with("b.npy", &spec, values, NULL, &err));
    INT(check_names("."), 1);
    /* Two die at the same time, one lives: each has a name of its own. */
    for (i = 0; i < 3; i++) children[i] = stuck(saves_half, &gates[i]);
    INT(check_names("."), 4);
    /* What the dead have left goes with the next writer of a new file, too. */
    CHECK(unlink("b.npy") == 0);
    dies(children[0], gates[0]);
    dies(children[1], gates[1]);
    INT(check_names("."), 3);
    OK(npy_save_with("b.npy", &spec, values, NULL, &err));
    /* The file, and the temporary one of the writer that lives. */
    INT(check_names("."), 2);
    OK(npy_save_with("../litter/b.npy", &spec, values, NULL, &err));
    INT(check_names("."), 2);
    dies(children[2], gates[2]);
    OK(npy_recover("b.npy", &what, &err));
    INT(what.temporaries, 1);
    INT(what.actions, NPY_RECOVERED_TEMPORARIES);
    INT(check_names("."), 1);
    /* Another target's are not ours, nor is what only looks like them. */
    children[0] = stuck(saves_half, &gates[0]);
    dies(children[0], gates[0]);
    check_write(".npyrw-0123456789abcdef-0.tmp", "", 0);
    OK(npy_save("c.npy", "f8", 1, many, values, &err));
    INT(check_names("."), 4);
    OK(npy_save("b.npy", "f8", 1, many, values, &err));
    INT(check_names("."), 3);
    /* A name that leads elsewhere is not followed. */
    unlink(".npyrw-0123456789abcdef-0.tmp");
    CHECK(chdir("..") == 0);
    INT(names(), 2);
}

/* Many at once replace one file: each is there whole, none stays beside. */
static void many_replace_one(void)
{
    enum { WRITERS = 6, TIMES = 40 };
    pid_t children[WRITERS];
    int i, j, status, well = 0;
    CHECK(mkdir("many", 0700) == 0 && chdir("many") == 0);
    fflush(stdout);
    for (i = 0; i < WRITERS; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            npy_spec spec = fixed(NPY_REPLACE_ATOMIC);
            for (j = 0; j < TIMES; j++) {
                if (npy_save_with("m.npy", &spec, values, NULL, NULL) != NPY_OK) _exit(1);
            }
            _exit(0);
        }
    }
    for (i = 0; i < WRITERS; i++) {
        waitpid(children[i], &status, 0);
        well += WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    INT(well, WRITERS);
    INT(check_names("."), 1);
    {
        npy_array *a = NULL;
        OK(npy_load("m.npy", &a, &err));
        CHECK(memcmp(npy_array_data(a), values, sizeof values) == 0);
        npy_array_free(a);
    }
    CHECK(chdir("..") == 0);
}

int main(void)
{
    size_t i;
    for (i = 0; i < sizeof values / sizeof *values; i++) values[i] = (double)i + 0.25;
    one_writer_grows_a_file();
    the_dead_hold_nothing();
    litter_is_the_next_writers();
    many_replace_one();
    return check_end();
}
