/**
 * @file npyrw/each.hpp
 * What NPYRW_DTYPE() is made of: a macro for each of up to 64 names. Nothing in here is for users.
 */
#ifndef NPYRW_EACH_HPP
#define NPYRW_EACH_HPP

/** @cond */
/* NPYRW_EACH_(m, s, a, b, c) is m(s, a), m(s, b), m(s, c). The compiler numbers the names, then they go one by one. */
#define NPYRW_PASTE_(a, b) a##b
#define NPYRW_NAME_(a, b) NPYRW_PASTE_(a, b)
#define NPYRW_COUNT_(...) NPYRW_PICK_(__VA_ARGS__, \
    64, 63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, \
    48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, \
    32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, \
    16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define NPYRW_PICK_( \
    a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, \
    a17, a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, \
    a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43, a44, a45, a46, a47, a48, \
    a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59, a60, a61, a62, a63, a64, n, ...) n
#define NPYRW_EACH_(m, s, ...) NPYRW_NAME_(NPYRW_EACH_, NPYRW_COUNT_(__VA_ARGS__))(m, s, __VA_ARGS__)
#define NPYRW_EACH_1(m, s, a) m(s, a)
#define NPYRW_EACH_2(m, s, a, ...) m(s, a), NPYRW_EACH_1(m, s, __VA_ARGS__)
#define NPYRW_EACH_3(m, s, a, ...) m(s, a), NPYRW_EACH_2(m, s, __VA_ARGS__)
#define NPYRW_EACH_4(m, s, a, ...) m(s, a), NPYRW_EACH_3(m, s, __VA_ARGS__)
#define NPYRW_EACH_5(m, s, a, ...) m(s, a), NPYRW_EACH_4(m, s, __VA_ARGS__)
#define NPYRW_EACH_6(m, s, a, ...) m(s, a), NPYRW_EACH_5(m, s, __VA_ARGS__)
#define NPYRW_EACH_7(m, s, a, ...) m(s, a), NPYRW_EACH_6(m, s, __VA_ARGS__)
#define NPYRW_EACH_8(m, s, a, ...) m(s, a), NPYRW_EACH_7(m, s, __VA_ARGS__)
#define NPYRW_EACH_9(m, s, a, ...) m(s, a), NPYRW_EACH_8(m, s, __VA_ARGS__)
#define NPYRW_EACH_10(m, s, a, ...) m(s, a), NPYRW_EACH_9(m, s, __VA_ARGS__)
#define NPYRW_EACH_11(m, s, a, ...) m(s, a), NPYRW_EACH_10(m, s, __VA_ARGS__)
#define NPYRW_EACH_12(m, s, a, ...) m(s, a), NPYRW_EACH_11(m, s, __VA_ARGS__)
#define NPYRW_EACH_13(m, s, a, ...) m(s, a), NPYRW_EACH_12(m, s, __VA_ARGS__)
#define NPYRW_EACH_14(m, s, a, ...) m(s, a), NPYRW_EACH_13(m, s, __VA_ARGS__)
#define NPYRW_EACH_15(m, s, a, ...) m(s, a), NPYRW_EACH_14(m, s, __VA_ARGS__)
#define NPYRW_EACH_16(m, s, a, ...) m(s, a), NPYRW_EACH_15(m, s, __VA_ARGS__)
#define NPYRW_EACH_17(m, s, a, ...) m(s, a), NPYRW_EACH_16(m, s, __VA_ARGS__)
#define NPYRW_EACH_18(m, s, a, ...) m(s, a), NPYRW_EACH_17(m, s, __VA_ARGS__)
#define NPYRW_EACH_19(m, s, a, ...) m(s, a), NPYRW_EACH_18(m, s, __VA_ARGS__)
#define NPYRW_EACH_20(m, s, a, ...) m(s, a), NPYRW_EACH_19(m, s, __VA_ARGS__)
#define NPYRW_EACH_21(m, s, a, ...) m(s, a), NPYRW_EACH_20(m, s, __VA_ARGS__)
#define NPYRW_EACH_22(m, s, a, ...) m(s, a), NPYRW_EACH_21(m, s, __VA_ARGS__)
#define NPYRW_EACH_23(m, s, a, ...) m(s, a), NPYRW_EACH_22(m, s, __VA_ARGS__)
#define NPYRW_EACH_24(m, s, a, ...) m(s, a), NPYRW_EACH_23(m, s, __VA_ARGS__)
#define NPYRW_EACH_25(m, s, a, ...) m(s, a), NPYRW_EACH_24(m, s, __VA_ARGS__)
#define NPYRW_EACH_26(m, s, a, ...) m(s, a), NPYRW_EACH_25(m, s, __VA_ARGS__)
#define NPYRW_EACH_27(m, s, a, ...) m(s, a), NPYRW_EACH_26(m, s, __VA_ARGS__)
#define NPYRW_EACH_28(m, s, a, ...) m(s, a), NPYRW_EACH_27(m, s, __VA_ARGS__)
#define NPYRW_EACH_29(m, s, a, ...) m(s, a), NPYRW_EACH_28(m, s, __VA_ARGS__)
#define NPYRW_EACH_30(m, s, a, ...) m(s, a), NPYRW_EACH_29(m, s, __VA_ARGS__)
#define NPYRW_EACH_31(m, s, a, ...) m(s, a), NPYRW_EACH_30(m, s, __VA_ARGS__)
#define NPYRW_EACH_32(m, s, a, ...) m(s, a), NPYRW_EACH_31(m, s, __VA_ARGS__)
#define NPYRW_EACH_33(m, s, a, ...) m(s, a), NPYRW_EACH_32(m, s, __VA_ARGS__)
#define NPYRW_EACH_34(m, s, a, ...) m(s, a), NPYRW_EACH_33(m, s, __VA_ARGS__)
#define NPYRW_EACH_35(m, s, a, ...) m(s, a), NPYRW_EACH_34(m, s, __VA_ARGS__)
#define NPYRW_EACH_36(m, s, a, ...) m(s, a), NPYRW_EACH_35(m, s, __VA_ARGS__)
#define NPYRW_EACH_37(m, s, a, ...) m(s, a), NPYRW_EACH_36(m, s, __VA_ARGS__)
#define NPYRW_EACH_38(m, s, a, ...) m(s, a), NPYRW_EACH_37(m, s, __VA_ARGS__)
#define NPYRW_EACH_39(m, s, a, ...) m(s, a), NPYRW_EACH_38(m, s, __VA_ARGS__)
#define NPYRW_EACH_40(m, s, a, ...) m(s, a), NPYRW_EACH_39(m, s, __VA_ARGS__)
#define NPYRW_EACH_41(m, s, a, ...) m(s, a), NPYRW_EACH_40(m, s, __VA_ARGS__)
#define NPYRW_EACH_42(m, s, a, ...) m(s, a), NPYRW_EACH_41(m, s, __VA_ARGS__)
#define NPYRW_EACH_43(m, s, a, ...) m(s, a), NPYRW_EACH_42(m, s, __VA_ARGS__)
#define NPYRW_EACH_44(m, s, a, ...) m(s, a), NPYRW_EACH_43(m, s, __VA_ARGS__)
#define NPYRW_EACH_45(m, s, a, ...) m(s, a), NPYRW_EACH_44(m, s, __VA_ARGS__)
#define NPYRW_EACH_46(m, s, a, ...) m(s, a), NPYRW_EACH_45(m, s, __VA_ARGS__)
#define NPYRW_EACH_47(m, s, a, ...) m(s, a), NPYRW_EACH_46(m, s, __VA_ARGS__)
#define NPYRW_EACH_48(m, s, a, ...) m(s, a), NPYRW_EACH_47(m, s, __VA_ARGS__)
#define NPYRW_EACH_49(m, s, a, ...) m(s, a), NPYRW_EACH_48(m, s, __VA_ARGS__)
#define NPYRW_EACH_50(m, s, a, ...) m(s, a), NPYRW_EACH_49(m, s, __VA_ARGS__)
#define NPYRW_EACH_51(m, s, a, ...) m(s, a), NPYRW_EACH_50(m, s, __VA_ARGS__)
#define NPYRW_EACH_52(m, s, a, ...) m(s, a), NPYRW_EACH_51(m, s, __VA_ARGS__)
#define NPYRW_EACH_53(m, s, a, ...) m(s, a), NPYRW_EACH_52(m, s, __VA_ARGS__)
#define NPYRW_EACH_54(m, s, a, ...) m(s, a), NPYRW_EACH_53(m, s, __VA_ARGS__)
#define NPYRW_EACH_55(m, s, a, ...) m(s, a), NPYRW_EACH_54(m, s, __VA_ARGS__)
#define NPYRW_EACH_56(m, s, a, ...) m(s, a), NPYRW_EACH_55(m, s, __VA_ARGS__)
#define NPYRW_EACH_57(m, s, a, ...) m(s, a), NPYRW_EACH_56(m, s, __VA_ARGS__)
#define NPYRW_EACH_58(m, s, a, ...) m(s, a), NPYRW_EACH_57(m, s, __VA_ARGS__)
#define NPYRW_EACH_59(m, s, a, ...) m(s, a), NPYRW_EACH_58(m, s, __VA_ARGS__)
#define NPYRW_EACH_60(m, s, a, ...) m(s, a), NPYRW_EACH_59(m, s, __VA_ARGS__)
#define NPYRW_EACH_61(m, s, a, ...) m(s, a), NPYRW_EACH_60(m, s, __VA_ARGS__)
#define NPYRW_EACH_62(m, s, a, ...) m(s, a), NPYRW_EACH_61(m, s, __VA_ARGS__)
#define NPYRW_EACH_63(m, s, a, ...) m(s, a), NPYRW_EACH_62(m, s, __VA_ARGS__)
#define NPYRW_EACH_64(m, s, a, ...) m(s, a), NPYRW_EACH_63(m, s, __VA_ARGS__)
/** @endcond */

#endif
