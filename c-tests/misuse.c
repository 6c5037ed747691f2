/* What a program may do wrong with handles: use after close, closing twice, a handle of another kind, calls in
 * the wrong order. Each is an error every time, and touches nothing. (NULL, sizes and options have programs of
 * their own: null_arguments*.c, error_codes.c, archive_states.c.) */
#include "check.h"

static const int64_t shape[2] = { 2, 3 };
static const double values[6] = { 0, 1, 2, 3, 4, 5 };
static npy_spec spec;

static npy_memory *a_file(void)
{
    npy_memory *memory;
    npy_writer *writer;
    if (!OK(npy_memory_new(&memory, &err)) || !OK(npy_create_memory(memory, &spec, &writer, &err)))
        exit(1);
    OK(npy_write(writer, values, sizeof values, &err));
    OK(npy_finish(writer, &err));
    return memory;
}

static npy_reader *a_reader(const npy_memory *file)
{
    npy_reader *reader = NULL;
    size_t size;
    const void *data = npy_memory_data(file, &size);
    OK(npy_open_memory(data, size, NULL, &reader, &err));
    return reader;
}

/* As many other handles come and go as there may be between a close and a call that should not be. */
static void others_come(const npy_memory *file, int many)
{
    npy_reader *kept[100];
    int i, j;
    for (j = 0; j < many; j++) {
        for (i = 0; i < 100; i++)
            kept[i] = a_reader(file);
        for (i = 0; i < 100; i++)
            npy_close(kept[i]);
    }
}

static void readers(const npy_memory *file)
{
    npy_reader *reader = a_reader(file), *fresh;
    npy_array *array;
    npy_info info;
    double u[6];
    int round;
    npy_close(reader);
    for (round = 0; round < 5; round++) {
        FAILS(NPY_ERR_STATE, npy_header(reader, &info, &err));
        SAYS("closed already");
        FAILS(NPY_ERR_STATE, npy_expect(reader, "f8", 2, &err));
        FAILS(NPY_ERR_STATE, npy_read_into(reader, u, sizeof u, &err));
        FAILS(NPY_ERR_STATE, npy_read(reader, NULL, u, sizeof u, &err));
        FAILS(NPY_ERR_STATE, npy_plan(reader, NULL, &info, &err));
        FAILS(NPY_ERR_STATE, npy_next(reader, &err));
        FAILS(NPY_ERR_STATE, npy_load_from(reader, NULL, &array, &err));
        FAILS(NPY_ERR_STATE, npy_map_from(reader, 0, &array, &err));
        npy_close(reader);
        /* The next one of its place is another one, and is not closed for it. */
        fresh = a_reader(file);
        npy_close(reader);
        CHECK(fresh != reader);
        OK(npy_header(fresh, &info, &err));
        FAILS(NPY_ERR_STATE, npy_header(reader, &info, &err));
        npy_close(fresh);
        others_come(file, round);
    }
}

static void arrays(const npy_memory *file)
{
    npy_reader *reader = a_reader(file);
    npy_array *array;
    OK(npy_load_from(reader, NULL, &array, &err));
    npy_close(reader);
    CHECK(npy_array_data(array) != NULL);
    npy_array_free(array);
    CHECK(npy_array_data(array) == NULL);
    CHECK(npy_array_data_mut(array) == NULL);
    CHECK(npy_array_info(array) == NULL);
    FAILS(NPY_ERR_STATE, npy_array_flush(array, &err));
    npy_array_free(array);
    npy_array_free(array);
}

static void writers(void)
{
    npy_memory *memory;
    npy_writer *writer;
    npy_info info;
    npy_slice slice = ZERO;
    size_t size;
    if (!OK(npy_memory_new(&memory, &err)))
        return;
    OK(npy_create_memory(memory, &spec, &writer, &err));
    OK(npy_write(writer, values, sizeof values, &err));
    OK(npy_finish(writer, &err));
    npy_memory_data(memory, &size);
    INT(size, 128 + sizeof values);
    FAILS(NPY_ERR_STATE, npy_finish(writer, &err));
    FAILS(NPY_ERR_STATE, npy_write(writer, values, sizeof values, &err));
    FAILS(NPY_ERR_STATE, npy_write_rows(writer, 1, values, NULL, &err));
    FAILS(NPY_ERR_STATE, npy_write_slab(writer, &slice, 1, values, NULL, &err));
    FAILS(NPY_ERR_STATE, npy_writer_info(writer, &info, &err));
    FAILS(NPY_ERR_STATE, npy_flush(writer, &err));
    npy_discard(writer);
    /* Discarded, then finished: nothing comes of it. */
    OK(npy_create_memory(memory, &spec, &writer, &err));
    npy_discard(writer);
    npy_discard(writer);
    FAILS(NPY_ERR_STATE, npy_finish(writer, &err));
    npy_memory_data(memory, &size);
    INT(size, 128 + sizeof values);
    npy_memory_free(memory);
    CHECK(npy_memory_data(memory, &size) == NULL);
    FAILS(NPY_ERR_STATE, npy_create_memory(memory, &spec, &writer, &err));
    npy_memory_free(memory);
}

static void archives(void)
{
    npy_memory *memory;
    npz_writer *archive;
    npz_reader *opened;
    npy_writer *writer;
    npy_reader *reader;
    npz_member_info member;
    int64_t offset;
    size_t size;
    const void *data;
    if (!OK(npy_memory_new(&memory, &err)))
        return;
    OK(npz_create_memory(memory, NULL, &archive, &err));
    OK(npz_save(archive, "a", "f8", 2, shape, values, &err));
    /* A member that is open: the archive waits for it. */
    OK(npz_add(archive, "b", &spec, &writer, &err));
    FAILS(NPY_ERR_STATE, npz_save(archive, "c", "f8", 2, shape, values, &err));
    OK(npy_write(writer, values, sizeof values, &err));
    OK(npy_finish(writer, &err));
    OK(npz_finish(archive, &err));
    FAILS(NPY_ERR_STATE, npz_finish(archive, &err));
    FAILS(NPY_ERR_STATE, npz_save(archive, "c", "f8", 2, shape, values, &err));
    FAILS(NPY_ERR_STATE, npz_add(archive, "c", &spec, &writer, &err));
    FAILS(NPY_ERR_STATE, npz_remove(archive, "a", &err));
    npz_discard(archive);
    /* The archive goes before its member, which then cannot be ended. */
    OK(npz_create_memory(memory, NULL, &archive, &err));
    OK(npz_add(archive, "b", &spec, &writer, &err));
    npz_discard(archive);
    CHECK(npy_finish(writer, &err) != NPY_OK);
    FAILS(NPY_ERR_STATE, npy_finish(writer, &err));

    data = npy_memory_data(memory, &size);
    OK(npz_open_memory(data, size, NULL, &opened, &err));
    INT(npz_count(opened), 2);
    npz_close(opened);
    INT(npz_count(opened), 0);
    FAILS(NPY_ERR_STATE, npz_member(opened, "a", &member, &err));
    FAILS(NPY_ERR_STATE, npz_member_at(opened, 0, &member, &err));
    FAILS(NPY_ERR_STATE, npz_get(opened, "a", &reader, &err));
    FAILS(NPY_ERR_STATE, npz_get_at(opened, 0, &reader, &err));
    FAILS(NPY_ERR_STATE, npz_bytes_at(opened, 0, NULL, 0, &err));
    FAILS(NPY_ERR_STATE, npz_data_offset(opened, 0, &offset, &err));
    FAILS(NPY_ERR_STATE, npz_verify(opened, &err));
    npz_close(opened);
    npy_memory_free(memory);
}

static void dtypes(const npy_memory *file)
{
    npy_reader *reader = a_reader(file);
    npy_dtype *dtype;
    npy_field_info field;
    npy_info info;
    OK(npy_dtype_parse("[('a', '<f8')]", &dtype, &err));
    TEXT(npy_dtype_text(dtype), "[('a', '<f8')]");
    npy_dtype_free(dtype);
    CHECK(npy_dtype_text(dtype) == NULL);
    FAILS(NPY_ERR_STATE, npy_field(dtype, "a", &field, &err));
    FAILS(NPY_ERR_STATE, npy_field_at(dtype, 0, &field, &err));
    npy_dtype_free(dtype);
    /* One that a reader lent is not anybody's to free. */
    OK(npy_header(reader, &info, &err));
    npy_dtype_free((npy_dtype *)info.dtype);
    OK(npy_header(reader, &info, &err));
    TEXT(npy_dtype_text(info.dtype), "<f8");
    npy_close(reader);
}

static void trees(void)
{
    npy_tree *tree;
    npy_value value = ZERO;
    int64_t number, item;
    OK(npy_tree_new(&tree, &err));
    npy_tree_free(tree);
    value.kind = NPY_VALUE_LIST;
    FAILS(NPY_ERR_STATE, npy_tree_add(tree, &value, &number, &err));
    FAILS(NPY_ERR_STATE, npy_tree_append(tree, 1, 1, &err));
    FAILS(NPY_ERR_STATE, npy_tree_get(tree, 1, &value, &err));
    FAILS(NPY_ERR_STATE, npy_tree_item(tree, 1, 0, &item, &err));
    INT(npy_tree_root(tree), 0);
    npy_tree_free(tree);
}

/* A handle where another kind belongs, and what is no handle at all. */
static void kinds(npy_memory *file)
{
    npy_reader *reader = a_reader(file);
    npy_info info;
    npy_array *array;
    npz_member_info member;
    double u[6];
    char bytes[64] = { 1 };
    void *no[4];
    int i;
    no[0] = file;
    no[1] = bytes;
    no[2] = bytes + 1;
    no[3] = (void *)(size_t)-1;
    for (i = 0; i < 4; i++) {
        FAILS(NPY_ERR_ARGUMENT, npy_header((npy_reader *)no[i], &info, &err));
        SAYS("no npy_reader");
        FAILS(NPY_ERR_ARGUMENT, npy_read_into((npy_reader *)no[i], u, sizeof u, &err));
        FAILS(NPY_ERR_ARGUMENT, npy_write((npy_writer *)no[i], u, sizeof u, &err));
        FAILS(NPY_ERR_ARGUMENT, npy_finish((npy_writer *)no[i], &err));
        FAILS(NPY_ERR_ARGUMENT, npz_member((npz_reader *)no[i], "a", &member, &err));
        FAILS(NPY_ERR_ARGUMENT, npz_finish((npz_writer *)no[i], &err));
        FAILS(NPY_ERR_ARGUMENT, npy_load_from((npy_reader *)no[i], NULL, &array, &err));
        npy_close((npy_reader *)no[i]);
        npy_discard((npy_writer *)no[i]);
        npy_array_free((npy_array *)no[i]);
        npz_close((npz_reader *)no[i]);
        npz_discard((npz_writer *)no[i]);
        npy_tree_free((npy_tree *)no[i]);
        if (no[i] != (void *)file)
            npy_memory_free((npy_memory *)no[i]);
    }
    npy_discard((npy_writer *)(void *)reader);
    npz_close((npz_reader *)(void *)reader);
    OK(npy_header(reader, &info, &err));
    npy_close(reader);
    npy_close((npy_reader *)(void *)file);
}

/* More handles at a time than there are places at the start. */
static void many(const npy_memory *file)
{
    enum { MANY = 1000 };
    static npy_reader *kept[MANY];
    npy_info info;
    int i, j, wrong = 0;
    for (j = 0; j < 3; j++) {
        for (i = 0; i < MANY; i++)
            kept[i] = a_reader(file);
        for (i = 0; i < MANY; i += 2)
            npy_close(kept[i]);
        for (i = 0; i < MANY; i++)
            wrong += npy_header(kept[i], &info, NULL) != (i % 2 ? NPY_OK : NPY_ERR_STATE);
        for (i = 0; i < MANY; i++)
            npy_close(kept[i]);
        for (i = 0; i < MANY; i++)
            wrong += npy_header(kept[i], &info, NULL) != NPY_ERR_STATE;
    }
    INT(wrong, 0);
}

int main(void)
{
    npy_memory *file;
    spec.dtype = "f8";
    spec.ndim = 2;
    spec.shape = shape;
    file = a_file();
    readers(file);
    arrays(file);
    writers();
    archives();
    dtypes(file);
    trees();
    kinds(file);
    many(file);
    npy_memory_free(file);
    return check_end();
}
