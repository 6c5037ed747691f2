! The components of a struct: one procedure for each kind, all doing the same.
! Made by generate.py; changes belong there.
module npyrw_field
  use, intrinsic :: iso_c_binding, only: c_int32_t
  use, intrinsic :: iso_fortran_env, only: int8, int16, int32, int64, real32, real64
  use npyrw_c, only: npy_error, NPY_ERR_STATE
  use npyrw_base
  use npyrw_struct
  implicit none
  private
  public :: npy_struct

  !> The dtype of a derived type: npy_struct_base says more.
  type, extends(npy_struct_base) :: npy_struct
  contains
    procedure, private :: field_i1, field_i2, field_i4, field_i8, field_r4, field_r8, field_c4, &
      field_c8, field_l1, field_l2, field_l4, field_l8, field_ch, field_st
    generic, public :: field => field_i1, field_i2, field_i4, field_i8, field_r4, field_r8, field_c4, &
      field_c8, field_l1, field_l2, field_l4, field_l8, field_ch, field_st
  end type

contains

  !> Each adds a component of the sample that `begin` was given, under a name; a component that is a struct comes with its own.

  subroutine field_i1(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    integer(int8), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_i2(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    integer(int16), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_i4(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    integer(int32), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_i8(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    integer(int64), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_r4(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    real(real32), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_r8(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    real(real64), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_c4(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    complex(real32), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_c8(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    complex(real64), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_l1(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    logical(1), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_l2(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    logical(2), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_l4(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    logical(4), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_l8(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    logical(8), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_ch(self, name, part, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    character(*), dimension(..), target, intent(in) :: part
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, "", status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine

  subroutine field_st(self, name, part, known, iostat, iomsg)
    class(npy_struct), intent(inout) :: self
    character(*), intent(in) :: name
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_error) :: err
    integer(c_int32_t) :: status
    type(*), dimension(..), target, intent(in) :: part
    class(npy_struct_base), intent(in) :: known
    type(described) :: it
    call npyrwf_describe(part, it)
    call self%add_field(name, it, known%dtype(), status, err)
    if (present(iomsg)) call explain(status, err, "field " // name, iomsg)
    call report(status, err, "field " // name, iostat)
  end subroutine
end module
