! What the cases need: checks, the folder, a stream of their own, and what the process holds.
module support
  use, intrinsic :: iso_fortran_env, only: int8, int64, real64
  use npyrw, only: npy_stream
  implicit none

  character(1000) :: folder = '.'

  !> A program's own stream: bytes in memory.
  type, extends(npy_stream) :: memory
    integer(int8), allocatable :: bytes(:)
    integer(int64) :: at = 0
  contains
    procedure :: read => memory_read
    procedure :: write => memory_write
  end type

contains

  function at(file) result(path)
    character(*), intent(in) :: file
    character(:), allocatable :: path
    path = trim(folder) // '/' // file
  end function

  subroutine check(good, what)
    logical, intent(in) :: good
    character(*), intent(in) :: what
    if (.not. good) error stop what
  end subroutine

  !> [i, j] = 10 i + j, from 0, as NumPy has it.
  function table(rows, columns) result(a)
    integer, intent(in) :: rows, columns
    real(real64) :: a(rows, columns)
    integer :: i, j
    do j = 1, columns
      do i = 1, rows
        a(i, j) = 10 * (i - 1) + j - 1
      end do
    end do
  end function

  function memory_read(self, bytes) result(got)
    class(memory), intent(inout) :: self
    integer(int8), intent(out), contiguous :: bytes(:)
    integer(int64) :: got
    ! In small pieces, as a stream may.
    got = min(size(bytes, kind=int64), size(self%bytes) - self%at, 1000_int64)
    bytes(:got) = self%bytes(self%at + 1:self%at + got)
    self%at = self%at + got
  end function

  function memory_write(self, bytes) result(took)
    class(memory), intent(inout) :: self
    integer(int8), intent(in), contiguous :: bytes(:)
    integer(int64) :: took
    took = size(bytes)
    self%bytes = [self%bytes, bytes]
  end function

  integer(int64) function resident()
    character(100) :: line
    integer :: unit, stat
    resident = 0
    open (newunit=unit, file='/proc/self/status', status='old', action='read')
    do
      read (unit, '(a)', iostat=stat) line
      if (stat /= 0) exit
      if (line(:6) == 'VmRSS:') read (line(7:index(line, 'kB') - 1), *) resident
    end do
    close (unit)
    call check(resident > 0, 'no resident memory is told')
  end function

  integer(int64) function open_descriptors()
    integer :: i
    logical :: there
    open_descriptors = 0
    do i = 0, 255
      inquire (file='/proc/self/fd/' // number(i), exist=there)
      if (there) open_descriptors = open_descriptors + 1
    end do
  end function

  function number(i) result(text)
    integer, intent(in) :: i
    character(:), allocatable :: text
    character(12) :: all_of_them
    write (all_of_them, '(i0)') i
    text = trim(all_of_them)
  end function
end module
