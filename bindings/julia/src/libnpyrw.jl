# What npyrw.h declares, member for member and in its order, and nothing else: the
# manual of all this is that header. test/drift.py holds the two together.

const npy_status = Int32
const npy_progress = Ptr{Cvoid}     # int32_t (*)(void *context, int64_t done, int64_t total)

@constants begin
    NPYRW_VERSION = "0.1.0"
    NPYRW_VERSION_MAJOR = 0
    NPYRW_VERSION_MINOR = 1
    NPYRW_VERSION_PATCH = 0
    NPY_OK = 0
    NPY_ERR_ARGUMENT = -1
    NPY_ERR_SIZE = -2
    NPY_ERR_STATE = -3
    NPY_ERR_DTYPE = -4
    NPY_ERR_SHAPE = -5
    NPY_ERR_CAST = -6
    NPY_ERR_UNSUPPORTED = -7
    NPY_ERR_CANCELLED = -8
    NPY_ERR_IO = -10
    NPY_ERR_NOT_FOUND = -11
    NPY_ERR_ACCESS = -12
    NPY_ERR_EXISTS = -13
    NPY_ERR_NO_SPACE = -14
    NPY_ERR_MEMORY = -15
    NPY_ERR_BUSY = -16
    NPY_ERR_CALLBACK = -17
    NPY_ERR_MAGIC = -20
    NPY_ERR_VERSION = -21
    NPY_ERR_HEADER = -22
    NPY_ERR_DESCR = -23
    NPY_ERR_TRUNCATED = -24
    NPY_ERR_OBJECT = -25
    NPY_ERR_END = -26
    NPY_ERR_ARCHIVE = -40
    NPY_ERR_MEMBER = -41
    NPY_ERR_CRC = -42
    NPY_ERR_METHOD = -43
    NPY_ERR_ENCRYPTED = -44
    NPY_ERR_LIMIT = -60
    NPY_ERR_INTERNAL = -99
    NPY_OPEN_HEADER_ONLY = 1
    NPY_OPEN_STRICT = 2
    NPY_OPEN_STEADY = 4
    NPY_MAX_NDIM = 64
    NPY_CAST_SAFE = 0
    NPY_CAST_SAME_KIND = 1
    NPY_CAST_UNSAFE = 2
    NPY_CAST_EQUIV = 3
    NPY_CAST_NO = 4
    NPY_MAP_READ = 0
    NPY_MAP_WRITE = 1
    NPY_MAP_PRIVATE = 2
    NPY_MAP_FOREIGN = 16
    NPY_MAP_PREFAULT = 32
    NPY_REPLACE_ATOMIC = 0
    NPY_REPLACE_NEVER = 1
    NPY_REPLACE_IN_PLACE = 2
    NPY_RECOVERED_ROWS = 1
    NPY_RECOVERED_CUT = 2
    NPY_RECOVERED_LOSS = 4
    NPY_RECOVERED_HEADER = 8
    NPY_RECOVERED_COPY = 16
    NPY_RECOVERED_TEMPORARIES = 32
    NPZ_STORED = 0
    NPZ_DEFLATED = 8
    NPY_ENCODING_ASCII = 0
    NPY_ENCODING_LATIN1 = 1
    NPY_ENCODING_UTF8 = 2
    NPY_ENCODING_BYTES = 3
    NPY_VALUE_NONE = 1
    NPY_VALUE_BOOL = 2
    NPY_VALUE_INT = 3
    NPY_VALUE_FLOAT = 4
    NPY_VALUE_COMPLEX = 5
    NPY_VALUE_TEXT = 6
    NPY_VALUE_BYTES = 7
    NPY_VALUE_BYTEARRAY = 8
    NPY_VALUE_LIST = 9
    NPY_VALUE_TUPLE = 10
    NPY_VALUE_DICT = 11
    NPY_VALUE_SET = 12
    NPY_VALUE_FROZENSET = 13
    NPY_VALUE_ARRAY = 14
    NPY_VALUE_SCALAR = 15
    NPY_VALUE_DATETIME = 16
    NPY_VALUE_DATE = 17
    NPY_VALUE_TIME = 18
    NPY_VALUE_TIMEDELTA = 19
    NPY_VALUE_TIMEZONE = 20
    NPY_VALUE_AWARE = 1
    NPY_VALUE_FOLD = 2
    NPY_VALUE_STRINGS = 4
    NPY_VALUE_STRICT = 8
end

const NPY_NONE = typemin(Int64)

@handle npy_reader
@handle npy_dtype
@handle npy_array
@handle npy_writer
@handle npy_memory
@handle npz_reader
@handle npz_writer
@handle npy_tree
@handle DLManagedTensorVersioned

@cstruct npy_error begin
    code::Int32
    os_error::Int32
    offset::Int64
    message::NTuple{240,UInt8}
end

@cstruct npy_open_options begin
    offset::Int64
    max_header::Int64
    max_nesting::Int32
    flags::UInt32
    reserved::NTuple{4,UInt64}
end

@cstruct npy_source begin
    context::Ptr{Cvoid}
    read_at::Ptr{Cvoid}
    read::Ptr{Cvoid}
    length::Int64
    close::Ptr{Cvoid}
    reserved::NTuple{4,UInt64}
end

@cstruct npy_info begin
    count::Int64
    nbytes::Int64
    itemsize::Int64
    data_offset::Int64
    shape::NTuple{64,Int64}
    strides::NTuple{64,Int64}
    ndim::Int32
    nfields::Int32
    version::Int32
    unit_multiple::Int32
    kind::UInt8
    byteorder::UInt8
    order::UInt8
    unused::UInt8
    unit::NTuple{4,UInt8}
    dtype::Ptr{npy_dtype}
    descr::Cstring
    reserved::NTuple{4,UInt64}
end

@cstruct npy_field_info begin
    name::Cstring
    name_length::Int64
    title::Cstring
    title_length::Int64
    descr::Cstring
    offset::Int64
    itemsize::Int64
    shape::NTuple{64,Int64}
    ndim::Int32
    index::Int32
    parent::Int32
    unit_multiple::Int32
    kind::UInt8
    byteorder::UInt8
    unused::NTuple{2,UInt8}
    unit::NTuple{4,UInt8}
    reserved::NTuple{4,UInt64}
end

@cstruct npy_member begin
    name::Cstring
    dtype::Cstring
    offset::Int64
end

@cstruct npy_slice begin
    start::Int64
    stop::Int64
    step::Int64
end

@cstruct npy_request begin
    dtype::Cstring
    field::Cstring
    slices::Ptr{npy_slice}
    strides::Ptr{Int64}
    progress::npy_progress
    context::Ptr{Cvoid}
    nslices::Int32
    casting::Int32
    threads::Int32
    order::UInt8
    unused::NTuple{3,UInt8}
    reserved::NTuple{4,UInt64}
end

@cstruct npy_spec begin
    dtype::Cstring
    data_dtype::Cstring
    shape::Ptr{Int64}
    progress::npy_progress
    context::Ptr{Cvoid}
    ndim::Int32
    casting::Int32
    version::Int32
    replace::Int32
    sync::Int32
    threads::Int32
    order::UInt8
    unused::NTuple{7,UInt8}
    reserved::NTuple{4,UInt64}
end

@cstruct npy_recovery begin
    rows_before::Int64
    rows_after::Int64
    bytes_cut::Int64
    bytes_missing::Int64
    actions::UInt32
    temporaries::Int32
    message::NTuple{200,UInt8}
    reserved::NTuple{2,UInt64}
end

@cstruct npy_sink begin
    context::Ptr{Cvoid}
    write::Ptr{Cvoid}
    write_at::Ptr{Cvoid}
    var"end"::Ptr{Cvoid}
    reserved::NTuple{4,UInt64}
end

@cstruct npz_open_options begin
    offset::Int64
    max_members::Int64
    max_member::Int64
    max_total::Int64
    max_ratio::Int64
    max_header::Int64
    progress::npy_progress
    context::Ptr{Cvoid}
    max_nesting::Int32
    flags::UInt32
    reserved::NTuple{4,UInt64}
end

@cstruct npz_member_info begin
    name::Cstring
    name_length::Int64
    member::Cstring
    member_length::Int64
    index::Int64
    size::Int64
    packed_size::Int64
    crc::UInt32
    method::Int32
    reserved::NTuple{4,UInt64}
end

@cstruct npz_options begin
    method::Int32
    level::Int32
    align::Int32
    threads::Int32
    block::Int32
    unused::Int32
    replace::Int32
    sync::Int32
    progress::npy_progress
    context::Ptr{Cvoid}
    reserved::NTuple{4,UInt64}
end

@cstruct npy_object_options begin
    max_bytes::Int64
    max_memory::Int64
    max_values::Int64
    max_memo::Int64
    max_visits::Int64
    max_depth::Int32
    encoding::Int32
    reserved::NTuple{4,UInt64}
end

@cstruct npy_value begin
    integer::Int64
    real::Cdouble
    imaginary::Cdouble
    zone::Int64
    data::Ptr{Cvoid}
    size::Int64
    count::Int64
    dtype::Cstring
    mask::Int64
    fill::Int64
    kind::Int32
    flags::UInt32
    reserved::NTuple{4,UInt64}
end

@cfunctions begin
    npy_status_name(status::npy_status)::Cstring
    npy_status_text(status::npy_status)::Cstring
    npy_version()::Cstring
    npy_open(path::Cstring, out::Ptr{Ptr{npy_reader}}, err::Ptr{npy_error})::npy_status
    npy_open_with(path::Cstring, options::Ptr{npy_open_options}, out::Ptr{Ptr{npy_reader}}, err::Ptr{npy_error})::npy_status
    npy_open_fd(fd::Cint, options::Ptr{npy_open_options}, out::Ptr{Ptr{npy_reader}}, err::Ptr{npy_error})::npy_status
    npy_open_memory(data::Ptr{Cvoid}, size::Csize_t, options::Ptr{npy_open_options}, out::Ptr{Ptr{npy_reader}}, err::Ptr{npy_error})::npy_status
    npy_open_source(source::Ptr{npy_source}, options::Ptr{npy_open_options}, out::Ptr{Ptr{npy_reader}}, err::Ptr{npy_error})::npy_status
    npy_next(reader::Ptr{npy_reader}, err::Ptr{npy_error})::npy_status
    npy_close(reader::Ptr{npy_reader})::Cvoid
    npy_header(reader::Ptr{npy_reader}, info::Ptr{npy_info}, err::Ptr{npy_error})::npy_status
    npy_expect(reader::Ptr{npy_reader}, dtype::Cstring, ndim::Int32, err::Ptr{npy_error})::npy_status
    npy_field(dtype::Ptr{npy_dtype}, path::Cstring, field::Ptr{npy_field_info}, err::Ptr{npy_error})::npy_status
    npy_field_at(dtype::Ptr{npy_dtype}, index::Int32, field::Ptr{npy_field_info}, err::Ptr{npy_error})::npy_status
    npy_dtype_parse(text::Cstring, out::Ptr{Ptr{npy_dtype}}, err::Ptr{npy_error})::npy_status
    npy_dtype_struct(members::Ptr{npy_member}, count::Int32, itemsize::Int64, out::Ptr{Ptr{npy_dtype}}, err::Ptr{npy_error})::npy_status
    npy_dtype_free(dtype::Ptr{npy_dtype})::Cvoid
    npy_dtype_text(dtype::Ptr{npy_dtype})::Cstring
    npy_read_into(reader::Ptr{npy_reader}, dst::Ptr{Cvoid}, size::Csize_t, err::Ptr{npy_error})::npy_status
    npy_read(reader::Ptr{npy_reader}, request::Ptr{npy_request}, dst::Ptr{Cvoid}, size::Csize_t, err::Ptr{npy_error})::npy_status
    npy_plan(reader::Ptr{npy_reader}, request::Ptr{npy_request}, result::Ptr{npy_info}, err::Ptr{npy_error})::npy_status
    npy_text_get(dtype::Ptr{npy_dtype}, element::Ptr{Cvoid}, dst::Ptr{UInt8}, capacity::Csize_t, length::Ptr{Csize_t}, err::Ptr{npy_error})::npy_status
    npy_text_set(dtype::Ptr{npy_dtype}, element::Ptr{Cvoid}, text::Cstring, err::Ptr{npy_error})::npy_status
    npy_load(path::Cstring, out::Ptr{Ptr{npy_array}}, err::Ptr{npy_error})::npy_status
    npy_load_from(reader::Ptr{npy_reader}, request::Ptr{npy_request}, out::Ptr{Ptr{npy_array}}, err::Ptr{npy_error})::npy_status
    npy_map(path::Cstring, mode::Int32, out::Ptr{Ptr{npy_array}}, err::Ptr{npy_error})::npy_status
    npy_map_from(reader::Ptr{npy_reader}, mode::Int32, out::Ptr{Ptr{npy_array}}, err::Ptr{npy_error})::npy_status
    npy_array_info(array::Ptr{npy_array})::Ptr{npy_info}
    npy_array_data(array::Ptr{npy_array})::Ptr{Cvoid}
    npy_array_data_mut(array::Ptr{npy_array})::Ptr{Cvoid}
    npy_array_flush(array::Ptr{npy_array}, err::Ptr{npy_error})::npy_status
    npy_array_free(array::Ptr{npy_array})::Cvoid
    npy_save(path::Cstring, dtype::Cstring, ndim::Int32, shape::Ptr{Int64}, data::Ptr{Cvoid}, err::Ptr{npy_error})::npy_status
    npy_save_with(path::Cstring, spec::Ptr{npy_spec}, data::Ptr{Cvoid}, strides::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npy_map_create(path::Cstring, spec::Ptr{npy_spec}, out::Ptr{Ptr{npy_array}}, err::Ptr{npy_error})::npy_status
    npy_encode_header(spec::Ptr{npy_spec}, dst::Ptr{Cvoid}, capacity::Csize_t, size::Ptr{Csize_t}, err::Ptr{npy_error})::npy_status
    npy_create(path::Cstring, spec::Ptr{npy_spec}, out::Ptr{Ptr{npy_writer}}, err::Ptr{npy_error})::npy_status
    npy_create_fd(fd::Cint, spec::Ptr{npy_spec}, out::Ptr{Ptr{npy_writer}}, err::Ptr{npy_error})::npy_status
    npy_write(writer::Ptr{npy_writer}, data::Ptr{Cvoid}, size::Csize_t, err::Ptr{npy_error})::npy_status
    npy_write_rows(writer::Ptr{npy_writer}, rows::Int64, data::Ptr{Cvoid}, strides::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npy_write_slab(writer::Ptr{npy_writer}, slices::Ptr{npy_slice}, nslices::Int32, data::Ptr{Cvoid}, strides::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npy_writer_info(writer::Ptr{npy_writer}, info::Ptr{npy_info}, err::Ptr{npy_error})::npy_status
    npy_finish(writer::Ptr{npy_writer}, err::Ptr{npy_error})::npy_status
    npy_discard(writer::Ptr{npy_writer})::Cvoid
    npy_append(path::Cstring, spec::Ptr{npy_spec}, out::Ptr{Ptr{npy_writer}}, err::Ptr{npy_error})::npy_status
    npy_flush(writer::Ptr{npy_writer}, err::Ptr{npy_error})::npy_status
    npy_recover(path::Cstring, what::Ptr{npy_recovery}, err::Ptr{npy_error})::npy_status
    npy_create_memory(memory::Ptr{npy_memory}, spec::Ptr{npy_spec}, out::Ptr{Ptr{npy_writer}}, err::Ptr{npy_error})::npy_status
    npy_create_sink(sink::Ptr{npy_sink}, spec::Ptr{npy_spec}, out::Ptr{Ptr{npy_writer}}, err::Ptr{npy_error})::npy_status
    npy_memory_new(out::Ptr{Ptr{npy_memory}}, err::Ptr{npy_error})::npy_status
    npy_memory_data(memory::Ptr{npy_memory}, size::Ptr{Csize_t})::Ptr{Cvoid}
    npy_memory_free(memory::Ptr{npy_memory})::Cvoid
    npz_open(path::Cstring, out::Ptr{Ptr{npz_reader}}, err::Ptr{npy_error})::npy_status
    npz_open_with(path::Cstring, options::Ptr{npz_open_options}, out::Ptr{Ptr{npz_reader}}, err::Ptr{npy_error})::npy_status
    npz_open_fd(fd::Cint, options::Ptr{npz_open_options}, out::Ptr{Ptr{npz_reader}}, err::Ptr{npy_error})::npy_status
    npz_open_memory(data::Ptr{Cvoid}, size::Csize_t, options::Ptr{npz_open_options}, out::Ptr{Ptr{npz_reader}}, err::Ptr{npy_error})::npy_status
    npz_open_source(source::Ptr{npy_source}, options::Ptr{npz_open_options}, out::Ptr{Ptr{npz_reader}}, err::Ptr{npy_error})::npy_status
    npz_count(archive::Ptr{npz_reader})::Int64
    npz_member(archive::Ptr{npz_reader}, name::Cstring, member::Ptr{npz_member_info}, err::Ptr{npy_error})::npy_status
    npz_member_at(archive::Ptr{npz_reader}, index::Int64, member::Ptr{npz_member_info}, err::Ptr{npy_error})::npy_status
    npz_get(archive::Ptr{npz_reader}, name::Cstring, reader::Ptr{Ptr{npy_reader}}, err::Ptr{npy_error})::npy_status
    npz_get_at(archive::Ptr{npz_reader}, index::Int64, reader::Ptr{Ptr{npy_reader}}, err::Ptr{npy_error})::npy_status
    npz_bytes_at(archive::Ptr{npz_reader}, index::Int64, dst::Ptr{Cvoid}, size::Csize_t, err::Ptr{npy_error})::npy_status
    npz_data_offset(archive::Ptr{npz_reader}, index::Int64, offset::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npz_verify(archive::Ptr{npz_reader}, err::Ptr{npy_error})::npy_status
    npz_close(archive::Ptr{npz_reader})::Cvoid
    npz_create(path::Cstring, options::Ptr{npz_options}, out::Ptr{Ptr{npz_writer}}, err::Ptr{npy_error})::npy_status
    npz_create_fd(fd::Cint, options::Ptr{npz_options}, out::Ptr{Ptr{npz_writer}}, err::Ptr{npy_error})::npy_status
    npz_create_memory(memory::Ptr{npy_memory}, options::Ptr{npz_options}, out::Ptr{Ptr{npz_writer}}, err::Ptr{npy_error})::npy_status
    npz_create_sink(sink::Ptr{npy_sink}, options::Ptr{npz_options}, out::Ptr{Ptr{npz_writer}}, err::Ptr{npy_error})::npy_status
    npz_update(path::Cstring, options::Ptr{npz_options}, out::Ptr{Ptr{npz_writer}}, err::Ptr{npy_error})::npy_status
    npz_add(archive::Ptr{npz_writer}, name::Cstring, spec::Ptr{npy_spec}, writer::Ptr{Ptr{npy_writer}}, err::Ptr{npy_error})::npy_status
    npz_save(archive::Ptr{npz_writer}, name::Cstring, dtype::Cstring, ndim::Int32, shape::Ptr{Int64}, data::Ptr{Cvoid}, err::Ptr{npy_error})::npy_status
    npz_save_with(archive::Ptr{npz_writer}, name::Cstring, spec::Ptr{npy_spec}, data::Ptr{Cvoid}, strides::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npz_remove(archive::Ptr{npz_writer}, name::Cstring, err::Ptr{npy_error})::npy_status
    npz_finish(archive::Ptr{npz_writer}, err::Ptr{npy_error})::npy_status
    npz_discard(archive::Ptr{npz_writer})::Cvoid
    npy_objects(reader::Ptr{npy_reader}, options::Ptr{npy_object_options}, tree::Ptr{Ptr{npy_tree}}, err::Ptr{npy_error})::npy_status
    npy_objects_load(path::Cstring, options::Ptr{npy_object_options}, tree::Ptr{Ptr{npy_tree}}, err::Ptr{npy_error})::npy_status
    npy_objects_memory(data::Ptr{Cvoid}, size::Csize_t, options::Ptr{npy_object_options}, tree::Ptr{Ptr{npy_tree}}, err::Ptr{npy_error})::npy_status
    npy_tree_root(tree::Ptr{npy_tree})::Int64
    npy_tree_get(tree::Ptr{npy_tree}, value::Int64, what::Ptr{npy_value}, err::Ptr{npy_error})::npy_status
    npy_tree_info(tree::Ptr{npy_tree}, value::Int64, info::Ptr{npy_info}, err::Ptr{npy_error})::npy_status
    npy_tree_item(tree::Ptr{npy_tree}, value::Int64, index::Int64, item::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npy_tree_entry(tree::Ptr{npy_tree}, dict::Int64, index::Int64, key::Ptr{Int64}, value::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npy_tree_find(tree::Ptr{npy_tree}, dict::Int64, key::Cstring, value::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npy_tree_free(tree::Ptr{npy_tree})::Cvoid
    npy_tree_new(tree::Ptr{Ptr{npy_tree}}, err::Ptr{npy_error})::npy_status
    npy_tree_add(tree::Ptr{npy_tree}, what::Ptr{npy_value}, value::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npy_tree_add_array(tree::Ptr{npy_tree}, spec::Ptr{npy_spec}, data::Ptr{Cvoid}, strides::Ptr{Int64}, value::Ptr{Int64}, err::Ptr{npy_error})::npy_status
    npy_tree_set_mask(tree::Ptr{npy_tree}, array::Int64, mask::Int64, fill::Int64, err::Ptr{npy_error})::npy_status
    npy_tree_set_strings(tree::Ptr{npy_tree}, array::Int64, flags::UInt32, missing::Int64, err::Ptr{npy_error})::npy_status
    npy_tree_append(tree::Ptr{npy_tree}, into::Int64, item::Int64, err::Ptr{npy_error})::npy_status
    npy_tree_put(tree::Ptr{npy_tree}, dict::Int64, key::Int64, value::Int64, err::Ptr{npy_error})::npy_status
    npy_save_objects(path::Cstring, tree::Ptr{npy_tree}, value::Int64, err::Ptr{npy_error})::npy_status
    npy_save_objects_memory(memory::Ptr{npy_memory}, tree::Ptr{npy_tree}, value::Int64, err::Ptr{npy_error})::npy_status
    npz_save_objects(archive::Ptr{npz_writer}, name::Cstring, tree::Ptr{npy_tree}, value::Int64, err::Ptr{npy_error})::npy_status
    npy_array_to_dlpack(array::Ptr{npy_array}, tensor::Ptr{Ptr{DLManagedTensorVersioned}}, err::Ptr{npy_error})::npy_status
    npy_save_dlpack(path::Cstring, tensor::Ptr{DLManagedTensorVersioned}, err::Ptr{npy_error})::npy_status
end
