/* A process that is forked while a file is open reads through what it inherited and touches nothing: the parent
 * goes on as if there were no child. */
#include "check.h"

static double values[3000];
static const int64_t rows_of[] = { -1, 3 }, many[] = { 3000 };

/* What the child does with the writer must be refused; its end, whichever, must leave no trace. */
static void child(npy_writer *w, int how)
{
    int right = npy_write(w, values, 24, NULL) == NPY_ERR_STATE;
    if (how == 0) npy_discard(w);
    if (how == 1) right = right && npy_finish(w, NULL) == NPY_ERR_STATE;
    _exit(right ? 0 : 1);
}

static void parent_goes_on(const char *path, npy_status (*begin)(const char *, npy_writer **), int grows)
{
    int how, status = -1;
    npy_writer *w = NULL;
    npy_array *a = NULL;
    for (how = 0; how < 3; how++) {
        pid_t pid;
        unlink(path);
        OK(begin(path, &w));
        OK(npy_write(w, values, 12000, &err));
        if (grows) OK(npy_flush(w, &err));
        fflush(stdout);
        pid = fork();
        if (pid == 0) child(w, how);
        waitpid(pid, &status, 0);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        OK(npy_write(w, values + 1500, 12000, &err));
        OK(npy_finish(w, &err));
        OK(npy_load(path, &a, &err));
        INT(npy_array_info(a)->nbytes, 24000);
        CHECK(memcmp(npy_array_data(a), values, 24000) == 0);
        npy_array_free(a);
    }
}

static npy_status create(const char *path, npy_writer **w)
{
    npy_spec spec = ZERO;
    spec.dtype = "f8", spec.ndim = 1, spec.shape = many;
    return npy_create(path, &spec, w, &err);
}

static npy_status in_place(const char *path, npy_writer **w)
{
    npy_spec spec = ZERO;
    spec.dtype = "f8", spec.ndim = 1, spec.shape = many, spec.replace = NPY_REPLACE_IN_PLACE;
    return npy_create(path, &spec, w, &err);
}

static npy_status append(const char *path, npy_writer **w)
{
    npy_spec spec = ZERO;
    spec.dtype = "f8", spec.ndim = 2, spec.shape = rows_of;
    return npy_append(path, &spec, w, &err);
}

/* A child that lives on does not keep the file locked once the parent is done. */
static void a_child_keeps_no_lock(void)
{
    npy_writer *w = NULL;
    int ends[2], status;
    pid_t pid;
    OK(append("kept.npy", &w));
    if (pipe(ends) != 0) check_need(NULL, "pipe");
    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        char byte;
        close(ends[1]);
        /* Until the parent closes its end. */
        _exit(read(ends[0], &byte, 1) == 0 ? 0 : 1);
    }
    close(ends[0]);
    OK(npy_finish(w, &err));
    OK(append("kept.npy", &w));
    OK(npy_finish(w, &err));
    close(ends[1]);
    waitpid(pid, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void both_read(void)
{
    npy_reader *r = NULL;
    npy_array *a = NULL;
    static double found[3000];
    int status = -1;
    pid_t pid;
    OK(npy_save("r.npy", "f8", 1, many, values, &err));
    OK(npy_open("r.npy", &r, &err));
    OK(npy_map("r.npy", NPY_MAP_READ, &a, &err));
    fflush(stdout);
    pid = fork();
    if (pid == 0) {
        int i, well = 1;
        for (i = 0; i < 200; i++) {
            well = well && npy_read_into(r, found, sizeof found, NULL) == NPY_OK
                && memcmp(found, values, sizeof found) == 0
                && memcmp(npy_array_data(a), values, sizeof found) == 0;
        }
        npy_close(r);
        npy_array_free(a);
        _exit(well ? 0 : 1);
    }
    {
        int i;
        for (i = 0; i < 200; i++) {
            OK(npy_read_into(r, found, sizeof found, &err));
            CHECK(memcmp(found, values, sizeof found) == 0);
        }
    }
    waitpid(pid, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    OK(npy_array_flush(a, &err));
    npy_close(r);
    npy_array_free(a);
}

int main(void)
{
    size_t i;
    for (i = 0; i < sizeof values / sizeof *values; i++) values[i] = (double)i + 0.25;
    parent_goes_on("c.npy", create, 0);
    parent_goes_on("p.npy", in_place, 0);
    parent_goes_on("a.npy", append, 1);
    a_child_keeps_no_lock();
    both_read();
    INT(check_names("."), 5);
    return check_end();
}
