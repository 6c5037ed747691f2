/* Names on a terminal and in JSON: whatever they hold, what is printed is text. */
#include "tool.h"

#include <string.h>

int32_t next_character(const char *text, size_t size, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text + *at;
    size_t left = size - *at, length, i;
    int32_t found, least;

    (*at)++;
    if (bytes[0] < 0x80) return bytes[0];
    if (bytes[0] >= 0xc2 && bytes[0] < 0xe0) {
        length = 2, found = bytes[0] & 0x1f, least = 0x80;
    } else if (bytes[0] >= 0xe0 && bytes[0] < 0xf0) {
        length = 3, found = bytes[0] & 0x0f, least = 0x800;
    } else if (bytes[0] >= 0xf0 && bytes[0] < 0xf5) {
        length = 4, found = bytes[0] & 0x07, least = 0x10000;
    } else {
        return -1;
    }
    if (left < length) return -1;
    for (i = 1; i < length; i++) {
        if ((bytes[i] & 0xc0) != 0x80) return -1;
        found = found << 6 | (bytes[i] & 0x3f);
    }
    if (found < least || found > 0x10ffff || (found >= 0xd800 && found < 0xe000)) return -1;
    *at += length - 1;
    return found;
}

/* Ends a line, moves the cursor, or turns around what follows. */
static int controls(int32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/* Letters that stand for themselves everywhere, which nearly all are, go out at once. */
static size_t plain(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && text[at] >= 0x20 && text[at] < 0x7f && text[at] != '\\' && text[at] != '"') at++;
    return at;
}

void put_name(FILE *to, const char *text, size_t size)
{
    size_t at = 0, from;
    while (at < size) {
        int32_t c;
        from = at;
        at += plain(text + at, size - at);
        if (at > from) {
            fwrite(text + from, 1, at - from, to);
            continue;
        }
        c = next_character(text, size, &at);
        if (c < 0) {
            fprintf(to, "\\x%02x", (unsigned char)text[from]);
        } else if (c == '\\') {
            fputs("\\\\", to);
        } else if (c == '\n') {
            fputs("\\n", to);
        } else if (c == '\t') {
            fputs("\\t", to);
        } else if (c == '\r') {
            fputs("\\r", to);
        } else if (controls(c)) {
            fprintf(to, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
        } else {
            fwrite(text + from, 1, at - from, to);
        }
    }
}

void put_json(FILE *to, const char *text, size_t size)
{
    size_t at = 0, from;
    putc('"', to);
    while (at < size) {
        int32_t c;
        from = at;
        at += plain(text + at, size - at);
        if (at > from) {
            fwrite(text + from, 1, at - from, to);
            continue;
        }
        c = next_character(text, size, &at);
        if (c < 0) {
            fprintf(to, "\\udc%02x", (unsigned char)text[from]);
        } else if (c == '"' || c == '\\') {
            putc('\\', to);
            putc((int)c, to);
        } else if (controls(c)) {
            fprintf(to, "\\u%04x", (unsigned)c);
        } else {
            fwrite(text + from, 1, at - from, to);
        }
    }
    putc('"', to);
}

void put_path(FILE *to, const char *path)
{
    put_name(to, path, strlen(path));
}

void put_unsigned(FILE *to, uint64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    fwrite(digits + at, 1, sizeof digits - at, to);
}

void put_integer(FILE *to, int64_t value)
{
    if (value < 0) putc('-', to);
    put_unsigned(to, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void put_shape(FILE *to, int32_t ndim, const int64_t *shape, char open, char close)
{
    int32_t i;
    putc(open, to);
    for (i = 0; i < ndim; i++) {
        if (i > 0) fputs(", ", to);
        put_integer(to, shape[i]);
    }
    if (ndim == 1 && open == '(') putc(',', to);
    putc(close, to);
}

void complain(const char *path, const char *member, int64_t length, const char *message)
{
    progress_end();
    fflush(stdout);
    fputs("npyrw: ", stderr);
    put_path(stderr, path);
    /* The library names the member of what it found in its records. */
    if (member != NULL && strncmp(message, "member '", 8) != 0) {
        fputs(": ", stderr);
        put_name(stderr, member, (size_t)length);
    }
    fprintf(stderr, ": %s\n", message);
}
