! load_npy, and load of files and archives: one procedure for each kind and rank, all doing the same.
! Made by generate.py; changes belong there.
module npyrw_load
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw_c, only: NPY_OK, NPY_ERR_STATE
  use npyrw_base, only: described, npyrwf_describe, refuse, explain
  use npyrw_struct
  use npyrw_reader
  implicit none
  private
  public :: load_npy, read_npy, npy_file, npz_reader

  !> An array in a file, opened for reading: npy_file_base says what it can do.
  type, extends(npy_file_base) :: npy_file
  contains
    procedure, private :: file_i1_0, file_i1_1, file_i1_2, file_i1_3, file_i1_4, file_i1_5, &
        file_i1_6, file_i1_7, file_i2_0, file_i2_1, file_i2_2, file_i2_3, &
        file_i2_4, file_i2_5, file_i2_6, file_i2_7, file_i4_0, file_i4_1, &
        file_i4_2, file_i4_3, file_i4_4, file_i4_5, file_i4_6, file_i4_7, &
        file_i8_0, file_i8_1, file_i8_2, file_i8_3, file_i8_4, file_i8_5, &
        file_i8_6, file_i8_7, file_r4_0, file_r4_1, file_r4_2, file_r4_3, &
        file_r4_4, file_r4_5, file_r4_6, file_r4_7, file_r8_0, file_r8_1, &
        file_r8_2, file_r8_3, file_r8_4, file_r8_5, file_r8_6, file_r8_7, &
        file_c4_0, file_c4_1, file_c4_2, file_c4_3, file_c4_4, file_c4_5, &
        file_c4_6, file_c4_7, file_c8_0, file_c8_1, file_c8_2, file_c8_3, &
        file_c8_4, file_c8_5, file_c8_6, file_c8_7, file_l1_0, file_l1_1, &
        file_l1_2, file_l1_3, file_l1_4, file_l1_5, file_l1_6, file_l1_7, &
        file_l2_0, file_l2_1, file_l2_2, file_l2_3, file_l2_4, file_l2_5, &
        file_l2_6, file_l2_7, file_l4_0, file_l4_1, file_l4_2, file_l4_3, &
        file_l4_4, file_l4_5, file_l4_6, file_l4_7, file_l8_0, file_l8_1, &
        file_l8_2, file_l8_3, file_l8_4, file_l8_5, file_l8_6, file_l8_7, &
        file_ch_0, file_ch_1, file_ch_2, file_ch_3, file_ch_4, file_ch_5, &
        file_ch_6, file_ch_7
    generic, public :: load => file_i1_0, file_i1_1, file_i1_2, file_i1_3, file_i1_4, file_i1_5, &
      file_i1_6, file_i1_7, file_i2_0, file_i2_1, file_i2_2, file_i2_3, &
      file_i2_4, file_i2_5, file_i2_6, file_i2_7, file_i4_0, file_i4_1, &
      file_i4_2, file_i4_3, file_i4_4, file_i4_5, file_i4_6, file_i4_7, &
      file_i8_0, file_i8_1, file_i8_2, file_i8_3, file_i8_4, file_i8_5, &
      file_i8_6, file_i8_7, file_r4_0, file_r4_1, file_r4_2, file_r4_3, &
      file_r4_4, file_r4_5, file_r4_6, file_r4_7, file_r8_0, file_r8_1, &
      file_r8_2, file_r8_3, file_r8_4, file_r8_5, file_r8_6, file_r8_7, &
      file_c4_0, file_c4_1, file_c4_2, file_c4_3, file_c4_4, file_c4_5, &
      file_c4_6, file_c4_7, file_c8_0, file_c8_1, file_c8_2, file_c8_3, &
      file_c8_4, file_c8_5, file_c8_6, file_c8_7, file_l1_0, file_l1_1, &
      file_l1_2, file_l1_3, file_l1_4, file_l1_5, file_l1_6, file_l1_7, &
      file_l2_0, file_l2_1, file_l2_2, file_l2_3, file_l2_4, file_l2_5, &
      file_l2_6, file_l2_7, file_l4_0, file_l4_1, file_l4_2, file_l4_3, &
      file_l4_4, file_l4_5, file_l4_6, file_l4_7, file_l8_0, file_l8_1, &
      file_l8_2, file_l8_3, file_l8_4, file_l8_5, file_l8_6, file_l8_7, &
      file_ch_0, file_ch_1, file_ch_2, file_ch_3, file_ch_4, file_ch_5, &
      file_ch_6, file_ch_7
    procedure, private :: readf_i1, readf_i2, readf_i4, readf_i8, readf_r4, readf_r8, readf_c4, &
      readf_c8, readf_l1, readf_l2, readf_l4, readf_l8, readf_ch, readf_st
    generic, public :: read => readf_i1, readf_i2, readf_i4, readf_i8, readf_r4, readf_r8, readf_c4, &
      readf_c8, readf_l1, readf_l2, readf_l4, readf_l8, readf_ch, readf_st
  end type

  !> An archive, opened for reading: npz_reader_base says what it can do.
  type, extends(npz_reader_base) :: npz_reader
  contains
    procedure, private :: member_i1_0, member_i1_1, member_i1_2, member_i1_3, member_i1_4, member_i1_5, &
        member_i1_6, member_i1_7, member_i2_0, member_i2_1, member_i2_2, member_i2_3, &
        member_i2_4, member_i2_5, member_i2_6, member_i2_7, member_i4_0, member_i4_1, &
        member_i4_2, member_i4_3, member_i4_4, member_i4_5, member_i4_6, member_i4_7, &
        member_i8_0, member_i8_1, member_i8_2, member_i8_3, member_i8_4, member_i8_5, &
        member_i8_6, member_i8_7, member_r4_0, member_r4_1, member_r4_2, member_r4_3, &
        member_r4_4, member_r4_5, member_r4_6, member_r4_7, member_r8_0, member_r8_1, &
        member_r8_2, member_r8_3, member_r8_4, member_r8_5, member_r8_6, member_r8_7, &
        member_c4_0, member_c4_1, member_c4_2, member_c4_3, member_c4_4, member_c4_5, &
        member_c4_6, member_c4_7, member_c8_0, member_c8_1, member_c8_2, member_c8_3, &
        member_c8_4, member_c8_5, member_c8_6, member_c8_7, member_l1_0, member_l1_1, &
        member_l1_2, member_l1_3, member_l1_4, member_l1_5, member_l1_6, member_l1_7, &
        member_l2_0, member_l2_1, member_l2_2, member_l2_3, member_l2_4, member_l2_5, &
        member_l2_6, member_l2_7, member_l4_0, member_l4_1, member_l4_2, member_l4_3, &
        member_l4_4, member_l4_5, member_l4_6, member_l4_7, member_l8_0, member_l8_1, &
        member_l8_2, member_l8_3, member_l8_4, member_l8_5, member_l8_6, member_l8_7, &
        member_ch_0, member_ch_1, member_ch_2, member_ch_3, member_ch_4, member_ch_5, &
        member_ch_6, member_ch_7
    generic, public :: load => member_i1_0, member_i1_1, member_i1_2, member_i1_3, member_i1_4, member_i1_5, &
      member_i1_6, member_i1_7, member_i2_0, member_i2_1, member_i2_2, member_i2_3, &
      member_i2_4, member_i2_5, member_i2_6, member_i2_7, member_i4_0, member_i4_1, &
      member_i4_2, member_i4_3, member_i4_4, member_i4_5, member_i4_6, member_i4_7, &
      member_i8_0, member_i8_1, member_i8_2, member_i8_3, member_i8_4, member_i8_5, &
      member_i8_6, member_i8_7, member_r4_0, member_r4_1, member_r4_2, member_r4_3, &
      member_r4_4, member_r4_5, member_r4_6, member_r4_7, member_r8_0, member_r8_1, &
      member_r8_2, member_r8_3, member_r8_4, member_r8_5, member_r8_6, member_r8_7, &
      member_c4_0, member_c4_1, member_c4_2, member_c4_3, member_c4_4, member_c4_5, &
      member_c4_6, member_c4_7, member_c8_0, member_c8_1, member_c8_2, member_c8_3, &
      member_c8_4, member_c8_5, member_c8_6, member_c8_7, member_l1_0, member_l1_1, &
      member_l1_2, member_l1_3, member_l1_4, member_l1_5, member_l1_6, member_l1_7, &
      member_l2_0, member_l2_1, member_l2_2, member_l2_3, member_l2_4, member_l2_5, &
      member_l2_6, member_l2_7, member_l4_0, member_l4_1, member_l4_2, member_l4_3, &
      member_l4_4, member_l4_5, member_l4_6, member_l4_7, member_l8_0, member_l8_1, &
      member_l8_2, member_l8_3, member_l8_4, member_l8_5, member_l8_6, member_l8_7, &
      member_ch_0, member_ch_1, member_ch_2, member_ch_3, member_ch_4, member_ch_5, &
      member_ch_6, member_ch_7
    procedure, private :: readm_i1, readm_i2, readm_i4, readm_i8, readm_r4, readm_r8, readm_c4, &
      readm_c8, readm_l1, readm_l2, readm_l4, readm_l8, readm_ch, readm_st
    generic, public :: read => readm_i1, readm_i2, readm_i4, readm_i8, readm_r4, readm_r8, readm_c4, &
      readm_c8, readm_l1, readm_l2, readm_l4, readm_l8, readm_ch, readm_st
  end type

  !> Loads a whole file, or what start, count and step pick of it, into an allocatable array or a scalar.
  interface load_npy
    module procedure path_i1_0, path_i1_1, path_i1_2, path_i1_3, path_i1_4, path_i1_5, &
      path_i1_6, path_i1_7, path_i2_0, path_i2_1, path_i2_2, path_i2_3, &
      path_i2_4, path_i2_5, path_i2_6, path_i2_7, path_i4_0, path_i4_1, &
      path_i4_2, path_i4_3, path_i4_4, path_i4_5, path_i4_6, path_i4_7, &
      path_i8_0, path_i8_1, path_i8_2, path_i8_3, path_i8_4, path_i8_5, &
      path_i8_6, path_i8_7, path_r4_0, path_r4_1, path_r4_2, path_r4_3, &
      path_r4_4, path_r4_5, path_r4_6, path_r4_7, path_r8_0, path_r8_1, &
      path_r8_2, path_r8_3, path_r8_4, path_r8_5, path_r8_6, path_r8_7, &
      path_c4_0, path_c4_1, path_c4_2, path_c4_3, path_c4_4, path_c4_5, &
      path_c4_6, path_c4_7, path_c8_0, path_c8_1, path_c8_2, path_c8_3, &
      path_c8_4, path_c8_5, path_c8_6, path_c8_7, path_l1_0, path_l1_1, &
      path_l1_2, path_l1_3, path_l1_4, path_l1_5, path_l1_6, path_l1_7, &
      path_l2_0, path_l2_1, path_l2_2, path_l2_3, path_l2_4, path_l2_5, &
      path_l2_6, path_l2_7, path_l4_0, path_l4_1, path_l4_2, path_l4_3, &
      path_l4_4, path_l4_5, path_l4_6, path_l4_7, path_l8_0, path_l8_1, &
      path_l8_2, path_l8_3, path_l8_4, path_l8_5, path_l8_6, path_l8_7, &
      path_ch_0, path_ch_1, path_ch_2, path_ch_3, path_ch_4, path_ch_5, &
      path_ch_6, path_ch_7
  end interface

  !> Reads a file into memory that is there, of any kind and rank, a section too.
  interface read_npy
    module procedure readp_i1, readp_i2, readp_i4, readp_i8, readp_r4, readp_r8, &
      readp_c4, readp_c8, readp_l1, readp_l2, readp_l4, readp_l8, &
      readp_ch, readp_st
  end interface

contains

  subroutine fetch_i1_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int8), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "i1", "i1", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i1_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int8), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i1_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i1_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int8), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i1_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i1_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int8), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i1_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i1_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int8), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "i1", "i1", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i1_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int8), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i1_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i1_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int8), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i1_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i1_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int8), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i1_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i1_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int8), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "i1", "i1", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i1_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int8), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i1_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i1_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int8), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i1_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i1_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int8), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i1_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i1_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int8), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "i1", "i1", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i1_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int8), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i1_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i1_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int8), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i1_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i1_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int8), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i1_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i1_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int8), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "i1", "i1", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i1_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i1_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i1_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i1_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i1_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i1_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i1_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int8), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "i1", "i1", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i1_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i1_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i1_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i1_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i1_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i1_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i1_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int8), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "i1", "i1", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i1_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i1_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i1_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i1_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i1_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i1_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i1_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int8), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "i1", "i1", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i1_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i1_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i1_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i1_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i1_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int8), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i1_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i2_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int16), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "i2", "i2", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i2_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int16), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i2_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i2_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int16), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i2_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i2_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int16), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i2_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i2_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int16), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "i2", "i2", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i2_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int16), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i2_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i2_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int16), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i2_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i2_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int16), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i2_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i2_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int16), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "i2", "i2", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i2_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int16), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i2_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i2_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int16), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i2_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i2_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int16), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i2_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i2_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int16), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "i2", "i2", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i2_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int16), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i2_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i2_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int16), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i2_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i2_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int16), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i2_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i2_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int16), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "i2", "i2", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i2_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i2_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i2_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i2_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i2_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i2_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i2_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int16), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "i2", "i2", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i2_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i2_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i2_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i2_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i2_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i2_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i2_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int16), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "i2", "i2", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i2_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i2_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i2_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i2_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i2_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i2_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i2_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int16), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "i2", "i2", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i2_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i2_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i2_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i2_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i2_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int16), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i2_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i4_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int32), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "i4", "i4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i4_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int32), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i4_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int32), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i4_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int32), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i4_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int32), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "i4", "i4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i4_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int32), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i4_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int32), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i4_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int32), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i4_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int32), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "i4", "i4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i4_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int32), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i4_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int32), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i4_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int32), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i4_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int32), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "i4", "i4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i4_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int32), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i4_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int32), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i4_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int32), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i4_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int32), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "i4", "i4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i4_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i4_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i4_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i4_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int32), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "i4", "i4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i4_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i4_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i4_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i4_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int32), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "i4", "i4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i4_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i4_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i4_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i4_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int32), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "i4", "i4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i4_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i4_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i4_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int32), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i8_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int64), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "i8", "i8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i8_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int64), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i8_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int64), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i8_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int64), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i8_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int64), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "i8", "i8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i8_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int64), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i8_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int64), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i8_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int64), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i8_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int64), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "i8", "i8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i8_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int64), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i8_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int64), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i8_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int64), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i8_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int64), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "i8", "i8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i8_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int64), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i8_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int64), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i8_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int64), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i8_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int64), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "i8", "i8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i8_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i8_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i8_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i8_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int64), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "i8", "i8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i8_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i8_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i8_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i8_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int64), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "i8", "i8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i8_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i8_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i8_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_i8_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    integer(int64), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "i8", "i8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_i8_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_i8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_i8_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_i8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_i8_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer(int64), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_i8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r4_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real32), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "f4", "f4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r4_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real32), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r4_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real32), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r4_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real32), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r4_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real32), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "f4", "f4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r4_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real32), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r4_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real32), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r4_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real32), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r4_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real32), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "f4", "f4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r4_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real32), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r4_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real32), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r4_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real32), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r4_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real32), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "f4", "f4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r4_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real32), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r4_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real32), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r4_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real32), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r4_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real32), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "f4", "f4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r4_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real32), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r4_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real32), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r4_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real32), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r4_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real32), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "f4", "f4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r4_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real32), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r4_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real32), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r4_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real32), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r4_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real32), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "f4", "f4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r4_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r4_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r4_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r4_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real32), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "f4", "f4", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r4_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r4_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r4_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r8_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real64), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "f8", "f8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r8_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real64), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r8_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real64), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r8_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real64), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r8_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real64), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "f8", "f8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r8_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real64), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r8_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real64), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r8_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real64), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r8_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real64), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "f8", "f8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r8_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real64), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r8_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real64), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r8_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real64), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r8_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real64), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "f8", "f8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r8_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real64), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r8_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real64), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r8_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real64), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r8_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real64), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "f8", "f8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r8_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real64), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r8_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real64), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r8_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real64), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r8_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real64), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "f8", "f8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r8_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real64), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r8_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real64), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r8_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real64), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r8_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real64), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "f8", "f8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r8_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r8_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r8_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_r8_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    real(real64), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "f8", "f8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_r8_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    real(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_r8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_r8_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    real(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_r8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_r8_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    real(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_r8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c4_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real32), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "c8", "c8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c4_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real32), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c4_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real32), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c4_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real32), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c4_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real32), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "c8", "c8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c4_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real32), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c4_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real32), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c4_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real32), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c4_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real32), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "c8", "c8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c4_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real32), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c4_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real32), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c4_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real32), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c4_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real32), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "c8", "c8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c4_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real32), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c4_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real32), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c4_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real32), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c4_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real32), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "c8", "c8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c4_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c4_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c4_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c4_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real32), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "c8", "c8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c4_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c4_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c4_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c4_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real32), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "c8", "c8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c4_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c4_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c4_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c4_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real32), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "c8", "c8", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c4_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c4_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c4_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real32), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c8_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real64), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "c16", "c16", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c8_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real64), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c8_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real64), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c8_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real64), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c8_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real64), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "c16", "c16", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c8_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real64), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c8_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real64), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c8_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real64), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c8_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real64), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "c16", "c16", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c8_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real64), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c8_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real64), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c8_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real64), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c8_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real64), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "c16", "c16", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c8_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real64), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c8_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real64), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c8_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real64), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c8_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real64), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "c16", "c16", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c8_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c8_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c8_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c8_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real64), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "c16", "c16", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c8_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c8_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c8_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c8_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real64), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "c16", "c16", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c8_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c8_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c8_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_c8_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    complex(real64), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "c16", "c16", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_c8_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_c8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_c8_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_c8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_c8_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    complex(real64), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_c8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l1_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(1), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "?", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l1_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(1), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l1_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l1_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(1), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l1_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l1_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(1), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l1_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l1_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(1), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "?", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l1_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(1), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l1_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l1_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(1), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l1_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l1_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(1), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l1_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l1_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(1), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "?", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l1_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(1), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l1_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l1_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(1), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l1_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l1_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(1), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l1_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l1_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(1), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "?", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l1_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(1), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l1_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l1_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(1), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l1_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l1_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(1), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l1_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l1_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(1), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "?", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l1_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(1), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l1_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l1_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(1), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l1_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l1_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(1), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l1_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l1_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(1), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "?", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l1_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(1), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l1_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l1_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(1), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l1_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l1_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(1), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l1_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l1_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(1), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "?", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l1_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(1), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l1_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l1_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(1), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l1_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l1_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(1), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l1_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l1_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(1), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "?", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l1_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(1), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l1_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l1_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(1), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l1_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l1_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(1), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l1_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l2_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(2), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "i2", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l2_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(2), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l2_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l2_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(2), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l2_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l2_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(2), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l2_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l2_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(2), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "i2", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l2_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(2), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l2_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l2_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(2), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l2_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l2_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(2), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l2_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l2_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(2), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "i2", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l2_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(2), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l2_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l2_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(2), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l2_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l2_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(2), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l2_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l2_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(2), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "i2", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l2_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(2), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l2_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l2_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(2), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l2_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l2_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(2), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l2_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l2_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(2), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "i2", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l2_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(2), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l2_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l2_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(2), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l2_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l2_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(2), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l2_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l2_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(2), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "i2", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l2_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(2), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l2_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l2_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(2), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l2_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l2_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(2), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l2_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l2_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(2), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "i2", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l2_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(2), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l2_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l2_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(2), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l2_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l2_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(2), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l2_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l2_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(2), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "i2", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l2_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(2), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l2_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l2_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(2), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l2_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l2_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(2), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l2_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l4_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(4), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "i4", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l4_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(4), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l4_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(4), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l4_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(4), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l4_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l4_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(4), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "i4", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l4_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(4), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l4_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(4), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l4_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(4), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l4_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l4_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(4), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "i4", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l4_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(4), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l4_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(4), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l4_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(4), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l4_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l4_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(4), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "i4", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l4_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(4), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l4_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(4), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l4_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(4), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l4_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l4_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(4), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "i4", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l4_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(4), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l4_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(4), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l4_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(4), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l4_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l4_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(4), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "i4", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l4_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(4), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l4_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(4), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l4_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(4), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l4_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l4_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(4), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "i4", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l4_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(4), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l4_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(4), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l4_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(4), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l4_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l4_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(4), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "i4", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l4_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(4), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l4_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(4), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l4_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(4), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l4_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l8_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(8), target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "i8", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l8_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(8), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l8_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(8), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l8_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(8), intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l8_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l8_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(8), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "i8", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l8_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(8), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l8_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(8), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l8_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(8), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l8_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l8_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(8), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "i8", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l8_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(8), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l8_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(8), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l8_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(8), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l8_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l8_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(8), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "i8", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l8_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(8), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l8_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(8), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l8_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(8), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l8_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l8_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(8), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "i8", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l8_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(8), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l8_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(8), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l8_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(8), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l8_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l8_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(8), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "i8", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l8_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(8), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l8_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(8), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l8_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(8), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l8_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l8_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(8), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "i8", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l8_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(8), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l8_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(8), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l8_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(8), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l8_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_l8_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    logical(8), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "i8", "?", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1)) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_l8_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    logical(8), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_l8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_l8_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    logical(8), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_l8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_l8_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    logical(8), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_l8_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_ch_0(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    character(:), allocatable, target, intent(inout) :: a
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(0)
    type(described) :: to
    call ask(job, "", "", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (len(a) /= job%width) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (character(job%width) :: a, stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_ch_0(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    character(:), allocatable, intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_ch_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_ch_0(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    character(:), allocatable, intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_ch_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_ch_0(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    character(:), allocatable, intent(inout) :: array
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_ch_0(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_ch_1(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    character(:), allocatable, target, intent(inout) :: a(:)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(1)
    type(described) :: to
    call ask(job, "", "", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1) .or. len(a) /= job%width) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (character(job%width) :: a(n(1)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_ch_1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    character(:), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_ch_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_ch_1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    character(:), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_ch_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_ch_1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    character(:), allocatable, intent(inout) :: array(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_ch_1(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_ch_2(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    character(:), allocatable, target, intent(inout) :: a(:, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(2)
    type(described) :: to
    call ask(job, "", "", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1) .or. len(a) /= job%width) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (character(job%width) :: a(n(1), n(2)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_ch_2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    character(:), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_ch_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_ch_2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    character(:), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_ch_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_ch_2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    character(:), allocatable, intent(inout) :: array(:, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_ch_2(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_ch_3(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    character(:), allocatable, target, intent(inout) :: a(:, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(3)
    type(described) :: to
    call ask(job, "", "", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1) .or. len(a) /= job%width) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (character(job%width) :: a(n(1), n(2), n(3)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_ch_3(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    character(:), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_ch_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_ch_3(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    character(:), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_ch_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_ch_3(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    character(:), allocatable, intent(inout) :: array(:, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_ch_3(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_ch_4(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    character(:), allocatable, target, intent(inout) :: a(:, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(4)
    type(described) :: to
    call ask(job, "", "", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1) .or. len(a) /= job%width) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (character(job%width) :: a(n(1), n(2), n(3), n(4)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_ch_4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    character(:), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_ch_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_ch_4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    character(:), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_ch_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_ch_4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    character(:), allocatable, intent(inout) :: array(:, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_ch_4(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_ch_5(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    character(:), allocatable, target, intent(inout) :: a(:, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(5)
    type(described) :: to
    call ask(job, "", "", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1) .or. len(a) /= job%width) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (character(job%width) :: a(n(1), n(2), n(3), n(4), n(5)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_ch_5(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    character(:), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_ch_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_ch_5(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    character(:), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_ch_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_ch_5(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    character(:), allocatable, intent(inout) :: array(:, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_ch_5(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_ch_6(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    character(:), allocatable, target, intent(inout) :: a(:, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(6)
    type(described) :: to
    call ask(job, "", "", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1) .or. len(a) /= job%width) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (character(job%width) :: a(n(1), n(2), n(3), n(4), n(5), n(6)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_ch_6(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    character(:), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_ch_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_ch_6(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    character(:), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_ch_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_ch_6(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    character(:), allocatable, intent(inout) :: array(:, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_ch_6(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine fetch_ch_7(job, a, order, start, count, step, casting, field, threads)
    type(read_job), target, intent(inout) :: job
    character(:), allocatable, target, intent(inout) :: a(:, :, :, :, :, :, :)
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    integer(int64) :: n(7)
    type(described) :: to
    call ask(job, "", "", n, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) then
      if (allocated(a)) then
        if (any(shape(a, int64) /= n) .or. any(lbound(a) /= 1) .or. len(a) /= job%width) deallocate (a)
      end if
      if (.not. allocated(a)) then
        allocate (character(job%width) :: a(n(1), n(2), n(3), n(4), n(5), n(6), n(7)), stat=job%failed)
        job%fresh = .true.
        if (job%failed /= 0) call no_memory(job)
      end if
    end if
    if (job%status == NPY_OK) then
      call npyrwf_describe(a, to)
      call receive(job, to)
    end if
  end subroutine

  subroutine path_ch_7(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    character(:), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_path(job, filename)
    call fetch_ch_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine file_ch_7(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    character(:), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call borrow(job, self)
    call fetch_ch_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine member_ch_7(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    character(:), allocatable, intent(inout) :: array(:, :, :, :, :, :, :)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    call open_member(job, self, name)
    call fetch_ch_7(job, array, order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_i1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int8), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_i2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int16), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_i4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int32), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_i8(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int64), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_r4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    real(real32), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_r8(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    real(real64), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_c4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    complex(real32), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_c8(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    complex(real64), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_l1(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(1), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_l2(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(2), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_l4(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(4), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_l8(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(8), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_ch(self, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    character(*), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readf_st(self, array, known, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npy_file), intent(in) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    type(*), dimension(..), target, intent(inout) :: array
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(array, it)
    call borrow(job, self)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call fill(job, it, known%dtype(), order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_i1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int8), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_i2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int16), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_i4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int32), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_i8(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int64), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_r4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    real(real32), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_r8(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    real(real64), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_c4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    complex(real32), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_c8(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    complex(real64), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_l1(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(1), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_l2(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(2), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_l4(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(4), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_l8(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(8), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_ch(self, name, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    character(*), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readm_st(self, name, array, known, iostat, iomsg, order, start, count, step, casting, field, threads)
    class(npz_reader), intent(in) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    type(*), dimension(..), target, intent(inout) :: array
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_member(job, self, name)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call fill(job, it, known%dtype(), order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_i1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int8), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_i2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int16), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_i4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int32), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_i8(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    integer(int64), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_r4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    real(real32), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_r8(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    real(real64), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_c4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    complex(real32), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_c8(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    complex(real64), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_l1(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(1), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_l2(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(2), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_l4(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(4), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_l8(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    logical(8), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_ch(filename, array, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    character(*), dimension(..), target, intent(inout) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    call fill(job, it, "", order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine

  subroutine readp_st(filename, array, known, iostat, iomsg, order, start, count, step, casting, field, threads)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, casting, field
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer, intent(in), optional :: threads
    type(read_job), target :: job
    type(*), dimension(..), target, intent(inout) :: array
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(array, it)
    call open_path(job, filename)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call fill(job, it, known%dtype(), order, start, count, step, casting, field, threads)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end subroutine
end module
