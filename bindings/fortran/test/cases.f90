! cases CASE DIR: the cases of bindings/cases.py, each by its name.
program cases
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64, iostat_end
  use npyrw
  use support
  use leaks, only: no_leak
  use omp_lib, only: omp_get_thread_num, omp_get_num_threads, omp_set_dynamic
  implicit none

  type, bind(c) :: particle
    real(c_double) :: x, y
    integer(c_int32_t) :: id
  end type

  character(200) :: name
  call get_command_argument(1, name)
  call get_command_argument(2, folder)
  select case (name)
  case ('load_whole'); call load_whole()
  case ('load_into'); call load_into()
  case ('map'); call map()
  case ('slice'); call slice()
  case ('request'); call request()
  case ('save'); call save_all()
  case ('save_strided'); call save_strided()
  case ('append'); call append()
  case ('structs'); call structs()
  case ('archive_read'); call archive_read()
  case ('archive_stored'); call archive_written(.false.)
  case ('archive_deflated'); call archive_written(.true.)
  case ('stream_read'); call stream_read()
  case ('stream_write'); call stream_write()
  case ('errors'); call errors()
  case ('no_leak'); call no_leak()
  case ('parallel'); call parallel()
  case default; error stop "no such case"
  end select

contains

  subroutine load_whole()
    real(real64), allocatable :: d(:, :)
    real(real32), allocatable :: s(:, :, :)
    integer(int32), allocatable :: n(:)
    integer(int16), allocatable :: wide(:)
    logical, allocatable :: l(:)
    logical(c_bool), allocatable :: small(:)
    complex(real64), allocatable :: z(:)
    integer(int64) :: big
    integer :: i, j, k
    call load_npy(at('c.npy'), d)
    call check(all(shape(d) == [3, 4]), 'shape of c.npy')
    call check(all(d == table(3, 4)), 'c.npy')
    call load_npy(at('c.npy'), d, order='C')
    call check(all(shape(d) == [4, 3]), 'shape of c.npy backwards')
    call check(all(transpose(d) == table(3, 4)), 'c.npy backwards')
    call load_npy(at('f.npy'), d)
    call check(all(d == table(3, 4)), 'f.npy')
    call load_npy(at('i4.npy'), n)
    call check(all(n == [(-i, i=0, 4)]), 'i4.npy')
    call load_npy(at('u1.npy'), wide, casting='safe')
    call check(all(wide == [(250 + i, i=0, 4)]), 'u1.npy')
    call load_npy(at('b.npy'), l)
    call check(all(l .eqv. [(mod(i, 2) == 1, i=0, 4)]), 'b.npy')
    call load_npy(at('b.npy'), small)
    call check(all(small .eqv. [(mod(i, 2) == 1, i=0, 4)]), 'b.npy in one byte each')
    call load_npy(at('c16.npy'), z)
    call check(all(z == [(cmplx(i, -2 * i, real64), i=0, 4)]), 'c16.npy')
    call load_npy(at('f4.npy'), s)
    do k = 1, 2
      do j = 1, 2
        do i = 1, 2
          call check(s(i, j, k) == 100 * (i - 1) + 10 * (j - 1) + k - 1, 'f4.npy')
        end do
      end do
    end do
    call load_npy(at('i8.npy'), big)
    call check(big == 2_int64**40, 'i8.npy')
    call load_npy(at('empty.npy'), d)
    call check(all(shape(d) == [0, 3]), 'empty.npy')
  end subroutine

  subroutine load_into()
    real(real32) :: a(5), small(4), wide(2, 5)
    integer :: i, stat
    character(:), allocatable :: message
    call read_npy(at('in.npy'), a)
    call check(all(a == [(i + 0.25, i=0, 4)]), 'in.npy')
    call read_npy(at('in.npy'), small, stat, message)
    call check(stat == npyrw_err_shape .and. index(message, 'in.npy') > 0, 'room for 4 was enough')
    wide = -1
    call read_npy(at('in.npy'), wide(2, :))
    call check(all(wide(2, :) == a) .and. all(wide(1, :) == -1), 'a section')
  end subroutine

  subroutine map()
    type(npy_map) :: m
    real(real64), pointer, contiguous :: p(:), q(:, :)
    integer :: i, stat
    character(:), allocatable :: message
    call m%open(at('in.npy'))
    call m%get(p)
    call check(all(p == [(i, i=0, 99)]), 'in.npy')
    call m%get(q, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_shape .and. .not. associated(q), 'two axes of one')
    call m%open(at('in.npy'), mode='r+')
    call m%get(p)
    p(8) = -1
    call m%flush()
    call m%close()
    call m%get(p, iostat=stat)
    call check(stat == npyrw_err_state .and. .not. associated(p), 'a map that was closed')
    call m%create(at('new.npy'), '<f8', [3, 4])
    call m%get(q)
    q = table(3, 4)
    call m%close()
    block
      real(real64), allocatable :: a(:, :)
      call load_npy(at('new.npy'), a)
      call check(all(a == table(3, 4)), 'new.npy')
    end block
    call save_npy(at('c.npy'), table(3, 4), order='C')
    call m%open(at('c.npy'))
    call m%get(q, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_unsupported .and. index(message, "C order") > 0, 'C order as Fortran order')
    call m%get(q, order='C')
    call check(all(q == table(3, 4)), 'C order backwards')
    call check(all(m%shape('C') == [3, 4]) .and. all(m%shape() == [4, 3]), 'the shape of a map')
  end subroutine

  subroutine slice()
    type(npy_file) :: f
    real(real64), allocatable :: a(:, :)
    real(real64) :: b(6, 4), wide(8, 6)
    integer :: i, j, stat
    call f%open(at('in.npy'))
    call check(f%rank() == 2 .and. f%dtype() == '<f8' .and. f%order() == 'C', 'what in.npy is')
    call check(all(f%shape() == [20, 30]) .and. all(f%shape(order='C') == [30, 20]), 'its shape')
    call f%load(a, start=[3, 30], count=[4, 6], step=[4, -5])
    call check(all(shape(a) == [4, 6]), 'shape')
    do j = 1, 6
      do i = 1, 4
        call check(a(i, j) == 100 * (2 + 4 * (i - 1)) + 29 - 5 * (j - 1), 'an element')
      end do
    end do
    call f%read(b, start=[30_int64, 3_int64], count=[6_int64, 4_int64], step=[-5_int64, 4_int64], order='C')
    call check(all(transpose(b) == a), 'backwards')
    call f%read(wide(::2, :), start=[3, 30], count=[4, 6], step=[4, -5])
    call check(all(wide(::2, :) == a), 'into a section')
    call f%load(a, start=[19, 1])
    call check(all(shape(a) == [2, 30]) .and. a(2, 30) == 1929, 'from start to the end')
    call f%load(a, step=[1, -1])
    call check(all(shape(a) == [20, 30]) .and. a(1, 1) == 29 .and. a(20, 30) == 1900, 'all, turned')
    call f%load(a, count=[0, 3])
    call check(all(shape(a) == [0, 3]), 'nothing')
    call f%load(a, start=[18, 1], count=[4, 1], iostat=stat)
    call check(stat == npyrw_err_shape, 'behind the end')
    call f%load(a, start=[0, 1], iostat=stat)
    call check(stat == npyrw_err_shape, 'in front of the first')
    call f%load(a, start=[1], iostat=stat)
    call check(stat == npyrw_err_shape, 'one number for two axes')
    call f%load(a, start=[1, 1], count=[2, 1], step=[huge(1_int64), 1_int64], iostat=stat)
    call check(stat == npyrw_err_shape, 'a huge step')
  end subroutine

  subroutine request()
    real(real64), allocatable :: a(:, :)
    integer :: stat
    call load_npy(at('in.npy'), a, casting='safe')
    call check(all(a == table(3, 4)), 'in.npy')
    call load_npy(at('in.npy'), a, casting='no', iostat=stat)
    call check(stat /= 0, 'not to be cast')
  end subroutine

  subroutine save_all()
    integer :: i
    call save_npy(at('out.npy'), transpose(table(3, 4)), order='C')
    call save_npy(at('out_f.npy'), table(3, 4))
    call save_npy(at('out_i4.npy'), [(-i, i=0, 4)])
  end subroutine

  subroutine save_strided()
    real(real64) :: a(4, 6)
    a = table(4, 6)
    call save_npy(at('out.npy'), a(::2, ::2))
  end subroutine

  subroutine append()
    integer :: r
    do r = 0, 4
      call append_npy(at('out.npy'), [real(real64) :: 3 * r, 3 * r + 1, 3 * r + 2])
    end do
  end subroutine

  subroutine structs()
    type(particle), target :: p(10)
    type(npy_struct) :: s, empty
    type(npy_file) :: f
    real(real64), allocatable :: y(:)
    integer :: i, stat
    call s%begin(p(1))
    call s%field('x', p(1)%x)
    call s%field('y', p(1)%y)
    call s%field('id', p(1)%id)
    call f%open(at('in.npy'))
    call f%read(p, s)
    do i = 1, 10
      call check(p(i)%x == (i - 1) / 2.0 .and. p(i)%y == -(i - 1) .and. p(i)%id == 7 * (i - 1), 'a record')
    end do
    call f%load(y, field='y')
    call check(all(y == p%y), 'a field alone')
    call f%read(p, empty, iostat=stat)
    call check(stat == npyrw_err_state, 'a struct without fields')
    call empty%plain('<f8')
    call f%read(p, empty, iostat=stat)
    call check(stat == npyrw_err_size, 'a dtype of another size')
    call s%field('out', i, iostat=stat)
    call check(stat == npyrw_err_argument, 'what is no component')
    call save_npy(at('out.npy'), p, s)
  end subroutine

  subroutine archive_read()
    type(npz_reader) :: z
    real(real64), allocatable :: u(:, :)
    real(real32), allocatable :: v(:)
    real(real32) :: w(6)
    character(:), allocatable :: names(:), message
    integer :: i, stat
    call z%open(at('in.npz'))
    names = z%names()
    call check(z%count() == 2 .and. size(names) == 2, 'two members')
    call check(names(1) == 'u' .and. names(2) == 'v', 'u and v')
    call z%load('v', v)
    call check(all(v == [(i / 2.0, i=0, 5)]), 'v')
    call z%load('u', u)
    call check(all(u == table(3, 4)), 'u')
    call z%read('v', w)
    call check(all(w == v), 'v into memory that is there')
    call check(z%contains('u') .and. .not. z%contains('w'), 'contains')
    call z%verify()
    call z%load('w', v, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_member, 'a member w')
    call check(index(message, 'in.npz') > 0 .and. index(message, 'w') > 0, message)
  end subroutine

  subroutine archive_written(compressed)
    logical, intent(in) :: compressed
    real(real64) :: u(3, 4)
    real(real64), allocatable :: back(:, :)
    character(:), allocatable :: texts(:), text, message
    integer :: i, stat
    type(npz_writer) :: w
    type(npz_reader) :: z
    u = table(3, 4)
    if (compressed) then
      call savez_compressed(at('out.npz'), 'u', u, 'v', [(real(i, real32) / 2, i=0, 5)])
    else
      call savez(at('out.npz'), 'u', u, 'v', [(real(i, real32) / 2, i=0, 5)])
    end if
    ! The same with a writer, which is then given up: what is there stays.
    call w%open(at('out.npz'), compressed=compressed)
    call w%add('other', u(::2, :))
    ! Texts among the others, and what fails.
    call savez(at('texts.npz'), 'a', ['one  ', 'three'], 'b', 'text', 'c', u, iostat=stat, iomsg=message)
    call check(stat == 0, 'texts.npz')
    call z%open(at('texts.npz'))
    call z%load('a', texts)
    call check(len(texts) == 5 .and. all(texts == ['one  ', 'three']), 'texts')
    call z%load('b', text)
    call check(text == 'text', 'a text')
    call z%load('c', back)
    call check(all(back == u), 'numbers behind texts')
    call savez(at('no/such/texts.npz'), 'a', ['one  ', 'three'], 'b', u, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_not_found .and. index(message, 'texts.npz') > 0, message)
  end subroutine

  subroutine stream_read()
    type(npy_unit) :: u
    type(memory) :: m
    type(npy_file) :: f
    real(real64), allocatable :: a(:)
    integer(int64) :: length
    integer :: i, stat
    open (newunit=u%unit, file=at('in.npy'), access='stream', form='unformatted', status='old', action='read')
    call f%open(u)
    call f%load(a)
    call check(all(a == [(i, i=0, 999)]), 'in.npy through a unit')
    call f%next(iostat=stat)
    call check(stat == iostat_end, 'nothing follows')
    call f%close()
    inquire (u%unit, size=length)
    allocate (m%bytes(length))
    read (u%unit, pos=1) m%bytes
    close (u%unit)
    call f%open(m)
    a = 0
    call f%load(a)
    call check(all(a == [(i, i=0, 999)]), 'in.npy through memory')
    call f%load(a, iostat=stat)
    call check(stat == npyrw_err_state, 'a stream gives its elements once')
  end subroutine

  subroutine stream_write()
    type(npy_unit) :: u
    type(memory) :: m, n
    type(npy_file) :: f
    type(npy_writer) :: w
    real(real64), allocatable :: a(:), b(:)
    integer :: i
    a = [(i, i=0, 999)]
    open (newunit=u%unit, file=at('out.npy'), access='stream', form='unformatted', status='replace')
    call save_npy(u, a)
    close (u%unit)
    allocate (m%bytes(0), n%bytes(0))
    call save_npy(m, a)
    call w%create(n, mold=a, shape=[1000])
    call w%write(a(:400))
    call w%write(a(401:))
    call w%close()
    call check(all(m%bytes == n%bytes), 'in one piece and in two')
    call f%open(m)
    call f%load(b)
    call check(all(a == b), 'what was written is read')
  end subroutine

  subroutine errors()
    real(real64), allocatable :: a(:)
    real(real64) :: into(3)
    type(npy_file) :: f, g
    integer :: stat
    character(:), allocatable :: message
    call load_npy(at('missing.npy'), a, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_not_found .and. index(message, 'missing.npy') > 0, 'missing.npy')
    call load_npy(at('cut.npy'), a, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_truncated .and. index(message, 'cut.npy') > 0, 'cut.npy')
    call load_npy(at('text.npy'), a, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_magic .and. index(message, 'text.npy') > 0, 'text.npy')
    call load_npy(at('i4.npy'), a, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_dtype .and. index(message, 'i4.npy') > 0, 'i4.npy')
    call check(index(message, 'f8') > 0 .and. index(message, 'i4') > 0, message)
    call f%open(at('i4.npy'))
    call f%load(a, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_dtype .and. index(message, 'i4.npy') > 0, 'i4.npy, opened')
    call f%load(a, casting='never', iostat=stat)
    call check(stat == npyrw_err_argument, 'a casting that is none')
    call f%load(a, order='A', iostat=stat)
    call check(stat == npyrw_err_argument, 'an order that is none')
    call f%read(into, casting='safe')
    call check(all(into == [0, 1, 2]), 'i4.npy, allowed')
    g = f
    call check(f%is_open() .and. .not. g%is_open(), 'a copy is not open')
    call g%load(a, iostat=stat, iomsg=message)
    call check(stat == npyrw_err_state .and. index(message, 'i4.npy') > 0, 'a copy')
    call save_npy(at('no/such/folder.npy'), into, stat, message)
    call check(stat == npyrw_err_not_found .and. index(message, 'folder.npy') > 0, 'no folder')
    call save_npy(at('i4.npy'), into, stat, message, replace='never')
    call check(stat == npyrw_err_exists, 'never replace')
    call load_npy(at('i4.npy'), a, casting='safe')
    call check(all(a == [0, 1, 2]), 'what was there before')
  end subroutine

  subroutine parallel()
    type(npy_file) :: f
    real(real64), allocatable :: a(:, :)
    integer :: t, threads
    call f%open(at('in.npy'))
    call omp_set_dynamic(.false.)
    threads = 0
    !$omp parallel num_threads(8) private(a, t) shared(f, threads)
    t = omp_get_thread_num()
    !$omp single
    threads = omp_get_num_threads()
    !$omp end single
    call f%load(a, start=[1000 * t + 1, 1], count=[1000, 10])
    call save_npy(at('out_' // number(t) // '.npy'), a)
    !$omp end parallel
    call check(threads == 8, 'there were no 8 threads')
  end subroutine
end program
