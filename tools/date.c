/* Dates of the calendar that NumPy counts in, before and after its beginning. */
#include "tool.h"

#include <string.h>

static const char *const units[] = { "Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as" };

static int64_t divided(int64_t value, int64_t by, int64_t *rest)
{
    int64_t quotient = value / by;
    *rest = value % by;
    if (*rest < 0) {
        *rest += by;
        quotient--;
    }
    return quotient;
}

/* Days from 1970 on as year-month-day; whole periods of 400 years first, so that nothing overflows. */
static int put_day(char *to, int64_t days)
{
    int64_t rest, era = divided(days, 146097, &rest), year, of_year, month;
    rest += 135080;
    era += 4;
    if (rest >= 146097) {
        rest -= 146097;
        era++;
    }
    /* The year begins in March, and so does an era. */
    year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    of_year = rest - (365 * year + year / 4 - year / 100);
    month = (5 * of_year + 2) / 153;
    year += era * 400 + (month >= 10);
    return sprintf(to, "%04lld-%02d-%02d", (long long)year, (int)(month < 10 ? month + 3 : month - 9),
                   (int)(of_year - (153 * month + 2) / 5 + 1));
}

void date_text(char *to, int64_t value, const char *unit, int32_t multiple)
{
    static const int64_t of_day[] = { 24, 1440, 86400 };
    int64_t rest, part = 1, fraction = 0;
    int which = 0, digits, i;

    if (value == INT64_MIN) {
        strcpy(to, "NaT");
        return;
    }
    while (which < 13 && strcmp(units[which], unit) != 0) which++;
    if (which == 13) {
        sprintf(to, "%lld", (long long)value);
        return;
    }
    /* As NumPy does, also where it is too much. */
    value = (int64_t)((uint64_t)value * (uint64_t)(multiple > 0 ? multiple : 1) * (which == 2 ? 7 : 1));
    if (which == 0) {
        sprintf(to, "%04lld", (long long)(int64_t)((uint64_t)value + 1970));
        return;
    }
    if (which == 1) {
        int64_t year = divided(value, 12, &rest);
        sprintf(to, "%04lld-%02d", (long long)(year + 1970), (int)rest + 1);
        return;
    }
    if (which <= 3) {
        put_day(to, value);
        return;
    }
    digits = which > 6 ? 3 * (which - 6) : 0;
    for (i = 0; i < digits; i++) part *= 10;
    if (digits > 0) value = divided(value, part, &fraction);
    value = divided(value, of_day[which < 6 ? which - 4 : 2], &rest);
    to += put_day(to, value);
    if (which == 4) {
        sprintf(to, "T%02d", (int)rest);
    } else if (which == 5) {
        sprintf(to, "T%02d:%02d", (int)(rest / 60), (int)(rest % 60));
    } else {
        to += sprintf(to, "T%02d:%02d:%02d", (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
        if (digits > 0) sprintf(to, ".%0*lld", digits, (long long)fraction);
    }
}
