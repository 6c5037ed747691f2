! The dtype of a derived type, from a variable of it and its components.
module npyrw_struct
  use, intrinsic :: iso_c_binding
  use, intrinsic :: iso_fortran_env, only: int64
  use npyrw_c
  use npyrw_base
  implicit none
  private
  public :: npy_struct_base

  type :: name_and_dtype
    character(kind=c_char), allocatable :: name(:), dtype(:)
    integer(c_int64_t) :: offset = 0
  end type

  !> Begin with any variable of the type, name its components in their order (`field`, in
  !> npyrw_field.f90), and save and read with it.
  type :: npy_struct_base
    private
    integer(c_intptr_t) :: base = 0
    integer(int64) :: itemsize = 0
    type(name_and_dtype), allocatable :: fields(:)
    character(:), allocatable :: text
  contains
    procedure, public :: begin => struct_begin
    procedure, public :: plain => struct_plain
    procedure, public :: add_field
    procedure, public :: dtype => struct_dtype
  end type

contains

  !> Begins a struct: `sample` is a variable of the type (bind(c) or sequence), whose components `field` is given.
  subroutine struct_begin(self, sample)
    class(npy_struct_base), intent(inout) :: self
    type(*), dimension(..), target, intent(in) :: sample
    type(described) :: it
    call npyrwf_describe(sample, it)
    self%base = transfer(it%base, self%base)
    self%itemsize = it%elem_len
    if (allocated(self%fields)) deallocate (self%fields)
    allocate (self%fields(0))
    self%text = ""
  end subroutine

  !> Elements of one dtype that Fortran has no kind for, such as 'f16' for the 80-bit numbers of real(c_long_double).
  subroutine struct_plain(self, dtype)
    class(npy_struct_base), intent(inout) :: self
    character(*), intent(in) :: dtype
    if (allocated(self%fields)) deallocate (self%fields)
    self%text = trim(dtype)
  end subroutine

  !> Adds a component of the sample under a name; `nested` is the dtype of what is a struct itself.
  subroutine add_field(self, name, it, nested, status, err)
    class(npy_struct_base), intent(inout) :: self
    character(*), intent(in) :: name, nested
    type(described), intent(in) :: it
    integer(c_int32_t), intent(out) :: status
    type(npy_error), intent(inout) :: err
    type(name_and_dtype) :: new
    integer(c_intptr_t) :: at
    character(:), allocatable :: spelled
    at = transfer(it%base, at)
    status = NPY_OK
    if (.not. allocated(self%fields)) then
      call refuse(status, err, NPY_ERR_STATE, "begin comes before field")
    else if (at < self%base .or. at + it%elem_len * product(it%shape(:it%rank)) > self%base + self%itemsize &
      .or. it%packed == 0) then
      call refuse(status, err, NPY_ERR_ARGUMENT, "what is given is no component of the sample that begin was given")
    end if
    if (status /= NPY_OK) return
    spelled = text_of(it%dtype)
    if (nested /= "") spelled = nested
    if (it%kind == 'S' .and. it%elem_len == 1 .and. it%rank == 1) then
      ! character(kind=c_char) :: name(16) is how C has a text.
      spelled = "S" // decimal(it%shape(1))
    else if (it%rank > 0 .and. nested /= "") then
      spelled = "(" // spelled // ", " // tuple(it%shape(it%rank:1:-1)) // ")"
    else if (it%rank > 0) then
      ! NumPy's order of axes: what is fastest comes last.
      spelled = tuple(it%shape(it%rank:1:-1)) // spelled
    end if
    new%name = c_text(name)
    new%dtype = c_text(spelled)
    new%offset = at - self%base
    call build(self, new, status, err)
  end subroutine

  pure function tuple(n) result(text)
    integer(int64), intent(in) :: n(:)
    character(:), allocatable :: text
    text = shape_text(n)
    if (size(n) == 1) text = "(" // decimal(n(1)) // ",)"
  end function

  subroutine build(self, new, status, err)
    class(npy_struct_base), intent(inout) :: self
    type(name_and_dtype), intent(in) :: new
    integer(c_int32_t), intent(out) :: status
    type(npy_error), intent(inout) :: err
    type(name_and_dtype), allocatable, target :: fields(:)
    type(npy_member), allocatable :: members(:)
    type(c_ptr) :: dtype
    integer :: i
    allocate (fields(size(self%fields) + 1))
    fields(:size(self%fields)) = self%fields
    fields(size(fields)) = new
    allocate (members(size(fields)))
    do i = 1, size(fields)
      members(i)%name = c_loc(fields(i)%name)
      members(i)%dtype = c_loc(fields(i)%dtype)
      members(i)%offset = fields(i)%offset
    end do
    status = npy_dtype_struct(members, size(members), self%itemsize, dtype, err)
    if (status /= NPY_OK) return
    self%text = fortran_text(npy_dtype_text(dtype))
    call npy_dtype_free(dtype)
    call move_alloc(fields, self%fields)
  end subroutine

  !> The dtype, as NumPy writes it.
  function struct_dtype(self) result(text)
    class(npy_struct_base), intent(in) :: self
    character(:), allocatable :: text
    text = ""
    if (allocated(self%text)) text = self%text
  end function
end module
