/**
 * @file npyrw.h
 * NumPy's .npy and .npz files, read and written from C.
 *
 * Reading, in five lines. Nothing is reinterpreted: the wrong file is an error.
 *
 *     npy_error err;  npy_reader *r;  npy_info info;
 *     if (npy_open("u.npy", &r, &err) || npy_expect(r, "f8", 2, &err) || npy_header(r, &info, &err)) goto failed;
 *     double *u = malloc((size_t)info.nbytes);
 *     if (npy_read_into(r, u, (size_t)info.nbytes, &err)) goto failed;
 *     npy_close(r);
 *
 * Writing, in two. The file is the one that numpy.save would have written.
 *
 *     int64_t shape[2] = { ny, nx };
 *     if (npy_save("v.npy", "f8", 2, shape, v, &err)) goto failed;
 *
 * Six rules hold throughout:
 *
 *  1. Every call that can fail returns an npy_status, 0 for success, and says why in the
 *     npy_error that you may hand it. On failure outputs are untouched, except the bytes of
 *     a `dst`, which are unspecified. No input makes a call crash, and none stops your program.
 *  2. `const` means many threads at once; otherwise one at a time. Any handle may move between
 *     threads. No function calls back on a thread that the library made.
 *  3. What a handle hands out is borrowed until that handle goes. What is yours stays yours:
 *     the library frees nothing that it did not make. A handle that is gone is NPY_ERR_STATE in every
 *     later call, one of another kind NPY_ERR_ARGUMENT, and ending it again does nothing; but no other
 *     thread may end it during a call. A handle is a number that leads nowhere: compare it, hand it on.
 *  4. Structs are all-zero by default (`= {0}`, in C++ `{}`) and keep their size for the life of a
 *     SONAME. All but the smallest end in reserved words: zero when written by us, refused when not
 *     zero in what we read.
 *  5. Strings in are NUL-terminated UTF-8 (paths: bytes on Unix). Sizes of your memory are size_t;
 *     shapes, strides, counts and offsets are int64_t, in NumPy's order of axes.
 *  6. Choices are the characters that NumPy uses ('C' 'F' '<' '>' '|') or int32_t constants whose 0
 *     is the default.
 *
 * The sections: 1 status and error, 2 opening for reading, 3 asking, 4 reading, 5 whole arrays in
 * memory, 6 writing, 7 archives, 8 Python objects, 9 handing over.
 *
 * Made from the library's sources; changes belong there.
 */

#ifndef NPYRW_H
#define NPYRW_H

#include <stddef.h>
#include <stdint.h>

/** The version of this header, as a text and in numbers. npy_version() has the library's. */
#define NPYRW_VERSION "0.1.0"
/** The major version. */
#define NPYRW_VERSION_MAJOR 0
/** The minor version; while the major version is 0, a new one may break the ABI. */
#define NPYRW_VERSION_MINOR 1
/** The patch version. */
#define NPYRW_VERSION_PATCH 0

#ifdef __cplusplus
extern "C" {
#endif

/* ============================================================================================
   1. Status and error
   ============================================================================================ */

/**
 * 0 on success, else one of the negative `NPY_ERR_...` codes.
 *
 * Codes come in blocks: the caller's fault from -1, the system's from -10, the
 * file's from -20, the archive's from -40. They are never renumbered; new ones may
 * be added, so treat an unknown negative number as a failure.
 *
 * Since 0.1.
 */
typedef int32_t npy_status;

/**
 * Why a call failed. Yours: put it on the stack and hand its address to any
 * call as the last argument, or NULL if you do not care. Written only on failure;
 * needs no initialisation. 256 bytes, for good.
 *
 * Since 0.1.
 */
typedef struct npy_error {
    /** The status that the call returned. */
    int32_t code;
    /** The operating system's error number (`errno`), or 0. */
    int32_t os_error;
    /** The byte offset in the file that the message speaks of, or -1. */
    int64_t offset;
    /**
     * One line of UTF-8, ended by NUL: what was found and what was expected.
     * Control characters that came from a file are escaped. Never the path.
     */
    char message[240];
} npy_error;

/** Success. */
#define NPY_OK 0

/** Caller: an argument is NULL, unknown, or contradicts another. */
#define NPY_ERR_ARGUMENT (-1)

/** Caller: the size of a buffer and the size of the result disagree. */
#define NPY_ERR_SIZE (-2)

/** Caller: the handle is poisoned or gone, or the calls came in the wrong order. */
#define NPY_ERR_STATE (-3)

/** Caller: a dtype is not the expected one, or no dtype at all. */
#define NPY_ERR_DTYPE (-4)

/** Caller: a shape is not the expected one, or something lies outside of it. */
#define NPY_ERR_SHAPE (-5)

/** Caller: the casting rule does not allow the conversion. */
#define NPY_ERR_CAST (-6)

/** Caller: not possible on this source, sink or platform. */
#define NPY_ERR_UNSUPPORTED (-7)

/** Caller: a progress callback asked to stop. */
#define NPY_ERR_CANCELLED (-8)

/** System: an error of the operating system; `os_error` has its number. */
#define NPY_ERR_IO (-10)

/** System: no such file or directory. */
#define NPY_ERR_NOT_FOUND (-11)

/** System: permission denied. */
#define NPY_ERR_ACCESS (-12)

/** System: the file exists and must not. */
#define NPY_ERR_EXISTS (-13)

/** System: the disk or the quota is full. */
#define NPY_ERR_NO_SPACE (-14)

/** System: memory could not be allocated. */
#define NPY_ERR_MEMORY (-15)

/** System: somebody else uses it (a lock is held, a descriptor would block). */
#define NPY_ERR_BUSY (-16)

/** System: one of your callbacks failed or broke its contract. */
#define NPY_ERR_CALLBACK (-17)

/** File: it does not begin with the magic bytes of a `.npy`. */
#define NPY_ERR_MAGIC (-20)

/** File: a format version that this library does not know. */
#define NPY_ERR_VERSION (-21)

/** File: the header is not what the format asks for. */
#define NPY_ERR_HEADER (-22)

/** File: the header's `descr` names no dtype. */
#define NPY_ERR_DESCR (-23)

/** File: it is shorter than its header says. */
#define NPY_ERR_TRUNCATED (-24)

/**
 * File: the elements are Python objects; or, where objects are read, their pickle is damaged or calls for what is
 * no value.
 */
#define NPY_ERR_OBJECT (-25)

/** File: no further array follows. */
#define NPY_ERR_END (-26)

/** Archive: its records are damaged or contradict each other. */
#define NPY_ERR_ARCHIVE (-40)

/** Archive: no such member, or one that cannot be used in this way. */
#define NPY_ERR_MEMBER (-41)

/** Archive: a checksum does not match. */
#define NPY_ERR_CRC (-42)

/** Archive: a compression method that this library does not know. */
#define NPY_ERR_METHOD (-43)

/** Archive: the member is encrypted. */
#define NPY_ERR_ENCRYPTED (-44)

/** A limit, yours or the library's, was reached; the message names it. */
#define NPY_ERR_LIMIT (-60)

/** A bug in the library. The handle that was used is poisoned: close it. */
#define NPY_ERR_INTERNAL (-99)

/**
 * The name of a status, such as `"NPY_ERR_TRUNCATED"`; `"unknown"` for a number that
 * is none. Never NULL; the text lives as long as the program. Any thread.
 *
 * @param status any number.
 * @return a text ended by NUL.
 * @since 0.1
 */
const char *npy_status_name(npy_status status);

/**
 * A status in words, such as `"the file is too short"`. For what happened in
 * particular see `npy_error.message`. Never NULL; lives as long as the program. Any thread.
 *
 * @param status any number.
 * @return a text ended by NUL.
 * @since 0.1
 */
const char *npy_status_text(npy_status status);

/**
 * The version of the library that is linked, such as `"0.1.0"`, to be held against
 * `NPYRW_VERSION` of the header. Never NULL; lives as long as the program. Any thread.
 *
 * @return a text ended by NUL.
 * @since 0.1
 */
const char *npy_version(void);

/* ============================================================================================
   2. Opening for reading
   ============================================================================================ */

/**
 * The elements need not be there: for headers that came by network or MPI.
 * Reading them is an error where they are not.
 */
#define NPY_OPEN_HEADER_ONLY 1

/**
 * Accept only what NumPy itself writes, in any of its versions for Python 3, and behind
 * the array only further arrays.
 */
#define NPY_OPEN_STRICT 2

/**
 * You promise that nobody shortens the file while it is open: large copies may
 * then go through a mapping.
 */
#define NPY_OPEN_STEADY 4

/**
 * One array, opened for reading: a file, a block of memory, a pipe, your own callbacks,
 * a member of an archive. They all behave alike.
 *
 * `const npy_reader *` may be used by many threads at once, a non-const one by
 * one thread at a time; it may move between threads. What it hands out (texts,
 * dtypes) lives until npy_close().
 *
 * Since 0.1.
 */
typedef struct npy_reader npy_reader;

/**
 * How an array is opened. All zero is the default.
 *
 * Since 0.1.
 */
typedef struct npy_open_options {
    /** The byte at which the array starts, counted from where reading starts. */
    int64_t offset;
    /**
     * The longest header in bytes that is accepted; 0 is 1 MiB. (NumPy's own
     * limit is 10,000.)
     */
    int64_t max_header;
    /**
     * How deeply brackets may be nested in the header; 0 is 32, the most is 200, as in
     * Python. Reading takes less than 1 KiB of stack for each.
     */
    int32_t max_nesting;
    /** `NPY_OPEN_...`, or-ed together. */
    uint32_t flags;
    /** Must be 0. */
    uint64_t reserved[4];
} npy_open_options;

/**
 * Where the bytes of an array come from, if you fetch them yourself. Give `read_at`
 * or `read`; all zero but these is the default. Each call returns how many bytes it
 * moved, 0 at the end, or a negative `errno`; a call may be short.
 *
 * Since 0.1.
 */
typedef struct npy_source {
    /** Handed to every call. */
    void *context;
    /**
     * Reads up to `size` bytes from `offset` on. Every thread that reads through the
     * reader calls it, at the same time. A slice of what is
     * not packed asks for no more than 1.2 times its bytes.
     */
    int64_t (*read_at)(void *context, void *dst, size_t size, int64_t offset);
    /**
     * Reads up to `size` bytes that come next. One thread at a time calls it. Used
     * if there is no `read_at`; the array is then a stream, like a pipe.
     */
    int64_t (*read)(void *context, void *dst, size_t size);
    /**
     * How many bytes there are, so that a header that claims more is refused at
     * opening; 0 is unknown.
     */
    int64_t length;
    /** Called once, by npy_close(); never if opening failed. May be NULL. */
    void (*close)(void *context);
    /** Must be 0. */
    uint64_t reserved[4];
} npy_source;

/**
 * Opens the file `path` and reads its header.
 *
 * The header's claims are held against the file's size: a file that is too
 * short is NPY_ERR_TRUNCATED here, not later. A path that leads to a pipe is read as
 * a stream. Costs one `open` and one `pread` for a small file.
 *
 * @param path the file; bytes on Unix, UTF-8 on Windows.
 * @param[out] out the reader, to be ended with npy_close(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, or NPY_ERR_NOT_FOUND, _ACCESS, _IO, _MAGIC, _VERSION, _HEADER, _DESCR,
 *         _TRUNCATED, _LIMIT, _MEMORY, _ARGUMENT.
 * @since 0.1
 */
npy_status npy_open(const char *path, npy_reader **out, npy_error *err);

/**
 * Opens the file `path` with options.
 *
 * @param path the file.
 * @param options may be NULL, which is all zero.
 * @param[out] out the reader; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_open(); NPY_ERR_UNSUPPORTED for an `offset` in a pipe.
 * @since 0.1
 */
npy_status npy_open_with(const char *path,
                         const npy_open_options *options,
                         npy_reader **out,
                         npy_error *err);

/**
 * Opens what the descriptor `fd` stands for, from its current position on.
 *
 * The descriptor stays yours and must stay open until npy_close(); its position does
 * not move, unless it cannot seek (a pipe): then exactly the bytes of what is read
 * are taken from it.
 *
 * @param fd an open descriptor.
 * @param options may be NULL.
 * @param[out] out the reader; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_open_with(); NPY_ERR_ARGUMENT if `fd` is not open.
 * @since 0.1
 */
npy_status npy_open_fd(int fd,
                       const npy_open_options *options,
                       npy_reader **out,
                       npy_error *err);

/**
 * Opens an array that is in memory already, header and elements.
 *
 * Nothing is copied: the block is borrowed and must stay as it is until npy_close().
 *
 * @param data the bytes of a `.npy`; may be NULL if `size` is 0.
 * @param size how many there are; more than the array needs is fine.
 * @param options may be NULL.
 * @param[out] out the reader; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_open().
 * @since 0.1
 */
npy_status npy_open_memory(const void *data,
                           size_t size,
                           const npy_open_options *options,
                           npy_reader **out,
                           npy_error *err);

/**
 * Opens an array that your callbacks fetch.
 *
 * The struct is copied; its `context` must live until `close` was called.
 *
 * @param source the callbacks.
 * @param options may be NULL.
 * @param[out] out the reader; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_open(); NPY_ERR_CALLBACK if a callback failed, with its number in `os_error`.
 * @since 0.1
 */
npy_status npy_open_source(const npy_source *source,
                           const npy_open_options *options,
                           npy_reader **out,
                           npy_error *err);

/**
 * Goes on to the array that follows in the same file or stream.
 *
 * Afterwards the reader speaks of that array; what it had handed out before is gone.
 * What was not read of a stream is skipped. After an error nothing has changed,
 * except that a stream has moved.
 *
 * @param reader the reader.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_END behind the last array, or as npy_open(); NPY_ERR_OBJECT if the
 *         current array holds objects, whose end is unknown.
 * @since 0.1
 */
npy_status npy_next(npy_reader *reader, npy_error *err);

/**
 * Ends a reader: closes what it opened and frees it. NULL does nothing.
 *
 * @param reader the reader, which is gone afterwards.
 * @since 0.1
 */
void npy_close(npy_reader *reader);

/* ============================================================================================
   3. Asking
   ============================================================================================ */

/** The most axes that an array can have. */
#define NPY_MAX_NDIM 64

/**
 * A dtype: what an element is made of. Read-only, so any number of threads
 * may ask one. One that a reader, an array or a writer hands out lives as
 * long as they do.
 *
 * Since 0.1.
 */
typedef struct npy_dtype npy_dtype;

/**
 * What is known of an array. Filled by the library; the pointers in it live as long as
 * the handle that was asked.
 *
 * Since 0.1.
 */
typedef struct npy_info {
    /** Elements in all. */
    int64_t count;
    /** Bytes of all elements: `count * itemsize`. */
    int64_t nbytes;
    /** Bytes of an element. */
    int64_t itemsize;
    /** Bytes from the array's start in the file to its first element; 0 for what was loaded. */
    int64_t data_offset;
    /** The length of each axis, in NumPy's order; `ndim` of them, then 0. */
    int64_t shape[64];
    /**
     * Bytes from one element to the next along each axis, packed in `order`; of npy_plan()
     * those that were asked for.
     */
    int64_t strides[64];
    /** How many axes; 0 for a single value. */
    int32_t ndim;
    /** How many fields a struct dtype has, at all depths; 0 for others. */
    int32_t nfields;
    /** The format version of the file: 1, 2 or 3; 0 for what was loaded. */
    int32_t version;
    /** The multiple of a datetime's unit, such as 10 in `<M8[10us]`; else 0. */
    int32_t unit_multiple;
    /**
     * NumPy's letter: `b` bool, `i` `u` integers, `f` float, `c` complex, `S` bytes, `U` text,
     * `V` void or struct, `M` datetime, `m` timedelta, `O` object.
     */
    char kind;
    /** `<` little-endian, `>` big-endian, `|` where it has no meaning. */
    char byteorder;
    /** `C` (last axis fastest) or `F` (first axis fastest). */
    char order;
    /** 0. */
    char unused;
    /** A datetime's unit, ended by NUL: `Y M W D h m s ms us ns ps fs as`; empty for none. */
    char unit[4];
    /** The dtype, to be asked further. */
    const npy_dtype *dtype;
    /**
     * The dtype as NumPy writes it, such as `<f8` or `[('id', '<u4'), ('x', '<f8')]`,
     * ended by NUL.
     */
    const char *descr;
    /** 0. */
    uint64_t reserved[4];
} npy_info;

/**
 * A field of a struct dtype. Filled by the library; the texts live as long as the dtype.
 *
 * Since 0.1.
 */
typedef struct npy_field_info {
    /** Its name, UTF-8, ended by NUL. */
    const char *name;
    /** Bytes of the name without the NUL: a name may have NULs inside. */
    int64_t name_length;
    /** Its title, or NULL. */
    const char *title;
    /** Bytes of the title. */
    int64_t title_length;
    /** Its dtype as NumPy writes it, with its own shape. */
    const char *descr;
    /**
     * Bytes from the start of the element to the field (to its first one, if the struct
     * that it is in has a shape).
     */
    int64_t offset;
    /** Bytes of the field, all of its own elements together. */
    int64_t itemsize;
    /** Its own shape: `ndim` of them, then 0. */
    int64_t shape[64];
    /** How many axes of its own; 0 for most. */
    int32_t ndim;
    /** Where it stands in the list of all fields. */
    int32_t index;
    /** The index of the struct that it is in; -1 at the top. */
    int32_t parent;
    /** As in `npy_info`, for one of its elements. */
    int32_t unit_multiple;
    /** As in `npy_info`; `V` for a struct. */
    char kind;
    /** As in `npy_info`. */
    char byteorder;
    /** 0. */
    char unused[2];
    /** As in `npy_info`. */
    char unit[4];
    /** 0. */
    uint64_t reserved[4];
} npy_field_info;

/**
 * A member of a C struct.
 *
 * Since 0.1.
 */
typedef struct npy_member {
    /** The field's name, UTF-8. */
    const char *name;
    /**
     * Its dtype, such as `"f8"`, or `"(3,)f8"` for `double x[3]`; a struct in it is spelled as
     * NumPy does, padding included, and an array of them is `"([('x', 'f4')], (3,))"`. Without
     * a byte order it is this machine's.
     */
    const char *dtype;
    /** `offsetof(struct, member)`. */
    int64_t offset;
} npy_member;

/**
 * Tells what a reader's array is.
 *
 * @param reader the reader.
 * @param[out] info is filled; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0 or NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_header(const npy_reader *reader, npy_info *info, npy_error *err);

/**
 * Checks that an array is what you are about to take it for.
 *
 * The byte order does not matter: reading delivers this machine's. The message says
 * both: "wanted <f8, 2 axes; found <f4, 3 axes".
 *
 * @param reader the reader.
 * @param dtype any spelling that NumPy reads, such as `"f8"`; NULL for any dtype.
 * @param ndim how many axes; -1 for any number.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_DTYPE or NPY_ERR_SHAPE if it is something else, NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_expect(const npy_reader *reader, const char *dtype, int32_t ndim, npy_error *err);

/**
 * Finds a field by its name.
 *
 * @param dtype the dtype.
 * @param path its name, or names from the top down with dots between, such as
 *        `"particle.pos"`; a field that is called so goes first.
 * @param[out] field is filled; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_DTYPE if there is none, NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_field(const npy_dtype *dtype,
                     const char *path,
                     npy_field_info *field,
                     npy_error *err);

/**
 * Tells of a field by its index: all fields of all depths in one list, each struct in
 * front of its own fields.
 *
 * @param dtype the dtype.
 * @param index 0 to `npy_info.nfields` - 1.
 * @param[out] field is filled; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_DTYPE if there is none, NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_field_at(const npy_dtype *dtype,
                        int32_t index,
                        npy_field_info *field,
                        npy_error *err);

/**
 * Reads a dtype's text.
 *
 * @param text any spelling that NumPy reads, such as `"f8"` or `"[('id','<u4'),('x','<f8')]"`.
 * @param[out] out the dtype, to be ended with npy_dtype_free(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_DTYPE if it names none, _LIMIT, _MEMORY, _ARGUMENT.
 * @since 0.1
 */
npy_status npy_dtype_parse(const char *text, npy_dtype **out, npy_error *err);

/**
 * Makes the dtype of a C struct.
 *
 * The padding between the members and behind the last is worked out, so that an array of
 * the struct is saved with `npy_dtype_text()` as its dtype, in one call. NumPy can spell no
 * members that overlap or stand in another order than in memory: these are refused.
 *
 * @param members one for each member, in the order of their offsets.
 * @param count how many.
 * @param itemsize `sizeof(struct)`.
 * @param[out] out the dtype, to be ended with npy_dtype_free(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_DTYPE, _LIMIT, _MEMORY, _ARGUMENT.
 * @since 0.1
 */
npy_status npy_dtype_struct(const npy_member *members,
                            int32_t count,
                            int64_t itemsize,
                            npy_dtype **out,
                            npy_error *err);

/**
 * Frees a dtype of npy_dtype_parse() or npy_dtype_struct(); none that a handle lent.
 * NULL does nothing.
 *
 * @param dtype the dtype, which is gone afterwards.
 * @since 0.1
 */
void npy_dtype_free(npy_dtype *dtype);

/**
 * The dtype as NumPy writes it into a header, such as `<f8` or
 * `[('id', '<u4'), ('pos', '<f8', (3,))]`.
 *
 * @param dtype the dtype.
 * @return a text ended by NUL that lives as long as the dtype; NULL for NULL.
 * @since 0.1
 */
const char *npy_dtype_text(const npy_dtype *dtype);

/* ============================================================================================
   4. Reading
   ============================================================================================ */

/** A slice's bound that is left out, as both are in `u[::-1]`. */
#define NPY_NONE INT64_MIN

/**
 * Cast if no value can change, as NumPy sees it. The default.
 *
 * Under any rule numbers (`b i u f c`) are made other numbers, the nearest there is; a float
 * that an integer cannot hold gives its nearest end, and NaN gives 0. Text, void, datetimes
 * and structs only change their byte order.
 */
#define NPY_CAST_SAFE 0

/** Cast safely or within a kind, such as f8 to f4. */
#define NPY_CAST_SAME_KIND 1

/** Cast between any two. */
#define NPY_CAST_UNSAFE 2

/** Change the byte order only. */
#define NPY_CAST_EQUIV 3

/** Change nothing. */
#define NPY_CAST_NO 4

/**
 * Which elements of an axis: NumPy's `start:stop:step`, with negative bounds and
 * clipping as there. All zero is the whole axis.
 *
 * Since 0.1.
 */
typedef struct npy_slice {
    /** The first index; NPY_NONE is left out. */
    int64_t start;
    /** The index that is no longer taken; NPY_NONE is left out. */
    int64_t stop;
    /**
     * From one index to the next; NPY_NONE is 1. 0 is an error, except in a
     * slice that is all zero.
     */
    int64_t step;
} npy_slice;

/**
 * How far a long call is: `done` of `total` bytes. Called on the thread that made the
 * call, about once a megabyte. Not 0 stops the call with NPY_ERR_CANCELLED.
 */
typedef int32_t (*npy_progress)(void *context, int64_t done, int64_t total);

/**
 * What is to be read, and how it shall lie in memory. All zero is everything, in
 * file order, in this machine's byte order: `&(npy_request){ .dtype = "f8" }` is enough.
 *
 * Since 0.1.
 */
typedef struct npy_request {
    /**
     * The dtype in memory, in any spelling that NumPy reads: `"f8"` in this machine's byte
     * order, `">f8"` in that one, the file's own `descr` for the bytes as stored. NULL: the
     * file's dtype in this machine's byte order.
     */
    const char *dtype;
    /** Read only this field of a struct, such as `"particle.pos"`. NULL: whole elements. */
    const char *field;
    /** A slice for each axis; missing ones are whole. */
    const npy_slice *slices;
    /**
     * Bytes from one element to the next in memory, one number for each axis of the
     * result; `dst` is the first element delivered. NULL: packed in `order`.
     */
    const int64_t *strides;
    /** Is told how far the call is; may be NULL. */
    npy_progress progress;
    /** Handed to `progress`. */
    void *context;
    /** How many slices. */
    int32_t nslices;
    /** `NPY_CAST_...`: what a conversion may do. */
    int32_t casting;
    /** How many threads may be used; 0 is 1. None but yours where your callbacks give the bytes. */
    int32_t threads;
    /** `'C'`, `'F'`, or 0: as in the file. */
    char order;
    /** Must be 0. */
    char unused[3];
    /** Must be 0. */
    uint64_t reserved[4];
} npy_request;

/**
 * Reads all elements, in file order, in this machine's byte order.
 *
 * Safe to call from many threads at once. From a file, memory or `read_at` it allocates
 * nothing when the file has this machine's byte order. On failure the contents of `dst`
 * are unspecified.
 *
 * @param reader the reader.
 * @param[out] dst where the first element goes; may be NULL if `size` is 0.
 * @param size bytes at `dst`: exactly `npy_info.nbytes`.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_SIZE, _TRUNCATED, _IO, _CALLBACK, _OBJECT, _STATE (a stream that was
 *         read already, or that another call is reading), _MEMORY, _ARGUMENT.
 * @since 0.1
 */
npy_status npy_read_into(const npy_reader *reader, void *dst, size_t size, npy_error *err);

/**
 * Reads what `request` says.
 *
 * Safe to call from many threads at once, also into interleaved parts of one block. On
 * failure the contents of `dst` are unspecified.
 *
 * @param reader the reader.
 * @param request may be NULL, which is all zero: everything, as npy_read_into().
 * @param[out] dst where the first element delivered goes.
 * @param size the number of bytes delivered, also with strides.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_read_into(); NPY_ERR_CAST, _SHAPE, _DTYPE, _CANCELLED.
 * @since 0.1
 */
npy_status npy_read(const npy_reader *reader,
                    const npy_request *request,
                    void *dst,
                    size_t size,
                    npy_error *err);

/**
 * Tells what npy_read() would give, without reading.
 *
 * @param reader the reader.
 * @param request may be NULL, which is all zero.
 * @param[out] result the dtype, shape, strides and size of what would be delivered; its
 *             pointers live as long as the reader.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_read() for everything that can be told without reading.
 * @since 0.1
 */
npy_status npy_plan(const npy_reader *reader,
                    const npy_request *request,
                    npy_info *result,
                    npy_error *err);

/**
 * One element of an `S` or `U` dtype as UTF-8.
 *
 * Trailing NULs are padding, as in NumPy. The bytes of an `S` must be UTF-8 already.
 *
 * @param dtype the element's dtype: `npy_info.dtype` of what was read.
 * @param element the element; needs no alignment.
 * @param[out] dst the text, ended by NUL; NULL to ask for the length only.
 * @param capacity bytes at `dst`; one more than the text's length is enough.
 * @param[out] length bytes of the text without the NUL; may be NULL.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_DTYPE (not S or U), _CAST (no UTF-8, no Unicode character), _SIZE
 *         (`capacity` is too small), _ARGUMENT.
 * @since 0.1
 */
npy_status npy_text_get(const npy_dtype *dtype,
                        const void *element,
                        char *dst,
                        size_t capacity,
                        size_t *length,
                        npy_error *err);

/**
 * Makes one element of an `S` or `U` dtype a text, padded with NULs.
 *
 * @param dtype the element's dtype.
 * @param[out] element the element; untouched on failure; needs no alignment.
 * @param text UTF-8, ended by NUL.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_DTYPE (not S or U), _SIZE (it does not fit), _ARGUMENT (no UTF-8).
 * @since 0.1
 */
npy_status npy_text_set(const npy_dtype *dtype, void *element, const char *text, npy_error *err);

/* ============================================================================================
   5. Whole arrays in memory
   ============================================================================================ */

/** The elements of a map are only read. The default. */
#define NPY_MAP_READ 0

/** What is stored into a map goes into the file. */
#define NPY_MAP_WRITE 1

/** What is stored into a map stays in this process; the file is as it was. */
#define NPY_MAP_PRIVATE 2

/**
 * To be or-ed to the others: map the elements also where they are in the other byte order or
 * not aligned; what you see are the bytes of the file, as `info.descr` says.
 */
#define NPY_MAP_FOREIGN 16

/**
 * To be or-ed to the others: read all elements in at once, so that what cannot be read is an error
 * of the call and not a signal later.
 */
#define NPY_MAP_PREFAULT 32

/**
 * An array in memory that the library owns, or a file in the address space.
 *
 * `const npy_array *` may be used by many threads at once. What it hands out lives
 * until npy_array_free().
 *
 * Since 0.1.
 */
typedef struct npy_array npy_array;

/**
 * Loads the file `path`: all elements, in file order, in this machine's byte order.
 *
 * The memory is ours and aligned to 64 bytes.
 *
 * @param path the file.
 * @param[out] out the array, to be ended with npy_array_free(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_open() and npy_read().
 * @since 0.1
 */
npy_status npy_load(const char *path, npy_array **out, npy_error *err);

/**
 * Loads what `request` says from any reader into memory of ours.
 *
 * @param reader the reader, which may be closed afterwards.
 * @param request may be NULL, which is all zero; its `strides` must be NULL.
 * @param[out] out the array; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_read().
 * @since 0.1
 */
npy_status npy_load_from(const npy_reader *reader,
                         const npy_request *request,
                         npy_array **out,
                         npy_error *err);

/**
 * Maps the file `path`: its own bytes become memory, however large it is, and each page is read
 * when it is first touched.
 *
 * If another process cuts the file while it is mapped, touching what is gone ends your
 * program with SIGBUS, and the rest of the last page reads as zeros. Nobody can prevent that; the library installs
 * no signal handler. npy_array_flush() tells whether it happened. If you cannot rule it out,
 * read with npy_read() instead: that is an error or right data, never a signal.
 * NPY_MAP_WRITE claims space for holes in the file, where the file system can, so that a full disk
 * is an error here and not a signal. A map keeps the file open.
 *
 * @param path the file; it must be a regular one.
 * @param mode `NPY_MAP_READ`, `_WRITE` or `_PRIVATE`, with `| NPY_MAP_FOREIGN` or `| NPY_MAP_PREFAULT`.
 * @param[out] out the array, to be ended with npy_array_free(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_open(); NPY_ERR_UNSUPPORTED if the elements are in the other byte order or not
 *         aligned (without NPY_MAP_FOREIGN), or it is no regular file; _TRUNCATED, _NO_SPACE, _OBJECT.
 * @since 0.1
 */
npy_status npy_map(const char *path,
                   int32_t mode,
                   npy_array **out,
                   npy_error *err);

/**
 * Maps the array of a reader, if its bytes lie in a file as they are: of a file, of a descriptor,
 * of a file with several arrays.
 *
 * @param reader the reader, which may be closed afterwards.
 * @param mode as npy_map(), but for NPY_MAP_WRITE.
 * @param[out] out the array; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_map(); NPY_ERR_UNSUPPORTED for memory, callbacks and pipes.
 * @since 0.1
 */
npy_status npy_map_from(const npy_reader *reader,
                        int32_t mode,
                        npy_array **out,
                        npy_error *err);

/**
 * What the array is.
 *
 * @param array the array.
 * @return its description, which lives as long as the array; NULL for NULL.
 * @since 0.1
 */
const npy_info *npy_array_info(const npy_array *array);

/**
 * The elements, to be read.
 *
 * @param array the array.
 * @return the first element; `npy_info.nbytes` bytes live there as long as the array.
 *         NULL for NULL.
 * @since 0.1
 */
const void *npy_array_data(const npy_array *array);

/**
 * The elements, to be changed.
 *
 * @param array the array.
 * @return as npy_array_data(); NULL also for a map that may only be read.
 * @since 0.1
 */
void *npy_array_data_mut(npy_array *array);

/**
 * Waits until what was stored into a map is on the disk, and tells whether the file is still whole.
 *
 * Without this call the system writes in its own time, also after npy_array_free(). An array that
 * npy_load() made has nothing to wait for.
 *
 * @param array the array.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_TRUNCATED if the file has become shorter than the map: what lay there is lost,
 *         and zeros may have been read for it; _IO, _NO_SPACE, _ARGUMENT.
 * @since 0.1
 */
npy_status npy_array_flush(npy_array *array, npy_error *err);

/**
 * Frees an array and what it handed out. NULL does nothing. The elements stay as long as tensors of
 * npy_array_to_dlpack() do.
 *
 * @param array the array, which is gone afterwards.
 * @since 0.1
 */
void npy_array_free(npy_array *array);

/* ============================================================================================
   6. Writing: whole arrays
   ============================================================================================ */

/**
 * The old file stays until the new one is complete, then the new one takes its
 * name in one step. The default.
 */
#define NPY_REPLACE_ATOMIC 0

/** There must be no file of that name. */
#define NPY_REPLACE_NEVER 1

/** Overwrite where it stands: fastest; after a failure the old file is lost. */
#define NPY_REPLACE_IN_PLACE 2

/**
 * What is to be written. All zero but `dtype`, `ndim` and `shape` is the default.
 *
 * Since 0.1.
 */
typedef struct npy_spec {
    /**
     * The dtype in the file, in any spelling that NumPy reads: `"f8"`, `">i4"`, `"float32"`,
     * `"[('id','<u4'),('pos','<f8',(3,))]"`.
     */
    const char *dtype;
    /** The dtype in memory. NULL: the same in this machine's byte order, whatever the file's. */
    const char *data_dtype;
    /**
     * The length of each axis, in NumPy's order. The slowest (the first in C order, the
     * last in Fortran order) may be -1: known at the end. May be NULL if `ndim` is 0.
     */
    const int64_t *shape;
    /** Is told how far a call is; may be NULL. */
    npy_progress progress;
    /** Handed to `progress`. */
    void *context;
    /** How many axes: 0 to 64. */
    int32_t ndim;
    /** `NPY_CAST_...`: what a conversion may do. */
    int32_t casting;
    /** The format version: 1, 2, 3, or 0 for the oldest that fits. */
    int32_t version;
    /** `NPY_REPLACE_...`: what happens to a file that is there. */
    int32_t replace;
    /** Not 0: npy_finish() returns when file and name are safe on the disk. */
    int32_t sync;
    /** How many threads may be used; 0 is 1. */
    int32_t threads;
    /** `'C'` or `'F'`; 0 is `'C'`. */
    char order;
    /** Must be 0. */
    char unused[7];
    /** Must be 0. */
    uint64_t reserved[4];
} npy_spec;

/**
 * Saves a whole array: byte for byte the file that `numpy.save` writes.
 *
 * The elements are packed, in C order, in this machine's byte order, also if `dtype`
 * names another one for the file. The file appears under its name when it is complete;
 * until then, and after any failure, the old one is there.
 *
 * @param path the file; bytes on Unix, UTF-8 on Windows.
 * @param dtype the dtype in the file, in any spelling that NumPy reads, such as `"f8"`.
 * @param ndim how many axes.
 * @param shape the length of each; may be NULL if `ndim` is 0.
 * @param data the elements; may be NULL if there are none.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_ARGUMENT, _DTYPE, _OBJECT, _SHAPE, _NOT_FOUND, _ACCESS, _NO_SPACE, _IO, _LIMIT, _MEMORY.
 * @since 0.1
 */
npy_status npy_save(const char *path,
                    const char *dtype,
                    int32_t ndim,
                    const int64_t *shape,
                    const void *data,
                    npy_error *err);

/**
 * Saves a whole array as `spec` says.
 *
 * @param path the file.
 * @param spec dtype, shape, order and how to replace; no axis may be -1.
 * @param data the first element.
 * @param strides bytes from one element to the next in memory, one number for each axis,
 *        also negative; NULL: packed in the order of the file.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_save(); NPY_ERR_EXISTS, _CAST, _CANCELLED.
 * @since 0.1
 */
npy_status npy_save_with(const char *path,
                         const npy_spec *spec,
                         const void *data,
                         const int64_t *strides,
                         npy_error *err);

/**
 * Makes a file of zeros and maps it for writing.
 *
 * The file is there under its name, valid, when the call returns, and what you store is seen by everybody who
 * reads or maps it. Its space is claimed, so that a full disk is an error here and not a
 * signal later: by `fallocate` on Linux, `F_PREALLOCATE` on macOS, and where the file system has
 * no such thing by writing the zeros. (On file systems that write every change to a new place,
 * such as btrfs and ZFS, no claim is safe.)
 *
 * @param path the file.
 * @param spec dtype (in this machine's byte order), shape (no axis may be -1), order, how to
 *        replace, and whether to sync the file as it is made.
 * @param[out] out the array; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_save_with(); NPY_ERR_UNSUPPORTED for the other byte order or a `data_dtype` of its own.
 * @since 0.1
 */
npy_status npy_map_create(const char *path,
                          const npy_spec *spec,
                          npy_array **out,
                          npy_error *err);

/**
 * Makes the bytes that stand in front of the elements, as `numpy.save` writes them:
 * for those who write the elements themselves.
 *
 * @param spec dtype, shape, order, version; no axis may be -1.
 * @param[out] dst where they go; NULL to ask for the size only.
 * @param capacity bytes at `dst`.
 * @param[out] size how many bytes they are: always a multiple of 64.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_SIZE if `capacity` is too small, _DTYPE, _SHAPE, _ARGUMENT, _MEMORY.
 * @since 0.1
 */
npy_status npy_encode_header(const npy_spec *spec,
                             void *dst,
                             size_t capacity,
                             size_t *size,
                             npy_error *err);

/* ============================================================================================
   6. Writing: piece by piece
   ============================================================================================ */

/**
 * An array that is being written. One thread at a time, except where a function
 * takes it as const.
 *
 * Since 0.1.
 */
typedef struct npy_writer npy_writer;

/**
 * Starts an array in the file `path`, to be written with npy_write().
 *
 * The file appears under its name at npy_finish(); until then the old one is there.
 * A path that leads to a pipe or device is written to as it stands.
 *
 * @param path the file.
 * @param spec what is to be written; copied.
 * @param[out] out the writer, to be ended with npy_finish() or npy_discard(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_save_with().
 * @since 0.1
 */
npy_status npy_create(const char *path,
                      const npy_spec *spec,
                      npy_writer **out,
                      npy_error *err);

/**
 * Starts an array at the current position of the descriptor `fd`.
 *
 * The descriptor stays yours and must stay open until the end. A regular file's
 * position is behind the array after npy_finish(), so that another one can follow;
 * after a failure it is where it was. One that was opened with `O_APPEND` is written
 * from front to back only, like a pipe.
 *
 * @param fd a descriptor that can be written.
 * @param spec what is to be written.
 * @param[out] out the writer; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_save_with(); NPY_ERR_UNSUPPORTED for a growing axis in a pipe or with `O_APPEND`.
 * @since 0.1
 */
npy_status npy_create_fd(int fd, const npy_spec *spec, npy_writer **out, npy_error *err);

/**
 * Writes the next whole elements, packed, in the file's order of elements.
 *
 * After a failure the writer can only be discarded, unless the failure is
 * NPY_ERR_SIZE or NPY_ERR_ARGUMENT, which leave everything as it was, as every failure
 * does for a writer from npy_append().
 *
 * @param writer the writer.
 * @param data the elements; may be NULL if `size` is 0.
 * @param size bytes at `data`: a multiple of the element's size in memory.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_SIZE (no whole elements, or more than the shape has), _NO_SPACE, _IO,
 *         _STATE, _CANCELLED, _MEMORY, _ARGUMENT.
 * @since 0.1
 */
npy_status npy_write(npy_writer *writer, const void *data, size_t size, npy_error *err);

/**
 * Writes the next rows of the slowest axis (the first in C order, the last in Fortran
 * order), from any layout in memory.
 *
 * @param writer the writer.
 * @param rows how many rows.
 * @param data the first element.
 * @param strides bytes from one element to the next in memory, one number for each axis,
 *        also negative; NULL: packed in the order of the file.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_write(); NPY_ERR_STATE after elements that were no whole rows.
 * @since 0.1
 */
npy_status npy_write_rows(npy_writer *writer,
                          int64_t rows,
                          const void *data,
                          const int64_t *strides,
                          npy_error *err);

/**
 * Writes a slab: the elements that `slices` pick, wherever they are in the file.
 *
 * Like `pwrite`: many threads may write slabs at once, in any order, if these do not
 * overlap. Needs a fixed shape and a file, memory, or a sink with `write_at`. Not to be
 * mixed with npy_write() and npy_write_rows(). When as many elements as the array has
 * were written, the last one among them, npy_finish() takes it for complete.
 *
 * @param writer the writer.
 * @param slices a slice for each axis; missing ones are whole.
 * @param nslices how many.
 * @param data the slab's first element.
 * @param strides bytes from one element to the next in memory, one number for each axis,
 *        also negative; NULL: packed in the order of the file.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_write(); NPY_ERR_UNSUPPORTED on a stream or a growing axis.
 * @since 0.1
 */
npy_status npy_write_slab(const npy_writer *writer,
                          const npy_slice *slices,
                          int32_t nslices,
                          const void *data,
                          const int64_t *strides,
                          npy_error *err);

/**
 * Tells what was written so far: a growing axis has its length as of now.
 *
 * @param writer the writer.
 * @param[out] info is filled; its pointers live as long as the writer.
 * @param[out] err why it failed; may be NULL.
 * @return 0 or NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_writer_info(const npy_writer *writer, npy_info *info, npy_error *err);

/**
 * Ends an array: its file is there now. Frees the writer in every case.
 *
 * If elements are missing, or anything fails, the old file stays; of a file from
 * npy_append(), what was flushed.
 *
 * @param writer the writer, which is gone afterwards.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_SIZE if elements are missing, _STATE after a failed write, _NO_SPACE, _IO,
 *         _ACCESS, _EXISTS, _NOT_FOUND (its folder is gone), _CALLBACK, _MEMORY.
 * @since 0.1
 */
npy_status npy_finish(npy_writer *writer, npy_error *err);

/**
 * Gives up an array and frees its writer: the old file stays, of the new one nothing
 * remains; of a file from npy_append(), what was flushed. NULL does nothing.
 *
 * @param writer the writer, which is gone afterwards.
 * @since 0.1
 */
void npy_discard(npy_writer *writer);

/* ============================================================================================
   6. Writing: files that grow while others read them
   ============================================================================================ */

/** npy_recover() counted rows in that the header did not claim. */
#define NPY_RECOVERED_ROWS 1

/** npy_recover() cut off the part of a row. */
#define NPY_RECOVERED_CUT 2

/** The header claimed bytes that were not there; npy_recover() took the claim back. */
#define NPY_RECOVERED_LOSS 4

/** npy_recover() wrote the header anew, if only as NumPy writes it. */
#define NPY_RECOVERED_HEADER 8

/** npy_recover() replaced the file by a copy, because its header had no room or others were reading it. */
#define NPY_RECOVERED_COPY 16

/** npy_recover() removed temporary files of writers that died. */
#define NPY_RECOVERED_TEMPORARIES 32

/**
 * What npy_recover() found and did. 256 bytes, for good. Filled by the library.
 *
 * Since 0.1.
 */
typedef struct npy_recovery {
    /** The length of the slowest axis that the header claimed. */
    int64_t rows_before;
    /** The length that it claims now; all of it is there. */
    int64_t rows_after;
    /** Bytes of a row that was not complete, cut off. */
    int64_t bytes_cut;
    /** Bytes that the header claimed and that were not there. */
    int64_t bytes_missing;
    /** `NPY_RECOVERED_...`, or-ed together; 0: there was nothing to do. */
    uint32_t actions;
    /** How many temporary files were removed. */
    int32_t temporaries;
    /** One line that says it all, ended by NUL. */
    char message[200];
    /** 0. */
    uint64_t reserved[2];
} npy_recovery;

/**
 * Opens the file `path` to add rows to its slowest axis (the first in C order, the last in Fortran order), or
 * makes it.
 *
 * Rows are added with npy_write() and npy_write_rows(), where the file stands. npy_flush()
 * makes them visible; at every instant the file is a valid one of as many rows, for every reader. npy_finish()
 * flushes and ends; npy_discard() leaves the last flush. A write that fails (a full disk) leaves
 * everything as it was and may be tried again.
 *
 * As long as the writer lives, no other one gets the file: NPY_ERR_BUSY. (The lock is advisory: it keeps out
 * writers of this library. A process that was forked meanwhile shares it, and must not use the writer.)
 * If the last writer died, whole rows that it had not flushed are counted in, and the part of a row
 * behind them is cut off.
 *
 * While a file grows the count in its header stands behind blanks, in room that NumPy keeps for it. A file whose
 * header is not so yet is rewritten once: where it stands, if nobody else has it open (on Linux, which can tell), else
 * `spec->replace` says what happens: NPY_REPLACE_ATOMIC makes a copy of the file and puts it in its place, NPY_REPLACE_NEVER refuses,
 * NPY_REPLACE_IN_PLACE writes all the same, and who reads the header in that very moment may get an error.
 *
 * @param path the file; it must be a regular one.
 * @param spec what the file has to be: dtype, order and shape, with -1 for the axis that grows; also what is made
 *        if there is none. NULL: whatever it is, and there must be one. With `sync`, npy_flush() returns when
 *        the rows are safe on the disk.
 * @param[out] out the writer, to be ended with npy_finish() or npy_discard(); untouched on failure.
 *        npy_writer_info() tells how many rows are there.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_BUSY, _NOT_FOUND, _DTYPE or _SHAPE if the file is something else, _UNSUPPORTED
 *         if it cannot grow, _TRUNCATED if it ends within its rows (npy_recover()), _ACCESS, _NO_SPACE, _IO,
 *         and as npy_open().
 * @since 0.1
 */
npy_status npy_append(const char *path,
                      const npy_spec *spec,
                      npy_writer **out,
                      npy_error *err);

/**
 * Makes the rows that were written to a file from npy_append() visible: whoever opens it now
 * finds them, and a crash of this program does not lose them.
 *
 * Elements that are no whole row yet are not shown. Costs a few system calls, however large the file is.
 *
 * @param writer the writer.
 * @param[out] err why it failed; may be NULL. What was visible stays so, and it may be tried again; not after
 *        a failed sync, which the system does not report twice.
 * @return 0, NPY_ERR_UNSUPPORTED for a writer that is not from npy_append(), _STATE if the file was removed
 *         or replaced, or in a forked process, _TRUNCATED if somebody cut the file, _IO, _NO_SPACE, _ARGUMENT.
 * @since 0.1
 */
npy_status npy_flush(npy_writer *writer,
                     npy_error *err);

/**
 * Makes the file `path` whole after its writer died, and removes the temporary files of dead
 * writers beside it.
 *
 * Whole rows behind those that the header claims are counted in, the part of a row behind them is cut
 * off, and a claim of more rows than there are is taken back. Call it for files of which you know that their
 * writer is gone: bytes that somebody else put behind an array would become rows. (Another array there is left alone.)
 * A file that is whole stays as it is, but for a growing header, which becomes one as NumPy writes it.
 *
 * @param path the file.
 * @param[out] what is filled with what was found and done; may be NULL; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, also if there was nothing to do; NPY_ERR_BUSY if a writer lives, _NOT_FOUND, _ACCESS, _NO_SPACE, _IO,
 *         and as npy_open() for a header that cannot be read.
 * @since 0.1
 */
npy_status npy_recover(const char *path,
                       npy_recovery *what,
                       npy_error *err);

/* ============================================================================================
   6. Writing: into memory and into callbacks
   ============================================================================================ */

/**
 * Memory that files are written into. `const npy_memory *` may be read by many threads
 * while no writer uses it.
 *
 * Since 0.1.
 */
typedef struct npy_memory npy_memory;

/**
 * Where the bytes go, if you store them yourself. Give `write` or `write_at`; all zero
 * but these is the default. Each call returns how many bytes it took or a negative `errno`;
 * a call may be short.
 *
 * Since 0.1.
 */
typedef struct npy_sink {
    /** Handed to every call. */
    void *context;
    /** Writes `size` bytes behind the last ones. */
    int64_t (*write)(void *context, const void *data, size_t size);
    /** Writes `size` bytes at `offset`. Needed for a growing axis. */
    int64_t (*write_at)(void *context, const void *data, size_t size, int64_t offset);
    /**
     * Called once at the end: `commit` is 1 when the array is complete, 0 when it is to
     * be forgotten; never if creating failed. Not 0 says that it failed. May be NULL.
     */
    int32_t (*end)(void *context, int32_t commit);
    /** Must be 0. */
    uint64_t reserved[4];
} npy_sink;

/**
 * Starts an array in memory.
 *
 * At npy_finish() its bytes are put behind what the memory holds, as into a file that
 * stays open.
 *
 * @param memory where it goes; may be freed before the writer.
 * @param spec what is to be written.
 * @param[out] out the writer; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_save_with().
 * @since 0.1
 */
npy_status npy_create_memory(npy_memory *memory,
                             const npy_spec *spec,
                             npy_writer **out,
                             npy_error *err);

/**
 * Starts an array that your callbacks store.
 *
 * The struct is copied; its `context` must live until `end` was called.
 *
 * @param sink the callbacks.
 * @param spec what is to be written.
 * @param[out] out the writer; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_save_with(); NPY_ERR_CALLBACK if a callback failed.
 * @since 0.1
 */
npy_status npy_create_sink(const npy_sink *sink,
                           const npy_spec *spec,
                           npy_writer **out,
                           npy_error *err);

/**
 * Memory that holds nothing yet.
 *
 * @param[out] out the memory, to be ended with npy_memory_free(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_MEMORY or NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_memory_new(npy_memory **out, npy_error *err);

/**
 * What finished writers have written.
 *
 * @param memory the memory.
 * @param[out] size how many bytes; may be NULL.
 * @return the bytes, which stay until the next npy_finish() into this memory or
 *         npy_memory_free(). NULL for NULL.
 * @since 0.1
 */
const void *npy_memory_data(const npy_memory *memory, size_t *size);

/**
 * Frees memory and what it holds. NULL does nothing.
 *
 * @param memory the memory, which is gone afterwards.
 * @since 0.1
 */
void npy_memory_free(npy_memory *memory);

/* ============================================================================================
   7. Archives: reading
   ============================================================================================ */

/**
 * An archive, opened for reading: a `.npz`, or any other ZIP file.
 *
 * `const npz_reader *` may be used by many threads at once. A member that was opened from it keeps what
 * it needs of it alive: the two may be closed in any order.
 *
 * Since 0.1.
 */
typedef struct npz_reader npz_reader;

/**
 * How an archive is opened. All zero is the default.
 *
 * Since 0.1.
 */
typedef struct npz_open_options {
    /**
     * The byte at which the archive starts, counted from where reading starts. The archive's own offsets
     * may count from there, or from the beginning of the file as `numpy.savez` has them.
     */
    int64_t offset;
    /** The most members; 0 is 4,194,304. */
    int64_t max_members;
    /** The most bytes that one member may claim to be unpacked; 0 is 16 TiB. */
    int64_t max_member;
    /** The most bytes that all members together may claim to be unpacked; 0 is 64 TiB. */
    int64_t max_total;
    /** The most unpacked bytes for each packed one; 0 is 100,000. (Deflate reaches 1,032.) */
    int64_t max_ratio;
    /** The longest header of an array in bytes; 0 is 1 MiB. */
    int64_t max_header;
    /** Is told how far npz_verify() is; may be NULL. */
    npy_progress progress;
    /** Handed to `progress`. */
    void *context;
    /** How deeply brackets may be nested in an array's header; 0 is 32. */
    int32_t max_nesting;
    /** `NPY_OPEN_...`, or-ed together, for the arrays. */
    uint32_t flags;
    /** Must be 0. */
    uint64_t reserved[4];
} npz_open_options;

/**
 * A member of an archive, as its directory tells of it. Filled by the library; the texts live as long as
 * the archive's handle.
 *
 * Since 0.1.
 */
typedef struct npz_member_info {
    /** The key under which NumPy finds it, UTF-8, ended by NUL: the member's name without `.npy`. */
    const char *name;
    /** Bytes of the key without the NUL: a name may have NULs inside. */
    int64_t name_length;
    /** The whole name, such as `u.npy`. */
    const char *member;
    /** Bytes of the whole name. */
    int64_t member_length;
    /** Where it stands in the directory. */
    int64_t index;
    /** Bytes unpacked. */
    int64_t size;
    /** Bytes in the archive. */
    int64_t packed_size;
    /** The CRC-32 of the unpacked bytes. */
    uint32_t crc;
    /**
     * How it was packed (APPNOTE 4.4.5): 0 stored, 8 deflate, 12 bzip2, 14 LZMA, 93 Zstandard; others
     * cannot be read.
     */
    int32_t method;
    /** 0. */
    uint64_t reserved[4];
} npz_member_info;

/**
 * Opens the archive `path` and reads its directory.
 *
 * Nothing is unpacked. The directory's claims are held against the file; a member that is damaged spoils
 * only itself.
 *
 * @param path the file; bytes on Unix, UTF-8 on Windows.
 * @param[out] out the archive, to be ended with npz_close(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, or NPY_ERR_ARCHIVE, _TRUNCATED, _NOT_FOUND, _ACCESS, _IO, _LIMIT, _MEMORY, _ARGUMENT,
 *         _UNSUPPORTED (a pipe: an archive is read from its end).
 * @since 0.1
 */
npy_status npz_open(const char *path,
                    npz_reader **out,
                    npy_error *err);

/**
 * Opens the archive `path` with options.
 *
 * @param path the file.
 * @param options may be NULL, which is all zero.
 * @param[out] out the archive; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_open().
 * @since 0.1
 */
npy_status npz_open_with(const char *path,
                         const npz_open_options *options,
                         npz_reader **out,
                         npy_error *err);

/**
 * Opens the archive that the descriptor `fd` stands for, from its current position to its end.
 *
 * The descriptor stays yours and must stay open until the archive and its members are closed; its
 * position does not move.
 *
 * @param fd an open descriptor of a file.
 * @param options may be NULL.
 * @param[out] out the archive; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_open(); NPY_ERR_ARGUMENT if `fd` is not open.
 * @since 0.1
 */
npy_status npz_open_fd(int fd,
                       const npz_open_options *options,
                       npz_reader **out,
                       npy_error *err);

/**
 * Opens an archive that is in memory already.
 *
 * Nothing is copied: the block is borrowed and must stay as it is until the archive and its members are
 * closed.
 *
 * @param data the bytes of the archive.
 * @param size how many there are.
 * @param options may be NULL.
 * @param[out] out the archive; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_open().
 * @since 0.1
 */
npy_status npz_open_memory(const void *data,
                           size_t size,
                           const npz_open_options *options,
                           npz_reader **out,
                           npy_error *err);

/**
 * Opens an archive that your callbacks fetch: its end, its directory, then of each member what is read.
 *
 * Needs `read_at` and `length`. The struct is copied; its `context` must live until `close` was called,
 * which happens when the archive and all its members are closed.
 *
 * @param source the callbacks.
 * @param options may be NULL.
 * @param[out] out the archive; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_open(); NPY_ERR_CALLBACK if a callback failed; NPY_ERR_UNSUPPORTED without `read_at`
 *         or `length`.
 * @since 0.1
 */
npy_status npz_open_source(const npy_source *source,
                           const npz_open_options *options,
                           npz_reader **out,
                           npy_error *err);

/**
 * How many members an archive has.
 *
 * @param archive the archive.
 * @return the number of entries in its directory; of a name that comes twice, both. 0 for NULL.
 * @since 0.1
 */
int64_t npz_count(const npz_reader *archive);

/**
 * Tells of the member called `name`.
 *
 * Takes the same time however many members there are, from the second call on.
 *
 * @param archive the archive.
 * @param name the key, as in `np.load`: the member's whole name, or that without `.npy`; of several
 *        members of one name the last.
 * @param[out] member is filled; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_MEMBER if there is none, NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npz_member(const npz_reader *archive,
                      const char *name,
                      npz_member_info *member,
                      npy_error *err);

/**
 * Tells of the member at `index` of the directory.
 *
 * @param archive the archive.
 * @param index 0 to npz_count() - 1.
 * @param[out] member is filled; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_MEMBER if there is none, NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npz_member_at(const npz_reader *archive,
                         int64_t index,
                         npz_member_info *member,
                         npy_error *err);

/**
 * Opens the member called `name` as an array: everything that can be done with a `.npy` can be done
 * with it.
 *
 * A read of the whole array compares the member's CRC-32; a read of a part cannot, since the sum
 * covers the whole: damage outside of what is read stays unseen, and damage inside too.
 *
 * @param archive the archive, which may be closed while the member is in use.
 * @param name as for npz_member().
 * @param[out] reader the array, to be ended with npy_close(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_open(); NPY_ERR_MEMBER, _ARCHIVE, _METHOD, _ENCRYPTED, _LIMIT; NPY_ERR_MAGIC for a
 *         member that is no array (npz_bytes_at() reads any).
 * @since 0.1
 */
npy_status npz_get(const npz_reader *archive,
                   const char *name,
                   npy_reader **reader,
                   npy_error *err);

/**
 * Opens the member at `index` of the directory as an array.
 *
 * @param archive the archive.
 * @param index 0 to npz_count() - 1.
 * @param[out] reader the array; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_get().
 * @since 0.1
 */
npy_status npz_get_at(const npz_reader *archive,
                      int64_t index,
                      npy_reader **reader,
                      npy_error *err);

/**
 * Reads all bytes of a member, array or not, and compares its CRC-32.
 *
 * @param archive the archive.
 * @param index 0 to npz_count() - 1.
 * @param[out] dst where they go; may be NULL if `size` is 0.
 * @param size bytes at `dst`: exactly `npz_member_info.size`.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_SIZE, _CRC, and as npz_get().
 * @since 0.1
 */
npy_status npz_bytes_at(const npz_reader *archive,
                        int64_t index,
                        void *dst,
                        size_t size,
                        npy_error *err);

/**
 * Where the data of a stored member begins, for those who read it themselves: reads its local header.
 *
 * @param archive the archive.
 * @param index 0 to npz_count() - 1.
 * @param[out] offset bytes from the archive's start to the member's first (packed) byte: for a stored
 *             array the magic of a `.npy`.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_get().
 * @since 0.1
 */
npy_status npz_data_offset(const npz_reader *archive,
                           int64_t index,
                           int64_t *offset,
                           npy_error *err);

/**
 * Reads everything and compares: records, sizes and the CRC-32 of every member.
 *
 * @param archive the archive.
 * @param[out] err the first thing that is wrong, and in which member; may be NULL.
 * @return 0 if all is well, NPY_ERR_CRC, _CANCELLED, and as npz_get().
 * @since 0.1
 */
npy_status npz_verify(const npz_reader *archive, npy_error *err);

/**
 * Ends an archive: closes what it opened and frees it. NULL does nothing.
 *
 * @param archive the archive, which is gone afterwards; its members are not.
 * @since 0.1
 */
void npz_close(npz_reader *archive);

/* ============================================================================================
   7. Archives: writing
   ============================================================================================ */

/** Members as they are, like `numpy.savez`: byte for byte its file. The default. */
#define NPZ_STORED 0

/** Members deflated, like `numpy.savez_compressed`. */
#define NPZ_DEFLATED 8

/**
 * An archive that is being written. One thread at a time, and the same one as the member that is open.
 *
 * Since 0.1.
 */
typedef struct npz_writer npz_writer;

/**
 * How an archive is written. All zero is the default: stored, replacing atomically.
 *
 * Since 0.1.
 */
typedef struct npz_options {
    /** `NPZ_STORED` or `NPZ_DEFLATED`. */
    int32_t method;
    /** How hard deflate tries: 1 (fastest) to 9 (smallest); 0 is 6. */
    int32_t level;
    /**
     * Members begin at a multiple of this many bytes, so that stored arrays can be mapped: a power of two up
     * to 4096, such as 64; 0 as numpy.savez, anywhere.
     */
    int32_t align;
    /** How many threads may deflate blocks (`block`); 0 is 1. */
    int32_t threads;
    /**
     * Deflate in blocks of so many bytes, 4,096 to 16,777,216, such as 262,144, with a list of them that other
     * programs pass over: then any part of a member can be read alone, and the whole by several threads. 0: one
     * stream, as numpy.savez_compressed.
     */
    int32_t block;
    /** Must be 0. */
    int32_t unused;
    /** `NPY_REPLACE_...`: what happens to a file that is there. */
    int32_t replace;
    /** Not 0: npz_finish() returns when file and name are safe on the disk. */
    int32_t sync;
    /** Is told how far npz_finish() is with the members that it takes over; may be NULL. */
    npy_progress progress;
    /** Handed to `progress`. */
    void *context;
    /** Must be 0. */
    uint64_t reserved[4];
} npz_options;

/**
 * Starts an archive in the file `path`, to be filled with npz_save() and npz_add().
 *
 * It appears under its name at npz_finish(); until then, and after any failure, the old file is there. A
 * path that leads to a pipe is written to as it stands.
 *
 * @param path the file; bytes on Unix, UTF-8 on Windows.
 * @param options may be NULL, which is all zero.
 * @param[out] out the archive, to be ended with npz_finish() or npz_discard(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_ARGUMENT, _NOT_FOUND, _ACCESS, _EXISTS, _NO_SPACE, _IO, _MEMORY.
 * @since 0.1
 */
npy_status npz_create(const char *path,
                      const npz_options *options,
                      npz_writer **out,
                      npy_error *err);

/**
 * Starts an archive at the current position of the descriptor `fd`. As NumPy writes to a file object: the
 * archive's offsets, and `align`, count from the beginning of the file.
 *
 * The descriptor stays yours and must stay open until the end. To a pipe, or if it was opened with O_APPEND,
 * the archive is written as NumPy writes to a pipe: sizes and CRCs follow the data, offsets count from its
 * first byte.
 *
 * @param fd a descriptor that can be written.
 * @param options may be NULL.
 * @param[out] out the archive; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_create().
 * @since 0.1
 */
npy_status npz_create_fd(int fd,
                         const npz_options *options,
                         npz_writer **out,
                         npy_error *err);

/**
 * Starts an archive in memory: at npz_finish() its bytes are put behind what the memory holds.
 *
 * @param memory where it goes; may be freed before the archive.
 * @param options may be NULL.
 * @param[out] out the archive; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_create().
 * @since 0.1
 */
npy_status npz_create_memory(npy_memory *memory,
                             const npz_options *options,
                             npz_writer **out,
                             npy_error *err);

/**
 * Starts an archive that your callbacks store; with `write` alone as to a pipe.
 *
 * @param sink the callbacks; copied. `context` must live until `end` was called.
 * @param options may be NULL.
 * @param[out] out the archive; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_create(); NPY_ERR_CALLBACK if a callback failed.
 * @since 0.1
 */
npy_status npz_create_sink(const npy_sink *sink,
                           const npz_options *options,
                           npz_writer **out,
                           npy_error *err);

/**
 * Starts to change the archive `path`: what is added takes the place of members of its name, the others stay,
 * packed as they are. Made if it is missing.
 *
 * What stays keeps its order, its comments and its other fields, and so does the archive its comment; also
 * members that cannot be read here, encrypted ones among them. What is added comes last.
 *
 * Nothing changes until npz_finish(), which puts a new file in the old one's place in one step.
 *
 * @param path the file.
 * @param options may be NULL; `method` and `level` are for what is added. `replace` must be NPY_REPLACE_ATOMIC.
 * @param[out] out the archive; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_create() and npz_open().
 * @since 0.1
 */
npy_status npz_update(const char *path,
                      const npz_options *options,
                      npz_writer **out,
                      npy_error *err);

/**
 * Starts the member `name`: what it gives is written like any array (npy_write() and the others), then ended
 * with npy_finish(), or taken back with npy_discard().
 *
 * While it is open every other call on the archive is NPY_ERR_STATE. Where the archive cannot be written at
 * any place (a pipe), an axis cannot be -1, and a member that was begun cannot be taken back: the archive can
 * then only be discarded.
 *
 * @param archive the archive.
 * @param name the key, as in `np.savez`: `.npy` is added to it.
 * @param spec what is to be written; `replace` and `sync` are the archive's concern.
 * @param[out] writer the member; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_create(); NPY_ERR_EXISTS if this archive was given a member of that name, NPY_ERR_STATE.
 * @since 0.1
 */
npy_status npz_add(npz_writer *archive,
                   const char *name,
                   const npy_spec *spec,
                   npy_writer **writer,
                   npy_error *err);

/**
 * Saves a whole array as the member `name`. The elements are packed, in C order, in this machine's byte order.
 *
 * @param archive the archive.
 * @param name the key.
 * @param dtype the dtype in the file.
 * @param ndim how many axes.
 * @param shape the length of each; may be NULL if `ndim` is 0.
 * @param data the elements; may be NULL if there are none.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_add() and npy_write(). After a failure the archive is as it was before.
 * @since 0.1
 */
npy_status npz_save(npz_writer *archive,
                    const char *name,
                    const char *dtype,
                    int32_t ndim,
                    const int64_t *shape,
                    const void *data,
                    npy_error *err);

/**
 * Saves a whole array as the member `name`, as `spec` says.
 *
 * @param archive the archive.
 * @param name the key.
 * @param spec dtype, shape, order; no axis may be -1.
 * @param data the first element.
 * @param strides bytes from one element to the next in memory, one number for each axis, also negative;
 *        NULL: packed in the order of the file.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_save().
 * @since 0.1
 */
npy_status npz_save_with(npz_writer *archive,
                         const char *name,
                         const npy_spec *spec,
                         const void *data,
                         const int64_t *strides,
                         npy_error *err);

/**
 * Removes the member `name`: one of the archive that is changed, or one that was written since.
 *
 * The bytes of one that was written since stay in the file, unreachable, until the next npz_update().
 *
 * @param archive the archive.
 * @param name the key: the member's whole name, or that without `.npy`; of several all.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_MEMBER if there is none, NPY_ERR_STATE, NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npz_remove(npz_writer *archive,
                      const char *name,
                      npy_error *err);

/**
 * Ends an archive: its file is there now. Frees the archive in every case.
 *
 * If anything fails, the old file stays.
 *
 * @param archive the archive, which is gone afterwards.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_STATE if a member is open (which is ended too), _NO_SPACE, _IO, _ACCESS, _EXISTS, _CANCELLED.
 * @since 0.1
 */
npy_status npz_finish(npz_writer *archive,
                      npy_error *err);

/**
 * Gives up an archive and frees it: the old file stays, of the new one nothing remains. NULL does nothing.
 *
 * @param archive the archive, which is gone afterwards.
 * @since 0.1
 */
void npz_discard(npz_writer *archive);

/* ============================================================================================
   8. Python objects: reading
   ============================================================================================ */

/** Byte strings of Python 2 are texts if all of them are ASCII, else an error. The default, as in `numpy.load`. */
#define NPY_ENCODING_ASCII 0

/** Byte strings of Python 2 are texts in Latin-1. */
#define NPY_ENCODING_LATIN1 1

/** Byte strings of Python 2 are texts in UTF-8. */
#define NPY_ENCODING_UTF8 2

/** Byte strings of Python 2 are bytes. */
#define NPY_ENCODING_BYTES 3

/** `None`. */
#define NPY_VALUE_NONE 1

/** `True` or `False`: `integer` is 1 or 0. */
#define NPY_VALUE_BOOL 2

/**
 * An int: `integer`; if it has more than 64 bits, `data` and `size` are its two's complement, the lowest
 * byte first, and `integer` is the nearest end of its range.
 */
#define NPY_VALUE_INT 3

/** A float: `real`. */
#define NPY_VALUE_FLOAT 4

/** A complex number: `real` and `imaginary`. */
#define NPY_VALUE_COMPLEX 5

/** A str: UTF-8, `size` bytes at `data`, and a NUL behind them. */
#define NPY_VALUE_TEXT 6

/** Bytes: `size` of them at `data`. */
#define NPY_VALUE_BYTES 7

/** A bytearray: `size` bytes at `data`. */
#define NPY_VALUE_BYTEARRAY 8

/** A list of `count` values. */
#define NPY_VALUE_LIST 9

/** A tuple of `count` values. */
#define NPY_VALUE_TUPLE 10

/** A dict of `count` keys with their values, in its order. Of equal keys the last counts. */
#define NPY_VALUE_DICT 11

/** A set of `count` values. */
#define NPY_VALUE_SET 12

/** A frozenset of `count` values. */
#define NPY_VALUE_FROZENSET 13

/**
 * An array, of which npy_tree_info() tells more: of objects `count` values in C order, of anything else
 * `size` bytes at `data`, as they lie in `info.order` and `info.byteorder`.
 */
#define NPY_VALUE_ARRAY 14

/** A scalar of NumPy's, such as `numpy.float32(1)` or `numpy.datetime64`: `size` bytes of `dtype` at `data`. */
#define NPY_VALUE_SCALAR 15

/** A `datetime.datetime`: `integer` microseconds since 1970 began, as the clock of its zone shows them. */
#define NPY_VALUE_DATETIME 16

/** A `datetime.date`: `integer` days since 1970 began. */
#define NPY_VALUE_DATE 17

/** A `datetime.time`: `integer` microseconds since midnight. */
#define NPY_VALUE_TIME 18

/** A `datetime.timedelta`: `integer` microseconds. */
#define NPY_VALUE_TIMEDELTA 19

/** A `datetime.timezone`: `integer` microseconds ahead of UTC, less than a day. */
#define NPY_VALUE_TIMEZONE 20

/** A datetime or time has a zone, `zone` microseconds ahead of UTC. */
#define NPY_VALUE_AWARE 1

/** A datetime or time is the second of two that the clock calls so (`fold`). */
#define NPY_VALUE_FOLD 2

/** An array is one of `StringDType`, strings of any length: texts, or `fill` where one is missing. */
#define NPY_VALUE_STRINGS 4

/** The same takes strings only (`coerce=False`). */
#define NPY_VALUE_STRICT 8

/**
 * Python objects as plain values: what an array of dtype `O`, or a pickle of its own, holds.
 *
 * A value is a number greater than 0 that has a meaning in its tree alone. Lists, dicts, arrays and the
 * like hold the numbers of their values; a value that stands in several places has one number, so
 * that in truth it is no tree, but nothing in it holds itself: a walk ends, after at most
 * `max_visits` values and `max_depth` deep.
 *
 * `const npy_tree *` may be used by many threads at once. What it hands out lives until npy_tree_free(),
 * but while values are added only until the next call that adds one.
 *
 * Since 0.1.
 */
typedef struct npy_tree npy_tree;

/**
 * What reading objects may cost, and how texts of Python 2 are taken. All zero is the default.
 *
 * Besides, a byte of the file may cost at most 100 bytes of memory, beyond the first MiB.
 *
 * Since 0.1.
 */
typedef struct npy_object_options {
    /** The most bytes of a pickle; 0 is 1 TiB. */
    int64_t max_bytes;
    /** The most bytes of memory that the values take; 0 is 8 GiB. */
    int64_t max_memory;
    /** The most values that a pickle makes; 0 is 67,108,864. */
    int64_t max_values;
    /** The most values that a pickle keeps to use them again; 0 is 67,108,864. */
    int64_t max_memo;
    /**
     * The most values that a walk through the tree meets, where those that stand in several places count
     * each time; 0 is 268,435,456.
     */
    int64_t max_visits;
    /**
     * How deeply values may be nested, a number in a list being 2 deep; 0 is 1000. Reading takes no stack for it, but
     * your walk may.
     */
    int32_t max_depth;
    /**
     * `NPY_ENCODING_...`: what byte strings of Python 2 are. Those that are an array's elements are read
     * right with each.
     */
    int32_t encoding;
    /** Must be 0. */
    uint64_t reserved[4];
} npy_object_options;

/**
 * A value. Filled by npy_tree_get(); filled by you for npy_tree_add(). What its kind does not speak of is 0.
 *
 * Since 0.1.
 */
typedef struct npy_value {
    /** A bool, an int, a date or time: see its kind. */
    int64_t integer;
    /** A float, or the real part. */
    double real;
    /** The imaginary part. */
    double imaginary;
    /** Microseconds ahead of UTC, with NPY_VALUE_AWARE. */
    int64_t zone;
    /** Text, bytes, elements; lives as long as the tree. */
    const void *data;
    /** How many bytes there are at `data`. */
    int64_t size;
    /** How many values it holds. */
    int64_t count;
    /** The dtype of an array or a NumPy scalar, as NumPy writes it, ended by NUL. */
    const char *dtype;
    /** The mask of a masked array: the number of an array of bools, true where the element is hidden. Else 0. */
    int64_t mask;
    /** What a masked array shows where it is masked, or what stands for a missing string; 0 if nothing is said. */
    int64_t fill;
    /** `NPY_VALUE_...`: what it is. */
    int32_t kind;
    /** `NPY_VALUE_...` flags, or-ed together. */
    uint32_t flags;
    /** Must be 0. */
    uint64_t reserved[4];
} npy_value;

/**
 * Reads the elements of an array of Python objects, without running any Python: nothing is imported, and
 * nothing is called.
 *
 * What NumPy and Python store values by is read: None, bool, int, float, complex, str, bytes, bytearray,
 * list, tuple, dict, set, frozenset, arrays (masked ones and StringDType, too), NumPy's scalars, datetime's
 * types; of every protocol, of Python 2 and 3. All else is an error that names it. The root of the tree is
 * the array.
 *
 * The reader stands where it stood, except that a stream has moved: to the end of the pickle, and no further.
 *
 * @param reader the reader of an array of dtype `O`, or of a struct with objects; also an archive's member.
 * @param options may be NULL, which is all zero.
 * @param[out] tree the values, to be ended with npy_tree_free(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_OBJECT if the pickle is damaged, or calls for what is no value; _DTYPE if the elements
 *         are no objects; _LIMIT, _TRUNCATED, _IO, _CALLBACK, _CRC, _STATE (a stream that was read), _MEMORY,
 *         _ARGUMENT.
 * @since 0.1
 */
npy_status npy_objects(const npy_reader *reader,
                       const npy_object_options *options,
                       npy_tree **tree,
                       npy_error *err);

/**
 * Reads the objects in the file `path`: behind the header of an array, or a pickle without one, as
 * `numpy.load` takes it. The root of the tree is then any value.
 *
 * @param path the file, which must not be a pipe; bytes on Unix, UTF-8 on Windows.
 * @param options may be NULL, which is all zero.
 * @param[out] tree the values; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_open() and npy_objects(); NPY_ERR_MAGIC for an archive.
 * @since 0.1
 */
npy_status npy_objects_load(const char *path,
                            const npy_object_options *options,
                            npy_tree **tree,
                            npy_error *err);

/**
 * Reads the objects in a block of memory that is a file as npy_objects_load() takes it.
 *
 * @param data the bytes, which are not needed afterwards; may be NULL if `size` is 0.
 * @param size how many there are; more than the pickle needs is fine.
 * @param options may be NULL, which is all zero.
 * @param[out] tree the values; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_objects_load().
 * @since 0.1
 */
npy_status npy_objects_memory(const void *data,
                              size_t size,
                              const npy_object_options *options,
                              npy_tree **tree,
                              npy_error *err);

/**
 * What a file held.
 *
 * @param tree the tree.
 * @return the number of the value; 0 for NULL and for a tree of npy_tree_new().
 * @since 0.1
 */
int64_t npy_tree_root(const npy_tree *tree);

/**
 * Tells what a value is.
 *
 * @param tree the tree.
 * @param value its number.
 * @param[out] what is filled; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0 or NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_tree_get(const npy_tree *tree,
                        int64_t value,
                        npy_value *what,
                        npy_error *err);

/**
 * Tells dtype and shape of an array, or of a NumPy scalar.
 *
 * @param tree the tree.
 * @param value its number.
 * @param[out] info is filled; what it points to lives as long as the tree. Untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_ARGUMENT (also for other values).
 * @since 0.1
 */
npy_status npy_tree_info(const npy_tree *tree,
                         int64_t value,
                         npy_info *info,
                         npy_error *err);

/**
 * One of the values that a list, tuple, set, frozenset or array of objects holds.
 *
 * @param tree the tree.
 * @param value its number.
 * @param index from 0 to `count` - 1; of an array in C order, whatever its own is.
 * @param[out] item the number of the value there; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_SHAPE if there is no such index, NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_tree_item(const npy_tree *tree,
                         int64_t value,
                         int64_t index,
                         int64_t *item,
                         npy_error *err);

/**
 * One of the keys of a dict, and its value.
 *
 * @param tree the tree.
 * @param dict the number of the dict.
 * @param index from 0 to `count` - 1.
 * @param[out] key the number of the key; untouched on failure.
 * @param[out] value the number of the value; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_SHAPE if there is no such index, NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_tree_entry(const npy_tree *tree,
                          int64_t dict,
                          int64_t index,
                          int64_t *key,
                          int64_t *value,
                          npy_error *err);

/**
 * The value that a dict has for a text.
 *
 * @param tree the tree.
 * @param dict the number of the dict.
 * @param key the text, UTF-8.
 * @param[out] value the number of the value, 0 if there is none; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0 or NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_tree_find(const npy_tree *tree,
                         int64_t dict,
                         const char *key,
                         int64_t *value,
                         npy_error *err);

/**
 * Frees a tree and what it handed out. NULL does nothing.
 *
 * @param tree the tree, which is gone afterwards.
 * @since 0.1
 */
void npy_tree_free(npy_tree *tree);

/* ============================================================================================
   8. Python objects: making and writing
   ============================================================================================ */

/**
 * A tree without values, to be filled.
 *
 * @param[out] tree the tree, to be ended with npy_tree_free(); untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_MEMORY or NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_tree_new(npy_tree **tree, npy_error *err);

/**
 * Adds a value to a tree, such as `&(npy_value){ .kind = NPY_VALUE_FLOAT, .real = 0.5 }`.
 *
 * What it points to is copied. Lists and their like are empty at first: `count`, `mask` and `fill` are not
 * looked at. Arrays have npy_tree_add_array().
 *
 * @param tree the tree, also one that was read.
 * @param what the value, as its kind says.
 * @param[out] value its number; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_ARGUMENT, _DTYPE, _SIZE (of a NumPy scalar), _LIMIT, _MEMORY.
 * @since 0.1
 */
npy_status npy_tree_add(npy_tree *tree,
                        const npy_value *what,
                        int64_t *value,
                        npy_error *err);

/**
 * Adds an array to a tree. Its elements are copied, as they are to lie in a file.
 *
 * Of dtype `O`, or of a struct with objects (whose elements are tuples), it is empty at first: npy_tree_append()
 * gives it its elements, in C order.
 *
 * @param tree the tree.
 * @param spec dtype, shape and order; no axis may be -1.
 * @param data the first element; not used for objects.
 * @param strides bytes from one element to the next in memory, one number for each axis, also negative;
 *        NULL: packed in the order of the spec.
 * @param[out] value its number; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_ARGUMENT, _DTYPE, _SHAPE, _CAST, _LIMIT, _MEMORY.
 * @since 0.1
 */
npy_status npy_tree_add_array(npy_tree *tree,
                              const npy_spec *spec,
                              const void *data,
                              const int64_t *strides,
                              int64_t *value,
                              npy_error *err);

/**
 * Makes an array a masked one (`numpy.ma`).
 *
 * @param tree the tree.
 * @param array the number of an array without fields.
 * @param mask the number of an array of bools of the same shape and order, true where an element is hidden.
 * @param fill what is shown there: the number of an array without axes of the same dtype; 0 for NumPy's default.
 * @param[out] err why it failed; may be NULL.
 * @return 0 or NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_tree_set_mask(npy_tree *tree,
                             int64_t array,
                             int64_t mask,
                             int64_t fill,
                             npy_error *err);

/**
 * Makes an array of objects one of NumPy's strings of any length (`numpy.dtypes.StringDType`), whose elements
 * are texts, or `missing`.
 *
 * @param tree the tree.
 * @param array the number of an array of objects.
 * @param flags 0, or NPY_VALUE_STRICT.
 * @param missing the number of what stands for a missing string, such as None or a NaN; 0 for nothing.
 * @param[out] err why it failed; may be NULL.
 * @return 0 or NPY_ERR_ARGUMENT.
 * @since 0.1
 */
npy_status npy_tree_set_strings(npy_tree *tree,
                                int64_t array,
                                uint32_t flags,
                                int64_t missing,
                                npy_error *err);

/**
 * Puts a value behind the others of a list, tuple, set, frozenset or array of objects.
 *
 * @param tree the tree.
 * @param into the number of what gets it.
 * @param item the number of the value, which may stand in several places; not one that holds `into`, which is
 *        found out when the tree is written.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_SIZE if an array has all its elements, NPY_ERR_ARGUMENT, _MEMORY.
 * @since 0.1
 */
npy_status npy_tree_append(npy_tree *tree,
                           int64_t into,
                           int64_t item,
                           npy_error *err);

/**
 * Puts a key and its value behind the others of a dict.
 *
 * @param tree the tree.
 * @param dict the number of the dict.
 * @param key the number of the key: no list, dict, set, bytearray or array.
 * @param value the number of the value.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_ARGUMENT or _MEMORY.
 * @since 0.1
 */
npy_status npy_tree_put(npy_tree *tree, int64_t dict, int64_t key, int64_t value, npy_error *err);

/**
 * Saves a value as `numpy.save` does, for `numpy.load(allow_pickle=True)`: an array of objects as it is,
 * anything else as the one element of an array without axes, which is what NumPy makes of a dict.
 *
 * As with npy_save() the old file is there until the new one is complete.
 *
 * @param path the file.
 * @param tree the tree.
 * @param value the number of the value.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_save(); NPY_ERR_ARGUMENT if the value holds itself, an array has not all its elements, or a
 *         date is none.
 * @since 0.1
 */
npy_status npy_save_objects(const char *path,
                            const npy_tree *tree,
                            int64_t value,
                            npy_error *err);

/**
 * The same into memory, behind what it holds.
 *
 * @param memory where it goes.
 * @param tree the tree.
 * @param value the number of the value.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_save_objects().
 * @since 0.1
 */
npy_status npy_save_objects_memory(npy_memory *memory,
                                   const npy_tree *tree,
                                   int64_t value,
                                   npy_error *err);

/**
 * The same as the member `name` of an archive.
 *
 * @param archive the archive.
 * @param name the key, as in `np.savez`.
 * @param tree the tree.
 * @param value the number of the value.
 * @param[out] err why it failed; may be NULL.
 * @return as npz_save() and npy_save_objects().
 * @since 0.1
 */
npy_status npz_save_objects(npz_writer *archive,
                            const char *name,
                            const npy_tree *tree,
                            int64_t value,
                            npy_error *err);

/* ============================================================================================
   9. Handing over
   ============================================================================================ */

/** A tensor of DLPack: what `dlpack.h` declares. */
struct DLManagedTensorVersioned;

/**
 * Hands an array over as a DLPack tensor: NumPy, PyTorch, JAX, CuPy, TVM and others take it as it is, without a copy.
 *
 * The tensor keeps the elements alive: free the array when you like, before or after the tensor's `deleter`
 * was called, which may happen on any thread. The elements of a map that may only be read are marked as such.
 * Strides are in elements, the device is the CPU, the version is 1.0 or newer.
 *
 * `struct DLManagedTensorVersioned` is declared in `dlpack.h`, which comes with those libraries; for this header its
 * name is enough.
 *
 * @param array the array, in this machine's byte order, of bools, ints, floats or complex numbers that C compilers
 *        and NumPy have (not long double).
 * @param[out] tensor the tensor, to be ended with its `deleter`; untouched on failure.
 * @param[out] err why it failed; may be NULL.
 * @return 0, NPY_ERR_DTYPE for elements that no tensor has, NPY_ERR_UNSUPPORTED for the other byte order;
 *         _MEMORY, _ARGUMENT.
 * @since 0.1
 */
npy_status npy_array_to_dlpack(npy_array *array,
                               struct DLManagedTensorVersioned **tensor,
                               npy_error *err);

/**
 * Saves a DLPack tensor as npy_save_with() saves an array: in any layout, also with negative strides, and with
 * strides that make elements share memory, each of which is written.
 *
 * The tensor stays yours, and is only read. As in `numpy.save` the file is in Fortran order if the elements lie so,
 * else in C order.
 *
 * @param path the file.
 * @param tensor the tensor; its memory must be the host's.
 * @param[out] err why it failed; may be NULL.
 * @return as npy_save(); NPY_ERR_UNSUPPORTED for memory of a device, another major version of DLPack, and elements
 *         that NumPy has no name for (bfloat16 and smaller floats, vectors).
 * @since 0.1
 */
npy_status npy_save_dlpack(const char *path,
                           const struct DLManagedTensorVersioned *tensor,
                           npy_error *err);

#ifdef __cplusplus
}
#endif

#endif /* NPYRW_H */
