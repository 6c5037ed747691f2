/* Every committed archive, cut at every byte and with every bit turned round: a clean error or the same data,
 * and npz_verify() finds the bit unless it is one that means nothing. Which those are is
 * worked out here from the records, and no others pass. Memory is in proportion to the file.
 *
 *   damaged_archives valgrind   some of the same, where something else watches the memory */
#include "archives.h"

/* What the decoders need for themselves, and reading at least. */
#define ALLOWANCE (1024 * 1024)
#define ALLOWANCE_BZIP2 (8 * 1024 * 1024)

/* The complete run is that of the shared library; the others see to it that they do the same. */
#if defined(__cplusplus) || __STDC_VERSION__ >= 201112L
static size_t step = 11;
#else
static size_t step = 1;
#endif

static unsigned char nothing[MOST_BYTES]; /* the bits that mean nothing */
static long attempts, found_by_verify, silent;
static int counting = COUNTS_MEMORY;

static void means_nothing(size_t at, size_t size)
{
    memset(nothing + at, 0xff, size);
}

/* The bits of a record's flags that nobody looks at: all but encryption, what follows the data, patches,
 * strong encryption, UTF-8 and a masked directory. */
static void flags(size_t at, unsigned looked_at)
{
    nothing[at] = (unsigned char)~looked_at;
    nothing[at + 1] = (unsigned char)(~looked_at >> 8);
}

/* Extra fields: the contents of those that are not for large sizes, and their numbers as long as they do not become
 * that one; in a local header their lengths, too. The sizes in a streamed member's may be missing. */
static void extras(const unsigned char *bytes, size_t at, size_t end, int local, int streamed)
{
    while (at + 4 <= end) {
        unsigned id = get16(bytes + at), size = get16(bytes + at + 2), bit;
        if (id != 1) means_nothing(at + 4, size);
        for (bit = 0; bit < 16; bit++) {
            if (id == 1 ? streamed : (id ^ 1u << bit) != 1) nothing[at + bit / 8] |= (unsigned char)(1u << bit % 8);
        }
        if (local && (id != 1 || streamed)) means_nothing(at + 2, 2);
        at += 4 + size;
    }
}

/* Goes through the records of a whole archive. */
static void learn_nothing(const struct archive *a)
{
    const unsigned char *b = a->bytes;
    size_t end = a->size - 22, at, entries, i;
    uint32_t directory;
    memset(nothing, 0, a->size);
    while (memcmp(b + end, "PK\5\6", 4) != 0 || end + 22 + get16(b + end + 20) != a->size) end--;
    means_nothing(end + 20, a->size - end - 20); /* the comment, which may be cut off or not reach the end */
    directory = get32(b + end + 16);
    entries = get16(b + end + 8);
    if (end >= 20 && memcmp(b + end - 20, "PK\6\7", 4) == 0) {
        size_t large = get32(b + end - 12);
        means_nothing(large + 12, 4);  /* versions */
        means_nothing(end + 4, 4);     /* disks, which the large record has */
        nothing[end - 4] = 1;          /* one disk, or none said */
        directory = get32(b + large + 48);
        entries = get32(b + large + 24);
    }
    at = directory;
    for (i = 0; i < entries; i++) {
        unsigned name = get16(b + at + 28), extra = get16(b + at + 30), comment = get16(b + at + 32);
        size_t local = get32(b + at + 42), packed = get32(b + at + 20);
        unsigned method = get16(b + at + 10);
        unsigned looked_at = 0x1 | 0x8 | 0x20 | 0x40 | 0x800 | 0x2000;
        if (local == 0xffffffff) {
            /* The large field: size, packed size, offset. */
            local = get32(b + at + 46 + name + 20), packed = get32(b + at + 46 + name + 12);
        }
        means_nothing(at + 4, 2);   /* made by */
        nothing[at + 6] = 0x3f;     /* needs at most 6.3 */
        means_nothing(at + 7, 1);
        flags(at + 8, looked_at);
        means_nothing(at + 12, 4);  /* time and date */
        means_nothing(at + 36, 6);  /* attributes */
        extras(b, at + 46 + name, at + 46 + name + extra, 0, 0);
        means_nothing(at + 46 + name + extra, comment);
        at += 46 + name + extra + comment;

        name = get16(b + local + 26), extra = get16(b + local + 28);
        means_nothing(local + 4, 2); /* needs */
        flags(local + 6, 0x1 | 0x8 | 0x800);
        means_nothing(local + 10, 4);
        extras(b, local + 30 + name, local + 30 + name + extra, 1, get16(b + local + 6) & 8);
        /* What is packed may be packed otherwise (padding, windows, codes that nothing uses): it is the data that
         * have to be the same, and travel() holds them to that. */
        if (method != 0) means_nothing(local + 30 + name + extra, packed);
    }
    if (strncmp(a->name, "gaps", 4) == 0) {
        for (at = 0; at + 8 <= a->size; at++) {
            if (memcmp(b + at, "nobody's", 8) == 0) means_nothing(at, b[at + 8] == ',' ? 13 : 8);
        }
    }
}

static int allowed(size_t bit)
{
    return nothing[bit / 8] >> bit % 8 & 1;
}

static struct journey attempt(const struct archive *a, const unsigned char *bytes, size_t size)
{
    long start = memory_start(), most = (long)(2 * size) + (strstr(a->name, "bzip2") ? ALLOWANCE_BZIP2 : ALLOWANCE);
    struct journey journey = travel(bytes, size, NULL, a);
    attempts++;
    if (counting && memory_peak - start > most) {
        printf("    %s: %zu bytes took %ld bytes of memory\n", a->name, size, memory_peak - start);
        CHECK(!"memory is in proportion to the file");
    }
    if (counting) INT(memory_live, start);
    return journey;
}

/* Cut at every byte: an archive is found from its end, so nothing is left of it. */
static void cuts(const struct archive *a)
{
    size_t size;
    int comment = strncmp(a->name, "commented", 9) == 0;
    for (size = 0; size < a->size; size += step) {
        /* A block of its own, so that a read behind it is seen. */
        unsigned char *block = (unsigned char *)check_need(malloc(size > 0 ? size : 1), "memory");
        struct journey journey;
        memcpy(block, a->bytes, size);
        journey = attempt(a, block, size);
        if (journey.opened == NPY_OK) {
            if (!comment) printf("    %s: opened when cut to %zu\n", a->name, size);
            CHECK(comment && journey.verified == NPY_OK);
        }
        free(block);
    }
}

static void flips(struct archive *a)
{
    size_t bit;
    learn_nothing(a);
    for (bit = 0; bit < 8 * a->size; bit += step) {
        struct journey journey;
        a->bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
        journey = attempt(a, a->bytes, a->size);
        if (journey.opened == NPY_OK && journey.verified == NPY_OK) {
            silent++;
            if (!allowed(bit)) {
                printf("    %s: bit %zu of byte %zu means something, and was not found\n", a->name, bit % 8, bit / 8);
                CHECK(!"a bit is found");
            }
        } else {
            found_by_verify += journey.opened == NPY_OK && journey.read == journey.count;
        }
        a->bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
}

int main(int argc, char **argv)
{
    int i;
    if (check_part(argc, argv, "valgrind")) counting = 0, step = 61;
    archives_load(0);
    CHECK(archive_count >= 18);
    for (i = 0; i < archive_count; i++) {
        archive_learn(&archives[i]);
        cuts(&archives[i]);
        flips(&archives[i]);
    }
    printf("%ld attempts, %ld bits that mean nothing, %ld found by npz_verify alone\n", attempts, silent, found_by_verify);
    CHECK(attempts > 80000 / (long)step && silent > 1000 / (long)step);
    return check_end();
}
