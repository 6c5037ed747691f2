! The C interface as it is: what npyrw.h declares, and nothing else. Texts are ended by
! c_null_char; what is optional is a pointer that may be NULL.
! Made by generate.py; changes belong there.
module npyrw_c
  use, intrinsic :: iso_c_binding
  implicit none
  public

  character(*), parameter :: NPYRW_VERSION = "0.1.0"
  integer(c_int32_t), parameter :: NPYRW_VERSION_MAJOR = 0
  integer(c_int32_t), parameter :: NPYRW_VERSION_MINOR = 1
  integer(c_int32_t), parameter :: NPYRW_VERSION_PATCH = 0
  integer(c_int32_t), parameter :: NPY_OK = 0
  integer(c_int32_t), parameter :: NPY_ERR_ARGUMENT = -1
  integer(c_int32_t), parameter :: NPY_ERR_SIZE = -2
  integer(c_int32_t), parameter :: NPY_ERR_STATE = -3
  integer(c_int32_t), parameter :: NPY_ERR_DTYPE = -4
  integer(c_int32_t), parameter :: NPY_ERR_SHAPE = -5
  integer(c_int32_t), parameter :: NPY_ERR_CAST = -6
  integer(c_int32_t), parameter :: NPY_ERR_UNSUPPORTED = -7
  integer(c_int32_t), parameter :: NPY_ERR_CANCELLED = -8
  integer(c_int32_t), parameter :: NPY_ERR_IO = -10
  integer(c_int32_t), parameter :: NPY_ERR_NOT_FOUND = -11
  integer(c_int32_t), parameter :: NPY_ERR_ACCESS = -12
  integer(c_int32_t), parameter :: NPY_ERR_EXISTS = -13
  integer(c_int32_t), parameter :: NPY_ERR_NO_SPACE = -14
  integer(c_int32_t), parameter :: NPY_ERR_MEMORY = -15
  integer(c_int32_t), parameter :: NPY_ERR_BUSY = -16
  integer(c_int32_t), parameter :: NPY_ERR_CALLBACK = -17
  integer(c_int32_t), parameter :: NPY_ERR_MAGIC = -20
  integer(c_int32_t), parameter :: NPY_ERR_VERSION = -21
  integer(c_int32_t), parameter :: NPY_ERR_HEADER = -22
  integer(c_int32_t), parameter :: NPY_ERR_DESCR = -23
  integer(c_int32_t), parameter :: NPY_ERR_TRUNCATED = -24
  integer(c_int32_t), parameter :: NPY_ERR_OBJECT = -25
  integer(c_int32_t), parameter :: NPY_ERR_END = -26
  integer(c_int32_t), parameter :: NPY_ERR_ARCHIVE = -40
  integer(c_int32_t), parameter :: NPY_ERR_MEMBER = -41
  integer(c_int32_t), parameter :: NPY_ERR_CRC = -42
  integer(c_int32_t), parameter :: NPY_ERR_METHOD = -43
  integer(c_int32_t), parameter :: NPY_ERR_ENCRYPTED = -44
  integer(c_int32_t), parameter :: NPY_ERR_LIMIT = -60
  integer(c_int32_t), parameter :: NPY_ERR_INTERNAL = -99
  integer(c_int32_t), parameter :: NPY_OPEN_HEADER_ONLY = 1
  integer(c_int32_t), parameter :: NPY_OPEN_STRICT = 2
  integer(c_int32_t), parameter :: NPY_OPEN_STEADY = 4
  integer(c_int32_t), parameter :: NPY_MAX_NDIM = 64
  integer(c_int32_t), parameter :: NPY_CAST_SAFE = 0
  integer(c_int32_t), parameter :: NPY_CAST_SAME_KIND = 1
  integer(c_int32_t), parameter :: NPY_CAST_UNSAFE = 2
  integer(c_int32_t), parameter :: NPY_CAST_EQUIV = 3
  integer(c_int32_t), parameter :: NPY_CAST_NO = 4
  integer(c_int32_t), parameter :: NPY_MAP_READ = 0
  integer(c_int32_t), parameter :: NPY_MAP_WRITE = 1
  integer(c_int32_t), parameter :: NPY_MAP_PRIVATE = 2
  integer(c_int32_t), parameter :: NPY_MAP_FOREIGN = 16
  integer(c_int32_t), parameter :: NPY_MAP_PREFAULT = 32
  integer(c_int32_t), parameter :: NPY_REPLACE_ATOMIC = 0
  integer(c_int32_t), parameter :: NPY_REPLACE_NEVER = 1
  integer(c_int32_t), parameter :: NPY_REPLACE_IN_PLACE = 2
  integer(c_int32_t), parameter :: NPY_RECOVERED_ROWS = 1
  integer(c_int32_t), parameter :: NPY_RECOVERED_CUT = 2
  integer(c_int32_t), parameter :: NPY_RECOVERED_LOSS = 4
  integer(c_int32_t), parameter :: NPY_RECOVERED_HEADER = 8
  integer(c_int32_t), parameter :: NPY_RECOVERED_COPY = 16
  integer(c_int32_t), parameter :: NPY_RECOVERED_TEMPORARIES = 32
  integer(c_int32_t), parameter :: NPZ_STORED = 0
  integer(c_int32_t), parameter :: NPZ_DEFLATED = 8
  integer(c_int32_t), parameter :: NPY_ENCODING_ASCII = 0
  integer(c_int32_t), parameter :: NPY_ENCODING_LATIN1 = 1
  integer(c_int32_t), parameter :: NPY_ENCODING_UTF8 = 2
  integer(c_int32_t), parameter :: NPY_ENCODING_BYTES = 3
  integer(c_int32_t), parameter :: NPY_VALUE_NONE = 1
  integer(c_int32_t), parameter :: NPY_VALUE_BOOL = 2
  integer(c_int32_t), parameter :: NPY_VALUE_INT = 3
  integer(c_int32_t), parameter :: NPY_VALUE_FLOAT = 4
  integer(c_int32_t), parameter :: NPY_VALUE_COMPLEX = 5
  integer(c_int32_t), parameter :: NPY_VALUE_TEXT = 6
  integer(c_int32_t), parameter :: NPY_VALUE_BYTES = 7
  integer(c_int32_t), parameter :: NPY_VALUE_BYTEARRAY = 8
  integer(c_int32_t), parameter :: NPY_VALUE_LIST = 9
  integer(c_int32_t), parameter :: NPY_VALUE_TUPLE = 10
  integer(c_int32_t), parameter :: NPY_VALUE_DICT = 11
  integer(c_int32_t), parameter :: NPY_VALUE_SET = 12
  integer(c_int32_t), parameter :: NPY_VALUE_FROZENSET = 13
  integer(c_int32_t), parameter :: NPY_VALUE_ARRAY = 14
  integer(c_int32_t), parameter :: NPY_VALUE_SCALAR = 15
  integer(c_int32_t), parameter :: NPY_VALUE_DATETIME = 16
  integer(c_int32_t), parameter :: NPY_VALUE_DATE = 17
  integer(c_int32_t), parameter :: NPY_VALUE_TIME = 18
  integer(c_int32_t), parameter :: NPY_VALUE_TIMEDELTA = 19
  integer(c_int32_t), parameter :: NPY_VALUE_TIMEZONE = 20
  integer(c_int32_t), parameter :: NPY_VALUE_AWARE = 1
  integer(c_int32_t), parameter :: NPY_VALUE_FOLD = 2
  integer(c_int32_t), parameter :: NPY_VALUE_STRINGS = 4
  integer(c_int32_t), parameter :: NPY_VALUE_STRICT = 8
  integer(c_int64_t), parameter :: NPY_NONE = -huge(0_c_int64_t) - 1

  type, bind(c) :: npy_error
    integer(c_int32_t) :: code = 0
    integer(c_int32_t) :: os_error = 0
    integer(c_int64_t) :: offset = 0
    character(kind=c_char) :: message(240) = c_null_char
  end type

  type, bind(c) :: npy_open_options
    integer(c_int64_t) :: offset = 0
    integer(c_int64_t) :: max_header = 0
    integer(c_int32_t) :: max_nesting = 0
    integer(c_int32_t) :: flags = 0
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npy_source
    type(c_ptr) :: context = c_null_ptr
    type(c_funptr) :: read_at = c_null_funptr
    type(c_funptr) :: read = c_null_funptr
    integer(c_int64_t) :: length = 0
    type(c_funptr) :: close = c_null_funptr
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npy_info
    integer(c_int64_t) :: count = 0
    integer(c_int64_t) :: nbytes = 0
    integer(c_int64_t) :: itemsize = 0
    integer(c_int64_t) :: data_offset = 0
    integer(c_int64_t) :: shape(64) = 0
    integer(c_int64_t) :: strides(64) = 0
    integer(c_int32_t) :: ndim = 0
    integer(c_int32_t) :: nfields = 0
    integer(c_int32_t) :: version = 0
    integer(c_int32_t) :: unit_multiple = 0
    character(kind=c_char) :: kind = c_null_char
    character(kind=c_char) :: byteorder = c_null_char
    character(kind=c_char) :: order = c_null_char
    character(kind=c_char) :: unused = c_null_char
    character(kind=c_char) :: unit(4) = c_null_char
    type(c_ptr) :: dtype = c_null_ptr
    type(c_ptr) :: descr = c_null_ptr
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npy_field_info
    type(c_ptr) :: name = c_null_ptr
    integer(c_int64_t) :: name_length = 0
    type(c_ptr) :: title = c_null_ptr
    integer(c_int64_t) :: title_length = 0
    type(c_ptr) :: descr = c_null_ptr
    integer(c_int64_t) :: offset = 0
    integer(c_int64_t) :: itemsize = 0
    integer(c_int64_t) :: shape(64) = 0
    integer(c_int32_t) :: ndim = 0
    integer(c_int32_t) :: index = 0
    integer(c_int32_t) :: parent = 0
    integer(c_int32_t) :: unit_multiple = 0
    character(kind=c_char) :: kind = c_null_char
    character(kind=c_char) :: byteorder = c_null_char
    character(kind=c_char) :: unused(2) = c_null_char
    character(kind=c_char) :: unit(4) = c_null_char
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npy_member
    type(c_ptr) :: name = c_null_ptr
    type(c_ptr) :: dtype = c_null_ptr
    integer(c_int64_t) :: offset = 0
  end type

  type, bind(c) :: npy_slice
    integer(c_int64_t) :: start = 0
    integer(c_int64_t) :: stop = 0
    integer(c_int64_t) :: step = 0
  end type

  type, bind(c) :: npy_request
    type(c_ptr) :: dtype = c_null_ptr
    type(c_ptr) :: field = c_null_ptr
    type(c_ptr) :: slices = c_null_ptr
    type(c_ptr) :: strides = c_null_ptr
    type(c_funptr) :: progress = c_null_funptr
    type(c_ptr) :: context = c_null_ptr
    integer(c_int32_t) :: nslices = 0
    integer(c_int32_t) :: casting = 0
    integer(c_int32_t) :: threads = 0
    character(kind=c_char) :: order = c_null_char
    character(kind=c_char) :: unused(3) = c_null_char
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npy_spec
    type(c_ptr) :: dtype = c_null_ptr
    type(c_ptr) :: data_dtype = c_null_ptr
    type(c_ptr) :: shape = c_null_ptr
    type(c_funptr) :: progress = c_null_funptr
    type(c_ptr) :: context = c_null_ptr
    integer(c_int32_t) :: ndim = 0
    integer(c_int32_t) :: casting = 0
    integer(c_int32_t) :: version = 0
    integer(c_int32_t) :: replace = 0
    integer(c_int32_t) :: sync = 0
    integer(c_int32_t) :: threads = 0
    character(kind=c_char) :: order = c_null_char
    character(kind=c_char) :: unused(7) = c_null_char
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npy_recovery
    integer(c_int64_t) :: rows_before = 0
    integer(c_int64_t) :: rows_after = 0
    integer(c_int64_t) :: bytes_cut = 0
    integer(c_int64_t) :: bytes_missing = 0
    integer(c_int32_t) :: actions = 0
    integer(c_int32_t) :: temporaries = 0
    character(kind=c_char) :: message(200) = c_null_char
    integer(c_int64_t) :: reserved(2) = 0
  end type

  type, bind(c) :: npy_sink
    type(c_ptr) :: context = c_null_ptr
    type(c_funptr) :: write = c_null_funptr
    type(c_funptr) :: write_at = c_null_funptr
    type(c_funptr) :: end = c_null_funptr
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npz_open_options
    integer(c_int64_t) :: offset = 0
    integer(c_int64_t) :: max_members = 0
    integer(c_int64_t) :: max_member = 0
    integer(c_int64_t) :: max_total = 0
    integer(c_int64_t) :: max_ratio = 0
    integer(c_int64_t) :: max_header = 0
    type(c_funptr) :: progress = c_null_funptr
    type(c_ptr) :: context = c_null_ptr
    integer(c_int32_t) :: max_nesting = 0
    integer(c_int32_t) :: flags = 0
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npz_member_info
    type(c_ptr) :: name = c_null_ptr
    integer(c_int64_t) :: name_length = 0
    type(c_ptr) :: member = c_null_ptr
    integer(c_int64_t) :: member_length = 0
    integer(c_int64_t) :: index = 0
    integer(c_int64_t) :: size = 0
    integer(c_int64_t) :: packed_size = 0
    integer(c_int32_t) :: crc = 0
    integer(c_int32_t) :: method = 0
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npz_options
    integer(c_int32_t) :: method = 0
    integer(c_int32_t) :: level = 0
    integer(c_int32_t) :: align = 0
    integer(c_int32_t) :: threads = 0
    integer(c_int32_t) :: block = 0
    integer(c_int32_t) :: unused = 0
    integer(c_int32_t) :: replace = 0
    integer(c_int32_t) :: sync = 0
    type(c_funptr) :: progress = c_null_funptr
    type(c_ptr) :: context = c_null_ptr
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npy_object_options
    integer(c_int64_t) :: max_bytes = 0
    integer(c_int64_t) :: max_memory = 0
    integer(c_int64_t) :: max_values = 0
    integer(c_int64_t) :: max_memo = 0
    integer(c_int64_t) :: max_visits = 0
    integer(c_int32_t) :: max_depth = 0
    integer(c_int32_t) :: encoding = 0
    integer(c_int64_t) :: reserved(4) = 0
  end type

  type, bind(c) :: npy_value
    integer(c_int64_t) :: integer = 0
    real(c_double) :: real = 0
    real(c_double) :: imaginary = 0
    integer(c_int64_t) :: zone = 0
    type(c_ptr) :: data = c_null_ptr
    integer(c_int64_t) :: size = 0
    integer(c_int64_t) :: count = 0
    type(c_ptr) :: dtype = c_null_ptr
    integer(c_int64_t) :: mask = 0
    integer(c_int64_t) :: fill = 0
    integer(c_int32_t) :: kind = 0
    integer(c_int32_t) :: flags = 0
    integer(c_int64_t) :: reserved(4) = 0
  end type

  interface
    function npy_status_name(status) bind(c, name="npy_status_name")
      import
      integer(c_int32_t), value :: status
      type(c_ptr) :: npy_status_name
    end function
    function npy_status_text(status) bind(c, name="npy_status_text")
      import
      integer(c_int32_t), value :: status
      type(c_ptr) :: npy_status_text
    end function
    function npy_version() bind(c, name="npy_version")
      import
      type(c_ptr) :: npy_version
    end function
    function npy_open(path, out, err) bind(c, name="npy_open")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_open
    end function
    function npy_open_with(path, options, out, err) bind(c, name="npy_open_with")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npy_open_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_open_with
    end function
    function npy_open_fd(fd, options, out, err) bind(c, name="npy_open_fd")
      import
      integer(c_int), value :: fd
      type(npy_open_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_open_fd
    end function
    function npy_open_memory(data, size, options, out, err) bind(c, name="npy_open_memory")
      import
      type(c_ptr), value :: data
      integer(c_size_t), value :: size
      type(npy_open_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_open_memory
    end function
    function npy_open_source(source, options, out, err) bind(c, name="npy_open_source")
      import
      type(npy_source), intent(in), optional :: source
      type(npy_open_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_open_source
    end function
    function npy_next(reader, err) bind(c, name="npy_next")
      import
      type(c_ptr), value :: reader
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_next
    end function
    subroutine npy_close(reader) bind(c, name="npy_close")
      import
      type(c_ptr), value :: reader
    end subroutine
    function npy_header(reader, info, err) bind(c, name="npy_header")
      import
      type(c_ptr), value :: reader
      type(npy_info), intent(inout) :: info
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_header
    end function
    function npy_expect(reader, dtype, ndim, err) bind(c, name="npy_expect")
      import
      type(c_ptr), value :: reader
      character(kind=c_char), dimension(*), intent(in), optional :: dtype
      integer(c_int32_t), value :: ndim
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_expect
    end function
    function npy_field(dtype, path, field, err) bind(c, name="npy_field")
      import
      type(c_ptr), value :: dtype
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npy_field_info), intent(inout), optional :: field
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_field
    end function
    function npy_field_at(dtype, index, field, err) bind(c, name="npy_field_at")
      import
      type(c_ptr), value :: dtype
      integer(c_int32_t), value :: index
      type(npy_field_info), intent(inout), optional :: field
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_field_at
    end function
    function npy_dtype_parse(text, out, err) bind(c, name="npy_dtype_parse")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: text
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_dtype_parse
    end function
    function npy_dtype_struct(members, count, itemsize, out, err) bind(c, name="npy_dtype_struct")
      import
      type(npy_member), dimension(*), intent(in), optional :: members
      integer(c_int32_t), value :: count
      integer(c_int64_t), value :: itemsize
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_dtype_struct
    end function
    subroutine npy_dtype_free(dtype) bind(c, name="npy_dtype_free")
      import
      type(c_ptr), value :: dtype
    end subroutine
    function npy_dtype_text(dtype) bind(c, name="npy_dtype_text")
      import
      type(c_ptr), value :: dtype
      type(c_ptr) :: npy_dtype_text
    end function
    function npy_read_into(reader, dst, size, err) bind(c, name="npy_read_into")
      import
      type(c_ptr), value :: reader
      type(c_ptr), value :: dst
      integer(c_size_t), value :: size
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_read_into
    end function
    function npy_read(reader, request, dst, size, err) bind(c, name="npy_read")
      import
      type(c_ptr), value :: reader
      type(npy_request), intent(in), optional :: request
      type(c_ptr), value :: dst
      integer(c_size_t), value :: size
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_read
    end function
    function npy_plan(reader, request, result, err) bind(c, name="npy_plan")
      import
      type(c_ptr), value :: reader
      type(npy_request), intent(in), optional :: request
      type(npy_info), intent(inout) :: result
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_plan
    end function
    function npy_text_get(dtype, element, dst, capacity, length, err) bind(c, name="npy_text_get")
      import
      type(c_ptr), value :: dtype
      type(c_ptr), value :: element
      type(c_ptr), value :: dst
      integer(c_size_t), value :: capacity
      integer(c_size_t), intent(inout), optional :: length
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_text_get
    end function
    function npy_text_set(dtype, element, text, err) bind(c, name="npy_text_set")
      import
      type(c_ptr), value :: dtype
      type(c_ptr), value :: element
      character(kind=c_char), dimension(*), intent(in), optional :: text
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_text_set
    end function
    function npy_load(path, out, err) bind(c, name="npy_load")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_load
    end function
    function npy_load_from(reader, request, out, err) bind(c, name="npy_load_from")
      import
      type(c_ptr), value :: reader
      type(npy_request), intent(in), optional :: request
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_load_from
    end function
    function npy_map(path, mode, out, err) bind(c, name="npy_map")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      integer(c_int32_t), value :: mode
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_map
    end function
    function npy_map_from(reader, mode, out, err) bind(c, name="npy_map_from")
      import
      type(c_ptr), value :: reader
      integer(c_int32_t), value :: mode
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_map_from
    end function
    function npy_array_info(array) bind(c, name="npy_array_info")
      import
      type(c_ptr), value :: array
      type(c_ptr) :: npy_array_info
    end function
    function npy_array_data(array) bind(c, name="npy_array_data")
      import
      type(c_ptr), value :: array
      type(c_ptr) :: npy_array_data
    end function
    function npy_array_data_mut(array) bind(c, name="npy_array_data_mut")
      import
      type(c_ptr), value :: array
      type(c_ptr) :: npy_array_data_mut
    end function
    function npy_array_flush(array, err) bind(c, name="npy_array_flush")
      import
      type(c_ptr), value :: array
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_array_flush
    end function
    subroutine npy_array_free(array) bind(c, name="npy_array_free")
      import
      type(c_ptr), value :: array
    end subroutine
    function npy_save(path, dtype, ndim, shape, data, err) bind(c, name="npy_save")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      character(kind=c_char), dimension(*), intent(in), optional :: dtype
      integer(c_int32_t), value :: ndim
      integer(c_int64_t), dimension(*), intent(in), optional :: shape
      type(c_ptr), value :: data
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_save
    end function
    function npy_save_with(path, spec, data, strides, err) bind(c, name="npy_save_with")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), value :: data
      integer(c_int64_t), dimension(*), intent(in), optional :: strides
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_save_with
    end function
    function npy_map_create(path, spec, out, err) bind(c, name="npy_map_create")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_map_create
    end function
    function npy_encode_header(spec, dst, capacity, size, err) bind(c, name="npy_encode_header")
      import
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), value :: dst
      integer(c_size_t), value :: capacity
      integer(c_size_t), intent(inout), optional :: size
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_encode_header
    end function
    function npy_create(path, spec, out, err) bind(c, name="npy_create")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_create
    end function
    function npy_create_fd(fd, spec, out, err) bind(c, name="npy_create_fd")
      import
      integer(c_int), value :: fd
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_create_fd
    end function
    function npy_write(writer, data, size, err) bind(c, name="npy_write")
      import
      type(c_ptr), value :: writer
      type(c_ptr), value :: data
      integer(c_size_t), value :: size
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_write
    end function
    function npy_write_rows(writer, rows, data, strides, err) bind(c, name="npy_write_rows")
      import
      type(c_ptr), value :: writer
      integer(c_int64_t), value :: rows
      type(c_ptr), value :: data
      integer(c_int64_t), dimension(*), intent(in), optional :: strides
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_write_rows
    end function
    function npy_write_slab(writer, slices, nslices, data, strides, err) bind(c, name="npy_write_slab")
      import
      type(c_ptr), value :: writer
      type(npy_slice), dimension(*), intent(in), optional :: slices
      integer(c_int32_t), value :: nslices
      type(c_ptr), value :: data
      integer(c_int64_t), dimension(*), intent(in), optional :: strides
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_write_slab
    end function
    function npy_writer_info(writer, info, err) bind(c, name="npy_writer_info")
      import
      type(c_ptr), value :: writer
      type(npy_info), intent(inout) :: info
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_writer_info
    end function
    function npy_finish(writer, err) bind(c, name="npy_finish")
      import
      type(c_ptr), value :: writer
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_finish
    end function
    subroutine npy_discard(writer) bind(c, name="npy_discard")
      import
      type(c_ptr), value :: writer
    end subroutine
    function npy_append(path, spec, out, err) bind(c, name="npy_append")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_append
    end function
    function npy_flush(writer, err) bind(c, name="npy_flush")
      import
      type(c_ptr), value :: writer
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_flush
    end function
    function npy_recover(path, what, err) bind(c, name="npy_recover")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npy_recovery), intent(inout), optional :: what
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_recover
    end function
    function npy_create_memory(memory, spec, out, err) bind(c, name="npy_create_memory")
      import
      type(c_ptr), value :: memory
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_create_memory
    end function
    function npy_create_sink(sink, spec, out, err) bind(c, name="npy_create_sink")
      import
      type(npy_sink), intent(in), optional :: sink
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_create_sink
    end function
    function npy_memory_new(out, err) bind(c, name="npy_memory_new")
      import
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_memory_new
    end function
    function npy_memory_data(memory, size) bind(c, name="npy_memory_data")
      import
      type(c_ptr), value :: memory
      integer(c_size_t), intent(inout), optional :: size
      type(c_ptr) :: npy_memory_data
    end function
    subroutine npy_memory_free(memory) bind(c, name="npy_memory_free")
      import
      type(c_ptr), value :: memory
    end subroutine
    function npz_open(path, out, err) bind(c, name="npz_open")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_open
    end function
    function npz_open_with(path, options, out, err) bind(c, name="npz_open_with")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npz_open_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_open_with
    end function
    function npz_open_fd(fd, options, out, err) bind(c, name="npz_open_fd")
      import
      integer(c_int), value :: fd
      type(npz_open_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_open_fd
    end function
    function npz_open_memory(data, size, options, out, err) bind(c, name="npz_open_memory")
      import
      type(c_ptr), value :: data
      integer(c_size_t), value :: size
      type(npz_open_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_open_memory
    end function
    function npz_open_source(source, options, out, err) bind(c, name="npz_open_source")
      import
      type(npy_source), intent(in), optional :: source
      type(npz_open_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_open_source
    end function
    function npz_count(archive) bind(c, name="npz_count")
      import
      type(c_ptr), value :: archive
      integer(c_int64_t) :: npz_count
    end function
    function npz_member(archive, name, member, err) bind(c, name="npz_member")
      import
      type(c_ptr), value :: archive
      character(kind=c_char), dimension(*), intent(in), optional :: name
      type(npz_member_info), intent(inout), optional :: member
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_member
    end function
    function npz_member_at(archive, index, member, err) bind(c, name="npz_member_at")
      import
      type(c_ptr), value :: archive
      integer(c_int64_t), value :: index
      type(npz_member_info), intent(inout), optional :: member
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_member_at
    end function
    function npz_get(archive, name, reader, err) bind(c, name="npz_get")
      import
      type(c_ptr), value :: archive
      character(kind=c_char), dimension(*), intent(in), optional :: name
      type(c_ptr), intent(inout) :: reader
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_get
    end function
    function npz_get_at(archive, index, reader, err) bind(c, name="npz_get_at")
      import
      type(c_ptr), value :: archive
      integer(c_int64_t), value :: index
      type(c_ptr), intent(inout) :: reader
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_get_at
    end function
    function npz_bytes_at(archive, index, dst, size, err) bind(c, name="npz_bytes_at")
      import
      type(c_ptr), value :: archive
      integer(c_int64_t), value :: index
      type(c_ptr), value :: dst
      integer(c_size_t), value :: size
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_bytes_at
    end function
    function npz_data_offset(archive, index, offset, err) bind(c, name="npz_data_offset")
      import
      type(c_ptr), value :: archive
      integer(c_int64_t), value :: index
      integer(c_int64_t), intent(inout), optional :: offset
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_data_offset
    end function
    function npz_verify(archive, err) bind(c, name="npz_verify")
      import
      type(c_ptr), value :: archive
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_verify
    end function
    subroutine npz_close(archive) bind(c, name="npz_close")
      import
      type(c_ptr), value :: archive
    end subroutine
    function npz_create(path, options, out, err) bind(c, name="npz_create")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npz_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_create
    end function
    function npz_create_fd(fd, options, out, err) bind(c, name="npz_create_fd")
      import
      integer(c_int), value :: fd
      type(npz_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_create_fd
    end function
    function npz_create_memory(memory, options, out, err) bind(c, name="npz_create_memory")
      import
      type(c_ptr), value :: memory
      type(npz_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_create_memory
    end function
    function npz_create_sink(sink, options, out, err) bind(c, name="npz_create_sink")
      import
      type(npy_sink), intent(in), optional :: sink
      type(npz_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_create_sink
    end function
    function npz_update(path, options, out, err) bind(c, name="npz_update")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npz_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: out
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_update
    end function
    function npz_add(archive, name, spec, writer, err) bind(c, name="npz_add")
      import
      type(c_ptr), value :: archive
      character(kind=c_char), dimension(*), intent(in), optional :: name
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), intent(inout) :: writer
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_add
    end function
    function npz_save(archive, name, dtype, ndim, shape, data, err) bind(c, name="npz_save")
      import
      type(c_ptr), value :: archive
      character(kind=c_char), dimension(*), intent(in), optional :: name
      character(kind=c_char), dimension(*), intent(in), optional :: dtype
      integer(c_int32_t), value :: ndim
      integer(c_int64_t), dimension(*), intent(in), optional :: shape
      type(c_ptr), value :: data
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_save
    end function
    function npz_save_with(archive, name, spec, data, strides, err) bind(c, name="npz_save_with")
      import
      type(c_ptr), value :: archive
      character(kind=c_char), dimension(*), intent(in), optional :: name
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), value :: data
      integer(c_int64_t), dimension(*), intent(in), optional :: strides
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_save_with
    end function
    function npz_remove(archive, name, err) bind(c, name="npz_remove")
      import
      type(c_ptr), value :: archive
      character(kind=c_char), dimension(*), intent(in), optional :: name
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_remove
    end function
    function npz_finish(archive, err) bind(c, name="npz_finish")
      import
      type(c_ptr), value :: archive
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_finish
    end function
    subroutine npz_discard(archive) bind(c, name="npz_discard")
      import
      type(c_ptr), value :: archive
    end subroutine
    function npy_objects(reader, options, tree, err) bind(c, name="npy_objects")
      import
      type(c_ptr), value :: reader
      type(npy_object_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: tree
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_objects
    end function
    function npy_objects_load(path, options, tree, err) bind(c, name="npy_objects_load")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(npy_object_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: tree
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_objects_load
    end function
    function npy_objects_memory(data, size, options, tree, err) bind(c, name="npy_objects_memory")
      import
      type(c_ptr), value :: data
      integer(c_size_t), value :: size
      type(npy_object_options), intent(in), optional :: options
      type(c_ptr), intent(inout) :: tree
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_objects_memory
    end function
    function npy_tree_root(tree) bind(c, name="npy_tree_root")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t) :: npy_tree_root
    end function
    function npy_tree_get(tree, value, what, err) bind(c, name="npy_tree_get")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: value
      type(npy_value), intent(inout), optional :: what
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_get
    end function
    function npy_tree_info(tree, value, info, err) bind(c, name="npy_tree_info")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: value
      type(npy_info), intent(inout) :: info
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_info
    end function
    function npy_tree_item(tree, value, index, item, err) bind(c, name="npy_tree_item")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: value
      integer(c_int64_t), value :: index
      integer(c_int64_t), intent(inout), optional :: item
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_item
    end function
    function npy_tree_entry(tree, dict, index, key, value, err) bind(c, name="npy_tree_entry")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: dict
      integer(c_int64_t), value :: index
      integer(c_int64_t), intent(inout), optional :: key
      integer(c_int64_t), intent(inout), optional :: value
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_entry
    end function
    function npy_tree_find(tree, dict, key, value, err) bind(c, name="npy_tree_find")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: dict
      character(kind=c_char), dimension(*), intent(in), optional :: key
      integer(c_int64_t), intent(inout), optional :: value
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_find
    end function
    subroutine npy_tree_free(tree) bind(c, name="npy_tree_free")
      import
      type(c_ptr), value :: tree
    end subroutine
    function npy_tree_new(tree, err) bind(c, name="npy_tree_new")
      import
      type(c_ptr), intent(inout) :: tree
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_new
    end function
    function npy_tree_add(tree, what, value, err) bind(c, name="npy_tree_add")
      import
      type(c_ptr), value :: tree
      type(npy_value), intent(in), optional :: what
      integer(c_int64_t), intent(inout), optional :: value
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_add
    end function
    function npy_tree_add_array(tree, spec, data, strides, value, err) bind(c, name="npy_tree_add_array")
      import
      type(c_ptr), value :: tree
      type(npy_spec), intent(in), optional :: spec
      type(c_ptr), value :: data
      integer(c_int64_t), dimension(*), intent(in), optional :: strides
      integer(c_int64_t), intent(inout), optional :: value
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_add_array
    end function
    function npy_tree_set_mask(tree, array, mask, fill, err) bind(c, name="npy_tree_set_mask")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: array
      integer(c_int64_t), value :: mask
      integer(c_int64_t), value :: fill
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_set_mask
    end function
    function npy_tree_set_strings(tree, array, flags, missing, err) bind(c, name="npy_tree_set_strings")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: array
      integer(c_int32_t), value :: flags
      integer(c_int64_t), value :: missing
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_set_strings
    end function
    function npy_tree_append(tree, into, item, err) bind(c, name="npy_tree_append")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: into
      integer(c_int64_t), value :: item
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_append
    end function
    function npy_tree_put(tree, dict, key, value, err) bind(c, name="npy_tree_put")
      import
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: dict
      integer(c_int64_t), value :: key
      integer(c_int64_t), value :: value
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_tree_put
    end function
    function npy_save_objects(path, tree, value, err) bind(c, name="npy_save_objects")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: value
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_save_objects
    end function
    function npy_save_objects_memory(memory, tree, value, err) bind(c, name="npy_save_objects_memory")
      import
      type(c_ptr), value :: memory
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: value
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_save_objects_memory
    end function
    function npz_save_objects(archive, name, tree, value, err) bind(c, name="npz_save_objects")
      import
      type(c_ptr), value :: archive
      character(kind=c_char), dimension(*), intent(in), optional :: name
      type(c_ptr), value :: tree
      integer(c_int64_t), value :: value
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npz_save_objects
    end function
    function npy_array_to_dlpack(array, tensor, err) bind(c, name="npy_array_to_dlpack")
      import
      type(c_ptr), value :: array
      type(c_ptr), intent(inout) :: tensor
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_array_to_dlpack
    end function
    function npy_save_dlpack(path, tensor, err) bind(c, name="npy_save_dlpack")
      import
      character(kind=c_char), dimension(*), intent(in), optional :: path
      type(c_ptr), value :: tensor
      type(npy_error), intent(inout), optional :: err
      integer(c_int32_t) :: npy_save_dlpack
    end function
  end interface
end module
