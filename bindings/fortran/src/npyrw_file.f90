! Files that are open for reading.
submodule (npyrw_reader) npyrw_file
  implicit none

contains

  module procedure open_file
    type(npy_error) :: err
    type(c_ptr) :: handle
    integer(c_int32_t) :: status
    handle = c_null_ptr
    call file_close(self)
    self%name = trim(path)
    status = npy_open(c_text(path), handle, err)
    call keep(self%own, handle)
    if (present(iomsg)) call explain(status, err, self%name, iomsg)
    call report(status, err, self%name, iostat)
  end procedure

  module procedure open_stream
    type(npy_error) :: err
    type(npy_source) :: source
    type(c_ptr) :: handle
    integer(c_int32_t) :: status
    handle = c_null_ptr
    call file_close(self)
    self%name = "stream"
    source = as_source(stream)
    status = npy_open_source(source, out=handle, err=err)
    if (status /= NPY_OK) call forget(source%context)
    call keep(self%own, handle)
    if (present(iomsg)) call explain(status, err, self%name, iomsg)
    call report(status, err, self%name, iostat)
  end procedure

  ! A copy is not open: two that close one handle would be one too many.
  module procedure copy_file
    if (same(left%own, right%own)) return
    call file_close(left)
    if (allocated(right%name)) left%name = right%name
  end procedure

  module procedure file_is_open
    yes = keeps(self%own)
  end procedure

  module procedure file_next
    type(read_job) :: job
    call borrow(job, self)
    if (job%status == NPY_OK) job%status = npy_next(kept(self%own), job%err)
    if (present(iomsg)) call explain(job%status, job%err, job%subject, iomsg)
    call done(job, iostat)
  end procedure

  module procedure file_rank
    type(npy_info) :: info
    rank = -1
    if (npy_header(kept(self%own), info) == NPY_OK) rank = info%ndim
  end procedure

  module procedure file_shape
    type(npy_info) :: info
    type(npy_error) :: err
    character(kind=c_char) :: way
    integer(c_int32_t) :: status
    if (npy_header(kept(self%own), info) /= NPY_OK) info%ndim = 0
    status = NPY_OK
    call choose_order(order, way, status, err)
    if (status /= NPY_OK) call report(status, err, "shape")
    extents = info%shape(:info%ndim)
    if (way == 'C') extents = extents(info%ndim:1:-1)
  end procedure

  module procedure file_dtype
    type(npy_info) :: info
    text = ""
    if (npy_header(kept(self%own), info) == NPY_OK) text = fortran_text(info%descr)
  end procedure

  module procedure file_order
    type(npy_info) :: info
    order = ' '
    if (npy_header(kept(self%own), info) == NPY_OK) order = info%order
  end procedure

  module procedure file_close
    call npy_close(kept(self%own))
    call keep(self%own, c_null_ptr)
  end procedure

  module procedure end_file
    call npy_close(kept(self%own))
    call keep(self%own, c_null_ptr)
  end procedure
end submodule
