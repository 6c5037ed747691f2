/* Structs: the fields of a dtype, in all depths, with shapes, titles and padding; the
 * dtype of a C struct from a table of its offsets; an array of it saved and loaded with
 * one call; one field of it read as an array.
 *
 *   struct_dtypes         all that can be told without NumPy
 *   struct_dtypes numpy   the files are those of NumPy for its dtype with align=True */
#include "check.h"

#include <stddef.h>

/* A cell of a simulation, padded as the compiler likes. */
struct cell {
    int8_t flag;
    double density;
    struct {
        float x, y, z;
    } velocity;
    int16_t neighbours[6];
    char name[5];
    uint32_t id;
    struct {
        uint8_t kind;
        double tensor[2][3];
    } faces[4];
    uint8_t last;
};

#define MEMBER(name, dtype) { #name, dtype, (int64_t)offsetof(struct cell, name) }

/* An inner struct is spelled as NumPy spells it, with its padding. */
static const npy_member members[] = {
    MEMBER(flag, "i1"),
    MEMBER(density, "f8"),
    MEMBER(velocity, "[('x', 'f4'), ('y', 'f4'), ('z', 'f4')]"),
    MEMBER(neighbours, "(6,)i2"),
    MEMBER(name, "S5"),
    MEMBER(id, "u4"),
    MEMBER(faces, "([('kind', 'u1'), ('', 'V7'), ('tensor', 'f8', (2, 3))], (4,))"),
    MEMBER(last, "u1"),
};

#define CELLS 7

static struct cell cells[CELLS];

/* Every byte that belongs to a member; the padding is left alone. */
static void fill_cells(struct cell *to)
{
    int i, j, k;
    for (i = 0; i < CELLS; i++) {
        to[i].flag = (int8_t)(i - 3);
        to[i].density = 1.5 * i;
        to[i].velocity.x = (float)i, to[i].velocity.y = (float)-i, to[i].velocity.z = 0.5f;
        for (j = 0; j < 6; j++) to[i].neighbours[j] = (int16_t)(i * 100 + j);
        memset(to[i].name, 0, sizeof to[i].name);
        memset(to[i].name, 'a' + i, (size_t)(i % 6));
        to[i].id = 4000000000u + (uint32_t)i;
        for (j = 0; j < 4; j++) {
            to[i].faces[j].kind = (uint8_t)(10 * i + j);
            for (k = 0; k < 6; k++) to[i].faces[j].tensor[k / 3][k % 3] = i + j / 10.0 + k / 100.0;
        }
        to[i].last = (uint8_t)(255 - i);
    }
}

static npy_dtype *parsed(const char *text)
{
    npy_dtype *dtype = NULL;
    OK(npy_dtype_parse(text, &dtype, &err));
    return dtype;
}

/* --- the fields of a dtype --- */

struct expected {
    const char *path, *descr, *title;
    int64_t offset, itemsize;
    int ndim;
    int64_t shape[2];
    int32_t parent, multiple;
    char kind, order;
    const char *unit;
};

static void fields_are(const npy_dtype *dtype, const struct expected *fields, int count)
{
    npy_field_info f;
    int i;
    for (i = 0; i < count; i++) {
        const struct expected *e = &fields[i];
        const char *name = strrchr(e->path, '.') != NULL ? strrchr(e->path, '.') + 1 : e->path;
        if (!OK(npy_field(dtype, e->path, &f, &err))) continue;
        INT(f.index, i);
        OK(npy_field_at(dtype, i, &f, &err));
        TEXT(f.name, name);
        INT(f.name_length, strlen(name));
        TEXT(f.descr, e->descr);
        CHECK((f.title == NULL) == (e->title == NULL));
        if (f.title != NULL && e->title != NULL) {
            TEXT(f.title, e->title);
            INT(f.title_length, strlen(e->title));
        }
        INT(f.offset, e->offset);
        INT(f.itemsize, e->itemsize);
        INT(f.ndim, e->ndim);
        INT(f.shape[0], e->shape[0]);
        INT(f.shape[1], e->shape[1]);
        INT(f.parent, e->parent);
        INT(f.kind, e->kind);
        INT(f.byteorder, e->order);
        INT(f.unit_multiple, e->multiple);
        TEXT(f.unit, e->unit);
    }
    FAILS(NPY_ERR_DTYPE, npy_field_at(dtype, count, &f, &err));
}

static void all_depths(void)
{
    static const struct expected fields[] = {
        { "id", "<u4", NULL, 0, 4, 0, { 0, 0 }, -1, 0, 'u', '<', "" },
        { "p", "([('x', '<f4'), ('y', '>f4')], (2,))", "the point", 4, 16, 1, { 2, 0 }, -1, 0, 'V', '|', "" },
        { "p.x", "<f4", NULL, 4, 4, 0, { 0, 0 }, 1, 0, 'f', '<', "" },
        { "p.y", ">f4", NULL, 8, 4, 0, { 0, 0 }, 1, 0, 'f', '>', "" },
        { "when", "<M8[10us]", NULL, 26, 8, 0, { 0, 0 }, -1, 10, 'M', '<', "us" },
        { "grid", "('<c8', (2, 3))", NULL, 34, 48, 2, { 2, 3 }, -1, 0, 'c', '<', "" },
        { "text", "<U3", NULL, 82, 12, 0, { 0, 0 }, -1, 0, 'U', '<', "" },
    };
    npy_dtype *dtype = parsed("[('id', '<u4'), (('the point', 'p'), [('x', '<f4'), ('y', '>f4')], (2,)), ('', '|V6'), "
                              "('when', '<M8[10us]'), ('grid', '<c8', (2, 3)), ('text', '<U3'), ('', '|V2')]");
    fields_are(dtype, fields, 7);
    npy_dtype_free(dtype);
}

/* A field that is called so as a whole goes before one in another. */
static void dots_in_names(void)
{
    npy_dtype *dtype = parsed("[('a', [('b', [('c', 'f8')]), ('b.c', 'f4')]), ('a.b', [('c', 'i2')]), ('a.b.c', 'i1')]");
    npy_field_info f;
    OK(npy_field(dtype, "a.b.c", &f, &err));
    TEXT(f.descr, "|i1");
    OK(npy_field(dtype, "a.b", &f, &err));
    TEXT(f.descr, "[('c', '<i2')]");
    OK(npy_field(dtype, "a", &f, &err));
    INT(f.itemsize, 12);
    FAILS(NPY_ERR_DTYPE, npy_field(dtype, "a.", &f, &err));
    FAILS(NPY_ERR_DTYPE, npy_field(dtype, ".a", &f, &err));
    FAILS(NPY_ERR_DTYPE, npy_field(dtype, "a.c", &f, &err));
    SAYS("no field 'a.c' in [('a', ");
    npy_dtype_free(dtype);
    /* A name with a NUL inside is reached by its place. */
    dtype = parsed("[('x\\x00y', 'f8'), ('\xc3\xa9', 'f4')]");
    OK(npy_field_at(dtype, 0, &f, &err));
    BYTES(f.name, (size_t)f.name_length, "x\0y", 3);
    OK(npy_field(dtype, "\xc3\xa9", &f, &err));
    INT(f.offset, 8);
    npy_dtype_free(dtype);
    dtype = parsed("f8");
    FAILS(NPY_ERR_DTYPE, npy_field(dtype, "x", &f, &err));
    FAILS(NPY_ERR_DTYPE, npy_field_at(dtype, 0, &f, &err));
    npy_dtype_free(dtype);
}

/* --- the dtype of a C struct --- */

static npy_dtype *cell_dtype(void)
{
    npy_dtype *dtype = NULL;
    OK(npy_dtype_struct(members, sizeof members / sizeof *members, sizeof(struct cell), &dtype, &err));
    return dtype;
}

static void of_a_struct(void)
{
    static const struct expected fields[] = {
        { "flag", "|i1", NULL, 0, 1, 0, { 0, 0 }, -1, 0, 'i', '|', "" },
        { "density", "<f8", NULL, 8, 8, 0, { 0, 0 }, -1, 0, 'f', '<', "" },
        { "velocity", "[('x', '<f4'), ('y', '<f4'), ('z', '<f4')]", NULL, 16, 12, 0, { 0, 0 }, -1, 0, 'V', '|', "" },
        { "velocity.x", "<f4", NULL, 16, 4, 0, { 0, 0 }, 2, 0, 'f', '<', "" },
        { "velocity.y", "<f4", NULL, 20, 4, 0, { 0, 0 }, 2, 0, 'f', '<', "" },
        { "velocity.z", "<f4", NULL, 24, 4, 0, { 0, 0 }, 2, 0, 'f', '<', "" },
        { "neighbours", "('<i2', (6,))", NULL, 28, 12, 1, { 6, 0 }, -1, 0, 'i', '<', "" },
        { "name", "|S5", NULL, 40, 5, 0, { 0, 0 }, -1, 0, 'S', '|', "" },
        { "id", "<u4", NULL, 48, 4, 0, { 0, 0 }, -1, 0, 'u', '<', "" },
        { "faces", "([('kind', '|u1'), ('', '|V7'), ('tensor', '<f8', (2, 3))], (4,))", NULL, 56, 224, 1, { 4, 0 }, -1, 0, 'V', '|', "" },
        { "faces.kind", "|u1", NULL, 56, 1, 0, { 0, 0 }, 9, 0, 'u', '|', "" },
        { "faces.tensor", "('<f8', (2, 3))", NULL, 64, 48, 2, { 2, 3 }, 9, 0, 'f', '<', "" },
        { "last", "|u1", NULL, 280, 1, 0, { 0, 0 }, -1, 0, 'u', '|', "" },
    };
    const uint16_t one = 1;
    const int little = *(const uint8_t *)&one == 1;
    npy_member wrong[2] = { { "a", "f8", 0 }, { "b", "f8", 8 } };
    npy_dtype *dtype = cell_dtype();
    /* The numbers are those of a little-endian machine with 8-byte doubles aligned to 8. */
    if (offsetof(struct cell, density) == 8 && little) fields_are(dtype, fields, 13);
    npy_dtype_free(dtype);

    wrong[1].offset = 4;
    FAILS(NPY_ERR_DTYPE, npy_dtype_struct(wrong, 2, 16, &dtype, &err));
    SAYS("field 'b' begins at byte 4, expected 8 or more");
    wrong[1].offset = 8;
    FAILS(NPY_ERR_DTYPE, npy_dtype_struct(wrong, 2, 15, &dtype, &err));
    SAYS("ends at byte 16 of a struct of 15 bytes");
    wrong[1].name = "a";
    FAILS(NPY_ERR_DTYPE, npy_dtype_struct(wrong, 2, 16, &dtype, &err));
    SAYS("two members are called 'a'");
    OK(npy_dtype_struct(NULL, 0, 3, &dtype, &err));
    TEXT(npy_dtype_text(dtype), "[('', '|V3')]");
    npy_dtype_free(dtype);
    OK(npy_dtype_struct(NULL, 0, 0, &dtype, &err));
    TEXT(npy_dtype_text(dtype), "[]");
    npy_dtype_free(dtype);
}

/* --- an array of it --- */

static void saved_and_loaded(void)
{
    const int64_t shape[1] = { CELLS };
    npy_dtype *dtype = cell_dtype();
    npy_reader *r = NULL;
    npy_request request = ZERO;
    npy_info info;
    struct cell found[CELLS];
    double tensor[CELLS][4][2][3], density[CELLS];
    float z[3];
    npy_slice every_third = { NPY_NONE, NPY_NONE, -3 };
    int i, j, wrong = 0;

    OK(npy_save("cells.npy", npy_dtype_text(dtype), 1, shape, cells, &err));
    OK(npy_open("cells.npy", &r, &err));
    OK(npy_expect(r, npy_dtype_text(dtype), 1, &err));
    OK(npy_header(r, &info, &err));
    TEXT(info.descr, npy_dtype_text(dtype));
    INT(info.itemsize, sizeof(struct cell));
    INT(info.nfields, 13);
    OK(npy_read_into(r, found, sizeof found, &err));
    BYTES(found, sizeof found, cells, sizeof cells);

    request.field = "density";
    OK(npy_read(r, &request, density, sizeof density, &err));
    for (i = 0; i < CELLS; i++) wrong += density[i] != cells[i].density;
    request.field = "faces.tensor";
    OK(npy_plan(r, &request, &info, &err));
    INT(info.ndim, 4);
    INT(info.shape[1], 4);
    OK(npy_read(r, &request, tensor, sizeof tensor, &err));
    for (i = 0; i < CELLS; i++) {
        for (j = 0; j < 4; j++) wrong += memcmp(tensor[i][j], cells[i].faces[j].tensor, sizeof tensor[i][j]) != 0;
    }
    request.field = "velocity.z", request.slices = &every_third, request.nslices = 1;
    OK(npy_read(r, &request, z, sizeof z, &err));
    for (i = 0; i < 3; i++) wrong += z[i] != 0.5f;
    INT(wrong, 0);
    request.field = "velocity.w";
    FAILS(NPY_ERR_DTYPE, npy_read(r, &request, z, sizeof z, &err));
    npy_close(r);

    /* To the other byte order and back. */
    OK(npy_open("cells.npy", &r, &err));
    FAILS(NPY_ERR_DTYPE, npy_expect(r, "f8", 1, &err));
    npy_close(r);
    npy_dtype_free(dtype);
}

static int numpy(void)
{
    if (!check_has_numpy()) return check_skip("no Python with NumPy");
    INT(check_python(
            "import numpy as np\n"
            "point = np.dtype([('x', 'f4'), ('y', 'f4'), ('z', 'f4')], align=True)\n"
            "face = np.dtype([('kind', 'u1'), ('tensor', 'f8', (2, 3))], align=True)\n"
            "cell = np.dtype([('flag', 'i1'), ('density', 'f8'), ('velocity', point), ('neighbours', 'i2', (6,)),\n"
            "                 ('name', 'S5'), ('id', 'u4'), ('faces', face, (4,)), ('last', 'u1')], align=True)\n"
            "cells = np.zeros(7, cell)\n"
            "for i, c in enumerate(cells):\n"
            "    c['flag'], c['density'], c['velocity'] = i - 3, 1.5 * i, (i, -i, 0.5)\n"
            "    c['neighbours'] = i * 100 + np.arange(6)\n"
            "    c['name'], c['id'], c['last'] = bytes([97 + i]) * (i % 6), 4000000000 + i, 255 - i\n"
            "    c['faces']['kind'] = 10 * i + np.arange(4)\n"
            "    c['faces']['tensor'] = (i + np.arange(4)[:, None] / 10.0 + np.arange(6) / 100.0).reshape(4, 2, 3)\n"
            "np.save('numpy.npy', cells)\n"
            "ours = np.load('cells.npy')\n"
            "assert ours.dtype == cell and ours.dtype.itemsize == cell.itemsize, (ours.dtype, cell)\n"
            "assert np.array_equal(ours, cells)\n"
            "a, b = open('numpy.npy', 'rb').read(), open('cells.npy', 'rb').read()\n"
            "assert a == b, [i for i in range(len(a)) if a[i] != b[i]][:5]\n"),
        0);
    return check_end();
}

int main(int argc, char **argv)
{
    memset(cells, 0, sizeof cells);
    fill_cells(cells);
    saved_and_loaded();
    if (check_part(argc, argv, "numpy")) return numpy();
    all_depths();
    dots_in_names();
    of_a_struct();
    return check_end();
}
