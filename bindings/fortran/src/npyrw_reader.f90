! Reading: files and archives, and what one read goes through.
module npyrw_reader
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: int64
  use npyrw_c
  use npyrw_base
  use npyrw_stream
  implicit none
  private
  public :: npy_file_base, npz_reader_base, npy_map_base, read_job
  public :: open_path, open_member, borrow, ask, receive, fill, no_memory, done, where_mapped

  !> An array that is open for reading. One that is not written to (opened, closed, moved on) may be used by many
  !> threads at once. A copy of it is not open: hand it on as an argument.
  type :: npy_file_base
    private
    type(owned) :: own
    character(:), allocatable :: name
  contains
    procedure, private :: open_file, open_stream, copy_file
    generic, public :: open => open_file, open_stream
    generic, public :: assignment(=) => copy_file
    procedure, public :: is_open => file_is_open
    procedure, public :: next => file_next
    procedure, public :: rank => file_rank
    procedure, public :: shape => file_shape
    procedure, public :: dtype => file_dtype
    procedure, public :: order => file_order
    procedure, public :: close => file_close
    final :: end_file
  end type

  !> An archive that is open for reading; for threads and copies as npy_file_base.
  type :: npz_reader_base
    private
    type(owned) :: own
    character(:), allocatable :: name
  contains
    procedure, private :: copy_archive
    generic, public :: assignment(=) => copy_archive
    procedure, public :: open => archive_open
    procedure, public :: is_open => archive_is_open
    procedure, public :: count => archive_count
    procedure, public :: names => archive_names
    procedure, public :: contains => archive_contains
    procedure, public :: get => archive_get
    procedure, public :: verify => archive_verify
    procedure, public :: close => archive_close
    final :: end_archive
  end type

  !> A map. Pointers into it are good until it is closed.
  type :: npy_map_base
    private
    type(owned) :: own
    character(:), allocatable :: name
  contains
    procedure, private :: copy_map
    generic, public :: assignment(=) => copy_map
    procedure, public :: open => map_open
    procedure, public :: create => map_create
    procedure, public :: is_open => map_is_open
    procedure, public :: address => map_address
    procedure, public :: shape => map_shape
    procedure, public :: flush => map_flush
    procedure, public :: close => map_close
    final :: end_map
  end type

  !> One read, from what was asked for to what is told of it.
  type :: read_job
    type(c_ptr) :: reader = c_null_ptr
    logical :: owned = .false.
    !> The memory was allocated for this read.
    logical :: fresh = .false.
    character(:), allocatable :: subject
    integer(c_int32_t) :: status = NPY_OK
    integer :: failed = 0
    type(npy_error) :: err
    type(npy_request) :: request
    type(npy_slice) :: slices(15)
    integer(c_int64_t) :: strides(15) = 0
    integer(int64) :: extents(15) = 0
    integer :: rank = 0
    character(kind=c_char), allocatable :: dtype(:), field(:), texts(:)
    !> Bytes of a text; -1 for what is no text.
    integer(int64) :: width = -1
  end type

  interface
    module subroutine open_path(job, path)
      type(read_job), intent(inout) :: job
      character(*), intent(in) :: path
    end subroutine
    module subroutine open_member(job, archive, name)
      type(read_job), intent(inout) :: job
      class(npz_reader_base), intent(in) :: archive
      character(*), intent(in) :: name
    end subroutine
    module subroutine borrow(job, file)
      type(read_job), intent(inout) :: job
      class(npy_file_base), intent(in) :: file
    end subroutine
    !> Says what is wanted, and learns its extents in Fortran's order of axes. `asked` is the dtype in memory, `wanted`
    !> that of the file; both empty: texts.
    module subroutine ask(job, asked, wanted, extents, order, start, count, step, casting, field, threads)
      type(read_job), target, intent(inout) :: job
      character(*), intent(in) :: asked, wanted
      integer(int64), intent(out) :: extents(:)
      character(*), intent(in), optional :: order, casting, field
      class(*), intent(in), optional :: start(:), count(:), step(:)
      integer, intent(in), optional :: threads
    end subroutine
    !> Reads it, into memory of those extents.
    module subroutine receive(job, to)
      type(read_job), target, intent(inout) :: job
      type(described), intent(in) :: to
    end subroutine
    !> Both, for memory that is there. `dtype` is what its elements are if they are of no intrinsic type, else empty.
    module subroutine fill(job, to, dtype, order, start, count, step, casting, field, threads)
      type(read_job), target, intent(inout) :: job
      type(described), intent(in) :: to
      character(*), intent(in) :: dtype
      character(*), intent(in), optional :: order, casting, field
      class(*), intent(in), optional :: start(:), count(:), step(:)
      integer, intent(in), optional :: threads
    end subroutine
    module subroutine no_memory(job)
      type(read_job), intent(inout) :: job
    end subroutine
    !> Closes what the job opened, and tells how it went.
    module subroutine done(job, iostat)
      type(read_job), intent(inout) :: job
      integer, intent(out), optional :: iostat
    end subroutine

    module subroutine open_file(self, path, iostat, iomsg)
      class(npy_file_base), intent(inout) :: self
      character(*), intent(in) :: path
      integer, intent(out), optional :: iostat
      character(:), allocatable, intent(out), optional :: iomsg
    end subroutine
    module subroutine open_stream(self, stream, iostat, iomsg)
      class(npy_file_base), intent(inout) :: self
      class(npy_stream), target, intent(in) :: stream
      integer, intent(out), optional :: iostat
      character(:), allocatable, intent(out), optional :: iomsg
    end subroutine
    impure elemental module subroutine copy_file(left, right)
      class(npy_file_base), intent(inout) :: left
      class(npy_file_base), intent(in) :: right
    end subroutine
    module function file_is_open(self) result(yes)
      class(npy_file_base), intent(in) :: self
      logical :: yes
    end function
    !> Goes on to the array behind this one; behind the last one iostat is iostat_end.
    module subroutine file_next(self, iostat, iomsg)
      class(npy_file_base), intent(inout) :: self
      integer, intent(out), optional :: iostat
      character(:), allocatable, intent(out), optional :: iomsg
    end subroutine
    !> How many axes; -1 if it is not open.
    module function file_rank(self) result(rank)
      class(npy_file_base), intent(in) :: self
      integer :: rank
    end function
    !> The extents; with order='C' backwards.
    module function file_shape(self, order) result(extents)
      class(npy_file_base), intent(in) :: self
      character(*), intent(in), optional :: order
      integer(int64), allocatable :: extents(:)
    end function
    !> The dtype as NumPy writes it, such as <f8; empty if it is not open.
    module function file_dtype(self) result(text)
      class(npy_file_base), intent(in) :: self
      character(:), allocatable :: text
    end function
    !> How it lies in the file: 'C' or 'F'.
    module function file_order(self) result(order)
      class(npy_file_base), intent(in) :: self
      character(1) :: order
    end function
    impure elemental module subroutine file_close(self)
      class(npy_file_base), intent(inout) :: self
    end subroutine
    impure elemental module subroutine end_file(self)
      type(npy_file_base), intent(inout) :: self
    end subroutine

    module subroutine archive_open(self, path, iostat, iomsg)
      class(npz_reader_base), intent(inout) :: self
      character(*), intent(in) :: path
      integer, intent(out), optional :: iostat
      character(:), allocatable, intent(out), optional :: iomsg
    end subroutine
    impure elemental module subroutine copy_archive(left, right)
      class(npz_reader_base), intent(inout) :: left
      class(npz_reader_base), intent(in) :: right
    end subroutine
    module function archive_is_open(self) result(yes)
      class(npz_reader_base), intent(in) :: self
      logical :: yes
    end function
    module function archive_count(self) result(n)
      class(npz_reader_base), intent(in) :: self
      integer :: n
    end function
    module function archive_contains(self, name) result(yes)
      class(npz_reader_base), intent(in) :: self
      character(*), intent(in) :: name
      logical :: yes
    end function
    !> Opens the member `name` as a file; the archive may be closed meanwhile.
    module subroutine archive_get(self, name, file, iostat, iomsg)
      class(npz_reader_base), intent(in) :: self
      character(*), intent(in) :: name
      class(npy_file_base), intent(inout) :: file
      integer, intent(out), optional :: iostat
      character(:), allocatable, intent(out), optional :: iomsg
    end subroutine
    !> Reads everything, and holds it against its checksums.
    module subroutine archive_verify(self, iostat, iomsg)
      class(npz_reader_base), intent(in) :: self
      integer, intent(out), optional :: iostat
      character(:), allocatable, intent(out), optional :: iomsg
    end subroutine
    impure elemental module subroutine archive_close(self)
      class(npz_reader_base), intent(inout) :: self
    end subroutine
    impure elemental module subroutine end_archive(self)
      type(npz_reader_base), intent(inout) :: self
    end subroutine

    !> Maps a file: mode 'r' to read, 'r+' to write into the file, 'c' to write without changing the file.
    module subroutine map_open(self, path, mode, iostat, iomsg)
      class(npy_map_base), intent(inout) :: self
      character(*), intent(in) :: path
      character(*), intent(in), optional :: mode
      integer, intent(out), optional :: iostat
      character(:), allocatable, intent(out), optional :: iomsg
    end subroutine
    !> Makes a file of zeros and maps it for writing.
    module subroutine map_create(self, path, dtype, shape, order, iostat, iomsg)
      class(npy_map_base), intent(inout) :: self
      character(*), intent(in) :: path, dtype
      class(*), intent(in) :: shape(:)
      character(*), intent(in), optional :: order
      integer, intent(out), optional :: iostat
      character(:), allocatable, intent(out), optional :: iomsg
    end subroutine
    impure elemental module subroutine copy_map(left, right)
      class(npy_map_base), intent(inout) :: left
      class(npy_map_base), intent(in) :: right
    end subroutine
    module function map_is_open(self) result(yes)
      class(npy_map_base), intent(in) :: self
      logical :: yes
    end function
    !> The first element, for what `get` has no kind for: c_f_pointer makes it a pointer.
    module function map_address(self) result(at)
      class(npy_map_base), intent(in) :: self
      type(c_ptr) :: at
    end function
    module function map_shape(self, order) result(extents)
      class(npy_map_base), intent(in) :: self
      character(*), intent(in), optional :: order
      integer(int64), allocatable :: extents(:)
    end function
    !> Where the elements are, if they are of this dtype, rank and order; else NULL, and extents of 0.
    module subroutine where_mapped(self, dtype, extents, at, job, order)
      class(npy_map_base), intent(in) :: self
      character(*), intent(in) :: dtype
      integer(int64), intent(out) :: extents(:)
      type(c_ptr), intent(out) :: at
      type(read_job), intent(inout) :: job
      character(*), intent(in), optional :: order
    end subroutine
    !> Waits until what was written is on the disk.
    module subroutine map_flush(self, iostat, iomsg)
      class(npy_map_base), intent(in) :: self
      integer, intent(out), optional :: iostat
      character(:), allocatable, intent(out), optional :: iomsg
    end subroutine
    impure elemental module subroutine map_close(self)
      class(npy_map_base), intent(inout) :: self
    end subroutine
    impure elemental module subroutine end_map(self)
      type(npy_map_base), intent(inout) :: self
    end subroutine
  end interface

contains

  !> The keys, as np.load has them, in the order of the archive; all as long as the longest.
  ! Here, because gfortran 12 dies of a result like this in a submodule.
  function archive_names(self) result(names)
    class(npz_reader_base), intent(in) :: self
    character(:), allocatable :: names(:)
    type(npz_member_info) :: member
    integer(int64) :: i, many, longest
    many = npz_count(kept(self%own))
    longest = 0
    do i = 0, many - 1
      if (npz_member_at(kept(self%own), i, member) == NPY_OK) longest = max(longest, member%name_length)
    end do
    allocate (character(longest) :: names(many))
    do i = 0, many - 1
      names(i + 1) = ""
      if (npz_member_at(kept(self%own), i, member) == NPY_OK) names(i + 1) = fortran_text(member%name, member%name_length)
    end do
  end function
end module
