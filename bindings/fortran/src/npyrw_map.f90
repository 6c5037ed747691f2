! Pointers into a map: one procedure for each kind and rank, all doing the same.
! Made by generate.py; changes belong there.
module npyrw_map
  use, intrinsic :: iso_c_binding, only: c_ptr, c_associated, c_f_pointer
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw_base, only: explain
  use npyrw_reader
  implicit none
  private
  public :: npy_map

  !> A file in the address space: npy_map_base says what it can do.
  type, extends(npy_map_base) :: npy_map
  contains
    procedure, private :: get_i1_0, get_i1_1, get_i1_2, get_i1_3, get_i1_4, get_i1_5, &
        get_i1_6, get_i1_7, get_i2_0, get_i2_1, get_i2_2, get_i2_3, &
        get_i2_4, get_i2_5, get_i2_6, get_i2_7, get_i4_0, get_i4_1, &
        get_i4_2, get_i4_3, get_i4_4, get_i4_5, get_i4_6, get_i4_7, &
        get_i8_0, get_i8_1, get_i8_2, get_i8_3, get_i8_4, get_i8_5, &
        get_i8_6, get_i8_7, get_r4_0, get_r4_1, get_r4_2, get_r4_3, &
        get_r4_4, get_r4_5, get_r4_6, get_r4_7, get_r8_0, get_r8_1, &
        get_r8_2, get_r8_3, get_r8_4, get_r8_5, get_r8_6, get_r8_7, &
        get_c4_0, get_c4_1, get_c4_2, get_c4_3, get_c4_4, get_c4_5, &
        get_c4_6, get_c4_7, get_c8_0, get_c8_1, get_c8_2, get_c8_3, &
        get_c8_4, get_c8_5, get_c8_6, get_c8_7, get_l1_0, get_l1_1, &
        get_l1_2, get_l1_3, get_l1_4, get_l1_5, get_l1_6, get_l1_7
    generic, public :: get => get_i1_0, get_i1_1, get_i1_2, get_i1_3, get_i1_4, get_i1_5, &
      get_i1_6, get_i1_7, get_i2_0, get_i2_1, get_i2_2, get_i2_3, &
      get_i2_4, get_i2_5, get_i2_6, get_i2_7, get_i4_0, get_i4_1, &
      get_i4_2, get_i4_3, get_i4_4, get_i4_5, get_i4_6, get_i4_7, &
      get_i8_0, get_i8_1, get_i8_2, get_i8_3, get_i8_4, get_i8_5, &
      get_i8_6, get_i8_7, get_r4_0, get_r4_1, get_r4_2, get_r4_3, &
      get_r4_4, get_r4_5, get_r4_6, get_r4_7, get_r8_0, get_r8_1, &
      get_r8_2, get_r8_3, get_r8_4, get_r8_5, get_r8_6, get_r8_7, &
      get_c4_0, get_c4_1, get_c4_2, get_c4_3, get_c4_4, get_c4_5, &
      get_c4_6, get_c4_7, get_c8_0, get_c8_1, get_c8_2, get_c8_3, &
      get_c8_4, get_c8_5, get_c8_6, get_c8_7, get_l1_0, get_l1_1, &
      get_l1_2, get_l1_3, get_l1_4, get_l1_5, get_l1_6, get_l1_7
  end type

contains

  subroutine get_i1_0(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int8), pointer, intent(inout) :: p
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(0)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i1", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i1_1(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int8), pointer, contiguous, intent(inout) :: p(:)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(1)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i1", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i1_2(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int8), pointer, contiguous, intent(inout) :: p(:, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(2)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i1", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i1_3(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int8), pointer, contiguous, intent(inout) :: p(:, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(3)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i1", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i1_4(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int8), pointer, contiguous, intent(inout) :: p(:, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(4)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i1", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i1_5(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int8), pointer, contiguous, intent(inout) :: p(:, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(5)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i1", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i1_6(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int8), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(6)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i1", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i1_7(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int8), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(7)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i1", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i2_0(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int16), pointer, intent(inout) :: p
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(0)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i2", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i2_1(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int16), pointer, contiguous, intent(inout) :: p(:)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(1)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i2", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i2_2(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int16), pointer, contiguous, intent(inout) :: p(:, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(2)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i2", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i2_3(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int16), pointer, contiguous, intent(inout) :: p(:, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(3)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i2", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i2_4(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int16), pointer, contiguous, intent(inout) :: p(:, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(4)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i2", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i2_5(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int16), pointer, contiguous, intent(inout) :: p(:, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(5)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i2", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i2_6(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int16), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(6)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i2", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i2_7(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int16), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(7)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i2", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i4_0(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int32), pointer, intent(inout) :: p
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(0)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i4_1(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int32), pointer, contiguous, intent(inout) :: p(:)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(1)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i4_2(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int32), pointer, contiguous, intent(inout) :: p(:, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(2)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i4_3(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int32), pointer, contiguous, intent(inout) :: p(:, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(3)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i4_4(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int32), pointer, contiguous, intent(inout) :: p(:, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(4)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i4_5(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int32), pointer, contiguous, intent(inout) :: p(:, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(5)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i4_6(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int32), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(6)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i4_7(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int32), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(7)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i8_0(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int64), pointer, intent(inout) :: p
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(0)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i8_1(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int64), pointer, contiguous, intent(inout) :: p(:)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(1)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i8_2(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int64), pointer, contiguous, intent(inout) :: p(:, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(2)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i8_3(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int64), pointer, contiguous, intent(inout) :: p(:, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(3)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i8_4(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int64), pointer, contiguous, intent(inout) :: p(:, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(4)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i8_5(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int64), pointer, contiguous, intent(inout) :: p(:, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(5)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i8_6(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int64), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(6)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_i8_7(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    integer(int64), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(7)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "i8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r4_0(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real32), pointer, intent(inout) :: p
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(0)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r4_1(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real32), pointer, contiguous, intent(inout) :: p(:)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(1)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r4_2(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real32), pointer, contiguous, intent(inout) :: p(:, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(2)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r4_3(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real32), pointer, contiguous, intent(inout) :: p(:, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(3)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r4_4(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real32), pointer, contiguous, intent(inout) :: p(:, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(4)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r4_5(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real32), pointer, contiguous, intent(inout) :: p(:, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(5)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r4_6(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real32), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(6)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r4_7(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real32), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(7)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f4", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r8_0(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real64), pointer, intent(inout) :: p
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(0)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r8_1(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real64), pointer, contiguous, intent(inout) :: p(:)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(1)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r8_2(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real64), pointer, contiguous, intent(inout) :: p(:, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(2)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r8_3(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real64), pointer, contiguous, intent(inout) :: p(:, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(3)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r8_4(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real64), pointer, contiguous, intent(inout) :: p(:, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(4)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r8_5(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real64), pointer, contiguous, intent(inout) :: p(:, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(5)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r8_6(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real64), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(6)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_r8_7(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    real(real64), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(7)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "f8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c4_0(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real32), pointer, intent(inout) :: p
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(0)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c4_1(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real32), pointer, contiguous, intent(inout) :: p(:)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(1)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c4_2(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real32), pointer, contiguous, intent(inout) :: p(:, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(2)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c4_3(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real32), pointer, contiguous, intent(inout) :: p(:, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(3)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c4_4(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real32), pointer, contiguous, intent(inout) :: p(:, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(4)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c4_5(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real32), pointer, contiguous, intent(inout) :: p(:, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(5)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c4_6(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real32), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(6)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c4_7(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real32), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(7)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c8", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c8_0(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real64), pointer, intent(inout) :: p
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(0)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c16", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c8_1(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real64), pointer, contiguous, intent(inout) :: p(:)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(1)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c16", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c8_2(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real64), pointer, contiguous, intent(inout) :: p(:, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(2)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c16", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c8_3(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real64), pointer, contiguous, intent(inout) :: p(:, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(3)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c16", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c8_4(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real64), pointer, contiguous, intent(inout) :: p(:, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(4)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c16", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c8_5(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real64), pointer, contiguous, intent(inout) :: p(:, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(5)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c16", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c8_6(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real64), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(6)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c16", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_c8_7(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    complex(real64), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(7)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "c16", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_l1_0(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    logical(1), pointer, intent(inout) :: p
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(0)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "?", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_l1_1(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    logical(1), pointer, contiguous, intent(inout) :: p(:)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(1)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "?", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_l1_2(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    logical(1), pointer, contiguous, intent(inout) :: p(:, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(2)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "?", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_l1_3(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    logical(1), pointer, contiguous, intent(inout) :: p(:, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(3)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "?", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_l1_4(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    logical(1), pointer, contiguous, intent(inout) :: p(:, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(4)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "?", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_l1_5(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    logical(1), pointer, contiguous, intent(inout) :: p(:, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(5)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "?", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_l1_6(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    logical(1), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(6)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "?", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine get_l1_7(self, p, order, iostat, iomsg)
    class(npy_map), intent(in) :: self
    logical(1), pointer, contiguous, intent(inout) :: p(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    integer(int64) :: n(7)
    type(c_ptr) :: at
    type(read_job) :: job
    call where_mapped(self, "?", n, at, job, order)
    nullify (p)
    if (c_associated(at)) call c_f_pointer(at, p, n)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine
end module
