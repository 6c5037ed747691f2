! One write, from what an array is to what is told of it.
module npyrw_save
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: int64
  use npyrw_c
  use npyrw_base
  use npyrw_stream
  implicit none
  private
  public :: write_job, prepare, lay_out, pack_texts, save_file, save_into, append_record

  !> One write: what there is, as NumPy sees it.
  type :: write_job
    integer(c_int32_t) :: status = NPY_OK
    type(npy_error) :: err
    type(npy_spec) :: spec
    type(described) :: from
    type(c_ptr) :: data = c_null_ptr
    integer(c_int64_t) :: shape(16) = 0, strides(16) = 0
    character(kind=c_char), allocatable :: dtype(:), data_dtype(:), texts(:)
  end type

contains

  !> Saves what was prepared as a file.
  subroutine save_file(job, filename, replace, sync)
    type(write_job), target, intent(inout) :: job
    character(*), intent(in) :: filename
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    if (job%status /= NPY_OK) return
    if (present(sync)) job%spec%sync = merge(1, 0, sync)
    if (present(replace)) then
      select case (replace)
      case ('atomic'); job%spec%replace = NPY_REPLACE_ATOMIC
      case ('never'); job%spec%replace = NPY_REPLACE_NEVER
      case ('in_place'); job%spec%replace = NPY_REPLACE_IN_PLACE
      case default
        call refuse(job%status, job%err, NPY_ERR_ARGUMENT, "replace is '" // replace // "'; there are atomic, never and in_place")
        return
      end select
    end if
    if (job%from%packed == 1) then
      job%status = npy_save_with(c_text(filename), job%spec, job%data, err=job%err)
    else
      job%status = npy_save_with(c_text(filename), job%spec, job%data, job%strides, job%err)
    end if
  end subroutine

  !> Saves what was prepared into a stream.
  subroutine save_into(job, stream)
    type(write_job), target, intent(inout) :: job
    class(npy_stream), target, intent(in) :: stream
    type(npy_sink) :: sink
    type(c_ptr) :: writer
    integer(int64) :: rows
    if (job%status /= NPY_OK) return
    sink = as_sink(stream)
    job%status = npy_create_sink(sink, job%spec, writer, job%err)
    if (job%status /= NPY_OK) then
      call forget(sink%context)
      return
    end if
    if (job%spec%ndim == 0) then
      job%status = npy_write(writer, job%data, job%from%elem_len, job%err)
    else
      rows = job%shape(merge(1, int(job%spec%ndim), job%spec%order == 'C'))
      job%status = npy_write_rows(writer, rows, job%data, job%strides, job%err)
    end if
    call finish(job, writer)
  end subroutine

  !> Adds what was prepared to a file as one record.
  subroutine append_record(job, filename, sync)
    type(write_job), target, intent(inout) :: job
    character(*), intent(in) :: filename
    logical, intent(in), optional :: sync
    type(c_ptr) :: writer
    if (job%status /= NPY_OK) return
    if (present(sync)) job%spec%sync = merge(1, 0, sync)
    job%status = npy_append(c_text(filename), job%spec, writer, job%err)
    if (job%status /= NPY_OK) return
    job%status = npy_write_rows(writer, 1_int64, job%data, job%strides, job%err)
    call finish(job, writer)
  end subroutine

  subroutine finish(job, writer)
    type(write_job), intent(inout) :: job
    type(c_ptr), intent(in) :: writer
    if (job%status == NPY_OK) then
      job%status = npy_finish(writer, job%err)
    else
      call npy_discard(writer)
    end if
  end subroutine

  !> Makes a spec of what an array is; `known` is its dtype if its elements are of no intrinsic type, else empty, and
  !> `growing` is 1 where one more axis, the last, is to grow.
  subroutine prepare(job, from, known, growing, order, dtype, casting)
    type(write_job), target, intent(inout) :: job
    type(described), intent(in) :: from
    character(*), intent(in) :: known
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(in) :: growing
    character(kind=c_char) :: way
    integer(int64) :: itemsize
    job%from = from
    call choose_order(order, way, job%status, job%err)
    call choose_casting(casting, NPY_CAST_SAFE, job%spec%casting, job%status, job%err)
    if (job%status /= NPY_OK) return
    job%data = job%from%base
    job%data_dtype = c_text(text_of(job%from%dtype))
    if (known /= "") then
      call itemsize_of(known, itemsize, job%status, job%err)
      if (job%status == NPY_OK .and. itemsize /= job%from%elem_len) call refuse(job%status, job%err, NPY_ERR_SIZE, &
        "an element of " // trim(known) // " has " // decimal(itemsize) // " bytes; the array's have " // &
        decimal(job%from%elem_len))
      job%dtype = c_text(known)
    else if (job%from%kind == 'S') then
      call pack_texts(job, dtype)
    else
      job%spec%data_dtype = c_loc(job%data_dtype)
      if (present(dtype)) then
        job%dtype = c_text(dtype)
      else if (job%from%kind == '?') then
        job%dtype = c_text("?")
        if (job%from%elem_len > 1) job%spec%casting = NPY_CAST_UNSAFE
      else
        job%dtype = job%data_dtype
      end if
    end if
    if (job%status /= NPY_OK) return
    job%spec%dtype = c_loc(job%dtype)
    call lay_out(job, way, growing)
  end subroutine

  !> Shape and strides in NumPy's order of axes; of a growing axis the length is -1.
  subroutine lay_out(job, way, growing)
    type(write_job), target, intent(inout) :: job
    character(kind=c_char), intent(in) :: way
    integer, intent(in) :: growing
    integer :: rank, i, at
    rank = job%from%rank + growing
    do i = 1, rank
      at = merge(i, rank + 1 - i, way == 'F')
      job%shape(at) = -1
      if (i <= job%from%rank) job%shape(at) = job%from%shape(i)
      if (i <= job%from%rank) job%strides(at) = job%from%strides(i)
    end do
    job%spec%ndim = rank
    job%spec%shape = c_loc(job%shape)
    job%spec%order = way
    ! What lies the same in both orders is C order, as numpy.save has it.
    if (growing == 0 .and. (count(job%shape(:rank) /= 1) <= 1 .or. any(job%shape(:rank) == 0))) job%spec%order = 'C'
    if (rank < 2) job%spec%order = 'C'
  end subroutine

  !> Texts side by side, NULs for trailing blanks: bytes (`S`, the default) or, from UTF-8, Unicode (`U`).
  subroutine pack_texts(job, dtype)
    type(write_job), target, intent(inout) :: job
    character(*), intent(in), optional :: dtype
    character(kind=c_char), allocatable, target :: narrow(:)
    character(kind=c_char), target :: one(job%from%elem_len + 1)
    type(c_ptr) :: unicode
    integer(int64) :: width, many, i, itemsize
    character(:), allocatable :: asked
    width = max(1_int64, job%from%elem_len)
    many = product(job%from%shape(:job%from%rank))
    asked = "S"
    if (present(dtype)) asked = trim(dtype)
    if (asked == "S" .or. asked == "U") asked = asked // decimal(width)
    job%dtype = c_text(asked)
    allocate (job%texts(max(1_int64, many * width)))
    call npyrwf_texts(job%from, c_loc(job%texts), width, 0)
    if (index(asked, "U") > 0) then
      call itemsize_of(asked, itemsize, job%status, job%err)
      if (job%status == NPY_OK) job%status = npy_dtype_parse(c_text(asked), unicode, job%err)
      if (job%status /= NPY_OK) return
      call move_alloc(job%texts, narrow)
      allocate (job%texts(max(1_int64, many * itemsize)))
      do i = 0, many - 1
        one = c_null_char
        one(:job%from%elem_len) = narrow(i * width + 1:i * width + job%from%elem_len)
        job%status = npy_text_set(unicode, c_loc(job%texts(i * itemsize + 1)), one, job%err)
        if (job%status /= NPY_OK) exit
      end do
      call npy_dtype_free(unicode)
    else
      job%data_dtype = c_text("S" // decimal(width))
      job%spec%data_dtype = c_loc(job%data_dtype)
      itemsize = width
    end if
    job%data = c_loc(job%texts)
    job%from%packed = 1
    job%from%strides(1) = itemsize
    do i = 2, job%from%rank
      job%from%strides(i) = job%from%strides(i - 1) * job%from%shape(i - 1)
    end do
  end subroutine
end module
