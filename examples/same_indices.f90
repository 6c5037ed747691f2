! same_indices.c in Fortran: a matrix is read with NumPy's indices plus 1, whatever order its file has, and written likewise.
!
!     same_indices_f IN.npy OUT.npy
program same_indices
  use, intrinsic :: iso_fortran_env, only: real64, error_unit
  use npyrw
  implicit none
  type(npy_file) :: in
  real(real64), allocatable :: a(:, :)
  integer :: i, j

  if (command_argument_count() /= 2) then
    write (error_unit, '(a)') 'usage: same_indices_f IN.npy OUT.npy'
    stop 2
  end if
  call in%open(argument(1))
  if (in%rank() /= 2) error stop 'same_indices: 2 axes are wanted'
  call in%load(a, casting='safe')
  print '(i0, " x ", i0, ", in the file in ", a, " order")', shape(a), in%order()

  do j = 1, size(a, 2)
    do i = 1, size(a, 1)
      a(i, j) = a(i, j) + 1000 * (i - 1) + (j - 1)
    end do
  end do
  if (size(a) > 0) then
    i = size(a, 1)
    j = size(a, 2)
    print '("a[", i0, ", ", i0, "] is a(", i0, ", ", i0, "): ", a)', i - 1, j - 1, i, j, shown(a(i, j))
  end if
  call save_npy(argument(2), a)

contains

  function shown(x) result(text)
    real(real64), intent(in) :: x
    character(:), allocatable :: text
    character(20) :: room
    write (room, '(es20.6e2)') x
    text = trim(adjustl(room))
  end function

  function argument(i) result(text)
    integer, intent(in) :: i
    character(:), allocatable :: text
    integer :: length
    call get_command_argument(i, length=length)
    allocate (character(length) :: text)
    call get_command_argument(i, text)
  end function
end program
