! large_field.c in Fortran: a field that is larger than memory is smoothed slab by slab.
!
!     large_field_f IN.npy OUT.npy [ROWS]
!
! With order='C' the axes are NumPy's backwards: a row of NumPy's is a column here, and lies together in both.
program large_field
  use, intrinsic :: iso_fortran_env, only: int64, real64, error_unit
  use npyrw
  implicit none
  type(npy_file) :: in
  type(npy_writer) :: out
  real(real64), allocatable :: u(:, :), v(:, :)
  integer(int64), allocatable :: extents(:)
  integer(int64) :: nx, ny, most, first, rows, from, to, y, here, above, below
  character(:), allocatable :: message
  integer :: stat

  if (command_argument_count() < 2) then
    write (error_unit, '(a)') 'usage: large_field_f IN.npy OUT.npy [ROWS]'
    stop 2
  end if
  most = 64
  if (command_argument_count() > 2) then
    message = argument(3)
    read (message, *) most
  end if
  call in%open(argument(1))
  if (in%rank() /= 2) error stop 'large_field: 2 axes are wanted'
  extents = in%shape(order='C')
  nx = extents(1)
  ny = extents(2)
  allocate (v(nx, min(most, ny)))
  call out%create(argument(2), v, extents, order='C')
  do first = 1, ny, most
    rows = min(most, ny - first + 1)
    from = max(first - 1, 1_int64)
    to = min(first + rows, ny)
    ! Whatever the file has, real64 arrives: the rows, and one above and below them where there are such.
    call in%load(u, order='C', start=[1_int64, from], count=[nx, to - from + 1], casting='safe', iostat=stat, iomsg=message)
    if (stat /= 0) exit
    do y = 1, rows
      here = first + y - from
      above = max(here - 1, 1_int64)
      below = min(here + 1, size(u, 2, int64))
      v(:, y) = (u(:, above) + u(:, here) + u(:, below)) / 3
    end do
    call out%put(v(:, :rows), start=[1_int64, first], iostat=stat, iomsg=message)
    if (stat /= 0) exit
  end do
  if (stat == 0) call out%close(stat, message)
  if (stat /= 0) then
    call out%discard()
    error stop 'large_field: ' // message
  end if

contains

  function argument(i) result(text)
    integer, intent(in) :: i
    character(:), allocatable :: text
    integer :: length
    call get_command_argument(i, length=length)
    allocate (character(length) :: text)
    call get_command_argument(i, text)
  end function
end program
