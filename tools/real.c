/* Numbers as NumPy prints them: the fewest digits that are no other number of their size. */
#include "tool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

float half_value(uint16_t bits)
{
    int exponent = bits >> 10 & 0x1f, fraction = bits & 0x3ff;
    double value;
    if (exponent == 0x1f) {
        value = fraction == 0 ? (double)INFINITY : (double)NAN;
    } else if (exponent == 0) {
        value = ldexp(fraction, -24);
    } else {
        value = ldexp(1024 + fraction, exponent - 25);
    }
    return (float)(bits & 0x8000 ? -value : value);
}

/* The nearest half of a positive finite number; 0x7c00 beyond the last. */
uint16_t half_bits(double value)
{
    int exponent;
    double scaled, whole;
    if (value >= 65520) return 0x7c00;
    frexp(value, &exponent);
    if (exponent < -13) exponent = -13;
    scaled = ldexp(value, 11 - exponent);
    whole = floor(scaled);
    if (scaled - whole > 0.5 || (scaled - whole == 0.5 && fmod(whole, 2) == 1)) whole += 1;
    /* 1024 in whole is the hidden bit, and a carry goes on into the exponent by itself. */
    return (uint16_t)((exponent + 13) * 1024 + (int)whole);
}

static int most_digits(size_t size)
{
    return size == 2 ? 5 : size == 4 ? 9 : size == 8 ? 17 : 21;
}

/* With these or fewer digits every text is another number, if it is not too near to 0. */
static int safe_digits(long double value, size_t size)
{
    switch (size) {
    case 2: return value < 6.2e-5L ? 1 : 3;
    case 4: return value < 1.2e-38L ? 1 : 6;
    case 8: return value < 2.3e-308L ? 1 : 15;
    default: return 18;
    }
}

/* Whether the text is this number and no other of its size. */
static int is_value(const char *text, long double value, size_t size)
{
    switch (size) {
    case 2: return half_bits(strtod(text, NULL)) == half_bits((double)value);
    case 4: return strtof(text, NULL) == (float)value;
    case 8: return strtod(text, NULL) == (double)value;
    default: return strtold(text, NULL) == value;
    }
}

/* d.ddde±x one up in its last digit; 0 if that needs another digit in front. */
static int one_up(char *text)
{
    char *at = strchr(text, 'e') - 1;
    for (; at >= text; at--) {
        if (*at == '.') continue;
        if (*at != '9') {
            ++*at;
            return 1;
        }
        *at = '0';
    }
    return 0;
}

/* The digits without a point and the power of ten of the first. */
static int shortest(char *digits, long double value, size_t size)
{
    char text[REAL_SIZE];
    int count, i, length = 0;
    for (count = safe_digits(value, size);; count++) {
        if (size > 8) snprintf(text, sizeof text, "%.*Le", count - 1, value);
        else snprintf(text, sizeof text, "%.*e", count - 1, (double)value);
        if (count >= most_digits(size) || is_value(text, value, size)) break;
        /* At a power of two the next number is farther above than below, and the farther text may be the one. */
        if (one_up(text) && is_value(text, value, size)) break;
    }
    for (i = 0; text[i] != 'e'; i++) {
        if (text[i] != '.') digits[length++] = text[i];
    }
    while (length > 1 && digits[length - 1] == '0') length--;
    digits[length] = '\0';
    return atoi(text + i + 1);
}

void real_text(char *to, long double value, size_t size, int point)
{
    char digits[REAL_SIZE];
    int power, length, i;

    if (isnan(value)) {
        strcpy(to, "nan");
        return;
    }
    if (signbit(value)) {
        *to++ = '-';
        value = -value;
    }
    if (isinf(value)) {
        strcpy(to, "inf");
        return;
    }
    if (value == 0) {
        strcpy(to, point ? "0.0" : "0");
        return;
    }
    power = shortest(digits, value, size);
    length = (int)strlen(digits);
    if (value >= (size == 2 ? 1e3L : size == 4 ? 1e6L : 1e16L) || value < 1e-4L) {
        *to++ = digits[0];
        if (length > 1) to += sprintf(to, ".%s", digits + 1);
        sprintf(to, "e%c%02d", power < 0 ? '-' : '+', abs(power));
    } else if (power < 0) {
        to += sprintf(to, "0.");
        for (i = -1; i > power; i--) *to++ = '0';
        strcpy(to, digits);
    } else {
        for (i = 0; i <= power; i++) *to++ = i < length ? digits[i] : '0';
        if (length > power + 1) sprintf(to, ".%s", digits + power + 1);
        else strcpy(to, point ? ".0" : "");
    }
}
