! Opens everything 2,000 times, and closes it once, twice, or not at all.
module leaks
  use, intrinsic :: iso_fortran_env, only: int64, real64
  use npyrw
  use support
  implicit none
  private
  public :: no_leak

contains

  subroutine no_leak()
    integer :: round
    integer(int64) :: memory_then, descriptors
    descriptors = open_descriptors()
    memory_then = 0
    do round = 1, 2000
      call once(mod(round, 2) == 0)
      if (round == 200) memory_then = resident()
    end do
    call check(open_descriptors() == descriptors, 'descriptors are left open')
    call check(resident() - memory_then < 8 * 1024, 'memory has grown')
  end subroutine

  subroutine once(closing)
    logical, intent(in) :: closing
    type(npy_file) :: f, g(2)
    type(npz_reader) :: z
    type(npz_reader), allocatable :: later
    type(npy_file), allocatable :: copied
    type(npy_map) :: m
    type(npy_struct) :: s
    type(npy_unit) :: u
    type(npz_writer) :: w
    type(npy_writer) :: o
    real(real64), allocatable :: a(:)
    real(real64), pointer, contiguous :: p(:)
    character(:), allocatable :: names(:), message
    integer :: stat
    call f%open(at('in.npy'))
    call f%load(a)
    call check(size(a) == 10000 .and. a(10000) == 9999, 'in.npy')
    call z%open(at('in.npz'))
    names = z%names()
    call z%load(names(1), a)
    call z%get('u', g(2))
    g(1) = g(2)
    call g(2)%load(a)
    allocate (copied, source=f)
    call copied%load(a, iostat=stat)
    call check(stat == npyrw_err_state, 'a copy by source= is not open')
    allocate (later)
    call later%open(at('in.npz'))
    call m%open(at('in.npy'))
    call m%get(p)
    call check(p(5) == 4, 'a map')
    call load_npy(at('missing.npy'), a, stat, message)
    call check(stat == npyrw_err_not_found, 'missing.npy')
    call s%begin(a)
    call s%begin(a(1))
    call s%field('a', a(1))
    open (newunit=u%unit, file=at('in.npy'), access='stream', form='unformatted', status='old', action='read')
    call g(1)%open(u)
    call g(1)%load(a)
    call w%open(at('given_up.npz'))
    call w%add('a', a(:10))
    call o%create(at('given_up.npy'), a, [10])
    call o%write(a(:5))
    if (closing) then
      call f%close()
      call f%close()
      call z%close()
      call z%close()
      call m%close()
      call m%close()
      call g%close()
      call g%close()
      call w%discard()
      call w%discard()
      call o%close(stat)
      call check(stat == npyrw_err_size, 'half a file')
      call o%close(stat)
      call check(stat == 0, 'closed already')
    end if
    call g(1)%close()
    close (u%unit)
  end subroutine
end module
