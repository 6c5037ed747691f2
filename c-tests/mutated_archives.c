/* Archives put together anew from parts of the committed ones, with a mistake or several, from a fixed seed.
 * Whatever the directory and the sums would give away at once is put right afterwards, so that the
 * mistake gets as deep as it can: offsets, counts and sizes are computed, and a CRC-32 that the library
 * finds wrong is replaced by the one that it found. Nothing crashes, every error blames the
 * archive, what is read twice is the same. First the archives that were once read wrong are read again.
 *
 *   mutated_archives COUNT SEED   so many, from another seed
 *
 * What goes wrong is left behind as failed.npz or crashed.npz: it belongs into c-tests/archives/regress. */
#include "archives.h"

#include <signal.h>

#if defined(__cplusplus) || __STDC_VERSION__ >= 201112L
#define MUTATIONS 5000
#else
#define MUTATIONS 50000
#endif

/* A member in parts. */
struct part {
    unsigned char local[30], central[46];
    const unsigned char *name, *local_extra, *central_extra, *data, *behind;
    unsigned name_size, local_extra_size, central_extra_size;
    size_t data_size, behind_size;
};

static struct part parts[256];
static int part_count;

static uint64_t state;

static uint32_t chance(uint32_t below)
{
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return (uint32_t)((state >> 11) % below);
}

/* Takes the members of a whole archive apart. */
static void take_apart(const struct archive *a)
{
    const unsigned char *b = a->bytes;
    size_t end = a->size - 22, at, count;
    while (memcmp(b + end, "PK\5\6", 4) != 0 || end + 22 + get16(b + end + 20) != a->size) end--;
    at = get32(b + end + 16), count = get16(b + end + 8);
    if (at == 0xffffffff || count == 0xffff) {
        size_t large = get32(b + end - 12);
        at = get32(b + large + 48), count = get32(b + large + 24);
    }
    for (; count > 0; count--) {
        struct part *p = &parts[part_count++];
        size_t local = get32(b + at + 42), packed = get32(b + at + 20), next;
        memcpy(p->central, b + at, 46);
        p->name = b + at + 46, p->name_size = get16(b + at + 28);
        p->central_extra = p->name + p->name_size, p->central_extra_size = get16(b + at + 30);
        if (local == 0xffffffff) local = get32(p->central_extra + 20), packed = get32(p->central_extra + 12);
        memcpy(p->local, b + local, 30);
        p->local_extra = b + local + 30 + p->name_size, p->local_extra_size = get16(b + local + 28);
        p->data = p->local_extra + p->local_extra_size, p->data_size = packed;
        p->behind = p->data + packed;
        next = (size_t)(p->behind - b);
        p->behind_size = 0;
        if (get16(p->local + 6) & 8) {
            while (memcmp(b + next + p->behind_size, "PK\3\4", 4) != 0 && memcmp(b + next + p->behind_size, "PK\1\2", 4) != 0) {
                p->behind_size++;
            }
        }
        at += 46 + p->name_size + p->central_extra_size + get16(b + at + 32);
    }
}

static unsigned char made[MOST_BYTES];
static size_t size, locals[8], centrals[8], directory, ending;
static int members;

static void put(const void *bytes, size_t n)
{
    if (size + n > sizeof made) check_need(NULL, "room for an archive");
    memcpy(made + size, bytes, n);
    size += n;
}

/* A number that is likely to be wrong in an interesting way. */
static uint32_t odd(uint32_t value)
{
    static const uint32_t numbers[] = { 0, 1, 2, 7, 8, 30, 46, 0x7f, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000u, 0xffffff00u, 0xfffffffeu, 0xffffffffu };
    switch (chance(6)) {
    case 0: return numbers[chance(sizeof numbers / sizeof *numbers)];
    case 1: return value + 1;
    case 2: return value - 1;
    case 3: return value ^ 1u << chance(32);
    case 4: return value * 2;
    default: return (uint32_t)size + chance(64) - 32;
    }
}

/* One mistake in what was put together. */
static void mistake(void)
{
    static const unsigned local_fields[] = { 0, 4, 6, 8, 10, 14, 18, 22, 26, 28 };
    static const unsigned central_fields[] = { 0, 4, 6, 8, 10, 12, 16, 20, 24, 28, 30, 32, 34, 36, 38, 42 };
    size_t at, n;
    int i = (int)chance((uint32_t)members);
    switch (chance(9)) {
    case 0: /* a byte anywhere */
        made[chance((uint32_t)size)] ^= (unsigned char)(1u << chance(8));
        break;
    case 1: /* a number in a local header, in the directory, in both */
        at = locals[i] + local_fields[chance(sizeof local_fields / sizeof *local_fields)];
        put32(made + at, odd(get32(made + at)));
        break;
    case 2:
        at = centrals[i] + central_fields[chance(sizeof central_fields / sizeof *central_fields)];
        put32(made + at, odd(get32(made + at)));
        break;
    case 3: {
        unsigned field = 6 + chance(20);
        uint32_t value = odd(get32(made + locals[i] + field));
        put32(made + locals[i] + field, value);
        put32(made + centrals[i] + field + 2, value);
        break;
    }
    case 4: /* the data */
    case 5:
        at = locals[i] + 30 + chance(120);
        if (at < directory) made[at] = (unsigned char)odd(made[at]);
        break;
    case 6: /* some bytes over others */
        n = 1 + chance(40);
        at = chance((uint32_t)size);
        if (at + n <= size) memmove(made + chance((uint32_t)(size - n + 1)), made + at, n);
        break;
    case 7: /* a flag, a method */
        at = chance(2) ? 6 : 8;
        n = at == 8 ? (size_t)(chance(2) ? 8 : 93) : 1u << chance(14);
        put16(made + locals[i] + at, (unsigned)n);
        put16(made + centrals[i] + at + 2, (unsigned)n);
        break;
    default: /* the end */
        at = ending + chance(22);
        made[at] = (unsigned char)odd(made[at]);
        break;
    }
}

/* An archive of one to four members out of all that there are. */
static void put_together(void)
{
    struct part *chosen[4];
    unsigned char record[46];
    size_t gap;
    int i, extra_less = chance(8) == 0;
    members = 1 + (int)chance(4);
    size = 0;
    for (i = 0; i < members; i++) {
        struct part *p = chosen[i] = &parts[chance((uint32_t)part_count)];
        locals[i] = size;
        memcpy(record, p->local, 30);
        if (extra_less) put16(record + 28, 0);
        put(record, 30);
        put(p->name, p->name_size);
        if (!extra_less) put(p->local_extra, p->local_extra_size);
        put(p->data, p->data_size);
        put(p->behind, p->behind_size);
        for (gap = chance(8) == 0 ? chance(50) : 0; gap > 0; gap--) put("\x50", 1);
    }
    directory = size;
    for (i = 0; i < members; i++) {
        struct part *p = chosen[i];
        centrals[i] = size;
        memcpy(record, p->central, 46);
        put32(record + 42, (uint32_t)locals[i]);
        put16(record + 32, 0);
        if (get32(record + 20) == 0xffffffff) {
            /* Without the large field: the numbers fit. */
            put32(record + 24, get32(p->central_extra + 4));
            put32(record + 20, get32(p->central_extra + 12));
            put16(record + 30, 0);
        }
        put(record, 46);
        put(p->name, p->name_size);
        if (get16(record + 30) > 0) put(p->central_extra, p->central_extra_size);
    }
    ending = size;
    memset(record, 0, 22);
    memcpy(record, "PK\5\6", 4);
    put16(record + 8, (unsigned)members), put16(record + 10, (unsigned)members);
    put32(record + 12, (uint32_t)(size - directory)), put32(record + 16, (uint32_t)directory);
    put(record, 22);
}

/* Puts right what the message says of some member; 0 if it says nothing that can be put right. */
static int repair(const char *message)
{
    const char *found;
    unsigned long number;
    size_t at;
    int i, done = 0;
    for (i = 0; i < members; i++) {
        const unsigned char *name = made + centrals[i] + 46;
        unsigned length = get16(made + centrals[i] + 28);
        if (length > 40 || strncmp(message, "member '", 8) != 0 || strncmp(message + 8, (const char *)name, length) != 0) continue;
        if ((found = strstr(message, "have CRC-32 ")) != NULL && sscanf(found, "have CRC-32 %8lx", &number) == 1) {
            uint32_t old = get32(made + centrals[i] + 16);
            put32(made + centrals[i] + 16, (uint32_t)number);
            if (get32(made + locals[i] + 14) == old) put32(made + locals[i] + 14, (uint32_t)number);
            done = 1;
        } else if ((found = strstr(message, "ends after ")) != NULL && sscanf(found, "ends after %lu", &number) == 1
                   && strstr(message, "stream") == NULL) {
            for (at = centrals[i] + 24; at == centrals[i] + 24; at++) put32(made + at, (uint32_t)number);
            put32(made + locals[i] + 22, (uint32_t)number);
            done = 1;
        } else if ((found = strstr(message, "deflate stream ends after ")) != NULL
                   && sscanf(found, "deflate stream ends after %lu", &number) == 1) {
            put32(made + centrals[i] + 20, (uint32_t)number);
            put32(made + locals[i] + 18, (uint32_t)number);
            done = 1;
        }
    }
    return done;
}

static const char *const crash_name = "crashed.npz";

static void crashed(int signal_number)
{
    int fd = open(crash_name, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (fd >= 0) (void)!write(fd, made, size);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static long opened, read_whole, repaired, updated, refused[100];

/* The archive in a file is changed: what could be read can be read afterwards, and is the same. */
static void update(struct journey journey)
{
    npz_writer *w = NULL;
    npz_reader *z = NULL;
    npz_options options = ZERO;
    int64_t shape[1] = { 3 };
    npy_status status;
    check_write("changed.npz", made, size);
    options.align = chance(2) ? 64 : 0;
    check_fill(&err, sizeof err);
    status = npz_update("changed.npz", &options, &w, &err);
    journey_clean(status, "npz_update");
    if (status != NPY_OK) return;
    OK(npz_save(w, "added", "u1", 1, shape, "abc", &err));
    check_fill(&err, sizeof err);
    status = npz_finish(w, &err);
    journey_clean(status, "npz_finish");
    if (status != NPY_OK) return;
    updated++;
    OK(npz_open("changed.npz", &z, &err));
    if (journey.verified == NPY_OK) OK(npz_verify(z, &err));
    CHECK(npz_count(z) <= journey.count + 1);
    npz_close(z);
}

static void one(const npz_open_options *options)
{
    int round;
    int before = check_failed;
    struct journey journey, again;
    journey = travel(made, size, options, NULL);
    for (round = 0; round < 6 && journey.opened == NPY_OK && journey.first != NPY_OK && repair(journey.message); round++) {
        repaired++;
        journey = travel(made, size, options, NULL);
    }
    again = travel(made, size, options, NULL);
    INT(again.opened, journey.opened);
    if (journey.opened == NPY_OK) INT(again.read, journey.read);
    opened += journey.opened == NPY_OK;
    read_whole += journey.read;
    refused[-(journey.opened != NPY_OK ? journey.opened : journey.first)]++;
    if (journey.opened == NPY_OK && chance(64) == 0) update(journey);
    if (check_failed > before) {
        char name[64];
        snprintf(name, sizeof name, "failed-%d.npz", check_failed);
        check_write(name, made, size);
        printf("    %s\n", name);
    }
}

int main(int argc, char **argv)
{
    npz_open_options options = ZERO;
    long i, count = argc > 1 ? atol(argv[1]) : MUTATIONS;
    int whole, j, codes = 0;
    options.max_member = MOST_BYTES;
    options.max_ratio = 2000;
    state = argc > 2 ? strtoull(argv[2], NULL, 0) : 0x9e3779b97f4a7c15u;
    signal(SIGSEGV, crashed), signal(SIGABRT, crashed), signal(SIGBUS, crashed), signal(SIGFPE, crashed), signal(SIGILL, crashed);

    archives_load(1);
    CHECK(archive_count >= 8);
    for (j = 0; j < archive_count; j++) {
        size = 0;
        put(archives[j].bytes, archives[j].size);
        travel(made, size, NULL, NULL);
        travel(made, size, &options, NULL);
    }
    whole = archive_count;
    archives_load(0);
    for (j = whole; j < archive_count; j++) take_apart(&archives[j]);
    CHECK(part_count >= 30);
    for (i = 0; i < count; i++) {
        int mistakes = 1 + (int)chance(3);
        put_together();
        while (mistakes-- > 0) mistake();
        one(&options);
    }
    for (j = 0; j < 100; j++) {
        if (refused[j] > 0) printf("%7ld %s\n", refused[j], npy_status_name(-j));
        codes += refused[j] > 0;
    }
    printf("%ld archives, %ld opened, %ld members read, %ld repairs, %ld updated\n", count, opened, read_whole, repaired, updated);
    /* They get deep, and fail in every way. */
    CHECK(opened > count / 3 && read_whole > count / 2 && repaired > count / 20 && codes >= 6);
    return check_end();
}
