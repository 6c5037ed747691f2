! Where bytes come from and go to, if not a file of its own: Fortran's units, and whatever a program extends npy_stream with.
module npyrw_stream
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: int8, int64
  use npyrw_c
  implicit none
  private
  public :: npy_stream, npy_unit, as_source, as_sink, forget

  !> Bytes in a row. Extend it, with `read`, `write` or both; it must live as long as what was opened with it.
  type, abstract :: npy_stream
  contains
    procedure :: read => no_read
    procedure :: write => no_write
  end type

  !> A unit that is connected with access='stream', form='unformatted', from its current position on.
  type, extends(npy_stream) :: npy_unit
    integer :: unit = -1
  contains
    procedure :: read => unit_read
    procedure :: write => unit_write
  end type

  type :: box
    class(npy_stream), pointer :: stream => null()
  end type

  integer(int64), parameter :: EIO = 5

contains

  !> Reads up to size(bytes) bytes that come next; the result is how many, 0 at the end, negative for a failure.
  function no_read(self, bytes) result(got)
    class(npy_stream), intent(inout) :: self
    integer(int8), intent(out), contiguous :: bytes(:)
    integer(int64) :: got
    got = -EIO
    if (size(bytes) > 0 .and. same_type_as(self, self)) bytes(1) = 0
  end function

  !> Writes size(bytes) bytes behind the last ones; the result is how many it took, negative for a failure.
  function no_write(self, bytes) result(took)
    class(npy_stream), intent(inout) :: self
    integer(int8), intent(in), contiguous :: bytes(:)
    integer(int64) :: took
    took = -EIO
    if (size(bytes) < 0 .and. same_type_as(self, self)) took = 0
  end function

  function unit_read(self, bytes) result(got)
    class(npy_unit), intent(inout) :: self
    integer(int8), intent(out), contiguous :: bytes(:)
    integer(int64) :: got
    integer(int64) :: length, at
    integer :: stat
    inquire (self%unit, size=length, pos=at, iostat=stat)
    got = -EIO
    if (stat /= 0) return
    ! Where nothing is known of a length, one byte at a time: of a read that meets the end Fortran does not say how far it came.
    got = 1
    if (length >= 0) got = min(size(bytes, kind=int64), max(length - at + 1, 0_int64))
    if (got == 0) return
    read (self%unit, iostat=stat) bytes(:got)
    if (is_iostat_end(stat)) then
      got = 0
    else if (stat /= 0) then
      got = -EIO
    end if
  end function

  function unit_write(self, bytes) result(took)
    class(npy_unit), intent(inout) :: self
    integer(int8), intent(in), contiguous :: bytes(:)
    integer(int64) :: took
    integer :: stat
    write (self%unit, iostat=stat) bytes
    took = merge(size(bytes, kind=int64), -EIO, stat == 0)
  end function

  ! --- the callbacks -----------------------------------------------------------

  function as_source(stream) result(source)
    class(npy_stream), target, intent(in) :: stream
    type(npy_source) :: source
    source%context = boxed(stream)
    source%read = c_funloc(read_some)
    source%close = c_funloc(close_source)
  end function

  function as_sink(stream) result(sink)
    class(npy_stream), target, intent(in) :: stream
    type(npy_sink) :: sink
    sink%context = boxed(stream)
    sink%write = c_funloc(write_some)
    sink%end = c_funloc(end_sink)
  end function

  function boxed(stream) result(context)
    class(npy_stream), target, intent(in) :: stream
    type(c_ptr) :: context
    type(box), pointer :: it
    allocate (it)
    it%stream => stream
    context = c_loc(it)
  end function

  !> Frees a box whose opening failed: nobody calls back then.
  subroutine forget(context)
    type(c_ptr), intent(in) :: context
    type(box), pointer :: it
    call c_f_pointer(context, it)
    deallocate (it)
  end subroutine

  function read_some(context, dst, n) result(got) bind(c)
    type(c_ptr), value :: context, dst
    integer(c_size_t), value :: n
    integer(c_int64_t) :: got
    type(box), pointer :: it
    integer(int8), pointer, contiguous :: bytes(:)
    call c_f_pointer(context, it)
    call c_f_pointer(dst, bytes, [n])
    got = it%stream%read(bytes)
  end function

  function write_some(context, src, n) result(took) bind(c)
    type(c_ptr), value :: context, src
    integer(c_size_t), value :: n
    integer(c_int64_t) :: took
    type(box), pointer :: it
    integer(int8), pointer, contiguous :: bytes(:)
    call c_f_pointer(context, it)
    call c_f_pointer(src, bytes, [n])
    took = it%stream%write(bytes)
  end function

  subroutine close_source(context) bind(c)
    type(c_ptr), value :: context
    call forget(context)
  end subroutine

  function end_sink(context, commit) result(failed) bind(c)
    type(c_ptr), value :: context
    integer(c_int32_t), value :: commit
    integer(c_int32_t) :: failed
    failed = 0
    if (commit < 0) failed = 1
    call forget(context)
  end function
end module
