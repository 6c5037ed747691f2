! Without iostat a failure stops the program, with the text.
program stop
  use npyrw
  implicit none
  real, allocatable :: a(:)
  call load_npy('missing.npy', a)
  print '(a)', 'went on'
end program
