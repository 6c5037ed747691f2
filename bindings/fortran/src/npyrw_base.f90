! What all parts use: how a failure is told, texts of C, and what an array is.
module npyrw_base
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: int32, int64, iostat_end
  use npyrw_c
  implicit none
  public

  !> An array as npyrw_fortran.c describes it.
  type, bind(c) :: described
    type(c_ptr) :: base = c_null_ptr
    integer(c_int64_t) :: elem_len = 0, shape(15) = 0, strides(15) = 0
    integer(c_int32_t) :: rank = 0, packed = 0
    character(kind=c_char) :: kind = c_null_char, dtype(23) = c_null_char
  end type

  !> A handle of the library, and where it is kept. A compiler's own copies of it (gfortran makes and finalizes some) lie
  !> elsewhere, and are none: nothing is closed twice, and what is closed is not used.
  type :: owned
    private
    type(c_ptr) :: handle = c_null_ptr, home = c_null_ptr
  end type

  interface
    ! `target`, because the address is used after the call; no intent, because
    ! the same call describes what is read and what is written.
    subroutine npyrwf_describe(a, out) bind(c)
      import
      type(*), dimension(..), target :: a
      type(described), intent(inout) :: out
    end subroutine
    subroutine npyrwf_texts(a, elements, width, to_array) bind(c)
      import
      type(described), intent(in) :: a
      type(c_ptr), value :: elements
      integer(c_int64_t), value :: width
      integer(c_int32_t), value :: to_array
    end subroutine
    subroutine npyrwf_fresh(base, length) bind(c)
      import
      type(c_ptr), value :: base
      integer(c_int64_t), value :: length
    end subroutine
    function npyrwf_length(text) bind(c)
      import
      type(c_ptr), value :: text
      integer(c_int64_t) :: npyrwf_length
    end function
  end interface

contains

  subroutine keep(own, handle)
    type(owned), target, intent(inout) :: own
    type(c_ptr), intent(in) :: handle
    own%handle = handle
    own%home = c_loc(own%handle)
  end subroutine

  !> The handle; NULL in a copy.
  function kept(own) result(handle)
    type(owned), target, intent(in) :: own
    type(c_ptr) :: handle
    handle = c_null_ptr
    if (c_associated(own%home, c_loc(own%handle))) handle = own%handle
  end function

  logical function keeps(own)
    type(owned), intent(in) :: own
    keeps = c_associated(kept(own))
  end function

  logical function same(left, right)
    type(owned), intent(in) :: left, right
    same = c_associated(left%handle, right%handle)
  end function

  !> The text that a pointer of C leads to; empty for NULL.
  function fortran_text(at, length) result(text)
    type(c_ptr), intent(in) :: at
    integer(int64), intent(in), optional :: length
    character(:), allocatable :: text
    character(kind=c_char), pointer :: bytes(:)
    integer(int64) :: n, i
    if (present(length)) then
      n = length
    else
      n = npyrwf_length(at)
    end if
    allocate (character(n) :: text)
    if (n == 0) return
    call c_f_pointer(at, bytes, [n])
    do i = 1, n
      text(i:i) = bytes(i)
    end do
  end function

  !> The text in a member of a C struct.
  pure function text_of(bytes) result(text)
    character(kind=c_char), intent(in) :: bytes(:)
    character(:), allocatable :: text
    integer :: i, n
    n = size(bytes)
    do i = size(bytes), 1, -1
      if (bytes(i) == c_null_char) n = i - 1
    end do
    allocate (character(n) :: text)
    do i = 1, n
      text(i:i) = bytes(i)
    end do
  end function

  !> A text for C: without trailing blanks, as Fortran's own `open` takes a name, and ended by NUL.
  pure function c_text(text) result(bytes)
    character(*), intent(in) :: text
    character(kind=c_char) :: bytes(len_trim(text) + 1)
    integer :: i
    do i = 1, size(bytes) - 1
      bytes(i) = text(i:i)
    end do
    bytes(size(bytes)) = c_null_char
  end function

  !> Makes `err` say `text`, for what is found wrong on this side.
  subroutine refuse(status, err, code, text)
    integer(c_int32_t), intent(out) :: status
    type(npy_error), intent(inout) :: err
    integer(c_int32_t), intent(in) :: code
    character(*), intent(in) :: text
    integer :: i
    status = code
    err%code = code
    err%message = c_null_char
    do i = 1, min(len(text), size(err%message) - 1)
      err%message(i) = text(i:i)
    end do
  end subroutine

  ! Every procedure ends with these two. They are two, and `explain` takes no optional iomsg, because gfortran 12 loses the
  ! length of a text that is handed from one optional argument to another.

  !> Says why in words, if it failed.
  subroutine explain(status, err, subject, iomsg)
    integer(c_int32_t), intent(in) :: status
    type(npy_error), intent(in) :: err
    character(*), intent(in) :: subject
    character(:), allocatable, intent(inout) :: iomsg
    if (status == NPY_OK) return
    if (len_trim(subject) > 0) then
      iomsg = trim(subject) // ": " // text_of(err%message)
    else
      iomsg = text_of(err%message)
    end if
  end subroutine

  !> Tells how it went as iostat; without it a failure stops the program.
  subroutine report(status, err, subject, iostat)
    integer(c_int32_t), intent(in) :: status
    type(npy_error), intent(in) :: err
    character(*), intent(in) :: subject
    integer, intent(out), optional :: iostat
    character(:), allocatable :: text
    if (present(iostat)) then
      iostat = merge(iostat_end, int(-status), status == NPY_ERR_END)
    else if (status /= NPY_OK) then
      call explain(status, err, subject, text)
      error stop text
    end if
  end subroutine

  !> The order of axes that a procedure was asked for: 'F', NumPy's indices, or 'C', its indices backwards.
  subroutine choose_order(order, chosen, status, err)
    character(*), intent(in), optional :: order
    character(kind=c_char), intent(out) :: chosen
    integer(c_int32_t), intent(inout) :: status
    type(npy_error), intent(inout) :: err
    chosen = 'F'
    if (.not. present(order)) return
    if (order == 'C' .or. order == 'c') chosen = 'C'
    if (chosen == 'F' .and. order /= 'F' .and. order /= 'f') &
      call refuse(status, err, NPY_ERR_ARGUMENT, "order is '" // order // "'; there are 'F' and 'C'")
  end subroutine

  subroutine choose_casting(casting, default, chosen, status, err)
    character(*), intent(in), optional :: casting
    integer(c_int32_t), intent(in) :: default
    integer(c_int32_t), intent(out) :: chosen
    integer(c_int32_t), intent(inout) :: status
    type(npy_error), intent(inout) :: err
    chosen = default
    if (.not. present(casting)) return
    select case (casting)
    case ('no'); chosen = NPY_CAST_NO
    case ('equiv'); chosen = NPY_CAST_EQUIV
    case ('safe'); chosen = NPY_CAST_SAFE
    case ('same_kind'); chosen = NPY_CAST_SAME_KIND
    case ('unsafe'); chosen = NPY_CAST_UNSAFE
    case default
      call refuse(status, err, NPY_ERR_ARGUMENT, "casting is '" // casting // "'; there are no, equiv, safe, same_kind and unsafe")
    end select
  end subroutine

  !> Element i of a list of integers of any kind that a caller gave.
  pure integer(int64) function whole(list, i)
    class(*), intent(in) :: list(:)
    integer, intent(in) :: i
    whole = 0
    select type (list)
    type is (integer(int32)); whole = list(i)
    type is (integer(int64)); whole = list(i)
    end select
  end function

  subroutine check_list(list, name, rank, status, err)
    class(*), intent(in) :: list(:)
    character(*), intent(in) :: name
    integer, intent(in) :: rank
    integer(c_int32_t), intent(inout) :: status
    type(npy_error), intent(inout) :: err
    if (status /= NPY_OK) return
    select type (list)
    type is (integer(int32)); continue
    type is (integer(int64)); continue
    class default
      call refuse(status, err, NPY_ERR_ARGUMENT, name // " is no list of integers of 4 or 8 bytes")
      return
    end select
    if (size(list) /= rank) call refuse(status, err, NPY_ERR_SHAPE, &
      name // " has " // decimal(size(list, kind=int64)) // " numbers for " // decimal(int(rank, int64)) // " axes")
  end subroutine

  pure function decimal(n) result(text)
    integer(int64), intent(in) :: n
    character(:), allocatable :: text
    character(20) :: digits
    write (digits, '(i0)') n
    text = trim(digits)
  end function

  pure function shape_text(n) result(text)
    integer(int64), intent(in) :: n(:)
    character(:), allocatable :: text
    integer :: i
    text = "("
    do i = 1, size(n)
      text = text // decimal(n(i))
      if (i < size(n)) text = text // ", "
    end do
    text = text // ")"
  end function

  !> Bytes of an element of a dtype: what a file of it says when it is opened.
  subroutine itemsize_of(dtype, itemsize, status, err)
    character(*), intent(in) :: dtype
    integer(int64), intent(out) :: itemsize
    integer(c_int32_t), intent(inout) :: status
    type(npy_error), intent(inout) :: err
    character(kind=c_char), target :: text(len_trim(dtype) + 1)
    character(kind=c_char), allocatable, target :: head(:)
    type(npy_spec) :: spec
    type(npy_open_options) :: options
    type(npy_info) :: info
    type(c_ptr) :: reader
    integer(c_size_t) :: n
    itemsize = 0
    text = c_text(dtype)
    spec%dtype = c_loc(text)
    status = npy_encode_header(spec, c_null_ptr, 0_c_size_t, n, err)
    if (status /= NPY_OK) return
    allocate (head(n))
    options%flags = NPY_OPEN_HEADER_ONLY
    status = npy_encode_header(spec, c_loc(head), n, n, err)
    if (status == NPY_OK) status = npy_open_memory(c_loc(head), n, options, reader, err)
    if (status /= NPY_OK) return
    status = npy_header(reader, info, err)
    itemsize = info%itemsize
    call npy_close(reader)
  end subroutine
end module
