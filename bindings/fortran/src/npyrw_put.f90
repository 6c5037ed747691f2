! What is given arrays to write: one procedure for each kind, all doing the same.
! Made by generate.py; changes belong there.
module npyrw_put
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw_c, only: NPY_ERR_STATE
  use npyrw_base
  use npyrw_struct
  use npyrw_stream
  use npyrw_save
  use npyrw_writer
  use npyrw_archive
  implicit none
  private
  public :: save_npy, append_npy, npy_writer, npz_writer

  !> Saves an array of any kind and rank, a section too: in a file, or into a stream.
  interface save_npy
    module procedure savef_i1, savef_i2, savef_i4, savef_i8, savef_r4, savef_r8, savef_c4, &
      savef_c8, savef_l1, savef_l2, savef_l4, savef_l8, savef_ch, savef_st, &
      saves_i1, saves_i2, saves_i4, saves_i8, saves_r4, saves_r8, saves_c4, &
      saves_c8, saves_l1, saves_l2, saves_l4, saves_l8, saves_ch, saves_st
  end interface

  !> Adds one record behind the last one of a file, or makes the file: the new axis is the last.
  interface append_npy
    module procedure appendf_i1, appendf_i2, appendf_i4, appendf_i8, appendf_r4, appendf_r8, appendf_c4, &
      appendf_c8, appendf_l1, appendf_l2, appendf_l4, appendf_l8, appendf_ch, appendf_st
  end interface

  !> An array that is being written: npy_writer_base says more. create and append start a file of the kind of what they are
  !> given (its values do not matter); write adds the next record, or with as many axes as the file several; put writes a
  !> part anywhere in a file of fixed shape, many threads at once.
  type, extends(npy_writer_base) :: npy_writer
  contains
    procedure, private :: create_i1, create_i2, create_i4, create_i8, create_r4, create_r8, create_c4, &
      create_c8, create_l1, create_l2, create_l4, create_l8, create_ch, create_st, &
      creates_i1, creates_i2, creates_i4, creates_i8, creates_r4, creates_r8, creates_c4, &
      creates_c8, creates_l1, creates_l2, creates_l4, creates_l8, creates_ch, creates_st
    generic, public :: create => create_i1, create_i2, create_i4, create_i8, create_r4, create_r8, create_c4, &
      create_c8, create_l1, create_l2, create_l4, create_l8, create_ch, create_st, &
      creates_i1, creates_i2, creates_i4, creates_i8, creates_r4, creates_r8, creates_c4, &
      creates_c8, creates_l1, creates_l2, creates_l4, creates_l8, creates_ch, creates_st
    procedure, private :: appendw_i1, appendw_i2, appendw_i4, appendw_i8, appendw_r4, appendw_r8, appendw_c4, &
      appendw_c8, appendw_l1, appendw_l2, appendw_l4, appendw_l8, appendw_ch, appendw_st
    generic, public :: append => appendw_i1, appendw_i2, appendw_i4, appendw_i8, appendw_r4, appendw_r8, appendw_c4, &
      appendw_c8, appendw_l1, appendw_l2, appendw_l4, appendw_l8, appendw_ch, appendw_st
    procedure, private :: write_i1, write_i2, write_i4, write_i8, write_r4, write_r8, write_c4, &
      write_c8, write_l1, write_l2, write_l4, write_l8, write_ch, write_st
    generic, public :: write => write_i1, write_i2, write_i4, write_i8, write_r4, write_r8, write_c4, &
      write_c8, write_l1, write_l2, write_l4, write_l8, write_ch, write_st
    procedure, private :: put_i1, put_i2, put_i4, put_i8, put_r4, put_r8, put_c4, &
      put_c8, put_l1, put_l2, put_l4, put_l8, put_ch, put_st
    generic, public :: put => put_i1, put_i2, put_i4, put_i8, put_r4, put_r8, put_c4, &
      put_c8, put_l1, put_l2, put_l4, put_l8, put_ch, put_st
  end type

  !> An archive that is being written: npz_writer_base says more.
  type, extends(npz_writer_base) :: npz_writer
  contains
    procedure, private :: add_i1, add_i2, add_i4, add_i8, add_r4, add_r8, add_c4, &
      add_c8, add_l1, add_l2, add_l4, add_l8, add_ch, add_st
    generic, public :: add => add_i1, add_i2, add_i4, add_i8, add_r4, add_r8, add_c4, &
      add_c8, add_l1, add_l2, add_l4, add_l8, add_ch, add_st
  end type

contains

  subroutine savef_i1(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    integer(int8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_i2(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    integer(int16), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_i4(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    integer(int32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_i8(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    integer(int64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_r4(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    real(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_r8(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    real(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_c4(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    complex(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_c8(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    complex(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_l1(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    logical(1), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_l2(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    logical(2), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_l4(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    logical(4), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_l8(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    logical(8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_ch(filename, array, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    character(*), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine savef_st(filename, array, known, iostat, iomsg, order, dtype, casting, replace, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    character(*), intent(in), optional :: replace
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    type(*), dimension(..), target, intent(in) :: array
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(array, it)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call prepare(job, it, known%dtype(), 0, order, dtype, casting)
    call save_file(job, filename, replace, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine saves_i1(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    integer(int8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_i2(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    integer(int16), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_i4(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    integer(int32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_i8(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    integer(int64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_r4(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    real(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_r8(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    real(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_c4(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    complex(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_c8(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    complex(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_l1(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    logical(1), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_l2(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    logical(2), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_l4(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    logical(4), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_l8(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    logical(8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_ch(stream, array, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    character(*), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine saves_st(stream, array, known, iostat, iomsg, order, dtype, casting)
    class(npy_stream), target, intent(in) :: stream
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    type(write_job), target :: job
    type(*), dimension(..), target, intent(in) :: array
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(array, it)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call prepare(job, it, known%dtype(), 0, order, dtype, casting)
    call save_into(job, stream)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine appendf_i1(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    integer(int8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_i2(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    integer(int16), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_i4(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    integer(int32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_i8(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    integer(int64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_r4(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    real(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_r8(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    real(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_c4(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    complex(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_c8(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    complex(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_l1(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    logical(1), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_l2(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    logical(2), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_l4(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    logical(4), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_l8(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    logical(8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_ch(filename, array, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    character(*), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine appendf_st(filename, array, known, iostat, iomsg, order, dtype, casting, sync)
    character(*), intent(in) :: filename
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    type(write_job), target :: job
    type(*), dimension(..), target, intent(in) :: array
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(array, it)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call prepare(job, it, known%dtype(), 1, order, dtype, casting)
    call append_record(job, filename, sync)
    if (present(iomsg)) call explain(job%status, job%err, filename, iomsg)
    call report(job%status, job%err, filename, iostat)
  end subroutine

  subroutine create_i1(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int8), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_i2(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int16), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_i4(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int32), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_i8(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int64), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_r4(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real32), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_r8(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real64), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_c4(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real32), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_c8(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real64), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_l1(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(1), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_l2(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(2), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_l4(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(4), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_l8(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(8), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_ch(self, path, mold, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    character(*), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine create_st(self, path, mold, known, shape, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    type(*), dimension(..), target, intent(in) :: mold
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(mold, it)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call prepare(job, it, known%dtype(), 1, order, dtype, casting)
    call self%start_file(job, path, shape, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine creates_i1(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int8), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_i2(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int16), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_i4(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int32), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_i8(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int64), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_r4(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real32), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_r8(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real64), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_c4(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real32), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_c8(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real64), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_l1(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(1), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_l2(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(2), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_l4(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(4), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_l8(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(8), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_ch(self, stream, mold, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    character(*), dimension(..), target, intent(in) :: mold
    type(described) :: it
    call npyrwf_describe(mold, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine creates_st(self, stream, mold, known, shape, order, dtype, casting, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    type(*), dimension(..), target, intent(in) :: mold
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(mold, it)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call prepare(job, it, known%dtype(), 1, order, dtype, casting)
    call self%start_stream(job, stream, shape, order)
    if (present(iomsg)) call explain(job%status, job%err, "stream", iomsg)
    call report(job%status, job%err, "stream", iostat)
  end subroutine

  subroutine appendw_i1(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int8), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_i2(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int16), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_i4(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int32), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_i8(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int64), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_r4(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real32), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_r8(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real64), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_c4(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real32), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_c8(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real64), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_l1(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(1), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_l2(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(2), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_l4(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(4), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_l8(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(8), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_ch(self, path, record, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    character(*), dimension(..), target, intent(in) :: record
    type(described) :: it
    call npyrwf_describe(record, it)
    call prepare(job, it, "", 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine appendw_st(self, path, record, known, order, dtype, casting, sync, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order, dtype, casting
    logical, intent(in), optional :: sync
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    type(*), dimension(..), target, intent(in) :: record
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(record, it)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call prepare(job, it, known%dtype(), 1, order, dtype, casting)
    call self%start_append(job, path, order, sync)
    if (present(iomsg)) call explain(job%status, job%err, path, iomsg)
    call report(job%status, job%err, path, iostat)
  end subroutine

  subroutine write_i1(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_i2(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int16), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_i4(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_i8(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_r4(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_r8(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_c4(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_c8(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_l1(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(1), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_l2(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(2), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_l4(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(4), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_l8(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_ch(self, array, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    character(*), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine write_st(self, array, known, iostat, iomsg)
    class(npy_writer), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    type(*), dimension(..), target, intent(in) :: array
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(array, it)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call self%write_records(job, it)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_i1(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_i2(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int16), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_i4(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_i8(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_r4(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_r8(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_c4(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_c8(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_l1(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(1), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_l2(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(2), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_l4(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(4), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_l8(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_ch(self, array, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    character(*), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine put_st(self, array, known, start, iostat, iomsg)
    class(npy_writer), intent(in) :: self
    class(*), intent(in) :: start(:)
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    type(*), dimension(..), target, intent(in) :: array
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(array, it)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call self%write_slab(job, it, start)
    if (present(iomsg)) call explain(job%status, job%err, self%name_of(), iomsg)
    call report(job%status, job%err, self%name_of(), iostat)
  end subroutine

  subroutine add_i1(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_i2(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int16), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_i4(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_i8(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    integer(int64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_r4(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_r8(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    real(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_c4(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real32), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_c8(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    complex(real64), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_l1(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(1), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_l2(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(2), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_l4(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(4), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_l8(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    logical(8), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_ch(self, name, array, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    character(*), dimension(..), target, intent(in) :: array
    type(described) :: it
    call npyrwf_describe(array, it)
    call prepare(job, it, "", 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine

  subroutine add_st(self, name, array, known, order, dtype, casting, iostat, iomsg)
    class(npz_writer), intent(inout) :: self
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order, dtype, casting
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job), target :: job
    type(*), dimension(..), target, intent(in) :: array
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(array, it)
    if (known%dtype() == "") call refuse(job%status, job%err, NPY_ERR_STATE, "the npy_struct has no fields yet")
    call prepare(job, it, known%dtype(), 0, order, dtype, casting)
    call self%add_member(job, name)
    if (present(iomsg)) call explain(job%status, job%err, self%subject(name), iomsg)
    call report(job%status, job%err, self%subject(name), iostat)
  end subroutine
end module
