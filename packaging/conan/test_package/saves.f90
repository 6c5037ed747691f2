! Saves an array and loads it again.
program saves
  use npyrw
  implicit none
  double precision, allocatable :: u(:, :)
  call save_npy('u.npy', reshape([1d0, 2d0, 3d0, 4d0, 5d0, 6d0], [2, 3]))
  call load_npy('u.npy', u)
  if (u(2, 3) /= 6) error stop 'another array came back'
  print '(a)', 'npyrw in Fortran: 6'
end program
