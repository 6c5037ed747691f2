! Writing whole arrays, and what one write goes through.
module npyrw_save
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: int64
  use npyrw_c
  use npyrw_base
  use npyrw_stream
  implicit none
  private
  public :: save_npy, write_job, prepare, lay_out, pack_texts

  !> Saves an array of any kind and rank, a section too: in a file, or into a stream.
  interface save_npy
    module procedure save_path, save_stream
  end interface

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

  subroutine save_path(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    type(*), dimension(..), target, intent(in) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting, replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    call prepare(job, array, order, dtype, casting, 0)
    if (present(replace)) then
      select case (replace)
      case ('atomic'); job%spec%replace = NPY_REPLACE_ATOMIC
      case ('never'); job%spec%replace = NPY_REPLACE_NEVER
      case ('in_place'); job%spec%replace = NPY_REPLACE_IN_PLACE
      case default
        call refuse(job%status, job%err, NPY_ERR_ARGUMENT, "replace is '" // replace // "'; there are atomic, never and in_place")
      end select
    end if
    if (present(sync)) job%spec%sync = merge(1, 0, sync)
    if (job%status == NPY_OK) then
      if (job%from%packed == 1) then
        job%status = npy_save_with(c_text(filename), job%spec, job%data, err=job%err)
      else
        job%status = npy_save_with(c_text(filename), job%spec, job%data, job%strides, job%err)
      end if
    end if
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine save_stream(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    type(*), dimension(..), target, intent(in) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    type(npy_sink) :: sink
    type(c_ptr) :: writer
    integer(int64) :: rows
    call prepare(job, array, order, dtype, casting, 0)
    if (job%status == NPY_OK) then
      sink = as_sink(stream)
      job%status = npy_create_sink(sink, job%spec, writer, job%err)
      if (job%status /= NPY_OK) then
        call forget(sink%context)
      else
        if (job%spec%ndim == 0) then
          job%status = npy_write(writer, job%data, job%from%elem_len, job%err)
        else
          rows = job%shape(merge(1, int(job%spec%ndim), job%spec%order == 'C'))
          job%status = npy_write_rows(writer, rows, job%data, job%strides, job%err)
        end if
        if (job%status == NPY_OK) then
          job%status = npy_finish(writer, job%err)
        else
          call npy_discard(writer)
        end if
      end if
    end if
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  !> Learns what `a` is and makes a spec of it; `growing` is 1 where one more axis, the last, is to grow.
  subroutine prepare(job, a, order, dtype, casting, growing)
    type(write_job), target, intent(inout) :: job
    type(*), dimension(..), target, intent(in) :: a
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(in) :: growing
    character(kind=c_char) :: way
    integer(int64) :: itemsize
    call npyrwf_describe(a, job%from)
    call choose_order(order, way, job%status, job%err)
    call choose_casting(casting, NPY_CAST_SAFE, job%spec%casting, job%status, job%err)
    if (job%status /= NPY_OK) return
    job%data = job%from%base
    job%data_dtype = c_text(text_of(job%from%dtype))
    if (job%from%kind == 'S') then
      call pack_texts(job, dtype)
    else if (job%from%kind == c_null_char) then
      if (.not. present(dtype)) then
        call refuse(job%status, job%err, NPY_ERR_DTYPE, "what the array's elements are is not to be seen from here: give `dtype`")
        return
      end if
      call itemsize_of(dtype, itemsize, job%status, job%err)
      if (job%status == NPY_OK .and. itemsize /= job%from%elem_len) call refuse(job%status, job%err, NPY_ERR_SIZE, &
        "an element of " // trim(dtype) // " has " // decimal(itemsize) // " bytes; the array's have " // &
        decimal(job%from%elem_len))
      job%dtype = c_text(dtype)
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
