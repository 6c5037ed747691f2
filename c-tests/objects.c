/* Python objects in C: what NumPy saved is walked through, and what is made here can be read.
 *
 *   objects         without NumPy
 *   objects numpy   what was made is what NumPy loads */
#include "check.h"

/* A list of a text, a dict and an array, as Python pickles it in protocol 2. */
static const unsigned char pickle[] =
    "\x80\x02]q\x00(X\x04\0\0\0nameq\x01}q\x02X\x01\0\0\0nq\x03K\x07sh\x02"
    "cnumpy.core.multiarray\n_reconstruct\nq\x04" "cnumpy\nndarray\nq\x05K\0\x85q\x06" "c_codecs\nencode\nq\x07X\x01\0\0\0bX\x06\0\0\0latin1\x86R\x87R"
    "(K\x01K\x02\x85" "cnumpy\ndtype\nX\x02\0\0\0f8\x89\x88\x87R(K\x03X\x01\0\0\0<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb\x89"
    "h\x07X\x11\0\0\0\0\0\0\0\0\0\xc3\xb0?\0\0\0\0\0\0\0@X\x06\0\0\0latin1\x86Rtbe.";

static npy_value get(const npy_tree *tree, int64_t value)
{
    npy_value what;
    OK(npy_tree_get(tree, value, &what, &err));
    return what;
}

static int64_t item(const npy_tree *tree, int64_t value, int64_t index)
{
    int64_t found = 0;
    OK(npy_tree_item(tree, value, index, &found, &err));
    return found;
}

static void reads(void)
{
    npy_tree *tree = NULL;
    npy_value what;
    npy_info info;
    int64_t root, dict, key = 0, value = 0;
    static const double expected[2] = { 1, 2 };
    OK(npy_objects_memory(pickle, sizeof pickle - 1, NULL, &tree, &err));
    root = npy_tree_root(tree);
    what = get(tree, root);
    INT(what.kind, NPY_VALUE_LIST);
    INT(what.count, 4);
    what = get(tree, item(tree, root, 0));
    INT(what.kind, NPY_VALUE_TEXT);
    INT(what.size, 4);
    TEXT((const char *)what.data, "name");
    /* The same dict twice is one value. */
    dict = item(tree, root, 1);
    INT(item(tree, root, 2), dict);
    INT(get(tree, dict).count, 1);
    OK(npy_tree_entry(tree, dict, 0, &key, &value, &err));
    TEXT((const char *)get(tree, key).data, "n");
    INT(get(tree, value).integer, 7);
    OK(npy_tree_find(tree, dict, "n", &key, &err));
    INT(key, value);
    OK(npy_tree_find(tree, dict, "m", &key, &err));
    INT(key, 0);
    what = get(tree, item(tree, root, 3));
    INT(what.kind, NPY_VALUE_ARRAY);
    TEXT(what.dtype, "<f8");
    OK(npy_tree_info(tree, item(tree, root, 3), &info, &err));
    INT(info.ndim, 1);
    INT(info.shape[0], 2);
    BYTES(what.data, (size_t)what.size, expected, sizeof expected);
    FAILS(NPY_ERR_SHAPE, npy_tree_item(tree, root, 4, &key, &err));
    SAYS("index 4 of 4 values");
    FAILS(NPY_ERR_ARGUMENT, npy_tree_find(tree, root, "n", &key, &err));
    SAYS("found a list, expected a dict");
    npy_tree_free(tree);
}

static void refuses(void)
{
    static const char shell[] = "cos\nsystem\n(S'touch pwned'\ntR.";
    npy_tree *tree = NULL;
    npy_object_options options = ZERO;
    FAILS(NPY_ERR_OBJECT, npy_objects_memory(shell, sizeof shell - 1, NULL, &tree, &err));
    SAYS("os.system");
    SAYS("nothing was called");
    INT(err.offset, 10);
    CHECK(access("pwned", F_OK) != 0);
    options.max_depth = 2;
    FAILS(NPY_ERR_LIMIT, npy_objects_memory(pickle, sizeof pickle - 1, &options, &tree, &err));
    SAYS("max_depth");
    options.max_depth = 3;
    OK(npy_objects_memory(pickle, sizeof pickle - 1, &options, &tree, &err));
    npy_tree_free(tree);
}

static int64_t add(npy_tree *tree, int32_t kind, int64_t integer, const char *text)
{
    npy_value what = ZERO;
    int64_t value = 0;
    what.kind = kind, what.integer = integer, what.data = text, what.size = text ? (int64_t)strlen(text) : 0;
    OK(npy_tree_add(tree, &what, &value, &err));
    return value;
}

/* np.load("made.npy", allow_pickle=True).item() == {"name": "x", "sizes": [1, 2], "grid": array([[1., 2.], [3., 4.]])} */
static void writes(void)
{
    static const double grid[4] = { 1, 2, 3, 4 };
    static const int64_t shape[2] = { 2, 2 };
    npy_tree *tree = NULL;
    npy_spec spec = ZERO;
    npy_reader *r = NULL;
    int64_t dict, list, array, key;
    OK(npy_tree_new(&tree, &err));
    INT(npy_tree_root(tree), 0);
    dict = add(tree, NPY_VALUE_DICT, 0, NULL);
    key = add(tree, NPY_VALUE_TEXT, 0, "name");
    OK(npy_tree_put(tree, dict, key, add(tree, NPY_VALUE_TEXT, 0, "x"), &err));
    list = add(tree, NPY_VALUE_LIST, 0, NULL);
    OK(npy_tree_append(tree, list, add(tree, NPY_VALUE_INT, 1, NULL), &err));
    OK(npy_tree_append(tree, list, add(tree, NPY_VALUE_INT, 2, NULL), &err));
    OK(npy_tree_put(tree, dict, add(tree, NPY_VALUE_TEXT, 0, "sizes"), list, &err));
    spec.dtype = "f8", spec.ndim = 2, spec.shape = shape;
    OK(npy_tree_add_array(tree, &spec, grid, NULL, &array, &err));
    OK(npy_tree_put(tree, dict, add(tree, NPY_VALUE_TEXT, 0, "grid"), array, &err));
    OK(npy_save_objects("made.npy", tree, dict, &err));
    /* A list that holds itself is found out when it is to be written. */
    OK(npy_tree_append(tree, list, dict, &err));
    FAILS(NPY_ERR_ARGUMENT, npy_save_objects("made.npy", tree, dict, &err));
    SAYS("holds itself");
    npy_tree_free(tree);
    /* The elements are no bytes to be read, but objects. */
    OK(npy_open("made.npy", &r, &err));
    FAILS(NPY_ERR_OBJECT, npy_read_into(r, NULL, 0, &err));
    OK(npy_objects(r, NULL, &tree, &err));
    npy_close(r);
    list = item(tree, npy_tree_root(tree), 0);
    INT(get(tree, list).count, 3);
    npy_tree_free(tree);
}

static int numpy(void)
{
    if (!check_has_numpy()) return check_skip("no Python with NumPy");
    writes();
    INT(check_python("import numpy as np\n"
                     "d = np.load('made.npy', allow_pickle=True).item()\n"
                     "assert list(d) == ['name', 'sizes', 'grid'] and d['name'] == 'x' and d['sizes'] == [1, 2]\n"
                     "assert d['grid'].dtype == 'f8' and d['grid'].tolist() == [[1, 2], [3, 4]]\n"),
        0);
    return check_end();
}

int main(int argc, char **argv)
{
    if (check_part(argc, argv, "numpy")) return numpy();
    reads();
    refuses();
    writes();
    return check_end();
}
