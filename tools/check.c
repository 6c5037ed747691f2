/* npyrw check: whether files are whole. */
#include "tool.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char help[] =
    "npyrw check [-q] FILE...\n\n"
    "Whether files are whole: a header that can be read, all the elements that it promises, and\n"
    "nothing behind them but further arrays; of archives that the records agree, that each member\n"
    "unpacks to the bytes that its CRC-32 is of, and that arrays fill their members.\n\n"
    "  -q, --quiet  say only what is wrong\n\n"
    "Ends with 0 if all are, with 1 if one is damaged, with 3 if one cannot be read at all.\n";

struct finding {
    const char *path;
    int quiet, found;
};

/* Begins a line that says what is wrong. */
static void wrong(struct finding *finding, const npz_member_info *member)
{
    progress_end();
    finding->found = worse(finding->found, DIFFERENT);
    put_path(stdout, finding->path);
    if (member != NULL) {
        fputs(": ", stdout);
        put_name(stdout, member->name, (size_t)member->name_length);
    }
    fputs(": ", stdout);
}

/* Whether it is the file that is to blame, and not the system, the caller or a limit. */
static int is_damage(npy_status status)
{
    return status <= NPY_ERR_MAGIC && status > NPY_ERR_LIMIT && status != NPY_ERR_METHOD && status != NPY_ERR_ENCRYPTED;
}

static int failed(struct finding *finding, const npz_member_info *member, const npy_error *err)
{
    if (!is_damage(err->code)) {
        complain(finding->path, member != NULL ? member->name : NULL, member != NULL ? member->name_length : 0, err->message);
        finding->found = UNREADABLE;
        return UNREADABLE;
    }
    wrong(finding, strncmp(err->message, "member '", 8) == 0 ? NULL : member);
    printf("%s\n", err->message);
    return DIFFERENT;
}

static int check_arrays(struct finding *finding, npy_reader *reader)
{
    int64_t arrays = 0, end = 0;
    struct stat file;
    npy_error err;
    npy_info info;

    for (;;) {
        if (npy_header(reader, &info, &err) != NPY_OK) return failed(finding, NULL, &err);
        arrays++;
        if (info.kind == 'O') {
            if (!finding->quiet) {
                put_path(stdout, finding->path);
                fputs(": a header of Python objects, which are not looked at\n", stdout);
            }
            return FINE;
        }
        if (npy_next(reader, &err) == NPY_OK) {
            end += info.data_offset + info.nbytes;
            continue;
        }
        if (err.code == NPY_ERR_END) break;
        if (!is_damage(err.code)) return failed(finding, NULL, &err);
        wrong(finding, NULL);
        end += info.data_offset + info.nbytes;
        if (strcmp(finding->path, "-") != 0 && stat(finding->path, &file) == 0 && file.st_size >= end) {
            printf("%lld bytes behind the array are no array: %s\n", (long long)(file.st_size - end), err.message);
        } else if (err.code == NPY_ERR_TRUNCATED) {
            /* Of a stream it is known only now. */
            printf("%s\n", err.message);
        } else {
            printf("what follows array %lld is none: %s\n", (long long)arrays, err.message);
        }
        return DIFFERENT;
    }
    if (!finding->quiet) {
        put_path(stdout, finding->path);
        printf(arrays == 1 ? ": whole\n" : ": whole, %lld arrays\n", (long long)arrays);
    }
    return FINE;
}

/* What npz_verify() does not look at: that members are arrays, which fill them, and that their names lead to them. */
static void check_member(struct finding *finding, const npz_reader *archive, int64_t index, int64_t *arrays)
{
    npz_member_info member, named;
    npy_reader *reader;
    npy_error err;
    npy_info info;

    if (npz_member_at(archive, index, &member, &err) != NPY_OK) {
        failed(finding, NULL, &err);
        return;
    }
    if (strlen(member.member) == (size_t)member.member_length && npz_member(archive, member.member, &named, NULL) == NPY_OK &&
        named.index != index && named.member_length == member.member_length &&
        memcmp(named.member, member.member, (size_t)member.member_length) == 0) {
        wrong(finding, &member);
        fputs("a later member has the same name\n", stdout);
    }
    if (npz_get_at(archive, index, &reader, &err) != NPY_OK) {
        /* Anything may be in an archive. */
        struct array array = { .member = &member, .err = &err };
        if (!is_no_array(&array)) failed(finding, &member, &err);
        return;
    }
    if (npy_header(reader, &info, &err) == NPY_OK) {
        ++*arrays;
        if (info.kind != 'O' && info.data_offset + info.nbytes < member.size) {
            wrong(finding, &member);
            printf("%lld bytes behind the array\n", (long long)(member.size - info.data_offset - info.nbytes));
        }
    }
    npy_close(reader);
}

static int check_archive(struct finding *finding, const npz_reader *archive)
{
    int64_t i, arrays = 0;
    npy_error err;
    npy_status status;

    status = npz_verify(archive, &err);
    progress_end();
    for (i = 0; i < npz_count(archive); i++) check_member(finding, archive, i, &arrays);
    /* A member's header may have shown it already. */
    if (status != NPY_OK && finding->found == FINE) failed(finding, NULL, &err);
    if (finding->found == FINE && !finding->quiet) {
        put_path(stdout, finding->path);
        printf(": whole, %lld members, %lld arrays\n", (long long)npz_count(archive), (long long)arrays);
    }
    return finding->found;
}

/* The archive again, with somebody who watches. */
static npz_reader *watched(const char *path)
{
    npz_open_options options = { .progress = progress_call };
    npz_reader *archive;
    return strcmp(path, "-") != 0 && npz_open_with(path, &options, &archive, NULL) == NPY_OK ? archive : NULL;
}

static int check(const char *path, int quiet)
{
    struct finding finding = { path, quiet, FINE };
    struct opened opened;
    npz_reader *archive;
    npy_error err;
    int status;

    progress_start("check", path);
    if (open_path(path, &opened, &err) != NPY_OK) {
        status = failed(&finding, NULL, &err);
    } else if (opened.archive != NULL) {
        archive = watched(path);
        status = check_archive(&finding, archive != NULL ? archive : opened.archive);
        npz_close(archive);
    } else {
        status = check_arrays(&finding, opened.reader);
    }
    progress_end();
    close_path(&opened);
    return status;
}

int run_check(int argc, char **argv)
{
    int quiet = 0, count, i, status;
    const struct option table[] = { { 'q', "quiet", OPTION_FLAG, &quiet }, { 0, NULL, 0, NULL } };

    status = options(argc, argv, table, help, &count);
    if (status >= 0) return status;
    if (count == 0) return usage("check wants files");
    status = FINE;
    for (i = 0; i < count; i++) status = worse(status, check(argv[i], quiet));
    return status;
}
