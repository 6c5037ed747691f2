! checkpoint.c in Fortran: heat spreads in a rod, and a run goes on from its checkpoint.
!
!     checkpoint_f FILE.npz STEPS [EVERY]
program checkpoint
  use, intrinsic :: iso_fortran_env, only: int64, real64, error_unit
  use npyrw
  implicit none
  integer, parameter :: cells = 200
  real(real64) :: heat(cells)
  integer(int64) :: step, i
  real(real64), allocatable :: history(:)
  character(:), allocatable :: path
  integer(int64) :: steps, every

  if (command_argument_count() < 2) then
    write (error_unit, '(a)') 'usage: checkpoint_f FILE.npz STEPS [EVERY]'
    stop 2
  end if
  path = argument(1)
  steps = number(2, 0_int64)
  every = number(3, 100_int64)
  if (steps < 0 .or. every < 1) stop 2
  call restart()
  print '(a, i0)', 'from step ', step
  flush (6)
  do i = 1, steps
    call advance()
    if (mod(i, every) == 0 .or. i == steps) call save_all()
  end do

contains

  ! What a procedure of npyrw is not asked to tell (iostat) ends the program with a line that says what was wrong with which file.
  subroutine restart()
    type(npz_reader) :: z
    character(:), allocatable :: message
    integer :: stat
    call z%open(path, iostat=stat, iomsg=message)
    if (stat == npyrw_err_not_found) then
      ! No checkpoint: the beginning. Anything else that is wrong must not become one.
      heat = 0
      heat(cells / 2 + 1) = 1000
      step = 0
      allocate (history(steps))
      return
    else if (stat /= 0) then
      error stop 'checkpoint: ' // message
    end if
    call z%read('heat', heat)
    call z%load('step', step)
    allocate (history(step + steps))
    call z%read('history', history(:step))
  end subroutine

  subroutine save_all()
    type(npz_writer) :: z
    call z%open(path, sync=.true.)
    call z%add('heat', heat)
    call z%add('step', step)
    call z%add('history', history(:step))
    call z%close() ! the old one stays until here
  end subroutine

  subroutine advance()
    heat = heat + 0.25_real64 * (cshift(heat, -1) - 2 * heat + cshift(heat, 1))
    step = step + 1
    history(step) = sum(heat) / cells
  end subroutine

  function argument(i) result(text)
    integer, intent(in) :: i
    character(:), allocatable :: text
    integer :: length
    call get_command_argument(i, length=length)
    allocate (character(length) :: text)
    call get_command_argument(i, text)
  end function

  integer(int64) function number(i, otherwise)
    integer, intent(in) :: i
    integer(int64), intent(in) :: otherwise
    character(:), allocatable :: text
    number = otherwise
    if (command_argument_count() < i) return
    text = argument(i)
    read (text, *) number
  end function
end program
