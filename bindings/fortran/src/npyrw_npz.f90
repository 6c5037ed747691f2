! Archives that are open for reading.
submodule (npyrw_reader) npyrw_npz
  implicit none

contains

  module procedure archive_open
    type(npy_error) :: err
    type(c_ptr) :: handle
    integer(c_int32_t) :: status
    handle = c_null_ptr
    call archive_close(self)
    self%name = trim(path)
    status = npz_open(c_text(path), handle, err)
    call keep(self%own, handle)
    if (present(iomsg)) call explain(status, err, self%name, iomsg)
    call report(status, err, self%name, iostat)
  end procedure

  module procedure copy_archive
    if (same(left%own, right%own)) return
    call archive_close(left)
    if (allocated(right%name)) left%name = right%name
  end procedure

  module procedure archive_is_open
    yes = keeps(self%own)
  end procedure

  module procedure archive_count
    n = int(npz_count(kept(self%own)))
  end procedure

  module procedure archive_contains
    type(npz_member_info) :: member
    yes = npz_member(kept(self%own), c_text(name), member) == NPY_OK
  end procedure

  module procedure archive_get
    type(read_job) :: job
    call file_close(file)
    call open_member(job, self, name)
    file%name = job%subject
    if (job%status == NPY_OK) then
      call keep(file%own, job%reader)
      job%owned = .false.
    end if
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end procedure

  module procedure archive_verify
    type(npy_error) :: err
    integer(c_int32_t) :: status
    if (keeps(self%own)) then
      status = npz_verify(kept(self%own), err)
      if (present(iomsg)) call explain(status, err, self%name, iomsg)
      call report(status, err, self%name, iostat)
    else
      call refuse(status, err, NPY_ERR_STATE, "the archive is not open")
      if (present(iomsg)) call explain(status, err, "", iomsg)
      call report(status, err, "", iostat)
    end if
  end procedure

  module procedure archive_close
    call npz_close(kept(self%own))
    call keep(self%own, c_null_ptr)
  end procedure

  module procedure end_archive
    call npz_close(kept(self%own))
    call keep(self%own, c_null_ptr)
  end procedure
end submodule
