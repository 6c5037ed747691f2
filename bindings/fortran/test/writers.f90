! What the table of cases does not ask for: parts, records, other dtypes in the file, texts, archives that are changed, copies.
! drive.sh has NumPy look at what is left.
program writers
  use, intrinsic :: iso_c_binding, only: c_long_double
  use, intrinsic :: iso_fortran_env, only: int16, int64, real64
  use npyrw
  use support
  implicit none
  type(npy_writer) :: w, copied
  type(npz_writer) :: z
  type(npz_reader) :: r
  type(npy_struct) :: s
  type(npy_unit) :: u
  real(real64) :: a(4, 6), record(3)
  real(real64), allocatable :: b(:, :)
  real(c_long_double) :: l(2)
  character(:), allocatable :: message, texts(:)
  integer :: i, t, stat

  a = table(4, 6)

  ! Parts, from several threads, in both orders.
  call w%create('parts.npy', a, [4, 6])
  !$omp parallel do num_threads(3)
  do t = 0, 2
    call w%put(a(:, 2 * t + 1:2 * t + 2), start=[1, 2 * t + 1])
  end do
  call w%put(a(:2, :2), start=[4, 1], iostat=stat, iomsg=message)
  call check(stat == npyrw_err_shape .and. index(message, 'parts.npy') > 0, 'a part that is outside')
  call w%put([1, 2], start=[1, 1], iostat=stat)
  call check(stat == npyrw_err_dtype, 'a part of another kind')
  call w%close()
  call w%create('parts_c.npy', a, [4, 6], order='C')
  call w%put(a(3:, :), start=[3, 1])
  call w%put(a(:2, ::1), start=[1, 1])
  copied = w
  call check(w%is_open() .and. .not. copied%is_open(), 'a copy is not open')
  call w%close()

  ! Records: one, several, of a wrong shape; a file that grows.
  call w%create('records.npy', a(1, 1), [3, -1])
  call w%write(a(:3, 1))
  call w%write(a(:3, 2:5))
  call w%write(a(:2, 1), iostat=stat, iomsg=message)
  call check(stat == npyrw_err_shape, 'a record of another shape')
  call w%write(a(:3, 6))
  call check(w%written() == 6, 'how many were written')
  call w%close()
  do i = 1, 2
    call w%append('grown.npy', record)
    record = i
    call w%write(record)
    call w%flush()
    call load_npy('grown.npy', b)
    call check(size(b, 2) == 2 * i - 1, 'what was flushed is there')
    call w%write(spread(record, 2, 1))
    call w%close()
  end do
  call append_npy('grown.npy', [1, 2, 3], iostat=stat)
  call check(stat == npyrw_err_dtype, 'a record of another kind')
  call recover_npy('grown.npy', message)
  call check(len(message) > 0, 'what was recovered')

  ! Another dtype in the file.
  call save_npy('swapped.npy', a, dtype='>f8')
  call save_npy('narrow.npy', a, dtype='f4', iostat=stat)
  call check(stat == npyrw_err_cast, 'f4 without permission')
  call save_npy('narrow.npy', a, dtype='f4', casting='same_kind')
  call save_npy('unsigned.npy', int([0, 1, 255], int16), dtype='u1', casting='unsafe')
  call save_npy('logical.npy', [.true., .false.])
  l = [1.5_c_long_double, -2.25_c_long_double]
  call s%plain('f16')
  call save_npy('long.npy', l, s)
  l = 0
  call read_npy('long.npy', l, s)
  call check(l(1) == 1.5_c_long_double .and. l(2) == -2.25_c_long_double, 'long doubles')

  ! Texts.
  call save_npy('texts.npy', ['one  ', 'three'])
  call save_npy('unicode.npy', ['ma' // char(195) // char(159), 'ein '], dtype='U')
  call load_npy('unicode.npy', texts)
  call check(len(texts) == 4 .and. texts(1) == 'ma' // char(195) // char(159) .and. texts(2) == 'ein', 'Unicode')

  ! Archives: changed, and into a unit.
  call savez('changed.npz', 'stays', a, 'goes', a(:, 1), 'other', [1, 2])
  call z%open('changed.npz', update=.true., compressed=.true.)
  call z%remove('goes')
  call z%add('other', [3, 4, 5])
  call z%add('new', a(::2, ::3), order='C')
  call z%close()
  call r%open('changed.npz')
  call check(r%count() == 3 .and. .not. r%contains('goes'), 'members')
  call r%load('new', b, order='C')
  call check(all(b == a(::2, ::3)), 'new')
  open (newunit=u%unit, file='streamed.npz', access='stream', form='unformatted', status='replace')
  call z%open(u)
  call z%add('a', a)
  call z%close()
  close (u%unit)
end program
