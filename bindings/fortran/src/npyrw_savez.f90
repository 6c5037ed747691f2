! An archive in one call.
module npyrw_savez
  use, intrinsic :: iso_c_binding
  use npyrw_c, only: NPY_OK, NPY_ERR_DTYPE
  use npyrw_base
  use npyrw_save
  use npyrw_put, only: npz_writer
  implicit none
  private
  public :: savez, savez_compressed

  !> A text as C has it: not ended by anything.
  type, bind(c) :: span
    type(c_ptr) :: at
    integer(c_int64_t) :: length
  end type

  interface
    !> Writes an archive of up to eight arrays of any kind and rank in one call, as np.savez and np.savez_compressed;
    !> npz_writer takes any number, and structs.
    ! Both are npyrw_fortran.c's, whose texts come as descriptors: arrays that are texts bring no lengths along then, which
    ! would be taken for those of others.
    subroutine savez(filename, n1, a1, n2, a2, n3, a3, n4, a4, n5, a5, n6, a6, n7, a7, n8, a8, &
      order, iostat, iomsg) bind(c, name="npyrwf_savez")
      import
      character(kind=c_char, len=*), intent(in) :: filename, n1
      type(*), dimension(..), target, intent(in) :: a1
      character(kind=c_char, len=*), intent(in), optional :: n2, n3, n4, n5, n6, n7, n8
      type(*), dimension(..), target, intent(in), optional :: a2, a3, a4, a5, a6, a7, a8
      character(kind=c_char, len=*), intent(in), optional :: order
      integer(c_int), intent(out), optional :: iostat
      character(kind=c_char, len=:), allocatable, intent(inout), optional :: iomsg
    end subroutine

    subroutine savez_compressed(filename, n1, a1, n2, a2, n3, a3, n4, a4, n5, a5, n6, a6, n7, a7, n8, a8, &
      order, iostat, iomsg) bind(c, name="npyrwf_savez_compressed")
      import
      character(kind=c_char, len=*), intent(in) :: filename, n1
      type(*), dimension(..), target, intent(in) :: a1
      character(kind=c_char, len=*), intent(in), optional :: n2, n3, n4, n5, n6, n7, n8
      type(*), dimension(..), target, intent(in), optional :: a2, a3, a4, a5, a6, a7, a8
      character(kind=c_char, len=*), intent(in), optional :: order
      integer(c_int), intent(out), optional :: iostat
      character(kind=c_char, len=:), allocatable, intent(inout), optional :: iomsg
    end subroutine
  end interface

contains

  !> What both come to: `count` names and arrays. The result is iostat, and a text of no more than 1023 bytes.
  function save_all(compressed, filename, count, names, them, order, message) result(stat) bind(c, name="npyrwf_save_all")
    integer(c_int32_t), value :: compressed, count
    type(span), intent(in) :: filename, names(8), order
    type(described), intent(in) :: them(8)
    character(kind=c_char), intent(inout) :: message(1024)
    integer(c_int) :: stat
    type(npz_writer) :: out
    character(:), allocatable :: text
    integer :: i
    text = ""
    call out%open(fortran_text(filename%at, filename%length), compressed /= 0, iostat=stat, iomsg=text)
    do i = 1, count
      if (stat == 0) call add(out, fortran_text(names(i)%at, names(i)%length), them(i), order, stat, text)
    end do
    if (stat == 0) call out%close(stat, text)
    message = c_null_char
    do i = 1, min(len(text), 1023)
      message(i) = text(i:i)
    end do
  end function

  subroutine add(out, name, it, order, stat, text)
    type(npz_writer), intent(inout) :: out
    character(*), intent(in) :: name
    type(described), intent(in) :: it
    type(span), intent(in) :: order
    integer, intent(out) :: stat
    character(:), allocatable, intent(inout) :: text
    type(write_job), target :: job
    if (c_associated(order%at)) then
      call prepare(job, it, "", 0, fortran_text(order%at, order%length))
    else
      call prepare(job, it, "", 0)
    end if
    if (it%kind == c_null_char) call refuse(job%status, job%err, NPY_ERR_DTYPE, &
      "what its elements are is not to be seen from here: npz_writer's add takes an npy_struct")
    call out%add_member(job, name)
    call explain(job%status, job%err, out%subject(name), text)
    call report(job%status, job%err, "", stat)
  end subroutine

  subroutine stop_with(message) bind(c, name="npyrwf_stop")
    character(kind=c_char), intent(in) :: message(1024)
    error stop text_of(message)
  end subroutine
end module
