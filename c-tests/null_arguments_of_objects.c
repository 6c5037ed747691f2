/* The same as null_arguments.c for the functions of Python objects and of tensors. */
#include "arguments.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

static union {
    npy_tree *tree;
    int64_t number[2];
    npy_value value;
    struct DLManagedTensorVersioned *tensor;
} filled; /* what a call could fill, besides `out` */

/* BAD, and nothing is in `filled` afterwards. */
#define LEAVES(function, argument, code, arguments)                                                            \
    do {                                                                                                       \
        check_fill(&filled, sizeof filled);                                                                    \
        BAD(function, argument, code, arguments);                                                              \
        check_that(check_untouched(&filled, sizeof filled), #function ", " #argument ": untouched", __FILE__, __LINE__); \
    } while (0)

static const unsigned char pickle[] = "\x80\x02]q\x00(K\x01K\x02" "e.";

static void reading(const npy_reader *objects, const npy_reader *numbers)
{
    npy_object_options bad[16];
    size_t size = sizeof pickle - 1;
    int i, n = 0;
    memset(bad, 0, sizeof bad);
    bad[n++].max_bytes = -1;
    bad[n++].max_memory = -1;
    bad[n++].max_values = INT64_MIN;
    bad[n++].max_memo = -1;
    bad[n++].max_visits = -1;
    bad[n++].max_depth = -1;
    bad[n++].encoding = -1;
    bad[n++].encoding = 4;
    bad[n++].reserved[0] = 1;
    bad[n++].reserved[3] = UINT64_MAX;
    for (i = 0; i < n; i++) {
        LEAVES(npy_objects, options, NPY_ERR_ARGUMENT, (objects, &bad[i], &filled.tree, E));
        LEAVES(npy_objects_load, options, NPY_ERR_ARGUMENT, ("o.npy", &bad[i], &filled.tree, E));
        LEAVES(npy_objects_memory, options, NPY_ERR_ARGUMENT, (pickle, size, &bad[i], &filled.tree, E));
    }
    LEAVES(npy_objects, reader, NPY_ERR_ARGUMENT, (NULL, NULL, &filled.tree, E));
    LEAVES(npy_objects, reader, NPY_ERR_DTYPE, (numbers, NULL, &filled.tree, E));
    LEAVES(npy_objects, tree, NPY_ERR_ARGUMENT, (objects, NULL, NULL, E));
    LEAVES(npy_objects_load, path, NPY_ERR_ARGUMENT, (NULL, NULL, &filled.tree, E));
    LEAVES(npy_objects_load, path, NPY_ERR_NOT_FOUND, ("none", NULL, &filled.tree, E));
    LEAVES(npy_objects_load, path, NPY_ERR_DTYPE, ("n.npy", NULL, &filled.tree, E));
    LEAVES(npy_objects_load, tree, NPY_ERR_ARGUMENT, ("o.npy", NULL, NULL, E));
    LEAVES(npy_objects_memory, data, NPY_ERR_ARGUMENT, (NULL, size, NULL, &filled.tree, E));
    LEAVES(npy_objects_memory, size, NPY_ERR_ARGUMENT, (pickle, SIZE_MAX, NULL, &filled.tree, E));
    LEAVES(npy_objects_memory, size, NPY_ERR_TRUNCATED, (pickle, 0, NULL, &filled.tree, E));
    LEAVES(npy_objects_memory, size, NPY_ERR_TRUNCATED, (NULL, 0, NULL, &filled.tree, E));
    LEAVES(npy_objects_memory, tree, NPY_ERR_ARGUMENT, (pickle, size, NULL, NULL, E));
}

static void asking(const npy_tree *tree, int64_t list, int64_t dict)
{
    int64_t one, none[] = { 0, -1, 1000000, INT64_MAX, INT64_MIN };
    int i;
    CHECK(npy_tree_root(tree) == list);
    GIVES(npy_tree_root, tree, 0, (NULL));
    OK(npy_tree_item(tree, list, 0, &one, &err));
    for (i = 0; i < COUNT(none); i++) {
        LEAVES(npy_tree_get, value, NPY_ERR_ARGUMENT, (tree, none[i], &filled.value, E));
        LEAVES(npy_tree_info, value, NPY_ERR_ARGUMENT, (tree, none[i], &out.info, E));
        LEAVES(npy_tree_item, value, NPY_ERR_ARGUMENT, (tree, none[i], 0, filled.number, E));
        LEAVES(npy_tree_entry, dict, NPY_ERR_ARGUMENT, (tree, none[i], 0, filled.number, filled.number + 1, E));
        LEAVES(npy_tree_find, dict, NPY_ERR_ARGUMENT, (tree, none[i], "k", filled.number, E));
    }
    LEAVES(npy_tree_get, tree, NPY_ERR_ARGUMENT, (NULL, list, &filled.value, E));
    LEAVES(npy_tree_get, what, NPY_ERR_ARGUMENT, (tree, list, NULL, E));
    LEAVES(npy_tree_info, tree, NPY_ERR_ARGUMENT, (NULL, list, &out.info, E));
    LEAVES(npy_tree_info, value, NPY_ERR_ARGUMENT, (tree, list, &out.info, E));
    LEAVES(npy_tree_info, info, NPY_ERR_ARGUMENT, (tree, list, NULL, E));
    LEAVES(npy_tree_item, tree, NPY_ERR_ARGUMENT, (NULL, list, 0, filled.number, E));
    LEAVES(npy_tree_item, value, NPY_ERR_ARGUMENT, (tree, one, 0, filled.number, E));
    LEAVES(npy_tree_item, value, NPY_ERR_ARGUMENT, (tree, dict, 0, filled.number, E));
    LEAVES(npy_tree_item, index, NPY_ERR_SHAPE, (tree, list, -1, filled.number, E));
    LEAVES(npy_tree_item, index, NPY_ERR_SHAPE, (tree, list, INT64_MAX, filled.number, E));
    LEAVES(npy_tree_item, item, NPY_ERR_ARGUMENT, (tree, list, 0, NULL, E));
    LEAVES(npy_tree_entry, tree, NPY_ERR_ARGUMENT, (NULL, dict, 0, filled.number, filled.number + 1, E));
    LEAVES(npy_tree_entry, dict, NPY_ERR_ARGUMENT, (tree, list, 0, filled.number, filled.number + 1, E));
    LEAVES(npy_tree_entry, index, NPY_ERR_SHAPE, (tree, dict, 1, filled.number, filled.number + 1, E));
    LEAVES(npy_tree_entry, index, NPY_ERR_SHAPE, (tree, dict, INT64_MIN, filled.number, filled.number + 1, E));
    LEAVES(npy_tree_entry, key, NPY_ERR_ARGUMENT, (tree, dict, 0, NULL, filled.number, E));
    LEAVES(npy_tree_entry, value, NPY_ERR_ARGUMENT, (tree, dict, 0, filled.number, NULL, E));
    LEAVES(npy_tree_find, tree, NPY_ERR_ARGUMENT, (NULL, dict, "k", filled.number, E));
    LEAVES(npy_tree_find, dict, NPY_ERR_ARGUMENT, (tree, list, "k", filled.number, E));
    LEAVES(npy_tree_find, key, NPY_ERR_ARGUMENT, (tree, dict, NULL, filled.number, E));
    LEAVES(npy_tree_find, value, NPY_ERR_ARGUMENT, (tree, dict, "k", NULL, E));
}

static void making(npy_tree *tree, int64_t list, int64_t dict)
{
    npy_value v, good = ZERO, held = ZERO;
    npy_spec s, spec = ZERO;
    int64_t array, bools, number, growing[2] = { -1, 3 };
    int i;
    static const int32_t kinds[] = { 0, -1, NPY_VALUE_ARRAY, 21, INT32_MAX };
    good.kind = NPY_VALUE_NONE;
    held.kind = NPY_VALUE_TEXT, held.data = "text", held.size = 4;
    spec.dtype = "f8", spec.ndim = 2, spec.shape = shape;

    LEAVES(npy_tree_new, tree, NPY_ERR_ARGUMENT, (NULL, E));
    LEAVES(npy_tree_add, tree, NPY_ERR_ARGUMENT, (NULL, &good, filled.number, E));
    LEAVES(npy_tree_add, what, NPY_ERR_ARGUMENT, (tree, NULL, filled.number, E));
    LEAVES(npy_tree_add, value, NPY_ERR_ARGUMENT, (tree, &good, NULL, E));
    for (i = 0; i < COUNT(kinds); i++) {
        LEAVES(npy_tree_add, what, NPY_ERR_ARGUMENT, (tree, BUT(v, good, v.kind = kinds[i]), filled.number, E));
    }
    LEAVES(npy_tree_add, what, NPY_ERR_ARGUMENT, (tree, BUT(v, good, v.flags = 4), filled.number, E));
    LEAVES(npy_tree_add, what, NPY_ERR_ARGUMENT, (tree, BUT(v, good, v.reserved[0] = 1), filled.number, E));
    LEAVES(npy_tree_add, what, NPY_ERR_ARGUMENT, (tree, BUT(v, good, v.reserved[3] = 1), filled.number, E));
    LEAVES(npy_tree_add, what, NPY_ERR_ARGUMENT, (tree, BUT(v, held, v.data = NULL), filled.number, E));
    LEAVES(npy_tree_add, what, NPY_ERR_ARGUMENT, (tree, BUT(v, held, v.data = "\xff"), filled.number, E));
    LEAVES(npy_tree_add, what, NPY_ERR_SIZE, (tree, BUT(v, held, v.size = -1), filled.number, E));
    LEAVES(npy_tree_add, what, NPY_ERR_ARGUMENT, (tree, BUT(v, held, v.kind = NPY_VALUE_SCALAR), filled.number, E));
    held.kind = NPY_VALUE_SCALAR, held.dtype = "f8";
    LEAVES(npy_tree_add, what, NPY_ERR_SIZE, (tree, &held, filled.number, E));
    LEAVES(npy_tree_add, what, NPY_ERR_DTYPE, (tree, BUT(v, held, v.dtype = "nonsense"), filled.number, E));

    LEAVES(npy_tree_add_array, tree, NPY_ERR_ARGUMENT, (NULL, &spec, values, NULL, filled.number, E));
    LEAVES(npy_tree_add_array, spec, NPY_ERR_ARGUMENT, (tree, NULL, values, NULL, filled.number, E));
    LEAVES(npy_tree_add_array, spec, NPY_ERR_SHAPE, (tree, BUT(s, spec, s.shape = growing), values, NULL, filled.number, E));
    LEAVES(npy_tree_add_array, spec, NPY_ERR_DTYPE, (tree, BUT(s, spec, s.dtype = "f3"), values, NULL, filled.number, E));
    LEAVES(npy_tree_add_array, data, NPY_ERR_ARGUMENT, (tree, &spec, NULL, NULL, filled.number, E));
    LEAVES(npy_tree_add_array, strides, NPY_ERR_ARGUMENT, (tree, &spec, values, CROOKED(int64_t), filled.number, E));
    LEAVES(npy_tree_add_array, value, NPY_ERR_ARGUMENT, (tree, &spec, values, NULL, NULL, E));
    OK(npy_tree_add_array(tree, &spec, values, NULL, &number, &err));
    OK(npy_tree_add_array(tree, BUT(s, spec, s.dtype = "O"), NULL, NULL, &array, &err));
    OK(npy_tree_add_array(tree, BUT(s, spec, s.dtype = "?"), values, NULL, &bools, &err));

    BAD(npy_tree_set_mask, tree, NPY_ERR_ARGUMENT, (NULL, array, bools, 0, E));
    BAD(npy_tree_set_mask, array, NPY_ERR_ARGUMENT, (tree, 0, bools, 0, E));
    BAD(npy_tree_set_mask, array, NPY_ERR_ARGUMENT, (tree, list, bools, 0, E));
    BAD(npy_tree_set_mask, mask, NPY_ERR_ARGUMENT, (tree, array, 0, 0, E));
    BAD(npy_tree_set_mask, mask, NPY_ERR_ARGUMENT, (tree, array, list, 0, E));
    BAD(npy_tree_set_mask, mask, NPY_ERR_ARGUMENT, (tree, array, number, 0, E));
    BAD(npy_tree_set_mask, fill, NPY_ERR_ARGUMENT, (tree, array, bools, -1, E));
    BAD(npy_tree_set_strings, tree, NPY_ERR_ARGUMENT, (NULL, array, 0, 0, E));
    BAD(npy_tree_set_strings, array, NPY_ERR_ARGUMENT, (tree, -1, 0, 0, E));
    BAD(npy_tree_set_strings, array, NPY_ERR_ARGUMENT, (tree, number, 0, 0, E));
    BAD(npy_tree_set_strings, flags, NPY_ERR_ARGUMENT, (tree, array, NPY_VALUE_STRINGS, 0, E));
    BAD(npy_tree_set_strings, missing, NPY_ERR_ARGUMENT, (tree, array, 0, -1, E));
    BAD(npy_tree_append, tree, NPY_ERR_ARGUMENT, (NULL, list, number, E));
    BAD(npy_tree_append, into, NPY_ERR_ARGUMENT, (tree, 0, number, E));
    BAD(npy_tree_append, into, NPY_ERR_ARGUMENT, (tree, number, number, E));
    BAD(npy_tree_append, into, NPY_ERR_ARGUMENT, (tree, dict, number, E));
    BAD(npy_tree_append, item, NPY_ERR_ARGUMENT, (tree, list, 0, E));
    BAD(npy_tree_put, tree, NPY_ERR_ARGUMENT, (NULL, dict, number, number, E));
    BAD(npy_tree_put, dict, NPY_ERR_ARGUMENT, (tree, list, 1, number, E));
    BAD(npy_tree_put, key, NPY_ERR_ARGUMENT, (tree, dict, 0, number, E));
    BAD(npy_tree_put, key, NPY_ERR_ARGUMENT, (tree, dict, list, number, E));
    BAD(npy_tree_put, value, NPY_ERR_ARGUMENT, (tree, dict, 1, -5, E));
    NOTHING(npy_tree_free, tree, (NULL));
}

static void writing(const npy_tree *tree, int64_t list)
{
    npy_memory *memory = NULL;
    npz_writer *z = NULL;
    OK(npy_memory_new(&memory, &err));
    OK(npz_create_memory(memory, NULL, &z, &err));
    BAD(npy_save_objects, path, NPY_ERR_ARGUMENT, (NULL, tree, list, E));
    BAD(npy_save_objects, path, NPY_ERR_NOT_FOUND, ("none/a.npy", tree, list, E));
    BAD(npy_save_objects, tree, NPY_ERR_ARGUMENT, ("a.npy", NULL, list, E));
    BAD(npy_save_objects, value, NPY_ERR_ARGUMENT, ("a.npy", tree, 0, E));
    BAD(npy_save_objects_memory, memory, NPY_ERR_ARGUMENT, (NULL, tree, list, E));
    BAD(npy_save_objects_memory, tree, NPY_ERR_ARGUMENT, (memory, NULL, list, E));
    BAD(npy_save_objects_memory, value, NPY_ERR_ARGUMENT, (memory, tree, -1, E));
    BAD(npz_save_objects, archive, NPY_ERR_ARGUMENT, (NULL, "a", tree, list, E));
    BAD(npz_save_objects, name, NPY_ERR_ARGUMENT, (z, NULL, tree, list, E));
    BAD(npz_save_objects, tree, NPY_ERR_ARGUMENT, (z, "a", NULL, list, E));
    BAD(npz_save_objects, value, NPY_ERR_ARGUMENT, (z, "a", tree, 0, E));
    /* All these refusals left the archive as it was. */
    OK(npz_save_objects(z, "a", tree, list, &err));
    OK(npz_finish(z, &err));
    npy_memory_free(memory);
}

static void tensors(void)
{
    npy_array *numbers = NULL, *texts = NULL;
    OK(npy_load("n.npy", &numbers, &err));
    OK(npy_save("t.npy", "S3", 0, NULL, "abc", &err));
    OK(npy_load("t.npy", &texts, &err));
    LEAVES(npy_array_to_dlpack, array, NPY_ERR_ARGUMENT, (NULL, &filled.tensor, E));
    LEAVES(npy_array_to_dlpack, array, NPY_ERR_DTYPE, (texts, &filled.tensor, E));
    LEAVES(npy_array_to_dlpack, tensor, NPY_ERR_ARGUMENT, (numbers, NULL, E));
    OK(npy_array_to_dlpack(numbers, &filled.tensor, &err));
    BAD(npy_save_dlpack, path, NPY_ERR_ARGUMENT, (NULL, filled.tensor, E));
    BAD(npy_save_dlpack, path, NPY_ERR_NOT_FOUND, ("none/a.npy", filled.tensor, E));
    BAD(npy_save_dlpack, tensor, NPY_ERR_ARGUMENT, ("a.npy", NULL, E));
    BAD(npy_save_dlpack, tensor, NPY_ERR_ARGUMENT, ("a.npy", CROOKED(struct DLManagedTensorVersioned), E));
    npy_array_free(texts);
    npy_array_free(numbers);
    /* The tensor lives on; its deleter stands behind version and context. */
    (*(void (**)(struct DLManagedTensorVersioned *))(void *)((char *)filled.tensor + 8 + sizeof(void *)))(filled.tensor);
}

int main(void)
{
    npy_tree *tree = NULL;
    npy_reader *objects = NULL, *numbers = NULL;
    npy_value v = ZERO;
    int64_t list, dict, key;

    OK(npy_save("n.npy", "f8", 2, shape, values, &err));
    OK(npy_objects_memory(pickle, sizeof pickle - 1, NULL, &tree, &err));
    list = npy_tree_root(tree);
    v.kind = NPY_VALUE_DICT;
    OK(npy_tree_add(tree, &v, &dict, &err));
    v.kind = NPY_VALUE_TEXT, v.data = "k", v.size = 1;
    OK(npy_tree_add(tree, &v, &key, &err));
    OK(npy_tree_put(tree, dict, key, key, &err));
    OK(npy_save_objects("o.npy", tree, list, &err));
    OK(npy_open("o.npy", &objects, &err));
    OK(npy_open("n.npy", &numbers, &err));
    reading(objects, numbers);
    asking(tree, list, dict);
    making(tree, list, dict);
    writing(tree, list);
    tensors();
    npy_close(objects);
    npy_close(numbers);
    npy_tree_free(tree);
    return check_end();
}
