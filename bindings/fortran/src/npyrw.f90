!> NumPy's .npy and .npz files in Fortran: see bindings/fortran/README.md and docs/fortran-order.md.
module npyrw
  use npyrw_c, npy_map_in_c => npy_map
  use npyrw_base, only: text_of
  use npyrw_stream, only: npy_stream, npy_unit
  use npyrw_field, only: npy_struct
  use npyrw_load, only: load_npy, read_npy, npy_file, npz_reader
  use npyrw_map, only: npy_map
  use npyrw_put, only: save_npy, append_npy, npy_writer, npz_writer
  use npyrw_savez, only: savez, savez_compressed
  implicit none
  private
  public :: load_npy, save_npy, read_npy, append_npy, recover_npy, savez, savez_compressed
  public :: npy_file, npy_map, npy_writer, npz_reader, npz_writer, npy_struct, npy_stream, npy_unit
  public :: npyrw_version_text

  !> What iostat can be besides 0, and iostat_end of npy_file's next: the numbers of npyrw.h without their sign.
  integer, parameter, public :: npyrw_err_argument = -NPY_ERR_ARGUMENT, npyrw_err_size = -NPY_ERR_SIZE, &
    npyrw_err_state = -NPY_ERR_STATE, npyrw_err_dtype = -NPY_ERR_DTYPE, npyrw_err_shape = -NPY_ERR_SHAPE, &
    npyrw_err_cast = -NPY_ERR_CAST, npyrw_err_unsupported = -NPY_ERR_UNSUPPORTED, npyrw_err_io = -NPY_ERR_IO, &
    npyrw_err_not_found = -NPY_ERR_NOT_FOUND, npyrw_err_access = -NPY_ERR_ACCESS, npyrw_err_exists = -NPY_ERR_EXISTS, &
    npyrw_err_no_space = -NPY_ERR_NO_SPACE, npyrw_err_memory = -NPY_ERR_MEMORY, npyrw_err_busy = -NPY_ERR_BUSY, &
    npyrw_err_callback = -NPY_ERR_CALLBACK, npyrw_err_magic = -NPY_ERR_MAGIC, npyrw_err_version = -NPY_ERR_VERSION, &
    npyrw_err_header = -NPY_ERR_HEADER, npyrw_err_descr = -NPY_ERR_DESCR, npyrw_err_truncated = -NPY_ERR_TRUNCATED, &
    npyrw_err_object = -NPY_ERR_OBJECT, npyrw_err_archive = -NPY_ERR_ARCHIVE, npyrw_err_member = -NPY_ERR_MEMBER, &
    npyrw_err_crc = -NPY_ERR_CRC, npyrw_err_method = -NPY_ERR_METHOD, npyrw_err_encrypted = -NPY_ERR_ENCRYPTED, &
    npyrw_err_limit = -NPY_ERR_LIMIT, npyrw_err_internal = -NPY_ERR_INTERNAL

contains

  !> The version of the library that is linked.
  function npyrw_version_text() result(text)
    use npyrw_base, only: fortran_text
    character(:), allocatable :: text
    text = fortran_text(npy_version())
  end function

  !> Makes a file whole whose writer died, and removes what dead writers left beside it; `found` says in one line what was done.
  subroutine recover_npy(path, found, iostat, iomsg)
    use npyrw_base, only: c_text, explain, report
    character(*), intent(in) :: path
    character(:), allocatable, intent(out), optional :: found
    integer, intent(out), optional :: iostat
    character(:), allocatable, intent(out), optional :: iomsg
    type(npy_recovery) :: what
    type(npy_error) :: err
    integer(c_int32_t) :: status
    status = npy_recover(c_text(path), what, err)
    if (present(found)) found = text_of(what%message)
    if (present(iomsg)) call explain(status, err, path, iomsg)
    call report(status, err, path, iostat)
  end subroutine
end module
