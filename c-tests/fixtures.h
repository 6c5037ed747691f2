/* The committed files of c-tests/data and what their manifest says of them. */
#ifndef NPYRW_TESTS_FIXTURES_H
#define NPYRW_TESTS_FIXTURES_H

#include "check.h"

#define MOST_FIXTURES 128

/* An array in one of the files. */
struct fixture {
    char file[64];
    int number;     /* of the array in the file */
    int64_t nbytes; /* -1 for Python objects */
    char sha256[65];
    char dtype[512]; /* little-endian */
};

static struct fixture fixtures[MOST_FIXTURES];
static int fixture_count;

static inline void fixtures_load(void)
{
    char path[1024], line[1024];
    long long nbytes;
    FILE *file;
    const char *data = getenv("NPYRW_TEST_DATA");
    snprintf(path, sizeof path, "%.900s/manifest", data != NULL ? data : ".");
    file = (FILE *)check_need(fopen(path, "r"), path);
    while (fgets(line, sizeof line, file) != NULL) {
        struct fixture *f = &fixtures[fixture_count++];
        if (fixture_count > MOST_FIXTURES
            || sscanf(line, "%63s %d %lld %64s %511[^\n]", f->file, &f->number, &nbytes, f->sha256, f->dtype) != 5) {
            check_need(NULL, line);
        }
        f->nbytes = nbytes;
    }
    fclose(file);
    CHECK(fixture_count >= 80);
}

/* The file's bytes; free() them. */
static inline unsigned char *fixture_bytes(const struct fixture *f, size_t *size)
{
    char path[1024];
    const char *data = getenv("NPYRW_TEST_DATA");
    snprintf(path, sizeof path, "%.900s/%.63s", data != NULL ? data : ".", f->file);
    return check_read(path, size);
}

/* SHA-256, as FIPS 180-4 defines it; slow, and right. The constants are the first bits of
 * the fractional parts of the square and cube roots of the first primes. */
static inline uint32_t sha256_turned(uint32_t x, int by)
{
    return x >> by | x << (32 - by);
}

static inline void sha256_block(uint32_t state[8], const unsigned char *block)
{
    static const uint32_t k[64] = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    };
    uint32_t w[64], s[8], a, b;
    int i;
    for (i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8
             | block[4 * i + 3];
    }
    for (; i < 64; i++) {
        a = sha256_turned(w[i - 15], 7) ^ sha256_turned(w[i - 15], 18) ^ w[i - 15] >> 3;
        b = sha256_turned(w[i - 2], 17) ^ sha256_turned(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    memcpy(s, state, sizeof s);
    for (i = 0; i < 64; i++) {
        a = s[7] + (sha256_turned(s[4], 6) ^ sha256_turned(s[4], 11) ^ sha256_turned(s[4], 25))
          + ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
        b = (sha256_turned(s[0], 2) ^ sha256_turned(s[0], 13) ^ sha256_turned(s[0], 22))
          + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += a;
        s[0] = a + b;
    }
    for (i = 0; i < 8; i++) state[i] += s[i];
}

static inline void sha256(const void *data, size_t size, char hex[65])
{
    uint32_t state[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
    unsigned char block[64];
    size_t left = size;
    int i;
    for (; left >= 64; left -= 64) sha256_block(state, (const unsigned char *)data + (size - left));
    memset(block, 0, sizeof block);
    if (left > 0) memcpy(block, (const unsigned char *)data + (size - left), left);
    block[left] = 0x80;
    if (left >= 56) {
        sha256_block(state, block);
        memset(block, 0, sizeof block);
    }
    for (i = 0; i < 8; i++) block[63 - i] = (unsigned char)((uint64_t)size * 8 >> (8 * i));
    sha256_block(state, block);
    for (i = 0; i < 8; i++) snprintf(hex + 8 * i, 9, "%08x", (unsigned)state[i]);
}

#endif
