! Reads lines `load PATH N`, loads the file N times, and answers each with one line: the seconds for all of them.
! A file is loaded as it lies, in its own order of axes, as the calls of C do that this is held against.
program bench
  use, intrinsic :: iso_fortran_env, only: int64, real32, real64, output_unit, input_unit
  use npyrw
  implicit none
  character(4096) :: line, path, job
  character(:), allocatable :: what
  character(1) :: order
  integer :: stat, rounds
  integer(int64) :: before, after, rate
  type(npy_file) :: f
  do
    read (input_unit, '(a)', iostat=stat) line
    if (stat /= 0) exit
    job = line(:index(line, ' ') - 1)
    line = adjustl(line(index(line, ' '):))
    path = line(:index(trim(line), ' ', back=.true.) - 1)
    read (line(index(trim(line), ' ', back=.true.):), *) rounds
    if (job /= 'load') error stop 'there is only the job load'
    call f%open(path)
    what = f%dtype()
    what = what(2:) // achar(iachar('0') + f%rank())
    order = f%order()
    call f%close()
    call system_clock(before, rate)
    select case (what)
    case ('f81'); call load_r8_1()
    case ('f82'); call load_r8_2()
    case ('f83'); call load_r8_3()
    case ('f41'); call load_r4_1()
    case ('f42'); call load_r4_2()
    case default; error stop 'there are only f8 of 1 to 3 axes, and f4 of 1 and 2'
    end select
    call system_clock(after)
    write (output_unit, '(f0.9)') real(after - before, real64) / real(rate, real64)
    flush (output_unit)
  end do

contains

  ! Each round has an array of its own, so that memory is asked for as often as in C.

  subroutine load_r8_1()
    integer :: i
    do i = 1, rounds
      block
        real(real64), allocatable :: a(:)
        call load_npy(path, a, order=order)
      end block
    end do
  end subroutine

  subroutine load_r8_2()
    integer :: i
    do i = 1, rounds
      block
        real(real64), allocatable :: a(:, :)
        call load_npy(path, a, order=order)
      end block
    end do
  end subroutine

  subroutine load_r8_3()
    integer :: i
    do i = 1, rounds
      block
        real(real64), allocatable :: a(:, :, :)
        call load_npy(path, a, order=order)
      end block
    end do
  end subroutine

  subroutine load_r4_1()
    integer :: i
    do i = 1, rounds
      block
        real(real32), allocatable :: a(:)
        call load_npy(path, a, order=order)
      end block
    end do
  end subroutine

  subroutine load_r4_2()
    integer :: i
    do i = 1, rounds
      block
        real(real32), allocatable :: a(:, :)
        call load_npy(path, a, order=order)
      end block
    end do
  end subroutine
end program
