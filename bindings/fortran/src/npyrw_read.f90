! One read, from what is asked for to what is told of it.
submodule (npyrw_reader) npyrw_read
  implicit none

contains

  module procedure open_path
    job%subject = trim(path)
    job%status = npy_open(c_text(path), job%reader, job%err)
    job%owned = job%status == NPY_OK
  end procedure

  module procedure open_member
    if (.not. keeps(archive%own)) then
      job%subject = trim(name)
      call refuse(job%status, job%err, NPY_ERR_STATE, "the archive that it is wanted from is not open")
      return
    end if
    job%subject = archive%name // ", member " // trim(name)
    job%status = npz_get(kept(archive%own), c_text(name), job%reader, job%err)
    job%owned = job%status == NPY_OK
  end procedure

  module procedure borrow
    job%subject = ""
    if (allocated(file%name)) job%subject = file%name
    job%reader = kept(file%own)
    if (.not. keeps(file%own)) call refuse(job%status, job%err, NPY_ERR_STATE, "the file is not open")
  end procedure

  module procedure ask
    character(kind=c_char) :: way
    type(npy_info) :: info
    integer :: i
    extents = 0
    job%rank = size(extents)
    if (job%status /= NPY_OK) return
    call choose_order(order, way, job%status, job%err)
    call choose_casting(casting, NPY_CAST_EQUIV, job%request%casting, job%status, job%err)
    if (job%status /= NPY_OK) return
    job%request%order = way
    if (present(threads)) job%request%threads = threads
    if (present(field)) then
      job%field = c_text(field)
      job%request%field = c_loc(job%field)
    else if (present(casting) .or. wanted == "") then
      ! No dtype: casting decides, or what is asked for is any text.
      job%status = npy_expect(job%reader, ndim=job%rank, err=job%err)
    else
      job%status = npy_expect(job%reader, c_text(wanted), job%rank, job%err)
    end if
    if (job%status == NPY_OK) job%status = npy_header(job%reader, info, job%err)
    if (job%status == NPY_OK) call pick(job, info, way, start, count, step)
    if (job%status /= NPY_OK) return
    if (asked /= "") then
      job%dtype = c_text(asked)
      job%request%dtype = c_loc(job%dtype)
      ! A bool becomes a larger one; npy_expect has made sure that it is one.
      if (wanted == "?" .and. asked /= "?" .and. .not. present(casting)) job%request%casting = NPY_CAST_SAFE
    end if
    if (present(field) .or. present(start) .or. present(count) .or. present(step) .or. asked == "") then
      job%status = npy_plan(job%reader, job%request, info, job%err)
      if (job%status == NPY_OK .and. info%ndim /= job%rank) call refuse(job%status, job%err, NPY_ERR_SHAPE, &
        "wanted " // decimal(int(job%rank, int64)) // " axes; found " // decimal(int(info%ndim, int64)))
      if (job%status /= NPY_OK) return
    end if
    do i = 1, job%rank
      extents(i) = info%shape(axis(way, i, job%rank))
    end do
    job%extents(:job%rank) = extents
    if (asked == "") call gather(job, info)
  end procedure

  !> NumPy's axis, from 1, that is axis i of a Fortran array.
  pure integer function axis(way, i, rank)
    character(kind=c_char), intent(in) :: way
    integer, intent(in) :: i, rank
    axis = merge(i, rank + 1 - i, way == 'F')
  end function

  !> Makes slices of start, count and step: from 1, in Fortran's order of axes, and nothing outside of the array.
  subroutine pick(job, info, way, start, count, step)
    type(read_job), target, intent(inout) :: job
    type(npy_info), intent(in) :: info
    character(kind=c_char), intent(in) :: way
    class(*), intent(in), optional :: start(:), count(:), step(:)
    integer(int64) :: first, many, stride, extent, last
    integer :: i, at, rank
    if (.not. (present(start) .or. present(count) .or. present(step))) return
    rank = info%ndim
    if (rank > size(job%slices)) then
      call refuse(job%status, job%err, NPY_ERR_SHAPE, "a Fortran array has no more than 15 axes")
      return
    end if
    if (present(start)) call check_list(start, "start", rank, job%status, job%err)
    if (present(count)) call check_list(count, "count", rank, job%status, job%err)
    if (present(step)) call check_list(step, "step", rank, job%status, job%err)
    if (job%status /= NPY_OK) return
    do i = 1, rank
      at = axis(way, i, rank)
      extent = info%shape(at)
      stride = 1
      if (present(step)) stride = whole(step, i)
      if (stride == 0) then
        call refuse(job%status, job%err, NPY_ERR_ARGUMENT, "step is 0 on axis " // decimal(int(i, int64)))
        return
      end if
      first = merge(1_int64, extent, stride > 0)
      if (present(start)) first = whole(start, i)
      if (present(count)) then
        many = whole(count, i)
      else if (stride > 0) then
        many = max(0_int64, (extent - first) / stride + merge(1, 0, first <= extent))
      else
        many = max(0_int64, (first - 1) / (-stride) + merge(1, 0, first >= 1))
      end if
      ! Divided rather than multiplied: the numbers are the caller's, of any size.
      last = first
      if (many > 1 .and. first >= 1 .and. first <= extent) then
        if (many - 1 > merge(extent - first, first - 1, stride > 0) / max(1_int64, abs(stride))) then
          last = 0
        else
          last = first + (many - 1) * stride
        end if
      end if
      if (many < 0 .or. (many > 0 .and. (first < 1 .or. first > extent .or. last < 1 .or. last > extent))) then
        call refuse(job%status, job%err, NPY_ERR_SHAPE, "axis " // decimal(int(i, int64)) // ": " // decimal(many) // &
          " elements from " // decimal(first) // " in steps of " // decimal(stride) // " are not all in 1 to " // decimal(extent))
        return
      end if
      if (many == 0) then
        job%slices(at) = npy_slice(0, 0, 1)
      else
        job%slices(at) = npy_slice(first - 1, last - 1 + sign(1_int64, stride), stride)
        ! A stop in front of the first element would count from the end.
        if (job%slices(at)%stop < 0) job%slices(at)%stop = NPY_NONE
      end if
    end do
    job%request%slices = c_loc(job%slices)
    job%request%nslices = rank
  end subroutine

  !> Reads texts as they are, side by side in Fortran's order of elements: how long they are is only known then.
  subroutine gather(job, info)
    type(read_job), target, intent(inout) :: job
    type(npy_info), intent(in) :: info
    character(kind=c_char), allocatable, target :: raw(:)
    integer(c_size_t) :: length
    integer(int64) :: i, longest
    if (info%kind /= 'S' .and. info%kind /= 'U') then
      call refuse(job%status, job%err, NPY_ERR_DTYPE, "wanted texts; found " // fortran_text(info%descr))
      return
    end if
    allocate (raw(info%nbytes), stat=job%failed)
    if (job%failed == 0 .and. info%kind == 'S') then
      job%status = npy_read(job%reader, job%request, c_loc(raw), info%nbytes, job%err)
      job%width = info%itemsize
      call move_alloc(raw, job%texts)
      return
    end if
    ! In UTF-8 a character takes no more than the 4 bytes that it has in the file; and one for the NUL behind each.
    if (job%failed == 0) allocate (job%texts(info%nbytes + 1), stat=job%failed)
    if (job%failed /= 0) then
      call no_memory(job)
      return
    end if
    job%status = npy_read(job%reader, job%request, c_loc(raw), info%nbytes, job%err)
    job%texts = c_null_char
    longest = 0
    do i = 0, info%count - 1
      if (job%status /= NPY_OK .or. info%itemsize == 0) exit
      job%status = npy_text_get(info%dtype, c_loc(raw(i * info%itemsize + 1)), c_loc(job%texts(i * info%itemsize + 1)), &
        info%itemsize + 1, length, job%err)
      longest = max(longest, length)
    end do
    job%width = info%itemsize
    if (longest < info%itemsize) call narrow(job%texts, info%count, info%itemsize, longest)
    job%width = longest
  end subroutine

  !> Moves elements of `wide` bytes together to `slim`.
  subroutine narrow(texts, many, wide, slim)
    character(kind=c_char), intent(inout) :: texts(:)
    integer(int64), intent(in) :: many, wide, slim
    integer(int64) :: i, j
    do i = 0, many - 1
      do j = 1, slim
        texts(i * slim + j) = texts(i * wide + j)
      end do
    end do
  end subroutine

  module procedure receive
    integer(int64) :: n
    integer :: i
    if (to%rank /= job%rank) then
      call refuse(job%status, job%err, NPY_ERR_SHAPE, "the array has " // decimal(int(to%rank, int64)) // " axes, and " // &
        decimal(int(job%rank, int64)) // " are to be read")
    else if (any(to%shape(:job%rank) /= job%extents(:job%rank))) then
      call refuse(job%status, job%err, NPY_ERR_SHAPE, "the array is " // shape_text(to%shape(:job%rank)) // ", and " // &
        shape_text(job%extents(:job%rank)) // " is to be read")
    else if (job%width >= 0) then
      if (job%width > to%elem_len) then
        call refuse(job%status, job%err, NPY_ERR_SIZE, "texts of " // decimal(job%width) // " bytes do not fit into " // &
          decimal(to%elem_len))
      else
        call npyrwf_texts(to, c_loc(job%texts), job%width, 1)
      end if
    end if
    if (job%status /= NPY_OK .or. job%width >= 0) return
    if (to%packed == 0) then
      do i = 1, job%rank
        job%strides(axis(job%request%order, i, job%rank)) = to%strides(i)
      end do
      job%request%strides = c_loc(job%strides)
    end if
    n = product(job%extents(:job%rank)) * to%elem_len
    if (job%fresh) call npyrwf_fresh(to%base, n)
    job%status = npy_read(job%reader, job%request, to%base, n, job%err)
  end procedure

  module procedure no_memory
    call refuse(job%status, job%err, NPY_ERR_MEMORY, "no memory for " // shape_text(job%extents(:job%rank)) // " elements")
  end procedure

  module procedure done
    if (job%owned) call npy_close(job%reader)
    job%owned = .false.
    call report(job%status, job%err, job%subject, iostat)
  end procedure

  module procedure fill
    integer(int64), allocatable :: extents(:)
    character(:), allocatable :: asked, wanted
    integer(int64) :: itemsize
    if (job%status /= NPY_OK) return
    allocate (extents(to%rank))
    asked = dtype
    if (dtype /= "") then
      wanted = dtype
      call itemsize_of(dtype, itemsize, job%status, job%err)
      if (job%status == NPY_OK .and. itemsize /= to%elem_len) call refuse(job%status, job%err, NPY_ERR_SIZE, "an element of " // &
        trim(dtype) // " has " // decimal(itemsize) // " bytes; the array's have " // decimal(to%elem_len))
    else if (to%kind == 'S') then
      wanted = ""
    else
      asked = text_of(to%dtype)
      wanted = asked
      if (to%kind == '?') wanted = "?"
    end if
    if (job%status == NPY_OK) call ask(job, asked, wanted, extents, order, start, count, step, casting, field, threads)
    if (job%status == NPY_OK) call receive(job, to)
  end procedure
end submodule
