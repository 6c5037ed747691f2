! Writes a table that NumPy reads with the same indices: a(i, j) is first[i - 1, j - 1].
program first
  use, intrinsic :: iso_fortran_env, only: real64
  use npyrw
  implicit none
  real(real64) :: a(3, 4)
  integer :: i, j
  do j = 1, 4
    do i = 1, 3
      a(i, j) = 10 * (i - 1) + j - 1
    end do
  end do
  call save_npy('first.npy', a)
end program
