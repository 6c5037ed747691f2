/* Python objects, read and made; tensors handed over. */
#include "operations.h"
#include "faults.h"

#include <stdlib.h>

/* A walk as a program would do it, through the list of objects that operations.py makes. */
static int walked(const npy_tree *tree)
{
    int64_t root, dict, key, value, array;
    npy_value what;
    npy_info info;
    GIVES(root, npy_tree_root, (tree));
    if (!TRY(npy_tree_get, (tree, root, &what, &err))) return 0;
    RIGHT(what.kind == NPY_VALUE_ARRAY && what.count == 3);
    if (!TRY(npy_tree_item, (tree, root, 1, &dict, &err))) return 0;
    if (!TRY(npy_tree_entry, (tree, dict, 0, &key, &value, &err)) || !TRY(npy_tree_find, (tree, dict, "grid", &array, &err))) return 0;
    if (!TRY(npy_tree_info, (tree, array, &info, &err))) return 0;
    RIGHT(info.ndim == 2 && info.itemsize == 8);
    return TRY(npy_tree_get, (tree, array, &what, &err)) && RIGHT(((const double *)what.data)[3] == 3);
}

static int read_from_a_reader(void)
{
    npy_reader *r;
    npy_tree *tree;
    int well;
    if (!TRY(npy_open, ("in/o.npy", &r, &err))) return 0;
    well = TRY(npy_objects, (r, NULL, &tree, &err));
    DO(npy_close, (r));
    if (!well) return 0;
    well = walked(tree);
    DO(npy_tree_free, (tree));
    return well;
}

static int read_from_a_path(void)
{
    npy_object_options options = { 0 };
    npy_tree *tree;
    int well;
    options.max_depth = 20;
    if (!TRY(npy_objects_load, ("in/o.npy", &options, &tree, &err))) return 0;
    well = walked(tree);
    DO(npy_tree_free, (tree));
    return well;
}

static int read_from_memory(void)
{
    size_t size;
    unsigned char *bytes = test_read("in/o.npy", &size);
    npy_tree *tree;
    int well = TRY(npy_objects_memory, (bytes, size, NULL, &tree, &err));
    free(bytes);
    if (!well) return 0;
    well = walked(tree);
    DO(npy_tree_free, (tree));
    return well;
}

static int64_t add(npy_tree *tree, int32_t kind, int64_t integer, const char *text)
{
    npy_value what;
    int64_t value = 0;
    memset(&what, 0, sizeof what);
    what.kind = kind, what.integer = integer, what.data = text, what.size = text != NULL ? (int64_t)strlen(text) : 0;
    return TRY(npy_tree_add, (tree, &what, &value, &err)) ? value : 0;
}

/* A dict of a list, a masked array, and strings of any length. */
static int64_t made(npy_tree *tree)
{
    static const double grid[4] = { 0, 1, 2, 3 };
    static const char hides[4] = { 0, 1, 0, 0 };
    static const int64_t shape[2] = { 2, 2 }, two[1] = { 2 };
    npy_spec spec;
    int64_t dict, list, array, mask, strings, key[3];
    memset(&spec, 0, sizeof spec);
    spec.dtype = "<f8", spec.ndim = 2, spec.shape = shape;
    if ((dict = add(tree, NPY_VALUE_DICT, 0, NULL)) == 0 || (list = add(tree, NPY_VALUE_LIST, 0, NULL)) == 0) return 0;
    if ((key[0] = add(tree, NPY_VALUE_TEXT, 0, "list")) == 0 || (key[1] = add(tree, NPY_VALUE_TEXT, 0, "masked")) == 0
        || (key[2] = add(tree, NPY_VALUE_TEXT, 0, "strings")) == 0) return 0;
    if (!TRY(npy_tree_append, (tree, list, key[0], &err)) || !TRY(npy_tree_append, (tree, list, key[1], &err))) return 0;
    if (!TRY(npy_tree_add_array, (tree, &spec, grid, NULL, &array, &err))) return 0;
    spec.dtype = "|b1";
    if (!TRY(npy_tree_add_array, (tree, &spec, hides, NULL, &mask, &err))) return 0;
    if (!TRY(npy_tree_set_mask, (tree, array, mask, 0, &err))) return 0;
    spec.dtype = "O", spec.ndim = 1, spec.shape = two;
    if (!TRY(npy_tree_add_array, (tree, &spec, NULL, NULL, &strings, &err))) return 0;
    if (!TRY(npy_tree_append, (tree, strings, key[0], &err)) || !TRY(npy_tree_append, (tree, strings, key[2], &err))) return 0;
    if (!TRY(npy_tree_set_strings, (tree, strings, 0, 0, &err))) return 0;
    return TRY(npy_tree_put, (tree, dict, key[0], list, &err)) && TRY(npy_tree_put, (tree, dict, key[1], array, &err))
            && TRY(npy_tree_put, (tree, dict, key[2], strings, &err))
        ? dict
        : 0;
}

/* Once the file has its name, it is there. */
static int saved(void)
{
    npy_tree *tree;
    int64_t dict;
    int well;
    if (!TRY(npy_tree_new, (&tree, &err))) return 0;
    dict = made(tree);
    well = dict != 0 && TRY(npy_save_objects, (TARGET, tree, dict, &err));
    DO(npy_tree_free, (tree));
    return well;
}

static int saved_in_memory(void)
{
    npy_tree *tree;
    npy_memory *memory;
    int64_t dict;
    int well = 0;
    if (!TRY(npy_tree_new, (&tree, &err))) return 0;
    dict = made(tree);
    if (dict != 0 && TRY(npy_memory_new, (&memory, &err))) {
        well = TRY(npy_save_objects_memory, (memory, tree, dict, &err));
        DO(npy_memory_free, (memory));
    }
    DO(npy_tree_free, (tree));
    return well;
}

static int saved_in_an_archive(void)
{
    npy_tree *tree;
    npz_writer *z;
    int64_t dict;
    int well = 0;
    if (!TRY(npy_tree_new, (&tree, &err))) return 0;
    dict = made(tree);
    if (dict != 0 && TRY(npz_create, (TARGET, NULL, &z, &err))) {
        well = TRY(npz_save_objects, (z, "dict", tree, dict, &err));
        if (well) well = ONCE(npz_finish, (z, &err));
        else DO(npz_discard, (z));
    }
    DO(npy_tree_free, (tree));
    return well;
}

/* The beginning of DLPack's DLManagedTensorVersioned, 1.x. */
struct tensor {
    uint32_t major, minor;
    void *context;
    void (*deleter)(struct tensor *self);
};

static int handed_over(void)
{
    npy_array *array;
    struct DLManagedTensorVersioned *tensor;
    struct tensor *begins;
    int well;
    if (!TRY(npy_load, ("in/f.npy", &array, &err))) return 0;
    well = TRY(npy_array_to_dlpack, (array, &tensor, &err));
    DO(npy_array_free, (array));
    if (!well) return 0;
    well = TRY(npy_save_dlpack, (TARGET, tensor, &err));
    memcpy(&begins, &tensor, sizeof begins);
    begins->deleter(begins);
    return well;
}

const struct operation objects[] = {
    { "read objects", read_from_a_reader, NULL, KEPT, 0, NULL },
    { "read objects from a path", read_from_a_path, NULL, KEPT, 0, NULL },
    { "read objects from memory", read_from_memory, NULL, KEPT, 0, NULL },
    { "save objects", saved, "o.npy", REPLACED, 0, NULL },
    { "save objects in memory", saved_in_memory, NULL, KEPT, 0, NULL },
    { "save objects in an archive", saved_in_an_archive, "stored.npz", REPLACED, 0, NULL },
    { "hand over and save a tensor", handed_over, "a.npy", REPLACED, 0, NULL },
    { NULL, NULL, NULL, 0, 0, NULL },
};
