! Maps.
submodule (npyrw_reader) npyrw_mmap
  implicit none

contains

  module procedure map_open
    type(npy_error) :: err
    type(c_ptr) :: handle
    integer(c_int32_t) :: status, how
    handle = c_null_ptr
    call map_close(self)
    self%name = trim(path)
    status = NPY_OK
    how = NPY_MAP_READ
    if (present(mode)) then
      select case (mode)
      case ('r'); how = NPY_MAP_READ
      case ('r+'); how = NPY_MAP_WRITE
      case ('c'); how = NPY_MAP_PRIVATE
      case default
        call refuse(status, err, NPY_ERR_ARGUMENT, "mode is '" // mode // "'; there are 'r', 'r+' and 'c'")
      end select
    end if
    if (status == NPY_OK) status = npy_map(c_text(path), how, handle, err)
    call keep(self%own, handle)
    if (present(iomsg)) call explain(status, err, self%name, iomsg)
    call report(status, err, self%name, iostat)
  end procedure

  module procedure map_create
    type(npy_error) :: err
    type(npy_spec) :: spec
    character(kind=c_char), target :: descr(len_trim(dtype) + 1)
    integer(c_int64_t), target :: extents(size(shape))
    type(c_ptr) :: handle
    integer(c_int32_t) :: status
    character(kind=c_char) :: way
    integer :: i
    handle = c_null_ptr
    call map_close(self)
    self%name = trim(path)
    descr = c_text(dtype)
    status = NPY_OK
    call choose_order(order, way, status, err)
    call check_list(shape, "shape", size(shape), status, err)
    if (status == NPY_OK) then
      do i = 1, size(shape)
        extents(merge(i, size(shape) + 1 - i, way == 'F')) = whole(shape, i)
      end do
      spec%dtype = c_loc(descr)
      spec%shape = c_loc(extents)
      spec%ndim = size(shape)
      spec%order = way
      ! As numpy.save does for what lies the same in both orders.
      if (spec%ndim < 2) spec%order = 'C'
      status = npy_map_create(c_text(path), spec, handle, err)
    end if
    call keep(self%own, handle)
    if (present(iomsg)) call explain(status, err, self%name, iomsg)
    call report(status, err, self%name, iostat)
  end procedure

  module procedure copy_map
    if (same(left%own, right%own)) return
    call map_close(left)
    if (allocated(right%name)) left%name = right%name
  end procedure

  module procedure map_is_open
    yes = keeps(self%own)
  end procedure

  module procedure map_address
    at = npy_array_data(kept(self%own))
  end procedure

  module procedure map_shape
    type(npy_info), pointer :: info
    type(npy_error) :: err
    character(kind=c_char) :: way
    integer(c_int32_t) :: status
    status = NPY_OK
    call choose_order(order, way, status, err)
    if (status /= NPY_OK) call report(status, err, "shape")
    allocate (extents(0))
    if (.not. keeps(self%own)) return
    call c_f_pointer(npy_array_info(kept(self%own)), info)
    extents = info%shape(:info%ndim)
    if (way == 'C') extents = extents(info%ndim:1:-1)
  end procedure

  module procedure where_mapped
    type(npy_info), pointer :: info
    character(kind=c_char) :: way
    integer :: rank
    character(:), allocatable :: found
    job%subject = ""
    if (allocated(self%name)) job%subject = self%name
    at = c_null_ptr
    extents = 0
    rank = size(extents)
    call choose_order(order, way, job%status, job%err)
    if (job%status == NPY_OK .and. .not. keeps(self%own)) &
      call refuse(job%status, job%err, NPY_ERR_STATE, "the map is not open")
    if (job%status == NPY_OK) then
      call c_f_pointer(npy_array_info(kept(self%own)), info)
      found = fortran_text(info%descr)
      ! The library maps nothing in the other byte order, so the rest of the text is the dtype.
      if (found(2:) /= dtype .and. .not. (dtype == '?' .and. found == '|b1')) then
        call refuse(job%status, job%err, NPY_ERR_DTYPE, "wanted " // dtype // "; found " // found)
      else if (info%ndim /= rank) then
        call refuse(job%status, job%err, NPY_ERR_SHAPE, "wanted " // decimal(int(rank, int64)) // " axes; found " // &
          decimal(int(info%ndim, int64)))
      else if (info%order /= way .and. count(info%shape(:rank) /= 1) > 1 .and. info%count > 0) then
        call refuse(job%status, job%err, NPY_ERR_UNSUPPORTED, "the file is in " // info%order // &
          " order, and a map moves nothing: order='" // info%order // &
          "' gives its axes " // merge("backwards    ", "as NumPy does", info%order == 'C'))
      end if
    end if
    if (job%status == NPY_OK) then
      extents = info%shape(:rank)
      if (way == 'C') extents = extents(rank:1:-1)
      at = npy_array_data(kept(self%own))
    end if
  end procedure

  module procedure map_flush
    type(npy_error) :: err
    integer(c_int32_t) :: status
    if (keeps(self%own)) then
      status = npy_array_flush(kept(self%own), err)
      if (present(iomsg)) call explain(status, err, self%name, iomsg)
      call report(status, err, self%name, iostat)
    else
      call refuse(status, err, NPY_ERR_STATE, "the map is not open")
      if (present(iomsg)) call explain(status, err, "", iomsg)
      call report(status, err, "", iostat)
    end if
  end procedure

  module procedure map_close
    call npy_array_free(kept(self%own))
    call keep(self%own, c_null_ptr)
  end procedure

  module procedure end_map
    call npy_array_free(kept(self%own))
    call keep(self%own, c_null_ptr)
  end procedure
end submodule
