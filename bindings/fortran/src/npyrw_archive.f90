! Writing archives.
module npyrw_archive
  use, intrinsic :: iso_c_binding
  use npyrw_c
  use npyrw_base
  use npyrw_stream
  use npyrw_save
  implicit none
  private
  public :: npz_writer_base

  !> An archive that is being written. What is not closed is given up. A copy of it is not open.
  type :: npz_writer_base
    private
    type(owned) :: own
    character(:), allocatable :: name
  contains
    procedure, private :: open_path, open_stream, copy
    generic, public :: open => open_path, open_stream
    generic, public :: assignment(=) => copy
    procedure, public :: is_open
    procedure, public :: add_member, subject
    procedure, public :: remove
    procedure, public :: close => close_archive
    procedure, public :: discard
    final :: end_archive
  end type

contains

  !> Starts an archive, as np.savez or (compressed) np.savez_compressed; with `update` what is there stays, unless it is
  !> added anew. `level` 1 to 9; `threads` and `block` deflate in parts of `block` bytes, which can also be read in parts;
  !> `align` puts stored arrays where they can be mapped.
  subroutine open_path(self, path, compressed, update, level, threads, block, align, sync, iostat, iomsg)
    class(npz_writer_base), intent(inout) :: self
    character(*), intent(in) :: path
    logical, intent(in), optional :: compressed, update, sync
    integer, intent(in), optional :: level, threads, block, align
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    type(npz_options) :: options
    type(c_ptr) :: handle
    integer(c_int32_t) :: status
    logical :: changes
    handle = c_null_ptr
    call self%discard()
    self%name = trim(path)
    options = chosen(compressed, level, threads, block, align)
    if (present(sync)) options%sync = merge(1, 0, sync)
    changes = .false.
    if (present(update)) changes = update
    if (changes) then
      status = npz_update(c_text(path), options, handle, err)
    else
      status = npz_create(c_text(path), options, handle, err)
    end if
    call keep(self%own, handle)
    if (present(iomsg)) call explain(status, err, self%name, iomsg)
    call report(status, err, self%name, iostat)
  end subroutine

  !> The same into a stream, as NumPy writes to a pipe.
  subroutine open_stream(self, stream, compressed, level, threads, block, iostat, iomsg)
    class(npz_writer_base), intent(inout) :: self
    class(npy_stream), target, intent(in) :: stream
    logical, intent(in), optional :: compressed
    integer, intent(in), optional :: level, threads, block
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    type(npy_sink) :: sink
    type(c_ptr) :: handle
    integer(c_int32_t) :: status
    handle = c_null_ptr
    call self%discard()
    self%name = "stream"
    sink = as_sink(stream)
    status = npz_create_sink(sink, chosen(compressed, level, threads, block), handle, err)
    if (status /= NPY_OK) call forget(sink%context)
    call keep(self%own, handle)
    if (present(iomsg)) call explain(status, err, self%name, iomsg)
    call report(status, err, self%name, iostat)
  end subroutine

  pure function chosen(compressed, level, threads, block, align) result(options)
    logical, intent(in), optional :: compressed
    integer, intent(in), optional :: level, threads, block, align
    type(npz_options) :: options
    if (present(compressed)) options%method = merge(NPZ_DEFLATED, NPZ_STORED, compressed)
    if (present(level)) options%level = level
    if (present(threads)) options%threads = threads
    if (present(block)) options%block = block
    if (present(align)) options%align = align
  end function

  !> Adds what was prepared under a name.
  subroutine add_member(self, job, name)
    class(npz_writer_base), intent(inout) :: self
    type(write_job), target, intent(inout) :: job
    character(*), intent(in) :: name
    if (job%status == NPY_OK .and. .not. keeps(self%own)) &
      call refuse(job%status, job%err, NPY_ERR_STATE, "the archive is not open")
    if (job%status /= NPY_OK) return
    if (job%from%packed == 1) then
      job%status = npz_save_with(kept(self%own), c_text(name), job%spec, job%data, err=job%err)
    else
      job%status = npz_save_with(kept(self%own), c_text(name), job%spec, job%data, job%strides, job%err)
    end if
  end subroutine

  !> Removes a member: one of the archive that is updated, or one that was added.
  subroutine remove(self, name, iostat, iomsg)
    class(npz_writer_base), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    status = npz_remove(kept(self%own), c_text(name), err)
    if (present(iomsg)) call explain(status, err, subject(self, name), iomsg)
    call report(status, err, subject(self, name), iostat)
  end subroutine

  pure function name_of(self) result(text)
    class(npz_writer_base), intent(in) :: self
    character(:), allocatable :: text
    text = ""
    if (allocated(self%name)) text = self%name
  end function

  pure function subject(self, name) result(text)
    class(npz_writer_base), intent(in) :: self
    character(*), intent(in) :: name
    character(:), allocatable :: text
    text = name_of(self)
    if (len(text) > 0) text = text // ", "
    text = text // "member " // trim(name)
  end function

  logical function is_open(self)
    class(npz_writer_base), intent(in) :: self
    is_open = keeps(self%own)
  end function

  !> Ends the archive: its file is there now. Whatever comes of it, the writer is closed. Of one that is not open nothing is said.
  subroutine close_archive(self, iostat, iomsg)
    class(npz_writer_base), intent(inout) :: self
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    status = NPY_OK
    if (keeps(self%own)) status = npz_finish(kept(self%own), err)
    call keep(self%own, c_null_ptr)
    if (present(iomsg)) call explain(status, err, name_of(self), iomsg)
    call report(status, err, name_of(self), iostat)
  end subroutine

  !> Gives the archive up: an old file stays.
  impure elemental subroutine discard(self)
    class(npz_writer_base), intent(inout) :: self
    call npz_discard(kept(self%own))
    call keep(self%own, c_null_ptr)
  end subroutine

  impure elemental subroutine copy(left, right)
    class(npz_writer_base), intent(inout) :: left
    class(npz_writer_base), intent(in) :: right
    if (same(left%own, right%own)) return
    call left%discard()
    if (allocated(right%name)) left%name = right%name
  end subroutine

  impure elemental subroutine end_archive(self)
    type(npz_writer_base), intent(inout) :: self
    call npz_discard(kept(self%own))
    call keep(self%own, c_null_ptr)
  end subroutine
end module
