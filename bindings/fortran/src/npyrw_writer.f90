! Writing piece by piece, and files that grow.
module npyrw_writer
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: int64
  use npyrw_c
  use npyrw_base
  use npyrw_stream
  use npyrw_save
  implicit none
  private
  public :: npy_writer_base

  !> An array that is being written. What is not closed is given up. A copy of it is not open.
  type :: npy_writer_base
    private
    type(owned) :: own
    character(:), allocatable :: name, memory
    character(kind=c_char) :: way = 'F'
    integer :: ndim = 0
    integer(int64) :: elem_len = 0
  contains
    procedure, private :: copy
    generic, public :: assignment(=) => copy
    procedure, public :: start_file, start_stream, start_append, write_records, write_slab
    procedure, public :: is_open
    procedure, public :: name_of, written
    procedure, public :: flush => flush_records
    procedure, public :: close => close_writer
    procedure, public :: discard
    final :: end_writer
  end type

contains

  !> Starts a file of what was prepared. `shape` is in Fortran's order of axes, in either order; the last may be -1, to grow.
  subroutine start_file(self, job, path, shape, order, sync)
    class(npy_writer_base), intent(inout) :: self
    type(write_job), target, intent(inout) :: job
    character(*), intent(in) :: path
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order
    logical, intent(in), optional :: sync
    type(c_ptr) :: handle
    handle = c_null_ptr
    call begin(self, job, path, order, sync, shape)
    if (job%status == NPY_OK) job%status = npy_create(c_text(path), job%spec, handle, job%err)
    call keep(self%own, handle)
  end subroutine

  !> The same into a stream; no axis can grow there.
  subroutine start_stream(self, job, stream, shape, order)
    class(npy_writer_base), intent(inout) :: self
    type(write_job), target, intent(inout) :: job
    class(npy_stream), target, intent(in) :: stream
    class(*), intent(in) :: shape(:)
    character(*), intent(in), optional :: order
    type(npy_sink) :: sink
    type(c_ptr) :: handle
    handle = c_null_ptr
    call begin(self, job, "stream", order, shape=shape)
    if (job%status == NPY_OK) then
      sink = as_sink(stream)
      job%status = npy_create_sink(sink, job%spec, handle, job%err)
      if (job%status /= NPY_OK) call forget(sink%context)
    end if
    call keep(self%own, handle)
  end subroutine

  !> Opens a file of records like the one prepared to add more behind its last one, or makes it.
  subroutine start_append(self, job, path, order, sync)
    class(npy_writer_base), intent(inout) :: self
    type(write_job), target, intent(inout) :: job
    character(*), intent(in) :: path
    character(*), intent(in), optional :: order
    logical, intent(in), optional :: sync
    type(c_ptr) :: handle
    handle = c_null_ptr
    call begin(self, job, path, order, sync)
    if (job%status == NPY_OK) job%status = npy_append(c_text(path), job%spec, handle, job%err)
    call keep(self%own, handle)
  end subroutine

  subroutine begin(self, job, name, order, sync, shape)
    class(npy_writer_base), intent(inout) :: self
    type(write_job), target, intent(inout) :: job
    character(*), intent(in) :: name
    character(*), intent(in), optional :: order
    logical, intent(in), optional :: sync
    class(*), intent(in), optional :: shape(:)
    integer :: i, n
    call self%discard()
    self%name = trim(name)
    if (job%status /= NPY_OK) return
    call choose_order(order, self%way, job%status, job%err)
    self%memory = text_of(job%from%dtype)
    self%elem_len = job%from%elem_len
    if (present(sync)) job%spec%sync = merge(1, 0, sync)
    if (present(shape)) then
      n = size(shape)
      call check_list(shape, "shape", n, job%status, job%err)
      if (n < 1 .or. n > 15) call refuse(job%status, job%err, NPY_ERR_SHAPE, "shape has 1 to 15 axes")
      if (job%status /= NPY_OK) return
      do i = 1, n
        job%shape(merge(i, n + 1 - i, self%way == 'F')) = whole(shape, i)
      end do
      job%spec%ndim = n
      job%spec%order = self%way
      if (n == 1) job%spec%order = 'C'
    end if
    self%ndim = job%spec%ndim
  end subroutine

  !> Looks at what is to be written: of the kind that the file was started with, and of these many axes.
  subroutine look(self, job, from, least, rows)
    class(npy_writer_base), intent(in) :: self
    type(write_job), target, intent(inout) :: job
    type(described), intent(in) :: from
    integer, intent(in) :: least
    integer(int64), intent(out) :: rows
    integer :: rank
    rows = 1
    job%from = from
    rank = job%from%rank
    if (.not. keeps(self%own)) then
      call refuse(job%status, job%err, NPY_ERR_STATE, "the file is not open")
    else if (text_of(job%from%dtype) /= self%memory .or. job%from%elem_len /= self%elem_len) then
      call refuse(job%status, job%err, NPY_ERR_DTYPE, "the file was started for " // self%memory // " of " // &
        decimal(self%elem_len) // " bytes; found " // text_of(job%from%dtype) // " of " // decimal(job%from%elem_len))
    else if (rank < least .or. rank > self%ndim) then
      call refuse(job%status, job%err, NPY_ERR_SHAPE, "the file has " // decimal(int(self%ndim, int64)) // &
        " axes, the array " // decimal(int(rank, int64)))
    end if
    if (job%status /= NPY_OK) return
    job%data = job%from%base
    if (job%from%kind == 'S') call pack_texts(job)
    if (rank == self%ndim) rows = job%from%shape(rank)
    call lay_out(job, self%way, self%ndim - rank)
  end subroutine

  !> Writes the next record, or with as many axes as the file the next size(a, rank) records.
  subroutine write_records(self, job, from)
    class(npy_writer_base), intent(inout) :: self
    type(write_job), target, intent(inout) :: job
    type(described), intent(in) :: from
    type(npy_info) :: info
    integer(int64) :: rows
    integer :: slowest
    call look(self, job, from, self%ndim - 1, rows)
    if (job%status == NPY_OK) job%status = npy_writer_info(kept(self%own), info, job%err)
    if (job%status == NPY_OK) then
      slowest = merge(1, self%ndim, self%way == 'C')
      job%shape(slowest) = info%shape(slowest)
      if (any(job%shape(:self%ndim) /= info%shape(:self%ndim))) call refuse(job%status, job%err, NPY_ERR_SHAPE, &
        "the records are others: " // shape_text(info%shape(:self%ndim)) // ", and the array " // &
        shape_text(job%from%shape(:job%from%rank)))
    end if
    if (job%status == NPY_OK) job%status = npy_write_rows(kept(self%own), rows, job%data, job%strides, job%err)
  end subroutine

  !> Writes a part anywhere in a file of fixed shape: from the element `start` on. Many threads may do so at once.
  subroutine write_slab(self, job, from, start)
    class(npy_writer_base), intent(in) :: self
    type(write_job), target, intent(inout) :: job
    type(described), intent(in) :: from
    class(*), intent(in) :: start(:)
    type(npy_info) :: info
    type(npy_slice) :: slices(15)
    integer(int64) :: rows, first
    integer :: i, at
    call look(self, job, from, self%ndim, rows)
    call check_list(start, "start", self%ndim, job%status, job%err)
    if (job%status == NPY_OK) job%status = npy_writer_info(kept(self%own), info, job%err)
    do i = 1, self%ndim
      if (job%status /= NPY_OK) exit
      first = whole(start, i)
      at = merge(i, self%ndim + 1 - i, self%way == 'F')
      if (first < 1 .or. first - 1 > info%shape(at) - job%from%shape(i)) call refuse(job%status, job%err, NPY_ERR_SHAPE, &
        "axis " // decimal(int(i, int64)) // ": " // decimal(job%from%shape(i)) // " elements from " // decimal(first) // &
        " are not all in 1 to " // decimal(info%shape(at)))
      slices(at) = npy_slice(first - 1, first - 1 + job%from%shape(i), 1)
    end do
    if (job%status == NPY_OK) &
      job%status = npy_write_slab(kept(self%own), slices, self%ndim, job%data, job%strides, job%err)
  end subroutine

  pure function name_of(self) result(text)
    class(npy_writer_base), intent(in) :: self
    character(:), allocatable :: text
    text = ""
    if (allocated(self%name)) text = self%name
  end function

  logical function is_open(self)
    class(npy_writer_base), intent(in) :: self
    is_open = keeps(self%own)
  end function

  !> How long the last axis is as of now; -1 if it is not open.
  integer(int64) function written(self)
    class(npy_writer_base), intent(in) :: self
    type(npy_info) :: info
    written = -1
    if (npy_writer_info(kept(self%own), info) == NPY_OK) written = info%shape(merge(1, self%ndim, self%way == 'C'))
  end function

  !> Makes what was appended visible to all readers.
  subroutine flush_records(self, iostat, iomsg)
    class(npy_writer_base), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job) :: job
    job%status = npy_flush(kept(self%own), job%err)
    if (present(iomsg)) call explain(job%status, job%err, name_of(self), iomsg)
    call report(job%status, job%err, name_of(self), iostat)
  end subroutine

  !> Ends the file: it is there now. Whatever comes of it, the writer is closed. Of one that is not open nothing is said.
  subroutine close_writer(self, iostat, iomsg)
    class(npy_writer_base), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(write_job) :: job
    if (keeps(self%own)) job%status = npy_finish(kept(self%own), job%err)
    call keep(self%own, c_null_ptr)
    if (present(iomsg)) call explain(job%status, job%err, name_of(self), iomsg)
    call report(job%status, job%err, name_of(self), iostat)
  end subroutine

  !> Gives the file up: an old one stays, and of one that grows what was flushed.
  impure elemental subroutine discard(self)
    class(npy_writer_base), intent(inout) :: self
    call npy_discard(kept(self%own))
    call keep(self%own, c_null_ptr)
  end subroutine

  impure elemental subroutine copy(left, right)
    class(npy_writer_base), intent(inout) :: left
    class(npy_writer_base), intent(in) :: right
    if (same(left%own, right%own)) return
    call left%discard()
    if (allocated(right%name)) left%name = right%name
  end subroutine

  impure elemental subroutine end_writer(self)
    type(npy_writer_base), intent(inout) :: self
    call npy_discard(kept(self%own))
    call keep(self%own, c_null_ptr)
  end subroutine
end module
