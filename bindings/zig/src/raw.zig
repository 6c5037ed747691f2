//! What npyrw.h declares, in the same order and under the same names: the raw layer, without the
//! comments, which the header has. test/drift.py holds each line against it.

pub const npy_status = i32;
pub const npy_progress = *const fn (context: ?*anyopaque, done: i64, total: i64) callconv(.c) i32;

pub const NPYRW_VERSION = "0.1.0";
pub const NPYRW_VERSION_MAJOR = 0;
pub const NPYRW_VERSION_MINOR = 1;
pub const NPYRW_VERSION_PATCH = 0;

pub const NPY_OK = 0;

pub const NPY_ERR_ARGUMENT = -1;
pub const NPY_ERR_SIZE = -2;
pub const NPY_ERR_STATE = -3;
pub const NPY_ERR_DTYPE = -4;
pub const NPY_ERR_SHAPE = -5;
pub const NPY_ERR_CAST = -6;
pub const NPY_ERR_UNSUPPORTED = -7;
pub const NPY_ERR_CANCELLED = -8;
pub const NPY_ERR_IO = -10;
pub const NPY_ERR_NOT_FOUND = -11;
pub const NPY_ERR_ACCESS = -12;
pub const NPY_ERR_EXISTS = -13;
pub const NPY_ERR_NO_SPACE = -14;
pub const NPY_ERR_MEMORY = -15;
pub const NPY_ERR_BUSY = -16;
pub const NPY_ERR_CALLBACK = -17;
pub const NPY_ERR_MAGIC = -20;
pub const NPY_ERR_VERSION = -21;
pub const NPY_ERR_HEADER = -22;
pub const NPY_ERR_DESCR = -23;
pub const NPY_ERR_TRUNCATED = -24;
pub const NPY_ERR_OBJECT = -25;
pub const NPY_ERR_END = -26;
pub const NPY_ERR_ARCHIVE = -40;
pub const NPY_ERR_MEMBER = -41;
pub const NPY_ERR_CRC = -42;
pub const NPY_ERR_METHOD = -43;
pub const NPY_ERR_ENCRYPTED = -44;
pub const NPY_ERR_LIMIT = -60;
pub const NPY_ERR_INTERNAL = -99;

pub const NPY_OPEN_HEADER_ONLY = 1;
pub const NPY_OPEN_STRICT = 2;
pub const NPY_OPEN_STEADY = 4;

pub const NPY_MAX_NDIM = 64;

pub const NPY_CAST_SAFE = 0;
pub const NPY_CAST_SAME_KIND = 1;
pub const NPY_CAST_UNSAFE = 2;
pub const NPY_CAST_EQUIV = 3;
pub const NPY_CAST_NO = 4;

pub const NPY_MAP_READ = 0;
pub const NPY_MAP_WRITE = 1;
pub const NPY_MAP_PRIVATE = 2;
pub const NPY_MAP_FOREIGN = 16;
pub const NPY_MAP_PREFAULT = 32;

pub const NPY_REPLACE_ATOMIC = 0;
pub const NPY_REPLACE_NEVER = 1;
pub const NPY_REPLACE_IN_PLACE = 2;

pub const NPY_RECOVERED_ROWS = 1;
pub const NPY_RECOVERED_CUT = 2;
pub const NPY_RECOVERED_LOSS = 4;
pub const NPY_RECOVERED_HEADER = 8;
pub const NPY_RECOVERED_COPY = 16;
pub const NPY_RECOVERED_TEMPORARIES = 32;
pub const NPZ_STORED = 0;
pub const NPZ_DEFLATED = 8;
pub const NPY_ENCODING_ASCII = 0;
pub const NPY_ENCODING_LATIN1 = 1;
pub const NPY_ENCODING_UTF8 = 2;
pub const NPY_ENCODING_BYTES = 3;
pub const NPY_VALUE_NONE = 1;
pub const NPY_VALUE_BOOL = 2;
pub const NPY_VALUE_INT = 3;
pub const NPY_VALUE_FLOAT = 4;
pub const NPY_VALUE_COMPLEX = 5;
pub const NPY_VALUE_TEXT = 6;
pub const NPY_VALUE_BYTES = 7;
pub const NPY_VALUE_BYTEARRAY = 8;
pub const NPY_VALUE_LIST = 9;
pub const NPY_VALUE_TUPLE = 10;
pub const NPY_VALUE_DICT = 11;
pub const NPY_VALUE_SET = 12;
pub const NPY_VALUE_FROZENSET = 13;
pub const NPY_VALUE_ARRAY = 14;
pub const NPY_VALUE_SCALAR = 15;
pub const NPY_VALUE_DATETIME = 16;
pub const NPY_VALUE_DATE = 17;
pub const NPY_VALUE_TIME = 18;
pub const NPY_VALUE_TIMEDELTA = 19;
pub const NPY_VALUE_TIMEZONE = 20;
pub const NPY_VALUE_AWARE = 1;
pub const NPY_VALUE_FOLD = 2;
pub const NPY_VALUE_STRINGS = 4;
pub const NPY_VALUE_STRICT = 8;


pub const NPY_NONE = @import("std").math.minInt(i64);

pub const npy_reader = opaque {};
pub const npy_dtype = opaque {};
pub const npy_array = opaque {};
pub const npy_writer = opaque {};
pub const npy_memory = opaque {};
pub const npz_reader = opaque {};
pub const npz_writer = opaque {};
pub const npy_tree = opaque {};
pub const DLManagedTensorVersioned = opaque {};

pub const npy_error = extern struct {
    code: i32 = 0,
    os_error: i32 = 0,
    offset: i64 = 0,
    message: [240]u8 = @splat(0),
};

pub const npy_open_options = extern struct {
    offset: i64 = 0,
    max_header: i64 = 0,
    max_nesting: i32 = 0,
    flags: u32 = 0,
    reserved: [4]u64 = @splat(0),
};

pub const npy_source = extern struct {
    context: ?*anyopaque = null,
    read_at: ?*const fn (context: ?*anyopaque, dst: ?*anyopaque, size: usize, offset: i64) callconv(.c) i64 = null,
    read: ?*const fn (context: ?*anyopaque, dst: ?*anyopaque, size: usize) callconv(.c) i64 = null,
    length: i64 = 0,
    close: ?*const fn (context: ?*anyopaque) callconv(.c) void = null,
    reserved: [4]u64 = @splat(0),
};

pub const npy_info = extern struct {
    count: i64 = 0,
    nbytes: i64 = 0,
    itemsize: i64 = 0,
    data_offset: i64 = 0,
    shape: [64]i64 = @splat(0),
    strides: [64]i64 = @splat(0),
    ndim: i32 = 0,
    nfields: i32 = 0,
    version: i32 = 0,
    unit_multiple: i32 = 0,
    kind: u8 = 0,
    byteorder: u8 = 0,
    order: u8 = 0,
    unused: u8 = 0,
    unit: [4]u8 = @splat(0),
    dtype: ?*const npy_dtype = null,
    descr: ?[*:0]const u8 = null,
    reserved: [4]u64 = @splat(0),
};

pub const npy_field_info = extern struct {
    name: ?[*:0]const u8 = null,
    name_length: i64 = 0,
    title: ?[*:0]const u8 = null,
    title_length: i64 = 0,
    descr: ?[*:0]const u8 = null,
    offset: i64 = 0,
    itemsize: i64 = 0,
    shape: [64]i64 = @splat(0),
    ndim: i32 = 0,
    index: i32 = 0,
    parent: i32 = 0,
    unit_multiple: i32 = 0,
    kind: u8 = 0,
    byteorder: u8 = 0,
    unused: [2]u8 = @splat(0),
    unit: [4]u8 = @splat(0),
    reserved: [4]u64 = @splat(0),
};

pub const npy_member = extern struct {
    name: ?[*:0]const u8 = null,
    dtype: ?[*:0]const u8 = null,
    offset: i64 = 0,
};

pub const npy_slice = extern struct {
    start: i64 = 0,
    stop: i64 = 0,
    step: i64 = 0,
};

pub const npy_request = extern struct {
    dtype: ?[*:0]const u8 = null,
    field: ?[*:0]const u8 = null,
    slices: ?[*]const npy_slice = null,
    strides: ?[*]const i64 = null,
    progress: ?npy_progress = null,
    context: ?*anyopaque = null,
    nslices: i32 = 0,
    casting: i32 = 0,
    threads: i32 = 0,
    order: u8 = 0,
    unused: [3]u8 = @splat(0),
    reserved: [4]u64 = @splat(0),
};

pub const npy_spec = extern struct {
    dtype: ?[*:0]const u8 = null,
    data_dtype: ?[*:0]const u8 = null,
    shape: ?[*]const i64 = null,
    progress: ?npy_progress = null,
    context: ?*anyopaque = null,
    ndim: i32 = 0,
    casting: i32 = 0,
    version: i32 = 0,
    replace: i32 = 0,
    sync: i32 = 0,
    threads: i32 = 0,
    order: u8 = 0,
    unused: [7]u8 = @splat(0),
    reserved: [4]u64 = @splat(0),
};

pub const npy_recovery = extern struct {
    rows_before: i64 = 0,
    rows_after: i64 = 0,
    bytes_cut: i64 = 0,
    bytes_missing: i64 = 0,
    actions: u32 = 0,
    temporaries: i32 = 0,
    message: [200]u8 = @splat(0),
    reserved: [2]u64 = @splat(0),
};

pub const npy_sink = extern struct {
    context: ?*anyopaque = null,
    write: ?*const fn (context: ?*anyopaque, data: ?*const anyopaque, size: usize) callconv(.c) i64 = null,
    write_at: ?*const fn (context: ?*anyopaque, data: ?*const anyopaque, size: usize, offset: i64) callconv(.c) i64 = null,
    end: ?*const fn (context: ?*anyopaque, commit: i32) callconv(.c) i32 = null,
    reserved: [4]u64 = @splat(0),
};

pub const npz_open_options = extern struct {
    offset: i64 = 0,
    max_members: i64 = 0,
    max_member: i64 = 0,
    max_total: i64 = 0,
    max_ratio: i64 = 0,
    max_header: i64 = 0,
    progress: ?npy_progress = null,
    context: ?*anyopaque = null,
    max_nesting: i32 = 0,
    flags: u32 = 0,
    reserved: [4]u64 = @splat(0),
};

pub const npz_member_info = extern struct {
    name: ?[*:0]const u8 = null,
    name_length: i64 = 0,
    member: ?[*:0]const u8 = null,
    member_length: i64 = 0,
    index: i64 = 0,
    size: i64 = 0,
    packed_size: i64 = 0,
    crc: u32 = 0,
    method: i32 = 0,
    reserved: [4]u64 = @splat(0),
};

pub const npz_options = extern struct {
    method: i32 = 0,
    level: i32 = 0,
    @"align": i32 = 0,
    threads: i32 = 0,
    block: i32 = 0,
    unused: i32 = 0,
    replace: i32 = 0,
    sync: i32 = 0,
    progress: ?npy_progress = null,
    context: ?*anyopaque = null,
    reserved: [4]u64 = @splat(0),
};

pub const npy_object_options = extern struct {
    max_bytes: i64 = 0,
    max_memory: i64 = 0,
    max_values: i64 = 0,
    max_memo: i64 = 0,
    max_visits: i64 = 0,
    max_depth: i32 = 0,
    encoding: i32 = 0,
    reserved: [4]u64 = @splat(0),
};

pub const npy_value = extern struct {
    integer: i64 = 0,
    real: f64 = 0,
    imaginary: f64 = 0,
    zone: i64 = 0,
    data: ?*const anyopaque = null,
    size: i64 = 0,
    count: i64 = 0,
    dtype: ?[*:0]const u8 = null,
    mask: i64 = 0,
    fill: i64 = 0,
    kind: i32 = 0,
    flags: u32 = 0,
    reserved: [4]u64 = @splat(0),
};

pub extern fn npy_status_name(status: npy_status) [*:0]const u8;
pub extern fn npy_status_text(status: npy_status) [*:0]const u8;
pub extern fn npy_version() [*:0]const u8;
pub extern fn npy_open(path: ?[*:0]const u8, out: *?*npy_reader, err: ?*npy_error) npy_status;
pub extern fn npy_open_with(path: ?[*:0]const u8, options: ?*const npy_open_options, out: *?*npy_reader, err: ?*npy_error) npy_status;
pub extern fn npy_open_fd(fd: c_int, options: ?*const npy_open_options, out: *?*npy_reader, err: ?*npy_error) npy_status;
pub extern fn npy_open_memory(data: ?*const anyopaque, size: usize, options: ?*const npy_open_options, out: *?*npy_reader, err: ?*npy_error) npy_status;
pub extern fn npy_open_source(source: ?*const npy_source, options: ?*const npy_open_options, out: *?*npy_reader, err: ?*npy_error) npy_status;
pub extern fn npy_next(reader: ?*npy_reader, err: ?*npy_error) npy_status;
pub extern fn npy_close(reader: ?*npy_reader) void;
pub extern fn npy_header(reader: ?*const npy_reader, info: ?*npy_info, err: ?*npy_error) npy_status;
pub extern fn npy_expect(reader: ?*const npy_reader, dtype: ?[*:0]const u8, ndim: i32, err: ?*npy_error) npy_status;
pub extern fn npy_field(dtype: ?*const npy_dtype, path: ?[*:0]const u8, field: ?*npy_field_info, err: ?*npy_error) npy_status;
pub extern fn npy_field_at(dtype: ?*const npy_dtype, index: i32, field: ?*npy_field_info, err: ?*npy_error) npy_status;
pub extern fn npy_dtype_parse(text: ?[*:0]const u8, out: *?*npy_dtype, err: ?*npy_error) npy_status;
pub extern fn npy_dtype_struct(members: ?[*]const npy_member, count: i32, itemsize: i64, out: *?*npy_dtype, err: ?*npy_error) npy_status;
pub extern fn npy_dtype_free(dtype: ?*npy_dtype) void;
pub extern fn npy_dtype_text(dtype: ?*const npy_dtype) ?[*:0]const u8;
pub extern fn npy_read_into(reader: ?*const npy_reader, dst: ?*anyopaque, size: usize, err: ?*npy_error) npy_status;
pub extern fn npy_read(reader: ?*const npy_reader, request: ?*const npy_request, dst: ?*anyopaque, size: usize, err: ?*npy_error) npy_status;
pub extern fn npy_plan(reader: ?*const npy_reader, request: ?*const npy_request, result: ?*npy_info, err: ?*npy_error) npy_status;
pub extern fn npy_text_get(dtype: ?*const npy_dtype, element: ?*const anyopaque, dst: ?[*]u8, capacity: usize, length: ?*usize, err: ?*npy_error) npy_status;
pub extern fn npy_text_set(dtype: ?*const npy_dtype, element: ?*anyopaque, text: ?[*:0]const u8, err: ?*npy_error) npy_status;
pub extern fn npy_load(path: ?[*:0]const u8, out: *?*npy_array, err: ?*npy_error) npy_status;
pub extern fn npy_load_from(reader: ?*const npy_reader, request: ?*const npy_request, out: *?*npy_array, err: ?*npy_error) npy_status;
pub extern fn npy_map(path: ?[*:0]const u8, mode: i32, out: *?*npy_array, err: ?*npy_error) npy_status;
pub extern fn npy_map_from(reader: ?*const npy_reader, mode: i32, out: *?*npy_array, err: ?*npy_error) npy_status;
pub extern fn npy_array_info(array: ?*const npy_array) ?*const npy_info;
pub extern fn npy_array_data(array: ?*const npy_array) ?*const anyopaque;
pub extern fn npy_array_data_mut(array: ?*npy_array) ?*anyopaque;
pub extern fn npy_array_flush(array: ?*npy_array, err: ?*npy_error) npy_status;
pub extern fn npy_array_free(array: ?*npy_array) void;
pub extern fn npy_save(path: ?[*:0]const u8, dtype: ?[*:0]const u8, ndim: i32, shape: ?[*]const i64, data: ?*const anyopaque, err: ?*npy_error) npy_status;
pub extern fn npy_save_with(path: ?[*:0]const u8, spec: ?*const npy_spec, data: ?*const anyopaque, strides: ?[*]const i64, err: ?*npy_error) npy_status;
pub extern fn npy_map_create(path: ?[*:0]const u8, spec: ?*const npy_spec, out: *?*npy_array, err: ?*npy_error) npy_status;
pub extern fn npy_encode_header(spec: ?*const npy_spec, dst: ?*anyopaque, capacity: usize, size: ?*usize, err: ?*npy_error) npy_status;
pub extern fn npy_create(path: ?[*:0]const u8, spec: ?*const npy_spec, out: *?*npy_writer, err: ?*npy_error) npy_status;
pub extern fn npy_create_fd(fd: c_int, spec: ?*const npy_spec, out: *?*npy_writer, err: ?*npy_error) npy_status;
pub extern fn npy_write(writer: ?*npy_writer, data: ?*const anyopaque, size: usize, err: ?*npy_error) npy_status;
pub extern fn npy_write_rows(writer: ?*npy_writer, rows: i64, data: ?*const anyopaque, strides: ?[*]const i64, err: ?*npy_error) npy_status;
pub extern fn npy_write_slab(writer: ?*const npy_writer, slices: ?[*]const npy_slice, nslices: i32, data: ?*const anyopaque, strides: ?[*]const i64, err: ?*npy_error) npy_status;
pub extern fn npy_writer_info(writer: ?*const npy_writer, info: ?*npy_info, err: ?*npy_error) npy_status;
pub extern fn npy_finish(writer: ?*npy_writer, err: ?*npy_error) npy_status;
pub extern fn npy_discard(writer: ?*npy_writer) void;
pub extern fn npy_append(path: ?[*:0]const u8, spec: ?*const npy_spec, out: *?*npy_writer, err: ?*npy_error) npy_status;
pub extern fn npy_flush(writer: ?*npy_writer, err: ?*npy_error) npy_status;
pub extern fn npy_recover(path: ?[*:0]const u8, what: ?*npy_recovery, err: ?*npy_error) npy_status;
pub extern fn npy_create_memory(memory: ?*npy_memory, spec: ?*const npy_spec, out: *?*npy_writer, err: ?*npy_error) npy_status;
pub extern fn npy_create_sink(sink: ?*const npy_sink, spec: ?*const npy_spec, out: *?*npy_writer, err: ?*npy_error) npy_status;
pub extern fn npy_memory_new(out: *?*npy_memory, err: ?*npy_error) npy_status;
pub extern fn npy_memory_data(memory: ?*const npy_memory, size: ?*usize) ?*const anyopaque;
pub extern fn npy_memory_free(memory: ?*npy_memory) void;
pub extern fn npz_open(path: ?[*:0]const u8, out: *?*npz_reader, err: ?*npy_error) npy_status;
pub extern fn npz_open_with(path: ?[*:0]const u8, options: ?*const npz_open_options, out: *?*npz_reader, err: ?*npy_error) npy_status;
pub extern fn npz_open_fd(fd: c_int, options: ?*const npz_open_options, out: *?*npz_reader, err: ?*npy_error) npy_status;
pub extern fn npz_open_memory(data: ?*const anyopaque, size: usize, options: ?*const npz_open_options, out: *?*npz_reader, err: ?*npy_error) npy_status;
pub extern fn npz_open_source(source: ?*const npy_source, options: ?*const npz_open_options, out: *?*npz_reader, err: ?*npy_error) npy_status;
pub extern fn npz_count(archive: ?*const npz_reader) i64;
pub extern fn npz_member(archive: ?*const npz_reader, name: ?[*:0]const u8, member: ?*npz_member_info, err: ?*npy_error) npy_status;
pub extern fn npz_member_at(archive: ?*const npz_reader, index: i64, member: ?*npz_member_info, err: ?*npy_error) npy_status;
pub extern fn npz_get(archive: ?*const npz_reader, name: ?[*:0]const u8, reader: *?*npy_reader, err: ?*npy_error) npy_status;
pub extern fn npz_get_at(archive: ?*const npz_reader, index: i64, reader: *?*npy_reader, err: ?*npy_error) npy_status;
pub extern fn npz_bytes_at(archive: ?*const npz_reader, index: i64, dst: ?*anyopaque, size: usize, err: ?*npy_error) npy_status;
pub extern fn npz_data_offset(archive: ?*const npz_reader, index: i64, offset: *i64, err: ?*npy_error) npy_status;
pub extern fn npz_verify(archive: ?*const npz_reader, err: ?*npy_error) npy_status;
pub extern fn npz_close(archive: ?*npz_reader) void;
pub extern fn npz_create(path: ?[*:0]const u8, options: ?*const npz_options, out: *?*npz_writer, err: ?*npy_error) npy_status;
pub extern fn npz_create_fd(fd: c_int, options: ?*const npz_options, out: *?*npz_writer, err: ?*npy_error) npy_status;
pub extern fn npz_create_memory(memory: ?*npy_memory, options: ?*const npz_options, out: *?*npz_writer, err: ?*npy_error) npy_status;
pub extern fn npz_create_sink(sink: ?*const npy_sink, options: ?*const npz_options, out: *?*npz_writer, err: ?*npy_error) npy_status;
pub extern fn npz_update(path: ?[*:0]const u8, options: ?*const npz_options, out: *?*npz_writer, err: ?*npy_error) npy_status;
pub extern fn npz_add(archive: ?*npz_writer, name: ?[*:0]const u8, spec: ?*const npy_spec, writer: *?*npy_writer, err: ?*npy_error) npy_status;
pub extern fn npz_save(archive: ?*npz_writer, name: ?[*:0]const u8, dtype: ?[*:0]const u8, ndim: i32, shape: ?[*]const i64, data: ?*const anyopaque, err: ?*npy_error) npy_status;
pub extern fn npz_save_with(archive: ?*npz_writer, name: ?[*:0]const u8, spec: ?*const npy_spec, data: ?*const anyopaque, strides: ?[*]const i64, err: ?*npy_error) npy_status;
pub extern fn npz_remove(archive: ?*npz_writer, name: ?[*:0]const u8, err: ?*npy_error) npy_status;
pub extern fn npz_finish(archive: ?*npz_writer, err: ?*npy_error) npy_status;
pub extern fn npz_discard(archive: ?*npz_writer) void;
pub extern fn npy_objects(reader: ?*const npy_reader, options: ?*const npy_object_options, tree: *?*npy_tree, err: ?*npy_error) npy_status;
pub extern fn npy_objects_load(path: ?[*:0]const u8, options: ?*const npy_object_options, tree: *?*npy_tree, err: ?*npy_error) npy_status;
pub extern fn npy_objects_memory(data: ?*const anyopaque, size: usize, options: ?*const npy_object_options, tree: *?*npy_tree, err: ?*npy_error) npy_status;
pub extern fn npy_tree_root(tree: ?*const npy_tree) i64;
pub extern fn npy_tree_get(tree: ?*const npy_tree, value: i64, what: ?*npy_value, err: ?*npy_error) npy_status;
pub extern fn npy_tree_info(tree: ?*const npy_tree, value: i64, info: ?*npy_info, err: ?*npy_error) npy_status;
pub extern fn npy_tree_item(tree: ?*const npy_tree, value: i64, index: i64, item: *i64, err: ?*npy_error) npy_status;
pub extern fn npy_tree_entry(tree: ?*const npy_tree, dict: i64, index: i64, key: *i64, value: *i64, err: ?*npy_error) npy_status;
pub extern fn npy_tree_find(tree: ?*const npy_tree, dict: i64, key: ?[*:0]const u8, value: *i64, err: ?*npy_error) npy_status;
pub extern fn npy_tree_free(tree: ?*npy_tree) void;
pub extern fn npy_tree_new(tree: *?*npy_tree, err: ?*npy_error) npy_status;
pub extern fn npy_tree_add(tree: ?*npy_tree, what: ?*const npy_value, value: *i64, err: ?*npy_error) npy_status;
pub extern fn npy_tree_add_array(tree: ?*npy_tree, spec: ?*const npy_spec, data: ?*const anyopaque, strides: ?[*]const i64, value: *i64, err: ?*npy_error) npy_status;
pub extern fn npy_tree_set_mask(tree: ?*npy_tree, array: i64, mask: i64, fill: i64, err: ?*npy_error) npy_status;
pub extern fn npy_tree_set_strings(tree: ?*npy_tree, array: i64, flags: u32, missing: i64, err: ?*npy_error) npy_status;
pub extern fn npy_tree_append(tree: ?*npy_tree, into: i64, item: i64, err: ?*npy_error) npy_status;
pub extern fn npy_tree_put(tree: ?*npy_tree, dict: i64, key: i64, value: i64, err: ?*npy_error) npy_status;
pub extern fn npy_save_objects(path: ?[*:0]const u8, tree: ?*const npy_tree, value: i64, err: ?*npy_error) npy_status;
pub extern fn npy_save_objects_memory(memory: ?*npy_memory, tree: ?*const npy_tree, value: i64, err: ?*npy_error) npy_status;
pub extern fn npz_save_objects(archive: ?*npz_writer, name: ?[*:0]const u8, tree: ?*const npy_tree, value: i64, err: ?*npy_error) npy_status;
pub extern fn npy_array_to_dlpack(array: ?*npy_array, tensor: *?*DLManagedTensorVersioned, err: ?*npy_error) npy_status;
pub extern fn npy_save_dlpack(path: ?[*:0]const u8, tensor: ?*const DLManagedTensorVersioned, err: ?*npy_error) npy_status;
